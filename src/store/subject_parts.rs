//! Lists of subjects over a part of the archive: one feed's articles, or those of some days.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use super::subject_rows::{self as rows, SUBJECT};
use super::subjects::Conditions;
use crate::domain::{Subject, SubjectOrder, SubjectQuery};

/// Up to how many articles are looked at one by one.
const FEW: i64 = 4_000;

/// How often a subject speaks, or is mentioned, in a part of the archive, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) statements: i64,
    pub(super) articles: i64,
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Numbers {
    /// Puts them into a row in place of those of the whole archive.
    pub(super) fn into(self, mut subject: Subject, entities: bool) -> Subject {
        match entities {
            true => subject.mentioned_in = self.articles as u64,
            false => {
                subject.statements = self.statements as u64;
                subject.articles = self.articles as u64;
            }
        }
        (subject.first, subject.last) = (Some(self.first), Some(self.last));
        subject
    }
}

/// A subject in one article of a part.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) subject: i64,
    /// The article's date.
    pub(super) at: i64,
    /// Statements; 1 where mentions are asked for.
    pub(super) count: i64,
}

/// A part of the archive, read once: what a list, its length and its rows' times are made of.
#[derive(Debug)]
pub(super) struct Part {
    entities: bool,
    groups: HashMap<i64, Numbers>,
    /// Every appearance, if there are few.
    pub(super) seen: Option<Vec<Seen>>,
}

/// How much of the archive a query asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// All of it.
    Whole,
    /// Some articles of a feed or some time.
    Few,
    /// Many of them.
    Many,
}

impl Size {
    /// That of what a query asks for.
    pub(super) fn of(conn: &Connection, query: &SubjectQuery) -> Result<Size> {
        if query.feed.is_none() && query.after.is_none() && query.before.is_none() {
            return Ok(Size::Whole);
        }
        let (articles, values) = articles(query);
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {articles} LIMIT {FEW})");
        let count: i64 =
            conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(if count < FEW { Size::Few } else { Size::Many })
    }
}

impl Part {
    /// Reads the part that a query asks for: article by article, or where there are many, all
    /// appearances in order of subject, which needs no sorting.
    pub(super) fn read(conn: &Connection, query: &SubjectQuery, size: Size) -> Result<Part> {
        match size {
            Size::Few => Part::of_articles(conn, query),
            _ => Part::of_appearances(conn, query),
        }
    }

