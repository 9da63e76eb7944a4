//! From a query to SQL: which rows a list has, in which order, from which place on.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use super::order::Sorting;
use super::seek::best::Ranking;
use super::seek::{Found, snippet};
use super::{fold, rows, saved, tags};
use crate::domain::search::{self, Search};
use crate::domain::{ArticleRow, Counts, Cursor, Edge, Order, Page, Query, Range, Scope};

/// From how many articles on it is cheaper to walk the index of everything than to look each of
/// them up.
const MANY: i64 = 5_000;

/// Of so many rows, so many have to have the words of a filter for these to be called frequent.
const FREQUENT: (i64, i64) = (200, 5_000);

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
        let is_frequent = list.filter(conn, &query.filter)?;
        list.sort(query.order, is_frequent);
        let words = list.search.as_ref().is_some_and(Search::has_words);
        if query.order == Order::Best && words {
            list.ranking = Ranking::of(conn, &list, query.now)?;
        }
        Ok(list)
    }

    fn of_scope(conn: &Connection, scope: &Scope, now: i64) -> Result<List> {
        match scope {
            Scope::All => Ok(List::by("articles_list", "a.lead = 1", Vec::new())),
            Scope::Starred => {
                let conditions = "a.lead = 1 AND a.starred = 1";
                Ok(List::by("articles_starred", conditions, Vec::new()))
            }
            // A feed shows its own copies, whichever leads elsewhere.
            Scope::Feed(feed) => {
                let conditions = "a.feed = ? AND a.shown = 1";
                let list = List::by("articles_feed", conditions, vec![feed.0.into()]);
                Ok(List { leads: false, ..list })
            }
            Scope::Tag(tag) => {
                let key = fold::fold(tag.trim());
                let rare = tags::feeds_with(conn, &key)?.is_empty() && is_rare(conn, &key)?;
                let index = if rare { "articles_story" } else { "articles_list" };
                let (condition, values) = tags::condition(conn, &key, false)?;
                Ok(List::by(index, &format!("a.lead = 1 AND {condition}"), values))
            }
            Scope::Search(text) => List::of_search(conn, text, now),
            Scope::Saved(id) => match saved::of(conn, *id)? {
                Some(query) => List::of_search(conn, &query.text, now),
                None => Ok(List::by("articles_list", "a.lead = 1 AND +a.id < 0", Vec::new())),
            },
        }
    }

    /// What a search finds; one that is wrong finds nothing.
    fn of_search(conn: &Connection, text: &str, now: i64) -> Result<List> {
        let Ok(search) = search::parse(text) else {
            return Ok(List::by("articles_list", "a.lead = 1 AND +a.id < 0", Vec::new()));
        };
        let found = Found::by(conn, &search, now)?;
        let index = match &found {
            found if found.few => From::Ids,
            found if found.authors => From::Index("articles_filter"),
            found if found.wide => From::Index("articles_search"),
            _ => From::Index("articles_list"),
        };
        let conditions = format!("a.lead = 1 AND {}", found.sql.text);
        let list = List::by("articles_list", &conditions, found.sql.values);
        Ok(List { from: index, search: Some(search), ..list })
    }

    fn by(index: &'static str, conditions: &str, values: Vec<Value>) -> List {
        List {
            from: From::Index(index),
            leads: true,
            conditions: conditions.to_owned(),
            values,
            sorting: Sorting::of(Order::Newest),
            search: None,
            ranking: None,
        }
    }

    /// Keeps only what has the words of a filter; says whether so much has them that a walk in any
    /// order soon meets some.
    fn filter(&mut self, conn: &Connection, filter: &str) -> Result<bool> {
        let words = fold::words(filter);
        if words.is_empty() {
            return Ok(true);
        }
        if self.from != From::Ids && !self.is_short(conn)? {
            self.from = From::Index("articles_filter");
        }
        let feeds = feed_titles(conn)?;
        let (conditions, values) = (self.conditions.len(), self.values.len());
        words.into_iter().for_each(|word| self.push_word(word, &feeds));
        let (enough, looked) = FREQUENT;
        let sql = format!(
            "SELECT count(*) FROM (SELECT a.feed, a.haystack FROM articles AS a
               INDEXED BY articles_filter WHERE a.lead = 1
               ORDER BY a.sort_key DESC, a.id DESC LIMIT {looked}) AS a WHERE 1 {}",
            &self.conditions[conditions..]
        );
        if self.from == From::Ids {
            return Ok(false);
        }
        let found: i64 = conn
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&self.values[values..]), |row| row.get(0))?;
        Ok(found >= enough)
    }

    /// Chooses the order's own index where a walk through it soon meets the rows of this list.
    fn sort(&mut self, order: Order, is_frequent: bool) {
        self.sorting = Sorting::of(order);
        let walks = match self.from {
            From::Index("articles_list" | "articles_search") => true,
            From::Index("articles_filter") => is_frequent && self.leads,
            From::Index(_) | From::Ids => false,
        };
        if let Some(index) = self.sorting.index.filter(|_| walks) {
            self.from = From::Index(index);
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
