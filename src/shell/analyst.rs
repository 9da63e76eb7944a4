//! The analysing thread: what the reader looks at first, then all that has no analysis yet.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::app::Message;
use crate::domain::{Analysis, Article, ArticleId};
use crate::extract::{self, Engine};
use crate::store::{Store, StoreError};

use super::event::Event;
use super::guard::guarded;
use super::queue::Job;
use super::worker::told;

/// How many articles without an analysis are named at a time.
const BACKLOG: usize = 100_000;

/// How long quitting waits for an article that is just being analysed: losing it loses nothing.
const PATIENCE: Duration = Duration::from_millis(300);

/// Articles of more words than this wait until all shorter ones are analysed, unless one is asked
/// for: a single huge one can take longer than all the others together.
const LONG: u32 = 30_000;

/// After how long without work the extractor is let go.
const IDLE: Duration = Duration::from_secs(10);

/// Something for the analysing thread.
enum Ask {
    /// Analyse this article before all others.
    First(ArticleId),
    /// The store has changed: there may be more to do.
    Look,
}

/// The analysing thread, seen from the reader's.
pub(super) struct Analyst {
    asks: Sender<Ask>,
    stop: Arc<AtomicBool>,
    waiting: Option<Start>,
    ended: Option<Receiver<()>>,
}

/// What the thread begins with.
struct Start {
    path: PathBuf,
    asks: Receiver<Ask>,
    jobs: Sender<Job>,
    events: Sender<Event>,
    /// The most words of an article that does not wait for the shorter ones.
    long: u32,
}

impl Analyst {
    /// An analyst for the store at `path`, which is written to by way of `jobs`. It does not begin
    /// before `start`, so that the first screen has the machine to itself.
    pub(super) fn new(path: &Path, jobs: Sender<Job>, events: Sender<Event>) -> Analyst {
        let (asks, asked) = mpsc::channel();
        let start = Start { path: path.to_owned(), asks: asked, jobs, events, long: LONG };
        let stop = Arc::new(AtomicBool::new(false));
        Analyst { asks, stop, waiting: Some(start), ended: None }
    }

    /// Starts the thread, if it has not been started.
    pub(super) fn start(&mut self) -> std::io::Result<()> {
        let Some(start) = self.waiting.take() else { return Ok(()) };
        let (end, ended) = mpsc::channel::<()>();
        let stop = Arc::clone(&self.stop);
        thread::Builder::new().name("analyst".into()).spawn(move || {
            // Dropped when the thread ends, however it ends.
            let _end = end;
            let events = start.events.clone();
            if let Err(panic) = guarded(|| analyse_all(start, &stop)) {
                let reason = format!("a fault in onrecord ended the analysis: {panic}");
                let _ = events.send(Event::Message(Message::Failed(None, reason)));
            }
        })?;
        self.ended = Some(ended);
        Ok(())
    }

    /// Analyse this article before all others.
    pub(super) fn first(&self, id: ArticleId) {
        let _ = self.asks.send(Ask::First(id));
    }

    /// The store has changed: there may be more to do.
    pub(super) fn look(&self) {
        let _ = self.asks.send(Ask::Look);
    }

    /// Ends the thread, after the article that is in hand unless that takes too long.
    pub(super) fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.asks);
        if let Some(ended) = self.ended {
            let _ = ended.recv_timeout(PATIENCE);
        }
    }
}

fn analyse_all(start: Start, stop: &Arc<AtomicBool>) {
    let Start { path, asks, jobs, events, long } = start;
    let mut desk = match Store::open_again(&path) {
        Ok(store) => Desk {
            store,
            jobs,
            events,
            failed: HashSet::new(),
            most: long,
            long: HashSet::new(),
            engine: None,
            stop: Arc::clone(stop),
            told: false,
        },
        Err(error) => {
            let _ = events.send(Event::Message(Message::Failed(None, told(&error))));
            return;
        }
    };
    let mut piles = Piles { look: true, unindexed: true, ..Piles::default() };
    while !stop.load(Ordering::Relaxed) {
        if !piles.take_in(&asks) {
            return;
        }
        if let Some(id) = piles.first.pop() {
            desk.report(|desk| desk.analyse(id, Turn::Asked).map(|_| ()));
        } else if piles.unindexed {
            piles.unindexed = false;
            desk.report(|desk| {
                piles.unindexed = desk.store.index_batch()?;
                Ok(())
            });
        } else if let Some(id) = piles.backlog.pop() {
            desk.report(|desk| desk.work_off(id, Turn::Short, &mut piles));
        } else if piles.look {
            piles.look = false;
            desk.report(|desk| desk.look(&mut piles));
        } else if let Some(id) = piles.late.pop() {
            // What came or changed meanwhile is looked for after each of these.
            piles.look = true;
            desk.report(|desk| desk.work_off(id, Turn::Long, &mut piles));
        } else if !piles.wait(&asks, || desk.engine = None) {
            return;
        }
        thread::yield_now();
    }
}

