//! Feeds, tags and saved queries by their names, as they are typed.

use crate::app::Sidebar;
use crate::app::command::nearest::meant;
use crate::app::screens::filters::ALL;
use crate::domain::{FeedId, QueryId, Scope, clean};

impl Sidebar {
    pub(in crate::app) fn feed_called(&self, name: &str) -> Result<FeedId, String> {
        let feeds = self.feeds.iter().map(|feed| (feed.title.as_str(), feed.id));
        called("feed", name, &feeds.collect::<Vec<_>>())
    }

    pub(in crate::app) fn saved_called(&self, name: &str) -> Result<QueryId, String> {
        let saved = self.shelves.queries.iter().map(|(it, _)| (it.title.as_str(), it.id));
        called("saved query", name, &saved.collect::<Vec<_>>())
    }

    pub(in crate::app) fn tag_called(&self, name: &str) -> Result<String, String> {
        let name = name.strip_prefix('#').unwrap_or(name);
        let tags = self.tags.iter().map(|tag| (tag.as_str(), tag.clone()));
        called("tag", name, &tags.collect::<Vec<_>>())
    }

    pub(in crate::app) fn scope_called(&self, name: &str) -> Result<Scope, String> {
        let feeds = self.feeds.iter().map(|feed| (feed.title.as_str(), Scope::Feed(feed.id)));
        let saved = self.shelves.queries.iter();
        let saved = saved.map(|(it, _)| (it.title.as_str(), Scope::Saved(it.id)));
        let tags = self.tags.iter().map(|tag| (tag.as_str(), Scope::Tag(tag.clone())));
        let all: Vec<(&str, Scope)> = feeds.chain(saved).chain(tags).collect();
        let name = name.strip_prefix('#').unwrap_or(name);
        called("feed, tag or saved query", name, &all)
    }

    /// The feed that typed words mean: none for all; nothing where no feed is called so.
    pub fn feed_meant(&self, typed: &str) -> Option<Option<FeedId>> {
        let words = typed.trim().to_lowercase();
        if words.is_empty() || words == ALL {
            return Some(None);
        }
        let called = |title: &str| title.to_lowercase();
        let exact = self.feeds.iter().find(|feed| called(&feed.title) == words);
        let with_all = |title: &str| words.split_whitespace().all(|word| title.contains(word));
        let found = exact.or_else(|| self.feeds.iter().find(|it| with_all(&called(&it.title))));
        found.map(|feed| Some(feed.id))
    }

    pub(in crate::app) fn feed_names(&self) -> Vec<(String, String)> {
        let name = |feed: &crate::domain::FeedRow| {
            (clean::one_line(&feed.title), format!("feed, {} unread", feed.unread))
        };
        self.feeds.iter().map(name).collect()
    }

    pub(in crate::app) fn tag_names(&self) -> Vec<(String, String)> {
        self.tags.iter().map(|tag| (clean::one_line(tag), "tag".to_owned())).collect()
    }

    pub(in crate::app) fn saved_names(&self) -> Vec<(String, String)> {
        let saved = self.shelves.queries.iter();
        saved.map(|(query, _)| (clean::one_line(&query.title), "saved query".to_owned())).collect()
    }
}

/// What is called `name`: in any case, or as the only one that begins so or has it in its name.
fn called<T: Clone>(what: &str, name: &str, known: &[(&str, T)]) -> Result<T, String> {
    let wanted = clean::one_line(name).to_lowercase();
    let ways: [fn(&str, &str) -> bool; 3] = [
        |known, wanted| known == wanted,
        |known, wanted| known.starts_with(wanted),
        |known, wanted| known.contains(wanted),
    ];
    for fits in ways {
        let mut found =
            known.iter().filter(|(known, _)| fits(&clean::one_line(known).to_lowercase(), &wanted));
        match (found.next(), found.next()) {
            (Some((_, it)), None) => return Ok(it.clone()),
            (Some((one, _)), Some((other, _))) => {
                let (one, other) = (clean::one_line(one), clean::one_line(other));
                return Err(format!("`{name}` may be “{one}” or “{other}”: type more of it"));
            }
            _ => {}
        }
    }
    let meant = meant(&wanted, known.iter().map(|(known, _)| *known));
    Err(format!("No {what} is called `{name}`{meant}"))
}
