//! Feeds on the screen: the screen of feeds, what is found at an address, prompts, progress.

use insta::assert_snapshot;
use onrecord::app::{Effect, Input, Key, Message, Net, NetAnswer, RequestId, Tally};
use onrecord::domain::{
    FeedId, FeedInfo, FeedOrigin, FeedRow, FeedSettings, FeedState, Following, Subscription,
    TextSource, Validators,
};

use super::desk::{Desk, NOW};
use super::{articles, show};

fn now() -> i64 {
    chrono::DateTime::parse_from_rfc3339(NOW).expect("a date").timestamp()
}

fn feed(id: i64, title: &str, host: &str, counts: (u64, u64)) -> FeedRow {
    let address = format!("https://{host}/feed.xml");
    let subscription = Subscription {
        id: FeedId(id),
        address: address.clone(),
        title: title.into(),
        feed_title: title.into(),
        site: None,
        settings: FeedSettings::default(),
        validators: Validators::default(),
        fetched_at: Some(now() - 7300),
        not_before: None,
        failures: 0,
        last_error: None,
    };
    FeedRow {
        id: FeedId(id),
        title: title.into(),
        origin: FeedOrigin::Address(address),
        total: counts.1,
        unread: counts.0,
        subscription: Some(Box::new(subscription)),
    }
}

/// Feeds in every state.
pub(super) fn feeds() -> Vec<FeedRow> {
    let with = |mut row: FeedRow, change: &dyn Fn(&mut Subscription)| {
        change(row.subscription.as_mut().expect("it is followed"));
        row
    };
    let folder = FeedOrigin::Path("/home/mirel/clippings".into());
    vec![
        with(feed(1, "Karst Courier", "karst.example", (1, 3)), &|it| {
            it.settings.tags = vec!["upland".into(), "daily".into()];
            it.settings.interval = Some(120);
            it.settings.full_text = true;
        }),
        with(feed(2, "The Halden Gazette", "gazette.example.org", (2, 3)), &|it| {
            it.failures = 4;
            it.fetched_at = Some(now() - 3 * 86_400);
            it.not_before = Some(now() + 2400);
            it.last_error = Some(
                "https://gazette.example.org/feed.xml: the server answered 503 (service \
                 unavailable) and asks to be left alone for a while\u{1b}[2J"
                    .into(),
            );
        }),
        with(feed(3, "Upland Wire", "wire.example", (2, 3)), &|it| {
            it.settings.state = FeedState::Paused;
        }),
        with(feed(4, "Slow Post", "slow.example", (0, 4)), &|it| {
            it.settings.state = FeedState::Gone;
            it.last_error = Some("https://slow.example/feed.xml: gone (410)".into());
        }),
        with(feed(5, "Brand New", "new.example", (0, 0)), &|it| it.fetched_at = None),
        with(feed(6, "Once Followed", "once.example", (0, 12)), &|it| {
            it.settings.state = FeedState::Kept;
        }),
        FeedRow {
            subscription: None,
            origin: folder,
            ..feed(7, "Clippings", "x.example", (3, 1234))
        },
    ]
}

fn desk(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::new(articles::shelf(), columns, rows);
    desk.followed = Some(feeds());
    desk
}

#[test]
fn the_screen_of_feeds_tells_how_each_is_followed() {
    assert_snapshot!("feeds-80x24", show(&desk(80, 24).keys("F j j")));
    assert_snapshot!("feeds-failing-120x36", show(&desk(120, 36).keys("F j j j")));
    assert_snapshot!("feeds-gone-40x12", show(&desk(40, 12).keys("F j j j j j")));
    assert_snapshot!("feeds-folder-80x24", show(&desk(80, 24).keys("F j j j j j j j j")));
}

#[test]
fn feeds_are_filtered_and_renamed_in_the_status_line() {
    let filtered = desk(80, 24).keys("F /").types("up");
    assert_snapshot!("feeds-filtered", show(&filtered));
    let renamed = desk(80, 24).keys("F j j n home right right").types("!!");
    let text = show(&renamed);
    let line = text.lines().nth(23).unwrap().trim_end();
    assert!(line.starts_with(" NAME  name: Ka!!rst Courier  "), "{line}");
    assert!(line.ends_with("none: its own title   enter takes  esc leaves"), "{line}");
}

fn offer(title: &str, address: &str) -> Following {
    let origin = FeedOrigin::Address(address.into());
    let info = FeedInfo { origin, title: title.into(), site: None };
    Following { info, own_title: None, settings: FeedSettings::default() }
}

/// The request of the effect that keys lead to.
fn request(desk: &mut Desk, key: &str) -> RequestId {
    let effects = desk.app.update(Message::Input(Input::Key(Key::parse(key).expect("a key"))));
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Net(request, Net::AddFeed(_)) | Effect::Net(request, Net::Refresh(_)) => {
            Some(*request)
        }
        Effect::Net(request, Net::FetchPage(_)) => Some(*request),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{effects:?}"))
}

