//! The loop: waits for something to happen, lets the reader decide, dispatches, draws once.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::app::{
    App, Effect, FileTask, Input, Message, NetAnswer, OnScreen, Read, ReadAnswer, RequestId,
};
use crate::store::Store;
use crate::ui::{self, Theme};

use super::analyst::Analyst;
use super::event::{Event, ShellError, tell_failed};
use super::export::Exporter;
use super::folder;
use super::follow::Follower;
use super::ground;
use super::listen;
use super::notify;
use super::open::{self, Surroundings};
use super::reads;
use super::refresh::Plan;
use super::seeker::Seeker;
use super::terminal::{self, Screen};
use super::timers::Timers;
use super::worker::Worker;

/// How long the first screen waits for the list before it is drawn without.
const FIRST: Duration = Duration::from_millis(150);

/// The least time between two frames that only show work behind the screen.
const LEISURE: Duration = Duration::from_millis(100);

/// How much is taken in before the screen is drawn again.
const BATCH: usize = 500;

/// A reader, ready to begin.
pub struct Session {
    /// The store, open.
    pub store: Store,
    /// Where it is.
    pub path: PathBuf,
    /// The reader's state, not started.
    pub app: App,
    /// The themes, in the order of the reader's settings.
    pub themes: Vec<Theme>,
    /// What the reader is told at once.
    pub first: Vec<Message>,
    /// How feeds are fetched.
    pub plan: Plan,
}

/// Runs the reader until it is ended. Gives what failed too late to be shown, a line each.
///
/// # Errors
/// Where the terminal fails. It has been given back in any case.
pub fn run(session: Session) -> Result<Vec<String>, ShellError> {
    let Session { store, path, mut app, themes, first, plan } = session;
    let (sender, events) = mpsc::channel();
    let worker = Worker::start(store, sender.clone()).map_err(ShellError::Thread)?;
    let seeker =
        Seeker::start(&path, worker.written(), sender.clone()).map_err(ShellError::Thread)?;
    let analyst = Analyst::new(&path, worker.jobs(), sender.clone());
    let follower = Follower::new(&path, plan, sender.clone());
    let exporter = Exporter::new(&path, sender.clone());
    // The store is read while the terminal is taken over.
    let begun = app.start(terminal::size(), Utc::now().timestamp());
    let mut reader = Reader {
        app,
        themes,
        worker,
        seeker,
        analyst,
        follower,
        exporter,
        timers: Timers::default(),
        events: sender.clone(),
        draw_at: Some(Instant::now() + FIRST),
        clear: false,
        quit: false,
    };
    reader.dispatch(begun);
    terminal::install_panic_hook();
    let ended = match Screen::enter().map_err(ShellError::Terminal) {
        Ok(screen) => {
            listen::catch_signals(sender.clone());
            if reader.app.env.look.reorders() {
                terminal::leave_order();
            }
            let run = || reader.run(screen, &events, sender, first);
            panic::catch_unwind(AssertUnwindSafe(run))
        }
        Err(error) => Ok(Err(error)),
    };
    reader.follower.close();
    reader.exporter.close();
    reader.analyst.stop();
    reader.seeker.close();
    reader.worker.close();
    // Only now: what was to be stored is stored, even if something of ours went wrong.
    let ended = ended.unwrap_or_else(|panic| panic::resume_unwind(panic));
    let mut late = Vec::new();
    for event in events.try_iter() {
        if let Event::Message(Message::Failed(_, reason)) = event {
            late.push(reason);
        }
    }
    ended.map(|()| late)
}

struct Reader {
    app: App,
    themes: Vec<Theme>,
    worker: Worker,
    seeker: Seeker,
    analyst: Analyst,
    follower: Follower,
    exporter: Exporter,
    timers: Timers,
    /// Where messages for the reader go.
    events: Sender<Event>,
    /// When the screen is to be drawn next; none while it shows the present state.
    draw_at: Option<Instant>,
    /// Whether every cell is to be drawn.
    clear: bool,
    quit: bool,
}

impl Reader {
    fn run(
        &mut self,
        mut screen: Screen,
        events: &Receiver<Event>,
        sender: Sender<Event>,
        first: Vec<Message>,
    ) -> Result<(), ShellError> {
        listen::listen(sender).map_err(ShellError::Thread)?;
        let asked = if self.app.env.look.auto_theme { ground::ask() } else { None };
        for message in first {
            self.update(message);
        }
        while !self.quit {
            self.wait(events)?;
            let now = Instant::now();
            for request in self.timers.due(now) {
                self.update(Message::Woke(request));
            }
            if self.draw_at.is_some_and(|at| at <= now) && !self.quit {
                self.draw(&mut screen).map_err(ShellError::Terminal)?;
                self.analyst.start().map_err(ShellError::Thread)?;
            }
        }
        ground::let_in(asked);
        Ok(())
    }

