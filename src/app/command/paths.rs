//! Completion of paths: which word of a line is one, and what the folder has that it can go on with.

use super::offer::Offer;
use super::table::{self, Takes};
use super::words::{quoted, words};
use crate::app::{Commands, Effect, Environment, FileTask, Outcome, RequestId};

/// A folder whose names are offered.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Folder {
    /// The folder as it was typed, with the slash at its end.
    typed: String,
    /// The request that reads it.
    request: RequestId,
    /// The names in it, each with whether it is a folder; none while it is being read.
    names: Option<Vec<(String, bool)>>,
}

/// The path that a line ends with, as far as it has been typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct Path {
    /// Where it begins in the line: a byte.
    pub(in crate::app) from: usize,
    /// The folder, with the slash at its end.
    folder: String,
    /// The beginning of the name in it.
    name: String,
}

/// The path that the line `typed`, up to the cursor, ends with; none where no path is meant.
pub(in crate::app) fn path_at(typed: &str) -> Option<Path> {
    let mut words = words(typed);
    let last = words.pop_if(|word| word.end == typed.len());
    let from = last.as_ref().map_or(typed.len(), |word| word.start);
    let text = match last {
        Some(word) if word.closed => word.text,
        // A name of several words that is not closed yet.
        Some(word) => word.text.trim_start_matches(['"', '\'']).to_owned(),
        None => String::new(),
    };
    let (command, arguments) = words.split_first()?;
    let takes = table::named(&command.text)?.command?.takes;
    let looks_so = text.starts_with(['~', '.', '/']) || text.contains('/');
    let meant = match takes {
        Takes::Export => {
            looks_so || arguments.iter().any(|word| super::offer::is_format(&word.text))
        }
        Takes::Program | Takes::Shell => {
            // Behind the program, of which the options before it are no part.
            looks_so || arguments.iter().any(|word| !word.text.starts_with("--"))
        }
        Takes::Rest
        | Takes::Name
        | Takes::Scope
        | Takes::Shelf
        | Takes::Feed
        | Takes::Saved
        | Takes::Subject
        | Takes::Order
        | Takes::Theme
        | Takes::Setting
        | Takes::Number
        | Takes::Letter => false,
    };
    let cut = text.rfind('/').map_or(0, |slash| slash + 1);
    let (folder, name) = match text.as_str() {
        "~" => ("~/", ""),
        _ => text.split_at(cut),
    };
    meant.then(|| Path { from, folder: folder.to_owned(), name: name.to_owned() })
}

/// A path so that it reads as one word; `~` stands for the home folder only outside quotation marks
/// where a shell reads it.
fn written(path: &str) -> String {
    match path.strip_prefix("~/") {
        Some("") => path.to_owned(),
        Some(rest) => format!("~/{}", quoted(rest)),
        None => quoted(path),
    }
}

impl Commands {
    /// Takes the names in a folder, each with whether it is a folder; whether they were asked for.
    pub(in crate::app) fn take_folder(
        &mut self,
        request: RequestId,
        names: Vec<(String, bool)>,
    ) -> bool {
        let asked = self.folder.as_mut().filter(|folder| folder.request == request);
        asked.map(|folder| folder.names = Some(names)).is_some()
    }

    /// The paths that a line can go on with; none while their folder is being read.
    pub(in crate::app) fn path_offers(&self, path: &Path) -> Vec<Offer> {
        let folder = self.folder.as_ref().filter(|folder| folder.typed == path.folder);
        let Some(names) = folder.and_then(|folder| folder.names.as_ref()) else {
            return Vec::new();
        };
        let begun = path.name.to_lowercase();
        let fits = |(name, _): &&(String, bool)| {
            // What is hidden is offered to those who ask for it.
            name.to_lowercase().starts_with(&begun)
                && (path.name.starts_with('.') || !name.starts_with('.'))
        };
        let offer = |(name, is_folder): &(String, bool)| {
            let slash = if *is_folder { "/" } else { "" };
            let help = if *is_folder { "a folder" } else { "" };
            let text = written(&format!("{}{name}{slash}", path.folder));
            Offer { text, help: help.to_owned() }
        };
        names.iter().filter(fits).map(offer).collect()
    }

