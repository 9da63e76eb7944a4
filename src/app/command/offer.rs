//! Completion: what a line can go on with where the cursor stands.

use crate::app::Environment;
use crate::domain::ExportFormat;

use super::words::quoted;

/// The most that is offered.
pub(in crate::app) const MOST: usize = 200;

/// What a line can go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// What can stand there, the likeliest first.
    pub offers: Vec<Offer>,
    /// The one that was put in last.
    pub chosen: Option<usize>,
    /// The line up to the cursor, as it was typed.
    typed: String,
    /// Where in it the offers go: a byte.
    from: usize,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put in.
    pub text: String,
    /// What is known of it.
    pub help: String,
}

impl Completion {
    /// Offers that go into the line `typed` from a byte of it on.
    pub(in crate::app) fn new(offers: Vec<Offer>, typed: &str, from: usize) -> Completion {
        Completion { offers, chosen: None, typed: typed.into(), from }
    }

    /// Chooses the next offer, or the one before, round and round, with what was typed among them;
    /// gives the line up to the cursor as it is then.
    pub(in crate::app) fn step(&mut self, forward: bool) -> String {
        let count = self.offers.len();
        self.chosen = match (self.chosen, forward) {
            (None, true) => Some(0),
            (None, false) => count.checked_sub(1),
            (Some(place), true) => Some(place + 1).filter(|place| *place < count),
            (Some(place), false) => place.checked_sub(1),
        };
        match self.chosen.and_then(|place| self.offers.get(place)) {
            Some(offer) => {
                // What is sure to be the one is done with: the next word can be typed.
                let goes_on = offer.text.trim_end_matches(['"', '\'']).ends_with('/');
                let after = if count == 1 && !goes_on { " " } else { "" };
                format!("{}{}{after}", &self.typed[..self.from], offer.text)
            }
            None => self.typed.clone(),
        }
    }
}

/// Offers of one place: what can stand there, and whether a name takes the rest of the line.
pub(in crate::app) struct Offers {
    pub(in crate::app) found: Vec<(String, String)>,
    pub(in crate::app) rest: bool,
}

impl Offers {
    pub(in crate::app) fn words<'a>(found: impl IntoIterator<Item = (&'a str, &'a str)>) -> Offers {
        let found = found.into_iter().map(|(text, help)| (text.to_owned(), help.to_owned()));
        Offers { found: found.collect(), rest: false }
    }

    pub(in crate::app) fn names(found: impl IntoIterator<Item = (String, String)>) -> Offers {
        Offers { found: found.into_iter().collect(), rest: true }
    }

    pub(in crate::app) fn none() -> Offers {
        Offers { found: Vec::new(), rest: false }
    }
}

impl Environment {
    pub(in crate::app) fn theme_names(&self) -> Vec<(String, String)> {
        self.settings.themes.iter().map(|name| (name.clone(), String::new())).collect()
    }
}

pub(in crate::app) fn form(
    (_, name, ending): (ExportFormat, &'static str, &'static str),
) -> (&'static str, &'static str) {
    let help = match ending {
        "md" => "a file .md",
        "html" => "a file .html, with the colours",
        "json" => "a file .json, all that is known",
        "csv" => "a file .csv, a statement a row",
        "ann" => "a folder of standoff annotation",
        _ => "a file .txt",
    };
    (name, help)
}

pub(in crate::app) fn is_format(word: &str) -> bool {
    ExportFormat::ALL.iter().any(|(_, name, _)| *name == word)
}

/// The offers that begin as `wanted`, then those in which a word does; only where there are none,
/// those that have it elsewhere.
pub(in crate::app) fn fitting(offers: Offers, wanted: &str) -> Vec<Offer> {
    let rank = |(text, help): (String, String)| {
        let lower = text.to_lowercase();
        let rank = if lower.starts_with(wanted) {
            0
        } else if lower.split(['-', ' ']).any(|part| part.starts_with(wanted)) {
            1
        } else if lower.contains(wanted) {
            2
        } else {
            return None;
        };
        Some((rank, Offer { text: quoted(&text), help }))
    };
    let mut found: Vec<(u8, Offer)> = offers.found.into_iter().filter_map(rank).collect();
    found.sort_by_key(|(rank, _)| *rank);
    if found.first().is_some_and(|(rank, _)| *rank < 2) {
        found.retain(|(rank, _)| *rank < 2);
    }
    found.into_iter().map(|(_, offer)| offer).take(MOST).collect()
}
