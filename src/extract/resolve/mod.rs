//! Makes sources of the words that name them: full names for short ones, whoever a pronoun stands
//! for, earlier sources for "the minister", and new ones for "another official".

mod describe;
mod noun;
mod reference;

use std::collections::HashMap;

use super::document::Document;
use super::draft::Draft;
use super::entity::Entities;
use crate::domain::{Attribution, EntityId, EntityKind, Source, SourceId, SourceKind, Span};
use describe::{Named, named_in};
use noun::{head_noun, kind_of, noun_of};
use reference::{Reference, reference};

/// The attributions that `drafts` are, each with its source, and the sources.
pub(super) fn resolve(
    document: &Document<'_>,
    entities: &Entities,
    drafts: Vec<Draft>,
) -> (Vec<Source>, Vec<Attribution>) {
    let mut resolver = Resolver::new(document, entities);
    let mut found: Vec<Attribution> = Vec::with_capacity(drafts.len());
    for draft in drafts.into_iter().filter(|draft| !draft.content.is_empty()) {
        let source_id = draft.source.and_then(|span| resolver.source(span));
        found.push(draft.attribution(document, source_id.into_iter().collect()));
    }
    found.sort_by_key(|attribution| attribution.extent());
    (resolver.sources, found)
}

/// What is known of a source beyond what is shown.
#[derive(Debug, Clone, Copy, Default)]
struct Trait {
    plural: bool,
    /// "he" or "she", once a name or a pronoun has said so.
    pronoun: Option<&'static str>,
    /// Where the source was last named or meant (bytes).
    last: usize,
}

/// How many sources are remembered that were called by one noun.
const REMEMBERED: usize = 30;

struct Resolver<'a, 'd> {
    document: &'a Document<'d>,
    entities: &'a Entities,
    sources: Vec<Source>,
    traits: Vec<Trait>,
    /// The nouns that each source was called by: "minister", "official".
    nouns: HashMap<String, Vec<usize>>,
    by_entity: HashMap<EntityId, usize>,
    by_name: HashMap<(SourceKind, String), usize>,
    /// Where a phrase begins that was resolved already: several statements share one mention.
    by_start: HashMap<usize, usize>,
}

impl<'a, 'd> Resolver<'a, 'd> {
    fn new(document: &'a Document<'d>, entities: &'a Entities) -> Self {
        Resolver {
            document,
            entities,
            sources: Vec::new(),
            traits: Vec::new(),
            nouns: HashMap::new(),
            by_entity: HashMap::new(),
            by_name: HashMap::new(),
            by_start: HashMap::new(),
        }
    }

    /// The source that the words at `span` name.
    fn source(&mut self, span: Span) -> Option<SourceId> {
        let known = self.by_start.get(&span.start).copied();
        let index = known.or_else(|| self.find(span, 0))?;
        self.by_start.insert(span.start, index);
        self.traits[index].last = span.start;
        Some(SourceId(index as u32))
    }

    fn find(&mut self, span: Span, depth: u8) -> Option<usize> {
        let words = span.of(self.document.text);
        match reference(words) {
            Reference::He(pronoun) => self.person_meant(span, pronoun),
            Reference::They => self.many_meant(),
            Reference::It => self.body_meant(span),
            Reference::Who => self.antecedent(span, depth),
            Reference::Speaker => None,
            Reference::Words => Some(self.named(span)),
        }
    }

    /// The source that a noun phrase names: a person, a body, somebody without a name.
    fn named(&mut self, span: Span) -> usize {
        match named_in(self.document, self.entities, span) {
            Named::Entity { id, kind, description } => self.entity(id, kind, description),
            Named::Words => self.unnamed(span),
        }
    }

    fn entity(&mut self, id: EntityId, kind: SourceKind, description: Option<String>) -> usize {
        let nouns = description.as_deref().map(|words| noun_of(words).to_string());
        let index = match self.by_entity.get(&id) {
            Some(index) => *index,
            None => {
                let name = self.entities.list[id.index()].name.clone();
                let pronoun = self.entities.pronouns[id.index()];
                let index = self.add(Source { kind, name, description: None, entity: Some(id) });
                self.traits[index].pronoun = pronoun;
                self.traits[index].plural = self.entities.kind(id) == EntityKind::Group;
                self.by_entity.insert(id, index);
                index
            }
        };
        if self.sources[index].description.is_none() {
            self.sources[index].description = description.or_else(|| self.described_elsewhere(id));
        }
        let noun = nouns.or_else(|| {
            self.sources[index].description.as_deref().map(|it| noun_of(it).to_string())
        });
        if let Some(noun) = noun {
            self.call(&noun, index);
        }
        index
    }

    /// How the text describes an entity where it first names it.
    fn described_elsewhere(&self, id: EntityId) -> Option<String> {
        let first = *self.entities.list[id.index()].mentions.first()?;
        describe::around(self.document, first)
    }

    /// Somebody or something without a name.
    fn unnamed(&mut self, span: Span) -> usize {
        let (words, description) = describe::parted(span.of(self.document.text));
        let (noun, plural) = head_noun(words);
        let kind = kind_of(&noun, words);
        let lower = words.to_lowercase();
        let key = lower
            .trim_start_matches("the ")
            .trim_start_matches("these ")
            .trim_start_matches("those ")
            .to_string();
        if !reference::is_new(&lower) {
            let same = self.by_name.get(&(kind, key.clone())).copied();
            if let Some(index) = same.or_else(|| self.called(&lower, &noun, plural, kind)) {
                return index;
            }
        }
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let index = self.add(Source { kind, name, description, entity: None });
        self.traits[index].plural = plural;
        self.by_name.entry((kind, key)).or_insert(index);
        self.call(&noun, index);
        index
    }

