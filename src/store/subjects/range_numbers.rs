//! How often one subject speaks, or is mentioned, in a range of time.

use rusqlite::{Connection, Result, Row, params};

use super::filtered::{SubjectNumbers, count_and_condition};
use super::over_time::PERIOD;
use super::time_range::{End, TimeRange};

/// The numbers of a subject over the whole archive.
pub(in crate::store) struct ArchiveNumbers {
    pub(in crate::store) id: i64,
    pub(in crate::store) numbers: SubjectNumbers,
    /// Whether the subject's periods are tallied.
    tallied: bool,
}

impl ArchiveNumbers {
    /// The number of columns that `read` reads.
    pub(in crate::store) const WIDTH: usize = 6;

    /// Returns the columns that `read` reads, of `subjects AS s`.
    pub(in crate::store) fn columns(entities: bool) -> &'static str {
        match entities {
            false => "s.id, s.statements, s.articles, s.first, s.last, s.tallied",
            true => "s.id, 0, s.mentioned_in, s.first_mentioned, s.last_mentioned, s.tallied_named",
        }
    }

    pub(in crate::store) fn read(row: &Row) -> Result<ArchiveNumbers> {
        let numbers = SubjectNumbers {
            statements: row.get(1)?,
            articles: row.get(2)?,
            first: row.get(3)?,
            last: row.get(4)?,
        };
        Ok(ArchiveNumbers { id: row.get(0)?, numbers, tallied: row.get(5)? })
    }
}

impl TimeRange<'_> {
    /// Returns the numbers of a subject in the range. The dates are those of the whole archive.
    pub(in crate::store) fn numbers_of(
        &self,
        conn: &Connection,
        whole: &ArchiveNumbers,
    ) -> Result<SubjectNumbers> {
        let known = whole.numbers;
        if known.first >= self.after && known.last < self.before {
            return Ok(known);
        }
        let end = self.before.min(known.last.saturating_add(1));
        let (after, before) = (self.after.max(known.first), end);
        let mut numbers = SubjectNumbers { statements: 0, articles: 0, ..known };
        // Whole periods by their tallies. (Those before 1970 are rounded differently.)
        let (from, to) = ((after - 1).div_euclid(PERIOD) + 1, before.div_euclid(PERIOD));
        if whole.tallied && after > 0 && from < to {
            self.add_filed(conn, whole.id, (after, from * PERIOD), &mut numbers)?;
            self.add_tallied(conn, whole.id, (from, to), &mut numbers)?;
            self.add_filed(conn, whole.id, (to * PERIOD, before), &mut numbers)?;
        } else {
            self.add_filed(conn, whole.id, (after, before), &mut numbers)?;
        }
        Ok(numbers)
    }

    fn add_filed(
        &self,
        conn: &Connection,
        id: i64,
        (after, before): (i64, i64),
        numbers: &mut SubjectNumbers,
    ) -> Result<()> {
        if after >= before {
            return Ok(());
        }
        let (count, _) = count_and_condition(self.query);
        let sql = format!(
            "SELECT coalesce(sum({count}), 0), count(*) FROM {}",
            self.appearances_sql("?")
        );
        let read = |row: &Row| add(row, numbers);
        conn.prepare_cached(&sql)?.query_row([id, after, before], read)
    }

    fn add_tallied(
        &self,
        conn: &Connection,
        id: i64,
        (from, to): (i64, i64),
        numbers: &mut SubjectNumbers,
    ) -> Result<()> {
        let sql = "SELECT coalesce(sum(n), 0), coalesce(sum(iif(named, n, articles)), 0)
                   FROM tallies WHERE subject = ? AND named = ? AND period >= ? AND period < ?";
        let read = |row: &Row| add(row, numbers);
        conn.prepare_cached(sql)?.query_row(params![id, self.query.entities, from, to], read)
    }

    /// Returns the numbers of a subject in the range, with its dates there.
    pub(in crate::store) fn with_ends(
        &self,
        conn: &Connection,
        whole: &ArchiveNumbers,
    ) -> Result<SubjectNumbers> {
        let mut numbers = self.numbers_of(conn, whole)?;
        if whole.numbers.first < self.after {
            numbers.first = self.nearest(conn, whole.id, End::First)?.unwrap_or(numbers.first);
        }
        if whole.numbers.last >= self.before {
            numbers.last = self.nearest(conn, whole.id, End::Last)?.unwrap_or(numbers.last);
        }
        Ok(numbers)
    }

    /// Returns the date in the range that is nearest to one of its ends.
    fn nearest(&self, conn: &Connection, id: i64, end: End) -> Result<Option<i64>> {
        let extreme = self.end_index(end).extreme;
        let sql = format!("SELECT {extreme}(p.at) FROM {}", self.appearances_sql("?"));
        conn.prepare_cached(&sql)?.query_row([id, self.after, self.before], |row| row.get(0))
    }
}

fn add(row: &Row, numbers: &mut SubjectNumbers) -> Result<()> {
    numbers.statements += row.get::<_, i64>(0)?;
    numbers.articles += row.get::<_, i64>(1)?;
    Ok(())
}
