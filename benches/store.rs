//! How long the store takes at ten and at a hundred thousand articles: `cargo bench --bench store`.
//!
//! The stores are made once in the system's temporary folder (some seconds, then minutes) and are
//! removed at the end.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use divan::Bencher;
use onrecord::domain::{
    Analysis, ArticleId, Attribution, Body, Cursor, Draft, Edge, FeedId, FeedInfo, FeedOrigin,
    Fetched, Mode, Order, Query, QueryChange, Range, Scope, Source, SourceId, SourceKind, Span,
    When,
};
use onrecord::store::Store;
use tempfile::TempDir;

const NOW: i64 = 1_709_251_200;
const FEEDS: usize = 100;
const SIZES: [usize; 2] = [10_000, 100_000];
const PAGE: usize = 100;

/// The folders to remove at the end: statics are never dropped.
static FOLDERS: Mutex<Vec<TempDir>> = Mutex::new(Vec::new());

static SMALL: LazyLock<PathBuf> = LazyLock::new(|| make(SIZES[0]));
static LARGE: LazyLock<PathBuf> = LazyLock::new(|| make(SIZES[1]));

fn main() {
    divan::main();
    FOLDERS.lock().expect("no bench has panicked").clear();
}

fn path(size: usize) -> &'static Path {
    if size == SIZES[0] { &SMALL } else { &LARGE }
}

fn open(size: usize) -> Store {
    Store::open(path(size)).expect("a store")
}

/// A store with `size` articles of 600 words in a hundred feeds; half of them read, one in a
/// hundred starred, one in two tagged "world", one in a thousand "rare"; all but 100 analysed in the
/// small one, one in four in the large one; five searches saved.
fn make(size: usize) -> PathBuf {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.db");
    let mut store = Store::open(&path).expect("a store");
    let mut ids = Vec::new();
    for feed in 0..FEEDS {
        let drafts: Vec<Draft> = (0..size / FEEDS).map(|n| draft(n * FEEDS + feed, 600)).collect();
        let feed = ensure(&mut store, feed);
        let imported = store.import(feed, &drafts, NOW).expect("an import");
        ids.extend(imported.into_iter().map(|(id, _)| id));
    }
    let read: Vec<ArticleId> = ids.iter().copied().filter(|id| id.0 % 2 == 0).collect();
    store.set_read(&read, true, NOW).expect("marks");
    let starred: Vec<ArticleId> = ids.iter().copied().filter(|id| id.0 % 100 == 0).collect();
    store.set_starred(&starred, true).expect("stars");
    let analysed = ids.iter().skip(100).step_by(if size > 50_000 { 4 } else { 1 });
    for id in analysed {
        let article = store.article(*id).expect("a read").expect("an article");
        let analysis = analysis(id.0 as usize, &article.body.text);
        let kept = store.save_analysis(*id, "v1", &article.text_hash, &analysis);
        assert!(kept.expect("a write"));
    }
    for (n, (_, search)) in searches().into_iter().enumerate().take(5) {
        let change = QueryChange::Save(format!("Saved {n}"), search);
        store.change_query(&change).expect("a write");
    }
    drop(store);
    FOLDERS.lock().expect("no bench has panicked").push(folder);
    path
}

fn ensure(store: &mut Store, n: usize) -> FeedId {
    let origin = FeedOrigin::Address(format!("https://feed{n}.example/rss"));
    let info = FeedInfo { origin, title: format!("The Feed of Town {n}"), site: None };
    store.ensure_feed(&info).expect("a feed")
}

/// The `n`th article: words of an invented vocabulary of 20,000, as often as Zipf's law has it.
fn draft(n: usize, words: usize) -> Draft {
    let mut seed = n as u64 + 1;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let draw = (seed >> 33) as f64 / (1u64 << 31) as f64;
        spell(20_000f64.powf(draw) as usize)
    };
    let title: Vec<String> = (0..9).map(|_| word()).collect();
    let mut text = String::new();
    for at in 0..words {
        text.push_str(&word());
        text.push_str(if at % 80 == 79 { ".\n\n" } else { " " });
    }
    let day = 1 + n % 28;
    let tags = [(2, "World"), (1000, "Rare")].iter().filter(|(every, _)| n.is_multiple_of(*every));
    Draft {
        guid: Some(format!("https://feed.example/guid/{n}")),
        url: Some(format!("https://feed.example/{}/{n}", 2000 + n % 24)),
        title: title.join(" "),
        authors: vec![format!("{} {}", word(), word())],
        published: When::parse(&format!("{}-03-{day:02}T10:{:02}:00Z", 2000 + n % 24, n % 60)),
        tags: tags.map(|(_, tag)| (*tag).to_owned()).collect(),
        body: Body::from_text(text),
        ..Draft::default()
    }
}

fn spell(mut n: usize) -> String {
    let mut word = String::new();
    n += 20;
    while n > 0 {
        word.push_str(["ba", "te", "mi", "ro", "su", "la", "ne", "vi", "ko", "dü"][n % 10]);
        n /= 10;
    }
    word
}

