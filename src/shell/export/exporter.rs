//! Writes out for the app: each export on a thread of its own, with a store of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::app::{FileAnswer, Message, RequestId};
use crate::domain::{Destination, Export, Exported};
use crate::export::ExportPart;
use crate::shell::event::Event;
use crate::shell::guard::guarded;
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
                Ok(Ok(told)) => Message::File(request, FileAnswer::Exported(told)),
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
    let store = Store::open_again(path)?;
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
    fn put_part(&mut self, part: ExportPart) -> Result<(), ExportError>;
    fn takes_files(&self) -> bool;
}

impl<S: Sink<Error = ExportError>> Put for S {
    fn put_part(&mut self, part: ExportPart) -> Result<(), ExportError> {
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

    fn put(&mut self, part: ExportPart) -> Result<(), ExportError> {
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

    fn put(&mut self, part: ExportPart) -> Result<(), ExportError> {
        let (ExportPart::Text(text) | ExportPart::File(_, text)) = part;
        self.0.push_str(&text);
        Ok(())
    }

    fn takes_files(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;
    use std::time::Instant;

    use super::*;
    use crate::domain::{ArticleId, Body, Draft, ExportFormat, FeedInfo, FeedOrigin, Query};

    struct Desk {
        folder: tempfile::TempDir,
        exporter: Exporter,
        events: Receiver<Event>,
        ids: Vec<ArticleId>,
    }

    fn desk() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let mut store = Store::open(&path).unwrap();
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let draft = |title: &str| Draft {
            title: title.into(),
            body: Body::from_text(format!("It was {title}.")),
            ..Draft::default()
        };
        let imported = store.import(feed, &[draft("Ferry"), draft("Tram")], 5).unwrap();
        let (sender, events) = mpsc::channel();
        let exporter = Exporter::new(&path, sender);
        let ids = imported.into_iter().map(|(id, _)| id).collect();
        Desk { folder, exporter, events, ids }
    }

    impl Desk {
        /// What is told of an export.
        fn told(&self, what: Exported, format: ExportFormat, to: Destination) -> String {
            self.exporter.ask(RequestId(7), Export { what, format, to });
            match self.events.recv_timeout(Duration::from_secs(30)) {
                Ok(Event::Message(Message::File(RequestId(7), FileAnswer::Exported(told)))) => told,
                Ok(Event::Message(Message::Failed(Some(RequestId(7)), told))) => {
                    format!("failed: {told}")
                }
                _ => "nothing".into(),
            }
        }

        fn one(&self) -> Exported {
            Exported::Articles(vec![self.ids[0]])
        }
    }

    #[test]
    fn files_are_written_and_told() {
        let desk = desk();
        let file = desk.folder.path().join("a.md");
        let to = || Destination::File(file.clone());
        let told = desk.told(Exported::List(Query::default()), ExportFormat::Markdown, to());
        assert!(told.starts_with("2 articles (2 not analysed yet) written to "), "{told}");
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(written.starts_with("# All articles\n\n## Tram\n"), "{written}");
        let told = desk.told(desk.one(), ExportFormat::Markdown, to());
        assert!(told.starts_with("failed: ") && told.contains("is there already"), "{told}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
        let gone = Exported::Articles(vec![ArticleId(99)]);
        let other = desk.folder.path().join("b.md");
        let told = desk.told(gone, ExportFormat::Text, Destination::File(other.clone()));
        assert!(told.contains("no longer in the store") && !other.exists(), "{told}");
    }

    #[cfg(unix)]
    #[test]
    fn programs_get_it_and_what_they_say_is_told() {
        let desk = desk();
        let words = ["head", "-n", "1"].map(String::from).to_vec();
        let told = desk.told(desk.one(), ExportFormat::Text, Destination::Command(words));
        assert_eq!(told, "head: Ferry");
        let line = "grep -c Ferry".to_owned();
        let told = desk.told(desk.one(), ExportFormat::Text, Destination::Shell(line));
        assert_eq!(told, "grep -c Ferry: 2");
        let told = desk.told(desk.one(), ExportFormat::Text, Destination::Shell("exit 4".into()));
        assert_eq!(told, "failed: exit 4 ended with status 4");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_never_ends_does_not_keep_us() {
        let desk = desk();
        let words = ["sleep", "600"].map(String::from).to_vec();
        let export = Export {
            what: desk.one(),
            format: ExportFormat::Text,
            to: Destination::Command(words),
        };
        desk.exporter.ask(RequestId(7), export);
        let begun = Instant::now();
        desk.exporter.close();
        assert!(begun.elapsed() < Duration::from_secs(60));
    }
}
