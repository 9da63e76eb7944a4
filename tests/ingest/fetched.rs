//! Tests of fetched pages: one article each, whatever the server declares.

use onrecord::domain::Draft;
use onrecord::ingest::{Hints, IngestError, page};

const ADDRESS: &str = "https://gazette.example/news/1";

fn article(words: &str) -> String {
    let filler = "<p>The harbour was quiet on Monday morning, and nobody on the quay could say, \
        when asked, whether the ferry would sail again before the end of the week.</p>";
    format!(
        "<html><head><title>Ferry stops</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Ferry stops</h1><p>{words}</p>{filler}{filler}</article><footer>Imprint</footer></body></html>"
    )
}

fn read(bytes: &[u8], charset: Option<&str>) -> Result<Draft, IngestError> {
    page(bytes, &Hints { charset, address: Some(ADDRESS), ..Hints::default() })
}

#[track_caller]
fn check_first(bytes: &[u8], charset: Option<&str>, expected: &str) {
    let draft = read(bytes, charset).expect("a page");
    assert_eq!(draft.body.blocks[0].span.of(&draft.body.text), expected, "{charset:?}");
}

#[test]
fn a_page_is_one_article() {
    let draft = read(article("See <a href=../about>this</a>.").as_bytes(), None).unwrap();
    assert_eq!(draft.title, "Ferry stops");
    assert_eq!(draft.url.as_deref(), Some(ADDRESS));
    assert_eq!(draft.body.blocks.len(), 3);
    assert_eq!(draft.body.links[0].url, "https://gazette.example/about");
    let late = format!("\n\n<!-- cached --><?php x ?>\n {}", article("One."));
    check_first(late.as_bytes(), None, "One.");
    assert_eq!(
        read(b"Ferry stops\n\nIt did. So said Ann Lee.\n", None).unwrap().title,
        "Ferry stops"
    );
}

#[test]
fn a_wrong_character_set_does_not_spoil_utf8() {
    let page = article("“Café,” said Łukasz – twice.");
    for charset in
        ["iso-8859-1", "windows-1251", "utf-16", "gbk", "shift_jis", "big5", "nonsense", ""]
    {
        check_first(page.as_bytes(), Some(charset), "“Café,” said Łukasz – twice.");
    }
    // So few characters that an Asian set could have written them too.
    for charset in ["gbk", "euc-kr", "shift_jis", "euc-jp", "big5", "iso-2022-jp"] {
        check_first(article("The café’s owner.").as_bytes(), Some(charset), "The café’s owner.");
        check_first(article("A café.").as_bytes(), Some(charset), "A café.");
    }
}

#[test]
fn the_set_is_the_servers_or_the_pages_or_told_from_the_bytes() {
    let russian = "Паром стоит у причала с утра, сообщил капитан порта.";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    let page = |head: &str| {
        let before = format!("<html><head>{head}<title>x</title></head><body><article><p>");
        let mut page = before.into_bytes();
        for _ in 0..20 {
            page.extend_from_slice(&bytes);
            page.extend_from_slice(b"</p><p>");
        }
        page
    };
    check_first(&page(""), Some("windows-1251"), russian);
    check_first(&page("<meta charset=windows-1251>"), None, russian);
    check_first(&page(""), None, russian);
    // What a server says by default is less than what the page says itself.
    check_first(&page("<meta charset=windows-1251>"), Some("iso-8859-1"), russian);
    check_first(&page("<meta charset=utf-8>"), Some("windows-1251"), russian);
}

#[test]
fn input_without_article_is_an_error() {
    let reason = |bytes: &[u8]| read(bytes, None).unwrap_err().to_string();
    assert_eq!(reason(b"%PDF-1.7 \0\x01"), "it is a PDF document, not text");
    assert_eq!(reason(b""), "it is empty");
    assert_eq!(
        reason(b"<html><body><script>x</script></body></html>"),
        "no article in it: the page has no text"
    );
    assert_eq!(
        reason(b"<rss><channel><item><title>x</title></item></channel></rss>"),
        "no article in it: it is a feed, not a page"
    );
    assert_eq!(reason(b"{\"error\": \"not found\"}"), "no article in it: it is JSON, not a page");
}
