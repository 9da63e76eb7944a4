//! An analysis as the reader has corrected it: whatever version of the extractor made it, and
//! though the text may have changed since.

use super::fold::fold;
use super::{
    Analysis, Attribution, Correction, CorrectionId, Entity, EntityId, Marked, Passage, Source,
    SourceId, Span, Speaker, quotation,
};

/// How sure it is what the reader says.
const SURE: f32 = 1.0;

/// The analysis of `text` with `corrections`, in their order. One that does not apply (what it is
/// about is not in this analysis, or its words not in this text) changes nothing. Sources keep
/// their ids; one that is left without statements stays, and new ones come after the others.
pub fn apply(analysis: &Analysis, text: &str, corrections: &[Correction]) -> Analysis {
    let mut corrected = analysis.clone();
    if corrections.is_empty() {
        return corrected;
    }
    let attributions = std::mem::take(&mut corrected.attributions);
    let mut work = Work {
        text,
        sources: std::mem::take(&mut corrected.sources),
        entities: &analysis.entities,
        found: attributions.into_iter().map(|attribution| (attribution, None)).collect(),
    };
    corrections.iter().for_each(|correction| work.correct(correction));
    work.found.sort_by_key(|(attribution, _)| attribution.extent());
    let by =
        |(index, (_, by)): (usize, &(Attribution, Option<CorrectionId>))| Some((index, (*by)?));
    corrected.corrected = work.found.iter().enumerate().filter_map(by).collect();
    corrected.attributions = work.found.into_iter().map(|(attribution, _)| attribution).collect();
    corrected.sources = work.sources;
    corrected
}

struct Work<'a> {
    text: &'a str,
    sources: Vec<Source>,
    entities: &'a [Entity],
    /// Attributions, each with the correction that it comes from.
    found: Vec<(Attribution, Option<CorrectionId>)>,
}

impl Work<'_> {
    fn correct(&mut self, correction: &Correction) {
        match (&correction.was, &correction.is) {
            (None, None) => {}
            (Some(was), None) => {
                if let Some(index) = self.find(was) {
                    self.found.remove(index);
                }
            }
            (Some(was), Some(is)) => {
                let Some(index) = self.find(was) else { return };
                let before = self.found[index].0.clone();
                if let Some(attribution) = self.marked(is, Some((was, &before))) {
                    self.found[index] = (attribution, correction.id);
                }
            }
            (None, Some(is)) => {
                let Some(attribution) = self.marked(is, None) else { return };
                // A later extractor may have found it by itself.
                match self.twin(&attribution) {
                    Some(index) => self.found[index] = (attribution, correction.id),
                    None => self.found.push((attribution, correction.id)),
                }
            }
        }
    }

    /// The attribution that `was` is about: of those whose content is, by half at least, the same
    /// bytes, the nearest.
    fn find(&self, was: &Marked) -> Option<usize> {
        let content = locate_all(self.text, &was.content);
        let outside =
            [locate_all(self.text, &was.source), locate_all(self.text, &was.cue)].concat();
        let near = |(index, (attribution, _)): (usize, &(Attribution, _))| {
            let (shared, longer) = shared(&content, &attribution.content);
            let own = [&attribution.source[..], &attribution.cue[..]].concat();
            let around = self::shared(&outside, &own).0;
            (shared > 0 && 2 * shared >= longer).then(|| {
                // In thousandths: of two that are as near, the one with the same cue and source.
                let nearness = shared as u128 * 1000 / longer.max(1) as u128;
                (nearness, around, std::cmp::Reverse(index))
            })
        };
        self.found.iter().enumerate().filter_map(near).max().map(|(_, _, index)| index.0)
    }

    /// The attribution that is as good as the same as one that the reader adds.
    fn twin(&self, added: &Attribution) -> Option<usize> {
        self.found.iter().position(|(attribution, _)| {
            let (shared, longer) = shared(&added.content, &attribution.content);
            shared > 0 && 10 * shared >= 9 * longer
        })
    }

    /// The attribution that the reader marks, in place of another or as a new one; none where its
    /// content is not in the text.
    fn marked(
        &mut self,
        is: &Marked,
        before: Option<(&Marked, &Attribution)>,
    ) -> Option<Attribution> {
        // What the reader left as it was stays as this analysis has it.
        let kept =
            |now: &[Passage], then: fn(&Marked) -> &[Passage], has: fn(&Attribution) -> &[Span]| {
                let (was, attribution) = before?;
                same_words(now, then(was)).then(|| has(attribution).to_vec())
            };
        let content = kept(&is.content, |it| &it.content, |it| &it.content);
        let same = content.is_some();
        let content = content.unwrap_or_else(|| locate_all(self.text, &is.content));
        if content.is_empty() {
            return None;
        }
        let kind = match before {
            Some((_, attribution)) if same => attribution.kind,
            _ => quotation::mode(self.text, &content),
        };
        let source = kept(&is.source, |it| &it.source, |it| &it.source);
        let cue = kept(&is.cue, |it| &it.cue, |it| &it.cue);
        let source_id = match before {
            Some((was, attribution)) if was.by == is.by => attribution.source_id,
            _ => is.by.as_ref().map(|speaker| self.source(speaker)),
        };
        Some(Attribution {
            kind,
            source: source.unwrap_or_else(|| locate_all(self.text, &is.source)),
            cue: cue.unwrap_or_else(|| locate_all(self.text, &is.cue)),
            content,
            source_id,
            confidence: SURE,
        })
    }

    /// The source of that kind and name: the article's, or a new one, which is the entity of that
    /// name where there is one.
    fn source(&mut self, speaker: &Speaker) -> SourceId {
        let name = fold(speaker.name.trim());
        let known = self
            .sources
            .iter()
            .position(|source| source.kind == speaker.kind && fold(source.name.trim()) == name);
        let index = known.unwrap_or_else(|| {
            let entity = self.entities.iter().position(|entity| fold(entity.name.trim()) == name);
            self.sources.push(Source {
                kind: speaker.kind,
                name: speaker.name.trim().to_owned(),
                description: None,
                entity: entity.map(|index| EntityId(index as u32)),
            });
            self.sources.len() - 1
        });
        if speaker.description.is_some() {
            self.sources[index].description.clone_from(&speaker.description);
        }
        SourceId(index as u32)
    }
}

