//! The way back: places that the reader comes back to.

use std::collections::BTreeMap;

use crate::domain::{Analysis, Article, ArticleId, Cursor, Query, Span};

use crate::app::list::Arrival;
use crate::app::screens::{Over, Screen};
use crate::app::{App, Focus, OpenArticle, Outcome, Reader, RequestId};

/// How many places are remembered.
const MOST: usize = 100;

/// How many of them are screens: those are large.
const MOST_SCREENS: usize = 12;

/// A place to come back to.
#[derive(Debug, Clone)]
pub enum Place {
    /// In an article.
    Article(Box<Spot>),
    /// What lay over the panes, as it was.
    Over(Box<Over>),
}

/// A place in an article, and the list that it was opened from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// What the list showed.
    pub query: Query,
    /// The article's place in it.
    pub cursor: Cursor,
    /// What of it was before the reader.
    pub view: View,
    /// The pane that had the focus.
    pub focus: Focus,
}

/// What of an article is before the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The byte of the text at the top of the screen.
    pub byte: usize,
    /// Where the current statement stands; none where none is current.
    pub statement: Option<Span>,
}

/// Marks and places.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The marks: an article and what of it was before the reader.
    pub(in crate::app) marks: BTreeMap<char, (ArticleId, View)>,
    /// Places that were left, in order.
    trail: Vec<Place>,
    /// Where in them the reader is; past the end while it has not gone back.
    at: usize,
    /// Where the reader was before the last jump.
    pub(in crate::app) last: Option<Place>,
    /// Whether the letter of a mark is to come: to set it (true) or to go to it.
    pub asking: Option<bool>,
    /// What the article that is on its way is opened for.
    landing: Option<Landing>,
}

/// Where an article that is on its way is to be opened.
#[derive(Debug, Clone)]
pub(in crate::app) struct Landing {
    request: RequestId,
    view: View,
    focus: Focus,
    /// What the list is to show, where it does not show the article.
    list: Option<(Query, Option<Cursor>)>,
}

impl Places {
    /// Whether a letter is waited for.
    pub(in crate::app) fn asks(&self) -> bool {
        self.asking.is_some()
    }

    /// What the article that came for that request is opened for.
    pub(in crate::app) fn landing(&mut self, request: RequestId) -> Option<Landing> {
        self.landing.take().filter(|landing| landing.request == request)
    }

    /// The screens among the places.
    pub(in crate::app) fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        let places = self.trail.iter_mut().chain(self.last.as_mut());
        let over = places.filter_map(|place| match place {
            Place::Over(over) => Some(over),
            Place::Article(_) => None,
        });
        over.flat_map(|over| over.screens_mut())
    }

    /// The reader went back to a screen by a step back: that is where it is on the way, too.
    pub(in crate::app) fn stepped_back(&mut self, over: &Over) {
        let is_it =
            |place: Option<&Place>| matches!(place, Some(Place::Over(it)) if it.is_like(over));
        let before = self.at.checked_sub(1).filter(|_| self.at < self.trail.len());
        if let Some(before) = before.filter(|before| is_it(self.trail.get(*before))) {
            self.at = if is_it(self.trail.get(self.at)) { self.at } else { before };
        }
    }

    /// Puts a place at the end of the trail, unless it stands there.
    fn push(&mut self, place: Place) {
        self.trail.truncate(self.at.min(self.trail.len()));
        match self.trail.last_mut().filter(|last| same(last, &place)) {
            Some(last) => *last = place,
            None => self.trail.push(place),
        }
        let screens = self.trail.iter().filter(|place| is_over(place)).count();
        if let Some(first) = self.trail.iter().position(is_over).filter(|_| screens > MOST_SCREENS)
        {
            self.trail.remove(first);
        }
        let over = self.trail.len().saturating_sub(MOST);
        self.trail.drain(..over);
        self.at = self.trail.len();
    }
}

/// Whether two places are the same one for a reader.
fn same(a: &Place, b: &Place) -> bool {
    match (a, b) {
        (Place::Article(a), Place::Article(b)) => {
            a.cursor.id == b.cursor.id
                && a.view.byte == b.view.byte
                && a.query.scope == b.query.scope
        }
        (Place::Over(a), Place::Over(b)) => a.is_like(b),
        _ => false,
    }
}

/// Whether they are in the same article, or the same screen.
fn meet(a: &Place, b: &Place) -> bool {
    match (a, b) {
        (Place::Article(a), Place::Article(b)) => a.cursor.id == b.cursor.id,
        _ => same(a, b),
    }
}

fn is_over(place: &Place) -> bool {
    matches!(place, Place::Over(_))
}

impl App {
    /// Remembers where the reader is, before it goes somewhere else.
    pub fn note_jump(&mut self) {
        if let Some(place) = self.place_now(self.focus) {
            self.article.places.last = Some(place.clone());
            self.article.places.push(place);
        }
    }

    /// Remembers the article that was read, where another one takes its place.
    pub(in crate::app) fn note_left(&mut self) {
        let opened = self.article.reader.as_ref().is_some_and(|reader| reader.opened);
        if let Some(place) = self.article_now(Focus::Body).filter(|_| opened) {
            self.article.places.last = Some(place.clone());
            self.article.places.push(place);
        }
    }

    /// Remembers the article that lies under a screen, before a jump from there into another.
    pub(in crate::app) fn note_under(&mut self) {
        self.note_left();
        self.article.not_left();
    }

