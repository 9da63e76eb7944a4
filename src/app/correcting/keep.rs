//! What is kept of a correction, taken back, and shown once the article has been read again.

use crate::app::marks::Role;
use crate::app::side::Item;
use crate::app::{App, Change, Effect, OpenArticle, Outcome, RequestId, Stored, Write};
use crate::domain::{
    Analysis, Article, ArticleId, Attribution, Correction, CorrectionId, Marked, Passage, Span,
    Speaker,
};

use super::parts::Parts;
use super::spans::SpanEditor;
use super::{Passages, Stage, Target};

impl App {
    /// The statement is none.
    pub(super) fn mark_wrong(&mut self, index: usize) -> Outcome {
        let was = self.article.marked(index);
        self.correct(was, None)
    }

    /// The statement is right as it stands.
    pub(super) fn confirm(&mut self, index: usize) -> Outcome {
        let was = self.article.marked(index);
        self.correct(was.clone(), was)
    }

    /// Somebody else said it, or nobody; a new statement is complete with it.
    pub(super) fn ascribe(&mut self, target: Target, by: Option<Speaker>) -> Outcome {
        match target {
            Target::Statement(index) => {
                let was = self.article.marked(index);
                let is = was.clone().map(|was| Marked { by, also: Vec::new(), ..was });
                if was == is {
                    let told = Outcome::say("That is who it is ascribed to.");
                    return told.and(self.set_stage(Stage::Menu { details: false }));
                }
                self.correct(was, is)
            }
            Target::New(parts) => {
                let is = self.article.marking(&parts, by, Vec::new());
                self.correct(None, is)
            }
        }
    }

    /// Opens the editor on the passages of a statement.
    pub(super) fn adjust(&mut self, index: usize, role: Role) -> Outcome {
        let analysis = self.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let Some(found) = analysis.and_then(|it| it.attributions.get(index)) else {
            return Outcome::none();
        };
        let parts = Parts::of_attribution(found);
        self.edit(&parts, role, Some(index))
    }

    pub(super) fn edit(&mut self, parts: &Parts, role: Role, of: Option<usize>) -> Outcome {
        let Some(reader) = self.article.reader.as_ref() else { return Outcome::none() };
        let analysis = reader.analysis.as_ref();
        let sentences = analysis.map_or(&[][..], |analysis| &analysis.sentences);
        let near = reader.place();
        let editor = SpanEditor::new(&reader.article.body.text, sentences, parts, role, near);
        self.set_stage(Stage::Passages(Box::new(Passages { editor, of })))
    }

    /// The passages are right now: kept at once, or who said it is asked first.
    pub(super) fn keep_passages(&mut self, passages: Passages) -> Outcome {
        let parts = passages.editor.parts().clone();
        if parts.content.is_empty() {
            return Outcome::say("Mark what was said first: c takes the stretch that is chosen.");
        }
        let Some(index) = passages.of else { return self.choose_source(Target::New(parts)) };
        let was = self.article.marked(index);
        let (by, also) = was.clone().map(|was| (was.by, was.also)).unwrap_or_default();
        let is = self.article.marking(&parts, by, also);
        if was == is {
            let told = Outcome::say("Nothing changed.");
            return told.and(self.set_stage(Stage::Menu { details: false }));
        }
        self.correct(was, is)
    }

    /// The correction that a statement has is taken back.
    pub(super) fn take_back_of(&mut self, index: usize) -> Outcome {
        let analysis = self.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let corrected = analysis.map_or(&[][..], |analysis| &analysis.corrected);
        let id = corrected.iter().find(|(of, _)| *of == index).map(|(_, id)| *id);
        let Some(id) = id else { return Outcome::say("This statement is as it was found.") };
        let known = self.overlays.panel().and_then(|panel| panel.known.clone());
        match known.map(|known| known.into_iter().find(|it| it.id == Some(id))) {
            None => Outcome::say("The corrections are still being read."),
            Some(None) => Outcome::say("This correction is gone."),
            Some(Some(correction)) => self.take_back(correction),
        }
    }

    /// The selected correction of the list is taken back.
    pub(super) fn take_back_listed(&mut self, selected: usize) -> Outcome {
        let known = self.overlays.panel().and_then(|panel| panel.known.as_ref());
        match known.and_then(|known| known.get(selected)).cloned() {
            Some(correction) => self.take_back(correction),
            None => Outcome::say("There is nothing to take back."),
        }
    }

    fn take_back(&mut self, correction: Correction) -> Outcome {
        let Some(id) = correction.id else { return Outcome::none() };
        let is = correction.was.as_ref().or(correction.is.as_ref());
        self.corrections.follow = is.and_then(place_of);
        let change = Change::Uncorrected(Box::new(correction));
        let request = self.changes.expect_stored(&mut self.env, Stored::Done(change));
        self.close_panel().and(Effect::Write(request, Write::Uncorrect(id)))
    }

    fn correct(&mut self, was: Option<Marked>, is: Option<Marked>) -> Outcome {
        let Some(reader) = self.article.reader.as_ref() else { return Outcome::none() };
        if was.is_none() && is.is_none() {
            return Outcome::none();
        }
        let article = reader.article.row.id;
        self.corrections.follow = is.as_ref().and_then(place_of);
        let correction = Correction { id: None, article, was, is, made_at: self.env.now };
        let change = Change::Corrected(Box::new(correction.clone()));
        let request = self.changes.expect_stored(&mut self.env, Stored::Done(change));
        self.close_panel().and(Effect::Write(request, Write::Correct(correction)))
    }

