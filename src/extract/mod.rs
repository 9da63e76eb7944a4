//! From a text to its analysis: pure, total, deterministic. It never fails and never waits.
//!
//! A text becomes a `document` (tokens, quotations, units, parts of speech); the first engine,
//! `rules`, finds `draft`s of attributions in it; `entity` finds people, organisations and places;
//! `resolve` makes sources of the drafts. Another engine replaces `rules` alone.

mod candidate;
mod circumstance;
mod clause;
mod document;
mod draft;
mod entity;
mod extent;
mod frame;
mod lexicon;
mod nominal;
mod phrase;
mod quote;
mod resolve;
mod rules;
mod sentence;
mod special;
mod standing;
mod subject;
mod tag;
mod token;

mod net;

use crate::domain::Analysis;
use crate::domain::Attribution;
use document::Document;
use draft::Draft;
use net::Network;

/// Names this extractor: an analysis by another version is out of date. Raised with every change
/// that may change a result.
pub const VERSION: &str = "network-1";

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

    /// Finds the sentences, entities, sources and attributions of `text`. `title` is the headline,
    /// if there is one: context only, no span points into it. Odd text yields less, never an error.
    pub fn analyse(&self, _title: Option<&str>, text: &str) -> Analysis {
        let document = Document::new(text);
        let findings = self.network.read(text);
        let drafts = findings.attributions.into_iter().map(Draft::found).collect();
        let entities = entity::from_mentions(&document, &findings.entities);
        let sentences =
            document.units.iter().flat_map(|unit| document.sentences_of(unit)).collect();
        let (sources, attributions) = resolve::resolve(&document, &entities, drafts);
        Analysis { sentences, entities: entities.list, sources, attributions }
    }
}

/// A construction that may ascribe something: its key in the table of cues, its circumstances, and
/// the attribution that it would be.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct Construction {
    /// Form, base form and frame, parted by spaces.
    pub key: String,
    /// What speaks for or against it beyond its words.
    pub circumstances: [String; 5],
    /// What it would be, with the probability that it is.
    pub attribution: Attribution,
}

/// Every construction of `text`, for the example `learn_cues` that makes the tables of cues and
/// lifts from annotated news.
#[doc(hidden)]
pub fn constructions(text: &str) -> Vec<Construction> {
    let document = Document::new(text);
    let found = rules::constructions(&document).into_iter();
    let whole = found.filter(|construction| !construction.draft.content.is_empty());
    whole
        .map(|construction| Construction {
            key: construction.key,
            circumstances: construction.circumstances,
            attribution: construction.draft.attribution(&document, None),
        })
        .collect()
}

/// The class of verbs that the word list of cues puts `word` in, for the example `learn_cues`.
#[doc(hidden)]
pub fn cue_class(word: &str) -> Option<&'static str> {
    lexicon::class(word)
}
