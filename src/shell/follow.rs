//! What goes to the network for the reader: each request on a thread of its own, to be cancelled.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::app::{Message, Net, NetAnswer, RequestId, Tally, Wanted};
use crate::domain::{ArticleId, FeedId, FeedInfo, FeedOrigin, FeedRow, Fetched, Following, clean};
use crate::ingest::{Fetcher, normal_address};
use crate::store::Store;

use super::event::Event;
use super::guard::guarded;
use super::refresh::{self, Asked, Fault, Offer, Plan, Report, Status, Told};
use super::sync;
use super::worker::told;

/// How long quitting waits for what is being fetched to end: what is stored by then stays.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is being fetched for the reader.
pub(super) struct Follower {
    desk: Arc<Desk>,
    running: Vec<Running>,
}

/// A request that is being answered.
struct Running {
    request: RequestId,
    cancel: Arc<AtomicBool>,
    /// Closed when its thread ends, however it ends.
    ended: Receiver<()>,
}

/// What every request needs.
struct Desk {
    path: PathBuf,
    plan: Plan,
    events: Sender<Event>,
    /// What the feeds have that were found last, by their addresses: it need not be fetched again.
    found: Mutex<Vec<(FeedOrigin, Fetched)>>,
}

impl Follower {
    /// Fetches for the store at `path`, as `plan` says.
    pub(super) fn new(path: &Path, plan: Plan, events: Sender<Event>) -> Follower {
        let found = Mutex::default();
        let desk = Desk { path: path.to_owned(), plan, events, found };
        Follower { desk: Arc::new(desk), running: Vec::new() }
    }

    /// Stops what is being fetched for a request.
    pub(super) fn cancel(&self, request: RequestId) {
        let stopped = self.running.iter().filter(|it| it.request == request);
        stopped.for_each(|it| it.cancel.store(true, Ordering::Relaxed));
    }

    /// Begins to fetch something.
    pub(super) fn ask(&mut self, request: RequestId, net: Net) {
        self.running.retain(|it| it.ended.try_recv() != Err(mpsc::TryRecvError::Disconnected));
        let cancel = Arc::new(AtomicBool::new(false));
        let (end, ended) = mpsc::channel::<()>();
        let (desk, flag) = (Arc::clone(&self.desk), Arc::clone(&cancel));
        let work = move || {
            let _end = end;
            let done = guarded(|| desk.answer(request, net, &flag));
            let reason = match done {
                Ok(Ok(())) => return,
                Ok(Err(reason)) => reason,
                Err(panic) => format!("a fault in onrecord: {panic}"),
            };
            desk.tell(Message::Failed(Some(request), reason));
        };
        match thread::Builder::new().name("follow".into()).spawn(work) {
            Ok(_) => self.running.push(Running { request, cancel, ended }),
            Err(error) => {
                let reason = format!("no thread could be started: {error}; try again later");
                self.desk.tell(Message::Failed(Some(request), reason));
            }
        }
    }

    /// Stops everything, and waits a moment for its end.
    pub(super) fn close(self) {
        self.running.iter().for_each(|it| it.cancel.store(true, Ordering::Relaxed));
        let late = Instant::now() + PATIENCE;
        for running in self.running {
            let _ = running.ended.recv_timeout(late.saturating_duration_since(Instant::now()));
        }
    }
}

impl Desk {
    fn tell(&self, message: Message) {
        let _ = self.events.send(Event::Message(message));
    }

    /// Does what is asked; an error is told in words. What was stopped needs no answer, but for a
    /// refresh: what it has brought until then is told.
    fn answer(&self, request: RequestId, net: Net, cancel: &Arc<AtomicBool>) -> Result<(), String> {
        match net {
            Net::AddFeed(typed) => {
                let fetcher = Fetcher::new(&self.plan.net);
                match refresh::find(&fetcher, &typed, cancel) {
                    Ok(offers) => {
                        let feeds = self.remember(offers);
                        self.tell(Message::Net(request, NetAnswer::Offered(feeds)));
                    }
                    Err(fault) => return unless_cancelled(fault),
                }
            }
            Net::Refresh(wanted) => self.refresh(request, wanted, cancel)?,
            Net::SavePage(typed) => {
                if let Some(title) = self.save_page(&typed, cancel)? {
                    self.tell(Message::Net(request, NetAnswer::PageSaved(title)));
                }
            }
            Net::FetchPage(id) => {
                if self.fetch_page(id, cancel)? {
                    self.tell(Message::Net(request, NetAnswer::PageFetched(id)));
                }
            }
        }
        Ok(())
    }

    /// What can be followed; what was fetched to find it is kept for when it is.
    fn remember(&self, offers: Vec<Offer>) -> Vec<Following> {
        let mut found = Vec::new();
        let mut feeds = Vec::new();
        for Offer { following, fetched, .. } in offers {
            found.extend(fetched.map(|fetched| (following.info.origin.clone(), fetched)));
            feeds.push(following);
        }
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        feeds
    }

    /// What was fetched of these feeds before they were followed; once, then it is old.
    fn given(&self, feeds: &[FeedId]) -> Result<Vec<(FeedId, Fetched)>, String> {
        let found = std::mem::take(&mut *self.found.lock().unwrap_or_else(PoisonError::into_inner));
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let store = Store::open_again(&self.path).map_err(|error| told(&error))?;
        let rows = store.feeds().map_err(|error| told(&error))?;
        let wanted = rows.iter().filter(|row| feeds.contains(&row.id));
        let given = |row: &FeedRow| {
            let (_, fetched) = found.iter().find(|(origin, _)| *origin == row.origin)?;
            Some((row.id, fetched.clone()))
        };
        Ok(wanted.filter_map(given).collect())
    }

