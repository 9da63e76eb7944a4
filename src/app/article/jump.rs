//! Jumping in the open article: statement to statement, source to source, mention to mention.

use crate::domain::{EntityId, SourceId};

use crate::app::Reader;

impl Reader {
    /// Makes the next attribution the current one (or the one before), from the current one if it
    /// is visible, else from what is visible; whether there was one.
    pub fn step_quote(&mut self, forward: bool) -> bool {
        let target = match self.visible_current() {
            Some(place) if forward => self.order.get(place + 1),
            Some(place) => place.checked_sub(1).and_then(|place| self.order.get(place)),
            None => self.quote_from_view(forward),
        };
        match target.copied() {
            Some(index) => {
                self.select(index);
                true
            }
            None => false,
        }
    }

    /// Makes the next statement of the current source the current one (or the one before), round
    /// and round; whether there was another one.
    pub fn step_statement(&mut self, forward: bool) -> bool {
        let Some(source) = self.heard() else { return false };
        let same: Vec<usize> =
            self.order.iter().copied().filter(|index| self.is_said_by(*index, source)).collect();
        let Some(place) = same.iter().position(|index| Some(*index) == self.current) else {
            return false;
        };
        let step = if forward { 1 } else { same.len() - 1 };
        let target = same[(place + step) % same.len()];
        self.voice = Some(source);
        self.select(target);
        same.len() > 1
    }

    /// Makes the first statement of the next source (or the one before) the current one.
    pub fn step_source(&mut self, forward: bool) -> bool {
        let count = self.analysis.as_ref().map_or(0, |analysis| analysis.sources.len());
        let speaks = |source: &usize| self.first_statement(SourceId(*source as u32)).is_some();
        let here = self.heard().map(SourceId::index);
        let target = match here {
            Some(here) if forward => (here + 1..count).find(speaks),
            Some(here) => (0..here).rev().find(speaks),
            None if forward => (0..count).find(speaks),
            None => (0..count).rev().find(speaks),
        };
        let target = target.map(|source| SourceId(source as u32));
        match target.and_then(|source| self.first_statement(source)) {
            Some(index) => {
                self.voice = target;
                self.select(index);
                true
            }
            None => false,
        }
    }

    /// The source of the current statement: of several the one that was chosen, or the first.
    pub fn heard(&self) -> Option<SourceId> {
        let found = self.current_attribution()?;
        self.voice.filter(|voice| found.is_by(*voice)).or(found.source_id())
    }

    /// The first statement of a source.
    pub fn first_statement(&self, source: SourceId) -> Option<usize> {
        self.order.iter().copied().find(|index| self.is_said_by(*index, source))
    }

    /// Makes an attribution the current one and brings it into view.
    pub fn select(&mut self, attribution: usize) {
        self.entity = None;
        self.current = Some(attribution);
        self.reveal_current();
    }

    /// Chooses an entity and brings one of its mentions into view, counted round and round.
    pub fn select_entity(&mut self, entity: EntityId, mention: usize) {
        let Some(found) = self.analysis.as_ref().and_then(|a| a.entities.get(entity.index()))
        else {
            return;
        };
        let mention = mention % found.mentions.len().max(1);
        let Some(span) = found.mentions.get(mention).copied() else { return };
        self.entity = Some((entity, mention));
        self.reveal(span);
    }

    /// Whether the reader has corrected or added an attribution.
    pub fn is_corrected(&self, attribution: usize) -> bool {
        let corrected = self.analysis.as_ref().map_or(&[][..], |analysis| &analysis.corrected);
        corrected.iter().any(|(index, _)| *index == attribution)
    }

    fn is_said_by(&self, attribution: usize, source: SourceId) -> bool {
        let found = self.analysis.as_ref().and_then(|it| it.attributions.get(attribution));
        found.is_some_and(|found| found.is_by(source))
    }

    /// Whether any of the current attribution can be seen.
    pub fn current_in_view(&self) -> bool {
        let Some(extent) = self.current_attribution().map(|found| found.extent()) else {
            return false;
        };
        let (first, last) =
            (self.line_of(extent.start), self.line_of(extent.end.saturating_sub(1)));
        first < self.top + self.rows && last >= self.top
    }

    /// Scrolls, if need be, so that the current attribution can be seen.
    pub(in crate::app) fn reveal_current(&mut self) {
        if let Some(extent) = self.current_attribution().map(|found| found.extent()) {
            self.reveal(extent);
        }
    }

    /// The current attribution's place in the order, if any of it can be seen.
    pub(in crate::app) fn visible_current(&self) -> Option<usize> {
        let place = || self.order.iter().position(|index| Some(*index) == self.current);
        if self.current_in_view() { place() } else { None }
    }

    /// The first attribution that begins in or after what is visible; or the last before its end.
    fn quote_from_view(&self, forward: bool) -> Option<&usize> {
        let attributions = &self.analysis.as_ref()?.attributions;
        let start = |index: &usize| attributions[*index].extent().start;
        let shown = self.lines.iter().skip(self.top).take(self.rows);
        // Where no text can be seen, all of it stands above.
        let end = self.article.body.text.len();
        let first = shown.clone().find_map(|line| line.span()).map_or(end, |span| span.start);
        let last = shown.rev().find_map(|line| line.span()).map_or(end, |span| span.end);
        if forward {
            self.order.iter().find(|index| start(index) >= first)
        } else {
            self.order.iter().rev().find(|index| start(index) < last)
        }
    }
}
