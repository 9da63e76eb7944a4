//! Tests of Newsboat's lists of feeds: what is imported, and what is reported of the rest.

use onrecord::domain::{FeedOrigin, search};
use onrecord::ingest::newsboat::{is_urls, read};

/// A list as text: a line a feed, a search (`?`), a problem (`!`), a note (`-`).
fn render(text: &str) -> String {
    assert!(is_urls(text.as_bytes()), "{text}");
    let urls = read(text.as_bytes()).expect("it is text");
    let mut lines = Vec::new();
    for feed in &urls.feeds {
        let FeedOrigin::Address(address) = &feed.info.origin else { panic!("an address") };
        let own = feed.own_title.as_ref().map(|own| format!(" = {own}")).unwrap_or_default();
        lines.push(format!("{address}{own} [{}]", feed.settings.tags.join("|")));
    }
    for (title, text) in &urls.searches {
        assert!(search::parse(text).is_ok(), "{text}");
        lines.push(format!("? {title}: {text}"));
    }
    lines.extend(urls.problems.iter().map(|line| format!("! {line}")));
    lines.extend(urls.notes.iter().map(|line| format!("- {line}")));
    lines.join("\n")
}

#[test]
fn feeds_come_with_their_tags_and_titles() {
    let list = "# my feeds\n\nhttps://tides.example/rss sea \"harbour news\" \"~Tides \\\"today\\\"\"\n\
                \thttp://bay.example/feed?a=1&b=2   # a comment\nhttps://tides.example/rss ports sea\n\
                feed:https://old.example/atom ~\"odd\nhttps://quiet.example/rss ! sea\n";
    assert_eq!(
        render(list),
        "https://tides.example/rss = Tides \"today\" [sea|harbour news|ports]\n\
         http://bay.example/feed?a=1&b=2 []\n\
         https://old.example/atom = \"odd []\n\
         https://quiet.example/rss [sea]\n\
         - line 7: https://quiet.example/rss: it is hidden there, and is followed and shown here"
    );
}

#[test]
fn what_is_not_taken_over_is_told() {
    let list = "exec:~/bin/make-feed.sh tool\n\"filter:~/bin/clean:https://a.example/rss\"\n\
                file:///home/ann/feed.xml\njavascript:alert(1)\nhttp://\nhttps://b.example/rss\n";
    assert_eq!(
        render(list),
        "https://b.example/rss []\n\
         ! line 4: \"javascript:alert(1)\" is no address\n\
         ! line 5: \"http://\" is no web address\n\
         - line 1: exec:~/bin/make-feed.sh: not taken over: a program makes it, and onrecord runs none\n\
         - line 2: filter:~/bin/clean:https://a.example/rss: not taken over: it goes through a program, \
         and onrecord runs none\n\
         - line 3: file:///home/ann/feed.xml: not taken over: it is a file, which `onrecord import` reads"
    );
}

/// Returns the translation of a filter, or the reason why there is none.
fn searched(filter: &str) -> String {
    let escaped = filter.replace('\\', "\\\\").replace('"', "\\\"");
    let told = render(&format!("\"query:Q:{escaped}\"\n"));
    let told = told.lines().filter(|line| !line.contains("the query \"Q\": ")).collect::<String>();
    told.replace("? Q: ", "").replace("- line 1: the query \"Q\" was not taken over: ", "NONE ")
}

#[test]
fn filters_are_searches_where_there_are_words_for_them() {
    for (filter, expected) in [
        ("unread = \"yes\"", "is:unread"),
        ("unread != \"yes\"", "NOT is:unread"),
        ("unread=\"no\" and age < 7", "is:read newer:7d"),
        ("age between 0:6", "newer:7d"),
        ("age between \"2:4\"", "(older:2d newer:5d)"),
        ("age >= 30", "older:30d"),
        ("age > 30", "older:31d"),
        ("tags # \"sea\" and tags !# \"sport\"", "tag:sea NOT tag:sport"),
        ("tags # \"harbour news\"", "tag:\"harbour news\""),
        ("title =~ \"ferry\"", "title:ferry*"),
        ("title =~ \"ferry|tram line\"", "(title:ferry* OR title:\"tram line\"*)"),
        ("title =~ \"\\\\bferry\\\\b\"", "title:ferry"),
        ("title !~ \"(sponsored|advert)\"", "NOT (title:sponsored* OR title:advert*)"),
        ("content =~ \".*storm.*\"", "body:storm*"),
        ("author =~ \"Ann Lee\"", "author:\"Ann Lee\""),
        ("link =~ \"news\\\\.example\"", "url:\"news.example\""),
        ("feedtitle = \"The Gazette\"", "feed:\"The Gazette\""),
        ("rssurl =~ gazette", "feed:gazette"),
        ("enclosure_url !~ \"^$\"", "has:files"),
        ("flags =~ \".\"", "is:starred"),
        (
            "unread = \"yes\" and (tags # \"a\" or tags # \"b\") and age < 2",
            "is:unread (tag:a OR tag:b) newer:2d",
        ),
        // What comes after the first of them belongs together.
        ("tags # \"a\" and tags # \"b\" or tags # \"c\"", "tag:a (tag:b OR tag:c)"),
        ("title =~ \"fer+y\"", "NONE searches have no patterns like \"fer+y\""),
        ("title =~ \"^Ferry\"", "NONE searches have no patterns like \"^Ferry\""),
        ("title = \"Ferry\"", "NONE searches look for words of `title`, not for all of it"),
        ("unread_count > 0", "NONE searches have no words for `unread_count`"),
        ("flags # \"x\"", "NONE searches know whether there is `flags`, not which"),
        ("unread = \"yes\" xor age < 3", "NONE it cannot be read from `xor age < 3` on"),
        ("(unread = \"yes\"", "NONE a bracket in it is not closed"),
        ("title =~ \"ferry", "NONE a quotation mark in it is not closed"),
        ("", "NONE it cannot be read from `` on"),
    ] {
        assert_eq!(searched(filter), expected, "{filter}");
    }
}

#[test]
fn a_search_that_finds_other_articles_than_its_query_says_so() {
    assert_eq!(
        render(
            "\"query:Boats:title =~ \\\"boat\\\" and flags !~ \\\"^$\\\"\" mine\nhttps://a.example/\n"
        ),
        "https://a.example/ []\n\
         ? Boats: title:boat* is:starred\n\
         - line 1: the query \"Boats\": it finds words that begin so, not parts inside of words\n\
         - line 1: the query \"Boats\": flags are stars here"
    );
}

#[test]
fn other_files_are_no_such_lists() {
    for text in [
        "<opml><outline xmlUrl='https://a.example/'/></opml>",
        "Ferry halted\nhttps://a.example/",
        "{\"id\": 1}",
        "# only a comment",
        "",
    ] {
        assert!(!is_urls(text.as_bytes()), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_list_is_survived(text in "(https://a.example/|query:|Q:|unread|=|\"|\\\\|=~|yes|\\(|\\)| |and|or|#|~|!|\\n|é){0,60}") {
        if let Ok(urls) = read(text.as_bytes()) {
            for (_, text) in urls.searches {
                proptest::prop_assert!(search::parse(&text).is_ok());
            }
        }
    }

    #[test]
    fn any_filter_is_survived(filter in "\\PC{0,60}") {
        let _ = read(format!("query:Q:{filter}").as_bytes());
    }
}
