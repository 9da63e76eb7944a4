//! Selecting text, to copy or to correct; marks and jumps.

mod drag;
mod marks;
mod moves;
mod places;
mod seen;

use crate::domain::{ArticleId, Destination, Export, ExportFormat, Exported, Span};

use crate::app::OpenArticle;
use crate::app::action::table::SelectAction;
use crate::app::{Action, App, Effect, Focus, OnScreen, Outcome, Reader};

pub(in crate::app) use drag::Grip;
pub use marks::MARKS;
pub use places::{Place, Places, Spot, View};

/// Text that is being selected: from one character to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selecting {
    /// The article, and the hash of its text: another text has another selection.
    article: (ArticleId, String),
    /// The character where it began: its first byte.
    pub anchor: usize,
    /// The character that moves: its first byte.
    pub cursor: usize,
    /// The column that steps from line to line keep to.
    column: Option<u16>,
}

impl App {
    pub(in crate::app) fn act_on_selection(&mut self, action: SelectAction) -> Outcome {
        match action {
            SelectAction::SetMark => self.article.ask_for_mark(true),
            SelectAction::GoToMark => self.article.ask_for_mark(false),
            SelectAction::JumpBack => self.jump(true),
            SelectAction::JumpForward => self.jump(false),
            SelectAction::CopyQuote => self.copy_quote(),
            SelectAction::Select => self.begin_selection(),
            SelectAction::WordRight
            | SelectAction::WordLeft
            | SelectAction::LineStart
            | SelectAction::LineEnd
            | SelectAction::SwapEnds
            | SelectAction::CopySelection => {
                let key = self.env.keymap.key_of(Action::Select).unwrap_or_default();
                Outcome::say(format!("Nothing is selected; {key} begins to select."))
            }
        }
    }

    /// What an action means while text is selected; none where it means what it always does.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other action leaves the selection")]
    pub(in crate::app) fn act_while_selecting(&mut self, action: Action) -> Option<Outcome> {
        use Action::*;
        self.article.selection()?;
        match action {
            CopySelection | CopyLink => Some(self.article.copy_selection()),
            Back | Quit | Stop => {
                self.article.leave_selection();
                Some(Outcome::none())
            }
            Select | Open => Some(self.select_statement_here()),
            NextQuote | PreviousQuote | NextStatement | PreviousStatement | NextSource
            | PreviousSource => {
                // To another statement as always, and its words are what is selected then.
                let effects = self.act_on_panes(action.part());
                self.article.select_current();
                Some(effects)
            }
            FocusLeft | FocusRight | Down | Up | PageDown | PageUp | HalfDown | HalfUp | Top
            | Bottom | NextParagraph | PreviousParagraph | WordRight | WordLeft | LineStart
            | LineEnd | SwapEnds => {
                self.article.move_selection(action);
                Some(Outcome::none())
            }
            SelectContent | SelectSource | SelectCue | CopyQuote | Redraw | Help | Themes
            | NextTheme | ToggleLinkNumbers | ToggleStar => None,
            _ => {
                self.article.leave_selection();
                None
            }
        }
    }

    /// Begins at the current statement if it can be seen, else at the first visible character.
    fn begin_selection(&mut self) -> Outcome {
        let effects = self.set_focus(Focus::Body);
        let Some(reader) = self.article.reader.as_ref().filter(|_| self.article.coming.is_none())
        else {
            return effects;
        };
        let current = reader.current_attribution().filter(|_| reader.current_in_view());
        let current = current.map(|found| found.extent().start);
        let shown = reader.lines.iter().skip(reader.top);
        let shown = || shown.clone().find_map(|line| line.pieces.first()).map(|it| it.span.start);
        let text = &reader.article.body.text;
        let start = current.or_else(shown).filter(|at| text.is_char_boundary(*at));
        let Some(at) = start.filter(|at| *at < text.len()) else {
            return effects.and(Outcome::say("There is no text to select here."));
        };
        let article = (reader.article.row.id, reader.article.text_hash.clone());
        self.article.selecting = Some(Selecting { article, anchor: at, cursor: at, column: None });
        effects
    }