    /// Brings all accounts in step. Why one failed is noted in the store (`onrecord account list`).
    fn sync_accounts(&self, cancel: &Arc<AtomicBool>) -> Result<(), String> {
        let mut store = Store::open_again(&self.path).map_err(|error| told(&error))?;
        let accounts = store.accounts().map_err(|error| told(&error))?;
        sync::sync_accounts(&mut store, &accounts, &self.plan.net, cancel, &mut |_, _| {})
            .map_err(|error| told(&error))
    }

    fn refresh(
        &self,
        request: RequestId,
        wanted: Wanted,
        cancel: &Arc<AtomicBool>,
    ) -> Result<(), String> {
        let given = match &wanted {
            Wanted::These(feeds) => self.given(feeds)?,
            Wanted::All | Wanted::Due => Vec::new(),
        };
        let (feeds, asked) = match wanted {
            Wanted::All => (None, Asked::ByHand),
            Wanted::These(feeds) => (Some(feeds), Asked::ByHand),
            Wanted::Due => (None, self.plan.asked),
        };
        let plan = Plan { feeds, asked, given, ..self.plan.clone() };
        let mut count = Count::default();
        let done = refresh::refresh(&self.path, &plan, cancel, &mut |news| {
            count.take(news);
            self.tell(Message::Net(request, NetAnswer::Refreshing(count.tally.clone())));
        });
        let summary = done.map_err(|error| told(&error))?;
        if plan.feeds.is_none() {
            self.sync_accounts(cancel)?;
        }
        count.tally.not_due = summary.not_due as u64;
        self.tell(Message::Net(request, NetAnswer::Refreshed(count.tally)));
        Ok(())
    }

    /// Fetches a page and stores its article; gives its title, or nothing if it was stopped.
    fn save_page(&self, typed: &str, cancel: &AtomicBool) -> Result<Option<String>, String> {
        let address = normal_address(typed).map_err(|error| format!("{typed}: {error}"))?;
        let fetcher = Fetcher::new(&self.plan.net);
        let draft = match refresh::fetch_article(&fetcher, &address, cancel) {
            Ok(draft) => draft,
            Err(fault) => return unless_cancelled(fault).map(|()| None),
        };
        let mut store = Store::open_again(&self.path).map_err(|error| told(&error))?;
        let feed = store.ensure_feed(&FeedInfo::saved()).map_err(|error| told(&error))?;
        let title = clean::one_line(&draft.title);
        let now = Utc::now().timestamp();
        store.import(feed, &[draft], now).map_err(|error| told(&error))?;
        Ok(Some(title))
    }

    /// Fetches and keeps an article's page; false if it was stopped.
    fn fetch_page(&self, id: ArticleId, cancel: &AtomicBool) -> Result<bool, String> {
        let mut store = Store::open_again(&self.path).map_err(|error| told(&error))?;
        let article = store.article(id).map_err(|error| told(&error))?;
        let address = article.and_then(|article| article.url);
        let address = address.ok_or("the article is gone, or names no page")?;
        let origin = store.feed_address(id).map_err(|error| told(&error))?;
        let fetcher = Fetcher::new(&self.plan.net);
        let body = match refresh::read_page(&fetcher, origin.as_deref(), &address, cancel) {
            Ok(body) => body,
            Err(fault) => return unless_cancelled(fault).map(|()| false),
        };
        if cancel.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let now = Utc::now().timestamp();
        match store.save_page(id, &body, now).map_err(|error| told(&error))? {
            true => Ok(true),
            false => {
                Err(format!("{address}: no text was found on the page; its article is as it was"))
            }
        }
    }
}

/// Says what went wrong, with the way out, unless it was only stopped.
fn unless_cancelled(fault: Fault) -> Result<(), String> {
    if fault.cancelled { Ok(()) } else { Err(with_hint(fault.reason, fault.hint)) }
}

fn with_hint(reason: String, hint: Option<String>) -> String {
    match hint {
        Some(hint) => format!("{reason}; {hint}"),
        None => reason,
    }
}

/// Adds up what a refresh tells.
#[derive(Default)]
struct Count {
    begun: bool,
    tally: Tally,
}

impl Count {
    fn take(&mut self, told: Told) {
        match told {
            Told::Begun(total) => {
                self.begun = true;
                self.tally.total = total as u64;
            }
            Told::Feed(report) => self.feed(report),
            Told::Pages(done, known) => self.tally.pages = (done as u64, known as u64),
            Told::PageFailed(_) => {}
        }
    }

    fn feed(&mut self, report: Report) {
        // What is left out is told before anything is asked.
        self.tally.done += u64::from(self.begun);
        self.tally.new += report.new as u64;
        self.tally.updated += report.updated as u64;
        let list = match report.status {
            Status::Failed => &mut self.tally.failed,
            Status::Skipped => &mut self.tally.skipped,
            Status::New | Status::Updated | Status::Unchanged => return,
        };
        list.push((report.title, with_hint(report.reason.unwrap_or_default(), report.hint)));
    }
}
