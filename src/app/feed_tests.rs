//! Feeds in the reader: keys in, effects and words out.

use crate::domain::{
    Article, ArticleId, ArticleRow, Body, Counts, Cursor, Edge, FeedId, FeedInfo, FeedOrigin,
    FeedRow, FeedSettings, FeedState, Following, Page, Scope, Subscription, TextSource, Validators,
};

use super::*;

const NOW: i64 = 2_000_000;

/// A reader, and a world that answers reads at once and keeps what else it is asked.
struct Play {
    app: App,
    /// The articles, newest first: ids and what they are ordered by.
    articles: Vec<i64>,
    feeds: Vec<FeedRow>,
    asked: Vec<Effect>,
    analysing: Option<Effect>,
    page: Option<&'static str>,
    shown: TextSource,
    /// What the feed's text has become.
    edited: Option<&'static str>,
}

fn followed(id: i64, title: &str) -> FeedRow {
    let address = format!("https://{id}.example.org/feed");
    let subscription = Subscription {
        id: FeedId(id),
        address: address.clone(),
        title: title.into(),
        feed_title: title.into(),
        site: None,
        settings: FeedSettings::default(),
        validators: Validators::default(),
        fetched_at: Some(NOW - 3600),
        not_before: None,
        failures: 0,
        last_error: None,
    };
    FeedRow {
        id: FeedId(id),
        title: title.into(),
        origin: FeedOrigin::Address(address),
        total: 3,
        unread: 2,
        subscription: Some(Box::new(subscription)),
    }
}

fn folder(id: i64, title: &str) -> FeedRow {
    let origin = FeedOrigin::Path(format!("/news/{id}"));
    FeedRow { id: FeedId(id), title: title.into(), origin, total: 1, unread: 1, subscription: None }
}

fn offer(number: usize) -> Following {
    let address = format!("https://example.org/feed{number}");
    let info = FeedInfo {
        origin: FeedOrigin::Address(address),
        title: format!("Feed {number}"),
        site: None,
    };
    Following { info, own_title: None, settings: FeedSettings::default() }
}

fn row(id: i64) -> ArticleRow {
    ArticleRow {
        id: ArticleId(id),
        feed: FeedId(1 + id % 2),
        feed_title: "Gazette".into(),
        title: format!("Article {id}"),
        published: None,
        sort_key: 1000 + id,
        unread: true,
        starred: false,
        attributions: None,
        words: 9,
        sourcing: None,
        order_key: 1000 + id,
        snippet: None,
    }
}

const FEEDS_TEXT: &str = "The lead of the story.\n\nThe ferry left at nine in the morning.";

impl Play {
    fn new() -> Play {
        Play::with(Settings::default())
    }

    fn with(settings: Settings) -> Play {
        let app = App::new(Keymap::standard(), settings);
        let feeds = vec![followed(1, "Alder"), followed(2, "Birch"), folder(3, "Cedar")];
        let articles = (1..=60).rev().collect();
        let mut play = Play {
            app,
            articles,
            feeds,
            asked: Vec::new(),
            analysing: None,
            page: None,
            shown: TextSource::Feed,
            edited: None,
        };
        let effects = play.app.start(Size { columns: 120, rows: 36 }, NOW);
        play.world(effects);
        play
    }

