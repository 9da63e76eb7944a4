//! The store's thread: does what the reader asks of the archive, in order, and alone writes to it.

use std::cell::Cell;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::{Message, Read, Remember, RequestId, Write};
use crate::extract;
use crate::store::{Store, StoreError};

use super::event::Event;
use super::guard::guarded;
use super::queue::{Job, Queue};
use super::reads;
use super::watch::Watch;
use super::writes::{self, WriteError};
use super::written::Written;

/// How many analyses are filed at once in the background: a few milliseconds' work.
const AT_ONCE: usize = 4;

/// The thread that owns the store.
pub(super) struct Worker {
    jobs: Sender<Job>,
    /// How many writes the reader has asked for.
    asked: Cell<u64>,
    written: Written,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts the thread.
    pub(super) fn start(store: Store, events: Sender<Event>) -> std::io::Result<Worker> {
        let (jobs, waiting) = mpsc::channel();
        let written = Written::default();
        let teller = Teller { events, written: written.clone() };
        let thread = thread::Builder::new().name("store".into()).spawn(move || {
            work(store, &waiting, &teller);
            teller.written.end();
        })?;
        Ok(Worker { jobs, asked: Cell::new(0), written, thread })
    }

    /// Where jobs go.
    pub(super) fn jobs(&self) -> Sender<Job> {
        self.jobs.clone()
    }

    /// Reads something, some time.
    pub(super) fn read(&self, request: RequestId, read: Read) {
        self.send(Job::Read(request, read));
    }

    /// Changes something, some time.
    pub(super) fn write(&self, request: RequestId, write: Write) {
        self.asked.set(self.asked.get() + 1);
        self.send(Job::Write(request, write));
    }

    /// Remembers something, some time.
    pub(super) fn remember(&self, remember: Remember) {
        self.asked.set(self.asked.get() + 1);
        self.send(Job::Remember(remember));
    }

    /// How many writes the reader has asked for so far.
    pub(super) fn asked(&self) -> u64 {
        self.asked.get()
    }

    /// How many of them are done.
    pub(super) fn written(&self) -> Written {
        self.written.clone()
    }

