//! `onrecord save`: saves and analyses the articles of web pages.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use chrono::Utc;

use crate::domain::{ArticleId, FeedId, FeedInfo, ImportStatus, clean, secret};
use crate::extract::Engine;
use crate::ingest::{Fetcher, normal_address};
use crate::shell::refresh;
use crate::store::Store;

use super::error::Failure;
use super::feed_args::SaveArgs;
use super::output::Output;
use super::{Outcome, analyse, cancel, config};

/// The longest list of addresses that is read from standard input (bytes).
const MOST_LISTED: u64 = 4 * 1024 * 1024;

/// Saves the pages that the arguments name. Failures are reported, and the other pages are saved.
pub(super) fn run(store: Option<PathBuf>, args: &SaveArgs) -> Result<Outcome, Failure> {
    let addresses = given_addresses(&args.addresses)?;
    let (mut store, _) = config::open_store(store)?;
    let stop = cancel::on_interrupt();
    let fetcher = Fetcher::new(&config::read_settings().net_settings());
    let (mut output, mut ended) = (Output::new(), Outcome::Success);
    let (mut feed, mut engine) = (None, None);
    for address in addresses {
        if cancel::is_cancelled(&stop) {
            return Ok(Outcome::PartialFailure);
        }
        match save_page(&mut store, &mut feed, &fetcher, &address, &stop) {
            Ok((id, title, status)) => {
                let engine = engine.get_or_insert_with(Engine::load);
                analyse::analyse_one(&mut store, engine, id, &stop)?;
                let how = match status {
                    ImportStatus::Imported => "saved",
                    ImportStatus::Updated => "saved again, changed",
                    ImportStatus::Unchanged => "saved already",
                };
                let title = clean::one_line(&title);
                output.write(&format!("{how}: {} {title}\n", id.0))?;
                output.flush()?;
            }
            Err(failure) => {
                failure.print();
                ended = Outcome::PartialFailure;
            }
        }
    }
    Ok(ended)
}

/// Returns the addresses in the arguments, in which `-` stands for those on standard input. Without
/// arguments, standard input is read.
fn given_addresses(named: &[String]) -> Result<Vec<String>, Failure> {
    if named.is_empty() && io::stdin().is_terminal() {
        return Err(Failure::usage("no address was given")
            .hint("give addresses of pages, or a list of them on standard input"));
    }
    let mut found = Vec::new();
    let input = ["-".to_string()];
    for name in if named.is_empty() { &input[..] } else { named } {
        if name != "-" {
            found.push(name.clone());
            continue;
        }
        let mut list = String::new();
        io::stdin()
            .take(MOST_LISTED)
            .read_to_string(&mut list)
            .map_err(|error| Failure::new(format!("standard input: {error}")))?;
        let lines = list.lines().map(str::trim);
        found.extend(
            lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(String::from),
        );
    }
    Ok(found)
}

/// Fetches a page and stores its article. Returns the article's id, its title and the outcome.
fn save_page(
    store: &mut Store,
    feed: &mut Option<FeedId>,
    fetcher: &Fetcher,
    address: &str,
    stop: &AtomicBool,
) -> Result<(ArticleId, String, ImportStatus), Failure> {
    let shown = secret::mask_secrets(&clean::one_line(address));
    let address =
        normal_address(address).map_err(|error| Failure::new(format!("{shown}: {error}")))?;
    let draft = refresh::fetch_article(fetcher, &address, stop).map_err(|fault| {
        let failure = Failure::new(fault.reason);
        match fault.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    let id = match *feed {
        Some(id) => id,
        None => *feed.insert(store.ensure_feed(&FeedInfo::saved())?),
    };
    let title = draft.title.clone();
    let stored = store.import(id, &[draft], Utc::now().timestamp())?;
    let (article, status) =
        stored.first().copied().ok_or_else(|| Failure::new(format!("{shown}: not stored")))?;
    Ok((article, title, status))
}
