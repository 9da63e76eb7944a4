//! Converts between rows of the database and domain types.

use rusqlite::types::Type;
use rusqlite::{Error, Result, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::columns::columns;
use crate::domain::{ArticleId, ArticleRow, FeedId, FeedOrigin, Profile, Sourcing, When};

columns! {
    /// The columns that [`article_row`] reads, of `articles AS a` and
    /// `feeds AS f`.
    article_columns:
        ID = "a.id",
        FEED = "a.feed",
        FEED_TITLE = "coalesce(f.own_title, f.title)",
        TITLE = "a.title",
        PUBLISHED = "a.published",
        SORT_KEY = "a.sort_key",
        UNREAD = "a.read_at IS NULL",
        STARRED = "a.starred",
        ATTRIBUTIONS = "a.attributions",
        WORDS = "coalesce(a.page_words, a.words)",
        NAMED = "a.sources_named",
        UNNAMED = "a.sources_unnamed",
        ORGANIZATIONS = "a.sources_bodies",
        DOCUMENTS = "a.sources_documents",
        SHARE = "a.attributed",
        ANALYSED = "a.analysed IS NOT NULL",
}

/// Reads the columns of [`article_columns`].
pub(super) fn article_row(row: &Row) -> Result<ArticleRow> {
    Ok(ArticleRow {
        id: ArticleId(row.get(article_columns::ID)?),
        feed: FeedId(row.get(article_columns::FEED)?),
        feed_title: row.get(article_columns::FEED_TITLE)?,
        title: row.get(article_columns::TITLE)?,
        published: read_date(row, article_columns::PUBLISHED)?,
        sort_key: row.get(article_columns::SORT_KEY)?,
        unread: row.get(article_columns::UNREAD)?,
        starred: row.get(article_columns::STARRED)?,
        attributions: row.get(article_columns::ATTRIBUTIONS)?,
        analysed: row.get(article_columns::ANALYSED)?,
        words: row.get(article_columns::WORDS)?,
        sourcing: sourcing(row)?,
        order_key: row.get(article_columns::SORT_KEY)?,
        snippet: None,
    })
}

fn sourcing(row: &Row) -> Result<Option<Sourcing>> {
    let Some(named) = row.get(article_columns::NAMED)? else { return Ok(None) };
    let profile = Profile {
        named,
        unnamed: row.get(article_columns::UNNAMED)?,
        organizations: row.get(article_columns::ORGANIZATIONS)?,
        documents: row.get(article_columns::DOCUMENTS)?,
    };
    let share: Option<u8> = row.get(article_columns::SHARE)?;
    Ok(Some(Sourcing { profile, share: share.unwrap_or(0) }))
}

/// Reads a date. A date that cannot be parsed is `None`, so that it never breaks a list.
pub(super) fn read_date(row: &Row, column: usize) -> Result<Option<When>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| When::parse(&text)))
}

/// Returns a date in stored form; `None` if it could not be read back (years with more than four
/// digits).
pub(super) fn stored_date(when: Option<When>) -> Option<String> {
    when.map(|when| when.to_string()).filter(|text| When::parse(text).is_some())
}

/// Reads a JSON column.
pub(super) fn from_json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T> {
    serde_json::from_str(row.get_ref(column)?.as_str()?)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

/// Parses the JSON of a column.
pub(super) fn read_json<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json)
        .map_err(|error| Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

/// Writes the JSON of a column.
pub(super) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))
}

/// The origin that marks the feed of saved pages.
const SAVED: &str = "saved";

/// Returns the two columns that identify a feed.
pub(super) fn origin_columns(origin: &FeedOrigin) -> (&'static str, &str) {
    match origin {
        FeedOrigin::Path(path) => ("path", path),
        FeedOrigin::Address(address) => ("address", address),
        FeedOrigin::Input => ("input", ""),
        FeedOrigin::Saved => ("input", SAVED),
        FeedOrigin::Welcome => ("welcome", ""),
    }
}

/// Reads the two columns that identify a feed, starting at `column`.
pub(super) fn read_origin(row: &Row, column: usize) -> Result<FeedOrigin> {
    let (kind, origin): (String, String) = (row.get(column)?, row.get(column + 1)?);
    Ok(match kind.as_str() {
        "path" => FeedOrigin::Path(origin),
        "address" => FeedOrigin::Address(origin),
        "input" if origin == SAVED => FeedOrigin::Saved,
        "input" => FeedOrigin::Input,
        _ => FeedOrigin::Welcome,
    })
}

/// Returns the SHA-256 of a title and a text.
pub(super) fn text_hash(title: &str, text: &str) -> Vec<u8> {
    // The zero byte distinguishes "a" + "bc" from "ab" + "c".
    let hash = Sha256::new().chain_update(title).chain_update([0]).chain_update(text);
    hash.finalize().to_vec()
}

/// Returns bytes as lower-case hexadecimal digits.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
