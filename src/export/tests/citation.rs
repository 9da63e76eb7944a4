//! Tests of exports: citations.

use crate::export::sample::{analysis, article};
use crate::export::{Citation, Document};

#[test]
fn citation_names_source_outlet_and_date() {
    let (article, analysis) = (article(), analysis());
    let document = Document::of(&article, Some(&analysis));
    let cited = |index| Citation::for_statement(&document, index).unwrap();
    assert_eq!(
        cited(0).line(),
        "“We got everyone off,” — Isla Mackenzie (the captain), Harbour Gazette, “Ferry operator \
         halts <all> sailings”, 18 February 2024, https://example.org/ferry?a=1&b=2"
    );
    assert_eq!(
        cited(0).markdown(),
        "> “We got everyone off,”\n>\n> — Isla Mackenzie (the captain), *Harbour Gazette*, \
         “[Ferry operator halts \\<all\\> sailings](<https://example.org/ferry?a=1&b=2>)”, \
         18 February 2024\n"
    );
    let doubtful = cited(1).line();
    let who = " — Isla Mackenzie (the captain; not in the source’s own words; attribution \
               doubtful), ";
    assert!(doubtful.contains(who), "{doubtful}");
    assert!(cited(2).line().contains(" — source not named (not in"), "{}", cited(2).line());
    assert!(Citation::for_statement(&document, 3).is_none());
    let html = cited(0).html();
    assert!(
        html.contains("<cite>Harbour Gazette</cite>") && html.contains("&lt;all&gt;"),
        "{html}"
    );
    let json: serde_json::Value = serde_json::from_str(&cited(0).json()).unwrap();
    assert_eq!(json["citation"], cited(0).line());
    assert_eq!(json["source"], "Isla Mackenzie");
}
