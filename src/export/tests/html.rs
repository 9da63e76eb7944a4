//! Tests of exports: HTML.

use crate::export::Document;
use crate::export::sample::{analysis, article};

use super::html_of;

#[test]
fn html_is_a_self_contained_page() {
    let (article, analysis) = (article(), analysis());
    let page = html_of(&Document::of(&article, Some(&analysis)));
    for part in [
        "<html lang=\"en\">",
        "prefers-color-scheme: dark",
        "<title>Ferry operator halts &lt;all&gt; sailings</title>",
        "<h1 dir=\"auto\">Ferry operator halts &lt;all&gt; sailings</h1>",
        "<a href=\"https://example.org/ferry?a=1&amp;b=2\">",
        "<p dir=\"auto\"><span id=\"a12q1\" class=\"c0 direct\" title=\"Isla Mackenzie (direct)\">\
         “We got everyone off,”</span><sup class=\"c0\"><a href=\"#a12s1\">1</a></sup> ",
        "class=\"c0 indirect doubtful\" title=\"Isla Mackenzie (indirect, doubtful)\">that *any* \
         warning &lt;had&gt; been given</span><sup class=\"c0\"><a href=\"#a12s1\">1?</a></sup>",
        "<ul>\n<li dir=\"auto\">Read more: <a href=\"https://example.org/t(1)%202\">our \
         timetable</a></li>\n<li dir=\"auto\">",
        "Two passengers &amp; a dog were treated",
        "<li id=\"a12s1\" class=\"c0\" dir=\"auto\">1. <span class=\"name\">Isla Mackenzie</span> \
         (person), the captain: 2 statements",
        "<li dir=\"auto\"><a href=\"#a12q1\">“We got everyone off,”</a> (direct)</li>",
        "<li id=\"a12s0\" class=\"cx\">Source not known",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for part in ["<script", "javascript:", "<link", "<img", "@import", "url("] {
        assert!(!page.contains(part), "{part}\n{page}");
    }
    assert!(page.ends_with("</body>\n</html>\n"));
}
