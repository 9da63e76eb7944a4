//! Tests of following feeds: adding, listing, changing, removing; lists from and for other feed
//! readers.

use onrecord::domain::FeedState;
use serde_json::Value;

use crate::desk::{Desk, rss, small};
use crate::support::response::Response;

fn site(links: &str) -> Response {
    Response::html(format!(
        "<!doctype html><html><head><title>Harbour</title>{links}</head>\
         <body><p>Welcome to the harbour.</p></body></html>"
    ))
}

const TWO: &str = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"All\" href=\"/all\">\
                   <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Sport\" \
                   href=\"/sport\">";

#[test]
fn a_feed_is_added_and_fetched_with_what_is_wanted_for_it() {
    let desk = Desk::new();
    desk.serve("/feed", small("Gazette"));
    let address = desk.host() + "/feed";
    let ran = desk.run(&[
        "add",
        &format!("http://{address}"),
        "--tag",
        "sea",
        "--tag",
        "local",
        "--title",
        "Mine",
        "--interval",
        "2h",
    ]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.starts_with("now followed: Mine ("), "{ran:?}");
    assert_eq!(desk.titles(), ["News of Gazette"]);
    let feed = desk.feed();
    assert_eq!((feed.title.as_str(), feed.settings.interval), ("Mine", Some(120)));
    assert_eq!(feed.settings.tags, ["sea", "local"]);
    // Again: what is named changes, the rest stays.
    let ran = desk.run(&["add", &desk.url("/feed"), "--tag", "ports", "--full-text"]);
    assert!(ran.out.starts_with("followed already: Mine ("), "{ran:?}");
    let feed = desk.feed();
    assert_eq!((feed.title.as_str(), feed.settings.interval), ("Mine", Some(120)));
    assert_eq!((feed.settings.tags.len(), feed.settings.full_text), (3, true));
}

#[test]
fn a_feed_that_was_fetched_to_find_it_is_not_fetched_again() {
    let desk = Desk::new();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    desk.route("/feed", move |_| match asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => small("Once").etag("\"one\""),
        _ => Response::status(429),
    });
    let ran = desk.run(&["add", &desk.url("/feed")]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.contains("1 feed: 1 new"), "{ran:?}");
    assert_eq!((desk.titles(), desk.count("/feed")), (vec!["News of Once".to_owned()], 1));
    desk.refresh(&["--force"]);
    let last = desk.last("/feed").unwrap();
    assert_eq!(last.header("if-none-match"), Some("\"one\""));
}

#[test]
fn a_feed_that_only_the_answers_header_names_is_added() {
    let desk = Desk::new();
    desk.serve("/parts/all.bin", small("Harbour"));
    let link = "</look.css>; rel=preload; as=style, </parts/all.bin>; rel=\"alternate\"; \
                type=\"application/rss+xml\"";
    desk.serve("/", site("").header("Link", link));
    let ran = desk.run(&["add", &desk.url("/")]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""), "{ran:?}");
    assert_eq!(desk.titles(), ["News of Harbour"]);
}

#[test]
fn an_entry_that_a_page_names_beside_its_feed_asks_no_question() {
    let desk = Desk::new();
    desk.serve("/all", small("Harbour"));
    desk.serve(
        "/story",
        site(
            "<link rel=alternate type='application/atom+xml; type=entry' href='/story.atom'>\
             <link rel=alternate type='application/rss+xml' href='/all'>",
        ),
    );
    let ran = desk.run(&["add", &desk.url("/story")]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""), "{ran:?}");
    assert_eq!(desk.titles(), ["News of Harbour"]);
}

