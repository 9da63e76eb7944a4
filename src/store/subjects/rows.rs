//! Converts between rows of subjects and domain types.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use crate::domain::{EntityKind, SourceKind, Subject, SubjectId};
use crate::store::columns::columns;

columns! {
    /// The columns that [`read_subject`] reads, of `subjects AS s`.
    subject_columns:
        ID = "s.id",
        NAME = "s.name",
        SOURCE_KIND = "s.source_kind",
        ENTITY_KIND = "s.entity_kind",
        STATEMENTS = "s.statements",
        ARTICLES = "s.articles",
        MENTIONED_IN = "s.mentioned_in",
        FIRST = "s.first",
        LAST = "s.last",
        FIRST_MENTIONED = "s.first_mentioned",
        LAST_MENTIONED = "s.last_mentioned",
}

/// The list of [`subject_columns`] as SQL.
pub(in crate::store) const SUBJECT: &str = subject_columns::SQL;

/// Reads the columns of [`SUBJECT`]. The dates are those of the subject's statements; for an
/// entity, or if it says nothing, those of its mentions.
pub(in crate::store) fn read_subject(row: &Row, entity: bool) -> Result<Subject> {
    subject_at(row, 0, entity)
}

/// Reads the columns of [`SUBJECT`] starting at column `start`, like [`read_subject`].
pub(in crate::store) fn subject_at(row: &Row, start: usize, entity: bool) -> Result<Subject> {
    use subject_columns::*;
    let statements: i64 = row.get(start + STATEMENTS)?;
    let (first, last) = match entity || statements == 0 {
        true => (FIRST_MENTIONED, LAST_MENTIONED),
        false => (FIRST, LAST),
    };
    Ok(Subject {
        id: SubjectId(row.get(start + ID)?),
        name: row.get(start + NAME)?,
        source_kind: row.get::<_, Option<i64>>(start + SOURCE_KIND)?.map(source_kind),
        entity_kind: row.get::<_, Option<i64>>(start + ENTITY_KIND)?.map(entity_kind),
        statements: statements as u64,
        articles: row.get::<_, i64>(start + ARTICLES)? as u64,
        mentioned_in: row.get::<_, i64>(start + MENTIONED_IN)? as u64,
        first: row.get(start + first)?,
        last: row.get(start + last)?,
        over_time: Vec::new(),
    })
}

/// Returns the subject of that id with its own numbers.
pub(in crate::store) fn subject_by_id(conn: &Connection, id: i64) -> Result<Option<Subject>> {
    conn.prepare_cached(&format!("SELECT {SUBJECT} FROM subjects AS s WHERE s.id = ?1"))?
        .query_row([id], |row| read_subject(row, false))
        .optional()
}

/// Returns the root that a subject was merged into, or the subject itself; `None` if there is no
/// such subject.
pub(in crate::store) fn root_of(conn: &Connection, id: i64) -> Result<Option<i64>> {
    conn.prepare_cached("SELECT root FROM subjects WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// Returns a root and all subjects that were merged into it.
pub(in crate::store) fn members_of(conn: &Connection, root: i64) -> Result<Vec<i64>> {
    let mut members = vec![root];
    let mut statement =
        conn.prepare_cached("SELECT id FROM subjects WHERE root = ?1 AND root <> id ORDER BY id")?;
    for id in statement.query_map([root], |row| row.get(0))? {
        members.push(id?);
    }
    Ok(members)
}

/// Returns the stored code of a kind of source.
pub(in crate::store) fn source_code(kind: SourceKind) -> i64 {
    match kind {
        SourceKind::Person => 0,
        SourceKind::Unnamed => 1,
        SourceKind::Organization => 2,
        SourceKind::Document => 3,
    }
}

fn source_kind(code: i64) -> SourceKind {
    match code {
        0 => SourceKind::Person,
        1 => SourceKind::Unnamed,
        2 => SourceKind::Organization,
        _ => SourceKind::Document,
    }
}

/// Returns the stored code of a kind of entity.
pub(in crate::store) fn entity_code(kind: EntityKind) -> i64 {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organization => 1,
        EntityKind::Place => 2,
        EntityKind::Group => 3,
        EntityKind::Date => 4,
        EntityKind::Quantity => 5,
        EntityKind::Other => 6,
    }
}

fn entity_kind(code: i64) -> EntityKind {
    match code {
        0 => EntityKind::Person,
        1 => EntityKind::Organization,
        2 => EntityKind::Place,
        3 => EntityKind::Group,
        4 => EntityKind::Date,
        5 => EntityKind::Quantity,
        _ => EntityKind::Other,
    }
}
