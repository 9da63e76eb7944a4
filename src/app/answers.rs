//! Answers of the world: pages, articles, analyses, failures. What is stale is dropped.

use crate::domain::{Analysis, Article, ArticleId, ArticleRow, Page, Scope};

use super::list::Arrival;
use super::{App, Effect, Focus, Message, Progress, Reader, RequestId, Status, Stored};

impl App {
    pub(super) fn answer(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Page(request, page) if self.is_sought(request) => self.sought(&page),
            Message::Page(request, page) => self.page_came(request, page),
            Message::Counts(request, counts) if request == self.awaited.counts => {
                self.list.counts = counts;
                self.awaited.counts_soon = None;
                self.fill_list()
            }
            Message::Article(request, found) if request == self.awaited.article => {
                self.article_came(request, found.map(|found| *found))
            }
            Message::Article(request, found) if self.looks_for_newer(request) => {
                self.found_newer(found.map(|found| *found))
            }
            Message::Feeds(request, feeds, tags) if request == self.awaited.feeds => {
                self.feeds = feeds;
                self.tags = tags;
                self.renew_choices();
                self.arm_refresh()
            }
            Message::Changed(request, ids) => self.stored(request, ids),
            Message::FeedChanged(request) => self.feed_changed(request),
            Message::Analysed(id, hash, analysis) => {
                self.analysed(id, &hash, *analysis);
                Vec::new()
            }
            Message::Progress(what, done, total) => {
                self.progress = (done < total).then_some(Progress { what, done, total });
                if done < total { Vec::new() } else { self.renew_screens() }
            }
            Message::StoreChanged => self.store_changed(),
            Message::Offered(request, feeds) => self.offered(request, feeds),
            Message::Added(request, feed, title, new) => self.added(request, feed, title, new),
            Message::Refreshing(request, tally) => self.refresh_goes_on(request, tally),
            Message::Refreshed(request, tally) => self.refreshed(request, tally),
            Message::TextChanged(request, id) => self.text_changed(request, id),
            Message::Folder(request, names) => self.folder_came(request, names),
            Message::Failed(request, reason) => self.failed(request, &reason),
            Message::Note(text) | Message::Exported(_, text) => {
                self.status = Some(Status::info(text));
                Vec::new()
            }
            Message::Subjects(..)
            | Message::Dossier(..)
            | Message::SubjectFound(..)
            | Message::NamedFound(..)
            | Message::SubjectChanged(..) => self.answer_screens(message),
            Message::SameWords(..) | Message::Compared(..) => self.answer_comparison(message),
            Message::Corrected(..) | Message::Uncorrected(..) | Message::Corrections(..) => {
                let mut effects = self.answer_correction(message);
                effects.extend(self.renew_screens());
                effects
            }
            Message::Shelves(..) | Message::QueryChanged(..) => self.answer_search(message),
            _ => Vec::new(),
        }
    }

    fn article_came(
        &mut self,
        request: RequestId,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Vec<Effect> {
        self.awaited.article_id = None;
        match self.places.landing(request) {
            Some(landing) => self.land_at(landing, found),
            None => self.show_article(found),
        }
    }

    fn page_came(&mut self, request: RequestId, page: Page) -> Vec<Effect> {
        let goes = self.list.is_going();
        if !self.list.take(request, page) {
            return Vec::new();
        }
        if let Some(effects) = self.fall_back() {
            return effects;
        }
        if self.list.rows.is_empty() && self.focus.reads() {
            // What explains an empty list stands in the list.
            self.focus = Focus::List;
            self.lay_out();
        }
        if let Some(effects) = self.go_on_to_row() {
            return effects;
        }
        let mut effects = self.count_found();
        let stays = self.is_detached() && !goes;
        effects.extend(if stays { self.fill_list() } else { self.show_selected() });
        self.find_hits();
        let turn_to = std::mem::take(&mut self.awaited.turn_to);
        self.awaited.open |= turn_to && self.awaited.article_id.is_some();
        if std::mem::take(&mut self.list.again) {
            effects.extend(self.reload(Arrival::Hold));
        }
        effects
    }

    pub(super) fn show_article(
        &mut self,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Vec<Effect> {
        self.newer = super::newer::Newer::default();
        let left = self.leave_article();
        let Some((article, analysis)) = found else {
            self.reader = None;
            self.archive_lost();
            self.drop_held();
            self.status = Some(Status::error("This article is no longer in the store."));
            self.lay_out();
            return left;
        };
        let id = article.row.id;
        let missing = analysis.is_none();
        self.list.change(&[id], |row| *row = renewed(row, &article.row));
        self.choice = None;
        if self.reader.as_ref().is_some_and(|reader| reader.article.row.id == id) {
            self.swap_text(article, analysis);
        } else {
            self.note_left();
            let place = article.place.filter(|_| self.look.restore);
            self.reader = Some(Reader::new(article, analysis));
            self.side.select(None);
            self.side.top = 0;
            self.forget_same();
            self.lay_out();
            if let (Some(place), Some(reader)) = (place, self.reader.as_mut()) {
                reader.go_to(place);
            }
        }
        self.land(id);
        self.find_hits();
        let mut effects = left;
        effects.extend(missing.then_some(Effect::Analyse(id)));
        if std::mem::take(&mut self.awaited.open) || self.focus.reads() {
            effects.extend(self.mark_opened());
        }
        effects
    }

    fn analysed(&mut self, id: ArticleId, hash: &str, analysis: Analysis) {
        let count = analysis.count();
        self.list.change(&[id], |row| {
            row.attributions = count;
            row.analysed = true;
        });
        let shown = self.reader.as_mut().filter(|reader| reader.article.row.id == id);
        if let Some(reader) = shown.filter(|reader| reader.article.text_hash == hash) {
            reader.set_analysis(analysis);
            self.find_hits();
            self.lay_out();
            self.follow_body();
            self.land_again(id);
        }
    }

    fn feed_changed(&mut self, request: RequestId) -> Vec<Effect> {
        let removed = match self.stored.get(&request) {
            Some(Stored::Done(super::Change::Removed(id, _, true))) => Some(*id),
            Some(Stored::Replayed(super::Change::Removed(id, _, true), _)) => Some(*id),
            _ => None,
        };
        if removed.is_some_and(|id| self.list.query.scope == Scope::Feed(id)) {
            self.list.query.scope = Scope::All;
        }
        let mut effects = self.stored(request, Vec::new());
        effects.extend(self.reload(Arrival::Keep));
        effects
    }

    fn failed(&mut self, request: Option<RequestId>, reason: &str) -> Vec<Effect> {
        let way = request.and_then(|request| self.way_to_line(request));
        let way = way.map_or_else(String::new, |way| format!("; {way}"));
        self.status = Some(Status::error(super::status::reason_first(reason) + &way));
        let mut effects = Vec::new();
        if let Some(request) = request {
            self.drop_held();
            self.list.give_up(request);
            effects.extend(self.screens_failed(request));
            if self.stored.remove(&request).is_some() {
                // What was shown at once has not come true.
                effects.extend(self.load_feeds());
                effects.extend(self.shelves_soon());
            }
            if self.is_sought(request) {
                self.seek = None;
            }
            if request == self.awaited.article {
                self.awaited.article_id = None;
            }
            self.no_longer_fetched(request);
            self.refresh_failed(request);
            effects.extend(self.adding_failed(request));
        }
        effects
    }
}

/// A row of the list as its article has it now. What the list alone knows stays: by which key it has
/// its place there, and the words around what a search found.
fn renewed(listed: &ArticleRow, now: &ArticleRow) -> ArticleRow {
    ArticleRow { order_key: listed.order_key, snippet: listed.snippet.clone(), ..now.clone() }
}
