//! Which articles can have the words of a filter in title or authors, asked of an index of three
//! characters in a row: the words that hardly any article has are the ones that a walk through all
//! would look for longest.

use rusqlite::{Connection, Result, params};

/// Up to how many articles are looked up one by one rather than met on a walk.
const FEW: i64 = 2_000;

/// How many rows of three characters are asked for at most: a few tell words well enough.
const MOST: usize = 6;

/// What the index says of the words of a filter.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Having {
    /// No article has them.
    None,
    /// Few can have them: those that the index gives for this expression.
    Few(String),
    /// Many can have them, or the index cannot tell.
    Many,
}

/// Asks for articles that have all of `words`, which are folded.
pub(super) fn having(conn: &Connection, words: &[&str]) -> Result<Having> {
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
        trigrams.extend(letters.windows(3).map(phrase));
    }
    if trigrams.is_empty() {
        return Ok(Having::Many);
    }
    let expression = spread(trigrams).join(" AND ");
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

/// Whether any row of three characters begins so.
fn begins_any(conn: &Connection, beginning: &str) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM search_names_terms WHERE term >= ?1 AND term < ?2 LIMIT 1")?
        .exists(params![beginning, format!("{beginning}{}", char::MAX)])
}

/// A string of the index's language: in it nothing but a quotation mark is special.
fn phrase(letters: &[char]) -> String {
    let text: String = letters.iter().collect();
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// At most so many of them, from the first to the last.
fn spread(mut trigrams: Vec<String>) -> Vec<String> {
    trigrams.dedup();
    if trigrams.len() <= MOST {
        return trigrams;
    }
    let last = trigrams.len() - 1;
    (0..MOST).map(|at| trigrams[at * last / (MOST - 1)].clone()).collect()
}
