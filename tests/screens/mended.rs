//! A store of corrections in memory: what was found in the stories, and what the reader says.

use onrecord::app::{Effect, Message};
use onrecord::domain::{
    Analysis, ArticleId, Attribution, Correction, CorrectionId, Marked, Mode, Passage, Source,
    SourceId, Span,
};

use super::articles::Story;

/// Corrections, and the analyses as they were found.
#[derive(Default)]
pub(crate) struct Mended {
    /// All corrections, oldest first.
    pub(crate) kept: Vec<Correction>,
    /// How many have been made.
    made: i64,
}

impl Mended {
    /// The article as the store gives it: its analysis as corrected.
    pub(crate) fn read(&self, story: &Story) -> Story {
        let (article, analysis) = story.clone();
        let analysis = analysis.map(|mut analysis| {
            for correction in self.kept.iter().filter(|it| it.article == article.row.id) {
                apply(&mut analysis, correction);
            }
            analysis
        });
        (article, analysis)
    }

    /// The answer to an effect that is about corrections.
    pub(crate) fn reply(&mut self, effect: &Effect) -> Option<Message> {
        Some(match effect {
            Effect::Correct(request, correction) => {
                assert_eq!(correction.id, None);
                self.made += 1;
                let id = CorrectionId(self.made);
                self.kept.push(Correction { id: Some(id), ..correction.clone() });
                Message::Corrected(*request, correction.article, id)
            }
            Effect::Uncorrect(request, id) => {
                let place = self.kept.iter().position(|it| it.id == Some(*id));
                let gone = self.kept.remove(place.expect("it is kept"));
                Message::Uncorrected(*request, gone.article)
            }
            Effect::LoadCorrections(request, id) => Message::Corrections(*request, self.of(*id)),
            _ => return None,
        })
    }

    fn of(&self, id: ArticleId) -> Vec<Correction> {
        self.kept.iter().filter(|it| it.article == id).cloned().collect()
    }
}

fn spans(passages: &[Passage]) -> Vec<Span> {
    passages.iter().map(|passage| passage.span).collect()
}

fn apply(analysis: &mut Analysis, correction: &Correction) {
    let id = correction.id.expect("it is kept");
    let is_it = |found: &Attribution, was: &Marked| found.content == spans(&was.content);
    let place = correction.was.as_ref().map(|was| {
        let found = analysis.attributions.iter().position(|found| is_it(found, was));
        found.expect("the statement is there")
    });
    let Some(is) = &correction.is else {
        let place = place.expect("something is corrected");
        analysis.attributions.remove(place);
        analysis.corrected.retain(|(index, _)| *index != place);
        for (index, _) in &mut analysis.corrected {
            *index -= usize::from(*index > place);
        }
        return;
    };
    let source_id = is.by.as_ref().map(|by| {
        let known = analysis.sources.iter().position(|source| source.name == by.name);
        let place = known.unwrap_or_else(|| {
            let (kind, name) = (by.kind, by.name.clone());
            let description = by.description.clone();
            analysis.sources.push(Source { kind, name, description, entity: None });
            analysis.sources.len() - 1
        });
        SourceId(place as u32)
    });
    let kind = place.map_or(Mode::Direct, |place| analysis.attributions[place].kind);
    let found = Attribution {
        kind,
        source: spans(&is.source),
        cue: spans(&is.cue),
        content: spans(&is.content),
        source_id,
        confidence: 1.0,
    };
    let place = place.unwrap_or(analysis.attributions.len());
    analysis.attributions.splice(place..(place + 1).min(analysis.attributions.len()), [found]);
    analysis.corrected.retain(|(index, _)| *index != place);
    analysis.corrected.push((place, id));
}
