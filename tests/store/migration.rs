//! Tests of migrations: stores of earlier versions keep all data.

use std::path::Path;

use onrecord::domain::{Analysis, Attribution, Mode, Span, SubjectQuery};
use sha2::{Digest, Sha256};

use crate::following::following;
use crate::*;

const FIRST: &str = include_str!("../../src/store/schema/0001_archive.sql");

fn hash(title: &str, text: &str) -> Vec<u8> {
    Sha256::digest(format!("{title}\0{text}")).to_vec()
}

fn analysis() -> Analysis {
    let attribution = Attribution {
        kind: Mode::Indirect,
        source: vec![],
        cue: vec![],
        content: vec![Span::new(0, 7)],
        source_ids: Vec::new(),
        negated: false,
        confidence: 0.5,
    };
    Analysis { attributions: vec![attribution], ..Analysis::default() }
}

/// A store as the first version made it: two feeds, two articles, one read, starred, tagged and
/// analysed.
fn first_version(path: &Path) {
    let conn = rusqlite::Connection::open(path).expect("a file");
    conn.execute_batch(FIRST).expect("the first schema");
    conn.execute_batch("PRAGMA application_id = 1332630115; PRAGMA user_version = 1")
        .expect("a statement");
    conn.execute_batch(
        "INSERT INTO feeds (kind, origin, title, own_title) VALUES
           ('address', 'https://gazette.example/feed', 'gazette', 'My Gazette'),
           ('path', '/news', 'News', NULL);
         INSERT INTO settings VALUES ('theme', 'light');",
    )
    .expect("a statement");
    let articles = [("Ferry", "Weather, she said."), ("Tram", "A tram.")];
    for (at, (title, text)) in articles.iter().enumerate() {
        let id = at as i64 + 1;
        conn.execute(
            "INSERT INTO articles (id, feed, sort_key, shown, lead, story, words, title, haystack,
               first_seen, text_hash, fingerprint, guid, authors)
             VALUES (?1, ?1, ?2, 1, 1, ?1, 3, ?3, lower(?3), ?2, ?4, x'00', 'g', '[]')",
            rusqlite::params![id, NOW - id, title, hash(title, text)],
        )
        .expect("a statement");
        conn.execute(
            "INSERT INTO bodies (article, title, text, blocks, links) VALUES (?1, ?2, ?3, '[]', '[]')",
            rusqlite::params![id, title, text],
        )
        .expect("a statement");
    }
    conn.execute(
        "INSERT INTO analyses (article, version, text_hash, analysis) VALUES (1, 'v1', ?1, ?2)",
        rusqlite::params![
            hash("Ferry", "Weather, she said."),
            serde_json::to_string(&analysis()).expect("a statement")
        ],
    )
    .expect("a statement");
    conn.execute_batch(
        "UPDATE articles SET read_at = 5, starred = 1, analysed = 'v1', attributions = 1
           WHERE id = 1;
         UPDATE bodies SET quoted = 'Weather' WHERE article = 1;
         INSERT INTO tags (article, own, key, tag, story, shown) VALUES (1, 1, 'sea', 'Sea', 1, 1);",
    )
    .expect("a statement");
}

#[test]
fn a_store_of_the_first_version_migrates_completely() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    first_version(&path);
    let mut store = Store::open(&path).unwrap();
    sound(&store);
    assert_eq!(listed(&store, &all()), "Ferry (My Gazette) ★\n● Tram (News)");
    let article = store.article(ArticleId(1)).unwrap().unwrap();
    assert_eq!(article.body.text, "Weather, she said.");
    assert_eq!(article.tags, ["Sea"]);
    assert_eq!(article.row.attributions, Some(1));
    assert_eq!(store.analysis(ArticleId(1), "v1").unwrap(), Some(analysis()));
    assert_eq!(found(&store, "weather"), [ArticleId(1)]);
    assert_eq!(found(&store, "tram"), [ArticleId(2)]);
    let filtered = Query { filter: "err".into(), ..all() };
    assert_eq!(listed(&store, &filtered), "Ferry (My Gazette) ★");
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("light"));
    // Nothing is followed unasked; the known feed is found again and keeps its title.
    assert_eq!(store.subscriptions().unwrap(), []);
    assert_eq!(store.subscribe(&following("gazette", &[])).unwrap(), (FeedId(1), true));
    let draft = with_guid("g", "Ferry", "Weather, she said.");
    let fetched = crate::following::fetched(std::slice::from_ref(&draft));
    assert_eq!(store.store_fetched(FeedId(1), &fetched, NOW).unwrap()[0].0, ArticleId(1));
    assert_eq!(listed(&store, &all()), "Ferry (My Gazette) ★\n● Tram (News)");
    assert!(store.analysis(ArticleId(1), "v1").unwrap().is_some());
    sound(&store);
}

#[test]
fn migration_indexes_scripts_without_spaces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    first_version(&path);
    let conn = rusqlite::Connection::open(&path).unwrap();
    let text = "“渡轮停运，”船长说。";
    let said = Analysis {
        attributions: vec![Attribution {
            content: vec![Span::new(3, 18)],
            ..analysis().attributions[0].clone()
        }],
        ..Analysis::default()
    };
    let written = serde_json::to_string(&said).unwrap();
    conn.execute("UPDATE bodies SET text = ?1 WHERE article = 1", [text]).unwrap();
    conn.execute("UPDATE articles SET text_hash = ?1 WHERE id = 1", [hash("Ferry", text)]).unwrap();
    conn.execute(
        "UPDATE analyses SET text_hash = ?1, analysis = ?2 WHERE article = 1",
        rusqlite::params![hash("Ferry", text), written],
    )
    .unwrap();
    drop(conn);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(found(&store, "停运"), [ArticleId(1)]);
    assert_eq!(found(&store, "weather"), []);
    while store.catch_up(10).unwrap() > 0 {}
    assert_eq!(found(&store, "quote:停运"), [ArticleId(1)]);
    sound(&store);
}

