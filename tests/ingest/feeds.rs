//! RSS, RDF, Atom and JSON Feed, well-formed or not.

use super::check;
use onrecord::ingest::{Hints, parse, parse_with};

#[test]
fn rss_two() {
    check(
        "",
        r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour &amp; Coast</title><link>https://harbour.example/</link><atom:link rel="self" href="https://harbour.example/rss"/>
<image><title>Logo</title><link>https://harbour.example/logo</link></image><language>en-gb</language>
<item><title><![CDATA[Ferry <b>stops</b> &amp; waits]]></title><link>https://harbour.example/1</link><guid isPermaLink="false">g1</guid>
<pubDate>Sun, 18 Feb 2024 09:00:00 +0200</pubDate><dc:creator>Ann Lee</dc:creator><author>desk@harbour.example (Bo Ek)</author>
<category>Ferries</category><category>Ferries</category><description>Short.</description>
<c:encoded><![CDATA[<p>All <a href="/about">sailings</a> stop.</p><ul><li>One</li></ul><script>x</script>]]></c:encoded></item>
<item><description>Only a description: 1 &lt; 2.</description><guid>https://harbour.example/2</guid></item>
</channel></rss>"#,
        "feed \"Harbour & Coast\" Address(\"https://harbour.example/rss\") Some(\"https://harbour.example/\")\n\
         # Ferry stops & waits\nguid: g1\nurl: https://harbour.example/1\nby: Ann Lee | Bo Ek\npublished: 2024-02-18T09:00:00+02:00\n\
         tags: Ferries\nlanguage: en-gb\n--\np All sailings stop.\n* One\n[sailings] https://harbour.example/about\n====\n\
         # \nguid: https://harbour.example/2\nurl: https://harbour.example/2\nlanguage: en-gb\n--\np Only a description: 1 < 2.",
    );
}

#[test]
fn rdf_and_old_rss() {
    check(
        "",
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Old</title><link>http://old.example/</link><items><rdf:Seq/></items></channel>
<item rdf:about="http://old.example/1"><title>One</title><link>http://old.example/1</link><dc:date>2004-02-18</dc:date><dc:subject>x</dc:subject></item></rdf:RDF>"#,
        "feed \"Old\" Input Some(\"http://old.example/\")\n# One\nguid: http://old.example/1\nurl: http://old.example/1\npublished: 2004-02-18\ntags: x\n--",
    );
    check(
        "",
        "<!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"x\"><RSS><Channel><Title>Old</Title><Item><Title>One</Title></Item></Channel></RSS>",
        "feed \"Old\" Input None\n# One\n--",
    );
}

#[test]
fn atom() {
    check(
        "",
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/b/"><title type="html">A &amp;amp; B</title>
<link rel="alternate" href="/"/><link rel="self" href="feed.xml"/>
<entry><id>tag:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <em>two</em></div></title>
<link rel="edit" href="edit"/><link href="one"/><author><name>Ann Lee</name><email>a@b.c</email></author><updated>2024-02-18T09:00:00Z</updated>
<category term="t" label="Ferries"/><content type="xhtml"><div><p>All &amp; <a href="x">more</a>.</p></div></content></entry>
<entry><id>tag:2</id><title>1 &lt; 2 &amp; 3</title><published>2024-02-17</published><updated>2024-02-18</updated><summary type="text">Plain &lt;b> text</summary></entry></feed>"#,
        "feed \"A & B\" Address(\"https://a.example/b/feed.xml\") Some(\"https://a.example/\")\n\
         # One two\nguid: tag:1\nurl: https://a.example/b/one\nby: Ann Lee\npublished: 2024-02-18T09:00:00Z\nupdated: 2024-02-18T09:00:00Z\n\
         tags: Ferries\nlanguage: de\n--\np All & more.\n[more] https://a.example/b/x\n====\n\
         # 1 < 2 & 3\nguid: tag:2\npublished: 2024-02-17\nupdated: 2024-02-18\nlanguage: de\n--\np Plain <b> text",
    );
}

