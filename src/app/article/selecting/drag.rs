//! Selecting with the mouse: from where it was pressed to where it is drawn.

use crate::domain::ArticleId;

use super::Selecting;
use crate::app::Environment;
use crate::app::OpenArticle;
use crate::app::layout::BODY_INDENT;
use crate::app::{Action, App, Outcome, Reader};

/// Where in the text the mouse was pressed, and is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Grip {
    article: ArticleId,
    /// The character under it: its first byte.
    at: usize,
}

impl App {
    /// The mouse was pressed at a cell: what was selected is no more, and what is in the text there
    /// may be the beginning of a selection.
    pub(in crate::app) fn press(&mut self, x: u16, y: u16) {
        self.article.leave_selection();
        self.article.grip = None;
        let area = self.layout().and_then(|layout| layout.body);
        let (Some(area), Some(reader)) = (area, self.article.reader.as_ref()) else { return };
        if !area.holds(x, y) || self.article.is_turning() {
            return;
        }
        let row = (y - area.y).checked_sub(reader.head_rows());
        let line = row.map(|row| reader.top + usize::from(row));
        let at = line.and_then(|line| reader.character_near(line, reader.text_column(x - area.x)));
        self.article.grip = at.map(|at| Grip { article: reader.article.row.id, at });
    }

    /// The mouse is drawn to a cell while it is held; past the text's border the text goes along.
    pub(in crate::app) fn draw(&mut self, x: u16, y: u16) -> Outcome {
        let area = self.layout().and_then(|layout| layout.body);
        let (Some(area), Some(grip)) = (area, self.article.grip) else { return Outcome::none() };
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        if self.overlays.is_open() || reader.article.row.id != grip.article {
            self.article.grip = None;
            return Outcome::none();
        }
        let first = area.y + reader.head_rows();
        let row = match y {
            y if y < first => {
                reader.scroll(-1);
                0
            }
            y if y >= area.y + area.height => {
                reader.scroll(1);
                reader.rows.saturating_sub(1)
            }
            y => usize::from(y - first),
        };
        let column = reader.text_column(x.saturating_sub(area.x));
        let last = (reader.top + row).min(reader.lines.len().saturating_sub(1));
        let near = (0..=last).rev().find_map(|line| reader.character_near(line, column));
        let Some(cursor) = near else { return Outcome::none() };
        if cursor != grip.at || self.article.selecting.is_some() {
            let article = (grip.article, reader.article.text_hash.clone());
            self.article.choice = None;
            self.article.selecting =
                Some(Selecting { article, anchor: grip.at, cursor, column: None });
        }
        Outcome::none()
    }
}

impl OpenArticle {
    /// The mouse is let go: what is selected stays so.
    pub(in crate::app) fn let_go(&mut self, env: &Environment) -> Outcome {
        if self.grip.take().is_some() && self.selection().is_some() {
            let copy = env.keymap.key_of(Action::CopySelection).unwrap_or_default();
            let leave = env.keymap.key_of(Action::Back).unwrap_or_default();
            return Outcome::say(format!("Selected; {copy} copies it, {leave} leaves."));
        }
        Outcome::none()
    }
}

impl Reader {
    /// The rows above the text: the title and what stands below it.
    pub(in crate::app) fn head_rows(&self) -> u16 {
        self.head.len() as u16 + 2
    }

    /// The column of running text at a column of the pane.
    fn text_column(&self, column: u16) -> u16 {
        column.saturating_sub(BODY_INDENT + self.lead)
    }
}

#[cfg(test)]
mod tests {
    use crate::app::tests::{Play, TEXT};
    use crate::app::{Effect, Focus, Input, Message, Mouse, OnScreen};

    /// The cell of the terminal at which words of the text begin.
    fn cell(play: &Play, words: &str) -> (u16, u16) {
        let reader = play.app.article.reader.as_ref().expect("an article is open");
        let at = TEXT.find(words).expect("the words are in the text");
        let line = reader.line_of(at);
        let body = play.app.layout().and_then(|layout| layout.body).expect("it is shown");
        let column = reader.column_of(line, at).expect("they stand on it");
        let x = body.x + super::BODY_INDENT + reader.lead + column;
        (x, body.y + reader.head_rows() + (line - reader.top) as u16)
    }

    fn selected(play: &Play) -> &str {
        play.app.article.selection().map_or("(nothing)", |span| span.of(TEXT))
    }

    #[test]
    fn what_the_mouse_is_drawn_over_is_selected_and_can_be_copied() {
        let mut play = Play::new(3);
        let (x, y) = cell(&play, "denied");
        play.send(Message::Input(Input::Mouse(Mouse::Click(x, y))));
        assert_eq!((selected(&play), play.app.focus), ("(nothing)", Focus::Body));
        play.send(Message::Input(Input::Mouse(Mouse::Drag(x, y))));
        assert_eq!(selected(&play), "(nothing)", "it has not been moved");
        let (x, y) = cell(&play, "says it");
        play.send(Message::Input(Input::Mouse(Mouse::Drag(x + 3, y))));
        assert_eq!(selected(&play), "denied the rest.\n\nBob Ray says");
        let (x, y) = cell(&play, "said Ann");
        play.send(Message::Input(Input::Mouse(Mouse::Drag(x, y))));
        assert_eq!(selected(&play), "said Ann Lee. She d", "to the other side, too");
        play.send(Message::Input(Input::Mouse(Mouse::Release(x, y))));
        assert_eq!(play.status(), "Selected; y copies it, esc leaves.");
        play.send(Message::Input(Input::Mouse(Mouse::Drag(x, y + 3))));
        assert_eq!(selected(&play), "said Ann Lee. She d", "it is not held any more");
        assert_eq!(play.keys("y"), [Effect::Screen(OnScreen::Copy("said Ann Lee. She d".into()))]);
    }

    #[test]
    fn a_click_lets_go_of_the_selection_and_the_wheel_does_not() {
        let mut play = Play::sized(3, 120, 10);
        let (x, y) = cell(&play, "We left");
        play.send(Message::Input(Input::Mouse(Mouse::Click(x, y))));
        play.send(Message::Input(Input::Mouse(Mouse::Drag(x + 6, y))));
        assert_eq!(selected(&play), "We left");
        play.send(Message::Input(Input::Mouse(Mouse::Drag(x + 6, 60))));
        let top = play.app.article.reader.as_ref().map_or(0, |reader| reader.top);
        assert_eq!(top, 1, "below the text's border the text goes along");
        play.send(Message::Input(Input::Mouse(Mouse::Release(x + 6, 60))));
        let before = selected(&play).to_owned();
        play.send(Message::Input(Input::Mouse(Mouse::WheelUp(x, y))));
        assert_eq!(selected(&play), before);
        play.send(Message::Input(Input::Mouse(Mouse::Click(x, y))));
        assert_eq!(selected(&play), "(nothing)");
    }
}
