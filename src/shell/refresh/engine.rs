//! A refresh from beginning to end: chosen, asked on threads, stored on this one.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Utc;

use crate::domain::{Fetched, ImportStatus, Retention, Subscription};
use crate::ingest::Fetcher;
use crate::store::{Store, StoreError};

use super::crew::Crew;
use super::due::{self, Verdict};
use super::fetch::{Asker, Came};
use super::held::Held;
use super::pages;
use super::plan::{Plan, Report, Status, Summary, Told};
use super::turns::host_of;
use super::words;

/// How often a write is tried while another process holds the store; each try waits some seconds.
const TRIES: usize = 12;

/// Refreshes the feeds of the store at `path`, each in one transaction, and tells how it goes. A
/// feed that fails does not touch the others. Ends soon after `cancel` was set; what is stored
/// stays.
///
/// # Errors
/// Where the store fails. `cancel` is set then.
pub fn refresh(
    path: &Path,
    plan: &Plan,
    cancel: &AtomicBool,
    tell: &mut dyn FnMut(Told),
) -> Result<Summary, StoreError> {
    let begun = Utc::now().timestamp();
    let store = Store::open_again(path)?;
    let held = Held::read(&store, begun)?;
    let mut desk = Desk { store, held, begun, cancel, tell, summary: Summary::default() };
    let feeds = desk.choose(plan)?;
    desk.summary.feeds = feeds.len();
    (desk.tell)(Told::Begun(feeds.len()));
    let crew = Crew { jobs: plan.jobs, per_host: plan.per_host };
    let fetcher = Fetcher::new(&plan.net);
    let items = feeds.into_iter().map(|feed| (host_of(&feed.address), feed)).collect();
    let asker = Asker::new(&fetcher, cancel);
    let ask = |feed: Subscription| {
        let given = plan.given.iter().find(|(id, _)| *id == feed.id);
        let came = match given {
            Some((_, fetched)) => {
                Came::Fetched { fetched: Box::new(fetched.clone()), problems: Vec::new() }
            }
            None => asker.feed(&feed, Utc::now().timestamp()),
        };
        (feed, came)
    };
    let mut done = 0;
    crew.work(items, cancel, ask, &mut |(feed, came)| {
        done += usize::from(!matches!(came, Came::Cancelled));
        desk.take(&feed, came)
    })?;
    desk.summary.not_asked = desk.summary.feeds - done;
    desk.pages(&fetcher, crew)?;
    desk.expire(&plan.retention)?;
    desk.summary.cancelled = cancel.load(Ordering::Relaxed);
    Ok(desk.summary)
}

/// Where what comes is stored, counted and told.
struct Desk<'a> {
    store: Store,
    held: Held,
    begun: i64,
    cancel: &'a AtomicBool,
    tell: &'a mut dyn FnMut(Told),
    summary: Summary,
}

