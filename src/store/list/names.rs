//! Estimates, with the trigram index, how many articles match a filter in title or authors. Rare
//! words would take longest to find by reading all articles in order.

use rusqlite::{Connection, Result, params};

/// Up to this many articles are looked up one by one rather than met while reading an index.
const FEW: i64 = 2_000;

/// The most trigrams that are queried; a few distinguish words well enough.
const MOST: usize = 6;

/// The trigram index's answer about the words of a filter.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Having {
    /// No article matches.
    None,
    /// Few articles can match: those that the index gives for this expression.
    Few(String),
    /// Many articles can match, or the index cannot tell.
    Many,
}

/// Estimates how many articles contain all of `words`, which must be folded.
pub(super) fn estimate_matches(conn: &Connection, words: &[&str]) -> Result<Having> {
    let mut trigrams = Vec::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        if letters.contains(&'\0') {
            continue;
        }
        if letters.len() < 3 {
            if !begins_any(conn, word)? {
                return Ok(Having::None);
            }
            continue;
        }
        trigrams.extend(letters.windows(3).map(quoted_trigram));
    }
    if trigrams.is_empty() {
        return Ok(Having::Many);
    }
    let expression = spread_evenly(trigrams).join(" AND ");
    let found: i64 = conn
        .prepare_cached(
            "SELECT count(*) FROM
               (SELECT 1 FROM search_names WHERE search_names MATCH ?1 LIMIT ?2)",
        )?
        .query_row(params![expression, FEW], |row| row.get(0))?;
    Ok(match found {
        0 => Having::None,
        FEW.. => Having::Many,
        _ => Having::Few(expression),
    })
}

/// Returns whether any trigram begins with `beginning`.
fn begins_any(conn: &Connection, beginning: &str) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM search_names_terms WHERE term >= ?1 AND term < ?2 LIMIT 1")?
        .exists(params![beginning, format!("{beginning}{}", char::MAX)])
}

/// Returns a string of the index's query language, in which only a quotation mark is special.
fn quoted_trigram(letters: &[char]) -> String {
    let text: String = letters.iter().collect();
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Returns at most [`MOST`] of the trigrams, spread evenly from the first to the last.
fn spread_evenly(mut trigrams: Vec<String>) -> Vec<String> {
    trigrams.dedup();
    if trigrams.len() <= MOST {
        return trigrams;
    }
    let last = trigrams.len() - 1;
    (0..MOST).map(|at| trigrams[at * last / (MOST - 1)].clone()).collect()
}
