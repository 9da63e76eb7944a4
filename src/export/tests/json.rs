//! Tests of exports: JSON, for articles and for passages.

use crate::domain::Span;
use crate::export::sample::{TEXT, analysis, article, span};
use crate::export::{Document, json, passage, quotes};

#[test]
fn json_has_text_attributions_and_metadata() {
    let (article, analysis) = (article(), analysis());
    let written = json::document(&Document::of(&article, Some(&analysis)));
    let value: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["id"], 12);
    assert_eq!(value["feed"], "Harbour feed");
    assert_eq!(value["authors"][0], "Ann Reid");
    assert_eq!(value["text"], TEXT);
    assert_eq!(value["attributions"][1]["content"][0], serde_json::json!([68, 103]));
    assert_eq!(value["attributions"][1]["source_ids"], serde_json::json!([0]));
    assert_eq!(value["attributions"][1]["source_id"], 0);
    let told = |at: usize| {
        let found = &value["attributions"][at];
        (found["negated"].as_bool(), found["doubtful"].as_bool())
    };
    assert_eq!((told(0), told(1)), ((Some(false), Some(false)), (Some(true), Some(true))));
    assert_eq!(value["analysed"], true);
    let bare = json::document(&Document::of(&article, None));
    let value: serde_json::Value = serde_json::from_str(&bare).unwrap();
    assert_eq!((&value["analysed"], &value["sources"]), (&false.into(), &serde_json::json!([])));
}

#[test]
fn passage_has_only_its_own_statements() {
    let (article, analysis) = (article(), analysis());
    let she = span("She denied");
    let cut = passage::cut_passage(&article, Some(&analysis), Span::new(she.start, TEXT.len()));
    let found = cut.analysis.as_ref().unwrap();
    assert_eq!(found.find_fault(&cut.article.body.text), None);
    assert_eq!(found.attributions.len(), 2);
    assert_eq!((found.sources.len(), found.entities.len()), (1, 0));
    let mut document = Document::of(&cut.article, Some(found));
    document.passage = Some(cut.place);
    let value: serde_json::Value = serde_json::from_str(&json::document(&document)).unwrap();
    assert_eq!(value["passage"], serde_json::json!([57, 167]));
    // Rows of statements refer to the article's text.
    let row = quotes::Quote::for_statement(&document, 0).unwrap();
    assert_eq!((row.start, row.end), (68, 103));
    // A range that ends inside a character is extended to its border.
    let odd = passage::cut_passage(&article, None, Span::new(1, 2));
    assert_eq!(odd.article.body.text, "“");
}
