//! Moving in a dossier: what can be selected, from one to the next, scrolling.

use super::dossier::DossierView;
use super::lines::Spot;

impl DossierView {
    pub(super) fn first_statement(&self) -> Option<Spot> {
        self.spots().find(|spot| spot.article().is_some()).or_else(|| self.spots().next())
    }

    /// Everything that can be selected, in order.
    pub(super) fn spots(&self) -> impl DoubleEndedIterator<Item = Spot> + '_ {
        let lines = &self.lines;
        let first = |at: &usize| *at == 0 || lines[at - 1].spot != lines[*at].spot;
        (0..lines.len()).filter(first).filter_map(|at| lines[at].spot)
    }

    /// The first line of something.
    pub fn line_of(&self, spot: Spot) -> Option<usize> {
        self.lines.iter().position(|line| line.spot == Some(spot))
    }

    pub(super) fn sees(&self, line: usize) -> bool {
        (self.top..self.top + self.rows).contains(&line)
    }

    pub(super) fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.rows)
    }

    /// Scrolls by so many lines; whether there were any. What is selected stays in view: where it
    /// would leave, the nearest thing that can be seen takes its place.
    pub(super) fn scroll(&mut self, by: isize) -> bool {
        let before = self.top;
        self.top = self.top.saturating_add_signed(by).min(self.last_top());
        self.follow(by > 0);
        self.top != before
    }

    /// As `scroll`; where there are no more lines, the selection goes to the edge.
    pub(in crate::app) fn turn(&mut self, by: isize) {
        if !self.scroll(by) {
            let edge = if by > 0 { self.spots().next_back() } else { self.spots().next() };
            self.selected = edge.or(self.selected);
        }
    }

    fn follow(&mut self, down: bool) {
        let end = (self.top + self.rows).min(self.lines.len());
        let Some(seen) = self.lines.get(self.top.min(end)..end) else { return };
        if seen.iter().any(|line| line.spot.is_some() && line.spot == self.selected) {
            return;
        }
        let begins = |spot: &Spot| self.line_of(*spot).is_some_and(|line| line >= self.top);
        let spots = || seen.iter().filter_map(|line| line.spot);
        let whole = match down {
            true => spots().find(begins),
            false => spots().rev().find(begins),
        };
        self.selected = whole.or_else(|| spots().next()).or(self.selected);
    }

    /// Selects the next thing, or the one before. One that is taller than what is visible is read
    /// line by line first; beyond the last thing there may still be lines.
    pub(in crate::app) fn step_or_scroll(&mut self, down: bool) {
        let by = if down { 1 } else { -1 };
        let more = self.selected.is_some_and(|spot| self.goes_on(spot, down));
        if more || !self.step(down) {
            self.scroll(by);
        }
    }

    /// Whether something that can be seen goes on beyond the visible lines.
    fn goes_on(&self, spot: Spot, down: bool) -> bool {
        let Some(first) = self.line_of(spot) else { return false };
        let length = self.lines[first..].iter().take_while(|line| line.spot == Some(spot)).count();
        let (end, bottom) = (first + length, self.top + self.rows);
        if down { first < bottom && bottom < end } else { first < self.top && self.top < end }
    }

    /// Selects the next thing, or the one before; from what is visible if the selected one is not.
    /// Whether there was one.
    pub(in crate::app) fn step(&mut self, forward: bool) -> bool {
        let here = self.selected.and_then(|spot| self.line_of(spot));
        let (top, end) = (self.top, self.top + self.rows);
        let after = |spot: &Spot, from: usize| self.line_of(*spot).is_some_and(|at| at >= from);
        let before = |spot: &Spot, to: usize| self.line_of(*spot).is_some_and(|at| at < to);
        let found = match (here.filter(|line| self.sees(*line)), forward) {
            (Some(line), true) => self.spots().find(|spot| after(spot, line + 1)),
            (Some(line), false) => self.spots().rev().find(|spot| before(spot, line)),
            (None, true) => self.spots().find(|spot| after(spot, top)),
            (None, false) => self.spots().rev().find(|spot| before(spot, end)),
        };
        self.select(found)
    }

    /// Selects the first thing in the next article, or in the one before; whether there is one.
    pub(in crate::app) fn step_article(&mut self, forward: bool) -> bool {
        let shown = self.lines.get(self.top).and_then(|line| line.article);
        let here = self.selected.and_then(Spot::article).or(shown);
        let wanted = match (here, forward) {
            (None, true) => Some(self.offset),
            (None, false) => None,
            (Some(here), true) => Some(here + 1),
            (Some(here), false) => here.checked_sub(1),
        };
        let found =
            wanted.and_then(|wanted| self.spots().find(|spot| spot.article() == Some(wanted)));
        let heading = self.lines.iter().position(|line| wanted.is_some() && line.article == wanted);
        let moved = self.select(found);
        if let (true, Some(line)) = (moved, heading) {
            self.top = line.min(self.last_top());
        }
        moved
    }

    fn select(&mut self, found: Option<Spot>) -> bool {
        if found.is_some() {
            self.selected = found;
            self.reveal();
        }
        found.is_some()
    }

    /// Selects what stands on a visible line.
    pub(super) fn select_line(&mut self, line: usize) {
        let Some(line) = self.lines.get(self.top + line) else { return };
        let of_article = || self.spots().find(|spot| spot.article() == line.article);
        let spot = line.spot.or_else(|| line.article.and_then(|_| of_article()));
        self.selected = spot.or(self.selected);
    }

    /// To the first line, or the last.
    pub(super) fn go_to_edge(&mut self, end: bool) {
        self.top = if end { self.last_top() } else { 0 };
        self.selected = if end { self.spots().last() } else { self.first_statement() };
    }

    /// Scrolls as little as needed so that all of the selected thing can be seen, with the heading
    /// of its article where it is the first in it.
    pub(super) fn reveal(&mut self) {
        let Some(spot) = self.selected else { return };
        let Some(mut first) = self.line_of(spot) else { return };
        let length = self.lines[first..].iter().take_while(|line| line.spot == Some(spot)).count();
        let last = first + length.min(self.rows) - 1;
        if first > 0 && self.lines[first - 1].is_heading() {
            first -= 1;
        }
        if last >= self.top + self.rows {
            self.top = last + 1 - self.rows;
        }
        self.top = self.top.min(first);
    }
}
