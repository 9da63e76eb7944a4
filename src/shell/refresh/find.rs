//! The feeds at an address that somebody typed: itself, those that its page names, or those at the
//! usual places of its site.

use std::sync::atomic::AtomicBool;

use chrono::Utc;

use crate::domain::{FeedInfo, FeedOrigin, FeedSettings, Fetched, Following, Validators};
use crate::ingest::{self, FoundFeed, Hints};
use crate::ingest::{FetchAnswer, FetchError, FetchRequest, Fetcher, Reply, WantedContent};
use crate::shell::guard::guarded;

use super::crew::Crew;
use super::fault::Fault;
use super::{again, fetch as asked};

/// How places are tried where a feed may be.
const CREW: Crew = Crew { jobs: 3, per_host: 3 };

/// The most places that are tried.
const MOST_TRIED: usize = 20;

/// A feed that was found.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The feed, to be followed as it comes.
    pub following: Following,
    /// What it has, where that had to be fetched to find it.
    pub fetched: Option<Fetched>,
    /// Whether nothing names it: it was looked for at the usual places of its site.
    pub guessed: bool,
}

/// The feeds at `typed`, best first: one where it is a feed itself, else all that are found.
///
/// # Errors
/// Where it cannot be fetched, or has no feed, or `cancel` was set.
pub fn find(fetcher: &Fetcher, typed: &str, cancel: &AtomicBool) -> Result<Vec<Offer>, Fault> {
    let address = ingest::normal_address(typed).map_err(|error| Fault::new(error.to_string()))?;
    let work = || look(fetcher, &address, cancel);
    guarded(work).unwrap_or_else(|said| {
        Err(Fault::new(format!("a fault in onrecord ended reading {address}: {said}")))
    })
}

fn look(fetcher: &Fetcher, address: &str, cancel: &AtomicBool) -> Result<Vec<Offer>, Fault> {
    let reply = match fetch(fetcher, address, WantedContent::Feed, cancel) {
        Ok(reply) => reply,
        Err(error) => {
            // A site whose front page refuses programs may have a feed all the same.
            let refused = matches!(error, FetchError::Status { .. }) && is_front(address);
            let found = if refused { usual(fetcher, address, cancel) } else { Vec::new() };
            let fault = Fault::of(address, &error);
            return if found.is_empty() { Err(fault) } else { Ok(found) };
        }
    };
    let place = reply.moved_to.clone().unwrap_or_else(|| address.to_owned());
    if let Some(offer) = offered(&reply, place) {
        return Ok(vec![offer]);
    }
    let mut found: Vec<Offer> = named_by(fetcher, &reply)
        .into_iter()
        .map(|found| following(found.address, found.title.unwrap_or_default(), None))
        .map(|following| Offer { following, fetched: None, guessed: false })
        .collect();
    let is_page = asked::is_page(&reply);
    if found.is_empty() && is_page {
        let linked =
            ingest::discover(&reply.bytes, &reply.address, reply.links.as_deref()).into_iter();
        let linked = linked.map(|found| found.address).collect();
        found = those_that_are(fetcher, &reply.address, linked, cancel);
    }
    if found.is_empty() && (is_page || is_front(address)) {
        found = usual(fetcher, &reply.address, cancel);
    }
    if cancel.load(std::sync::atomic::Ordering::Relaxed) {
        return Err(Fault::cancelled());
    }
    if found.is_empty() {
        return Err(nothing(address, &reply));
    }
    for offer in &mut found {
        offer.following.info.site = Some(reply.address.clone());
    }
    Ok(found)
}

/// Why there is no feed in what was looked at.
fn nothing(address: &str, reply: &Reply) -> Fault {
    let left_out = ingest::discover(&reply.bytes, &reply.address, reply.links.as_deref());
    if let Some(found) = left_out.into_iter().find(|found| found.kind.is_some()) {
        let reason = format!("{address} names the feed {}, on a private address", found.address);
        let hint = "if you trust it, add that address, or set private-addresses = true under \
                    [network] in config.toml";
        return Fault::new(reason).hint(hint);
    }
    let what =
        if asked::is_page(reply) { "no feed, and names none" } else { "neither feed nor page" };
    Fault::new(format!("{address} is {what}"))
        .hint("look for the site's feed (RSS, Atom) in a browser, and add its address")
}

