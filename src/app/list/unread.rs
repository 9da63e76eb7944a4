//! The next unread article: in the window, in the rest of the list, in the next feed.

use std::collections::VecDeque;

use crate::domain::{Edge, Query, Scope};

use crate::app::{Effect, Environment, List, Outcome, Read, RequestId};

/// A search for an unread article that the window does not hold.
#[derive(Debug, Clone)]
pub(in crate::app) struct Seek {
    pub(in crate::app) request: RequestId,
    pub(in crate::app) forward: bool,
    /// Whether the article is to be opened, not only selected.
    pub(in crate::app) open: bool,
    /// Where it is looked.
    pub(in crate::app) query: Query,
    /// Where it is looked next.
    pub(in crate::app) left: VecDeque<Scope>,
}

impl List {
    pub(in crate::app) fn ask_for_unread(
        &mut self,
        env: &mut Environment,
        mut seek: Seek,
        edge: Edge,
    ) -> Outcome {
        seek.request = env.next_request();
        // Of two pages that are asked for only the last one comes.
        self.give_up_waiting();
        let effect = Effect::Read(seek.request, Read::Page(seek.query.clone(), edge, 1));
        self.seek = Some(seek);
        Outcome::from(effect)
    }

    /// Whether an unread article is being looked for.
    pub(in crate::app) fn is_seeking(&self) -> bool {
        self.seek.is_some()
    }

    /// Whether a page is the answer to a look for unread articles.
    pub(in crate::app) fn is_sought(&self, request: RequestId) -> bool {
        self.seek.as_ref().is_some_and(|seek| seek.request == request)
    }
}

/// The same list, of what is unread and nothing that only was.
pub(in crate::app) fn only_unread(query: Query) -> Query {
    Query { unread_only: true, unread_since: i64::MAX, ..query }
}
