//! Refreshing: asked for, by itself where that is configured, its progress and what it brought.

use crate::domain::{FeedId, FeedRow, FeedState, Scope};

use crate::app::exchange::effect::Wanted;
use crate::app::exchange::message::Tally;
use crate::app::exchange::status::reason_first;
use crate::app::list::Arrival;
use crate::app::{Action, App, Effect, Environment, Net, Outcome, Overlay, RequestId, Status};

/// How often it is looked whether a feed is due, in milliseconds.
const LOOK: u64 = 60_000;

/// The longest that a server or a failure can make a feed wait (seconds).
const LONGEST_WAIT: i64 = 24 * 60 * 60;

/// A refresh that goes on.
#[derive(Debug, Clone)]
pub struct Refreshing {
    /// How far it has come.
    pub tally: Tally,
    /// Whether it has been asked to stop.
    pub stopping: bool,
    request: RequestId,
    wanted: Wanted,
    /// What is to be refreshed after it.
    next: Option<Wanted>,
}

/// The refresh that goes on, and other work behind the screen.
#[derive(Debug, Default)]
pub struct Refresh {
    /// The refresh that goes on.
    pub running: Option<Refreshing>,
    /// Work that is no refresh.
    pub progress: Option<Progress>,
    /// The wake to look whether a feed is to be refreshed by itself.
    pub(in crate::app) look: Option<RequestId>,
}

/// Work that goes on behind the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub what: String,
    /// How much of it.
    pub done: u64,
    /// Out of how much.
    pub total: u64,
}

impl App {
    /// `r`: the feed that the list shows, or that of the selected article; in the choice of feeds
    /// the selected one.
    pub(in crate::app) fn refresh_here(&mut self) -> Outcome {
        let scope = match (self.chosen(), self.overlays.top()) {
            (Some(scope), _) => scope,
            (None, Some(Overlay::Feeds(_))) => Scope::All,
            _ => match (&self.list.query.scope, self.list.selected_row()) {
                (Scope::Feed(feed), _) => Scope::Feed(*feed),
                (scope @ (Scope::Search(_) | Scope::Saved(_)), _) => scope.clone(),
                (_, Some(row)) => Scope::Feed(row.feed),
                _ => Scope::All,
            },
        };
        match scope {
            Scope::All | Scope::Starred => self.refresh.begin(&mut self.env, Wanted::All),
            Scope::Search(_) | Scope::Saved(_) => self.refresh_found(&scope),
            Scope::Feed(id) => match self.sidebar.feeds.iter().find(|feed| feed.id == id) {
                Some(FeedRow { subscription: None, title, .. }) => {
                    let text = format!("“{title}” is not fetched from an address.");
                    Outcome::say(text)
                }
                _ => self.refresh.begin(&mut self.env, Wanted::These(vec![id])),
            },
            Scope::Tag(tag) => {
                let has = |feed: &&FeedRow| {
                    feed.subscription.as_ref().is_some_and(|it| it.settings.tags.contains(&tag))
                };
                let feeds: Vec<FeedId> =
                    self.sidebar.feeds.iter().filter(has).map(|it| it.id).collect();
                if feeds.is_empty() {
                    return Outcome::say(format!("No feed has the tag #{tag}."));
                }
                self.refresh.begin(&mut self.env, Wanted::These(feeds))
            }
        }
    }

    /// Fetches the feeds from which what a search finds has come; all of them where that is not
    /// known.
    fn refresh_found(&mut self, scope: &Scope) -> Outcome {
        let known = self.list.query.scope == *scope && self.list.has_end();
        let from = |feed: &&FeedRow| {
            feed.subscription.is_some() && self.list.rows.iter().any(|row| row.feed == feed.id)
        };
        let feeds: Vec<FeedId> =
            self.sidebar.feeds.iter().filter(from).map(|feed| feed.id).collect();
        let wanted = if known && !feeds.is_empty() { Wanted::These(feeds) } else { Wanted::All };
        self.refresh.begin(&mut self.env, wanted)
    }

    /// A refresh has ended: what it brought is shown and said.
    pub(in crate::app) fn refreshed(&mut self, request: RequestId, tally: Tally) -> Outcome {
        let Some(ended) = self.refresh.running.take_if(|it| it.request == request) else {
            return Outcome::none();
        };
        let mut effects = self.store_changed();
        if ended.wanted == Wanted::Due {
            effects.extend(self.env.notice(tally.new));
        }
        if let Some(status) = self.brought(&ended, &tally) {
            effects.extend(Outcome::status(Some(status)));
        }
        if let Some(next) = ended.next {
            effects.extend(self.refresh.begin(&mut self.env, next));
        }
        effects
    }

    /// What a refresh brought, in words. One that nobody asked for talks over nothing, and only
    /// where there is something new.
    fn brought(&self, ended: &Refreshing, tally: &Tally) -> Option<Status> {
        let quiet = ended.wanted == Wanted::Due;
        if quiet && (self.status.get().is_some() || tally.new + tally.updated == 0) {
            return None;
        }
        let key = |action| self.env.keymap.key_of(action).unwrap_or_default();
        if let ([(title, reason)], 1) = (&tally.failed[..], tally.total) {
            let (title, reason) = (crate::text::cells::fit(title, 30), reason_first(reason));
            return Some(Status::error(format!("“{title}” could not be refreshed: {reason}")));
        }
        if tally.total == 0 && !ended.stopping {
            return Some(Status::info(match (&tally.skipped[..], tally.not_due) {
                ([(title, reason), ..], _) => format!("“{title}” was not asked: {reason}"),
                (_, 0) => {
                    format!("There is no feed to refresh; {} adds one.", key(Action::AddFeed))
                }
                _ => format!("No feed is due yet; {} asks one all the same.", key(Action::Refresh)),
            }));
        }
        let mut parts = Vec::new();
        if tally.new > 0 {
            parts.push(format!("{} new", tally.new));
        }
        if tally.updated > 0 {
            parts.push(format!("{} updated", tally.updated));
        }
        let failed = tally.failed.len();
        if failed > 0 {
            let feeds = if failed == 1 { "feed" } else { "feeds" };
            parts.push(format!("{failed} {feeds} failed ({} shows why)", key(Action::Feeds)));
        }
        let what = if parts.is_empty() { "nothing new".into() } else { parts.join(", ") };
        let text = if ended.stopping {
            format!("Stopped after {} of {}: {what}.", tally.done, tally.total)
        } else {
            format!("{}.", crate::app::changes::mark::capital(&what))
        };
        let bad = failed > 0 && tally.new + tally.updated == 0;
        Some(if bad { Status::error(text) } else { Status::info(text) })
    }

