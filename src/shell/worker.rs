//! The store's thread: does what the reader asks of the archive, in order, and alone writes to it.

use std::cell::Cell;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::app::{Effect, Message, RequestId};
use crate::extract;
use crate::store::{Store, StoreError};

use super::archive;
use super::feeds;
use super::guard::guarded;
use super::queue::{Job, Queue};
use super::reads;
use super::run::Event;
use super::watch::Watch;
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

    /// Does an effect, some time.
    pub(super) fn ask(&self, effect: Effect) {
        if !reads::is_for(&effect) {
            self.asked.set(self.asked.get() + 1);
        }
        self.send(Job::Effect(effect));
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
    let writes = writes(&job);
    let asked = writes && matches!(job, Job::Effect(_));
    if writes {
        watch.see(store.generation().ok());
    }
    let done = guarded(|| match job {
        Job::Effect(effect) => answer(store, effect, teller),
        Job::Save { id, hash, analysis, kept } => {
            let saved = store.save_analysis(id, extract::VERSION, &hash, &analysis);
            let _ = kept.send(saved.map_err(|error| told(&error)));
        }
        Job::Purge => {
            if let Err(error) = store.purge_removed() {
                teller.tell(Message::Failed(None, told(&error)));
            }
        }
        Job::Close => {}
    });
    if writes {
        watch.own(store.generation().ok());
    }
    if asked {
        teller.written.add();
    }
    if let Err(panic) = done {
        teller.tell(Message::Failed(None, format!("a fault in onrecord: {panic}")));
    }
}

fn writes(job: &Job) -> bool {
    !matches!(job, Job::Effect(effect) if reads::is_for(effect))
}

fn answer(store: &mut Store, effect: Effect, teller: &Teller) {
    let request = request_of(&effect);
    match perform(store, effect) {
        Ok(Some(message)) => teller.tell(message),
        Ok(None) => {}
        Err(error) => teller.tell(Message::Failed(request, told(&error))),
    }
}

fn perform(store: &mut Store, effect: Effect) -> Result<Option<Message>, StoreError> {
    let now = Utc::now().timestamp();
    if reads::is_for(&effect) {
        return reads::perform(store, effect);
    }
    Ok(Some(match effect {
        Effect::SetRead(request, ids, read) => {
            Message::Changed(request, store.set_read(&ids, read, now)?)
        }
        Effect::SetReadIn(request, query, range, shown, read) => {
            Message::Changed(request, store.set_shown_read(&query, range, &shown, read, now)?)
        }
        Effect::SetStarred(request, ids, starred) => {
            Message::Changed(request, store.set_starred(&ids, starred)?)
        }
        Effect::Remember(name, value) => {
            store.set_setting(name, &value)?;
            return Ok(None);
        }
        Effect::ChangeQuery(request, change) => {
            store.change_query(&change)?;
            Message::QueryChanged(request)
        }
        Effect::RememberPlace(id, offset) => {
            store.set_place(id, offset)?;
            return Ok(None);
        }
        other if archive::is_for(&other) => return archive::perform(store, other),
        other => return feeds::perform(store, other),
    }))
}

fn request_of(effect: &Effect) -> Option<RequestId> {
    match effect {
        Effect::SetRead(request, ..)
        | Effect::SetReadIn(request, ..)
        | Effect::SetStarred(request, ..)
        | Effect::RemoveFeed(request, _)
        | Effect::RestoreFeed(request, _)
        | Effect::Follow(request, _)
        | Effect::SetFeedSettings(request, ..)
        | Effect::RenameFeed(request, ..)
        | Effect::MoveFeed(request, ..)
        | Effect::EndFeed(request, _)
        | Effect::ChangeQuery(request, _)
        | Effect::ShowText(request, ..) => Some(*request),
        other => reads::request_of(other),
    }
}

/// What went wrong, with the way out.
pub(super) fn told(error: &StoreError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
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
        worker.ask(Effect::SetRead(RequestId(1), vec![ids[0]], true));
        assert_eq!(next(&events), Message::Changed(RequestId(1), vec![ids[0]]));
        let shown = Shown { up_to: ids.last().copied(), later: Vec::new() };
        worker.ask(Effect::SetReadIn(RequestId(2), Query::default(), Range::All, shown, true));
        assert_eq!(next(&events), Message::Changed(RequestId(2), vec![ids[1]]));
        worker.ask(Effect::LoadPage(RequestId(3), Query::default(), Edge::Start, 10));
        let Message::Page(RequestId(3), page) = next(&events) else { panic!("no page") };
        assert!(page.rows.iter().all(|row| !row.unread) && page.rows.len() == 2);
        worker.ask(Effect::LoadFeeds(RequestId(4)));
        let Message::Feeds(RequestId(4), feeds, tags) = next(&events) else { panic!("no feeds") };
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
        let effects = [
            Effect::Follow(RequestId(1), following),
            Effect::SetFeedSettings(RequestId(2), other, settings),
            Effect::RenameFeed(RequestId(3), other, Some("Mine".into())),
            Effect::MoveFeed(RequestId(4), other, Some(own)),
            Effect::RemoveFeed(RequestId(5), own),
            Effect::RestoreFeed(RequestId(6), own),
            Effect::EndFeed(RequestId(7), other),
        ];
        for effect in effects {
            let request = request_of(&effect).unwrap();
            worker.ask(effect);
            let answer = next(&events);
            let answered = match &answer {
                Message::FeedChanged(answered) | Message::Added(answered, ..) => *answered,
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
    fn what_is_asked_for_is_answered_by_its_number_even_if_it_fails() {
        let (request, id, query) = (RequestId(7), crate::domain::ArticleId(1), Query::default());
        for effect in [
            Effect::LoadPage(request, query.clone(), Edge::Start, 10),
            Effect::LoadCounts(request, query.clone()),
            Effect::LoadArticle(request, id),
            Effect::LoadFeeds(request),
            Effect::LoadShelves(request),
            Effect::LoadSameWords(request, id),
            Effect::LoadComparison(request, vec![id]),
            Effect::LoadCorrections(request, id),
            Effect::FindNamed(request, "Ann Lee".into()),
            Effect::SetRead(request, vec![id], true),
            Effect::SetReadIn(request, query, Range::All, Shown::default(), true),
            Effect::SetStarred(request, vec![id], true),
        ] {
            assert_eq!(request_of(&effect), Some(request), "{effect:?}");
        }
    }

    #[test]
    fn closing_finishes_every_write_that_waits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (store, ids) = store(&path);
        let (sender, _events) = mpsc::channel();
        let worker = Worker::start(store, sender).unwrap();
        for turn in 0..21 {
            worker.ask(Effect::SetStarred(RequestId(turn), ids.clone(), turn % 2 == 0));
        }
        worker.ask(Effect::Remember("theme", "light".into()));
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
        worker.ask(Effect::SetRead(RequestId(1), ids.clone(), true));
        assert!(matches!(next(&events), Message::Changed(..)));
        assert!(events.recv_timeout(Duration::from_millis(1500)).is_err(), "our own change");
        other.set_starred(&ids, true).unwrap();
        assert_eq!(next(&events), Message::StoreChanged);
        assert!(events.recv_timeout(Duration::from_millis(1500)).is_err(), "told once");
        worker.close();
    }
}
