//! How long the first page of a search takes: newest first, and what fits best first.

use divan::Bencher;
use onrecord::domain::{Edge, Order, Query, Scope};

use super::making::{open, person};
use super::{NOW, PAGE};

/// The most frequent word, a frequent one, a rare one; two words; phrases of two frequent words, of
/// a frequent name; beginnings of one letter to five; what is said, and by whom; alternatives; all
/// but a word.
const SEARCHES: [&str; 16] = [
    "bami",
    "temi",
    "kovikone",
    "bami temi",
    "\"bami temi\"",
    "\"said bami\"",
    "\"council said\"",
    "b*",
    "ba*",
    "bam*",
    "bamik*",
    "quote:bami",
    "quote:ba*",
    "source:council",
    "bami OR temi",
    "-bami",
];

#[divan::bench(args = SEARCHES)]
fn search_newest_first(bencher: Bencher, words: &str) {
    search(bencher, words, Order::Newest);
}

#[divan::bench(args = SEARCHES)]
fn search_best_first(bencher: Bencher, words: &str) {
    search(bencher, words, Order::Best);
}

#[divan::bench(args = SEARCHES)]
fn search_most_named_first(bencher: Bencher, words: &str) {
    search(bencher, words, Order::Named);
}

fn searched(words: &str, order: Order) -> Query {
    Query { scope: Scope::Search(words.to_owned()), order, now: NOW, ..Query::default() }
}

fn search(bencher: Bencher, words: &str, order: Order) {
    let store = open();
    let query = searched(words, order);
    bencher.bench_local(|| store.page(&query, Edge::Start, PAGE).expect("a page").rows);
}

#[divan::bench(args = SEARCHES)]
fn counts_of_a_search(bencher: Bencher, words: &str) {
    let store = open();
    let query = searched(words, Order::Newest);
    bencher.bench_local(|| store.counts(&query).expect("counts"));
}

/// Everything that a search finds, as a command writes it.
#[divan::bench(args = ["newest", "best"], sample_count = 2, sample_size = 1)]
fn all_that_a_name_finds(bencher: Bencher, order: &str) {
    let store = open();
    let order = if order == "best" { Order::Best } else { Order::Newest };
    let query = searched(&format!("\"{}\"", person(0)), order);
    bencher.bench_local(|| {
        let mut walk = store.walk(&query, None).expect("a walk");
        let mut count = 0;
        loop {
            let rows = walk.next(500).expect("rows");
            count += rows.len();
            if rows.is_empty() {
                break count;
            }
        }
    });
}
