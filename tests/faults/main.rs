//! Bad luck: programs killed at any moment, disks that are full or lie, clocks that step, stores and
//! terminals that go away. What docs/RELIABILITY.md promises holds all the same.
//! `ONRECORD_KILLS` says how many kills there are in all, with those of a refresh
//! (`tests/refresh/ending.rs`); else about thirty.
#![cfg(unix)]

mod damage;
mod kills;
mod leaving;
#[path = "../support/mod.rs"]
mod support;

use onrecord::domain::Query;
use support::Home;

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// Returns how often each kind of fault is tried: a tenth of the kills that are requested.
fn rounds(usual: u64) -> u64 {
    let asked = std::env::var("ONRECORD_KILLS").ok().and_then(|count| count.parse::<u64>().ok());
    asked.map_or(usual, |all| (all / 10).max(1))
}

/// Returns the number of articles, and asserts that the store is sound.
fn sound(home: &Home) -> u64 {
    let store = home.store();
    assert_eq!(store.check().expect("a check"), Vec::<String>::new());
    store.counts(&Query::default()).expect("counts").total
}

/// Runs the program. Returns its exit status (`None` after a signal) and everything that it
/// printed.
fn ran(home: &Home, args: &[&str]) -> (Option<i32>, String) {
    let output = home.command().args(args).output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// Articles with statements, a line each: some thousand bytes of text.
fn archive(articles: u64) -> String {
    let filler = "The quay was quiet for the rest of the week. ".repeat(8);
    let article = |n: u64| {
        format!(
            "{{\"id\": \"a{n}\", \"title\": \"Article {n}\", \"text\": \"Ann Lee said that number {n} \
             was late. {filler}\\n\\nThe minister, Otto Lind, said it was not. {filler} The end of {n}.\"}}\n"
        )
    };
    (0..articles).map(article).collect()
}
