//! The next unread article: in the window, in the rest of the list, in the next feed.

use std::collections::VecDeque;

use crate::domain::{Cursor, Edge, Page, Query, Scope};

use crate::app::Environment;
use crate::app::List;
use crate::app::list::Arrival;
use crate::app::sidebar::{Group, Row, Shelf};
use crate::app::{App, Effect, Outcome, Read, RequestId};

/// A search for an unread article that the window does not hold.
#[derive(Debug, Clone)]
pub(in crate::app) struct Seek {
    request: RequestId,
    forward: bool,
    /// Whether the article is to be opened, not only selected.
    open: bool,
    /// Where it is looked.
    query: Query,
    /// Where it is looked next.
    left: VecDeque<Scope>,
}

impl App {
    /// Selects the next unread article, or the one before: in this list, or, where it shows one
    /// feed, tag or saved query, in the next one that has any.
    pub(in crate::app) fn step_unread(&mut self, forward: bool, open: bool) -> Outcome {
        let rows = &self.list.rows;
        let found = if forward {
            (self.list.selected + 1..rows.len()).find(|index| rows[*index].unread)
        } else {
            (0..self.list.selected.min(rows.len())).rev().find(|index| rows[*index].unread)
        };
        if let Some(index) = found {
            self.list.move_to(index);
            let effects = self.show_selected();
            self.article.open |= open && self.article.coming.is_some();
            return effects;
        }
        let edge = if forward {
            rows.last().filter(|_| !self.list.has_end()).map(|row| Edge::After(Cursor::of(row)))
        } else {
            rows.first().filter(|_| self.list.offset > 0).map(|row| Edge::Before(Cursor::of(row)))
        };
        let left = self.scopes_beyond(forward);
        let query = only_unread(self.list.query.clone());
        let seek = Seek { request: RequestId::default(), forward, open, query, left };
        match edge {
            Some(edge) => self.list.ask_for_unread(&mut self.env, seek, edge),
            None => self.seek_further(seek),
        }
    }

    /// Looks in the next place; where there is none, says so.
    fn seek_further(&mut self, mut seek: Seek) -> Outcome {
        if let Some(scope) = seek.left.pop_front() {
            let query = self.query_of(scope);
            seek.query = only_unread(query);
            let edge = if seek.forward { Edge::Start } else { Edge::End };
            return self.list.ask_for_unread(&mut self.env, seek, edge);
        }
        let told = Outcome::say(if seek.forward {
            "No unread article below."
        } else {
            "No unread article above."
        });
        told.and(self.list.fill(&mut self.env))
    }

    /// What was found.
    pub(in crate::app) fn sought(&mut self, page: &Page) -> Outcome {
        let Some(seek) = self.list.seek.take() else { return Outcome::none() };
        let Some(row) = page.rows.first() else { return self.seek_further(seek) };
        let (cursor, id) = (Cursor::of(row), row.id);
        let mut effects = Outcome::none();
        if seek.query.scope != self.list.query.scope {
            self.list.query = self.query_of(seek.query.scope);
            self.list.counts = crate::domain::Counts::default();
            self.lay_out();
            effects.extend(self.list.load_counts(&mut self.env));
            let title = self.scope_title();
            effects.extend(Outcome::say(format!("On to “{title}”.")));
        }
        self.article.turn_to = seek.open;
        effects.extend(self.list.load_page(&mut self.env, Edge::Around(cursor), Arrival::At(id)));
        effects
    }

    /// Where unread articles are looked for after this list: in the order of the pane of feeds,
    /// round and round.
    fn scopes_beyond(&self, forward: bool) -> VecDeque<Scope> {
        let here = &self.list.query.scope;
        let rows = Shelf::all(&self.sidebar.stock());
        let Some(place) = rows.iter().position(|row| row.scope.as_ref() == Some(here)) else {
            return VecDeque::new();
        };
        let alike = |row: &&Row| match (here, &row.scope) {
            (Scope::Feed(_), Some(Scope::Feed(_)))
            | (Scope::Tag(_), Some(Scope::Tag(_)))
            | (Scope::Saved(_), Some(Scope::Saved(_))) => true,
            (Scope::Tag(_), Some(Scope::Feed(_))) => row.group == Group::Feeds,
            _ => false,
        };
        let has_unread = |row: &&Row| row.counts.is_none_or(|(unread, _)| unread > 0);
        let (before, after) = (rows[..place].iter(), rows[place + 1..].iter());
        let order: Vec<&Row> = if forward {
            after.chain(before).collect()
        } else {
            before.rev().chain(after.rev()).collect()
        };
        let mut scopes = VecDeque::new();
        for row in order.into_iter().filter(alike).filter(has_unread) {
            if let Some(scope) = row.scope.as_ref().filter(|scope| *scope != here)
                && !scopes.contains(scope)
            {
                scopes.push_back(scope.clone());
            }
        }
        scopes
    }
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
fn only_unread(query: Query) -> Query {
    Query { unread_only: true, unread_since: i64::MAX, ..query }
}
