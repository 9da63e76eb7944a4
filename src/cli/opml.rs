//! `onrecord opml`: exchanges the list of feeds with other feed readers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::domain::secret;
use crate::ingest;
use crate::shell::export;
use crate::store::Store;

use super::error::Failure;
use super::feed_args::{OpmlArgs, OpmlCommand};
use super::feeds::Changes;
use super::output::{Output, print_stderr, with_noun};
use super::paths::printable_path;
use super::{Outcome, config, feed_list};

/// The title of the list that is written.
const TITLE: &str = "Feeds followed with onrecord";

/// Imports a list of feeds into the store, or exports one.
pub(super) fn run(store: Option<PathBuf>, args: &OpmlArgs) -> Result<Outcome, Failure> {
    match &args.command {
        OpmlCommand::Import { file, states } => {
            let list = file.as_deref().map(feed_list::read_list_file).transpose()?;
            let (mut store, _) = config::open_store(store)?;
            let (mut new, mut has_faults) = (0, false);
            if let Some((name, bytes)) = list {
                let listed =
                    feed_list::import_list(&mut store, &name, &bytes, &Changes::default())?;
                (new, has_faults) = (listed.new, listed.has_faults);
            }
            if let Some(cache) = states {
                take_over_states(&mut store, cache)?;
            }
            if new > 0 {
                print_stderr(format_args!("`onrecord refresh` fetches their articles"));
            }
            Ok(if has_faults { Outcome::PartialFailure } else { Outcome::Success })
        }
        OpmlCommand::Export { file, replace, secrets } => {
            let store = config::open_to_read(store)?;
            let mut feeds = store.subscriptions()?;
            if !secrets {
                let held = feeds.iter().filter(|feed| secret::has_secret(&feed.address)).count();
                feeds
                    .iter_mut()
                    .for_each(|feed| feed.address = secret::mask_secrets(&feed.address));
                if held > 0 {
                    let held =
                        if held == 1 { "1 address".into() } else { format!("{held} addresses") };
                    print_stderr(format_args!(
                        "note: {held} with a password or key, shown as dots; --secrets writes it"
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

/// Takes over read marks and stars from Newsboat's cache, and prints the numbers.
fn take_over_states(store: &mut Store, cache: &Path) -> Result<(), Failure> {
    let taken = store.take_over_states(cache, Utc::now().timestamp())?;
    let lost = taken.items - taken.matched - taken.awaited;
    let mut output = Output::new();
    output.write(&format!(
        "{} read or flagged in Newsboat: {} here ({} marked read, {} starred), {} wait for their \
         articles\n",
        with_noun(taken.items, "article"),
        taken.matched,
        taken.read,
        taken.starred,
        taken.awaited,
    ))?;
    output.flush()?;
    if lost > 0 {
        print_stderr(format_args!("note: {lost} have neither an identifier nor an address"));
    }
    Ok(())
}

/// Writes a new file, or replaces an existing one. The file is written completely, or left as it
/// was.
fn write(file: &Path, opml: &str, replace: bool) -> Result<(), Failure> {
    let made = match export::create(file) {
        Ok(mut made) => {
            let written = made.write_all(opml.as_bytes());
            written.inspect_err(|_| drop(fs::remove_file(file)))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if !replace && fs::metadata(file).is_ok_and(|meta| meta.is_file()) {
                let message =
                    format!("{} is there already, and was left as it is", printable_path(file));
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
        Failure::new(format!("{} cannot be written: {error}", printable_path(file))).hint(hint)
    })
}
