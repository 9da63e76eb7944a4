//! Tests of exports: brat standoff annotation.

use crate::domain::ExportFormat;
use crate::export::sample::{TEXT, analysis, article};
use crate::export::{Bundle, Document, brat};

use super::whole;

#[test]
fn brat_is_a_folder_of_texts_and_annotations() {
    let (article, analysis) = (article(), analysis());
    let mut bundle = Bundle::list(ExportFormat::Brat, "All");
    let written = whole(bundle.add(&Document::of(&article, Some(&analysis))));
    assert!(written.starts_with("== annotation.conf\n[entities]\n"), "{written}");
    assert!(written.contains(&format!("== 12.txt\n{TEXT}== 12.ann\n")), "{written}");
    assert!(written.contains("\nT4\tContent 0 22\t“We got everyone off,”\n"), "{written}");
    assert!(written.contains("\nE1\tCue:T3 Source:T2 Content:T4\n"), "{written}");
    let again = whole(bundle.add(&Document::of(&article, None)));
    assert!(again.starts_with("== 12-2.txt\n"), "{again}");
    assert_eq!(brat::annotation(&Document::of(&article, None)), "");
}
