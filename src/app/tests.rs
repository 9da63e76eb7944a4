//! Messages in, effects out: the reader without a screen.

use crate::domain::{
    Analysis, Article, ArticleId, ArticleRow, Attribution, Body, Counts, Cursor, Edge, Entity,
    EntityKind, FeedId, FeedOrigin, FeedRow, Mode, Page, Query, Range, Scope, Source, SourceId,
    SourceKind, Span, TextSource,
};

use super::list::PAGE;
use super::*;

/// A reader with its world played by the test: a list of `total` articles that all hold `TEXT`.
pub(super) struct Play {
    pub(super) app: App,
    pub(super) total: u64,
    pub(super) log: Vec<Effect>,
    /// Articles that are gone.
    pub(super) gone: Vec<ArticleId>,
}

pub(super) const TEXT: &str = "\"We left,\" said Ann Lee. She denied the rest.\n\nBob Ray says it rained.\n\nNobody spoke here at all.\n\n\"Twice,\" Lee added.";

fn span(piece: &str, nth: usize) -> Span {
    let (start, _) = TEXT.match_indices(piece).nth(nth).expect("the piece is in the text");
    Span::new(start, start + piece.len())
}

fn attribution(source: Span, cue: Span, content: Span, id: u32, kind: Mode) -> Attribution {
    Attribution {
        kind,
        source: vec![source],
        cue: vec![cue],
        content: vec![content],
        source_id: Some(SourceId(id)),
        confidence: 0.9,
    }
}

fn analysis() -> Analysis {
    let person = |name: &str| Source {
        kind: SourceKind::Person,
        name: name.into(),
        description: None,
        entity: None,
    };
    let entity = |name: &str, mentions: Vec<Span>| Entity {
        kind: EntityKind::Person,
        name: name.into(),
        mentions,
    };
    Analysis {
        language: None,
        sentences: Vec::new(),
        entities: vec![
            entity("Ann Lee", vec![span("Ann Lee", 0), span("Lee", 1)]),
            entity("Bob Ray", vec![span("Bob Ray", 0)]),
        ],
        sources: vec![person("Ann Lee"), person("Bob Ray")],
        corrected: Vec::new(),
        attributions: vec![
            attribution(
                span("Ann Lee", 0),
                span("said", 0),
                span("\"We left,\"", 0),
                0,
                Mode::Direct,
            ),
            attribution(span("She", 0), span("denied", 0), span("the rest", 0), 0, Mode::Indirect),
            attribution(
                span("Bob Ray", 0),
                span("says", 0),
                span("it rained", 0),
                1,
                Mode::Indirect,
            ),
            attribution(span("Lee", 1), span("added", 0), span("\"Twice,\"", 0), 0, Mode::Direct),
        ],
    }
}

fn row(number: u64) -> ArticleRow {
    ArticleRow {
        id: ArticleId(number as i64),
        feed: FeedId(1),
        feed_title: "Gazette".into(),
        title: format!("Article {number}"),
        published: None,
        sort_key: 1_000_000 - number as i64,
        unread: true,
        starred: false,
        attributions: None,
        words: 20,
        sourcing: None,
        order_key: 1_000_000 - number as i64,
        snippet: None,
    }
}

impl Play {
    pub(super) fn new(total: u64) -> Play {
        Play::sized(total, 120, 36)
    }

    pub(super) fn sized(total: u64, columns: u16, rows: u16) -> Play {
        let app = App::new(Keymap::standard(), Settings::default());
        let mut play = Play { app, total, log: Vec::new(), gone: Vec::new() };
        let effects = play.app.start(Size { columns, rows }, 2_000_000);
        play.world(effects);
        play
    }

