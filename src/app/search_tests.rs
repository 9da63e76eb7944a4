//! Searches, saved queries, the pane of feeds, orders, and the way to what is unread: keys in,
//! effects and words out.

use crate::domain::{
    Article, ArticleId, ArticleRow, Body, Counts, Cursor, Edge, FeedId, FeedOrigin, FeedRow,
    FeedSettings, Order, Page, Query, QueryChange, QueryId, Range, SavedQuery, Subscription,
    TextSource, Validators,
};

use super::*;

const NOW: i64 = 2_000_000;

/// An article: its feed, its title, whether it is unread.
type Item = (i64, &'static str, bool);

/// A reader, and a world of articles that answers at once.
struct Play {
    app: App,
    items: Vec<Item>,
    saved: Vec<SavedQuery>,
    log: Vec<Effect>,
    /// Effects of that kind wait to be answered.
    held: Vec<Effect>,
    holding: bool,
}

const ITEMS: &[Item] = &[
    (1, "Harbour opens", true),
    (1, "Harbour closes", false),
    (2, "Bridge opens", false),
    (3, "Harbour bridge sinks", true),
];

fn feed(id: i64, title: &str, tags: &[&str], items: &[Item]) -> FeedRow {
    let address = format!("https://{id}.example.org/feed");
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let subscription = Subscription {
        id: FeedId(id),
        address: address.clone(),
        title: title.into(),
        feed_title: title.into(),
        site: None,
        settings: FeedSettings { tags, ..FeedSettings::default() },
        validators: Validators::default(),
        fetched_at: None,
        not_before: None,
        failures: 0,
        last_error: None,
    };
    let own = || items.iter().filter(|item| item.0 == id);
    FeedRow {
        id: FeedId(id),
        title: title.into(),
        origin: FeedOrigin::Address(address),
        total: own().count() as u64,
        unread: own().filter(|item| item.2).count() as u64,
        subscription: Some(Box::new(subscription)),
    }
}

impl Play {
    fn new(items: &[Item]) -> Play {
        Play::sized(items, 120, 36)
    }

    fn sized(items: &[Item], columns: u16, rows: u16) -> Play {
        let app = App::new(Keymap::standard(), Settings::default());
        let mut play = Play {
            app,
            items: items.to_vec(),
            saved: Vec::new(),
            log: Vec::new(),
            held: Vec::new(),
            holding: false,
        };
        let effects = play.app.start(Size { columns, rows }, NOW);
        play.world(effects);
        play
    }

    fn world(&mut self, effects: Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            self.log.push(effect.clone());
            if self.holding && matches!(effect, Effect::LoadPage(..)) {
                self.held.push(effect);
            } else if let Some(message) = self.answer(effect) {
                waiting.extend(self.app.update(message));
            }
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Message> {
        Some(match effect {
            Effect::LoadPage(request, query, edge, limit) => {
                Message::Page(request, self.page(&query, edge, limit))
            }
            Effect::LoadCounts(request, query) => {
                let rows = self.rows(&query);
                let unread = rows.iter().filter(|row| row.unread).count() as u64;
                Message::Counts(request, Counts { total: rows.len() as u64, unread })
            }
            Effect::LoadArticle(request, id) => {
                let item = self.items[id.0 as usize - 1];
                Message::Article(request, Some(Box::new((article(id, item), None))))
            }
            Effect::LoadFeeds(request) => {
                let feeds = vec![
                    feed(1, "Gazette", &["sea"], &self.items),
                    feed(2, "Courier", &[], &self.items),
                    feed(3, "Wire", &[], &self.items),
                ];
                Message::Feeds(request, feeds, vec!["sea".into()])
            }
            Effect::LoadShelves(request) => {
                let queries = self.saved.iter().map(|query| (query.clone(), Counts::default()));
                let queries = queries.collect();
                Message::Shelves(request, Shelves { queries, ..Shelves::default() })
            }
            Effect::ChangeQuery(request, change) => {
                self.change(change);
                Message::QueryChanged(request)
            }
            Effect::SetRead(request, ids, read) => {
                for id in &ids {
                    self.items[id.0 as usize - 1].2 = !read;
                }
                Message::Changed(request, ids)
            }
            Effect::Wake(request, 700 | 250) => Message::Woke(request),
            _ => return None,
        })
    }

    fn change(&mut self, change: QueryChange) {
        match change {
            QueryChange::Save(title, text) => {
                let id = QueryId(self.saved.iter().map(|query| query.id.0).max().unwrap_or(0) + 1);
                match self.saved.iter_mut().find(|query| query.title == title) {
                    Some(query) => query.text = text,
                    None => self.saved.push(SavedQuery { id, title, text }),
                }
            }
            QueryChange::Remove(id) => self.saved.retain(|query| query.id != id),
            QueryChange::Restore(query) => self.saved.push(query),
            QueryChange::Rename(id, title) => {
                let query = self.saved.iter_mut().find(|query| query.id == id);
                query.unwrap().title = title;
            }
        }
    }

    /// What a list holds, in its order: newest first, or turned round.
    fn rows(&self, query: &Query) -> Vec<ArticleRow> {
        let text = match &query.scope {
            Scope::Search(text) => Some(text.clone()),
            Scope::Saved(id) => {
                self.saved.iter().find(|query| query.id == *id).map(|query| query.text.clone())
            }
            _ => None,
        };
        let search = text.map(|text| crate::domain::search::parse(&text).unwrap());
        let fits = |row: &ArticleRow| {
            let scope = match &query.scope {
                Scope::Feed(id) => row.feed == *id,
                Scope::Tag(_) => row.feed == FeedId(1),
                _ => true,
            };
            let needles = search.iter().flat_map(|search| search.needles(|_| true));
            let words = row.title.to_lowercase();
            let found =
                needles.map(|needle| needle.words.join(" ")).all(|needle| words.contains(&needle));
            scope && found && (row.unread || !query.unread_only)
        };
        let all = self.items.iter().enumerate().map(|(at, item)| row(at as i64 + 1, *item));
        let mut rows: Vec<ArticleRow> = all.filter(fits).collect();
        if query.order == Order::Oldest {
            rows.reverse();
            rows.iter_mut().for_each(|row| row.order_key = -row.sort_key);
        }
        if search.is_some() {
            rows.iter_mut().for_each(|row| row.snippet = Some("… old harbour …".into()));
        }
        rows
    }

    fn page(&self, query: &Query, edge: Edge, limit: usize) -> Page {
        let rows = self.rows(query);
        // A place need not be in the list itself.
        let after = |cursor: Cursor| rows.iter().filter(|row| row.id.0 <= cursor.id.0).count();
        let (from, to) = match edge {
            Edge::After(cursor) => (after(cursor), rows.len()),
            Edge::Before(cursor) => {
                let to = rows.iter().filter(|row| row.id.0 < cursor.id.0).count();
                (to.saturating_sub(limit), to)
            }
            Edge::End => (rows.len().saturating_sub(limit), rows.len()),
            Edge::Start => (0, rows.len()),
            Edge::Around(cursor) => (after(cursor).saturating_sub(limit / 2 + 1), rows.len()),
        };
        let to = to.min(from + limit);
        Page { rows: rows[from..to].to_vec(), offset: from as u64 }
    }

    fn keys(&mut self, keys: &str) -> Vec<Effect> {
        self.log.clear();
        for key in Key::parse_sequence(keys).unwrap() {
            let effects = self.app.update(Message::Key(key));
            self.world(effects);
        }
        self.log.clone()
    }

    fn types(&mut self, text: &str) -> Vec<Effect> {
        self.log.clear();
        for letter in text.chars() {
            let effects = self.app.update(Message::Key(Key::plain(Code::Char(letter))));
            self.world(effects);
        }
        self.log.clone()
    }

    fn titles(&self) -> Vec<&str> {
        self.app.list.rows.iter().map(|row| row.title.as_str()).collect()
    }

    fn selected(&self) -> &str {
        self.app.list.selected_row().map_or("", |row| &row.title)
    }

    fn status(&self) -> &str {
        self.app.status.as_ref().map_or("", |status| &status.text)
    }

    fn line(&self) -> &str {
        self.app.prompt.as_ref().map_or("", |prompt| &prompt.line.text)
    }
}

fn row(id: i64, (feed, title, unread): Item) -> ArticleRow {
    ArticleRow {
        id: ArticleId(id),
        feed: FeedId(feed),
        feed_title: "Gazette".into(),
        title: title.into(),
        published: None,
        sort_key: 1000 - id,
        unread,
        starred: false,
        attributions: None,
        words: 9,
        sourcing: None,
        order_key: 1000 - id,
        snippet: None,
    }
}

fn article(id: ArticleId, item: Item) -> Article {
    Article {
        row: row(id.0, item),
        url: None,
        guid: None,
        authors: Vec::new(),
        outlet: None,
        updated: None,
        language: None,
        tags: Vec::new(),
        body: Body::from_text("The harbour is old.\n\nNobody knows how old the harbour is."),
        text_hash: "h".into(),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

#[test]
fn results_come_as_one_types_and_escape_brings_all_back() {
    let mut play = Play::new(ITEMS);
    play.keys("/");
    play.types("opens");
    play.keys("enter j l");
    let before = (play.app.list.query.clone(), play.selected().to_owned(), play.app.focus);
    play.keys("Q");
    play.types("har");
    assert_eq!(play.app.list.query.scope, Scope::Search("har*".into()));
    assert_eq!(play.titles(), ["Harbour opens", "Harbour closes", "Harbour bridge sinks"]);
    assert_eq!(play.app.list.query.order, Order::Best);
    assert_eq!((play.app.list.query.now, play.app.list.counts.total), (NOW, 3));
    play.keys("esc");
    let after = (play.app.list.query.clone(), play.selected().to_owned(), play.app.focus);
    assert_eq!(before, after);
    assert_eq!(play.app.reader.as_ref().unwrap().article.row.title, before.1);
}

#[test]
fn every_key_asks_for_one_page_and_the_counts_come_later() {
    let mut play = Play::new(ITEMS);
    play.holding = true;
    play.keys("Q");
    let asked = play.types("harb");
    let pages = asked.iter().filter(|effect| matches!(effect, Effect::LoadPage(..))).count();
    assert_eq!((pages, asked.len()), (4, 4), "{asked:?}");
    // What came too late is dropped.
    let first = play.held.remove(0);
    let message = play.answer(first).unwrap();
    play.app.update(message);
    assert_eq!(play.titles().len(), 4);
    let last = play.held.pop().unwrap();
    let message = play.answer(last).unwrap();
    play.app.update(message);
    assert_eq!(play.titles().len(), 3);
}

#[test]
fn enter_keeps_what_was_found_and_escape_then_goes_back() {
    let mut play = Play::new(ITEMS);
    play.keys("j j Q");
    play.types("harbour ");
    play.keys("enter");
    assert_eq!(play.app.scope_title(), "search: harbour");
    assert!(play.app.prompt.is_none() && play.app.searching.is_none());
    play.keys("Q");
    play.types("bridge ");
    play.keys("enter");
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    play.keys("esc");
    assert_eq!((play.app.scope_title().as_str(), play.selected()), ("all", "Bridge opens"));
}

#[test]
fn a_fault_keeps_the_last_good_result_and_enter_waits_for_its_mending() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("bridge is:odd");
    let fault = play.app.searching.as_ref().unwrap().fault.clone().unwrap();
    assert_eq!(fault.span.of(play.line()), "odd");
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    play.keys("enter");
    assert_eq!(play.line(), "bridge is:odd");
    play.keys("ctrl-w enter");
    assert_eq!(play.app.search_text(), Some("bridge"));
}

#[test]
fn tab_completes_fields_and_values() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("fe");
    play.keys("tab");
    assert_eq!(play.line(), "feed:");
    play.keys("tab tab");
    assert_eq!(play.line(), "feed:Courier");
    play.keys("shift-tab");
    assert_eq!(play.line(), "feed:Gazette");
    play.types(" is:u");
    play.keys("tab");
    assert_eq!(play.line(), "feed:Gazette is:unread");
}

#[test]
fn earlier_searches_come_back_with_up() {
    let mut play = Play::new(ITEMS);
    for text in ["harbour ", "bridge "] {
        play.keys("Q");
        play.types(text);
        play.keys("enter");
    }
    play.keys("esc Q up");
    assert_eq!(play.line(), "bridge");
    play.keys("up");
    assert_eq!(play.line(), "harbour");
    play.keys("up down");
    assert_eq!(play.line(), "bridge");
    let mut again = Play::new(ITEMS);
    again.app.recall_searches(Some("harbour\nbridge"));
    again.keys("Q up up enter");
    assert_eq!(again.titles().len(), 3);
}

#[test]
fn a_search_by_command_is_shown_or_refused() {
    let mut play = Play::new(ITEMS);
    let effects = play.app.search_for("bridge");
    play.world(effects);
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    let effects = play.app.search_for("older:soon");
    play.world(effects);
    assert!(play.status().starts_with("Not understood: "), "{}", play.status());
    assert_eq!(play.app.search_text(), Some("bridge"));
}

#[test]
fn hits_in_the_text_are_gone_through() {
    let mut play = Play::new(ITEMS);
    play.keys(";");
    assert_eq!(play.status(), "There is no search: Q searches.");
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter l ;");
    assert_eq!(play.status(), "Hit 1 of 2.");
    play.keys("; ;");
    assert_eq!(play.status(), "This is the last hit.");
    play.keys("alt-;");
    assert_eq!(play.status(), "Hit 1 of 2.");
    play.keys("h esc");
    assert!(play.app.reader.as_ref().unwrap().hits.spans.is_empty());
}

#[test]
fn a_search_is_saved_under_a_name_and_stands_among_the_feeds() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter W");
    play.types("Port");
    play.keys("enter");
    assert_eq!(play.status(), "Search saved as “Port”.");
    assert_eq!(play.app.list.query.scope, Scope::Saved(QueryId(1)));
    play.keys("F k k k");
    let Some(Overlay::Feeds(picker)) = &play.app.overlay else { panic!("no feeds") };
    assert!(picker.choices.iter().any(|choice| choice.scope == Scope::Saved(QueryId(1))));
    play.keys("esc U");
    assert_eq!(play.status(), "Undo: “Port” is not saved any more.");
    assert!(play.saved.is_empty());
    play.keys("ctrl-r");
    assert_eq!(play.saved.len(), 1);
}

#[test]
fn the_same_name_replaces_and_that_is_undone() {
    let mut play = Play::new(ITEMS);
    play.saved = vec![SavedQuery { id: QueryId(4), title: "Port".into(), text: "old".into() }];
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter W");
    play.types("Port");
    play.keys("enter");
    assert_eq!((play.saved.len(), play.saved[0].text.as_str()), (1, "harbour"));
    play.keys("U");
    assert_eq!(play.saved[0].text, "old");
}

#[test]
fn saved_queries_are_renamed_edited_and_removed_in_the_pane() {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.saved = vec![SavedQuery { id: QueryId(4), title: "Port".into(), text: "harbour".into() }];
    play.keys("B j j j n ctrl-u");
    play.types("Docks");
    play.keys("enter");
    assert_eq!(play.saved[0].title, "Docks");
    play.keys("e");
    assert_eq!(play.line(), "harbour");
    play.types(" bridge ");
    play.keys("enter");
    assert_eq!(play.saved[0].text, "harbour bridge");
    assert_eq!(play.app.scope_title(), "Docks");
    play.keys("h x");
    assert!(play.saved.is_empty(), "{}", play.status());
    assert_eq!(play.app.search_text(), Some("harbour bridge"), "what is shown stays");
    play.keys("U");
    assert_eq!(play.saved.len(), 1);
}

#[test]
fn a_search_refreshes_the_feeds_that_its_articles_come_from() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("bridge ");
    let asked = play.keys("enter r");
    let wanted = asked.iter().find_map(|effect| match effect {
        Effect::Refresh(_, wanted) => Some(wanted.clone()),
        _ => None,
    });
    assert_eq!(wanted, Some(Wanted::These(vec![FeedId(2), FeedId(3)])));
}