    fn world(&mut self, effects: Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match self.answer(&effect) {
                Some(message) => waiting.extend(self.app.update(message)),
                None if matches!(effect, Effect::Analyse(_)) => self.analysing = Some(effect),
                None => self.asked.push(effect),
            }
        }
    }

    fn answer(&self, effect: &Effect) -> Option<Message> {
        Some(match effect {
            Effect::LoadPage(request, _, edge, limit) => {
                let place = |cursor: &Cursor| {
                    self.articles.iter().position(|id| *id <= cursor.id.0).unwrap_or(0)
                };
                let from = match edge {
                    Edge::Around(cursor) => place(cursor).saturating_sub(limit / 2),
                    Edge::After(cursor) => place(cursor) + 1,
                    _ => 0,
                };
                let rows = self.articles.iter().skip(from).take(*limit).map(|id| row(*id));
                Message::Page(*request, Page { rows: rows.collect(), offset: from as u64 })
            }
            Effect::LoadCounts(request, _) => {
                let total = self.articles.len() as u64;
                Message::Counts(*request, Counts { total, unread: total })
            }
            Effect::LoadArticle(request, id) => {
                Message::Article(*request, Some(Box::new((self.article(*id), None))))
            }
            Effect::LoadFeeds(request) => {
                Message::Feeds(*request, self.feeds.clone(), vec!["sea".into()])
            }
            Effect::LoadShelves(request) => Message::Shelves(*request, Shelves::default()),
            Effect::Wake(request, 700) => Message::Woke(*request),
            _ => return None,
        })
    }

    fn article(&self, id: ArticleId) -> Article {
        let text = self.page.filter(|_| self.shown == TextSource::Page);
        let text = text.or(self.edited).unwrap_or(FEEDS_TEXT);
        Article {
            row: row(id.0),
            url: Some("https://example.org/story".into()).filter(|_| id.0 != 59),
            guid: None,
            authors: Vec::new(),
            outlet: None,
            updated: None,
            language: None,
            tags: Vec::new(),
            body: Body::from_text(text),
            text_hash: format!("{:?} {:?}", self.shown, self.edited),
            enclosures: Vec::new(),
            text_source: self.shown,
            has_other_text: self.page.is_some(),
            place: None,
        }
    }

    /// Types keys; gives what was asked of the world beside reading.
    fn keys(&mut self, keys: &str) -> Vec<Effect> {
        self.asked.clear();
        for key in Key::parse_sequence(keys).unwrap() {
            let effects = self.app.update(Message::Key(key));
            self.world(effects);
        }
        std::mem::take(&mut self.asked)
    }

    fn types(&mut self, text: &str) -> &mut Play {
        for letter in text.chars() {
            let effects = self.app.update(Message::Key(Key::plain(Code::Char(letter))));
            self.world(effects);
        }
        self
    }

    fn send(&mut self, message: Message) -> Vec<Effect> {
        self.asked.clear();
        let effects = self.app.update(message);
        self.world(effects);
        std::mem::take(&mut self.asked)
    }

    fn status(&self) -> &str {
        self.app.status.as_ref().map_or("", |status| &status.text)
    }

    /// Adds the address that is typed; gives the request that looks at it.
    fn look_at(&mut self, address: &str) -> RequestId {
        self.keys("a");
        let asked = self.types(address).keys("enter");
        let [Effect::AddFeed(request, typed)] = &asked[..] else { panic!("{asked:?}") };
        assert_eq!(typed, address);
        *request
    }

    /// Starts a refresh; gives its request and what is wanted.
    fn refresh(&mut self, keys: &str) -> (RequestId, Wanted) {
        let asked = self.keys(keys);
        let [Effect::Refresh(request, wanted)] = &asked[..] else { panic!("{asked:?}") };
        (*request, wanted.clone())
    }

    /// What the list shows: the titles on its screen lines, the selected one marked.
    fn view(&self) -> Vec<String> {
        let list = &self.app.list;
        let mark = |index| if index == list.selected { ">" } else { "" };
        list.shown().map(|(index, row)| format!("{}{}", mark(index), row.title)).collect()
    }
}

fn tally(done: u64, total: u64, new: u64, updated: u64) -> Tally {
    Tally { done, total, new, updated, ..Tally::default() }
}

fn failed(titles: &[&str], tally: Tally) -> Tally {
    let failed = titles.iter().map(|title| ((*title).into(), "no answer".into())).collect();
    Tally { failed, ..tally }
}

// Adding.

#[test]
fn a_feeds_address_is_followed_at_once_shown_and_fetched() {
    let mut play = Play::new();
    let request = play.look_at("example.org/feed1");
    let asked = play.send(Message::Offered(request, vec![offer(1)]));
    let [Effect::Follow(follow, feed)] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(feed.info.title, "Feed 1");
    play.feeds.push(followed(7, "Feed 1"));
    let asked = play.send(Message::Added(*follow, FeedId(7), "Feed 1".into(), true));
    assert!(
        matches!(&asked[..], [Effect::Refresh(_, Wanted::These(ids))] if ids[..] == [FeedId(7)])
    );
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(7)));
    assert_eq!(play.app.scope_title(), "Feed 1");
    assert_eq!(play.status(), "Following “Feed 1”.");
    let asked = play.keys("U");
    assert!(
        matches!(&asked[..], [Effect::RemoveFeed(_, FeedId(7))]),
        "adding is undone: {asked:?}"
    );
}

#[test]
fn of_several_feeds_those_that_are_chosen_are_followed() {
    let mut play = Play::new();
    let request = play.look_at("example.org");
    play.send(Message::Offered(request, (1..=3).map(offer).collect()));
    assert!(matches!(&play.app.overlay, Some(Overlay::Offers(_))));
    let asked = play.keys("space space space enter");
    let titles: Vec<&str> = asked
        .iter()
        .map(|effect| match effect {
            Effect::Follow(_, feed) => feed.info.title.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(titles, ["Feed 1", "Feed 2", "Feed 3"]);
    for (place, effect) in asked.iter().enumerate() {
        let Effect::Follow(follow, feed) = effect else { panic!() };
        let id = FeedId(10 + place as i64);
        let asked = play.send(Message::Added(*follow, id, feed.info.title.clone(), place > 0));
        let refreshed = asked.iter().any(|effect| {
            matches!(effect, Effect::Refresh(_, Wanted::These(ids)) if ids[..] == [FeedId(11), FeedId(12)])
        });
        assert_eq!(refreshed, place == 2, "only when all are followed: {asked:?}");
    }
    assert_eq!(play.status(), "Following 2 more feeds.");
    assert_eq!(play.app.list.query.scope, Scope::All, "of several, none is gone to");
}

#[test]
fn without_a_choice_the_selected_feed_is_followed_and_escape_follows_none() {
    let mut play = Play::new();
    let request = play.look_at("example.org");
    play.send(Message::Offered(request, (1..=3).map(offer).collect()));
    let asked = play.keys("j enter");
    assert!(matches!(&asked[..], [Effect::Follow(_, feed)] if feed.info.title == "Feed 2"));
    let request = play.look_at("example.org");
    play.send(Message::Offered(request, (1..=3).map(offer).collect()));
    assert_eq!(play.keys("esc"), []);
    assert!(play.app.overlay.is_none());
}

#[test]
fn a_feed_that_is_followed_already_is_gone_to() {
    let mut play = Play::new();
    let request = play.look_at("1.example.org/feed");
    let asked = play.send(Message::Added(request, FeedId(1), "Alder".into(), false));
    assert_eq!(asked, []);
    assert_eq!(play.status(), "“Alder” is followed already.");
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(1)));
}