#[test]
fn old_atom_is_unpacked() {
    check(
        "",
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title mode='base64' type='text/html'>RmVycnkgPGI+c3RvcHM8L2I+</title>\
         <entry><title mode='escaped'>One &amp;amp; two</title><id>http://old.example/1</id><issued>2004-02-18</issued>\
         <modified>2004-02-19</modified><content mode='xml' type='text/html'><p>It <b>did</b>.</p></content></entry></feed>",
        "feed \"Ferry stops\" Input None\n# One & two\nguid: http://old.example/1\nurl: http://old.example/1\n\
         published: 2004-02-18\nupdated: 2004-02-19\n--\np It did.",
    );
    check(
        "",
        "<?xml version='1.0'?><!DOCTYPE html><rss><channel><title>T</title></channel></rss>",
        "feed \"T\" Input None",
    );
}

#[test]
fn json_feed() {
    check(
        "",
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://j.example/","feed_url":"https://j.example/f",
        "language":"en","items":[{"id":1,"url":"/1","title":"One","content_html":"<p>It <a href='x'>did</a>.</p>","authors":[{"name":"Ann Lee"}],
        "tags":["x"],"date_published":"2024-02-18T09:00:00Z"},{"id":"2","content_text":"Two."}]}"#,
        "feed \"J\" Address(\"https://j.example/f\") Some(\"https://j.example/\")\n\
         # One\nguid: 1\nurl: https://j.example/1\nby: Ann Lee\npublished: 2024-02-18T09:00:00Z\ntags: x\nlanguage: en\n--\np It did.\n\
         [did] https://j.example/x\n====\n# \nguid: 2\nlanguage: en\n--\np Two.",
    );
}

#[test]
fn ill_formed_feeds_keep_what_they_can() {
    let titles = |markup: &str| {
        let parsed = parse(markup.as_bytes(), None).unwrap();
        let titles: Vec<_> = parsed.drafts.iter().map(|draft| draft.title.clone()).collect();
        titles.join(" | ")
    };
    let cut = "<rss><channel><title>T</title><item><title>One</title><link>http://a.example/1</link></item><item><title>Two";
    assert_eq!(titles(cut), "One | Two");
    assert_eq!(
        titles(
            "<rss><channel><item><title>Fish & chips &nope; &eacute;&#8217;</title></item></channel></rss>"
        ),
        "Fish & chips &nope; é’"
    );
    assert_eq!(
        titles(
            "<rss><channel><item><title>One</b></title></wrong><item><title>Two</title></channel></rss>"
        ),
        "One | Two"
    );
    assert_eq!(
        titles(
            "<rss><channel><item><title>One<link>http://a.example</link></item><item><title>Two</title></item>"
        ),
        "One | Two"
    );
    assert_eq!(
        titles(
            "<rss><channel><item><dc:title>One</dc:title></item><item a=b c><title x>Two</title></item></channel></rss>"
        ),
        "One | Two"
    );
    assert_eq!(
        titles("\n\n <?xml version='1.0'?><!-- x --><rss><item><title>One</title></item></rss>"),
        "One"
    );
}

#[test]
fn mark_up_that_was_not_escaped_is_kept() {
    check(
        "",
        "<rss><channel><title>T</title><item><title>One</title><description><p>Two<br>three</p><title>no</title></description></item></channel></rss>",
        "feed \"T\" Input None\n# One\n--\np Two⏎three",
    );
}

#[test]
fn entities_are_never_expanded() {
    let laughs: String = (1..20)
        .map(|n| format!("<!ENTITY a{n} \"&a{};&a{};&a{};\">", n - 1, n - 1, n - 1))
        .collect();
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 \"ha\"><!ENTITY f SYSTEM \"file:///etc/passwd\">{laughs}]>\
         <rss><channel><item><title>&a19; &f;</title></item></channel></rss>"
    );
    check("", feed, "feed \"\" Input None\n# &a19; &f;\n--");
}

