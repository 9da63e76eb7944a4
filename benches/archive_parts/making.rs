//! The archive that is measured: made through the store itself, once in a run.

use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use onrecord::domain::{
    Analysis, Attribution, Body, Draft, Entity, EntityId, EntityKind, FeedId, FeedInfo, FeedOrigin,
    Mode, Source, SourceId, SourceKind, Span, When,
};
use onrecord::store::Store;
use tempfile::TempDir;

use super::NOW;

const FEEDS: usize = 40;
const PERSONS: usize = 6_000;
const BODIES: usize = 3_000;
const PLACES: usize = 2_000;
pub(crate) const VERSION: &str = "v1";

/// The folder to remove at the end: statics are never dropped.
static FOLDER: Mutex<Option<TempDir>> = Mutex::new(None);

static ARCHIVE: LazyLock<PathBuf> = LazyLock::new(make);

/// Removes the archive.
pub(crate) fn remove() {
    FOLDER.lock().expect("no bench has panicked").take();
}

fn articles() -> usize {
    std::env::var("ONRECORD_ARCHIVE").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

pub(crate) fn open() -> Store {
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

pub(crate) fn ensure(store: &mut Store, n: usize) -> FeedId {
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

pub(crate) fn person(n: usize) -> String {
    format!("{} {}", capital(n % 211), capital(n / 7 + 300))
}

fn body(n: usize) -> String {
    format!("{} {}", capital(n + 9_000), ["Council", "Ferries", "Bank", "Group"][n % 4])
}

/// The `n`th article with its analysis: of four to five sources two are persons, one is a body, one
/// or two have no name.
pub(crate) fn article(n: usize) -> (Draft, Analysis) {
    let mut lot = Lot(n as u64 + 1);
    let mut text = String::new();
    let mut analysis = Analysis::default();
    let unnamed = ["officials", "a senior official", "two witnesses", "police", "residents"];
    let speakers = [
        (SourceKind::Person, person(lot.zipf(PERSONS))),
        (SourceKind::Person, person(lot.zipf(PERSONS))),
        (SourceKind::Organization, body(lot.zipf(BODIES))),
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
            source_ids: source_id.into_iter().collect(),
            negated: false,
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
        SourceKind::Organization => Some(entity(analysis, EntityKind::Organization, name, span)),
        _ => None,
    };
    let known = analysis.sources.iter().position(|source| source.name == name);
    let index = known.unwrap_or_else(|| {
        analysis.sources.push(Source { kind, name: name.into(), description: None, entity });
        analysis.sources.len() - 1
    });
    SourceId(index as u32)
}
