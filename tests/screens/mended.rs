//! A store of corrections in memory.

use onrecord::app::{Effect, Message, Read, ReadAnswer, Write, WriteAnswer};
use onrecord::domain::corrected::apply_corrections;
use onrecord::domain::{ArticleId, Correction, CorrectionId};

use super::articles::Story;

/// Corrections, and the analyses as they were found.
#[derive(Default)]
pub(crate) struct Mended {
    /// All corrections, oldest first.
    pub(crate) kept: Vec<Correction>,
    /// The number of corrections made.
    made: i64,
}

impl Mended {
    /// The article as the store gives it: its analysis as corrected.
    pub(crate) fn read(&self, story: &Story) -> Story {
        let (article, analysis) = story.clone();
        let corrections = self.of(article.row.id);
        let analysis =
            analysis.map(|found| apply_corrections(&found, &article.body.text, &corrections));
        (article, analysis)
    }

    /// The answer to an effect that is about corrections.
    pub(crate) fn reply(&mut self, effect: &Effect) -> Option<Message> {
        Some(match effect {
            Effect::Write(request, Write::Correct(correction)) => {
                self.made += 1;
                // What was taken back gets its place again.
                let id = correction.id.unwrap_or(CorrectionId(self.made));
                self.kept.push(Correction { id: Some(id), ..correction.clone() });
                Message::Write(*request, WriteAnswer::Corrected(correction.article, id))
            }
            Effect::Write(request, Write::Uncorrect(id)) => {
                let place = self.kept.iter().position(|it| it.id == Some(*id));
                let gone = self.kept.remove(place.expect("it is kept"));
                Message::Write(*request, WriteAnswer::Uncorrected(gone.article))
            }
            Effect::Read(request, Read::Corrections(id)) => {
                Message::Read(*request, ReadAnswer::Corrections(self.of(*id)))
            }
            _ => return None,
        })
    }

    fn of(&self, id: ArticleId) -> Vec<Correction> {
        self.kept.iter().filter(|it| it.article == id).cloned().collect()
    }
}
