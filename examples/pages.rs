//! Measures the main text of pages against what a person expects:
//! `cargo run --release --example pages -- FOLDER`, where each folder in FOLDER holds a
//! `source.html` and an `expected.html`. Prints a line a page (words F1, seconds) and the mean.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use onrecord::ingest::parse;

fn main() {
    let folder = env::args().nth(1).expect("usage: pages FOLDER");
    let mut pages: Vec<_> =
        fs::read_dir(&folder).expect("the folder can be listed").flatten().collect();
    pages.sort_by_key(|page| page.file_name());
    let mut scores = Vec::new();
    for page in pages.iter().map(|page| page.path()).filter(|page| page.is_dir()) {
        let Ok(source) = fs::read(page.join("source.html")) else { continue };
        let begin = Instant::now();
        let found = parse(&source, Some("page.html"));
        let seconds = begin.elapsed().as_secs_f64();
        let (text, title) = match &found {
            Ok(parsed) => (parsed.drafts[0].body.text.as_str(), parsed.drafts[0].title.as_str()),
            Err(_) => ("", ""),
        };
        let score = f1(&words(text), &words(&expected(&page)));
        println!(
            "{score:.3} {seconds:.3} {} | {title}",
            page.file_name().unwrap_or_default().display()
        );
        scores.push(score);
    }
    println!(
        "{:.4} mean of {} pages",
        scores.iter().sum::<f64>() / scores.len() as f64,
        scores.len()
    );
}

/// The text of the expected mark-up, tags taken out.
fn expected(page: &Path) -> String {
    let markup = fs::read_to_string(page.join("expected.html")).expect("an expected text");
    dom_query::Document::fragment(markup.replace('<', " <")).text().to_string()
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// The harmonic mean of how many words are right and how many are found.
fn f1(found: &HashMap<String, usize>, expected: &HashMap<String, usize>) -> f64 {
    let both: usize = found.iter().map(|(word, n)| *n.min(expected.get(word).unwrap_or(&0))).sum();
    let total: usize = found.values().sum::<usize>() + expected.values().sum::<usize>();
    if total == 0 { 1.0 } else { 2.0 * both as f64 / total as f64 }
}
