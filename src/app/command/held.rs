//! Type-ahead: keys pressed while the article that they refer to is still loading.

use std::collections::VecDeque;

use crate::app::action::table::{
    ArchiveAction, CommandAction, CompareAction, CorrectAction, LinkAction, MarkAction, NewsAction,
    PaneAction, PanelAction, Part, SearchAction, SelectAction,
};
use crate::app::{Action, Commands, Focus, Key, Prompt, Purpose};

/// How many keys wait at most; what is typed beyond is lost.
const MOST: usize = 100;

/// What was typed and waits.
#[derive(Debug, Clone)]
pub(in crate::app) enum Held {
    /// An action, with the number before it.
    Act(Action, Option<u32>),
    /// A key behind one that waits.
    Key(Key),
}

/// What an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum About {
    /// Nothing that can be on its way.
    Nothing,
    /// The selected article, of which the list is enough to know.
    Row,
    /// What is open, or will be.
    Pane,
    /// The open article with its text.
    Text,
    /// The open article as it has been read last, corrections and all.
    Reading,
    /// What was changed last.
    Done,
}

impl Commands {
    pub(in crate::app) fn hold(&mut self, held: Held) {
        if self.held.len() < MOST {
            self.held.push_back(held);
        }
    }

    /// What was to be shown does not come: nothing that was typed is meant for what is shown still.
    pub(in crate::app) fn drop_held(&mut self) {
        self.held = VecDeque::new();
    }
}

/// Whether Enter does something with the open article.
pub(in crate::app) fn runs_a_line(prompt: &Prompt) -> bool {
    matches!(prompt.purpose, Purpose::Line(_) | Purpose::Palette)
}

pub(in crate::app) fn about(action: Action, focus: Focus) -> About {
    match action.part() {
        Part::Mark(MarkAction::Undo | MarkAction::Redo) => About::Done,
        Part::Mark(_) | Part::Compare(CompareAction::Pick) => About::Row,
        Part::Pane(PaneAction::Open) => match focus {
            Focus::List => About::Pane,
            Focus::Feeds => About::Nothing,
            Focus::Body | Focus::Sources => About::Text,
        },
        Part::Pane(PaneAction::FocusList | PaneAction::Back | PaneAction::Choose) => About::Nothing,
        Part::Pane(_) => About::Pane,
        Part::Correct(CorrectAction::Correct | CorrectAction::AddStatement) => About::Reading,
        Part::Correct(_) => About::Nothing,
        Part::Panel(action) => about_panel(action),
        Part::Move(_) | Part::News(NewsAction::Refresh) => {
            if focus.reads() {
                About::Text
            } else {
                About::Nothing
            }
        }
        Part::Text(_)
        | Part::News(NewsAction::FullText)
        | Part::Archive(ArchiveAction::Dossier)
        | Part::Compare(CompareAction::SameWords)
        | Part::Search(SearchAction::NextHit | SearchAction::PreviousHit)
        | Part::Command(CommandAction::Export | CommandAction::Pipe)
        | Part::Select(
            SelectAction::SetMark
            | SelectAction::Select
            | SelectAction::CopyQuote
            | SelectAction::CopySelection,
        ) => About::Text,
        Part::Link(LinkAction::ToggleLinkNumbers) => About::Nothing,
        Part::Link(_) => About::Text,
        Part::Turn(_)
        | Part::List(_)
        | Part::News(_)
        | Part::Feed(_)
        | Part::Archive(_)
        | Part::Compare(CompareAction::Compare)
        | Part::Screen(_)
        | Part::Search(_)
        | Part::Command(_)
        | Part::Select(_)
        | Part::Look(_)
        | Part::Program(_) => About::Nothing,
    }
}

