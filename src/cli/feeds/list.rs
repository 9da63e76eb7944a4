//! Lists feeds with their state, for people and for programs.

use chrono::{DateTime, Local, SecondsFormat, Utc};
use serde::Serialize;

use crate::app::sidebar::interval;
use crate::cli::error::Failure;
use crate::cli::feed_args::ListFormat;
use crate::cli::output::Output;
use crate::cli::table;
use crate::domain::{FeedOrigin, FeedRow, FeedState, Subscription, secret};
use crate::export::cells;
use crate::export::safe::safe_json;
use crate::store::Store;

/// A feed as JSON. Times are RFC 3339, or null if unknown.
#[derive(Debug, Serialize)]
struct FeedJson<'a> {
    id: i64,
    title: &'a str,
    address: Option<String>,
    path: Option<&'a str>,
    site: Option<&'a str>,
    tags: &'a [String],
    /// followed, paused, gone (as the server says) or ended; null for a feed that is not fetched.
    state: Option<&'static str>,
    /// In minutes.
    interval: Option<u32>,
    full_text: bool,
    articles: u64,
    unread: u64,
    fetched: Option<String>,
    not_before: Option<String>,
    failures: u32,
    error: Option<&'a str>,
}

const HEAD: &str = "id,title,address,path,site,tags,state,interval,full_text,articles,unread,\
                    fetched,not_before,failures,error";

/// Prints all feeds in the user's order.
pub(super) fn print_feeds(store: &Store, format: ListFormat) -> Result<(), Failure> {
    let feeds = store.feeds()?;
    let mut output = Output::new();
    match format {
        ListFormat::Table => print_columns(&feeds, &mut output)?,
        ListFormat::Json => {
            let objects = feeds.iter().map(json).collect::<Result<Vec<_>, _>>()?;
            output.write(&format!("[{}]\n", objects.join(",\n ")))?;
        }
        ListFormat::Jsonl => {
            for feed in &feeds {
                output.write(&format!("{}\n", json(feed)?))?;
            }
        }
        ListFormat::Csv => print_separated(&feeds, &mut output, ",", "\r\n", cells::csv_text_cell)?,
        ListFormat::Tsv => print_separated(&feeds, &mut output, "\t", "\n", cells::tsv_cell)?,
    }
    output.flush()
}

fn print_columns(feeds: &[FeedRow], output: &mut Output) -> Result<(), Failure> {
    if feeds.is_empty() {
        return output.write("no feeds yet: `onrecord add` follows one\n");
    }
    let head = ["", "FEED", "UNREAD", "OF", "FETCHED", "TAGS", ""].map(str::to_owned);
    let mut rows = vec![head.to_vec()];
    rows.extend(feeds.iter().map(|feed| {
        let subscription = feed.subscription.as_deref();
        let fetched = subscription.and_then(|known| known.fetched_at).and_then(local_time);
        vec![
            feed.id.0.to_string(),
            feed.title.clone(),
            feed.unread.to_string(),
            feed.total.to_string(),
            fetched.unwrap_or_default(),
            subscription.map(|known| known.settings.tags.join(", ")).unwrap_or_default(),
            subscription.map_or_else(|| origin_of(feed), remarks),
        ]
    }));
    table::layout_rows(&rows, &[0, 2, 3])
        .iter()
        .try_for_each(|line| output.write(&format!("{line}\n")))
}

/// Returns the origin of the articles of a feed that is not fetched.
fn origin_of(feed: &FeedRow) -> String {
    match &feed.origin {
        FeedOrigin::Path(path) => path.clone(),
        FeedOrigin::Address(_) => "imported".to_owned(),
        FeedOrigin::Input | FeedOrigin::Saved | FeedOrigin::Welcome => String::new(),
    }
}

/// Returns remarks about a feed's subscription.
fn remarks(feed: &Subscription) -> String {
    let mut notes = Vec::new();
    notes.extend(match feed.settings.state {
        FeedState::Followed => None,
        FeedState::Paused => Some("paused".to_owned()),
        FeedState::Gone => Some("gone, says its server".to_owned()),
        FeedState::Kept => Some("not followed any more".to_owned()),
    });
    notes.extend(
        feed.settings.interval.map(|minutes| format!("every {}", interval::written(minutes))),
    );
    notes.extend(feed.settings.full_text.then(|| "full text".to_owned()));
    if let Some(error) = &feed.last_error {
        let times =
            if feed.failures > 1 { format!(" {} times", feed.failures) } else { String::new() };
        notes.push(format!("failed{times}: {error}"));
    }
    notes.join("; ")
}

fn feed_json(feed: &FeedRow) -> FeedJson<'_> {
    let known = feed.subscription.as_deref();
    let (address, path) = match &feed.origin {
        FeedOrigin::Address(address) => (Some(address.as_str()), None),
        FeedOrigin::Path(path) => (None, Some(path.as_str())),
        FeedOrigin::Input | FeedOrigin::Saved | FeedOrigin::Welcome => (None, None),
    };
    FeedJson {
        id: feed.id.0,
        title: &feed.title,
        address: address.map(secret::mask_secrets),
        path,
        site: known.and_then(|known| known.site.as_deref()),
        tags: known.map(|known| known.settings.tags.as_slice()).unwrap_or_default(),
        state: known.map(|known| match known.settings.state {
            FeedState::Followed => "followed",
            FeedState::Paused => "paused",
            FeedState::Gone => "gone",
            FeedState::Kept => "ended",
        }),
        interval: known.and_then(|known| known.settings.interval),
        full_text: known.is_some_and(|known| known.settings.full_text),
        articles: feed.total,
        unread: feed.unread,
        fetched: known.and_then(|known| known.fetched_at).and_then(rfc3339),
        not_before: known.and_then(|known| known.not_before).and_then(rfc3339),
        failures: known.map_or(0, |known| known.failures),
        error: known.and_then(|known| known.last_error.as_deref()),
    }
}

fn json(feed: &FeedRow) -> Result<String, Failure> {
    let json =
        serde_json::to_string(&feed_json(feed)).map_err(|error| Failure::new(error.to_string()))?;
    Ok(safe_json(&json))
}

fn print_separated(
    feeds: &[FeedRow],
    output: &mut Output,
    between: &str,
    after: &str,
    field: fn(&str) -> String,
) -> Result<(), Failure> {
    output.write(&format!("{}{after}", HEAD.replace(',', between)))?;
    for feed in feeds {
        let row = feed_json(feed);
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let fields = [
            row.id.to_string(),
            row.title.to_owned(),
            row.address.clone().unwrap_or_default(),
            text(row.path),
            text(row.site),
            row.tags.join(", "),
            text(row.state),
            row.interval.map(|minutes| minutes.to_string()).unwrap_or_default(),
            row.full_text.to_string(),
            row.articles.to_string(),
            row.unread.to_string(),
            row.fetched.unwrap_or_default(),
            row.not_before.unwrap_or_default(),
            row.failures.to_string(),
            text(row.error),
        ];
        let fields = fields.map(|text| field(&text));
        output.write(&format!("{}{after}", fields.join(between)))?;
    }
    Ok(())
}

fn rfc3339(seconds: i64) -> Option<String> {
    let moment = DateTime::<Utc>::from_timestamp(seconds, 0)?;
    Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn local_time(seconds: i64) -> Option<String> {
    let moment = DateTime::<Utc>::from_timestamp(seconds, 0)?;
    Some(moment.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string())
}
