//! Translates a query to SQL: which rows a list has, in which order, and from which position on.

mod names;
mod scope;

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use super::order::Sorting;
use super::rows;
use super::seek::best::Ranking;
use super::seek::snippet;
use crate::domain::search::Search;
use crate::domain::{ArticleId, ArticleRow, Counts, Cursor, Edge, Order, Page, Query, Range};

/// The origin of a list's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// An index is read in order.
    Index(&'static str),
    /// The conditions give few ids, which are looked up.
    Ids,
}

/// The conditions of a list as SQL on `articles AS a`, with the values of its parameters in order.
pub(super) struct ListQuery {
    from: From,
    /// Whether the list has only articles that lead their stories.
    leads: bool,
    conditions: String,
    values: Vec<Value>,
    sorting: Sorting,
    search: Option<Search>,
    /// The ranked rows, which come first, if there are any.
    ranking: Option<Ranking>,
}

/// Rows on one side of a position: the comparison of `(key, id)` with it.
pub(super) type Side = Option<(&'static str, Cursor)>;

impl ListQuery {
    /// Translates `query`.
    pub(super) fn new(conn: &Connection, query: &Query) -> Result<ListQuery> {
        let mut list = ListQuery::of_scope(conn, &query.scope, query.now)?;
        if query.unread_only {
            list.add_condition(
                " AND (a.read_at IS NULL OR a.read_at >= ?)",
                query.unread_since.into(),
            );
        }
        list.add_filter(conn, &query.filter, query.order)?;
        let words = list.search.as_ref().is_some_and(Search::has_words);
        if query.order == Order::Best && words {
            list.ranking = Ranking::rank_matches(conn, &list, query.now)?;
        }
        Ok(list)
    }

    /// Returns `SELECT {what}` over the rows on one side of a position, up to the end of the
    /// `WHERE` clause. For a ranked list, these are only the rows without rank.
    pub(super) fn select(&self, what: &str, join: &str, side: Side) -> (String, Vec<Value>) {
        let from = match self.from {
            From::Index(index) => format!("INDEXED BY {index}"),
            From::Ids => "NOT INDEXED".to_owned(),
        };
        let (conditions, key) = (&self.conditions, self.sorting.key);
        let mut sql = format!("SELECT {what} FROM articles AS a {from} {join} WHERE {conditions}");
        let mut values = self.values.clone();
        let rest = self.ranking.as_ref().map(|ranking| ("<", ranking.end_of_ranked()));
        for (comparison, cursor) in rest.into_iter().chain(side) {
            // An index on an expression is searched by the first of the two comparisons.
            let bound = if comparison.starts_with('<') { "<=" } else { ">=" };
            sql.push_str(&format!(" AND {key} {bound} ? AND ({key}, a.id) {comparison} (?, ?)"));
            values.extend([cursor.key, cursor.key, cursor.id.0].map(Value::from));
        }
        (sql, values)
    }

    /// Reads at most `limit` rows on one side of a position, in list order: the first rows, or the
    /// last if `end` is set.
    fn rows(
        &self,
        conn: &Connection,
        side: Side,
        end: bool,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        let ranked = self.ranking.as_ref();
        if end {
            let rest = self.plain_rows(conn, side, true, limit)?;
            let missing = limit - rest.len();
            let mut found = match ranked.filter(|_| missing > 0) {
                Some(ranking) => ranking.read_rows(conn, side, true, missing)?,
                None => Vec::new(),
            };
            found.extend(rest);
            return Ok(found);
        }
        let mut found = match ranked {
            Some(ranking) => ranking.read_rows(conn, side, false, limit)?,
            None => Vec::new(),
        };
        if found.len() < limit {
            found.extend(self.plain_rows(conn, side, false, limit - found.len())?);
        }
        Ok(found)
    }

    fn plain_rows(
        &self,
        conn: &Connection,
        side: Side,
        end: bool,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        let key = self.sorting.key;
        let join = "CROSS JOIN feeds AS f ON f.id = a.feed";
        let what = format!("{}, {key}", rows::article_columns::SQL);
        let (mut sql, mut values) = self.select(&what, join, side);
        let order = if end { "ASC" } else { "DESC" };
        sql.push_str(&format!(" ORDER BY {key} {order}, a.id {order} LIMIT ?"));
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
        let read = |row: &Row| {
            let order_key = row.get(rows::article_columns::WIDTH)?;
            Ok(ArticleRow { order_key, ..rows::article_row(row)? })
        };
        let mut found = conn
            .prepare_cached(&sql)?
            .query_map(params_from_iter(values), read)?
            .collect::<Result<Vec<ArticleRow>>>()?;
        if end {
            found.reverse();
        }
        Ok(found)
    }

    /// Counts the rows on one side of a position.
    fn count(&self, conn: &Connection, side: Side) -> Result<u64> {
        let (sql, values) = self.select("count(*)", "", side);
        let count: i64 =
            conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        let ranked = self.ranking.as_ref().map_or(0, |ranking| ranking.positions(side).count());
        Ok(count as u64 + ranked as u64)
    }

    /// Counts all rows and the unread ones. Ignores the order and ranks nothing.
    pub(super) fn count_rows(&self, conn: &Connection) -> Result<Counts> {
        let (sql, values) = self.select("count(*), count(*) - count(a.read_at)", "", None);
        let read = |row: &Row| {
            let (total, unread): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(Counts { total: total as u64, unread: unread as u64 })
        };
        conn.prepare_cached(&sql)?.query_row(params_from_iter(values), read)
    }

    /// Reads a page of at most `limit` rows.
    pub(super) fn read_page(&self, conn: &Connection, edge: Edge, limit: usize) -> Result<Page> {
        let (mut rows, offset) = match edge {
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
        if let Some(search) = &self.search {
            snippet::fill_snippets(conn, search, &mut rows)?;
        }
        let newest: Option<i64> =
            conn.prepare_cached("SELECT max(id) FROM articles")?.query_row([], |row| row.get(0))?;
        Ok(Page { rows, offset, newest: newest.map(ArticleId) })
    }

    /// Reads at most `limit` rows after a position, or the first rows, without excerpts.
    pub(super) fn rows_after(
        &self,
        conn: &Connection,
        place: Option<Cursor>,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        self.rows(conn, place.map(|place| ("<", place)), false, limit)
    }

    /// Reads keys and ids of all rows after a position, or of all rows, in list order.
    pub(super) fn places_after(
        &self,
        conn: &Connection,
        place: Option<Cursor>,
    ) -> Result<Vec<(i64, i64)>> {
        let side = place.map(|place| ("<", place));
        let mut places: Vec<(i64, i64)> = match &self.ranking {
            Some(ranking) => ranking.positions(side).collect(),
            None => Vec::new(),
        };
        let key = self.sorting.key;
        let (mut sql, values) = self.select(&format!("{key}, a.id"), "", side);
        sql.push_str(&format!(" ORDER BY {key} DESC, a.id DESC"));
        let mut statement = conn.prepare_cached(&sql)?;
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        for place in statement.query_map(params_from_iter(values), read)? {
            places.push(place?);
        }
        Ok(places)
    }

    /// Reads half a page on each side of a position. If one side has fewer rows, the other has
    /// more.
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

    /// Returns the ids in a range whose read state differs from `read`, in list order.
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
        let mut ids = match &self.ranking {
            Some(ranking) => ranking.positions(side).map(|(_, id)| id).collect(),
            None => Vec::new(),
        };
        let (mut sql, values) = self.select("a.id", "", side);
        sql.push_str(if read { " AND a.read_at IS NULL" } else { " AND a.read_at IS NOT NULL" });
        sql.push_str(&format!(" ORDER BY {} DESC, a.id DESC", self.sorting.key));
        let mut statement = conn.prepare_cached(&sql)?;
        for id in statement.query_map(params_from_iter(values), |row| row.get(0))? {
            ids.push(id?);
        }
        Ok(ids)
    }

    /// Returns the list's search, if it has one.
    pub(super) fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }
}
