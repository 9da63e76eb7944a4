//! Subscriptions: following feeds, their settings, and storing the results of fetches.

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::columns::columns;
use super::import;
use super::{Imported, Store, StoreError, feeds, fold, rows};
use crate::domain::{
    FeedId, FeedOrigin, FeedSettings, FeedState, FetchFailure, Fetched, Following, Subscription,
    Validators,
};

/// The most articles of a fetched feed that are stored in one transaction.
const AT_ONCE: usize = 5_000;

impl Store {
    /// Returns all feeds that are fetched from an address, including paused and gone ones, in the
    /// order of [`feeds`](Store::feeds). Feeds that the user has ended or removed are left out.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>, StoreError> {
        let feeds = self.feeds()?;
        let subscriptions = feeds.into_iter().filter_map(|feed| feed.subscription);
        Ok(subscriptions
            .map(|subscription| *subscription)
            .filter(|subscription| subscription.settings.state != FeedState::Kept)
            .collect())
    }

    /// Follows a feed. If its address is known, only the tags are added, and title and settings
    /// stay; a feed that is removed, ended or gone is followed again. Returns the feed, and whether
    /// it was not followed (or paused) before. A feed without an address is created, but not
    /// followed.
    pub fn subscribe(&mut self, following: &Following) -> Result<(FeedId, bool), StoreError> {
        self.write(|tx| follow_feed(tx, following))
    }

    /// Stores the result of a fetch at time `now`: articles, title and site, validators, and the
    /// new address (unless another feed has it). Returns for each draft the article and the
    /// outcome; expired drafts are left out.
    ///
    /// Everything is stored in one transaction, except for a feed of thousands of articles, which
    /// would make others wait too long. Such a feed is stored in parts, from the end of its list,
    /// and the validators with the last part. If it is interrupted, the next fetch completes it.
    pub fn store_fetched(
        &mut self,
        feed: FeedId,
        fetched: &Fetched,
        now: i64,
    ) -> Result<Vec<Imported>, StoreError> {
        let mut imported: Vec<Imported> = Vec::new();
        let mut end = fetched.drafts.len();
        loop {
            let from = end.saturating_sub(AT_ONCE);
            let part = self.write(|tx| {
                let Some(target) = import::import_target(tx, feed)? else { return Ok(None) };
                let import = import::Import::new(tx, target, &fetched.drafts, now)?;
                let part = import.run_part(from..end)?;
                if from == 0 {
                    store_answer(tx, feed, fetched, now)?;
                }
                Ok(Some(part))
            })?;
            let gone = || StoreError::NoSuchFeed { path: self.path.clone() };
            imported.extend(part.ok_or_else(gone)?);
            if from == 0 {
                imported.reverse();
                return Ok(imported);
            }
            end = from;
        }
    }

    /// Stores that a fetch at time `now` failed.
    pub fn store_missed(
        &mut self,
        feed: FeedId,
        missed: &FetchFailure,
        _now: i64,
    ) -> Result<(), StoreError> {
        self.write(|tx| store_failure(tx, feed, missed))
    }

    /// Replaces the user's settings of a feed. A feed that is to be fetched again starts anew, and
    /// its failures are forgotten.
    pub fn set_feed_settings(
        &mut self,
        feed: FeedId,
        settings: &FeedSettings,
    ) -> Result<(), StoreError> {
        self.write(|tx| write_settings(tx, feed, settings))
    }

    /// Ends a subscription. The articles stay.
    pub fn end_feed(&mut self, feed: FeedId) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute("UPDATE subscriptions SET state = 'kept' WHERE feed = ?1", [feed.0])?;
            Ok(())
        })
    }
}

columns! {
    /// The columns that [`read_subscription`] reads, of `feeds AS f LEFT
    /// JOIN subscriptions AS s`.
    subscription_columns:
        STATE = "s.state",
        ADDRESS = "f.origin",
        SITE = "f.site",
        INTERVAL = "s.interval",
        FULL_TEXT = "s.full_text",
        TAGS = "s.tags",
        ETAG = "s.etag",
        LAST_MODIFIED = "s.last_modified",
        FETCHED_AT = "s.fetched_at",
        NOT_BEFORE = "s.not_before",
        FAILURES = "s.failures",
        LAST_ERROR = "s.last_error",
        FEED_TITLE = "f.title",
}

