//! The article list: moving, loading pages, filtering, choosing what it shows.

use crate::domain::{Edge, SavedQuery, Scope};

use crate::app::list::{Arrival, PAGE};
use crate::app::{Effect, Environment, List, Outcome, Read};

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

    /// What a query that is gone shows in the list stays, as the search that it is.
    pub(in crate::app) fn show_as_search(&mut self, gone: &SavedQuery) {
        if self.query.scope == Scope::Saved(gone.id) {
            self.query.scope = Scope::Search(gone.text.clone());
        }
    }
}
