//! Appearances: which subjects speak and are mentioned in an article, and who speaks about whom.
//! Updated whenever the analysis changes; only differences are written.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::keys;
use crate::domain::identity::ResolvedEntities;
use crate::domain::{Analysis, Span};
use crate::store::rows;

/// Numbers of statements and mentions.
pub(in crate::store) type SubjectCounts = (i64, i64);

/// The facts about an article that its appearances repeat.
#[derive(Debug, Clone, Copy)]
struct ArticlePosition {
    standing: i64,
    at: i64,
    feed: i64,
}

/// Files an article by its analysis (as corrected).
pub(in crate::store) fn file_appearances(
    tx: &Transaction,
    article: i64,
    analysis: &Analysis,
) -> Result<()> {
    let Some(place) = position_of(tx, article)? else { return Ok(()) };
    let cast = ResolvedEntities::resolve(analysis);
    let subjects = keys::find_or_create_subjects(tx, article, &cast)?;
    let mut parts: BTreeMap<i64, SubjectCounts> = BTreeMap::new();
    for attribution in &analysis.attributions {
        for character in cast.speakers(attribution) {
            parts.entry(subjects[character]).or_default().0 += 1;
        }
    }
    for (entity, character) in analysis.entities.iter().zip(&cast.entities) {
        if let Some(character) = character {
            parts.entry(subjects[*character]).or_default().1 += entity.mentions.len() as i64;
        }
    }
    write(tx, article, place, &parts)?;
    write_about(tx, article, place, &spoken_about(analysis, &cast, &subjects))?;
    keys::forget_unused(tx, article, &parts)
}

/// Deletes the appearances of an article. Subjects that occurred only there are deleted, too.
pub(in crate::store) fn delete_appearances(tx: &Transaction, article: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM appearances WHERE article = ?1")?.execute([article])?;
    tx.prepare_cached("DELETE FROM about WHERE article = ?1")?.execute([article])?;
    keys::forget_unused(tx, article, &BTreeMap::new())
}

/// Files the appearances of an article again after the roots of its subjects have changed.
pub(in crate::store) fn refile_roots(tx: &Transaction, article: i64) -> Result<()> {
    let Some(place) = position_of(tx, article)? else { return Ok(()) };
    let mut parts = BTreeMap::new();
    for (root, appearance) in stored_appearances(tx, article)? {
        parts.extend(appearance.parts(root)?);
    }
    write(tx, article, place, &parts)
}

fn position_of(conn: &Connection, article: i64) -> Result<Option<ArticlePosition>> {
    let read = |row: &Row| {
        Ok(ArticlePosition { standing: row.get(0)?, at: row.get(1)?, feed: row.get(2)? })
    };
    conn.prepare_cached("SELECT shown + lead, sort_key, feed FROM articles WHERE id = ?1")?
        .query_row([article], read)
        .optional()
}

/// An appearance row: its counts and, unless they are the root's own, how they divide among
/// subjects.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Appearance {
    numbers: SubjectCounts,
    parts: Option<String>,
}

impl Appearance {
    fn parts(&self, root: i64) -> Result<Vec<(i64, SubjectCounts)>> {
        let Some(json) = &self.parts else { return Ok(vec![(root, self.numbers)]) };
        let parts: Vec<(i64, i64, i64)> = rows::read_json(json)?;
        Ok(parts.into_iter().map(|(id, said, named)| (id, (said, named))).collect())
    }
}

/// Parses the parts of a stored row: subject, statements, mentions.
pub(in crate::store) fn parts_of(json: &str) -> Result<Vec<(i64, i64, i64)>> {
    rows::read_json(json)
}

fn stored_appearances(conn: &Connection, article: i64) -> Result<HashMap<i64, Appearance>> {
    conn.prepare_cached(
        "SELECT subject, statements, mentions, parts FROM appearances WHERE article = ?1",
    )?
    .query_map([article], |row| {
        let numbers = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, Appearance { numbers, parts: row.get(3)? }))
    })?
    .collect()
}

