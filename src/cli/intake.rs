//! Reads files, several at a time, and stores what they hold, in their order.

use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use chrono::Utc;
use serde::Serialize;

use crate::domain::{ArticleId, Draft, FeedId, FeedInfo, ImportStatus};
use crate::ingest::{IngestError, Parsed};
use crate::store::{Store, StoreError};

use super::error::Failure;
use super::paths::Item;

/// How many articles are stored in one transaction.
const BATCH: usize = 100;

/// How many files may wait to be stored, for each thread that reads.
const AHEAD: usize = 8;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FileReport {
    /// The file.
    pub(super) path: String,
    /// What became of it.
    pub(super) status: FileStatus,
    /// How many articles it holds.
    pub(super) articles: usize,
    /// What could not be read, and why.
    pub(super) reason: Option<String>,
    /// The way out.
    #[serde(skip)]
    pub(super) hint: Option<&'static str>,
}

/// What became of a file: the first of these that is true for one of its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FileStatus {
    /// New.
    Imported,
    /// Known, and changed.
    Updated,
    /// Known, and the same.
    Unchanged,
    /// Not read.
    Failed,
}

/// The counts: articles, and for `failed` files or parts of files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) imported: usize,
    pub(super) updated: usize,
    pub(super) unchanged: usize,
    pub(super) failed: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Tally { imported, updated, unchanged, failed } = self;
        write!(f, "{imported} imported, {updated} updated, {unchanged} unchanged, {failed} failed")
    }
}

/// What came in.
#[derive(Debug, Default)]
pub(super) struct Intake {
    /// The counts.
    pub(super) tally: Tally,
    /// The feeds, each once.
    pub(super) feeds: Vec<FeedId>,
    /// The first two articles: enough to know whether there is only one.
    pub(super) articles: Vec<ArticleId>,
    /// The titles of feeds that had been removed and are there again.
    pub(super) back: Vec<String>,
}

/// Reads `items` into the store and tells what became of each, in order; what came in is added to
/// `intake`.
///
/// # Errors
/// Where the store fails, or whoever is told. What was stored before stays, and is counted.
pub(super) fn take_in(
    store: &mut Store,
    items: Vec<Item>,
    intake: &mut Intake,
    tell: &mut dyn FnMut(FileReport) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let names: Vec<(String, FeedInfo)> =
        items.iter().map(|item| (item.name.clone(), item.feed.clone())).collect();
    let mut desk = ImportBatch::new(store, intake, tell);
    thread::scope(|scope| {
        let lanes = lanes(items);
        let lanes: Vec<Receiver<Result<Parsed, Fault>>> = lanes
            .into_iter()
            .map(|lane| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    // Nobody listens any more where the store has failed.
                    lane.into_iter().all(|item| sender.send(read(item)).is_ok())
                });
                receiver
            })
            .collect();
        for (index, (name, feed)) in names.into_iter().enumerate() {
            match lanes[index % lanes.len()].recv() {
                Ok(Ok(parsed)) => desk.add(name, feed, parsed)?,
                Ok(Err(fault)) => desk.fail(name, fault)?,
                Err(_) => desk.fail(name, Fault::panicked())?,
            }
        }
        desk.store_all()
    })
}

/// Deals the items out to as many threads as pay, in turn.
fn lanes(items: Vec<Item>) -> Vec<Vec<Item>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let count = threads.min(items.len()).max(1);
    let mut lanes: Vec<Vec<Item>> = (0..count).map(|_| Vec::new()).collect();
    for (index, item) in items.into_iter().enumerate() {
        lanes[index % count].push(item);
    }
    lanes
}

/// Why a file was not read, and the way out.
pub(super) struct Fault {
    reason: String,
    hint: Option<&'static str>,
}

impl Fault {
    fn panicked() -> Fault {
        Fault { reason: "a fault in onrecord ended reading it".into(), hint: None }
    }
}

impl From<IngestError> for Fault {
    fn from(error: IngestError) -> Self {
        Fault { reason: error.to_string(), hint: error.hint() }
    }
}

/// Reads one; a panic over one file does not end the others.
fn read(item: Item) -> Result<Parsed, Fault> {
    match panic::catch_unwind(AssertUnwindSafe(|| item.read())) {
        Ok(result) => result.map_err(Fault::from),
        Err(_) => Err(Fault::panicked()),
    }
}

/// Where articles are gathered and stored.
struct ImportBatch<'a> {
    store: &'a mut Store,
    intake: &'a mut Intake,
    tell: &'a mut dyn FnMut(FileReport) -> Result<(), Failure>,
    known: HashMap<FeedInfo, FeedId>,
    /// The feed that the gathered articles go to.
    feed: Option<FeedInfo>,
    drafts: Vec<Draft>,
    /// The files that the gathered articles come from, and how many of them are each one's.
    files: Vec<(FileReport, usize)>,
}