#[test]
fn where_no_feed_is_found_it_is_said_and_the_address_can_be_corrected() {
    let mut play = Play::new();
    let request = play.look_at("example.org/nothing");
    play.send(Message::Offered(request, Vec::new()));
    assert!(play.status().starts_with("No feed was found at example.org/nothing."));
    assert!(play.app.overlay.is_none());
    play.keys("a");
    assert_eq!(play.app.prompt.as_ref().unwrap().line.text, "example.org/nothing");
    let asked = play.keys("ctrl-w x enter");
    let [Effect::AddFeed(request, typed)] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(typed, "x");
    let told = "x: no such host; check the spelling";
    play.send(Message::Failed(Some(*request), told.into()));
    assert_eq!(play.status(), told);
    assert!(play.app.overlay.is_none());
}

#[test]
fn looking_is_stopped_by_escape_and_what_comes_later_is_dropped() {
    for key in ["esc", "ctrl-c"] {
        let mut play = Play::new();
        let request = play.look_at("example.org");
        assert_eq!(play.keys("j G u D"), [], "nothing else happens meanwhile");
        assert_eq!(play.keys(key), [Effect::Cancel(request)]);
        assert_eq!(play.status(), "Stopped; nothing was added.");
        assert_eq!(play.send(Message::Offered(request, vec![offer(1)])), []);
        assert!(play.app.overlay.is_none());
    }
}

#[test]
fn an_address_can_be_pasted_and_nothing_typed_asks_nothing() {
    let mut play = Play::new();
    play.keys("a");
    play.send(Message::Paste(" https://example.org/feed\n".into()));
    let asked = play.keys("enter");
    assert!(
        matches!(&asked[..], [Effect::AddFeed(_, typed)] if typed == "https://example.org/feed")
    );
    let mut play = Play::new();
    assert_eq!(play.keys("a enter"), []);
    assert_eq!(play.keys("a x esc"), []);
    assert!(play.app.prompt.is_none() && play.app.overlay.is_none());
}

// Refreshing.

#[test]
fn r_refreshes_the_feed_that_is_shown_or_that_of_the_article() {
    let these = |id| Wanted::These(vec![FeedId(id)]);
    let mut play = Play::new();
    assert_eq!(play.refresh("j r").1, these(2), "the selected article's");
    let mut play = Play::new();
    assert_eq!(play.refresh("F j j enter j r").1, these(1), "the chosen one");
    let mut play = Play::new();
    assert_eq!(play.refresh("F j j j r").1, these(2), "the one selected in the screen of feeds");
    let mut play = Play::new();
    assert_eq!(play.refresh("F r").1, Wanted::All);
    let mut play = Play::new();
    play.articles.clear();
    assert_eq!(play.refresh("/ x r esc r").1, Wanted::All, "where nothing is shown, all");
    let mut play = Play::new();
    assert_eq!(play.keys("F j j j j r"), []);
    assert_eq!(play.status(), "“Cedar” is not fetched from an address.");
}

#[test]
fn a_tag_refreshes_the_feeds_that_have_it() {
    let mut play = Play::new();
    assert_eq!(play.keys("F G r"), []);
    assert_eq!(play.status(), "No feed has the tag #sea.");
    play.feeds[1].subscription.as_mut().unwrap().settings.tags = vec!["sea".into()];
    assert_eq!(play.refresh("esc F G r").1, Wanted::These(vec![FeedId(2)]));
}

#[test]
fn what_a_refresh_brought_is_said() {
    let cases = [
        (tally(9, 9, 12, 3), "12 new, 3 updated."),
        (tally(9, 9, 0, 0), "Nothing new."),
        (failed(&["A", "B"], tally(9, 9, 12, 0)), "12 new, 2 feeds failed (F shows why)."),
        (failed(&["A"], tally(9, 9, 0, 0)), "1 feed failed (F shows why)."),
        (failed(&["A"], tally(1, 1, 0, 0)), "“A” could not be refreshed: no answer"),
        (tally(0, 0, 0, 0), "There is no feed to refresh; a adds one."),
        (Tally { not_due: 3, ..Tally::default() }, "No feed is due yet; r asks one all the same."),
    ];
    for (tally, expected) in cases {
        let mut play = Play::new();
        let (request, wanted) = play.refresh("R");
        assert_eq!(wanted, Wanted::All);
        play.send(Message::Refreshing(request, Tally { done: 0, ..tally.clone() }));
        play.send(Message::Refreshed(request, tally));
        assert_eq!(play.status(), expected);
        assert!(play.app.refreshing.is_none());
    }
    let mut play = Play::new();
    let (request, _) = play.refresh("r");
    let skipped = vec![("Birch".into(), "it is paused".into())];
    play.send(Message::Refreshed(request, Tally { skipped, ..Tally::default() }));
    assert_eq!(play.status(), "“Birch” was not asked: it is paused");
}

