//! Managing feeds, in their screen and their pane: name, tags, interval, pause, full text, order, the end.

use crate::domain::{FeedId, FeedRow, FeedSettings, FeedState, SavedQuery, Scope, Subscription};

use crate::app::action::table::FeedAction;
use crate::app::command::prompt::Purpose;
use crate::app::exchange::event::Event;
use crate::app::sidebar::interval;
use crate::app::sidebar::picker::Stock;
use crate::app::{Change, Outcome, Sidebar};

/// What the sidebar shows after a change.
#[derive(Debug)]
pub(in crate::app) enum SidebarChange {
    /// The same as before.
    Same,
    /// Other choices, or the same in another order.
    Others,
    /// Choices without this query, which is gone.
    Without(SavedQuery),
}

impl Sidebar {
    /// What an action means for the `chosen` feed or query. It stands among the feeds `listed`.
    pub(in crate::app) fn manage(
        &self,
        action: FeedAction,
        chosen: Option<Scope>,
        listed: &[FeedId],
    ) -> Outcome {
        let feed = match chosen {
            Some(Scope::Feed(id)) => self.feed(id).cloned(),
            Some(Scope::Saved(id)) => return self.manage_query(action, id),
            _ => None,
        };
        let Some(feed) = feed else { return Outcome::say("Choose a feed first.") };
        match action {
            FeedAction::RemoveFeed => {
                Event::Change(Change::Removed(feed.id, feed.title, true)).into()
            }
            FeedAction::NameFeed => Event::Ask(Purpose::Name(feed.id), feed.title).into(),
            FeedAction::MoveFeedUp => self.move_feed(&feed, true, listed),
            FeedAction::MoveFeedDown => self.move_feed(&feed, false, listed),
            FeedAction::EndFeed
            | FeedAction::TagFeed
            | FeedAction::PauseFeed
            | FeedAction::FeedInterval
            | FeedAction::FeedFullText => match &feed.subscription {
                Some(subscription) => self.manage_followed(action, &feed, subscription),
                None => Outcome::say(format!("“{}” is not fetched from an address.", feed.title)),
            },
        }
    }

    fn manage_followed(
        &self,
        action: FeedAction,
        feed: &FeedRow,
        subscription: &Subscription,
    ) -> Outcome {
        let settings = &subscription.settings;
        match action {
            FeedAction::TagFeed => {
                Event::Ask(Purpose::Tags(feed.id), settings.tags.join(", ")).into()
            }
            FeedAction::FeedInterval => {
                let minutes = settings.interval.map(|minutes| minutes.to_string());
                Event::Ask(Purpose::Interval(feed.id), minutes.unwrap_or_default()).into()
            }
            FeedAction::PauseFeed => {
                let state = match settings.state {
                    FeedState::Followed => FeedState::Paused,
                    FeedState::Paused | FeedState::Gone | FeedState::Kept => FeedState::Followed,
                };
                self.set_feed(feed.id, |settings| settings.state = state)
            }
            FeedAction::FeedFullText => {
                self.set_feed(feed.id, |settings| settings.full_text = !settings.full_text)
            }
            FeedAction::EndFeed if settings.state == FeedState::Kept => {
                Outcome::say(format!("“{}” is not followed any more.", feed.title))
            }
            FeedAction::EndFeed => {
                let title = feed.title.clone();
                let change = Change::Ended(feed.id, title, Box::new(settings.clone()), true);
                Outcome::from(Event::Change(change))
            }
            // These need no subscription.
            FeedAction::RemoveFeed
            | FeedAction::NameFeed
            | FeedAction::MoveFeedUp
            | FeedAction::MoveFeedDown => Outcome::none(),
        }
    }

    pub(in crate::app) fn rename_feed(&self, id: FeedId, title: &str) -> Outcome {
        let Some(feed) = self.feed(id) else { return Outcome::none() };
        let to = Some(title).filter(|title| !title.is_empty()).map(str::to_owned);
        let own = feed.subscription.as_ref().map(|it| it.feed_title.clone());
        // The feed's own title is no other name.
        let named =
            |title: &str| Some(title.to_owned()).filter(|title| own.as_ref() != Some(title));
        let (from, to) = (named(&feed.title), to.and_then(|title| named(&title)));
        if from == to {
            return Outcome::say("Nothing changed.");
        }
        Outcome::from(Event::Change(Change::Renamed(id, from, to)))
    }

