//! Reads several files in parallel, and stores their articles in order.

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

/// The number of articles in one transaction.
const BATCH: usize = 100;

/// The number of files that may wait to be stored, for each reading thread.
const AHEAD: usize = 8;

/// The outcome for one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FileReport {
    /// The file's name.
    pub(super) path: String,
    /// The outcome.
    pub(super) status: FileStatus,
    /// The number of articles in the file.
    pub(super) articles: usize,
    /// What could not be read, and why.
    pub(super) reason: Option<String>,
    /// What the user can do about it.
    #[serde(skip)]
    pub(super) hint: Option<&'static str>,
}

/// The outcome for a file: the first of these that applies to one of its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FileStatus {
    /// An article was new.
    Imported,
    /// An article was known and has changed.
    Updated,
    /// All articles were known and are unchanged.
    Unchanged,
    /// The file was not read.
    Failed,
}

/// Counts of articles, and in `failed` of files or parts of files.
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

/// The result of an import.
#[derive(Debug, Default)]
pub(super) struct Intake {
    /// The counts.
    pub(super) tally: Tally,
    /// The feeds, each once.
    pub(super) feeds: Vec<FeedId>,
    /// The first two articles, which tell whether there is only one.
    pub(super) articles: Vec<ArticleId>,
    /// The titles of removed feeds that were restored.
    pub(super) back: Vec<String>,
}

/// Reads `items` into the store and reports the outcome of each, in order. The results are added to
/// `intake`.
///
/// # Errors
///
/// Returns an error if the store or the report fails. Articles stored before that stay, and are
/// counted.
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
        let lanes = distribute(items);
        let lanes: Vec<Receiver<Result<Parsed, Fault>>> = lanes
            .into_iter()
            .map(|lane| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    // The receiver is gone if the store has failed.
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

/// Distributes the items in turn over as many threads as are useful.
fn distribute(items: Vec<Item>) -> Vec<Vec<Item>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let count = threads.min(items.len()).max(1);
    let mut lanes: Vec<Vec<Item>> = (0..count).map(|_| Vec::new()).collect();
    for (index, item) in items.into_iter().enumerate() {
        lanes[index % count].push(item);
    }
    lanes
}

/// The reason why a file was not read, with a hint.
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

/// Reads one item. A panic affects only this item.
fn read(item: Item) -> Result<Parsed, Fault> {
    match panic::catch_unwind(AssertUnwindSafe(|| item.read())) {
        Ok(result) => result.map_err(Fault::from),
        Err(_) => Err(Fault::panicked()),
    }
}

/// Collects articles and stores them in batches.
struct ImportBatch<'a> {
    store: &'a mut Store,
    intake: &'a mut Intake,
    tell: &'a mut dyn FnMut(FileReport) -> Result<(), Failure>,
    known: HashMap<FeedInfo, FeedId>,
    /// The feed of the collected articles.
    feed: Option<FeedInfo>,
    drafts: Vec<Draft>,
    /// The files of the collected articles, each with its number of articles.
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
            // A feed lists the newest article first; the article stored last is listed first.
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

    /// Stores the collected articles, and reports their files, which are complete.
    fn store_all(&mut self) -> Result<(), Failure> {
        self.store_gathered()?;
        self.files.drain(..).try_for_each(|(row, _)| (self.tell)(row))
    }

    /// Stores the collected articles. The last file may continue.
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

    /// Returns the error of a failing store after naming the affected files. Nothing more is tried.
    fn give_up(&mut self, error: StoreError) -> Failure {
        // The reason is reported once for all files.
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
