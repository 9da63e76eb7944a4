//! The open article: focus, scrolling, and jumping from statement to statement.

use crate::domain::EntityId;

use crate::app::action::table::{MoveAction, TextAction};
use crate::app::side::Item;
use crate::app::{App, Effect, Focus, OpenArticle, Outcome, Reader, RequestId};

impl App {
    /// Gives a pane the focus; the article counts as opened once it is not the list.
    pub(in crate::app) fn set_focus(&mut self, focus: Focus) -> Outcome {
        if focus.reads() && self.article.reader.is_none() && self.article.coming.is_none() {
            return Outcome::say("There is no article to open.");
        }
        let from = self.focus;
        // Whoever goes to another pane wants to see it.
        let zen = focus != Focus::Body && self.env.look.zen.take().is_some();
        if focus != from || zen {
            self.focus = focus;
            self.lay_out();
        }
        if !focus.reads() {
            self.article.open = false;
            return Outcome::none();
        }
        let mut effects = if !from.reads() { self.show_newer() } else { Outcome::none() };
        effects.extend(self.mark_opened());
        effects
    }

    /// To the next pane or the one before; Tab goes round, left and right stop at the border.
    pub(in crate::app) fn step_focus(&mut self, round: bool, forward: bool) -> Outcome {
        let focus = match (self.focus, forward) {
            (Focus::List, true) | (Focus::Sources, false) => Focus::Body,
            (Focus::Body, true) => Focus::Sources,
            (Focus::Body, false) => Focus::List,
            (Focus::Sources, true) if round && self.sidebar.pane.open => Focus::Feeds,
            (Focus::Sources, true) if round => Focus::List,
            (Focus::List, false) if self.sidebar.pane.open => Focus::Feeds,
            (Focus::List | Focus::Feeds, false) if round => Focus::Sources,
            (Focus::Feeds, true) => Focus::List,
            (focus, _) => focus,
        };
        if focus == Focus::Sources && self.side.selected.is_none() {
            let current = self.article.reader.as_ref().and_then(|reader| reader.current);
            let item = current.map(Item::Statement).or_else(|| self.side.items().next());
            self.side.select(item);
        }
        self.set_focus(focus)
    }

    /// Enter: from the list into the article, from a statement to its source and back; from a source
    /// or a name to its dossier.
    pub(in crate::app) fn open(&mut self) -> Outcome {
        match self.focus {
            Focus::Feeds => self.open_shelf(),
            Focus::List => self.set_focus(Focus::Body),
            Focus::Body if self.article.is_outdated() => self.show_newer(),
            Focus::Body => {
                let current = self.article.reader.as_ref().and_then(|reader| reader.current);
                if let Some(current) = current {
                    let by = self.article.reader.as_ref().and_then(Reader::heard);
                    self.side.select_said(current, by);
                }
                self.step_focus(false, true)
            }
            Focus::Sources => match self.side.selected {
                Some(Item::Source(source)) => self.seek_source(source),
                Some(Item::Entity(entity)) => self.seek_entity(entity),
                _ => {
                    let told = self.follow_side();
                    told.and(self.set_focus(Focus::Body))
                }
            },
        }
    }

    /// The reader has turned to the text: after a moment the article counts as read.
    pub(in crate::app) fn mark_opened(&mut self) -> Outcome {
        if self.article.coming.is_some() || self.article.reader.is_none() {
            self.article.open = true;
        }
        // What is on its way is what is turned to, not what is left.
        let turning = self.article.is_turning();
        let Some(reader) = self.article.reader.as_mut().filter(|_| !turning) else {
            return Outcome::none();
        };
        let (before, unread) = (reader.opened, reader.article.row.unread);
        reader.opened = true;
        if !before {
            self.article.opened_at = self.changes.history.moment();
        }
        let mut effects = if before { Outcome::none() } else { self.mark_same() };
        if !before && unread {
            let request = self.request();
            self.article.wake = request;
            if let Some(after) = self.env.settings.mark_read_after {
                effects.push(Effect::Wake(request, after));
            }
        }
        effects
    }

