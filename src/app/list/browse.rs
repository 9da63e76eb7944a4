//! The article list: moving, loading pages, filtering, choosing what it shows.

use crate::domain::{ArticleId, Cursor, Edge, Query, Scope};

use crate::app::Environment;
use crate::app::List;
use crate::app::OpenArticle;
use crate::app::action::table::MoveAction;
use crate::app::list::{Arrival, PAGE};
use crate::app::{App, Effect, Focus, Outcome, Read};

impl App {
    pub(in crate::app) fn move_in_list(&mut self, action: MoveAction) -> Outcome {
        let page = self.list.visible.max(2) as isize;
        match action {
            MoveAction::Down => return self.step_article(1),
            MoveAction::Up => return self.step_article(-1),
            MoveAction::Top if self.list.offset > 0 => {
                return self.list.load_page(&mut self.env, Edge::Start, Arrival::First);
            }
            MoveAction::Bottom if !self.list.has_end() => {
                return self.list.load_page(&mut self.env, Edge::End, Arrival::Last);
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
    pub(in crate::app) fn step_article(&mut self, by: isize) -> Outcome {
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
        self.list.load_page(&mut self.env, edge, Arrival::Step)
    }

    /// Shows the selected article beside the list, and fills the window where its border is near.
    pub(in crate::app) fn show_selected(&mut self) -> Outcome {
        self.archive.attach();
        let mut effects = self.list.fill(&mut self.env);
        let shown = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let Some(id) = self.list.selected_row().map(|row| row.id) else {
            effects.extend(self.article.leave(&self.env));
            self.article.reader = None;
            self.lay_out();
            return effects;
        };
        let coming = self.article.coming;
        if coming == Some(id) || (coming.is_none() && shown == Some(id)) {
            return effects;
        }
        effects.extend(self.article.load(&mut self.env, id, self.focus.reads()));
        effects
    }

    pub(in crate::app) fn set_scope(&mut self, scope: Scope) -> Outcome {
        self.list.query = self.query_of(scope);
        self.search.came_from = None;
        self.list.counts_soon = None;
        self.lay_out();
        let mut effects = self.set_focus(Focus::List);
        effects.extend(self.list.reload(&mut self.env, Arrival::First));
        effects
    }

    /// The list of a scope, as it is opened now.
    pub(in crate::app) fn query_of(&self, scope: Scope) -> Query {
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
    pub(in crate::app) fn back(&mut self) -> Outcome {
        if !self.article.fetching.is_empty() {
            return self.article.stop_fetching();
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
            Focus::List if !self.list.query.filter.is_empty() => {
                self.list.set_filter(&mut self.env, String::new())
            }
            Focus::List if self.list.query.scope != Scope::All => {
                self.leave_search().unwrap_or_else(|| self.set_scope(Scope::All))
            }
            Focus::List => Outcome::none(),
        }
    }
}

impl List {
    pub(in crate::app) fn load_page(
        &mut self,
        env: &mut Environment,
        edge: Edge,
        arrival: Arrival,
    ) -> Outcome {
        let request = env.next_request();
        self.seek = None;
        self.expect(request, edge, arrival);
        Outcome::from(Effect::Read(request, Read::Page(self.query.clone(), edge, PAGE)))
    }

    pub(in crate::app) fn load_counts(&mut self, env: &mut Environment) -> Outcome {
        let request = env.next_request();
        self.counts_request = request;
        Outcome::from(Effect::Read(request, Read::Counts(self.query.clone())))
    }

    /// Asks for more rows where the window's border is near.
    pub(in crate::app) fn fill(&mut self, env: &mut Environment) -> Outcome {
        match self.wanted() {
            Some(edge) if !self.waiting() => self.load_page(env, edge, Arrival::Extend),
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn set_filter(&mut self, env: &mut Environment, filter: String) -> Outcome {
        if self.query.filter == filter {
            return Outcome::none();
        }
        let widened = filter.is_empty();
        self.query.filter = filter;
        self.reload(env, if widened { Arrival::Keep } else { Arrival::First })
    }

    pub(in crate::app) fn toggle_unread_only(&mut self, env: &mut Environment) -> Outcome {
        self.query.unread_only = !self.query.unread_only;
        self.query.unread_since = env.now;
        let told = Outcome::say(if self.query.unread_only {
            "Only unread articles are shown."
        } else {
            "Read articles are shown, too."
        });
        told.and(self.reload(env, Arrival::Keep))
    }
}

impl OpenArticle {
    /// Asks for an article; `open` if the reader turns to it, and does not only pass over it.
    pub(in crate::app) fn load(
        &mut self,
        env: &mut Environment,
        id: ArticleId,
        open: bool,
    ) -> Outcome {
        let request = env.next_request();
        self.request = request;
        self.coming = Some(id);
        self.open = open;
        Outcome::from(Effect::Read(request, Read::Article(id)))
    }
}
