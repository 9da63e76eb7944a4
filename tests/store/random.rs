//! Property tests: any sequence of operations, compared with a simple model of the store.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::domain::{
    Analysis, ArticleRow, Attribution, Cursor, Mode, Range, Retention, Span, TextSource,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::following::{fetched, follow};
use crate::*;

/// A random step. Feeds, guids, links and texts are small numbers, so that they often coincide.
#[derive(Debug, Clone)]
enum Step {
    Import { feed: usize, items: Vec<(u8, u8, u8)> },
    Read { nth: usize, read: bool },
    Star { nth: usize, starred: bool },
    ReadIn { feed: Option<usize>, place: usize, range: u8, read: bool },
    Remove(usize),
    Restore(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let item = (0..5u8, 0..5u8, 0..4u8);
    let step = prop_oneof![
        4 => (0..3usize, vec(item, 1..4)).prop_map(|(feed, items)| Step::Import { feed, items }),
        2 => (0..20usize, any::<bool>()).prop_map(|(nth, read)| Step::Read { nth, read }),
        1 => (0..20usize, any::<bool>()).prop_map(|(nth, starred)| Step::Star { nth, starred }),
        1 => (proptest::option::of(0..3usize), 0..20usize, 0..3u8, any::<bool>())
            .prop_map(|(feed, place, range, read)| Step::ReadIn { feed, place, range, read }),
        1 => (0..3usize).prop_map(Step::Remove),
        1 => (0..3usize).prop_map(Step::Restore),
    ];
    vec(step, 1..25)
}

#[derive(Debug, Clone)]
struct Item {
    feed: usize,
    guid: u8,
    link: u8,
    text: u8,
    read: bool,
    starred: bool,
}

/// A store as one would write it without caring for speed: copies are worked out anew each time.
#[derive(Debug, Default)]
struct Model {
    items: BTreeMap<i64, Item>,
    removed: BTreeSet<usize>,
}

impl Model {
    fn import(&mut self, id: i64, item: Item) {
        let state = self.items.get(&id).map_or((false, false), |old| (old.read, old.starred));
        self.items.insert(id, Item { read: state.0, starred: state.1, ..item });
        self.share();
    }

    /// Returns whether both items have the same key, and it counts for both.
    fn meet(&self, one: i64, other: i64, key: fn(&Item) -> u8) -> bool {
        let (one, other) = (&self.items[&one], &self.items[&other]);
        let alone = |item: &Item| {
            let same = |it: &&Item| it.feed == item.feed && key(it) == key(item);
            self.items.values().filter(same).count() == 1
        };
        key(one) > 0 && key(one) == key(other) && alone(one) && alone(other)
    }

    fn copies(&self, id: i64) -> BTreeSet<i64> {
        let mut copies = BTreeSet::from([id]);
        loop {
            let meets = |other: &i64| {
                copies.iter().any(|one| {
                    self.meet(*one, *other, |item| item.link)
                        || self.meet(*one, *other, |item| item.text)
                })
            };
            let more: Vec<i64> = self
                .items
                .keys()
                .filter(|id| !copies.contains(id))
                .copied()
                .filter(meets)
                .collect();
            if more.is_empty() {
                return copies;
            }
            copies.extend(more);
        }
    }

    fn share(&mut self) {
        for id in self.items.keys().copied().collect::<Vec<_>>() {
            let copies = self.copies(id);
            let read = copies.iter().any(|copy| self.items[copy].read);
            let starred = copies.iter().any(|copy| self.items[copy].starred);
            self.change(id, |item| (item.read, item.starred) = (read, starred));
        }
    }

    fn change(&mut self, id: i64, change: impl Fn(&mut Item)) {
        for copy in self.copies(id) {
            self.items.get_mut(&copy).map(&change);
        }
    }

