//! Finds the feeds of a web page: those that it declares, links that look like feeds, and usual
//! locations.

use std::collections::HashSet;
use std::fmt;

use dom_query::NodeRef;

use crate::domain::clean;

use super::{address, decode, html, link_header};

/// How many bytes of a page are searched. Feeds are declared early.
const LOOK: usize = 2 << 20;

/// The most feeds that are returned for one page.
const MOST: usize = 50;

/// The longest title (characters).
const LONGEST_TITLE: usize = 200;

/// A feed that a page declares or links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFeed {
    /// Its address.
    pub address: String,
    /// The page's title for the feed.
    pub title: Option<String>,
    /// The declared format; `None` if the address only looks like a feed.
    pub kind: Option<FeedKind>,
}

/// A feed format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedKind {
    /// RSS of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl fmt::Display for FeedKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FeedKind::Rss => "RSS",
            FeedKind::Atom => "Atom",
            FeedKind::Json => "JSON Feed",
        })
    }
}

/// Returns the feeds of a page that was fetched from `address`, each once: first those declared in
/// the page, then those in the `Link` header of its answer, then links that look like feeds. Feeds
/// of comments come last.
pub fn discover(page: &[u8], address: &str, header: Option<&str>) -> Vec<FoundFeed> {
    let page = decode::decode(&page[..page.len().min(LOOK)], None);
    let tree = html::parse_tree(&page);
    let base = tree.select_single("base[href]").attr("href");
    let base = base.and_then(|base| address::link_address(&base, Some(address)));
    let base = base.as_deref().unwrap_or(address);
    let named = tree.select("link[href]");
    let named = named.nodes().iter().filter_map(|node| named_feed(node, base));
    let announced = header.map(link_header::parse_links).unwrap_or_default();
    let announced = announced.iter().filter_map(|link| announced_feed(link, address));
    let linked = tree.select("a[href]");
    let linked = linked.nodes().iter().filter_map(|node| linked_feed(node, base, address));
    let mut seen = HashSet::new();
    let mut found: Vec<FoundFeed> = named
        .chain(announced)
        .chain(linked)
        .filter(|found| seen.insert(identity(&found.address)))
        .take(MOST)
        .collect();
    found.sort_by_key(is_of_comments);
    found
}

/// Returns the addresses where feeds usually are: beside the page at `address`, then at the site's
/// root.
pub fn common_paths(address: &str) -> Vec<String> {
    const PLACES: [&str; 7] =
        ["feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json"];
    let mut folder = address.split(['?', '#']).next().unwrap_or(address).to_owned();
    // A segment without a file extension is more likely a folder than a file.
    let last = folder.rsplit('/').next().unwrap_or("");
    if !folder.ends_with('/') && !last.contains('.') {
        folder.push('/');
    }
    let mut seen = HashSet::from([identity(address)]);
    let beside = PLACES.iter().filter_map(|place| address::link_address(place, Some(&folder)));
    let root = PLACES
        .iter()
        .filter_map(|place| address::link_address(&format!("/{place}"), Some(address)));
    beside.chain(root).filter(|place| seen.insert(identity(place))).collect()
}

/// Returns the feed declared by a `link` element.
fn named_feed(node: &NodeRef, base: &str) -> Option<FoundFeed> {
    let is_feed = says_feed(&node.attr("rel").unwrap_or_default())?;
    let address = whole(&node.attr("href")?, base)?;
    let kind = kind_of(&node.attr("type").unwrap_or_default(), &address, is_feed)?;
    let title = node.attr("title").and_then(|title| shown(&title));
    Some(FoundFeed { address, title, kind })
}

/// Returns the feed that a `Link` header declares for the page at `page`.
fn announced_feed(link: &link_header::Link, page: &str) -> Option<FoundFeed> {
    let is_of_other = link.parameter("anchor").is_some_and(|anchor| {
        !anchor.is_empty() && address::link_address(anchor, Some(page)).as_deref() != Some(page)
    });
    let is_feed = says_feed(link.parameter("rel").unwrap_or("")).filter(|_| !is_of_other)?;
    let address = whole(&link.target, page)?;
    let kind = kind_of(link.parameter("type").unwrap_or(""), &address, is_feed)?;
    let title = link.parameter("title").and_then(shown);
    Some(FoundFeed { address, title, kind })
}