#[test]
fn the_pane_shows_what_is_chosen_and_folds() {
    let mut play = Play::sized(ITEMS, 200, 50);
    let asked = play.keys("B");
    assert!(asked.contains(&Effect::Remember("feeds-pane", "open".into())));
    assert_eq!(play.app.focus, Focus::Feeds);
    let shown = |play: &Play| -> String {
        let rows = play.app.shelf.rows.iter().map(|row| row.title.clone());
        rows.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&play), "All articles Starred #sea Gazette Feeds Courier Wire");
    let asked = play.keys("j j z");
    assert_eq!(shown(&play), "All articles Starred #sea Feeds Courier Wire");
    assert!(asked.contains(&Effect::Remember("feeds-folded", "#sea\ntags".into())), "{asked:?}");
    play.keys("l j h h j");
    assert_eq!(shown(&play), "All articles Starred #sea Feeds Courier Wire");
    play.keys("j j enter");
    assert_eq!((play.app.scope_title().as_str(), play.app.focus), ("Wire", Focus::List));
    assert_eq!(play.titles(), ["Harbour bridge sinks"]);
    play.keys("B");
    assert!(play.app.layout().unwrap().feeds.is_none());
}

#[test]
fn feeds_are_managed_in_the_pane_as_in_their_screen() {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.keys("B j j j j j");
    assert_eq!(play.app.shelf.row().unwrap().title, "Courier");
    let asked = play.keys("p");
    assert!(matches!(asked[..], [Effect::SetFeedSettings(_, FeedId(2), _), ..]), "{asked:?}");
    let asked = play.keys("J");
    assert!(matches!(asked[..], [Effect::MoveFeed(_, FeedId(2), None), ..]), "{asked:?}");
    let asked = play.keys("r");
    assert!(matches!(&asked[..], [Effect::Refresh(_, Wanted::These(ids)), ..] if ids.len() == 1));
    let asked = play.keys("A");
    let Some(Effect::SetReadIn(_, query, Range::All, true)) = asked.first() else { panic!() };
    assert_eq!(query.scope, Scope::Feed(FeedId(2)));
    play.keys("g g p");
    assert_eq!(play.status(), "Choose a feed first.");
}

