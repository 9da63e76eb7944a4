//! What the reader asks of the archive about subjects, comparisons and corrections.

use crate::app::{Comparand, Effect, Message, RequestId};
use crate::domain::ArticleId;
use crate::extract;
use crate::store::{Store, StoreError};

/// How many subjects of a name are looked for: enough to know whether there is only one.
const NAMESAKES: usize = 20;

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
            | Effect::FindNamed(..)
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
        | Effect::FindNamed(request, _)
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
        Effect::FindNamed(request, name) => {
            Message::NamedFound(request, store.subjects_named(&name, NAMESAKES)?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Analysis, Attribution, Body, Correction, DossierQuery, Draft, FeedInfo, FeedOrigin, Marked,
        Mode, Source, SourceId, SourceKind, Span, SubjectChange, SubjectIn, SubjectQuery,
    };

    const TEXT: &str = "Ann Lee spoke of rain over the harbour and of the sea.";

    fn analysis() -> Analysis {
        let attribution = Attribution {
            kind: Mode::Indirect,
            source: vec![Span::new(0, 7)],
            cue: vec![Span::new(8, 13)],
            content: vec![Span::new(17, TEXT.len() - 1)],
            source_ids: vec![SourceId(0)],
            negated: false,
            confidence: 0.9,
        };
        let source = Source {
            kind: SourceKind::Person,
            name: "Ann Lee".into(),
            description: None,
            entity: None,
        };
        Analysis { attributions: vec![attribution], sources: vec![source], ..Analysis::default() }
    }

    /// Two articles in which Ann Lee says the same.
    fn store() -> (Store, Vec<ArticleId>) {
        let mut store = Store::in_memory().unwrap();
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let draft = |title: &str| Draft {
            title: title.into(),
            body: Body::from_text(TEXT),
            ..Draft::default()
        };
        let imported = store.import(feed, &[draft("One"), draft("Two")], 5).unwrap();
        let ids: Vec<ArticleId> = imported.into_iter().map(|(id, _)| id).collect();
        for id in &ids {
            let hash = store.article(*id).unwrap().unwrap().text_hash;
            assert!(store.save_analysis(*id, extract::VERSION, &hash, &analysis()).unwrap());
        }
        (store, ids)
    }

    #[test]
    fn every_effect_is_answered_with_its_request() {
        let (mut store, ids) = store();
        let mut ask = |effect| perform(&mut store, effect).unwrap().expect("an answer");
        let at = |n| RequestId(n);
        let Message::Subjects(RequestId(1), page) =
            ask(Effect::LoadSubjects(at(1), SubjectQuery::default(), 0, 9))
        else {
            panic!("no subjects")
        };
        let ann = page.rows[0].id;
        let query =
            DossierQuery { subject: ann, about: false, feed: None, after: None, before: None };
        let Message::Dossier(RequestId(2), Some(found)) =
            ask(Effect::LoadDossier(at(2), query, 0, 9))
        else {
            panic!("no dossier")
        };
        assert_eq!((found.0.subject.statements, found.1.articles.len()), (2, 2));
        let part = SubjectIn::Source(SourceId(0));
        assert_eq!(
            ask(Effect::FindSubject(at(3), ids[0], part)),
            Message::SubjectFound(at(3), Some(ann))
        );
        let Message::NamedFound(RequestId(10), found) =
            ask(Effect::FindNamed(at(10), "ann LEE".into()))
        else {
            panic!("no names")
        };
        assert_eq!(found.iter().map(|it| it.id).collect::<Vec<_>>(), [ann]);
        let Message::SubjectChanged(RequestId(4), apart) =
            ask(Effect::ChangeSubject(at(4), SubjectChange::Split(ann, ids[0])))
        else {
            panic!("no change")
        };
        let Message::Compared(RequestId(5), compared) =
            ask(Effect::LoadComparison(at(5), vec![ids[0], ids[1], ArticleId(99)]))
        else {
            panic!("no comparison")
        };
        let subjects: Vec<_> = compared.iter().map(|one| one.subjects[0].1).collect();
        assert_eq!(subjects, [apart, ann]);
        let Message::SameWords(RequestId(6), same) = ask(Effect::LoadSameWords(at(6), ids[0]))
        else {
            panic!("no words")
        };
        assert_eq!(same[0].elsewhere[0].0.id, ids[1]);
        let was = Marked::of(TEXT, &analysis(), 0);
        let wrong = Correction { id: None, article: ids[0], was, is: None, made_at: 7 };
        let Message::Corrected(RequestId(7), article, id) = ask(Effect::Correct(at(7), wrong))
        else {
            panic!("no correction")
        };
        assert_eq!(article, ids[0]);
        let Message::Corrections(_, kept) = ask(Effect::LoadCorrections(at(8), ids[0])) else {
            panic!("no corrections")
        };
        assert_eq!(kept[0].id, Some(id));
        assert_eq!(ask(Effect::Uncorrect(at(9), id)), Message::Uncorrected(at(9), ids[0]));
    }
}
