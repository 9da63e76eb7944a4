//! Extraction: from a text to its analysis. Pure, total and deterministic: it never fails and never
//! waits.
//!
//! The trained network (`net`) finds attributions and mentions of entities. The text is also
//! tokenized and tagged (`document`); `entity` merges the mentions of each entity, and `resolve`
//! finds the sources that the words refer to.

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

/// The version of the extractor. An analysis by another version is out of date. Raised with every
/// change that may affect a result.
pub const VERSION: &str = "network-8";

/// The trained weights, made by `training/`.
static WEIGHTS: &[u8] = include_bytes!("../../assets/onrecord.weights");

/// The extractor with its loaded weights. Loading takes a moment and some memory: load it once for
/// many texts, on a thread that may wait, and drop it when there is nothing left to analyse.
///
/// ```no_run
/// let engine = onrecord::extract::Engine::load();
/// let text = "“We will not close,” said Ann Lee.";
/// let analysis = engine.analyse(text);
/// assert_eq!(analysis.attributions.len(), 1);
/// ```
pub struct Engine {
    network: Network,
}

impl Engine {
    /// Loads the trained weights that are part of the program.
    ///
    /// # Panics
    ///
    /// Never, with the built-in weights: a test loads them.
    pub fn load() -> Engine {
        let network = Network::load(WEIGHTS).expect("the weights that are built in are sound");
        Engine { network }
    }

    /// Extracts the sentences, entities, sources and attributions of `text`, which is the article's
    /// text without its headline. Spans are byte ranges of `text`. Unusual text gives fewer
    /// results, never an error. If the text is very long, only its beginning is analysed, and
    /// [`Analysis::read`] is set.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_while(text, &|| true).unwrap_or_default()
    }

    /// Analyses `text` like [`Engine::analyse`]. Returns `None` if `going` returns false before the
    /// end; it is called repeatedly.
    pub fn analyse_while(&self, text: &str, going: &dyn Fn() -> bool) -> Option<Analysis> {
        let whole = text.len();
        let text = budget::within_budget(text);
        let read = (text.len() < whole).then_some(text.len());
        let document = Document::new(text);
        let language = language::foreign_language(text).map(String::from);
        let sentences =
            document.units.iter().flat_map(|unit| document.sentences_of(unit)).collect();
        let findings = match language {
            None => self.network.read(text, going)?,
            Some(_) => Findings::default(),
        };
        let drafts = match language {
            None => {
                let found = findings.attributions.into_iter().map(Draft::from_finding).collect();
                mend::correct_drafts(&document, found)
            }
            Some(_) => language::bare_quotations(&document),
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
