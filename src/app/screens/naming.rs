//! The dossier of whoever is called so, anywhere in the archive.

use crate::domain::{Subject, clean, fold};

use super::super::command::Verb;
use super::super::line::Line;
use super::super::{App, Effect, Outcome, Overlay, Prompt, Purpose, Read};
use super::{Screen, SubjectList};

impl App {
    /// Looks for a name in the whole archive, to show the dossier.
    pub(in super::super) fn seek_named(&mut self, name: &str) -> Outcome {
        let request = self.request();
        self.archive.called = Some((request, name.to_owned()));
        Outcome::from(Effect::Read(request, Read::Named(name.to_owned())))
    }

    /// Those who have that name: of one the dossier, of several a list to choose from.
    pub(in crate::app) fn named_found(
        &mut self,
        request: super::RequestId,
        found: &[Subject],
    ) -> Outcome {
        let Some((_, name)) = self.archive.called.take_if(|(id, _)| *id == request) else {
            return Outcome::none();
        };
        let wanted = fold::fold(&name);
        let called: Vec<&Subject> =
            found.iter().filter(|subject| fold::fold(&subject.name) == wanted).collect();
        let only = match (&called[..], found) {
            ([only], _) => Some(*only),
            ([], [only]) => Some(only),
            _ => None,
        };
        match only {
            Some(only) => {
                self.step_aside();
                self.open_dossier(only.id, only.statements == 0)
            }
            None if found.is_empty() => self.nobody_called(&name),
            None => {
                let entities = found.iter().all(|subject| subject.statements == 0);
                self.list_called(&name, entities)
            }
        }
    }

    fn list_called(&mut self, name: &str, entities: bool) -> Outcome {
        self.step_aside();
        let mut list = SubjectList::new(entities);
        list.query.filter = clean::one_line(name);
        self.push_screen(Screen::Subjects(list));
        self.lay_out_screen();
        let name = clean::one_line(name);
        let told = Outcome::say(format!("Several have “{name}” in their names: choose one"));
        told.and(self.read_subjects(true))
    }

    /// Nobody is called so: the line comes back to be mended, unless something else is typed.
    fn nobody_called(&mut self, name: &str) -> Outcome {
        if self.commands.prompt.is_none() && self.article.choice.is_none() {
            let line = Line::new(format!("dossier {name}"));
            self.commands.prompt = Some(Prompt { purpose: Purpose::Line(Verb::Command), line });
        }
        let name = clean::one_line(name);
        Outcome::fail(format!("Nobody in the archive is called “{name}”."))
    }

    /// What lies over the panes makes room; the way back leads to it. Screens stay below.
    fn step_aside(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Screen(_))) {
            self.note_jump();
            self.overlay = None;
        }
    }
}
