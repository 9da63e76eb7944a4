//! What the reader asks of the archive about feeds and articles' texts.

use crate::app::{Effect, Message};
use crate::store::{Store, StoreError};

/// Does an effect; what is for others than the store asks nothing of it.
pub(super) fn perform(store: &mut Store, effect: Effect) -> Result<Option<Message>, StoreError> {
    Ok(Some(match effect {
        Effect::RemoveFeed(request, feed) => {
            store.remove_feed(feed)?;
            Message::FeedChanged(request)
        }
        Effect::RestoreFeed(request, feed) => {
            store.restore_feed(feed)?;
            Message::FeedChanged(request)
        }
        Effect::Follow(request, following) => {
            let (feed, new) = store.subscribe(&following)?;
            let row = store.feeds()?.into_iter().find(|row| row.id == feed);
            let title = row.map_or(following.info.title, |row| row.title);
            Message::Added(request, feed, title, new)
        }
        Effect::SetFeedSettings(request, feed, settings) => {
            store.set_feed_settings(feed, &settings)?;
            Message::FeedChanged(request)
        }
        Effect::RenameFeed(request, feed, title) => {
            store.rename_feed(feed, title.as_deref())?;
            Message::FeedChanged(request)
        }
        Effect::MoveFeed(request, feed, before) => {
            store.move_feed(feed, before)?;
            Message::FeedChanged(request)
        }
        Effect::EndFeed(request, feed) => {
            store.end_feed(feed)?;
            Message::FeedChanged(request)
        }
        Effect::ShowText(request, id, source) => {
            if store.show_text(id, source)? {
                Message::TextChanged(request, id)
            } else {
                let reason = "The article has no other text any more.".into();
                Message::Failed(Some(request), reason)
            }
        }
        _ => return Ok(None),
    }))
}
