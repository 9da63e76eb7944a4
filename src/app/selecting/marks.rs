//! Marks: places with a letter that the reader goes back to whenever it likes.

use crate::domain::ArticleId;

use super::super::{App, Code, Effect, Key, Status};
use super::places::Places;

/// The name of the setting that keeps the marks.
pub const MARKS: &str = "marks";

impl Places {
    /// Takes marks as they were remembered.
    pub fn load_marks(&mut self, text: &str) {
        let mark = |word: &str| {
            let mut parts = word.splitn(3, ':');
            let (letter, id) = (parts.next()?.chars().next()?, parts.next()?.parse().ok()?);
            Some((letter, (ArticleId(id), parts.next()?.parse().ok()?)))
        };
        self.marks = text.split_whitespace().filter_map(mark).collect();
    }

    fn save_marks(&self) -> String {
        let marks = self.marks.iter();
        let words = marks.map(|(letter, (id, byte))| format!("{letter}:{}:{byte}", id.0));
        words.collect::<Vec<_>>().join(" ")
    }

    /// The letters of the marks that are set.
    pub fn marks(&self) -> impl Iterator<Item = char> + '_ {
        self.marks.keys().copied()
    }
}

impl App {
    /// The letter of a mark is to come.
    pub(super) fn ask_for_mark(&mut self, sets: bool) -> Vec<Effect> {
        self.places.asking = Some(sets);
        Vec::new()
    }

    /// Takes a key where the letter of a mark is waited for.
    pub(in crate::app) fn mark_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let sets = self.places.asking.take()?;
        let again = !sets
            && self.keymap.lookup_in(self.context(), &[key])
                == super::super::keymap::Lookup::Action(super::super::Action::GoToMark);
        let letter = key.typed().filter(|letter| letter.is_alphabetic());
        Some(match letter {
            _ if key.code == Code::Esc => Vec::new(),
            _ if again => self.go_to_mark('\''),
            Some(letter) if sets => self.set_mark(letter),
            Some(letter) => self.go_to_mark(letter),
            None => self.say("A mark is a letter."),
        })
    }

    /// Sets a mark where the reader is.
    pub(in crate::app) fn set_mark(&mut self, letter: char) -> Vec<Effect> {
        let Some(reader) = self.reader.as_ref().filter(|_| letter.is_alphabetic()) else {
            self.status = Some(Status::error("No article is open to set a mark in."));
            return Vec::new();
        };
        let place = (reader.article.row.id, reader.place());
        self.places.marks.insert(letter, place);
        self.status = Some(Status::info(format!("Mark {letter} is set.")));
        vec![Effect::Remember(MARKS, self.places.save_marks())]
    }

    /// Goes to a mark; to where the reader was before the last jump, where that is asked for.
    pub(in crate::app) fn go_to_mark(&mut self, letter: char) -> Vec<Effect> {
        if letter == '\'' {
            let Some(last) = self.places.last.clone() else {
                return self.say("There is no place to go back to yet.");
            };
            self.note_jump();
            return self.go_to_place(last);
        }
        match self.places.marks.get(&letter).copied() {
            Some((id, byte)) => self.open_article(id, byte),
            None => {
                let set: String = self.places.marks().collect();
                let set =
                    if set.is_empty() { "none is set".to_owned() } else { format!("set: {set}") };
                self.status = Some(Status::error(format!("There is no mark {letter}; {set}.")));
                Vec::new()
            }
        }
    }
}
