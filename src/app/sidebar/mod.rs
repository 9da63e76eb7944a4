//! The pane of feeds: what the list can show, in groups that fold.

pub mod adding;
pub(in crate::app) mod called;
pub(in crate::app) mod counts;
pub mod interval;
pub(in crate::app) mod managing;
pub mod picker;
mod queries;

mod rows;

use std::collections::BTreeSet;

use crate::domain::{FeedId, FeedRow, Scope, Shelves};

use crate::app::action::table::MoveAction;
use crate::app::sidebar::adding::Adding;
use crate::app::sidebar::picker::Stock;
use crate::app::{Effect, Outcome, Remember, RequestId};

pub use rows::{Group, Row};

/// The name under which it is remembered whether the pane is open: "open" or "closed".
pub const OPEN: &str = "feeds-pane";

/// The name under which the folded groups are remembered: a name a line.
pub const FOLDED: &str = "feeds-folded";

/// The state of the pane of feeds.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Whether it is open.
    pub open: bool,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The selected row.
    pub selected: usize,
    /// The first visible row.
    pub top: usize,
    /// How many rows are visible.
    pub visible: usize,
    /// The names of the groups that are folded.
    folded: BTreeSet<String>,
}

/// The feeds, tags and saved queries of the archive, and the pane that shows them.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// The pane.
    pub pane: Shelf,
    /// The feeds, as last read.
    pub feeds: Vec<FeedRow>,
    /// The tags, as last read.
    pub tags: Vec<String>,
    /// Tags and saved queries with their counts, as last read.
    pub shelves: Shelves,
    /// Feeds that are on their way to being followed.
    pub(in crate::app) adding: Adding,
    /// The title of the search that was saved and is not yet shown under it.
    pub(in crate::app) just_saved: Option<String>,
    /// The newest request for feeds: an older one's answer is stale.
    pub(in crate::app) feeds_request: RequestId,
    /// The newest request for tags and saved queries.
    pub(in crate::app) shelves_request: RequestId,
    /// The wake to count tags and saved queries again.
    pub(in crate::app) shelves_soon: Option<RequestId>,
}

impl Default for Shelf {
    fn default() -> Shelf {
        let folded = BTreeSet::from([Group::Tags.name()]);
        Shelf { open: false, rows: Vec::new(), selected: 0, top: 0, visible: 1, folded }
    }
}

impl Shelf {
    /// The selected row.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Folds the groups of these names, a name a line, and no others.
    pub(in crate::app) fn fold_these(&mut self, names: &str) {
        self.folded = names.lines().filter(|name| !name.is_empty()).map(str::to_owned).collect();
    }

    /// Takes what there is as it is now: the selected row stays selected, or else its place.
    pub(in crate::app) fn renew(&mut self, stock: &Stock<'_>) {
        let before = self.row().cloned();
        self.rows = rows::rows(stock, &self.folded);
        let same = before.as_ref().and_then(|row| self.rows.iter().position(|it| it.is(row)));
        self.select(same.unwrap_or(self.selected));
    }

    /// All that can be shown, also what is folded away, in the order of the pane.
    pub(in crate::app) fn all(stock: &Stock<'_>) -> Vec<Row> {
        rows::rows(stock, &BTreeSet::new())
    }

    /// Selects the first row that shows this, if there is one.
    pub(in crate::app) fn select_scope(&mut self, scope: &Scope) {
        let found = self.rows.iter().position(|row| row.scope.as_ref() == Some(scope));
        self.select(found.unwrap_or(self.selected));
    }

    /// Selects a row, as far as there is one, and brings it into view.
    pub(in crate::app) fn select(&mut self, index: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
        let visible = self.visible.max(1);
        self.top = self.top.min(self.selected);
        if self.selected >= self.top + visible {
            self.top = self.selected + 1 - visible;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(visible));
    }

    fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Scrolls without moving the selection further than it must.
    pub(in crate::app) fn scroll(&mut self, by: isize) {
        let visible = self.visible.max(1);
        let last = self.rows.len().saturating_sub(visible);
        self.top = self.top.saturating_add_signed(by).min(last);
        let end = (self.top + visible - 1).min(self.rows.len().saturating_sub(1));
        self.selected = self.selected.clamp(self.top, end.max(self.top));
    }

    /// Folds or unfolds the group of the selected row, and goes to its head; whether it has one.
    fn fold(&mut self, stock: &Stock<'_>, fold: Option<bool>) -> bool {
        let Some(group) = self.row().map(|row| row.group.clone()) else { return false };
        let name = group.name();
        if group == Group::Top {
            return false;
        }
        if fold.unwrap_or(!self.folded.contains(&name)) {
            self.folded.insert(name);
        } else {
            self.folded.remove(&name);
        }
        let head = self.rows.iter().position(|row| row.head && row.group == group);
        self.select(head.unwrap_or(self.selected));
        self.renew(stock);
        true
    }

    /// The feeds of the selected row's group, in order.
    pub(in crate::app) fn feeds(&self) -> Vec<FeedId> {
        let group = self.row().map(|row| &row.group);
        let rows = self.rows.iter().filter(|row| Some(&row.group) == group);
        let feed = |row: &Row| match row.scope {
            Some(Scope::Feed(id)) => Some(id),
            _ => None,
        };
        rows.filter_map(feed).collect()
    }
}

impl Sidebar {
    /// Takes up what was remembered of the pane: what `OPEN` and `FOLDED` name.
    pub fn recall(&mut self, open: Option<&str>, folded: Option<&str>) {
        self.pane.open = open == Some("open");
        if let Some(names) = folded {
            self.pane.fold_these(names);
        }
    }

    /// The place for the rows is another one now.
    pub(in crate::app) fn lay_out(&mut self, rows: usize) {
        self.pane.visible = rows.max(1);
        self.pane.select(self.pane.selected);
    }

    pub(in crate::app) fn fold(&mut self, fold: Option<bool>) -> Outcome {
        let stock = Stock { feeds: &self.feeds, tags: &self.tags, shelves: &self.shelves };
        if !self.pane.fold(&stock, fold) {
            return Outcome::none();
        }
        let names: Vec<&str> = self.pane.folded.iter().map(String::as_str).collect();
        Outcome::from(Effect::Remember(Remember::Setting(FOLDED, names.join("\n"))))
    }

    pub(in crate::app) fn step(&mut self, action: MoveAction) -> Outcome {
        let page = self.pane.visible.max(2) as isize;
        self.pane.step(action.steps(page));
        Outcome::none()
    }
}
