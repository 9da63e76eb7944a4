//! What the reader asks of the archive about subjects, comparisons and corrections.

use crate::app::{Comparand, Effect, Message, RequestId};
use crate::domain::ArticleId;
use crate::extract;
use crate::store::{Store, StoreError};

/// Whether `perform` does that effect.
pub(super) fn is_for(effect: &Effect) -> bool {
    request_of(effect).is_some()
}

/// Whether that effect only reads.
pub(super) fn reads(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::LoadSubjects(..)
            | Effect::LoadDossier(..)
            | Effect::FindSubject(..)
            | Effect::LoadSameWords(..)
            | Effect::LoadComparison(..)
            | Effect::LoadCorrections(..)
    )
}

/// The request of an effect that `perform` does.
pub(super) fn request_of(effect: &Effect) -> Option<RequestId> {
    match effect {
        Effect::LoadSubjects(request, ..)
        | Effect::LoadDossier(request, ..)
        | Effect::FindSubject(request, ..)
        | Effect::ChangeSubject(request, _)
        | Effect::LoadSameWords(request, _)
        | Effect::LoadComparison(request, _)
        | Effect::Correct(request, _)
        | Effect::Uncorrect(request, _)
        | Effect::LoadCorrections(request, _) => Some(*request),
        _ => None,
    }
}

/// Does an effect; what is for others asks nothing of the archive.
pub(super) fn perform(store: &mut Store, effect: Effect) -> Result<Option<Message>, StoreError> {
    Ok(Some(match effect {
        Effect::ChangeSubject(request, change) => {
            Message::SubjectChanged(request, store.change_subject(change)?)
        }
        Effect::Correct(request, correction) => {
            let id = store.correct(&correction)?;
            Message::Corrected(request, correction.article, id)
        }
        Effect::Uncorrect(request, id) => Message::Uncorrected(request, store.uncorrect(id)?),
        other => return read(store, other),
    }))
}

/// Does an effect that only reads.
pub(super) fn read(store: &Store, effect: Effect) -> Result<Option<Message>, StoreError> {
    Ok(Some(match effect {
        Effect::LoadSubjects(request, query, offset, limit) => {
            Message::Subjects(request, store.subjects(&query, offset, limit)?)
        }
        Effect::LoadDossier(request, query, offset, limit) => {
            let found = store.dossier(&query, offset, limit, extract::VERSION)?;
            Message::Dossier(request, found.map(Box::new))
        }
        Effect::FindSubject(request, article, part) => {
            Message::SubjectFound(request, store.subject_of(article, part)?)
        }
        Effect::LoadSameWords(request, article) => {
            Message::SameWords(request, store.same_words(article, extract::VERSION)?)
        }
        Effect::LoadComparison(request, articles) => {
            Message::Compared(request, comparands(store, &articles)?)
        }
        Effect::LoadCorrections(request, article) => {
            Message::Corrections(request, store.corrections(Some(article))?)
        }
        _ => return Ok(None),
    }))
}

/// Articles to compare, in that order; those that are gone are left out.
fn comparands(store: &Store, articles: &[ArticleId]) -> Result<Vec<Comparand>, StoreError> {
    let mut comparands = Vec::new();
    for id in articles {
        let Some(article) = store.article(*id)? else { continue };
        let analysis = store.analysis(*id, extract::VERSION)?;
        let subjects = store.subjects_in(*id)?;
        comparands.push(Comparand { article, analysis, subjects });
    }
    Ok(comparands)
}
