//! Who is meant where the text leaves hardly a doubt, whatever the scorer says: kin of somebody known, the
//! one newcomer of a paragraph, "both" of the only two.

use super::clause;
use super::nominal::Sort;
use super::phrase::{Pointer, Shape, is_description};
use super::referent::Whom;
use super::timeline::{Candidate, Timeline};
use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;
use crate::extract::tag::Tag;

/// How likely somebody is meant by "she" or "he" who is the only one it can mean.
const LIKELY: f32 = 0.7;

/// How likely two are meant by "both" who are the only ones named together.
const THE_ONLY: f32 = 0.85;

/// The highest probability that a phrase such as "the 36-year-old" means none of the candidates.
const UNNAMED: f32 = 0.15;

/// How likely somebody is meant whose kinship the text has told.
const KNOWN: f32 = 0.85;

/// How many mentions before a pointer are looked at for a newcomer.
const LOOK_BACK: usize = 40;

/// Nouns for kin, each line with those who call the others so.
const INVERSE: &[(&[&str], &[&str])] = &[
    (&["father", "mother", "dad", "mum", "mom", "parent"], &["son", "daughter", "child"]),
    (&["husband", "wife", "spouse", "partner"], &["husband", "wife", "spouse", "partner"]),
    (&["brother", "sister", "sibling", "twin"], &["brother", "sister", "sibling", "twin"]),
    (&["uncle", "aunt"], &["nephew", "niece"]),
    (&["grandfather", "grandmother"], &["grandson", "granddaughter"]),
    (&["cousin"], &["cousin"]),
];

/// Nouns for kin of a later generation.
const YOUNGER: &[&str] = &["son", "daughter", "nephew", "niece", "grandson", "granddaughter"];

/// Whether whoever is called `noun` by somebody may call them `other`.
fn is_inverse(noun: &str, other: &str) -> bool {
    INVERSE.iter().any(|(old, young)| {
        old.contains(&noun) && young.contains(&other)
            || old.contains(&other) && young.contains(&noun)
    })
}

/// Whether a phrase means somebody of whom the text has spoken: "the 36-year-old", "the Swede".
pub(super) fn is_anaphor(pointer: &Pointer) -> bool {
    let people = |noun: &str| {
        let mut letters = noun.chars();
        let name: String =
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        lexicon::list("peoples", &name)
    };
    is_description(&pointer.noun) || people(&pointer.noun)
}

/// Makes a candidate likely where there is only one: "both" are the only two who were named together,
/// and who speaks as "she" is somebody. Returns how likely nobody is meant at most.
pub(super) fn certain(pointer: &Pointer, speaks: bool, candidates: &mut [Candidate]) -> f32 {
    let least = match pointer.shape {
        Shape::Both => THE_ONLY,
        Shape::He if speaks => LIKELY,
        Shape::Person if is_anaphor(pointer) => {
            // Whoever is only described was named before.
            return if candidates.is_empty() { 1.0 } else { UNNAMED };
        }
        _ => return 1.0,
    };
    let [only] = candidates else { return 1.0 };
    only.chance = only.chance.max(least);
    1.0 - least
}

/// Makes the candidate `known` the likeliest, at the cost of the others; returns how likely nobody of the
/// candidates is meant then. Nothing changes if it is no candidate.
pub(super) fn prefer(known: usize, nobody: f32, candidates: &mut [Candidate]) -> f32 {
    let Some(chance) = candidates.iter().find(|it| it.referent == known).map(|it| it.chance) else {
        return nobody;
    };
    if chance >= KNOWN {
        return nobody;
    }
    let left = (1.0 - KNOWN) / (1.0 - chance);
    for candidate in candidates {
        candidate.chance =
            if candidate.referent == known { KNOWN } else { candidate.chance * left };
    }
    nobody * left
}

