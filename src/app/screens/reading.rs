//! Keys in a dossier.

use super::super::{Action, App, Outcome};
use super::dossier::Place;
use super::lines::Spot;

impl App {
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(super) fn act_in_dossier(&mut self, action: Action) -> Outcome {
        let Some(view) = self.dossier_mut() else { return Outcome::none() };
        let rows = view.rows as isize;
        match action {
            Action::Top => return self.go_to_edge(Place::Start),
            Action::Bottom => return self.go_to_edge(Place::End),
            Action::Down | Action::Up => view.step_or_scroll(action == Action::Down),
            Action::ReadOn => view.turn(rows - 1),
            _ => match action.steps(rows) {
                Some(lines) => view.turn(lines),
                None => return self.act_on_dossier(action),
            },
        }
        self.fill_screen()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_dossier(&mut self, action: Action) -> Outcome {
        let Some(view) = self.dossier_mut() else { return Outcome::none() };
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
            Action::FocusLeft => return self.screen_back(),
            Action::SwapSide => {
                view.query.about = !view.query.about;
                return self.read_dossier(Place::Start);
            }
            Action::Split => return self.split_here(),
            _ => return self.nothing_here(),
        };
        let told = match (moved, view.waiting()) {
            (true, _) => Outcome::none(),
            (false, true) => Outcome::say("The next ones are being read…"),
            (false, false) => Outcome::say(format!("This is the {what}.")),
        };
        told.and(self.fill_screen())
    }

    fn go_to_edge(&mut self, place: Place) -> Outcome {
        let Some(view) = self.dossier_mut() else { return Outcome::none() };
        if !view.reaches(place) {
            return self.read_dossier(place);
        }
        view.go_to_edge(place == Place::End);
        self.fill_screen()
    }

    /// Enter: to the statement in its article; another subject is merged, taken out, or shown.
    fn open_in_dossier(&mut self) -> Outcome {
        let Some(spot) = self.dossier().and_then(|view| view.selected) else {
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
        let Some(view) = self.dossier() else { return Outcome::none() };
        let Some(known) = view.known.as_ref() else { return Outcome::none() };
        let other = match view.selected {
            Some(Spot::Merged(index)) => known.merged.get(index),
            Some(Spot::Perhaps(index)) => known.perhaps.get(index),
            Some(Spot::Speaker(index)) => known.speakers.get(index).map(|(subject, _)| subject),
            _ => return self.open_in_dossier(),
        };
        match other.map(|subject| subject.id) {
            Some(id) => self.open_dossier(id, false),
            None => Outcome::none(),
        }
    }
}
