//! The article list: a window of rows out of a list of any length, the selection, the scrolling.

pub(in crate::app) mod browse;
pub(in crate::app) mod unread;

use std::collections::HashSet;

use crate::domain::{ArticleId, ArticleRow, Counts, Cursor, Edge, Page, Query, Shown};

use crate::app::RequestId;
use crate::app::list::unread::Seek;

/// How many rows are read at a time.
pub const PAGE: usize = 200;

/// How many rows the window keeps at most.
const MOST: usize = 1000;

/// The state of the list.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// What it shows.
    pub query: Query,
    /// The rows in memory, in list order.
    pub rows: Vec<ArticleRow>,
    /// How many rows of the list come before the first of them.
    pub offset: u64,
    /// How much the list holds.
    pub counts: Counts,
    /// The selected row: an index in `rows`.
    pub selected: usize,
    /// The first visible row: an index in `rows`.
    pub top: usize,
    /// How many rows are visible.
    pub visible: usize,
    /// Whether the first page has come.
    pub loaded: bool,
    /// How many rows have come in above the visible ones since those were last at the top.
    pub newer: u64,
    /// The article that had come in last when the rows were read.
    pub(in crate::app) newest: Option<ArticleId>,
    /// The same, of the last time at which none had come in above the visible ones.
    seen_to: Option<ArticleId>,
    /// Whether the list is to be read again once the page has come that is on its way.
    pub(in crate::app) again: bool,
    /// Whether the view stays where it is although there are blank rows below: more rows came in
    /// above.
    held: bool,
    /// The page that is on its way, and what is to be done with it.
    pending: Option<(RequestId, Edge, Arrival)>,
    /// The newest request for counts: an older one's answer is stale.
    pub(in crate::app) counts_request: RequestId,
    /// The wake to count what is being searched.
    pub(in crate::app) counts_soon: Option<RequestId>,
    /// The look for an unread article that goes on.
    pub(in crate::app) seek: Option<Seek>,
}

/// What to do when an asked-for page comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Select the first row.
    First,
    /// Select the last row.
    Last,
    /// Keep the selected article selected, on its screen line as far as the list fills the screen.
    Keep,
    /// Keep the selected article selected, on its screen line, whatever came in above it.
    Hold,
    /// Select that article, on the first line that can be.
    At(ArticleId),
    /// Go on by one row, down or up, that was not loaded yet.
    Step,
    /// Add the rows; nothing else moves.
    Extend,
}

impl List {
    /// The selected row.
    pub fn selected_row(&self) -> Option<&ArticleRow> {
        self.rows.get(self.selected)
    }

    /// The selected row's number in the whole list, from 1; 0 in an empty list.
    pub fn position(&self) -> u64 {
        if self.rows.is_empty() { 0 } else { self.offset + self.selected as u64 + 1 }
    }

