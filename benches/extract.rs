//! Words a second of the extraction, on a text of its own and, where `ONRECORD_CORPUS` names a
//! file with a JSON document a line (`{"text": …}`), on that.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::sync::LazyLock;

use onrecord::extract::Engine;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

const ARTICLE: &str = "\
Captain Isla Mackenzie told reporters on Monday that the ferry would not sail before Thursday. \
“We got everyone off in forty minutes,” she said. “Nobody was hurt, and nobody panicked.”\n\n\
Highland Ferries, which runs the route, denied that any warning had been ignored, and said it was \
working with the coastguard. The engine was “as good as new,” a spokesman for the company said, \
adding that it had been checked in March.\n\n\
Two passengers said they had smelled smoke an hour before the alarm. According to the harbour \
board's report, three of the five pumps failed. Transport Minister Tom Baker called for an \
inquiry, concerned that the same fault could be found on other ships.\n\n\
Another official, who declined to be named, said it was not clear when the route would open.\n\n";

fn main() {
    divan::main();
}

/// An article of about 150 words, and a hundred and a thousand times as much.
#[divan::bench(args = [1, 100, 1_000], sample_count = 10)]
fn article(bencher: Bencher, times: usize) {
    measure(bencher, &[ARTICLE.repeat(times)]);
}

/// The corpus that `ONRECORD_CORPUS` names; nothing without it.
#[divan::bench(sample_count = 5)]
fn corpus(bencher: Bencher) {
    let path = std::env::var("ONRECORD_CORPUS").unwrap_or_default();
    let lines = std::fs::read_to_string(path).unwrap_or_default();
    let text = |line: &str| {
        let document: serde_json::Value = serde_json::from_str(line).ok()?;
        document["text"].as_str().map(str::to_string)
    };
    let texts: Vec<String> = lines.lines().filter_map(text).collect();
    measure(bencher, &texts);
}

/// Analyses all texts; counts words and bytes.
fn measure(bencher: Bencher, texts: &[String]) {
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let bytes: usize = texts.iter().map(String::len).sum();
    let all = || texts.iter().map(|text| ENGINE.analyse(text).attributions.len()).sum::<usize>();
    bencher.counter(ItemsCount::new(words)).counter(BytesCount::new(bytes)).bench(all);
}
