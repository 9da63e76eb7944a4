//! What the line of a command can go on with: names of feeds, tags, marks, settings.
use crate::app::command::offer::{Completion, MOST, Offers, fitting, form, is_format};
use crate::app::command::parse::{SCOPES, WHATS};
use crate::app::command::paths::path_at;

use crate::app::App;
use crate::app::command::table;
use crate::app::command::table::Takes;
use crate::app::command::words::words;
use crate::domain::{ExportFormat, Order};

impl App {
    /// What the line `typed`, up to the cursor, can go on with.
    pub(in crate::app) fn completion(&self, typed: &str) -> Completion {
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
        Completion::new(offers, typed, from)
    }

    /// What can stand behind the arguments `before`.
    pub(in crate::app) fn offers(&self, takes: Takes, before: &[&str]) -> Offers {
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
