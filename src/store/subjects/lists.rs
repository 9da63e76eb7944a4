//! Lists of subjects that speak or are mentioned, in every order, page by page.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

use super::filtered::{ArchiveShare, FilteredSubjects};
use super::over_time;
use super::rows::{self, SUBJECT, entity_code, source_code};
use super::time_range::TimeRange;
use crate::domain::fold;
use crate::domain::{Subject, SubjectOrder, SubjectPage, SubjectQuery};
use crate::store::{Store, StoreError};

/// Up to this many matches of a filter are sorted separately. More are found soon enough while
/// reading an index.
const FEW: usize = 2_000;

impl Store {
    /// Returns at most `limit` rows of a list of subjects, from position `offset` on. If the query
    /// has a feed or dates, the numbers are those of the matching articles (`mentioned_in` of a
    /// speaking subject stays that of the whole archive).
    pub fn subjects(
        &self,
        query: &SubjectQuery,
        offset: u64,
        limit: usize,
    ) -> Result<SubjectPage, StoreError> {
        self.read(|conn| read_page(conn, query, offset, limit, true))
    }

    /// Returns at most `limit` rows of a list of subjects, like [`subjects`](Store::subjects), but
    /// without their distribution over time.
    pub fn subjects_alone(
        &self,
        query: &SubjectQuery,
        offset: u64,
        limit: usize,
    ) -> Result<SubjectPage, StoreError> {
        self.read(|conn| read_page(conn, query, offset, limit, false))
    }

    /// Returns the subjects whose names contain all of these words, ignoring case and accents.
    /// Exact matches come first, then the most frequent subjects.
    pub fn subjects_named(&self, words: &str, limit: usize) -> Result<Vec<Subject>, StoreError> {
        self.read(|conn| subjects_with_words(conn, words, limit))
    }
}

fn read_page(
    conn: &Connection,
    query: &SubjectQuery,
    offset: u64,
    limit: usize,
    over_time: bool,
) -> Result<SubjectPage> {
    let size = ArchiveShare::estimate(conn, query)?;
    let part = match size {
        ArchiveShare::Whole => None,
        ArchiveShare::Many if query.feed.is_none() => None,
        size => Some(FilteredSubjects::read(conn, query, size)?),
    };
    let (mut rows, total) = match &part {
        Some(part) => part.page_of_rows(conn, query, offset, limit)?,
        None if size == ArchiveShare::Whole => read_whole_archive(conn, query, offset, limit)?,
        None => TimeRange::of_query(query).page_of_rows(conn, offset, limit)?,
    };
    if over_time {
        over_time::fill_over_time(conn, query, part.as_ref(), &mut rows)?;
    }
    Ok(SubjectPage { rows, offset, total })
}

/// Reads a list over the whole archive.
fn read_whole_archive(
    conn: &Connection,
    query: &SubjectQuery,
    offset: u64,
    limit: usize,
) -> Result<(Vec<Subject>, u64)> {
    let view = View::of_query(query);
    let conditions = Conditions::of_query(query);
    if !conditions.words.is_empty() {
        let (ids, total) = view.found(conn, &conditions)?;
        if ids.len() as u64 == total {
            return Ok((view.of_ids(conn, query, &ids, offset, limit)?, total));
        }
        return Ok((view.rows(conn, query, &conditions, offset, limit)?, total));
    }
    let total = view.count(conn, &conditions)?;
    Ok((view.rows(conn, query, &conditions, offset, limit)?, total))
}

/// Tables and indexes of the subjects that speak, or of those that are mentioned.
pub(in crate::store) struct View {
    entities: bool,
    pub(in crate::store) condition: &'static str,
    /// The index in the order of names.
    names: &'static str,
}

/// Conditions on subjects `s`: SQL that begins with " AND", and the values of its parameters.
pub(in crate::store) struct Conditions {
    kinds: String,
    words: String,
    values: Vec<Value>,
}

impl Conditions {
    pub(in crate::store) fn of_query(query: &SubjectQuery) -> Conditions {
        let list = |codes: Vec<i64>| codes.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let kinds = match (query.entities, &query.source_kinds[..], &query.entity_kinds[..]) {
            (true, _, []) => " AND s.entity_kind <= 3".to_owned(),
            (true, _, kinds) => {
                let codes = kinds.iter().map(|kind| entity_code(*kind)).collect();
                format!(" AND s.entity_kind IN ({})", list(codes))
            }
            (false, [], _) => String::new(),
            (false, kinds, _) => {
                let codes = kinds.iter().map(|kind| source_code(*kind)).collect();
                format!(" AND s.source_kind IN ({})", list(codes))
            }
        };
        let words = fold::folded_words(&query.filter);
        Conditions {
            kinds,
            words: " AND instr(s.folded, ?) > 0".repeat(words.len()),
            values: words.into_iter().map(Value::from).collect(),
        }
    }

    /// Returns whether there are no conditions.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.words.is_empty()
    }

    pub(in crate::store) fn sql(&self) -> String {
        format!("{}{}", self.kinds, self.words)
    }

    pub(in crate::store) fn values(&self) -> Vec<Value> {
        self.values.clone()
    }
}

impl View {
    pub(in crate::store) fn of_query(query: &SubjectQuery) -> View {
        match query.entities {
            false => View { entities: false, condition: "s.speaks = 1", names: "speakers_name" },
            true => View { entities: true, condition: "s.mentioned = 1", names: "mentioned_name" },
        }
    }

