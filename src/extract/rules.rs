//! The first engine: decides by the table of cues which constructions ascribe something, and puts
//! quotations together that belong to one statement.

use super::candidate::{Candidate, candidates};
use super::circumstance::circumstances;
use super::clause::Clause;
use super::document::Document;
use super::draft::Draft;
use super::lexicon;
use super::standing;

/// What counts as an attribution: the least probability. Below one half a reader is told that it
/// is doubtful; to leave all of those out would lose more than it saves.
const LEAST: f32 = 0.35;

/// How likely a state of mind after a comma ("…, concerned that") is one: too rare to be counted.
const MIND: f32 = 0.5;

/// How likely a name in capitals and a colon is a speaker's turn in a text that has several.
const TURN: f32 = 0.8;

/// How many cases of its own weigh as much as what a construction has in common with others.
const PRIOR: f32 = 4.0;

/// The attributions that the rules find in `document`, in order.
pub(super) fn drafts(document: &Document<'_>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let transcript = standing::is_transcript(document);
    for (index, unit) in document.units.iter().enumerate() {
        let clause = Clause::new(document, unit);
        let from = found.len();
        let all = candidates(&clause).into_iter().map(|candidate| {
            match transcript && candidate.word == "CAPITALS" {
                true => (TURN, candidate),
                false => (probability(&clause, &candidate), candidate),
            }
        });
        for (probability, candidate) in best(all.collect()) {
            found.push(Draft::new(&clause, unit.paragraph, &candidate, probability));
        }
        let labelled = found.get(from).is_some_and(|draft| standing::is_label(&clause, draft));
        if labelled {
            standing::whole_turn(document, index, &mut found[from]);
        }
        standing::join(&clause, unit, &mut found, from);
        standing::sign(&clause, index, &mut found, from);
    }
    found
}

/// A construction as the table of cues counts it, whether it ascribes something or not.
pub(super) struct Construction {
    pub(super) key: String,
    pub(super) circumstances: [String; 5],
    pub(super) draft: Draft,
}

/// Every construction of `document`: what the tables of cues and lifts are made from.
pub(super) fn constructions(document: &Document<'_>) -> Vec<Construction> {
    let mut found = Vec::new();
    for unit in &document.units {
        let clause = Clause::new(document, unit);
        for candidate in candidates(&clause) {
            let confidence = probability(&clause, &candidate);
            found.push(Construction {
                key: format!("{} {} {}", candidate.form, candidate.word, candidate.frame),
                circumstances: circumstances(&clause, &candidate),
                draft: Draft::new(&clause, unit.paragraph, &candidate, confidence),
            });
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
fn probability(clause: &Clause<'_>, candidate: &Candidate) -> f32 {
    if candidate.form == "mind" {
        return MIND;
    }
    let plain = by_words(candidate).clamp(0.002, 0.98);
    let lift: f32 = circumstances(clause, candidate).iter().map(|name| lexicon::lift(name)).sum();
    1.0 / (1.0 + ((1.0 - plain) / plain) * (-lift).exp())
}

/// The same by the construction's words alone.
fn by_words(candidate: &Candidate) -> f32 {
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