    /// The moment after opening has passed.
    pub(in crate::app) fn woke(&mut self, request: RequestId) -> Outcome {
        // What was turned away from in time has not been read.
        let left = self.article.is_turning();
        let opened = self.article.reader.as_ref().filter(|reader| reader.opened && !left);
        match opened.map(|reader| &reader.article.row) {
            Some(row) if request == self.article.wake && row.unread => {
                let id = row.id;
                self.set_read_by_reading(id)
            }
            _ => Outcome::none(),
        }
    }

    /// Scrolls the text, whichever pane has the focus.
    pub(in crate::app) fn scroll_body(&mut self, action: MoveAction) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else {
            return Outcome::say("No article is open.");
        };
        let rows = reader.rows as isize;
        match action {
            MoveAction::Top => reader.scroll_to_edge(false),
            MoveAction::Bottom => reader.scroll_to_edge(true),
            MoveAction::Down
            | MoveAction::Up
            | MoveAction::PageDown
            | MoveAction::PageUp
            | MoveAction::HalfDown
            | MoveAction::HalfUp => {
                reader.scroll(action.steps(rows));
            }
        }
        self.mark_scrolled()
    }

    /// What an action means for the text, whichever pane has the focus.
    pub(in crate::app) fn act_in_text(&mut self, action: TextAction) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else {
            return Outcome::say("No article is open.");
        };
        match action {
            TextAction::NextParagraph => {
                reader.scroll_paragraph(true);
                self.mark_scrolled()
            }
            TextAction::PreviousParagraph => {
                reader.scroll_paragraph(false);
                self.mark_scrolled()
            }
            TextAction::ReadOn => self.read_on(),
            TextAction::NextQuote => self
                .step_statement(|reader| (reader.step_quote(true), "This is the last statement.")),
            TextAction::PreviousQuote => self.step_statement(|reader| {
                (reader.step_quote(false), "This is the first statement.")
            }),
            TextAction::NextStatement => self.step_statement(|reader| same_source(reader, true)),
            TextAction::PreviousStatement => {
                self.step_statement(|reader| same_source(reader, false))
            }
            TextAction::NextSource => {
                self.step_statement(|reader| (reader.step_source(true), "This is the last source."))
            }
            TextAction::PreviousSource => self
                .step_statement(|reader| (reader.step_source(false), "This is the first source.")),
            TextAction::NextEntity => self.step_entity(false, true),
            TextAction::PreviousEntity => self.step_entity(false, false),
            TextAction::NextMention => self.step_entity(true, true),
            TextAction::PreviousMention => self.step_entity(true, false),
        }
    }

    fn mark_scrolled(&mut self) -> Outcome {
        if self.focus.reads() { self.mark_opened() } else { Outcome::none() }
    }

    /// A page further; at the end, the next unread article.
    fn read_on(&mut self) -> Outcome {
        if self.layout().is_some_and(|layout| layout.body.is_none()) {
            return self.set_focus(Focus::Body);
        }
        let at_end = self.article.reader.as_ref().is_none_or(|reader| reader.at_end());
        if !at_end {
            if let Some(reader) = self.article.reader.as_mut() {
                let rows = reader.rows as isize;
                reader.scroll(rows - 1);
            }
            return self.mark_opened();
        }
        let mut effects =
            match self.article.reader.as_ref().filter(|reader| reader.article.row.unread) {
                Some(reader) => {
                    let id = reader.article.row.id;
                    self.set_read_by_reading(id)
                }
                None => Outcome::none(),
            };
        effects.extend(self.step_unread(true, true));
        effects
    }

    /// Goes to another statement; `step` says whether there was one, and what to say if not.
    fn step_statement(
        &mut self,
        step: impl FnOnce(&mut Reader) -> (bool, &'static str),
    ) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        let Some(analysis) = reader.analysis.as_ref() else {
            return Outcome::say("This article is still being analysed.");
        };
        if analysis.attributions.is_empty() {
            return Outcome::say("No statements were found in this article.");
        }
        let (moved, end) = step(reader);
        self.follow_body();
        let told = if moved { Outcome::none() } else { Outcome::say(end) };
        told.and(self.mark_opened())
    }

    /// Next and previous entity, or next and previous mention of the same.
    fn step_entity(&mut self, mentions: bool, forward: bool) -> Outcome {
        if self.article.reader.as_ref().is_some_and(|reader| reader.analysis.is_none()) {
            return Outcome::say("This article is still being analysed.");
        }
        let entities: Vec<EntityId> = self.side.items().filter_map(entity).collect();
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        let chosen = self.side.selected.and_then(entity).or(reader.entity.map(|(id, _)| id));
        let place = chosen.and_then(|id| entities.iter().position(|other| *other == id));
        let mention = reader.entity.map_or(0, |(_, mention)| mention);
        let step = |place: usize, forward: bool| {
            if forward {
                (place + 1) % entities.len()
            } else {
                (place + entities.len() - 1) % entities.len()
            }
        };
        if entities.is_empty() {
            return Outcome::say("No people, bodies or places were found.");
        }
        let (target, mention) = match place {
            None if forward || mentions => (0, 0),
            None => (entities.len() - 1, 0),
            Some(place) if !mentions => (step(place, forward), 0),
            Some(place) if forward => (place, mention + 1),
            Some(place) => {
                let mentions = self.article.mentions(entities[place]);
                (place, mention + mentions.saturating_sub(1))
            }
        };
        let id = entities[target];
        if let Some(reader) = self.article.reader.as_mut() {
            reader.select_entity(id, mention);
        }
        self.side.select(Some(Item::Entity(id)));
        self.article.say_mention().and(self.mark_opened())
    }

    pub(in crate::app) fn move_in_sources(&mut self, action: MoveAction) -> Outcome {
        let page = self.side.rows.max(2) as isize;
        self.side.step(action.steps(page));
        let told = self.follow_side();
        told.and(self.mark_opened())
    }

    /// The body goes where the sources pane's selection is.
    pub(in crate::app) fn follow_side(&mut self) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        match self.side.selected {
            Some(Item::Statement(attribution)) => {
                reader.voice = self.side.place().and_then(|line| self.side.source_at(line));
                reader.select(attribution);
            }
            Some(Item::Source(source)) => {
                reader.voice = Some(source);
                if let Some(first) = reader.first_statement(source) {
                    reader.select(first);
                }
            }
            Some(Item::Entity(id)) => {
                reader.select_entity(id, 0);
                return self.article.say_mention();
            }
            None => {}
        }
        Outcome::none()
    }

    /// The sources pane selects the body's current statement.
    pub(in crate::app) fn follow_body(&mut self) {
        let Some(reader) = self.article.reader.as_ref() else { return };
        if let Some(current) = reader.current {
            self.side.select_said(current, reader.heard());
        }
    }
}

impl OpenArticle {
    pub(in crate::app) fn mentions(&self, id: EntityId) -> usize {
        let analysis = self.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        analysis.and_then(|a| a.entities.get(id.index())).map_or(0, |e| e.mentions.len())
    }

    pub(in crate::app) fn say_mention(&self) -> Outcome {
        let Some((id, mention)) = self.reader.as_ref().and_then(|reader| reader.entity) else {
            return Outcome::none();
        };
        let analysis = self.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        match analysis.and_then(|a| a.entities.get(id.index())) {
            Some(found) => Outcome::say(format!(
                "{}: mention {} of {}",
                found.name,
                mention + 1,
                found.mentions.len()
            )),
            None => Outcome::none(),
        }
    }
}

fn entity(item: Item) -> Option<EntityId> {
    match item {
        Item::Entity(id) => Some(id),
        Item::Source(_) | Item::Statement(_) => None,
    }
}

/// The next statement of the same source, or the one before; where none is current the first one.
fn same_source(reader: &mut Reader, forward: bool) -> (bool, &'static str) {
    if reader.current.is_none() {
        return (reader.step_quote(true), "");
    }
    (reader.step_statement(forward), "No other statement of this source.")
}
