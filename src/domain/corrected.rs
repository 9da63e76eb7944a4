//! Applies the user's corrections to an analysis, whatever version of the extractor made it, and
//! even if the text has changed since.

use super::denial::is_denial;
use super::fold::fold;
use super::{
    Analysis, Attribution, Correction, CorrectionId, Entity, EntityId, Marked, Passage, Source,
    SourceId, Span, Speaker, quotation,
};

/// The confidence of an attribution that the user has marked.
const SURE: f32 = 1.0;

/// Returns the analysis of `text` with `corrections` applied in order. A correction whose
/// attribution is not in this analysis, or whose words are not in this text, changes nothing.
/// Sources keep their ids: a source that is left without statements stays, and new sources are
/// appended.
pub fn apply_corrections(analysis: &Analysis, text: &str, corrections: &[Correction]) -> Analysis {
    let mut corrected = analysis.clone();
    if corrections.is_empty() {
        return corrected;
    }
    let attributions = std::mem::take(&mut corrected.attributions);
    let mut work = Correcting {
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

struct Correcting<'a> {
    text: &'a str,
    sources: Vec<Source>,
    entities: &'a [Entity],
    /// The attributions, each with the correction that it comes from.
    found: Vec<(Attribution, Option<CorrectionId>)>,
}

impl Correcting<'_> {
    fn correct(&mut self, correction: &Correction) {
        match (&correction.was, &correction.is) {
            (None, None) => {}
            (Some(was), None) => {
                if let Some(index) = self.find_attribution(was) {
                    self.found.remove(index);
                }
            }
            (Some(was), Some(is)) => {
                let Some(index) = self.find_attribution(was) else { return };
                let before = self.found[index].0.clone();
                if let Some(attribution) = self.marked_attribution(is, Some((was, &before))) {
                    self.found[index] = (attribution, correction.id);
                }
            }
            (None, Some(is)) => {
                let Some(attribution) = self.marked_attribution(is, None) else { return };
                // A later version of the extractor may have found this attribution by itself.
                match self.find_equivalent(&attribution) {
                    Some(index) => self.found[index] = (attribution, correction.id),
                    None => self.found.push((attribution, correction.id)),
                }
            }
        }
    }

    /// Returns the index of the attribution that `was` describes: the one with the nearest content
    /// among those that share at least half of their bytes with it.
    fn find_attribution(&self, was: &Marked) -> Option<usize> {
        let content = locate_all(self.text, &was.content);
        let outside =
            [locate_all(self.text, &was.source), locate_all(self.text, &was.cue)].concat();
        let near = |(index, (attribution, _)): (usize, &(Attribution, _))| {
            let (shared, longer) = shared_bytes(&content, &attribution.content);
            let own = [&attribution.source[..], &attribution.cue[..]].concat();
            let around = self::shared_bytes(&outside, &own).0;
            (shared > 0 && 2 * shared >= longer).then(|| {
                // In thousandths. Of two that are equally near, the one with the same cue and
                // source wins.
                let nearness = shared as u128 * 1000 / longer.max(1) as u128;
                (nearness, around, std::cmp::Reverse(index))
            })
        };
        self.found.iter().enumerate().filter_map(near).max().map(|(_, _, index)| index.0)
    }

    /// Returns the index of an attribution that is equivalent to the `added` one.
    fn find_equivalent(&self, added: &Attribution) -> Option<usize> {
        self.found.iter().position(|(attribution, _)| {
            let (shared, longer) = shared_bytes(&added.content, &attribution.content);
            shared > 0 && 10 * shared >= 9 * longer
        })
    }

    /// Returns the attribution that the user marked, as a replacement or as a new one. Returns
    /// `None` if its content is not in the text.
    fn marked_attribution(
        &mut self,
        is: &Marked,
        before: Option<(&Marked, &Attribution)>,
    ) -> Option<Attribution> {
        // Spans that the user left unchanged stay as this analysis has them.
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
            _ => quotation::quotation_mode(self.text, &content),
        };
        let source = kept(&is.source, |it| &it.source, |it| &it.source);
        let cue = kept(&is.cue, |it| &it.cue, |it| &it.cue);
        let source_ids = match before {
            Some((was, attribution)) if was.speakers().eq(is.speakers()) => {
                attribution.source_ids.clone()
            }
            _ => self.source_ids(is),
        };
        let cue = cue.unwrap_or_else(|| locate_all(self.text, &is.cue));
        let ascribes: Vec<&str> = cue.iter().map(|span| span.of(self.text)).collect();
        Some(Attribution {
            kind,
            source: source.unwrap_or_else(|| locate_all(self.text, &is.source)),
            negated: is_denial(&ascribes.join(" ")),
            cue,
            content,
            source_ids,
            confidence: SURE,
        })
    }

    /// Returns the sources that the user names, each once.
    fn source_ids(&mut self, is: &Marked) -> Vec<SourceId> {
        let mut ids = Vec::new();
        for speaker in is.speakers() {
            let id = self.source_id_of(speaker);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Returns the source of that kind and name: the article's, or a new one. A new source is
    /// linked to the entity of that name, if there is one.
    fn source_id_of(&mut self, speaker: &Speaker) -> SourceId {
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

/// Returns whether two lists of passages have the same words at the same places.
fn same_words(now: &[Passage], then: &[Passage]) -> bool {
    now.len() == then.len()
        && now
            .iter()
            .zip(then)
            .all(|(one, other)| one.span == other.span && one.exact == other.exact)
}

/// Returns the number of bytes that two lists of spans share, and the number of bytes in the longer
/// list.
fn shared_bytes(one: &[Span], other: &[Span]) -> (usize, usize) {
    let pairs = one.iter().flat_map(|a| other.iter().filter_map(|b| a.intersection(*b)));
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    (pairs.map(Span::len).sum(), length(one).max(length(other)))
}

/// Returns the present spans of `passages` in `text`. Passages that are no longer there are left
/// out.
fn locate_all(text: &str, passages: &[Passage]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for span in passages.iter().filter_map(|passage| locate_passage(text, passage)) {
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    spans
}

/// Returns the present span of a passage in `text`. Of all places with exactly its words, the one
/// with the most matching context wins; among equals, the nearest to the old position.
pub fn locate_passage(text: &str, passage: &Passage) -> Option<Span> {
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

#[cfg(test)]
mod tests {
    use super::super::{ArticleId, Mode, SourceKind};
    use super::*;

    const TEXT: &str = "Ann Lee said the pumps failed. “All is lost,” he said. He said no more.";

    fn at(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    }

    fn speaker(name: &str) -> Speaker {
        Speaker { kind: SourceKind::Person, name: name.into(), description: None }
    }

    fn marked(text: &str, by: &str, content: &str) -> Marked {
        let by = (!by.is_empty()).then(|| speaker(by));
        let content = content.split(" … ").map(|words| Passage::from_span(text, at(text, words)));
        Marked { content: content.collect(), by, ..Marked::default() }
    }

    fn correction(was: Option<Marked>, is: Option<Marked>) -> Correction {
        let (id, article) = (Some(CorrectionId(1)), ArticleId(1));
        Correction { id, article, was, is, made_at: 0 }
    }

    fn analysis(text: &str, statements: &[(&str, &str)]) -> Analysis {
        let add = |(by, content): &(&str, &str)| correction(None, Some(marked(text, by, content)));
        let corrections: Vec<Correction> = statements.iter().map(add).collect();
        let corrected = apply_corrections(&Analysis::default(), text, &corrections);
        Analysis { corrected: Vec::new(), ..corrected }
    }

    fn told(text: &str, analysis: &Analysis) -> String {
        assert_eq!(analysis.find_fault(text), None);
        let one = |(index, it): (usize, &Attribution)| {
            let by: Vec<&str> = analysis.sources_of(it).map(|source| &*source.name).collect();
            let by = if by.is_empty() { "?".to_owned() } else { by.join(" & ") };
            let content: Vec<&str> = it.content.iter().map(|span| span.of(text)).collect();
            let star = analysis.corrected.iter().any(|(corrected, _)| *corrected == index);
            let mode = ["d", "m", "i"][it.kind as usize];
            format!("{}{by} {mode} {}", if star { "*" } else { "" }, content.join(" … "))
        };
        analysis.attributions.iter().enumerate().map(one).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn corrections_remove_replace_and_add() {
        let raw = analysis(TEXT, &[("Ann Lee", "the pumps failed"), ("", "“All is lost,”")]);
        let mark = |by, content| Some(marked(TEXT, by, content));
        for (was, is, expected) in [
            (mark("Ann Lee", "the pumps failed"), None, "? d “All is lost,”"),
            (mark("", "pumps failed"), None, "? d “All is lost,”"),
            (mark("", "failed"), None, "Ann Lee i the pumps failed\n? d “All is lost,”"),
            (
                mark("", "“All is lost,”"),
                mark("ANN LEE", "“All is lost,”"),
                "Ann Lee i the pumps failed\n*Ann Lee d “All is lost,”",
            ),
            (
                mark("", "“All is lost,”"),
                mark("", "“All is lost,” he"),
                "Ann Lee i the pumps failed\n*? m “All is lost,” he",
            ),
            (
                None,
                mark("Bo Ek", "no more"),
                "Ann Lee i the pumps failed\n? d “All is lost,”\n*Bo Ek i no more",
            ),
            (None, mark("", "the pumps failed"), "*? i the pumps failed\n? d “All is lost,”"),
            (None, None, "Ann Lee i the pumps failed\n? d “All is lost,”"),
        ] {
            let corrected = apply_corrections(&raw, TEXT, &[correction(was.clone(), is.clone())]);
            assert_eq!(told(TEXT, &corrected), expected, "{was:?} -> {is:?}");
        }
    }

    #[test]
    fn a_correction_can_name_several_sources_and_keeps_those_that_it_leaves() {
        let two = |content| {
            let mut two = marked(TEXT, "Ann Lee", content);
            two.also = ["Bo Ek", "ANN LEE"].map(speaker).into();
            two
        };
        let added = correction(None, Some(two("the pumps failed")));
        let raw = Analysis {
            corrected: vec![],
            ..apply_corrections(&Analysis::default(), TEXT, &[added])
        };
        assert_eq!(told(TEXT, &raw), "Ann Lee & Bo Ek i the pumps failed");
        // One that changes the words alone, made when one source was known, keeps both.
        let one = ["the pumps failed", "pumps failed"].map(|it| marked(TEXT, "Ann Lee", it));
        let [was, is] = one.map(Some);
        let narrowed = apply_corrections(&raw, TEXT, &[correction(was.clone(), is)]);
        assert_eq!(told(TEXT, &narrowed), "*Ann Lee & Bo Ek i pumps failed");
        let by_one = correction(Marked::from_analysis(TEXT, &raw, 0), was);
        assert_eq!(
            told(TEXT, &apply_corrections(&raw, TEXT, &[by_one])),
            "*Ann Lee i the pumps failed"
        );
    }

    #[test]
    fn a_later_correction_builds_on_an_earlier_one() {
        let raw = analysis(TEXT, &[("Ann Lee", "the pumps failed")]);
        let marks =
            ["the pumps failed", "pumps failed", "failed"].map(|it| marked(TEXT, "Ann Lee", it));
        let [one, two, three] = marks.map(Some);
        let both = [correction(one, two.clone()), correction(two, three)];
        assert_eq!(told(TEXT, &apply_corrections(&raw, TEXT, &both)), "*Ann Lee i failed");
        // Without the first, the second still finds what it is about by more than half.
        assert_eq!(told(TEXT, &apply_corrections(&raw, TEXT, &both[1..])), "*Ann Lee i failed");
        assert!(apply_corrections(&raw, TEXT, &[]).corrected.is_empty());
    }

    #[test]
    fn passages_are_found_again_by_their_context() {
        let passage = |words: &str| Passage::from_span(TEXT, at(TEXT, words));
        let said = Passage::from_span(
            TEXT,
            Span::new(TEXT.rfind("said").unwrap(), TEXT.rfind("said").unwrap() + 4),
        );
        for (text, passage, expected) in [
            (TEXT, &said, TEXT.rfind("said")),
            ("He said no more.", &said, Some(3)),
            ("said. said no more. said", &said, Some(6)),
            ("One said, two said, three said", &said, Some(26)),
            ("He spoke no more.", &said, None),
            ("All is lost", &passage("All is lost"), Some(0)),
            ("", &passage("All is lost"), None),
        ] {
            assert_eq!(locate_passage(text, passage).map(|span| span.start), expected, "{text}");
        }
        let nothing = Passage { exact: String::new(), ..said };
        assert_eq!(locate_passage(TEXT, &nothing), None);
    }

    #[test]
    fn an_added_statement_that_the_extractor_finds_too_occurs_once() {
        let raw = analysis(TEXT, &[("Bo Ek", "the pumps failed")]);
        let added = correction(None, Some(marked(TEXT, "Ann Lee", "the pumps failed")));
        let corrected = apply_corrections(&raw, TEXT, &[added]);
        assert_eq!(told(TEXT, &corrected), "*Ann Lee i the pumps failed");
        assert_eq!(corrected.profile().named, 1, "a source without statements does not count");
    }

    mod any {
        use proptest::collection::vec;
        use proptest::prelude::*;

        use super::*;

        fn text() -> impl Strategy<Value = String> {
            "[ab“”é .]{0,40}"
        }

        fn passage() -> impl Strategy<Value = Passage> {
            (0..60usize, 0..60usize, "[ab“é ]{0,4}", "[ab ]{0,3}", "[ab ]{0,3}").prop_map(
                |(start, end, exact, prefix, suffix)| {
                    let span = Span { start, end: start.max(end) };
                    Passage { span, exact, prefix, suffix }
                },
            )
        }

        fn mark() -> impl Strategy<Value = Marked> {
            let passages = || vec(passage(), 0..3);
            let by = proptest::option::of(("[ab ]{0,3}", 0..4usize));
            (passages(), passages(), passages(), by).prop_map(|(source, cue, content, by)| Marked {
                source,
                cue,
                content,
                also: Vec::new(),
                by: by.map(|(name, kind)| Speaker {
                    kind: [
                        SourceKind::Person,
                        SourceKind::Unnamed,
                        SourceKind::Organization,
                        SourceKind::Document,
                    ][kind],
                    name,
                    description: None,
                }),
            })
        }

        fn analyses(text: &str, spans: &[(usize, usize)]) -> Analysis {
            let fit = |(start, end): &(usize, usize)| Span::new(*start, *end);
            let spans = spans.iter().map(fit).filter(|span| span.fits(text) && !span.is_empty());
            let statement = |span: Span| Attribution {
                kind: Mode::Indirect,
                source: vec![],
                cue: vec![],
                content: vec![span],
                source_ids: Vec::new(),
                negated: false,
                confidence: 0.5,
            };
            Analysis { attributions: spans.map(statement).collect(), ..Analysis::default() }
        }

        proptest! {
            #![proptest_config(ProptestConfig {
                cases: 256, failure_persistence: None, ..ProptestConfig::default()
            })]

            #[test]
            fn corrections_of_any_text_leave_a_sound_analysis(
                text in text(),
                spans in vec((0..60usize, 0..60usize), 0..4),
                marks in vec((proptest::option::of(mark()), proptest::option::of(mark())), 0..5),
            ) {
                let raw = analyses(&text, &spans);
                let corrections: Vec<Correction> =
                    marks.into_iter().map(|(was, is)| correction(was, is)).collect();
                let corrected = apply_corrections(&raw, &text, &corrections);
                prop_assert_eq!(corrected.find_fault(&text), None);
                prop_assert!(corrected.attributions.is_sorted_by_key(|it| it.extent())
                    || corrections.is_empty());
                for (index, _) in &corrected.corrected {
                    prop_assert!(*index < corrected.attributions.len());
                }
                for index in 0..corrected.attributions.len() {
                    let again = Marked::from_analysis(&text, &corrected, index).expect("it is there");
                    prop_assert_eq!(locate_all(&text, &again.content).is_empty(), false);
                }
            }
        }
    }
}