/// Updates the rows of an article to `parts` (counts by subject).
fn write(
    tx: &Transaction,
    article: i64,
    place: ArticlePosition,
    parts: &BTreeMap<i64, SubjectCounts>,
) -> Result<()> {
    let mut wanted = group_by_root(tx, parts)?;
    for (root, appearance) in stored_appearances(tx, article)? {
        match wanted.remove(&root) {
            None => {
                tx.prepare_cached("DELETE FROM appearances WHERE article = ?1 AND subject = ?2")?
                    .execute([article, root])?;
            }
            Some(other) if other != appearance => {
                tx.prepare_cached(
                    "UPDATE appearances SET statements = ?3, mentions = ?4, parts = ?5
                     WHERE article = ?1 AND subject = ?2",
                )?
                .execute(params![
                    article,
                    root,
                    other.numbers.0,
                    other.numbers.1,
                    other.parts
                ])?;
            }
            Some(_) => {}
        }
    }
    let mut insert = tx.prepare_cached(
        "INSERT INTO appearances
           (article, subject, standing, at, feed, statements, mentions, parts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let ArticlePosition { standing, at, feed } = place;
    for (root, Appearance { numbers, parts }) in wanted {
        insert.execute(params![article, root, standing, at, feed, numbers.0, numbers.1, parts])?;
    }
    Ok(())
}

/// Groups counts by root. Subjects that neither speak nor are mentioned have no row.
fn group_by_root(
    conn: &Connection,
    parts: &BTreeMap<i64, SubjectCounts>,
) -> Result<BTreeMap<i64, Appearance>> {
    let mut root = conn.prepare_cached("SELECT root FROM subjects WHERE id = ?1")?;
    let mut groups: BTreeMap<i64, Vec<(i64, i64, i64)>> = BTreeMap::new();
    for (subject, (said, named)) in parts {
        if *said > 0 || *named > 0 {
            let root = root.query_row([subject], |row| row.get(0)).optional()?;
            groups.entry(root.unwrap_or(*subject)).or_default().push((*subject, *said, *named));
        }
    }
    let row = |(root, parts): (i64, Vec<(i64, i64, i64)>)| {
        let numbers =
            parts.iter().fold((0, 0), |sum, (_, said, named)| (sum.0 + said, sum.1 + named));
        let alone = parts.len() == 1 && parts[0].0 == root;
        let parts = if alone { None } else { Some(rows::to_json(&parts)?) };
        Ok((root, Appearance { numbers, parts }))
    };
    groups.into_iter().map(row).collect()
}

/// For each entity and each other subject that speaks about it, the number of statements that
/// mention the entity.
type StatementsAbout = BTreeMap<(i64, i64), i64>;

fn spoken_about(analysis: &Analysis, cast: &ResolvedEntities, subjects: &[i64]) -> StatementsAbout {
    let mentions = mentions_of(analysis, cast);
    let longest = mentions.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
    let mut about = StatementsAbout::new();
    for attribution in &analysis.attributions {
        let speakers = cast.speakers(attribution);
        if speakers.is_empty() {
            continue;
        }
        let mut meant: Vec<usize> = Vec::new();
        for content in &attribution.content {
            let first = content.start.saturating_sub(longest);
            let from = mentions.partition_point(|(span, _)| span.start < first);
            let near = mentions[from..].iter().take_while(|(span, _)| span.start < content.end);
            meant.extend(near.filter(|(span, _)| span.overlaps(*content)).map(|(_, at)| at));
        }
        meant.sort_unstable();
        meant.dedup();
        for speaker in &speakers {
            for entity in meant.iter().filter(|entity| !speakers.contains(entity)) {
                *about.entry((subjects[*entity], subjects[*speaker])).or_default() += 1;
            }
        }
    }
    about
}

/// Returns the mentions of all entities, in the order of the text.
fn mentions_of(analysis: &Analysis, cast: &ResolvedEntities) -> Vec<(Span, usize)> {
    let of = |(entity, character): (usize, &Option<usize>)| {
        let spans = analysis.entities.get(entity).map_or(&[][..], |entity| &entity.mentions);
        character.map(|character| spans.iter().map(move |span| (*span, character)))
    };
    let mut mentions: Vec<(Span, usize)> =
        cast.entities.iter().enumerate().filter_map(of).flatten().collect();
    mentions.sort_unstable();
    mentions
}

fn write_about(
    tx: &Transaction,
    article: i64,
    place: ArticlePosition,
    about: &StatementsAbout,
) -> Result<()> {
    let stored: StatementsAbout = tx
        .prepare_cached("SELECT entity, speaker, statements FROM about WHERE article = ?1")?
        .query_map([article], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
        .collect::<Result<_>>()?;
    if stored == *about {
        return Ok(());
    }
    if !stored.is_empty() {
        tx.prepare_cached("DELETE FROM about WHERE article = ?1")?.execute([article])?;
    }
    let mut insert = tx.prepare_cached(
        "INSERT INTO about (article, entity, speaker, standing, statements)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for ((entity, speaker), statements) in about {
        insert.execute(params![article, entity, speaker, place.standing, statements])?;
    }
    Ok(())
}
