//! Lists of subjects over a long range of time. Uses the numbers of the whole archive, which no
//! range exceeds, and monthly tallies, instead of reading everything that is filed in the range.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params_from_iter};

use super::filtered::{SubjectNumbers, count_and_condition};
use super::lists::{Conditions, View};
use super::range_numbers::ArchiveNumbers;
use super::rows::{self, SUBJECT};
use crate::domain::{Subject, SubjectOrder, SubjectQuery};

/// A range of time (its end is excluded), and what is listed of it.
pub(in crate::store) struct TimeRange<'a> {
    pub(in crate::store) query: &'a SubjectQuery,
    pub(in crate::store) after: i64,
    pub(in crate::store) before: i64,
    pub(in crate::store) view: View,
    pub(in crate::store) conditions: Conditions,
}

impl TimeRange<'_> {
    /// Returns the range that a query covers, in all feeds.
    pub(in crate::store) fn of_query(query: &SubjectQuery) -> TimeRange<'_> {
        TimeRange {
            query,
            after: query.after.unwrap_or(i64::MIN),
            before: query.before.unwrap_or(i64::MAX),
            view: View::of_query(query),
            conditions: Conditions::of_query(query),
        }
    }

    /// Returns the rows from `offset` on, and the total number of rows.
    pub(in crate::store) fn page_of_rows(
        &self,
        conn: &Connection,
        offset: u64,
        limit: usize,
    ) -> Result<(Vec<Subject>, u64)> {
        let total = self.count(conn)?;
        if offset >= total {
            return Ok((Vec::new(), total));
        }
        let ids = match self.query.order {
            SubjectOrder::Statements | SubjectOrder::Articles => self.most(conn, offset, limit)?,
            SubjectOrder::Name => self.by_name(conn, offset, limit)?,
            SubjectOrder::Last => self.by_end(conn, offset, limit, End::Last)?,
            SubjectOrder::First => self.by_end(conn, offset, limit, End::First)?,
        };
        let sql = format!(
            "SELECT {}, {SUBJECT} FROM subjects AS s WHERE s.id = ?1",
            ArchiveNumbers::columns(self.query.entities)
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let (whole, row) = statement.query_row([id], |row| {
                Ok((
                    ArchiveNumbers::read(row)?,
                    rows::subject_at(row, ArchiveNumbers::WIDTH, self.query.entities)?,
                ))
            })?;
            let numbers = self.with_ends(conn, &whole)?;
            found.push(numbers.replace_in(row, self.query.entities));
        }
        Ok((found, total))
    }

    fn count(&self, conn: &Connection) -> Result<u64> {
        let (edges, mut values) = self.overlap_condition();
        let sure = self.sure(&mut values);
        // The index has both ends of a subject's time.
        let sql = format!(
            "SELECT count(*) FROM subjects AS s INDEXED BY {} WHERE {}{edges}{sure}{}",
            self.end_index(End::Last).index,
            self.view.condition,
            self.conditions.sql()
        );
        values.extend(self.conditions.values());
        let count = |row: &Row| row.get::<_, i64>(0);
        conn.prepare_cached(&sql)?.query_row(params_from_iter(values), count).map(|n| n as u64)
    }

    /// Returns the condition that a subject's time overlaps the range.
    pub(in crate::store) fn overlap_condition(&self) -> (String, Vec<Value>) {
        let (mut sql, mut values) = (String::new(), Vec::new());
        if self.query.after.is_some() {
            sql.push_str(&format!(" AND {} >= ?", self.end_index(End::Last).column));
            values.push(self.after.into());
        }
        if self.query.before.is_some() {
            sql.push_str(&format!(" AND {} < ?", self.end_index(End::First).column));
            values.push(self.before.into());
        }
        (sql, values)
    }

    /// Returns the condition that excludes subjects which were silent throughout the range although
    /// their time overlaps both of its ends.
    fn sure(&self, values: &mut Vec<Value>) -> String {
        if self.query.after.is_none() || self.query.before.is_none() {
            return String::new();
        }
        values.extend([self.after, self.before, self.after, self.before].map(Value::from));
        format!(
            " AND ({} >= ? OR {} < ? OR EXISTS (SELECT 1 FROM {}))",
            self.end_index(End::First).column,
            self.end_index(End::Last).column,
            self.appearances_sql("s.id")
        )
    }

    /// Returns SQL for the appearances of a subject in the range, with two parameters: the ends of
    /// the range.
    pub(in crate::store) fn appearances_sql(&self, subject: &str) -> String {
        let (_, has) = count_and_condition(self.query);
        let index = if self.query.entities { "appearances_mentions" } else { "appearances_says" };
        format!(
            "appearances AS p INDEXED BY {index} WHERE p.subject = {subject} AND {has}
             AND p.at >= ? AND p.at < ? AND p.standing = 2"
        )
    }

    /// Returns the subjects with the highest numbers in the range. No number exceeds that of the
    /// whole archive, so subjects that follow there can be skipped once the page is full.
    fn most(&self, conn: &Connection, offset: u64, limit: usize) -> Result<Vec<i64>> {
        let wanted = usize::try_from(offset).unwrap_or(usize::MAX).saturating_add(limit);
        let (index, order) = self.view.order_index(self.query.order);
        let (edges, mut values) = self.overlap_condition();
        let sql = format!(
            "SELECT {} FROM subjects AS s INDEXED BY {index} WHERE {}{edges}{} ORDER BY {order}",
            ArchiveNumbers::columns(self.query.entities),
            self.view.condition,
            self.conditions.sql()
        );
        values.extend(self.conditions.values());
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut best: BinaryHeap<Reverse<Rank>> = BinaryHeap::new();
        while let Some(row) = found.next()? {
            let whole = ArchiveNumbers::read(row)?;
            let least = best.peek().filter(|_| best.len() >= wanted);
            if least.is_some_and(|Reverse(least)| self.rank(&whole.numbers, 0).0 < least.0) {
                break;
            }
            let numbers = self.numbers_of(conn, &whole)?;
            if numbers.articles > 0 {
                best.push(Reverse(self.rank(&numbers, whole.id)));
                if best.len() > wanted {
                    best.pop();
                }
            }
        }
        let best = best.into_sorted_vec();
        Ok(best.iter().skip(offset as usize).map(|Reverse((_, _, Reverse(id)))| *id).collect())
    }

    fn rank(&self, numbers: &SubjectNumbers, id: i64) -> Rank {
        match self.query.order {
            SubjectOrder::Statements if !self.query.entities => {
                (numbers.statements, numbers.articles, Reverse(id))
            }
            _ => (numbers.articles, 0, Reverse(id)),
        }
    }

    fn by_name(&self, conn: &Connection, offset: u64, limit: usize) -> Result<Vec<i64>> {
        let (index, _) = self.view.order_index(SubjectOrder::Name);
        let (edges, mut values) = self.overlap_condition();
        let sure = self.sure(&mut values);
        let sql = format!(
            "SELECT s.id FROM subjects AS s INDEXED BY {index} WHERE {}{edges}{sure}{}
             ORDER BY s.folded, s.id LIMIT ? OFFSET ?",
            self.view.condition,
            self.conditions.sql()
        );
        values.extend(self.conditions.values());
        values.extend([(limit as i64).into(), (offset as i64).into()]);
        conn.prepare_cached(&sql)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
    }

    /// Returns the columns and index of an end.
    pub(in crate::store) fn end_index(&self, end: End) -> &'static RangeEndIndex {
        match (self.query.entities, end) {
            (false, End::First) => &ENDS[0],
            (false, End::Last) => &ENDS[1],
            (true, End::First) => &ENDS[2],
            (true, End::Last) => &ENDS[3],
        }
    }
}

