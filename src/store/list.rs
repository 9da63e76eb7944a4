//! From a query to SQL: which rows a list has, in which order, from which place on.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use super::{fold, rows, tags};
use crate::domain::{ArticleRow, Counts, Cursor, Edge, Page, Query, Range, Scope};

/// From how many articles on it is cheaper to walk the index of everything than to look each of
/// them up.
const MANY: i64 = 5_000;

/// A list's conditions as SQL on `articles AS a`, with the values of its `?`s in order.
pub(super) struct List {
    index: &'static str,
    conditions: String,
    values: Vec<Value>,
}

/// Rows on one side of a place: a comparison that `(sort_key, id)` has to hold against it.
type Side = Option<(&'static str, Cursor)>;

impl List {
    /// What `query` asks for.
    pub(super) fn new(conn: &Connection, query: &Query) -> Result<List> {
        let mut list = List::of_scope(conn, &query.scope)?;
        if query.unread_only {
            list.push(" AND (a.read_at IS NULL OR a.read_at >= ?)", query.unread_since.into());
        }
        let words = fold::words(&query.filter);
        if !words.is_empty() {
            if !list.is_short(conn)? {
                list.index = "articles_filter";
            }
            let feeds = feed_titles(conn)?;
            words.into_iter().for_each(|word| list.push_word(word, &feeds));
        }
        Ok(list)
    }

    fn of_scope(conn: &Connection, scope: &Scope) -> Result<List> {
        let list = |index, conditions: &str, values| {
            Ok(List { index, conditions: conditions.to_owned(), values })
        };
        match scope {
            Scope::All => list("articles_list", "a.lead = 1", Vec::new()),
            Scope::Starred => list("articles_starred", "a.lead = 1 AND a.starred = 1", Vec::new()),
            // A feed shows its own copies, whichever leads elsewhere.
            Scope::Feed(feed) => {
                list("articles_feed", "a.feed = ? AND a.shown = 1", vec![feed.0.into()])
            }
            Scope::Search(_) | Scope::Saved(_) => {
                list("articles_list", "a.lead = 1 AND 0", Vec::new())
            }
            Scope::Tag(tag) => {
                let key = fold::fold(tag.trim());
                let feeds = tags::feeds_with(conn, &key)?;
                let rare = feeds.is_empty() && is_rare(conn, &key)?;
                let index = if rare { "articles_story" } else { "articles_list" };
                let of_feeds = match feeds.is_empty() {
                    true => String::new(),
                    false => format!(
                        "UNION ALL SELECT b.story FROM articles AS b
                         WHERE b.feed IN ({}) AND b.shown = 1",
                        feeds.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
                    ),
                };
                let conditions = format!(
                    "a.lead = 1 AND a.story IN (
                     SELECT t.story FROM tags AS t WHERE t.key = ? AND t.shown = 1 {of_feeds})"
                );
                list(index, &conditions, vec![key.into()])
            }
        }
    }

    /// Whether this part of the archive is so small that its rows may be looked up one by one.
    fn is_short(&self, conn: &Connection) -> Result<bool> {
        let (inner, mut values) = self.select("1", "", None);
        values.push(MANY.into());
        let count: i64 = conn
            .prepare_cached(&format!("SELECT count(*) FROM ({inner} LIMIT ?)"))?
            .query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count < MANY)
    }

    fn push(&mut self, condition: &str, value: Value) {
        self.conditions.push_str(condition);
        self.values.push(value);
    }

    /// The word stands in title or authors, or in the feed's title.
    fn push_word(&mut self, word: String, feeds: &[(i64, String)]) {
        let named = feeds.iter().filter(|(_, title)| title.contains(&word));
        let named: Vec<String> = named.map(|(feed, _)| feed.to_string()).collect();
        let feeds = match named.is_empty() {
            true => String::new(),
            false => format!("a.feed IN ({}) OR ", named.join(",")),
        };
        self.push(&format!(" AND ({feeds}instr(a.haystack, ?) > 0)"), word.into());
    }

    /// `SELECT {what}` over the rows on one side of a place, up to the `WHERE` clause's end.
    fn select(&self, what: &str, join: &str, side: Side) -> (String, Vec<Value>) {
        let (index, conditions) = (self.index, &self.conditions);
        let mut sql = format!(
            "SELECT {what} FROM articles AS a INDEXED BY {index} {join} WHERE {conditions}"
        );
        let mut values = self.values.clone();
        if let Some((comparison, cursor)) = side {
            sql.push_str(&format!(" AND (a.sort_key, a.id) {comparison} (?, ?)"));
            values.extend([cursor.key.into(), cursor.id.0.into()]);
        }
        (sql, values)
    }

    /// At most `limit` rows on one side of a place, in list order: the first ones, or the last.
    fn rows(
        &self,
        conn: &Connection,
        side: Side,
        end: bool,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        let join = "CROSS JOIN feeds AS f ON f.id = a.feed";
        let (mut sql, mut values) = self.select(rows::ARTICLE_ROW, join, side);
        let order = if end { "ASC" } else { "DESC" };
        sql.push_str(&format!(" ORDER BY a.sort_key {order}, a.id {order} LIMIT ?"));
        values.push((limit as i64).into());
        let mut found = conn
            .prepare_cached(&sql)?
            .query_map(params_from_iter(values), rows::article_row)?
            .collect::<Result<Vec<ArticleRow>>>()?;
        if end {
            found.reverse();
        }
        Ok(found)
    }

    /// How many rows lie on one side of a place.
    fn count(&self, conn: &Connection, side: Side) -> Result<u64> {
        let (sql, values) = self.select("count(*)", "", side);
        let count: i64 =
            conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count as u64)
    }

    /// All rows, and those that are unread.
    pub(super) fn counts(&self, conn: &Connection) -> Result<Counts> {
        let (sql, values) = self.select("count(*), count(*) - count(a.read_at)", "", None);
        let read = |row: &Row| {
            let (total, unread): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(Counts { total: total as u64, unread: unread as u64 })
        };
        conn.prepare_cached(&sql)?.query_row(params_from_iter(values), read)
    }

    /// A page of at most `limit` rows.
    pub(super) fn page(&self, conn: &Connection, edge: Edge, limit: usize) -> Result<Page> {
        let (rows, offset) = match edge {
            Edge::Start => (self.rows(conn, None, false, limit)?, 0),
            Edge::End => {
                let rows = self.rows(conn, None, true, limit)?;
                let offset = self.count(conn, None)? - rows.len() as u64;
                (rows, offset)
            }
            Edge::After(place) => {
                let offset = self.count(conn, Some((">=", place)))?;
                (self.rows(conn, Some(("<", place)), false, limit)?, offset)
            }
            Edge::Before(place) => {
                let rows = self.rows(conn, Some((">", place)), true, limit)?;
                let offset = self.count(conn, Some((">", place)))? - rows.len() as u64;
                (rows, offset)
            }
            Edge::Around(place) => self.around(conn, place, limit)?,
        };
        Ok(Page { rows, offset })
    }

    /// Half a page on each side; where one side has less, the other has more.
    fn around(
        &self,
        conn: &Connection,
        place: Cursor,
        limit: usize,
    ) -> Result<(Vec<ArticleRow>, u64)> {
        let above = Some((">", place));
        let mut rows = self.rows(conn, above, true, limit / 2)?;
        let rest = self.rows(conn, Some(("<=", place)), false, limit - rows.len())?;
        if rows.len() + rest.len() < limit {
            rows = self.rows(conn, above, true, limit - rest.len())?;
        }
        let offset = self.count(conn, above)? - rows.len() as u64;
        rows.extend(rest);
        Ok((rows, offset))
    }

    /// The ids in a range, in list order, of those whose read state is not `read`.
    pub(super) fn ids_to_mark(
        &self,
        conn: &Connection,
        range: Range,
        read: bool,
    ) -> Result<Vec<i64>> {
        let side = match range {
            Range::All => None,
            Range::Above(place) => Some((">", place)),
            Range::Below(place) => Some(("<", place)),
        };
        let (mut sql, values) = self.select("a.id", "", side);
        sql.push_str(if read { " AND a.read_at IS NULL" } else { " AND a.read_at IS NOT NULL" });
        sql.push_str(" ORDER BY a.sort_key DESC, a.id DESC");
        conn.prepare_cached(&sql)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
    }
}

/// Whether few articles have that tag.
fn is_rare(conn: &Connection, key: &str) -> Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM tags WHERE key = ?1 AND shown = 1 LIMIT ?2)";
    let count: i64 =
        conn.prepare_cached(sql)?.query_row(rusqlite::params![key, MANY], |row| row.get(0))?;
    Ok(count < MANY)
}

/// The feeds with their titles, folded. There are few; they need no column of their own.
fn feed_titles(conn: &Connection) -> Result<Vec<(i64, String)>> {
    conn.prepare_cached("SELECT id, coalesce(own_title, title) FROM feeds")?
        .query_map([], |row| Ok((row.get(0)?, fold::fold(&row.get::<_, String>(1)?))))?
        .collect()
}