    /// The rows of a feed's list, or of all: id, unread, starred.
    fn list(&self, feed: Option<usize>) -> Vec<(i64, bool, bool)> {
        let shown = |id: &i64| !self.removed.contains(&self.items[id].feed);
        let leads = |id: &i64| self.copies(*id).into_iter().find(shown) == Some(*id);
        let listed = |id: &i64| match feed {
            Some(feed) => shown(id) && self.items[id].feed == feed,
            None => shown(id) && leads(id),
        };
        let mut ids: Vec<i64> = self.items.keys().copied().filter(listed).collect();
        ids.sort_by_key(|id| std::cmp::Reverse((sort_key(&self.items[id]), *id)));
        ids.iter().map(|id| (*id, !self.items[id].read, self.items[id].starred)).collect()
    }
}

fn sort_key(item: &Item) -> u8 {
    item.text / 2
}

fn drafted(item: &Item) -> Draft {
    let link = format!("https://wire.example/{}", item.link);
    let text = if item.text == 0 { String::new() } else { format!("Text {}.", item.text) };
    let guid = format!("guid {}", item.guid);
    let url = (item.link > 0).then_some(link);
    on(1 + u32::from(sort_key(item)), Draft { url, ..with_guid(&guid, "Title", &text) })
}

/// The store and the model, side by side.
struct Pair {
    store: Store,
    feeds: Vec<FeedId>,
    model: Model,
}

impl Pair {
    fn new() -> Pair {
        let mut store = store();
        let feeds = ["one", "two", "three"].map(|title| feed(&mut store, title)).to_vec();
        Pair { store, feeds, model: Model::default() }
    }

    fn query(&self, feed: Option<usize>) -> Query {
        feed.map_or_else(all, |feed| of(Scope::Feed(self.feeds[feed])))
    }

    fn nth(&self, nth: usize) -> Option<i64> {
        let ids: Vec<i64> = self.model.items.keys().copied().collect();
        (!ids.is_empty()).then(|| ids[nth % ids.len()])
    }

    fn apply(&mut self, step: &Step) {
        match step {
            Step::Import { feed, items } => self.import(*feed, items),
            Step::Read { nth, read } => {
                let Some(id) = self.nth(*nth) else { return };
                let changes = self.model.items[&id].read != *read;
                let changed = self.store.set_read(&[ArticleId(id)], *read, NOW).expect("marks");
                assert_eq!(!changed.is_empty(), changes);
                self.model.change(id, |item| item.read = *read);
            }
            Step::Star { nth, starred } => {
                let Some(id) = self.nth(*nth) else { return };
                self.store.set_starred(&[ArticleId(id)], *starred).expect("stars");
                self.model.change(id, |item| item.starred = *starred);
            }
            Step::ReadIn { feed, place, range, read } => {
                self.read_in(*feed, *place, *range, *read);
            }
            Step::Remove(feed) => {
                self.store.remove_feed(self.feeds[*feed]).expect("removes");
                self.model.removed.insert(*feed);
            }
            Step::Restore(feed) => {
                self.store.restore_feed(self.feeds[*feed]).expect("restores");
                self.model.removed.remove(feed);
            }
        }
    }

    /// Guids are unique within each feed, so that identity is plain and the copies are the matter.
    fn import(&mut self, feed: usize, items: &[(u8, u8, u8)]) {
        let new = |(guid, link, text): &(u8, u8, u8)| Item {
            feed,
            guid: *guid,
            link: *link,
            text: *text,
            read: false,
            starred: false,
        };
        for item in items.iter().map(new) {
            let draft = drafted(&item);
            let (id, _) = self.store.import(self.feeds[feed], &[draft], NOW).expect("imports")[0];
            self.model.import(id.0, item);
        }
    }

    fn read_in(&mut self, feed: Option<usize>, place: usize, range: u8, read: bool) {
        let query = self.query(feed);
        let rows = self.store.page(&query, Edge::Start, 1000).expect("a page").rows;
        if rows.is_empty() {
            return;
        }
        let place = place % rows.len();
        let cursor = Cursor::of(&rows[place]);
        let (range, covered) = match range {
            0 => (Range::All, &rows[..]),
            1 => (Range::Above(cursor), &rows[..place]),
            _ => (Range::Below(cursor), &rows[place + 1..]),
        };
        let expected: Vec<ArticleId> =
            covered.iter().filter(|row| row.unread == read).map(|row| row.id).collect();
        let changed = self.store.set_read_in(&query, range, read, NOW).expect("marks");
        assert_eq!(changed, expected);
        for id in changed {
            self.model.change(id.0, |item| item.read = read);
        }
    }

