//! The rows of the pane of feeds: everything, starred, saved queries, feeds by their tags, tags.

use std::collections::BTreeSet;

use crate::app::sidebar::picker::Stock;
use crate::domain::{FeedRow, Scope};

/// A group of rows, which folds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Group {
    /// Everything and the starred; has no head.
    #[default]
    Top,
    /// The saved queries.
    Queries,
    /// The feeds with that tag.
    Folder(String),
    /// The feeds without tags.
    Feeds,
    /// The tags that no feed has, only articles.
    Tags,
}

impl Group {
    /// Its name among the settings.
    pub(super) fn name(&self) -> String {
        match self {
            Group::Top => String::new(),
            Group::Queries => "queries".into(),
            Group::Folder(tag) => format!("#{tag}"),
            Group::Feeds => "feeds".into(),
            Group::Tags => "tags".into(),
        }
    }
}

/// A row of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The group that it is in, or heads.
    pub group: Group,
    /// Whether it heads the group.
    pub head: bool,
    /// Whether the group is folded; only heads say so.
    pub folded: bool,
    /// What it shows in the list, if anything.
    pub scope: Option<Scope>,
    /// How it is called.
    pub title: String,
    /// Unread and total, where known.
    pub counts: Option<(u64, u64)>,
}

impl Row {
    /// Whether it stands below the head of a group.
    pub fn inside(&self) -> bool {
        !self.head && self.group != Group::Top
    }

    /// Whether it is the same row, though its title or its counts may have changed.
    pub(super) fn is(&self, other: &Row) -> bool {
        (&self.group, self.head, &self.scope) == (&other.group, other.head, &other.scope)
    }
}

/// The rows, without those in groups of these names.
pub(super) fn rows(stock: &Stock<'_>, folded: &BTreeSet<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    let all =
        stock.feeds.iter().fold((0, 0), |sum, feed| (sum.0 + feed.unread, sum.1 + feed.total));
    let starred = stock.shelves.starred;
    let starred = (starred.total > 0).then_some((starred.unread, starred.total));
    rows.push(entry(Group::Top, Scope::All, "All articles", Some(all)));
    rows.push(entry(Group::Top, Scope::Starred, "Starred", starred));
    let queries = stock.shelves.queries.iter().map(|(query, counts)| {
        let counts = Some((counts.unread, counts.total));
        entry(Group::Queries, Scope::Saved(query.id), &query.title, counts)
    });
    add(&mut rows, (Group::Queries, "Searches", None), queries.collect(), folded);
    for tag in feed_tags(stock.feeds) {
        let feeds = stock.feeds.iter().filter(|feed| tags(feed).contains(&tag));
        let feeds = feeds.map(|feed| of_feed(Group::Folder(tag.clone()), feed)).collect();
        let (title, scope) = (format!("#{tag}"), Scope::Tag(tag.clone()));
        add(&mut rows, (Group::Folder(tag), &title, Some(scope)), feeds, folded);
    }
    let alone = stock.feeds.iter().filter(|feed| tags(feed).is_empty());
    let alone = alone.map(|feed| of_feed(Group::Feeds, feed)).collect();
    add(&mut rows, (Group::Feeds, "Feeds", None), alone, folded);
    let known = feed_tags(stock.feeds);
    let others = stock.tags.iter().filter(|tag| !known.contains(*tag)).map(|tag| {
        entry(Group::Tags, Scope::Tag(tag.clone()), &format!("#{tag}"), stock.tag_counts(tag))
    });
    add(&mut rows, (Group::Tags, "Tags", None), others.collect(), folded);
    rows
}

fn entry(group: Group, scope: Scope, title: &str, counts: Option<(u64, u64)>) -> Row {
    Row { group, head: false, folded: false, scope: Some(scope), title: title.into(), counts }
}

fn of_feed(group: Group, feed: &FeedRow) -> Row {
    entry(group, Scope::Feed(feed.id), &feed.title, Some((feed.unread, feed.total)))
}

/// Adds a group: its head, and its rows unless it is folded. An empty one is left out.
fn add(
    rows: &mut Vec<Row>,
    (group, title, scope): (Group, &str, Option<Scope>),
    entries: Vec<Row>,
    folded: &BTreeSet<String>,
) {
    if entries.is_empty() {
        return;
    }
    let folded = folded.contains(&group.name());
    let add = |sum: (u64, u64), row: &Row| {
        row.counts.map_or(sum, |counts| (sum.0 + counts.0, sum.1 + counts.1))
    };
    // What several searches or tags find may be the same: only feeds add up.
    let sums = matches!(group, Group::Feeds | Group::Folder(_));
    let counts = sums.then(|| entries.iter().fold((0, 0), add));
    rows.push(Row { group, head: true, folded, scope, title: title.into(), counts });
    if !folded {
        rows.extend(entries);
    }
}

/// The tags of feeds, by name.
fn feed_tags(feeds: &[FeedRow]) -> BTreeSet<String> {
    feeds.iter().flat_map(tags).cloned().collect()
}

fn tags(feed: &FeedRow) -> &[String] {
    feed.subscription.as_ref().map_or(&[], |it| &it.settings.tags)
}
