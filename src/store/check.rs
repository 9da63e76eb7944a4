//! Looks a store over: the file, its index, and what our own types demand of it.

use rusqlite::{Connection, Result, Row};

use super::rows;
use crate::domain::{Analysis, Block, Body, Link, Span};

/// Conditions that no row may meet, each with what it would mean.
const IMPOSSIBLE: &[(&str, &str)] = &[
    (
        "has no body",
        "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM bodies WHERE article = articles.id)",
    ),
    (
        "has another title in the index",
        "SELECT a.id FROM articles AS a JOIN bodies AS b ON b.article = a.id
         WHERE b.title <> a.title",
    ),
    (
        "is shown although its feed is removed, or hidden although it is not",
        "SELECT a.id FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.shown <> (f.removed_at IS NULL)",
    ),
    (
        "is a copy of a story with another read mark or star",
        "SELECT a.id FROM articles AS a JOIN articles AS b ON b.story = a.story
         WHERE a.read_at IS NOT b.read_at OR a.starred <> b.starred GROUP BY a.id",
    ),
    (
        "stands for its story wrongly",
        "SELECT id FROM articles AS a WHERE lead <> (id IS (
           SELECT min(b.id) FROM articles AS b WHERE b.story = a.story AND b.shown = 1))",
    ),
    (
        "has a tag that is filed wrongly",
        "SELECT t.article FROM tags AS t JOIN articles AS a ON a.id = t.article
         WHERE t.story <> a.story OR t.shown <> a.shown",
    ),
];

/// What is wrong, a line each.
pub(super) fn check(conn: &Connection) -> Result<Vec<String>> {
    let mut problems = integrity(conn)?;
    if !problems.is_empty() {
        return Ok(problems);
    }
    foreign_keys(conn, &mut problems)?;
    index(conn, &mut problems)?;
    for (what, sql) in IMPOSSIBLE {
        let mut statement = conn.prepare(sql)?;
        let ids = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for id in ids {
            problems.push(format!("article {} {what}", id?));
        }
    }
    texts(conn, &mut problems)?;
    analyses(conn, &mut problems)?;
    Ok(problems)
}

/// The file itself. What SQLite cannot even read ends the look here.
fn integrity(conn: &Connection) -> Result<Vec<String>> {
    let lines: Vec<String> = conn
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn foreign_keys(conn: &Connection, problems: &mut Vec<String>) -> Result<()> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(format!("{table} {} belongs to nothing", id.unwrap_or_default()))
    })?;
    for row in rows {
        problems.push(row?);
    }
    Ok(())
}

/// The full-text index against the texts. Only its own check can see whether they agree.
fn index(conn: &Connection, problems: &mut Vec<String>) -> Result<()> {
    let sql = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)";
    match conn.execute(sql, []) {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            problems.push("the full-text index does not agree with the articles".into());
            Ok(())
        }
        // Where nothing may be written it cannot be asked.
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => Ok(()),
        result => result.map(drop),
    }
}

/// Hashes and structure against the texts.
fn texts(conn: &Connection, problems: &mut Vec<String>) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT a.id, a.title, a.text_hash, b.text, b.blocks, b.links
         FROM articles AS a JOIN bodies AS b ON b.article = a.id",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let id: i64 = row.get(0)?;
        let (title, text): (String, String) = (row.get(1)?, row.get(3)?);
        if rows::text_hash(&title, &text) != row.get::<_, Vec<u8>>(2)? {
            problems.push(format!("article {id} has a text that is not the one that was stored"));
        }
        match structure(row) {
            Ok(body) if spans(&body).all(|span| span.fits(&text)) => {}
            Ok(_) => problems.push(format!("article {id}: a block or link does not fit its text")),
            Err(error) => {
                problems.push(format!("article {id}: its structure is not readable: {error}"))
            }
        }
    }
    Ok(())
}

fn structure(row: &Row) -> Result<Body> {
    let blocks: Vec<Block> = rows::from_json(row, 4)?;
    let links: Vec<Link> = rows::from_json(row, 5)?;
    Ok(Body { text: String::new(), blocks, links })
}

fn spans(body: &Body) -> impl Iterator<Item = Span> + '_ {
    body.blocks.iter().map(|block| block.span).chain(body.links.iter().map(|link| link.span))
}

/// Analyses against the texts that they are of.
fn analyses(conn: &Connection, problems: &mut Vec<String>) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT n.article, n.version, n.analysis, b.text FROM analyses AS n
         JOIN articles AS a ON a.id = n.article AND a.text_hash = n.text_hash
         JOIN bodies AS b ON b.article = a.id",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (id, version): (i64, String) = (row.get(0)?, row.get(1)?);
        let fault = match rows::from_json::<Analysis>(row, 2) {
            Ok(analysis) => analysis.fault(row.get_ref(3)?.as_str()?),
            Err(error) => Some(format!("not readable: {error}")),
        };
        problems.extend(fault.map(|fault| format!("article {id}: analysis by {version}: {fault}")));
    }
    Ok(())
}
