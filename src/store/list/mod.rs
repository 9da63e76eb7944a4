//! From a query to SQL: which rows a list has, in which order, from which place on.

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

/// Where the rows of a list are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// A walk through an index.
    Index(&'static str),
    /// The conditions give few ids: these are looked up.
    Ids,
}

/// A list's conditions as SQL on `articles AS a`, with the values of its `?`s in order.
pub(super) struct List {
    from: From,
    /// Whether it has only articles that stand for their stories.
    leads: bool,
    conditions: String,
    values: Vec<Value>,
    sorting: Sorting,
    search: Option<Search>,
    /// The rows that come first, if they are ranked.
    ranking: Option<Ranking>,
}

/// Rows on one side of a place: a comparison that `(key, id)` has to hold against it.
pub(super) type Side = Option<(&'static str, Cursor)>;

impl List {
    /// What `query` asks for.
    pub(super) fn new(conn: &Connection, query: &Query) -> Result<List> {
        let mut list = List::of_scope(conn, &query.scope, query.now)?;
        if query.unread_only {
            list.push(" AND (a.read_at IS NULL OR a.read_at >= ?)", query.unread_since.into());
        }
        list.filter(conn, &query.filter, query.order)?;
        let words = list.search.as_ref().is_some_and(Search::has_words);
        if query.order == Order::Best && words {
            list.ranking = Ranking::of(conn, &list, query.now)?;
        }
        Ok(list)
    }

    /// `SELECT {what}` over the rows on one side of a place, up to the `WHERE` clause's end; of a
    /// ranked list only those rows that are not ranked.
    pub(super) fn select(&self, what: &str, join: &str, side: Side) -> (String, Vec<Value>) {
        let from = match self.from {
            From::Index(index) => format!("INDEXED BY {index}"),
            From::Ids => "NOT INDEXED".to_owned(),
        };
        let (conditions, key) = (&self.conditions, self.sorting.key);
        let mut sql = format!("SELECT {what} FROM articles AS a {from} {join} WHERE {conditions}");
        let mut values = self.values.clone();
        let rest = self.ranking.as_ref().map(|ranking| ("<", ranking.end()));
        for (comparison, cursor) in rest.into_iter().chain(side) {
            // The first of the two is what an index on an expression is searched by.
            let bound = if comparison.starts_with('<') { "<=" } else { ">=" };
            sql.push_str(&format!(" AND {key} {bound} ? AND ({key}, a.id) {comparison} (?, ?)"));
            values.extend([cursor.key, cursor.key, cursor.id.0].map(Value::from));
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
        let ranked = self.ranking.as_ref();
        if end {
            let rest = self.plain_rows(conn, side, true, limit)?;
            let missing = limit - rest.len();
            let mut found = match ranked.filter(|_| missing > 0) {
                Some(ranking) => ranking.rows(conn, side, true, missing)?,
                None => Vec::new(),
            };
            found.extend(rest);
            return Ok(found);
        }
        let mut found = match ranked {
            Some(ranking) => ranking.rows(conn, side, false, limit)?,
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
        let what = format!("{}, {key}", rows::ARTICLE_ROW);
        let (mut sql, mut values) = self.select(&what, join, side);
        let order = if end { "ASC" } else { "DESC" };
        sql.push_str(&format!(" ORDER BY {key} {order}, a.id {order} LIMIT ?"));
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
        let read = |row: &Row| {
            let order_key = row.get(rows::ARTICLE_ROW_WIDTH)?;
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

    /// How many rows lie on one side of a place.
    fn count(&self, conn: &Connection, side: Side) -> Result<u64> {
        let (sql, values) = self.select("count(*)", "", side);
        let count: i64 =
            conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        let ranked = self.ranking.as_ref().map_or(0, |ranking| ranking.places(side).count());
        Ok(count as u64 + ranked as u64)
    }

    /// All rows, and those that are unread. The order does not matter, and ranks none.
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
            snippet::fill(conn, search, &mut rows)?;
        }
        let newest: Option<i64> =
            conn.prepare_cached("SELECT max(id) FROM articles")?.query_row([], |row| row.get(0))?;
        Ok(Page { rows, offset, newest: newest.map(ArticleId) })
    }

    /// At most `limit` rows after a place, or the first; without pieces of the text.
    pub(super) fn after(
        &self,
        conn: &Connection,
        place: Option<Cursor>,
        limit: usize,
    ) -> Result<Vec<ArticleRow>> {
        self.rows(conn, place.map(|place| ("<", place)), false, limit)
    }

    /// Keys and ids of all rows after a place, or of all, in list order.
    pub(super) fn places_after(
        &self,
        conn: &Connection,
        place: Option<Cursor>,
    ) -> Result<Vec<(i64, i64)>> {
        let side = place.map(|place| ("<", place));
        let mut places: Vec<(i64, i64)> = match &self.ranking {
            Some(ranking) => ranking.places(side).collect(),
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
        let mut ids = match &self.ranking {
            Some(ranking) => ranking.places(side).map(|(_, id)| id).collect(),
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

    /// The words that it looks for.
    pub(super) fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }
}
