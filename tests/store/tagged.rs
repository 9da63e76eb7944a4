//! The user's own tags of articles, beside those of the feeds.

use crate::following::{fetched, follow};
use crate::*;

fn items() -> Vec<Draft> {
    let item = |name: &&str| {
        let draft = with_guid(name, name, &format!("A text about the {name} line."));
        Draft { tags: vec!["traffic".into()], ..draft }
    };
    ["Ferry", "Tram", "Bus"].iter().map(item).collect()
}

#[test]
fn own_tags_are_found_apart_from_the_feeds() {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let ids: Vec<ArticleId> = store
        .store_fetched(feed, &fetched(&items()), NOW)
        .unwrap()
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(store.add_tag(&ids[..2], " To read ").unwrap(), ids[..2]);
    assert_eq!(store.add_tag(&ids, "to READ").unwrap(), ids[2..]);
    assert_eq!(store.remove_tag(&ids[1..], "To Read").unwrap(), ids[1..]);
    assert_eq!(found(&store, "mine:\"to read\""), ids[..1]);
    assert_eq!(found(&store, "mine:to*"), ids[..1]);
    assert_eq!(found(&store, "mine:traffic"), []);
    assert_eq!(found(&store, "tag:traffic").len(), 3);
    let tags = store.own_tags().unwrap();
    assert_eq!((tags.len(), tags[0].0.as_str(), tags[0].1.total), (1, "To read", 1));
    let article = store.article(ids[0]).unwrap().unwrap();
    assert_eq!(
        (article.tags, article.own_tags),
        (vec!["traffic".to_owned(), "To read".to_owned()], vec!["To read".to_owned()],)
    );
    // A refresh takes nothing away.
    let mut changed = items();
    changed[0].tags = vec!["harbour".into()];
    store.store_fetched(feed, &fetched(&changed), NOW).unwrap();
    let article = store.article(ids[0]).unwrap().unwrap();
    assert_eq!(article.tags, ["harbour", "To read"]);
    assert_eq!(store.add_tag(&ids, " ").unwrap(), []);
    sound(&store);
}

#[test]
fn own_tags_of_an_export_are_imported_with_it() {
    let mut store = store();
    let shelf = feed(&mut store, "archive");
    let draft = Draft { own_tags: vec!["budget".into()], ..items().remove(0) };
    let id = store.import(shelf, &[draft], NOW).unwrap()[0].0;
    assert_eq!(found(&store, "mine:budget"), [id]);
    store.import(shelf, &items()[..1], NOW).unwrap();
    assert_eq!(found(&store, "mine:budget"), [id], "importing without them keeps them");
}