    /// A correction was kept (under that id), or taken back: it is said, the history keeps it, and
    /// the article is read again.
    pub(in crate::app) fn corrected(
        &mut self,
        request: RequestId,
        article: ArticleId,
        id: Option<CorrectionId>,
    ) -> Outcome {
        let Some(stored) = self.changes.stored.remove(&request) else { return Outcome::none() };
        let (mut change, replayed) = match stored {
            Stored::Done(change) | Stored::Quiet(change, _) => (change, None),
            Stored::Replayed(change, verb) => (change, Some(verb)),
        };
        if let (Change::Corrected(correction), Some(id)) = (&mut change, id) {
            correction.id = Some(id);
            self.changes.history.renumber(correction, id);
        }
        let told = change.describe();
        let undo = self.env.keymap.key_of(crate::app::Action::Undo).unwrap_or_default();
        let told = Outcome::say(match replayed {
            Some(verb) => format!("{verb}: {told}."),
            None => format!("{}; {undo} undoes.", crate::app::changes::mark::capital(&told)),
        });
        if let (Change::Corrected(of) | Change::Uncorrected(of), true) =
            (&change, replayed.is_some())
        {
            let shown = if id.is_some() { of.is.as_ref() } else { of.was.as_ref() };
            self.corrections.follow = shown.and_then(place_of);
        }
        if replayed.is_none() {
            self.changes.history.push(change);
        }
        let open =
            self.article.reader.as_ref().is_some_and(|reader| reader.article.row.id == article);
        if !open || self.article.coming.is_some_and(|coming| coming != article) {
            return told;
        }
        told.and(self.article.load(&mut self.env, article, self.focus.reads()))
    }

    /// Shows the open article with another analysis of the same text: every place stays.
    pub(in crate::app) fn renew(&mut self, article: Article, analysis: Analysis) {
        let follow = self.corrections.follow.take();
        let Some(reader) = self.article.reader.as_mut() else { return };
        let content = |found: &Attribution| found.content.first().copied();
        let target = follow.or_else(|| reader.current_attribution().and_then(content));
        let chosen = self.side.selected;
        let name = reader.analysis.as_ref().and_then(|it| name_of(it, chosen?));
        let entity = reader.entity;
        let same = |old: &Analysis| old.entities == analysis.entities;
        let kept = reader.analysis.as_ref().is_some_and(same);
        reader.article = article;
        reader.set_analysis(analysis);
        reader.entity = entity.filter(|_| kept);
        reader.current = target.and_then(|target| nearest(reader.analysis.as_ref()?, target));
        let selected = match chosen {
            Some(Item::Statement(_)) => reader.current.map(Item::Statement),
            Some(item) => reader.analysis.as_ref().and_then(|it| same_item(it, item, &name?)),
            None => None,
        };
        self.side.selected = selected;
        self.lay_out();
        let shown = self.article.reader.as_ref().filter(|reader| reader.entity.is_none());
        if shown.is_some_and(|reader| reader.current.is_some() && !reader.current_in_view())
            && follow.is_some()
            && let Some(reader) = self.article.reader.as_mut()
        {
            reader.reveal_current();
        }
    }
}

impl OpenArticle {
    /// The statement with that index as it stands now.
    pub(in crate::app) fn marked(&self, index: usize) -> Option<Marked> {
        let reader = self.reader.as_ref()?;
        Marked::from_analysis(&reader.article.body.text, reader.analysis.as_ref()?, index)
    }

    /// A statement of these passages, by these sources.
    pub(in crate::app) fn marking(
        &self,
        parts: &Parts,
        by: Option<Speaker>,
        also: Vec<Speaker>,
    ) -> Option<Marked> {
        let text = &self.reader.as_ref()?.article.body.text;
        let passages = |role| Passage::from_spans(text, parts.of(role));
        Some(Marked {
            source: passages(Role::Source),
            cue: passages(Role::Cue),
            content: passages(Role::Content),
            by,
            also,
        })
    }
}

/// The first passage of what was said.
fn place_of(marked: &Marked) -> Option<Span> {
    marked.content.first().map(|passage| passage.span)
}

/// The statement whose content shares most with `target`.
fn nearest(analysis: &Analysis, target: Span) -> Option<usize> {
    let shared = |found: &Attribution| -> usize {
        let both = found.content.iter().filter_map(|span| span.intersection(target));
        both.map(Span::len).sum()
    };
    let length = |found: &Attribution| found.content.iter().map(|span| span.len()).sum::<usize>();
    let found = analysis.attributions.iter().enumerate();
    let found = found.filter(|(_, it)| shared(it) > 0);
    let best = found
        .max_by_key(|(at, it)| (shared(it), std::cmp::Reverse(length(it)), std::cmp::Reverse(*at)));
    best.map(|(index, _)| index)
}

fn name_of(analysis: &Analysis, item: Item) -> Option<String> {
    match item {
        Item::Source(id) => analysis.sources.get(id.index()).map(|it| it.name.clone()),
        Item::Entity(id) => analysis.entities.get(id.index()).map(|it| it.name.clone()),
        Item::Statement(_) => None,
    }
}

/// The item of the same name in another analysis.
fn same_item(analysis: &Analysis, item: Item, name: &str) -> Option<Item> {
    use crate::domain::{EntityId, SourceId};
    match item {
        Item::Source(_) => {
            let place = analysis.sources.iter().position(|it| it.name == name)?;
            Some(Item::Source(SourceId(place as u32)))
        }
        Item::Entity(_) => {
            let place = analysis.entities.iter().position(|it| it.name == name)?;
            Some(Item::Entity(EntityId(place as u32)))
        }
        Item::Statement(_) => None,
    }
}
