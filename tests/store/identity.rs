//! Tests of identity: which drafts are one article, and what an update keeps.

use onrecord::domain::ImportStatus::{Imported, Unchanged, Updated};
use onrecord::domain::{Accent, AccentKind, Block, BlockKind, Body, Draft, Link, Span, When};

use crate::*;

#[test]
fn importing_again_changes_nothing() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [
        with_guid("1", "Ferry halted", "All sailings will stop."),
        with_link("https://gazette.example/bank", "Bank holds rates", "The bank said."),
        draft("No name at all", "But a text."),
    ];
    assert_eq!(statuses(&mut store, gazette, &drafts), [Imported; 3]);
    let before = store.generation().unwrap();
    assert_eq!(statuses(&mut store, gazette, &drafts), [Unchanged; 3]);
    assert_eq!(store.generation().unwrap(), before);
    assert_eq!(store.counts(&all()).unwrap().total, 3);
    sound(&store);
}

#[test]
fn a_guid_outlives_title_text_and_link() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let old = Draft {
        tags: vec!["Politics".into()],
        ..with_guid("1", "Ferry halted", "Old words about sailings.")
    };
    let id = ids(&mut store, gazette, &[old])[0];
    store.set_read(&[id], true, NOW).unwrap();
    store.set_starred(&[id], true).unwrap();
    store.set_tags(id, &["keep".into()]).unwrap();
    let new = Draft {
        url: Some("https://gazette.example/ferry".into()),
        tags: vec!["Transport".into()],
        published: When::parse("2024-02-18"),
        ..with_guid("1", "Ferry sails again", "New words.")
    };
    assert_eq!(store.import(gazette, &[new], NOW + 9).unwrap(), [(id, Updated)]);
    assert_eq!(listed(&store, &all()), "Ferry sails again (gazette) ★");
    let article = store.article(id).unwrap().unwrap();
    assert_eq!(article.tags, ["Transport", "keep"]);
    assert_eq!(article.body.text, "New words.");
    assert_eq!(article.row.words, 2);
    assert_eq!(article.row.published, When::parse("2024-02-18"));
    assert_eq!(found(&store, "sailings"), []);
    assert_eq!(found(&store, "NEW words"), [id]);
    sound(&store);
}

#[test]
fn without_a_guid_the_link_is_the_name() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [
        with_link("https://www.gazette.example/ferry/", "Ferry", "One."),
        with_link("http://gazette.example/ferry?utm_source=rss#top", "Ferry", "Two."),
        with_link("https://gazette.example/other", "Ferry", "Two."),
    ];
    assert_eq!(statuses(&mut store, gazette, &drafts), [Imported, Updated, Imported]);
}

#[test]
fn a_document_may_name_one_article_many_times() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [
        with_guid("1", "Ferry", "First words."),
        with_guid("2", "Tram", "Its words."),
        with_guid("1", "Ferry", "Second words."),
        with_guid("3", "Bus", "Its words."),
        with_guid("3", "Bus again", "Third words."),
    ];
    let expected = [Imported, Imported, Updated, Imported, Updated];
    assert_eq!(statuses(&mut store, gazette, &drafts), expected);
    assert_eq!(found(&store, "first"), []);
    assert_eq!(found(&store, "second").len(), 1);
    assert_eq!(found(&store, "third again").len(), 1);
    assert_eq!(found(&store, "words").len(), 3);
    sound(&store);
}

#[test]
fn without_a_link_title_and_text_are_the_name() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let front = "https://gazette.example/";
    let drafts = [
        draft("Ferry", "One."),
        draft("Ferry", "Two."),
        draft("Ferry", "One."),
        // A front page is no article's link.
        with_link(front, "Tram", "Three."),
        with_link(front, "Bus", "Four."),
    ];
    let expected = [Imported, Imported, Unchanged, Imported, Imported];
    assert_eq!(statuses(&mut store, gazette, &drafts), expected);
}

#[test]
fn identity_holds_within_one_feed() {
    let mut store = store();
    let (one, other) = (feed(&mut store, "one"), feed(&mut store, "other"));
    let first = ids(&mut store, one, &[with_guid("1", "Ferry", "A text.")]);
    let second = ids(&mut store, other, &[with_guid("1", "Tram", "Another text.")]);
    assert_ne!(first, second);
    assert_eq!(store.counts(&all()).unwrap().total, 2);
}

