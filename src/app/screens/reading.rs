//! Keys in a dossier.

use super::dossier::Place;
use super::lines::Spot;
use crate::app::Environment;
use crate::app::Overlays;
use crate::app::{Action, App, Outcome};

impl App {
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(super) fn act_in_dossier(&mut self, action: Action) -> Outcome {
        let Some(view) = self.overlays.dossier_mut() else { return Outcome::none() };
        let rows = view.rows as isize;
        match action {
            Action::Top => return self.overlays.go_to_edge(&mut self.env, Place::Start),
            Action::Bottom => return self.overlays.go_to_edge(&mut self.env, Place::End),
            Action::Down | Action::Up => view.step_or_scroll(action == Action::Down),
            Action::ReadOn => view.turn(rows - 1),
            _ => match action.steps(rows) {
                Some(lines) => view.turn(lines),
                None => return self.act_on_dossier(action),
            },
        }
        self.overlays.fill_screen(&mut self.env)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_dossier(&mut self, action: Action) -> Outcome {
        let Some(view) = self.overlays.dossier_mut() else { return Outcome::none() };
        let (moved, what) = match action {
            Action::NextQuote | Action::NextStatement => (view.step(true), "last statement"),
            Action::PreviousQuote | Action::PreviousStatement => {
                (view.step(false), "first statement")
            }
            Action::NextParagraph | Action::NextArticle => {
                (view.step_article(true), "last article")
            }
            Action::PreviousParagraph | Action::PreviousArticle => {
                (view.step_article(false), "first article")
            }
            Action::Open => return self.open_in_dossier(),
            Action::FocusRight => return self.look_at_other(),
            Action::FocusLeft => return self.overlays.screen_back(&mut self.env),
            Action::SwapSide => {
                view.query.about = !view.query.about;
                return self.overlays.read_dossier(&mut self.env, Place::Start);
            }
            Action::Split => return self.split_here(),
            _ => return self.env.nothing_here(),
        };
        let told = match (moved, view.waiting()) {
            (true, _) => Outcome::none(),
            (false, true) => Outcome::say("The next ones are being read…"),
            (false, false) => Outcome::say(format!("This is the {what}.")),
        };
        told.and(self.overlays.fill_screen(&mut self.env))
    }

    /// Enter: to the statement in its article; another subject is merged, taken out, or shown.
    fn open_in_dossier(&mut self) -> Outcome {
        let Some(spot) = self.overlays.dossier().and_then(|view| view.selected) else {
            return Outcome::none();
        };
        match spot {
            Spot::Statement(..) | Spot::Article(_) => self.jump_into_article(),
            Spot::Speaker(_) => self.look_at_other(),
            Spot::Perhaps(index) => self.merge_perhaps(index),
            Spot::Merged(index) => self.take_out(index),
        }
    }

    /// Opens the dossier of the subject that is selected in this one.
    fn look_at_other(&mut self) -> Outcome {
        let Some(view) = self.overlays.dossier() else { return Outcome::none() };
        let Some(known) = view.known.as_ref() else { return Outcome::none() };
        let other = match view.selected {
            Some(Spot::Merged(index)) => known.merged.get(index),
            Some(Spot::Perhaps(index)) => known.perhaps.get(index),
            Some(Spot::Speaker(index)) => known.speakers.get(index).map(|(subject, _)| subject),
            _ => return self.open_in_dossier(),
        };
        match other.map(|subject| subject.id) {
            Some(id) => self.overlays.open_dossier(&mut self.env, id, false),
            None => Outcome::none(),
        }
    }
}

impl Overlays {
    pub(super) fn go_to_edge(&mut self, env: &mut Environment, place: Place) -> Outcome {
        let Some(view) = self.dossier_mut() else { return Outcome::none() };
        if !view.reaches(place) {
            return self.read_dossier(env, place);
        }
        view.go_to_edge(place == Place::End);
        self.fill_screen(env)
    }
}
