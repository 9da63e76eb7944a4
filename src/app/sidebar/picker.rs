//! The choice of what the list shows: everything, the starred, saved queries, feeds, tags.

use crate::domain::{FeedId, FeedRow, Scope, Shelves};

/// The choice of what the list shows.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// The selected one.
    pub selected: usize,
    /// Words that the choices' titles or tags contain, in any case. Empty: no condition.
    pub filter: String,
}

/// What there is to choose from.
#[derive(Debug, Clone, Copy)]
pub struct Stock<'a> {
    /// The feeds, in order.
    pub feeds: &'a [FeedRow],
    /// The tags, by name.
    pub tags: &'a [String],
    /// The saved queries, and how much they and the tags hold.
    pub shelves: &'a Shelves,
}

impl Stock<'_> {
    /// Unread and total of a tag, where known.
    pub(in crate::app) fn tag_counts(&self, tag: &str) -> Option<(u64, u64)> {
        let found = self.shelves.tags.iter().find(|(known, _)| known == tag);
        found.map(|(_, counts)| (counts.unread, counts.total))
    }
}

/// Something that the list can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is.
    pub scope: Scope,
    /// How it is called.
    pub title: String,
    /// Unread and total, where known.
    pub counts: Option<(u64, u64)>,
}

impl Picker {
    /// Everything, the starred, every saved query, feed and tag; the present scope is selected.
    pub fn new(stock: &Stock<'_>, present: &Scope) -> Picker {
        let mut picker = Picker::default();
        picker.choices = picker.found(stock);
        picker.select(present);
        picker
    }

    /// Takes what there is as it is now: the selected choice stays selected, or else its place.
    pub fn renew(&mut self, stock: &Stock<'_>) {
        let present = self.scope().cloned();
        self.choices = self.found(stock);
        if !present.is_some_and(|scope| self.select(&scope)) {
            self.step(0);
        }
    }

    /// Shows only what the words fit; what was selected stays selected as long as it is shown.
    pub fn narrow(&mut self, filter: String, stock: &Stock<'_>) {
        let present = self.scope().cloned();
        self.filter = filter;
        self.choices = self.found(stock);
        self.selected = 0;
        present.map(|scope| self.select(&scope));
    }

    fn found(&self, stock: &Stock<'_>) -> Vec<Choice> {
        let Stock { feeds, tags, shelves } = stock;
        let starred = Some(shelves.starred).filter(|counts| counts.total > 0);
        let all = feeds.iter().fold((0, 0), |sum, feed| (sum.0 + feed.unread, sum.1 + feed.total));
        let mut choices = vec![
            Choice { scope: Scope::All, title: "All articles".into(), counts: Some(all) },
            Choice {
                scope: Scope::Starred,
                title: "Starred".into(),
                counts: starred.map(|it| (it.unread, it.total)),
            },
        ];
        choices.extend(shelves.queries.iter().map(|(query, counts)| Choice {
            scope: Scope::Saved(query.id),
            title: query.title.clone(),
            counts: Some((counts.unread, counts.total)),
        }));
        choices.extend(feeds.iter().map(|feed| Choice {
            scope: Scope::Feed(feed.id),
            title: feed.title.clone(),
            counts: Some((feed.unread, feed.total)),
        }));
        choices.extend(tags.iter().map(|tag| Choice {
            scope: Scope::Tag(tag.clone()),
            title: format!("#{tag}"),
            counts: stock.tag_counts(tag),
        }));
        let words = self.filter.to_lowercase();
        choices.retain(|choice| {
            let tags = feeds.iter().find(|feed| choice.scope == Scope::Feed(feed.id));
            let tags = tags.and_then(|feed| feed.subscription.as_ref());
            let tags = tags.map_or_else(String::new, |it| it.settings.tags.join(" "));
            let text = format!("{} {tags}", choice.title).to_lowercase();
            words.split_whitespace().all(|word| text.contains(word))
        });
        choices
    }

    fn select(&mut self, scope: &Scope) -> bool {
        let place = self.choices.iter().position(|choice| choice.scope == *scope);
        self.selected = place.unwrap_or(self.selected);
        place.is_some()
    }

    /// What the selected choice would show.
    pub fn scope(&self) -> Option<&Scope> {
        self.choices.get(self.selected).map(|choice| &choice.scope)
    }

    /// The feeds among the choices, in order.
    pub(in crate::app) fn feeds(&self) -> Vec<FeedId> {
        let feed = |choice: &Choice| match choice.scope {
            Scope::Feed(id) => Some(id),
            Scope::All | Scope::Starred | Scope::Tag(_) | Scope::Search(_) | Scope::Saved(_) => {
                None
            }
        };
        self.choices.iter().filter_map(feed).collect()
    }

    /// Selects the choice so many places further on.
    pub fn step(&mut self, by: isize) {
        let last = self.choices.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
