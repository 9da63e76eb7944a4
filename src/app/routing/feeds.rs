//! The sidebar and feeds that are added: what the list, the prompt and the history do with it.

use crate::app::action::table::{FeedAction, MarkAction, PaneAction, Part};
use crate::app::command::prompt::Purpose;
use crate::app::exchange::effect::Wanted;
use crate::app::sidebar::OPEN;
use crate::app::sidebar::adding::Offers;
use crate::app::sidebar::managing::SidebarChange;
use crate::app::sidebar::picker::Stock;
use crate::app::{
    Action, App, Change, Effect, Focus, Net, Outcome, Overlay, Remember, RequestId, Stored, Write,
};
use crate::domain::{FeedId, Following, Query, Range, Scope, Shown};

impl App {
    /// Does what an action means for the feed or query that is chosen.
    pub(in crate::app) fn manage(&mut self, action: FeedAction) -> Outcome {
        let (chosen, listed) = (self.chosen(), self.listed_feeds());
        let outcome = self.sidebar.manage(action, chosen, &listed);
        self.run(outcome)
    }

    /// Shows the choices whose title or tags have these words.
    pub(in crate::app) fn filter_feeds(&mut self, filter: String) -> Outcome {
        if let Some(Overlay::Feeds(picker)) = self.overlays.top_mut() {
            let (feeds, tags, shelves) =
                (&self.sidebar.feeds, &self.sidebar.tags, &self.sidebar.shelves);
            picker.narrow(filter, &Stock { feeds, tags, shelves });
        }
        Outcome::none()
    }

    /// Makes a change that can be undone; the screen shows it at once, the store follows.
    pub(in crate::app) fn change_feed(&mut self, change: Change) -> Outcome {
        let request = self.changes.expect_stored(&mut self.env, Stored::Done(change.clone()));
        let effect = self.sidebar.effect_of(change.clone(), request);
        self.show_feed_change(&change);
        Outcome::from(effect)
    }

    /// Shows the feeds and queries as they are after a change.
    pub(in crate::app) fn show_feed_change(&mut self, change: &Change) {
        match self.sidebar.show_change(change) {
            SidebarChange::Same => return,
            SidebarChange::Others => {}
            SidebarChange::Without(query) => self.list.show_as_search(&query),
        }
        self.renew_choices();
    }

    /// The screen and the pane of feeds take what there is as it is now.
    pub(in crate::app) fn renew_choices(&mut self) {
        let stock = Stock {
            feeds: &self.sidebar.feeds,
            tags: &self.sidebar.tags,
            shelves: &self.sidebar.shelves,
        };
        self.sidebar.pane.renew(&stock);
        if let Some(Overlay::Feeds(picker)) = self.overlays.top_mut() {
            picker.renew(&stock);
        }
    }

    /// Opens the pane and goes there, or closes it.
    pub(in crate::app) fn toggle_shelf(&mut self) -> Outcome {
        let seen = self.layout().is_some_and(|layout| layout.feeds.is_some());
        self.sidebar.pane.open = !seen;
        let said = if self.sidebar.pane.open { "open" } else { "closed" };
        let mut effects = Outcome::from(Effect::Remember(Remember::Setting(OPEN, said.into())));
        if self.sidebar.pane.open {
            self.sidebar.pane.select_scope(&self.list.query.scope);
            effects.extend(self.set_focus(Focus::Feeds));
            effects.extend(self.sidebar.load_feeds(&mut self.env));
            effects.extend(self.sidebar.load_shelves(&mut self.env));
        } else if self.focus == Focus::Feeds {
            effects.extend(self.set_focus(Focus::List));
        }
        self.lay_out();
        effects
    }

    /// Shows what is selected in the list; a group that shows nothing is folded or unfolded.
    pub(in crate::app) fn open_shelf(&mut self) -> Outcome {
        match self.sidebar.pane.row().map(|row| row.scope.clone()) {
            Some(Some(scope)) => self.set_scope(scope),
            Some(None) => self.sidebar.fold(None),
            None => self.set_focus(Focus::List),
        }
    }

    /// Left and right: out of a group and into it.
    pub(in crate::app) fn step_shelf(&mut self, right: bool) -> Outcome {
        let Some(row) = self.sidebar.pane.row() else { return self.set_focus(Focus::List) };
        match (row.head, row.folded, right) {
            (true, true, true) => self.sidebar.fold(Some(false)),
            (true, false, false) => self.sidebar.fold(Some(true)),
            (false, _, false) if row.inside() => {
                let group = row.group.clone();
                let head =
                    self.sidebar.pane.rows.iter().position(|it| it.head && it.group == group);
                self.sidebar.pane.select(head.unwrap_or(0));
                Outcome::none()
            }
            (_, _, true) => match row.scope {
                Some(_) => self.open_shelf(),
                None => self.set_focus(Focus::List),
            },
            _ => Outcome::none(),
        }
    }

    /// What a key means for the pane alone; none where it means the same as elsewhere.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "other actions mean what they mean elsewhere"
    )]
    pub(in crate::app) fn act_in_shelf(&mut self, action: Action) -> Option<Outcome> {
        Some(match action.part() {
            Part::Pane(PaneAction::FocusLeft) => self.step_shelf(false),
            Part::Pane(PaneAction::FocusRight) => self.step_shelf(true),
            Part::Pane(PaneAction::Choose) => {
                let effects = self.open_shelf();
                let back = self.set_focus(Focus::Feeds);
                effects.and(back)
            }
            Part::Mark(MarkAction::MarkAll) => {
                let Some(scope) = self.chosen() else {
                    return Some(Outcome::say("Choose a feed first."));
                };
                let query = Query { unread_only: false, ..self.query_of(scope) };
                // The counts beside the feeds are of the moment at which the list was read last.
                let seen = Shown { up_to: self.list.newest, later: Vec::new() };
                self.changes.set_read_in(&mut self.env, query, Range::All, seen)
            }
            Part::Feed(action) => self.manage(action),
            _ => return None,
        })
    }

    /// What is chosen in the screen of feeds, or in their pane while it has the focus.
    pub(in crate::app) fn chosen(&self) -> Option<Scope> {
        match self.overlays.top() {
            Some(crate::app::Overlay::Feeds(picker)) => picker.scope().cloned(),
            None if self.focus == Focus::Feeds => {
                self.sidebar.pane.row().and_then(|row| row.scope.clone())
            }
            _ => None,
        }
    }

    /// The feeds among which the chosen one stands, in order.
    pub(in crate::app) fn listed_feeds(&self) -> Vec<FeedId> {
        match self.overlays.top() {
            Some(crate::app::Overlay::Feeds(picker)) => picker.feeds(),
            _ => self.sidebar.pane.feeds(),
        }
    }

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
    pub(in crate::app) fn looked_up(&mut self) -> Option<RequestId> {
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
    pub(in crate::app) fn settle(&mut self) -> Outcome {
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