    /// Plays the world until nothing is left to be done. Wakes are logged, not answered.
    pub(super) fn world(&mut self, effects: Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            self.log.push(effect.clone());
            if let Some(message) = self.reply(effect) {
                waiting.extend(self.app.update(message));
            }
        }
    }

    fn reply(&self, effect: Effect) -> Option<Message> {
        Some(match effect {
            Effect::LoadPage(request, query, edge, limit) => {
                Message::Page(request, self.page(&query, edge, limit as u64))
            }
            Effect::LoadCounts(request, query) => {
                let total = if query.filter == "nothing" { 0 } else { self.total };
                Message::Counts(request, Counts { total, unread: total })
            }
            Effect::LoadArticle(request, id) if self.gone.contains(&id) => {
                Message::Article(request, None)
            }
            Effect::LoadArticle(request, id) => {
                Message::Article(request, Some(Box::new((article(id), Some(analysis())))))
            }
            Effect::LoadFeeds(request) => Message::Feeds(request, vec![feed()], Vec::new()),
            Effect::SetRead(request, ids, _) | Effect::SetStarred(request, ids, _) => {
                Message::Changed(request, ids)
            }
            Effect::SetReadIn(request, _, range, _) => {
                let place = |cursor: Cursor| cursor.id.0 as u64;
                let changed = match range {
                    Range::All => 1..=self.total,
                    Range::Above(cursor) => 1..=place(cursor) - 1,
                    Range::Below(cursor) => place(cursor) + 1..=self.total,
                };
                Message::Changed(request, changed.map(|n| ArticleId(n as i64)).collect())
            }
            Effect::RemoveFeed(request, _) | Effect::RestoreFeed(request, _) => {
                Message::FeedChanged(request)
            }
            _ => return None,
        })
    }

    fn page(&self, query: &Query, edge: Edge, limit: u64) -> Page {
        if query.filter == "nothing" {
            return Page::default();
        }
        let place = |cursor: Cursor| cursor.id.0 as u64;
        let (from, to) = match edge {
            Edge::Start => (1, limit),
            Edge::End => ((self.total + 1).saturating_sub(limit).max(1), self.total),
            Edge::After(cursor) => (place(cursor) + 1, place(cursor) + limit),
            Edge::Before(cursor) => (place(cursor).saturating_sub(limit).max(1), place(cursor) - 1),
            Edge::Around(cursor) => {
                (place(cursor).saturating_sub(limit / 2).max(1), place(cursor) + limit / 2)
            }
        };
        Page { rows: (from..=to.min(self.total)).map(row).collect(), offset: from - 1 }
    }

    /// Types keys; the world answers. What was asked of it is returned.
    pub(super) fn keys(&mut self, keys: &str) -> Vec<Effect> {
        self.log.clear();
        for key in Key::parse_sequence(keys).expect("keys are well written") {
            let effects = self.app.update(Message::Key(key));
            self.world(effects);
        }
        self.log.clone()
    }

    pub(super) fn send(&mut self, message: Message) {
        let effects = self.app.update(message);
        self.world(effects);
    }

    pub(super) fn title(&self) -> &str {
        self.app.reader.as_ref().map_or("", |reader| &reader.article.row.title)
    }

    pub(super) fn current(&self) -> &str {
        let reader = self.app.reader.as_ref().expect("an article is open");
        let found = reader.current_attribution().expect("a statement is current");
        found.content[0].of(TEXT)
    }

    pub(super) fn status(&self) -> &str {
        self.app.status.as_ref().map_or("", |status| &status.text)
    }
}

