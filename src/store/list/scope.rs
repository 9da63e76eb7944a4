//! Adds the conditions of a list: the part of the archive, a search, the words of a filter.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use super::names::{self, Having};
use super::{From, ListQuery};
use crate::domain::search;
use crate::domain::{Order, Scope};
use crate::store::order::Sorting;
use crate::store::seek::FoundArticles;
use crate::store::{fold, saved, tags};

/// From this many articles on, reading the index of all articles is cheaper than looking up each
/// one.
const MANY: i64 = 5_000;

/// Words are frequent if at least the first number of rows, among the second number of newest rows,
/// contain them.
const FREQUENT: (i64, i64) = (200, 5_000);

impl ListQuery {
    pub(super) fn of_scope(conn: &Connection, scope: &Scope, now: i64) -> Result<ListQuery> {
        match scope {
            Scope::All => Ok(ListQuery::by("articles_list", "a.lead = 1", Vec::new())),
            Scope::Starred => {
                let conditions = "a.lead = 1 AND a.starred = 1";
                Ok(ListQuery::by("articles_starred", conditions, Vec::new()))
            }
            // A feed shows its own copies, even if a copy in another feed leads.
            Scope::Feed(feed) => {
                let conditions = "a.feed = ? AND a.shown = 1";
                let list = ListQuery::by("articles_feed", conditions, vec![feed.0.into()]);
                Ok(ListQuery { leads: false, ..list })
            }
            Scope::Tag(tag) => {
                let key = fold::fold(tag.trim());
                let rare = tags::feeds_with(conn, &key)?.is_empty() && is_rare(conn, &key)?;
                let index = if rare { "articles_story" } else { "articles_list" };
                let (condition, values) = tags::tag_condition(conn, &key, false)?;
                Ok(ListQuery::by(index, &format!("a.lead = 1 AND {condition}"), values))
            }
            Scope::Search(text) => ListQuery::of_search(conn, text, now),
            Scope::Saved(id) => match saved::read_query(conn, *id)? {
                Some(query) => ListQuery::of_search(conn, &query.text, now),
                None => Ok(ListQuery::by("articles_list", "a.lead = 1 AND +a.id < 0", Vec::new())),
            },
        }
    }

    /// Adds what a search finds. An invalid search finds nothing.
    fn of_search(conn: &Connection, text: &str, now: i64) -> Result<ListQuery> {
        let Ok(search) = search::parse(text) else {
            return Ok(ListQuery::by("articles_list", "a.lead = 1 AND +a.id < 0", Vec::new()));
        };
        let found = FoundArticles::for_search(conn, &search, now)?;
        let index = match &found {
            found if found.few => From::Ids,
            found if found.authors => From::Index("articles_filter"),
            found if found.wide => From::Index("articles_search"),
            _ => From::Index("articles_list"),
        };
        let conditions = format!("a.lead = 1 AND {}", found.sql.text);
        let list = ListQuery::by("articles_list", &conditions, found.sql.values);
        Ok(ListQuery { from: index, search: Some(search), ..list })
    }

    fn by(index: &'static str, conditions: &str, values: Vec<Value>) -> ListQuery {
        ListQuery {
            from: From::Index(index),
            leads: true,
            conditions: conditions.to_owned(),
            values,
            sorting: Sorting::for_order(Order::Newest),
            search: None,
            ranking: None,
        }
    }

    /// Adds the words of a filter, and the order.
    pub(super) fn add_filter(
        &mut self,
        conn: &Connection,
        filter: &str,
        order: Order,
    ) -> Result<()> {
        self.sorting = Sorting::for_order(order);
        let words = fold::folded_words(filter);
        let feeds = if words.is_empty() { Vec::new() } else { feed_titles(conn)? };
        if !words.is_empty() && self.from != From::Ids && !self.is_narrowed(conn, &words, &feeds)? {
            let short = self.is_short(conn)?;
            self.from = if short { self.from } else { From::Index("articles_filter") };
        }
        let (conditions, values) = (self.conditions.len(), self.values.len());
        words.into_iter().for_each(|word| self.push_word(word, &feeds));
        let Some(index) = self.sorting.index else { return Ok(()) };
        // Reads the order's own index if that soon meets rows of this list.
        let walks = match self.from {
            From::Index("articles_list" | "articles_search") => true,
            From::Index("articles_filter") if self.leads => {
                self.is_frequent(conn, conditions, values)?
            }
            From::Index(_) | From::Ids => false,
        };
        if walks {
            self.from = From::Index(index);
        }
        Ok(())
    }