    fn compare(&self) {
        for feed in [None, Some(0), Some(1), Some(2)] {
            let query = self.query(feed);
            let rows = self.store.page(&query, Edge::Start, 1000).expect("a page").rows;
            let seen = |row: &ArticleRow| (row.id.0, row.unread, row.starred);
            let seen: Vec<_> = rows.iter().map(seen).collect();
            assert_eq!(seen, self.model.list(feed), "the list of {feed:?}");
            let counts = self.store.counts(&query).expect("counts");
            assert_eq!(counts.total as usize, rows.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_agrees_with_a_plain_model(steps in steps()) {
        let mut pair = Pair::new();
        for step in &steps {
            pair.apply(step);
            pair.compare();
        }
        sound(&pair.store);
    }

    #[test]
    fn any_order_of_fetches_pages_and_retention_leaves_a_sound_store(deeds in vec(deed(), 1..30)) {
        let mut store = store();
        let feeds = ["one", "two", "three"].map(|name| follow(&mut store, name));
        for (day, deed) in deeds.iter().enumerate() {
            do_deed(&mut store, &feeds, deed, NOW + 86_400 * day as i64);
            sound(&store);
        }
    }
}

/// A random step of a refresh, a user or the analysis.
#[derive(Debug, Clone)]
enum Deed {
    Fetch { feed: usize, items: Vec<(u8, u8, u8)> },
    Page { id: i64, text: u8 },
    Show { id: i64, page: bool },
    Analyse { id: i64 },
    Mark { id: i64, read: bool, starred: bool },
    Expire { keep: u32 },
    End { feed: usize, remove: bool },
}

fn deed() -> impl Strategy<Value = Deed> {
    let items = vec((0..6u8, 0..5u8, 0..4u8), 0..5);
    prop_oneof![
        4 => (0..3usize, items).prop_map(|(feed, items)| Deed::Fetch { feed, items }),
        2 => (1..12i64, 0..4u8).prop_map(|(id, text)| Deed::Page { id, text }),
        2 => (1..12i64, any::<bool>()).prop_map(|(id, page)| Deed::Show { id, page }),
        2 => (1..12i64).prop_map(|id| Deed::Analyse { id }),
        2 => (1..12i64, any::<bool>(), any::<bool>())
            .prop_map(|(id, read, starred)| Deed::Mark { id, read, starred }),
        2 => (0..3u32).prop_map(|keep| Deed::Expire { keep }),
        1 => (0..3usize, any::<bool>()).prop_map(|(feed, remove)| Deed::End { feed, remove }),
    ]
}

fn do_deed(store: &mut Store, feeds: &[FeedId], deed: &Deed, now: i64) {
    match deed {
        Deed::Fetch { feed, items } => {
            let item = |(guid, link, text): &(u8, u8, u8)| {
                let (read, starred) = (false, false);
                let (guid, link, text) = (*guid, *link, *text);
                drafted(&Item { feed: *feed, guid, link, text, read, starred })
            };
            // Without a guid, an article is known by its link, or by its title and text.
            let nameless = |mut draft: Draft| {
                draft.guid = draft.guid.filter(|guid| guid != "guid 5");
                draft
            };
            let drafts: Vec<Draft> = items.iter().map(item).map(nameless).collect();
            store.store_fetched(feeds[*feed], &fetched(&drafts), now).expect("a fetch");
        }
        Deed::Page { id, text } => {
            let text = if *text == 0 { String::new() } else { format!("Page {text}.") };
            store.save_page(ArticleId(*id), &Body::from_text(text), now).expect("a page");
        }
        Deed::Show { id, page } => {
            let source = if *page { TextSource::Page } else { TextSource::Feed };
            store.show_text(ArticleId(*id), source).expect("a text");
        }
        Deed::Analyse { id } => {
            let Some(article) = store.article(ArticleId(*id)).expect("a read") else { return };
            let end = article.body.text.len();
            let attribution = Attribution {
                kind: Mode::Indirect,
                source: vec![],
                cue: vec![],
                content: vec![Span::new(0, end)],
                source_ids: Vec::new(),
                negated: false,
                confidence: 0.5,
            };
            let attributions = if end > 0 { vec![attribution] } else { vec![] };
            let analysis = Analysis { attributions, ..Analysis::default() };
            let kept = store.save_analysis(ArticleId(*id), "v1", &article.text_hash, &analysis);
            assert!(kept.expect("a write"));
        }
        Deed::Mark { id, read, starred } => {
            store.set_read(&[ArticleId(*id)], *read, NOW).expect("marks");
            store.set_starred(&[ArticleId(*id)], *starred).expect("stars");
        }
        Deed::Expire { keep } => {
            let retention = Retention { days: None, per_feed: Some(*keep) };
            store.delete_expired(&retention, now).expect("some go");
        }
        Deed::End { feed, remove } => {
            match remove {
                true => store.remove_feed(feeds[*feed]).expect("removed"),
                false => store.end_feed(feeds[*feed]).expect("ended"),
            }
            follow(store, ["one", "two", "three"][*feed]);
        }
    }
}
