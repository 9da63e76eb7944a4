//! Compares what is read from feeds with what another library read from them:
//! `cargo run --release --example feeds -- FOLDER [--all]`, where FOLDER holds `feedparser.jsonl`
//! (a line a file: title, link and entries) and the files themselves in `feedparser/`. Prints each
//! difference and the shares that agree, of the well-formed files and of the ill-formed ones
//! (`--all`: the differences of these too).
//!
//! What is compared, and how: titles by their words (the other library gives mark-up: it agrees as
//! it stands, or with its mark-up read); addresses as they are (without a slash at the end, the
//! scheme in any case; relative ones made whole with the same base on both sides); dates by their
//! moment. What is left out is counted and named. Where a file itself says what it expects, and we
//! give that, this is counted apart, for there the other library is no measure.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, panic};

use chrono::DateTime;
use onrecord::domain::{Draft, When};
use onrecord::ingest::{Hints, Parsed, parse_with};
use serde_json::Value;

/// Where all files are said to come from; the other library knew no address at all.
const BASE: &str = "http://base.example/";

fn main() {
    let args: Vec<String> = env::args().collect();
    let [_, folder, ..] = args.as_slice() else { panic!("usage: feeds FOLDER [--all]") };
    let folder = Path::new(folder);
    let list = fs::read_to_string(folder.join("feedparser.jsonl")).expect("a list of files");
    let mut tally = Tally { all: args.iter().any(|arg| arg == "--all"), ..Tally::default() };
    for line in list.lines() {
        let theirs: Value = serde_json::from_str(line).expect("a line is JSON");
        let file = theirs["file"].as_str().expect("a file is named");
        let Ok(bytes) = fs::read(folder.join("feedparser").join(file)) else { continue };
        let name = Path::new(file).file_name().and_then(|name| name.to_str());
        let hints = Hints { name, address: Some(BASE), ..Hints::default() };
        let found = panic::catch_unwind(|| parse_with(&bytes, &hints));
        let case = Case {
            file,
            kind: if theirs["bozo"] == true { "ill-formed" } else { "well-formed" },
            expects: expectation(&String::from_utf8_lossy(&bytes)),
        };
        match found {
            Ok(found) => tally.file(&case, &theirs, found),
            Err(_) => tally.count("PANIC", file),
        }
    }
    tally.print();
}

/// One file.
struct Case<'a> {
    file: &'a str,
    kind: &'static str,
    /// What the file says, in its first comment, that a reader should find.
    expects: String,
}

fn expectation(text: &str) -> String {
    let start = text.find("Expect:").unwrap_or(text.len());
    text[start..].split("\n-->").next().unwrap_or("").to_owned()
}

/// What came of one comparison.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Agrees,
    /// It differs from the other library, and is what the file expects.
    Expected,
    Differs,
}

#[derive(Default)]
struct Tally {
    all: bool,
    files: usize,
    /// Agreeing, as the file expects, all.
    shares: BTreeMap<(&'static str, &'static str), [usize; 3]>,
    counts: BTreeMap<String, usize>,
}

