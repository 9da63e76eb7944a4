//! Fuzzing without further tools: seeds of every format are cut, doubled, mixed and sprinkled with
//! the words of their dictionaries, for a moment each, or for the seconds in `ONRECORD_FUZZ`.
//! `cargo fuzz` does the same for longer and guided by coverage; see `docs/RELIABILITY.md`.

#[path = "../fuzz/doors.rs"]
mod doors;

use std::fs;
use std::panic;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The most bytes of an altered document.
const MOST: usize = 8_000;

/// Returns how long each target runs.
fn patience() -> Duration {
    let seconds = std::env::var("ONRECORD_FUZZ").ok().and_then(|text| text.parse().ok());
    Duration::from_secs_f64(seconds.unwrap_or(1.5))
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// The seeds of a door, in order of name.
fn seeds(door: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder("seeds").join(door)).expect("seeds");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a seed").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

/// The words of a door's dictionary.
fn words(door: &str) -> Vec<Vec<u8>> {
    let path = folder("dictionaries").join(format!("{door}.dict"));
    let text = fs::read_to_string(path).expect("a dictionary");
    let words: Vec<Vec<u8>> = text.lines().map(word).collect();
    assert!(words.len() > 5, "{door} has words");
    words
}

/// Parses a line of a dictionary in the format of libFuzzer: a word in quotation marks, in which
/// `\x0a` is a byte, and `\"` and `\\` are a quotation mark and a backslash.
fn word(line: &str) -> Vec<u8> {
    let inside = line.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let mut bytes = inside.unwrap_or_else(|| panic!("{line:?} is no word")).bytes();
    let mut word = Vec::new();
    while let Some(byte) = bytes.next() {
        word.push(match (byte, byte == b'\\') {
            (_, true) => match bytes.next() {
                Some(b'x') => {
                    let two: Vec<u8> = bytes.by_ref().take(2).collect();
                    let two = String::from_utf8(two).expect("two digits");
                    u8::from_str_radix(&two, 16).expect("two digits")
                }
                Some(other) => other,
                None => panic!("{line:?} ends within a sign"),
            },
            (byte, false) => byte,
        });
    }
    word
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// One change of a document.
fn altered(document: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(document.len() + 1);
    let to = (at + chance.below(40)).min(document.len());
    match chance.below(8) {
        0 => drop(document.drain(at..to)),
        1 => document.insert(at, chance.below(256) as u8),
        2 => {
            if let Some(byte) = document.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        3 => {
            let piece = document[at..to].repeat(1 + chance.below(20));
            document.splice(at..at, piece);
        }
        4 => {
            let other = &seeds[chance.below(seeds.len())];
            let from = chance.below(other.len() + 1);
            document.splice(at..at, other[from..].iter().copied());
        }
        5 => document.truncate(at),
        _ => {
            let word = &words[chance.below(words.len())];
            document.splice(at..at, word.iter().copied());
        }
    }
    document.truncate(MOST);
}

/// Opens a door with its seeds, and then with altered ones until the time is over.
fn tried(door: &str) {
    let (seeds, words) = (seeds(door), words(door));
    let mut chance = Chance(0x5eed_d00f_5eed);
    let begun = Instant::now();
    let mut tried = 0;
    let mut document = Vec::new();
    while tried < seeds.len() || begun.elapsed() < patience() {
        if tried < seeds.len() || chance.below(3) == 0 {
            document = seeds[tried % seeds.len()].clone();
        }
        if tried >= seeds.len() {
            for _ in 0..=chance.below(6) {
                altered(&mut document, &seeds, &words, &mut chance);
            }
        }
        let outcome = panic::catch_unwind(|| doors::open(door, &document));
        if let Err(fault) = outcome {
            let path = std::env::temp_dir().join(format!("onrecord-{door}-{tried}"));
            fs::write(&path, &document).expect("the document is kept");
            eprintln!("{door} fell over the document number {tried}, kept as {path:?}");
            panic::resume_unwind(fault);
        }
        tried += 1;
    }
    if std::env::var_os("ONRECORD_FUZZ").is_some() {
        eprintln!("{door}: {tried} documents");
    }
}

/// Defines a test for each target.
macro_rules! doors {
    ($($door:ident)*) => {
        $(
            #[test]
            fn $door() {
                tried(stringify!($door));
            }
        )*

        #[test]
        fn every_door_is_tried_and_has_a_target() {
            let here = [$(stringify!($door)),*];
            let all: Vec<&str> = doors::DOORS.iter().map(|(name, _)| *name).collect();
            assert_eq!(here.as_slice(), all);
            for name in here {
                assert!(folder("fuzz_targets").join(format!("{name}.rs")).is_file(), "{name}");
            }
        }
    };
}

doors!(text markdown page feed json opml dates extract search config keymap theme answer rows);