/// What is to be analysed.
#[derive(Default)]
struct Piles {
    /// What was asked for; the last one is the most wanted.
    first: Vec<ArticleId>,
    /// What has no analysis yet; the last one is the newest.
    backlog: Vec<ArticleId>,
    /// Long ones without an analysis, which wait for the backlog; the last one is the newest.
    late: Vec<ArticleId>,
    /// How many of both are done.
    done: usize,
    /// Whether the store may hold more.
    look: bool,
    /// Whether articles may wait to be added to the full-text indexes.
    unindexed: bool,
}

impl Piles {
    /// Takes in what was asked meanwhile; false if nobody asks any more.
    fn take_in(&mut self, asks: &Receiver<Ask>) -> bool {
        loop {
            match asks.try_recv() {
                Ok(ask) => self.take(ask),
                Err(mpsc::TryRecvError::Empty) => return true,
                Err(mpsc::TryRecvError::Disconnected) => return false,
            }
        }
    }

    /// Waits until something is asked, and calls `idle` when that takes long; false if nobody asks
    /// any more.
    fn wait(&mut self, asks: &Receiver<Ask>, idle: impl FnOnce()) -> bool {
        let asked = match asks.recv_timeout(IDLE) {
            Err(mpsc::RecvTimeoutError::Timeout) => {
                idle();
                asks.recv().ok()
            }
            asked => asked.ok(),
        };
        asked.map(|ask| self.take(ask)).is_some()
    }

    fn take(&mut self, ask: Ask) {
        match ask {
            Ask::First(id) => self.first.push(id),
            Ask::Look => (self.look, self.unindexed) = (true, true),
        }
    }
}

/// Why an article is analysed now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// It was asked for.
    Asked,
    /// It is the next one, unless it is long.
    Short,
    /// It is long, and no short one waits.
    Long,
}

/// Where one article after the other is analysed.
struct Desk {
    store: Store,
    jobs: Sender<Job>,
    events: Sender<Event>,
    /// Articles whose analysis cannot be kept now: they are not tried again and again.
    failed: HashSet<ArticleId>,
    /// The most words of an article that does not wait for the shorter ones.
    most: u32,
    /// Articles that were found to have more.
    long: HashSet<ArticleId>,
    /// The extractor: loaded for the first article, let go when there is nothing left to analyse.
    engine: Option<Engine>,
    /// Whether the reader ends: what is in hand is left then.
    stop: Arc<AtomicBool>,
    /// Whether a failing store has been told: once is enough.
    told: bool,
}

impl Desk {
    /// Finds what has no analysis yet.
    fn look(&mut self, piles: &mut Piles) -> Result<(), StoreError> {
        if piles.late.is_empty() {
            piles.done = 0;
        }
        let mut found = self.store.articles_to_analyse(extract::VERSION, BACKLOG)?;
        found.retain(|id| !self.failed.contains(id));
        found.reverse();
        (piles.late, piles.backlog) = found.into_iter().partition(|id| self.long.contains(id));
        // Articles may have come in meanwhile; a pile that is empty at once ends it.
        piles.look |= !piles.backlog.is_empty();
        Ok(())
    }

    /// Analyses an article of the piles, or puts it off.
    fn work_off(&mut self, id: ArticleId, turn: Turn, piles: &mut Piles) -> Result<(), StoreError> {
        match self.analyse(id, turn) {
            Ok(false) => {
                self.long.insert(id);
                piles.late.insert(0, id);
            }
            Ok(true) => piles.done += 1,
            Err(error) => {
                piles.done += 1;
                self.progress(piles);
                return Err(error);
            }
        }
        self.progress(piles);
        Ok(())
    }

