//! The article list: moving in it, what it shows, the next unread article.

use crate::app::action::table::MoveAction;
use crate::app::list::Arrival;
use crate::app::list::unread::{Seek, only_unread};
use crate::app::sidebar::{Group, Row, Shelf};
use crate::app::{App, Focus, Outcome, RequestId};
use crate::domain::{Cursor, Edge, Page, Query, Scope};
use std::collections::VecDeque;

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
    pub(in crate::app) fn seek_further(&mut self, mut seek: Seek) -> Outcome {
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
    pub(in crate::app) fn scopes_beyond(&self, forward: bool) -> VecDeque<Scope> {
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
