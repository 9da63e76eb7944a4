//! Subjects ordered by when they first or last speak, or are mentioned, in a range of time.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, params_from_iter};

use super::filtered::count_and_condition;
use super::time_range::{End, TimeRange};

/// The most appearances that are read in order from one end of the range. Beyond that, the subjects
/// are looked up instead.
const WALKED: usize = 20_000;

impl TimeRange<'_> {
    /// Returns subjects in the order of their first or last time in the range.
    pub(in crate::store) fn by_end(
        &self,
        conn: &Connection,
        offset: u64,
        limit: usize,
        end: End,
    ) -> Result<Vec<i64>> {
        let wanted = usize::try_from(offset).unwrap_or(usize::MAX).saturating_add(limit);
        let open = match end {
            End::First => self.query.after.is_none(),
            End::Last => self.query.before.is_none(),
        };
        let met = if open { None } else { self.walk_from_end(conn, wanted, end)? };
        match met {
            Some(ids) => Ok(ids.into_iter().skip(offset as usize).take(limit).collect()),
            None => self.looked_up(conn, offset, limit, end),
        }
    }

    /// Returns the first `wanted` subjects that are met while reading the articles from that end;
    /// `None` if that would take long.
    pub(in crate::store) fn walk_from_end(
        &self,
        conn: &Connection,
        wanted: usize,
        end: End,
    ) -> Result<Option<Vec<i64>>> {
        let (_, has) = count_and_condition(self.query);
        let direction = self.end_index(end).direction;
        let mut walk = conn.prepare_cached(&format!(
            "SELECT p.subject, p.at FROM articles AS a INDEXED BY articles_list
             CROSS JOIN appearances AS p ON p.article = a.id
             WHERE a.lead = 1 AND a.sort_key >= ? AND a.sort_key < ? AND {has}
             ORDER BY a.sort_key {direction}, a.id {direction}"
        ))?;
        let mut name = conn.prepare_cached(&format!(
            "SELECT s.folded FROM subjects AS s WHERE s.id = ?{}",
            self.conditions.sql()
        ))?;
        let mut known = HashSet::new();
        // By time from that end on, then by name.
        let mut found: Vec<(i64, String, i64)> = Vec::new();
        let mut rows = walk.query([self.after, self.before])?;
        let (mut walked, mut last) = (0, None);
        while let Some(row) = rows.next()? {
            let (id, at): (i64, i64) = (row.get(0)?, row.get(1)?);
            if found.len() >= wanted && last != Some(at) {
                found.sort();
                return Ok(Some(found.into_iter().map(|(.., id)| id).collect()));
            }
            walked += 1;
            if walked > WALKED {
                return Ok(None);
            }
            last = Some(at);
            if known.insert(id) {
                let mut values: Vec<Value> = vec![id.into()];
                values.extend(self.conditions.values());
                let folded =
                    name.query_row(params_from_iter(values), |row| row.get(0)).optional()?;
                let key = if end == End::First { at } else { at.saturating_neg() };
                found.extend(folded.map(|folded| (key, folded, id)));
            }
        }
        found.sort();
        Ok(Some(found.into_iter().map(|(.., id)| id).collect()))
    }

    /// Returns the subjects whose time ends inside the range, which the index knows, and the
    /// others, each looked up.
    pub(in crate::store) fn looked_up(
        &self,
        conn: &Connection,
        offset: u64,
        limit: usize,
        end: End,
    ) -> Result<Vec<i64>> {
        let ends = self.end_index(end);
        let (column, direction, conditions) = (ends.column, ends.direction, self.conditions.sql());
        let wanted = (offset as i64).saturating_add(limit as i64);
        let from =
            |index: &str| format!("subjects AS s INDEXED BY {index} WHERE {}", self.view.condition);
        // For subjects whose time ends in the range, the other end of the range does not matter.
        let inside = format!("{column} >= ? AND {column} < ?");
        let mut sql = format!(
            "SELECT id FROM (SELECT * FROM (SELECT s.id AS id, {column} AS at, s.folded AS folded
               FROM {} AND {inside}{conditions} ORDER BY {column} {direction}, s.folded, s.id
               LIMIT {wanted})",
            from(ends.index)
        );
        let mut values: Vec<Value> = vec![self.after.into(), self.before.into()];
        values.extend(self.conditions.values());
        let beyond = match end {
            End::First => self.query.after.map(|after| ("<", after)),
            End::Last => self.query.before.map(|before| (">=", before)),
        };
        if let Some((comparison, bound)) = beyond {
            let (edges, edge_values) = self.overlap_condition();
            sql.push_str(&format!(
                " UNION ALL SELECT s.id, (SELECT {}(p.at) FROM {}), s.folded
                  FROM {}{edges} AND {column} {comparison} ?{conditions}",
                ends.extreme,
                self.appearances_sql("s.id"),
                from(self.end_index(End::Last).index)
            ));
            values.extend([self.after, self.before].map(Value::from));
            values.extend(edge_values);
            values.push(bound.into());
            values.extend(self.conditions.values());
        }
        sql.push_str(&format!(
            ") WHERE at IS NOT NULL ORDER BY at {direction}, folded, id LIMIT ? OFFSET ?"
        ));
        values.extend([(limit as i64).into(), (offset as i64).into()]);
        conn.prepare_cached(&sql)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
    }
}
