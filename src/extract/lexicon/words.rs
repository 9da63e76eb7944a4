//! The lexicon of words: the parts of speech of a word with their frequencies, and the base forms
//! of verbs.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::tag::Tag;

/// A part of speech, and how often a word has it, in percent.
pub(in crate::extract) type Share = (Tag, f32);

static WORDS: LazyLock<HashMap<&'static str, Vec<Share>>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut tag = None;
    for line in lines(include_str!("../../../assets/lexicon/words.txt")) {
        if let Some(name) = line.strip_prefix("= ") {
            tag = Tag::by_name(name);
        } else if let Some(tag) = tag {
            words.extend(line.split_whitespace().map(|word| (word, alone(tag))));
        } else {
            words.extend(entry(line));
        }
    }
    words
});

static ENDINGS: LazyLock<HashMap<&'static str, Vec<Share>>> = LazyLock::new(|| {
    lines(include_str!("../../../assets/lexicon/endings.txt")).filter_map(entry).collect()
});

/// For each tag, the log-probability that each other tag follows, and the log of the tag's own
/// frequency.
struct Transitions {
    follows: Vec<[f32; Tag::COUNT]>,
    share: [f32; Tag::COUNT],
}

static TRANSITIONS: LazyLock<Transitions> = LazyLock::new(|| {
    let mut table = Transitions {
        follows: vec![[log(0.3); Tag::COUNT]; Tag::COUNT],
        share: [log(0.3); Tag::COUNT],
    };
    for line in lines(include_str!("../../../assets/lexicon/transitions.txt")) {
        let mut fields = line.split_whitespace();
        let name = fields.next().unwrap_or("");
        let row = match Tag::by_name(name) {
            Some(tag) => &mut table.follows[tag as usize],
            None => &mut table.share,
        };
        for field in fields {
            let Some((tag, figure)) = field.split_once(':') else { continue };
            if let (Some(tag), Ok(figure)) = (Tag::by_name(tag), figure.parse::<f32>()) {
                row[tag as usize] = log(figure);
            }
        }
    }
    table
});

/// Returns the parts of speech of `word`, as written, in the lexicon.
pub(in crate::extract) fn tags_of(word: &str) -> Option<&'static [Share]> {
    WORDS.get(word).map(Vec::as_slice)
}

/// Returns the parts of speech that the ending of `word` (in lower case) suggests.
pub(in crate::extract) fn tags_of_ending(word: &str) -> Option<&'static [Share]> {
    [4, 3, 2].iter().find_map(|length| {
        let at = word.len().checked_sub(*length)?;
        ENDINGS.get(word.get(at..)?).map(Vec::as_slice)
    })
}

/// Returns the log-probability that `next` follows `tag`.
pub(in crate::extract) fn transition(tag: Tag, next: Tag) -> f32 {
    TRANSITIONS.follows[tag as usize][next as usize]
}

/// Returns the log of the frequency of `tag`.
pub(in crate::extract) fn share_of(tag: Tag) -> f32 {
    TRANSITIONS.share[tag as usize]
}

/// Returns the only part of speech of a word, with the alternatives that a regular verb form always
/// has.
fn alone(tag: Tag) -> Vec<Share> {
    match tag {
        Tag::Vb => vec![(Tag::Vb, 70.0), (Tag::Vbp, 30.0)],
        Tag::Vbp => vec![(Tag::Vbp, 60.0), (Tag::Vb, 40.0)],
        Tag::Vbd => vec![(Tag::Vbd, 80.0), (Tag::Vbn, 20.0)],
        Tag::Vbn => vec![(Tag::Vbn, 85.0), (Tag::Vbd, 15.0)],
        _ => vec![(tag, 99.0)],
    }
}

/// Parses an entry `word TAG70 TAG30`.
fn entry(line: &'static str) -> Option<(&'static str, Vec<Share>)> {
    let mut fields = line.split_whitespace();
    let word = fields.next()?;
    let share = |field: &str| {
        let digits = field.len() - field.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
        let (name, figure) = field.split_at(digits);
        Some((Tag::by_name(name)?, figure.parse().ok()?))
    };
    Some((word, fields.filter_map(share).collect()))
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with("# ") && !line.is_empty())
}

fn log(figure: f32) -> f32 {
    figure.ln()
}