#[test]
fn a_second_refresh_says_that_one_goes_on_and_another_feed_comes_next() {
    let mut play = Play::new();
    let (first, _) = play.refresh("R");
    play.send(Message::Refreshing(first, tally(3, 9, 1, 0)));
    assert_eq!(play.keys("R"), []);
    assert_eq!(play.status(), "A refresh is going on, 3 of 9; ctrl-c stops it.");
    assert_eq!(play.keys("r j r"), []);
    assert_eq!(play.status(), "A refresh is going on, 3 of 9; ctrl-c stops it. This comes next.");
    let asked = play.send(Message::Refreshed(first, tally(9, 9, 1, 0)));
    let [Effect::Refresh(_, Wanted::These(feeds))] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(feeds[..], [FeedId(1), FeedId(2)]);
}

#[test]
fn control_c_stops_a_refresh_and_only_then_quits() {
    let mut play = Play::new();
    let (request, _) = play.refresh("R");
    assert_eq!(play.keys("ctrl-c"), [Effect::Cancel(request)]);
    assert_eq!(play.keys("ctrl-c esc"), [], "it is stopping");
    play.send(Message::Refreshed(request, tally(4, 9, 2, 0)));
    assert_eq!(play.status(), "Stopped after 4 of 9: 2 new.");
    assert_eq!(play.keys("ctrl-c").last(), Some(&Effect::Quit));
}

#[test]
fn a_refresh_that_fails_altogether_is_said_and_the_next_can_begin() {
    let mut play = Play::new();
    let (request, _) = play.refresh("R");
    play.send(Message::Failed(Some(request), "the disk is full".into()));
    assert_eq!(play.status(), "the disk is full");
    play.refresh("R");
}

#[test]
fn nothing_is_refreshed_unless_somebody_asks_or_it_is_configured() {
    let mut play = Play::new();
    assert!(play.asked.is_empty(), "{:?}", play.asked);
    assert_eq!(play.keys("F esc j enter"), [Effect::Wake(play.app.awaited.wake, 1000)]);
    let on_start = Settings { refresh_on_start: true, ..Settings::default() };
    assert!(matches!(&Play::with(on_start).asked[..], [Effect::Refresh(_, Wanted::All)]));
}

#[test]
fn what_is_due_is_refreshed_by_itself_and_says_only_what_is_new() {
    let mut play = Play::with(Settings { refresh_every: Some(7200), ..Settings::default() });
    let wake = |play: &mut Play, asked: &[Effect]| {
        let Some(Effect::Wake(request, 60_000)) = asked.last() else { panic!("{asked:?}") };
        play.send(Message::Woke(*request))
    };
    let begun = std::mem::take(&mut play.asked);
    let later = wake(&mut play, &begun);
    assert!(matches!(&later[..], [Effect::Wake(..)]), "not due yet: {later:?}");
    play.send(Message::Clock(NOW + 3600));
    let due = wake(&mut play, &later);
    let [Effect::Wake(..), Effect::Refresh(request, Wanted::Due)] = due[..] else {
        panic!("{due:?}")
    };
    play.send(Message::Refreshed(request, failed(&["A"], tally(2, 2, 0, 0))));
    assert_eq!(play.status(), "", "nobody asked");
    let again = wake(&mut play, &due[..1]);
    let [Effect::Wake(..), Effect::Refresh(request, Wanted::Due)] = again[..] else {
        panic!("{again:?}")
    };
    play.send(Message::Refreshed(request, tally(2, 2, 4, 0)));
    assert_eq!(play.status(), "4 new.");
}

#[test]
fn a_feeds_own_interval_counts_and_paused_feeds_are_left_alone() {
    let mut play = Play::new();
    let set = |play: &mut Play, interval, state, not_before| {
        let subscription = play.feeds[0].subscription.as_mut().unwrap();
        subscription.settings = FeedSettings { interval, state, ..FeedSettings::default() };
        subscription.not_before = not_before;
        let asked = play.send(Message::StoreChanged);
        let wake = asked.iter().find_map(|effect| match effect {
            Effect::Wake(request, _) => Some(*request),
            _ => None,
        });
        let woken = wake.map(|wake| play.send(Message::Woke(wake))).unwrap_or_default();
        woken.iter().any(|effect| matches!(effect, Effect::Refresh(_, Wanted::Due)))
    };
    assert!(!set(&mut play, None, FeedState::Followed, None));
    assert!(!set(&mut play, Some(30), FeedState::Paused, None));
    assert!(set(&mut play, Some(30), FeedState::Followed, None));
    let mut play = Play::new();
    assert!(!set(&mut play, Some(90), FeedState::Followed, None));
    let mut play = Play::new();
    assert!(!set(&mut play, Some(30), FeedState::Followed, Some(NOW + 60)), "after a failure");
    let mut play = Play::new();
    assert!(set(&mut play, Some(30), FeedState::Followed, Some(i64::MAX)), "a wrong clock");
}

// Never scrolling.

