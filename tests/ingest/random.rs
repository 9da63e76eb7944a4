//! Property tests: any bytes are read without panic, and the invariants of texts hold.

use onrecord::ingest::parse;
use proptest::collection::vec;
use proptest::prelude::*;

const NAMES: [&str; 6] = ["", "a.txt", "a.md", "a.html", "a.xml", "a.jsonl"];

/// Texts of each kind, to be cut up and mixed.
const SEEDS: &[&str] = &[
    " date 2024-02-18 FERRY STOPS\n\n\"No,\" she said.\n\nTitle: x\nAuthor: Ann\n\n",
    "---\ntitle: Ferry\ntags: [a, b]\n---\n# H\n\n- a\n  - b\n\n> q\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n[l](http://x.example) ![i](y)\n",
    "<html lang=en><head><title>Ferry</title><base href=/x/><meta property=og:title content=F></head><body><h1>F</h1><p>One <a href=http://x.example>two <b>é</a> three</b><br><br>x<ul><li>a<ol start=3><li>b</ol></ul><table><tr><th>a<th>b<tr><td>1<td>é</table><pre>\n code </pre><img alt='A gull' src=x><blockquote>q</blockquote></body></html>",
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title><link>http://x.example</link><item><title>A &amp; b</title><pubDate>Sun, 18 Feb 2024 09:00:00 GMT</pubDate><description><![CDATA[<p>é</p>]]></description><guid>1</guid></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://x.example/'><entry><id>1</id><title type='xhtml'><div>é <b>x</b></div></title><link href='y'/><content type='html'>&lt;p&gt;&eacute;&lt;/p&gt;</content></entry></feed>",
    "{\"id\":\"a\",\"title\":\"é\",\"text\":\"One.\\n\\nTwo.\",\"date\":\"2024-02-18\"}\n{\"id\":2,\"text\":\"x\"}\n",
    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>é</p>\"}]}",
    "\u{202e}\u{1b}[31m\u{feff}\u{a0}\r\n\u{2028}  \t",
];

fn survives(bytes: &[u8]) {
    for name in NAMES {
        if let Ok(parsed) = parse(bytes, Some(name).filter(|name| !name.is_empty())) {
            super::render(&parsed);
        }
    }
}

/// Pieces of the seeds, of other text, and of bytes, one after the other.
fn mixed() -> impl Strategy<Value = Vec<u8>> {
    let piece = (0..SEEDS.len(), 0.0..1.0, 0.0..1.0).prop_map(|(seed, a, b): (usize, f64, f64)| {
        let seed = SEEDS[seed].as_bytes();
        let at = |share: f64| (share * seed.len() as f64) as usize;
        seed[at(a.min(b))..at(a.max(b))].to_vec()
    });
    let whole = (0..SEEDS.len()).prop_map(|seed| SEEDS[seed].as_bytes().to_vec());
    let text = "\\PC{0,20}".prop_map(String::into_bytes);
    vec(prop_oneof![4 => piece, 2 => whole, 1 => text, 1 => vec(any::<u8>(), 0..8)], 1..8)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        survives(text.as_bytes());
    }

    #[test]
    fn mixed_pieces(bytes in mixed()) {
        survives(&bytes);
    }

    #[test]
    fn marks_of_every_format(text in "([ \\n\\t#>*+`|_~\\[\\]()!:.-]|</?(p|li|ul|ol|table|tr|td|th|a href=http://x|pre|blockquote|div|br|img alt=abc|h2|q)>|é|x|1|&amp;|&#0;|\\u{a0}){0,60}") {
        survives(text.as_bytes());
        survives(format!("<html><body>{text}").as_bytes());
        survives(format!("<rss><item><description>{text}").as_bytes());
        survives(format!("# x\n{text}").as_bytes());
    }
}
