//! Marks: places with a letter that the reader goes back to whenever it likes.

use crate::domain::{ArticleId, Span};

use super::places::{Places, View};
use crate::app::{Effect, OpenArticle, Outcome, Remember};

/// The name of the setting that keeps the marks.
pub const MARKS: &str = "marks";

impl Places {
    /// Takes marks as they were remembered.
    pub fn load_marks(&mut self, text: &str) {
        self.marks = text.split_whitespace().filter_map(read).collect();
    }

    fn save_marks(&self) -> String {
        let words = self.marks.iter().map(|(letter, (id, view))| {
            let statement = view.statement.map(|it| format!(":{}:{}", it.start, it.end));
            format!("{letter}:{}:{}{}", id.0, view.byte, statement.unwrap_or_default())
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The letters of the marks that are set.
    pub fn marks(&self) -> impl Iterator<Item = char> + '_ {
        self.marks.keys().copied()
    }
}

/// A mark as it is remembered: letter, article, byte, and from where to where its statement goes.
fn read(word: &str) -> Option<(char, (ArticleId, View))> {
    let mut parts = word.split(':');
    let (letter, id) = (parts.next()?.chars().next()?, parts.next()?.parse().ok()?);
    let byte = parts.next()?.parse().ok()?;
    let mut end = || parts.next()?.parse::<usize>().ok();
    let statement = end().zip(end()).filter(|(start, end)| start <= end);
    let statement = statement.map(|(start, end)| Span::new(start, end));
    Some((letter, (ArticleId(id), View { byte, statement })))
}

impl OpenArticle {
    /// The letter of a mark is to come.
    pub(in crate::app) fn ask_for_mark(&mut self, sets: bool) -> Outcome {
        self.places.asking = Some(sets);
        Outcome::none()
    }

    /// Sets a mark where the reader is.
    pub(in crate::app) fn set_mark(&mut self, letter: char) -> Outcome {
        let Some(reader) = self.reader.as_ref().filter(|_| letter.is_alphabetic()) else {
            return Outcome::fail("No article is open to set a mark in.");
        };
        let place = (reader.article.row.id, reader.view());
        self.places.marks.insert(letter, place);
        let told = Outcome::say(format!("Mark {letter} is set."));
        told.and(Effect::Remember(Remember::Setting(MARKS, self.places.save_marks())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::Play;

    #[test]
    fn every_way_back_leads_to_the_statement_that_was_current() {
        let mut play = Play::new(3);
        play.keys("enter n n , a J");
        assert!(play.app.article.reader.as_ref().is_some_and(|reader| reader.current.is_none()));
        play.keys("n ctrl-o");
        assert_eq!((play.title(), play.current()), ("Article 1", "the rest"));
        play.keys("ctrl-e");
        assert_eq!((play.title(), play.current()), ("Article 2", "\"We left,\""));
        play.keys("' '");
        assert_eq!((play.title(), play.current()), ("Article 1", "the rest"));
        play.keys("n ' a");
        assert_eq!((play.title(), play.current()), ("Article 1", "the rest"));
        play.keys("J ' a");
        assert_eq!((play.title(), play.current()), ("Article 1", "the rest"));
        let side = play.app.side.selected;
        assert_eq!(side, Some(crate::app::Item::Statement(1)), "the sources follow");
    }

    #[test]
    fn marks_are_remembered_with_their_statements_and_without() {
        let mut places = Places::default();
        places.load_marks("a:1:20 b:2:30:31:44 c:x d:3:4:9:2 \u{e9}:5:6:7");
        assert_eq!(places.save_marks(), "a:1:20 b:2:30:31:44 d:3:4 \u{e9}:5:6");
    }
}