#[test]
fn declared_words_are_read_as_far_as_they_are_harmless() {
    check(
        "",
        "<!DOCTYPE rss [<!ENTITY who \"Ann Lee\"><!ENTITY tag 'tag:a.example,'>]>\
         <rss><channel><item><title>&who; left</title><guid isPermaLink='&no;'>&tag;1</guid></item></channel></rss>",
        "feed \"\" Input None\n# Ann Lee left\nguid: tag:a.example,1\n--",
    );
    let many = format!(
        "<!DOCTYPE rss [<!ENTITY a \"{}\">]><rss><item><title>x</title><description>{}</description></item></rss>",
        "w".repeat(200),
        "&a; ".repeat(100_000)
    );
    let parsed = parse(many.as_bytes(), None).unwrap();
    assert!(parsed.drafts[0].body.text.len() < 600_000);
}

#[test]
fn channel_definitions() {
    check(
        "",
        "<CHANNEL HREF='https://a.example/' BASE='https://b.example/'><TITLE>C</TITLE><ITEM HREF='/1' LASTMOD='2004-04-06T23:05:43-05:00'>\
         <TITLE>One</TITLE><ABSTRACT>It did.</ABSTRACT></ITEM><ITEM><A HREF='/2'>Two</A></ITEM></CHANNEL>",
        "feed \"C\" Input Some(\"https://a.example/\")\n# One\nurl: https://b.example/1\npublished: 2004-04-06T23:05:43-05:00\n\
         updated: 2004-04-06T23:05:43-05:00\n--\np It did.\n====\n# \nurl: https://b.example/2\n--",
    );
}

#[test]
fn megabytes_in_a_field_hurt_nobody() {
    let long = "word ".repeat(200_000);
    let feed = format!(
        "<rss><channel><title>{long}</title><item><title>{long}</title><guid>{long}</guid><author>{long}</author>\
         <category>{long}</category><link>https://a.example/{long}</link><description>Text.</description></item></channel></rss>"
    );
    let parsed = parse(feed.as_bytes(), None).unwrap();
    let draft = &parsed.drafts[0];
    assert!(parsed.feed.unwrap().title.chars().count() <= 1001);
    assert!(draft.title.chars().count() <= 1001 && draft.title.ends_with('…'));
    assert!(draft.authors[0].chars().count() <= 1001 && draft.tags[0].chars().count() <= 1001);
    assert!(draft.guid.as_ref().unwrap().starts_with("sha256:"));
    assert_eq!(draft.url, None);
    assert_eq!(draft.body.blocks.len(), 2, "the title as it is written, then the text");
    assert_eq!(draft.body.blocks[0].span.of(&draft.body.text), long.trim());
    let attributes: String = (0..200_000).map(|n| format!(" a{n}='x'")).collect();
    let feed = format!("<rss><item{attributes}><title{attributes}>x</title></item></rss>");
    assert_eq!(parse(feed.as_bytes(), None).unwrap().drafts[0].title, "x");
}

#[test]
fn escape_sequences_and_zeros_are_taken_out_of_every_field() {
    let bad = "a\u{1b}]0;pwn\u{7}\0\u{9b}31mb\u{202e}";
    let feed = format!(
        "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>{bad}</title><language>{bad}</language><item><title>{bad}</title>\
         <guid>{bad}</guid><dc:creator>{bad}</dc:creator><category>{bad}</category><source>{bad}</source><link>https://a.example/{bad}</link>\
         <description>{bad}</description></item></channel></rss>{}",
        " ".repeat(2000)
    );
    let shown = super::render(&parse(feed.as_bytes(), None).unwrap());
    assert!(!shown.contains(|c: char| c != '\n' && c.is_control()), "{shown:?}");
    assert!(shown.contains("# ab\nguid: ab\n") && shown.contains("by: ab\n"), "{shown}");
}

#[test]
fn only_web_addresses_are_kept() {
    check(
        "",
        "<rss><channel><title>T</title><link>file:///x</link><item><title>A</title><link>javascript:x()</link>\
         <description>&lt;a href='javascript:x'>b&lt;/a>\u{1b}[31m</description></item></channel></rss>",
        "feed \"T\" Input None\n# A\n--\np b",
    );
}

