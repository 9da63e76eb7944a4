//! Decides what identifies the drafts of one document: a guid or a link that several of them share
//! identifies none.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Result, params};

use super::identity::MOST_SHARED;
use super::{incoming, rows};
use crate::domain::{Draft, FeedId};

/// From this many titles on, a shared name is taken to identify nothing.
const CROWD: usize = 3;

/// What identifies an article without a guid of its own within its feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Naming {
    /// Its link, or its title and text if it has none.
    #[default]
    Link,
    /// Its link and title.
    Title,
    /// Its link, title and text.
    Text,
}

/// How well the names in a document identify its drafts.
#[derive(Debug, Default)]
pub(super) struct DocumentNames<'a> {
    /// Guids of several articles, in this document or in an earlier one of the feed.
    shared: HashSet<&'a str>,
    /// What identifies the drafts without a guid of their own, where it is not the link.
    namings: HashMap<usize, Naming>,
}

impl<'a> DocumentNames<'a> {
    /// Examines all drafts of a document. Findings about its guids are stored.
    pub(super) fn examine(
        conn: &Connection,
        feed: FeedId,
        drafts: &'a [Draft],
        links: &[Option<String>],
    ) -> Result<DocumentNames<'a>> {
        let known = shared_guids(conn, feed)?;
        let mut names = DocumentNames::default();
        for (guid, places) in group_positions(drafts.iter().map(incoming::own_guid)) {
            let before = known.contains(guid);
            if before || tell_apart(drafts, links, &places) {
                names.shared.insert(guid);
            }
            if !before && names.shared.contains(guid) {
                conn.prepare_cached("INSERT INTO shared_guids (feed, guid) VALUES (?1, ?2)")?
                    .execute(params![feed.0, guid])?;
            }
        }
        names.look_at_links(drafts, links);
        Ok(names)
    }

    /// Returns the guid of a draft if no other article has it.
    pub(super) fn unique_guid<'d>(&self, draft: &'d Draft) -> Option<&'d str> {
        incoming::own_guid(draft).filter(|guid| !self.shared.contains(guid))
    }

    /// Returns whether a draft has a guid that other articles have, too.
    pub(super) fn is_shared(&self, draft: &Draft) -> bool {
        incoming::own_guid(draft).is_some_and(|guid| self.shared.contains(guid))
    }

    /// Returns what identifies draft number `at` if it has no guid of its own.
    pub(super) fn naming_of(&self, at: usize) -> Naming {
        self.namings.get(&at).copied().unwrap_or_default()
    }

    fn look_at_links(&mut self, drafts: &[Draft], links: &[Option<String>]) {
        let nameless = |at: usize| self.unique_guid(&drafts[at]).is_none();
        let mut found = Vec::new();
        let linked = links.iter().enumerate();
        let linked = linked.map(|(at, link)| link.as_deref().filter(|_| nameless(at)));
        for (_, places) in
            group_positions(linked).into_iter().filter(|(_, places)| places.len() > 1)
        {
            match places.len() > MOST_SHARED {
                true => found.extend(places.iter().map(|at| (*at, Naming::Text))),
                false => found.extend(by_title(drafts, &places)),
            }
        }
        // Without a link, titles help only if a guid shows that drafts belong together.
        let bare = (0..drafts.len()).map(|at| {
            incoming::own_guid(&drafts[at]).filter(|_| links[at].is_none() && nameless(at))
        });
        for (_, places) in
            group_positions(bare).into_iter().filter(|(_, places)| places.len() <= MOST_SHARED)
        {
            found.extend(places.iter().map(|at| (*at, Naming::Title)));
            found.extend(by_title(drafts, &places));
        }
        self.namings.extend(found);
    }
}

/// Returns what identifies drafts that share a link: their title, or more if titles are shared as
/// well. Empty if the drafts are one article.
fn by_title(drafts: &[Draft], places: &[usize]) -> Vec<(usize, Naming)> {
    let title = |at: usize| drafts[at].title.trim();
    let titles: HashSet<&str> = places.iter().map(|at| title(*at)).collect();
    let mut found = Vec::new();
    let all = places.iter().map(|at| Some(title(*at)));
    for (title, group) in group_positions(all) {
        let dates: HashSet<_> = group
            .iter()
            .filter_map(|at| rows::stored_date(drafts[places[*at]].published))
            .collect();
        let naming = match (title.is_empty(), dates.len() > 1, titles.len() > 1) {
            (true, _, _) | (_, true, _) if group.len() > 1 => Naming::Text,
            (_, _, true) => Naming::Title,
            _ => continue,
        };
        found.extend(group.iter().map(|at| (places[*at], naming)));
    }
    found
}

/// Returns whether drafts with the same guid are several articles: they have several links, several
/// titles on several dates, or too many titles or dates to be revisions of one article.
fn tell_apart(drafts: &[Draft], links: &[Option<String>], places: &[usize]) -> bool {
    if places.len() < 2 {
        return false;
    }
    let texts: HashSet<_> =
        places.iter().map(|at| (&drafts[*at].title, &drafts[*at].body.text)).collect();
    if texts.len() < 2 {
        return false;
    }
    let several = |count: usize| count > 1;
    let addresses: HashSet<_> = places.iter().filter_map(|at| links[*at].as_deref()).collect();
    let titles: HashSet<&str> = places.iter().map(|at| drafts[*at].title.trim()).collect();
    let dates: HashSet<_> =
        places.iter().filter_map(|at| rows::stored_date(drafts[*at].published)).collect();
    let is_crowd = titles.len() >= CROWD || places.len() == drafts.len();
    several(addresses.len())
        || (several(titles.len()) || titles.contains("")) && (several(dates.len()) || is_crowd)
        || places.len() >= CROWD && dates.len() == places.len()
}

/// Returns the positions of each value.
fn group_positions<'v>(
    values: impl Iterator<Item = Option<&'v str>>,
) -> HashMap<&'v str, Vec<usize>> {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, value) in values.enumerate() {
        if let Some(value) = value {
            groups.entry(value).or_default().push(at);
        }
    }
    groups
}

/// Reads the guids of a feed that earlier documents gave to several articles.
fn shared_guids(conn: &Connection, feed: FeedId) -> Result<HashSet<String>> {
    conn.prepare_cached("SELECT guid FROM shared_guids WHERE feed = ?1")?
        .query_map([feed.0], |row| row.get(0))?
        .collect()
}