/// Reads the columns of [`subscription_columns`] starting at `column`. Returns `None` if the feed is not
/// followed.
pub(super) fn read_subscription(
    row: &Row,
    column: usize,
    id: FeedId,
    title: &str,
) -> Result<Option<Box<Subscription>>> {
    use subscription_columns::*;
    let at = |offset| column + offset;
    let Some(state) = row.get::<_, Option<String>>(at(STATE))? else { return Ok(None) };
    Ok(Some(Box::new(Subscription {
        id,
        address: row.get(at(ADDRESS))?,
        title: title.to_owned(),
        feed_title: row.get(at(FEED_TITLE))?,
        site: row.get(at(SITE))?,
        settings: FeedSettings {
            interval: row.get(at(INTERVAL))?,
            full_text: row.get(at(FULL_TEXT))?,
            state: state_of(&state),
            tags: rows::from_json(row, at(TAGS))?,
        },
        validators: Validators {
            etag: row.get(at(ETAG))?,
            last_modified: row.get(at(LAST_MODIFIED))?,
        },
        fetched_at: row.get(at(FETCHED_AT))?,
        not_before: row.get(at(NOT_BEFORE))?,
        failures: row.get(at(FAILURES))?,
        last_error: row.get(at(LAST_ERROR))?,
    })))
}

fn state_of(written: &str) -> FeedState {
    match written {
        "paused" => FeedState::Paused,
        "gone" => FeedState::Gone,
        "kept" => FeedState::Kept,
        _ => FeedState::Followed,
    }
}

fn state_name(state: FeedState) -> &'static str {
    match state {
        FeedState::Followed => "followed",
        FeedState::Paused => "paused",
        FeedState::Gone => "gone",
        FeedState::Kept => "kept",
    }
}

/// The stored facts about a feed that is to be followed.
struct Known {
    id: FeedId,
    removed: bool,
    /// The state and tags of the feed, if it is or was followed.
    followed: Option<(FeedState, Vec<String>)>,
}

fn find_known(conn: &Connection, origin: &FeedOrigin) -> Result<Option<Known>> {
    let (kind, origin) = rows::origin_columns(origin);
    let read = |row: &Row| {
        let followed = match row.get::<_, Option<String>>(2)? {
            Some(state) => Some((state_of(&state), rows::from_json(row, 3)?)),
            None => None,
        };
        Ok(Known { id: FeedId(row.get(0)?), removed: row.get(1)?, followed })
    };
    conn.prepare_cached(
        "SELECT f.id, f.removed_at IS NOT NULL, s.state, s.tags
         FROM feeds AS f LEFT JOIN subscriptions AS s ON s.feed = f.id
         WHERE f.kind = ?1 AND f.origin = ?2",
    )?
    .query_row([kind, origin], read)
    .optional()
}

fn follow_feed(tx: &Transaction, following: &Following) -> Result<(FeedId, bool)> {
    let known = find_known(tx, &following.info.origin)?;
    let Some(known) = known else {
        let id = feeds::find_or_create(tx, &following.info)?;
        feeds::rename_feed(tx, id, following.own_title.as_deref())?;
        begin_subscription(tx, id, following)?;
        return Ok((id, true));
    };
    if known.removed {
        feeds::restore_feed(tx, known.id)?;
    }
    let Some((state, tags)) = known.followed else {
        begin_subscription(tx, known.id, following)?;
        return Ok((known.id, true));
    };
    let tags = rows::to_json(&with_tags(tags, &following.settings.tags))?;
    tx.prepare_cached("UPDATE subscriptions SET tags = ?2 WHERE feed = ?1")?
        .execute(params![known.id.0, tags])?;
    let ended = known.removed || matches!(state, FeedState::Kept | FeedState::Gone);
    if ended {
        // The server's last answer may be why the feed was given up, so the next fetch is
        // unconditional.
        tx.prepare_cached(
            "UPDATE subscriptions SET state = 'followed', etag = NULL, last_modified = NULL,
               not_before = NULL, failures = 0, last_error = NULL WHERE feed = ?1",
        )?
        .execute([known.id.0])?;
    }
    Ok((known.id, ended))
}

