//! The doors through which foreign bytes enter, one function each, with assertions that hold for
//! any bytes. The fuzz targets call them, and so does `tests/fuzz.rs` with mutated seeds.

#[path = "doors/answer.rs"]
mod answer;
#[path = "doors/rows.rs"]
mod rows;

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use onrecord::app::comfort::OPTIONS;
use onrecord::app::{Action, Code, Focus, Key, Keymap};
use onrecord::domain::{
    Body, Draft, Edge, FeedInfo, FeedOrigin, Order, Query, Scope, Span, When, clean, search,
};
use onrecord::extract::Engine;
use onrecord::ingest::{self, Hints, Parsed, opml};
use onrecord::store::Store;
use onrecord::text::lines;
use onrecord::ui::{ColourDepth, ROLES, Theme};

/// A fuzz target: its name, and what it does with bytes.
pub(crate) type Door = (&'static str, fn(&[u8]));

/// All doors.
pub(crate) const DOORS: &[Door] = &[
    ("text", text),
    ("markdown", markdown),
    ("page", page),
    ("feed", feed),
    ("json", json),
    ("opml", list),
    ("dates", dates),
    ("extract", extract),
    ("search", searched),
    ("config", config),
    ("keymap", keymap),
    ("theme", theme),
    ("answer", answer::door),
    ("rows", rows::door),
];

/// Gives the bytes to the door of that name.
pub(crate) fn open(name: &str, bytes: &[u8]) {
    let door = DOORS.iter().find(|(known, _)| *known == name).expect("a door of that name");
    (door.1)(bytes);
}

/// The extractor, loaded once.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

/// Plain text.
pub(crate) fn text(bytes: &[u8]) {
    parsed(bytes, Some("story.txt"));
    parsed(bytes, None);
}

/// Markdown with and without a head.
pub(crate) fn markdown(bytes: &[u8]) {
    parsed(bytes, Some("story.md"));
}

/// A page, as a file and as it was fetched, and the feeds that it names.
pub(crate) fn page(bytes: &[u8]) {
    parsed(bytes, Some("story.html"));
    let address = "https://wire.example/news/story";
    let hints = Hints { address: Some(address), ..Hints::default() };
    if let Ok(draft) = ingest::page(bytes, &hints) {
        check_draft(&draft);
    }
    for found in ingest::discover(bytes, address, None) {
        assert!(found.address.starts_with("http"), "{found:?}");
    }
}

/// RSS, Atom and RDF.
pub(crate) fn feed(bytes: &[u8]) {
    parsed(bytes, Some("feed.xml"));
}

/// JSON, JSON lines and JSON Feed.
pub(crate) fn json(bytes: &[u8]) {
    parsed(bytes, Some("news.json"));
    parsed(bytes, Some("news.jsonl"));
}

/// Lists of feeds: what was read is read again from what is written of it.
pub(crate) fn list(bytes: &[u8]) {
    let Ok(outline) = opml::read(bytes) else { return };
    for following in &outline.feeds {
        assert!(matches!(following.info.origin, FeedOrigin::Address(_)), "{following:?}");
    }
}

/// Dates, as RSS and Atom have them and as the program writes them.
pub(crate) fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(when) = When::parse(&text) {
        written_again(when);
    }
    let safe = escaped(&text);
    let feed = format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item>\
         <title>T</title><pubDate>{safe}</pubDate><description>x</description></item>\
         <item><title>U</title><dc:date>{safe}</dc:date></item></channel></rss>"
    );
    for draft in ingest::parse(feed.as_bytes(), None).iter().flat_map(|parsed| &parsed.drafts) {
        check_draft(draft);
    }
}

/// The extractor: its findings fit the text.
pub(crate) fn extract(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let analysis = ENGINE.analyse(&text);
    assert_eq!(analysis.find_fault(&text), None, "{text:?}");
    assert!(analysis.attributed_percent(&text) <= 100);
}

/// The search language, in texts and in a store: counts agree with lists.
pub(crate) fn searched(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match search::parse(&text) {
        Ok(found) => {
            for body in [BODY, &text] {
                let marked = found.body_highlights(body);
                assert!(marked.iter().all(|span| span.fits(body)), "{text:?}");
                assert!(marked.windows(2).all(|two| two[0].end <= two[1].start), "{text:?}");
            }
        }
        Err(fault) => assert!(fault.span.is_empty() || fault.span.fits(&text), "{fault:?}"),
    }
    SHELF.with_borrow(|store| {
        for order in [Order::Newest, Order::Best] {
            let query = Query {
                scope: Scope::Search(text.clone().into_owned()),
                order,
                now: 1_709_251_200,
                ..Query::default()
            };
            let page = store.page(&query, Edge::Start, 20).expect("a page");
            let counts = store.counts(&query).expect("counts");
            assert_eq!(page.rows.len() as u64, counts.total, "{text:?}");
            assert!(page.rows.iter().all(|row| !row.title.is_empty()));
        }
    });
}