#[test]
fn what_is_no_page_leads_to_no_guess() {
    let desk = Desk::new();
    desk.serve("/feed", small("Usual"));
    desk.serve("/empty", Response::html(""));
    desk.serve("/nothing", Response::status(204));
    desk.serve("/paper.pdf", Response::ok(b"%PDF-1.7 \x00\x01".to_vec()).kind("application/pdf"));
    for path in ["/empty", "/nothing", "/paper.pdf"] {
        let ran = desk.run(&["add", &desk.url(path), "--first"]);
        assert_eq!((ran.status, desk.feeds().len()), (1, 0), "{path}: {ran:?}");
        assert!(ran.told.contains("neither feed nor page"), "{path}: {ran:?}");
    }
    assert_eq!(desk.count("/feed"), 0);
    desk.serve("/about", site(""));
    let ran = desk.run(&["add", &desk.url("/about"), "--first"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.told.contains(&format!("found at {}", desk.url("/feed"))), "{ran:?}");
}

#[test]
fn the_store_may_be_named_before_what_is_done_with_its_feeds() {
    let desk = Desk::new();
    desk.follow("/one");
    let store = desk.home.store_path();
    let store = store.to_str().unwrap();
    let run = |args: &[&str]| desk.run(&[&["feeds", "--store", store], args].concat());
    let ran = run(&["set", "one", "--title", "New\u{1b}[2J\u{7}s\nin brief"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let title = desk.feed().title;
    assert!(title.starts_with("New") && !title.chars().any(char::is_control), "{title:?}");
    assert_eq!(run(&["--format", "json", "remove", "one"]).status, 2);
    let id = desk.feed().id.0.to_string();
    let ran = run(&["remove", &id, &id]);
    assert_eq!((ran.status, ran.out.matches("removed").count()), (0, 1), "{ran:?}");
}

#[test]
fn a_sites_feed_is_found_on_its_page() {
    let desk = Desk::new();
    let link = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"news/rss.xml\">";
    desk.serve("/", site(link));
    desk.serve("/news/rss.xml", small("Harbour news"));
    let ran = desk.run(&["add", &desk.url("/"), "--no-refresh"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(desk.feed().address, desk.url("/news/rss.xml"));
    assert_eq!(desk.sound_articles(), 0);
}

#[test]
fn a_sites_feed_is_found_at_the_usual_places() {
    let desk = Desk::new();
    desk.serve("/", site(""));
    desk.serve("/feed", small("Usual"));
    let ran = desk.run(&["add", &desk.url("/"), "--first"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(desk.titles(), ["News of Usual"]);
}

#[test]
fn of_several_feeds_one_is_to_be_chosen() {
    let desk = Desk::new();
    desk.serve("/", site(TWO));
    desk.serve("/all", small("Everything"));
    desk.serve("/sport", small("Sport"));
    let ran = desk.run(&["add", &desk.url("/")]);
    assert_eq!(ran.status, 1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{ran:?}");
    assert!(lines[0].starts_with("1  All") && lines[1].starts_with("2  Sport"), "{ran:?}");
    assert!(ran.told.contains("--choose"), "{ran:?}");
    assert_eq!(desk.feeds().len(), 0);
    assert_eq!(desk.run(&["add", &desk.url("/"), "--choose", "3"]).status, 1);
    assert_eq!(desk.run(&["add", &desk.url("/"), "--choose", "2"]).status, 0);
    assert_eq!(desk.feed().address, desk.url("/sport"));
    assert_eq!(desk.run(&["add", &desk.url("/"), "--all"]).status, 0);
    assert_eq!(desk.feeds().len(), 2);
}

#[test]
fn what_cannot_be_followed_is_told_and_the_rest_is_added() {
    let desk = Desk::new();
    desk.serve("/good.rss", small("Good"));
    desk.serve("/page", Response::html("<!doctype html><html><body><p>Hello.</p></body></html>"));
    let missing = desk.url("/none");
    let ran = desk.run(&[
        "add",
        &missing,
        &desk.url("/page"),
        "http://127.0.0.1:1/feed",
        "ftp://news.example/",
        &desk.url("/good.rss"),
    ]);
    assert_eq!(ran.status, 1);
    let faults: Vec<&str> = ran.told.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(faults.len(), 4, "{ran:?}");
    assert!(faults[0].contains(&missing) && faults[0].contains("404"), "{ran:?}");
    assert!(faults[1].contains("no feed"), "{ran:?}");
    assert_eq!(desk.titles(), ["News of Good"]);
    assert_eq!(desk.run(&["add", "a.example", "b.example", "--title", "x"]).status, 2);
}

#[test]
fn feeds_are_listed_changed_and_removed() {
    let desk = Desk::new();
    for name in ["one", "two"] {
        desk.serve(&format!("/{name}"), small(name));
        assert_eq!(desk.run(&["add", &desk.url(&format!("/{name}"))]).status, 0);
    }
    let list = || -> Vec<Value> {
        serde_json::from_str(&desk.run(&["feeds", "--format", "json"]).out).unwrap()
    };
    let rows = list();
    assert_eq!((&rows[0]["title"], &rows[1]["title"]), (&"one".into(), &"two".into()));
    assert_eq!((&rows[0]["articles"], &rows[0]["state"]), (&1.into(), &"followed".into()));
    let changed = desk.run(&[
        "feeds",
        "set",
        "two",
        "--title",
        "=Second",
        "--tag",
        "x",
        "--pause",
        "--interval",
        "1d",
        "--before",
        "one",
        "--full-text",
    ]);
    assert_eq!(changed.status, 0, "{changed:?}");
    let rows = list();
    assert_eq!((&rows[0]["title"], &rows[0]["state"]), (&"=Second".into(), &"paused".into()));
    assert_eq!((&rows[0]["interval"], &rows[0]["tags"][0]), (&1440.into(), &"x".into()));
    let table = desk.run(&["feeds"]).out;
    assert!(table.contains("paused; every 1d; full text"), "{table}");
    let csv = desk.run(&["feeds", "--format", "csv"]).out;
    assert!(csv.starts_with("id,title,address,") && csv.lines().count() == 3, "{csv}");
    assert!(csv.contains(",'=Second,http"), "no spreadsheet runs a title: {csv}");
    let set = |args: &[&str]| desk.run(&[&["feeds", "set"], args].concat()).status;
    assert_eq!(set(&["second", "--no-title", "--interval", "default", "--untag", "x"]), 0);
    assert_eq!((set(&["second", "--pause"]), set(&["two"])), (1, 2));
    let rows = list();
    assert_eq!((&rows[0]["title"], &rows[0]["interval"]), (&"two".into(), &Value::Null));

    assert_eq!(desk.run(&["feeds", "remove", "one", "nothing"]).status, 1);
    assert_eq!(list().len(), 2, "nothing is removed where a name is wrong");
    assert_eq!(desk.run(&["feeds", "remove", "one", "--keep-articles"]).status, 0);
    assert_eq!(desk.run(&["feeds", "remove", "two"]).status, 0);
    assert_eq!(desk.titles(), ["News of one"]);
    assert_eq!(list()[0]["state"], "ended");
    assert_eq!(desk.refresh(&[]).len(), 0);
    let ran = desk.run(&["refresh", "one"]);
    assert!(ran.status == 1 && ran.told.contains("onrecord add"), "{ran:?}");
    assert_eq!(desk.run(&["add", &desk.url("/one")]).status, 0);
    assert_eq!(list()[0]["state"], "followed");
}

#[test]
fn lists_of_feeds_come_and_go_as_they_are() {
    let desk = Desk::new();
    let opml = "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Mine</title></head><body>\
         <outline text=\"Sea\"><outline type=\"rss\" text=\"Harbour\" \
         xmlUrl=\"https://harbour.example/feed\" htmlUrl=\"https://harbour.example/\"/></outline>\
         <outline type=\"rss\" text=\"Hills &amp; dales\" xmlUrl=\"https://hills.example/atom\"/>\
         </body></opml>";
    desk.home.write("feeds.opml", opml);
    let ran = desk.run(&["opml", "import", "feeds.opml"]);
    assert_eq!((ran.out.trim(), ran.status), ("2 now followed, 0 followed already", 0), "{ran:?}");
    assert_eq!(
        desk.run(&["opml", "import", "feeds.opml"]).out.trim(),
        "0 now followed, 2 followed already"
    );
    let feeds = desk.feeds();
    let sea = feeds.iter().find(|feed| feed.title == "Harbour").unwrap();
    assert_eq!(sea.settings.tags, ["Sea"]);
    assert_eq!(desk.run(&["feeds", "set", "hills", "--pause", "--title", "Up"]).status, 0);

    let out = desk.run(&["opml", "export"]).out;
    assert_eq!(desk.run(&["opml", "export", "out.opml"]).status, 0);
    assert!(out.contains("https://harbour.example/feed"), "{out}");
    let other = Desk::new();
    other.home.write("in.opml", out);
    assert_eq!(other.run(&["opml", "import", "in.opml"]).status, 0);
    let known = |desk: &Desk| {
        let feeds = desk.feeds().into_iter();
        feeds.map(|feed| (feed.address, feed.title, feed.settings)).collect::<Vec<_>>()
    };
    assert_eq!(known(&other), known(&desk));
    let paused = other.feeds().into_iter().find(|feed| feed.title == "Up").unwrap();
    assert_eq!(paused.settings.state, FeedState::Paused);

    let ran = desk.run(&["opml", "import", "missing.opml"]);
    assert!(ran.status == 1 && ran.told.contains("missing.opml"), "{ran:?}");
    desk.home.write("not.opml", rss("Feed", &[]));
    let ran = desk.run(&["opml", "import", "not.opml"]);
    assert!(ran.status == 1 && ran.told.contains("not.opml"), "{ran:?}");
}

#[test]
fn titles_in_a_list_lose_what_moves_the_cursor() {
    let desk = Desk::new();
    let opml = "<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Own&#x9b;2J\" \
                title=\"The&#x202e; Gazette&#x85;\" xmlUrl=\"https://gazette.example/feed\"/>\
                </body></opml>";
    desk.home.write("feeds.opml", opml);
    assert_eq!(desk.run(&["opml", "import", "feeds.opml"]).status, 0);
    let title = desk.feed().title;
    assert!(title.starts_with("Own") && !title.contains('\u{9b}'), "{title:?}");
    assert_eq!(desk.run(&["feeds", "set", "gazette.example/feed", "--no-title"]).status, 0);
    let title = desk.feed().title;
    assert!(title.contains("Gazette") && !title.contains(['\u{202e}', '\u{85}']), "{title:?}");
}

#[test]
fn a_wrong_configuration_is_told_and_stops_nothing() {
    let desk = Desk::new();
    desk.configure("[network]\njobs = 0\ntimeout = 20\n");
    desk.serve("/feed", small("Well"));
    let ran = desk.run(&["add", &desk.url("/feed")]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.told.contains("config.toml:2: `jobs` needs a whole number"), "{ran:?}");
    assert_eq!(desk.titles(), ["News of Well"]);
}

#[test]
fn without_feeds_it_is_said_how_to_follow_one() {
    let desk = Desk::new();
    let ran = desk.run(&["refresh"]);
    assert!(ran.status == 0 && ran.told.contains("onrecord add"), "{ran:?}");
    assert!(desk.run(&["feeds"]).out.contains("onrecord add"));
    let ran = desk.run(&["refresh", "nothing"]);
    assert!(ran.status == 1 && ran.told.contains("no feed `nothing`"), "{ran:?}");
}

#[test]
fn newsboats_list_is_taken_over_with_tags_titles_and_queries() {
    let desk = Desk::new();
    desk.serve("/tides", small("Tides"));
    desk.serve("/bay", small("Bay"));
    let list = format!(
        "{} sea \"~My tides\"\n{} sea\nexec:make-feed\n\
         \"query:Fresh:unread = \\\"yes\\\" and age < 3\"\n\"query:Odd:title =~ \\\"a+\\\"\"\n",
        desk.url("/tides"),
        desk.url("/bay"),
    );
    let file = desk.home.path("urls");
    std::fs::write(&file, &list).unwrap();
    let name = file.to_str().unwrap();
    let ran = desk.run(&["opml", "import", name]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "2 now followed, 0 followed already, 1 search saved\n")
    );
    for told in ["line 3: exec:make-feed: not taken over", "the query \"Odd\" was not taken over"] {
        assert!(ran.told.contains(told), "{ran:?}");
    }
    // `add` does the same, and fetches the articles.
    let ran = desk.run(&["add", name, "--tag", "mine"]);
    assert!(
        ran.out.starts_with("0 now followed, 2 followed already, 0 searches saved\n"),
        "{ran:?}"
    );
    let mut titles = desk.titles();
    titles.sort();
    assert_eq!(titles, ["News of Bay", "News of Tides"]);
    assert_eq!(desk.run(&["list", "--saved", "Fresh", "--format", "jsonl"]).status, 0);
}