    /// Restricts the list to the few articles that can contain the words, and returns whether they
    /// are few. Words in a feed's title match all of its articles.
    fn is_narrowed(
        &mut self,
        conn: &Connection,
        words: &[String],
        feeds: &[(i64, String)],
    ) -> Result<bool> {
        let of_feed = |word: &str| feeds.iter().any(|(_, title)| title.contains(word));
        let words: Vec<&str> =
            words.iter().map(String::as_str).filter(|word| !of_feed(word)).collect();
        match names::estimate_matches(conn, &words)? {
            Having::None => self.conditions.push_str(" AND a.id IN ()"),
            Having::Few(expression) => self.add_condition(
                " AND a.id IN (SELECT rowid FROM search_names WHERE search_names MATCH ?)",
                expression.into(),
            ),
            Having::Many => return Ok(false),
        }
        self.from = From::Ids;
        Ok(true)
    }

    /// Returns whether many of the newest articles contain the words of the filter. `conditions`
    /// and `values` are the positions at which the filter's SQL and values begin.
    fn is_frequent(&self, conn: &Connection, conditions: usize, values: usize) -> Result<bool> {
        let (enough, looked) = FREQUENT;
        let sql = format!(
            "SELECT count(*) FROM (SELECT a.feed, a.haystack FROM articles AS a
               INDEXED BY articles_filter WHERE a.lead = 1
               ORDER BY a.sort_key DESC, a.id DESC LIMIT {looked}) AS a WHERE 1 {}",
            &self.conditions[conditions..]
        );
        let found: i64 = conn
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&self.values[values..]), |row| row.get(0))?;
        Ok(found >= enough)
    }

    /// Returns whether this part of the archive is so small that its rows may be looked up one by
    /// one.
    fn is_short(&self, conn: &Connection) -> Result<bool> {
        let (inner, mut values) = self.select("1", "", None);
        values.push(MANY.into());
        let count: i64 = conn
            .prepare_cached(&format!("SELECT count(*) FROM ({inner} LIMIT ?)"))?
            .query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count < MANY)
    }

    pub(super) fn add_condition(&mut self, condition: &str, value: Value) {
        self.conditions.push_str(condition);
        self.values.push(value);
    }

    /// Adds the condition that the word occurs in title, authors or the feed's title.
    fn push_word(&mut self, word: String, feeds: &[(i64, String)]) {
        let named = feeds.iter().filter(|(_, title)| title.contains(&word));
        let named: Vec<String> = named.map(|(feed, _)| feed.to_string()).collect();
        let feeds = match named.is_empty() {
            true => String::new(),
            false => format!("a.feed IN ({}) OR ", named.join(",")),
        };
        self.add_condition(&format!(" AND ({feeds}instr(a.haystack, ?) > 0)"), word.into());
    }
}

/// Returns whether few articles have that tag.
fn is_rare(conn: &Connection, key: &str) -> Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM tags WHERE key = ?1 AND shown = 1 LIMIT ?2)";
    let count: i64 =
        conn.prepare_cached(sql)?.query_row(rusqlite::params![key, MANY], |row| row.get(0))?;
    Ok(count < MANY)
}

/// Returns the feeds with their folded titles. Feeds are few, and need no folded column.
fn feed_titles(conn: &Connection) -> Result<Vec<(i64, String)>> {
    conn.prepare_cached("SELECT id, coalesce(own_title, title) FROM feeds")?
        .query_map([], |row| Ok((row.get(0)?, fold::fold(&row.get::<_, String>(1)?))))?
        .collect()
}
