//! What screens ask for, and what comes back.

use crate::domain::{Dossier, DossierPage, SubjectId, SubjectPage};

use super::dossier::Place;
use super::{DossierView, Screen, SubjectList};
use crate::app::{App, Change, Effect, Environment, Outcome, Overlays, Read, RequestId, Stored};

impl App {
    /// Takes rows of a list of subjects.
    pub(in crate::app) fn subjects_came(
        &mut self,
        request: RequestId,
        page: SubjectPage,
    ) -> Outcome {
        if let Some(list) = self.list_awaiting(request) {
            list.take(request, page);
        }
        self.overlays.go_on(&mut self.env)
    }

    /// Takes articles of a dossier; without any its subject is gone.
    pub(in crate::app) fn dossier_came(
        &mut self,
        request: RequestId,
        found: Option<(Dossier, DossierPage)>,
    ) -> Outcome {
        let Some(view) = self.dossier_awaiting(request) else { return Outcome::none() };
        match found {
            Some((dossier, page)) => view.take(request, dossier, page),
            None => {
                view.give_up(request);
                return self.overlays.dossier_gone(&mut self.env, request);
            }
        }
        self.overlays.go_on(&mut self.env)
    }

    fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        let shown = self.overlays.screens_mut().chain(self.archive.screens_mut());
        shown.chain(self.article.places.screens_mut())
    }

    fn list_awaiting(&mut self, request: RequestId) -> Option<&mut SubjectList> {
        self.screens_mut().find_map(|screen| match screen {
            Screen::Subjects(list) if list.awaits(request) => Some(list),
            Screen::Subjects(_) | Screen::Dossier(_) => None,
        })
    }

    fn dossier_awaiting(&mut self, request: RequestId) -> Option<&mut DossierView> {
        self.screens_mut().find_map(|screen| match screen {
            Screen::Dossier(view) if view.awaits(request) => Some(view),
            Screen::Subjects(_) | Screen::Dossier(_) => None,
        })
    }

    /// Something that a screen asked for has failed; why is told elsewhere.
    pub(in crate::app) fn screens_failed(&mut self, request: RequestId) -> Outcome {
        self.archive.sought.take_if(|(id, ..)| *id == request);
        self.archive.called.take_if(|(id, _)| *id == request);
        for screen in self.screens_mut() {
            match screen {
                Screen::Subjects(list) => list.give_up(request),
                Screen::Dossier(view) => view.give_up(request),
            }
        }
        if request == self.article.request && self.archive.landing.take().is_some() {
            return self.return_to_screen();
        }
        Outcome::none()
    }

    /// What screens show has changed: the present one is read again, the others once they are
    /// shown.
    pub(in crate::app) fn renew_screens(&mut self) -> Outcome {
        for screen in self.screens_mut() {
            match screen {
                Screen::Subjects(list) => list.again = true,
                Screen::Dossier(view) => view.stale = true,
            }
        }
        self.overlays.read_again(&mut self.env)
    }

    /// Subjects were merged or split.
    pub(in crate::app) fn subject_changed(
        &mut self,
        request: RequestId,
        subject: SubjectId,
    ) -> Outcome {
        let change = match self.changes.stored.get(&request) {
            Some(Stored::Done(Change::Subject(change, ..))) => Some(*change),
            Some(Stored::Replayed(Change::Subject(change, ..), _)) => Some(*change),
            _ => None,
        };
        if let Some(crate::domain::SubjectChange::Merge(one, _)) = change {
            for screen in self.screens_mut() {
                match screen {
                    Screen::Dossier(view) if view.query.subject == one => {
                        view.query.subject = subject;
                    }
                    Screen::Subjects(_) | Screen::Dossier(_) => {}
                }
            }
        }
        let mut effects = self.stored(request, Vec::new());
        effects.extend(self.renew_screens());
        effects
    }
}

impl Overlays {
    /// Reads a list of subjects: anew from its beginning, or where it is.
    pub(in crate::app) fn read_subjects(
        &mut self,
        env: &mut Environment,
        from_start: bool,
    ) -> Outcome {
        let request = env.next_request();
        let Some(list) = self.subjects_mut() else { return Outcome::none() };
        if from_start {
            list.rewind();
        } else {
            list.keep();
        }
        list.again = false;
        let (offset, count) = list.present();
        list.expect(request, offset, true);
        Outcome::from(Effect::Read(request, Read::Subjects(list.query.clone(), offset, count)))
    }

    /// Reads a dossier, to be shown at a place.
    pub(in crate::app) fn read_dossier(&mut self, env: &mut Environment, place: Place) -> Outcome {
        let request = env.next_request();
        let Some(view) = self.dossier_mut() else { return Outcome::none() };
        view.stale = false;
        let (offset, count) = view.page_for(place);
        view.expect(request, Some(place));
        Outcome::from(Effect::Read(request, Read::Dossier(view.query.clone(), offset, count)))
    }

    /// Reads what is shown again; the place stays.
    pub(in crate::app) fn read_again(&mut self, env: &mut Environment) -> Outcome {
        match self.screen() {
            Some(Screen::Subjects(_)) => self.read_subjects(env, false),
            Some(Screen::Dossier(view)) => {
                let place = if view.is_coming() { Place::Start } else { Place::Keep };
                self.read_dossier(env, place)
            }
            None => Outcome::none(),
        }
    }

    /// Asks for what is near and not there.
    pub(in crate::app) fn fill_screen(&mut self, env: &mut Environment) -> Outcome {
        let request = env.next_request();
        if let Some(list) = self.subjects_mut()
            && let Some((offset, count)) = list.wanted()
        {
            list.expect(request, offset, false);
            return Outcome::from(Effect::Read(
                request,
                Read::Subjects(list.query.clone(), offset, count),
            ));
        }
        if let Some(view) = self.dossier_mut()
            && let Some((offset, count)) = view.wanted()
        {
            view.expect(request, None);
            return Outcome::from(Effect::Read(
                request,
                Read::Dossier(view.query.clone(), offset, count),
            ));
        }
        Outcome::none()
    }

    pub(in crate::app) fn go_on(&mut self, env: &mut Environment) -> Outcome {
        if self.subjects_mut().is_some_and(|list| list.again && !list.waiting()) {
            return self.read_subjects(env, false);
        }
        self.fill_screen(env)
    }

    /// A dossier is no longer there: the screen before it is shown.
    pub(in crate::app) fn dossier_gone(
        &mut self,
        env: &mut Environment,
        _request: RequestId,
    ) -> Outcome {
        let gone = self.dossier().is_some_and(|view| !view.waiting());
        if !gone {
            return Outcome::none();
        }
        let effects = match self.below.pop() {
            Some(screen) => self.uncover(env, screen),
            None => self.leave_screens(),
        };
        effects.and(Outcome::fail("This source is no longer in the archive."))
    }

    pub(in crate::app) fn go_to_edge(&mut self, env: &mut Environment, place: Place) -> Outcome {
        let Some(view) = self.dossier_mut() else { return Outcome::none() };
        if !view.reaches(place) {
            return self.read_dossier(env, place);
        }
        view.go_to_edge(place == Place::End);
        self.fill_screen(env)
    }
}