    /// Asks for the names in a folder, unless they are known or on their way.
    pub(in crate::app) fn read_folder(&mut self, env: &mut Environment, path: &Path) -> Outcome {
        if self.folder.as_ref().is_some_and(|folder| folder.typed == path.folder) {
            return Outcome::none();
        }
        let request = env.next_request();
        let typed = path.folder.clone();
        self.folder = Some(Folder { typed: typed.clone(), request, names: None });
        Outcome::from(Effect::File(request, FileTask::Folder(typed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::Play;
    use crate::app::{Code, Effect, FileAnswer, Input, Key, Message};

    /// Types at the end of the line; folders are read as they are in the test.
    fn types(play: &mut Play, text: &str) {
        for letter in text.chars() {
            press(play, Key::plain(Code::Char(letter)));
        }
    }

    fn press(play: &mut Play, key: Key) {
        let effects = play.app.update(Message::Input(Input::Key(key)));
        for effect in effects {
            let Effect::File(request, FileTask::Folder(folder)) = effect else { continue };
            let names: &[(&str, bool)] = match folder.as_str() {
                "" => &[(".cache", true), ("a b.md", false), ("notes", true), ("old", true)],
                "notes/" | "~/" => &[(".secret", false), ("Draft.md", false), ("my papers", true)],
                _ => &[],
            };
            let names = names.iter().map(|(name, it)| ((*name).to_owned(), *it)).collect();
            let _ = play.app.update(Message::File(request, FileAnswer::Folder(names)));
        }
    }

    fn offers(line: &str) -> Vec<String> {
        let mut play = Play::new(1);
        play.keys(":");
        types(&mut play, line);
        play.app.commands.completion.offers.iter().map(|offer| offer.text.clone()).collect()
    }

    #[test]
    fn paths_are_offered_where_one_can_stand() {
        assert_eq!(offers("export markdown "), ["clipboard", "'a b.md'", "notes/", "old/"]);
        assert_eq!(offers("export markdown n"), ["notes/"]);
        assert_eq!(offers("export list json notes/"), ["notes/Draft.md", "'notes/my papers/'"]);
        assert_eq!(offers("export notes/d"), ["notes/Draft.md"]);
        assert_eq!(offers("export markdown ."), [".cache/"], "only when asked for");
        assert_eq!(offers("export markdown ~/dr"), ["~/Draft.md"]);
        assert_eq!(offers("export markdown '~/my"), ["~/'my papers/'"]);
        assert_eq!(offers("pipe --json wc notes/D"), ["notes/Draft.md"]);
        assert_eq!(offers("shell wc ~/m"), ["~/'my papers/'"]);
        assert_eq!(offers("export markdown nowhere/"), Vec::<String>::new());
        assert!(!offers("export ").contains(&"notes/".to_owned()));
        assert_eq!(offers("search notes/"), Vec::<String>::new());
    }

    #[test]
    fn tab_goes_down_into_the_only_folder() {
        let mut play = Play::new(1);
        play.keys(":");
        types(&mut play, "export markdown no");
        press(&mut play, Key::plain(Code::Tab));
        let typed = |play: &Play| play.app.commands.prompt.as_ref().map(|it| it.line.text.clone());
        assert_eq!(typed(&play).as_deref(), Some("export markdown notes/"));
        let found = &play.app.commands.completion.offers;
        assert_eq!(found.len(), 2, "{found:?}");
        types(&mut play, "m");
        press(&mut play, Key::plain(Code::Tab));
        assert_eq!(typed(&play).as_deref(), Some("export markdown 'notes/my papers/'"));
        types(&mut play, "x");
        let path = path_at("export markdown 'notes/my papers/'x").map(|it| (it.folder, it.name));
        assert_eq!(path, Some(("notes/my papers/".into(), "x".into())));
    }
}
