//! Imports the Welcome feed of an empty store: invented news, and a guide to reading.

use chrono::Utc;

use crate::domain::{Draft, FeedInfo, FeedOrigin};
use crate::ingest;
use crate::store::Store;

use super::error::Failure;

macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/welcome/", $name, ".md")))),*]
    };
}

/// The articles: name and Markdown.
const ARTICLES: &[(&str, &str)] = articles![
    "01-central-bank",
    "02-cup-replay",
    "03-lighthouse-study",
    "04-port-treasurer",
    "05-town-clock",
    "06-pump-takeover",
    "07-night-clinics",
    "08-snow-pass",
    "09-ferry-fire",
    "10-bridge-talks",
    "11-how-to-read",
];

/// Imports the Welcome feed into a store that has never held a feed.
pub(super) fn import_welcome(store: &mut Store) -> Result<(), Failure> {
    if !store.is_pristine()? {
        return Ok(());
    }
    let info = FeedInfo { origin: FeedOrigin::Welcome, title: "Welcome".into(), site: None };
    let feed = store.ensure_feed(&info)?;
    store.import(feed, &welcome_drafts(), Utc::now().timestamp())?;
    Ok(())
}

fn welcome_drafts() -> Vec<Draft> {
    let read = |(name, text): &(&str, &str)| {
        let parsed = ingest::parse(text.as_bytes(), Some(&format!("{name}.md"))).ok()?;
        let mut draft = parsed.drafts.into_iter().next()?;
        draft.guid = Some(format!("welcome:{name}"));
        Some(draft)
    };
    ARTICLES.iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_reads_with_a_title_a_date_and_a_text() {
        let drafts = welcome_drafts();
        assert_eq!(drafts.len(), ARTICLES.len());
        for draft in drafts {
            assert!(!draft.title.is_empty(), "{draft:?}");
            assert!(draft.published.is_some(), "{}", draft.title);
            assert!(draft.body.words() > 100, "{}", draft.title);
        }
    }
}