#[test]
fn an_old_store_that_several_open_at_once_is_changed_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    first_version(&path);
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..4).map(|_| scope.spawn(|| Store::open(&path))).collect();
        for handle in opening {
            sound(&handle.join().unwrap().unwrap());
        }
    });
}

const SECOND: &str = include_str!("../../src/store/schema/0002_subscriptions.sql");

/// A store as the second version made it: one feed with so many articles of one text, all analysed.
pub(crate) fn second_version(path: &Path, (text, analysis): &(String, Analysis), articles: i64) {
    let conn = rusqlite::Connection::open(path).expect("a file");
    conn.execute_batch(FIRST).expect("the first schema");
    conn.execute_batch(SECOND).expect("the second schema");
    conn.execute_batch(
        "PRAGMA application_id = 1332630115; PRAGMA user_version = 2;
         INSERT INTO feeds (kind, origin, title) VALUES ('path', '/news', 'News');",
    )
    .expect("a statement");
    let analysis = serde_json::to_string(analysis).expect("JSON");
    for id in 1..=articles {
        let title = format!("Title {id}");
        conn.execute(
            "INSERT INTO articles (id, feed, sort_key, shown, lead, story, words, title, haystack,
               first_seen, text_hash, fingerprint, guid, authors, analysed, attributions)
             VALUES (?1, 1, ?2, 1, 1, ?1, 3, ?3, lower(?3), ?2, ?4, x'00', ?3, '[]', 'v1', 1)",
            rusqlite::params![id, NOW - id, title, hash(&title, text)],
        )
        .expect("a statement");
        conn.execute(
            "INSERT INTO bodies (article, title, text, blocks, links) VALUES (?1, ?2, ?3, '[]', '[]')",
            rusqlite::params![id, title, text],
        )
        .expect("a statement");
        conn.execute(
            "INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)",
            rusqlite::params![id, title, text],
        )
        .expect("a statement");
        conn.execute(
            "INSERT INTO analyses (article, version, text_hash, analysis) VALUES (?1, 'v1', ?2, ?3)",
            rusqlite::params![id, hash(&title, text), analysis],
        )
        .expect("a statement");
    }
}

/// The migrations before the one that counts a subject's articles by month.
const BEFORE_SPANS: [&str; 5] = [
    FIRST,
    SECOND,
    include_str!("../../src/store/schema/0003_subjects.sql"),
    include_str!("../../src/store/schema/0004_search.sql"),
    include_str!("../../src/store/schema/0005_filter.sql"),
];

#[test]
fn whoever_speaks_everywhere_is_counted_by_months_in_an_older_store_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    BEFORE_SPANS.iter().for_each(|sql| conn.execute_batch(sql).unwrap());
    conn.execute_batch(
        "PRAGMA application_id = 1332630115; PRAGMA user_version = 5;
         INSERT INTO feeds (kind, origin, title) VALUES ('path', '/news', 'News');
         INSERT INTO subjects (id, key, root, name, folded, source_kind)
           VALUES (7, 'p/ada', 7, 'Ada', 'ada', 0);
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4700)
         INSERT INTO articles (id, feed, sort_key, shown, lead, story, words, title, haystack,
           first_seen, text_hash, fingerprint, authors)
         SELECT i, 1, (i - 600) * 40000, 1, 1, i, 1, 't', 't', 1, x'00', x'00', '[]' FROM n;
         INSERT INTO appearances
         SELECT id, 7, 2, sort_key, 1, 1 + id % 2, 0, NULL FROM articles WHERE id % 3 > 0;",
    )
    .unwrap();
    drop(conn);
    let store = Store::open(&path).unwrap();
    let told = store.check().unwrap();
    assert!(!told.iter().any(|line| line.contains("spread over time")), "{told:?}");
    // Articles 610 to 4,700, two of three: as many with one statement as with two.
    let query = SubjectQuery { after: Some(400_000), ..SubjectQuery::default() };
    let found = store.subjects(&query, 0, 5).unwrap();
    let row = &found.rows[0];
    assert_eq!((found.total, row.articles, row.statements), (1, 2_728, 4_092));
    assert_eq!((row.first, row.last), (Some(400_000), Some(164_000_000)));
    let alone = store.subjects_alone(&query, 0, 5).unwrap();
    assert!(alone.rows[0].over_time.is_empty());
    assert_eq!(alone.rows[0].statements, row.statements);
    let changed = rusqlite::Connection::open(&path).unwrap();
    changed.execute_batch("UPDATE tallies SET articles = articles + 1 WHERE period = 9").unwrap();
    let told = store.check().unwrap();
    let wrong = "subject 7 is spread over time otherwise than it is filed";
    assert!(told.iter().any(|line| line == wrong), "{told:?}");
}

#[test]
fn migration_removes_source_numbers_of_unsupported_languages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let foreign = Analysis { language: Some("Slovak".into()), ..Analysis::default() };
    second_version(&path, &("Nikto nič nepovedal.".into(), foreign), 2);
    let mut store = Store::open(&path).unwrap();
    while store.catch_up(9).unwrap() > 0 {}
    let row = store.article(ArticleId(1)).unwrap().unwrap().row;
    assert_eq!((row.attributions, row.sourcing, row.analysed), (None, None, true));
    sound(&store);
}
