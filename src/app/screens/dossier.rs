//! A dossier of any length: a window of its articles in lines, the selection, the scrolling.

use crate::domain::{
    Appearance, ArticleId, Dossier, DossierPage, DossierQuery, FeedId, SubjectId, clean,
};

use super::dates::Dates;
use super::lines::{self, DossierLine, Spot};
use crate::app::RequestId;

/// How many articles are read at a time.
pub const PAGE: usize = 20;

/// How many articles the window keeps at most.
const MOST: usize = 120;

/// How many descriptions of a subject are shown.
const DESCRIPTIONS: usize = 6;

/// Where a page that takes the window's place is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Place {
    /// From its first statement on.
    Start,
    /// At its end.
    End,
    /// Where it was.
    Keep,
}

/// A dossier.
#[derive(Debug, Clone)]
pub struct DossierView {
    /// Whose, and what of it.
    pub query: DossierQuery,
    /// The span of time that it covers.
    pub dates: Dates,
    /// What is known of the subject; none before it has come.
    pub known: Option<Box<Dossier>>,
    /// How articles describe it: as far as they have come, few.
    pub descriptions: Vec<String>,
    /// The articles in memory.
    pub articles: Vec<Appearance>,
    /// How many articles come before the first of them.
    pub offset: u64,
    /// How many articles there are.
    pub total: u64,
    /// What is shown of them, in lines of the present width.
    pub lines: Vec<DossierLine>,
    /// The first visible line.
    pub top: usize,
    /// How many lines are visible.
    pub rows: usize,
    /// What is selected.
    pub selected: Option<Spot>,
    /// Whether it is to be read again before it is shown.
    pub(super) stale: bool,
    width: u16,
    pending: Option<(RequestId, Option<Place>)>,
}

impl DossierView {
    /// A dossier that is to be read.
    pub fn new(subject: SubjectId, about: bool) -> DossierView {
        let query = DossierQuery { subject, about, feed: None, after: None, before: None };
        DossierView {
            query,
            dates: Dates::default(),
            known: None,
            descriptions: Vec::new(),
            articles: Vec::new(),
            offset: 0,
            total: 0,
            lines: Vec::new(),
            top: 0,
            rows: 1,
            selected: None,
            stale: false,
            width: 0,
            pending: None,
        }
    }

    /// The subject's name, as far as it is known.
    pub fn name(&self) -> String {
        self.known.as_ref().map_or_else(String::new, |it| clean::one_line(&it.subject.name))
    }

    /// The article at a place, if it is in memory.
    pub fn article(&self, place: u64) -> Option<&Appearance> {
        self.articles.get(usize::try_from(place.checked_sub(self.offset)?).ok()?)
    }

    /// The article that the selection is in, with its place.
    pub fn selected_article(&self) -> Option<(u64, &Appearance)> {
        let place = self.selected?.article()?;
        Some((place, self.article(place)?))
    }

    fn end(&self) -> u64 {
        self.offset + self.articles.len() as u64
    }

    /// Whether nothing has come yet.
    pub fn is_coming(&self) -> bool {
        self.known.is_none()
    }

    /// Whether a page is on its way.
    pub fn waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// The articles to ask for: place and number; none where all that is near is there.
    pub(super) fn wanted(&self) -> Option<(u64, usize)> {
        if self.pending.is_some() || self.known.is_none() {
            return None;
        }
        if self.end() < self.total && self.top + 3 * self.rows >= self.lines.len() {
            return Some((self.end(), PAGE));
        }
        let start = self.offset.saturating_sub(PAGE as u64);
        let near = self.offset > 0 && self.top < 2 * self.rows;
        near.then_some((start, (self.offset - start) as usize))
    }

    /// What to ask for in order to be shown at a place: place and number.
    pub(super) fn page_for(&self, place: Place) -> (u64, usize) {
        match place {
            Place::Start => (0, PAGE),
            Place::End => (self.total.saturating_sub(PAGE as u64), PAGE),
            Place::Keep => (self.offset, PAGE.max(self.articles.len())),
        }
    }

    /// Whether the last article is in memory, or the first.
    pub(super) fn reaches(&self, place: Place) -> bool {
        match place {
            Place::Start => self.offset == 0,
            Place::End | Place::Keep => self.end() >= self.total,
        }
    }

    /// Notes that a page was asked for; with a place it is shown there instead of the window.
    pub(super) fn expect(&mut self, request: RequestId, place: Option<Place>) {
        self.pending = Some((request, place));
    }

    pub(super) fn awaits(&self, request: RequestId) -> bool {
        self.pending.is_some_and(|(id, _)| id == request)
    }

    pub(super) fn give_up(&mut self, request: RequestId) {
        self.pending.take_if(|(id, _)| *id == request);
    }

    /// Takes a page that came; one that was not asked for last is dropped.
    pub(super) fn take(&mut self, request: RequestId, known: Dossier, page: DossierPage) {
        let Some((_, place)) = self.pending.take_if(|(id, _)| *id == request) else { return };
        self.known = Some(Box::new(known));
        self.total = page.total;
        if page.articles.is_empty() {
            self.total = self.total.min(page.offset);
        }
        if matches!(place, Some(Place::Start | Place::Keep)) {
            // Somebody may have been taken out.
            self.descriptions.clear();
        }
        self.note_descriptions(&page);
        match place {
            Some(place) => self.replace(page, place),
            None if page.offset == self.end() => self.append(page),
            None if page.offset + page.articles.len() as u64 == self.offset => self.prepend(page),
            None => {}
        }
    }

