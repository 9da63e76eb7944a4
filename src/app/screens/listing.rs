//! Keys in a list of subjects.

use crate::app::Environment;
use crate::app::command::prompt::Purpose;
use crate::app::{Action, App, Outcome};

impl App {
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(super) fn act_in_subjects(&mut self, action: Action) -> Outcome {
        let Some(list) = self.overlays.subjects_mut() else { return Outcome::none() };
        let page = list.visible.max(2) as isize;
        let moving = match action {
            Action::NextArticle | Action::NextQuote => Action::Down,
            Action::PreviousArticle | Action::PreviousQuote => Action::Up,
            Action::ReadOn => Action::PageDown,
            other => other,
        };
        let Some(step) = moving.steps(page) else { return self.act_on_subjects(action) };
        list.step(step as i64);
        self.overlays.fill_screen(&mut self.env)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_subjects(&mut self, action: Action) -> Outcome {
        let Some(list) = self.overlays.subjects_mut() else { return Outcome::none() };
        match action {
            Action::Open | Action::FocusRight => {
                let about = list.query.entities;
                match list.selected_row().map(|row| row.id) {
                    Some(id) => self.overlays.open_dossier(&mut self.env, id, about),
                    None => Outcome::none(),
                }
            }
            Action::Arrange => {
                list.arrange();
                let told = format!("Ordered by {}.", list.order());
                Outcome::say(told).and(self.overlays.read_subjects(&mut self.env, true))
            }
            Action::FilterKind => {
                list.next_kind();
                self.overlays.read_subjects(&mut self.env, true)
            }
            Action::Filter => {
                let text = list.query.filter.clone();
                self.commands.ask(Purpose::SubjectName, text)
            }
            Action::Split => Outcome::say(
                "Open it first: an article that is about somebody else is split off there.",
            ),
            _ => self.env.nothing_here(),
        }
    }
}

impl Environment {
    pub(in crate::app) fn nothing_here(&mut self) -> Outcome {
        let help = self.keymap.key_of(Action::Help).unwrap_or_default();
        Outcome::say(format!("That does nothing here; {help} shows the keys."))
    }
}
