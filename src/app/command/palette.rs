//! The palette: a few letters of a name or of what it does find a command.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::table;
use crate::app::{Action, Environment, Overlay, Overlays};

/// How much more a name counts than what is said of it.
const NAME: u32 = 4;

/// The choice of a command by a few letters.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// The commands that fit what was typed, best first.
    pub found: Vec<Entry>,
    /// The selected one.
    pub selected: usize,
    /// What lay over the panes before.
    pub(in crate::app) under: Option<Box<Overlay>>,
}

/// A command in the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// The words behind it, if it takes any.
    pub usage: &'static str,
    /// What it does.
    pub help: &'static str,
    /// Its keys; empty where it has none.
    pub keys: String,
}

impl Overlays {
    /// Something was typed: what fits it is found.
    pub(in crate::app) fn narrow_palette(&mut self, env: &Environment, typed: &str) {
        let found = env.commands_like(typed);
        if let Some(Overlay::Palette(palette)) = self.top_mut() {
            palette.found = found;
            palette.selected = 0;
        }
    }

    pub(in crate::app) fn step_palette(&mut self, by: isize) {
        if let Some(Overlay::Palette(palette)) = self.top_mut() {
            let last = palette.found.len().saturating_sub(1);
            palette.selected = palette.selected.saturating_add_signed(by).min(last);
        }
    }
}

impl Environment {
    /// The commands that fit what was typed, best first.
    pub(in crate::app) fn commands_like(&self, typed: &str) -> Vec<Entry> {
        let entry = |(name, usage, help): (&'static str, &'static str, &'static str)| {
            let keys = Action::from_name(name).map(|action| self.keymap.keys_of(action));
            let keys = keys.map(|keys| keys.join(", ")).unwrap_or_default();
            Entry { name, usage, help, keys }
        };
        let words: Vec<(Atom, Atom)> = typed
            .split_whitespace()
            .map(|word| (atom(word, AtomKind::Fuzzy), atom(word, AtomKind::Substring)))
            .collect();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<(u32, Entry)> = table::all()
            .filter_map(|it| Some((score(&words, it, &mut matcher)?, entry(it))))
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, entry)| entry).collect()
    }
}

fn atom(word: &str, kind: AtomKind) -> Atom {
    Atom::new(word, CaseMatching::Ignore, Normalization::Smart, kind, false)
}

/// How well a command fits the words; none where one of them does not fit at all.
fn score(
    words: &[(Atom, Atom)],
    (name, _, help): (&str, &str, &str),
    matcher: &mut Matcher,
) -> Option<u32> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (name, help) = (Utf32Str::new(name, &mut left), Utf32Str::new(help, &mut right));
    let mut sum = 0;
    for (fuzzy, whole) in words {
        let in_name = fuzzy.score(name, matcher).map(|score| u32::from(score) * NAME);
        let in_help = whole.score(help, matcher).map(u32::from);
        sum += in_name.max(in_help)?;
    }
    // Of equally good ones, the shorter name.
    Some(sum.saturating_mul(64).saturating_add(64 - (name.len() as u32).min(64)))
        .filter(|_| !words.is_empty())
        .or(Some(0).filter(|_| words.is_empty()))
}