const BODY: &str = "The ferry “will not sail”, Ann Lee said. Zürich is far.";

thread_local! {
    /// A few articles to be searched.
    static SHELF: RefCell<Store> = RefCell::new(shelf());
}

fn shelf() -> Store {
    let mut store = Store::in_memory().expect("a store in memory");
    let origin = FeedOrigin::Address("https://wire.example/feed".into());
    let feed = FeedInfo { origin, title: "Wire".into(), site: None };
    let feed = store.ensure_feed(&feed).expect("a feed");
    let drafts =
        [BODY, "Tram lines are closed.", "“No,” said a police official. 他说。"].map(|text| {
            Draft {
                title: format!("On {}", &text[..3]),
                tags: vec!["sea".into()],
                authors: vec!["Bo Ek".into()],
                body: Body::from_text(text),
                ..Draft::default()
            }
        });
    for (id, _) in store.import(feed, &drafts, 1_709_251_200).expect("articles") {
        let article = store.article(id).expect("a read").expect("the article");
        let analysis = ENGINE.analyse(&article.body.text);
        store.save_analysis(id, "one", &article.text_hash, &analysis).expect("an analysis");
    }
    store
}

/// `config.toml`: each fault names its line, and each setting survives being read.
pub(crate) fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    told(&onrecord::cli::config_faults("config.toml", &text), "config.toml", &text);
    for option in OPTIONS {
        assert!(!option.name.is_empty());
    }
}

/// `keymap.toml`: a key to quit is left, whatever the file says.
pub(crate) fn keymap(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut keymap = Keymap::standard();
    told(&keymap.read("keymap.toml", &text), "keymap.toml", &text);
    let ways = [Action::Quit, Action::Stop];
    assert!(ways.iter().any(|way| !keymap.keys_of(*way).is_empty()), "{text:?}");
    for focus in [Focus::List, Focus::Body, Focus::Sources, Focus::Feeds] {
        keymap.lookup(focus, &[Key::plain(Code::Char('g'))]);
    }
    for line in text.lines() {
        let _ = Key::parse_sequence(line);
    }
}

/// Themes: every role has a style at every depth of colour.
pub(crate) fn theme(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (theme, faults) = Theme::read("own.toml", &text);
    told(&faults, "own.toml", &text);
    for depth in [ColourDepth::None, ColourDepth::Sixteen, ColourDepth::True] {
        let theme = theme.for_depth(depth);
        for role in ROLES {
            theme.style(role.0);
        }
    }
}

/// Faults name their file and a line that it has.
fn told(faults: &[String], file: &str, text: &str) {
    for fault in faults {
        let line = fault.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
        let line = line.and_then(|rest| rest.split(':').next()?.parse::<usize>().ok());
        let lines = text.split('\n').count() + 1;
        assert!(line.is_some_and(|line| (1..=lines).contains(&line)), "{fault:?} in {text:?}");
    }
}

/// Asserts what holds for the content of any file.
fn parsed(bytes: &[u8], name: Option<&str>) {
    if let Ok(Parsed { drafts, .. }) = ingest::parse(bytes, name) {
        drafts.iter().for_each(check_draft);
    }
}

/// Asserts that a draft's spans fit its text, are in order without overlap, and can be laid out.
pub(crate) fn check_draft(draft: &Draft) {
    let Body { text, blocks, links, accents } = &draft.body;
    assert!(accents.iter().all(|accent| accent.span.fits(text)));
    assert!(blocks.iter().all(|block| block.span.fits(text) && !block.span.is_empty()));
    assert!(blocks.windows(2).all(|two| two[0].span.end <= two[1].span.start));
    assert!(links.iter().all(|link| link.span.fits(text)));
    assert!(links.windows(2).all(|two| two[0].span.start <= two[1].span.start));
    for url in draft.url.iter().chain(draft.enclosures.iter().map(|enclosure| &enclosure.url)) {
        assert!(url.starts_with("http://") || url.starts_with("https://"), "{url:?}");
    }
    for when in [draft.published, draft.updated].into_iter().flatten() {
        written_again(when);
    }
    assert!(!clean::one_line(&draft.title).contains(clean::is_hidden));
    laid_out(&draft.body);
}

/// Asserts that a date that is written and read again is the same to the second.
fn written_again(when: When) {
    let written = when.to_string();
    let read = When::parse(&written).map(|when| when.to_string());
    assert_eq!(read.as_ref(), Some(&written));
}

/// Each line of a body lies in its text.
pub(crate) fn laid_out(body: &Body) {
    for width in [1, 40] {
        for line in lines::lines(body, &[], width, true) {
            assert!(line.pieces.iter().all(|piece| fits(piece.span, &body.text)));
        }
    }
}

fn fits(span: Span, text: &str) -> bool {
    span.fits(text)
}

fn escaped(text: &str) -> Cow<'_, str> {
    text.replace('&', "&amp;").replace('<', "&lt;").into()
}