impl<'a> ImportBatch<'a> {
    fn new(
        store: &'a mut Store,
        intake: &'a mut Intake,
        tell: &'a mut dyn FnMut(FileReport) -> Result<(), Failure>,
    ) -> ImportBatch<'a> {
        let known = HashMap::new();
        ImportBatch {
            store,
            intake,
            tell,
            known,
            feed: None,
            drafts: Vec::new(),
            files: Vec::new(),
        }
    }

    fn add(&mut self, path: String, feed: FeedInfo, mut parsed: Parsed) -> Result<(), Failure> {
        if parsed.feed.is_some() {
            // A feed lists the newest first; what is stored last stands above.
            parsed.drafts.reverse();
        }
        let feed = parsed.feed.unwrap_or(feed);
        if self.feed.as_ref() != Some(&feed) {
            self.store_all()?;
            self.feed = Some(feed);
        }
        self.intake.tally.failed += parsed.problems.len();
        let reason = Some(parsed.problems.join("; ")).filter(|reason| !reason.is_empty());
        let articles = parsed.drafts.len();
        let row = FileReport { path, status: FileStatus::Unchanged, articles, reason, hint: None };
        self.files.push((row, 0));
        for draft in parsed.drafts {
            if self.drafts.len() == BATCH {
                self.store_gathered()?;
            }
            self.drafts.push(draft);
            if let Some((_, gathered)) = self.files.last_mut() {
                *gathered += 1;
            }
        }
        if self.drafts.len() == BATCH { self.store_all() } else { Ok(()) }
    }

    fn fail(&mut self, path: String, fault: Fault) -> Result<(), Failure> {
        self.store_all()?;
        self.intake.tally.failed += 1;
        let Fault { reason, hint } = fault;
        let status = FileStatus::Failed;
        (self.tell)(FileReport { path, status, articles: 0, reason: Some(reason), hint })
    }

    /// Stores what was gathered, and tells what became of the files, which are complete.
    fn store_all(&mut self) -> Result<(), Failure> {
        self.store_gathered()?;
        self.files.drain(..).try_for_each(|(row, _)| (self.tell)(row))
    }

    /// Stores what was gathered. The last file may go on.
    fn store_gathered(&mut self) -> Result<(), Failure> {
        let Some(feed) = self.feed.clone() else { return Ok(()) };
        if self.files.is_empty() {
            return Ok(());
        }
        let drafts = std::mem::take(&mut self.drafts);
        let outcome = match self.import(&feed, &drafts) {
            Ok(outcome) => outcome,
            Err(error) => return Err(self.give_up(error)),
        };
        let mut outcome = outcome.into_iter();
        for (row, gathered) in &mut self.files {
            for (id, status) in outcome.by_ref().take(std::mem::take(gathered)) {
                row.status = row.status.with(status);
                self.intake.count(id, status);
            }
        }
        Ok(())
    }

    fn import(
        &mut self,
        feed: &FeedInfo,
        drafts: &[Draft],
    ) -> Result<Vec<(ArticleId, ImportStatus)>, StoreError> {
        let id = match self.known.get(feed) {
            Some(id) => *id,
            None => {
                let removed = self.store.is_removed(&feed.origin)?;
                let id = self.store.ensure_feed(feed)?;
                if removed {
                    self.intake.back.push(feed.title.clone());
                }
                self.known.insert(feed.clone(), id);
                self.intake.feeds.push(id);
                id
            }
        };
        self.store.import(id, drafts, Utc::now().timestamp())
    }

    /// The store fails: the files in hand are named, and nothing more is tried.
    fn give_up(&mut self, error: StoreError) -> Failure {
        // Why is told once, for all of them.
        let reason = "not stored, or not all of it".to_owned();
        self.intake.tally.failed += self.files.len();
        for (mut row, _) in self.files.drain(..) {
            row.status = FileStatus::Failed;
            row.reason = Some(reason.clone());
            if let Err(failure) = (self.tell)(row) {
                return failure;
            }
        }
        Failure::from(error)
    }
}

impl FileStatus {
    fn with(self, other: ImportStatus) -> FileStatus {
        match (self, other) {
            (FileStatus::Imported, _) | (_, ImportStatus::Imported) => FileStatus::Imported,
            (FileStatus::Updated, _) | (_, ImportStatus::Updated) => FileStatus::Updated,
            (status, ImportStatus::Unchanged) => status,
        }
    }
}

impl Intake {
    fn count(&mut self, id: ArticleId, status: ImportStatus) {
        match status {
            ImportStatus::Imported => self.tally.imported += 1,
            ImportStatus::Updated => self.tally.updated += 1,
            ImportStatus::Unchanged => self.tally.unchanged += 1,
        }
        if self.articles.len() < 2 && !self.articles.contains(&id) {
            self.articles.push(id);
        }
    }
}