/// The sort key of a list, highest first.
type Rank = (i64, i64, Reverse<i64>);

/// An end of the time in which a subject speaks or is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum End {
    First,
    Last,
}

/// The columns and index by which an end of a subject's time is found.
pub(in crate::store) struct RangeEndIndex {
    pub(in crate::store) column: &'static str,
    pub(in crate::store) index: &'static str,
    pub(in crate::store) direction: &'static str,
    pub(in crate::store) extreme: &'static str,
}

const fn ends(column: &'static str, index: &'static str, last: bool) -> RangeEndIndex {
    let (direction, extreme) = if last { ("DESC", "max") } else { ("ASC", "min") };
    RangeEndIndex { column, index, direction, extreme }
}

static ENDS: [RangeEndIndex; 4] = [
    ends("s.first", "speakers_first", false),
    ends("s.last", "speakers_last", true),
    ends("s.first_mentioned", "mentioned_first", false),
    ends("s.last_mentioned", "mentioned_last", true),
];

#[cfg(test)]
mod tests {
    use super::super::filtered::{ArchiveShare, FilteredSubjects};
    use super::*;
    use crate::store::Store;
    use rusqlite::params;

    const DAY: i64 = 86_400;
    const START: i64 = 1_600_000_000;

    /// An archive of 1,400 articles over three years, some at one moment, some copies of others.
    /// The first subjects are in most of the articles, the last ones in very few.
    fn archive() -> Store {
        let mut store = Store::in_memory().unwrap();
        store
            .write(|tx| {
                tx.execute_batch("INSERT INTO feeds (kind, origin, title) VALUES ('path', '/a', 'A')")?;
                for id in 1..=40 {
                    tx.execute(
                        "INSERT INTO subjects (id, key, root, name, folded, source_kind, entity_kind)
                         VALUES (?1, ?2, ?1, ?2, ?2, ?1 % 2, ?1 % 5)",
                        params![id, format!("name {id:02}")],
                    )?;
                }
                for id in 1..=1_400_i64 {
                    let at = START + id / 3 * 3 * DAY / 4;
                    let lead = i64::from(id % 9 != 0);
                    tx.execute(
                        "INSERT INTO articles (id, feed, sort_key, shown, lead, story, words, title,
                           haystack, first_seen, text_hash, fingerprint, authors)
                         VALUES (?1, 1, ?2, 1, ?3, ?1, 1, 't', 't', 1, x'00', x'00', '[]')",
                        [id, at, lead],
                    )?;
                    for subject in (1..=40).filter(|n| id * 31 % 97 < 160 / n) {
                        tx.execute(
                            "INSERT INTO appearances VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, NULL)",
                            [id, subject, 1 + lead, at, (id + subject) % 4, id % 3 + subject % 2],
                        )?;
                    }
                }
                Ok(())
            })
            .unwrap();
        store
    }

    fn queries() -> Vec<SubjectQuery> {
        let mut queries = Vec::new();
        let at = |days: i64| Some(START + days * DAY);
        let spans = [
            (at(-9), None),
            (at(100), None),
            (at(300), at(333)),
            (None, at(200)),
            (at(40), at(310)),
            (at(349), at(350)),
            (Some(-5), at(77)),
            (at(4_000), None),
        ];
        for (order, _) in SubjectOrder::ALL {
            for (after, before) in spans {
                for (entities, filter) in [(false, ""), (false, "name 1"), (true, ""), (true, "7")]
                {
                    let filter = filter.to_owned();
                    let query = SubjectQuery {
                        entities,
                        filter,
                        after,
                        before,
                        order,
                        ..Default::default()
                    };
                    queries.push(query);
                }
            }
        }
        queries
    }

    #[test]
    fn a_time_range_lists_the_same_as_a_full_count() {
        let store = archive();
        store
            .read(|conn| {
                let tallied: i64 =
                    conn.query_row("SELECT sum(tallied) FROM subjects", [], |row| row.get(0))?;
                assert!(tallied > 1, "some have many articles");
                for query in queries() {
                    let part = FilteredSubjects::read(conn, &query, ArchiveShare::Few)?;
                    for (offset, limit) in [(0, 100), (0, 3), (5, 4), (39, 3), (99, 2)] {
                        let expected = part.page_of_rows(conn, &query, offset, limit)?;
                        let found =
                            TimeRange::of_query(&query).page_of_rows(conn, offset, limit)?;
                        assert_eq!(found, expected, "{query:?} from {offset}");
                    }
                }
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn both_ways_to_find_range_ends_agree() {
        let store = archive();
        store
            .read(|conn| {
                for query in queries() {
                    let span = TimeRange::of_query(&query);
                    for end in [End::First, End::Last] {
                        let met = span.walk_from_end(conn, 7, end)?.expect("a short walk");
                        let found = span.looked_up(conn, 0, met.len().max(1), end)?;
                        assert_eq!(found, met, "{query:?} {end:?}");
                        assert!(met.len() >= 7 || span.count(conn)? == met.len() as u64);
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}
