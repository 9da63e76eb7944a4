//! Analyses a corpus and writes what was found, a document a line, with offsets in code points:
//! `cargo run --release --example evaluate -- CORPUS.jsonl > PREDICTIONS.jsonl`
//! Each line of the corpus is `{"id": …, "text": …}`, "title" optional.

use std::error::Error;
use std::fs;

use onrecord::domain::Span;
use onrecord::extract::Engine;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::load();
    let path = std::env::args().nth(1).ok_or("usage: evaluate CORPUS.jsonl")?;
    for line in fs::read_to_string(&path)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().unwrap_or("");
        println!("{}", predictions(&engine, &document["id"], document["title"].as_str(), text));
    }
    Ok(())
}

/// The analysis of `text` in the shape of `onrecord extract`.
fn predictions(engine: &Engine, id: &Value, title: Option<&str>, text: &str) -> Value {
    let analysis = engine.analyse(title, text);
    let points = CodePoints::new(text);
    let spans = |spans: &[Span]| spans.iter().map(|span| points.span(*span)).collect::<Vec<_>>();
    let entities = analysis.entities.iter().enumerate().map(|(id, entity)| {
        json!({"id": id, "kind": entity.kind, "name": entity.name, "mentions": spans(&entity.mentions)})
    });
    let sources = analysis.sources.iter().enumerate().map(|(id, source)| {
        json!({"id": id, "kind": source.kind, "name": source.name,
               "description": source.description, "entity": source.entity})
    });
    let attributions = analysis.attributions.iter().enumerate().map(|(id, it)| {
        json!({"id": id, "kind": it.kind, "source": spans(&it.source), "cue": spans(&it.cue),
               "content": spans(&it.content), "source_id": it.source_id, "confidence": it.confidence})
    });
    json!({"id": id, "text": text, "sentences": spans(&analysis.sentences),
           "entities": entities.collect::<Vec<_>>(), "sources": sources.collect::<Vec<_>>(),
           "attributions": attributions.collect::<Vec<_>>()})
}

/// For each byte of a text, how many code points lie before it.
struct CodePoints(Vec<u32>);

impl CodePoints {
    fn new(text: &str) -> Self {
        let mut before = vec![0; text.len() + 1];
        let mut count = 0;
        for (byte, c) in text.char_indices() {
            before[byte..byte + c.len_utf8()].fill(count);
            count += 1;
        }
        before[text.len()] = count;
        CodePoints(before)
    }

    fn span(&self, span: Span) -> [u32; 2] {
        [self.0[span.start], self.0[span.end]]
    }
}
