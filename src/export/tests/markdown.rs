//! Tests of exports: Markdown.

use crate::domain::Analysis;
use crate::export::sample::{analysis, article};
use crate::export::{Document, markdown};

#[test]
fn markdown_has_structure_statements_and_sources() {
    let (article, analysis) = (article(), analysis());
    let written = markdown::document(&Document::of(&article, Some(&analysis)), 1);
    assert_eq!(
        written,
        "# Ferry operator halts \\<all\\> sailings\n\n\
         Harbour Gazette · 18 February 2024 · by Ann Reid · tagged to read · 3 statements · 1 named\n\n\
         <https://example.org/ferry?a=1&b=2>\n\n\
         “We got everyone off,” \\[1\\] *said* **Isla Mackenzie**, the captain. **She** *denied* \
         that \\*any\\* warning \\<had\\> been given \\[1?\\].\n\n\
         - Read more: [our timetable](<https://example.org/t(1)%202>)\n\
         - Two passengers \\& a dog were treated \\[?\\]\n\n\
         ## Sources\n\n\
         1. **Isla Mackenzie** (person), the captain: 2 statements\n    \
         - “We got everyone off,” (direct)\n    \
         - denied: that \\*any\\* warning \\<had\\> been given (indirect, doubtful)\n\n\
         Source not known:\n\n    \
         - Two passengers \\& a dog were treated (indirect)\n"
    );
}

#[test]
fn unsupported_language_is_stated() {
    let article = article();
    let found = Analysis { language: Some("Slovak".into()), ..Analysis::default() };
    let written = markdown::document(&Document::of(&article, Some(&found)), 1);
    assert!(written.contains(" · not analysed (Slovak)\n"), "{written}");
    assert!(!written.contains("0 statements"), "{written}");
}
