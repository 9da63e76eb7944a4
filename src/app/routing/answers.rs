//! Answers to effects, by kind: each to the part that has asked. What is stale is dropped.

use crate::domain::{Analysis, Article, ArticleId, ArticleRow, Counts, FeedRow, Page, Scope};

use crate::app::list::Arrival;
use crate::app::{
    App, Effect, Environment, FileAnswer, Focus, List, NetAnswer, Outcome, Progress, ReadAnswer,
    Reader, RequestId, Stored, WriteAnswer,
};

impl App {
    /// Takes what was read of the archive; what is stale is dropped.
    pub(in crate::app) fn take_read(&mut self, request: RequestId, answer: ReadAnswer) -> Outcome {
        match answer {
            ReadAnswer::Page(page) if self.list.is_sought(request) => self.sought(&page),
            ReadAnswer::Page(page) => self.page_came(request, page),
            ReadAnswer::Counts(counts) => self.list.counts_came(&mut self.env, request, counts),
            ReadAnswer::Article(found) => self.article_came(request, found.map(|found| *found)),
            ReadAnswer::Feeds(feeds, tags) => self.feeds_came(request, feeds, tags),
            ReadAnswer::Shelves(shelves) => self.take_shelves(request, shelves),
            ReadAnswer::Subjects(page) => self.subjects_came(request, page),
            ReadAnswer::Dossier(found) => self.dossier_came(request, found.map(|found| *found)),
            ReadAnswer::Subject(found) => self.subject_found(request, found),
            ReadAnswer::Named(found) => self.named_found(request, &found),
            ReadAnswer::SameWords(found) => self.same_words_came(request, found),
            ReadAnswer::Comparison(articles) => self.comparison_came(request, articles),
            ReadAnswer::Corrections(found) => {
                self.overlays.corrections_came(request, found);
                self.renew_screens()
            }
        }
    }

    /// Takes what was changed in the archive.
    pub(in crate::app) fn take_written(
        &mut self,
        request: RequestId,
        answer: WriteAnswer,
    ) -> Outcome {
        match answer {
            WriteAnswer::Changed(ids) => self.stored(request, ids),
            WriteAnswer::FeedChanged => self.feed_changed(request),
            WriteAnswer::Added(feed, title, new) => self.added(request, feed, title, new),
            WriteAnswer::TextChanged(id) => self.text_changed(request, id),
            WriteAnswer::QueryChanged => self.query_changed(request),
            WriteAnswer::SubjectChanged(subject) => self.subject_changed(request, subject),
            WriteAnswer::Corrected(article, id) => {
                let mut effects = self.corrected(request, article, Some(id));
                effects.extend(self.renew_screens());
                effects
            }
            WriteAnswer::Uncorrected(article) => {
                let mut effects = self.corrected(request, article, None);
                effects.extend(self.renew_screens());
                effects
            }
        }
    }

    /// Takes what came from the network.
    pub(in crate::app) fn take_fetched(
        &mut self,
        request: RequestId,
        answer: NetAnswer,
    ) -> Outcome {
        match answer {
            NetAnswer::Offered(feeds) => self.offered(request, feeds),
            NetAnswer::Refreshing(tally) => self.refresh.goes_on(request, tally),
            NetAnswer::Refreshed(tally) => self.refreshed(request, tally),
            NetAnswer::PageFetched(id) => self.text_changed(request, id),
            NetAnswer::PageSaved(title) => {
                Outcome::say(format!("Saved: “{title}”.")).and(self.store_changed())
            }
        }
    }

    /// Takes what was done with files.
    pub(in crate::app) fn take_filed(&mut self, request: RequestId, answer: FileAnswer) -> Outcome {
        match answer {
            FileAnswer::Folder(names) => self.folder_came(request, names),
            FileAnswer::Exported(text) => Outcome::say(text),
        }
    }

    /// Shows how far work in the background has come; what it changed is read once it is done.
    pub(in crate::app) fn progressed(&mut self, what: String, done: u64, total: u64) -> Outcome {
        self.refresh.progress = (done < total).then_some(Progress { what, done, total });
        if done < total { Outcome::none() } else { self.renew_screens() }
    }

    fn feeds_came(
        &mut self,
        request: RequestId,
        feeds: Vec<FeedRow>,
        tags: Vec<String>,
    ) -> Outcome {
        if request != self.sidebar.feeds_request {
            return Outcome::none();
        }
        self.sidebar.feeds = feeds;
        self.sidebar.tags = tags;
        self.renew_choices();
        self.arm_refresh()
    }

