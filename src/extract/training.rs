//! The input of the resolver's scorer, for its training (`training/resolver.py`).

use super::document::Document;
use super::draft::Draft;
use super::{Engine, entity, resolve};
use crate::domain::Span;

/// A phrase to resolve: a pronoun, or a noun phrase without a name.
#[derive(Debug, Clone)]
pub struct Question {
    /// The byte range of the phrase.
    pub span: Span,
    /// The byte ranges of the content of the statement whose source the phrase is, if it is one.
    pub content: Vec<Span>,
}

/// A possible referent of a phrase.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The byte ranges of its mentions by name or noun.
    pub mentions: Vec<Span>,
    /// The features for the scorer.
    pub features: Vec<f32>,
    /// The probability according to the scorer.
    pub chance: f32,
}

/// The possible referents of a phrase.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The byte range of the phrase.
    pub span: Span,
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// The features of "none of these".
    pub none: Vec<f32>,
    /// The probability of "none of these".
    pub nobody: f32,
}

impl Engine {
    /// Returns the possible referents of each phrase in `questions`, which must be in the order of
    /// the text. Phrases that are names, or that introduce somebody new, have none.
    pub fn possible_referents(&self, text: &str, questions: &[Question]) -> Vec<Choice> {
        let document = Document::new(text);
        let findings = self.network.read(text, &|| true).unwrap_or_default();
        let entities = entity::from_mentions(&document, &findings.entities);
        let drafts = findings.attributions.into_iter().map(Draft::from_finding);
        let drafts = drafts.filter(|draft| !draft.content.is_empty()).collect();
        let found =
            resolve::choices(&document, &entities, &findings.coreference, drafts, questions);
        let candidate = |(candidate, mentions): (resolve::Candidate, Vec<Span>)| Candidate {
            mentions,
            features: candidate.features.to_vec(),
            chance: candidate.chance,
        };
        found
            .into_iter()
            .map(|(choice, mentions)| Choice {
                span: choice.span,
                candidates: choice.candidates.into_iter().zip(mentions).map(candidate).collect(),
                none: choice.none.to_vec(),
                nobody: choice.nobody,
            })
            .collect()
    }
}
