//! How long lists of subjects and dossiers take: `cargo bench --bench archive`. With
//! `ONRECORD_ARCHIVE=100000` the archive has so many articles; 10,000 otherwise.
//!
//! The archive is made through the store itself, once in a run: eight statements an article by named
//! sources as often as Zipf's law has them, by bodies and by unnamed ones; places and bodies
//! mentioned; forty feeds; ten years. `ONRECORD_ARCHIVE_FILE` keeps it under that name, and uses it
//! again.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use divan::Bencher;
use onrecord::domain::{
    Analysis, ArticleId, Attribution, Body, DossierQuery, Draft, Entity, EntityId, EntityKind,
    FeedId, FeedInfo, FeedOrigin, Mode, Source, SourceId, SourceKind, Span, Subject, SubjectOrder,
    SubjectQuery, When,
};
use onrecord::store::Store;
use tempfile::TempDir;

const NOW: i64 = 1_709_251_200;
const FEEDS: usize = 40;
const PERSONS: usize = 6_000;
const BODIES: usize = 3_000;
const PLACES: usize = 2_000;
const PAGE: usize = 60;
const VERSION: &str = "v1";

/// The folder to remove at the end: statics are never dropped.
static FOLDER: Mutex<Option<TempDir>> = Mutex::new(None);

static ARCHIVE: LazyLock<PathBuf> = LazyLock::new(make);

fn main() {
    divan::main();
    FOLDER.lock().expect("no bench has panicked").take();
}

