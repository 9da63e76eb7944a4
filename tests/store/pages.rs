//! The full text from an article's page, beside the feed's own.

use onrecord::domain::{Analysis, FeedSettings, TextSource};

use crate::following::{fetched, follow};
use crate::*;

const URL: &str = "https://gazette.example/ferry";

fn teaser(text: &str) -> Draft {
    Draft { guid: Some("1".into()), ..with_link(URL, "Ferry", text) }
}

/// A store whose one article shows the text of its page.
fn with_page() -> (Store, FeedId, ArticleId) {
    let mut store = store();
    let gazette = follow(&mut store, "gazette");
    let id =
        store.store_fetched(gazette, &fetched(&[teaser("A teaser.")]), NOW).expect("a fetch")[0].0;
    assert!(
        store.save_page(id, &Body::from_text("The whole story.\n\nIts end."), NOW).expect("a page")
    );
    (store, gazette, id)
}

/// Which text is shown, and whether there is another.
fn shown(store: &Store, id: ArticleId) -> (String, TextSource, bool) {
    let article = store.article(id).expect("a read").expect("an article");
    assert_eq!(article.row.words as usize, article.body.words());
    (article.body.text, article.text_source, article.has_other_text)
}

#[test]
fn the_page_is_shown_and_the_feeds_text_stays_beside_it() {
    let (mut store, _, id) = with_page();
    let page = ("The whole story.\n\nIts end.".to_owned(), TextSource::Page, true);
    let feed = ("A teaser.".to_owned(), TextSource::Feed, true);
    assert_eq!(shown(&store, id), page);
    assert_eq!(store.article(id).unwrap().unwrap().body.blocks.len(), 2);
    assert_eq!(found(&store, "whole story"), [id]);
    assert_eq!(found(&store, "teaser"), []);
    assert!(store.show_text(id, TextSource::Feed).unwrap());
    assert!(store.show_text(id, TextSource::Feed).unwrap());
    assert_eq!(shown(&store, id), feed);
    assert_eq!(found(&store, "teaser"), [id]);
    sound(&store);
    assert!(store.show_text(id, TextSource::Page).unwrap());
    assert_eq!(shown(&store, id), page);
    // The page once more, changed meanwhile.
    assert!(store.save_page(id, &Body::from_text("Another end."), NOW).unwrap());
    assert_eq!(shown(&store, id).0, "Another end.");
    assert!(store.show_text(id, TextSource::Feed).unwrap());
    assert_eq!(shown(&store, id), feed);
    assert!(store.save_page(id, &Body::from_text("A third."), NOW).unwrap());
    assert_eq!(shown(&store, id), ("A third.".to_owned(), TextSource::Page, true));
    sound(&store);
}

#[test]
fn a_page_without_text_or_article_is_not_kept() {
    let (mut store, _, id) = with_page();
    assert!(!store.save_page(id, &Body::from_text(" \n"), NOW).unwrap());
    assert!(!store.save_page(ArticleId(99), &Body::from_text("x"), NOW).unwrap());
    assert!(!store.show_text(ArticleId(99), TextSource::Page).unwrap());
    assert_eq!(shown(&store, id).1, TextSource::Page);
    let gazette = follow(&mut store, "gazette");
    let other = ids(&mut store, gazette, &[draft("Tram", "Only the feed's.")])[0];
    assert!(!store.show_text(other, TextSource::Page).unwrap());
    assert_eq!(shown(&store, other), ("Only the feed's.".into(), TextSource::Feed, false));
    sound(&store);
}

#[test]
fn an_analysis_goes_with_its_text() {
    let (mut store, _, id) = with_page();
    let hash = |store: &Store| store.article(id).unwrap().unwrap().text_hash;
    let page = hash(&store);
    assert!(store.save_analysis(id, "v1", &page, &Analysis::default()).unwrap());
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), []);
    store.show_text(id, TextSource::Feed).unwrap();
    assert_ne!(hash(&store), page);
    assert_eq!(store.analysis(id, "v1").unwrap(), None);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [id]);
    assert!(!store.save_analysis(id, "v1", &page, &Analysis::default()).unwrap());
    store.show_text(id, TextSource::Page).unwrap();
    assert_eq!(hash(&store), page);
    sound(&store);
}