#[test]
fn a_changed_guid_is_seen_through_if_the_link_stays() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let link = "https://gazette.example/ferry";
    let named = |guid: &str, title: &str, text: &str| Draft {
        guid: Some(guid.into()),
        ..with_link(link, title, text)
    };
    let id = ids(&mut store, gazette, &[named("old", "Ferry", "A text.")])[0];
    store.set_read(&[id], true, NOW).unwrap();
    let imported = store.import(gazette, &[named("new", "Ferry", "A text, longer.")], NOW).unwrap();
    assert_eq!(imported, [(id, Updated)]);
    // But where one link serves for everything, nothing is overwritten.
    assert_eq!(statuses(&mut store, gazette, &[named("3", "Tram", "Its own text.")]), [Imported]);
    // Nor where the old name is still in the feed.
    let both = [named("new", "Ferry", "A text, longer."), named("4", "Ferry", "A fourth text.")];
    assert_eq!(statuses(&mut store, gazette, &both), [Unchanged, Imported]);
    assert_eq!(store.counts(&all()).unwrap().total, 3);
    sound(&store);
}

#[test]
fn an_article_that_gains_a_guid_stays_itself() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let link = "https://gazette.example/ferry";
    let id = ids(&mut store, gazette, &[with_link(link, "Ferry", "A text.")])[0];
    let named = Draft { guid: Some("1".into()), ..with_link(link, "Ferry, again", "Another.") };
    assert_eq!(store.import(gazette, &[named], NOW).unwrap(), [(id, Updated)]);
    // And one that loses it.
    let bare = with_link(link, "Ferry, at last", "Another.");
    assert_eq!(store.import(gazette, &[bare], NOW).unwrap(), [(id, Updated)]);
    assert_eq!(store.article(id).unwrap().unwrap().guid.as_deref(), Some("1"));
}

#[test]
fn everything_comes_back_exactly_as_given() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let text =
        "\u{feff} Zero\0byte,\r\n\ttab \u{202e}and \u{1b}[31m“marks” 👩\u{200d}🚀\n\n\nend \n";
    let body = Body {
        text: text.into(),
        blocks: vec![Block { span: Span::new(0, 3), kind: BlockKind::Heading(2), quote_depth: 1 }],
        links: vec![Link { span: Span::new(3, 4), url: "https://a.example/?x=\"'".into() }],
        accents: vec![Accent { span: Span::new(0, 3), kind: AccentKind::Struck }],
    };
    let draft = Draft {
        guid: Some("a '\" guid".into()),
        url: Some("https://gazette.example/Ä?b#c".into()),
        title: " A\ttitle\0 ".into(),
        authors: vec!["Ann Lee".into(), "Bo \"B\" Ray".into()],
        outlet: Some("The Outlet".into()),
        published: When::parse("2024-02-18T19:42:00+02:00"),
        updated: When::parse("2024-02-19"),
        tags: vec!["b".into(), "A".into(), "a".into()],
        own_tags: Vec::new(),
        language: Some("en-GB".into()),
        body: body.clone(),
        enclosures: Vec::new(),
    };
    let id = ids(&mut store, gazette, std::slice::from_ref(&draft))[0];
    let article = store.article(id).unwrap().unwrap();
    assert_eq!(article.body, body);
    assert_eq!(article.row.title, draft.title);
    assert_eq!(article.authors, draft.authors);
    assert_eq!((article.guid, article.url), (draft.guid, draft.url));
    assert_eq!((article.outlet, article.language), (draft.outlet, draft.language));
    assert_eq!((article.row.published, article.updated), (draft.published, draft.updated));
    assert_eq!(article.tags, ["b", "A"]);
    assert_eq!(article.text_hash.len(), 64);
    sound(&store);
}

#[test]
fn a_date_that_is_none_orders_by_first_sight() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let undated = with_guid("1", "Undated", "A text.");
    store.import(gazette, std::slice::from_ref(&undated), NOW).unwrap();
    let drafts = [
        on(2, draft("Later", "x")),
        Draft { published: When::parse("2024-02-29"), ..draft("Sooner", "y") },
    ];
    store.import(gazette, &drafts, NOW).unwrap();
    let later = Draft { body: Body::from_text("Changed."), ..undated };
    store.import(gazette, &[later], NOW + 900_000).unwrap();
    assert_eq!(
        listed(&store, &all()),
        "● Later (gazette)\n● Undated (gazette)\n● Sooner (gazette)"
    );
    let row = &store.page(&all(), Edge::Start, 9).unwrap().rows[1];
    assert_eq!((row.published, row.sort_key), (None, NOW));
}

/// Titles of all articles, in alphabetical order.
fn titles(store: &Store) -> Vec<String> {
    let rows = store.page(&all(), Edge::Start, 1000).expect("a page").rows;
    let mut titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
    titles.sort();
    titles
}