    /// Selects the words of the statement at the cursor; where they are selected already, nothing.
    fn select_statement_here(&mut self) -> Outcome {
        let Some((selecting, reader)) = self.article.selected_in() else { return Outcome::none() };
        let at = selecting.cursor;
        let found = reader.attribution_at(at).or(reader.current);
        let before = self.article.selection();
        let Some(found) = found else {
            return Outcome::say("No statement stands here: move into one, or on to the next.");
        };
        if let Some(reader) = self.article.reader.as_mut() {
            reader.select(found);
        }
        self.follow_body();
        self.article.select_current();
        if self.article.selection() == before {
            self.article.leave_selection();
        }
        Outcome::none()
    }

    /// The current statement goes to the clipboard with the line that says where it is from.
    fn copy_quote(&mut self) -> Outcome {
        let reader = self.article.reader.as_ref();
        let current = reader.and_then(|it| Some((it.article.row.id, it.current?)));
        let Some((article, statement)) = current else {
            let key = self.env.keymap.key_of(Action::NextQuote).unwrap_or_default();
            return Outcome::say(format!("No statement is current; {key} goes to the next."));
        };
        self.write_out(Export {
            what: Exported::Quotation(article, statement),
            format: ExportFormat::Text,
            to: Destination::Clipboard,
        })
    }
}

impl OpenArticle {
    /// What is selected in the open article: bytes of its text, never empty.
    pub fn selection(&self) -> Option<Span> {
        let (selecting, reader) = self.selected_in()?;
        let text = &reader.article.body.text;
        let first = selecting.anchor.min(selecting.cursor);
        let last = selecting.anchor.max(selecting.cursor);
        Some(Span::new(first, moves::after(text, last)))
    }

    pub(in crate::app) fn selected_in(&self) -> Option<(&Selecting, &Reader)> {
        let (selecting, reader) = (self.selecting.as_ref()?, self.reader.as_ref()?);
        let article = &reader.article;
        let text = &article.body.text;
        let same =
            selecting.article.0 == article.row.id && selecting.article.1 == article.text_hash;
        let fits = |at: usize| at < text.len() && text.is_char_boundary(at);
        (same && fits(selecting.anchor) && fits(selecting.cursor)).then_some((selecting, reader))
    }

    /// What lets a selection be left: nothing is selected any more.
    pub fn leave_selection(&mut self) {
        self.selecting = None;
    }

    /// The current statement's words are what is selected.
    pub(in crate::app) fn select_current(&mut self) {
        let Some((_, reader)) = self.selected_in() else { return };
        let Some(found) = reader.current_attribution() else { return };
        let start = found.content.iter().map(|span| span.start).min();
        let end = found.content.iter().map(|span| span.end).max();
        let (Some(start), Some(end)) = (start, end) else { return };
        let text = &reader.article.body.text;
        if start < end && text.get(start..end).is_some() {
            let cursor = moves::before(text, end).unwrap_or(start).max(start);
            self.place_selection(start, cursor);
        }
    }

    pub(in crate::app) fn place_selection(&mut self, anchor: usize, cursor: usize) {
        if let Some(selecting) = self.selecting.as_mut() {
            (selecting.anchor, selecting.cursor, selecting.column) = (anchor, cursor, None);
        }
    }

    pub(in crate::app) fn copy_selection(&mut self) -> Outcome {
        let span = self.selection();
        let reader = self.reader.as_ref();
        let text = span.zip(reader).map(|(span, it)| span.of(&it.article.body.text).to_owned());
        self.leave_selection();
        let Some(text) = text else { return Outcome::none() };
        let count = text.chars().count();
        let letters = if count == 1 { "character" } else { "characters" };
        let told = Outcome::say(format!("Copied {count} {letters}."));
        told.and(Effect::Screen(OnScreen::Copy(text)))
    }
}

#[cfg(test)]
mod tests;