    /// Analyses an article, keeps the result and tells it; false if it is too long for its turn.
    /// One that was asked for may have been analysed meanwhile: it is told all the same.
    fn analyse(&mut self, id: ArticleId, turn: Turn) -> Result<bool, StoreError> {
        let Some(article) = self.store.article(id)? else { return Ok(true) };
        if turn == Turn::Short && article.row.words > self.most {
            return Ok(false);
        }
        if turn == Turn::Asked
            && let Some(analysis) = self.store.analysis(id, extract::VERSION)?
        {
            self.tell(Message::Analysed(id, article.text_hash, Box::new(analysis)));
            return Ok(true);
        }
        let engine = self.engine.get_or_insert_with(Engine::load);
        let going = || !self.stop.load(Ordering::Relaxed);
        match guarded(|| engine.analyse_while(&article.body.text, &going)) {
            Ok(Some(analysis)) => self.keep(article, analysis),
            Ok(None) => {}
            Err(panic) => {
                let title = &article.row.title;
                let reason = format!("“{title}” could not be analysed, by a fault: {panic}");
                self.tell(Message::Failed(None, reason));
                // Kept, so that it is not tried again until the text or the extractor changes.
                self.keep(article, Analysis::failed());
            }
        }
        Ok(true)
    }

    fn keep(&mut self, article: Article, analysis: Analysis) {
        let (id, hash) = (article.row.id, article.text_hash);
        let mut analysis = Box::new(analysis);
        let (kept, answer) = mpsc::channel();
        let job = Job::Save { id, hash: hash.clone(), analysis: analysis.clone(), kept };
        let _ = self.jobs.send(job);
        match answer.recv() {
            // The article has changed meanwhile: it comes again with the next backlog.
            Ok(Ok(false)) => return,
            Ok(Ok(true)) => {
                // What the reader has corrected holds for this analysis, too.
                if let Ok(Some(corrected)) = self.store.analysis(id, extract::VERSION) {
                    *analysis = corrected;
                }
            }
            Ok(Err(reason)) => {
                self.failed.insert(id);
                self.tell_once(format!("analyses cannot be kept: {reason}"));
            }
            // The store's thread has ended, or panicked over this one.
            Err(_) => {
                self.failed.insert(id);
            }
        }
        self.tell(Message::Analysed(id, hash, analysis));
    }

    fn progress(&self, piles: &Piles) {
        let total = piles.done + piles.backlog.len() + piles.late.len();
        // While a long one is in hand, nothing else is told.
        if total > 1 && (piles.backlog.is_empty() || piles.done % 10 == 1) {
            self.tell(Message::Progress("Analysing".into(), piles.done as u64, total as u64));
        }
    }

    fn report(&mut self, work: impl FnOnce(&mut Desk) -> Result<(), StoreError>) {
        if let Err(error) = work(self) {
            self.tell_once(told(&error));
        }
    }

    fn tell_once(&mut self, reason: String) {
        if !std::mem::replace(&mut self.told, true) {
            self.tell(Message::Failed(None, reason));
        }
    }

    fn tell(&self, message: Message) {
        let _ = self.events.send(Event::Message(message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Draft, FeedInfo, FeedOrigin, When};
    use crate::shell::worker::Worker;

    /// A store of articles, one a day; the newest first.
    fn store(path: &Path, count: u32) -> (Store, Vec<ArticleId>) {
        let mut store = Store::open(path).unwrap();
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let draft = |day: u32| Draft {
            title: format!("Day {day}"),
            published: When::parse(&format!("2024-01-{day:02}")),
            body: Body::from_text(format!("\"It is day {day},\" said Ann Lee.")),
            ..Draft::default()
        };
        let drafts: Vec<Draft> = (1..=count).rev().map(draft).collect();
        let imported = store.import(feed, &drafts, 5).unwrap();
        (store, imported.into_iter().map(|(id, _)| id).collect())
    }

    /// The articles in the order in which their analyses come, until the work is done.
    fn analysed(events: &Receiver<Event>, count: usize) -> Vec<ArticleId> {
        let mut ids = Vec::new();
        while ids.len() < count {
            match events.recv_timeout(Duration::from_secs(20)) {
                Ok(Event::Message(Message::Analysed(id, _, analysis))) => {
                    assert_eq!(analysis.attributions.len(), 1);
                    ids.push(id);
                }
                Ok(Event::Message(Message::Progress(..) | Message::StoreChanged)) => {}
                _ => panic!("only {ids:?}"),
            }
        }
        ids
    }

    #[test]
    fn what_is_asked_for_comes_first_then_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (store, ids) = store(&path, 9);
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender.clone()).unwrap();
        let mut analyst = Analyst::new(&path, worker.jobs(), sender);
        analyst.first(ids[7]);
        analyst.first(ids[5]);
        analyst.start().unwrap();
        let order = analysed(&events, 9);
        let rest: Vec<ArticleId> = [0, 1, 2, 3, 4, 6, 8].map(|index| ids[index]).to_vec();
        assert_eq!(order[..2], [ids[5], ids[7]]);
        assert_eq!(order[2..], rest[..]);
        let other = Store::open(&path).unwrap();
        assert_eq!(other.articles_to_analyse(extract::VERSION, 10).unwrap(), []);
        // Asked for again, it is told again, at once.
        analyst.first(ids[8]);
        assert_eq!(analysed(&events, 1), [ids[8]]);
        analyst.stop();
        worker.close();
    }

