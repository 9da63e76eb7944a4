//! An article read from its beginning on: who has been mentioned and who has spoken so far, and whom
//! a pointer may mean at the place that has been reached.

use super::certain::{certain, is_anaphor, prefer};
use super::clause;
use super::features::{self, Context, Features, Standing};
use super::nominal::nominals;
use super::phrase::{Pointer, Shape, pointer};
use super::referent::Referents;
use super::scorer::Scorer;
use crate::domain::Span;
use crate::extract::document::Document;
use crate::extract::draft::Draft;
use crate::extract::entity::Entities;
use crate::extract::net::Coreference;
use crate::extract::tag::Tag;

/// How likely somebody must be whom a noun phrase means; it stays as written otherwise.
const CERTAIN: f32 = 0.5;

/// What an article has told up to a place in it.
pub(super) struct Timeline<'a, 'd> {
    pub(super) document: &'a Document<'d>,
    pub(super) entities: &'a Entities,
    pub(super) network: &'a Coreference,
    /// What is said in the text, in order.
    pub(super) said: Vec<Span>,
    /// Everyone the article speaks of.
    pub(super) referents: Referents,
    /// Pronouns of the third person outside of quotations, in order.
    pub(super) pronouns: Vec<Span>,
    pub(super) next_mention: usize,
    pub(super) next_pronoun: usize,
    /// Whom the mentions so far were of, the last one last.
    pub(super) recent: Vec<usize>,
    pub(super) statements: usize,
    /// Whom a resolved pronoun means, by where it begins.
    pub(super) resolved: std::collections::HashMap<usize, usize>,
    /// Whom a referent without a name was found to be: "the ministry" is the Ministry of Ports.
    pub(super) known_as: std::collections::HashMap<usize, usize>,
    /// Whoever asked the question that the next statement answers.
    pub(super) asker: Option<usize>,
}

/// A candidate and what the scorer is told of it.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Candidate {
    /// Its number among the referents.
    pub(in crate::extract) referent: usize,
    /// What the scorer is told.
    pub(in crate::extract) features: Features,
    /// How likely it is meant.
    pub(in crate::extract) chance: f32,
}

/// Whom a pointer may mean.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Choice {
    /// The pointer.
    pub(in crate::extract) span: Span,
    /// Whether the pointer is a noun phrase.
    pub(in crate::extract) noun: bool,
    /// The candidates.
    pub(in crate::extract) candidates: Vec<Candidate>,
    /// What the scorer is told of "nobody of these".
    pub(in crate::extract) none: Features,
    /// How likely nobody of these is meant.
    pub(in crate::extract) nobody: f32,
}

impl<'a, 'd> Timeline<'a, 'd> {
    /// An article of which nothing has been read yet.
    pub(super) fn new(
        document: &'a Document<'d>,
        entities: &'a Entities,
        network: &'a Coreference,
        drafts: &[Draft],
    ) -> Self {
        let mut said: Vec<Span> =
            drafts.iter().flat_map(|draft| draft.content.iter().copied()).collect();
        said.sort_by_key(|span| (span.start, span.end));
        let nominals = nominals(document, entities);
        let referents = Referents::gather(document, entities, &nominals);
        let pronouns = (0..document.tokens.len())
            .filter(|at| document.quoted[*at] == 0)
            .filter(|at| matches!(document.tags[*at], Tag::Prp | Tag::PrpS))
            .filter(|at| {
                let word = document.piece(*at).to_lowercase();
                matches!(
                    word.as_str(),
                    "he" | "she" | "him" | "her" | "his" | "himself" | "herself"
                )
            })
            .map(|at| document.tokens[at].span)
            .collect();
        Timeline {
            document,
            entities,
            network,
            said,
            referents,
            pronouns,
            next_mention: 0,
            next_pronoun: 0,
            recent: Vec::new(),
            statements: 0,
            resolved: std::collections::HashMap::new(),
            known_as: std::collections::HashMap::new(),
            asker: None,
        }
    }

