//! Reads the archive for the app: on the store's own thread, or on the seeker's.

use chrono::Utc;

use crate::app::{Comparand, Read, ReadAnswer};
use crate::domain::{ArticleId, Query, Scope};
use crate::extract;
use crate::store::{Store, StoreError};

/// How many subjects of a name are looked for: enough to know whether there is only one.
const NAMESAKES: usize = 20;

/// Whether a read may take long: keys and articles must not wait for it.
pub(super) fn may_take_long(read: &Read) -> bool {
    match read {
        Read::Page(query, ..) => searches(query),
        Read::Counts(query) => searches(query) || !query.filter.is_empty(),
        Read::Article(_) | Read::Feeds => false,
        Read::Shelves
        | Read::Subjects(..)
        | Read::Dossier(..)
        | Read::Subject(..)
        | Read::Named(_)
        | Read::SameWords(_)
        | Read::Comparison(_)
        | Read::Corrections(_) => true,
    }
}

fn searches(query: &Query) -> bool {
    matches!(query.scope, Scope::Search(_) | Scope::Saved(_))
}

/// Does a read.
///
/// # Errors
/// Where the store cannot be read, or the read was interrupted.
pub(super) fn perform(store: &Store, read: Read) -> Result<ReadAnswer, StoreError> {
    Ok(match read {
        Read::Page(query, edge, limit) => ReadAnswer::Page(store.page(&query, edge, limit)?),
        Read::Counts(query) => ReadAnswer::Counts(store.counts(&query)?),
        Read::Article(id) => {
            let found = match store.article(id)? {
                Some(article) => {
                    let analysis = store.analysis(id, extract::VERSION)?;
                    Some(Box::new((article, analysis)))
                }
                None => None,
            };
            ReadAnswer::Article(found)
        }
        Read::Feeds => ReadAnswer::Feeds(store.feeds()?, store.tags()?),
        Read::Shelves => ReadAnswer::Shelves(store.shelves(Utc::now().timestamp())?),
        Read::Subjects(query, offset, limit) => {
            ReadAnswer::Subjects(store.subjects(&query, offset, limit)?)
        }
        Read::Dossier(query, offset, limit) => {
            let found = store.dossier(&query, offset, limit, extract::VERSION)?;
            ReadAnswer::Dossier(found.map(Box::new))
        }
        Read::Subject(article, part) => ReadAnswer::Subject(store.subject_of(article, part)?),
        Read::Named(name) => ReadAnswer::Named(store.subjects_named(&name, NAMESAKES)?),
        Read::SameWords(article) => {
            ReadAnswer::SameWords(store.same_words(article, extract::VERSION)?)
        }
        Read::Comparison(articles) => ReadAnswer::Comparison(comparands(store, &articles)?),
        Read::Corrections(article) => ReadAnswer::Corrections(store.corrections(Some(article))?),
    })
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
    use crate::app::{Write, WriteAnswer};
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
    fn every_read_of_the_archive_gives_what_was_written() {
        let (store, ids) = store();
        let store = std::cell::RefCell::new(store);
        let ask = |read| perform(&store.borrow(), read).unwrap();
        let write = |write| super::super::writes::perform(&mut store.borrow_mut(), write).unwrap();
        let ReadAnswer::Subjects(page) = ask(Read::Subjects(SubjectQuery::default(), 0, 9)) else {
            panic!("no subjects")
        };
        let ann = page.rows[0].id;
        let query =
            DossierQuery { subject: ann, about: false, feed: None, after: None, before: None };
        let ReadAnswer::Dossier(Some(found)) = ask(Read::Dossier(query, 0, 9)) else {
            panic!("no dossier")
        };
        assert_eq!((found.0.subject.statements, found.1.articles.len()), (2, 2));
        let part = SubjectIn::Source(SourceId(0));
        assert_eq!(ask(Read::Subject(ids[0], part)), ReadAnswer::Subject(Some(ann)));
        let ReadAnswer::Named(found) = ask(Read::Named("ann LEE".into())) else {
            panic!("no names")
        };
        assert_eq!(found.iter().map(|it| it.id).collect::<Vec<_>>(), [ann]);
        let split = Write::ChangeSubject(SubjectChange::Split(ann, ids[0]));
        let WriteAnswer::SubjectChanged(apart) = write(split) else { panic!("no change") };
        let ReadAnswer::Comparison(compared) =
            ask(Read::Comparison(vec![ids[0], ids[1], ArticleId(99)]))
        else {
            panic!("no comparison")
        };
        let subjects: Vec<_> = compared.iter().map(|one| one.subjects[0].1).collect();
        assert_eq!(subjects, [apart, ann]);
        let ReadAnswer::SameWords(same) = ask(Read::SameWords(ids[0])) else { panic!("no words") };
        assert_eq!(same[0].elsewhere[0].0.id, ids[1]);
        let was = Marked::from_analysis(TEXT, &analysis(), 0);
        let wrong = Correction { id: None, article: ids[0], was, is: None, made_at: 7 };
        let WriteAnswer::Corrected(article, id) = write(Write::Correct(wrong)) else {
            panic!("no correction")
        };
        assert_eq!(article, ids[0]);
        let ReadAnswer::Corrections(kept) = ask(Read::Corrections(ids[0])) else {
            panic!("no corrections")
        };
        assert_eq!(kept[0].id, Some(id));
        assert_eq!(write(Write::Uncorrect(id)), WriteAnswer::Uncorrected(ids[0]));
    }
}
