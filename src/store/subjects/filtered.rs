//! Lists of subjects over a part of the archive: the articles of one feed or of some days.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, Row, params_from_iter};

use super::lists::Conditions;
use super::rows::{self, SUBJECT};
use crate::domain::{Subject, SubjectOrder, SubjectQuery};

/// Up to this many articles are read one by one.
const FEW: i64 = 4_000;

/// The number of subjects in one SQL statement.
const AT_A_TIME: usize = 4_000;

/// How often a subject speaks, or is mentioned, in a part of the archive, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct SubjectNumbers {
    pub(in crate::store) statements: i64,
    pub(in crate::store) articles: i64,
    pub(in crate::store) first: i64,
    pub(in crate::store) last: i64,
}

impl SubjectNumbers {
    /// Replaces the numbers of a row, which are those of the whole archive, by these.
    pub(in crate::store) fn replace_in(self, mut subject: Subject, entities: bool) -> Subject {
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

/// A subject in one article of the part.
#[derive(Debug)]
pub(in crate::store) struct Seen {
    pub(in crate::store) subject: i64,
    /// The article's date, in seconds since 1970 UTC.
    pub(in crate::store) at: i64,
    /// The number of statements; 1 in a list of mentioned subjects.
    pub(in crate::store) count: i64,
}

/// The subjects of a part of the archive, read once for a list, its length and its distribution
/// over time.
#[derive(Debug)]
pub(in crate::store) struct FilteredSubjects {
    entities: bool,
    groups: HashMap<i64, SubjectNumbers>,
    /// Every appearance, if there are few.
    pub(in crate::store) seen: Option<Vec<Seen>>,
}

/// How much of the archive a query covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum ArchiveShare {
    /// All of it.
    Whole,
    /// A few articles, of a feed or a time.
    Few,
    /// Many articles.
    Many,
}

impl ArchiveShare {
    /// Estimates how much of the archive a query covers.
    pub(in crate::store) fn estimate(
        conn: &Connection,
        query: &SubjectQuery,
    ) -> Result<ArchiveShare> {
        if query.feed.is_none() && query.after.is_none() && query.before.is_none() {
            return Ok(ArchiveShare::Whole);
        }
        let (articles, values) = articles_sql(query);
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {articles} LIMIT {FEW})");
        let count: i64 =
            conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(if count < FEW { ArchiveShare::Few } else { ArchiveShare::Many })
    }
}

impl FilteredSubjects {
    /// Reads the part that a query covers: article by article, or, if there are many, all
    /// appearances in the order of subjects, which needs no sorting.
    pub(in crate::store) fn read(
        conn: &Connection,
        query: &SubjectQuery,
        size: ArchiveShare,
    ) -> Result<FilteredSubjects> {
        match size {
            ArchiveShare::Few => FilteredSubjects::of_articles(conn, query),
            _ => FilteredSubjects::of_appearances(conn, query),
        }
    }

    fn of_articles(conn: &Connection, query: &SubjectQuery) -> Result<FilteredSubjects> {
        let (articles, values) = articles_sql(query);
        let (from, conditions) = articles.split_once(" WHERE ").unwrap_or((&articles, "1"));
        let (count, has) = count_and_condition(query);
        let sql = format!(
            "SELECT p.subject, p.at, {count} FROM {from} CROSS JOIN appearances AS p
             ON p.article = a.id WHERE {conditions} AND {has}"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let (mut seen, mut groups) = (Vec::new(), HashMap::<i64, SubjectNumbers>::new());
        while let Some(row) = found.next()? {
            let one = Seen { subject: row.get(0)?, at: row.get(1)?, count: row.get(2)? };
            let start = SubjectNumbers { statements: 0, articles: 0, first: one.at, last: one.at };
            let group = groups.entry(one.subject).or_insert(start);
            group.statements += one.count;
            group.articles += 1;
            (group.first, group.last) = (group.first.min(one.at), group.last.max(one.at));
            seen.push(one);
        }
        Ok(FilteredSubjects { entities: query.entities, groups, seen: Some(seen) })
    }

    fn of_appearances(conn: &Connection, query: &SubjectQuery) -> Result<FilteredSubjects> {
        let (conditions, values) =
            range_conditions(query, "p.feed = ? AND p.standing > 0", "p.standing = 2", "p.at");
        let index = if query.entities { "appearances_mentions" } else { "appearances_says" };
        let (count, has) = count_and_condition(query);
        let sql = format!(
            "SELECT p.subject, sum({count}), count(*), min(p.at), max(p.at)
             FROM appearances AS p INDEXED BY {index} WHERE {conditions} AND {has}
             GROUP BY p.subject"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut groups = HashMap::new();
        while let Some(row) = found.next()? {
            let numbers = SubjectNumbers {
                statements: row.get(1)?,
                articles: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
            };
            groups.insert(row.get(0)?, numbers);
        }
        Ok(FilteredSubjects { entities: query.entities, groups, seen: None })
    }

    /// Returns the rows from `offset` on, and the total number of rows.
    pub(in crate::store) fn page_of_rows(
        &self,
        conn: &Connection,
        query: &SubjectQuery,
        offset: u64,
        limit: usize,
    ) -> Result<(Vec<Subject>, u64)> {
        let conditions = Conditions::of_query(query);
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
            let row = statement
                .query_row([id], |row| rows::read_subject(row, self.entities))
                .optional()?;
            found.extend(row.map(|row| self.groups[id].replace_in(row, self.entities)));
        }
        Ok((found, total))
    }

    /// Returns those of `ids` that meet the conditions, in the order of names if requested.
    fn meeting(
        &self,
        conn: &Connection,
        ids: &[i64],
        conditions: &Conditions,
        by_name: bool,
    ) -> Result<Vec<i64>> {
        let mut found: Vec<(String, i64)> = Vec::new();
        for some in ids.chunks(AT_A_TIME) {
            let some = some.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
            let name = if by_name { "s.folded" } else { "''" };
            let sql = format!(
                "SELECT {name}, s.id FROM subjects AS s NOT INDEXED WHERE s.id IN ({some}){}",
                conditions.sql()
            );
            let mut statement = conn.prepare(&sql)?;
            let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
            for one in statement.query_map(params_from_iter(conditions.values()), read)? {
                found.push(one?);
            }
        }
        if by_name {
            found.sort_unstable();
        }
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// Returns the sort key of a subject, ascending.
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

/// Returns the SQL of the count for an appearance `p`, and the condition that it must meet.
pub(in crate::store) fn count_and_condition(query: &SubjectQuery) -> (&'static str, &'static str) {
    match query.entities {
        false => ("p.statements", "p.statements > 0"),
        true => ("1", "p.mentions > 0"),
    }
}

/// Returns SQL for the articles `a` of the part, up to the end of the `WHERE` clause, with the
/// values of its parameters.
fn articles_sql(query: &SubjectQuery) -> (String, Vec<Value>) {
    let (conditions, values) =
        range_conditions(query, "a.feed = ? AND a.shown = 1", "a.lead = 1", "a.sort_key");
    let index = if query.feed.is_some() { "articles_feed" } else { "articles_list" };
    (format!("articles AS a INDEXED BY {index} WHERE {conditions}"), values)
}

/// Returns conditions on the feed and on the time, with their values.
fn range_conditions(
    query: &SubjectQuery,
    of_feed: &str,
    of_all: &str,
    at: &str,
) -> (String, Vec<Value>) {
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
