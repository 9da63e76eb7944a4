//! A second thread that reads the archive, with a store of its own: what may take long is read here,
//! so that keys and articles never wait for it. Of each kind of read only the newest matters: one
//! that runs is ended when a newer one of its kind comes.

use std::collections::VecDeque;
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::app::{Message, Read, ReadAnswer, RequestId};
use crate::store::{Interrupter, Store, StoreError};

use super::event::Event;
use super::guard::guarded;
use super::reads;
use super::worker::told;
use super::written::Written;

/// The thread, and what it is still to read.
pub(super) struct Seeker {
    shared: Arc<Shared>,
    thread: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Reads in order, each with the number of writes that it has to see.
    waiting: VecDeque<(RequestId, Read, u64)>,
    /// What is being read.
    running: Option<Discriminant<Read>>,
    interrupter: Option<Interrupter>,
    /// Whether what is being read was given up: whatever comes of it, nobody waits for it.
    given_up: bool,
    closing: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Gives up what waits and what runs of a kind. What runs cannot change meanwhile: whoever begins
    /// another read needs the lock, too.
    fn give_up(&mut self, kind: Discriminant<Read>) {
        self.waiting.retain(|(_, read, _)| discriminant(read) != kind);
        if self.running == Some(kind)
            && let Some(interrupter) = &self.interrupter
        {
            interrupter.interrupt();
            self.given_up = true;
        }
    }
}

impl Seeker {
    /// Starts the thread. The store at `path` is opened when something is asked for.
    pub(super) fn start(
        path: &Path,
        written: Written,
        events: Sender<Event>,
    ) -> std::io::Result<Seeker> {
        let shared = Arc::new(Shared::default());
        let reader = Reader {
            shared: Arc::clone(&shared),
            path: path.to_owned(),
            store: None,
            written,
            events,
        };
        let thread = thread::Builder::new().name("seeker".into()).spawn(move || reader.work())?;
        Ok(Seeker { shared, thread })
    }

    /// Reads something, some time, once as many writes are done. An older wish of its kind is given
    /// up.
    pub(super) fn ask(&self, request: RequestId, read: Read, writes: u64) {
        let mut state = self.shared.lock();
        state.give_up(discriminant(&read));
        state.waiting.push_back((request, read, writes));
        drop(state);
        self.shared.changed.notify_all();
    }

    /// Gives up what is asked of this read's kind: its answer comes from elsewhere now.
    pub(super) fn give_up(&self, read: &Read) {
        self.shared.lock().give_up(discriminant(read));
    }

    /// Ends the thread, whatever it reads.
    pub(super) fn close(self) {
        let mut state = self.shared.lock();
        state.closing = true;
        state.waiting.clear();
        if let Some(interrupter) = &state.interrupter {
            interrupter.interrupt();
        }
        drop(state);
        self.shared.changed.notify_all();
        let _ = self.thread.join();
    }
}

/// What the thread works with.
struct Reader {
    shared: Arc<Shared>,
    path: PathBuf,
    store: Option<Store>,
    written: Written,
    events: Sender<Event>,
}

impl Reader {
    fn work(mut self) {
        while let Some((request, read, writes)) = self.next() {
            let message = match guarded(|| self.read(read, writes)) {
                Ok(Ok(answer)) => Some(Message::Read(request, answer)),
                // Nobody waits for its answer any more. An interrupt may come out as another error:
                // the first search of a connection then says that its index cannot be opened.
                Ok(Err(_)) if self.shared.lock().given_up => None,
                Ok(Err(StoreError::Interrupted { .. })) => None,
                Ok(Err(error)) => Some(Message::Failed(Some(request), told(&error))),
                Err(panic) => {
                    let reason = format!("a fault in onrecord: {panic}");
                    Some(Message::Failed(Some(request), reason))
                }
            };
            self.shared.lock().running = None;
            if let Some(message) = message {
                let _ = self.events.send(Event::Message(message));
            }
        }
    }

