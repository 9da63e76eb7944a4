//! Selecting with the mouse: from where it was pressed to where it is drawn.

use crate::app::layout::BODY_INDENT;
use crate::app::{Action, Environment, OpenArticle, Outcome, Reader};
use crate::domain::ArticleId;

/// Where in the text the mouse was pressed, and is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Grip {
    pub(in crate::app) article: ArticleId,
    /// The character under it: its first byte.
    pub(in crate::app) at: usize,
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
    pub(in crate::app) fn text_column(&self, column: u16) -> u16 {
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
