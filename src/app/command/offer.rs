//! Completion: what a line can go on with where the cursor stands.

use crate::domain::{ExportFormat, Order, clean};

use super::parse::{SCOPES, WHATS};
use super::paths::path_at;
use super::table::{self, Takes};
use super::words::{quoted, words};
use crate::app::App;
use crate::app::Environment;
use crate::app::OpenArticle;
use crate::app::Sidebar;

/// The most that is offered.
const MOST: usize = 200;

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
    /// Chooses the next offer, or the one before, round and round, with what was typed among them;
    /// gives the line up to the cursor as it is then.
    pub(super) fn step(&mut self, forward: bool) -> String {
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
struct Offers {
    found: Vec<(String, String)>,
    rest: bool,
}

impl Offers {
    fn words<'a>(found: impl IntoIterator<Item = (&'a str, &'a str)>) -> Offers {
        let found = found.into_iter().map(|(text, help)| (text.to_owned(), help.to_owned()));
        Offers { found: found.collect(), rest: false }
    }

    fn names(found: impl IntoIterator<Item = (String, String)>) -> Offers {
        Offers { found: found.into_iter().collect(), rest: true }
    }

    fn none() -> Offers {
        Offers { found: Vec::new(), rest: false }
    }
}

impl App {
    /// What the line `typed`, up to the cursor, can go on with.
    pub(super) fn completion(&self, typed: &str) -> Completion {
        let mut words = words(typed);
        // The word at the cursor is what is completed; behind a blank a new one begins.
        let last = words.pop_if(|word| word.end == typed.len());
        let from = last.as_ref().map_or(typed.len(), |word| word.start);
        let before: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let (offers, from) = match before.split_first() {
            None => {
                let all = table::all().map(|(name, _, help)| (name, help));
                (Offers::words(all), from)
            }
            Some((command, arguments)) => {
                let takes = table::named(command).and_then(|it| it.command).map(|it| it.takes);
                let offered = |count: usize| {
                    let arguments = &arguments[..count];
                    takes.map_or_else(Offers::none, |takes| self.offers(takes, arguments))
                };
                // A name of several words is completed as a whole.
                let named = (0..arguments.len()).map(|count| (offered(count), count + 1));
                let named = named.into_iter().find(|(offers, _)| offers.rest);
                match named {
                    Some((offers, place)) => (offers, words[place].start),
                    None => (offered(arguments.len()), from),
                }
            }
        };
        let wanted = typed[from..].trim_start_matches(['"', '\'']).to_lowercase();
        let mut offers = fitting(offers, &wanted);
        if let Some(path) = path_at(typed).filter(|path| path.from == from) {
            offers.extend(self.commands.path_offers(&path));
            offers.truncate(MOST);
        }
        Completion { offers, chosen: None, typed: typed.into(), from }
    }

    /// What can stand behind the arguments `before`.
    fn offers(&self, takes: Takes, before: &[&str]) -> Offers {
        match (takes, before) {
            (Takes::Scope, []) => Offers::words(SCOPES),
            (Takes::Scope, ["feed"]) | (Takes::Feed, []) => {
                Offers::names(self.sidebar.feed_names())
            }
            (Takes::Scope, ["tag"]) => Offers::names(self.sidebar.tag_names()),
            (Takes::Scope, ["saved"]) | (Takes::Saved, []) => {
                Offers::names(self.sidebar.saved_names())
            }
            (Takes::Shelf, []) => {
                let names = self.sidebar.feed_names().into_iter().chain(self.sidebar.saved_names());
                Offers::names(names.chain(self.sidebar.tag_names()))
            }
            (Takes::Subject, []) => Offers::names(self.article.names_in_article()),
            (Takes::Order, []) => Offers::words(Order::ALL.map(|(_, name)| (name, ""))),
            (Takes::Theme, []) => Offers::names(self.env.theme_names()),
            (Takes::Setting, []) => Offers::words(self.setting_names()),
            (Takes::Setting, [name]) => {
                let values = self.env.setting_words(name).into_iter();
                Offers { rest: false, ..Offers::names(values.map(|it| (it, String::new()))) }
            }
            (Takes::Export, []) => {
                let whats = WHATS.map(|(name, _, help)| (name, help));
                Offers::words(ExportFormat::ALL.map(form).into_iter().chain(whats))
            }
            (Takes::Export, [first]) if WHATS.iter().any(|(name, ..)| name == first) => {
                Offers::words(ExportFormat::ALL.map(form))
            }
            (Takes::Export, [.., last]) if is_format(last) => {
                Offers::words([("clipboard", "to the clipboard, not to a file")])
            }
            (Takes::Program | Takes::Shell, []) => {
                let option = |(_, name, _): (ExportFormat, &str, &str)| format!("--{name}");
                let options = ExportFormat::ALL.map(|it| (option(it), "in this form".into()));
                Offers { rest: false, ..Offers::names(options) }
            }
            (Takes::Letter, []) => {
                let marks = self.article.places.marks();
                let marks = marks.map(|mark| (mark.to_string(), "a mark".to_owned()));
                Offers { rest: false, ..Offers::names(marks) }
            }
            _ => Offers::none(),
        }
    }
}

impl Environment {
    pub(in crate::app) fn theme_names(&self) -> Vec<(String, String)> {
        self.settings.themes.iter().map(|name| (name.clone(), String::new())).collect()
    }
}

impl Sidebar {
    pub(in crate::app) fn feed_names(&self) -> Vec<(String, String)> {
        let name = |feed: &crate::domain::FeedRow| {
            (clean::one_line(&feed.title), format!("feed, {} unread", feed.unread))
        };
        self.feeds.iter().map(name).collect()
    }

    pub(in crate::app) fn tag_names(&self) -> Vec<(String, String)> {
        self.tags.iter().map(|tag| (clean::one_line(tag), "tag".to_owned())).collect()
    }

    pub(in crate::app) fn saved_names(&self) -> Vec<(String, String)> {
        let saved = self.shelves.queries.iter();
        saved.map(|(query, _)| (clean::one_line(&query.title), "saved query".to_owned())).collect()
    }
}

impl OpenArticle {
    /// The sources and the persons, bodies and places of the open article.
    pub(in crate::app) fn names_in_article(&self) -> Vec<(String, String)> {
        let analysis = self.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let Some(analysis) = analysis else { return Vec::new() };
        let mut names: Vec<(String, String)> = Vec::new();
        let sources = analysis.sources.iter().map(|source| (&source.name, "source"));
        let entities = analysis.entities.iter().map(|entity| (&entity.name, "mentioned"));
        for (name, what) in sources.chain(entities) {
            let name = clean::one_line(name);
            if !name.is_empty() && !names.iter().any(|(known, _)| *known == name) {
                names.push((name, what.to_owned()));
            }
        }
        names
    }
}

fn form(
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

pub(super) fn is_format(word: &str) -> bool {
    ExportFormat::ALL.iter().any(|(_, name, _)| *name == word)
}

/// The offers that begin as `wanted`, then those in which a word does; only where there are none,
/// those that have it elsewhere.
fn fitting(offers: Offers, wanted: &str) -> Vec<Offer> {
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