    /// The store was changed by others: the list and the feeds are read again, in their places.
    pub(in crate::app) fn store_changed(&mut self) -> Outcome {
        let mut effects = if self.list.is_going() {
            // What the reader asked for comes first.
            self.list.again = true;
            self.list.load_counts(&mut self.env)
        } else {
            self.list.reload(&mut self.env, Arrival::Hold)
        };
        effects.extend(self.sidebar.load_feeds(&mut self.env));
        effects.extend(self.shelves_soon());
        effects.extend(self.article.look_for_newer(&mut self.env));
        effects.extend(self.renew_screens());
        effects
    }

    /// Asks to be woken where a feed is to be refreshed by itself.
    pub(in crate::app) fn arm_refresh(&mut self) -> Outcome {
        if self.refresh.look.is_some()
            || !self.sidebar.feeds.iter().any(|it| self.interval(it).is_some())
        {
            return Outcome::none();
        }
        let request = self.request();
        self.refresh.look = Some(request);
        Outcome::from(Effect::Wake(request, LOOK))
    }

    /// The time to look has come: refreshes what is due, and looks again later.
    pub(in crate::app) fn look_for_due(&mut self) -> Outcome {
        self.refresh.look = None;
        let mut effects = self.arm_refresh();
        let due = self.sidebar.feeds.iter().any(|feed| self.is_due(feed));
        if due && self.refresh.running.is_none() {
            effects.extend(self.refresh.begin(&mut self.env, Wanted::Due));
        }
        effects
    }

    fn is_due(&self, feed: &FeedRow) -> bool {
        let (Some(it), Some(interval)) = (&feed.subscription, self.interval(feed)) else {
            return false;
        };
        // No feed falls silent because a clock once went wrong.
        let fetched = it.fetched_at.filter(|at| *at <= self.env.now);
        let since = fetched.map_or(0, |at| at.saturating_add_unsigned(interval));
        let wait = it.not_before.filter(|at| *at <= self.env.now.saturating_add(LONGEST_WAIT));
        self.env.now >= since.max(wait.unwrap_or(0))
    }

    /// How often a feed is refreshed by itself (seconds): its own interval, or the one for all.
    fn interval(&self, feed: &FeedRow) -> Option<u64> {
        let it =
            feed.subscription.as_ref().filter(|it| it.settings.state == FeedState::Followed)?;
        it.settings
            .interval
            .map(|minutes| u64::from(minutes) * 60)
            .or(self.env.settings.refresh_every)
    }
}

impl Refresh {
    /// Fetches feeds, or, while others are being fetched, does so next.
    pub(in crate::app) fn begin(&mut self, env: &mut Environment, wanted: Wanted) -> Outcome {
        let Some(running) = self.running.as_mut() else {
            let request = env.next_request();
            let (tally, next) = (Tally::default(), None);
            self.running =
                Some(Refreshing { tally, stopping: false, request, wanted: wanted.clone(), next });
            return Outcome::from(Effect::Net(request, Net::Refresh(wanted)));
        };
        let (done, total) = (running.tally.done, running.tally.total);
        let again = wanted == running.wanted;
        if !again {
            running.next = Some(match (running.next.take(), wanted) {
                (Some(Wanted::These(mut feeds)), Wanted::These(more)) => {
                    feeds.retain(|id| !more.contains(id));
                    feeds.extend(more);
                    Wanted::These(feeds)
                }
                (Some(Wanted::All), _) => Wanted::All,
                (_, wanted) => wanted,
            });
        }
        let stop = env.keymap.key_of(Action::Stop).unwrap_or_default();
        let then = if again { "" } else { " This comes next." };
        Outcome::say(format!("A refresh is going on, {done} of {total}; {stop} stops it.{then}"))
    }

    /// Stops what is refreshed; nothing if nothing is.
    pub(in crate::app) fn stop(&mut self) -> Option<Effect> {
        let running = self.running.as_mut()?;
        running.next = None;
        if std::mem::replace(&mut running.stopping, true) {
            return None;
        }
        Some(Effect::Cancel(running.request))
    }

    /// A refresh goes on.
    pub(in crate::app) fn goes_on(&mut self, request: RequestId, tally: Tally) -> Outcome {
        if let Some(running) = self.running.as_mut().filter(|it| it.request == request) {
            running.tally = tally;
        }
        Outcome::none()
    }

    /// A refresh could not even begin, or not go on.
    pub(in crate::app) fn fail(&mut self, request: RequestId) {
        self.running.take_if(|it| it.request == request);
    }

    /// At the start: refreshes, if that is configured.
    pub(in crate::app) fn begin_at_start(&mut self, env: &mut Environment) -> Outcome {
        if env.settings.refresh_on_start { self.begin(env, Wanted::All) } else { Outcome::none() }
    }
}
