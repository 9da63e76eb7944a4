//! A store of corrections in memory: what was found in the stories, and what the reader says.

use onrecord::app::{Effect, Message};
use onrecord::domain::corrected::apply;
use onrecord::domain::{ArticleId, Correction, CorrectionId};

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
        let corrections = self.of(article.row.id);
        let analysis = analysis.map(|found| apply(&found, &article.body.text, &corrections));
        (article, analysis)
    }

    /// The answer to an effect that is about corrections.
    pub(crate) fn reply(&mut self, effect: &Effect) -> Option<Message> {
        Some(match effect {
            Effect::Correct(request, correction) => {
                self.made += 1;
                // What was taken back gets its place again.
                let id = correction.id.unwrap_or(CorrectionId(self.made));
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
