//! Compares what is read from feeds with what another library read from them:
//! `cargo run --release --example feeds -- FEEDS.jsonl FOLDER [--all]`. Each line of FEEDS.jsonl
//! names a file in FOLDER and its title, link and entries. Prints each difference and the shares
//! that agree, of all files and of the well-formed ones.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, panic};

use onrecord::domain::{Draft, When};
use onrecord::ingest::{Parsed, parse};
use serde_json::Value;

fn main() {
    let args: Vec<String> = env::args().collect();
    let [_, list, folder, ..] = args.as_slice() else { panic!("usage: feeds FEEDS.jsonl FOLDER") };
    let all = args.iter().any(|arg| arg == "--all");
    let list = fs::read_to_string(list).expect("the list can be read");
    let mut tally = Tally::default();
    for line in list.lines() {
        let expected: Value = serde_json::from_str(line).expect("a line is JSON");
        let file = expected["file"].as_str().expect("a file is named");
        let Ok(bytes) = fs::read(Path::new(folder).join(file)) else { continue };
        let bozo = expected["bozo"].as_bool().unwrap_or(false);
        let name = Path::new(file).file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let found = panic::catch_unwind(|| parse(&bytes, name.as_deref()));
        let Ok(found) = found else {
            println!("PANIC {file}");
            continue;
        };
        tally.file(file, bozo, &expected, found.as_ref().ok(), all);
        if let Err(error) = &found {
            *tally.errors.entry(error.to_string()).or_default() += 1;
        }
    }
    for ((field, kind), (right, total)) in &tally.shares {
        let share = 100.0 * *right as f64 / *total as f64;
        println!("{share:6.2} % {right:5} of {total:5} {field} {kind}");
    }
    for (error, count) in &tally.errors {
        println!("{count:5} refused: {error}");
    }
}

#[derive(Default)]
struct Tally {
    shares: BTreeMap<(&'static str, &'static str), (usize, usize)>,
    errors: BTreeMap<String, usize>,
}

impl Tally {
    fn file(
        &mut self,
        file: &str,
        bozo: bool,
        expected: &Value,
        found: Option<&Parsed>,
        all: bool,
    ) {
        let entries = expected["entries"].as_array().map_or(&[][..], Vec::as_slice);
        let drafts = found.map_or(&[][..], |parsed| parsed.drafts.as_slice());
        let feed = found.and_then(|parsed| parsed.feed.as_ref());
        let mut one = |field, wanted: &Value, ours: Option<&str>, same: bool| {
            let wanted_text = wanted.as_str().unwrap_or("");
            if wanted_text.is_empty() {
                return;
            }
            for kind in ["of all", if bozo { "of the ill-formed" } else { "of the well-formed" }] {
                let share = self.shares.entry((field, kind)).or_default();
                share.0 += usize::from(same);
                share.1 += 1;
            }
            if !same && (all || !bozo) {
                println!("{field} {file}\n   ours   {ours:?}\n   theirs {wanted_text:?}");
            }
        };
        let title = feed.map(|feed| feed.title.as_str());
        one("feed title", &expected["title"], title, same_text(title, &expected["title"]));
        let site = feed.and_then(|feed| feed.site.as_deref());
        one("feed link", &expected["link"], site, same_link(site, &expected["link"]));
        for (index, entry) in entries.iter().enumerate() {
            let draft = drafts.get(index);
            let text = |field: fn(&Draft) -> Option<&str>| draft.and_then(field);
            let title = text(|draft| Some(draft.title.as_str()));
            one("title", &entry["title"], title, same_text(title, &entry["title"]));
            let url = text(|draft| draft.url.as_deref());
            one("link", &entry["link"], url, same_link(url, &entry["link"]));
            let guid = text(|draft| draft.guid.as_deref());
            one("id", &entry["id"], guid, same_text(guid, &entry["id"]));
            for (field, ours) in [
                ("published", draft.and_then(|draft| draft.published)),
                ("updated", draft.and_then(|draft| draft.updated.or(draft.published))),
            ] {
                let shown = ours.map(|when| when.to_string());
                one(field, &entry[field], shown.as_deref(), same_date(ours, &entry[field]));
            }
        }
    }
}

fn same_text(ours: Option<&str>, theirs: &Value) -> bool {
    let plain = |text: &str| {
        let text = dom_query::Document::fragment(text).text().to_string();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    plain(ours.unwrap_or("")) == plain(theirs.as_str().unwrap_or(""))
}

fn same_link(ours: Option<&str>, theirs: &Value) -> bool {
    let plain = |text: &str| text.trim().trim_end_matches('/').to_owned();
    plain(ours.unwrap_or("")) == plain(theirs.as_str().unwrap_or(""))
}

fn same_date(ours: Option<When>, theirs: &Value) -> bool {
    let theirs = theirs.as_str().and_then(When::parse);
    ours.zip(theirs).is_some_and(|(ours, theirs)| ours.sort_key() == theirs.sort_key())
}