    /// Takes a job; the thread only ends once it is told to.
    pub(super) fn send(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    /// Finishes what waits, deletes for good what was removed, and ends the thread.
    pub(super) fn close(self) {
        self.send(Job::Purge);
        self.send(Job::Close);
        let _ = self.thread.join();
    }
}

/// Sends messages back; nobody listens any more once the reader has ended.
struct Teller {
    events: Sender<Event>,
    written: Written,
}

impl Teller {
    fn tell(&self, message: Message) {
        let _ = self.events.send(Event::Message(message));
    }
}

fn work(mut store: Store, jobs: &Receiver<Job>, teller: &Teller) {
    let mut queue = Queue::default();
    let mut watch = Watch::new(store.generation().ok(), Instant::now());
    let mut behind = true;
    loop {
        if queue.is_empty() {
            // While there is something to catch up with, that is done between the jobs.
            let rest = watch.rest(Instant::now());
            match jobs.recv_timeout(if behind { Duration::ZERO } else { rest }) {
                Ok(job) => queue.push(job),
                Err(RecvTimeoutError::Timeout) if behind => {
                    behind = catch_up(&mut store, &mut watch);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        while let Ok(job) = jobs.try_recv() {
            queue.push(job);
        }
        if watch.look(Instant::now(), || store.generation().ok()) {
            teller.tell(Message::StoreChanged);
        }
        match queue.pop() {
            None => {}
            Some(Job::Close) => return,
            Some(job) => do_job(&mut store, job, &mut watch, teller),
        }
    }
}

/// Files a few of the analyses that came in before subjects were kept; says whether there may be
/// more. What fails is not tried again before the next start: nobody has asked for it.
fn catch_up(store: &mut Store, watch: &mut Watch) -> bool {
    watch.see(store.generation().ok());
    let done = guarded(|| store.catch_up(AT_ONCE));
    watch.own(store.generation().ok());
    matches!(done, Ok(Ok(filed)) if filed > 0)
}

fn do_job(store: &mut Store, job: Job, watch: &mut Watch, teller: &Teller) {
    match job {
        Job::Close => {}
        Job::Read(request, read) => done(teller, || match reads::perform(store, read) {
            Ok(answer) => teller.tell(Message::Read(request, answer)),
            Err(error) => teller.tell(Message::Failed(Some(request), told(&error))),
        }),
        Job::Write(request, write) => {
            own(store, watch, |store| {
                done(teller, || match writes::perform(store, write) {
                    Ok(answer) => teller.tell(Message::Write(request, answer)),
                    Err(error) => teller.tell(Message::Failed(Some(request), refused(&error))),
                });
            });
            teller.written.add();
        }
        Job::Remember(remember) => {
            own(store, watch, |store| {
                done(teller, || {
                    if let Err(error) = writes::remember(store, remember) {
                        teller.tell(Message::Failed(None, told(&error)));
                    }
                });
            });
            teller.written.add();
        }
        Job::Save { id, hash, analysis, kept } => own(store, watch, |store| {
            done(teller, || {
                let saved = store.save_analysis(id, extract::VERSION, &hash, &analysis);
                let _ = kept.send(saved.map_err(|error| told(&error)));
            });
        }),
        Job::Purge => own(store, watch, |store| {
            done(teller, || {
                if let Err(error) = store.purge_removed() {
                    teller.tell(Message::Failed(None, told(&error)));
                }
            });
        }),
    }
}

/// Writes; the watch takes what changes meanwhile as our own.
fn own(store: &mut Store, watch: &mut Watch, write: impl FnOnce(&mut Store)) {
    watch.see(store.generation().ok());
    write(store);
    watch.own(store.generation().ok());
}

/// Does something; a panic is told.
fn done(teller: &Teller, work: impl FnOnce()) {
    if let Err(panic) = guarded(work) {
        teller.tell(Message::Failed(None, format!("a fault in onrecord: {panic}")));
    }
}

/// Why something was not written, with a hint.
fn refused(error: &WriteError) -> String {
    with_hint(error, error.hint())
}

/// What went wrong with the store, with a hint.
pub(super) fn told(error: &StoreError) -> String {
    with_hint(error, error.hint())
}

fn with_hint(error: &dyn std::error::Error, hint: Option<&str>) -> String {
    match hint {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::app::{ReadAnswer, WriteAnswer};
    use crate::domain::{
        Body, Draft, Edge, FeedInfo, FeedOrigin, FeedSettings, Following, Query, Range, Shown,
    };

    fn store(path: &std::path::Path) -> (Store, Vec<crate::domain::ArticleId>) {
        let mut store = Store::open(path).unwrap();
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let draft = |title: &str| Draft {
            title: title.into(),
            body: Body::from_text(format!("About {title}.")),
            tags: vec!["sea".into()],
            ..Draft::default()
        };
        let imported = store.import(feed, &[draft("One"), draft("Two")], 5).unwrap();
        (store, imported.into_iter().map(|(id, _)| id).collect())
    }

    fn next(events: &Receiver<Event>) -> Message {
        match events.recv_timeout(Duration::from_secs(20)) {
            Ok(Event::Message(message)) => message,
            _ => panic!("no message"),
        }
    }

    #[test]
    fn effects_are_answered_in_order_with_their_requests() {
        let folder = tempfile::tempdir().unwrap();
        let (store, ids) = store(&folder.path().join("s.db"));
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        worker.write(RequestId(1), Write::SetRead(vec![ids[0]], true));
        assert_eq!(next(&events), Message::Write(RequestId(1), WriteAnswer::Changed(vec![ids[0]])));
        let shown = Shown { up_to: ids.last().copied(), later: Vec::new() };
        worker.write(RequestId(2), Write::SetReadIn(Query::default(), Range::All, shown, true));
        assert_eq!(next(&events), Message::Write(RequestId(2), WriteAnswer::Changed(vec![ids[1]])));
        worker.read(RequestId(3), Read::Page(Query::default(), Edge::Start, 10));
        let Message::Read(RequestId(3), ReadAnswer::Page(page)) = next(&events) else {
            panic!("no page")
        };
        assert!(page.rows.iter().all(|row| !row.unread) && page.rows.len() == 2);
        worker.read(RequestId(4), Read::Feeds);
        let Message::Read(RequestId(4), ReadAnswer::Feeds(feeds, tags)) = next(&events) else {
            panic!("no feeds")
        };
        assert_eq!((feeds.len(), tags), (1, vec!["sea".to_owned()]));
        worker.close();
    }

    #[test]
    fn every_change_of_a_feed_is_made_and_answered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (mut store, ids) = store(&path);
        let info = |name: &str| FeedInfo {
            origin: FeedOrigin::Address(format!("https://{name}.example/feed")),
            title: name.into(),
            site: None,
        };
        let own = store.feeds().unwrap()[0].id;
        let other = store.ensure_feed(&info("other")).unwrap();
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        let settings = FeedSettings { full_text: true, ..FeedSettings::default() };
        let following =
            Following { info: info("other"), own_title: None, settings: settings.clone() };
        let writes = [
            (RequestId(1), Write::Follow(following)),
            (RequestId(2), Write::SetFeedSettings(other, settings)),
            (RequestId(3), Write::RenameFeed(other, Some("Mine".into()))),
            (RequestId(4), Write::MoveFeed(other, Some(own))),
            (RequestId(5), Write::RemoveFeed(own)),
            (RequestId(6), Write::RestoreFeed(own)),
            (RequestId(7), Write::EndFeed(other)),
        ];
        for (request, write) in writes {
            worker.write(request, write);
            let answer = next(&events);
            let answered = match &answer {
                Message::Write(answered, WriteAnswer::FeedChanged | WriteAnswer::Added(..)) => {
                    *answered
                }
                other => panic!("{other:?}"),
            };
            assert_eq!(answered, request);
        }
        worker.close();
        let feeds = Store::open(&path).unwrap().feeds().unwrap();
        let titles: Vec<&str> = feeds.iter().map(|feed| feed.title.as_str()).collect();
        assert_eq!(titles, ["Mine", "Gazette"]);
        assert_eq!(ids.len(), 2);
    }

    #[test]
    fn a_failure_carries_the_number_of_what_was_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (store, ids) = store(&path);
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        worker.write(RequestId(1), Write::Uncorrect(crate::domain::CorrectionId(99)));
        worker.write(RequestId(2), Write::ShowText(ids[0], crate::domain::TextSource::Page));
        let failed = || match next(&events) {
            Message::Failed(Some(RequestId(number)), reason) => (number, reason),
            other => panic!("{other:?}"),
        };
        let (number, reason) = failed();
        assert_eq!(number, 1);
        assert!(reason.contains("correction is no longer in the store"), "{reason}");
        assert_eq!(failed(), (2, "The article has no other text any more.".to_owned()));
        worker.close();
        let store = Store::open(&path).unwrap();
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        // The store is open, and its file is damaged behind its back.
        std::fs::File::options().write(true).open(&path).unwrap().set_len(0).unwrap();
        worker.read(RequestId(3), Read::Corrections(ids[0]));
        let damaged = next(&events);
        assert!(matches!(&damaged, Message::Failed(Some(RequestId(3)), _)), "{damaged:?}");
        worker.close();
    }

    #[test]
    fn closing_finishes_every_write_that_waits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (store, ids) = store(&path);
        let (sender, _events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        for turn in 0..21 {
            worker.write(RequestId(turn), Write::SetStarred(ids.clone(), turn % 2 == 0));
        }
        worker.remember(Remember::Setting("theme", "light".into()));
        worker.close();
        let store = Store::open(&path).unwrap();
        assert!(store.article(ids[1]).unwrap().unwrap().row.starred);
        assert_eq!(store.setting("theme").unwrap().as_deref(), Some("light"));
    }

    #[test]
    fn what_fails_is_told_with_the_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let error = Store::open(folder.path()).map(|_| ()).unwrap_err();
        let (told, hint) = (told(&error), error.hint().unwrap());
        assert!(told.ends_with(&format!("; {hint}")), "{told}");
    }

    #[test]
    fn another_connections_change_is_told_and_our_own_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (store, ids) = store(&path);
        let mut other = Store::open(&path).unwrap();
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        worker.write(RequestId(1), Write::SetRead(ids.clone(), true));
        assert!(matches!(next(&events), Message::Write(_, WriteAnswer::Changed(..))));
        assert!(events.recv_timeout(Duration::from_millis(1500)).is_err(), "our own change");
        other.set_starred(&ids, true).unwrap();
        assert_eq!(next(&events), Message::StoreChanged);
        assert!(events.recv_timeout(Duration::from_millis(1500)).is_err(), "told once");
        worker.close();
    }
}
