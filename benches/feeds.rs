//! Measures the reading of feeds and pages: a feed of 100 articles of 600 words with HTML.

use divan::Bencher;
use onrecord::domain::{FeedId, FeedSettings, Subscription, Validators};
use onrecord::ingest::{Hints, opml, page, parse};

fn main() {
    divan::main();
}

/// An article of 600 words as feeds carry it: paragraphs with links and emphasis, a list, a quote.
fn article(number: usize) -> String {
    let sentence = "The harbour was quiet on Monday morning, and nobody on the quay could say \
        whether the <em>ferry</em> would sail <a href=\"https://gazette.example/about\">again</a> this week. ";
    let paragraph = format!("<p>{}</p>\n", sentence.repeat(3));
    format!(
        "<h2>Day {number}</h2>{}<ul><li>One &amp; two</li><li>Three</li></ul>\
         <blockquote><p>&#8220;We got out,&#8221; she said.</p></blockquote>\
         <figure><img src=\"https://gazette.example/{number}.jpg\" alt=\"The quay\"></figure>{}",
        paragraph.repeat(5),
        paragraph.repeat(4)
    )
}

/// A feed with 100 articles; `wrap` puts the HTML into the element that carries it.
fn feed(wrap: fn(&str) -> String) -> String {
    let items: String = (0..100)
        .map(|number| {
            format!(
                "<item><title>Ferry {number} stops &amp; waits</title><link>https://gazette.example/{number}</link>\
                 <guid isPermaLink=\"false\">g{number}</guid><pubDate>Sun, 18 Feb 2024 09:00:00 +0200</pubDate>\
                 <dc:creator>Ann Lee</dc:creator><category>Ferries</category><category>Ports</category>\
                 <description>The ferry stopped.</description>{}</item>\n",
                wrap(&article(number))
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>Gazette</title><link>https://gazette.example/</link>{items}</channel></rss>"
    )
}

#[divan::bench]
fn feed_with_html_in_cdata(bencher: Bencher) {
    let feed =
        feed(|html| format!("<content:encoded><![CDATA[{html}]]></content:encoded>")).into_bytes();
    bencher.bench(|| parse(divan::black_box(&feed), None).expect("a feed"));
}

#[divan::bench]
fn feed_with_escaped_html(bencher: Bencher) {
    let escaped = |html: &str| {
        let html = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<content:encoded>{html}</content:encoded>")
    };
    let feed = feed(escaped).into_bytes();
    bencher.bench(|| parse(divan::black_box(&feed), None).expect("a feed"));
}

#[divan::bench]
fn feed_of_summaries(bencher: Bencher) {
    let feed = feed(|_| String::new()).into_bytes();
    bencher.bench(|| parse(divan::black_box(&feed), None).expect("a feed"));
}

#[divan::bench]
fn one_page(bencher: Bencher) {
    let page = format!(
        "<!doctype html><html lang=en><head><title>Ferry stops</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Ferry stops</h1>{}</article><footer>Imprint</footer></body></html>",
        article(1)
    );
    let hints = Hints { address: Some("https://gazette.example/1"), ..Hints::default() };
    bencher.bench(|| page_of(divan::black_box(page.as_bytes()), &hints));
}

fn page_of(bytes: &[u8], hints: &Hints) -> usize {
    page(bytes, hints).expect("a page").body.blocks.len()
}

#[divan::bench]
fn list_of_a_thousand_feeds(bencher: Bencher) {
    let feed = |number: usize| Subscription {
        id: FeedId(1),
        address: format!("https://example.org/{number}"),
        title: format!("Feed {number}"),
        feed_title: format!("Feed {number}"),
        site: None,
        settings: FeedSettings {
            tags: vec![format!("Tag {}", number % 20)],
            ..FeedSettings::default()
        },
        validators: Validators::default(),
        fetched_at: None,
        not_before: None,
        failures: 0,
        last_error: None,
    };
    let list = opml::write("Feeds", &(0..1000).map(feed).collect::<Vec<_>>(), 0).into_bytes();
    bencher.bench(|| opml::read(divan::black_box(&list)).expect("a list"));
}
