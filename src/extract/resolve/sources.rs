//! The sources themselves: one for each person or body with a name, and for each without one.

use super::Resolver;
use super::describe;
use super::nominal::Sort;
use super::noun::{head_noun, kind_of, noun_of};
use super::reference::{self, Reference, reference};
use super::referent::Whom;
use crate::domain::{EntityId, EntityKind, Source, SourceKind, Span};

impl Resolver<'_, '_> {
    /// "the first official": the first who was called so.
    pub(super) fn ordinal(&self, lower: &str) -> Option<usize> {
        let mut words = lower.split_whitespace();
        let (the, which) = (words.next()?, words.next()?);
        let place = match which {
            "first" => 0,
            "second" => 1,
            "third" => 2,
            _ => return None,
        };
        let known = self.ordinals.get(&head_noun(lower).0)?;
        (the == "the").then(|| known.get(place).copied()).flatten()
    }

    pub(super) fn sources_of_referent(&mut self, referent: usize, span: Span) -> Vec<usize> {
        match self.timeline.referents.list[referent].whom {
            Whom::Named(id, kind) => {
                let kind = match kind {
                    EntityKind::Person => SourceKind::Person,
                    EntityKind::Group => SourceKind::Unnamed,
                    _ => SourceKind::Organization,
                };
                vec![self.entity(id, kind, None)]
            }
            Whom::Unnamed(sort) => vec![self.nameless(referent, sort, span)],
            Whom::Pair(a, b) => {
                let mut both = self.sources_of_referent(a, span);
                both.extend(self.sources_of_referent(b, span));
                both
            }
        }
    }

    /// The source of a referent without a name, which the words at `span` mean.
    fn nameless(&mut self, referent: usize, sort: Sort, span: Span) -> usize {
        if let Some(known) = self.by_referent.get(&referent) {
            return *known;
        }
        let phrases = &self.timeline.referents.list[referent].phrases;
        let words = phrases.first().map_or("", |span| span.of(self.document.text));
        // "the chip's designers" tells more than "its designers".
        let owned = ["its ", "their ", "his ", "her "];
        let vague = owned.iter().any(|owner| words.to_lowercase().starts_with(owner));
        let pronoun = matches!(reference(span.of(self.document.text)), Reference::Pointer);
        let words = if vague && !pronoun { span.of(self.document.text) } else { words };
        let kind = match sort {
            Sort::Person => SourceKind::Unnamed,
            Sort::Body => SourceKind::Organization,
            Sort::Document => SourceKind::Document,
        };
        let kind = self.sort_here(&noun_of(&words.to_lowercase()), kind);
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let index = self.add(Source { kind, name, description: None, entity: None });
        self.by_referent.insert(referent, index);
        self.referents.insert(index, referent);
        self.count(words, index);
        index
    }

    pub(super) fn entity(
        &mut self,
        id: EntityId,
        kind: SourceKind,
        description: Option<String>,
    ) -> usize {
        let index = match self.by_entity.get(&id) {
            Some(index) => *index,
            None => {
                let name = self.entities.list[id.index()].name.clone();
                let index = self.add(Source { kind, name, description: None, entity: Some(id) });
                self.by_entity.insert(id, index);
                index
            }
        };
        if self.sources[index].description.is_none() {
            self.sources[index].description = description.or_else(|| self.described_elsewhere(id));
        }
        index
    }

    /// How the text describes an entity where it first names it.
    fn described_elsewhere(&self, id: EntityId) -> Option<String> {
        let first = *self.entities.list[id.index()].mentions.first()?;
        describe::around(self.document, first)
    }

    /// Somebody or something without a name.
    pub(super) fn unnamed(&mut self, span: Span) -> usize {
        let whole = span.of(self.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, description) = describe::parted(&whole);
        let (noun, _) = head_noun(words);
        let kind = self.sort_here(&noun, kind_of(&noun, words));
        let lower = words.to_lowercase().replace('’', "'");
        let key = ["the ", "these ", "those "]
            .iter()
            .find_map(|article| lower.strip_prefix(article))
            .unwrap_or(&lower)
            .to_string();
        let referent = self.timeline.nominal_at(span);
        if !reference::is_new(&lower)
            && let Some(index) = self.by_name.get(&(kind, key.clone()))
        {
            return *index;
        }
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let index = self.add(Source { kind, name, description, entity: None });
        self.by_name.entry((kind, key)).or_insert(index);
        if let Some(referent) = referent {
            self.by_referent.entry(referent).or_insert(index);
            self.referents.entry(index).or_insert(referent);
        }
        self.count(words, index);
        index
    }

    /// What a source called by `noun` is: "the paper" is a document where the text is about research,
    /// and a newspaper elsewhere.
    fn sort_here(&self, noun: &str, kind: SourceKind) -> SourceKind {
        const RESEARCH: &[&str] = &["study", "journal", "researcher", "scientist", "authors"];
        let research = || RESEARCH.iter().any(|word| self.document.text.contains(word));
        if noun == "paper" && research() { SourceKind::Document } else { kind }
    }

    /// Keeps the order in which sources of one noun came in.
    fn count(&mut self, words: &str, index: usize) {
        let noun = noun_of(&words.to_lowercase());
        self.ordinals.entry(noun).or_default().push(index);
    }

    fn add(&mut self, source: Source) -> usize {
        self.sources.push(source);
        self.sources.len() - 1
    }
}
