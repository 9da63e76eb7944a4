//! `onrecord opml`: the list of feeds, from and for other readers.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::domain::{clean, secret};
use crate::ingest::{self, IngestError};
use crate::shell::export;
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
        OpmlCommand::Export { file, replace, secrets } => {
            let store = config::open_to_read(store)?;
            let mut feeds = store.subscriptions()?;
            if !secrets {
                let held = feeds.iter().filter(|feed| secret::holds(&feed.address)).count();
                feeds.iter_mut().for_each(|feed| feed.address = secret::masked(&feed.address));
                if held > 0 {
                    let held =
                        if held == 1 { "1 address".into() } else { format!("{held} addresses") };
                    tell(format_args!(
                        "note: {held} with a password or a key: dots stand for it; --secrets writes it"
                    ));
                }
            }
            let opml = ingest::opml::write(TITLE, &feeds, Utc::now().timestamp());
            match file.as_deref().filter(|file| *file != Path::new("-")) {
                Some(file) => write(file, &opml, *replace)?,
                None => {
                    let mut output = Output::new();
                    output.write(&opml)?;
                    output.flush()?;
                }
            }
            Ok(Ended::Well)
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

/// Writes a file: a new one, or in the place of one that is there. Either it is written whole, or
/// what was there before is there still.
fn write(file: &Path, opml: &str, replace: bool) -> Result<(), Failure> {
    let made = match export::create(file) {
        Ok(mut made) => {
            let written = made.write_all(opml.as_bytes());
            written.inspect_err(|_| drop(fs::remove_file(file)))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if !replace && fs::metadata(file).is_ok_and(|meta| meta.is_file()) {
                let message = format!("{} is there already, and was left as it is", shown(file));
                return Err(Failure::new(message).hint("name another, or use --replace"));
            }
            export::replace(file, opml)
        }
        Err(error) => Err(error),
    };
    made.map_err(|error| {
        let hint = match error.kind() {
            io::ErrorKind::StorageFull => "make room on that disk, then do it again",
            _ => "check its folder, and who may write there",
        };
        Failure::new(format!("{} cannot be written: {error}", shown(file))).hint(hint)
    })
}
