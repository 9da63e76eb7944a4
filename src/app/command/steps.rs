//! Doing several things one after another: a key's steps, a number before a key, a far row.

use crate::domain::{ArticleId, Cursor, Edge, EntityId};

use crate::app::action::table::{MarkAction, Part};
use crate::app::keys::macros::Step;
use crate::app::list::Arrival;
use crate::app::{Action, App, Commands, Effect, Focus, Item, Outcome, Read};

/// Rows that are read at a time on the way to a far one.
const STRIDE: usize = 1000;

/// A row that the list is on its way to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Far {
    /// Its place in the list, from 0.
    row: u64,
    /// The rows that the window held when the last page was asked for: with those again, no more
    /// come.
    window: Option<(u64, u64)>,
}

/// Where the reader is, as far as a movement changes it.
#[derive(PartialEq)]
struct Whereabouts {
    row: (u64, usize, bool),
    coming: Option<ArticleId>,
    top: Option<usize>,
    statement: Option<usize>,
    mention: Option<(EntityId, usize)>,
    side: (Option<Item>, Option<usize>, usize),
    selection: Option<(usize, usize)>,
    focus: Focus,
}

impl App {
    fn whereabouts(&self) -> Whereabouts {
        let reader = self.article.reader.as_ref();
        Whereabouts {
            row: (self.list.offset, self.list.selected, self.list.waiting()),
            coming: self.article.coming,
            top: reader.map(|reader| reader.top),
            statement: reader.and_then(|reader| reader.current),
            mention: reader.and_then(|reader| reader.entity),
            side: (self.side.selected, self.side.place(), self.side.top),
            selection: self.article.selecting.as_ref().map(|it| (it.anchor, it.cursor)),
            focus: self.focus,
        }
    }

    /// Begins what a key does that does several things.
    pub(in crate::app) fn begin_steps(&mut self, place: usize, times: u32) -> Outcome {
        let Some(found) = self.env.keymap.steps(place) else { return Outcome::none() };
        let steps = found.steps.clone();
        self.commands.steps.clear();
        for _ in 0..times.clamp(1, 100) {
            self.commands.steps.extend(steps.iter().cloned());
        }
        self.do_steps()
    }

    /// Does the steps that wait, until one has to wait for what it asked for.
    pub(in crate::app) fn do_steps(&mut self) -> Outcome {
        let mut effects = Outcome::none();
        while !self.commands.steps.is_empty() && !self.is_on_its_way() {
            if effects.fails_after(&self.status) {
                self.commands.steps.clear();
                break;
            }
            let Some(step) = self.commands.steps.pop_front() else { break };
            let before = self.whereabouts();
            let (done, stuck) = match step {
                Step::Action(action) => {
                    let done = self.act(action);
                    (done, moves(action) && self.whereabouts() == before)
                }
                Step::Command(line) => match self.run_line(&line) {
                    Ok(done) => (done, false),
                    Err(reason) => (Outcome::fail(reason), true),
                },
            };
            // What the steps before have said stays, unless this one says something.
            effects.extend(done.without_clearing());
            let asks = self.commands.prompt.is_some()
                || self.article.choice.is_some()
                || self.article.places.asks();
            if stuck || asks {
                self.commands.steps.clear();
            }
        }
        effects
    }

    /// Whether something was asked for that the next step is meant for.
    fn is_on_its_way(&self) -> bool {
        let undoes =
            matches!(self.commands.steps.front(), Some(Step::Action(Action::Undo | Action::Redo)));
        self.article.coming.is_some() || self.is_going() || (undoes && self.changes.is_changing())
    }

    /// Whether the list is on its way to another article.
    pub(in crate::app) fn is_going(&self) -> bool {
        self.list.is_going() || self.commands.far.is_some() || self.list.is_seeking()
    }

    /// Does an action with a number before it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "a number means nothing to other actions")]
    pub(in crate::app) fn act_counted(&mut self, action: Action, count: u32) -> Outcome {
        use Action::{CopyLink, Open, OpenAddress};
        let plain = self.overlays.top().is_none() && self.article.selection().is_none();
        let by = |forward: bool| if forward { i64::from(count) } else { -i64::from(count) };
        if plain
            && let Part::Mark(
                action @ (MarkAction::ToggleRead
                | MarkAction::MarkRead
                | MarkAction::MarkUnread
                | MarkAction::ToggleStar
                | MarkAction::DeleteArticle),
            ) = action.part()
        {
            return self.mark_rows(action, count as usize);
        }
        match action {
            Action::Top | Action::Bottom if plain => self.go_to_line(count),
            Open | OpenAddress | CopyLink if plain && self.focus == Focus::Body => {
                self.link_of_number(action, count as usize)
            }
            Action::NextArticle | Action::PreviousArticle if plain => {
                self.step_rows(by(action == Action::NextArticle))
            }
            Action::Down | Action::Up if plain && self.focus == Focus::List => {
                self.step_rows(by(action == Action::Down))
            }
            _ if moves(action) || matches!(action, Action::Undo | Action::Redo) => {
                self.repeat(action, count)
            }
            // A number means nothing to the rest.
            _ => self.act(action),
        }
    }