impl Tally {
    fn count(&mut self, what: &str, file: &str) {
        println!("{what}: {file}");
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    fn file(
        &mut self,
        case: &Case,
        theirs: &Value,
        found: Result<Parsed, onrecord::ingest::IngestError>,
    ) {
        self.files += 1;
        if let Err(error) = &found {
            self.count(&format!("refused ({error})"), case.file);
        }
        let found = found.unwrap_or_default();
        let feed = found.feed.as_ref();
        let title = feed.map(|feed| feed.title.as_str());
        self.text(case, "feed title", title, &theirs["title"]);
        self.link(case, "feed link", feed.and_then(|feed| feed.site.as_deref()), &theirs["link"]);
        let entries = theirs["entries"].as_array().map_or(&[][..], Vec::as_slice);
        for (index, entry) in entries.iter().enumerate() {
            let draft = found.drafts.get(index);
            let text = |field: fn(&Draft) -> Option<&str>| draft.and_then(field);
            self.text(case, "title", text(|draft| Some(&draft.title)), &entry["title"]);
            self.text(case, "id", text(|draft| draft.guid.as_deref()), &entry["id"]);
            let is_id = entry["link"] == entry["id"] && !entry["link"].is_null();
            if is_id && !entry["link"].as_str().is_some_and(|link| link.contains("://")) {
                let what = "left out: their link is only the entry's id, which is no address";
                self.count(what, case.file);
            } else {
                self.link(case, "link", text(|draft| draft.url.as_deref()), &entry["link"]);
            }
            let published = draft.and_then(|draft| draft.published);
            self.date(case, "published", published, &entry["published"]);
            let updated = draft.and_then(|draft| draft.updated.or(draft.published));
            self.date(case, "updated", updated, &entry["updated"]);
        }
    }

    fn text(&mut self, case: &Case, field: &'static str, ours: Option<&str>, theirs: &Value) {
        let Some(theirs) = theirs.as_str().filter(|theirs| !theirs.is_empty()) else { return };
        let ours = words(ours.unwrap_or(""));
        let read = dom_query::Document::fragment(theirs).text().to_string();
        let same = ours == words(theirs) || ours == words(&read);
        let expected = [format!("'{ours}'"), format!("\"{ours}\"")];
        self.verdict(case, field, same, &expected, &ours, theirs);
    }

    fn link(&mut self, case: &Case, field: &'static str, ours: Option<&str>, theirs: &Value) {
        let Some(theirs) = theirs.as_str().filter(|theirs| !theirs.is_empty()) else { return };
        let ours = ours.unwrap_or("");
        let same = address(ours) == address(theirs);
        let expected = [format!("'{ours}'"), format!("\"{ours}\"")];
        self.verdict(case, field, same, &expected, ours, theirs);
    }

    fn date(&mut self, case: &Case, field: &'static str, ours: Option<When>, theirs: &Value) {
        let Some(theirs) = theirs.as_str().filter(|theirs| !theirs.is_empty()) else { return };
        let key = |when: When| when.sort_key();
        let same = ours.map(key).is_some() && ours.map(key) == When::parse(theirs).map(key);
        let moment = ours.and_then(|ours| DateTime::from_timestamp(ours.sort_key(), 0));
        let tuple = moment.map(|moment| moment.format("(%Y, %-m, %-d, %-H, %-M, %-S").to_string());
        let shown = ours.map(|ours| ours.to_string()).unwrap_or_default();
        self.verdict(case, field, same, &[tuple.unwrap_or("no date".into())], &shown, theirs);
    }

    fn verdict(
        &mut self,
        case: &Case,
        field: &'static str,
        same: bool,
        expected: &[String],
        ours: &str,
        theirs: &str,
    ) {
        let named = case.expects.contains(field.rsplit(' ').next().unwrap_or(field));
        let verdict = match same {
            true => Verdict::Agrees,
            false if named && expected.iter().any(|value| case.expects.contains(value)) => {
                Verdict::Expected
            }
            false => Verdict::Differs,
        };
        let share = self.shares.entry((case.kind, field)).or_default();
        share[0] += usize::from(verdict == Verdict::Agrees);
        share[1] += usize::from(verdict == Verdict::Expected);
        share[2] += 1;
        if verdict != Verdict::Agrees && (self.all || case.kind == "well-formed") {
            let note = if verdict == Verdict::Expected { " (as the file expects)" } else { "" };
            println!("{field}{note}: {}\n   ours   {ours:?}\n   theirs {theirs:?}", case.file);
        }
    }

    fn print(&self) {
        println!("\n{} files", self.files);
        for (what, count) in &self.counts {
            println!("{count:5} {what}");
        }
        println!("\n             field      compared  agree          or as the file expects");
        for ((kind, field), [agree, expected, all]) in &self.shares {
            let share = |part: usize| 100.0 * part as f64 / *all as f64;
            let (peer, file) = (share(*agree), share(agree + expected));
            println!("{kind:12} {field:10} {all:8} {agree:6} {peer:6.2} % {file:13.2} %");
        }
    }
}

/// The words of a text, with one space between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address to be compared.
fn address(text: &str) -> String {
    let text = text.trim().trim_end_matches('/');
    match text.split_once(':') {
        Some((scheme, rest)) => format!("{}:{rest}", scheme.to_lowercase()),
        None => format!("{BASE}{}", text.trim_start_matches('/')).trim_end_matches('/').to_owned(),
    }
}
