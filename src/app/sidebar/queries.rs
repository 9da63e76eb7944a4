//! Saved queries: searches with a name, to be saved, renamed, edited and removed.

use crate::app::action::table::FeedAction;
use crate::app::command::prompt::Purpose;
use crate::app::exchange::event::Event;
use crate::app::sidebar::managing::SidebarChange;
use crate::app::{Action, Change, Environment, Outcome, Sidebar};
use crate::domain::{QueryId, SavedQuery, Scope};

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

    /// Asks under which name the search of `scope` is to be saved. The list is called `title`.
    pub(in crate::app) fn ask_query_name(
        &mut self,
        env: &mut Environment,
        scope: Scope,
        title: &str,
    ) -> Outcome {
        match scope {
            Scope::Search(text) => {
                let same = self.shelves.queries.iter().find(|(query, _)| query.text == text);
                let title = same.map_or_else(|| text.clone(), |(query, _)| query.title.clone());
                self.load_shelves(env).and(Event::AskProposed(Purpose::SaveQuery(text), title))
            }
            Scope::Saved(_) => Outcome::say(format!("“{title}” is saved already.")),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) => {
                let key = env.keymap.key_of(Action::Search).unwrap_or_default();
                Outcome::say(format!("There is no search to save: {key} searches."))
            }
        }
    }

    /// Saves a search under a name; one of that name is replaced.
    pub fn save_query(&self, title: &str, text: &str) -> Outcome {
        let title = title.trim();
        if title.is_empty() {
            return Outcome::say("Nothing was saved: it needs a name.");
        }
        let same = self.shelves.queries.iter().find(|(query, _)| query.title == title);
        let before = same.map(|(query, _)| query.text.clone());
        if before.as_deref() == Some(text) {
            return Outcome::say(format!("“{title}” is saved already."));
        }
        let change = Change::QuerySaved(title.to_owned(), before, Some(text.to_owned()));
        Event::Change(change).into()
    }

    /// What a key of the feeds means for a saved query.
    pub(in crate::app) fn manage_query(&self, action: FeedAction, id: QueryId) -> Outcome {
        let Some(query) = self.saved(id).cloned() else {
            return Outcome::say("This search is no longer there.");
        };
        match action {
            FeedAction::NameFeed => Event::Ask(Purpose::RenameQuery(id), query.title).into(),
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

    pub(in crate::app) fn remove_shown_query(&self, shown: Scope) -> Outcome {
        match shown {
            Scope::Saved(id) => self.remove_query(id),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) | Scope::Search(_) => {
                Outcome::say("Choose a saved search first.")
            }
        }
    }

    /// Removes a saved query.
    pub fn remove_query(&self, id: QueryId) -> Outcome {
        match self.saved(id).cloned() {
            Some(query) => Event::Change(Change::QueryRemoved(query, true)).into(),
            None => Outcome::say("This search is no longer there."),
        }
    }

    pub(in crate::app) fn rename_query(&self, id: QueryId, title: &str) -> Outcome {
        let Some(query) = self.saved(id).cloned() else { return Outcome::none() };
        if title.is_empty() || title == query.title {
            return Outcome::say("Nothing changed.");
        }
        if self.shelves.queries.iter().any(|(other, _)| other.title == title) {
            return Outcome::fail(format!("Another search is called “{title}”."));
        }
        Event::Change(Change::QueryRenamed(id, query.title, title.to_owned())).into()
    }

    /// The saved queries as they are after a change.
    pub(in crate::app) fn show_query_change(&mut self, change: &Change) -> SidebarChange {
        let queries = &mut self.shelves.queries;
        let mut shown = SidebarChange::Others;
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
                    shown = gone.map_or(shown, SidebarChange::Without);
                }
            },
            Change::QueryRemoved(removed, true) => {
                queries.retain(|(query, _)| query.id != removed.id);
                shown = SidebarChange::Without(removed.clone());
            }
            Change::QueryRenamed(id, _, to) => {
                let same = queries.iter_mut().find(|(query, _)| query.id == *id);
                same.into_iter().for_each(|(query, _)| query.title.clone_from(to));
            }
            Change::QueryRemoved(_, false)
            | Change::Read(..)
            | Change::Starred(..)
            | Change::Deleted(..)
            | Change::Tagged(..)
            | Change::Removed(..)
            | Change::Renamed(..)
            | Change::Moved(..)
            | Change::Settings(..)
            | Change::Ended(..)
            | Change::Subject(..)
            | Change::Corrected(_)
            | Change::Uncorrected(_) => return SidebarChange::Same,
        }
        shown
    }

    /// The search that was just saved, where `shown` is its text: it is shown under its name then.
    pub(in crate::app) fn saved_now(&mut self, shown: &Scope) -> Option<QueryId> {
        let title = self.just_saved.take()?;
        let Scope::Search(text) = shown else { return None };
        let saved = self.shelves.queries.iter().map(|(query, _)| query);
        let found = saved.filter(|query| query.title == title).find(|query| query.text == *text);
        found.map(|query| query.id)
    }
}
