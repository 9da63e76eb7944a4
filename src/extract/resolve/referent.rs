//! Whom an article speaks of: everyone with a name, everyone without one, and those named together.

use std::collections::HashMap;

use super::clause::{self, Place};
use super::gender;
use super::nominal::{Nominal, Nominals, Sort};
use crate::domain::{EntityId, EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::entity::Entities;
use crate::extract::lexicon;
use crate::extract::tag::Tag;

/// How many of a referent's phrases are read for what they tell of it.
const PHRASES: usize = 8;

/// How many unnamed referents of one noun are told apart at most.
const NAMESAKES: usize = 8;

/// What a referent is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whom {
    /// An entity with a name.
    Named(EntityId, EntityKind),
    /// Somebody or something without a name.
    Unnamed(Sort),
    /// Two who are named together, by their numbers.
    Pair(usize, usize),
}

/// Somebody or something that an article speaks of.
#[derive(Debug, Clone)]
pub(super) struct Referent {
    /// What it is.
    pub(super) whom: Whom,
    /// Whether it is many.
    pub(super) plural: bool,
    /// How sure it is that it is "she" (to 1) or "he" (to -1); 0 if nothing tells.
    pub(super) female: f32,
    /// The nouns by which the text calls it, in the singular.
    pub(super) nouns: Vec<String>,
    /// The phrases that describe it.
    pub(super) phrases: Vec<Span>,
    /// The words of its name, in small letters.
    pub(super) words: Vec<String>,
    /// The words of the phrases that describe it, in small letters.
    pub(super) told: Vec<String>,
    /// How often it is mentioned in the whole text.
    pub(super) total: usize,
    /// How often it was mentioned up to now, pronouns included.
    pub(super) seen: usize,
    /// Its last mention up to now, with how it stands.
    pub(super) last: Option<(Span, Place)>,
    /// How many statements it has made up to now.
    pub(super) statements: usize,
    /// The number of its last statement, from 1 on.
    pub(super) spoke: usize,
}

/// A mention of a referent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where it stands (bytes).
    pub(super) span: Span,
    /// Whom it mentions.
    pub(super) referent: usize,
}

/// All referents of a text and where they are mentioned by a name or a noun.
#[derive(Debug, Default)]
pub(super) struct Referents {
    /// The referents; those with a name come first, in the order of their entities.
    pub(super) list: Vec<Referent>,
    /// Mentions in the order of their ends.
    pub(super) mentions: Vec<Mention>,
    /// The referent of each entity that is one.
    pub(super) by_entity: HashMap<EntityId, usize>,
    /// Unnamed referents by the beginning of their first mention.
    pub(super) by_start: HashMap<usize, usize>,
}

impl Referent {
    fn new(whom: Whom, plural: bool) -> Self {
        Referent {
            whom,
            plural,
            female: 0.0,
            nouns: Vec::new(),
            phrases: Vec::new(),
            words: Vec::new(),
            told: Vec::new(),
            total: 0,
            seen: 0,
            last: None,
            statements: 0,
            spoke: 0,
        }
    }

    /// Whether it is a person or people.
    pub(super) fn is_person(&self) -> bool {
        match self.whom {
            Whom::Named(_, kind) => kind == EntityKind::Person,
            Whom::Unnamed(sort) => sort == Sort::Person,
            Whom::Pair(..) => false,
        }
    }

    /// Takes a noun that the text calls it by, and what it tells of "he" and "she".
    fn call(&mut self, noun: &str, span: Span, text: &str) {
        match gender::of_noun(noun) {
            Some("she") => self.female = 1.0,
            Some(_) => self.female = -1.0,
            None => {}
        }
        if !self.nouns.iter().any(|known| known == noun) {
            self.nouns.push(noun.to_string());
        }
        if self.phrases.len() < PHRASES {
            self.told.extend(words_of(span.of(text)));
        }
        self.phrases.push(span);
    }
}

impl Referents {
    /// Gathers the referents of a document.
    pub(super) fn gather(
        document: &Document<'_>,
        entities: &Entities,
        nominals: &Nominals,
    ) -> Self {
        let mut all = Referents::default();
        for (index, entity) in entities.list.iter().enumerate() {
            let id = EntityId(index as u32);
            let kind = entity.kind;
            let speaks = matches!(
                kind,
                EntityKind::Person
                    | EntityKind::Organization
                    | EntityKind::Place
                    | EntityKind::Group
            );
            if !speaks {
                continue;
            }
            let mut referent = Referent::new(Whom::Named(id, kind), kind == EntityKind::Group);
            referent.total = entity.mentions.len();
            referent.words = words_of(&entity.name).collect();
            referent.female = match entities.pronouns[index] {
                Some("she") => 0.5,
                Some(_) => -0.5,
                None => 0.0,
            };
            for mention in &entity.mentions {
                let told = title_of(document, *mention).or_else(|| in_clause(document, *mention));
                if let Some(female) = told {
                    referent.female = female;
                }
            }
            all.by_entity.insert(id, all.list.len());
            all.list.push(referent);
        }
        for (id, noun, span) in &nominals.names {
            if let Some(index) = all.by_entity.get(id) {
                all.list[*index].call(noun, *span, document.text);
            }
        }
        for (span, id) in &entities.mentions {
            if let Some(referent) = all.by_entity.get(id) {
                all.mentions.push(Mention { span: *span, referent: *referent });
            }
        }
        all.add_free(document, &nominals.free);
        all.add_pairs(document);
        all.mentions.sort_by_key(|mention| (mention.span.end, mention.span.start));
        all
    }

