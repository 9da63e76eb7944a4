//! A list of subjects of any length: a window of its rows, the selection, the scrolling.

use crate::domain::{EntityKind, SourceKind, Subject, SubjectId, SubjectOrder, SubjectPage};
use crate::domain::{FeedId, SubjectQuery};

use super::dates::Dates;
use crate::app::RequestId;

/// How many rows are read at a time.
pub const PAGE: usize = 200;

/// How many rows the window keeps at most.
const MOST: usize = 1000;

/// Rows above a list: its title, a rule, the names of its columns.
pub const HEAD: u16 = 3;

/// A list of subjects. Places in it are counted from the whole list's beginning.
#[derive(Debug, Clone, Default)]
pub struct SubjectList {
    /// What it shows.
    pub query: SubjectQuery,
    /// The span of time that it covers.
    pub dates: Dates,
    /// The rows in memory.
    pub rows: Vec<Subject>,
    /// How many rows of the list come before the first of them.
    pub offset: u64,
    /// How many rows the list has.
    pub total: u64,
    /// Whether a page has come.
    pub loaded: bool,
    /// The place of the selected row.
    pub selected: u64,
    /// The place of the first visible row.
    pub top: u64,
    /// How many rows are visible.
    pub visible: usize,
    /// The page that is on its way: where it begins, and whether it takes the window's place.
    pending: Option<(RequestId, u64, bool)>,
    /// The subject that is to be selected again when a page takes the window's place.
    kept: Option<SubjectId>,
    /// Whether the list turned out to have changed, and is to be read again.
    pub(super) again: bool,
}

impl SubjectList {
    /// The list of sources, or of entities.
    pub fn new(entities: bool) -> SubjectList {
        let query = SubjectQuery { entities, ..SubjectQuery::default() };
        SubjectList { query, ..SubjectList::default() }
    }

    /// The row at a place, if it is in memory.
    pub fn row(&self, place: u64) -> Option<&Subject> {
        self.rows.get(usize::try_from(place.checked_sub(self.offset)?).ok()?)
    }

    /// The selected row.
    pub fn selected_row(&self) -> Option<&Subject> {
        self.row(self.selected)
    }

    /// The places that are visible.
    pub fn shown(&self) -> std::ops::Range<u64> {
        self.top..(self.top + self.visible as u64).min(self.total)
    }

    /// The rows to ask for: place and number; none where all that is near is there.
    pub(super) fn wanted(&self) -> Option<(u64, usize)> {
        if self.pending.is_some() || self.total == 0 {
            return None;
        }
        let margin = self.visible.max(10) as u64;
        let from = self.top.saturating_sub(margin);
        let to = (self.top + self.visible as u64 + margin).min(self.total);
        let end = self.offset + self.rows.len() as u64;
        if self.rows.is_empty() || to <= self.offset || from >= end {
            return Some((from.saturating_sub(PAGE as u64 / 4), PAGE));
        }
        if end < to {
            return Some((end, PAGE));
        }
        let start = self.offset.saturating_sub(PAGE as u64);
        (from < self.offset).then_some((start, (self.offset - start) as usize))
    }

    /// The page that shows what is shown now: place and number.
    pub(super) fn present(&self) -> (u64, usize) {
        (self.top.saturating_sub(PAGE as u64 / 4), PAGE.max(self.visible * 2))
    }

    /// Notes that a page was asked for; a `fresh` one takes the window's place.
    pub(super) fn expect(&mut self, request: RequestId, offset: u64, fresh: bool) {
        self.pending = Some((request, offset, fresh));
    }

    /// Back to the top, for another query; what is selected now is not looked for.
    pub(super) fn rewind(&mut self) {
        (self.top, self.selected, self.kept) = (0, 0, None);
    }

    /// What is selected now is to be selected again in the next page that takes the window's place.
    pub(super) fn keep(&mut self) {
        self.kept = self.selected_row().map(|row| row.id);
    }

    /// Whether the answer to that request is awaited.
    pub(super) fn awaits(&self, request: RequestId) -> bool {
        self.pending.is_some_and(|(id, ..)| id == request)
    }

    /// Whether a page is on its way.
    pub fn waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// Forgets a page that will not come.
    pub(super) fn give_up(&mut self, request: RequestId) {
        self.pending.take_if(|(id, ..)| *id == request);
    }

    /// Takes a page that came; one that was not asked for last is dropped.
    pub(super) fn take(&mut self, request: RequestId, page: SubjectPage) {
        let Some((_, _, fresh)) = self.pending.take_if(|(id, ..)| *id == request) else { return };
        self.again = self.loaded && !fresh && page.total != self.total;
        self.loaded = true;
        self.total = page.total;
        let end = self.offset + self.rows.len() as u64;
        let count = page.rows.len() as u64;
        if count == 0 {
            // Whatever was counted: there are no rows from here on.
            self.total = self.total.min(page.offset);
        }
        if fresh || self.rows.is_empty() {
            self.replace(page);
        } else if page.offset == end {
            self.rows.extend(page.rows);
            self.trim_front();
        } else if page.offset + count == self.offset {
            self.rows.splice(0..0, page.rows);
            self.offset = page.offset;
            let needed = (self.top - self.offset.min(self.top)) as usize + self.visible + PAGE;
            self.rows.truncate(MOST.max(needed));
        } else {
            self.replace(page);
        }
        self.reveal();
    }

