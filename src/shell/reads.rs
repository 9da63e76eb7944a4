//! What the reader only reads from the archive: on the store's own thread, or on the seeker's.

use chrono::Utc;

use crate::app::{Effect, Message, RequestId};
use crate::domain::{Query, Scope};
use crate::extract;
use crate::store::{Store, StoreError};

use super::archive;

/// Whether that effect only reads.
pub(super) fn is_for(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::LoadPage(..)
            | Effect::LoadCounts(..)
            | Effect::LoadArticle(..)
            | Effect::LoadFeeds(..)
            | Effect::LoadShelves(..)
    ) || archive::reads(effect)
}

/// Whether that read may take long: keys and articles must not wait for it.
pub(super) fn may_take_long(effect: &Effect) -> bool {
    match effect {
        Effect::LoadPage(_, query, ..) => searches(query),
        Effect::LoadCounts(_, query) => searches(query) || !query.filter.is_empty(),
        Effect::LoadShelves(_) => true,
        other => archive::reads(other),
    }
}

fn searches(query: &Query) -> bool {
    matches!(query.scope, Scope::Search(_) | Scope::Saved(_))
}

/// The request of a read.
pub(super) fn request_of(effect: &Effect) -> Option<RequestId> {
    match effect {
        Effect::LoadPage(request, ..)
        | Effect::LoadCounts(request, _)
        | Effect::LoadArticle(request, _)
        | Effect::LoadFeeds(request)
        | Effect::LoadShelves(request) => Some(*request),
        other => archive::request_of(other),
    }
}

/// Does a read; what is none gives nothing.
pub(super) fn perform(store: &Store, effect: Effect) -> Result<Option<Message>, StoreError> {
    Ok(Some(match effect {
        Effect::LoadPage(request, query, edge, limit) => {
            Message::Page(request, store.page(&query, edge, limit)?)
        }
        Effect::LoadCounts(request, query) => Message::Counts(request, store.counts(&query)?),
        Effect::LoadArticle(request, id) => {
            let found = match store.article(id)? {
                Some(article) => {
                    let analysis = store.analysis(id, extract::VERSION)?;
                    Some(Box::new((article, analysis)))
                }
                None => None,
            };
            Message::Article(request, found)
        }
        Effect::LoadFeeds(request) => Message::Feeds(request, store.feeds()?, store.tags()?),
        Effect::LoadShelves(request) => {
            Message::Shelves(request, store.shelves(Utc::now().timestamp())?)
        }
        other => return archive::read(store, other),
    }))
}