    /// Adds those without a name: "the farmer" is the farmer before, "a farmer" is another one.
    fn add_free(&mut self, document: &Document<'_>, free: &[Nominal]) {
        let mut known: HashMap<(&str, bool), Vec<usize>> = HashMap::new();
        for nominal in free {
            let key = (nominal.noun.as_str(), nominal.plural);
            let alike = known.entry(key).or_default();
            let same = alike.iter().rev().take(NAMESAKES).copied();
            let mut same = same.filter(|index| self.can_be_called(document, *index, nominal));
            let index = same.next().filter(|_| !nominal.new).unwrap_or_else(|| {
                let referent = Referent::new(Whom::Unnamed(nominal.sort), nominal.plural);
                self.list.push(referent);
                self.list.len() - 1
            });
            alike.retain(|other| *other != index);
            alike.push(index);
            self.list[index].call(&nominal.noun, nominal.span, document.text);
            self.list[index].total += 1;
            if let Some(female) = in_clause(document, nominal.span) {
                self.list[index].female = female;
            }
            self.by_start.insert(nominal.span.start, index);
            self.mentions.push(Mention { span: nominal.span, referent: index });
        }
    }

    /// Whether a phrase does not say that it means another body than the referent: "the finance
    /// ministry" is not "the health ministry".
    fn can_be_called(&self, document: &Document<'_>, index: usize, nominal: &Nominal) -> bool {
        if nominal.sort != Sort::Body {
            return true;
        }
        let told = &self.list[index].told;
        let own = |word: &String| is_telling(word) && *word != nominal.noun;
        let mut words = words_of(nominal.span.of(document.text)).filter(own).peekable();
        let bare = words.peek().is_none() || !told.iter().any(own);
        bare || words.any(|word| told.contains(&word))
    }

    /// Adds a referent for each two who are named with "and" between them.
    fn add_pairs(&mut self, document: &Document<'_>) {
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        let mut pairs = Vec::new();
        let mut named: Vec<Mention> = self.mentions.clone();
        named.sort_by_key(|mention| mention.span.start);
        for two in named.windows(2) {
            let (a, b) = (two[0], two[1]);
            if a.span.end > b.span.start || a.referent == b.referent {
                continue;
            }
            let between = document.text[a.span.end..b.span.start].trim();
            let joined = between == "and" || between == "&" || between.starts_with("and ");
            let alike = self.list[a.referent].is_person() == self.list[b.referent].is_person();
            if joined && alike && between.split_whitespace().count() <= 4 {
                let key = (a.referent.min(b.referent), a.referent.max(b.referent));
                let index = *known.entry(key).or_insert_with(|| {
                    self.list.push(Referent::new(Whom::Pair(a.referent, b.referent), true));
                    self.list.len() - 1
                });
                self.list[index].total += 1;
                pairs.push(Mention { span: Span::new(a.span.start, b.span.end), referent: index });
            }
        }
        self.mentions.extend(pairs);
    }
}

/// What a pronoun in the clause right after a phrase tells of it: 1 for "a vendor who gave her name",
/// -1 for "Orr, who sold his boat".
fn in_clause(document: &Document<'_>, mention: Span) -> Option<f32> {
    let next = clause::token_at(document, mention.end);
    let comma = document.tags.get(next) == Some(&Tag::Comma);
    let who = next + usize::from(comma);
    if document.tags.get(who) != Some(&Tag::Wp) || document.piece(who) != "who" {
        return None;
    }
    let end = document.units.get(clause::sentence_of(document, who))?.tokens.end;
    let clause = (who + 1..end.min(who + 9)).take_while(|at| document.tags[*at] != Tag::Comma);
    let mut told = clause.filter_map(|at| match document.piece(at) {
        "his" | "himself" => Some(-0.9),
        "her" | "herself" => Some(0.9),
        _ => None,
    });
    told.next()
}

/// Whether a word in small letters tells one body from another.
fn is_telling(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "this", "that", "these", "those", "its", "his", "her", "their", "new", "whole",
        "entire", "same", "old", "own", "said",
    ];
    word.len() > 2 && !SMALL.contains(&word)
}

/// The words of a phrase, in small letters.
fn words_of(phrase: &str) -> impl Iterator<Item = String> + '_ {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// What the title before a name tells: 1 for "she", -1 for "he".
fn title_of(document: &Document<'_>, mention: Span) -> Option<f32> {
    let first = clause::token_at(document, mention.start);
    let mut at = first;
    // The title may be part of the mention, stand before it, or past its full stop.
    let inside = document.tokens.get(first).map(|_| document.piece(first).to_lowercase());
    let told = |word: &str| {
        let word = word.trim_end_matches('.');
        if lexicon::list("mrs", word) {
            Some(1.0)
        } else if lexicon::list("mr", word) {
            Some(-1.0)
        } else {
            None
        }
    };
    if let Some(female) = inside.as_deref().and_then(told) {
        return Some(female);
    }
    for _ in 0..2 {
        at = at.checked_sub(1)?;
        let word = document.piece(at).to_lowercase();
        if let Some(female) = told(&word) {
            return Some(female);
        }
        if document.tags[at] != Tag::Stop && document.tags[at] != Tag::Nnp {
            return None;
        }
    }
    None
}
