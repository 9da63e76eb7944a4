//! `onrecord list`: lists articles, one per row, for people and for programs.

use std::path::PathBuf;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::domain::{ArticleRow, Details};
use crate::store::Store;

use super::archive_args::{FormArgs, ListArgs, Sort};
use super::error::Failure;
use super::output::Output;
use super::selection::{self, Selected};
use super::sheet::{Sheet, SheetFields};
use super::{Outcome, config};

/// The fields of an article as a row.
pub(super) const SHAPE: SheetFields = SheetFields {
    fields: &[
        "id",
        "feed",
        "title",
        "url",
        "guid",
        "authors",
        "tags",
        "published",
        "updated",
        "first_seen",
        "unread",
        "starred",
        "attributions",
        "sources_named",
        "sources_unnamed",
        "words",
        "own_tags",
        "text",
    ],
    columns: &["id", "published", "unread", "attributions", "feed", "title"],
    extra: 1,
};

/// Lists articles.
pub(super) fn run(store: Option<PathBuf>, args: &ListArgs) -> Result<Outcome, Failure> {
    let store = config::open_to_read(store)?;
    let selected = Selected::new(&store, &args.selection, None, args.sort.order())?;
    print_articles(&store, &selected, args.limit, &args.form, args.body)?;
    // The other orders depend on analyses.
    if !matches!(args.sort, Sort::Newest | Sort::Oldest | Sort::Best) {
        selection::tell_unanalysed(&store)?;
    }
    Ok(Outcome::Success)
}

/// Prints the selected articles, at most `limit`.
pub(super) fn print_articles(
    store: &Store,
    selected: &Selected,
    limit: Option<u64>,
    form: &FormArgs,
    body: bool,
) -> Result<(), Failure> {
    let mut output = Output::new();
    let mut sheet = Sheet::new(&SHAPE, form, body)?;
    selected.walk(store, limit, &mut |found| match found {
        Some((row, details)) => {
            let text = match sheet.wants("text") {
                true => store.article(row.id)?.map(|article| article.body.text),
                false => None,
            };
            sheet.row(&mut output, row_values(row, details, text))
        }
        None => sheet.flush(&mut output),
    })?;
    sheet.close(&mut output)
}

fn row_values(row: &ArticleRow, details: Details, text: Option<String>) -> Vec<Value> {
    let profile = row.sourcing.map(|sourcing| sourcing.profile);
    vec![
        json!(row.id),
        json!(row.feed_title),
        json!(row.title),
        json!(details.url),
        json!(details.guid),
        json!(details.authors),
        json!(details.tags),
        json!(row.published),
        json!(details.updated),
        json!(rfc3339(details.first_seen)),
        json!(row.unread),
        json!(row.starred),
        json!(row.attributions),
        json!(profile.map(|profile| profile.named)),
        json!(profile.map(|profile| profile.unnamed)),
        json!(row.words),
        json!(details.own_tags),
        json!(text),
    ]
}

/// Formats seconds since 1970 UTC in RFC 3339.
pub(super) fn rfc3339(seconds: i64) -> Option<String> {
    let moment = DateTime::<Utc>::from_timestamp(seconds, 0)?;
    Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}