/// Whether two lists of passages are the same words at the same places.
fn same_words(now: &[Passage], then: &[Passage]) -> bool {
    now.len() == then.len()
        && now
            .iter()
            .zip(then)
            .all(|(one, other)| one.span == other.span && one.exact == other.exact)
}

/// How many bytes two lists of spans share, and how many the longer of them has.
fn shared(one: &[Span], other: &[Span]) -> (usize, usize) {
    let pairs = one.iter().flat_map(|a| other.iter().filter_map(|b| a.intersection(*b)));
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    (pairs.map(Span::len).sum(), length(one).max(length(other)))
}

/// Where passages stand in `text` now; those that are not there any more are left out.
fn locate_all(text: &str, passages: &[Passage]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for span in passages.iter().filter_map(|passage| locate(text, passage)) {
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    spans
}

/// Where a passage stands in `text` now: of the places with exactly its words the one with most of
/// the same words around, and of several such the nearest to where it stood.
pub fn locate(text: &str, passage: &Passage) -> Option<Span> {
    if passage.exact.is_empty() {
        return None;
    }
    let around = |start: usize| {
        let end = start + passage.exact.len();
        let before = text[..start].chars().rev().zip(passage.prefix.chars().rev());
        let after = text[end..].chars().zip(passage.suffix.chars());
        before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
    };
    let whole = passage.prefix.chars().count() + passage.suffix.chars().count();
    let old = passage.span.start;
    let there = text.get(old..).is_some_and(|rest| rest.starts_with(&passage.exact));
    if there && around(old) == whole {
        return Some(Span::new(old, old + passage.exact.len()));
    }
    let place = |start: &usize| (around(*start), std::cmp::Reverse(start.abs_diff(old)));
    let places = text.match_indices(&passage.exact).map(|(start, _)| start);
    let start = places.max_by_key(place)?;
    Some(Span::new(start, start + passage.exact.len()))
}