#[test]
fn a_server_knows_better() {
    let hints = Hints {
        charset: Some("windows-1251"),
        address: Some("https://a.example/f"),
        ..Hints::default()
    };
    let bytes = b"<rss><channel><title>\xcf\xe0\xf0\xee\xec</title><item><title>x</title><link>/1</link></item></channel></rss>";
    let parsed = parse_with(bytes, &hints).unwrap();
    assert_eq!(
        super::render(&parsed),
        "feed \"Паром\" Address(\"https://a.example/f\") None\n# x\nurl: https://a.example/1\n--"
    );
}

#[test]
fn what_is_no_feed_says_so() {
    check(
        "",
        "<rss></rss>",
        "error: no article in it: it looks like a feed, but has neither a channel nor entries",
    );
    check(
        "",
        "<?xml version='1.0'?><opml/>",
        "error: it is a list of feeds (OPML), not an article",
    );
    check(
        "",
        "<?xml version='1.0'?><plist/>",
        "error: no article in it: it is XML, but neither a feed nor a page",
    );
}

#[test]
fn deep_and_broad_feeds_are_survived() {
    let began = std::time::Instant::now();
    let deep = format!("<rss><channel><item><title>x</title>{}", "<a>".repeat(300_000));
    assert_eq!(parse(deep.as_bytes(), None).unwrap().drafts.len(), 1);
    let broad = format!(
        "<rss><channel>{}",
        "<item><title>&eacute; x</title><description>&lt;p>y</description></item>".repeat(20_000)
    );
    assert_eq!(parse(broad.as_bytes(), None).unwrap().drafts.len(), 20_000);
    let closes = format!("<rss><item><title>x</title>{}", "</a>".repeat(300_000));
    assert_eq!(parse(closes.as_bytes(), None).unwrap().drafts.len(), 1);
    assert!(began.elapsed().as_secs() < 60);
}

#[test]
fn of_a_feed_without_end_the_first_entries_are_read() {
    let items = "<item><title>A</title></item>".repeat(100_001);
    let feed = format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>");
    let parsed = parse(feed.as_bytes(), None).expect("a feed");
    assert_eq!(parsed.drafts.len(), 100_000);
    assert_eq!(parsed.problems, ["it has 100001 entries: the first 100000 were read"]);
}

#[test]
fn a_headline_may_speak_of_tags() {
    for (written, expected) in [
        ("How a &lt;dialog&gt; opens", "How a <dialog> opens"),
        (
            "Scripts: &lt;script&gt; and &lt;noscript&gt; compared",
            "Scripts: <script> and <noscript> compared",
        ),
        ("Where the &lt;br&gt; element helps", "Where the <br> element helps"),
        (
            "A &lt;b&gt;bold&lt;/b&gt; word on &lt;title&gt; and &lt;/div&gt;",
            "A bold word on <title> and </div>",
        ),
        ("Map&lt;String, Tide&gt; is slow", "Map<String, Tide> is slow"),
        ("High&lt;br&gt;and &lt;em class='x'&gt;low&lt;/em&gt; water", "High and low water"),
        ("The &lt;img&gt; that never loads", "The <img> that never loads"),
    ] {
        let feed = format!("<rss><channel><item><title>{written}</title></item></channel></rss>");
        assert_eq!(parse(feed.as_bytes(), None).unwrap().drafts[0].title, expected, "{written}");
    }
}

#[test]
fn every_element_of_html_makes_a_text_html() {
    for (written, expected) in [
        ("<details><summary>Who</summary>The crew.</details>", "p Who\np The crew."),
        ("A <mark>marked</mark> <kbd>key</kbd>", "p A marked key"),
        ("<article><header>On deck</header>At noon.</article>", "p On deck\np At noon."),
        ("<time datetime='2024-02-18'>Sunday</time> at sea", "p Sunday at sea"),
        ("The <video> element has no end here", "p The <video> element has no end here"),
        (
            "<p>In mark-up, too, a <textarea> is a word.</p>",
            "p In mark-up, too, a <textarea> is a word.",
        ),
    ] {
        super::html::check_piece(written, expected);
    }
}

