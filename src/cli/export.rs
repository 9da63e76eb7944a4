//! `onrecord export`: writes articles, lists and dossiers to standard output or files.

use std::path::{Path, PathBuf};

use crate::domain::{DossierQuery, ExportFormat, Exported};
use crate::export::ExportPart;
use crate::shell::export::{ExportError, FileSink, Gathered, Sink, gather, gather_each};
use crate::store::Store;

use super::archive_args::ExportArgs;
use super::error::Failure;
use super::output::{Output, print_stderr};
use super::selection::{self, Chosen, Selected};
use super::{Outcome, config, quotes};

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => Failure::from(error),
            other => {
                let hint = other.hint().filter(|hint| !hint.is_empty()).map(str::to_owned);
                let failure = Failure::new(other.to_string());
                match hint {
                    Some(hint) => failure.hint(hint),
                    None => failure,
                }
            }
        }
    }
}

/// Exports what the arguments name.
pub(super) fn run(store: Option<PathBuf>, args: &ExportArgs) -> Result<Outcome, Failure> {
    let store = config::open_for_sources(store)?;
    let what = subject_of(&store, args)?;
    let done = write(&store, &what, args.format.format(), args.output.as_deref())?;
    report_outcome(done, args)
}

/// Writes an export to a file or folder, or to standard output. Creates no file if there is nothing
/// to write.
pub(super) fn write(
    store: &Store,
    what: &What,
    format: ExportFormat,
    output: Option<&Path>,
) -> Result<Gathered, Failure> {
    let Some(path) = output else {
        let mut sink = ToOutput { output: Output::new() };
        let done = fill(store, what, format, &mut sink)?;
        sink.output.flush()?;
        return Ok(done);
    };
    let mut file = ToFile(FileSink::new(path, format)?);
    match fill(store, what, format, &mut file) {
        Ok(done) if done.count > 0 => {
            file.0.close()?;
            Ok(done)
        }
        other => {
            file.0.discard();
            other
        }
    }
}

fn report_outcome(done: Gathered, args: &ExportArgs) -> Result<Outcome, Failure> {
    if done.count == 0 && args.corrections {
        return Err(Failure::new("there are no corrections to export")
            .hint("`x` in the app corrects a statement"));
    }
    if done.count == 0 {
        return Err(Failure::new("no article matches, so nothing was exported")
            .hint("`onrecord list` with the same options shows the articles"));
    }
    if done.unanalysed > 0 {
        let (count, all) = (done.unanalysed, done.count);
        print_stderr(format_args!(
            "note: {count} of {all} are not analysed yet and have no sources; \
             run `onrecord analyse`"
        ));
    }
    Ok(Outcome::Success)
}

/// The subject of an export.
pub(super) enum What {
    /// A subject that the store can read.
    Whole(Exported),
    /// A list with a title, whose conditions are tested here.
    Some(String, Selected),
}

fn subject_of(store: &Store, args: &ExportArgs) -> Result<What, Failure> {
    if args.corrections {
        return Ok(What::Whole(Exported::Corrections));
    }
    if let Some(name) = &args.source {
        return dossier_of(store, args, name);
    }
    let chosen = selection::choose(store, &args.ids, args.query.as_deref(), &args.selection)?;
    match chosen {
        Chosen::Articles(ids) => Ok(What::Whole(Exported::Articles(ids))),
        Chosen::Selected(selected) => Ok(What::Some(list_title(args), selected)),
        Chosen::Nothing => Err(Failure::usage("no articles to export were given")
            .hint("give article numbers, or use --query, --feed, --tag, --starred, --unread …")),
    }
}

/// Returns the dossier of the subject with that name.
fn dossier_of(store: &Store, args: &ExportArgs, name: &str) -> Result<What, Failure> {
    let found = quotes::subjects_called(store, name)?;
    let [subject] = found.as_slice() else {
        let named = found.iter().take(5).map(|subject| subject.name.as_str());
        let names: Vec<&str> = named.collect();
        let message = format!("`{name}` may be any of {}: {}", found.len(), names.join(", "));
        return Err(Failure::new(message).hint(
            "give the full name; if several have it, `onrecord quotes --source` lists all, and \
             the app can merge subjects that are the same",
        ));
    };
    let options = &args.selection;
    let feed = selection::named_feed(store, options.feed.as_deref())?;
    let (after, before) = options.days.to_seconds()?;
    let query = DossierQuery { subject: subject.id, about: false, feed, after, before };
    Ok(What::Whole(Exported::Dossier(query)))
}

/// Returns the title of an exported list.
fn list_title(args: &ExportArgs) -> String {
    let options = &args.selection;
    let mut parts = Vec::new();
    parts.extend(args.query.as_ref().map(|query| format!("Search: {query}")));
    parts.extend(options.saved.clone());
    parts.extend(options.feed.clone());
    parts.extend(options.tag.as_ref().map(|tag| format!("#{tag}")));
    parts.extend(options.starred.then(|| "starred".to_owned()));
    parts.extend(options.unread.then(|| "unread".to_owned()));
    parts.extend(options.days.after.as_ref().map(|day| format!("from {day}")));
    parts.extend(options.days.before.as_ref().map(|day| format!("before {day}")));
    parts.join(", ")
}

fn fill<S: Sink<Error = Failure>>(
    store: &Store,
    what: &What,
    format: ExportFormat,
    sink: &mut S,
) -> Result<Gathered, Failure> {
    match what {
        What::Whole(what) => gather(store, what, format, sink),
        What::Some(title, selected) => gather_each(store, title, format, sink, |add| {
            selected.walk(store, None, &mut |found| match found {
                Some((row, _)) => add(row.id),
                None => Ok(()),
            })
        }),
    }
}

/// Standard output, flushed after each article.
struct ToOutput {
    output: Output,
}

impl Sink for ToOutput {
    type Error = Failure;

    fn put(&mut self, part: ExportPart) -> Result<(), Failure> {
        let (ExportPart::Text(text) | ExportPart::File(_, text)) = part;
        self.output.write(&text)?;
        self.output.flush()
    }

    fn takes_files(&self) -> bool {
        false
    }
}

/// A file or a folder.
struct ToFile(FileSink);

impl Sink for ToFile {
    type Error = Failure;

    fn put(&mut self, part: ExportPart) -> Result<(), Failure> {
        Ok(self.0.put(part)?)
    }

    fn takes_files(&self) -> bool {
        self.0.takes_files()
    }
}
