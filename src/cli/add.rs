//! `onrecord add`: follows feeds, given by their address or by that of a web site.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::domain::{FeedId, FeedOrigin, Following, clean, secret};
use crate::ingest::Fetcher;
use crate::shell::refresh::{self, Offer, Plan};
use crate::store::Store;

use super::args::ReportFormat;
use super::error::Failure;
use super::feed_args::{AddArgs, Which};
use super::feeds::Changes;
use super::output::{Output, print_stderr};
use super::{Outcome, cancel, config, feed_list};

/// Follows the feeds that the arguments name. Failures are reported, and the other feeds are
/// followed.
pub(super) fn run(store: Option<PathBuf>, args: &AddArgs) -> Result<Outcome, Failure> {
    if args.title.is_some() && (args.addresses.len() > 1 || args.which.all) {
        return Err(Failure::usage("one title was given for several feeds")
            .hint("add them one by one, or name them later with `onrecord feeds set`"));
    }
    let (mut store, path) = config::open_store(store)?;
    let settings = config::read_settings();
    let cancel = cancel::on_interrupt();
    let fetcher = Fetcher::new(&settings.net_settings());
    let (mut added, mut given, mut ended) = (Vec::new(), Vec::new(), Outcome::Success);
    for address in &args.addresses {
        if let Some((name, bytes)) = list_at(address) {
            let listed = feed_list::import_list(&mut store, &name, &bytes, &settings_of(args))?;
            added.extend(listed.feeds);
            if listed.has_faults {
                ended = Outcome::PartialFailure;
            }
            continue;
        }
        match find_feeds(&fetcher, address, &args.which, &cancel) {
            Ok(chosen) => {
                for offer in chosen {
                    let id = follow_offer(&mut store, &offer, args)?;
                    added.push(id);
                    given.extend(offer.fetched.map(|fetched| (id, fetched)));
                }
            }
            Err(failure) => {
                failure.print();
                ended = Outcome::PartialFailure;
            }
        }
        if cancel::is_cancelled(&cancel) {
            return Ok(Outcome::PartialFailure);
        }
    }
    drop(store);
    if args.no_refresh || added.is_empty() {
        return Ok(ended);
    }
    let plan = Plan { feeds: Some(added), given, ..settings.refresh_plan() };
    let fetched = super::refresh::run_refresh(&path, &plan, ReportFormat::Text, &cancel)?;
    Ok(if fetched == Outcome::Success { ended } else { fetched })
}

/// Returns the list of feeds in a file of that name, if there is one.
fn list_at(address: &str) -> Option<(String, Vec<u8>)> {
    let path = Path::new(address);
    let is_file = !address.contains("://") && path.is_file();
    let (name, bytes) = is_file.then(|| feed_list::read_list_file(path).ok()).flatten()?;
    feed_list::is_list(&bytes).then_some((name, bytes))
}

/// Returns the settings in the arguments that apply to each feed.
fn settings_of(args: &AddArgs) -> Changes {
    Changes {
        add_tags: args.tags.clone(),
        full_text: args.full_text.then_some(true),
        interval: args.interval,
        ..Changes::default()
    }
}

