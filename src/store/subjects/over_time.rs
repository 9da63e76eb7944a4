//! How subjects' statements and mentions are distributed over the time that a list covers.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use super::filtered::{FilteredSubjects, Seen};
use crate::domain::{Subject, SubjectQuery};

/// The number of parts into which the time is divided.
const PARTS: usize = 12;

/// The length of a tallied period in seconds: thirty days.
pub(in crate::store) const PERIOD: i64 = 2_592_000;

/// From this length on (seconds), tallies are exact enough: three periods for each part.
const LONG: i64 = PARTS as i64 * 3 * PERIOD;

/// From this many articles on, a subject has tallies, and needs them.
const MANY: u64 = 500;

/// Fills in, for the rows of a list, the distribution over the time that the list covers.
pub(in crate::store) fn fill_over_time(
    conn: &Connection,
    query: &SubjectQuery,
    part: Option<&FilteredSubjects>,
    rows: &mut [Subject],
) -> Result<()> {
    rows.iter_mut().for_each(|row| row.over_time = vec![0; PARTS]);
    let Some(time) = Time::of(conn, query)? else { return Ok(()) };
    if rows.is_empty() {
        return Ok(());
    }
    match part.and_then(|part| part.seen.as_ref()) {
        Some(seen) => {
            time.in_one_pass(seen, rows);
            Ok(())
        }
        None => rows.iter_mut().try_for_each(|row| time.of_subject(conn, row)),
    }
}

/// The time that a list covers, and what is counted.
struct Time {
    entities: bool,
    feed: Option<i64>,
    first: i64,
    last: i64,
}

impl Time {
    /// Returns the time from the first article to the last, or as in the query; `None` if there is
    /// no article.
    fn of(conn: &Connection, query: &SubjectQuery) -> Result<Option<Time>> {
        let feed = query.feed.map(|feed| feed.0);
        let ends = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        let (first, last): (Option<i64>, Option<i64>) = match feed {
            Some(feed) => conn
                .prepare_cached(
                    "SELECT (SELECT min(sort_key) FROM articles INDEXED BY articles_feed
                             WHERE feed = ?1 AND shown = 1),
                            (SELECT max(sort_key) FROM articles INDEXED BY articles_feed
                             WHERE feed = ?1 AND shown = 1)",
                )?
                .query_row([feed], ends)?,
            None => conn
                .prepare_cached(
                    "SELECT (SELECT min(sort_key) FROM articles INDEXED BY articles_list
                             WHERE lead = 1),
                            (SELECT max(sort_key) FROM articles INDEXED BY articles_list
                             WHERE lead = 1)",
                )?
                .query_row([], ends)?,
        };
        let first = query.after.or(first);
        let last = query.before.map(|before| before.saturating_sub(1)).or(last);
        let range = first.zip(last).filter(|(first, last)| first <= last);
        Ok(range.map(|(first, last)| Time { entities: query.entities, feed, first, last }))
    }

    /// Returns the SQL of the count for an appearance `p`.
    fn what(&self) -> &'static str {
        if self.entities { "1" } else { "p.statements" }
    }

    /// Counts all rows together, from what was read of a part of the archive.
    fn in_one_pass(&self, seen: &[Seen], rows: &mut [Subject]) {
        let places: HashMap<i64, usize> =
            rows.iter().enumerate().map(|(place, row)| (row.id.0, place)).collect();
        for one in seen {
            if let Some(place) = places.get(&one.subject) {
                self.count(&mut rows[*place].over_time, one.at, one.count);
            }
        }
    }

    fn of_subject(&self, conn: &Connection, row: &mut Subject) -> Result<()> {
        let articles = if self.entities { row.mentioned_in } else { row.articles };
        let long = self.last.saturating_sub(self.first) >= LONG;
        if long && self.feed.is_none() && articles >= MANY {
            return self.of_tallies(conn, row);
        }
        let (index, has) = match self.entities {
            false => ("appearances_says", "p.statements > 0"),
            true => ("appearances_mentions", "p.mentions > 0"),
        };
        let of =
            if self.feed.is_some() { "p.standing > 0 AND p.feed = ?" } else { "p.standing = 2" };
        let sql = format!(
            "SELECT p.at, {} FROM appearances AS p INDEXED BY {index}
             WHERE p.subject = ? AND {has} AND p.at BETWEEN ? AND ? AND {of}",
            self.what()
        );
        let mut values: Vec<Value> = vec![row.id.0.into(), self.first.into(), self.last.into()];
        values.extend(self.feed.map(Value::from));
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        while let Some(found) = found.next()? {
            self.count(&mut row.over_time, found.get(0)?, found.get(1)?);
        }
        Ok(())
    }

    fn of_tallies(&self, conn: &Connection, row: &mut Subject) -> Result<()> {
        let (first, last) = (self.first / PERIOD, self.last / PERIOD);
        let mut statement = conn.prepare_cached(
            "SELECT period, n FROM tallies
             WHERE subject = ? AND named = ? AND period BETWEEN ? AND ? AND n > 0",
        )?;
        let values = [row.id.0, i64::from(self.entities), first, last];
        let mut found = statement.query(values)?;
        while let Some(found) = found.next()? {
            let middle = found.get::<_, i64>(0)? * PERIOD + PERIOD / 2;
            self.count(&mut row.over_time, middle.clamp(self.first, self.last), found.get(1)?);
        }
        Ok(())
    }

    fn count(&self, parts: &mut [u32], at: i64, count: i64) {
        let whole = i128::from(self.last) - i128::from(self.first) + 1;
        let part = (i128::from(at) - i128::from(self.first)) * PARTS as i128 / whole;
        if let Some(part) = usize::try_from(part).ok().and_then(|part| parts.get_mut(part)) {
            *part = part.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        }
    }
}
