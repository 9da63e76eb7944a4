//! How subjects' statements and mentions are spread over the time that a list covers.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use crate::domain::SubjectQuery;

/// How many parts the time has.
const PARTS: usize = 12;

/// The time that a list covers, and what of it counts.
pub(super) struct Time {
    entities: bool,
    feed: Option<i64>,
    /// First and last moment; none where there is no article.
    range: Option<(i64, i64)>,
}

impl Time {
    /// From the first article to the last, or as the query says.
    pub(super) fn of(conn: &Connection, query: &SubjectQuery) -> Result<Time> {
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
        Ok(Time { entities: query.entities, feed, range })
    }

    /// The statements of a subject (of an entity: the articles that mention it) in each part.
    pub(super) fn of_subject(&self, conn: &Connection, subject: i64) -> Result<Vec<u32>> {
        let mut parts = vec![0u32; PARTS];
        let Some((first, last)) = self.range else { return Ok(parts) };
        let (index, what, has) = match self.entities {
            false => ("appearances_says", "p.statements", "p.statements > 0"),
            true => ("appearances_mentions", "1", "p.mentions > 0"),
        };
        let of =
            if self.feed.is_some() { "p.standing > 0 AND p.feed = ?" } else { "p.standing = 2" };
        let sql = format!(
            "SELECT p.at, {what} FROM appearances AS p INDEXED BY {index}
             WHERE p.subject = ? AND {has} AND p.at BETWEEN ? AND ? AND {of}"
        );
        let mut values: Vec<Value> = vec![subject.into(), first.into(), last.into()];
        values.extend(self.feed.map(Value::from));
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let whole = i128::from(last) - i128::from(first) + 1;
        while let Some(row) = found.next()? {
            let (at, count): (i64, i64) = (row.get(0)?, row.get(1)?);
            let part = (i128::from(at) - i128::from(first)) * PARTS as i128 / whole;
            let part = &mut parts[(part as usize).min(PARTS - 1)];
            *part = part.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        }
        Ok(parts)
    }
}
