//! What lies over the panes: the help, the choice of a feed.

use crate::domain::{FeedId, FeedRow, Scope};

use super::action::{ACTIONS, Action, Chapter};
use super::keymap::Keymap;
use super::layout::Size;

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The help, scrolled to a line.
    Help(usize),
    /// The choice of what the list shows.
    Feeds(Picker),
}

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A chapter's heading.
    Chapter(&'static str),
    /// Keys and what they do.
    Keys(String, &'static str),
    /// A blank line.
    Gap,
}

/// The help, made from the keymap: every action that has a key.
pub fn help_lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for chapter in Chapter::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Gap);
        }
        lines.push(HelpLine::Chapter(chapter.title()));
        for (action, _, _, help) in ACTIONS.iter().filter(|(_, _, of, _)| *of == chapter) {
            let mut keys = keymap.keys_of(*action);
            if *action == Action::Links {
                keys.insert(0, "1…9".into());
            }
            if !keys.is_empty() {
                lines.push(HelpLine::Keys(keys.join(", "), help));
            }
        }
    }
    lines
}

/// Columns from which the help stands in two columns.
const TWO_COLUMNS: u16 = 104;

/// Rows that are not the help's own: title, rule and margin of its panel, the status line.
const HELP_FRAME: u16 = 4;

/// The help set for a screen of `size`: its columns of lines, parted between two chapters, and how
/// many rows of them are visible.
pub fn help_columns(keymap: &Keymap, size: Size) -> (Vec<Vec<HelpLine>>, usize) {
    let lines = help_lines(keymap);
    let rows = usize::from(size.rows.saturating_sub(HELP_FRAME).max(1));
    if size.columns < TWO_COLUMNS {
        return (vec![lines], rows);
    }
    let gaps = (0..lines.len()).filter(|index| lines[*index] == HelpLine::Gap);
    let middle = gaps.min_by_key(|gap| (gap * 2).abs_diff(lines.len()));
    let Some(middle) = middle else { return (vec![lines], rows) };
    (vec![lines[..middle].to_vec(), lines[middle + 1..].to_vec()], rows)
}

/// The last line that the help can be scrolled to on a screen of `size`.
pub fn last_help_line(keymap: &Keymap, size: Size) -> usize {
    let (columns, rows) = help_columns(keymap, size);
    columns.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(rows)
}

/// The choice of what the list shows.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// The selected one.
    pub selected: usize,
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
        let selected = choices.iter().position(|choice| choice.scope == *present).unwrap_or(0);
        Picker { choices, selected }
    }

    /// The selected feed, if a feed is selected.
    pub fn feed(&self) -> Option<(FeedId, &str)> {
        match self.choices.get(self.selected)? {
            Choice { scope: Scope::Feed(id), title, .. } => Some((*id, title)),
            _ => None,
        }
    }

    /// Selects the choice so many places further on.
    pub fn step(&mut self, by: isize) {
        let last = self.choices.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