/// Whether an address is that of a site, not of a page in it.
fn is_front(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').is_none_or(|slash| slash + 1 == rest.len())
}

/// The feeds that a page names as such; not what only looks like one, nor what a page on the web
/// names on private addresses.
pub(super) fn named_by(fetcher: &Fetcher, reply: &Reply) -> Vec<FoundFeed> {
    let mut found = ingest::discover(&reply.bytes, &reply.address, reply.links.as_deref());
    found.retain(|found| found.kind.is_some());
    found.retain(|found| fetcher.may_lead(&reply.address, &found.address));
    found
}

/// The feeds at the usual places of a site.
fn usual(fetcher: &Fetcher, address: &str, cancel: &AtomicBool) -> Vec<Offer> {
    let found = those_that_are(fetcher, address, ingest::common_paths(address), cancel);
    found.into_iter().map(|offer| Offer { guessed: true, ..offer }).collect()
}

/// Those of `places` that are feeds, in their order; the same feed in two places is one. What the
/// page at `origin` names must not lead from the web to private addresses.
fn those_that_are(
    fetcher: &Fetcher,
    origin: &str,
    mut places: Vec<String>,
    cancel: &AtomicBool,
) -> Vec<Offer> {
    places.truncate(MOST_TRIED);
    let places = places.into_iter().enumerate();
    let places = places.map(|place| (String::new(), place)).collect();
    let ask = |(order, place): (usize, String)| {
        let asked = guarded(|| {
            let blank = Validators::default();
            let ask =
                FetchRequest { address: &place, validators: &blank, wanted: WantedContent::Feed };
            let reply = reply(fetcher.fetch_from(origin, &ask, cancel).ok()?);
            let place = reply.moved_to.clone().unwrap_or_else(|| reply.address.clone());
            offered(&reply, place)
        });
        (order, asked.ok().flatten())
    };
    let mut found: Vec<(usize, Offer)> = Vec::new();
    let taken: Result<(), ()> = CREW.work(places, cancel, ask, &mut |(order, offer)| {
        let known = |offer: &Offer| {
            found.iter().any(|(_, other)| other.following.info == offer.following.info)
        };
        if let Some(offer) = offer.filter(|offer| !known(offer)) {
            found.push((order, offer));
        }
        Ok(())
    });
    debug_assert!(taken.is_ok(), "nothing fails here");
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, offer)| offer).collect()
}

fn fetch(
    fetcher: &Fetcher,
    address: &str,
    wanted: WantedContent,
    cancel: &AtomicBool,
) -> Result<Reply, FetchError> {
    let ask = FetchRequest { address, validators: &Validators::default(), wanted };
    fetcher.fetch(&ask, cancel).map(reply)
}

fn reply(answer: FetchAnswer) -> Reply {
    match answer {
        FetchAnswer::Fresh(reply) | FetchAnswer::Unchanged(reply) => reply,
    }
}

/// The feed that an answer is, if it is one, to be asked at `place` from now on.
fn offered(reply: &Reply, place: String) -> Option<Offer> {
    let hints =
        Hints { name: None, charset: reply.charset.as_deref(), address: Some(&reply.address) };
    let parsed = ingest::parse_with(&reply.bytes, &hints).ok()?;
    let feed = parsed.feed?;
    let info = FeedInfo { origin: FeedOrigin::Address(place.clone()), ..feed.clone() };
    let fetched = Fetched {
        info: Some(info),
        drafts: parsed.drafts,
        validators: reply.validators.clone(),
        moved_to: None,
        not_before: again::after_answer(reply.fresh_for, Utc::now().timestamp()),
    };
    let following = following(place, feed.title, feed.site);
    Some(Offer { following, fetched: Some(fetched), guessed: false })
}

/// A feed to follow as it comes.
fn following(address: String, title: String, site: Option<String>) -> Following {
    let bare = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let title = if title.trim().is_empty() { bare.to_owned() } else { title };
    let info = FeedInfo { origin: FeedOrigin::Address(address), title, site };
    Following { info, own_title: None, settings: FeedSettings::default() }
}
