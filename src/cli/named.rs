//! Finds the feed that a user means: by number, address, title or part of a title.

use crate::domain::{FeedOrigin, FeedRow};
use crate::ingest;

use super::error::Failure;

/// The most feeds that a message names.
const SOME: usize = 5;

/// Returns the feed that `typed` means.
pub(super) fn find_feed<'a>(feeds: &'a [FeedRow], typed: &str) -> Result<&'a FeedRow, Failure> {
    match matching_feeds(feeds, typed)[..] {
        [feed] => Ok(feed),
        [] => Err(Failure::new(format!("there is no feed `{typed}`"))
            .hint("`onrecord feeds` lists them; `onrecord add` follows a new one")),
        ref several => {
            let named = several.iter().take(SOME);
            let mut names: Vec<String> =
                named.map(|feed| format!("{} “{}”", feed.id.0, feed.title)).collect();
            if several.len() > SOME {
                names.push("…".to_owned());
            }
            let message = format!("`{typed}` may be any of: {}", names.join(", "));
            Err(Failure::new(message).hint("name it by its number"))
        }
    }
}

/// Returns the feeds that `typed` may mean, by the first interpretation that matches any: number,
/// address, title, part of a title.
fn matching_feeds<'a>(feeds: &'a [FeedRow], typed: &str) -> Vec<&'a FeedRow> {
    let typed = typed.trim();
    let wanted = typed.to_lowercase();
    let number = typed.parse::<i64>().ok();
    let address = ingest::normal_address(typed).ok();
    let readings: [&dyn Fn(&FeedRow) -> bool; 5] = [
        &|feed| number == Some(feed.id.0),
        &|feed| origin_of(feed) == Some(typed),
        &|feed| address.is_some() && origin_of(feed) == address.as_deref(),
        &|feed| feed.title.to_lowercase() == wanted,
        &|feed| !wanted.is_empty() && feed.title.to_lowercase().contains(&wanted),
    ];
    let found = readings.iter().map(|fits| feeds.iter().filter(|feed| fits(feed)).collect());
    found.into_iter().find(|found: &Vec<&FeedRow>| !found.is_empty()).unwrap_or_default()
}

/// Returns the origin of a feed's articles.
fn origin_of(feed: &FeedRow) -> Option<&str> {
    match &feed.origin {
        FeedOrigin::Address(place) | FeedOrigin::Path(place) => Some(place),
        FeedOrigin::Input | FeedOrigin::Saved | FeedOrigin::Welcome => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FeedId;

    fn feeds() -> Vec<FeedRow> {
        let feed = |id, title: &str, address: &str| FeedRow {
            id: FeedId(id),
            title: title.into(),
            origin: FeedOrigin::Address(address.into()),
            total: 0,
            unread: 0,
            subscription: None,
        };
        vec![
            feed(1, "Gazette", "https://gazette.example/feed"),
            feed(2, "Harbour Gazette", "https://harbour.example/"),
            feed(7, "1984", "https://old.example/rss?a=1"),
        ]
    }

    fn found(typed: &str) -> Result<i64, String> {
        let feeds = feeds();
        find_feed(&feeds, typed).map(|feed| feed.id.0).map_err(|failure| format!("{failure:?}"))
    }

    #[test]
    fn a_feed_is_found_by_what_is_typed_of_it() {
        for (typed, id) in [
            ("2", 2),
            ("https://old.example/rss?a=1", 7),
            ("harbour.example", 2),
            ("gazette", 1),
            ("HARBOUR", 2),
            ("1984", 7),
        ] {
            assert_eq!(found(typed), Ok(id), "{typed}");
        }
    }

    #[test]
    fn ambiguous_and_unknown_feed_names_are_reported() {
        let several = found("azet").unwrap_err();
        assert!(several.contains("1 “Gazette”, 2 “Harbour Gazette”"), "{several}");
        assert!(found("times").unwrap_err().contains("no feed `times`"));
        assert!(found("").is_err());
    }
}
