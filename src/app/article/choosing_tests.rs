//! Keys in, effects out: links opened and copied.

use super::*;
use crate::app::{Input, Keymap, Message, Mouse, OnScreen, Overlay, Remember, Settings, Size};
use crate::domain::{
    Article, ArticleId, ArticleRow, Block, BlockKind, Body, Enclosure, FeedId, Link, Span,
    TextSource,
};

/// An article with so many links, a word each, and a recording that comes last.
fn article(links: usize) -> Article {
    let mut body = Body::default();
    for number in 1..=links {
        let start = body.text.len();
        body.text.push_str(&format!("word{number}"));
        let span = Span::new(start, body.text.len());
        body.links.push(Link { span, url: format!("https://example.org/{number}") });
        body.text.push_str(" and ");
    }
    body.text.push_str("nothing more");
    let span = Span::new(0, body.text.len());
    body.blocks.push(Block { span, kind: BlockKind::Paragraph, quote_depth: 0 });
    let row = ArticleRow {
        id: ArticleId(1),
        feed: FeedId(1),
        feed_title: "Gazette".into(),
        title: "Words".into(),
        published: None,
        sort_key: 1,
        unread: false,
        starred: false,
        attributions: None,
        analysed: false,
        words: 20,
        sourcing: None,
        order_key: 1,
        snippet: None,
    };
    Article {
        row,
        url: Some("https://example.org/own".into()),
        guid: None,
        authors: Vec::new(),
        outlet: None,
        updated: None,
        language: None,
        tags: Vec::new(),
        own_tags: Vec::new(),
        body,
        text_hash: "hash".into(),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

fn open(article: Article) -> App {
    let mut app = App::new(Keymap::standard(), Settings::default());
    app.focus = Focus::Body;
    app.article.reader = Some(Reader::new(article, None));
    app.resize(Size { columns: 80, rows: 24 });
    app
}

fn keys(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = keys.split_whitespace().map(|key| Key::parse(key).unwrap());
    keys.flat_map(|key| app.update(Message::Input(Input::Key(key)))).collect()
}

/// What the keys lead to in an article of so many links: effects, what the status line says, and
/// the choice that is left.
fn check(links: usize, typed: &str, effects: &[Effect], status: &str, left: Option<(&str, usize)>) {
    let mut app = open(article(links));
    let done: Vec<Effect> = keys(&mut app, typed)
        .into_iter()
        .filter(|effect| {
            matches!(
                effect,
                Effect::Screen(OnScreen::Open(_))
                    | Effect::Screen(OnScreen::Copy(_))
                    | Effect::Screen(OnScreen::Quit)
            )
        })
        .collect();
    assert_eq!(done, effects, "{typed}");
    assert_eq!(app.status.text(), status, "{typed}");
    let choice = app.article.choice.as_ref();
    let choice = choice.map(|choice| (choice.typed.as_str(), choice.number.unwrap_or(0)));
    assert_eq!(choice, left, "{typed}");
}

fn opened(number: usize) -> Effect {
    Effect::Screen(OnScreen::Open(format!("https://example.org/{number}")))
}

fn copied(number: usize) -> Effect {
    Effect::Screen(OnScreen::Copy(format!("https://example.org/{number}")))
}

#[test]
fn a_number_and_enter_open_that_link() {
    check(3, "2", &[], "", None);
    check(3, "2 enter", &[opened(2)], "Opening https://example.org/2", None);
    check(12, "1 2 enter", &[opened(12)], "Opening https://example.org/12", None);
    check(12, "1 2 o", &[opened(12)], "Opening https://example.org/12", None);
    check(120, "1 1 backspace enter", &[opened(1)], "Opening https://example.org/1", None);
    check(120, "1 0 9 enter", &[opened(109)], "Opening https://example.org/109", None);
}

#[test]
fn after_the_key_for_links_a_digit_opens_at_once_where_it_can_only_be_one() {
    check(3, "L 2", &[opened(2)], "Opening https://example.org/2", None);
    check(12, "L 2", &[opened(2)], "Opening https://example.org/2", None);
    check(12, "L 1", &[], "", Some(("1", 1)));
    check(12, "L 1 2", &[opened(12)], "Opening https://example.org/12", None);
    check(12, "L 1 enter", &[opened(1)], "Opening https://example.org/1", None);
    check(120, "L 1 0 9", &[opened(109)], "Opening https://example.org/109", None);
    check(3, "L 4", &[], "There is no link 4: the last one is 3.", None);
    check(12, "L 1 q", &[], "", None);
}

#[test]
fn what_is_no_link_is_told_and_escape_leaves() {
    check(3, "4 enter", &[], "There is no link 4: the last one is 3.", None);
    check(12, "1 5 o", &[], "There is no link 15: the last one is 12.", None);
    check(12, "1 esc enter", &[], "", None);
    check(
        12,
        "1 backspace o",
        &[Effect::Screen(OnScreen::Open("https://example.org/own".into()))],
        "Opening https://example.org/own",
        None,
    );
    check(3, "0", &[], "0 does nothing here; ? shows the keys", None);
    check(0, "1 enter", &[], "This article has no links.", None);
    check(0, "L", &[], "This article has no links.", None);
}

#[test]
fn addresses_are_copied_by_number_and_the_articles_own_by_the_key_twice() {
    let own = Effect::Screen(OnScreen::Copy("https://example.org/own".into()));
    check(3, "y", &[], "", Some(("", 0)));
    check(3, "y 2", &[copied(2)], "Copied https://example.org/2", None);
    check(12, "1 1 y", &[copied(11)], "Copied https://example.org/11", None);
    check(12, "1 y", &[copied(1)], "Copied https://example.org/1", None);
    check(12, "y 1 1", &[copied(11)], "Copied https://example.org/11", None);
    check(3, "y y", std::slice::from_ref(&own), "Copied https://example.org/own", None);
    check(0, "y", &[own], "Copied https://example.org/own", None);
}

#[test]
fn links_are_walked_one_by_one_round_and_round() {
    check(3, "L", &[], "", Some(("", 1)));
    check(3, "L j", &[], "", Some(("", 2)));
    check(3, "L k", &[], "", Some(("", 3)));
    check(3, "L j tab L", &[], "", Some(("", 1)));
    check(3, "L j enter", &[opened(2)], "Opening https://example.org/2", None);
    check(3, "L j y", &[copied(2)], "Copied https://example.org/2", None);
    check(3, "L j o", &[opened(2)], "Opening https://example.org/2", None);
    check(3, "y j enter", &[copied(1)], "Copied https://example.org/1", None);
    check(30, "L j 3", &[], "", Some(("3", 3)));
}

#[test]
fn the_articles_own_address_opens() {
    let own = Effect::Screen(OnScreen::Open("https://example.org/own".into()));
    check(3, "o", &[own], "Opening https://example.org/own", None);
    let mut bare = article(1);
    bare.url = None;
    let mut app = open(bare);
    assert_eq!(keys(&mut app, "o"), []);
    assert_eq!(app.status.get().unwrap().text, "This article has no address of its own.");
}

#[test]
fn only_addresses_of_the_web_and_of_mail_are_opened() {
    let mut hostile = article(3);
    hostile.body.links[0].url = "javascript:alert(1)".into();
    hostile.body.links[1].url = "https://example.org/\u{202e}gpj\u{1b}[2J".into();
    hostile.url = Some("file:///etc/passwd".into());
    let mut app = open(hostile);
    assert_eq!(keys(&mut app, "1 enter"), []);
    assert_eq!(
        app.status.take().unwrap().text,
        "Only http, https and mailto are opened, and not javascript:alert(1)"
    );
    let safe = "https://example.org/%E2%80%AEgpj%1B[2J";
    assert_eq!(keys(&mut app, "2 enter"), [Effect::Screen(OnScreen::Open(safe.into()))]);
    assert_eq!(app.status.take().unwrap().text, format!("Opening {safe}"));
    assert_eq!(keys(&mut app, "o"), []);
}

#[test]
fn numbers_choose_links_only_in_the_text_and_where_digits_are_free() {
    let mut app = open(article(3));
    app.focus = Focus::Body;
    app.overlays.open(Overlay::Help(0));
    assert_eq!(keys(&mut app, "2 o"), []);
    app.overlays.close();
    assert!(app.env.keymap.read("k", "[body]\n\"2\" = \"down\"\n").is_empty());
    assert_eq!(keys(&mut app, "2"), []);
    assert_eq!(app.commands.count, None);
    assert_eq!(keys(&mut app, "3 enter"), [opened(3)]);
}

#[test]
fn other_keys_end_the_choice_and_do_what_they_do() {
    let mut app = open(article(12));
    keys(&mut app, "L 1 ?");
    assert!(app.article.choice.is_none() && app.overlays.is_open());
}

#[test]
fn one_address_has_one_number_and_files_come_last() {
    let mut twice = article(3);
    twice.body.links[2].url = "https://example.org/1".into();
    let file = |url: &str, kind: &str, bytes, title: &str| Enclosure {
        url: url.into(),
        kind: Some(kind.into()),
        bytes,
        title: Some(title.into()),
    };
    twice.enclosures = vec![
        file("https://example.org/talk.mp3", "audio/mpeg", Some(12_345_678), "The talk"),
        file("https://example.org/2", "image/png", Some(0), ""),
    ];
    let links = Reader::new(twice, None).links;
    let entries: Vec<(&str, &str)> =
        links.entries.iter().map(|entry| (&entry.shown[20..], entry.detail.as_str())).collect();
    assert_eq!(
        entries,
        [("1", ""), ("2", "image/png"), ("talk.mp3", "audio/mpeg, 12 MB, The talk")]
    );
    let numbers: Vec<usize> = links.places.iter().map(|place| place.number).collect();
    assert_eq!(numbers, [1, 2, 1]);
}

/// The first visible line's words.
fn top(app: &App) -> String {
    let reader = app.article.reader.as_ref().unwrap();
    let line = &reader.lines[reader.top];
    crate::text::lines::draw(&reader.article.body.text, line)
}

#[test]
fn numbers_are_hidden_and_shown_and_the_list_of_links_stays() {
    let mut app = open(article(3));
    assert_eq!(top(&app), "word1[1] and word2[2] and word3[3] and nothing more");
    let effects = keys(&mut app, "#");
    assert_eq!(effects, [Effect::Remember(Remember::Setting("link-numbers", "hidden".into()))]);
    assert_eq!(top(&app), "word1 and word2 and word3 and nothing more");
    let lines = &app.article.reader.as_ref().unwrap().lines;
    assert_eq!(lines.len(), 1 + 2 + 3);
    keys(&mut app, "#");
    assert_eq!(top(&app), "word1[1] and word2[2] and word3[3] and nothing more");
}

#[test]
fn the_place_below_the_text_is_kept_when_the_width_changes() {
    let mut app = open(article(60));
    app.resize(Size { columns: 80, rows: 12 });
    keys(&mut app, "G");
    keys(&mut app, "k k");
    let before = top(&app);
    assert!(before.starts_with('['), "{before}");
    app.resize(Size { columns: 50, rows: 12 });
    assert_eq!(top(&app), before);
    app.resize(Size { columns: 90, rows: 12 });
    assert_eq!(top(&app), before);
}

#[test]
fn walking_brings_the_link_into_view_in_the_text_or_in_the_list() {
    let mut far = article(60);
    far.enclosures = vec![Enclosure {
        url: "https://example.org/talk.mp3".into(),
        kind: None,
        bytes: None,
        title: None,
    }];
    let mut app = open(far);
    app.resize(Size { columns: 50, rows: 12 });
    keys(&mut app, "L k");
    let reader = app.article.reader.as_ref().unwrap();
    assert_eq!(app.article.choice.as_ref().unwrap().number, Some(61));
    assert!(reader.at_end());
    keys(&mut app, "k");
    let reader = app.article.reader.as_ref().unwrap();
    let line = reader.line_of(reader.links.places[59].span.start);
    assert!((reader.top..reader.top + reader.rows).contains(&line));
    keys(&mut app, "esc G L");
    assert!(app.article.choice.unwrap().number.unwrap() > 40, "from what is visible");
}

#[test]
fn a_click_on_a_number_chooses_and_enter_opens() {
    let mut app = open(article(3));
    // The text begins in column 3 below the title and two rows of head: "word1[1]".
    let effects = app.update(Message::Input(Input::Mouse(Mouse::Click(3 + 6, 3))));
    assert_eq!((effects, app.article.choice.as_ref().unwrap().number), (vec![], Some(1)));
    assert_eq!(keys(&mut app, "enter"), [opened(1)]);
    app.update(Message::Input(Input::Mouse(Mouse::Click(3 + 6, 3))));
    app.update(Message::Input(Input::Mouse(Mouse::Click(3 + 2, 3))));
    assert!(app.article.choice.is_none());
}