    fn note_descriptions(&mut self, page: &DossierPage) {
        for described in page.articles.iter().filter_map(|it| it.description.as_deref()) {
            let words = clean::one_line(described);
            let known = self.descriptions.iter().any(|other| same(other, &words));
            if !words.is_empty() && !known && self.descriptions.len() < DESCRIPTIONS {
                self.descriptions.push(words);
            }
        }
    }

    fn append(&mut self, page: DossierPage) {
        let from = self.end();
        for (at, article) in page.articles.iter().enumerate() {
            let place = from + at as u64;
            self.lines.extend(lines::article(article, place, self.query.about, self.width));
        }
        self.articles.extend(page.articles);
        while self.articles.len() > MOST {
            let next = self.lines.iter().position(|line| line.article > Some(self.offset));
            let Some(cut) = next.filter(|cut| *cut <= self.top) else { break };
            self.lines.drain(..cut);
            self.articles.remove(0);
            self.offset += 1;
            self.top -= cut;
        }
    }

    fn prepend(&mut self, page: DossierPage) {
        self.articles.splice(0..0, page.articles);
        self.offset = page.offset;
        let before = self.lines.len();
        if self.articles.len() > MOST {
            self.articles.truncate(MOST);
        }
        let below = self.top;
        let line = self.lines.get(below).cloned();
        self.set_lines();
        // What stood at the top stands there again.
        let same = line.and_then(|line| self.lines.iter().position(|other| *other == line));
        let last = self.lines.len().saturating_sub(1);
        self.top = same.unwrap_or(below + self.lines.len().saturating_sub(before)).min(last);
    }

    fn replace(&mut self, page: DossierPage, place: Place) {
        let here = self.selected;
        let kept = here.and_then(|spot| Some((self.named(spot)?, spot)));
        let seen = here.and_then(|spot| self.line_of(spot)).map(|line| line as isize);
        let line = seen.map_or(0, |line| line - self.top as isize);
        self.articles = page.articles;
        self.offset = page.offset;
        self.set_lines();
        match place {
            Place::Start => {
                self.top = 0;
                self.selected = self.first_statement();
            }
            Place::End => {
                self.selected = self.spots().last();
                self.top = self.last_top();
            }
            Place::Keep => {
                self.selected = kept.and_then(|(id, spot)| self.again(id, spot));
                if self.selected.is_none() {
                    self.selected = here.filter(|spot| self.line_of(*spot).is_some());
                }
                if let Some(now) = self.selected.and_then(|spot| self.line_of(spot)) {
                    self.top = now.saturating_add_signed(-line);
                }
                self.top = self.top.min(self.last_top());
                self.selected = self.selected.or_else(|| self.first_statement());
            }
        }
    }

    fn named(&self, spot: Spot) -> Option<ArticleId> {
        self.article(spot.article()?).map(|it| it.row.id)
    }

    /// The same spot where its article stands at another place now.
    fn again(&self, id: ArticleId, spot: Spot) -> Option<Spot> {
        let at = self.articles.iter().position(|it| it.row.id == id)?;
        let moved = spot.at(self.offset + at as u64);
        self.line_of(moved).map(|_| moved)
    }

    /// Lays everything out for a pane of that size; the selection keeps its line.
    pub(super) fn lay_out(&mut self, width: u16, rows: usize) {
        let line = self.selected.and_then(|spot| self.line_of(spot));
        let seen = line.is_some_and(|line| self.sees(line));
        self.rows = rows.max(1);
        if width != self.width {
            let top = self.lines.get(self.top).and_then(|line| line.spot);
            self.width = width;
            self.set_lines();
            if let Some(line) = top.and_then(|spot| self.line_of(spot)) {
                self.top = line;
            }
        }
        self.top = self.top.min(self.last_top());
        if seen {
            self.reveal();
        }
    }

    fn set_lines(&mut self) {
        let Some(known) = self.known.as_ref() else { return };
        self.lines = match self.offset {
            0 => lines::head(known, self.query.about),
            _ => Vec::new(),
        };
        for (at, article) in self.articles.iter().enumerate() {
            let place = self.offset + at as u64;
            self.lines.extend(lines::article(article, place, self.query.about, self.width));
        }
    }

    pub(super) fn set_dates(&mut self, dates: Dates) {
        (self.query.after, self.query.before) = (dates.after, dates.before);
        self.dates = dates;
    }

    pub(in crate::app) fn set_feed(&mut self, feed: Option<FeedId>) {
        self.query.feed = feed;
    }

    /// Takes away one condition; whether there was one.
    pub(super) fn loosen(&mut self) -> bool {
        if self.dates.is_set() {
            self.set_dates(Dates::default());
        } else if self.query.feed.is_some() {
            self.query.feed = None;
        } else {
            return false;
        }
        true
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
