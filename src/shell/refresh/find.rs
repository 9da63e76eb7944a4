//! The feeds at an address that somebody typed: itself, those that its page names, or those at the
//! usual places of its site.

use std::sync::atomic::AtomicBool;

use crate::domain::{FeedInfo, FeedOrigin, FeedSettings, Following, Validators};
use crate::ingest::{self, Found, Hints};
use crate::ingest::{Answer, Ask, FetchError, Fetcher, Reply, Wanted};
use crate::shell::guard::guarded;

use super::crew::Crew;
use super::fault::Fault;

/// How places are tried where a feed may be.
const CREW: Crew = Crew { jobs: 3, per_host: 3 };

/// The most places that are tried.
const MOST_TRIED: usize = 20;

/// The feeds at `typed`, best first: one where it is a feed itself, else all that are found.
///
/// # Errors
/// Where it cannot be fetched, or has no feed, or `cancel` was set.
pub fn find(fetcher: &Fetcher, typed: &str, cancel: &AtomicBool) -> Result<Vec<Following>, Fault> {
    let address = ingest::normal_address(typed).map_err(|error| Fault::new(error.to_string()))?;
    let work = || look(fetcher, &address, cancel);
    guarded(work).unwrap_or_else(|said| {
        Err(Fault::new(format!("a fault in onrecord ended reading {address}: {said}")))
    })
}

fn look(fetcher: &Fetcher, address: &str, cancel: &AtomicBool) -> Result<Vec<Following>, Fault> {
    let reply = match fetch(fetcher, address, Wanted::Feed, cancel) {
        Ok(reply) => reply,
        Err(error) => {
            // A site whose front page refuses programs may have a feed all the same.
            let refused = matches!(error, FetchError::Status { .. }) && is_front(address);
            let found = if refused { usual(fetcher, address, cancel) } else { Vec::new() };
            let fault = Fault::of(address, &error);
            return if found.is_empty() { Err(fault) } else { Ok(found) };
        }
    };
    if let Some(feed) = feed_in(&reply) {
        let address = reply.moved_to.unwrap_or_else(|| address.to_owned());
        return Ok(vec![following(address, feed.title, feed.site)]);
    }
    let mut found: Vec<Following> = named_by(fetcher, &reply)
        .into_iter()
        .map(|found| following(found.address, found.title.unwrap_or_default(), None))
        .collect();
    if found.is_empty() {
        let linked = ingest::discover(&reply.bytes, &reply.address).into_iter();
        let linked = linked.map(|found| found.address).collect();
        found = those_that_are(fetcher, &reply.address, linked, cancel);
    }
    if found.is_empty() {
        found = usual(fetcher, &reply.address, cancel);
    }
    if cancel.load(std::sync::atomic::Ordering::Relaxed) {
        return Err(Fault::cancelled());
    }
    if found.is_empty() {
        return Err(nothing(address, &reply));
    }
    for feed in &mut found {
        feed.info.site = Some(reply.address.clone());
    }
    Ok(found)
}

/// Why there is no feed in what was looked at.
fn nothing(address: &str, reply: &Reply) -> Fault {
    let left_out = ingest::discover(&reply.bytes, &reply.address);
    if let Some(found) = left_out.into_iter().find(|found| found.kind.is_some()) {
        let reason = format!("{address} names the feed {}, on a private address", found.address);
        let hint = "if you trust it, add that address, or set private-addresses = true under \
                    [network] in config.toml";
        return Fault::new(reason).hint(hint);
    }
    Fault::new(format!("{address} is no feed, and names none"))
        .hint("look for the site's feed (RSS, Atom) in a browser, and add its address")
}

/// Whether an address is that of a site, not of a page in it.
fn is_front(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').is_none_or(|slash| slash + 1 == rest.len())
}

/// The feeds that a page names as such; not what only looks like one, nor what a page on the web
/// names on private addresses.
pub(super) fn named_by(fetcher: &Fetcher, reply: &Reply) -> Vec<Found> {
    let mut found = ingest::discover(&reply.bytes, &reply.address);
    found.retain(|found| found.kind.is_some());
    found.retain(|found| fetcher.may_lead(&reply.address, &found.address));
    found
}

/// The feeds at the usual places of a site.
fn usual(fetcher: &Fetcher, address: &str, cancel: &AtomicBool) -> Vec<Following> {
    those_that_are(fetcher, address, ingest::common_paths(address), cancel)
}

/// Those of `places` that are feeds, in their order; the same feed in two places is one. What the
/// page at `origin` names must not lead from the web to private addresses.
fn those_that_are(
    fetcher: &Fetcher,
    origin: &str,
    mut places: Vec<String>,
    cancel: &AtomicBool,
) -> Vec<Following> {
    places.truncate(MOST_TRIED);
    let places = places.into_iter().enumerate();
    let places = places.map(|place| (String::new(), place)).collect();
    let ask = |(order, place): (usize, String)| {
        let asked = guarded(|| {
            let blank = Validators::default();
            let ask = Ask { address: &place, validators: &blank, wanted: Wanted::Feed };
            let reply = reply(fetcher.fetch_from(origin, &ask, cancel).ok()?);
            let feed = feed_in(&reply)?;
            let address = reply.moved_to.unwrap_or(reply.address);
            Some(following(address, feed.title, feed.site))
        });
        (order, asked.ok().flatten())
    };
    let mut found: Vec<(usize, Following)> = Vec::new();
    let taken: Result<(), ()> = CREW.work(places, cancel, ask, &mut |(order, feed)| {
        let known = |feed: &Following| found.iter().any(|(_, other)| other.info == feed.info);
        if let Some(feed) = feed.filter(|feed| !known(feed)) {
            found.push((order, feed));
        }
        Ok(())
    });
    debug_assert!(taken.is_ok(), "nothing fails here");
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, feed)| feed).collect()
}

fn fetch(
    fetcher: &Fetcher,
    address: &str,
    wanted: Wanted,
    cancel: &AtomicBool,
) -> Result<Reply, FetchError> {
    let ask = Ask { address, validators: &Validators::default(), wanted };
    fetcher.fetch(&ask, cancel).map(reply)
}

fn reply(answer: Answer) -> Reply {
    match answer {
        Answer::Fresh(reply) | Answer::Unchanged(reply) => reply,
    }
}

/// What an answer says of itself, if it is a feed.
fn feed_in(reply: &Reply) -> Option<FeedInfo> {
    let hints =
        Hints { name: None, charset: reply.charset.as_deref(), address: Some(&reply.address) };
    ingest::parse_with(&reply.bytes, &hints).ok()?.feed
}

/// A feed to follow as it comes.
fn following(address: String, title: String, site: Option<String>) -> Following {
    let bare = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let title = if title.trim().is_empty() { bare.to_owned() } else { title };
    let info = FeedInfo { origin: FeedOrigin::Address(address), title, site };
    Following { info, own_title: None, settings: FeedSettings::default() }
}