    pub(in crate::app) fn tag_feed(&self, id: FeedId, typed: &str) -> Outcome {
        let mut tags: Vec<String> = Vec::new();
        for tag in typed.split(',').map(|tag| tag.trim().trim_start_matches('#').trim()) {
            if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        self.set_feed(id, |settings| settings.tags = tags)
    }

    pub(in crate::app) fn set_interval(&self, id: FeedId, typed: &str) -> Outcome {
        let minutes = interval::parse(typed);
        if minutes.is_none() && !typed.is_empty() {
            return Outcome::fail(format!(
                "“{typed}” is no interval: give minutes, or 2h, 1d, 1w; at most a year"
            ));
        }
        // Nothing typed: as configured for all.
        self.set_feed(id, |settings| settings.interval = minutes)
    }

    fn set_feed(&self, id: FeedId, change: impl FnOnce(&mut FeedSettings)) -> Outcome {
        let Some(feed) = self.feed(id) else { return Outcome::none() };
        let Some(subscription) = feed.subscription.as_ref() else { return Outcome::none() };
        let (title, before) = (feed.title.clone(), subscription.settings.clone());
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Outcome::say("Nothing changed.");
        }
        Outcome::from(Event::Change(Change::Settings(id, title, Box::new((before, after)))))
    }

    fn move_feed(&self, feed: &FeedRow, up: bool, shown: &[FeedId]) -> Outcome {
        let Some(place) = shown.iter().position(|id| *id == feed.id) else {
            return Outcome::none();
        };
        let neighbour = if up { place.checked_sub(1) } else { Some(place + 1) };
        let Some(neighbour) = neighbour.and_then(|place| shown.get(place)) else {
            return Outcome::say(if up { "It is the first feed." } else { "It is the last feed." });
        };
        let to = if up { Some(*neighbour) } else { self.after(*neighbour) };
        let from = self.after(feed.id);
        Outcome::from(Event::Change(Change::Moved(feed.id, feed.title.clone(), from, to)))
    }

    /// Shows the feeds and queries as they are after a change.
    pub(in crate::app) fn show_change(&mut self, change: &Change) -> SidebarChange {
        let place = |id: &FeedId| self.feeds.iter().position(|feed| feed.id == *id);
        match change {
            Change::Settings(id, _, settings) => {
                if let Some(feed) = place(id).and_then(|place| self.feeds.get_mut(place))
                    && let Some(subscription) = feed.subscription.as_mut()
                {
                    subscription.settings = settings.1.clone();
                }
            }
            Change::Renamed(id, _, to) => {
                if let Some(feed) = place(id).and_then(|place| self.feeds.get_mut(place)) {
                    let own = feed.subscription.as_ref().map(|it| &it.feed_title);
                    if let Some(title) = to.as_ref().or(own) {
                        feed.title = title.clone();
                    }
                }
            }
            Change::Moved(id, _, _, before) => {
                let Some(from) = place(id) else { return SidebarChange::Same };
                let feed = self.feeds.remove(from);
                let to = before.and_then(|id| self.feeds.iter().position(|it| it.id == id));
                self.feeds.insert(to.unwrap_or(self.feeds.len()), feed);
            }
            Change::QuerySaved(..) | Change::QueryRemoved(..) | Change::QueryRenamed(..) => {
                return self.show_query_change(change);
            }
            Change::Read(..)
            | Change::Starred(..)
            | Change::Deleted(..)
            | Change::Tagged(..)
            | Change::Removed(..)
            | Change::Ended(..)
            | Change::Subject(..)
            | Change::Corrected(_)
            | Change::Uncorrected(_) => return SidebarChange::Same,
        }
        SidebarChange::Others
    }

    pub(in crate::app) fn feed(&self, id: FeedId) -> Option<&FeedRow> {
        self.feeds.iter().find(|feed| feed.id == id)
    }

    /// The feed that stands after another.
    pub(in crate::app) fn after(&self, id: FeedId) -> Option<FeedId> {
        let place = self.feeds.iter().position(|feed| feed.id == id)?;
        self.feeds.get(place + 1).map(|feed| feed.id)
    }

    /// What there is to choose from.
    pub(in crate::app) fn stock(&self) -> Stock<'_> {
        Stock { feeds: &self.feeds, tags: &self.tags, shelves: &self.shelves }
    }
}