    /// Waits until something happens or is due, and takes in all that has happened.
    fn wait(&mut self, events: &Receiver<Event>) -> Result<(), ShellError> {
        let now = Instant::now();
        let due = self.timers.next().into_iter().chain(self.draw_at).min();
        let rest = due.map(|due| due.saturating_duration_since(now));
        let rest = rest.unwrap_or(Duration::MAX).min(until_next_minute());
        match events.recv_timeout(rest) {
            Ok(event) => {
                self.tick();
                self.take(event)?;
                for event in events.try_iter().take(BATCH) {
                    self.take(event)?;
                }
            }
            Err(RecvTimeoutError::Timeout) => self.tick(),
            Err(RecvTimeoutError::Disconnected) => self.quit = true,
        }
        Ok(())
    }

    /// Tells the reader the time; the screen shows ages by the minute.
    fn tick(&mut self) {
        let (before, now) = (self.app.env.now, Utc::now().timestamp());
        if before != now {
            let effects = self.app.update(Message::Clock(now));
            self.dispatch(effects);
        }
        if before.div_euclid(60) != now.div_euclid(60) {
            self.draw_within(Duration::ZERO);
        }
    }

    fn take(&mut self, event: Event) -> Result<(), ShellError> {
        match event {
            Event::Message(message) => {
                self.update(message);
                Ok(())
            }
            Event::Lost(error) => Err(ShellError::Terminal(error)),
        }
    }

    fn update(&mut self, message: Message) {
        if message == Message::StoreChanged {
            self.analyst.look();
        }
        self.draw_within(self.haste(&message));
        let effects = self.app.update(message);
        self.dispatch(effects);
    }

    /// How soon a message is to be seen: at once, except for what goes on in the background.
    fn haste(&self, message: &Message) -> Duration {
        let open = self.app.article.reader.as_ref().map(|reader| reader.article.row.id);
        let background = match message {
            Message::Analysed(id, ..) => open != Some(*id),
            Message::Net(_, answer) => matches!(answer, NetAnswer::Refreshing(_)),
            Message::Progress(..) => true,
            Message::Read(_, ReadAnswer::Counts(_) | ReadAnswer::Feeds(..))
                if !self.app.list.loaded =>
            {
                // The first screen waits for the list.
                return FIRST;
            }
            Message::Input(_)
            | Message::Clock(_)
            | Message::Woke(_)
            | Message::Read(..)
            | Message::Write(..)
            | Message::File(..)
            | Message::Failed(..)
            | Message::StoreChanged
            | Message::Note(_) => false,
        };
        if background { LEISURE } else { Duration::ZERO }
    }

    fn draw_within(&mut self, rest: Duration) {
        let at = Instant::now() + rest;
        self.draw_at = Some(self.draw_at.map_or(at, |before| before.min(at)));
    }

    fn dispatch(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Read(request, read) => self.read(request, read),
                Effect::Write(request, write) => self.worker.write(request, write),
                Effect::Remember(remember) => self.worker.remember(remember),
                Effect::Net(request, net) => self.follower.ask(request, net),
                Effect::Cancel(request) => self.follower.cancel(request),
                Effect::File(request, FileTask::Export(export)) => {
                    self.exporter.ask(request, export);
                }
                Effect::File(request, FileTask::Folder(typed)) => {
                    folder::tell(request, typed, &self.events);
                }
                Effect::Analyse(id) => self.analyst.first(id),
                Effect::Wake(request, after) => self.timers.set(Instant::now(), request, after),
                Effect::Screen(effect) => self.on_screen(effect),
            }
        }
    }

    /// Reads on the store's thread, or where it may take long on the seeker's.
    fn read(&self, request: RequestId, read: Read) {
        if reads::may_take_long(&read) {
            self.seeker.ask(request, read, self.worker.asked());
        } else {
            self.seeker.give_up(&read);
            self.worker.read(request, read);
        }
    }

    fn on_screen(&mut self, effect: OnScreen) {
        match effect {
            OnScreen::Quit => self.quit = true,
            OnScreen::Redraw => {
                self.clear = true;
                self.draw_within(Duration::ZERO);
            }
            OnScreen::Open(address) => self.open(address),
            OnScreen::Notify(title, text) => {
                let events = self.events.clone();
                let failed = move |reason| tell_failed(&events, reason);
                notify::notify(&self.app.env.look, &title, &text, failed);
            }
            OnScreen::Copy(text) => {
                if let Err(reason) = terminal::copy(&text) {
                    tell_failed(&self.events, reason);
                }
            }
        }
    }

    /// Opens an address; what fails comes as a message.
    fn open(&self, address: String) {
        let surroundings = Surroundings::now(self.app.env.settings.browser.clone());
        let events = self.events.clone();
        open::open(&surroundings, address, move |reason| tell_failed(&events, reason));
    }

    fn draw(&mut self, screen: &mut Screen) -> io::Result<()> {
        self.draw_at = None;
        if let Some(size) = screen.size().filter(|size| *size != self.app.env.size) {
            let effects = self.app.update(Message::Input(Input::Resize(size)));
            self.dispatch(effects);
        }
        if std::mem::take(&mut self.clear) {
            screen.clear()?;
        }
        let Some(theme) = self.themes.get(self.app.env.look.theme).or(self.themes.first()) else {
            return Err(io::Error::other("there is no theme"));
        };
        screen.draw(|frame| ui::view(&self.app, theme, frame))
    }
}

fn until_next_minute() -> Duration {
    let second = Utc::now().timestamp().rem_euclid(60);
    Duration::from_secs((60 - second) as u64)
}