fn about_panel(action: PanelAction) -> About {
    use PanelAction::*;
    match action {
        StatementWrong | StatementRight | ChangeSource | ChangeContent | ChangeNaming
        | TakeBack | Corrections | Details => About::Reading,
        TypeSource | StartLeft | StartRight | EndLeft | EndRight | WholeSentence | Unmark => {
            About::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::tests::Play;
    use crate::app::{Effect, Focus, Input, Key, Message, Overlay, RequestId, Write, WriteAnswer};
    use crate::domain::{ArticleId, CorrectionId};

    /// Types keys while the world does not answer; what was asked of it.
    fn typed(play: &mut Play, keys: &str) -> Vec<Effect> {
        let keys = Key::parse_sequence(keys).expect("keys are well written");
        keys.into_iter().flat_map(|key| play.app.update(Message::Input(Input::Key(key)))).collect()
    }

    /// The articles that were marked.
    fn marked(log: &[Effect]) -> Vec<i64> {
        let ids = log.iter().flat_map(|effect| match effect {
            Effect::Write(_, Write::SetRead(ids, _))
            | Effect::Write(_, Write::SetStarred(ids, _)) => ids.as_slice(),
            _ => &[],
        });
        ids.map(|id| id.0).collect()
    }

    #[test]
    fn keys_for_the_article_that_is_on_its_way_wait_for_it() {
        let mut play = Play::new(3);
        play.keys("enter n");
        let asked = typed(&mut play, "J n n x");
        assert_eq!(play.title(), "Article 1");
        assert!(play.app.overlays.top().is_none());
        play.world(asked);
        assert_eq!((play.title(), play.current()), ("Article 2", "the rest"));
        assert!(matches!(play.app.overlays.top(), Some(Overlay::Correct(_))));
    }

    #[test]
    fn marks_concern_the_article_that_was_turned_to() {
        let mut play = Play::new(400);
        play.keys("enter");
        play.log.clear();
        // A far one, whose page has to come first; then one that is listed.
        let asked = typed(&mut play, "h G * J * l");
        play.world(asked);
        assert_eq!(marked(&play.log), [400, 400]);
        play.log.clear();
        let asked = typed(&mut play, "K *");
        assert_eq!(marked(&asked), [399]);
        play.world(asked);
        assert_eq!(play.title(), "Article 399");
    }

    #[test]
    fn an_article_that_is_left_before_its_moment_is_not_marked_read() {
        let mut play = Play::new(3);
        play.keys("enter");
        let asked = typed(&mut play, "h j enter");
        let wakes: Vec<RequestId> = asked
            .iter()
            .filter_map(|effect| match effect {
                Effect::Wake(request, _) => Some(*request),
                _ => None,
            })
            .collect();
        assert_eq!(wakes, []);
        assert_eq!(play.app.focus, Focus::Body);
        play.world(asked);
        assert_eq!(play.title(), "Article 2");
    }

    #[test]
    fn an_article_that_was_turned_away_from_is_not_marked_read_while_the_next_one_comes() {
        let mut play = Play::new(3);
        let opened = play.keys("enter");
        let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
        let asked = typed(&mut play, "J");
        assert_eq!(play.app.update(Message::Woke(request)), []);
        play.world(asked);
        assert!(play.app.list.rows[0].unread);
    }

    #[test]
    fn a_correction_waits_until_the_one_before_it_is_kept() {
        let mut play = Play::new(3);
        let asked = play.keys("enter n x w x s");
        assert!(play.app.overlays.top().is_none());
        let kept = asked.into_iter().find_map(|effect| match effect {
            Effect::Write(request, Write::Correct(correction)) => {
                Some((request, correction.article))
            }
            _ => None,
        });
        let (request, article) = kept.expect("it is to be kept");
        play.send(Message::Write(request, WriteAnswer::Corrected(article, CorrectionId(1))));
        let Some(Overlay::Correct(panel)) = play.app.overlays.top() else {
            panic!("{}", play.status())
        };
        assert!(matches!(panel.stage, crate::app::correcting::Stage::Source(_)));
    }

    #[test]
    fn escape_lets_go_of_what_waits_and_so_does_an_article_that_is_gone() {
        let mut play = Play::new(3);
        play.keys("enter");
        let asked = typed(&mut play, "J n n esc");
        play.world(asked);
        assert_eq!((play.title(), play.app.focus), ("Article 2", Focus::List));
        assert!(play.app.article.reader.as_ref().is_some_and(|reader| reader.current.is_none()));
        play.gone.push(ArticleId(3));
        let asked = typed(&mut play, "J n x");
        play.world(asked);
        assert_eq!(play.status(), "This article is no longer in the store.");
        assert!(play.app.overlays.top().is_none());
    }

    #[test]
    fn a_command_line_that_is_ended_too_early_waits_too() {
        let mut play = Play::new(3);
        play.keys("enter");
        let mut asked = typed(&mut play, "J :");
        for letter in "next-quote".chars() {
            asked.extend(typed(&mut play, &letter.to_string()));
        }
        asked.extend(typed(&mut play, "enter"));
        assert!(play.app.commands.prompt.is_some());
        play.world(asked);
        assert!(play.app.commands.prompt.is_none());
        assert_eq!((play.title(), play.current()), ("Article 2", "\"We left,\""));
    }
}
