//! Tests of exports: plain text.

use crate::export::sample::{analysis, article};
use crate::export::{Document, text};

#[test]
fn text_marks_statements() {
    let (article, analysis) = (article(), analysis());
    let written = text::document(&Document::of(&article, Some(&analysis)), false);
    assert_eq!(
        written,
        "Ferry operator halts <all> sailings\n\
         Harbour Gazette · 18 February 2024 · by Ann Reid · tagged to read · 3 statements · 1 named\n\
         https://example.org/ferry?a=1&b=2\n\n\
         [1: “We got everyone off,”] _said_ *Isla Mackenzie*, the captain. *She* _denied_ \
         [1?: that *any* warning <had> been given].\n\n\
         Read more: our timetable\n\n\
         [?: Two passengers & a dog were treated]\n\n  \
         1  Isla Mackenzie (person), the captain: 2 statements\n     \
         - “We got everyone off,”\n     \
         - denied: that *any* warning <had> been given (doubtful)\n"
    );
}
