//! Who is the same as whom: merging subjects, taking them out again, splitting an article off.

use crate::domain::{Subject, SubjectChange, SubjectId, clean};

use super::Screen;
use crate::app::Environment;
use crate::app::changes::Changes;
use crate::app::{Action, App, Change, Effect, Outcome, Stored, Write};

impl App {
    /// Marks the subject here; where another one is marked, that one is merged into this one.
    pub(super) fn merge_here(&mut self) -> Outcome {
        let here = match self.overlays.screen() {
            Some(Screen::Subjects(list)) => list.selected_row(),
            Some(Screen::Dossier(view)) => view.known.as_ref().map(|known| &known.subject),
            None => None,
        };
        let Some((id, name)) = here.map(named) else { return Outcome::none() };
        match self.overlays.marked.take() {
            Some((marked, _)) if marked == id => Outcome::say("Nothing is merged."),
            Some(marked) => self.changes.merge(&mut self.env, marked, (id, name)),
            None => {
                let key = self.env.keymap.key_of(Action::Merge).unwrap_or_default();
                let back = self.env.keymap.key_of(Action::Back).unwrap_or_default();
                let told = Outcome::say(format!(
                    "“{name}” is marked: {key} on another one merges it into that one, {back} does not"
                ));
                self.overlays.marked = Some((id, name));
                told
            }
        }
    }

    /// Merges one of those that may be the same into the dossier that is shown.
    pub(super) fn merge_perhaps(&mut self, index: usize) -> Outcome {
        let known = self.overlays.dossier().and_then(|view| view.known.as_ref());
        let both = known.and_then(|it| Some((named(it.perhaps.get(index)?), named(&it.subject))));
        both.map_or_else(Outcome::none, |(one, other)| {
            self.changes.merge(&mut self.env, one, other)
        })
    }

    /// Takes a merged subject out again.
    pub(super) fn take_out(&mut self, index: usize) -> Outcome {
        let known = self.overlays.dossier().and_then(|view| view.known.as_ref());
        let both = known.and_then(|it| Some((named(it.merged.get(index)?), named(&it.subject))));
        let Some((one, other)) = both else { return Outcome::none() };
        self.changes.change_subject(
            &mut self.env,
            SubjectChange::Unmerge(one.0, other.0),
            one.1,
            other.1,
        )
    }

    /// In the article of the selection it is somebody else.
    pub(super) fn split_here(&mut self) -> Outcome {
        let Some(view) = self.overlays.dossier() else { return Outcome::none() };
        if let Some(super::lines::Spot::Merged(index)) = view.selected {
            return self.take_out(index);
        }
        let (Some(known), Some((_, article))) = (view.known.as_ref(), view.selected_article())
        else {
            return Outcome::say("Choose a statement in the article to split off.");
        };
        let subject = &known.subject;
        if subject.articles.max(subject.mentioned_in) <= 1 {
            return Outcome::say("It is in this article alone: nothing to split off.");
        }
        let (id, name) = named(subject);
        let title = clean::one_line(&article.row.title);
        let change = SubjectChange::Split(id, article.row.id);
        self.changes.change_subject(&mut self.env, change, name, title)
    }
}

impl Changes {
    pub(in crate::app) fn merge(
        &mut self,
        env: &mut Environment,
        one: (SubjectId, String),
        other: (SubjectId, String),
    ) -> Outcome {
        self.change_subject(env, SubjectChange::Merge(one.0, other.0), one.1, other.1)
    }

    pub(in crate::app) fn change_subject(
        &mut self,
        env: &mut Environment,
        change: SubjectChange,
        name: String,
        other: String,
    ) -> Outcome {
        let request = self.expect_stored(env, Stored::Done(Change::Subject(change, name, other)));
        Outcome::from(Effect::Write(request, Write::ChangeSubject(change)))
    }
}

fn named(subject: &Subject) -> (SubjectId, String) {
    (subject.id, clean::one_line(&subject.name))
}
