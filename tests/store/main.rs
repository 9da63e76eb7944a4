//! Tests of the store through its public interface: drafts in, lists out.

mod analyses;
mod corrections;
mod decided;
mod deleted;
mod dossiers;
mod feeds;
mod files;
mod following;
mod identity;
mod lists;
mod migration;
mod newsboat;
mod orders;
mod pages;
mod places;
mod processes;
mod random;
mod retention;
mod saved;
mod script;
mod searching;
mod state;
mod stories;
mod subjects;
mod tagged;
mod unindexed;

use onrecord::domain::{
    ArticleId, Body, Draft, Edge, FeedId, FeedInfo, FeedOrigin, ImportStatus, Query, Scope, When,
};
use onrecord::store::Store;

/// When everything in these tests happens, unless they say otherwise: 2024-03-01.
const NOW: i64 = 1_709_251_200;

fn store() -> Store {
    Store::in_memory().expect("a store in memory")
}

fn feed(store: &mut Store, title: &str) -> FeedId {
    let origin = FeedOrigin::Address(format!("https://{title}.example/feed"));
    let info = FeedInfo { origin, title: title.into(), site: None };
    store.ensure_feed(&info).expect("the feed is made")
}

/// A draft without guid, link or date.
fn draft(title: &str, text: &str) -> Draft {
    Draft { title: title.into(), body: Body::from_text(text), ..Draft::default() }
}

fn with_guid(guid: &str, title: &str, text: &str) -> Draft {
    Draft { guid: Some(guid.into()), ..draft(title, text) }
}

fn with_link(url: &str, title: &str, text: &str) -> Draft {
    Draft { url: Some(url.into()), ..draft(title, text) }
}

/// The draft, published on a day of March 2024.
fn on(day: u32, draft: Draft) -> Draft {
    Draft { published: When::parse(&format!("2024-03-{day:02}")), ..draft }
}

fn statuses(store: &mut Store, feed: FeedId, drafts: &[Draft]) -> Vec<ImportStatus> {
    let imported = store.import(feed, drafts, NOW).expect("drafts are stored");
    imported.into_iter().map(|(_, status)| status).collect()
}

fn ids(store: &mut Store, feed: FeedId, drafts: &[Draft]) -> Vec<ArticleId> {
    let imported = store.import(feed, drafts, NOW).expect("drafts are stored");
    imported.into_iter().map(|(id, _)| id).collect()
}

/// A list as text: a line a row, `● ` if unread, the title, `(feed)`, ` ★` if starred.
fn listed(store: &Store, query: &Query) -> String {
    let page = store.page(query, Edge::Start, 1000).expect("a page");
    let counts = store.counts(query).expect("counts");
    assert_eq!(counts.total, page.rows.len() as u64, "counts agree with the list");
    let unread = page.rows.iter().filter(|row| row.unread).count();
    assert_eq!(counts.unread, unread as u64, "unread counts agree with the list");
    let lines = page.rows.iter().map(|row| {
        let (mark, star) =
            (if row.unread { "● " } else { "" }, if row.starred { " ★" } else { "" });
        format!("{mark}{} ({}){star}", row.title, row.feed_title)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the matches of a search, newest first.
fn found(store: &Store, search: &str) -> Vec<ArticleId> {
    let query = of(Scope::Search(search.into()));
    let page = store.page(&query, Edge::Start, 1000).expect("a page");
    page.rows.iter().map(|row| row.id).collect()
}

fn all() -> Query {
    Query::default()
}

fn of(scope: Scope) -> Query {
    Query { scope, ..Query::default() }
}

/// Asserts that the store holds together.
fn sound(store: &Store) {
    assert_eq!(store.check().expect("a check"), Vec::<String>::new());
}