#[test]
fn what_comes_in_moves_neither_the_list_nor_the_selection() {
    for keys in ["j", "j j j j j", "G", "j j j j j j j j j j j j j j j j j j j j j k k k"] {
        let mut play = Play::new();
        play.keys(keys);
        let before = play.view();
        play.articles.splice(0..0, [63, 62, 61]);
        play.send(Message::StoreChanged);
        assert_eq!(play.view(), before, "{keys}");
        assert_eq!(play.app.list.newer, 3);
        play.articles.splice(0..0, [65, 64]);
        let (request, _) = play.refresh("R");
        play.send(Message::Refreshed(request, tally(2, 2, 2, 0)));
        assert_eq!(play.view(), before, "{keys}");
        assert_eq!(play.app.list.newer, 5);
        play.keys("g g");
        assert_eq!(play.view()[0], ">Article 65");
        assert_eq!(play.app.list.newer, 0);
    }
}

#[test]
fn a_short_list_holds_its_lines_too_until_it_is_scrolled() {
    let mut play = Play::new();
    play.articles = vec![4, 3, 2, 1];
    play.send(Message::StoreChanged);
    play.keys("g g j");
    let before = play.view();
    play.articles.splice(0..0, [6, 5]);
    play.send(Message::StoreChanged);
    assert_eq!(play.view(), before);
    play.send(Message::StoreChanged);
    assert_eq!(play.view(), before);
    play.keys("j");
    assert_eq!(play.view(), ["Article 4", "Article 3", ">Article 2", "Article 1"]);
    play.keys("k k k");
    assert_eq!(play.view()[0], ">Article 5");
    play.keys("k");
    assert_eq!(play.view().len(), 6);
}

#[test]
fn what_comes_in_between_keeps_the_rows_above_on_the_screen_still_selected_in_place() {
    let mut play = Play::new();
    play.articles = (1..=60).rev().filter(|id| id % 10 != 5).collect();
    play.send(Message::StoreChanged);
    play.keys("j j j j j j j j");
    let line = play.view().iter().position(|title| title.starts_with('>'));
    play.articles = (1..=60).rev().collect();
    play.send(Message::StoreChanged);
    let after = play.view();
    assert_eq!(after.iter().position(|title| title.starts_with('>')), line);
    assert_eq!(after[line.unwrap()], ">Article 51");
}

#[test]
fn where_the_selected_article_has_gone_the_next_one_takes_its_place() {
    let mut play = Play::new();
    play.keys("j j j");
    play.articles.retain(|id| *id != 57);
    play.send(Message::StoreChanged);
    assert_eq!(play.view()[3], ">Article 56");
}

#[test]
fn a_page_that_the_user_goes_to_is_not_lost_to_what_comes_in() {
    let mut play = Play::new();
    play.articles = (1..=900).rev().collect();
    play.send(Message::StoreChanged);
    play.keys("g g");
    let going = play.app.update(Message::Key(Key::parse("G").unwrap()));
    assert!(matches!(&going[..], [Effect::LoadPage(_, _, Edge::End, _)]), "{going:?}");
    play.articles.insert(0, 901);
    let changed = play.app.update(Message::StoreChanged);
    assert!(!changed.iter().any(|effect| matches!(effect, Effect::LoadPage(..))), "{changed:?}");
    let [Effect::LoadPage(request, ..)] = going[..] else { panic!() };
    let rows = (1..=200).rev().map(row).collect();
    play.send(Message::Page(request, Page { rows, offset: 700 }));
    assert_eq!(play.app.list.selected_row().unwrap().id, ArticleId(1));
    assert_eq!(play.app.list.position(), 901, "read again afterwards");
}

// The full text.

#[test]
fn the_full_text_is_fetched_shown_and_switched_and_the_place_stays() {
    let mut play = Play::new();
    let asked = play.keys("f");
    let [Effect::FetchPage(request, id)] = asked[..] else { panic!("{asked:?}") };
    assert_eq!(id, ArticleId(60));
    assert_eq!(play.keys("f"), []);
    assert_eq!(play.status(), "Its page is being fetched; esc stops it.");
    play.page = Some("Far more words than the feed gave, in a text without the lead.");
    play.shown = TextSource::Page;
    play.analysing = None;
    play.send(Message::TextChanged(request, id));
    assert_eq!(play.analysing, Some(Effect::Analyse(id)), "the new text has no analysis yet");
    let text = |play: &Play| play.app.reader.as_ref().unwrap().article.body.text.clone();
    assert!(text(&play).starts_with("Far more words"));
    assert_eq!(play.status(), "The full text from its page, 9 words.");
    assert!(play.app.fetching.is_empty());
    let stale = Message::Analysed(id, "Feed".into(), Box::default());
    play.send(stale);
    assert!(play.app.reader.as_ref().unwrap().analysis.is_none(), "of the feed's text");
    let asked = play.keys("f");
    let [Effect::ShowText(request, _, TextSource::Feed)] = asked[..] else { panic!("{asked:?}") };
    play.shown = TextSource::Feed;
    play.send(Message::TextChanged(request, id));
    assert_eq!(text(&play), FEEDS_TEXT);
    assert!(play.status().starts_with("The feed's text"));
}

