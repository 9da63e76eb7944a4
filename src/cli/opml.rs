//! `onrecord opml`: the list of feeds, from and for other readers.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::domain::clean;
use crate::ingest::{self, IngestError};
use crate::store::Store;

use super::error::Failure;
use super::feed_args::{OpmlArgs, OpmlCommand};
use super::output::{Output, tell};
use super::paths::shown;
use super::{Ended, config};

/// What a list that is written is called.
const TITLE: &str = "Feeds followed with onrecord";

/// Reads a list of feeds into the store, or writes one.
pub(super) fn run(store: Option<PathBuf>, args: &OpmlArgs) -> Result<Ended, Failure> {
    match &args.command {
        OpmlCommand::Import { file } => {
            let (name, bytes) = read(file)?;
            let (mut store, _) = config::open_store(store)?;
            import(&mut store, &name, &bytes)
        }
        OpmlCommand::Export { file } => {
            let store = config::open_to_read(store)?;
            export(&store, file.as_deref())
        }
    }
}

/// A file's name for messages, and what is in it.
fn read(file: &Path) -> Result<(String, Vec<u8>), Failure> {
    let is_input = file == Path::new("-");
    let name = if is_input { "standard input".to_owned() } else { shown(file) };
    let most = ingest::MOST_BYTES + 1;
    let mut bytes = Vec::new();
    let done = if is_input {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    match done {
        Ok(_) => Ok((name, bytes)),
        Err(error) => Err(Failure::read(&name, &IngestError::from(error))),
    }
}

/// Follows the feeds of a list. Those that are followed already get its tags, and keep the rest.
fn import(store: &mut Store, name: &str, bytes: &[u8]) -> Result<Ended, Failure> {
    let outline = ingest::opml::read(bytes).map_err(|error| Failure::read(name, &error))?;
    for problem in &outline.problems {
        tell(format_args!("error: {}", clean::one_line(&format!("{name}: {problem}"))));
    }
    let (mut new, mut known) = (0, 0);
    for following in &outline.feeds {
        let mut following = following.clone();
        following.info.title = clean::one_line(&following.info.title);
        following.own_title = following.own_title.map(|title| clean::one_line(&title));
        let (_, is_new) = store.subscribe(&following)?;
        *(if is_new { &mut new } else { &mut known }) += 1;
    }
    let mut output = Output::new();
    output.write(&format!("{new} now followed, {known} followed already\n"))?;
    output.flush()?;
    if new > 0 {
        tell(format_args!("`onrecord refresh` fetches their articles"));
    }
    Ok(if outline.problems.is_empty() { Ended::Well } else { Ended::WithFaults })
}

fn export(store: &Store, file: Option<&Path>) -> Result<Ended, Failure> {
    let opml = ingest::opml::write(TITLE, &store.subscriptions()?, Utc::now().timestamp());
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => fs::write(file, opml).map_err(|error| {
            Failure::new(format!("{} cannot be written: {error}", shown(file)))
                .hint("check its folder, and who may write there")
        })?,
        None => {
            let mut output = Output::new();
            output.write(&opml)?;
            output.flush()?;
        }
    }
    Ok(Ended::Well)
}