    fn article_came(
        &mut self,
        request: RequestId,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Outcome {
        if request != self.article.request {
            let newer = self.article.looks_for_newer(request);
            return if newer { self.found_newer(found) } else { Outcome::none() };
        }
        self.article.coming = None;
        match self.article.places.landing(request) {
            Some(landing) => self.land_at(landing, found),
            None => self.show_article(found),
        }
    }

    fn page_came(&mut self, request: RequestId, page: Page) -> Outcome {
        let goes = self.list.is_going();
        if !self.list.take(request, page) {
            return Outcome::none();
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
        let stays = self.archive.is_detached() && !goes;
        effects.extend(if stays { self.list.fill(&mut self.env) } else { self.show_selected() });
        self.find_hits();
        let turn_to = std::mem::take(&mut self.article.turn_to);
        self.article.open |= turn_to && self.article.coming.is_some();
        if std::mem::take(&mut self.list.again) {
            effects.extend(self.list.reload(&mut self.env, Arrival::Hold));
        }
        effects
    }

    pub(in crate::app) fn show_article(
        &mut self,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Outcome {
        self.article.newer = crate::app::article::newer::Newer::default();
        let left = self.article.leave(&self.env);
        let Some((article, analysis)) = found else {
            self.article.reader = None;
            self.archive.lose();
            self.commands.drop_held();
            self.lay_out();
            return left.and(Outcome::fail("This article is no longer in the store."));
        };
        let id = article.row.id;
        let missing = analysis.is_none();
        let mut effects = left;
        self.list.change(&[id], |row| *row = renewed(row, &article.row));
        self.article.choice = None;
        if self.article.reader.as_ref().is_some_and(|reader| reader.article.row.id == id) {
            effects.extend(self.swap_text(article, analysis));
        } else {
            self.note_left();
            let place = article.place.filter(|_| self.env.look.restore);
            self.article.reader = Some(Reader::new(article, analysis));
            self.side.select(None);
            self.side.top = 0;
            self.comparison.forget_same();
            self.lay_out();
            if let (Some(place), Some(reader)) = (place, self.article.reader.as_mut()) {
                reader.go_to(place);
            }
        }
        effects.extend(self.land(id));
        self.find_hits();
        effects.extend(missing.then_some(Effect::Analyse(id)));
        if std::mem::take(&mut self.article.open) || self.focus.reads() {
            effects.extend(self.mark_opened());
        }
        effects
    }

    /// Takes an analysis: the list shows how many statements there are, the article shows them.
    pub(in crate::app) fn analysed(&mut self, id: ArticleId, hash: &str, analysis: Analysis) {
        let count = analysis.count();
        self.list.change(&[id], |row| {
            row.attributions = count;
            row.analysed = true;
        });
        let shown = self.article.reader.as_mut().filter(|reader| reader.article.row.id == id);
        if let Some(reader) = shown.filter(|reader| reader.article.text_hash == hash) {
            reader.set_analysis(analysis);
            self.find_hits();
            self.lay_out();
            self.follow_body();
            self.land_again(id);
        }
    }

    fn feed_changed(&mut self, request: RequestId) -> Outcome {
        let removed = match self.changes.stored.get(&request) {
            Some(Stored::Done(crate::app::Change::Removed(id, _, true))) => Some(*id),
            Some(Stored::Replayed(crate::app::Change::Removed(id, _, true), _)) => Some(*id),
            _ => None,
        };
        if removed.is_some_and(|id| self.list.query.scope == Scope::Feed(id)) {
            self.list.query.scope = Scope::All;
        }
        let mut effects = self.stored(request, Vec::new());
        effects.extend(self.list.reload(&mut self.env, Arrival::Keep));
        effects
    }

    /// Says what failed, and waits no longer for its answer.
    pub(in crate::app) fn failed(&mut self, request: Option<RequestId>, reason: &str) -> Outcome {
        let way = request.and_then(|request| self.commands.way_to_line(&self.env, request));
        let way = way.map_or_else(String::new, |way| format!("; {way}"));
        self.status.fail(crate::app::exchange::status::reason_first(reason) + &way);
        let mut effects = Outcome::none();
        if let Some(request) = request {
            self.commands.drop_held();
            self.list.give_up(request);
            effects.extend(self.screens_failed(request));
            if self.changes.stored.remove(&request).is_some() {
                // What was shown at once has not come true.
                effects.extend(self.sidebar.load_feeds(&mut self.env));
                effects.extend(self.shelves_soon());
            }
            if self.list.is_sought(request) {
                self.list.seek = None;
            }
            if request == self.article.request {
                self.article.coming = None;
            }
            self.article.no_longer_fetched(request);
            self.refresh.fail(request);
            effects.extend(self.adding_failed(request));
        }
        effects
    }
}

impl List {
    pub(in crate::app) fn counts_came(
        &mut self,
        env: &mut Environment,
        request: RequestId,
        counts: Counts,
    ) -> Outcome {
        if request != self.counts_request {
            return Outcome::none();
        }
        self.counts = counts;
        self.counts_soon = None;
        self.fill(env)
    }
}

/// A row of the list as its article has it now. What the list alone knows stays: by which key it has
/// its place there, and the words around what a search found.
fn renewed(listed: &ArticleRow, now: &ArticleRow) -> ArticleRow {
    ArticleRow { order_key: listed.order_key, snippet: listed.snippet.clone(), ..now.clone() }
}
