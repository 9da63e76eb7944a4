//! What the scorer is told of how a candidate stands in the whole article, and of how the pointer
//! itself stands in its sentence.

use super::bodies::{branch_of, branch_of_name};
use super::clause::{self, Place};
use super::phrase::Pointer;
use super::referent::{Referent, Whom};
use super::timeline::Timeline;
use crate::domain::{EntityKind, Span};

/// How many features these are.
pub(super) const COUNT: usize = 16;

/// The features of a pointer and a candidate in the article.
pub(super) type Topic = [f32; COUNT];

/// What is the same for all candidates of a pointer.
pub(super) struct Setting {
    /// How the pointer stands.
    place: Place,
    /// Whether it owns what follows: "his", "their".
    owns: bool,
    /// The number of its sentence.
    sentence: usize,
    /// Where its paragraph begins and its first sentence ends (bytes).
    paragraph: Span,
    /// Where the first sentence of the text ends (bytes).
    first: usize,
    /// How often the most mentioned person, and the most mentioned body, is mentioned.
    most: [usize; 2],
    /// How many candidates fit.
    fitting: usize,
}

impl Timeline<'_, '_> {
    /// What is the same for all `candidates` of a pointer.
    pub(super) fn setting(&self, pointer: &Pointer, candidates: &[usize]) -> Setting {
        let document = self.document;
        let here = clause::token_at(document, pointer.span.start);
        let sentence = clause::sentence_of(document, here);
        let number = document.units.get(sentence).map_or(0, |unit| unit.paragraph);
        let mut opening = sentence.min(document.units.len().saturating_sub(1));
        while opening > 0 && document.units[opening - 1].paragraph == number {
            opening -= 1;
        }
        let extent = |at: usize| {
            let tokens = document.units.get(at)?.tokens.clone();
            (!tokens.is_empty()).then(|| document.span(tokens.start, tokens.end - 1))
        };
        let total = |person: bool| {
            let of = |index: &&usize| self.referents.list[**index].is_person() == person;
            let counts = candidates.iter().filter(of);
            counts.map(|index| self.referents.list[*index].total).max().unwrap_or(0)
        };
        let word = pointer.span.of(document.text).to_lowercase();
        Setting {
            place: clause::place(document, pointer.span),
            owns: matches!(word.as_str(), "his" | "her" | "its" | "their"),
            sentence,
            paragraph: extent(opening).unwrap_or(pointer.span),
            first: extent(0).map_or(0, |span| span.end),
            most: [total(true), total(false)],
            fitting: candidates.iter().filter(|index| self.fits(pointer, **index)).count(),
        }
    }

    /// The features of a candidate; `last` is its mention next to the pointer.
    pub(super) fn topic(
        &self,
        pointer: &Pointer,
        index: usize,
        last: Option<(Span, Place)>,
        setting: &Setting,
    ) -> Topic {
        let referent = &self.referents.list[index];
        let flag = |value: bool| f32::from(u8::from(value));
        let (span, place) = last.unwrap_or((pointer.span, Place::default()));
        let at = clause::token_at(self.document, span.start);
        let same = clause::sentence_of(self.document, at) == setting.sentence;
        let mentions: &[Span] = match referent.whom {
            Whom::Named(id, _) => &self.entities.list[id.index()].mentions,
            _ => &referent.phrases,
        };
        let within = |from: usize, to: usize| {
            let begin = mentions.partition_point(|mention| mention.start < from);
            mentions[begin..].iter().take_while(|mention| mention.end <= to).count()
        };
        let opens = within(setting.paragraph.start, setting.paragraph.end.min(pointer.span.start));
        let most = setting.most[usize::from(!referent.is_person())];
        let (agrees, differs, open) = branches(pointer, referent);
        [
            flag(setting.owns),
            flag(setting.place.subject),
            flag(setting.place.object || setting.place.hangs),
            flag(setting.place.subject && place.subject),
            flag(setting.owns && same && place.subject),
            flag(!setting.place.subject && !setting.owns && place.subject),
            flag(within(0, setting.first) > 0),
            flag(opens > 0),
            flag(referent.total == most),
            referent.total as f32 / (1 + most) as f32,
            flag(setting.fitting == 1 && self.fits(pointer, index)),
            1.0 / (1 + setting.fitting) as f32,
            flag(agrees),
            flag(differs),
            flag(open),
            flag(same && setting.place.opens),
        ]
    }
}

/// Whether the pointer's noun and what is known of the candidate mean one sort of body, two, or
/// whether the candidate may be any.
fn branches(pointer: &Pointer, referent: &Referent) -> (bool, bool, bool) {
    let Some(wanted) = branch_of(&pointer.noun) else { return (false, false, false) };
    let land = matches!(referent.whom, Whom::Named(_, EntityKind::Place));
    let name = branch_of_name(&referent.words).or(land.then_some(super::bodies::Branch::Land));
    let called = referent.nouns.iter().filter_map(|noun| branch_of(noun));
    let mut all = called.chain(name).peekable();
    let open = all.peek().is_none();
    let (mut agrees, mut differs) = (false, false);
    for branch in all {
        agrees |= branch == wanted;
        differs |= branch != wanted;
    }
    (agrees, differs && !agrees, open)
}