    fn of_articles(conn: &Connection, query: &SubjectQuery) -> Result<Part> {
        let (articles, values) = articles(query);
        let (from, conditions) = articles.split_once(" WHERE ").unwrap_or((&articles, "1"));
        let (count, has) = counted(query);
        let sql = format!(
            "SELECT p.subject, p.at, {count} FROM {from} CROSS JOIN appearances AS p
             ON p.article = a.id WHERE {conditions} AND {has}"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let (mut seen, mut groups) = (Vec::new(), HashMap::<i64, Numbers>::new());
        while let Some(row) = found.next()? {
            let one = Seen { subject: row.get(0)?, at: row.get(1)?, count: row.get(2)? };
            let start = Numbers { statements: 0, articles: 0, first: one.at, last: one.at };
            let group = groups.entry(one.subject).or_insert(start);
            group.statements += one.count;
            group.articles += 1;
            (group.first, group.last) = (group.first.min(one.at), group.last.max(one.at));
            seen.push(one);
        }
        Ok(Part { entities: query.entities, groups, seen: Some(seen) })
    }

    fn of_appearances(conn: &Connection, query: &SubjectQuery) -> Result<Part> {
        let (conditions, values) =
            range(query, "p.feed = ? AND p.standing > 0", "p.standing = 2", "p.at");
        let index = if query.entities { "appearances_mentions" } else { "appearances_says" };
        let (count, has) = counted(query);
        let sql = format!(
            "SELECT p.subject, sum({count}), count(*), min(p.at), max(p.at)
             FROM appearances AS p INDEXED BY {index} WHERE {conditions} AND {has}
             GROUP BY p.subject"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut groups = HashMap::new();
        while let Some(row) = found.next()? {
            let numbers = Numbers {
                statements: row.get(1)?,
                articles: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
            };
            groups.insert(row.get(0)?, numbers);
        }
        Ok(Part { entities: query.entities, groups, seen: None })
    }

    /// The rows from `offset` on, and how many there are in all.
    pub(super) fn page(
        &self,
        conn: &Connection,
        query: &SubjectQuery,
        offset: u64,
        limit: usize,
    ) -> Result<(Vec<Subject>, u64)> {
        let conditions = Conditions::of(query);
        let by_name = query.order == SubjectOrder::Name;
        let mut ids: Vec<i64> = self.groups.keys().copied().collect();
        if by_name || !conditions.is_empty() {
            ids = self.meeting(conn, &ids, &conditions, by_name)?;
        }
        if !by_name {
            ids.sort_by_cached_key(|id| self.rank(query.order, *id));
        }
        let total = ids.len() as u64;
        let page = ids.iter().skip(usize::try_from(offset).unwrap_or(usize::MAX)).take(limit);
        let mut statement =
            conn.prepare_cached(&format!("SELECT {SUBJECT} FROM subjects AS s WHERE s.id = ?1"))?;
        let mut found = Vec::with_capacity(limit);
        for id in page {
            let row = statement.query_row([id], |row| rows::subject(row, self.entities))?;
            found.push(self.groups[id].into(row, self.entities));
        }
        Ok((found, total))
    }

    /// Those of `ids` that meet what is asked of subjects, in order of name if that is asked for.
    fn meeting(
        &self,
        conn: &Connection,
        ids: &[i64],
        conditions: &Conditions,
        by_name: bool,
    ) -> Result<Vec<i64>> {
        let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let order = if by_name { " ORDER BY s.folded, s.id" } else { "" };
        let sql = format!(
            "SELECT s.id FROM subjects AS s NOT INDEXED WHERE s.id IN ({ids}){}{order}",
            conditions.sql()
        );
        let values = params_from_iter(conditions.values());
        conn.prepare(&sql)?.query_map(values, |row| row.get(0))?.collect()
    }

    /// What a list is ordered by, ascending.
    fn rank(&self, order: SubjectOrder, id: i64) -> (Reverse<i64>, Reverse<i64>, i64) {
        let numbers = &self.groups[&id];
        let (first, second) = match order {
            SubjectOrder::Statements if !self.entities => (numbers.statements, numbers.articles),
            SubjectOrder::Statements | SubjectOrder::Articles => (numbers.articles, 0),
            SubjectOrder::Last => (numbers.last, 0),
            SubjectOrder::First => (numbers.first.saturating_neg(), 0),
            SubjectOrder::Name => (0, 0),
        };
        (Reverse(first), Reverse(second), id)
    }
}

/// What is counted of an appearance `p`, and what it has to have.
pub(super) fn counted(query: &SubjectQuery) -> (&'static str, &'static str) {
    match query.entities {
        false => ("p.statements", "p.statements > 0"),
        true => ("1", "p.mentions > 0"),
    }
}

/// The articles `a` of a part, up to the end of the `WHERE` clause, with the values of its `?`s.
fn articles(query: &SubjectQuery) -> (String, Vec<Value>) {
    let (conditions, values) =
        range(query, "a.feed = ? AND a.shown = 1", "a.lead = 1", "a.sort_key");
    let index = if query.feed.is_some() { "articles_feed" } else { "articles_list" };
    (format!("articles AS a INDEXED BY {index} WHERE {conditions}"), values)
}

/// Conditions on a feed or on all, and on a time, with their values.
fn range(query: &SubjectQuery, of_feed: &str, of_all: &str, at: &str) -> (String, Vec<Value>) {
    let mut sql = if query.feed.is_some() { of_feed } else { of_all }.to_owned();
    let mut values: Vec<Value> = query.feed.map(|feed| feed.0.into()).into_iter().collect();
    for (comparison, moment) in [(">=", query.after), ("<", query.before)] {
        if let Some(moment) = moment {
            sql.push_str(&format!(" AND {at} {comparison} ?"));
            values.push(moment.into());
        }
    }
    (sql, values)
}
