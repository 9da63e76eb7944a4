//! Changes a feed's title, position and settings, and removes feeds.

use crate::cli::error::Failure;
use crate::cli::feed_args::{RemoveArgs, SetArgs};
use crate::cli::interval::Interval;
use crate::cli::named;
use crate::cli::output::{Output, with_noun};
use crate::domain::{FeedRow, FeedSettings, FeedState, clean};
use crate::store::Store;

/// Changes of a feed's settings.
#[derive(Debug, Default)]
pub(in crate::cli) struct Changes {
    pub(in crate::cli) add_tags: Vec<String>,
    pub(in crate::cli) remove_tags: Vec<String>,
    pub(in crate::cli) state: Option<FeedState>,
    pub(in crate::cli) interval: Option<Interval>,
    pub(in crate::cli) full_text: Option<bool>,
}

impl Changes {
    fn of(args: &SetArgs) -> Changes {
        let state = match (args.pause, args.resume) {
            (true, _) => Some(FeedState::Paused),
            (_, true) => Some(FeedState::Followed),
            _ => None,
        };
        let full_text = match (args.full_text, args.no_full_text) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        let (add_tags, remove_tags) = (args.tags.clone(), args.untags.clone());
        Changes { add_tags, remove_tags, state, interval: args.interval, full_text }
    }

    /// Applies the changes.
    pub(in crate::cli) fn apply_to(&self, settings: &mut FeedSettings) {
        settings.tags.retain(|tag| !self.remove_tags.contains(tag));
        for tag in self.add_tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !settings.tags.iter().any(|known| known == tag) {
                settings.tags.push(tag.to_owned());
            }
        }
        settings.state = self.state.unwrap_or(settings.state);
        settings.full_text = self.full_text.unwrap_or(settings.full_text);
        if let Some(Interval(interval)) = self.interval {
            settings.interval = interval;
        }
    }

    fn any(&self) -> bool {
        let Changes { add_tags, remove_tags, state, interval, full_text } = self;
        let tags = !add_tags.is_empty() || !remove_tags.is_empty();
        tags || state.is_some() || interval.is_some() || full_text.is_some()
    }
}

/// Changes one feed.
pub(super) fn change_feed(store: &mut Store, args: &SetArgs) -> Result<(), Failure> {
    let changes = Changes::of(args);
    let renamed = args.title.is_some() || args.no_title;
    let moved = args.before.is_some() || args.last;
    if !changes.any() && !renamed && !moved {
        return Err(Failure::usage("no changes were given")
            .hint("`onrecord feeds set --help` lists what can be changed"));
    }
    let feeds = store.feeds()?;
    let feed = named::find_feed(&feeds, &args.feed)?;
    let before = match &args.before {
        Some(typed) => Some(named::find_feed(&feeds, typed)?.id),
        None => None,
    };
    if changes.any() {
        let Some(known) = &feed.subscription else {
            let message = format!("“{}” is not fetched from an address", feed.title);
            return Err(Failure::new(message).hint("only its title and position can be changed"));
        };
        let mut settings = known.settings.clone();
        changes.apply_to(&mut settings);
        store.set_feed_settings(feed.id, &settings)?;
    }
    if renamed {
        let title = args.title.as_deref().map(clean::one_line);
        let title = title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        store.rename_feed(feed.id, title)?;
    }
    if moved {
        store.move_feed(feed.id, before)?;
    }
    Ok(())
}

/// Removes feeds. If one of the names is invalid, removes none.
pub(super) fn remove_feeds(store: &mut Store, args: &RemoveArgs) -> Result<(), Failure> {
    let feeds = store.feeds()?;
    let mut found: Vec<&FeedRow> = Vec::new();
    for typed in &args.feeds {
        let feed = named::find_feed(&feeds, typed)?;
        if !found.iter().any(|known| known.id == feed.id) {
            found.push(feed);
        }
    }
    let mut output = Output::new();
    for feed in found {
        let title = clean::one_line(&feed.title);
        if args.keep_articles {
            if feed.subscription.is_none() {
                let message = format!("“{title}” is not fetched from an address");
                return Err(
                    Failure::new(message).hint("without --keep-articles the feed is removed")
                );
            }
            store.end_feed(feed.id)?;
            output.write(&format!("not followed any more: {title}; its articles stay\n"))?;
        } else {
            store.remove_feed(feed.id)?;
            output.write(&format!("removed: {title}, {}\n", with_noun(feed.total, "article")))?;
        }
    }
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_given_settings_change() {
        let mut settings = FeedSettings {
            interval: Some(30),
            full_text: true,
            state: FeedState::Paused,
            tags: vec!["sea".into(), "local".into()],
        };
        let before = settings.clone();
        Changes::default().apply_to(&mut settings);
        assert_eq!(settings, before);
        let changes = Changes {
            add_tags: vec!["ports".into(), "local".into(), " ".into()],
            remove_tags: vec!["sea".into()],
            state: Some(FeedState::Followed),
            interval: Some(Interval(None)),
            full_text: Some(false),
        };
        changes.apply_to(&mut settings);
        let tags = vec!["local".into(), "ports".into()];
        assert_eq!(settings, FeedSettings { tags, ..FeedSettings::default() });
    }
}
