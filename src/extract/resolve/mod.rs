//! Makes sources of the words that name them: full names for short ones, whoever a pronoun or a
//! role stands for, earlier sources for "the minister", and new ones for "another official".
//!
//! A phrase that names somebody (`describe`) is that person or body. Any other is a pointer
//! (`phrase`): a learned scorer (`scorer`) chooses among those whom the text has spoken of
//! (`referent`), by what it is told of each (`features`), or says that it is nobody of these.

mod bodies;
mod candidates;
mod certain;
mod clause;
mod describe;
mod features;
mod gender;
mod head;
mod nominal;
mod noun;
mod office;
mod phrase;
mod reference;
mod referent;
mod scorer;
mod sources;
mod timeline;
mod topic;

use std::collections::HashMap;

use super::document::Document;
use super::draft::Draft;
use super::entity::Entities;
use super::net::Coreference;
use super::tag::Tag;
use super::training::Question;
use crate::domain::{Attribution, EntityId, EntityKind, Source, SourceId, SourceKind, Span};
use head::{Named, named_in};
use reference::{Reference, reference};
use timeline::Timeline;

pub(super) use timeline::{Candidate, Choice};

/// How sure it is who a name is.
const BY_NAME: f32 = 0.98;

/// How sure it is who somebody without a name is: the words as written.
const AS_WRITTEN: f32 = 0.95;

/// The attributions that `drafts` are, each with its sources, and the sources.
pub(super) fn resolve(
    document: &Document<'_>,
    entities: &Entities,
    network: &Coreference,
    drafts: Vec<Draft>,
) -> (Vec<Source>, Vec<Attribution>) {
    let mut drafts: Vec<Draft> =
        drafts.into_iter().filter(|draft| !draft.content.is_empty()).collect();
    drafts.sort_by_key(Draft::position);
    let mut resolver = Resolver::new(document, entities, network, &drafts);
    let mut found: Vec<Attribution> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let (sources, sure) = resolver.sources_of(&draft);
        found.push(draft.attribution(document, sources, sure));
    }
    found.sort_by_key(|attribution| attribution.extent());
    (resolver.sources, found)
}

/// Whom the phrases `asked` (in the order of the text) may mean, read along with `drafts`, and where
/// the text mentions each candidate.
pub(super) fn choices(
    document: &Document<'_>,
    entities: &Entities,
    network: &Coreference,
    mut drafts: Vec<Draft>,
    asked: &[Question],
) -> Vec<(Choice, Vec<Vec<Span>>)> {
    drafts.sort_by_key(Draft::position);
    let mut resolver = Resolver::new(document, entities, network, &drafts);
    let mut found = Vec::new();
    let mut asked = asked.iter().peekable();
    let mut answer = |resolver: &mut Resolver<'_, '_>, until: usize| {
        while let Some(asked) = asked.next_if(|asked| asked.span.start <= until) {
            resolver.timeline.advance(asked.span.start);
            if let Some(pointer) = phrase::pointer(document, entities, asked.span) {
                let choice = resolver.choice(&pointer, &asked.content);
                let of = |it: &Candidate| resolver.timeline.mentions_of(it.referent);
                let mentions = choice.candidates.iter().map(of).collect();
                found.push((choice, mentions));
            }
        }
    };
    for draft in &drafts {
        answer(&mut resolver, draft.position());
        resolver.sources_of(draft);
    }
    answer(&mut resolver, usize::MAX);
    found
}

struct Resolver<'a, 'd> {
    document: &'a Document<'d>,
    entities: &'a Entities,
    timeline: Timeline<'a, 'd>,
    sources: Vec<Source>,
    by_entity: HashMap<EntityId, usize>,
    /// The source of each referent without a name.
    by_referent: HashMap<usize, usize>,
    /// The referent of each source without a name.
    referents: HashMap<usize, usize>,
    by_name: HashMap<(SourceKind, String), usize>,
    /// Sources by the beginning of a phrase that was resolved already: several statements share
    /// one mention.
    by_start: HashMap<usize, Answer>,
    /// The sources without a name of each noun, in the order in which they came in.
    ordinals: HashMap<String, Vec<usize>>,
    /// Who asked in the last statement, and in which paragraph.
    asked: Option<(usize, usize)>,
}

/// Sources (by number) and how sure they are.
#[derive(Debug, Clone, Default)]
struct Answer {
    sources: Vec<usize>,
    sure: f32,
}

impl Answer {
    fn one(source: usize, sure: f32) -> Self {
        Answer { sources: vec![source], sure }
    }
}