#[test]
fn the_feed_updates_its_own_text_only() {
    let (mut store, gazette, id) = with_page();
    let page = store.article(id).unwrap().unwrap();
    store.save_analysis(id, "v1", &page.text_hash, &Analysis::default()).unwrap();
    let fetch = fetched(&[teaser("A better teaser.")]);
    assert_eq!(store.store_fetched(gazette, &fetch, NOW).unwrap(), [(id, ImportStatus::Updated)]);
    assert_eq!(store.article(id).unwrap().unwrap().body, page.body);
    assert!(store.analysis(id, "v1").unwrap().is_some());
    sound(&store);
    // The title belongs to both.
    let titled = Draft { title: "Ferry halted".into(), ..teaser("A better teaser.") };
    store.store_fetched(gazette, &fetched(&[titled]), NOW).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry halted (gazette)");
    assert_eq!(store.article(id).unwrap().unwrap().body, page.body);
    assert_eq!(found(&store, "halted story"), [id]);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [id]);
    sound(&store);
    store.show_text(id, TextSource::Feed).unwrap();
    assert_eq!(shown(&store, id).0, "A better teaser.");
    sound(&store);
}

#[test]
fn copies_are_known_by_the_feeds_text_whatever_is_shown() {
    let mut store = store();
    let (one, two) = (follow(&mut store, "one"), follow(&mut store, "two"));
    let item = |guid| with_guid(guid, "Ferry", "A teaser.");
    let first = ids(&mut store, one, &[item("1")])[0];
    store.save_page(first, &Body::from_text("The whole story."), NOW).unwrap();
    store.import(two, &[item("x")], NOW).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry (one)");
    store.show_text(first, TextSource::Feed).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry (one)");
    sound(&store);
}

#[test]
fn pages_are_wanted_for_new_articles_of_feeds_with_full_text() {
    let mut store = store();
    let gazette = follow(&mut store, "gazette");
    let item = |n: u32| {
        let url = format!("https://gazette.example/{n}");
        on(n, with_link(&url, &format!("Article {n}"), "A teaser."))
    };
    store.store_fetched(gazette, &fetched(&[item(1)]), NOW).unwrap();
    let full = FeedSettings { full_text: true, ..FeedSettings::default() };
    store.set_feed_settings(gazette, &full).unwrap();
    let drafts = [item(1), item(2), item(3), item(4), draft("No address", "A teaser.")];
    let stored = store.store_fetched(gazette, &fetched(&drafts), NOW).unwrap();
    let wanted = |store: &Store, limit| -> Vec<String> {
        store.wants_page(limit).unwrap().into_iter().map(|(_, url)| url).collect()
    };
    let url = |n| format!("https://gazette.example/{n}");
    assert_eq!(wanted(&store, 9), [url(4), url(3), url(2)]);
    assert_eq!(wanted(&store, 1), [url(4)]);
    store.save_page(stored[3].0, &Body::from_text("The whole story."), NOW).unwrap();
    store.page_failed(stored[2].0, "no answer").unwrap();
    assert_eq!(store.page_failure(stored[2].0).unwrap().as_deref(), Some("no answer"));
    assert_eq!(wanted(&store, 9), [url(2)]);
    // A page that failed may come after all; one that came may fail later and is still there.
    store.save_page(stored[2].0, &Body::from_text("The whole story."), NOW).unwrap();
    assert_eq!(store.page_failure(stored[2].0).unwrap(), None);
    store.page_failed(stored[3].0, "no answer").unwrap();
    assert_eq!(shown(&store, stored[3].0).1, TextSource::Page);
    sound(&store);
    store.set_feed_settings(gazette, &FeedSettings::default()).unwrap();
    assert_eq!(wanted(&store, 9), Vec::<String>::new());
}