#[test]
fn on_a_narrow_screen_the_pane_takes_the_lists_place() {
    let mut play = Play::sized(ITEMS, 80, 24);
    play.keys("B");
    let layout = play.app.layout().unwrap();
    assert!(layout.feeds.is_some() && layout.list.is_none());
    play.keys("G enter");
    assert!(play.app.layout().unwrap().list.is_some());
    assert_eq!(play.app.scope_title(), "Wire");
    play.keys("h");
    assert_eq!(play.app.focus, Focus::Feeds);
    play.keys("tab");
    assert_eq!(play.app.focus, Focus::List);
}

#[test]
fn a_click_in_the_pane_shows_that_feed() {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.keys("B l");
    let effects = play.app.update(Message::Mouse(Mouse::Click(6, 7)));
    play.world(effects);
    assert_eq!(play.app.scope_title(), "Courier");
}

#[test]
fn the_next_unread_article_is_found_in_the_next_feed() {
    let mut play = Play::new(ITEMS);
    let effects = play.app.set_scope(Scope::Feed(FeedId(1)));
    play.world(effects);
    play.keys(">");
    assert_eq!(
        (play.app.scope_title().as_str(), play.selected()),
        ("Wire", "Harbour bridge sinks")
    );
    assert_eq!(play.status(), "On to “Wire”.");
    play.keys("<");
    assert_eq!((play.app.scope_title().as_str(), play.selected()), ("Gazette", "Harbour opens"));
    play.keys("u g g");
    let effects = play.app.set_scope(Scope::Feed(FeedId(3)));
    play.world(effects);
    play.keys("u >");
    assert_eq!(play.status(), "No unread article below.");
}