    /// Returns the index of an order, and its columns.
    pub(in crate::store) fn order_index(
        &self,
        order: SubjectOrder,
    ) -> (&'static str, &'static str) {
        use SubjectOrder::{Articles, First, Last, Name, Statements};
        match (self.entities, order) {
            (false, Statements) => {
                ("speakers_statements", "s.statements DESC, s.folded, s.source_kind, s.id")
            }
            (false, Articles) => {
                ("speakers_articles", "s.articles DESC, s.folded, s.source_kind, s.id")
            }
            (false, Name) => ("speakers_name", "s.folded, s.source_kind, s.id"),
            (false, Last) => {
                ("speakers_last", "s.last DESC, s.folded, s.source_kind, s.first, s.id")
            }
            (false, First) => ("speakers_first", "s.first, s.folded, s.source_kind, s.id"),
            (true, Statements | Articles) => {
                ("mentioned_articles", "s.mentioned_in DESC, s.folded, s.entity_kind, s.id")
            }
            (true, Name) => ("mentioned_name", "s.folded, s.entity_kind, s.id"),
            (true, Last) => {
                let order =
                    "s.last_mentioned DESC, s.folded, s.entity_kind, s.first_mentioned, s.id";
                ("mentioned_last", order)
            }
            (true, First) => {
                ("mentioned_first", "s.first_mentioned, s.folded, s.entity_kind, s.id")
            }
        }
    }

    fn count(&self, conn: &Connection, conditions: &Conditions) -> Result<u64> {
        let index = if self.entities { self.names } else { "speakers_kind" };
        let sql = format!(
            "SELECT count(*) FROM subjects AS s INDEXED BY {index} WHERE {}{}",
            self.condition, conditions.kinds
        );
        conn.prepare_cached(&sql)?.query_row([], |row| row.get::<_, i64>(0)).map(|n| n as u64)
    }

    /// Counts the matches of a filter, and returns the first of them: all of them if they are few.
    fn found(&self, conn: &Connection, conditions: &Conditions) -> Result<(Vec<i64>, u64)> {
        let sql = format!(
            "SELECT s.id FROM subjects AS s INDEXED BY {} WHERE {}{}",
            self.names,
            self.condition,
            conditions.sql()
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(conditions.values()))?;
        let (mut ids, mut total) = (Vec::new(), 0);
        while let Some(row) = found.next()? {
            if ids.len() < FEW {
                ids.push(row.get(0)?);
            }
            total += 1;
        }
        Ok((ids, total))
    }

    fn of_ids(
        &self,
        conn: &Connection,
        query: &SubjectQuery,
        ids: &[i64],
        offset: u64,
        limit: usize,
    ) -> Result<Vec<Subject>> {
        let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let (_, order) = self.order_index(query.order);
        let sql = format!(
            "SELECT {SUBJECT} FROM subjects AS s WHERE s.id IN ({ids})
             ORDER BY {order} LIMIT ? OFFSET ?"
        );
        conn.prepare(&sql)?
            .query_map([limit as i64, offset as i64], |row| rows::read_subject(row, self.entities))?
            .collect()
    }

    fn rows(
        &self,
        conn: &Connection,
        query: &SubjectQuery,
        conditions: &Conditions,
        offset: u64,
        limit: usize,
    ) -> Result<Vec<Subject>> {
        let (index, order) = self.order_index(query.order);
        // Rows before the page are read from the index alone.
        let sql = format!(
            "SELECT {SUBJECT} FROM (
               SELECT s.id FROM subjects AS s INDEXED BY {index} WHERE {}{}
               ORDER BY {order} LIMIT ? OFFSET ?
             ) AS found CROSS JOIN subjects AS s ON s.id = found.id ORDER BY {order}",
            self.condition,
            conditions.sql()
        );
        let mut values = conditions.values();
        values.extend([(limit as i64).into(), (offset as i64).into()]);
        conn.prepare_cached(&sql)?
            .query_map(params_from_iter(values), |row| rows::read_subject(row, self.entities))?
            .collect()
    }
}

fn subjects_with_words(conn: &Connection, words: &str, limit: usize) -> Result<Vec<Subject>> {
    let folded = fold::folded_words(words);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let name = folded.join(" ");
    let conditions = " AND instr(s.folded, ?) > 0".repeat(folded.len());
    let views = [
        ("speakers_name", "s.speaks = 1"),
        ("mentioned_name", "s.mentioned = 1 AND s.speaks = 0"),
        // Also by the names of merged subjects.
        ("subjects_merged", "s.root <> s.id"),
    ];
    let mut found: Vec<(bool, i64)> = Vec::new();
    for (index, condition) in views {
        let sql = format!(
            "SELECT s.folded = ? AS exact, s.root FROM subjects AS s INDEXED BY {index}
             WHERE {condition}{conditions}
             ORDER BY exact DESC, s.statements DESC, s.mentioned_in DESC, s.id LIMIT ?"
        );
        let mut values: Vec<Value> = vec![name.clone().into()];
        values.extend(folded.iter().cloned().map(Value::from));
        values.push((limit as i64).into());
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        for one in conn.prepare_cached(&sql)?.query_map(params_from_iter(values), read)? {
            found.push(one?);
        }
    }
    let mut subjects: Vec<(bool, Subject)> = Vec::new();
    for (exact, root) in found {
        match subjects.iter_mut().find(|(_, known)| known.id.0 == root) {
            Some((known, _)) => *known |= exact,
            None => {
                subjects.extend(rows::subject_by_id(conn, root)?.map(|subject| (exact, subject)))
            }
        }
    }
    subjects.sort_by_key(|(exact, subject)| {
        (!exact, std::cmp::Reverse((subject.statements, subject.mentioned_in)))
    });
    Ok(subjects.into_iter().take(limit).map(|(_, subject)| subject).collect())
}
