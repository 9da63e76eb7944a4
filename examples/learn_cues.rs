//! Counts constructions on annotated news. Makes the two tables of the rule engine, one by one:
//! `cargo run --release --example learn_cues -- cues CORPUS.jsonl > assets/lexicon/cues.txt`
//! `cargo run --release --example learn_cues -- lifts CORPUS.jsonl > assets/lexicon/lifts.txt`
//! (empty `lifts.txt` first: it is counted on top of what the cues say). A line of the corpus is
//! `{"text": …, "attributions": [{"source", "cue", "content": spans}]}`, offsets in code points.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;

use onrecord::domain::Span;
use onrecord::extract::{self, Construction};
use serde_json::Value;

/// A construction has to be met this often to be kept, and a word to be right this often.
const LEAST_MET: u32 = 2;

const USAGE: &str = "usage: learn_cues cues|lifts CORPUS.jsonl";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let table = arguments.next().ok_or(USAGE)?;
    let path = arguments.next().ok_or(USAGE)?;
    let mut found = Vec::new();
    for line in fs::read_to_string(&path)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        found.extend(judged(&document));
    }
    match table.as_str() {
        "cues" => cues(&found),
        "lifts" => lifts(&found),
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

/// Prints how often each construction was right.
fn cues(found: &[(Construction, bool)]) {
    let mut counts: BTreeMap<[&str; 3], [u32; 2]> = BTreeMap::new();
    for (construction, right) in found {
        let parts: Vec<&str> = construction.key.split(' ').collect();
        let [form, word, frame] = parts[..] else { continue };
        let class = extract::cue_class(word).unwrap_or("@none");
        let words = [[form, word, frame], ["*", word, frame], ["*", word, "*"]];
        let others =
            [[form, class, frame], ["*", class, frame], [form, "*", frame], ["*", "*", frame]];
        for key in words.into_iter().chain(others) {
            let entry = counts.entry(key).or_default();
            entry[0] += u32::from(*right);
            entry[1] += 1;
        }
    }
    let sums = counts.iter().filter(|(key, [right, _])| key[0] == "*" && *right >= 2);
    let good: BTreeSet<&str> = sums.map(|(key, _)| key[1]).collect();
    println!("# How often a construction ascribes something: form, base form, frame, right, met.");
    println!(
        "# Made by examples/learn_cues.rs from the training part of PolNeAR 1.0 (counts only)."
    );
    for ([form, word, frame], [right, met]) in &counts {
        if *met >= LEAST_MET && good.contains(word) {
            println!("{form} {word} {frame} {right} {met}");
        }
    }
}

/// Prints by how much each circumstance raises the logarithm of the odds. One kind of circumstance
/// after the other is fitted to what the others leave unexplained, three times over.
fn lifts(found: &[(Construction, bool)]) {
    let logit = |p: f32| (p / (1.0 - p)).ln();
    let mut scores: Vec<f32> =
        found.iter().map(|(it, _)| logit(it.attribution.confidence.clamp(0.002, 0.98))).collect();
    let mut lifts: BTreeMap<&str, f32> = BTreeMap::new();
    for kind in (0..3).flat_map(|_| 0..5) {
        let mut counts: BTreeMap<&str, [f32; 3]> = BTreeMap::new();
        for ((construction, right), score) in found.iter().zip(&scores) {
            let entry = counts.entry(&construction.circumstances[kind]).or_default();
            entry[0] += f32::from(u8::from(*right));
            entry[1] += 1.0 / (1.0 + (-score).exp());
            entry[2] += 1.0;
        }
        for (name, [right, expected, met]) in &counts {
            let odds = |right: f32| ((right + 3.0) / (met - right + 3.0)).ln();
            *lifts.entry(name).or_default() += odds(*right) - odds(*expected);
        }
        for ((construction, _), score) in found.iter().zip(&mut scores) {
            let [right, expected, met] = counts[construction.circumstances[kind].as_str()];
            let odds = |right: f32| ((right + 3.0) / (met - right + 3.0)).ln();
            *score += odds(right) - odds(expected);
        }
    }
    println!(
        "# By how much a circumstance raises the logarithm of the odds that something is ascribed."
    );
    println!("# Made by examples/learn_cues.rs from the training part of PolNeAR 1.0.");
    for (name, lift) in lifts.iter().filter(|(_, lift)| lift.abs() > 0.05) {
        println!("{name} {lift:.2}");
    }
}

/// The constructions of one document, and whether each is one of its attributions.
fn judged(document: &Value) -> Vec<(Construction, bool)> {
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
    let judge = |found: Construction| {
        let it = &found.attribution;
        let roles = [&it.source, &it.cue, &it.content].map(|spans| within(&words, spans));
        let right = gold.iter().any(|gold| {
            let no_cue = gold[1].is_empty() && roles[1].is_empty();
            (no_cue || !gold[1].is_disjoint(&roles[1]))
                && alike(&gold[0], &roles[0])
                && alike(&gold[2], &roles[2])
        });
        (found, right)
    };
    extract::constructions(text).into_iter().map(judge).collect()
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
