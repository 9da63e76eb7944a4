//! Finds organizations that may be the same as another: by acronym or full name, with or without
//! "the" or a country.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result, params};

use super::rows;
use crate::domain::organizations::{self, NameLookup};
use crate::domain::{EntityKind, SourceKind, Subject};

/// The most candidates that are returned.
const PERHAPS: usize = 5;

/// The most names that are read: of those with the same beginning, and of those that are equal.
const BEGIN_ALIKE: usize = 4000;
const ALIKE: usize = 200;

/// The indexes of names: of subjects that speak, and of subjects that are mentioned.
const NAMES: [(&str, &str); 2] = [("speakers_name", "speaks"), ("mentioned_name", "mentioned")];

/// Returns organizations that may be the same as a root, those in several articles first.
pub(in crate::store) fn organizations_that_may_be_same(
    conn: &Connection,
    root: i64,
) -> Result<Vec<Subject>> {
    let Some(subject) = rows::subject_by_id(conn, root)?.filter(is_body) else {
        return Ok(Vec::new());
    };
    // Two organizations with the same generic name, each known in one article alone, are no
    // candidates.
    let shared = if is_of_one_article(conn, root)? { "AND article IS NULL" } else { "" };
    let mut found = BTreeSet::new();
    for sought in organizations::name_lookups(&subject.name) {
        let (from, to, last) = match sought {
            NameLookup::Exactly(name) => (name.clone(), name, None),
            NameLookup::Between(from, to, last) => (from, to, Some(last)),
        };
        let (compared, most) = if last.is_some() { ("<", BEGIN_ALIKE) } else { ("<=", ALIKE) };
        for (index, kept) in NAMES {
            let sql = format!(
                "SELECT folded, id FROM subjects INDEXED BY {index}
                 WHERE {kept} = 1 AND folded >= ?1 AND folded {compared} ?2 {shared} LIMIT {most}"
            );
            let mut statement = conn.prepare_cached(&sql)?;
            let mut names = statement.query(params![from, to])?;
            while let Some(row) = names.next()? {
                // Many names have the same beginning, and few of them need a closer look.
                let name = row.get_ref(0)?.as_str()?;
                if last.is_none_or(|letter| organizations::ends_with_word(name, letter)) {
                    found.insert(row.get::<_, i64>(1)?);
                }
            }
        }
    }
    let mut alike = Vec::new();
    for id in found {
        let Some(other) = rows::subject_by_id(conn, id)?.filter(is_body) else { continue };
        let is_root = rows::root_of(conn, id)? == Some(id);
        if id != root && is_root && organizations::may_be_one(&subject.name, &other.name) {
            alike.push(other);
        }
    }
    alike.sort_by_key(|it| (std::cmp::Reverse((it.statements, it.mentioned_in)), it.id));
    alike.truncate(PERHAPS);
    Ok(alike)
}

fn is_of_one_article(conn: &Connection, id: i64) -> Result<bool> {
    conn.prepare_cached("SELECT article IS NOT NULL FROM subjects WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
}

fn is_body(subject: &Subject) -> bool {
    use EntityKind::{Group, Organization, Place};
    matches!(subject.entity_kind, Some(Organization | Place | Group))
        || (subject.source_kind == Some(SourceKind::Organization) && subject.entity_kind.is_none())
}
