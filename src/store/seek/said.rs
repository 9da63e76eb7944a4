//! The index of statements: the content of each, and its source.

use rusqlite::{Result, Transaction, params};

use crate::domain::{Analysis, Attribution, scripts};

/// The most rows that an article has in the index. Further statements share the last row.
const MOST: i64 = 4096;

/// Replaces the rows of an article in the index.
pub(in crate::store) fn index_statements(
    tx: &Transaction,
    id: i64,
    analysis: &Analysis,
    text: &str,
) -> Result<()> {
    unindex_statements(tx, id)?;
    let mut insert =
        tx.prepare_cached("INSERT INTO search_said (rowid, said, source) VALUES (?1, ?2, ?3)")?;
    let rows = analysis.attributions.chunks(1).take(MOST as usize - 1);
    let rest = analysis.attributions.get(MOST as usize - 1..).filter(|rest| !rest.is_empty());
    for (number, row) in rows.chain(rest).enumerate() {
        let said = join_words(row, |attribution| content_of(attribution, text));
        let source = join_words(row, |attribution| source_words(analysis, attribution, text));
        let (said, source) = (scripts::index_form(&said), scripts::index_form(&source));
        insert.execute(params![id * MOST + number as i64, said, source])?;
    }
    Ok(())
}

/// Removes an article from the index.
pub(in crate::store) fn unindex_statements(tx: &Transaction, id: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM search_said WHERE rowid BETWEEN ?1 AND ?2")?
        .execute([id * MOST, id * MOST + MOST - 1])?;
    Ok(())
}

fn join_words(row: &[Attribution], words: impl Fn(&Attribution) -> String) -> String {
    row.iter().map(words).collect::<Vec<_>>().join("\n")
}

/// Returns the content of an attribution.
fn content_of(attribution: &Attribution, text: &str) -> String {
    attribution.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("\n")
}

/// Returns everything that names the source: its name, its description, the words in the text.
fn source_words(analysis: &Analysis, attribution: &Attribution, text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for source in analysis.sources_of(attribution) {
        words.push(&source.name);
        words.extend(source.description.as_deref());
    }
    words.extend(attribution.source.iter().map(|span| span.of(text)));
    words.join("\n")
}
