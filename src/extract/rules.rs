//! The first engine: decides by the table of cues which constructions ascribe something, and puts
//! quotations together that belong to one statement.

use super::candidate::{Candidate, candidates};
use super::clause::Clause;
use super::document::Document;
use super::draft::Draft;
use super::lexicon;
use super::standing;

/// What counts as an attribution: the least probability. Below one half a reader is told that it
/// is doubtful; to leave all of those out would lose more than it saves.
const LEAST: f32 = 0.34;

/// How many cases of its own weigh as much as what a construction has in common with others.
const PRIOR: f32 = 3.0;

/// The attributions that the rules find in `document`, in order.
pub(super) fn drafts(document: &Document<'_>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for unit in &document.units {
        let clause = Clause::new(document, unit);
        let from = found.len();
        let all =
            candidates(&clause).into_iter().map(|candidate| (probability(&candidate), candidate));
        for (probability, candidate) in best(all.collect()) {
            found.push(Draft::new(&clause, unit.paragraph, &candidate, probability));
        }
        standing::join(&clause, unit, &mut found, from);
    }
    found
}

/// Every construction that the table of cues counts, whether it counts as one or not: what the
/// table is made from.
pub(super) fn constructions(document: &Document<'_>) -> Vec<(String, Draft)> {
    let mut found = Vec::new();
    for unit in &document.units {
        let clause = Clause::new(document, unit);
        for candidate in candidates(&clause) {
            let key = format!("{} {} {}", candidate.form, candidate.word, candidate.frame);
            found.push((key, Draft::new(&clause, unit.paragraph, &candidate, 0.0)));
        }
    }
    found
}

/// The best candidate for each cue, where it is good enough; in order.
fn best(mut all: Vec<(f32, Candidate)>) -> Vec<(f32, Candidate)> {
    all.retain(|(probability, _)| *probability >= LEAST);
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cue.cmp(&b.1.cue)));
    let mut kept: Vec<(f32, Candidate)> = Vec::new();
    for (probability, candidate) in all {
        let taken =
            |other: &Candidate| other.cue.0 < candidate.cue.1 && candidate.cue.0 < other.cue.1;
        if !kept.iter().any(|(_, other)| taken(other)) {
            kept.push((probability, candidate));
        }
    }
    kept.sort_by_key(|(_, candidate)| candidate.cue);
    kept
}

/// How likely a construction ascribes something, by how often it did; rare ones lean on what
/// their word and their frame did in general.
fn probability(candidate: &Candidate) -> f32 {
    let (form, word, frame) = (candidate.form, candidate.word.as_str(), candidate.frame.as_str());
    let share = |rate: Option<lexicon::Rate>, prior: f32| {
        let (right, met) = rate.map_or((0.0, 0.0), |rate| (rate.right, rate.met));
        (right + PRIOR * prior) / (met + PRIOR)
    };
    let class = lexicon::class(word);
    let any = share(lexicon::rate("*", "*", frame), 0.1);
    let by_frame = share(lexicon::rate(form, "*", frame), any);
    let by_word = share(lexicon::rate("*", word, frame), share(lexicon::rate("*", word, "*"), 0.1));
    let alike = class
        .and_then(|class| lexicon::rate(form, class, frame).or(lexicon::rate("*", class, frame)));
    let prior = match (alike, lexicon::rate("*", word, "*")) {
        (Some(_), None) => share(alike, by_frame),
        (Some(_), Some(_)) => 0.5 * share(alike, by_frame) + 0.5 * by_word,
        (None, Some(_)) => 0.35 * by_frame + 0.65 * by_word,
        (None, None) => by_frame,
    };
    share(lexicon::rate(form, word, frame), prior)
}