#[test]
fn the_next_unread_article_is_found_beyond_the_window() {
    let mut items = vec![(1, "Old news", false); 500];
    items[0].2 = true;
    items[430] = (1, "Far away", true);
    let mut play = Play::new(&items);
    let asked = play.keys(">");
    assert_eq!((play.selected(), play.app.list.position()), ("Far away", 431));
    let sought = asked.iter().any(|effect| matches!(effect, Effect::LoadPage(_, _, _, 1)));
    assert!(sought, "one row is asked for, not all that lies between");
    play.keys("<");
    assert_eq!(play.app.list.position(), 1);
}

#[test]
fn reading_on_goes_on_in_the_next_feed() {
    let mut play = Play::new(ITEMS);
    let effects = play.app.set_scope(Scope::Feed(FeedId(1)));
    play.world(effects);
    let asked = play.keys("l space");
    assert_eq!((play.app.scope_title().as_str(), play.app.focus), ("Wire", Focus::Body));
    assert!(matches!(asked.last(), Some(Effect::Wake(_, 1000))), "it counts as opened: {asked:?}");
}

#[test]
fn orders_take_turns_and_the_best_match_is_for_searches() {
    let mut play = Play::new(ITEMS);
    play.keys("alt-o");
    assert_eq!((play.selected(), play.status()), ("Harbour bridge sinks", "Order: oldest first."));
    play.keys("alt-o alt-o alt-o alt-o alt-o");
    assert_eq!(play.app.list.query.order, Order::Newest);
    let effects = play.app.sort_by(Order::Best);
    assert!(effects.is_empty());
    let effects = play.app.sort_by(Order::Oldest);
    play.world(effects);
    play.keys("Q");
    play.types("harbour ");
    assert_eq!(play.app.list.query.order, Order::Best);
    play.keys("enter esc");
    assert_eq!(play.app.list.query.order, Order::Oldest);
}

#[test]
fn a_list_that_was_counted_too_long_is_not_asked_for_without_end() {
    let mut play = Play::new(ITEMS);
    play.app.list.counts = Counts { total: 9, unread: 9 };
    let asked = play.keys("j");
    let pages = asked.iter().filter(|effect| matches!(effect, Effect::LoadPage(..))).count();
    assert_eq!((pages, play.app.list.counts.total), (1, 4));
}

#[test]
fn what_is_opened_keeps_its_place_in_the_order_and_what_was_found_in_it() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter enter j");
    assert!(play.app.list.rows.iter().all(|row| row.snippet.is_some()));
    play.keys("esc esc alt-o");
    assert_eq!(play.app.list.query.order, Order::Oldest);
    play.keys("enter");
    let asked = play.keys("]");
    let below = asked.iter().find_map(|effect| match effect {
        Effect::SetReadIn(_, _, Range::Below(cursor), true) => Some(*cursor),
        _ => None,
    });
    let first = &play.app.list.rows[0];
    assert_eq!(below, Some(Cursor { key: -first.sort_key, id: first.id }));
}