#[test]
fn switching_keeps_the_place_in_the_text() {
    let mut play = Play::new();
    let paragraphs = |range: std::ops::Range<u32>| -> String {
        let paragraph =
            |number| format!("Paragraph number {number} tells of the sea and of ships.\n\n");
        range.map(paragraph).collect()
    };
    let (short, long) = (paragraphs(20..60), paragraphs(0..90));
    play.page = Some(Box::leak(long.into_boxed_str()));
    play.shown = TextSource::Page;
    play.keys("j enter");
    let top = |play: &Play| {
        let reader = play.app.reader.as_ref().unwrap();
        let text = &reader.article.body.text;
        reader.lines[reader.top].span().map(|span| span.of(text).to_owned()).unwrap_or_default()
    };
    play.keys("pagedown pagedown pagedown }");
    let before = top(&play);
    assert!(before.starts_with("Paragraph"), "{before}");
    let asked = play.keys("f");
    let [Effect::ShowText(request, id, TextSource::Feed)] = asked[..] else { panic!("{asked:?}") };
    play.page = Some(Box::leak(short.into_boxed_str()));
    play.send(Message::TextChanged(request, id));
    assert_eq!(top(&play), before);
    assert!(play.app.reader.as_ref().unwrap().opened);
}

#[test]
fn going_away_and_back_at_once_says_nothing_and_keeps_the_place() {
    let mut play = Play::new();
    let key = |play: &mut Play, key| play.app.update(Message::Key(Key::parse(key).unwrap()));
    let away = key(&mut play, "j");
    let back = key(&mut play, "k");
    play.world(back);
    play.world(away);
    assert_eq!(play.app.reader.as_ref().unwrap().article.row.id, ArticleId(60));
    assert_eq!(play.status(), "");
}

#[test]
fn a_page_that_cannot_be_fetched_is_said_and_the_text_stays() {
    let mut play = Play::new();
    let asked = play.keys("f");
    let [Effect::FetchPage(request, _)] = asked[..] else { panic!("{asked:?}") };
    play.send(Message::Failed(Some(request), "https://example.org/story: not found (404)".into()));
    assert_eq!(play.status(), "not found (404) · https://example.org/story");
    assert!(play.app.fetching.is_empty());
    assert_eq!(play.app.reader.as_ref().unwrap().article.body.text, FEEDS_TEXT);
    assert_eq!(play.keys("j f"), []);
    assert_eq!(play.status(), "This article names no page that its full text could come from.");
}

#[test]
fn fetching_a_page_is_stopped_by_escape_before_anything_else() {
    let mut play = Play::new();
    let asked = play.keys("enter f");
    let Some(Effect::FetchPage(request, id)) = asked.last().cloned() else { panic!("{asked:?}") };
    assert_eq!(play.keys("esc"), [Effect::Cancel(request)]);
    assert_eq!(play.app.focus, Focus::Body, "only that");
    assert_eq!(play.send(Message::TextChanged(request, id)), []);
    play.keys("esc");
    assert_eq!(play.app.focus, Focus::List);
}

#[test]
fn a_page_that_comes_after_its_article_was_left_disturbs_nothing() {
    let mut play = Play::new();
    let asked = play.keys("f");
    let [Effect::FetchPage(request, id)] = asked[..] else { panic!("{asked:?}") };
    play.keys("j");
    assert_eq!(play.send(Message::TextChanged(request, id)), []);
    assert_eq!(play.app.reader.as_ref().unwrap().article.row.id, ArticleId(59));
    assert_eq!(play.status(), "A full text has come; its article shows it.");
}

// The screen of feeds.

/// The one effect that changes a feed.
fn only(asked: Vec<Effect>) -> Effect {
    let [effect] = &asked[..] else { panic!("{asked:?}") };
    effect.clone()
}

fn settings(effect: &Effect) -> (RequestId, FeedId, FeedSettings) {
    let Effect::SetFeedSettings(request, feed, settings) = effect else { panic!("{effect:?}") };
    (*request, *feed, settings.clone())
}

#[test]
fn a_feed_is_renamed_and_that_is_undone() {
    let mut play = Play::new();
    play.keys("F j j n ctrl-u");
    let effect = only(play.types("Elm").keys("enter"));
    let Effect::RenameFeed(request, FeedId(1), Some(name)) = &effect else { panic!("{effect:?}") };
    assert_eq!(name, "Elm");
    assert_eq!(play.app.feeds[0].title, "Elm", "shown at once");
    play.feeds[0].title = "Elm".into();
    play.send(Message::FeedChanged(*request));
    assert_eq!(play.status(), "The feed is called “Elm” now.");
    let effect = only(play.keys("U"));
    assert!(matches!(&effect, Effect::RenameFeed(_, FeedId(1), None)), "its own title again");
    assert_eq!(play.app.feeds[0].title, "Alder");
    assert_eq!(play.keys("n enter"), []);
    assert_eq!(play.status(), "Nothing changed.");
    play.keys("n ctrl-u");
    let _ = only(play.types("Elm").keys("enter"));
    let effect = only(play.keys("n ctrl-u enter"));
    assert!(matches!(effect, Effect::RenameFeed(_, FeedId(1), None)), "nothing typed: its own");
}

