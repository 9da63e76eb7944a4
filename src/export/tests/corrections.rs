//! Tests of exports: corrections.

use crate::domain::{ArticleId, Correction, CorrectionId, Marked, Passage, SourceKind, Speaker};
use crate::export::corrections;
use crate::export::sample::{TEXT, article, span};

#[test]
fn corrections_have_offsets_and_text_for_training() {
    let article = article();
    let at = |words: &str| Passage {
        span: span(words),
        exact: words.into(),
        prefix: String::new(),
        suffix: String::new(),
    };
    let is = Marked {
        source: vec![at("She")],
        cue: vec![at("denied")],
        content: vec![at("that *any* warning <had> been given")],
        by: Some(Speaker { kind: SourceKind::Person, name: "Isla".into(), description: None }),
        also: Vec::new(),
    };
    let was = Marked { cue: vec![Passage { exact: "claimed".into(), ..at("off") }], ..is.clone() };
    let correction = Correction {
        id: Some(CorrectionId(4)),
        article: ArticleId(12),
        was: Some(was),
        is: Some(is),
        made_at: 0,
    };
    let value: serde_json::Value =
        serde_json::from_str(&corrections::json(&correction, Some(&article))).unwrap();
    assert_eq!((&value["article"], &value["text"]), (&12.into(), &TEXT.into()));
    assert_eq!(value["is"]["content"][0]["start"], 68);
    assert_eq!(value["is"]["content"][0]["exact"], "that *any* warning <had> been given");
    assert_eq!(value["is"]["by"]["name"], "Isla");
    // The text does not contain these words.
    assert_eq!(value["was"]["cue"][0]["start"], serde_json::Value::Null);
    assert_eq!(
        corrections::row(&correction, "T"),
        "4,12,T,1970-01-01T00:00:00Z,Isla,claimed,that *any* warning <had> been given,Isla,person,\
         denied,that *any* warning <had> been given\r\n"
    );
    let wrong = Correction { is: None, ..correction };
    let lines = corrections::lines(&wrong);
    assert_eq!(lines, ["wrong: Isla · claimed · that *any* warning <had> been given"]);
    assert_eq!(corrections::text(&wrong, "T"), format!("T\n  {}\n", lines[0]));
}
