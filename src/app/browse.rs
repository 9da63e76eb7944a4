//! The article list: moving, loading pages, filtering, choosing what it shows.

use crate::domain::{ArticleId, Cursor, Edge, Query, Scope};

use super::action_table::MoveAction;
use super::list::{Arrival, PAGE};
use super::{App, Effect, Focus, Outcome, Read};

impl App {
    pub(super) fn load_page(&mut self, edge: Edge, arrival: Arrival) -> Outcome {
        let request = self.request();
        self.list.seek = None;
        self.list.expect(request, edge, arrival);
        Outcome::from(Effect::Read(request, Read::Page(self.list.query.clone(), edge, PAGE)))
    }

    pub(super) fn load_counts(&mut self) -> Outcome {
        let request = self.request();
        self.list.counts_request = request;
        Outcome::from(Effect::Read(request, Read::Counts(self.list.query.clone())))
    }

    /// Asks for more rows where the window's border is near.
    pub(super) fn fill_list(&mut self) -> Outcome {
        match self.list.wanted() {
            Some(edge) if !self.list.waiting() => self.load_page(edge, Arrival::Extend),
            _ => Outcome::none(),
        }
    }

    pub(super) fn move_in_list(&mut self, action: MoveAction) -> Outcome {
        let page = self.list.visible.max(2) as isize;
        match action {
            MoveAction::Down => return self.step_article(1),
            MoveAction::Up => return self.step_article(-1),
            MoveAction::Top if self.list.offset > 0 => {
                return self.load_page(Edge::Start, Arrival::First);
            }
            MoveAction::Bottom if !self.list.has_end() => {
                return self.load_page(Edge::End, Arrival::Last);
            }
            MoveAction::Top
            | MoveAction::Bottom
            | MoveAction::PageDown
            | MoveAction::PageUp
            | MoveAction::HalfDown
            | MoveAction::HalfUp => self.list.step(action.steps(page)),
        };
        self.show_selected()
    }

    /// Selects the next article, or the one before; at the window's border once it is loaded.
    pub(super) fn step_article(&mut self, by: isize) -> Outcome {
        if self.list.step(by) {
            return self.show_selected();
        }
        let edge = match self.list.selected_row().map(Cursor::of) {
            Some(cursor) if by > 0 && !self.list.has_end() => Edge::After(cursor),
            Some(cursor) if by < 0 && self.list.offset > 0 => Edge::Before(cursor),
            _ => {
                let end = if by > 0 { "last" } else { "first" };
                return Outcome::say(format!("This is the {end} article."));
            }
        };
        self.load_page(edge, Arrival::Step)
    }

    /// Shows the selected article beside the list, and fills the window where its border is near.
    pub(super) fn show_selected(&mut self) -> Outcome {
        self.attach();
        let mut effects = self.fill_list();
        let shown = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let Some(id) = self.list.selected_row().map(|row| row.id) else {
            effects.extend(self.leave_article());
            self.article.reader = None;
            self.lay_out();
            return effects;
        };
        let coming = self.article.coming;
        if coming == Some(id) || (coming.is_none() && shown == Some(id)) {
            return effects;
        }
        effects.extend(self.load_article(id, self.focus.reads()));
        effects
    }

    /// Asks for an article; `open` if the reader turns to it, and does not only pass over it.
    pub(super) fn load_article(&mut self, id: ArticleId, open: bool) -> Outcome {
        let request = self.request();
        self.article.request = request;
        self.article.coming = Some(id);
        self.article.open = open;
        Outcome::from(Effect::Read(request, Read::Article(id)))
    }

    pub(super) fn set_filter(&mut self, filter: String) -> Outcome {
        if self.list.query.filter == filter {
            return Outcome::none();
        }
        let widened = filter.is_empty();
        self.list.query.filter = filter;
        self.reload(if widened { Arrival::Keep } else { Arrival::First })
    }

    pub(super) fn toggle_unread_only(&mut self) -> Outcome {
        self.list.query.unread_only = !self.list.query.unread_only;
        self.list.query.unread_since = self.env.now;
        let told = Outcome::say(if self.list.query.unread_only {
            "Only unread articles are shown."
        } else {
            "Read articles are shown, too."
        });
        told.and(self.reload(Arrival::Keep))
    }

    pub(super) fn set_scope(&mut self, scope: Scope) -> Outcome {
        self.list.query = self.query_of(scope);
        self.search.came_from = None;
        self.list.counts_soon = None;
        self.lay_out();
        let mut effects = self.set_focus(Focus::List);
        effects.extend(self.reload(Arrival::First));
        effects
    }

    /// The list of a scope, as it is opened now.
    pub(super) fn query_of(&self, scope: Scope) -> Query {
        Query {
            order: self.search.orders.of(&scope),
            scope,
            unread_only: self.list.query.unread_only,
            unread_since: self.env.now,
            filter: String::new(),
            now: self.env.now,
        }
    }

    /// One step back: a page no longer fetched, an entity let go, the filter cleared, to the body, to
    /// the list, to everything.
    pub(super) fn back(&mut self) -> Outcome {
        if !self.article.fetching.is_empty() {
            return self.stop_fetching();
        }
        if let Some(reader) = self.article.reader.as_mut().filter(|reader| reader.entity.is_some())
        {
            reader.entity = None;
            return Outcome::none();
        }
        if self.can_return() {
            return self.return_to_screen();
        }
        if self.env.look.zen.is_some() {
            return self.leave_zen();
        }
        match self.focus {
            Focus::Sources if self.layout().is_some_and(|layout| layout.list.is_none()) => {
                self.set_focus(Focus::Body)
            }
            Focus::Sources | Focus::Body | Focus::Feeds => self.set_focus(Focus::List),
            Focus::List if !self.list.query.filter.is_empty() => self.set_filter(String::new()),
            Focus::List if self.list.query.scope != Scope::All => {
                self.leave_search().unwrap_or_else(|| self.set_scope(Scope::All))
            }
            Focus::List => Outcome::none(),
        }
    }
}
