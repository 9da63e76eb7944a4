//! One feed: asked, read, and made into what is stored of it.

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use crate::domain::{FeedInfo, FeedOrigin, FetchFailure, Fetched, Subscription, Validators};
use crate::ingest::{self, Hints, IngestError};
use crate::ingest::{FetchAnswer, FetchError, FetchRequest, Fetcher, Reply, WantedContent};
use crate::shell::guard::guarded;

use super::again;

/// What came of asking a feed.
pub(super) enum Came {
    /// It answered.
    Fetched {
        fetched: Box<Fetched>,
        /// What could not be read of it.
        problems: Vec<String>,
    },
    /// It could not be fetched or read.
    Missed {
        missed: FetchFailure,
        /// The way out.
        hint: Option<String>,
        /// Whether its server has asked to wait until `missed.not_before`.
        held: bool,
    },
    /// Nobody wants it any more.
    Cancelled,
}

/// Answers of more bytes than this are read one at a time: what is made of them may be many times
/// as large.
const LARGE: usize = 4_000_000;

/// The way out of an answer that is no feed.
const LOOK: &str = "open the address in a browser: it may have moved, or ask for a login";

/// Asks feeds, from several threads at once.
pub(super) struct Asker<'a> {
    fetcher: &'a Fetcher,
    cancel: &'a AtomicBool,
    /// Held while something large is read.
    large: Mutex<()>,
}

impl<'a> Asker<'a> {
    /// Asks with `fetcher`, until `cancel` is set.
    pub(super) fn new(fetcher: &'a Fetcher, cancel: &'a AtomicBool) -> Asker<'a> {
        Asker { fetcher, cancel, large: Mutex::new(()) }
    }

    /// Asks a feed. A panic over it is its failure.
    pub(super) fn feed(&self, feed: &Subscription, asked_at: i64) -> Came {
        guarded(|| self.ask(feed, asked_at)).unwrap_or_else(|said| {
            let reason = format!("a fault in onrecord ended reading it: {said}");
            failed(feed, asked_at, Failure::new(reason))
        })
    }

    fn ask(&self, feed: &Subscription, asked_at: i64) -> Came {
        let ask = FetchRequest {
            address: &feed.address,
            validators: &feed.validators,
            wanted: WantedContent::Feed,
        };
        match self.fetcher.fetch(&ask, self.cancel) {
            Ok(FetchAnswer::Unchanged(reply)) => unchanged(feed, reply, asked_at),
            Ok(FetchAnswer::Fresh(reply)) => match self.read(feed, &reply) {
                Ok((fetched, problems)) => answered(feed, reply, fetched, problems, asked_at),
                Err(failure) => failed(feed, asked_at, failure),
            },
            Err(FetchError::Cancelled) => Came::Cancelled,
            Err(error) => failed(feed, asked_at, Failure::of(&error)),
        }
    }

    /// A feed out of bytes; and what could not be read of it, if anything.
    fn read(&self, feed: &Subscription, reply: &Reply) -> Result<(Fetched, Vec<String>), Failure> {
        let is_large = reply.bytes.len() > LARGE;
        let _turn = is_large.then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let charset = reply.charset.as_deref();
        let hints = Hints { name: None, charset, address: Some(&reply.address) };
        let parsed = match ingest::parse_with(&reply.bytes, &hints) {
            Ok(parsed) => parsed,
            Err(error) => return Err(Failure::unread(&error)),
        };
        let Some(info) = parsed.feed else { return Err(Failure::no_feed(self.fetcher, reply)) };
        let info = FeedInfo { origin: FeedOrigin::Address(feed.address.clone()), ..info };
        let fetched = Fetched { info: Some(info), drafts: parsed.drafts, ..Fetched::default() };
        Ok((fetched, parsed.problems))
    }
}

fn answered(
    feed: &Subscription,
    reply: Reply,
    fetched: Fetched,
    problems: Vec<String>,
    asked_at: i64,
) -> Came {
    let moved_to = reply.moved_to.filter(|address| *address != feed.address);
    let not_before = again::after_answer(reply.fresh_for, asked_at);
    let fetched = Fetched { validators: reply.validators, moved_to, not_before, ..fetched };
    Came::Fetched { fetched: Box::new(fetched), problems }
}

/// An answer without content. What it does not say again still holds.
fn unchanged(feed: &Subscription, reply: Reply, asked_at: i64) -> Came {
    let known = feed.validators.clone();
    let validators = Validators {
        etag: reply.validators.etag.clone().or(known.etag),
        last_modified: reply.validators.last_modified.clone().or(known.last_modified),
    };
    let reply = Reply { validators, ..reply };
    answered(feed, reply, Fetched::default(), Vec::new(), asked_at)
}

/// Why a feed failed.
struct Failure {
    reason: String,
    hint: Option<String>,
    gone: bool,
    /// Whether its server was reached at all.
    reached: bool,
    /// The seconds that its server asks to wait.
    wish: Option<u64>,
}

impl Failure {
    fn new(reason: String) -> Failure {
        Failure { reason, hint: None, gone: false, reached: true, wish: None }
    }

    fn of(error: &FetchError) -> Failure {
        Failure {
            hint: error.hint().map(Into::into),
            gone: matches!(error, FetchError::Gone),
            reached: !matches!(error, FetchError::Unreachable(..)),
            wish: error.retry_after(),
            ..Failure::new(error.to_string())
        }
    }

    fn unread(error: &IngestError) -> Failure {
        let reason = format!("what it answers cannot be read: {error}");
        Failure { hint: Some(LOOK.into()), ..Failure::new(reason) }
    }

    /// An answer that is something else than a feed.
    fn no_feed(fetcher: &Fetcher, reply: &Reply) -> Failure {
        let is_page = is_page(reply);
        let what = if is_page { "a web page" } else { "something else" };
        let mut reason = format!("it answers with {what} instead of a feed");
        if reply.bytes.is_empty() {
            reason = "its answer is empty".to_owned();
        }
        let found = if is_page { super::find::named_by(fetcher, reply) } else { Vec::new() };
        let hint = match found.first() {
            Some(found) => format!("that page names the feed {}: add that one", found.address),
            None => LOOK.to_owned(),
        };
        Failure { hint: Some(hint), ..Failure::new(reason) }
    }
}

/// Whether an answer is a web page.
pub(super) fn is_page(reply: &Reply) -> bool {
    let kind = reply.kind.as_deref().unwrap_or("");
    let is_empty = reply.bytes.iter().all(u8::is_ascii_whitespace);
    !is_empty && (kind.contains("html") || looks_like_a_page(&reply.bytes))
}

fn looks_like_a_page(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let start = String::from_utf8_lossy(start).to_lowercase();
    start.contains("<html") || start.contains("<!doctype html")
}

fn failed(feed: &Subscription, asked_at: i64, failure: Failure) -> Came {
    let held = failure.wish.and_then(|seconds| again::after_wish(seconds, asked_at));
    let pause = || again::after_failure(feed.id, feed.failures + 1, failure.reached, asked_at);
    let not_before = Some(held.unwrap_or_else(pause));
    let missed = FetchFailure { reason: failure.reason, not_before, gone: failure.gone };
    Came::Missed { missed, hint: failure.hint, held: held.is_some() }
}
