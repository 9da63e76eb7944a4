//! The open article: focus, scrolling, and jumping from statement to statement.

use crate::domain::EntityId;

use super::side::Item;
use super::{Action, App, Effect, Focus, Reader, RequestId, Status};

impl App {
    /// Gives a pane the focus; the article counts as opened once it is not the list.
    pub(super) fn set_focus(&mut self, focus: Focus) -> Vec<Effect> {
        if focus.reads() && self.reader.is_none() && self.awaited.article_id.is_none() {
            self.status = Some(Status::info("There is no article to open."));
            return Vec::new();
        }
        let from = self.focus;
        // Whoever goes to another pane wants to see it.
        let zen = focus != Focus::Body && self.look.zen.take().is_some();
        if focus != from || zen {
            self.focus = focus;
            self.lay_out();
        }
        if !focus.reads() {
            self.awaited.open = false;
            return Vec::new();
        }
        let mut effects = if !from.reads() { self.show_newer() } else { Vec::new() };
        effects.extend(self.mark_opened());
        effects
    }

    /// To the next pane or the one before; Tab goes round, left and right stop at the border.
    pub(super) fn step_focus(&mut self, action: Action, forward: bool) -> Vec<Effect> {
        let round = matches!(action, Action::FocusNext | Action::FocusPrevious);
        let focus = match (self.focus, forward) {
            (Focus::List, true) | (Focus::Sources, false) => Focus::Body,
            (Focus::Body, true) => Focus::Sources,
            (Focus::Body, false) => Focus::List,
            (Focus::Sources, true) if round && self.shelf.open => Focus::Feeds,
            (Focus::Sources, true) if round => Focus::List,
            (Focus::List, false) if self.shelf.open => Focus::Feeds,
            (Focus::List | Focus::Feeds, false) if round => Focus::Sources,
            (Focus::Feeds, true) => Focus::List,
            (focus, _) => focus,
        };
        if focus == Focus::Sources && self.side.selected.is_none() {
            let current = self.reader.as_ref().and_then(|reader| reader.current);
            let item = current.map(Item::Statement).or_else(|| self.side.items().next());
            self.side.select(item);
        }
        self.set_focus(focus)
    }

    /// Enter: from the list into the article, from a statement to its source and back; from a source
    /// or a name to its dossier.
    pub(super) fn open(&mut self) -> Vec<Effect> {
        match self.focus {
            Focus::Feeds => self.open_shelf(),
            Focus::List => self.set_focus(Focus::Body),
            Focus::Body if self.is_outdated() => self.show_newer(),
            Focus::Body => {
                let current = self.reader.as_ref().and_then(|reader| reader.current);
                if let Some(current) = current {
                    let by = self.reader.as_ref().and_then(Reader::heard);
                    self.side.select_said(current, by);
                }
                self.step_focus(Action::FocusRight, true)
            }
            Focus::Sources => match self.side.selected {
                Some(Item::Source(source)) => self.seek_source(source),
                Some(Item::Entity(entity)) => self.seek_entity(entity),
                _ => {
                    self.follow_side();
                    self.set_focus(Focus::Body)
                }
            },
        }
    }

    /// The reader has turned to the text: after a moment the article counts as read.
    pub(super) fn mark_opened(&mut self) -> Vec<Effect> {
        if self.awaited.article_id.is_some() || self.reader.is_none() {
            self.awaited.open = true;
        }
        // What is on its way is what is turned to, not what is left.
        let turning = self.is_turning();
        let Some(reader) = self.reader.as_mut().filter(|_| !turning) else { return Vec::new() };
        let (before, unread) = (reader.opened, reader.article.row.unread);
        reader.opened = true;
        if !before {
            self.awaited.opened = self.history.moment();
        }
        let mut effects = if before { Vec::new() } else { self.mark_same() };
        if !before && unread {
            let request = self.request();
            self.awaited.wake = request;
            effects.push(Effect::Wake(request, self.settings.mark_read_after));
        }
        effects
    }

    /// The moment after opening has passed.
    pub(super) fn woke(&mut self, request: RequestId) -> Vec<Effect> {
        // What was turned away from in time has not been read.
        let left = self.is_turning();
        let opened = self.reader.as_ref().filter(|reader| reader.opened && !left);
        match opened.map(|reader| &reader.article.row) {
            Some(row) if request == self.awaited.wake && row.unread => {
                let id = row.id;
                self.set_read_by_reading(id)
            }
            _ => Vec::new(),
        }
    }

    /// What an action means for the text, whichever pane has the focus.
    pub(super) fn act_in_body(&mut self, action: Action) -> Vec<Effect> {
        let Some(reader) = self.reader.as_mut() else {
            self.status = Some(Status::info("No article is open."));
            return Vec::new();
        };
        let rows = reader.rows as isize;
        match action {
            Action::Top | Action::Bottom => {
                reader.scroll_to_edge(action == Action::Bottom);
                true
            }
            Action::NextParagraph => reader.scroll_paragraph(true),
            Action::PreviousParagraph => reader.scroll_paragraph(false),
            Action::ReadOn => return self.read_on(),
            _ => match action.steps(rows) {
                Some(lines) => reader.scroll(lines),
                None => return self.act_on_statements(action),
            },
        };
        if self.focus.reads() { self.mark_opened() } else { Vec::new() }
    }