    /// Waits for the next read; none at the end.
    fn next(&self) -> Option<(RequestId, Read, u64)> {
        let mut state = self.shared.lock();
        loop {
            if state.closing {
                return None;
            }
            if let Some(next) = state.waiting.pop_front() {
                state.running = Some(discriminant(&next.1));
                state.given_up = false;
                return Some(next);
            }
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn read(&mut self, read: Read, writes: u64) -> Result<ReadAnswer, StoreError> {
        self.written.wait(writes);
        let store = match &mut self.store {
            Some(store) => store,
            none => {
                let store = Store::open_again(&self.path)?;
                self.shared.lock().interrupter = Some(store.interrupter());
                none.insert(store)
            }
        };
        reads::perform(store, read)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver};
    use std::time::Duration;

    use super::*;
    use crate::app::{Write, WriteAnswer};
    use crate::domain::{Body, Draft, Edge, FeedInfo, FeedOrigin, Query, QueryChange, Scope};
    use crate::shell::worker::Worker;

    fn store(path: &Path) -> Store {
        let mut store = Store::open(path).unwrap();
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let draft = |title: &str| Draft {
            title: title.into(),
            body: Body::from_text(format!("About {title}.")),
            ..Draft::default()
        };
        store.import(feed, &[draft("Ferry"), draft("Tram")], 5).unwrap();
        store
    }

    fn next(events: &Receiver<Event>) -> Message {
        match events.recv_timeout(Duration::from_secs(20)) {
            Ok(Event::Message(message)) => message,
            _ => panic!("no message"),
        }
    }

    fn search(text: &str) -> Query {
        Query { scope: Scope::Search(text.into()), ..Query::default() }
    }

    #[test]
    fn of_each_kind_the_newest_is_answered_and_nothing_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        drop(store(&path));
        let (sender, events) = mpsc::channel();
        let seeker = Seeker::start(&path, Written::default(), sender).unwrap();
        for turn in 0..200 {
            seeker.ask(RequestId(turn), Read::Page(search("ferry"), Edge::Start, 10), 0);
            seeker.ask(RequestId(1000 + turn), Read::Counts(search("about")), 0);
        }
        let (mut last_page, mut last_count) = (None, None);
        while last_page != Some(199) || last_count != Some(1199) {
            match next(&events) {
                Message::Read(RequestId(id), ReadAnswer::Page(page)) => {
                    assert!(last_page < Some(id) && page.rows[0].title == "Ferry");
                    last_page = Some(id);
                }
                Message::Read(RequestId(id), ReadAnswer::Counts(counts)) => {
                    assert!(last_count < Some(id) && counts.total == 2);
                    last_count = Some(id);
                }
                other => panic!("{other:?}"),
            }
        }
        seeker.close();
    }

    #[test]
    fn a_read_sees_the_writes_that_were_asked_for_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let (sender, events) = mpsc::channel();
        let worker = Worker::start(store(&path), sender.clone()).unwrap();
        let seeker = Seeker::start(&path, worker.written(), sender).unwrap();
        for turn in 0..50 {
            let change = QueryChange::Save(format!("Query {turn}"), "ferry".into());
            worker.write(RequestId(turn), Write::ChangeQuery(change));
            seeker.ask(RequestId(1000 + turn), Read::Shelves, worker.asked());
            let shelves = loop {
                match next(&events) {
                    Message::Read(_, ReadAnswer::Shelves(shelves)) => break shelves,
                    Message::Write(id, WriteAnswer::QueryChanged) => {
                        assert_eq!(id, RequestId(turn))
                    }
                    other => panic!("{other:?}"),
                }
            };
            assert_eq!(shelves.queries.len() as u64, turn + 1);
        }
        seeker.close();
        worker.close();
    }

    #[test]
    fn a_store_that_cannot_be_read_is_told_and_closing_does_not_wait() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let seeker = Seeker::start(folder.path(), Written::default(), sender).unwrap();
        seeker.ask(RequestId(7), Read::Shelves, 0);
        let Message::Failed(Some(RequestId(7)), reason) = next(&events) else {
            panic!("no failure")
        };
        assert!(reason.contains("is no longer where it was"), "{reason}");
        seeker.close();
    }
}
