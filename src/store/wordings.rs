//! Statements that occur in several articles in the same words, found by hashes of their words.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, Result, Transaction, params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError, analyses, articles, rows};
use crate::domain::fold::fold;
use crate::domain::{Analysis, ArticleId, Attribution, Mode, SameWords, Statement, quotation};

/// The number of words from which on equal words are no coincidence.
const WORDS: usize = 6;

/// The most other articles in which a statement is looked up.
const MOST: usize = 50;

impl Store {
    /// Returns the statements of an article that occur in others in the same words. Direct and
    /// mixed statements are compared by their quoted words, indirect ones by all words; shorter
    /// ones than six words are ignored. Copies of a story count once.
    pub fn same_words(&self, id: ArticleId, version: &str) -> Result<Vec<SameWords>, StoreError> {
        self.read(|conn| same_words(conn, id, version))
    }
}

/// Files the wordings of an article's statements.
pub(super) fn file_wordings(
    tx: &Transaction,
    article: i64,
    analysis: &Analysis,
    text: &str,
) -> Result<()> {
    let wanted: BTreeSet<i64> =
        analysis.attributions.iter().flat_map(|attribution| hashes_of(text, attribution)).collect();
    let stored: BTreeSet<i64> = tx
        .prepare_cached("SELECT hash FROM wordings WHERE article = ?1")?
        .query_map([article], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for hash in stored.difference(&wanted) {
        tx.prepare_cached("DELETE FROM wordings WHERE hash = ?1 AND article = ?2")?
            .execute([*hash, article])?;
    }
    let mut insert = tx.prepare_cached("INSERT INTO wordings (hash, article) VALUES (?1, ?2)")?;
    for hash in wanted.difference(&stored) {
        insert.execute([*hash, article])?;
    }
    Ok(())
}

/// Deletes the wordings of an article.
pub(super) fn delete_wordings(tx: &Transaction, article: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM wordings WHERE article = ?1")?.execute([article])?;
    Ok(())
}

/// Returns the hashes of the parts of a statement that are long enough.
fn hashes_of(text: &str, attribution: &Attribution) -> Vec<i64> {
    let passages: Vec<String> = match attribution.kind {
        Mode::Indirect => {
            let words = attribution.content.iter().map(|span| span.of(text));
            vec![words.collect::<Vec<_>>().join(" ")]
        }
        Mode::Direct | Mode::Mixed => quotation::quoted_parts(text, &attribution.content),
    };
    passages.iter().filter_map(|passage| hash_of(passage)).collect()
}

/// Returns the hash of a passage's words, ignoring case and punctuation.
fn hash_of(passage: &str) -> Option<i64> {
    let folded = fold(passage);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() < WORDS {
        return None;
    }
    let digest = Sha256::digest(words.join(" "));
    let bytes: [u8; 8] = digest[..8].try_into().ok()?;
    Some(i64::from_be_bytes(bytes))
}

fn same_words(conn: &Connection, id: ArticleId, version: &str) -> Result<Vec<SameWords>> {
    let Some((text, analysis)) = analyses::corrected_with_text(conn, id, version)? else {
        return Ok(Vec::new());
    };
    let mut others: HashMap<i64, Option<(String, Analysis)>> = HashMap::new();
    let mut same = Vec::new();
    for (statement, attribution) in analysis.attributions.iter().enumerate() {
        let hashes = hashes_of(&text, attribution);
        let mut elsewhere = Vec::new();
        for other in articles_with_hashes(conn, id, &hashes)? {
            let known = match others.entry(other) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(analyses::corrected_with_text(conn, ArticleId(other), version)?)
                }
            };
            let Some((text, analysis)) = known else { continue };
            let of = |attribution: &Attribution| {
                self::hashes_of(text, attribution).iter().any(|hash| hashes.contains(hash))
            };
            let found = analysis.attributions.iter().position(of);
            let found = found.and_then(|index| Statement::from_analysis(text, analysis, index));
            elsewhere.extend(articles::read_row(conn, ArticleId(other))?.zip(found));
        }
        if !elsewhere.is_empty() {
            same.push(SameWords { statement, elsewhere });
        }
    }
    Ok(same)
}

/// Returns the other articles that have one of these wordings, newest first.
fn articles_with_hashes(conn: &Connection, id: ArticleId, hashes: &[i64]) -> Result<Vec<i64>> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT a.id, a.sort_key FROM wordings AS w CROSS JOIN articles AS a
           ON a.id = w.article
         WHERE w.hash IN (SELECT value FROM json_each(?1)) AND a.lead = 1 AND a.id <> ?2
           AND a.story <> (SELECT story FROM articles WHERE id = ?2)
         ORDER BY a.sort_key DESC, a.id DESC LIMIT {MOST}"
    );
    conn.prepare_cached(&sql)?
        .query_map(params![rows::to_json(hashes)?, id.0], |row| row.get(0))?
        .collect()
}