/// Eight statements of some twenty words each, by up to four sources.
fn analysis(n: usize, text: &str) -> Analysis {
    let source = |at: usize| Source {
        kind: [SourceKind::Person, SourceKind::Unnamed, SourceKind::Organization][(n + at) % 3],
        name: format!("{} {}", spell(1000 + (n * 7 + at * 13) % 3000), spell(4000 + n % 500)),
        description: None,
        entity: None,
    };
    let sources: Vec<Source> = (0..1 + n % 4).map(source).collect();
    // Between spaces, so that no letter is cut.
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let statement = |at: usize| Attribution {
        kind: Mode::Indirect,
        source: vec![],
        cue: vec![],
        content: vec![Span::new(spaces[at * 60] + 1, spaces[at * 60 + 10 + n % 30])],
        source_ids: vec![SourceId((at % sources.len()) as u32)],
        negated: false,
        confidence: 0.9,
    };
    let attributions = (0..8).map(statement).collect();
    Analysis { attributions, sources, ..Analysis::default() }
}

/// Searches by what is hard about them.
fn searches() -> Vec<(&'static str, String)> {
    let (half, rare) = (spell(88), spell(15_000));
    let name = spell(1007);
    vec![
        ("word in every article", spell(0)),
        ("word in half of all", half.clone()),
        ("rare word", rare.clone()),
        ("phrase", format!("\"{} {}\"", spell(0), spell(1))),
        ("fields", format!("title:{half} feed:\"town 4\" is:unread named:>0")),
        ("prefix", "dü*".into()),
        ("three words", format!("{half} {} {}", spell(90), spell(91))),
        ("without a word", format!("-{half}")),
        ("said by", format!("quote:{half} source:{name}")),
        ("said", format!("quote:{}", spell(0))),
        ("no words", "named:>1 words:>100 newer:20y".into()),
        ("address", "url:feed.example/2003/777".into()),
        ("author", format!("author:{half}")),
    ]
}

fn searched(name: &str) -> Query {
    let text = searches().into_iter().find(|(known, _)| *known == name).expect("a search").1;
    Query { scope: Scope::Search(text), now: NOW, ..all() }
}

fn all() -> Query {
    Query::default()
}

fn queries() -> [(&'static str, Query); 6] {
    [
        ("all", all()),
        ("unread", Query { unread_only: true, unread_since: NOW + 1, ..all() }),
        ("feed", Query { scope: Scope::Feed(FeedId(7)), ..all() }),
        ("starred", Query { scope: Scope::Starred, ..all() }),
        ("tag of half", Query { scope: Scope::Tag("world".into()), ..all() }),
        ("rare tag", Query { scope: Scope::Tag("rare".into()), ..all() }),
    ]
}

/// The place in the middle of a list.
fn middle(store: &Store) -> Cursor {
    let page = store.page(&all(), Edge::Start, 100_000).expect("a page");
    Cursor::of(&page.rows[page.rows.len() / 2])
}

#[divan::bench(args = SIZES)]
fn open_and_first_page(bencher: Bencher, size: usize) {
    path(size);
    bencher.bench(|| open(size).page(&all(), Edge::Start, PAGE).expect("a page"));
}

#[divan::bench(args = SIZES)]
fn page_in_the_middle(bencher: Bencher, size: usize) {
    let store = open(size);
    let place = middle(&store);
    bencher.bench_local(|| store.page(&all(), Edge::Around(place), PAGE).expect("a page"));
}

#[divan::bench(args = SIZES)]
fn page_at_the_end(bencher: Bencher, size: usize) {
    let store = open(size);
    bencher.bench_local(|| store.page(&all(), Edge::End, PAGE).expect("a page"));
}

#[divan::bench(args = ["all", "unread", "feed", "starred", "tag of half", "rare tag"])]
fn first_page_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let query = queries().into_iter().find(|(known, _)| *known == name).expect("a query").1;
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page"));
}

#[divan::bench(args = ["all", "unread", "feed", "starred", "tag of half", "rare tag"])]
fn counts_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let query = queries().into_iter().find(|(known, _)| *known == name).expect("a query").1;
    bencher.bench_local(|| store.counts(&query).expect("counts"));
}

#[divan::bench(args = SIZES)]
fn all_feeds_with_counts(bencher: Bencher, size: usize) {
    let store = open(size);
    bencher.bench_local(|| store.feeds().expect("feeds"));
}

/// A word that many titles have, one that none has (all titles are read), and a feed's name.
#[divan::bench(args = ["ba", "bami", "no such word", "town 42"])]
fn filter_at_100_000(bencher: Bencher, filter: &str) {
    let store = open(SIZES[1]);
    let query = Query { filter: filter.into(), ..all() };
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page"));
}

#[divan::bench(args = ["ba", "bami", "no such word", "town 42"])]
fn counts_of_a_filter_at_100_000(bencher: Bencher, filter: &str) {
    let store = open(SIZES[1]);
    let query = Query { filter: filter.into(), ..all() };
    bencher.bench_local(|| store.counts(&query).expect("counts"));
}

