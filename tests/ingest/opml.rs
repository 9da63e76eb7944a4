//! Tests of OPML: lists in every shape are read, and a written list reads back the same.

use onrecord::domain::{
    FeedId, FeedOrigin, FeedSettings, FeedState, Following, Subscription, Validators,
};
use onrecord::ingest::opml::{Outline, read, write};
use onrecord::ingest::{IngestError, parse};
use proptest::prelude::*;

/// A list as text: its title, a line a feed, a line a problem.
fn render(outline: &Outline) -> String {
    let mut lines = vec![format!("= {}", outline.title)];
    lines.extend(outline.feeds.iter().map(line));
    lines.extend(outline.problems.iter().map(|problem| format!("! {problem}")));
    lines.join("\n")
}

fn line(feed: &Following) -> String {
    let FeedOrigin::Address(address) = &feed.info.origin else { panic!("a feed has an address") };
    let mut line = format!("{} {address}", feed.info.title);
    for (mark, value) in [("site", &feed.info.site), ("own", &feed.own_title)] {
        line.extend(value.iter().map(|value| format!(" {mark}={value}")));
    }
    let FeedSettings { interval, full_text, state, tags } = &feed.settings;
    if !tags.is_empty() {
        line.push_str(&format!(" [{}]", tags.join("|")));
    }
    line.extend(interval.map(|minutes| format!(" every {minutes}")));
    line.extend(full_text.then_some(" full"));
    line.extend((*state != FeedState::Followed).then(|| format!(" {state:?}")));
    line
}

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, expected: &str) {
    let bytes = bytes.as_ref();
    let found = read(bytes).map_or_else(|error| format!("error: {error}"), |list| render(&list));
    assert_eq!(found, expected, "{}", String::from_utf8_lossy(bytes));
}

/// Outlines inside a whole list.
fn list(outlines: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head>\
         <title>My feeds</title></head><body>\n{outlines}</body></opml>\n"
    )
}

#[test]
fn folders_and_categories_are_tags() {
    check(
        list(
            r#"<outline text="News"><outline text="Europe"><outline text="Gazette" type="rss" xmlUrl="https://gazette.example/rss" htmlUrl="https://gazette.example/"/></outline>
<outline text="Herald" xmlUrl="https://herald.example/rss"/></outline>
<outline text="Blog" xmlUrl="https://blog.example/rss" category="Sea, /Work/Ports,Sea"/>
<outline title="Again"><outline xmlUrl="https://gazette.example/rss"/></outline>"#,
        ),
        "= My feeds\n\
         Gazette https://gazette.example/rss site=https://gazette.example/ [News|Europe|Again]\n\
         Herald https://herald.example/rss [News]\n\
         Blog https://blog.example/rss [Sea|Work|Ports]",
    );
}

#[test]
fn what_has_outlines_in_it_is_a_folder_whatever_its_type() {
    check(
        list(
            "<outline type='rss' text='Ports'>\n<outline type='atom' title='North' htmlUrl='https://n.example/'>\n\
             <outline type='rss' text='Tides' xmlUrl='https://tides.example/rss'/>\n</outline>\n\
             <outline type='rss' text='Empty'></outline>\n</outline>\n\
             <outline type='link' text='Links'><outline text='Bay' xmlUrl='https://bay.example/rss'/></outline>",
        ),
        "= My feeds\nTides https://tides.example/rss [Ports|North]\nBay https://bay.example/rss [Links]\n\
         ! line 7: \"Empty\" has no address (xmlUrl)",
    );
}

#[test]
fn attributes_are_read_in_any_case_and_spelling() {
    check(
        "<OPML VERSION=1.0><BODY><Outline TEXT='One' XMLURL='http://one.example/a' HTMLURL='http://one.example'/>\
         <outline Title=Two xmlURL=http://two.example/b />\
         <outline text='Three' url='http://three.example/c' type='rss'/>\
         <outline text='Four' xmlUrl='feed://four.example/d'/>\
         <outline text='Five' xmlUrl='feed:http://five.example/e'/>\
         <outline text='Six' xmlUrl='six.example/f'/><outline xmlUrl='http://seven.example/g'/></BODY></OPML>",
        "= \nOne http://one.example/a site=http://one.example\nTwo http://two.example/b\n\
         Three http://three.example/c\nFour https://four.example/d\nFive http://five.example/e\n\
         Six https://six.example/f\nhttp://seven.example/g http://seven.example/g",
    );
}

#[test]
fn an_own_title_is_told_from_the_feeds() {
    check(
        list(
            r#"<outline text="Mine" title="Theirs" xmlUrl="https://a.example/"/><outline text="Same" title="Same" xmlUrl="https://b.example/"/>"#,
        ),
        "= My feeds\nTheirs https://a.example/ own=Mine\nSame https://b.example/",
    );
}