/// Returns the wanted feeds at an address.
fn find_feeds(
    fetcher: &Fetcher,
    address: &str,
    which: &Which,
    cancel: &AtomicBool,
) -> Result<Vec<Offer>, Failure> {
    let found = refresh::find(fetcher, address, cancel).map_err(|fault| {
        let failure = Failure::new(fault.reason);
        match fault.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    let count = found.len();
    let wanted = match which {
        _ if count == 1 && which.choose.is_none_or(|number| number == 1) => vec![1],
        Which { first: true, .. } => vec![1],
        Which { all: true, .. } => (1..=count).collect(),
        Which { choose: Some(number), .. } if (1..=count).contains(number) => vec![*number],
        Which { choose: Some(number), .. } => {
            return Err(Failure::new(format!("{address} has {count} feeds, no number {number}"))
                .hint("leave out --choose to list them"));
        }
        _ if io::stdin().is_terminal() && io::stderr().is_terminal() => ask_which(address, &found)?,
        _ => return Err(print_offers(address, &found)?),
    };
    let chosen = found.into_iter().enumerate();
    Ok(chosen.filter(|(place, _)| wanted.contains(&(place + 1))).map(|(_, feed)| feed).collect())
}

/// Asks the user which of several feeds to follow.
fn ask_which(address: &str, found: &[Offer]) -> Result<Vec<usize>, Failure> {
    print_stderr(format_args!("{} has {} feeds:", clean::one_line(address), found.len()));
    offer_lines(found).iter().for_each(print_stderr);
    loop {
        let _ = io::stderr().write_all(b"Which? Numbers, `all`, or Enter for none: ");
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).map_err(|error| Failure::new(error.to_string()))?;
        match parse_numbers(&answer, found.len()) {
            Some(numbers) => return Ok(numbers),
            None => print_stderr(format_args!("Numbers from 1 to {}, please.", found.len())),
        }
    }
}

/// Parses the numbers in an answer; `None` if it is invalid.
fn parse_numbers(answer: &str, count: usize) -> Option<Vec<usize>> {
    let answer = answer.trim().to_lowercase();
    if matches!(answer.as_str(), "a" | "all") {
        return Some((1..=count).collect());
    }
    let words = answer.split([' ', ',']).filter(|word| !word.is_empty());
    let number = |word: &str| word.parse().ok().filter(|number| (1..=count).contains(number));
    words.map(number).collect()
}

/// Prints several feeds if nobody can be asked.
fn print_offers(address: &str, found: &[Offer]) -> Result<Failure, Failure> {
    let mut output = Output::new();
    for line in offer_lines(found) {
        output.write(&format!("{line}\n"))?;
    }
    output.flush()?;
    Ok(Failure::new(format!("{address} has {} feeds, and none was added", found.len())).hint(
        "choose one with --choose N or --first, all with --all, or give the feed's own address",
    ))
}

fn offer_lines(found: &[Offer]) -> Vec<String> {
    let row = |(place, offer): (usize, &Offer)| {
        vec![
            (place + 1).to_string(),
            offer.following.info.title.clone(),
            secret::mask_secrets(address_of(offer)),
        ]
    };
    super::table::layout_rows(&found.iter().enumerate().map(row).collect::<Vec<_>>(), &[0])
}

fn address_of(offer: &Offer) -> &str {
    match &offer.following.info.origin {
        FeedOrigin::Address(address) => address,
        _ => "",
    }
}

/// Follows a feed with the settings in the arguments.
fn follow_offer(store: &mut Store, found: &Offer, args: &AddArgs) -> Result<FeedId, Failure> {
    let changes = settings_of(args);
    let own_title = args.title.as_deref().map(clean::one_line);
    let own_title = own_title.filter(|title| !title.trim().is_empty());
    let mut following = Following { own_title: own_title.clone(), ..found.following.clone() };
    changes.apply_to(&mut following.settings);
    let (id, new) = store.subscribe(&following)?;
    let feeds = store.feeds()?;
    let row = feeds.iter().find(|row| row.id == id);
    if let Some(subscription) = row.and_then(|row| row.subscription.as_ref()).filter(|_| !new) {
        // A feed that was followed before keeps the settings that are not given.
        let mut settings = subscription.settings.clone();
        changes.apply_to(&mut settings);
        if settings != subscription.settings {
            store.set_feed_settings(id, &settings)?;
        }
        if args.title.is_some() {
            store.rename_feed(id, own_title.as_deref())?;
        }
    }
    let title = own_title.as_deref().or(row.map(|row| row.title.as_str())).unwrap_or("");
    let title = secret::masked_text(title);
    let (title, address) =
        (clean::one_line(&title), secret::mask_secrets(&clean::one_line(address_of(found))));
    let how = if new { "now followed" } else { "followed already" };
    let mut output = Output::new();
    output.write(&format!("{how}: {title} ({address})\n"))?;
    if found.guessed {
        print_stderr(format_args!(
            "the page declares no feed; it was found at {address}, a usual location"
        ));
    }
    output.flush()?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_numbers_all_or_none() {
        assert_eq!(parse_numbers("2\n", 3), Some(vec![2]));
        assert_eq!(parse_numbers(" 1, 3 \n", 3), Some(vec![1, 3]));
        assert_eq!(parse_numbers("ALL\n", 3), Some(vec![1, 2, 3]));
        assert_eq!(parse_numbers("\n", 3), Some(vec![]));
        for bad in ["4", "0", "x", "1 x", "-1"] {
            assert_eq!(parse_numbers(bad, 3), None, "{bad}");
        }
    }
}
