//! Adding a feed: an address is typed, looked at, and what is found there is followed.

use crate::domain::{FeedId, Following, Scope};

use crate::app::Sidebar;
use crate::app::command::prompt::Purpose;
use crate::app::exchange::effect::Wanted;
use crate::app::{App, Change, Effect, Net, Outcome, Overlay, RequestId, Write};

/// Feeds that are on their way to being followed.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Adding {
    /// The address that is being looked at.
    looking: Option<(RequestId, String)>,
    /// An address that led to nothing: to be corrected when the next one is asked for.
    failed: String,
    /// Feeds that the store is to follow.
    following: Vec<RequestId>,
    /// Those that it follows: id, title, whether it did not before.
    added: Vec<(FeedId, String, bool)>,
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
    fn new(address: String, feeds: Vec<Following>) -> Offers {
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

impl App {
    /// Asks for an address; one that led to nothing is proposed, to be corrected or replaced.
    pub(in crate::app) fn open_add(&mut self) -> Outcome {
        let text = std::mem::take(&mut self.sidebar.adding.failed);
        self.commands.ask_proposed(Purpose::Address, text)
    }

    /// Looks at an address that was typed.
    pub(in crate::app) fn look_up(&mut self, typed: &str) -> Outcome {
        if typed.is_empty() {
            return Outcome::none();
        }
        let request = self.request();
        self.sidebar.adding.looking = Some((request, typed.to_owned()));
        self.overlays.open(Overlay::Looking(typed.to_owned()));
        Outcome::from(Effect::Net(request, Net::AddFeed(typed.to_owned())))
    }

    /// Looks no further; nothing if nothing is being looked at.
    pub(in crate::app) fn stop_looking(&mut self) -> Option<Outcome> {
        let request = self.looked_up()?;
        Some(Outcome::say("Stopped; nothing was added.").and(Effect::Cancel(request)))
    }

    /// Nothing is looked at any more; gives what was.
    fn looked_up(&mut self) -> Option<RequestId> {
        let (request, address) = self.sidebar.adding.looking.take()?;
        self.sidebar.adding.failed = address;
        if matches!(self.overlays.top(), Some(Overlay::Looking(_))) {
            self.overlays.close();
        }
        Some(request)
    }

    /// Feeds were found at an address.
    pub(in crate::app) fn offered(&mut self, request: RequestId, feeds: Vec<Following>) -> Outcome {
        if !self.sidebar.is_looking(request) {
            return Outcome::none();
        }
        self.looked_up();
        let address = self.sidebar.adding.failed.clone();
        match feeds.len() {
            0 => {
                let again = self.env.keymap.key_of(crate::app::Action::AddFeed).unwrap_or_default();
                Outcome::fail(format!(
                    "No feed was found at {address}. Look on the site for a link called RSS, \
                     Atom or feed, and give its address ({again})."
                ))
            }
            1 => self.follow(feeds),
            _ => {
                self.sidebar.adding.failed.clear();
                self.overlays.open(Overlay::Offers(Offers::new(address, feeds)));
                Outcome::none()
            }
        }
    }

    /// Follows feeds.
    pub(in crate::app) fn follow(&mut self, feeds: Vec<Following>) -> Outcome {
        self.overlays.close();
        let mut effects = Outcome::none();
        for feed in feeds {
            let request = self.request();
            self.sidebar.adding.following.push(request);
            effects.push(Effect::Write(request, Write::Follow(feed)));
        }
        effects
    }

    /// A feed is followed.
    pub(in crate::app) fn added(
        &mut self,
        request: RequestId,
        feed: FeedId,
        title: String,
        new: bool,
    ) -> Outcome {
        if self.sidebar.is_looking(request) {
            self.looked_up();
        } else if !self.sidebar.no_longer_awaited(request) {
            return Outcome::none();
        }
        self.sidebar.adding.failed.clear();
        self.sidebar.adding.added.push((feed, title, new));
        self.settle()
    }

    /// What was asked for the sake of adding has failed; whether it was.
    pub(in crate::app) fn adding_failed(&mut self, request: RequestId) -> Outcome {
        if self.sidebar.is_looking(request) {
            self.looked_up();
        }
        if self.sidebar.no_longer_awaited(request) { self.settle() } else { Outcome::none() }
    }

    /// Once all that were chosen are followed: goes there, fetches what is new, says so.
    fn settle(&mut self) -> Outcome {
        if !self.sidebar.adding.following.is_empty() || self.sidebar.adding.added.is_empty() {
            return Outcome::none();
        }
        let added = std::mem::take(&mut self.sidebar.adding.added);
        let mut effects = self.sidebar.load_feeds(&mut self.env);
        if let [(feed, ..)] = added[..] {
            self.overlays.close();
            effects.extend(self.set_scope(Scope::Feed(feed)));
        }
        let fresh: Vec<_> = added.iter().filter(|(_, _, new)| *new).collect();
        for (feed, title, _) in &fresh {
            self.changes.history.push(Change::Removed(*feed, title.clone(), false));
        }
        let wanted: Vec<FeedId> = fresh.iter().map(|(feed, ..)| *feed).collect();
        let text = match (&added[..], &fresh[..]) {
            ([(_, title, true)], _) => format!("Following “{title}”."),
            ([(_, title, false)], _) => format!("“{title}” is followed already."),
            (_, []) => "All of them are followed already.".into(),
            (_, fresh) => format!("Following {} more feeds.", fresh.len()),
        };
        if !wanted.is_empty() {
            effects.extend(self.refresh.begin(&mut self.env, Wanted::These(wanted)));
        }
        // A failure of one of several stays to be read.
        if !effects.fails_after(&self.status) {
            effects.extend(Outcome::say(text));
        }
        effects
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