    #[test]
    fn a_long_one_waits_for_all_shorter_ones_unless_it_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (mut store, ids) = store(&path, 6);
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Books".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let book = |day: &str| Draft {
            title: format!("Book of {day}"),
            published: When::parse(&format!("2024-02-{day}")),
            body: Body::from_text(format!(
                "\"It is a book of {day},\" said Ann Lee. {}",
                "The harbour was calm. ".repeat(20)
            )),
            ..Draft::default()
        };
        let books = [book("03"), book("02"), book("01")];
        let books: Vec<ArticleId> =
            store.import(feed, &books, 5).unwrap().into_iter().map(|(id, _)| id).collect();
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender.clone()).unwrap();
        let mut analyst = Analyst::new(&path, worker.jobs(), sender);
        analyst.waiting.as_mut().unwrap().long = 40;
        analyst.first(books[1]);
        analyst.start().unwrap();
        let (mut order, mut told) = (Vec::new(), Vec::new());
        while order.len() < 9 || told.last() != Some(&(8, 8)) {
            match events.recv_timeout(Duration::from_secs(20)) {
                Ok(Event::Message(Message::Analysed(id, ..))) => order.push(id),
                Ok(Event::Message(Message::Progress(_, done, total))) => told.push((done, total)),
                Ok(Event::Message(Message::StoreChanged)) => {}
                _ => panic!("only {order:?} {told:?}"),
            }
        }
        let wanted: Vec<ArticleId> =
            [books[1]].into_iter().chain(ids).chain([books[0], books[2]]).collect();
        assert_eq!(order, wanted);
        assert!(told.contains(&(6, 8)) && told.iter().all(|(_, total)| *total == 8), "{told:?}");
        analyst.stop();
        worker.close();
    }

    #[test]
    fn stopping_leaves_a_long_article_that_is_in_hand() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (mut store, _) = store(&path, 1);
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Books".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let text = "\"It is a book,\" said Ann Lee. ".repeat(40_000);
        let book = Draft { body: Body::from_text(text), ..Draft::default() };
        let (id, _) = store.import(feed, &[book], 5).unwrap()[0];
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender.clone()).unwrap();
        let mut analyst = Analyst::new(&path, worker.jobs(), sender);
        analyst.start().unwrap();
        // The short one is done: the long one is next.
        analysed(&events, 1);
        let ended = analyst.ended.take().unwrap();
        analyst.stop();
        let end = ended.recv_timeout(Duration::from_secs(20));
        assert_eq!(end, Err(mpsc::RecvTimeoutError::Disconnected), "it still reads");
        worker.close();
        assert_eq!(
            Store::open(&path).unwrap().articles_to_analyse(extract::VERSION, 9).unwrap(),
            [id]
        );
    }

    #[test]
    fn stopping_does_not_wait_for_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (store, _) = store(&path, 28);
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender.clone()).unwrap();
        let mut analyst = Analyst::new(&path, worker.jobs(), sender);
        analyst.start().unwrap();
        analysed(&events, 1);
        let begun = std::time::Instant::now();
        analyst.stop();
        worker.close();
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