#[test]
fn a_feed_is_added_in_three_steps() {
    let mut adding = desk(80, 24).keys("a").types("karst.example");
    assert_snapshot!("add-typed", show(&adding));
    let looked = request(&mut adding, "enter");
    assert_snapshot!("add-looking", show(&adding));
    let found = vec![
        offer("Karst Courier – all news", "https://karst.example/all.xml"),
        offer("Karst Courier – weather\u{202e}", "https://karst.example/weather.xml"),
        offer("", "https://karst.example/comments/feed/"),
    ];
    let chosen = adding.tell(Message::Net(looked, NetAnswer::Offered(found))).keys("space");
    assert_snapshot!("add-found", show(&chosen));
}

/// The status line begins with this, and says nothing else before its keys.
fn said(desk: &Desk, expected: &str) {
    let rows = usize::from(desk.app.env.size.rows);
    let text = show(desk);
    let line = text.lines().nth(rows - 1).unwrap_or("");
    assert!(line.starts_with(&format!(" LIST   all  1/13  {expected}  ")), "{line}");
}

#[test]
fn progress_is_said_with_counts_and_the_key_that_stops_it() {
    let mut refreshing = desk(100, 12);
    let asked = request(&mut refreshing, "R");
    said(&refreshing, "Refreshing… · ctrl-c stops");
    let tally = Tally {
        done: 12,
        total: 100,
        new: 34,
        failed: vec![("A".into(), "b".into())],
        ..Tally::default()
    };
    let further = refreshing.tell(Message::Net(asked, NetAnswer::Refreshing(tally.clone())));
    said(&further, "Refreshing 12 of 100, 34 new, 1 failed · ctrl-c stops");
    let pages = Tally { pages: (3, 20), ..tally.clone() };
    let further = further.tell(Message::Net(asked, NetAnswer::Refreshing(pages)));
    said(&further, "Full texts 3 of 20 · ctrl-c stops");
    let ended = further
        .tell(Message::Net(asked, NetAnswer::Refreshed(Tally { done: 100, updated: 2, ..tally })));
    said(&ended, "34 new, 2 updated, 1 feed failed (F shows why).");
}

#[test]
fn the_header_says_which_text_is_shown() {
    let head = |source, other| {
        let (mut article, analysis) = articles::tunnel();
        article.text_source = source;
        article.has_other_text = other;
        let text = show(&Desk::new(vec![(article, analysis)], 120, 20).keys("l"));
        text.lines().take(4).collect::<String>()
    };
    assert!(!head(TextSource::Feed, false).contains("text"));
    assert!(head(TextSource::Feed, true).contains("feed's text"));
    assert!(head(TextSource::Page, true).contains("full text"));
}

#[test]
fn what_came_in_above_is_counted_over_the_list() {
    let mut late = articles::shelf();
    let early = late.split_off(2);
    let mut desk = Desk::new(early, 120, 36).keys("j");
    desk.bring(late);
    let text = show(&desk.tell(Message::StoreChanged));
    let head = text.lines().next().unwrap();
    assert!(head.contains("↑ 2 new"), "{head}");
}

#[test]
fn what_the_status_line_cannot_hold_stands_whole_above_it_until_the_next_key() {
    let reason = "https://example.org/news/of/the/upper/valley/feed.xml: the server answered 404 \
                  (not found); check the address; adding the site's own address finds its feeds";
    let desk = Desk::new(articles::shelf(), 80, 24).tell(Message::Failed(None, reason.into()));
    let words = |desk: &Desk| {
        let screen = show(desk).lines().take(24).collect::<Vec<_>>().join(" ");
        screen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = "the server answered 404 (not found); check the address; adding the site's own \
                address finds its feeds · https://example.org/news/of/the/";
    let shown = words(&desk);
    assert!(shown.contains(told) && shown.contains("feed.xml"), "{shown}");
    assert!(!words(&desk.keys("j")).contains("not found"));
}

#[test]
fn a_long_address_takes_the_place_of_what_stands_beside_it() {
    let address = "https://example.org/news/of/the/upper/valley/and/more.xml";
    let line = |desk: &Desk| show(desk).lines().nth(23).unwrap_or("").to_string();
    let desk = Desk::new(articles::shelf(), 80, 24).keys("a").types(address);
    assert_eq!(line(&desk), format!(" ADD  {address}"));
    let end = "/".to_owned() + &"x".repeat(40);
    let desk = desk.types(&end);
    assert!(line(&desk).ends_with(&end), "{}", line(&desk));
    let desk = desk.keys("home");
    assert!(line(&desk).starts_with(&format!(" ADD  {address}/")), "{}", line(&desk));
}