impl<'a, 'd> Resolver<'a, 'd> {
    fn new(
        document: &'a Document<'d>,
        entities: &'a Entities,
        network: &'a Coreference,
        drafts: &[Draft],
    ) -> Self {
        Resolver {
            document,
            entities,
            timeline: Timeline::new(document, entities, network, drafts),
            sources: Vec::new(),
            by_entity: HashMap::new(),
            by_referent: HashMap::new(),
            referents: HashMap::new(),
            by_name: HashMap::new(),
            by_start: HashMap::new(),
            ordinals: HashMap::new(),
            asked: None,
        }
    }

    /// The sources of a statement, and how sure they are.
    fn sources_of(&mut self, draft: &Draft) -> (Vec<SourceId>, f32) {
        let Some(span) = draft.source else { return (Vec::new(), AS_WRITTEN) };
        self.timeline.advance(span.start);
        let cue = draft.cue.map_or("", |cue| cue.of(self.document.text)).to_lowercase();
        self.timeline.asker = self.asker(&cue, span.start);
        let answer = match self.by_start.get(&span.start) {
            Some(known) => known.clone(),
            None => self.all(span, &draft.content),
        };
        self.timeline.asker = None;
        if cue.split_whitespace().any(|word| word == "asked") {
            let asked = answer.sources.first().and_then(|source| self.referent_of(*source));
            self.asked = asked.map(|referent| (referent, self.paragraph_of(span.start)));
        } else {
            self.asked = None;
        }
        self.by_start.insert(span.start, answer.clone());
        // "His" of "His son" is read before the son has spoken.
        self.timeline.advance(span.end);
        self.timeline.said();
        for source in &answer.sources {
            if let Some(referent) = self.referent_of(*source) {
                self.timeline.spoke(referent);
            }
        }
        let ids = answer.sources.iter().map(|index| SourceId(*index as u32)).collect();
        (ids, answer.sure)
    }

    /// Whoever asked right before a statement that answers, by its cue in small letters.
    fn asker(&self, cue: &str, offset: usize) -> Option<usize> {
        const ANSWERS: &[&str] =
            &["replied", "replies", "answered", "answers", "responded", "responds", "retorted"];
        let (referent, paragraph) = self.asked?;
        let near = self.paragraph_of(offset) <= paragraph + 1;
        let answers = cue.split_whitespace().any(|word| ANSWERS.contains(&word));
        (near && answers).then_some(referent)
    }

    /// The number of the paragraph at an offset (bytes).
    fn paragraph_of(&self, offset: usize) -> usize {
        clause::paragraph_of(self.document, clause::token_at(self.document, offset))
    }

    /// The referent that a source is.
    fn referent_of(&self, source: usize) -> Option<usize> {
        match self.sources[source].entity {
            Some(id) => self.timeline.referents.by_entity.get(&id).copied(),
            None => self
                .by_referent
                .iter()
                .find(|(_, known)| **known == source)
                .map(|(index, _)| *index),
        }
    }

    /// All who are named together by the words at `span`.
    fn all(&mut self, span: Span, content: &[Span]) -> Answer {
        let mut all = Answer { sources: Vec::new(), sure: 1.0 };
        for part in phrase::parts(self.document, self.entities, span) {
            let answer = self.one(part, content, 0);
            all.sure = all.sure.min(answer.sure);
            for source in answer.sources {
                if !all.sources.contains(&source) {
                    all.sources.push(source);
                }
            }
        }
        all
    }

    /// Whom the words at `span` name or mean.
    fn one(&mut self, span: Span, content: &[Span], depth: u8) -> Answer {
        if let Some(id) = self.interviewee(span) {
            return Answer::one(self.entity(id, SourceKind::Person, None), BY_NAME);
        }
        match reference(span.of(self.document.text)) {
            Reference::Who => return self.antecedent(span, content, depth),
            Reference::Speaker => return Answer { sources: Vec::new(), sure: AS_WRITTEN },
            Reference::Pointer => {
                if let Some(pointer) = phrase::pointer(self.document, self.entities, span) {
                    return self.meant(&pointer, content).unwrap_or_default();
                }
            }
            Reference::Words => {}
        }
        match named_in(self.document, self.entities, span) {
            Named::Entity { id, kind, description } => {
                let id = self.namesake(span, id).unwrap_or(id);
                Answer::one(self.entity(id, kind, description), BY_NAME)
            }
            Named::Words => self.words(span, content),
        }
    }