    /// The rows that are visible, with their indices.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &ArticleRow)> {
        self.rows.iter().enumerate().skip(self.top).take(self.visible.max(1))
    }

    /// Shows again what it showed `before`. What is counted or looked for now goes on.
    pub(in crate::app) fn go_back_to(&mut self, before: List) {
        let before = List {
            counts_request: self.counts_request,
            counts_soon: self.counts_soon,
            seek: self.seek.take(),
            ..before
        };
        *self = before;
    }

    /// Notes that a page was asked for.
    pub fn expect(&mut self, request: RequestId, edge: Edge, arrival: Arrival) {
        self.pending = Some((request, edge, arrival));
    }

    /// Whether a page is on its way.
    pub fn waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether a page is on its way that the user goes to.
    pub(in crate::app) fn is_going(&self) -> bool {
        let goes = |arrival| !matches!(arrival, Arrival::Keep | Arrival::Hold | Arrival::Extend);
        self.loaded && self.pending.is_some_and(|(_, _, arrival)| goes(arrival))
    }

    /// How many rows stand above the visible ones.
    pub fn above(&self) -> u64 {
        self.offset + self.top as u64
    }

    /// Takes a page that came; whether it is the one that was asked for last.
    pub fn take(&mut self, request: RequestId, page: Page) -> bool {
        let Some((_, edge, arrival)) = self.pending.take_if(|(id, ..)| *id == request) else {
            return false;
        };
        self.loaded = true;
        match edge {
            Edge::After(_) => self.append(page),
            Edge::Before(_) => self.prepend(page),
            Edge::Start | Edge::End | Edge::Around(_) => self.replace(page, arrival),
        }
        if arrival == Arrival::Step {
            match edge {
                Edge::After(_) => self.move_to(self.selected + 1),
                Edge::Start | Edge::End | Edge::Before(_) | Edge::Around(_) => {
                    self.move_to(self.selected.saturating_sub(1))
                }
            }
        }
        self.reveal();
        true
    }

    /// Forgets a page that will not come.
    pub fn give_up(&mut self, request: RequestId) {
        self.pending.take_if(|(id, ..)| *id == request);
    }

    /// Forgets the page that is on its way: it will not come.
    pub(in crate::app) fn give_up_waiting(&mut self) {
        self.pending = None;
    }

    fn append(&mut self, page: Page) {
        let known: HashSet<ArticleId> = self.rows.iter().map(|row| row.id).collect();
        let before = self.rows.len();
        self.rows.extend(page.rows.into_iter().filter(|row| !known.contains(&row.id)));
        if self.rows.len() == before {
            // Whatever was counted: there is no more, and asking again would never end.
            self.counts.total = self.offset + before as u64;
        }
        if self.rows.len() > MOST {
            let cut = (self.rows.len() - MOST).min(self.top);
            self.rows.drain(..cut);
            self.offset += cut as u64;
            self.selected = self.selected.saturating_sub(cut);
            self.top -= cut;
        }
    }

    fn prepend(&mut self, page: Page) {
        let known: HashSet<ArticleId> = self.rows.iter().map(|row| row.id).collect();
        let mut rows: Vec<ArticleRow> =
            page.rows.into_iter().filter(|row| !known.contains(&row.id)).collect();
        let added = rows.len();
        rows.append(&mut self.rows);
        self.rows = rows;
        self.offset = if added == 0 { 0 } else { self.offset.saturating_sub(added as u64) };
        self.selected += added;
        self.top += added;
        let needed = self.top + self.visible + PAGE;
        self.rows.truncate(MOST.max(needed));
    }

    fn replace(&mut self, page: Page, arrival: Arrival) {
        let kept = self.selected_row().map(Cursor::of);
        let line = self.selected.saturating_sub(self.top);
        let above = self.above();
        self.rows = page.rows;
        self.offset = page.offset;
        self.newest = page.newest;
        // Where the selected article has gone, what stood below it takes its place.
        let before = |kept: Cursor| {
            let place = |row: &ArticleRow| (row.order_key, row.id.0) > (kept.key, kept.id.0);
            let same = self.rows.iter().position(|row| row.id == kept.id);
            same.unwrap_or_else(|| self.rows.partition_point(place))
        };
        self.selected = match (arrival, kept) {
            (Arrival::Keep | Arrival::Hold, Some(kept)) => before(kept),
            (Arrival::Last, _) => self.rows.len(),
            (Arrival::At(id), _) => self.rows.iter().position(|row| row.id == id).unwrap_or(0),
            _ => 0,
        };
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
        self.top = match arrival {
            Arrival::Keep | Arrival::Hold => self.selected.saturating_sub(line),
            Arrival::First | Arrival::Last | Arrival::At(_) | Arrival::Step | Arrival::Extend => 0,
        };
        self.held = arrival == Arrival::Hold;
        self.newer = match arrival {
            Arrival::Hold => self.newer + self.above().saturating_sub(above),
            Arrival::Keep => self.newer,
            Arrival::First | Arrival::Last | Arrival::At(_) | Arrival::Step | Arrival::Extend => 0,
        };
    }

    /// Selects a row by its index in the window, as far as there is one.
    pub fn move_to(&mut self, index: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
        self.reveal();
    }

    /// Selects the row so many places further on, as far as the window goes; whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        let before = self.selected;
        self.move_to(self.selected.saturating_add_signed(by));
        self.selected != before
    }

    /// Scrolls without moving the selection further than it must.
    pub fn scroll(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(self.visible.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
        self.held = false;
        self.note_newer();
        let end = (self.top + self.visible.max(1)).saturating_sub(1);
        self.selected =
            self.selected.clamp(self.top, end.min(self.rows.len().saturating_sub(1)).max(self.top));
    }

    /// The page to ask for next, if the window's end or beginning is near.
    pub fn wanted(&self) -> Option<Edge> {
        let near = self.visible.max(10) * 2;
        let after = self.offset + (self.rows.len() as u64) < self.counts.total;
        if after && self.selected.max(self.top) + near >= self.rows.len() {
            return self.rows.last().map(|row| Edge::After(Cursor::of(row)));
        }
        if self.offset > 0 && self.top < near {
            return self.rows.first().map(|row| Edge::Before(Cursor::of(row)));
        }
        None
    }

    /// Whether the window's last row is the list's last.
    pub fn has_end(&self) -> bool {
        self.offset + self.rows.len() as u64 >= self.counts.total
    }

    /// Changes rows that are in the window.
    pub fn change(&mut self, ids: &[ArticleId], change: impl Fn(&mut ArticleRow)) {
        let ids: HashSet<ArticleId> = ids.iter().copied().collect();
        self.rows.iter_mut().filter(|row| ids.contains(&row.id)).for_each(change);
    }

    /// What stands at the top now has been seen.
    fn note_newer(&mut self) {
        self.newer = self.newer.min(self.above());
        if self.newer == 0 {
            self.seen_to = self.newest;
        }
    }

    /// What has been shown or would be by scrolling, without what has come in above since.
    pub(in crate::app) fn seen(&self) -> Shown {
        let in_view = self.rows.iter().skip(self.top).map(|row| row.id);
        let later = in_view.filter(|id| self.seen_to.is_some_and(|last| *id > last)).collect();
        Shown { up_to: self.seen_to, later }
    }

    /// Keeps the selected row in view, and the window filled.
    pub fn reveal(&mut self) {
        let visible = self.visible.max(1);
        self.top = self.top.min(self.selected);
        if self.selected >= self.top + visible {
            self.top = self.selected + 1 - visible;
        }
        let last = self.rows.len().saturating_sub(visible);
        self.held &= self.top > last;
        if !self.held {
            self.top = self.top.min(last);
        }
        self.note_newer();
    }
}
