//! HTML pages and their structure.

use super::check;
use onrecord::ingest::{Hints, parse, parse_with};

/// A page of real length, so that its main text can be told from the rest.
fn page(head: &str, body: &str) -> String {
    let filler = "<p>The harbour was quiet on Monday morning, and nobody on the quay could say, \
        when asked, whether the ferry would sail again before the end of the week.</p>";
    format!(
        "<!DOCTYPE html><html lang=en><head>{head}</head><body><nav><a href=/>Home</a> <a href=/x>More</a></nav>\
         <script>var x = '<p>no</p>';</script><style>p {{}}</style>\
         <article>{body}{filler}{filler}</article><footer>Copyright, cookies, imprint</footer></body></html>"
    )
}

#[track_caller]
pub(super) fn check_body(markup: &str, expected: &str) {
    let parsed = parse(format!("<html><body><main>{markup}</main></body></html>").as_bytes(), None)
        .expect("a page");
    let marked = super::marked(&parsed.drafts[0]);
    let (_, body) = marked.split_once("--\n").expect("a line before the body");
    assert_eq!(body, expected, "{markup}");
}

/// Asserts the marked text of a fragment, as feeds contain it.
#[track_caller]
pub(super) fn check_piece(markup: &str, expected: &str) {
    let escaped = markup.replace('&', "&amp;").replace('<', "&lt;");
    let feed =
        format!("<rss><item><title>x</title><description>{escaped}</description></item></rss>");
    let marked = super::marked(&parse(feed.as_bytes(), None).expect("a feed").drafts[0]);
    let (_, body) = marked.split_once("--\n").expect("a line before the body");
    assert_eq!(body, expected, "{markup}");
}

#[test]
fn a_page_gives_its_main_text_and_what_it_says_about_itself() {
    let page = page(
        r#"<title>Ferry stops | Harbour Gazette</title>
        <meta property="og:title" content="Ferry stops | Harbour Gazette"><meta property="og:site_name" content="Harbour Gazette">
        <meta property="article:published_time" content="2024-02-18T09:00:00+02:00">
        <meta property="article:tag" content="Ferries"><meta property="article:tag" content="Weather">
        <meta name="author" content="By Ann Lee and Bo Ek">
        <link rel="canonical" href="https://harbour.example/news/1">"#,
        "<h1>Ferry stops</h1><p>All sailings <a href='../about'>stop</a>, said\n the <b>operator</b>.</p>\
         <figure><img src=a.jpg alt='The empty quay'><figcaption>Photo: nobody</figcaption></figure>",
    );
    let filler = "p The harbour was quiet on Monday morning, and nobody on the quay could say, \
        when asked, whether the ferry would sail again before the end of the week.";
    check(
        "page.html",
        page,
        &format!(
            "# Ferry stops\nurl: https://harbour.example/news/1\nby: Ann Lee | Bo Ek\noutlet: Harbour Gazette\n\
             published: 2024-02-18T09:00:00+02:00\ntags: Ferries | Weather\nlanguage: en\n--\n\
             p All sailings stop, said the operator.\nimage The empty quay\n{filler}\n{filler}\n\
             [stop] https://harbour.example/about\n[The empty quay] https://harbour.example/news/a.jpg"
        ),
    );
}

#[test]
fn linked_data_is_read() {
    let page = page(
        r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
        {"@type":["NewsArticle"],"headline":"Ferry stops","author":[{"name":"Ann Lee"},{"name":"Bo Ek"}],
        "publisher":{"name":"Gazette"},"datePublished":"2024-02-18","dateModified":"2024-02-19T10:00:00Z"}]}</script>"#,
        "<p>One.</p>",
    );
    let draft = &parse(page.as_bytes(), None).unwrap().drafts[0];
    assert_eq!((draft.title.as_str(), draft.outlet.as_deref()), ("Ferry stops", Some("Gazette")));
    assert_eq!(draft.authors, ["Ann Lee", "Bo Ek"]);
    assert_eq!(draft.published.unwrap().to_string(), "2024-02-18");
    assert_eq!(draft.updated.unwrap().to_string(), "2024-02-19T10:00:00Z");
}