    /// A page further; at the end, the next unread article.
    fn read_on(&mut self) -> Vec<Effect> {
        if self.layout().is_some_and(|layout| layout.body.is_none()) {
            return self.set_focus(Focus::Body);
        }
        let at_end = self.reader.as_ref().is_none_or(|reader| reader.at_end());
        if !at_end {
            if let Some(reader) = self.reader.as_mut() {
                let rows = reader.rows as isize;
                reader.scroll(rows - 1);
            }
            return self.mark_opened();
        }
        let mut effects = match self.reader.as_ref().filter(|reader| reader.article.row.unread) {
            Some(reader) => {
                let id = reader.article.row.id;
                self.set_read_by_reading(id)
            }
            None => Vec::new(),
        };
        effects.extend(self.step_unread(true, true));
        effects
    }

    fn act_on_statements(&mut self, action: Action) -> Vec<Effect> {
        let Some(reader) = self.reader.as_mut() else { return Vec::new() };
        let Some(analysis) = reader.analysis.as_ref() else {
            self.status = Some(Status::info("This article is still being analysed."));
            return Vec::new();
        };
        if analysis.attributions.is_empty() && !is_about_entities(action) {
            self.status = Some(Status::info("No statements were found in this article."));
            return Vec::new();
        }
        let (moved, end) = match action {
            Action::NextQuote => (reader.step_quote(true), "This is the last statement."),
            Action::PreviousQuote => (reader.step_quote(false), "This is the first statement."),
            Action::NextStatement | Action::PreviousStatement if reader.current.is_none() => {
                (reader.step_quote(true), "")
            }
            Action::NextStatement => {
                (reader.step_statement(true), "No other statement of this source.")
            }
            Action::PreviousStatement => {
                (reader.step_statement(false), "No other statement of this source.")
            }
            Action::NextSource => (reader.step_source(true), "This is the last source."),
            Action::PreviousSource => (reader.step_source(false), "This is the first source."),
            _ => return self.act_on_entities(action),
        };
        if !moved {
            self.status = Some(Status::info(end));
        }
        self.follow_body();
        self.mark_opened()
    }

    /// Next and previous entity, next and previous mention.
    fn act_on_entities(&mut self, action: Action) -> Vec<Effect> {
        let entities: Vec<EntityId> = self.side.items().filter_map(entity).collect();
        let Some(reader) = self.reader.as_mut() else { return Vec::new() };
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
        let (target, mention) = match (action, place) {
            _ if entities.is_empty() => {
                self.status = Some(Status::info("No people, bodies or places were found."));
                return Vec::new();
            }
            (Action::NextEntity | Action::NextMention | Action::PreviousMention, None) => (0, 0),
            (_, None) => (entities.len() - 1, 0),
            (Action::NextEntity, Some(place)) => (step(place, true), 0),
            (Action::PreviousEntity, Some(place)) => (step(place, false), 0),
            (Action::NextMention, Some(place)) => (place, mention + 1),
            (_, Some(place)) => {
                let mentions = self.mentions(entities[place]);
                (place, mention + mentions.saturating_sub(1))
            }
        };
        let id = entities[target];
        if let Some(reader) = self.reader.as_mut() {
            reader.select_entity(id, mention);
        }
        self.side.select(Some(Item::Entity(id)));
        self.say_mention();
        self.mark_opened()
    }

    fn mentions(&self, id: EntityId) -> usize {
        let analysis = self.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        analysis.and_then(|a| a.entities.get(id.index())).map_or(0, |e| e.mentions.len())
    }

    fn say_mention(&mut self) {
        let Some((id, mention)) = self.reader.as_ref().and_then(|reader| reader.entity) else {
            return;
        };
        let analysis = self.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        if let Some(found) = analysis.and_then(|a| a.entities.get(id.index())) {
            let text =
                format!("{}: mention {} of {}", found.name, mention + 1, found.mentions.len());
            self.status = Some(Status::info(text));
        }
    }

    pub(super) fn move_in_sources(&mut self, action: Action) -> Vec<Effect> {
        let page = self.side.rows.max(2) as isize;
        self.side.step(action.steps(page).unwrap_or(0));
        self.follow_side();
        self.mark_opened()
    }

    /// The body goes where the sources pane's selection is.
    pub(super) fn follow_side(&mut self) {
        let Some(reader) = self.reader.as_mut() else { return };
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
                self.say_mention();
            }
            None => {}
        }
    }

    /// The sources pane selects the body's current statement.
    pub(super) fn follow_body(&mut self) {
        let Some(reader) = self.reader.as_ref() else { return };
        if let Some(current) = reader.current {
            self.side.select_said(current, reader.heard());
        }
    }
}

fn entity(item: Item) -> Option<EntityId> {
    match item {
        Item::Entity(id) => Some(id),
        Item::Source(_) | Item::Statement(_) => None,
    }
}

fn is_about_entities(action: Action) -> bool {
    matches!(
        action,
        Action::NextEntity | Action::PreviousEntity | Action::NextMention | Action::PreviousMention
    )
}
