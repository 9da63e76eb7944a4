//! Does `Effect::Export`: each export on a thread of its own, with a store of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::app::{Message, RequestId};
use crate::domain::{Destination, Export, Exported};
use crate::export::Part;
use crate::shell::guard::guarded;
use crate::shell::run::Event;
use crate::shell::terminal;
use crate::store::Store;

use super::file::{self, FileSink};
use super::program::Program;
use super::{ExportError, Gathered, Sink, gather};

/// How long quitting waits for what is being written out.
const PATIENCE: Duration = Duration::from_millis(500);

/// What writes out for the reader.
pub(in crate::shell) struct Exporter {
    path: PathBuf,
    events: Sender<Event>,
    stop: Arc<AtomicBool>,
    /// Dropped by each thread when it ends.
    running: Option<Sender<()>>,
    ended: Receiver<()>,
}

impl Exporter {
    /// For the store at `path`.
    pub(in crate::shell) fn new(path: &Path, events: Sender<Event>) -> Exporter {
        let (running, ended) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        Exporter { path: path.to_owned(), events, stop, running: Some(running), ended }
    }

    /// Writes something out, some time; tells what came of it.
    pub(in crate::shell) fn ask(&self, request: RequestId, export: Export) {
        let (path, events, stop) = (self.path.clone(), self.events.clone(), self.stop.clone());
        let running = self.running.clone();
        let work = move || {
            let _running = running;
            let done = guarded(|| perform(&path, &export, &stop));
            let message = match done {
                Ok(Ok(told)) => Message::Exported(request, told),
                Ok(Err(ExportError::Stopped)) => return,
                Ok(Err(error)) => Message::Failed(Some(request), told(&error)),
                Err(panic) => {
                    let reason = format!("a fault in onrecord ended the export: {panic}");
                    Message::Failed(Some(request), reason)
                }
            };
            let _ = events.send(Event::Message(message));
        };
        if let Err(error) = thread::Builder::new().name("export".into()).spawn(work) {
            let reason = format!("nothing was written out: {error}");
            let _ = self.events.send(Event::Message(Message::Failed(Some(request), reason)));
        }
    }

    /// Stops what is being written out, and ends the programs that were started for it.
    pub(in crate::shell) fn close(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.running = None;
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

fn told(error: &ExportError) -> String {
    match error.hint().filter(|hint| !hint.is_empty()) {
        Some(hint) => format!("{error}: {hint}"),
        None => error.to_string(),
    }
}

fn perform(path: &Path, export: &Export, stop: &Arc<AtomicBool>) -> Result<String, ExportError> {
    let store = Store::open(path)?;
    let fill = |sink: &mut dyn Put| {
        let mut sink = Stoppable { sink, stop };
        gather(&store, &export.what, export.format, &mut sink)
    };
    match &export.to {
        Destination::File(file) => {
            let mut sink = FileSink::new(file, export.format)?;
            match fill(&mut sink) {
                Ok(done) => {
                    sink.close()?;
                    let file = file::shown(&file::expanded(file));
                    Ok(format!("{} written to {file}", counted(&export.what, done)))
                }
                Err(error) => {
                    sink.discard();
                    Err(error)
                }
            }
        }
        Destination::Clipboard => {
            let mut text = Text(String::new());
            let done = fill(&mut text)?;
            let copied = terminal::copy(&text.0);
            copied.map_err(|reason| ExportError::refused(reason, "write it to a file"))?;
            Ok(format!("{} copied", counted(&export.what, done)))
        }
        Destination::Command(words) => give(Program::start(words, stop)?, fill),
        Destination::Shell(line) => give(Program::shell(line, stop)?, fill),
    }
}

fn give(
    mut program: Program,
    fill: impl FnOnce(&mut dyn Put) -> Result<Gathered, ExportError>,
) -> Result<String, ExportError> {
    fill(&mut program)?;
    program.finish()
}

/// What was written out, in words.
fn counted(what: &Exported, done: Gathered) -> String {
    let thing = match what {
        Exported::Passage(..) => return "The passage".to_owned(),
        Exported::Quotation(..) => return "The quotation".to_owned(),
        Exported::Corrections => "correction",
        Exported::Articles(_) | Exported::List(_) | Exported::Dossier(_) => "article",
    };
    let many = if done.count == 1 { "" } else { "s" };
    let waiting = match done.unanalysed {
        0 => String::new(),
        count => format!(" ({count} not analysed yet)"),
    };
    format!("{} {thing}{many}{waiting}", done.count)
}

/// A sink, whichever.
trait Put {
    fn put_part(&mut self, part: Part) -> Result<(), ExportError>;
    fn takes_files(&self) -> bool;
}

impl<S: Sink<Error = ExportError>> Put for S {
    fn put_part(&mut self, part: Part) -> Result<(), ExportError> {
        self.put(part)
    }

    fn takes_files(&self) -> bool {
        Sink::takes_files(self)
    }
}

/// A sink that takes nothing more once it is to stop.
struct Stoppable<'a> {
    sink: &'a mut dyn Put,
    stop: &'a AtomicBool,
}

impl Sink for Stoppable<'_> {
    type Error = ExportError;

    fn put(&mut self, part: Part) -> Result<(), ExportError> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(ExportError::Stopped),
            false => self.sink.put_part(part),
        }
    }

    fn takes_files(&self) -> bool {
        self.sink.takes_files()
    }
}

/// A text in memory.
struct Text(String);

impl Sink for Text {
    type Error = ExportError;

    fn put(&mut self, part: Part) -> Result<(), ExportError> {
        let (Part::Text(text) | Part::File(_, text)) = part;
        self.0.push_str(&text);
        Ok(())
    }

    fn takes_files(&self) -> bool {
        false
    }
}
