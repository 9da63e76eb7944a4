//! How often a construction ascribes something: counted once on annotated news, kept as data.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lists::list;

/// How often a construction was right, and how often it was met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::extract) struct Rate {
    pub(in crate::extract) right: f32,
    pub(in crate::extract) met: f32,
}

/// `form word frame` → right, met; a frame `*` sums up a word, a word `*` a frame.
static CUES: LazyLock<HashMap<(&'static str, &'static str, &'static str), Rate>> =
    LazyLock::new(|| {
        let file = include_str!("../../../assets/lexicon/cues.txt");
        file.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
    });

/// For each circumstance the logarithm of how much it raises or lowers the odds.
static LIFTS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    let file = include_str!("../../../assets/lexicon/lifts.txt");
    let entry = |line: &'static str| {
        let (name, lift) = line.split_once(' ')?;
        Some((name, lift.parse().ok()?))
    };
    file.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
});

/// By how much a circumstance raises the logarithm of the odds.
pub(in crate::extract) fn lift(name: &str) -> f32 {
    LIFTS.get(name).copied().unwrap_or(0.0)
}

/// The count for a construction: a form (how the cue stands), a base form, a frame (what follows).
pub(in crate::extract) fn rate(form: &str, word: &str, frame: &str) -> Option<Rate> {
    CUES.get(&(form, word, frame)).copied()
}

fn entry(line: &'static str) -> Option<((&'static str, &'static str, &'static str), Rate)> {
    let mut fields = line.split_whitespace();
    let key = (fields.next()?, fields.next()?, fields.next()?);
    let (right, met) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((key, Rate { right, met }))
}

/// The class that a verb of saying, thinking or wanting belongs to, as the table of cues names it.
pub(in crate::extract) fn class(word: &str) -> Option<&'static str> {
    let last = word.rsplit(['+', '_']).next().unwrap_or(word);
    ["@speech", "@belief", "@intention", "@attitude"]
        .into_iter()
        .find(|class| list(class, word) || list(class, last))
}
