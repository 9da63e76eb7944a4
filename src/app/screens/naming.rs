//! The dossier of whoever is called so, anywhere in the archive.

use crate::domain::{Subject, clean, fold};

use super::{Screen, SubjectList};
use crate::app::Environment;
use crate::app::command::Verb;
use crate::app::command::line::Line;
use crate::app::screens::Archive;
use crate::app::{App, Effect, Outcome, Overlay, Prompt, Purpose, Read};

impl App {
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
                self.overlays.open_dossier(&mut self.env, only.id, only.statements == 0)
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
        self.overlays.push_screen(Screen::Subjects(list));
        self.overlays.lay_out_screen(&self.env);
        let name = clean::one_line(name);
        let told = Outcome::say(format!("Several have “{name}” in their names: choose one"));
        told.and(self.overlays.read_subjects(&mut self.env, true))
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
        if !matches!(self.overlays.top(), Some(Overlay::Screen(_))) {
            self.note_jump();
            self.overlays.close();
        }
    }
}

impl Archive {
    /// Looks for a name in the whole archive, to show the dossier.
    pub(in crate::app) fn seek_named(&mut self, env: &mut Environment, name: &str) -> Outcome {
        let request = env.next_request();
        self.called = Some((request, name.to_owned()));
        Outcome::from(Effect::Read(request, Read::Named(name.to_owned())))
    }
}
