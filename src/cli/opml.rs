//! `onrecord opml`: the list of feeds, from and for other readers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::domain::secret;
use crate::ingest;
use crate::shell::export;

use super::error::Failure;
use super::feed_args::{OpmlArgs, OpmlCommand};
use super::feeds::Changes;
use super::output::{Output, tell};
use super::paths::shown;
use super::{Outcome, config, feed_list};

/// What a list that is written is called.
const TITLE: &str = "Feeds followed with onrecord";

/// Reads a list of feeds into the store, or writes one.
pub(super) fn run(store: Option<PathBuf>, args: &OpmlArgs) -> Result<Outcome, Failure> {
    match &args.command {
        OpmlCommand::Import { file } => {
            let (name, bytes) = feed_list::read(file)?;
            let (mut store, _) = config::open_store(store)?;
            let listed = feed_list::import(&mut store, &name, &bytes, &Changes::default())?;
            if listed.new > 0 {
                tell(format_args!("`onrecord refresh` fetches their articles"));
            }
            Ok(if listed.has_faults { Outcome::PartialFailure } else { Outcome::Success })
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
            Ok(Outcome::Success)
        }
    }
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