/// Follows a feed that was not followed before.
fn begin_subscription(tx: &Transaction, id: FeedId, following: &Following) -> Result<()> {
    if !matches!(following.info.origin, FeedOrigin::Address(_)) {
        return Ok(());
    }
    let settings = &following.settings;
    tx.prepare_cached(
        "INSERT INTO subscriptions (feed, state, interval, full_text, tags)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        id.0,
        state_name(settings.state),
        settings.interval,
        settings.full_text,
        rows::to_json(&with_tags(Vec::new(), &settings.tags))?
    ])?;
    Ok(())
}

/// Returns `tags` with those of `more` that are not among them, ignoring case.
fn with_tags(mut tags: Vec<String>, more: &[String]) -> Vec<String> {
    let mut keys: Vec<String> = tags.iter().map(|tag| fold::fold(tag)).collect();
    for tag in more.iter().map(|tag| tag.trim()) {
        let key = fold::fold(tag);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// Stores what a server's answer says about its feed.
fn store_answer(tx: &Transaction, feed: FeedId, fetched: &Fetched, now: i64) -> Result<()> {
    if let Some(info) = &fetched.info {
        // Only changes are written, so that a fetch without news writes little.
        tx.prepare_cached(
            "UPDATE feeds SET title = iif(?2 = '', title, ?2), site = coalesce(?3, site)
             WHERE id = ?1 AND (title <> ?2 OR site IS NOT ?3)",
        )?
        .execute(params![feed.0, info.title.trim(), info.site])?;
    }
    if let Some(address) = &fetched.moved_to {
        // If another feed has that address already, the old one stays.
        tx.prepare_cached(
            "UPDATE OR IGNORE feeds SET origin = ?2
             WHERE id = ?1 AND kind = 'address' AND origin <> ?2",
        )?
        .execute(params![feed.0, address])?;
    }
    let validators = &fetched.validators;
    tx.prepare_cached(
        "UPDATE subscriptions SET etag = ?2, last_modified = ?3, not_before = ?4, fetched_at = ?5,
           failures = 0, last_error = NULL, state = iif(state = 'gone', 'followed', state)
         WHERE feed = ?1",
    )?
    .execute(params![
        feed.0,
        validators.etag,
        validators.last_modified,
        fetched.not_before,
        now
    ])?;
    Ok(())
}

fn store_failure(tx: &Transaction, feed: FeedId, missed: &FetchFailure) -> Result<()> {
    tx.prepare_cached(
        "UPDATE subscriptions SET failures = failures + 1, last_error = ?2, not_before = ?3,
           state = iif(?4 AND state <> 'kept', 'gone', state)
         WHERE feed = ?1",
    )?
    .execute(params![feed.0, missed.reason, missed.not_before, missed.gone])?;
    Ok(())
}

fn write_settings(tx: &Transaction, feed: FeedId, settings: &FeedSettings) -> Result<()> {
    tx.prepare_cached(
        "UPDATE subscriptions SET interval = ?2, full_text = ?3, tags = ?4,
           failures = iif(?5 = 'followed' AND state <> ?5, 0, failures),
           last_error = iif(?5 = 'followed' AND state <> ?5, NULL, last_error),
           not_before = iif(?5 = 'followed' AND state <> ?5, NULL, not_before),
           state = ?5
         WHERE feed = ?1",
    )?
    .execute(params![
        feed.0,
        settings.interval,
        settings.full_text,
        rows::to_json(&with_tags(Vec::new(), &settings.tags))?,
        state_name(settings.state)
    ])?;
    Ok(())
}