    fn replace(&mut self, page: SubjectPage) {
        self.rows = page.rows;
        self.offset = page.offset;
        let Some(kept) = self.kept.take() else { return };
        let line = self.selected.saturating_sub(self.top);
        if let Some(place) = self.rows.iter().position(|row| row.id == kept) {
            self.selected = self.offset + place as u64;
            self.top = self.selected.saturating_sub(line);
        }
    }

    fn trim_front(&mut self) {
        let above = self.top.saturating_sub(self.offset) as usize;
        let cut = self.rows.len().saturating_sub(MOST).min(above);
        self.rows.drain(..cut);
        self.offset += cut as u64;
    }

    /// Selects the row so many places further on, as far as the list goes.
    pub(in crate::app) fn step(&mut self, by: i64) {
        self.selected = self.selected.saturating_add_signed(by);
        self.reveal();
    }

    /// Scrolls without moving the selection, but for what would leave the screen.
    pub(super) fn scroll(&mut self, by: i64) {
        let visible = self.visible.max(1) as u64;
        let last = self.total.saturating_sub(visible);
        self.top = self.top.saturating_add_signed(by).min(last);
        self.selected = self.selected.clamp(self.top, self.top + visible - 1);
        self.reveal();
    }

    /// Selects the row on a visible line, if there is one.
    pub(super) fn select_line(&mut self, line: u64) {
        let place = self.top + line;
        if self.shown().contains(&place) {
            self.selected = place;
        }
    }

    /// Keeps the selected row in the list and in view.
    pub(super) fn reveal(&mut self) {
        let visible = self.visible.max(1) as u64;
        self.selected = self.selected.min(self.total.saturating_sub(1));
        self.top = self.top.min(self.selected);
        if self.selected >= self.top + visible {
            self.top = self.selected + 1 - visible;
        }
        self.top = self.top.min(self.total.saturating_sub(visible));
    }

    /// The next order.
    pub(in crate::app) fn arrange(&mut self) {
        let here = SubjectOrder::ALL.iter().position(|(order, _)| *order == self.query.order);
        let next = here.map_or(0, |here| (here + 1) % SubjectOrder::ALL.len());
        self.query.order = SubjectOrder::ALL[next].0;
    }

    /// Only the next kind; after the last one all.
    pub(in crate::app) fn next_kind(&mut self) {
        if self.query.entities {
            step_kind(&ENTITY_KINDS.map(|(kind, _)| kind), &mut self.query.entity_kinds);
        } else {
            step_kind(&SOURCE_KINDS.map(|(kind, _)| kind), &mut self.query.source_kinds);
        }
    }

    /// Takes away the condition that was set last, reckoned from the name; whether there was one.
    pub(super) fn loosen(&mut self) -> bool {
        if !self.query.filter.is_empty() {
            self.query.filter.clear();
        } else if self.dates.is_set() {
            self.set_dates(Dates::default());
        } else if self.query.feed.is_some() {
            self.query.feed = None;
        } else if self.kind().is_some() {
            self.query.source_kinds.clear();
            self.query.entity_kinds.clear();
        } else {
            return false;
        }
        true
    }

    pub(super) fn set_dates(&mut self, dates: Dates) {
        (self.query.after, self.query.before) = (dates.after, dates.before);
        self.dates = dates;
    }

    pub(in crate::app) fn set_feed(&mut self, feed: Option<FeedId>) {
        self.query.feed = feed;
    }

    /// The kind that alone is listed, in a word.
    pub fn kind(&self) -> Option<&'static str> {
        let of_sources =
            SOURCE_KINDS.iter().find(|(kind, _)| self.query.source_kinds.contains(kind));
        let of_entities =
            ENTITY_KINDS.iter().find(|(kind, _)| self.query.entity_kinds.contains(kind));
        of_sources.map(|(_, word)| *word).or(of_entities.map(|(_, word)| *word))
    }

    /// What the list is ordered by, in a word.
    pub fn order(&self) -> &'static str {
        SubjectOrder::ALL
            .iter()
            .find(|(order, _)| *order == self.query.order)
            .map_or("", |(_, word)| *word)
    }
}

const SOURCE_KINDS: [(SourceKind, &str); 4] = [
    (SourceKind::Person, "persons"),
    (SourceKind::Organization, "bodies"),
    (SourceKind::Document, "documents"),
    (SourceKind::Unnamed, "unnamed"),
];

const ENTITY_KINDS: [(EntityKind, &str); 4] = [
    (EntityKind::Person, "persons"),
    (EntityKind::Organization, "bodies"),
    (EntityKind::Place, "places"),
    (EntityKind::Group, "groups"),
];

fn step_kind<K: Copy + PartialEq>(kinds: &[K], set: &mut Vec<K>) {
    let next = match set.first() {
        None => kinds.first(),
        Some(kind) => kinds.iter().position(|other| other == kind).and_then(|at| kinds.get(at + 1)),
    };
    *set = next.copied().into_iter().collect();
}