#[test]
fn a_feed_is_paused_and_followed_again() {
    let mut play = Play::new();
    let (request, feed, set) = settings(&only(play.keys("F j j p")));
    assert_eq!((feed, set.state), (FeedId(1), FeedState::Paused));
    play.send(Message::FeedChanged(request));
    assert_eq!(play.status(), "“Alder” is paused.");
    play.feeds[0].subscription.as_mut().unwrap().settings.state = FeedState::Gone;
    play.send(Message::StoreChanged);
    let (.., set) = settings(&only(play.keys("p")));
    assert_eq!(set.state, FeedState::Followed, "what was gone is asked anew");
    let (.., set) = settings(&only(play.keys("U")));
    assert_eq!(set.state, FeedState::Followed, "the pause is undone first in the store's order");
}

#[test]
fn tags_interval_and_full_text_are_set_and_undone() {
    let mut play = Play::new();
    play.keys("F j j t");
    let (request, _, set) = settings(&only(play.types("#sea, local news,sea ,").keys("enter")));
    assert_eq!(set.tags, ["sea", "local news"]);
    play.feeds[0].subscription.as_mut().unwrap().settings = set;
    play.send(Message::FeedChanged(request));
    assert_eq!(play.status(), "“Alder” has the tags #sea #local news.");
    play.keys("i");
    let (request, _, set) = settings(&only(play.types("2h").keys("enter")));
    assert_eq!((set.interval, set.tags.len()), (Some(120), 2));
    play.feeds[0].subscription.as_mut().unwrap().settings = set;
    play.send(Message::FeedChanged(request));
    assert_eq!(play.status(), "“Alder” is refreshed every 2 hours.");
    play.keys("i ctrl-u");
    assert_eq!(play.types("soon").keys("enter"), []);
    assert!(play.status().starts_with("“soon” is no interval"), "{}", play.status());
    let (request, _, set) = settings(&only(play.keys("esc f")));
    assert!(set.full_text);
    play.feeds[0].subscription.as_mut().unwrap().settings = set;
    play.send(Message::FeedChanged(request));
    let (.., set) = settings(&only(play.keys("U")));
    assert_eq!((set.full_text, set.interval), (false, Some(120)));
    let (.., set) = settings(&only(play.keys("U")));
    assert_eq!(set.interval, None);
}

#[test]
fn feeds_are_moved_and_moved_back() {
    let mut play = Play::new();
    let effect = only(play.keys("F j j J"));
    let Effect::MoveFeed(request, FeedId(1), Some(FeedId(3))) = effect else {
        panic!("{effect:?}")
    };
    play.feeds.swap(0, 1);
    play.send(Message::FeedChanged(request));
    assert_eq!(play.status(), "“Alder” moved.");
    let effect = only(play.keys("J"));
    assert!(matches!(effect, Effect::MoveFeed(_, FeedId(1), None)), "{effect:?}");
    let order: Vec<&str> = play.app.feeds.iter().map(|feed| feed.title.as_str()).collect();
    assert_eq!(order, ["Birch", "Cedar", "Alder"], "shown at once, still selected");
    assert_eq!(play.keys("J"), []);
    assert_eq!(play.status(), "It is the last feed.");
    let effect = only(play.keys("K"));
    assert!(matches!(effect, Effect::MoveFeed(_, FeedId(1), Some(FeedId(3)))), "{effect:?}");
    let effect = only(play.keys("U"));
    assert!(matches!(effect, Effect::MoveFeed(_, FeedId(1), Some(FeedId(2)))), "{effect:?}");
}

#[test]
fn a_feed_is_ended_with_or_without_its_articles_and_comes_back() {
    let mut play = Play::new();
    let effect = only(play.keys("F j j x"));
    let Effect::EndFeed(request, FeedId(1)) = effect else { panic!("{effect:?}") };
    play.send(Message::FeedChanged(request));
    assert_eq!(play.status(), "“Alder” is followed no more; its articles stay.");
    let (_, feed, set) = settings(&only(play.keys("U")));
    assert_eq!((feed, set.state), (FeedId(1), FeedState::Followed));
    let effect = only(play.keys("D"));
    let Effect::RemoveFeed(request, FeedId(1)) = effect else { panic!("{effect:?}") };
    play.feeds.remove(0);
    play.send(Message::FeedChanged(request));
    assert_eq!(play.status(), "Feed “Alder” removed.");
    let effect = only(play.keys("U"));
    assert!(matches!(effect, Effect::RestoreFeed(_, FeedId(1))), "{effect:?}");
}

#[test]
fn what_is_not_fetched_can_be_renamed_and_removed_only() {
    let mut play = Play::new();
    assert_eq!(play.keys("F j j j j p"), []);
    assert_eq!(play.status(), "“Cedar” is not fetched from an address.");
    assert_eq!(play.keys("g g p"), []);
    assert_eq!(play.status(), "Choose a feed first.");
    play.keys("j j j j n");
    assert!(matches!(only(play.types("!").keys("enter")), Effect::RenameFeed(_, FeedId(3), _)));
}

