//! Lists of words by name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The lists of a file: a line `= name` begins a list, and words or phrases follow.
type Lists = HashMap<&'static str, HashSet<&'static str>>;

static ABBREVIATIONS: LazyLock<Lists> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicon/abbreviations.txt")));

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = phrases(include_str!("../../../assets/lexicon/people.txt"));
    lists.extend(phrases(include_str!("../../../assets/lexicon/names.txt")));
    lists.extend(phrases(include_str!("../../../assets/lexicon/bodies.txt")));
    lists.extend(phrases(include_str!("../../../assets/lexicon/towns.txt")));
    lists.extend(phrases(include_str!("../../../assets/lexicon/grammar.txt")));
    lists
});

/// Returns whether `word` includes the full stop after it.
pub(in crate::extract) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.values().any(|list| list.contains(word))
}

/// Returns whether `word` (without its full stop) is an abbreviation that hardly ever ends a
/// sentence.
pub(in crate::extract) fn is_inner_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.get("inner").is_some_and(|list| list.contains(word))
}

/// Returns whether the list `name` contains `entry`.
pub(in crate::extract) fn list(name: &str, entry: &str) -> bool {
    LISTS.get(name).is_some_and(|list| list.contains(entry))
}

/// Parses lists of words separated by white space.
fn words(file: &'static str) -> Lists {
    read(file, |line, list| list.extend(line.split_whitespace()))
}

/// Parses lists of phrases separated by commas.
fn phrases(file: &'static str) -> Lists {
    let entries = |line: &'static str| line.split(',').map(str::trim).filter(|it| !it.is_empty());
    read(file, |line, list| list.extend(entries(line)))
}

fn read(file: &'static str, add: impl Fn(&'static str, &mut HashSet<&'static str>)) -> Lists {
    let mut lists = Lists::new();
    let mut name = "";
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("= ") {
            Some(next) => name = next.trim(),
            None => add(line, lists.entry(name).or_default()),
        }
    }
    lists
}
