//! Checks a store: the file, its indexes, and the invariants of the program's types.

use rusqlite::{Connection, Result, Row};

use super::subjects::changes;
use super::{rows, structure};
use crate::domain::{Analysis, Body, Enclosure, Span};

/// Conditions that no article may meet, each with a description of the problem.
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
        "is shown although it or its feed is removed, or hidden although neither is",
        "SELECT a.id FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.shown <> (f.removed_at IS NULL AND a.deleted_at IS NULL)",
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
    (
        "shows the text of its page but has lost its feed's",
        "SELECT id FROM articles AS a WHERE (page_hash IS NULL) <> (page_words IS NULL)
           OR page_hash IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM other_texts WHERE article = a.id)",
    ),
    (
        "has lost the text of its page, or has one that was never fetched",
        "SELECT a.id FROM articles AS a LEFT JOIN pages AS p ON p.article = a.id
         WHERE (p.fetched_at IS NOT NULL)
           <> EXISTS (SELECT 1 FROM other_texts WHERE article = a.id)",
    ),
    (
        "is said to be analysed but has no such analysis",
        "SELECT id FROM articles AS a WHERE analysed IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM analyses AS n WHERE n.article = a.id AND n.version = a.analysed
             AND n.text_hash = coalesce(a.page_hash, a.text_hash))",
    ),
];

/// Conditions that no feed may meet, each with a description of the problem.
const IMPOSSIBLE_FEEDS: &[(&str, &str)] = &[(
    "is followed although it has no address",
    "SELECT s.feed FROM subscriptions AS s JOIN feeds AS f ON f.id = s.feed
     WHERE f.kind <> 'address'",
)];

/// Conditions that no subject may meet, each with a description of the problem.
const IMPOSSIBLE_SUBJECTS: &[(&str, &str)] = &[
    (
        "is counted wrongly as one who speaks",
        "SELECT s.id FROM subjects AS s LEFT JOIN (
           SELECT subject, sum(statements) AS n, count(*) AS articles, min(at) AS first,
             max(at) AS last
           FROM appearances WHERE statements > 0 AND standing = 2 GROUP BY subject
         ) AS p ON p.subject = s.id
         WHERE (s.statements, s.articles, s.speaks, s.first, s.last)
           IS NOT (coalesce(p.n, 0), coalesce(p.articles, 0), p.n IS NOT NULL, p.first, p.last)",
    ),
    (
        "is counted wrongly as one who is mentioned",
        "SELECT s.id FROM subjects AS s LEFT JOIN (
           SELECT subject, count(*) AS articles, min(at) AS first, max(at) AS last
           FROM appearances WHERE mentions > 0 AND standing = 2 GROUP BY subject
         ) AS p ON p.subject = s.id
         WHERE (s.mentioned_in, s.mentioned, s.first_mentioned, s.last_mentioned)
           IS NOT (coalesce(p.articles, 0), p.articles IS NOT NULL, p.first, p.last)",
    ),
    (
        "is spread over time otherwise than it is filed",
        "SELECT DISTINCT id FROM (
           SELECT * FROM (
             SELECT p.subject AS id, 0, p.at / 2592000, sum(p.statements), count(*)
             FROM subjects AS s CROSS JOIN appearances AS p ON p.subject = s.id
             WHERE s.tallied = 1 AND p.statements > 0 AND p.standing = 2 GROUP BY 1, 3
             UNION ALL
             SELECT p.subject, 1, p.at / 2592000, count(*), 0
             FROM subjects AS s CROSS JOIN appearances AS p ON p.subject = s.id
             WHERE s.tallied_named = 1 AND p.mentions > 0 AND p.standing = 2 GROUP BY 1, 3
             EXCEPT SELECT subject, named, period, n, articles FROM tallies
           ) UNION ALL SELECT * FROM (
             SELECT subject AS id, named, period, n, articles FROM tallies
             WHERE n <> 0 OR articles <> 0
             EXCEPT SELECT p.subject, 0, p.at / 2592000, sum(p.statements), count(*)
             FROM subjects AS s CROSS JOIN appearances AS p ON p.subject = s.id
             WHERE s.tallied = 1 AND p.statements > 0 AND p.standing = 2 GROUP BY 1, 3
             EXCEPT SELECT p.subject, 1, p.at / 2592000, count(*), 0
             FROM subjects AS s CROSS JOIN appearances AS p ON p.subject = s.id
             WHERE s.tallied_named = 1 AND p.mentions > 0 AND p.standing = 2 GROUP BY 1, 3
           ))",
    ),
    (
        "stands under one that stands under another, or is none",
        "SELECT s.id FROM subjects AS s LEFT JOIN subjects AS r ON r.id = s.root
         WHERE r.root IS NOT s.root",
    ),
    (
        "is filed although it was merged into another, or is none",
        "SELECT p.subject FROM appearances AS p LEFT JOIN subjects AS s ON s.id = p.subject
         WHERE s.root IS NOT p.subject GROUP BY p.subject",
    ),
];

