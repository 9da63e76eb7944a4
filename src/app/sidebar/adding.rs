//! Adding a feed: an address is typed, looked at, and what is found there is followed.

use crate::app::{RequestId, Sidebar};
use crate::domain::{FeedId, Following};

/// Feeds that are on their way to being followed.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Adding {
    /// The address that is being looked at.
    pub(in crate::app) looking: Option<(RequestId, String)>,
    /// An address that led to nothing: to be corrected when the next one is asked for.
    pub(in crate::app) failed: String,
    /// Feeds that the store is to follow.
    pub(in crate::app) following: Vec<RequestId>,
    /// Those that it follows: id, title, whether it did not before.
    pub(in crate::app) added: Vec<(FeedId, String, bool)>,
}

/// Feeds that were found at an address, to choose from.
#[derive(Debug, Clone)]
pub struct Offers {
    /// The address, as it was typed.
    pub address: String,
    /// What was found.
    pub feeds: Vec<Following>,
    /// Which of them are chosen.
    pub chosen: Vec<bool>,
    /// The selected one.
    pub selected: usize,
}

impl Offers {
    pub(in crate::app) fn new(address: String, feeds: Vec<Following>) -> Offers {
        Offers { address, chosen: vec![false; feeds.len()], feeds, selected: 0 }
    }

    /// Selects the feed so many places further on.
    pub(in crate::app) fn step(&mut self, by: isize) {
        let last = self.feeds.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Chooses the selected feed, or lets it go, and goes on to the next.
    pub(in crate::app) fn choose(&mut self) {
        if let Some(chosen) = self.chosen.get_mut(self.selected) {
            *chosen = !*chosen;
        }
        self.step(1);
    }

    /// What is to be followed: the chosen ones; the selected one where none is chosen.
    pub(in crate::app) fn wanted(&self) -> Vec<Following> {
        let none = !self.chosen.contains(&true);
        let wanted = |place: usize| if none { place == self.selected } else { self.chosen[place] };
        let feeds = self.feeds.iter().enumerate();
        feeds.filter(|(place, _)| wanted(*place)).map(|(_, feed)| feed.clone()).collect()
    }
}

impl Sidebar {
    pub(in crate::app) fn is_looking(&self, request: RequestId) -> bool {
        self.adding.looking.as_ref().is_some_and(|(id, _)| *id == request)
    }

    pub(in crate::app) fn no_longer_awaited(&mut self, request: RequestId) -> bool {
        let place = self.adding.following.iter().position(|id| *id == request);
        place.map(|place| self.adding.following.remove(place)).is_some()
    }
}
