//! Saved queries: searches with a name, to be saved, renamed, edited and removed.

use crate::app::List;
use crate::app::Sidebar;
use crate::app::action::table::FeedAction;
use crate::app::command::prompt::Purpose;
use crate::app::list::Arrival;
use crate::app::{Action, App, Change, Outcome, RequestId, Stored};
use crate::domain::{QueryId, SavedQuery, Scope};

impl App {
    /// Asks under which name the search is to be saved.
    pub(super) fn ask_query_name(&mut self) -> Outcome {
        match self.list.query.scope.clone() {
            Scope::Search(text) => {
                let same =
                    self.sidebar.shelves.queries.iter().find(|(query, _)| query.text == text);
                let title = same.map_or_else(|| text.clone(), |(query, _)| query.title.clone());
                let effects = self.sidebar.load_shelves(&mut self.env);
                let asked = self.commands.ask_proposed(Purpose::SaveQuery(text), title);
                effects.and(asked)
            }
            Scope::Saved(_) => {
                let text = format!("“{}” is saved already.", self.scope_title());
                Outcome::say(text)
            }
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) => {
                let key = self.env.keymap.key_of(Action::Search).unwrap_or_default();
                Outcome::say(format!("There is no search to save: {key} searches."))
            }
        }
    }

    /// Saves a search under a name; one of that name is replaced.
    pub fn save_query(&mut self, title: &str, text: &str) -> Outcome {
        let title = title.trim();
        if title.is_empty() {
            return Outcome::say("Nothing was saved: it needs a name.");
        }
        let same = self.sidebar.shelves.queries.iter().find(|(query, _)| query.title == title);
        let before = same.map(|(query, _)| query.text.clone());
        if before.as_deref() == Some(text) {
            return Outcome::say(format!("“{title}” is saved already."));
        }
        let change = Change::QuerySaved(title.to_owned(), before, Some(text.to_owned()));
        self.change_feed(change)
    }

    /// What a key of the feeds means for a saved query.
    pub(in crate::app) fn manage_query(&mut self, action: FeedAction, id: QueryId) -> Outcome {
        let Some(query) = self.sidebar.saved(id).cloned() else {
            return Outcome::say("This search is no longer there.");
        };
        match action {
            FeedAction::NameFeed => self.commands.ask(Purpose::RenameQuery(id), query.title),
            FeedAction::RemoveFeed | FeedAction::EndFeed => self.remove_query(id),
            FeedAction::TagFeed
            | FeedAction::PauseFeed
            | FeedAction::FeedInterval
            | FeedAction::FeedFullText
            | FeedAction::MoveFeedUp
            | FeedAction::MoveFeedDown => {
                Outcome::say(format!("“{}” is a search, not a feed.", query.title))
            }
        }
    }

    pub(super) fn remove_shown_query(&mut self) -> Outcome {
        match self.chosen().unwrap_or_else(|| self.list.query.scope.clone()) {
            Scope::Saved(id) => self.remove_query(id),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) | Scope::Search(_) => {
                Outcome::say("Choose a saved search first.")
            }
        }
    }

    /// Removes a saved query.
    pub fn remove_query(&mut self, id: QueryId) -> Outcome {
        match self.sidebar.saved(id).cloned() {
            Some(query) => self.change_feed(Change::QueryRemoved(query, true)),
            None => Outcome::say("This search is no longer there."),
        }
    }

    pub(in crate::app) fn rename_query(&mut self, id: QueryId, title: &str) -> Outcome {
        let Some(query) = self.sidebar.saved(id).cloned() else { return Outcome::none() };
        if title.is_empty() || title == query.title {
            return Outcome::say("Nothing changed.");
        }
        if self.sidebar.shelves.queries.iter().any(|(other, _)| other.title == title) {
            return Outcome::fail(format!("Another search is called “{title}”."));
        }
        self.change_feed(Change::QueryRenamed(id, query.title, title.to_owned()))
    }

    /// The saved queries as they are after a change.
    pub(in crate::app) fn show_query_change(&mut self, change: &Change) {
        let queries = &mut self.sidebar.shelves.queries;
        match change {
            Change::QuerySaved(title, _, after) => match after {
                Some(text) => {
                    let same = queries.iter_mut().find(|(query, _)| query.title == *title);
                    same.into_iter().for_each(|(query, _)| query.text.clone_from(text));
                }
                None => {
                    let gone = queries.iter().find(|(query, _)| query.title == *title);
                    let gone = gone.map(|(query, _)| query.clone());
                    queries.retain(|(query, _)| query.title != *title);
                    self.list.show_as_search(gone.as_ref());
                }
            },
            Change::QueryRemoved(removed, true) => {
                queries.retain(|(query, _)| query.id != removed.id);
                self.list.show_as_search(Some(removed));
            }
            Change::QueryRenamed(id, _, to) => {
                let same = queries.iter_mut().find(|(query, _)| query.id == *id);
                same.into_iter().for_each(|(query, _)| query.title.clone_from(to));
            }
            Change::QueryRemoved(_, false)
            | Change::Read(..)
            | Change::Starred(..)
            | Change::Removed(..)
            | Change::Renamed(..)
            | Change::Moved(..)
            | Change::Settings(..)
            | Change::Ended(..)
            | Change::Subject(..)
            | Change::Corrected(_)
            | Change::Uncorrected(_) => return,
        }
        self.renew_choices();
    }

    /// A saved query was changed in the store.
    pub(in crate::app) fn query_changed(&mut self, request: RequestId) -> Outcome {
        if let Some(Stored::Done(Change::QuerySaved(title, _, Some(_)))) =
            self.changes.stored.get(&request)
        {
            self.sidebar.just_saved = Some(title.clone());
        }
        let mut effects = self.stored(request, Vec::new());
        effects.extend(self.sidebar.load_shelves(&mut self.env));
        if matches!(self.list.query.scope, Scope::Saved(_)) {
            effects.extend(self.list.reload(&mut self.env, Arrival::Keep));
        }
        effects
    }

    /// The search that was just saved is shown under its name.
    pub(super) fn show_as_saved(&mut self) {
        let Some(title) = self.sidebar.just_saved.take() else { return };
        let Scope::Search(text) = &self.list.query.scope else { return };
        let saved = self.sidebar.shelves.queries.iter().map(|(query, _)| query);
        let found = saved.filter(|query| query.title == title).find(|query| query.text == *text);
        if let Some(id) = found.map(|query| query.id) {
            self.list.query.scope = Scope::Saved(id);
        }
    }
}

impl Sidebar {
    /// The saved query of that name in the store.
    pub(in crate::app) fn saved(&self, id: QueryId) -> Option<&SavedQuery> {
        self.shelves.queries.iter().map(|(query, _)| query).find(|query| query.id == id)
    }

    /// The saved query of that title; one that cannot be found where there is none.
    pub(in crate::app) fn query_titled(&self, title: &str) -> QueryId {
        let same = self.shelves.queries.iter().find(|(query, _)| query.title == title);
        same.map_or(QueryId(0), |(query, _)| query.id)
    }
}

impl List {
    /// What a query that is gone shows in the list stays, as the search that it is.
    pub(in crate::app) fn show_as_search(&mut self, gone: Option<&SavedQuery>) {
        if let Some(gone) = gone.filter(|it| self.query.scope == Scope::Saved(it.id)) {
            self.query.scope = Scope::Search(gone.text.clone());
        }
    }
}
