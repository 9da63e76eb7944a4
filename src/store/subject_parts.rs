//! Lists of subjects over a part of the archive: one feed's articles, or those of some time.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use super::subject_rows::{self as rows, SUBJECT, SUBJECT_WIDTH};
use super::subjects::Conditions;
use crate::domain::{Subject, SubjectOrder, SubjectQuery};

/// Up to how many articles are looked at one by one; for more, all appearances are read in order of
/// subject, which needs no sorting.
const FEW: i64 = 4_000;

/// A part of the archive, as SQL over `appearances AS p` with the values of its `?`s.
pub(super) struct Part {
    /// Up to the end of the `WHERE` clause.
    pub(super) from: String,
    pub(super) values: Vec<Value>,
    /// Whether it has so few articles that it goes from article to article.
    pub(super) few: bool,
    entities: bool,
}

impl Part {
    /// The part that is asked for; none if it is the whole archive.
    pub(super) fn of(conn: &Connection, query: &SubjectQuery) -> Result<Option<Part>> {
        if query.feed.is_none() && query.after.is_none() && query.before.is_none() {
            return Ok(None);
        }
        let (articles, values) =
            range(query, "a.feed = ? AND a.shown = 1", "a.lead = 1", "a.sort_key");
        let index = if query.feed.is_some() { "articles_feed" } else { "articles_list" };
        let articles = format!(
            "articles AS a INDEXED BY {index} CROSS JOIN appearances AS p
             ON p.article = a.id WHERE {articles}"
        );
        let count = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {FEW})",
            articles.replace("CROSS JOIN appearances AS p\n             ON p.article = a.id", "")
        );
        let few = conn
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.clone()), |row| row.get::<_, i64>(0))?
            < FEW;
        let has = if query.entities { "p.mentions > 0" } else { "p.statements > 0" };
        if few {
            let from = format!("{articles} AND {has}");
            return Ok(Some(Part { from, values, few, entities: query.entities }));
        }
        let (all, values) = range(query, "p.feed = ? AND p.standing > 0", "p.standing = 2", "p.at");
        let index = if query.entities { "appearances_mentions" } else { "appearances_says" };
        let from = format!("appearances AS p INDEXED BY {index} WHERE {all} AND {has}");
        Ok(Some(Part { from, values, few, entities: query.entities }))
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
        let statements = if self.entities { "0" } else { "sum(p.statements)" };
        let grouped = format!(
            "SELECT p.subject AS id, {statements} AS statements, count(*) AS articles,
               min(p.at) AS first, max(p.at) AS last
             FROM {} GROUP BY p.subject",
            self.from
        );
        let joined = format!(
            "({grouped}) AS g CROSS JOIN subjects AS s ON s.id = g.id WHERE 1{}",
            conditions.sql()
        );
        let mut values = self.values.clone();
        values.extend(conditions.values());
        let plain = conditions.is_empty();
        let count = match plain {
            true => {
                format!("SELECT count(*) FROM (SELECT 1 FROM {} GROUP BY p.subject)", self.from)
            }
            false => format!("SELECT count(*) FROM {joined}"),
        };
        let total: i64 = conn
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.clone()), |row| row.get(0))?;
        let columns = format!("SELECT {SUBJECT}, g.statements, g.articles, g.first, g.last");
        let order = order(query);
        let sql = match plain && query.order != SubjectOrder::Name {
            true => format!(
                "{columns} FROM (SELECT * FROM ({grouped}) AS g ORDER BY {order} LIMIT ? OFFSET ?)
                   AS g CROSS JOIN subjects AS s ON s.id = g.id ORDER BY {order}"
            ),
            false => format!("{columns} FROM {joined} ORDER BY {order} LIMIT ? OFFSET ?"),
        };
        values.extend([(limit as i64).into(), (offset as i64).into()]);
        let read = |row: &Row| self.subject(row);
        let rows: Vec<Subject> = conn
            .prepare_cached(&sql)?
            .query_map(params_from_iter(values), read)?
            .collect::<Result<_>>()?;
        Ok((rows, total as u64))
    }

    fn subject(&self, row: &Row) -> Result<Subject> {
        let at = |column| SUBJECT_WIDTH + column;
        let mut subject = rows::subject(row, self.entities)?;
        let articles = row.get::<_, i64>(at(1))? as u64;
        match self.entities {
            true => subject.mentioned_in = articles,
            false => {
                subject.statements = row.get::<_, i64>(at(0))? as u64;
                subject.articles = articles;
            }
        }
        (subject.first, subject.last) = (row.get(at(2))?, row.get(at(3))?);
        Ok(subject)
    }
}

fn order(query: &SubjectQuery) -> &'static str {
    match query.order {
        SubjectOrder::Statements if !query.entities => "g.statements DESC, g.articles DESC, g.id",
        SubjectOrder::Statements | SubjectOrder::Articles => "g.articles DESC, g.id",
        SubjectOrder::Name => "s.folded, g.id",
        SubjectOrder::Last => "g.last DESC, g.id",
        SubjectOrder::First => "g.first, g.id",
    }
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