const SEARCHES: [&str; 13] = [
    "word in every article",
    "word in half of all",
    "rare word",
    "phrase",
    "fields",
    "prefix",
    "three words",
    "without a word",
    "said by",
    "said",
    "no words",
    "address",
    "author",
];

#[divan::bench(args = SEARCHES)]
fn search_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let query = searched(name);
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page"));
}

#[divan::bench(args = SEARCHES)]
fn search_best_first_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let query = Query { order: Order::Best, ..searched(name) };
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page"));
}

#[divan::bench(args = SEARCHES)]
fn counts_of_a_search_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let query = searched(name);
    bencher.bench_local(|| store.counts(&query).expect("counts"));
}

#[divan::bench(args = ["newest", "oldest", "named", "unnamed", "statements", "share"])]
fn order_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let order = Order::ALL.iter().find(|(_, known)| *known == name).expect("an order").0;
    let query = Query { order, ..all() };
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page"));
}

/// An order among a part of all: a feed's, unread, with the words of a filter.
#[divan::bench(args = ["feed", "unread", "tag of half", "filter"])]
fn most_named_sources_first_at_100_000(bencher: Bencher, name: &str) {
    let store = open(SIZES[1]);
    let found = queries().into_iter().find(|(known, _)| *known == name).map(|(_, query)| query);
    let filtered = Query { filter: "no such word".into(), ..all() };
    let query = Query { order: Order::Named, ..found.unwrap_or(filtered) };
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page"));
}

/// Stars, tags and five saved searches with their counts.
#[divan::bench]
fn shelves_at_100_000(bencher: Bencher) {
    let store = open(SIZES[1]);
    bencher.bench_local(|| store.shelves(NOW).expect("shelves"));
}

#[divan::bench(args = SIZES)]
fn unanalysed(bencher: Bencher, size: usize) {
    let store = open(size);
    bencher
        .bench_local(|| (store.articles_to_analyse("v1", 32), store.articles_to_analyse("v2", 32)));
}

#[divan::bench]
fn one_article(bencher: Bencher) {
    let store = open(SIZES[1]);
    bencher.bench_local(|| store.article(ArticleId(77_777)).expect("a read"));
}

#[divan::bench]
fn save_one_analysis(bencher: Bencher) {
    let mut store = open(SIZES[0]);
    let mut id = 0;
    bencher.bench_local(|| {
        id = id % 9_000 + 1;
        let article = store.article(ArticleId(id)).expect("a read").expect("an article");
        let version = format!("v{}", id % 2 + 2);
        let analysis = analysis(id as usize, &article.body.text);
        store.save_analysis(ArticleId(id), &version, &article.text_hash, &analysis)
    });
}

/// Marks half of all read, then takes it back.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn mark_half_of_all_read_and_undo(bencher: Bencher, size: usize) {
    let mut store = open(size);
    bencher.bench_local(|| {
        let changed = store.set_read_in(&all(), Range::All, true, NOW).expect("marks");
        store.set_read(&changed, false, NOW).expect("marks")
    });
}

/// Stores a feed as a refresh does: a hundred new articles of 600 words in one transaction.
#[divan::bench(name = "refresh of a feed of 100 articles", args = [0, SIZES[0], SIZES[1]],
    sample_count = 100, sample_size = 1)]
fn refresh_of_a_feed(bencher: Bencher, into: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = match into {
        0 => Store::open(&folder.path().join("new.db")).expect("a store"),
        size => open(size),
    };
    let mut from = 2_000_000;
    bencher
        .with_inputs(|| {
            from += 100;
            (from / 100 % FEEDS, fetched(from..from + 100))
        })
        .bench_local_values(|(feed, fetched)| {
            let feed = ensure(&mut store, feed);
            store.store_fetched(feed, &fetched, NOW).expect("a fetch is stored")
        });
}

/// Stores a feed in which nothing has changed, although its server does not say so.
#[divan::bench(name = "refresh of an unchanged feed of 100 articles", sample_count = 100)]
fn refresh_of_an_unchanged_feed(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("new.db")).expect("a store");
    let feed = ensure(&mut store, 0);
    let fetched = fetched(0..100);
    bencher.bench_local(|| store.store_fetched(feed, &fetched, NOW).expect("a fetch is stored"));
}

fn fetched(numbers: std::ops::Range<usize>) -> Fetched {
    Fetched { drafts: numbers.map(|n| draft(n, 600)).collect(), ..Fetched::default() }
}

/// Imports a thousand new articles of 600 words in one transaction.
#[divan::bench(args = [0, SIZES[0], SIZES[1]], sample_count = 5, sample_size = 1)]
fn import_1_000(bencher: Bencher, into: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = match into {
        0 => Store::open(&folder.path().join("new.db")).expect("a store"),
        size => open(size),
    };
    let mut from = 1_000_000;
    bencher
        .with_inputs(|| {
            from += 1_000;
            (from..from + 1_000).map(|n| draft(n, 600)).collect::<Vec<Draft>>()
        })
        .bench_local_values(|drafts| {
            let feed = ensure(&mut store, 0);
            store.import(feed, &drafts, NOW).expect("an import")
        });
}