    /// "the minister": the source that was called so last.
    fn called(&self, words: &str, noun: &str, plural: bool, kind: SourceKind) -> Option<usize> {
        let definite = ["the ", "this ", "that ", "these ", "those "]
            .iter()
            .any(|article| words.starts_with(article));
        if !definite || words.split_whitespace().count() > 3 {
            return None;
        }
        let fits = |index: &&usize| {
            let same_number = self.traits[**index].plural == plural;
            let other = self.sources[**index].kind;
            same_number
                && (other == kind || other == SourceKind::Person && kind == SourceKind::Unnamed)
        };
        self.nouns.get(noun)?.iter().rev().find(fits).copied()
    }

    fn call(&mut self, noun: &str, index: usize) {
        let list = self.nouns.entry(noun.to_lowercase()).or_default();
        list.retain(|known| *known != index);
        if list.len() > REMEMBERED {
            list.remove(0);
        }
        list.push(index);
    }

    fn add(&mut self, source: Source) -> usize {
        self.sources.push(source);
        self.traits.push(Trait::default());
        self.sources.len() - 1
    }

    /// "he" or "she": the last person who spoke or was named and whom the pronoun fits.
    fn person_meant(&mut self, span: Span, pronoun: &'static str) -> Option<usize> {
        let spoken = self.last_source(|source, known| {
            matches!(source.kind, SourceKind::Person | SourceKind::Unnamed)
                && !known.plural
                && known.pronoun.is_none_or(|it| it == pronoun)
        });
        let named = self.last_person(span, pronoun);
        let index = match (spoken, named) {
            (Some(index), Some((at, _))) if at < self.traits[index].last => index,
            (Some(index), Some((_, id))) if self.sources[index].entity == Some(id) => index,
            (Some(index), Some((at, _))) if !self.opens_clause(at) => index,
            (_, Some((_, id))) => self.entity(id, SourceKind::Person, None),
            (Some(index), None) => index,
            (None, None) => return None,
        };
        self.traits[index].pronoun = Some(pronoun);
        Some(index)
    }

    /// The last person named before `span` whom `pronoun` fits, with the place.
    fn last_person(&self, span: Span, pronoun: &str) -> Option<(usize, EntityId)> {
        let fits = |id: EntityId| {
            let known = self.entities.pronouns[id.index()];
            let by_source = self.by_entity.get(&id).and_then(|index| self.traits[*index].pronoun);
            self.entities.kind(id) == EntityKind::Person
                && known.or(by_source).is_none_or(|it| it == pronoun)
        };
        let outside = |mention: Span| {
            let token =
                self.document.tokens.partition_point(|token| token.span.start < mention.start);
            self.document.quoted.get(token) == Some(&0)
        };
        let before = self.entities.before(span.start).take(30);
        let mut persons = before.filter(|(mention, id)| outside(*mention) && fits(*id));
        let first = persons.next()?;
        // A subject is more likely meant than whoever was named last.
        let near = span.start.saturating_sub(600);
        let subject = persons
            .take_while(|(mention, _)| mention.start > near)
            .find(|(mention, _)| self.opens_clause(mention.start));
        let (mention, id) =
            if self.opens_clause(first.0.start) { first } else { subject.unwrap_or(first) };
        Some((mention.start, id))
    }

    /// Whether what stands at `offset` opens its sentence, so that it is likely a subject.
    fn opens_clause(&self, offset: usize) -> bool {
        let token = self.document.tokens.partition_point(|token| token.span.end <= offset);
        let unit = self.document.units.partition_point(|unit| unit.tokens.end <= token);
        self.document.units.get(unit).is_some_and(|unit| token < unit.tokens.start + 5)
    }

    /// "they": the last many who spoke, else the last body.
    fn many_meant(&mut self) -> Option<usize> {
        let many = self.last_source(|_, known| known.plural);
        many.or_else(|| self.last_source(|source, _| source.kind == SourceKind::Body))
            .or_else(|| self.last_source(|source, _| source.kind == SourceKind::Unnamed))
    }

    /// "it": the last body or document that spoke, else the last one named.
    fn body_meant(&mut self, span: Span) -> Option<usize> {
        let spoken = self.last_source(|source, _| {
            matches!(source.kind, SourceKind::Body | SourceKind::Document)
        });
        let named = || {
            let body = |id: EntityId| {
                matches!(self.entities.kind(id), EntityKind::Organization | EntityKind::Place)
            };
            self.entities.before(span.start).take(20).find(|(_, id)| body(*id))
        };
        spoken.or_else(|| {
            let (_, id) = named()?;
            Some(self.entity(id, SourceKind::Body, None))
        })
    }

    fn last_source(&self, fits: impl Fn(&Source, &Trait) -> bool) -> Option<usize> {
        let all = self.sources.iter().zip(&self.traits).enumerate().rev().take(40);
        all.filter(|(_, (source, known))| fits(source, known))
            .max_by_key(|(_, (_, known))| known.last)
            .map(|(index, _)| index)
    }

    /// "who", "which": what stands before it.
    fn antecedent(&mut self, span: Span, depth: u8) -> Option<usize> {
        let before = describe::phrase_before(self.document, span)?;
        if depth > 0 {
            return None;
        }
        let known = self.by_start.get(&before.start).copied();
        let index = known.or_else(|| self.find(before, depth + 1))?;
        self.by_start.insert(before.start, index);
        Some(index)
    }
}