    /// Reads on to the offset `to` (bytes): mentions that end there or before it are known then.
    pub(super) fn advance(&mut self, to: usize) {
        loop {
            let mention = self.referents.mentions.get(self.next_mention).map(|it| it.span.end);
            let mention = mention.filter(|end| *end <= to);
            let pronoun = self.pronouns.get(self.next_pronoun).copied().filter(|it| it.end <= to);
            match (mention, pronoun) {
                (Some(end), pronoun) if pronoun.is_none_or(|it| end <= it.start) => {
                    let mention = self.referents.mentions[self.next_mention];
                    self.next_mention += 1;
                    self.touch(mention.referent, mention.span);
                }
                (_, Some(span)) => {
                    self.next_pronoun += 1;
                    self.read_pronoun(span);
                }
                _ => return,
            }
        }
    }

    /// Resolves a pronoun that is no source, so that what comes later knows of it.
    fn read_pronoun(&mut self, span: Span) {
        if self.resolved.contains_key(&span.start) {
            return;
        }
        if let Some(pointer) = pointer(self.document, self.entities, span)
            && let Some((referent, sure)) = self.best(&self.choice(&pointer, &[], None))
        {
            self.mention(referent, span, pointer.female, sure);
        }
    }

    /// Notes that `span` means `referent`, of which a pronoun tells that it is "she" or "he".
    pub(super) fn mention(&mut self, referent: usize, span: Span, female: f32, sure: f32) {
        if self.resolved.insert(span.start, referent).is_some() {
            return;
        }
        self.touch(referent, span);
        let known = &mut self.referents.list[referent].female;
        let surer = if *known * female > 0.0 { 0.9 } else { 0.8 };
        if sure > 0.5 && female != 0.0 && known.abs() < surer {
            *known = surer * female;
        }
    }

    /// The referent that `choice` likeliest means, and how likely; none where nobody is likelier.
    pub(super) fn best(&self, choice: &Choice) -> Option<(usize, f32)> {
        let mut chances: Vec<(usize, f32)> = Vec::with_capacity(choice.candidates.len());
        for candidate in &choice.candidates {
            let known = self.known_as.get(&candidate.referent).copied();
            let referent = known.unwrap_or(candidate.referent);
            match chances.iter_mut().find(|(other, _)| *other == referent) {
                Some((_, chance)) => *chance += candidate.chance,
                None => chances.push((referent, candidate.chance)),
            }
        }
        let best = chances.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        // A noun says of itself who is meant, if not surely anybody else.
        let least = if choice.noun { CERTAIN } else { 0.0 };
        (best.1 > choice.nobody && best.1 >= least).then_some((best.0, best.1.min(1.0)))
    }

    /// Notes that the noun phrase at `span` means `referent`, as do the phrases that repeat it.
    pub(super) fn identify(&mut self, span: Span, referent: usize) {
        if let Some(nominal) = self.nominal_at(span).filter(|nominal| *nominal != referent) {
            self.known_as.insert(nominal, referent);
        }
    }

    fn touch(&mut self, referent: usize, span: Span) {
        let place = clause::place(self.document, span);
        let known = &mut self.referents.list[referent];
        known.seen += 1;
        known.last = Some((span, place));
        self.recent.push(referent);
    }

    /// Notes one more statement.
    pub(super) fn said(&mut self) {
        self.statements += 1;
    }

    /// Notes that the last statement is `referent`'s.
    pub(super) fn spoke(&mut self, referent: usize) {
        let known = &mut self.referents.list[referent];
        known.statements += 1;
        known.spoke = self.statements;
    }

    /// The unnamed referent whose phrase begins where `span` does, or within it.
    pub(super) fn nominal_at(&self, span: Span) -> Option<usize> {
        self.referents.by_start.get(&span.start).copied()
    }

