//! Full texts: articles' pages, fetched and read, one by one or for all feeds that ask for it.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Utc;

use crate::domain::{ArticleId, Body, Draft, Validators};
use crate::ingest::{self, Hints};
use crate::ingest::{FetchAnswer, FetchRequest, Fetcher, WantedContent};
use crate::shell::guard::guarded;
use crate::store::{Store, StoreError};

use super::crew::Crew;
use super::fault::Fault;
use super::plan::{PageFailure, Told};
use super::turns::host_of;

/// A page of fewer words is no text: a wall before it, or a notice.
const FEW_WORDS: usize = 25;

/// How many are looked up at a time.
const BATCH: usize = 100;

/// The text of an article's page at an address, which stood in the feed at `origin` (none: in a
/// file). What comes from the web must not name pages on private addresses.
///
/// # Errors
/// Where the page cannot be fetched or has no text, or `cancel` was set.
pub fn read_page(
    fetcher: &Fetcher,
    origin: Option<&str>,
    address: &str,
    cancel: &AtomicBool,
) -> Result<Body, Fault> {
    Ok(read_article(fetcher, origin.unwrap_or_default(), address, cancel)?.body)
}

/// The article of the page at an address that the user has named, with that address as its own if the
/// page names none.
///
/// # Errors
/// Where the page cannot be fetched or has no text, or `cancel` was set.
pub fn fetch_article(
    fetcher: &Fetcher,
    address: &str,
    cancel: &AtomicBool,
) -> Result<Draft, Fault> {
    let mut draft = read_article(fetcher, address, address, cancel)?;
    draft.url.get_or_insert_with(|| address.to_string());
    Ok(draft)
}

fn read_article(
    fetcher: &Fetcher,
    origin: &str,
    address: &str,
    cancel: &AtomicBool,
) -> Result<Draft, Fault> {
    guarded(|| page(fetcher, origin, address, cancel)).unwrap_or_else(|said| {
        Err(Fault::new(format!("a fault in onrecord ended reading {address}: {said}")))
    })
}

fn page(
    fetcher: &Fetcher,
    origin: &str,
    address: &str,
    cancel: &AtomicBool,
) -> Result<Draft, Fault> {
    let ask =
        FetchRequest { address, validators: &Validators::default(), wanted: WantedContent::Page };
    let answer = fetcher
        .fetch_from(origin, &ask, cancel)
        .map_err(|error| Fault::of_page(address, &error))?;
    let (FetchAnswer::Fresh(reply) | FetchAnswer::Unchanged(reply)) = answer;
    let hints =
        Hints { name: None, charset: reply.charset.as_deref(), address: Some(&reply.address) };
    let draft = ingest::page(&reply.bytes, &hints).map_err(|error| {
        let fault = Fault::new(format!("{address}: {error}"));
        fault.hint("open the page in a browser")
    })?;
    if draft.body.text.trim().is_empty() {
        return Err(Fault::new(format!("{address}: no text was found on the page"))
            .hint("open the page in a browser"));
    }
    Ok(draft)
}

/// What came of the full texts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pages {
    pub(super) fetched: usize,
    pub(super) failed: usize,
}

/// Fetches the full texts that feeds ask for, and stores each as it comes. Tells how many are done,
/// of how many that are known, and which failed. A host that fails for a while is left alone until the next time.
pub(super) fn fetch_wanted(
    store: &mut Store,
    fetcher: &Fetcher,
    crew: Crew,
    cancel: &AtomicBool,
    tell: &mut dyn FnMut(Told),
) -> Result<Pages, StoreError> {
    let (mut pages, mut tried) = (Pages::default(), HashSet::new());
    let sour = Sour::default();
    loop {
        let mut wanted = store.wants_page(tried.len() + BATCH)?;
        wanted.retain(|(id, _)| tried.insert(*id));
        if wanted.is_empty() || cancel.load(Ordering::Relaxed) {
            return Ok(pages);
        }
        let mut items = Vec::new();
        for (id, address) in wanted {
            let origin = store.feed_address(id)?;
            items.push((host_of(&address), (id, address, origin)));
        }
        let work = |(id, address, origin): (ArticleId, String, Option<String>)| {
            let read = || read_page(fetcher, origin.as_deref(), &address, cancel);
            let read = sour.keep_off(&address, read);
            (id, address, origin, read)
        };
        let known = tried.len();
        crew.work(items, cancel, work, &mut |(id, address, feed, read)| {
            if let Some(reason) = keep(store, id, read, &mut pages)? {
                pages.failed += 1;
                let reason = match reason.strip_prefix(&format!("{address}: ")) {
                    Some(rest) => rest.to_owned(),
                    None => reason,
                };
                tell(Told::PageFailed(PageFailure { feed, address, reason }));
            }
            tell(Told::Pages(pages.fetched + pages.failed, known));
            Ok(())
        })?;
    }
}

/// Stores a page's text; else why there is none.
fn keep(
    store: &mut Store,
    id: ArticleId,
    read: Option<Result<Body, Fault>>,
    pages: &mut Pages,
) -> Result<Option<String>, StoreError> {
    match read {
        Some(Ok(body)) => {
            let shown = store.article(id)?.map_or(0, |article| article.row.words as usize);
            let poor = if body.words() < shown {
                // A teaser, or a wall before the text.
                "its page has less text than the feed"
            } else if body.words() < FEW_WORDS {
                "its page has hardly any text"
            } else {
                store.save_page(id, &body, Utc::now().timestamp())?;
                pages.fetched += 1;
                return Ok(None);
            };
            store.page_failed(id, poor)?;
            Ok(Some(poor.to_owned()))
        }
        Some(Err(fault)) if fault.cancelled => Ok(None),
        Some(Err(fault)) => {
            if !fault.temporary {
                store.page_failed(id, &fault.reason)?;
            }
            Ok(Some(fault.reason))
        }
        None => Ok(Some("left alone until the next refresh: its server fails".to_owned())),
    }
}

/// Hosts that have failed for a while.
#[derive(Default)]
struct Sour {
    hosts: Mutex<HashSet<String>>,
}

impl Sour {
    /// Does `read` unless the address's host has failed; none: it was left alone.
    fn keep_off(
        &self,
        address: &str,
        read: impl FnOnce() -> Result<Body, Fault>,
    ) -> Option<Result<Body, Fault>> {
        let host = host_of(address);
        if self.hosts.lock().unwrap_or_else(PoisonError::into_inner).contains(&host) {
            return None;
        }
        let read = read();
        if read.as_ref().is_err_and(|fault| fault.temporary) {
            self.hosts.lock().unwrap_or_else(PoisonError::into_inner).insert(host);
        }
        Some(read)
    }
}