impl Desk<'_> {
    /// The feeds to ask, in the reader's order; those that were named and are not to be asked are
    /// told.
    fn choose(&mut self, plan: &Plan) -> Result<Vec<Subscription>, StoreError> {
        let mut chosen = Vec::new();
        for feed in self.store.subscriptions()? {
            let named = match &plan.feeds {
                Some(named) if !named.contains(&feed.id) => continue,
                named => named.is_some(),
            };
            let held = self.held.of(feed.id);
            let verdict = due::verdict(&feed, held, plan.asked, named || plan.force, self.begun);
            if verdict == Verdict::Due {
                chosen.push(feed);
                continue;
            }
            self.summary.not_due +=
                usize::from(matches!(verdict, Verdict::Early(_) | Verdict::Held(_)));
            if let Some((reason, hint)) = words::left_out(&feed, verdict).filter(|_| named) {
                let reason = Some(reason);
                let report = Report { reason, hint, ..report(&feed, Status::Skipped) };
                (self.tell)(Told::Feed(report));
            }
        }
        Ok(chosen)
    }

    /// Stores what came of one feed, and tells it.
    fn take(&mut self, feed: &Subscription, came: Came) -> Result<(), StoreError> {
        let report = match came {
            Came::Cancelled => return Ok(()),
            Came::Fetched { fetched, problems } => self.keep(feed, &fetched, problems)?,
            Came::Missed { missed, hint, held } => {
                if let Some(until) = missed.not_before.filter(|_| held) {
                    self.write(|desk| desk.held.add(&mut desk.store, feed.id, until))?;
                }
                let now = Utc::now().timestamp();
                let stored = self.write(|desk| desk.store.store_missed(feed.id, &missed, now));
                if !is_removed(&stored) {
                    stored?;
                }
                let reason = Some(words::with_wait(&missed, held, now));
                Report { reason, hint, ..report(feed, Status::Failed) }
            }
        };
        self.count(&report);
        (self.tell)(Told::Feed(report));
        Ok(())
    }

    fn keep(
        &mut self,
        feed: &Subscription,
        fetched: &Fetched,
        mut notes: Vec<String>,
    ) -> Result<Report, StoreError> {
        notes.extend(self.moved(feed, fetched)?);
        let now = Utc::now().timestamp();
        let stored = self.write(|desk| desk.store.store_fetched(feed.id, fetched, now));
        if is_removed(&stored) {
            let reason = Some("it was removed meanwhile".to_owned());
            return Ok(Report { reason, ..report(feed, Status::Skipped) });
        }
        let stored = stored?;
        let count = |wanted| stored.iter().filter(|(_, status)| *status == wanted).count();
        let (new, updated) = (count(ImportStatus::Imported), count(ImportStatus::Updated));
        let status = match (new, updated) {
            (0, 0) => Status::Unchanged,
            (0, _) => Status::Updated,
            _ => Status::New,
        };
        let articles = fetched.info.as_ref().map(|_| fetched.drafts.len());
        let reason = (!notes.is_empty()).then(|| notes.join("; "));
        Ok(Report { articles, new, updated, reason, ..report(feed, status) })
    }

    /// That a feed has moved, and whether another is there already.
    fn moved(&self, feed: &Subscription, fetched: &Fetched) -> Result<Option<String>, StoreError> {
        let Some(address) = &fetched.moved_to else { return Ok(None) };
        let feeds = self.store.subscriptions()?;
        let other = feeds.iter().find(|other| other.address == *address && other.id != feed.id);
        Ok(Some(words::moved(feed.id, address, other)))
    }

    fn count(&mut self, report: &Report) {
        self.summary.unchanged += usize::from(report.status == Status::Unchanged);
        self.summary.failed += usize::from(report.status == Status::Failed);
        self.summary.new_articles += report.new;
        self.summary.updated_articles += report.updated;
    }

    /// Fetches the full texts that feeds ask for.
    fn pages(&mut self, fetcher: &Fetcher, crew: Crew) -> Result<(), StoreError> {
        let tell = &mut *self.tell;
        let pages = pages::fetch_wanted(&mut self.store, fetcher, crew, self.cancel, tell)?;
        self.summary.pages = pages.fetched;
        self.summary.pages_failed = pages.failed;
        Ok(())
    }

    /// Lets go what is old, where that is configured.
    fn expire(&mut self, retention: &Retention) -> Result<(), StoreError> {
        let configured = *retention != Retention::default();
        if configured && !self.cancel.load(Ordering::Relaxed) {
            let now = Utc::now().timestamp();
            self.summary.expired = self.write(|desk| desk.store.delete_expired(retention, now))?;
        }
        Ok(())
    }

    /// Writes, with patience: a reader or another refresh may hold the store for a while.
    fn write<T>(
        &mut self,
        write: impl Fn(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut tries = 1;
        loop {
            match write(self) {
                Err(StoreError::Locked { .. })
                    if tries < TRIES && !self.cancel.load(Ordering::Relaxed) =>
                {
                    tries += 1;
                }
                result => return result,
            }
        }
    }
}

fn is_removed<T>(stored: &Result<T, StoreError>) -> bool {
    matches!(stored, Err(StoreError::NoSuchFeed { .. }))
}

/// A report without anything in it.
fn report(feed: &Subscription, status: Status) -> Report {
    Report {
        feed: feed.id,
        title: feed.title.clone(),
        address: feed.address.clone(),
        status,
        articles: Some(0),
        new: 0,
        updated: 0,
        reason: None,
        hint: None,
    }
}