fn article(id: ArticleId) -> Article {
    Article {
        row: row(id.0 as u64),
        url: None,
        guid: None,
        authors: Vec::new(),
        outlet: None,
        updated: None,
        language: None,
        tags: Vec::new(),
        body: Body::from_text(TEXT),
        text_hash: "h".into(),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

fn feed() -> FeedRow {
    let origin = FeedOrigin::Path("/news".into());
    FeedRow {
        id: FeedId(1),
        title: "Gazette".into(),
        origin,
        total: 3,
        unread: 3,
        subscription: None,
    }
}

#[test]
fn the_first_article_is_shown_beside_the_list() {
    let play = Play::new(3);
    assert_eq!(play.app.focus, Focus::List);
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn moving_in_the_list_shows_the_next_article() {
    let mut play = Play::new(3);
    play.keys("j j");
    assert_eq!(play.title(), "Article 3");
    play.keys("j");
    assert_eq!(play.status(), "This is the last article.");
    play.keys("g g");
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn a_stale_article_is_dropped() {
    let mut play = Play::new(3);
    let late = play.app.update(Message::Key(Key::parse("j").unwrap()));
    let soon = play.app.update(Message::Key(Key::parse("j").unwrap()));
    play.world(soon);
    play.world(late);
    assert_eq!(play.title(), "Article 3");
}

#[test]
fn a_long_list_is_loaded_a_page_at_a_time_in_both_directions() {
    let mut play = Play::new(5_000);
    assert_eq!(play.app.list.rows.len(), PAGE);
    for _ in 0..600 {
        play.keys("j");
    }
    assert_eq!(play.title(), "Article 601");
    assert_eq!(play.app.list.position(), 601);
    play.keys("G");
    assert_eq!(play.title(), "Article 5000");
    for _ in 0..600 {
        play.keys("k");
    }
    assert_eq!(play.title(), "Article 4400");
    assert_eq!(play.app.list.position(), 4400);
    assert!(play.app.list.rows.len() <= 1_200);
    play.keys("home");
    assert_eq!((play.title(), play.app.list.position()), ("Article 1", 1));
}

#[test]
fn an_opened_article_is_marked_read_after_a_moment_and_a_passed_one_is_not() {
    let mut play = Play::new(3);
    assert!(!play.keys("j").iter().any(|effect| matches!(effect, Effect::Wake(..))));
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, 1000)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.send(Message::Woke(request));
    assert!(!play.app.list.rows[1].unread);
    assert_eq!(play.status(), "1 article marked read.");
    play.keys("U");
    assert!(play.app.list.rows[1].unread);
}

#[test]
fn leaving_before_the_moment_has_passed_leaves_an_article_unread() {
    let mut play = Play::new(3);
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.keys("J");
    play.send(Message::Woke(request));
    assert!(play.app.list.rows[0].unread);
}

#[test]
fn quotes_follow_one_another_and_the_sources_pane_follows_them() {
    let mut play = Play::new(1);
    play.keys("n");
    assert_eq!(play.current(), "\"We left,\"");
    play.keys("n n");
    assert_eq!(play.current(), "it rained");
    assert_eq!(play.app.side.selected, Some(Item::Statement(2)));
    play.keys("n n");
    assert_eq!((play.current(), play.status()), ("\"Twice,\"", "This is the last statement."));
    play.keys("N");
    assert_eq!(play.current(), "it rained");
}

#[test]
fn statements_of_one_source_go_round() {
    let mut play = Play::new(1);
    play.keys("n s");
    assert_eq!(play.current(), "the rest");
    play.keys("s");
    assert_eq!(play.current(), "\"Twice,\"");
    play.keys("s");
    assert_eq!(play.current(), "\"We left,\"");
    play.keys("S");
    assert_eq!(play.current(), "\"Twice,\"");
    play.keys(") ");
    assert_eq!((play.current(), play.status()), ("it rained", ""));
    play.keys("s");
    assert_eq!(play.status(), "No other statement of this source.");
}

#[test]
fn entities_and_their_mentions_are_visited() {
    let mut play = Play::new(1);
    play.keys("e");
    assert_eq!(play.status(), "Ann Lee: mention 1 of 2");
    play.keys("m");
    assert_eq!(play.status(), "Ann Lee: mention 2 of 2");
    play.keys("e");
    assert_eq!(play.status(), "Bob Ray: mention 1 of 1");
    play.keys("E M");
    assert_eq!(play.status(), "Ann Lee: mention 2 of 2");
}

#[test]
fn the_sources_pane_leads_the_body() {
    let mut play = Play::new(1);
    play.keys("tab tab j");
    assert_eq!(play.app.focus, Focus::Sources);
    assert_eq!(play.current(), "\"We left,\"");
    play.keys("j j j j enter");
    assert_eq!((play.current(), play.app.focus), ("it rained", Focus::Body));
}

#[test]
fn marks_are_undone_and_redone() {
    let mut play = Play::new(9);
    let unread = |play: &Play| play.app.list.rows.iter().filter(|row| row.unread).count();
    play.keys("j j j [");
    assert_eq!((unread(&play), play.status()), (6, "3 articles marked read."));
    play.keys("]");
    assert_eq!(unread(&play), 1);
    play.keys("u *");
    assert_eq!(unread(&play), 0);
    assert!(play.app.list.rows[3].starred);
    play.keys("U U");
    assert!(!play.app.list.rows[3].starred);
    assert_eq!(unread(&play), 1);
    play.keys("U U");
    assert_eq!(unread(&play), 9);
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
    play.keys("ctrl-r ctrl-r");
    assert_eq!(unread(&play), 1);
    play.keys("U U A");
    assert_eq!(unread(&play), 0);
}

#[test]
fn the_filter_is_typed_live_and_escape_gives_the_list_back() {
    let mut play = Play::new(3);
    play.keys("j");
    let asked = play.keys("/ n o t h i n g");
    let filters: Vec<&str> = asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::LoadPage(_, query, ..) => Some(query.filter.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(filters, ["n", "no", "not", "noth", "nothi", "nothin", "nothing"]);
    assert!(play.app.list.rows.is_empty());
    assert_eq!(play.title(), "");
    play.keys("esc");
    assert_eq!(play.app.list.rows.len(), 3);
    assert_eq!(play.app.prompt, None);
}

#[test]
fn a_feed_is_chosen_removed_and_brought_back() {
    let mut play = Play::new(3);
    play.keys("F j j enter");
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(1)));
    assert_eq!(play.app.scope_title(), "Gazette");
    let asked = play.keys("D");
    assert!(asked.iter().any(|effect| matches!(effect, Effect::RemoveFeed(_, FeedId(1)))));
    assert_eq!(play.app.list.query.scope, Scope::All);
    assert_eq!(play.status(), "Feed “Gazette” removed.");
    let asked = play.keys("U");
    assert!(asked.iter().any(|effect| matches!(effect, Effect::RestoreFeed(_, FeedId(1)))));
}

#[test]
fn a_resized_screen_keeps_its_place() {
    let mut play = Play::sized(1, 80, 12);
    play.keys("enter j j j");
    let reader = play.app.reader.as_ref().unwrap();
    let first = reader.lines[reader.top].span().unwrap();
    let before = first.of(TEXT).to_string();
    for (columns, rows) in [(40, 10), (200, 11), (41, 10), (39, 5), (80, 12)] {
        play.send(Message::Resize(Size { columns, rows }));
    }
    let reader = play.app.reader.as_ref().unwrap();
    assert_eq!(reader.lines[reader.top].span().unwrap().of(TEXT), before);
}

#[test]
fn space_reads_on_to_the_next_unread_article() {
    let mut play = Play::new(3);
    play.keys("enter space");
    assert_eq!(play.title(), "Article 2");
    assert!(!play.app.list.rows[0].unread);
    assert_eq!(play.app.focus, Focus::Body);
}

#[test]
fn an_analysis_that_comes_later_is_shown_and_one_of_another_text_is_not() {
    let mut play = Play::new(1);
    let late = |hash: &str| Message::Analysed(ArticleId(1), hash.into(), Box::default());
    play.send(late("other"));
    assert!(!play.app.reader.as_ref().unwrap().runs.is_empty());
    play.send(late("h"));
    assert!(play.app.reader.as_ref().unwrap().runs.is_empty());
    assert_eq!(play.app.list.rows[0].attributions, Some(0));
}

#[test]
fn a_failure_is_said_and_the_next_key_works() {
    let mut play = Play::new(3);
    let effects = play.app.update(Message::Key(Key::parse("u").unwrap()));
    let Some(Effect::SetRead(request, ..)) = effects.first() else { panic!("{effects:?}") };
    play.send(Message::Failed(Some(*request), "the disk is full".into()));
    assert_eq!(play.status(), "the disk is full");
    assert!(play.app.list.rows[0].unread);
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
}

#[test]
fn news_from_outside_keeps_the_selected_article_where_it_is() {
    let mut play = Play::new(50);
    play.keys("j j j j j");
    play.send(Message::StoreChanged);
    assert_eq!(play.title(), "Article 6");
    assert_eq!(play.app.list.position(), 6);
}

#[test]
fn an_unknown_key_says_so_and_a_sequence_waits() {
    let mut play = Play::new(3);
    play.keys("Z");
    assert_eq!(play.status(), "Z does nothing here; ? shows the keys");
    play.keys("j j g");
    assert_eq!(play.title(), "Article 3");
    play.keys("g");
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn mouse_clicks_select_and_the_wheel_scrolls() {
    let mut play = Play::new(30);
    play.send(Message::Mouse(Mouse::Click(5, 7)));
    assert_eq!((play.title(), play.app.focus), ("Article 3", Focus::List));
    play.send(Message::Mouse(Mouse::Click(36, 3)));
    assert_eq!((play.current(), play.app.focus), ("\"We left,\"", Focus::Body));
    play.send(Message::Mouse(Mouse::Click(90, 5)));
    assert_eq!(play.app.focus, Focus::Sources);
    play.send(Message::Mouse(Mouse::WheelDown(5, 5)));
    assert!(play.app.list.selected >= 2);
}

#[test]
fn a_resized_screen_keeps_the_current_statement_in_view() {
    let mut play = Play::sized(1, 120, 36);
    play.keys("enter n n n");
    assert_eq!(play.current(), "it rained");
    for (columns, rows) in [(80, 12), (40, 10), (60, 10)] {
        play.send(Message::Resize(Size { columns, rows }));
        assert!(play.app.reader.as_ref().unwrap().current_in_view(), "{columns}x{rows}");
    }
    play.keys("n");
    assert_eq!(play.current(), "\"Twice,\"");
}

#[test]
fn undo_and_redo_say_which_they_are() {
    let mut play = Play::new(3);
    play.keys("u U");
    assert_eq!(play.status(), "Undo: 1 article marked unread.");
    play.keys("ctrl-r");
    assert_eq!(play.status(), "Redo: 1 article marked read.");
}

#[test]
fn a_second_filter_begins_afresh_and_keeps_the_first_until_then() {
    let mut play = Play::new(3);
    play.keys("/ a enter /");
    assert_eq!(play.app.list.query.filter, "a");
    play.keys("b");
    assert_eq!(play.app.list.query.filter, "b");
}

#[test]
fn an_empty_list_opens_nothing_and_says_so() {
    let mut play = Play::sized(3, 80, 24);
    play.keys("/ n o t h i n g enter enter");
    assert_eq!((play.app.focus, play.status()), (Focus::List, "There is no article to open."));
}

#[test]
fn reading_marks_an_article_without_talking_over_the_statement() {
    let mut play = Play::new(3);
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.keys("n");
    play.send(Message::Woke(request));
    assert!(!play.app.list.rows[0].unread);
    assert_eq!(play.status(), "");
}

#[test]
fn the_mouse_takes_an_old_message_away() {
    let mut play = Play::new(3);
    play.keys("Z");
    assert_ne!(play.status(), "");
    play.send(Message::Mouse(Mouse::Click(36, 3)));
    assert_eq!(play.status(), "");
}
