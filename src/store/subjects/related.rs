//! Subjects related to a subject: those merged into it, those that may be the same, and those that
//! speak about it.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::appearances;
use super::related_organizations;
use super::rows;
use crate::domain::Subject;

/// The most candidates for being the same that are returned.
const PERHAPS: usize = 5;

/// The most subjects with the same last name that are examined.
const LOOKED_AT: usize = 500;

/// The most speakers about a subject that are returned.
const SPEAKERS: usize = 8;

/// Returns the subjects that were merged into a root, each with its own counts.
pub(in crate::store) fn merged_subjects(conn: &Connection, root: i64) -> Result<Vec<Subject>> {
    let members = rows::members_of(conn, root)?;
    if members.len() == 1 {
        return Ok(Vec::new());
    }
    let mut numbers: BTreeMap<i64, MergedCounts> = BTreeMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT parts, at FROM appearances INDEXED BY appearances_says
         WHERE subject = ?1 AND statements > 0 AND standing = 2 AND parts IS NOT NULL
         UNION
         SELECT parts, at FROM appearances INDEXED BY appearances_mentions
         WHERE subject = ?1 AND mentions > 0 AND statements = 0 AND standing = 2
           AND parts IS NOT NULL",
    )?;
    let mut found = statement.query([root])?;
    while let Some(row) = found.next()? {
        for (subject, said, named) in appearances::parts_of(row.get_ref(0)?.as_str()?)? {
            numbers.entry(subject).or_default().count(said, named, row.get(1)?);
        }
    }
    let mut merged = Vec::new();
    for member in members.into_iter().skip(1) {
        let Some(subject) = rows::subject_by_id(conn, member)? else { continue };
        merged.push(numbers.remove(&member).unwrap_or_default().given(subject));
    }
    merged.sort_by(|one, other| {
        other.statements.cmp(&one.statements).then(one.name.cmp(&other.name))
    });
    Ok(merged)
}

/// The counts of one subject that was merged.
#[derive(Default)]
struct MergedCounts {
    statements: u64,
    articles: u64,
    mentioned_in: u64,
    said: Option<(i64, i64)>,
    named: Option<(i64, i64)>,
}

impl MergedCounts {
    fn count(&mut self, said: i64, named: i64, at: i64) {
        let widen = |range: Option<(i64, i64)>| {
            let (first, last) = range.unwrap_or((at, at));
            Some((first.min(at), last.max(at)))
        };
        if said > 0 {
            self.statements += said as u64;
            self.articles += 1;
            self.said = widen(self.said);
        }
        if named > 0 {
            self.mentioned_in += 1;
            self.named = widen(self.named);
        }
    }

    fn given(self, subject: Subject) -> Subject {
        let range = self.said.or(self.named);
        Subject {
            statements: self.statements,
            articles: self.articles,
            mentioned_in: self.mentioned_in,
            first: range.map(|(first, _)| first),
            last: range.map(|(_, last)| last),
            ..subject
        }
    }
}

/// Returns the subjects that may be the same as a root. For organizations see
/// [`related_organizations`](super::related_organizations). A person must have the same last name and a given name that
/// does not contradict it. Subjects of a single article, whose full names are unknown, come last.
pub(in crate::store) fn may_be_same(conn: &Connection, root: i64) -> Result<Vec<Subject>> {
    let found: Option<(String, Option<String>)> = conn
        .prepare_cached("SELECT folded, last_word FROM subjects WHERE id = ?1")?
        .query_row([root], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((folded, Some(last))) = found else {
        return related_organizations::organizations_that_may_be_same(conn, root);
    };
    let mut alike: Vec<(bool, Subject)> = Vec::new();
    let names = "SELECT s.folded, s.id FROM subjects AS s";
    let by_last = format!(
        "{names} INDEXED BY subjects_last_word
         WHERE s.last_word = ?1 AND s.id <> ?2 AND s.root <> ?2 LIMIT {LOOKED_AT}"
    );
    // A person who is called by a given name alone.
    let by_given = format!(
        "{names} INDEXED BY speakers_name WHERE s.speaks = 1 AND s.last_word IS NOT NULL
           AND s.folded >= ?1 || ' ' AND s.folded < ?1 || '!' AND s.id <> ?2 LIMIT {LOOKED_AT}"
    );
    let single = !folded.contains(' ');
    let queries = if single { vec![by_last, by_given] } else { vec![by_last] };
    for sql in queries {
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params![last, root])?;
        while let Some(row) = found.next()? {
            let other: String = row.get(0)?;
            if may_be(&folded, &other) {
                let Some(subject) = rows::subject_by_id(conn, row.get(1)?)? else { continue };
                let counts = subject.statements > 0 || subject.mentioned_in > 0;
                if counts && !alike.iter().any(|(_, known)| known.id == subject.id) {
                    alike.push((!other.contains(' '), subject));
                }
            }
        }
    }
    alike.sort_by_key(|(short, subject)| {
        (*short, std::cmp::Reverse((subject.statements, subject.mentioned_in)), subject.id)
    });
    Ok(alike.into_iter().take(PERHAPS).map(|(_, subject)| subject).collect())
}

/// Returns whether two folded names may belong to one person: "ann lee" may be "a. lee", "ann b.
/// lee" or "lee", but not "bob lee".
fn may_be(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    if one.len() == 1 || other.len() == 1 {
        let (short, long) = if one.len() == 1 { (one[0], &other) } else { (other[0], &one) };
        return long.contains(&short);
    }
    let bare = |word: &str| word.trim_matches('.').to_owned();
    let (first, second) = (bare(one[0]), bare(other[0]));
    one.last() == other.last() && (first.starts_with(&second) || second.starts_with(&first))
}

/// Returns the subjects that speak most about a root, with their numbers of statements.
pub(in crate::store) fn speakers_about(
    conn: &Connection,
    root: i64,
) -> Result<Vec<(Subject, u64)>> {
    let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
    for member in rows::members_of(conn, root)? {
        let sql = format!(
            "SELECT speaker, sum(statements) AS total FROM about INDEXED BY about_entity
             WHERE entity = ?1 AND standing = 2 GROUP BY speaker ORDER BY total DESC, speaker
             LIMIT {}",
            SPEAKERS * 8
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query([member])?;
        while let Some(row) = found.next()? {
            let speaker = rows::root_of(conn, row.get(0)?)?;
            if let Some(speaker) = speaker.filter(|speaker| *speaker != root) {
                *counts.entry(speaker).or_default() += row.get::<_, i64>(1)? as u64;
            }
        }
    }
    let mut counts: Vec<(i64, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(speaker, count)| (std::cmp::Reverse(*count), *speaker));
    let mut speakers = Vec::new();
    for (speaker, count) in counts.into_iter().take(SPEAKERS) {
        speakers.extend(rows::subject_by_id(conn, speaker)?.map(|subject| (subject, count)));
    }
    Ok(speakers)
}