/// Returns whether a link relation (`rel`) may declare a feed: `Some(true)` if it always does,
/// `Some(false)` if it may, `None` if it never does.
fn says_feed(relation: &str) -> Option<bool> {
    let relation = relation.to_ascii_lowercase();
    let is = |wanted: &str| relation.split_ascii_whitespace().any(|word| word == wanted);
    (is("alternate") || is("feed")).then(|| is("feed"))
}

/// Returns the feed format of a media type; `None` if it cannot be a feed's.
fn kind_of(media_type: &str, address: &str, is_feed: bool) -> Option<Option<FeedKind>> {
    let media_type = media_type.to_ascii_lowercase();
    let mut parameters = media_type.split(';').map(str::trim);
    let kind = parameters.next().unwrap_or("");
    // A single entry: the page itself, in Atom format.
    let is_entry = parameters.any(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        name.trim() == "type" && value.trim().trim_matches(['"', '\'']) == "entry"
    });
    if is_entry {
        return None;
    }
    let looks = looks_like_feed(address);
    Some(match kind {
        "application/rss+xml"
        | "application/rdf+xml"
        | "application/x.rss+xml"
        | "application/rss"
        | "text/rss+xml"
        | "text/rss"
        | "application/x-rss+xml" => Some(FeedKind::Rss),
        "application/atom+xml" | "application/atom" | "text/atom+xml" => Some(FeedKind::Atom),
        "application/feed+json" => Some(FeedKind::Json),
        // Other data of the page has this type, too.
        "application/json" if looks => Some(FeedKind::Json),
        "text/xml" | "application/xml" | "" if looks || is_feed => None,
        _ => return None,
    })
}

/// Returns a link that looks like a feed: by its address or, on the same site, by its text.
fn linked_feed(node: &NodeRef, base: &str, page: &str) -> Option<FoundFeed> {
    let address = whole(&node.attr("href")?, base)?;
    let says = shown(&node.text()).or_else(|| shown(&node.attr("title").unwrap_or_default()));
    let lower = says.as_deref().unwrap_or("").to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let is_called_so = words.any(|word| matches!(word, "rss" | "atom" | "feed" | "feeds" | "rdf"));
    let is_own = host(&address) == host(page);
    let is_feed = match (looks_like_feed(&address), is_own) {
        (true, true) => true,
        // Feeds of other sites occur in lists of links; a service that hosts this site's feed is
        // called a feed in the link.
        (true, false) => is_called_so,
        (false, _) => false,
    };
    is_feed.then_some(FoundFeed { address, title: says, kind: None })
}

/// Returns a web address resolved against `base`, without a `feed:` prefix.
fn whole(text: &str, base: &str) -> Option<String> {
    let text = text.trim();
    let bare = match text.get(..5).filter(|start| start.eq_ignore_ascii_case("feed:")) {
        Some(_) if text[5..].starts_with("//") => format!("https:{}", &text[5..]),
        Some(_) => text[5..].to_owned(),
        None => text.to_owned(),
    };
    address::link_address(&bare, Some(base)).and_then(|address| address::web_address(&address))
}

/// Returns whether an address looks like a feed's, by its last path segment or its query.
fn looks_like_feed(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = place.find('/').map_or("", |slash| &place[slash..]).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or("");
    let (name, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let is_called_so = |text: &str| {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| matches!(word, "feed" | "feeds" | "rss" | "rss2" | "atom" | "rdf"))
    };
    match ending {
        "rss" | "atom" | "rdf" => return true,
        "xml" | "json" if is_called_so(path) || name == "index" => return true,
        "" if matches!(name, "feed" | "rss" | "rss2" | "atom" | "rdf") => return true,
        _ => {}
    }
    let said = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        matches!(name, "feed" | "format" | "type" | "output" | "alt")
            && matches!(value, "rss" | "rss2" | "atom" | "rdf" | "feed" | "jsonfeed")
    };
    query.split(['&', ';']).any(said)
}

/// Returns whether the feed has comments instead of articles.
fn is_of_comments(found: &FoundFeed) -> bool {
    const WORDS: [&str; 5] = ["comment", "kommentar", "coment", "reacties", "/replies"];
    let title = found.title.as_deref().unwrap_or("").to_lowercase();
    let address = found.address.to_lowercase();
    WORDS.iter().any(|word| title.contains(word) || address.contains(word))
}