    fn repeat(&mut self, action: Action, count: u32) -> Outcome {
        let mut effects = Outcome::none();
        for _ in 0..count {
            let before = self.whereabouts();
            effects.extend(self.act(action));
            let still = self.overlays.top().is_none() && self.whereabouts() == before;
            if effects.fails_after(&self.status)
                || (still && moves(action))
                || (!moves(action) && effects.said_after(&self.status).is_some())
            {
                break;
            }
        }
        effects
    }

    /// To a line of the article, or to an article of the list, by its number.
    fn go_to_line(&mut self, number: u32) -> Outcome {
        match (self.focus, self.article.reader.as_mut()) {
            (Focus::List, _) => self.go_to_row(u64::from(number)),
            (Focus::Body, Some(reader)) => {
                let line = isize::try_from(number).unwrap_or(isize::MAX) - 1;
                reader.scroll(line - reader.top as isize);
                self.mark_opened()
            }
            _ => {
                let action = if number == 1 { Action::Top } else { Action::Bottom };
                self.act(action)
            }
        }
    }

    /// So many articles on, or back; at the end of the list the last one.
    fn step_rows(&mut self, by: i64) -> Outcome {
        let here = self.list.position();
        let target = here.saturating_add_signed(by).clamp(1, self.list.counts.total.max(1));
        if target == here {
            return self.step_article(if by < 0 { -1 } else { 1 });
        }
        self.go_to_row(target)
    }

    /// Selects the article of that number in the list, from 1; what lies between is read as needed.
    pub(in crate::app) fn go_to_row(&mut self, number: u64) -> Outcome {
        let total = self.list.counts.total.max(self.list.offset + self.list.rows.len() as u64);
        if total == 0 {
            return Outcome::say("The list is empty.");
        }
        self.commands.far = Some(Far { row: number.clamp(1, total) - 1, window: None });
        self.go_on_to_row().unwrap_or_default()
    }

    /// A step on the way to a far row; none where nothing is under way.
    pub(in crate::app) fn go_on_to_row(&mut self) -> Option<Outcome> {
        let Far { row, window } = self.commands.far.take()?;
        let (from, to) = (self.list.offset, self.list.offset + self.list.rows.len() as u64);
        if (from..to).contains(&row) {
            self.list.move_to((row - from) as usize);
            return Some(self.show_selected());
        }
        let total = self.list.counts.total;
        let next = match (self.list.rows.first(), self.list.rows.last()) {
            (Some(first), _) if row < from && from - row < row => {
                Some((Edge::Before(Cursor::of(first)), Arrival::Extend))
            }
            (_, Some(last)) if row >= to && row - to < total.saturating_sub(row) => {
                Some((Edge::After(Cursor::of(last)), Arrival::Extend))
            }
            _ if row < from && from > 0 => Some((Edge::Start, Arrival::First)),
            _ if row >= to && to < total => Some((Edge::End, Arrival::Last)),
            _ => None,
        };
        let Some((edge, arrival)) = next.filter(|_| window != Some((from, to))) else {
            // It is not there any more: the nearest one.
            self.list.move_to(if row < from { 0 } else { usize::MAX });
            return Some(self.show_selected());
        };
        self.commands.far = Some(Far { row, window: Some((from, to)) });
        // The window is cut on the side that it leaves.
        match edge {
            Edge::After(_) => self.list.move_to(usize::MAX),
            Edge::Before(_) => self.list.move_to(0),
            Edge::Start | Edge::End | Edge::Around(_) => {}
        }
        let request = self.request();
        self.list.expect(request, edge, arrival);
        Some(Outcome::from(Effect::Read(
            request,
            Read::Page(self.list.query.clone(), edge, STRIDE),
        )))
    }
}

impl Commands {
    /// What was still to be done is left undone: another key was pressed.
    pub(in crate::app) fn drop_steps(&mut self) {
        self.steps.clear();
        self.far = None;
    }
}

/// Whether an action goes somewhere, so that a number before it means so many times.
pub(in crate::app) fn moves(action: Action) -> bool {
    use Action::*;
    matches!(
        action,
        Down | Up
            | PageDown
            | PageUp
            | HalfDown
            | HalfUp
            | NextArticle
            | PreviousArticle
            | NextUnread
            | PreviousUnread
            | NextParagraph
            | PreviousParagraph
            | NextQuote
            | PreviousQuote
            | NextStatement
            | PreviousStatement
            | NextSource
            | PreviousSource
            | NextEntity
            | PreviousEntity
            | NextMention
            | PreviousMention
            | ReadOn
            | WordRight
            | WordLeft
            | FocusLeft
            | FocusRight
            | FocusNext
            | FocusPrevious
            | JumpBack
            | JumpForward
            | WidenPane
            | NarrowPane
            | WidenText
            | NarrowText
    )
}