#[test]
fn a_change_that_the_store_refuses_is_taken_back() {
    let mut play = Play::new();
    let (request, ..) = settings(&only(play.keys("F j j p")));
    play.send(Message::Failed(Some(request), "the disk is full".into()));
    let state = play.app.feeds[0].subscription.as_ref().unwrap().settings.state;
    assert_eq!((state, play.status()), (FeedState::Followed, "the disk is full"));
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
}

#[test]
fn feeds_are_filtered_as_one_types() {
    let mut play = Play::new();
    play.keys("F /");
    play.types("ir");
    let shown = |play: &Play| match &play.app.overlay {
        Some(Overlay::Feeds(picker)) => {
            picker.choices.iter().map(|choice| choice.title.clone()).collect::<Vec<_>>()
        }
        _ => panic!("no feeds"),
    };
    assert_eq!(shown(&play), ["Birch"]);
    play.keys("enter enter");
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(2)));
    play.keys("F / z z enter");
    assert!(shown(&play).is_empty());
    assert_eq!(play.keys("p j enter"), [], "nothing is chosen");
    play.keys("F / x esc");
    assert_eq!(shown(&play).len(), 6, "all again");
}

#[test]
fn the_reason_of_a_failure_comes_before_the_address_which_is_cut_in_its_middle() {
    let mut play = Play::new();
    let long = format!("https://example.org/{}/feed.xml", "a".repeat(80));
    play.send(Message::Failed(None, format!("{long}: not found (404); check the address")));
    assert!(play.status().starts_with("not found (404); check the address · https://example.org"));
    assert!(play.status().ends_with("feed.xml") && play.status().contains('…'));
    play.send(Message::Failed(None, "the disk is full: make room".into()));
    assert_eq!(play.status(), "the disk is full: make room");
    play.send(Message::Failed(None, "/home/ann/news.db: locked".into()));
    assert_eq!(play.status(), "/home/ann/news.db: locked");
}

#[test]
fn an_address_that_failed_is_replaced_by_what_is_typed_or_pasted() {
    let mut play = Play::new();
    let request = play.look_at("example.org/nothing");
    play.send(Message::Failed(Some(request), "not found".into()));
    let asked = play.keys("a e x enter");
    let [Effect::AddFeed(request, typed)] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(typed, "ex");
    play.send(Message::Failed(Some(*request), "not found".into()));
    play.keys("a");
    play.send(Message::Paste("https://example.org/feed".into()));
    assert_eq!(play.app.prompt.as_ref().unwrap().line.text, "https://example.org/feed");
}

#[test]
fn a_wrong_interval_is_named_and_stays_to_be_mended() {
    let mut play = Play::new();
    play.keys("F");
    play.app.act(Action::Down);
    while !matches!(&play.app.overlay, Some(Overlay::Feeds(picker)) if matches!(picker.scope(), Some(Scope::Feed(_))))
    {
        play.keys("j");
    }
    play.keys("i ctrl-u");
    assert_eq!(play.types("1x").keys("enter"), []);
    assert!(play.status().starts_with("“1x” is no interval"), "{}", play.status());
    assert_eq!(play.app.prompt.as_ref().unwrap().line.text, "1x");
    let asked = play.keys("backspace h enter");
    assert!(matches!(asked[..], [Effect::SetFeedSettings(..)]), "{asked:?}");
    assert!(play.app.prompt.is_none());
}

#[test]
fn on_a_screen_too_small_keys_only_quit_and_draw_anew() {
    let mut play = Play::new();
    play.send(Message::Resize(Size { columns: 39, rows: 9 }));
    let before = (play.app.focus, play.app.list.position());
    assert_eq!(play.keys("enter j m s D a x r f"), []);
    play.send(Message::Paste("x".into()));
    play.send(Message::Mouse(Mouse::Click(3, 5)));
    assert_eq!((play.app.focus, play.app.list.position()), before);
    assert!(play.app.prompt.is_none() && play.app.overlay.is_none());
    assert_eq!(play.keys("ctrl-l"), [Effect::Redraw]);
    assert_eq!(play.keys("q").last(), Some(&Effect::Quit));
    assert_eq!(play.keys("ctrl-c").last(), Some(&Effect::Quit));
}

#[test]
fn an_open_article_that_is_edited_says_so_and_is_shown_anew_when_opened_again() {
    for keys in ["enter", "esc enter"] {
        let mut play = Play::new();
        play.keys("enter");
        play.edited = Some("The lead, corrected.");
        play.send(Message::StoreChanged);
        assert!(play.app.is_outdated());
        assert_eq!(play.app.reader.as_ref().unwrap().article.body.text, FEEDS_TEXT);
        play.keys(keys);
        assert_eq!(play.app.reader.as_ref().unwrap().article.body.text, "The lead, corrected.");
        assert!(!play.app.is_outdated());
        assert_eq!(play.app.focus, Focus::Body);
        play.send(Message::StoreChanged);
        assert!(!play.app.is_outdated());
    }
}

#[test]
fn an_edited_article_that_was_only_passed_over_shows_its_new_text_at_once() {
    let mut play = Play::new();
    play.edited = Some("The lead, corrected.");
    play.send(Message::StoreChanged);
    assert_eq!(play.app.reader.as_ref().unwrap().article.body.text, "The lead, corrected.");
    assert!(!play.app.is_outdated());
}
