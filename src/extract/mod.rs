//! From a text to its analysis: pure, total, deterministic. It never fails and never waits.
//!
//! The trained network (`net`) finds attributions and mentions of entities. The text is also made
//! a `document` (tokens, quotations, sentences, parts of speech), by which `entity` brings mentions
//! together under one name each, and `resolve` makes sources of the words that name them.

mod budget;
mod document;
mod draft;
mod entity;
mod language;
mod lexicon;
mod mend;
mod net;
mod quote;
mod reporting;
mod resolve;
mod sentence;
mod tag;
mod token;
mod training;

pub use training::{Candidate, Choice, Question};

use crate::domain::Analysis;
use document::Document;
use draft::Draft;
use net::{Findings, Network};

/// Names this extractor: an analysis by another version is out of date. Raised with every change
/// that may change a result.
pub const VERSION: &str = "network-8";

/// The trained weights, as `training/` makes them.
static WEIGHTS: &[u8] = include_bytes!("../../assets/onrecord.weights");

/// The extractor, ready to read. Making one takes a moment and some memory: make it once for many
/// texts, off any thread that must not wait, and let it go when there is nothing left to read.
pub struct Engine {
    network: Network,
}

impl Engine {
    /// Loads the trained weights that are part of the program.
    ///
    /// # Panics
    /// Never with the weights that were built in: a test loads them.
    pub fn load() -> Engine {
        let network = Network::load(WEIGHTS).expect("the weights that are built in are sound");
        Engine { network }
    }

    /// Finds the sentences, entities, sources and attributions of `text`, the body without its
    /// headline. Spans are bytes of `text`. Odd text yields less, never an error. Of a very long one
    /// only the beginning is read; the analysis says how much (`read`).
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_while(text, &|| true).unwrap_or_default()
    }

    /// Analyses `text` as [`Engine::analyse`] does; none if `going` says no before the text is read.
    /// It is asked again and again.
    pub fn analyse_while(&self, text: &str, going: &dyn Fn() -> bool) -> Option<Analysis> {
        let whole = text.len();
        let text = budget::within(text);
        let read = (text.len() < whole).then_some(text.len());
        let document = Document::new(text);
        let language = language::foreign(text).map(String::from);
        let sentences =
            document.units.iter().flat_map(|unit| document.sentences_of(unit)).collect();
        let findings = match language {
            None => self.network.read(text, going)?,
            Some(_) => Findings::default(),
        };
        let drafts = match language {
            None => {
                let found = findings.attributions.into_iter().map(Draft::found).collect();
                mend::mend(&document, found)
            }
            Some(_) => language::quotations(&document),
        };
        let entities = entity::from_mentions(&document, &findings.entities);
        let (sources, attributions) =
            resolve::resolve(&document, &entities, &findings.coreference, drafts);
        Some(Analysis {
            language,
            read,
            sentences,
            entities: entities.list,
            sources,
            attributions,
            corrected: Vec::new(),
        })
    }
}