    /// The referent that the words at `span`, an owner, stand for: a pronoun's or a name's.
    pub(super) fn owner(&mut self, span: Span) -> Option<usize> {
        if let Some(known) = self.resolved.get(&span.start) {
            return Some(*known);
        }
        if let Some((_, id)) = self.entities.within(span).last() {
            return self.referents.by_entity.get(&id).copied();
        }
        let pointer = pointer(self.document, self.entities, span)?;
        let (referent, sure) = self.best(&self.choice(&pointer, &[], None))?;
        self.mention(referent, span, pointer.female, sure);
        Some(referent)
    }

    /// Whom `pointer` may mean. `content` is what it says, if it is a source; `owner` is the referent
    /// that owns its noun.
    pub(super) fn choice(
        &self,
        pointer: &Pointer,
        content: &[Span],
        owner: Option<usize>,
    ) -> Choice {
        let family = owner.and_then(|owner| self.family(owner));
        let context = Context {
            document: self.document,
            entities: self.entities,
            statements: self.statements,
            speaks: !content.is_empty(),
            content,
            owner,
            family,
        };
        let (mut before, mut after) = self.candidates(pointer);
        if pointer.shape == Shape::Kin {
            // Nobody is their own brother.
            before.retain(|index| Some(*index) != owner);
            after.retain(|index| Some(*index) != owner);
        }
        let called = |index: usize| {
            let nouns = &self.referents.list[index].nouns;
            !pointer.noun.is_empty() && nouns.contains(&pointer.noun)
        };
        let gendered = |index: usize| pointer.female * self.referents.list[index].female > 0.9;
        let all: Vec<usize> = before.iter().chain(&after).copied().collect();
        let count_called = all.iter().filter(|index| called(**index)).count();
        let count_gendered = all.iter().filter(|index| gendered(**index)).count();
        let setting = self.setting(pointer, &all);
        let mut fitting = 0;
        let mut candidates: Vec<Candidate> = Vec::with_capacity(all.len());
        for (rank, index) in all.iter().copied().enumerate() {
            let referent = &self.referents.list[index];
            let late = rank >= before.len();
            let last = if late { self.next_of(index, pointer.span.end) } else { referent.last };
            let fits = self.fits(pointer, index);
            let standing = Standing {
                rank,
                fitting,
                other_called: count_called > usize::from(called(index)),
                other_gender: count_gendered > usize::from(gendered(index)),
                after: late,
                last,
                told: last.is_some_and(|(span, _)| self.is_told(span)),
                network: self.network_score(pointer, index),
            };
            fitting += usize::from(fits);
            let topic = self.topic(pointer, index, last, &setting);
            let features = features::features(pointer, referent, standing, &context, &topic);
            candidates.push(Candidate { referent: index, features, chance: 0.0 });
        }
        let none = features::none(pointer, &context, fitting, count_called > 0);
        let nobody = score(&mut candidates, &none);
        let known = self.relative(pointer, owner).or_else(|| {
            self.newcomer(pointer).filter(|_| context.speaks && pointer.shape == Shape::He)
        });
        let nobody = known.map_or(nobody, |known| prefer(known, nobody, &mut candidates));
        let against = |index: usize| pointer.female * self.referents.list[index].female < 0.0;
        let speaks = context.speaks && !all.first().is_some_and(|only| against(*only));
        let nobody = nobody.min(certain(pointer, speaks, &mut candidates));
        let noun = !pointer.noun.is_empty() && !is_anaphor(pointer);
        Choice { span: pointer.span, noun, candidates, none, nobody }
    }
}

/// Gives each candidate its chance; returns the chance of "nobody of these", whose features are `none`.
fn score(candidates: &mut [Candidate], none: &Features) -> f32 {
    let scorer = Scorer::built_in();
    let mut scores: Vec<f32> =
        candidates.iter().map(|candidate| scorer.score(&candidate.features)).collect();
    scores.push(scorer.score(none));
    let chances = scorer.chances(&scores);
    for (candidate, chance) in candidates.iter_mut().zip(&chances) {
        candidate.chance = *chance;
    }
    chances.last().copied().unwrap_or(1.0)
}