    fn place_now(&self, focus: Focus) -> Option<Place> {
        match self.overlays.over() {
            Some(over) => Some(Place::Over(Box::new(over))),
            None => self.article_now(focus),
        }
    }

    fn article_now(&self, focus: Focus) -> Option<Place> {
        let reader = self.article.reader.as_ref()?;
        let row = &reader.article.row;
        let listed = self.list.rows.iter().find(|listed| listed.id == row.id);
        let (query, cursor) = (self.list.query.clone(), Cursor::of(listed.unwrap_or(row)));
        Some(Place::Article(Box::new(Spot { query, cursor, view: reader.view(), focus })))
    }

    /// Back to the place that was left last, or forward again.
    pub(in crate::app) fn jump(&mut self, back: bool) -> Outcome {
        let now = self.place_now(self.focus);
        let places = &mut self.article.places;
        if let Some(now) = now.clone().filter(|_| back && places.at >= places.trail.len()) {
            // So that there is a way forward to where the way back began.
            places.at = places.trail.len();
            places.push(now);
            places.at = places.trail.len().saturating_sub(1);
        } else if let (Some(now), Some(here)) = (&now, places.trail.get_mut(places.at))
            && meet(here, now)
        {
            *here = now.clone();
        }
        let target = if back { places.at.checked_sub(1) } else { Some(places.at + 1) };
        let Some(target) = target.filter(|target| *target < places.trail.len()) else {
            return Outcome::say(if back {
                "There is no place further back."
            } else {
                "There is no place further on."
            });
        };
        places.at = target;
        let place = places.trail[target].clone();
        places.last = now;
        if let (false, Place::Article(spot)) = (back, &place) {
            // Forward again into what was jumped to from a screen: a step back leads there.
            self.set_off(spot.cursor.id);
        }
        self.go_to_place(place)
    }

    pub(in crate::app) fn go_to_place(&mut self, place: Place) -> Outcome {
        match place {
            Place::Over(over) => self.go_over(*over),
            Place::Article(spot) => {
                let list =
                    (self.list.query != spot.query).then_some((spot.query, Some(spot.cursor)));
                self.land_on(spot.cursor.id, spot.view, spot.focus, list)
            }
        }
    }

    /// Opens an article where it was left; where the list does not show it, the list of all
    /// articles does then.
    pub fn open_article(&mut self, id: ArticleId, view: View) -> Outcome {
        self.note_jump();
        self.land_on(id, view, Focus::Body, None)
    }

    fn land_on(
        &mut self,
        id: ArticleId,
        view: View,
        focus: Focus,
        list: Option<(Query, Option<Cursor>)>,
    ) -> Outcome {
        let _ = self.overlays.leave_screens();
        self.article.leave_selection();
        let shown = self.article.reader.as_ref().is_some_and(|reader| reader.article.row.id == id);
        let listed = self.list.rows.iter().position(|row| row.id == id);
        if shown && list.is_none() && self.article.coming.is_none() {
            self.show_view(view);
            listed.into_iter().for_each(|place| self.list.move_to(place));
            return self.set_focus(focus);
        }
        let list = match (list, listed) {
            (None, Some(place)) => {
                self.list.move_to(place);
                None
            }
            (None, None) => Some((Query { now: self.env.now, ..Query::default() }, None)),
            (list, _) => list,
        };
        let effects = self.article.load(&mut self.env, id, focus != Focus::List);
        let request = self.article.request;
        self.article.places.landing = Some(Landing { request, view, focus, list });
        effects
    }

    /// The article of a place has come, or is gone.
    pub(in crate::app) fn land_at(
        &mut self,
        landing: Landing,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Outcome {
        let Some(found) = found else {
            self.article.open = false;
            self.commands.drop_held();
            return Outcome::fail("That article is no longer in the store.");
        };
        let mut row = found.0.row.clone();
        // The way back has it already.
        if let Some(reader) = self.article.reader.as_mut().filter(|it| it.article.row.id != row.id)
        {
            reader.opened = false;
        }
        let mut effects = self.show_article(Some(found));
        if let Some((query, cursor)) = landing.list {
            row.order_key = cursor.map_or(row.order_key, |cursor| cursor.key);
            self.list.query = query;
            self.list.rows = vec![row];
            (self.list.offset, self.list.selected, self.list.top) = (0, 0, 0);
            effects.extend(self.list.reload(&mut self.env, Arrival::Keep));
        }
        effects.extend(self.set_focus(landing.focus));
        self.show_view(landing.view);
        effects
    }

    /// Puts before the reader what was, as far as it is there still.
    fn show_view(&mut self, view: View) {
        if let Some(reader) = self.article.reader.as_mut() {
            reader.go_to(view.byte);
            let found = reader.analysis.as_ref().map(|analysis| &analysis.attributions[..]);
            let found = found.unwrap_or_default();
            reader.current = found.iter().position(|it| Some(it.extent()) == view.statement);
        }
        self.follow_body();
    }
}

impl OpenArticle {
    /// The way back has the open article already, or does not lead to it.
    pub(in crate::app) fn not_left(&mut self) {
        if let Some(reader) = self.reader.as_mut() {
            reader.opened = false;
        }
    }
}

impl Reader {
    /// What of the article is before the reader.
    pub(super) fn view(&self) -> View {
        let statement = self.current_attribution().map(|found| found.extent());
        View { byte: self.place(), statement }
    }
}
