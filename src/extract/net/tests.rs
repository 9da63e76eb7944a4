//! Compares the engine with the reference implementation for training: same input, same output.

use serde_json::Value;

use super::*;

fn spans(text: &str, value: &Value) -> Vec<Span> {
    let offsets: Vec<usize> =
        text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let at = |value: &Value| offsets[value.as_u64().unwrap() as usize];
    value.as_array().unwrap().iter().map(|pair| Span::new(at(&pair[0]), at(&pair[1]))).collect()
}

/// The output of `training/vectors.py` for the built-in weights.
const VECTORS: &str = include_str!("vectors.json");

#[test]
fn the_engine_agrees_with_the_reference() {
    let network = Network::load(crate::extract::WEIGHTS).unwrap();
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    for vector in vectors.as_array().unwrap() {
        let text = vector["text"].as_str().unwrap();
        let paragraphs = units::split_paragraphs(text);
        let expected = vector["paragraphs"].as_array().unwrap();
        for (paragraph, expected) in paragraphs.iter().zip(expected) {
            assert_eq!(paragraph.units, spans(text, &expected["units"]), "{text:?}");
            let quotes: Vec<u64> = paragraph.quotes.iter().map(|quote| *quote as u64).collect();
            assert_eq!(serde_json::json!(quotes), expected["quotes"], "{text:?}");
            let cases: Vec<u64> = paragraph.cases.iter().map(|case| *case as u64).collect();
            assert_eq!(serde_json::json!(cases), expected["cases"], "{text:?}");
            assert_eq!(serde_json::json!(paragraph.sentences), expected["sentences"], "{text:?}");
        }
        let encoded: Vec<_> =
            paragraphs.iter().map(|p| network.weights.vocabulary.encode(text, p)).collect();
        let made = windows::make_windows(&paragraphs, &encoded, &network.weights.vocabulary);
        for (window, expected) in made.iter().zip(vector["windows"].as_array().unwrap()) {
            assert_eq!(serde_json::json!(window.ids), expected["pieces"], "{text:?}");
            assert_eq!(serde_json::json!(window.features), expected["features"], "{text:?}");
        }
        let findings = network.read(text, &|| true).unwrap();
        let expected: Vec<Found> = vector["attributions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| Found {
                source: spans(text, &found["source"]),
                cue: spans(text, &found["cue"]),
                content: spans(text, &found["content"]),
                confidence: found["confidence"].as_f64().unwrap() as f32,
                spoken: false,
            })
            .collect();
        let spans = |found: &[Found]| {
            let one = |f: &Found| (f.source.clone(), f.cue.clone(), f.content.clone());
            found.iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(spans(&findings.attributions), spans(&expected), "{text:?}");
        for (found, expected) in findings.attributions.iter().zip(&expected) {
            assert!(
                (found.confidence - expected.confidence).abs() < 0.03,
                "{found:?} {expected:?}"
            );
        }
    }
}

#[test]
fn confidence_goes_along_the_line_through_its_points() {
    let points = [(0.0, -1.0), (1.0, 1.0), (2.0, 2.0)];
    for (z, expected) in [(-1.0, -3.0), (0.0, -1.0), (0.5, 0.0), (1.5, 1.5), (4.0, 4.0)] {
        assert!((bent(z, &points) - expected).abs() < 1e-6, "{z}");
    }
    assert_eq!(bent(0.7, &[]), 0.7);
    assert_eq!(bent(0.7, &[(0.0, 1.0)]), 0.7);
}