#[test]
fn links_of_an_item_are_relative_to_its_page() {
    let hints = Hints { address: Some("https://feeds.example/tides.xml"), ..Hints::default() };
    let text = "&lt;a href='chart.html'>chart&lt;/a> &lt;a href='/log'>log&lt;/a>";
    let urls = |channel: &str, link: &str| {
        let feed = format!(
            "<rss><channel>{channel}<item><link>{link}</link><description>{text}</description></item></channel></rss>"
        );
        let parsed = parse_with(feed.as_bytes(), &hints).unwrap();
        let urls = parsed.drafts[0].body.links.iter().map(|link| link.url.clone());
        urls.collect::<Vec<_>>().join(" ")
    };
    let site = "<link>https://tides.example/</link>";
    assert_eq!(
        urls(site, "https://www.tides.example/2024/may/"),
        "https://www.tides.example/2024/may/chart.html https://www.tides.example/log"
    );
    // What leads elsewhere, and a base that is declared, say nothing of it.
    assert_eq!(
        urls(site, "https://other.example/x/y"),
        "https://feeds.example/chart.html https://feeds.example/log"
    );
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/a/'><entry>\
        <link href='https://base.example/b/c'/><content type='html'>&lt;a href='d'>d&lt;/a></content></entry></feed>";
    let parsed = parse_with(feed.as_bytes(), &hints).unwrap();
    assert_eq!(parsed.drafts[0].body.links[0].url, "https://base.example/a/d");
}

#[test]
fn a_document_of_one_entry_is_an_article() {
    for (open, close) in [
        ("<entry xmlns='http://www.w3.org/2005/Atom'>", "</entry>"),
        ("<?xml version='1.0'?><!-- one --><entry xmlns=\"http://purl.org/atom/ns#\">", "</entry>"),
    ] {
        check(
            "tide.xml",
            format!(
                "{open}<id>urn:tide</id><title>High tide</title><link href='https://tides.example/1'/>\
                 <author><name>Ann Lee</name></author><content>At noon.</content>{close}"
            ),
            "# High tide\nguid: urn:tide\nurl: https://tides.example/1\nby: Ann Lee\n--\np At noon.",
        );
    }
    let prefixed = "<a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:title>Low tide</a:title><a:summary>At six.</a:summary></a:entry>";
    check("", prefixed, "# Low tide\n--\np At six.");
}

#[test]
fn what_is_no_text_is_not_shown() {
    for (content, expected) in [
        (
            "<content type='image/png'>iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB</content><summary>A chart.</summary>",
            "p A chart.",
        ),
        ("<content type='application/pdf'>JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoK</content>", ""),
        ("<content type='audio/mpeg' mode='base64'>SUQzBAAAAAAAI1RTU0U=</content>", ""),
        (
            "<content mode='base64' type='text/html'>PHA+SGlnaCB3YXRlcjwvcD4=</content>",
            "p High water",
        ),
        ("<content type='application/octet-stream'>TG93IHdhdGVy</content>", "p Low water"),
        (
            "<content type='application/xhtml+xml'><div><p>Slack water</p></div></content>",
            "p Slack water",
        ),
        (
            "<content type='application/x-story'>Words all the same.</content>",
            "p Words all the same.",
        ),
    ] {
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>x</title>{content}</entry></feed>"
        );
        let marked = super::marked(&parse(feed.as_bytes(), None).unwrap().drafts[0]);
        assert_eq!(marked.split_once("--").unwrap().1.trim_start(), expected, "{content}");
    }
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>x</title>\
        <content type='text/html' src='https://tides.example/x.html'/></entry></feed>";
    let url = parse(feed.as_bytes(), None).unwrap().drafts[0].url.clone();
    assert_eq!(url.as_deref(), Some("https://tides.example/x.html"));
}

#[test]
fn other_xml_is_no_plain_text() {
    for markup in [
        "<!-- made by hand -->\n<inventory><boat>Corran</boat></inventory>",
        "<!-- first --><?xml version='1.0'?><boats/>",
        "<boats xmlns='urn:boats'><boat/></boats>\n",
    ] {
        check("", markup, "error: no article in it: it is XML, but neither a feed nor a page");
    }
    check(
        "",
        "<!-- first --><rss><channel><item><title>a</title></item></channel></rss>",
        "feed \"\" Input None\n# a\n--",
    );
    check("", "<Ann> says hello\n\nand goes.", "# <Ann> says hello\n--\np and goes.");
}