#[test]
fn broken_mark_up_costs_no_more_than_itself() {
    check(
        "<opml><body><outline text=\"Fish & chips\" xmlUrl=\"https://a.example/?x=1&y=2&copy=3\">\n\
         <outline text='Caf&eacute; &amp; bar' xmlUrl='https://b.example/?x=1&amp;y=2'>\n<outline text='Folder'>\
         <outline text='In' xmlUrl='https://c.example/'></outline></body>",
        "= \nFish & chips https://a.example/?x=1&y=2&copy=3\nCafé & bar https://b.example/?x=1&y=2\n\
         In https://c.example/ [Folder]",
    );
    check(
        "<opml><body><outline text='A' xmlUrl='https://a.example/'/>\n<outline text='broken xmlUrl=\"https://b.example/\"/>\n\
         <outline text=\"C\" xmlUrl=\"https://c.example/\"/>",
        "= \nA https://a.example/\nC https://c.example/\n! line 2: a broken tag",
    );
    check("<outline text='Bare' xmlUrl='https://a.example/'/>", "= \nBare https://a.example/");
}

#[test]
fn marks_and_character_sets_are_read() {
    let text = list("<outline text=\"Łódź café\" xmlUrl=\"https://a.example/\"/>");
    let expected = "= My feeds\nŁódź café https://a.example/";
    check([b"\xef\xbb\xbf", text.as_bytes()].concat(), expected);
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check(wide, expected);
    check(
        b"<?xml version='1.0' encoding='iso-8859-2'?><opml><outline text='\xa3\xf3d\xbc' xmlUrl='https://a.example/'/></opml>",
        "= \nŁódź https://a.example/",
    );
    check(
        b"<?xml version='1.0' encoding='utf-8'?><opml><outline text='Caf\xe9' xmlUrl='https://a.example/'/></opml>",
        "= \nCafé https://a.example/",
    );
}

#[test]
fn outlines_without_feed_are_reported_with_their_line() {
    check(
        list(
            "<outline text='Good' xmlUrl='https://a.example/'/>\n<outline text='Empty folder'/>\n\
             <outline text='Script' xmlUrl='javascript:alert(1)'/>\n<outline text='File' xmlUrl='file:///etc/passwd'/>\n\
             <outline text='Query' xmlUrl='query:unread'/>\n<outline text='No address' type='rss'/>\n\
             <outline text='Page' type='link' url='https://b.example/'/>\n<outline text='More' type='include' url='https://b.example/x.opml'/>\n\
             <outline htmlUrl='https://c.example/'/>\n",
        ),
        "= My feeds\nGood https://a.example/\n\
         ! line 5: \"Script\" \"javascript:alert(1)\" is no web address\n\
         ! line 6: \"File\" \"file:///etc/passwd\" is no web address\n\
         ! line 7: \"Query\" \"query:unread\" is no web address\n\
         ! line 8: \"No address\" has no address (xmlUrl)\n\
         ! line 9: \"Page\" is a link to a page, not a feed\n\
         ! line 10: \"More\" includes another list, which is not read\n\
         ! line 11: an outline has a page (htmlUrl), but no feed (xmlUrl)",
    );
}

#[test]
fn what_is_no_list_says_so() {
    check(
        "<rss><channel/></rss>",
        "error: it is no list of feeds (OPML): there is no outline in it",
    );
    check("just words", "error: it is no list of feeds (OPML): there is no outline in it");
    check(list(""), "error: it is no list of feeds (OPML): it lists no feed");
    check(
        list("<outline text='x' xmlUrl='about:blank'/>"),
        "error: it is no list of feeds (OPML): line 3: \"x\" \"about:blank\" is no web address",
    );
    check(" \n", "error: it is empty");
    check(b"\x89PNG\r\n\x1a\n", "error: it is a PNG image, not text");
}

#[test]
fn a_list_given_as_an_article_names_the_command_that_reads_it() {
    let error = parse(list("<outline xmlUrl='https://a.example/'/>").as_bytes(), None).unwrap_err();
    assert!(matches!(error, IngestError::Opml), "{error}");
    assert!(error.hint().is_some_and(|hint| hint.contains("opml import")));
}

#[test]
fn hostile_lists_are_survived_and_cleaned() {
    let deep = format!(
        "<opml>{}<outline text='In' xmlUrl='https://a.example/'/>",
        "<outline text='d'>".repeat(100_000)
    );
    check(deep, "= \nIn https://a.example/ [d]");
    check(
        "<!DOCTYPE opml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <opml><outline text='&b;&f;\u{1b}]0;pwn\u{7}x\u{202e}y' xmlUrl='https://a.example/'/></opml>",
        "= \n&b;&f;xy https://a.example/",
    );
    let broken = "<outline text='x ".repeat(2_000);
    assert!(read(format!("<opml>{broken}").as_bytes()).is_err());
    let many = "<outline text='no' xmlUrl='x:y'/>".repeat(500);
    let list = read(format!("<outline xmlUrl='https://a.example/'/>{many}").as_bytes()).unwrap();
    assert_eq!(list.problems.len(), 101);
}

fn subscription(address: &str, title: &str) -> Subscription {
    Subscription {
        id: FeedId(1),
        address: address.to_owned(),
        title: title.to_owned(),
        feed_title: title.to_owned(),
        site: None,
        settings: FeedSettings::default(),
        validators: Validators::default(),
        fetched_at: None,
        not_before: None,
        failures: 0,
        last_error: None,
    }
}