    /// Whom "the younger Orr" or "the elder Orr" means, where Orr is `id`.
    fn namesake(&self, span: Span, id: EntityId) -> Option<EntityId> {
        let words = span.of(self.document.text).to_lowercase();
        let mut words = words.split_whitespace();
        let (the, which) = (words.next()?, words.next()?);
        let younger = matches!(which, "younger" | "junior");
        if the != "the" || !(younger || matches!(which, "elder" | "older" | "senior")) {
            return None;
        }
        let named = self.timeline.referents.by_entity.get(&id).copied()?;
        let meant = self.timeline.namesake(named, younger)?;
        match self.timeline.referents.list[meant].whom {
            referent::Whom::Named(id, _) => Some(id),
            _ => None,
        }
    }

    /// Whom an interview is with, where `span` is the label of an answer ("A:"): the person whom the
    /// text names first.
    fn interviewee(&self, span: Span) -> Option<EntityId> {
        let label = matches!(span.of(self.document.text), "A" | "Answer" | "ANSWER");
        let colon = self.document.text[span.end..].starts_with([':', '.']);
        let person = |(_, id): &&(Span, EntityId)| self.entities.kind(*id) == EntityKind::Person;
        let first = self.entities.mentions.iter().find(person).map(|(_, id)| *id);
        first.filter(|_| label && colon)
    }

    /// Whom a noun phrase without a name means.
    fn words(&mut self, span: Span, content: &[Span]) -> Answer {
        let lower = phrase::plain(span.of(self.document.text));
        if let Some(source) = self.ordinal(&lower) {
            return Answer::one(source, AS_WRITTEN);
        }
        if !reference::is_new(&lower)
            && let Some(pointer) = phrase::pointer(self.document, self.entities, span)
            && let Some(answer) = self.meant(&pointer, content)
        {
            return answer;
        }
        Answer::one(self.unnamed(span), AS_WRITTEN)
    }

    /// Whom a pointer means; none where it is nobody that was spoken of.
    fn meant(&mut self, pointer: &phrase::Pointer, content: &[Span]) -> Option<Answer> {
        let choice = self.choice(pointer, content);
        let (referent, sure) = self.timeline.best(&choice)?;
        self.timeline.identify(pointer.span, referent);
        self.timeline.mention(referent, pointer.span, pointer.female, sure);
        let sources = self.sources_of_referent(referent, pointer.span);
        (!sources.is_empty()).then_some(Answer { sources, sure })
    }

    fn choice(&mut self, pointer: &phrase::Pointer, content: &[Span]) -> Choice {
        let owner = pointer.owner.and_then(|span| self.timeline.owner(span));
        self.timeline.choice(pointer, content, owner)
    }

    /// The person whose name stands before "who" at `span`: right before it, or before an apposition
    /// ("Ann Lee, a baker at Dunn (DN), who").
    fn person_before(&self, span: Span) -> Option<EntityId> {
        let who = clause::token_at(self.document, span.start);
        let begin = self.document.units.get(clause::sentence_of(self.document, who))?.tokens.start;
        let near = self.entities.before(span.start);
        let mut persons = near.filter(|(_, id)| self.entities.kind(*id) == EntityKind::Person);
        let (mention, id) = persons.next()?;
        let between = self.document.text[mention.end..span.start].trim();
        if matches!(between, "" | ",") {
            return Some(id);
        }
        let after = clause::token_at(self.document, mention.end);
        let apposition = after > begin
            && matches!(self.document.tags.get(after)?, Tag::Comma | Tag::Open)
            && (after..who).all(|at| {
                let tag = self.document.tags[at];
                !tag.is_finite() && !matches!(tag, Tag::Wp | Tag::Quote | Tag::Colon)
            })
            && matches!(self.document.tags.get(who - 1)?, Tag::Comma | Tag::Close);
        apposition.then_some(id)
    }

    /// "who", "which": what stands before it.
    fn antecedent(&mut self, span: Span, content: &[Span], depth: u8) -> Answer {
        let who = span.of(self.document.text).eq_ignore_ascii_case("who");
        if let Some(id) = who.then(|| self.person_before(span)).flatten() {
            return Answer::one(self.entity(id, SourceKind::Person, None), BY_NAME);
        }
        let before = describe::phrase_before(self.document, span).filter(|_| depth == 0);
        let Some(before) = before else { return Answer::default() };
        if let Some(known) = self.by_start.get(&before.start) {
            return known.clone();
        }
        let answer = self.one(before, content, depth + 1);
        self.by_start.insert(before.start, answer.clone());
        answer
    }
}
