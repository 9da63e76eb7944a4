//! How long lists of subjects and dossiers take: `cargo bench --bench archive`. With
//! `ONRECORD_ARCHIVE=100000` the archive has so many articles; 10,000 otherwise.
//!
//! The archive is made through the store itself, once in a run: eight statements an article by named
//! sources as often as Zipf's law has them, by bodies and by unnamed ones; places and bodies
//! mentioned; forty feeds; ten years. `ONRECORD_ARCHIVE_FILE` keeps it under that name, and uses it
//! again.

#[path = "archive_parts/making.rs"]
mod making;
#[path = "archive_parts/searching.rs"]
mod searching;

use divan::Bencher;
use making::{VERSION, article, ensure, open, person};
use onrecord::domain::{
    ArticleId, DossierQuery, EntityKind, FeedId, SourceKind, Subject, SubjectOrder, SubjectQuery,
};
use onrecord::store::Store;

const NOW: i64 = 1_709_251_200;
const PAGE: usize = 60;

fn main() {
    divan::main();
    making::remove();
}

fn load(store: &Store, query: &SubjectQuery, offset: u64) -> Vec<Subject> {
    store.subjects(query, offset, PAGE).expect("a page").rows
}

#[divan::bench(args = ["statements", "articles", "name", "last", "first"])]
fn sources_in_order(bencher: Bencher, order: &str) {
    let store = open();
    let query = SubjectQuery { order: order_of(order), ..SubjectQuery::default() };
    bencher.bench_local(|| load(&store, &query, 0));
}

#[divan::bench(args = ["statements", "articles", "name", "last", "first"])]
fn entities_in_order(bencher: Bencher, order: &str) {
    let store = open();
    let query = SubjectQuery { order: order_of(order), entities: true, ..SubjectQuery::default() };
    bencher.bench_local(|| load(&store, &query, 0));
}

fn order_of(name: &str) -> SubjectOrder {
    SubjectOrder::ALL.iter().find(|(_, known)| *known == name).expect("an order").0
}

/// Returns filters of a list, from broad to narrow: names that many, few or no subjects have; a
/// kind; a feed; ranges of time in several orders, with and without a word.
fn filters(entities: bool) -> Vec<(&'static str, SubjectQuery)> {
    let all = || SubjectQuery { entities, ..SubjectQuery::default() };
    let month = 30 * 86_400;
    let of_time = |from: i64, to: i64| SubjectQuery {
        after: Some(NOW - from * month),
        before: (to > 0).then_some(NOW - to * month),
        ..all()
    };
    let kinds = vec![SourceKind::Person];
    let kinds_of_entities = vec![EntityKind::Organization];
    let of_kind = || SubjectQuery {
        source_kinds: kinds.clone(),
        entity_kinds: kinds_of_entities.clone(),
        ..all()
    };
    vec![
        ("many names", SubjectQuery { filter: "a".into(), ..all() }),
        ("few names", SubjectQuery { filter: "te kobate".into(), ..all() }),
        ("no name", SubjectQuery { filter: "xyz".into(), ..all() }),
        ("a kind", of_kind()),
        ("a feed", SubjectQuery { feed: Some(FeedId(7)), ..all() }),
        ("a feed and a kind", SubjectQuery { feed: Some(FeedId(7)), ..of_kind() }),
        ("a month", SubjectQuery { after: Some(NOW - month), ..all() }),
        ("five years", of_time(61, 0)),
        ("five years by name", SubjectQuery { order: SubjectOrder::Name, ..of_time(61, 0) }),
        ("five years by first", SubjectQuery { order: SubjectOrder::First, ..of_time(61, 0) }),
        ("five years, a word", SubjectQuery { filter: "a".into(), ..of_time(61, 0) }),
        ("eight years to one", of_time(97, 12)),
        (
            "eight years to one by last",
            SubjectQuery { order: SubjectOrder::Last, ..of_time(97, 12) },
        ),
    ]
}

const FILTERS: [&str; 13] = [
    "many names",
    "few names",
    "no name",
    "a kind",
    "a feed",
    "a feed and a kind",
    "a month",
    "five years",
    "five years by name",
    "five years by first",
    "five years, a word",
    "eight years to one",
    "eight years to one by last",
];

#[divan::bench(args = FILTERS)]
fn sources_filtered(bencher: Bencher, name: &str) {
    filtered(bencher, name, false);
}

#[divan::bench(args = FILTERS)]
fn entities_filtered(bencher: Bencher, name: &str) {
    filtered(bencher, name, true);
}

fn filtered(bencher: Bencher, name: &str, entities: bool) {
    let store = open();
    let query = filters(entities).into_iter().find(|(known, _)| *known == name).expect("one").1;
    bencher.bench_local(|| load(&store, &query, 0));
}

#[divan::bench]
fn sources_at_the_end(bencher: Bencher) {
    let store = open();
    let query = SubjectQuery::default();
    let total = store.subjects(&query, 0, 1).expect("a page").total;
    bencher.bench_local(|| load(&store, &query, total - PAGE as u64));
}

#[divan::bench]
fn sources_named(bencher: Bencher) {
    let store = open();
    let name = person(500);
    bencher.bench_local(|| store.subjects_named(&name, 20).expect("a read"));
}

/// The subject that heads a list.
fn first(store: &Store, entities: bool) -> Subject {
    load(store, &SubjectQuery { entities, ..SubjectQuery::default() }, 0).remove(0)
}

#[divan::bench(args = ["first page", "late page"])]
fn dossier_of_the_most_frequent(bencher: Bencher, page: &str) {
    dossier(bencher, page, false);
}

#[divan::bench(args = ["first page", "late page"])]
fn dossier_about_the_most_mentioned(bencher: Bencher, page: &str) {
    dossier(bencher, page, true);
}

fn dossier(bencher: Bencher, page: &str, about: bool) {
    let store = open();
    let subject = first(&store, about);
    let articles = if about { subject.mentioned_in } else { subject.articles };
    let offset = if page == "first page" { 0 } else { articles.saturating_sub(20) };
    let query = DossierQuery { subject: subject.id, about, feed: None, after: None, before: None };
    bencher.bench_local(|| store.dossier(&query, offset, 20, VERSION).expect("a read"));
}

#[divan::bench]
fn same_words(bencher: Bencher) {
    let store = open();
    bencher.bench_local(|| store.same_words(ArticleId(777), VERSION).expect("a read"));
}

/// An article is analysed for the first time: its text has just changed.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn save_a_new_analysis(bencher: Bencher) {
    let mut store = open();
    let mut n = 0;
    bencher
        .with_inputs(|| {
            n += 1;
            let (draft, analysis) = article(50_000_000 + n);
            let mut store = open();
            let feed = ensure(&mut store, 0);
            let id = store.import(feed, &[draft], NOW).expect("an import")[0].0;
            let hash = store.article(id).expect("a read").expect("an article").text_hash;
            (id, hash, analysis)
        })
        .bench_local_values(|(id, hash, analysis)| {
            store.save_analysis(id, VERSION, &hash, &analysis).expect("a write")
        });
}

/// Stores the same analysis again, by another version.
#[divan::bench]
fn save_an_analysis_again(bencher: Bencher) {
    let mut store = open();
    let analysis = store.analysis(ArticleId(99), VERSION).expect("a read").expect("an analysis");
    let hash = store.article(ArticleId(99)).expect("a read").expect("an article").text_hash;
    bencher.bench_local(|| {
        store.save_analysis(ArticleId(99), VERSION, &hash, &analysis).expect("a write")
    });
}
