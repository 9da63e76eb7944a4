//! What the scorer of speakers is told, for training it (`training/resolver.py`).

use super::document::Document;
use super::draft::Draft;
use super::{Engine, entity, resolve};
use crate::domain::Span;

/// A phrase to resolve: a pronoun or a noun phrase without a name.
#[derive(Debug, Clone)]
pub struct Question {
    /// The phrase (bytes).
    pub span: Span,
    /// The content of the statement that it is the source of, if it is one (bytes).
    pub content: Vec<Span>,
}

/// Somebody whom a phrase may mean.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Where the text mentions it by a name or a noun (bytes).
    pub mentions: Vec<Span>,
    /// What the scorer is told of it.
    pub features: Vec<f32>,
    /// How likely the scorer finds it.
    pub chance: f32,
}

/// Whom a phrase may mean.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The phrase (bytes).
    pub span: Span,
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// What the scorer is told of "nobody of these".
    pub none: Vec<f32>,
    /// How likely the scorer finds that.
    pub nobody: f32,
}

impl Engine {
    /// Whom each phrase of `questions` (in the order of the text) may mean. Phrases that are names, or
    /// that bring in somebody new, have no choice.
    pub fn choices(&self, text: &str, questions: &[Question]) -> Vec<Choice> {
        let document = Document::new(text);
        let findings = self.network.read(text, &|| true).unwrap_or_default();
        let entities = entity::from_mentions(&document, &findings.entities);
        let drafts = findings.attributions.into_iter().map(Draft::found);
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
