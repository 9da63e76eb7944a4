//! Makes `assets/lexicon/cues.txt`: counts on annotated news how often each construction ascribes
//! something. `cargo run --release --example learn_cues -- CORPUS.jsonl > assets/lexicon/cues.txt`
//! A line of the corpus is `{"text": …, "attributions": [{"source", "cue", "content": spans}]}`
//! with offsets in code points.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;

use onrecord::domain::Span;
use onrecord::extract;
use serde_json::Value;

/// A construction has to be met this often to be kept, and a word to be right this often.
const LEAST_MET: u32 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: learn_cues CORPUS.jsonl")?;
    let mut counts: BTreeMap<[String; 3], [u32; 2]> = BTreeMap::new();
    for line in fs::read_to_string(&path)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        count(&document, &mut counts);
    }
    let good: BTreeSet<String> = counts
        .iter()
        .filter(|(key, [right, _])| key[0] == "*" && *right >= 2)
        .map(|(key, _)| key[1].clone())
        .collect();
    println!("# How often a construction ascribes something: form, base form, frame, right, met.");
    println!(
        "# Made by examples/learn_cues.rs from the training part of PolNeAR 1.0 (counts only)."
    );
    for ([form, word, frame], [right, met]) in counts {
        if met >= LEAST_MET && good.contains(&word) {
            println!("{form} {word} {frame} {right} {met}");
        }
    }
    Ok(())
}

/// Adds the constructions of one document.
fn count(document: &Value, counts: &mut BTreeMap<[String; 3], [u32; 2]>) {
    let text = document["text"].as_str().unwrap_or("");
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let words = words(text);
    let gold: Vec<[BTreeSet<usize>; 3]> = document["attributions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| {
            ["source", "cue", "content"].map(|role| within(&words, &spans(&it[role], &bytes)))
        })
        .collect();
    for (key, found) in extract::constructions(text) {
        let roles = [&found.source, &found.cue, &found.content].map(|spans| within(&words, spans));
        let right = gold.iter().any(|gold| {
            !gold[1].is_disjoint(&roles[1])
                && alike(&gold[0], &roles[0])
                && alike(&gold[2], &roles[2])
        });
        let parts: Vec<&str> = key.split(' ').collect();
        let [form, word, frame] = parts[..] else { continue };
        for key in [
            [form, word, frame],
            ["*", word, frame],
            ["*", word, "*"],
            [form, "*", frame],
            ["*", "*", frame],
        ] {
            let entry = counts.entry(key.map(str::to_string)).or_default();
            entry[0] += u32::from(right);
            entry[1] += 1;
        }
    }
}

/// Whether two sets of words share at least half of both (Dice), or are both empty.
fn alike(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    let shared = a.intersection(b).count();
    a.len() + b.len() == 0 || 4 * shared >= a.len() + b.len()
}

/// The bytes of each word of a text.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The words within spans, by number.
fn within(words: &[Span], spans: &[Span]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for span in spans {
        let from = words.partition_point(|word| word.end <= span.start);
        found.extend((from..words.len()).take_while(|at| words[*at].start < span.end));
    }
    found
}

/// Spans in code points as spans in bytes.
fn spans(value: &Value, bytes: &[usize]) -> Vec<Span> {
    let at = |value: &Value| bytes.get(value.as_u64().unwrap_or(0) as usize).copied().unwrap_or(0);
    let pairs = value.as_array().into_iter().flatten();
    pairs.map(|pair| Span::new(at(&pair[0]), at(&pair[1]))).collect()
}