#[test]
fn where_a_page_came_from_makes_its_links_whole() {
    let page = page(
        "<base href='/deep/'>",
        "<p>See <a href=x>this</a> and <a href='javascript:x()'>that</a>.</p>",
    );
    let hints = Hints { address: Some("https://harbour.example/a/b"), ..Hints::default() };
    let draft = &parse_with(page.as_bytes(), &hints).unwrap().drafts[0];
    let urls: Vec<_> = draft.body.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["https://harbour.example/deep/x"]);
    assert_eq!(draft.url.as_deref(), Some("https://harbour.example/a/b"));
}

#[test]
fn lists_nest_and_count() {
    check_body(
        "<p>Intro.</p><ul><li>One<ul><li>Two</li></ul>after</li><li><p>Three</p><p>more</p></li></ul>\
         <ol start=4><li>Four</li><li value=9>Nine</li><li>Ten</li></ol><dl><dt>Term</dt><dd>Meaning</dd></dl>",
        "p Intro.\n* One\n  * Two\n+ after\n* Three\n+ more\n4. Four\n9. Nine\n10. Ten\np Term\n* Meaning",
    );
}

#[test]
fn quotes_code_and_breaks() {
    check_body(
        "<blockquote><p>One</p><blockquote>Two</blockquote></blockquote><pre><code>\n  a\n    b\n</code></pre>\
         <p>line<br>line<br><br>next</p><p>She said <q>no</q>.</p>",
        "> p One\n> > p Two\ncode   a⏎    b\np line⏎line\np next\np She said “no”.",
    );
}

#[test]
fn tables_of_data_are_kept_and_layouts_are_not() {
    check_body(
        "<table><caption>Sailings</caption><tr><th>Day<th>Ships</tr><tr><td>Mon<td><a href=http://x.example>2</a></tr>\
         <tr><td><td>1</tr></table>",
        "p Sailings\ntable with head Day⇥Ships⏎Mon⇥2⏎⇥1\n[2] http://x.example",
    );
    check_body(
        "<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>",
        "p One\np Two\np Three",
    );
}

#[test]
fn short_lines_in_cells_are_data_and_columns_of_text_are_not() {
    check_piece(
        "<table><tr><td><div>Day</div><td><p>Ships</p><p>(all)</p></tr><tr><td><div><b>Mon</b></div><td><p>2</p></tr></table>",
        "table Day⇥Ships (all)⏎Mon⇥2",
    );
    let text = "Nobody on the quay could say when. ".repeat(3);
    check_piece(
        &format!("<table><tr><td>A<td><p>{text}</p><p>B</p></tr><tr><td>C<td>D</tr></table>"),
        &format!("p A\np {}\np B\np C\np D", text.trim()),
    );
}

#[test]
fn figures_show_their_pictures_alone() {
    check_body(
        "<p>One.</p><figure><span>Image</span><img src=x alt='The <i>quay</i>'><p>Photo: nobody</p></figure>\
         <figure><pre>code</pre></figure><p>Two.</p>",
        "p One.\nimage The quay\ncode code\np Two.",
    );
}

#[test]
fn captions_definitions_and_headings_stay_whatever_their_class() {
    let page = page(
        "<title>Ferry stops</title><meta property='og:site_name' content='Mac &amp; i'><meta name=author content='Mac &amp; i'>",
        "<h1>Ferry stops</h1><img src=x alt='Ferry stops'><span class=pb-caption>The quay on Monday</span><span class=photo-credit>Somebody/Agency</span>\
         <h2 class=section-header>Words</h2><dl><dt class=subheaders>Quay</dt><dd><p>Where ships lie.</p></dd></dl>",
    );
    let draft = &parse(page.as_bytes(), None).unwrap().drafts[0];
    let marked = super::marked(draft);
    assert!(marked.contains("h2 Words\np Quay\n* Where ships lie.\n"), "{marked}");
    assert!(marked.contains("The quay on Monday"), "{marked}");
    assert!(!marked.contains("Somebody") && !marked.contains("image"), "{marked}");
    assert!(draft.authors.is_empty(), "{:?}", draft.authors);
}

#[test]
fn tags_that_do_not_match_keep_their_words() {
    check_piece(
        "<p>One <a href='http://x.example'>two<p>three</a> four</p><ul><li>a<li>b<b>c</ul></div></p>d<svg><path d=''/><p>e",
        "p One two\np three four\n* a\n* bc\np d\np e\n[two] http://x.example",
    );
    check_piece(
        "<p>a<![CDATA[ b < c ]]> &copy 2024 &ampx; &#146;</p></br>",
        "p a b < c © 2024 &x; ’",
    );
    check_piece("<table><tr><td>a<td>b<tr><td>c<td>d</table>e < f <g", "table a⇥b⏎c⇥d\np e < f");
}

