//! Rows of a store that were changed by others, or whose file is damaged: every read succeeds or is
//! refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use onrecord::domain::{
    Body, DossierQuery, Draft, Edge, FeedInfo, FeedOrigin, FeedSettings, Following, Order, Query,
    QueryChange, Scope, SubjectQuery,
};
use onrecord::store::{Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

const VERSION: &str = "one";

static PATTERN: LazyLock<Pattern> = LazyLock::new(Pattern::make);

/// A small store with something in most tables, and the columns that may be written into.
struct Pattern {
    folder: TempDir,
    bytes: Vec<u8>,
    columns: Vec<(String, String)>,
}

impl Pattern {
    fn make() -> Pattern {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pattern.db");
        fill(&mut Store::open(&path).expect("a store"));
        let conn = Connection::open(&path).expect("a store");
        conn.pragma_update(None, "wal_checkpoint", "TRUNCATE").expect("a checkpoint");
        let columns = columns(&conn).expect("columns");
        drop(conn);
        Pattern { bytes: fs::read(&path).expect("a file"), folder, columns }
    }
}

/// All columns of all tables that are not the full-text index's own.
fn columns(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let text = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.sql NOT LIKE '%VIRTUAL%'
                ORDER BY 1, 2";
    let mut found = conn.prepare(text)?;
    found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn fill(store: &mut Store) {
    let origin = FeedOrigin::Address("https://wire.example/feed".into());
    let info = FeedInfo { origin, title: "Wire".into(), site: None };
    let settings = FeedSettings { full_text: true, ..FeedSettings::default() };
    let following = Following { info, own_title: Some("Ours".into()), settings };
    let (feed, _) = store.subscribe(&following).expect("a feed");
    let texts = [
        "The ferry “will not sail”, Ann Lee said on Monday. Lee told reporters that it was late.",
        "“We are ready for all of it now,” the minister said. Ann Lee denied it.",
    ];
    let drafts = texts.map(|text| Draft {
        guid: Some(text[..6].into()),
        url: Some(format!("https://wire.example/{}", text.len())),
        title: "Ferry".into(),
        authors: vec!["Bo Ek".into()],
        tags: vec!["sea".into()],
        body: Body::from_text(text),
        ..Draft::default()
    });
    for (id, _) in store.import(feed, &drafts, 1_709_251_200).expect("articles") {
        let article = store.article(id).expect("a read").expect("the article");
        let analysis = super::ENGINE.analyse(&article.body.text);
        store.save_analysis(id, VERSION, &article.text_hash, &analysis).expect("an analysis");
        store.set_tags(id, &["own".into()]).expect("a tag");
        store.set_place(id, 10).expect("a place");
        store.set_starred(&[id], true).expect("a star");
        store.save_page(id, &Body::from_text("The whole story."), 1_709_251_300).expect("a page");
    }
    let saved = QueryChange::Save("Ferries".into(), "ferry is:unread".into());
    store.change_query(&saved).expect("a saved search");
    store.set_setting("theme", "dark").expect("a setting");
}

/// The first three bytes say what is done with the rest: it takes the place of a column's values,
/// or of bytes of the file.
pub(crate) fn door(bytes: &[u8]) {
    let [kind, place, more, rest @ ..] = bytes else { return };
    let pattern = &*PATTERN;
    let path = pattern.folder.path().join("store.db");
    for file in ["store.db", "store.db-wal", "store.db-shm"] {
        let _ = fs::remove_file(pattern.folder.path().join(file));
    }
    let number = usize::from(*place) << 8 | usize::from(*more);
    let mut file = pattern.bytes.clone();
    if *kind >= 192 {
        let from = number * 7 % file.len();
        for (old, new) in file[from..].iter_mut().zip(rest) {
            *old = *new;
        }
    }
    fs::write(&path, file).expect("a file");
    if *kind < 192 {
        let (table, column) = &pattern.columns[number % pattern.columns.len()];
        write(&path, table, column, *kind, rest);
    }
    let _ = read_all(&path);
}

/// Writes the value into the column as text, bytes or a number. What the schema forbids is left.
fn write(path: &PathBuf, table: &str, column: &str, kind: u8, value: &[u8]) {
    let Ok(conn) = Connection::open(path) else { return };
    let _ = conn.pragma_update(None, "synchronous", "OFF");
    let text = format!("UPDATE \"{table}\" SET \"{column}\" = ?1 WHERE rowid >= 0");
    let number = value.iter().take(8).fold(0_i64, |sum, byte| sum << 8 | i64::from(*byte));
    let _ = match kind % 4 {
        0 | 1 => conn.execute(&text, [String::from_utf8_lossy(value)]),
        2 => conn.execute(&text, [value]),
        _ => conn.execute(&text, [number]),
    };
}

/// Everything that lists, articles and dossiers ask for.
fn read_all(path: &Path) -> Result<(), StoreError> {
    let mut store = Store::open(path)?;
    let _ = store.check();
    let _ = (store.feeds(), store.tags(), store.shelves(1_709_251_200), store.subscriptions());
    let _ = (
        store.merge_candidates(),
        store.is_pristine(),
        store.corrections(None),
        store.wants_page(5),
    );
    let mut ids = Vec::new();
    for order in Order::ALL.map(|(order, _)| order) {
        for scope in [Scope::All, Scope::Search("ferry quote:sail".into())] {
            let query = Query { scope, order, ..Query::default() };
            let _ = store.counts(&query);
            if let Ok(page) = store.page(&query, Edge::Start, 10) {
                ids.extend(page.rows.iter().map(|row| row.id));
            }
        }
    }
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        if let Ok(Some(article)) = store.article(id) {
            super::laid_out(&article.body);
            if let Ok(Some(analysis)) = store.analysis_or_last(id, VERSION) {
                let fault = analysis.find_fault(&article.body.text);
                assert_eq!(fault, None, "an analysis that does not fit is not given out");
            }
        }
        let _ = (store.details(id), store.same_words(id, VERSION), store.subjects_in(id));
    }
    if let Ok(page) = store.subjects(&SubjectQuery::default(), 0, 10) {
        for subject in page.rows {
            let query = DossierQuery {
                subject: subject.id,
                about: false,
                feed: None,
                after: None,
                before: None,
            };
            let _ = store.dossier(&query, 0, 10, VERSION);
        }
    }
    let read: Vec<_> = store.page(&Query::default(), Edge::Start, 10)?.rows;
    store.set_read(&read.iter().map(|row| row.id).collect::<Vec<_>>(), true, 1_709_251_400)?;
    Ok(())
}
