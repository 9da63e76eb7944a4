//! What is in a folder, for paths that are typed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{FileAnswer, Message, RequestId};
use crate::domain::clean;

use super::event::Event;
use super::export::expanded;

/// The most names that are read.
const MOST: usize = 20_000;

/// Tells the names in a folder. One that is slow, as on a machine that does not answer, keeps nobody
/// waiting.
pub(super) fn tell(request: RequestId, typed: String, events: &Sender<Event>) {
    let events = events.clone();
    let work = move || {
        drop(events.send(Event::Message(Message::File(request, FileAnswer::Folder(names(&typed))))))
    };
    // Without a thread for it nothing is offered, and the path can be typed all the same.
    let _ = thread::Builder::new().name("folder".into()).spawn(work);
}

/// The names in the folder `typed` (`~` is the home folder, nothing the present one), in order, each
/// with whether it is a folder itself. One that cannot be shown as it is, is left out.
fn names(typed: &str) -> Vec<(String, bool)> {
    let folder = match typed {
        "" => PathBuf::from("."),
        typed => expanded(Path::new(typed)),
    };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        // A link counts as what it leads to.
        let is_folder = fs::metadata(entry.path()).is_ok_and(|known| known.is_dir());
        (clean::one_line(&name) == name).then_some((name, is_folder))
    };
    let mut names: Vec<(String, bool)> = entries.flatten().take(MOST).filter_map(name).collect();
    names.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_those_that_cannot_be_shown_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.md", "A b.md", ".hidden", "evil\u{1b}[2J.md", "two\nlines", "\u{202e}dm.a"]
        {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("notes")).unwrap();
        let names = names(&format!("{}/", folder.path().display()));
        let names: Vec<(&str, bool)> = names.iter().map(|(name, it)| (&**name, *it)).collect();
        assert_eq!(
            names,
            [(".hidden", false), ("A b.md", false), ("b.md", false), ("notes", true)]
        );
        assert!(super::names("/no/such/folder/").is_empty());
        assert!(!super::names("").is_empty(), "the present folder");
    }
}
