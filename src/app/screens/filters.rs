//! Prompts that narrow a screen: by name, by feed, by dates.

use super::Screen;
use super::dates::Dates;
use super::dossier::Place;
use crate::app::{Environment, Outcome, Overlays};

/// What stands for no condition.
pub(in crate::app) const ALL: &str = "all";

impl Overlays {
    /// Narrows the screen to a span of time; an error stays to be mended.
    pub(in crate::app) fn narrow_to_dates(
        &mut self,
        env: &mut Environment,
        typed: &str,
    ) -> Outcome {
        let dates = match Dates::parse(typed, env.now, env.settings.zone) {
            Ok(dates) => dates,
            Err(told) => {
                return Outcome::fail(told);
            }
        };
        if let Some(list) = self.subjects_mut() {
            list.set_dates(dates.clone());
        }
        if let Some(view) = self.dossier_mut() {
            view.set_dates(dates);
        }
        self.read_narrowed(env)
    }

    /// Narrows the list to names with these words.
    pub(in crate::app) fn narrow_to_name(
        &mut self,
        env: &mut Environment,
        typed: String,
    ) -> Outcome {
        match self.subjects_mut() {
            Some(list) if list.query.filter != typed => {
                list.query.filter = typed;
                self.read_narrowed(env)
            }
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn read_narrowed(&mut self, env: &mut Environment) -> Outcome {
        match self.screen() {
            Some(Screen::Subjects(_)) => self.read_subjects(env, true),
            Some(Screen::Dossier(_)) => self.read_dossier(env, Place::Start),
            None => Outcome::none(),
        }
    }
}