/// Conditions that no row about a subject in an article may meet, each with a description of the
/// problem.
const IMPOSSIBLE_SAYINGS: &[(&str, &str)] = &[
    (
        "is filed by another date, feed or standing than it has",
        "SELECT a.id FROM appearances AS p JOIN articles AS a ON a.id = p.article
         WHERE (p.standing, p.at, p.feed) <> (a.shown + a.lead, a.sort_key, a.feed)
         UNION SELECT a.id FROM about AS p JOIN articles AS a ON a.id = p.article
         WHERE p.standing <> a.shown + a.lead",
    ),
    (
        "says something although it has not been analysed",
        "SELECT p.article FROM appearances AS p JOIN articles AS a ON a.id = p.article
         WHERE a.analysed IS NULL
         UNION SELECT w.article FROM wordings AS w JOIN articles AS a ON a.id = w.article
         WHERE a.analysed IS NULL
         UNION SELECT b.article FROM behind AS b JOIN articles AS a ON a.id = b.article
         WHERE a.analysed IS NULL",
    ),
    (
        "neither says nor mentions what it is filed under",
        "SELECT article FROM appearances WHERE statements <= 0 AND mentions <= 0",
    ),
];

/// The full-text indexes, each with the name of its content.
const INDEXES: &[(&str, &str)] = &[
    ("search", "the articles"),
    ("search_said", "the statements"),
    ("search_names", "the articles' titles"),
];

/// Returns a line for each problem.
pub(super) fn find_problems(conn: &Connection) -> Result<Vec<String>> {
    let mut problems = check_file(conn)?;
    if !problems.is_empty() {
        return Ok(problems);
    }
    foreign_keys(conn, &mut problems)?;
    for (index, content) in INDEXES {
        self::check_index(conn, index, content, &mut problems)?;
    }
    let things = [
        ("article", IMPOSSIBLE),
        ("feed", IMPOSSIBLE_FEEDS),
        ("subject", IMPOSSIBLE_SUBJECTS),
        ("article", IMPOSSIBLE_SAYINGS),
    ];
    for (thing, conditions) in things {
        for (what, sql) in conditions {
            let mut statement = conn.prepare(sql)?;
            for id in statement.query_map([], |row| row.get::<_, i64>(0))? {
                problems.push(format!("{thing} {} {what}", id?));
            }
        }
    }
    if !changes::agrees_with_decisions(conn)? {
        problems.push("what is merged is not what the reader has decided".to_owned());
    }
    check_texts(conn, &mut problems)?;
    check_analyses(conn, &mut problems)?;
    Ok(problems)
}

/// Checks the file itself. If SQLite cannot read it, the check ends here.
fn check_file(conn: &Connection) -> Result<Vec<String>> {
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

/// Checks a full-text index against its texts. Only the index's own check can compare them.
fn check_index(
    conn: &Connection,
    index: &str,
    content: &str,
    problems: &mut Vec<String>,
) -> Result<()> {
    let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
    match conn.execute(&sql, []) {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            problems.push(format!("the full-text index does not agree with {content}"));
            Ok(())
        }
        // The index's check needs to write; a read-only store skips it.
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => Ok(()),
        result => result.map(drop),
    }
}

/// Checks hashes and structure against the texts: first the shown texts, then the others. (The hash
/// of a page's text is not stored while the text is not shown.)
fn check_texts(conn: &Connection, problems: &mut Vec<String>) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT a.id, a.title, coalesce(a.page_hash, a.text_hash), b.text, b.blocks, b.links,
           b.enclosures
         FROM articles AS a JOIN bodies AS b ON b.article = a.id
         UNION ALL
         SELECT a.id, a.title, iif(a.page_hash IS NULL, NULL, a.text_hash),
           o.text, o.blocks, o.links, '[]'
         FROM articles AS a JOIN other_texts AS o ON o.article = a.id",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let id: i64 = row.get(0)?;
        let (title, text): (String, String) = (row.get(1)?, row.get(3)?);
        let expected: Option<Vec<u8>> = row.get(2)?;
        if expected.is_some_and(|hash| rows::text_hash(&title, &text) != hash) {
            problems.push(format!("article {id} has a text that is not the one that was stored"));
        }
        match read_structure(row) {
            Ok(body) if all_spans(&body).all(|span| span.fits(&text)) => {}
            Ok(_) => problems.push(format!("article {id}: a block or link does not fit its text")),
            Err(error) => {
                problems.push(format!("article {id}: its structure is not readable: {error}"))
            }
        }
    }
    Ok(())
}

fn read_structure(row: &Row) -> Result<Body> {
    rows::from_json::<Vec<Enclosure>>(row, 6)?;
    structure::read_body(row, String::new(), (4, 5))
}

fn all_spans(body: &Body) -> impl Iterator<Item = Span> + '_ {
    let accents = body.accents.iter().map(|accent| accent.span);
    let links = body.links.iter().map(|link| link.span);
    body.blocks.iter().map(|block| block.span).chain(links).chain(accents)
}

/// Checks analyses against the texts that they belong to.
fn check_analyses(conn: &Connection, problems: &mut Vec<String>) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT n.article, n.version, n.analysis, b.text FROM analyses AS n
         JOIN articles AS a ON a.id = n.article AND coalesce(a.page_hash, a.text_hash) = n.text_hash
         JOIN bodies AS b ON b.article = a.id",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (id, version): (i64, String) = (row.get(0)?, row.get(1)?);
        let fault = match rows::from_json::<Analysis>(row, 2) {
            Ok(analysis) => analysis.find_fault(row.get_ref(3)?.as_str()?),
            Err(error) => Some(format!("not readable: {error}")),
        };
        problems.extend(fault.map(|fault| format!("article {id}: analysis by {version}: {fault}")));
    }
    Ok(())
}
