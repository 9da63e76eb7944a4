//! The choice of what the list shows: everything, the starred, every feed, every tag.

use crate::domain::{FeedId, FeedRow, Scope};

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
    /// Everything, the starred, every feed, every tag; the present scope is selected.
    pub fn new(feeds: &[FeedRow], tags: &[String], present: &Scope) -> Picker {
        let mut picker = Picker::default();
        picker.choices = picker.found(feeds, tags);
        picker.select(present);
        picker
    }

    /// Takes feeds and tags as they are now: the selected choice stays selected, or else its place.
    pub fn renew(&mut self, feeds: &[FeedRow], tags: &[String]) {
        let present = self.scope().cloned();
        self.choices = self.found(feeds, tags);
        if !present.is_some_and(|scope| self.select(&scope)) {
            self.step(0);
        }
    }

    /// Shows only what the words fit; what was selected stays selected as long as it is shown.
    pub fn narrow(&mut self, filter: String, feeds: &[FeedRow], tags: &[String]) {
        let present = self.scope().cloned();
        self.filter = filter;
        self.choices = self.found(feeds, tags);
        self.selected = 0;
        present.map(|scope| self.select(&scope));
    }

    fn found(&self, feeds: &[FeedRow], tags: &[String]) -> Vec<Choice> {
        let all = feeds.iter().fold((0, 0), |sum, feed| (sum.0 + feed.unread, sum.1 + feed.total));
        let mut choices = vec![
            Choice { scope: Scope::All, title: "All articles".into(), counts: Some(all) },
            Choice { scope: Scope::Starred, title: "Starred".into(), counts: None },
        ];
        choices.extend(feeds.iter().map(|feed| Choice {
            scope: Scope::Feed(feed.id),
            title: feed.title.clone(),
            counts: Some((feed.unread, feed.total)),
        }));
        choices.extend(tags.iter().map(|tag| Choice {
            scope: Scope::Tag(tag.clone()),
            title: format!("#{tag}"),
            counts: None,
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

    /// The selected feed, if a feed is selected.
    pub fn feed(&self) -> Option<FeedId> {
        match self.scope()? {
            Scope::Feed(id) => Some(*id),
            _ => None,
        }
    }

    /// The feeds among the choices, in order.
    pub(super) fn feeds(&self) -> Vec<FeedId> {
        let feed = |choice: &Choice| match choice.scope {
            Scope::Feed(id) => Some(id),
            _ => None,
        };
        self.choices.iter().filter_map(feed).collect()
    }

    /// Selects the choice so many places further on.
    pub fn step(&mut self, by: isize) {
        let last = self.choices.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