#[test]
fn images_do_not_cut_sentences() {
    check_body(
        "<p>A <img src=x alt='A gull'> ferry.</p><p><img src=y alt='A boat'>Text</p>",
        "p A ferry.\nimage A gull\nimage A boat\np Text",
    );
    check_body("<p>Yes <img src=x alt='👍'> <img alt=IMG_1.jpg></p>", "p Yes 👍");
}

#[test]
fn links_end_with_their_block_and_trim_their_words() {
    check_body(
        "<p>a<a href='http://x.example'> <b>b</b> </a>c</p><a href='http://y.example'><p>d</p><p>e</p></a>",
        "p a b c\np d\np e\n[b] http://x.example\n[d] http://y.example\n[e] http://y.example",
    );
}

#[test]
fn tricks_are_taken_out_of_the_text() {
    check_body(
        "<p>a\u{202e}b&#27;[31m c&shy;d\u{200b}e&nbsp;f</p><p>&nbsp;</p><p hidden>x</p>",
        "p ab cde\u{a0}f",
    );
}

#[test]
fn a_page_without_text_says_so() {
    check(
        "",
        "<html><body><script>x</script></body></html>",
        "error: no article in it: the page has no text",
    );
}

#[test]
fn hostile_nesting_is_survived_quickly() {
    let began = std::time::Instant::now();
    for open in [
        "<div>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote>",
        "<b>",
        "<a href=x>",
        "<span><p>",
        "<font color=a>",
        "<svg>",
        "<math>",
    ] {
        let page = format!("<html><body><p>Start.</p>{}<p>deep words</p>", open.repeat(20_000));
        let parsed = parse(page.as_bytes(), None);
        assert!(parsed.is_ok() || open.starts_with("<svg"), "{open}: {parsed:?}");
        let piece = format!("<p>Start.</p>{}<p>deep words</p>", open.repeat(20_000));
        let feed =
            format!("<rss><item><description><![CDATA[{piece}]]></description></item></rss>");
        let text = &parse(feed.as_bytes(), None).unwrap().drafts[0].body.text;
        assert!(text.contains("Start.") && text.contains("deep words"), "{open}: {text:?}");
    }
    let formatting: String = (0..500).map(|n| format!("<font size={n}>")).collect();
    parse(format!("<html>{formatting}{}", "<p>x".repeat(5_000)).as_bytes(), None).unwrap();
    for piece in ["<", "&", "< a ", "&eacute;", "<title>&", "<!--"] {
        let parsed = parse(format!("<html><body><p>x{}", piece.repeat(20_000)).as_bytes(), None);
        assert!(parsed.is_ok(), "{piece}");
    }
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=1")).collect();
    parse(format!("<html><p{attributes}>x</p><p>y").as_bytes(), None).unwrap();
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn a_page_without_words_has_those_of_its_data() {
    let page = |data: &str, shown: &str| {
        let page = format!(
            "<html><head><title>Quay</title><script type='application/ld+json'>{data}</script></head>\
             <body><div id=app>{shown}</div></body></html>"
        );
        super::marked(&parse(page.as_bytes(), None).unwrap().drafts[0])
    };
    let words =
        "The quay was shut on Monday.\\n\\n“Nobody asked us,” said Ann Lee, who works there.";
    let data = format!(
        r#"{{"@type":"NewsArticle","headline":"Quay","author":{{"name":"Bo Ek"}},"articleBody":"{words}"}}"#
    );
    let expected = "# Quay\nby: Bo Ek\n--\np The quay was shut on Monday.\np “Nobody asked us,” said Ann Lee, who works there.";
    assert_eq!(page(&data, ""), expected);
    assert_eq!(page(&format!(r#"{{"@graph":[{data}]}}"#), "Loading"), expected);
    // A line break where JSON has none, and mark-up.
    assert_eq!(
        page(
            r#"{"@type":"BlogPosting","articleBody":"<p>One.</p>
        <p>Two &amp; three.</p>"}"#,
            ""
        ),
        "# Quay\n--\np One.\np Two & three."
    );
    let shown =
        "<p>The page itself has the words of the article, and so these are read and shown.</p>";
    assert!(page(&data, shown).ends_with("read and shown."));
}