fn posted(guid: &str, link: &str, title: &str, text: &str) -> Draft {
    Draft { guid: Some(guid.into()), ..with_link(link, title, text) }
}

#[test]
fn articles_under_one_guid_are_told_apart_by_their_links() {
    let mut store = store();
    let harbour = feed(&mut store, "harbour");
    let post = |day: &str, text: &str| {
        posted("none", &format!("https://harbour.example/{day}"), &format!("Tides, {day}"), text)
    };
    let first = [post("tuesday", "High at nine."), post("monday", "High at eight.")];
    assert_eq!(statuses(&mut store, harbour, &first), [Imported; 2]);
    assert_eq!(statuses(&mut store, harbour, &first), [Unchanged; 2]);
    // One is corrected, one is new, one has left the feed.
    let second = [post("wednesday", "High at ten."), post("tuesday", "High at half past nine.")];
    assert_eq!(statuses(&mut store, harbour, &second), [Imported, Updated]);
    // From now on the guid names nothing, not even where one article alone has it.
    assert_eq!(statuses(&mut store, harbour, &[post("thursday", "High at noon.")]), [Imported]);
    let days = ["Tides, monday", "Tides, thursday", "Tides, tuesday", "Tides, wednesday"];
    assert_eq!(titles(&store), days);
    assert_eq!(found(&store, "half past").len(), 1);
    sound(&store);
}

#[test]
fn an_article_keeps_its_state_when_others_come_under_its_guid() {
    let mut store = store();
    let harbour = feed(&mut store, "harbour");
    let front = "https://harbour.example/";
    let one = posted(front, "https://harbour.example/1", "Pier opens", "At last.");
    let id = ids(&mut store, harbour, std::slice::from_ref(&one))[0];
    store.set_read(&[id], true, NOW).unwrap();
    let other = posted(front, "https://harbour.example/2", "Crane falls", "Nobody was hurt.");
    assert_eq!(statuses(&mut store, harbour, &[other, one]), [Imported, Unchanged]);
    assert_eq!(listed(&store, &all()), "● Crane falls (harbour)\nPier opens (harbour)");
    sound(&store);
}

#[test]
fn articles_under_one_guid_and_one_link_are_told_apart_by_their_titles() {
    let mut store = store();
    let shop = feed(&mut store, "shop");
    for link in ["https://shop.example/", "https://shop.example/all"] {
        let item = |title: &str, text: &str| posted("0", link, title, text);
        let first =
            [item("Rope", "Ten metres."), item("Knife", "Of steel."), item("Lamp", "Bright.")];
        assert_eq!(statuses(&mut store, shop, &first), [Imported; 3], "{link}");
        assert_eq!(statuses(&mut store, shop, &first), [Unchanged; 3], "{link}");
        let second =
            [item("Rope", "Twenty metres."), item("Knife", "Of steel."), item("Sail", "x")];
        assert_eq!(statuses(&mut store, shop, &second), [Updated, Unchanged, Imported], "{link}");
    }
    assert_eq!(titles(&store).len(), 8);
    sound(&store);
}

#[test]
fn posts_without_titles_under_one_guid_are_told_apart_by_their_texts() {
    let mut store = store();
    let log = feed(&mut store, "log");
    let first = [on(3, with_guid("log", "", "Fog.")), on(2, with_guid("log", "", "Rain."))];
    assert_eq!(statuses(&mut store, log, &first), [Imported; 2]);
    let second = [on(4, with_guid("log", "", "Sun.")), on(3, with_guid("log", "", "Thick fog."))];
    assert_eq!(statuses(&mut store, log, &second), [Imported, Updated]);
    assert_eq!(store.counts(&all()).unwrap().total, 3);
    sound(&store);
}

#[test]
fn articles_without_a_guid_that_share_a_link_are_told_apart_by_their_titles() {
    let mut store = store();
    let tools = feed(&mut store, "tools");
    let release = |title: &str, text: &str| with_link("https://tools.example/changes", title, text);
    let first = [release("Release 3", "Faster."), release("Release 2", "Smaller.")];
    assert_eq!(statuses(&mut store, tools, &first), [Imported; 2]);
    assert_eq!(statuses(&mut store, tools, &first), [Unchanged; 2]);
    let second = [release("Release 4", "Safer."), release("Release 3", "Faster by half.")];
    assert_eq!(statuses(&mut store, tools, &second), [Imported, Updated]);
    assert_eq!(titles(&store), ["Release 2", "Release 3", "Release 4"]);
    sound(&store);
}