/// Returns a key that is equal for different addresses of one feed.
fn identity(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest).trim_end_matches('/');
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    format!("{}{path}", host.strip_prefix("www.").unwrap_or(&host))
}

fn host(address: &str) -> String {
    let identity = identity(address);
    identity.split(['/', '?']).next().unwrap_or("").to_owned()
}

fn shown(text: &str) -> Option<String> {
    let line: String = clean::one_line(text).chars().take(LONGEST_TITLE).collect();
    let line = line.trim().to_owned();
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    const HOME: &str = "https://news.example/desk/";

    fn addresses(page: &str) -> Vec<String> {
        discover(page.as_bytes(), HOME, None).into_iter().map(|found| found.address).collect()
    }

    #[test]
    fn feeds_that_a_page_names_are_found_with_title_and_kind() {
        let page = r#"<!doctype html><head><title>Harbour Gazette</title>
            <link rel="alternate" type="application/rss+xml" title="Gazette &amp; more" href="/rss">
            <link rel="ALTERNATE home" type="Application/Atom+XML; charset=utf-8" href="atom?a=1&amp;b=2">
            <link rel=alternate type=application/feed+json href=//cdn.example/feed.json>
            <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" href="/feed">
            <link rel="alternate" type="application/json" href="/wp-json/posts/1">
            <link rel="alternate" type="application/json+oembed" href="/oembed?feed=rss">
            </head><body>"#;
        let found = discover(page.as_bytes(), HOME, None);
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.address.as_str(), found.title.as_deref(), found.kind))
            .collect();
        assert_eq!(
            found,
            [
                ("https://news.example/rss", Some("Gazette & more"), Some(FeedKind::Rss)),
                ("https://news.example/desk/atom?a=1&b=2", None, Some(FeedKind::Atom)),
                ("https://cdn.example/feed.json", None, Some(FeedKind::Json)),
            ]
        );
    }

    #[test]
    fn an_entry_of_atom_is_no_feed() {
        let page = r#"<link rel="alternate" type="application/atom+xml; type=entry" href="/now.atom">
            <link rel="alternate" type='application/atom+xml;charset=utf-8;TYPE="Entry"' href="/then">
            <link rel="alternate" type="application/atom+xml;type=feed" href="/all">"#;
        assert_eq!(addresses(page), ["https://news.example/all"]);
    }

    #[test]
    fn feeds_that_only_a_header_names_are_found() {
        let header = r#"</look.css>; rel="preload"; as=style, <../tides?a=1,2>; title="Tides, and more";
            rel="me Alternate"; type=application/atom+xml, </one>; rel=alternate;
            type="application/atom+xml;type=entry", <https://else.example/x>; rel="alternate";
            type="application/rss+xml"; anchor="/elsewhere", <json>; type="application/feed+json"; rel=feed"#;
        let found = discover(b"<p>Words.", HOME, Some(header));
        let found: Vec<_> =
            found.iter().map(|found| (found.address.as_str(), found.title.as_deref())).collect();
        assert_eq!(
            found,
            [
                ("https://news.example/tides?a=1,2", Some("Tides, and more")),
                ("https://news.example/desk/json", None),
            ]
        );
        // A feed that the page declares, too, occurs once, with the page's title.
        let page = r#"<link rel=alternate type=application/rss+xml href=/rss title=News>"#;
        let header = r#"<https://news.example/rss>; rel="alternate"; type="application/rss+xml""#;
        let found = discover(page.as_bytes(), HOME, Some(header));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title.as_deref(), Some("News"));
    }

    #[test]
    fn feeds_of_comments_come_last() {
        let page = r#"<link rel="alternate" type="application/rss+xml" title="Gazette » Comments" href="/c">
            <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="Gazette" href="/feed/">
            <a href="/rss.xml">RSS</a>"#;
        let order = ["/feed/", "/rss.xml", "/c", "/comments/feed/"];
        assert_eq!(addresses(page), order.map(|path| format!("https://news.example{path}")));
    }

    #[test]
    fn each_feed_is_offered_once() {
        let page = r#"<link rel="alternate" type="application/rss+xml" href="/feed/">
            <link rel="alternate" type="application/rss+xml" href="https://news.example/feed">
            <a href="http://www.news.example/feed/#top">Feed</a>"#;
        assert_eq!(addresses(page), ["https://news.example/feed/"]);
    }

    #[test]
    fn links_that_look_like_feeds_are_found() {
        let page = r#"<a href="/world.rss">World</a> <a href="/feeds/sport.xml">Sport</a>
            <a href="/?feed=rss2">All</a> <a href="feed://news.example/x/atom">Atom</a>
            <a href="https://feeds.example/gazette/rss">RSS</a>
            <a href="https://friend.example/feed/">A friend's blog</a>
            <a href="/feedback">Feedback</a> <a href="/sitemap.xml">Map</a> <a href="/rss-help">RSS</a>
            <a href="javascript:rss()">RSS</a> <a href="mailto:feed@news.example">Feed</a>"#;
        assert_eq!(
            addresses(page),
            [
                "https://news.example/world.rss",
                "https://news.example/feeds/sport.xml",
                "https://news.example/?feed=rss2",
                "https://news.example/x/atom",
                "https://feeds.example/gazette/rss",
            ]
        );
    }

    #[test]
    fn a_page_says_what_its_links_are_relative_to() {
        let page =
            r#"<base href="/site/"><link rel="alternate" type="application/rss+xml" href="rss">"#;
        assert_eq!(addresses(page), ["https://news.example/site/rss"]);
    }

    #[test]
    fn what_is_in_comments_and_scripts_is_no_feed() {
        let page = r#"<!-- <link rel="alternate" type="application/rss+xml" href="/a"> -->
            <script>"<link rel='alternate' type='application/rss+xml' href='/b'>"</script>"#;
        assert_eq!(addresses(page), Vec::<String>::new());
    }

    #[test]
    fn titles_are_safe_to_show() {
        let long = "x".repeat(1_000_000);
        let page = format!(
            "<link rel=alternate type=application/rss+xml href=/a title='\u{1b}[2JGazette\u{202e}'>
             <link rel=alternate type=application/rss+xml href=/b title='{long}'>"
        );
        let found = discover(page.as_bytes(), HOME, None);
        assert_eq!(found[0].title.as_deref(), Some("Gazette"));
        assert!(found[1].title.as_ref().is_some_and(|title| title.len() == LONGEST_TITLE));
    }

    #[test]
    fn usual_places_are_beside_the_page_and_at_the_root() {
        let places = common_paths("https://news.example/desk?x=1");
        assert_eq!(places[0], "https://news.example/desk/feed");
        assert!(places.contains(&"https://news.example/atom.xml".to_owned()));
        assert_eq!(places.len(), 14);
        let root = common_paths("https://news.example");
        assert_eq!(root[0], "https://news.example/feed");
        assert_eq!(root.len(), 7);
        let page = common_paths("https://news.example/desk/index.html");
        assert_eq!(page[0], "https://news.example/desk/feed");
        assert!(
            !common_paths("https://news.example/feed.xml")
                .contains(&"https://news.example/feed.xml".to_owned())
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_page(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = discover(&bytes, HOME, None);
        }

        #[test]
        fn any_mark_up_gives_addresses_of_the_web(
            pieces in prop::collection::vec(
                prop_oneof![
                    Just("<link rel=alternate type=application/rss+xml href='".to_owned()),
                    Just("<a href=\"".to_owned()),
                    Just("'>".to_owned()),
                    Just("/feed\">".to_owned()),
                    Just("<base href='//".to_owned()),
                    Just("<!--".to_owned()),
                    "\\PC{0,12}",
                ],
                0..30,
            ),
        ) {
            for found in discover(pieces.concat().as_bytes(), HOME, None) {
                prop_assert!(address::web_address(&found.address).is_some(), "{found:?}");
            }
        }

        #[test]
        fn any_header_gives_addresses_of_the_web(
            header in "(</?feed|>|<|;|,|=|\"|\\\\| |rel=alternate|type=application/rss\\+xml|é){0,40}",
        ) {
            for found in discover(b"", HOME, Some(&header)) {
                prop_assert!(address::web_address(&found.address).is_some(), "{found:?}");
            }
        }

        #[test]
        fn any_address_has_usual_places(address in "\\PC{0,40}") {
            for place in common_paths(&format!("https://news.example/{address}")) {
                prop_assert!(place.starts_with("https://news.example/"), "{place}");
            }
        }
    }
}
