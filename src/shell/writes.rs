//! Changes the archive for the app, on the store's own thread.

use chrono::Utc;

use crate::app::{Remember, Write, WriteAnswer};
use crate::store::{Store, StoreError};

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The text that was to be shown is gone.
    #[error("The article has no other text any more.")]
    NoOtherText,
}

impl WriteError {
    /// What can be done about it.
    pub(super) fn hint(&self) -> Option<&'static str> {
        match self {
            WriteError::Store(error) => error.hint(),
            WriteError::NoOtherText => None,
        }
    }
}

/// Makes a change.
///
/// # Errors
/// Where the store cannot be written, or holds no longer what is to be changed.
pub(super) fn perform(store: &mut Store, write: Write) -> Result<WriteAnswer, WriteError> {
    let now = Utc::now().timestamp();
    Ok(match write {
        Write::SetRead(ids, read) => WriteAnswer::Changed(store.set_read(&ids, read, now)?),
        Write::SetReadIn(query, range, shown, read) => {
            WriteAnswer::Changed(store.set_shown_read(&query, range, &shown, read, now)?)
        }
        Write::SetStarred(ids, starred) => WriteAnswer::Changed(store.set_starred(&ids, starred)?),
        Write::DeleteArticles(ids) => WriteAnswer::Changed(store.delete_articles(&ids, now)?),
        Write::RestoreArticles(ids) => WriteAnswer::Changed(store.restore_articles(&ids)?),
        Write::SetTags(id, tags) => {
            store.set_tags(id, &tags)?;
            WriteAnswer::Changed(vec![id])
        }
        Write::RemoveFeed(feed) => changed(store.remove_feed(feed))?,
        Write::RestoreFeed(feed) => changed(store.restore_feed(feed))?,
        Write::Follow(following) => {
            let (feed, new) = store.subscribe(&following)?;
            let row = store.feeds()?.into_iter().find(|row| row.id == feed);
            let title = row.map_or(following.info.title, |row| row.title);
            WriteAnswer::Added(feed, title, new)
        }
        Write::SetFeedSettings(feed, settings) => {
            changed(store.set_feed_settings(feed, &settings))?
        }
        Write::RenameFeed(feed, title) => changed(store.rename_feed(feed, title.as_deref()))?,
        Write::MoveFeed(feed, before) => changed(store.move_feed(feed, before))?,
        Write::EndFeed(feed) => changed(store.end_feed(feed))?,
        Write::ShowText(id, source) => {
            if !store.show_text(id, source)? {
                return Err(WriteError::NoOtherText);
            }
            WriteAnswer::TextChanged(id)
        }
        Write::ChangeQuery(change) => {
            store.change_query(&change)?;
            WriteAnswer::QueryChanged
        }
        Write::ChangeSubject(change) => WriteAnswer::SubjectChanged(store.change_subject(change)?),
        Write::Correct(correction) => {
            let id = store.add_correction(&correction)?;
            WriteAnswer::Corrected(correction.article, id)
        }
        Write::Uncorrect(id) => WriteAnswer::Uncorrected(store.remove_correction(id)?),
    })
}

fn changed(done: Result<(), StoreError>) -> Result<WriteAnswer, StoreError> {
    done.map(|()| WriteAnswer::FeedChanged)
}

/// Remembers something.
///
/// # Errors
/// Where the store cannot be written.
pub(super) fn remember(store: &mut Store, remember: Remember) -> Result<(), StoreError> {
    match remember {
        Remember::Setting(name, value) => store.set_setting(name, &value),
        Remember::Place(id, offset) => store.set_place(id, offset),
    }
}
