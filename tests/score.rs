//! The figures of the example `evaluate` are those that the reference scorer, a script in Python,
//! gave for the same sample: `score/figures.txt`.

#[path = "../examples/evaluate/calibration.rs"]
mod calibration;
#[path = "../examples/evaluate/corpus/mod.rs"]
#[allow(dead_code, reason = "the example uses the rest")]
mod corpus;
#[path = "../examples/evaluate/entities.rs"]
mod entities;
#[path = "../examples/evaluate/found.rs"]
mod found;
#[path = "../examples/evaluate/score/mod.rs"]
#[allow(dead_code, reason = "the example uses the rest")]
mod score;

use std::path::Path;

use calibration::Calibration;
use corpus::Document;
use entities::Entities;
use found::Found;
use onrecord::domain::{Analysis, Attribution, Entity, EntityKind, Mode, Span};
use score::Scores;

fn sample(name: &str) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/score");
    corpus::read(&folder.join(name)).expect("the sample can be read")
}

#[test]
fn the_figures_are_those_of_the_reference() {
    let (gold, found) = (sample("gold.jsonl"), sample("found.jsonl"));
    let mut scores = Scores::default();
    for document in &gold {
        let answer = found.iter().find(|answer| answer.id == document.id);
        let statements = answer.and_then(|answer| answer.statements.as_deref());
        let expected = document.statements.as_deref().unwrap_or_default();
        scores.add(&document.text, expected, statements.unwrap_or_default());
    }
    let figures: Vec<String> =
        scores.to_string().lines().map(|line| line.trim_end().to_owned()).collect();
    let expected: Vec<&str> = include_str!("score/figures.txt").lines().collect();
    assert_eq!(figures, expected);
}

#[test]
fn each_statement_is_told_whether_it_is_usable() {
    let text = "Ann said no. Bea said yes.";
    let statements = |json: &str| serde_json::from_str::<Vec<score::Statement>>(json).unwrap();
    let gold = statements(r#"[{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}]"#);
    let found = statements(
        r#"[{"source": [[13, 16]], "cue": [[17, 21]], "content": [[22, 25]]},
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 12]]}]"#,
    );
    assert_eq!(Scores::default().add(text, &gold, &found), [false, true]);
}

#[test]
fn a_name_is_right_where_span_and_kind_are() {
    let (person, place) = (EntityKind::Person, EntityKind::Place);
    let mut entities = Entities::default();
    let gold = [(0, 3, person), (4, 8, place), (9, 11, EntityKind::Date)];
    entities.add(&gold, &[(0, 3, person), (0, 3, person), (4, 8, person), (4, 7, place)]);
    let table = entities.to_string();
    assert!(table.starts_with("== NAMES: gold 2 predicted 3\n"), "{table}");
    assert!(table.contains("   person        50.00 100.00  66.67\n"), "{table}");
    assert!(table.contains("   all           33.33  50.00  40.00\n"), "{table}");
}

#[test]
fn confidence_is_held_against_what_is_usable() {
    let mut calibration = Calibration::default();
    for (confidence, usable) in [(0.72, true), (0.78, false), (1.0, true)] {
        calibration.add(confidence, usable);
    }
    let table = calibration.to_string();
    assert!(table.starts_with("== CONFIDENCE: error 16.7\n"), "{table}");
    assert!(table.contains("   0.7-0.8       2      1      75.0   50.0\n"), "{table}");
    assert!(table.contains("   0.9-1.0       1      1     100.0  100.0\n"), "{table}");
}

#[test]
fn what_was_found_is_written_in_code_points() {
    let text = "“Né,” Zoë said.";
    let at = |word: &str| vec![text.find(word).map(|at| Span::new(at, at + word.len())).unwrap()];
    let analysis = Analysis {
        sentences: vec![Span::new(0, text.len())],
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Zoë".into(),
            mentions: at("Zoë"),
        }],
        attributions: vec![Attribution {
            kind: Mode::Direct,
            source: at("Zoë"),
            cue: at("said"),
            content: at("“Né,”"),
            source_ids: Vec::new(),
            negated: false,
            confidence: 0.123_456,
        }],
        ..Analysis::default()
    };
    let document = Document { id: "z".into(), text: text.into(), ..Document::default() };
    let found = Found::new(text, analysis);
    assert_eq!(found.names(), [(6, 9, EntityKind::Person)]);
    assert_eq!(found.statements()[0].content, [(0, 5)]);
    assert_eq!(found.confidences().count(), 1);
    let line = found.json(&document);
    assert_eq!(line["sentences"], serde_json::json!([[0, 15]]));
    let expected = serde_json::json!([{"id": 0, "kind": "direct", "source": [[6, 9]],
        "cue": [[10, 14]], "content": [[0, 5]], "source_id": null, "confidence": 0.123}]);
    assert_eq!(line["attributions"], expected);
}