#[test]
fn a_written_list_is_what_other_readers_read() {
    let tagged = |address, title, tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let settings = FeedSettings { tags, ..FeedSettings::default() };
        Subscription { settings, ..subscription(address, title) }
    };
    let kept = FeedSettings { state: FeedState::Kept, ..FeedSettings::default() };
    let feeds = [
        tagged("https://a.example/?x&y", "A & <b>", &["Sea", "Ports"]),
        tagged("https://b.example/", "B", &[]),
        tagged("https://c.example/", "C", &["Sea"]),
        Subscription { settings: kept, ..subscription("https://d.example/", "Ended") },
    ];
    let written = write("My feeds", &feeds, 1_708_246_800);
    let indented: Vec<&str> = written.lines().skip(1).collect();
    let tags = "onrecord:tags=\"[&quot;Sea&quot;,&quot;Ports&quot;]\"";
    let first = format!(
        "<outline type=\"rss\" text=\"A &amp; &lt;b&gt;\" title=\"A &amp; &lt;b&gt;\" \
         xmlUrl=\"https://a.example/?x&amp;y\" onrecord:order=\"0\" {tags}/>"
    );
    let second = "<outline type=\"rss\" text=\"B\" title=\"B\" xmlUrl=\"https://b.example/\" onrecord:order=\"1\"/>";
    let third = "<outline type=\"rss\" text=\"C\" title=\"C\" xmlUrl=\"https://c.example/\" onrecord:order=\"2\"/>";
    assert_eq!(
        indented,
        [
            "<opml version=\"2.0\" xmlns:onrecord=\"urn:onrecord:opml\">",
            "  <head>",
            "    <title>My feeds</title>",
            "    <dateCreated>Sun, 18 Feb 2024 09:00:00 +0000</dateCreated>",
            "  </head>",
            "  <body>",
            &format!("    {second}"),
            "    <outline text=\"Sea\" title=\"Sea\">",
            &format!("      {first}"),
            &format!("      {third}"),
            "    </outline>",
            "    <outline text=\"Ports\" title=\"Ports\">",
            &format!("      {first}"),
            "    </outline>",
            "  </body>",
            "</opml>",
        ]
    );
}

/// Text on one line as a store holds it: clean, and with all that mark-up gives a meaning.
fn words() -> impl Strategy<Value = String> {
    "[a-zé&<>\"'\\],/;#;💧0-9]( ?[a-zé&<>\"'\\],/;#;💧0-9]){0,8}"
}

fn feeds() -> impl Strategy<Value = Vec<Subscription>> {
    let settings = (
        proptest::option::of(1..100_000_u32),
        any::<bool>(),
        0..3_usize,
        proptest::collection::hash_set(words(), 0..4),
    )
        .prop_map(|(interval, full_text, state, tags)| {
            let state = [FeedState::Followed, FeedState::Paused, FeedState::Gone][state];
            FeedSettings { interval, full_text, state, tags: tags.into_iter().collect() }
        });
    let feed = (words(), words(), proptest::option::of("[a-z]{1,5}"), settings);
    type Parts = (String, String, Option<String>, FeedSettings);
    proptest::collection::vec(feed, 1..8).prop_map(|feeds| {
        let feed = |(number, (title, feed_title, site, settings)): (usize, Parts)| Subscription {
            title,
            feed_title,
            site: site.map(|site| format!("https://{site}.example/?a=1&b='2'")),
            settings,
            ..subscription(&format!("https://example.org/{number}?x=1&y=2"), "")
        };
        feeds.into_iter().enumerate().map(feed).collect()
    })
}

proptest! {
    #[test]
    fn what_is_written_comes_back(title in words(), feeds in feeds(), now in 0..4_000_000_000_i64) {
        let list = read(write(&title, &feeds, now).as_bytes()).expect("a list");
        prop_assert_eq!(&list.title, &title);
        prop_assert_eq!(&list.problems, &Vec::<String>::new());
        prop_assert_eq!(list.feeds.len(), feeds.len());
        for (found, feed) in list.feeds.iter().zip(&feeds) {
            prop_assert_eq!(&found.info.origin, &FeedOrigin::Address(feed.address.clone()));
            prop_assert_eq!(&found.info.title, &feed.feed_title);
            let own = (feed.title != feed.feed_title).then(|| feed.title.clone());
            prop_assert_eq!(&found.own_title, &own);
            prop_assert_eq!(&found.info.site, &feed.site);
            prop_assert_eq!(&found.settings, &feed.settings);
        }
    }

    #[test]
    fn any_list_is_survived(text in "(<outline |</outline>|text=|xmlUrl=|\"|'|https://a.example/|/>|>|<|&amp;|&|<opml>|<title>|é| |\\n|<!--|<!\\[CDATA\\[|\u{1b}){0,60}") {
        if let Ok(list) = read(text.as_bytes()) {
            prop_assert!(list.feeds.iter().all(|feed| !line(feed).contains(char::is_control)));
            prop_assert!(list.problems.iter().all(|problem| !problem.contains(char::is_control)));
        }
    }
}