fn articles() -> usize {
    std::env::var("ONRECORD_ARCHIVE").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

fn open() -> Store {
    Store::open(&ARCHIVE).expect("a store")
}

fn make() -> PathBuf {
    if let Ok(file) = std::env::var("ONRECORD_ARCHIVE_FILE") {
        let path = PathBuf::from(file);
        if !path.exists() {
            fill(&path);
        }
        return path;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("archive.db");
    fill(&path);
    *FOLDER.lock().expect("no bench has panicked") = Some(folder);
    path
}

fn fill(path: &Path) {
    let mut store = Store::open(path).expect("a store");
    let size = articles();
    let feeds: Vec<FeedId> = (0..FEEDS).map(|n| ensure(&mut store, n)).collect();
    for from in (0..size).step_by(500) {
        let numbers = from..(from + 500).min(size);
        let feed = feeds[from / 500 % FEEDS];
        let (drafts, analyses): (Vec<Draft>, Vec<Analysis>) = numbers.map(article).unzip();
        let imported = store.import(feed, &drafts, NOW).expect("an import");
        for ((id, _), analysis) in imported.iter().zip(&analyses) {
            let article = store.article(*id).expect("a read").expect("an article");
            let kept = store.save_analysis(*id, VERSION, &article.text_hash, analysis);
            assert!(kept.expect("a write"));
        }
    }
}

fn ensure(store: &mut Store, n: usize) -> FeedId {
    let origin = FeedOrigin::Address(format!("https://feed{n}.example/rss"));
    let info = FeedInfo { origin, title: format!("The Gazette of Town {n}"), site: None };
    store.ensure_feed(&info).expect("a feed")
}

/// Numbers that look drawn by lot and are the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        (self.fraction() * most as f64) as usize
    }

    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }

    /// The first of `most` things is drawn most often, as Zipf's law has it.
    fn zipf(&mut self, most: usize) -> usize {
        (most as f64).powf(self.fraction()) as usize - 1
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

fn capital(n: usize) -> String {
    let word = spell(n);
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

fn person(n: usize) -> String {
    format!("{} {}", capital(n % 211), capital(n / 7 + 300))
}

fn body(n: usize) -> String {
    format!("{} {}", capital(n + 9_000), ["Council", "Ferries", "Bank", "Group"][n % 4])
}

/// The `n`th article with its analysis: of four to five sources two are persons, one is a body, one
/// or two have no name.
fn article(n: usize) -> (Draft, Analysis) {
    let mut lot = Lot(n as u64 + 1);
    let mut text = String::new();
    let mut analysis = Analysis::default();
    let unnamed = ["officials", "a senior official", "two witnesses", "police", "residents"];
    let speakers = [
        (SourceKind::Person, person(lot.zipf(PERSONS))),
        (SourceKind::Person, person(lot.zipf(PERSONS))),
        (SourceKind::Body, body(lot.zipf(BODIES))),
        (SourceKind::Unnamed, unnamed[lot.below(5)].to_owned()),
        (SourceKind::Unnamed, format!("a {} adviser", spell(lot.below(500)))),
    ];
    for turn in 0..8 {
        let (kind, name) = &speakers[[0, 1, 2, 3, 0, 4, 0, 1][turn]];
        let start = text.len();
        text.push_str(name);
        let source = Span::new(start, text.len());
        text.push_str(" said ");
        let content = text.len();
        for _ in 0..8 {
            text.push_str(&spell(lot.zipf(20_000)));
            text.push(' ');
        }
        let place = capital(lot.zipf(PLACES) + 20_000);
        mention(&mut analysis, &mut text, EntityKind::Place, &place);
        if turn % 3 == 0 {
            text.push_str(" of ");
            let meant = body(lot.zipf(BODIES));
            mention(&mut analysis, &mut text, EntityKind::Organization, &meant);
        }
        let content = Span::new(content, text.len());
        text.push_str(".\n\n");
        let source_id = Some(speaks(&mut analysis, *kind, name, source));
        analysis.attributions.push(Attribution {
            kind: Mode::Indirect,
            source: vec![source],
            cue: vec![Span::new(source.end + 1, source.end + 5)],
            content: vec![content],
            source_id,
            confidence: 0.9,
        });
    }
    // Ten years, a day apart within each feed.
    let at = NOW - (n as i64 * 315_360_000 / articles().max(1) as i64);
    let moment = chrono::DateTime::from_timestamp(at, 0).expect("a moment");
    let published = When::parse(&moment.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    let title: Vec<String> = (0..8).map(|_| spell(lot.zipf(20_000))).collect();
    let draft = Draft {
        guid: Some(format!("guid {n}")),
        url: Some(format!("https://feed.example/{n}")),
        title: title.join(" "),
        published,
        body: Body::from_text(text),
        ..Draft::default()
    };
    (draft, analysis)
}

fn mention(analysis: &mut Analysis, text: &mut String, kind: EntityKind, name: &str) {
    let start = text.len();
    text.push_str(name);
    entity(analysis, kind, name, Span::new(start, text.len()));
}

fn entity(analysis: &mut Analysis, kind: EntityKind, name: &str, span: Span) -> EntityId {
    let known = analysis.entities.iter().position(|it| it.name == name);
    let index = known.unwrap_or_else(|| {
        analysis.entities.push(Entity { kind, name: name.into(), mentions: Vec::new() });
        analysis.entities.len() - 1
    });
    analysis.entities[index].mentions.push(span);
    EntityId(index as u32)
}

fn speaks(analysis: &mut Analysis, kind: SourceKind, name: &str, span: Span) -> SourceId {
    let entity = match kind {
        SourceKind::Person => Some(entity(analysis, EntityKind::Person, name, span)),
        SourceKind::Body => Some(entity(analysis, EntityKind::Organization, name, span)),
        _ => None,
    };
    let known = analysis.sources.iter().position(|source| source.name == name);
    let index = known.unwrap_or_else(|| {
        analysis.sources.push(Source { kind, name: name.into(), description: None, entity });
        analysis.sources.len() - 1
    });
    SourceId(index as u32)
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

/// What narrows a list: many names, few, none at all; a kind; a feed; the last month, the last five
/// years; a feed and a kind.
fn filters(entities: bool) -> Vec<(&'static str, SubjectQuery)> {
    let all = || SubjectQuery { entities, ..SubjectQuery::default() };
    let month = 30 * 86_400;
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
        ("five years", SubjectQuery { after: Some(NOW - 61 * month), ..all() }),
    ]
}

const FILTERS: [&str; 8] = [
    "many names",
    "few names",
    "no name",
    "a kind",
    "a feed",
    "a feed and a kind",
    "a month",
    "five years",
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

/// The same analysis once more, by another version.
#[divan::bench]
fn save_an_analysis_again(bencher: Bencher) {
    let mut store = open();
    let analysis = store.analysis(ArticleId(99), VERSION).expect("a read").expect("an analysis");
    let hash = store.article(ArticleId(99)).expect("a read").expect("an article").text_hash;
    bencher.bench_local(|| {
        store.save_analysis(ArticleId(99), VERSION, &hash, &analysis).expect("a write")
    });
}