impl Timeline<'_, '_> {
    /// Whom a noun for kin means, where the text has told whose kin somebody is: "his father" is Ann's
    /// after "Omar and his daughter, Ann".
    pub(super) fn relative(&self, pointer: &Pointer, owner: Option<usize>) -> Option<usize> {
        let owner = owner.filter(|_| pointer.shape == Shape::Kin)?;
        let fits = |index: &usize| {
            *index != owner && pointer.female * self.referents.list[*index].female > -0.4
        };
        let of_owner = self.kin_phrases(owner).filter(|(noun, _)| is_inverse(noun, &pointer.noun));
        of_owner
            .filter_map(|(_, span)| self.phrase_owner(span))
            .find(fits)
            .or_else(|| self.kin_called(owner, &[pointer.noun.as_str()]).filter(fits))
    }

    /// The person with a name whom the text calls one of `nouns` of `owner`.
    fn kin_called(&self, owner: usize, nouns: &[&str]) -> Option<usize> {
        let named = 0..self.entities.list.len().min(self.referents.list.len());
        let mut named = named.filter(|index| {
            matches!(self.referents.list[*index].whom, Whom::Named(_, EntityKind::Person))
        });
        named.find(|index| {
            self.kin_phrases(*index).any(|(noun, span)| {
                nouns.contains(&noun.as_str()) && self.phrase_owner(span) == Some(owner)
            })
        })
    }

    /// The younger one of a family, or the elder: whom "the younger Orr" means, where `named` is Orr.
    pub(super) fn namesake(&self, named: usize, younger: bool) -> Option<usize> {
        let young = self.kin_called(named, YOUNGER)?;
        Some(if younger { young } else { named })
    }

    /// The phrases that call a referent by a noun for kin, with that noun.
    fn kin_phrases(&self, index: usize) -> impl Iterator<Item = (String, Span)> + '_ {
        self.referents.list[index].phrases.iter().take(8).filter_map(|span| {
            let words = super::phrase::plain(span.of(self.document.text));
            let (noun, _) = super::noun::head_noun(&words);
            super::gender::is_kin(&noun).then_some((noun, *span))
        })
    }

    /// The referent that owns the noun of the phrase at `span`: "his" of "his son", "Orr" of "Orr's son".
    fn phrase_owner(&self, span: Span) -> Option<usize> {
        let start = clause::token_at(self.document, span.start);
        if self.document.tags.get(start) == Some(&Tag::PrpS) {
            return self.resolved.get(&span.start).copied();
        }
        let end = clause::token_at(self.document, span.end);
        let mark = (start..end).find(|at| self.document.tags[*at] == Tag::Pos)?;
        let owner = Span::new(span.start, self.document.tokens[mark].span.start);
        let (_, id) = self.entities.within(owner).last()?;
        self.referents.by_entity.get(&id).copied()
    }

    /// The person without a name with whom a sentence of the pointer's paragraph opens, if nobody with a
    /// name stands in that paragraph before the pointer: "One man had stayed. “It burned,” he said."
    pub(super) fn newcomer(&self, pointer: &Pointer) -> Option<usize> {
        let here = clause::token_at(self.document, pointer.span.start);
        let paragraph = clause::paragraph_of(self.document, here);
        let before = self.referents.mentions[..self.next_mention].iter().rev().take(LOOK_BACK);
        let mut found = None;
        for mention in before {
            let at = clause::token_at(self.document, mention.span.start);
            if clause::paragraph_of(self.document, at) != paragraph {
                break;
            }
            let referent = &self.referents.list[mention.referent];
            let place = clause::place(self.document, mention.span);
            if place.quoted {
                continue;
            }
            match referent.whom {
                Whom::Named(_, EntityKind::Person) | Whom::Pair(..) => return None,
                Whom::Unnamed(Sort::Person) if !referent.plural && place.opens => {
                    let first = self.document.piece(at).to_lowercase();
                    let new = matches!(first.as_str(), "a" | "an" | "one" | "another");
                    found = found.or(new.then_some(mention.referent));
                }
                _ => {}
            }
        }
        found.filter(|index| pointer.female * self.referents.list[*index].female > -0.4)
    }
}
