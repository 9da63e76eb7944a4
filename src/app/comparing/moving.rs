//! Moving in a comparison: from statement to statement, from column to column.

use super::Comparison;
use super::lines::{Line, Spot};

impl Comparison {
    /// Selects the statement so many lines or more further on in its column.
    pub(in crate::app) fn step(&mut self, forward: bool, lines: usize) {
        let Some(here) = self.selected else {
            self.selected = self.first_spot();
            return;
        };
        let column: Vec<Spot> = self.spots().filter(|spot| spot.column == here.column).collect();
        let next = if forward {
            let far = column.iter().find(|spot| spot.line >= here.line + lines);
            far.or_else(|| column.last())
        } else {
            let far = column.iter().rev().find(|spot| spot.line + lines <= here.line);
            far.or_else(|| column.first())
        };
        let at_border = next == Some(&here);
        if let Some(next) = next {
            self.selected = Some(*next);
        }
        if at_border && !forward {
            // What stands above the first statement can be seen.
            self.top = 0;
        }
    }

    /// Selects the statement in another column that stands nearest.
    pub(in crate::app) fn step_column(&mut self, forward: bool) -> bool {
        let Some(here) = self.selected else {
            self.selected = self.first_spot();
            return true;
        };
        let beside = |spot: &Spot| {
            if forward { spot.column > here.column } else { spot.column < here.column }
        };
        let nearest = self.spots().filter(beside).min_by_key(|spot| {
            (spot.column.abs_diff(here.column), spot.line.abs_diff(here.line), spot.line)
        });
        if let Some(nearest) = nearest {
            self.selected = Some(nearest);
        } else if forward && self.first + self.columns < self.articles.len() {
            self.first += 1;
        } else if !forward && self.first > 0 {
            self.first -= 1;
        }
        nearest.is_some()
    }

    /// Scrolls so that the selected statement can be seen, with its heading where it follows one.
    pub(in crate::app) fn reveal(&mut self) {
        self.first = self.first.min(self.articles.len().saturating_sub(self.columns));
        let last = self.lines.len().saturating_sub(self.rows);
        self.top = self.top.min(last);
        let Some(spot) = self.selected else { return };
        if spot.column < self.first {
            self.first = spot.column;
        } else if spot.column >= self.first + self.columns {
            self.first = spot.column + 1 - self.columns;
        }
        let is_head = |line: &usize| !matches!(self.lines[*line], Line::Cells(_));
        let head = (0..spot.line).rev().take(3).take_while(is_head).last().unwrap_or(spot.line);
        let below = |line: usize| {
            let Some(Line::Cells(cells)) = self.lines.get(line) else { return false };
            matches!(cells.get(spot.column), Some(super::lines::Cell::Said(_, _, false)))
        };
        let end = (spot.line + 1..self.lines.len()).take_while(|line| below(*line)).last();
        let end = end.unwrap_or(spot.line);
        if end >= self.top + self.rows {
            self.top = (end + 1).saturating_sub(self.rows);
        }
        if head < self.top {
            self.top = head;
        }
        self.top = self.top.min(last);
    }
}
