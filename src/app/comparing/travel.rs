//! From a comparison or a list of the same words into an article, and back.

use crate::app::{Action, App, Effect, Focus, Overlay, Reader};
use crate::domain::{ArticleId, Span};

/// How many jumps are remembered.
const MOST: usize = 20;

/// Where a jump into an article came from.
#[derive(Debug, Clone)]
pub(super) struct Return {
    /// The article that was jumped into.
    to: ArticleId,
    /// What lay over the panes.
    overlay: Overlay,
    /// The article that was open, and the byte at the top of the screen.
    from: Option<(ArticleId, usize)>,
    focus: Focus,
}

/// What is to be shown of an article once it has come.
#[derive(Debug, Clone)]
pub(super) struct Landing {
    article: ArticleId,
    what: Spot,
}

#[derive(Debug, Clone)]
enum Spot {
    /// A statement: its index, and where it stands.
    Statement(usize, Span),
    /// A byte of the text at the top of the screen.
    Place(usize),
}

impl App {
    /// Goes to a statement of an article; a step back leads to what lies over the panes now.
    pub(super) fn travel(&mut self, to: ArticleId, index: usize, extent: Span) -> Vec<Effect> {
        let open = self.reader.as_ref().map(|reader| (reader.article.row.id, reader.place()));
        if let Some(overlay) = self.overlay.take() {
            let focus = self.focus;
            self.beside.returns.push(Return { to, overlay, from: open, focus });
            if self.beside.returns.len() > MOST {
                self.beside.returns.remove(0);
            }
        }
        self.focus = Focus::Body;
        self.lay_out();
        self.go(Landing { article: to, what: Spot::Statement(index, extent) })
    }

    fn go(&mut self, landing: Landing) -> Vec<Effect> {
        let article = landing.article;
        self.beside.landing = Some(landing);
        let open = self.reader.as_ref().is_some_and(|reader| reader.article.row.id == article);
        if open && self.awaited.article_id.is_none() {
            self.arrive(article);
            return self.mark_opened();
        }
        match self.list.rows.iter().position(|row| row.id == article) {
            Some(place) => self.list.move_to(place),
            None => self.detach(article),
        }
        self.load_article(article, self.focus.reads())
    }

    /// An article is shown: the statement in it that a jump is to.
    pub(in crate::app) fn arrive(&mut self, shown: ArticleId) {
        let Some(landing) = self.beside.landing.take_if(|it| it.article == shown) else {
            self.beside.landing = None;
            return;
        };
        let Some(reader) = self.reader.as_mut() else { return };
        match landing.what {
            Spot::Place(place) => reader.go_to(place),
            Spot::Statement(index, extent) => match found(reader, index, extent) {
                Some(index) => reader.select(index),
                None => reader.reveal(extent),
            },
        }
        self.follow_body();
        if self.can_go_back() {
            let back = self.keymap.key_of(Action::Back).unwrap_or_default();
            self.say(format!("{back} goes back."));
        }
    }

    /// Whether a step back leads to where the last jump came from.
    pub(in crate::app) fn can_go_back(&self) -> bool {
        let open = self.reader.as_ref().map(|reader| reader.article.row.id);
        let last = self.beside.returns.last();
        self.focus == Focus::Body
            && self.overlay.is_none()
            && last.map(|it| it.to) == open
            && open.is_some()
    }

    /// Back to where the last jump came from.
    pub(in crate::app) fn go_back(&mut self) -> Vec<Effect> {
        let Some(last) = self.beside.returns.pop() else { return Vec::new() };
        self.focus = last.focus;
        self.overlay = Some(last.overlay);
        self.lay_out();
        self.lay_out_beside();
        match last.from {
            Some((article, place)) => self.go(Landing { article, what: Spot::Place(place) }),
            None => Vec::new(),
        }
    }

    /// The reader went elsewhere: nothing leads back.
    pub(in crate::app) fn forget_returns(&mut self, shown: ArticleId) {
        if self.beside.returns.last().is_some_and(|last| last.to != shown) && self.overlay.is_none()
        {
            self.beside.returns.clear();
        }
    }
}

/// The statement that stands there, under whatever index.
fn found(reader: &Reader, index: usize, extent: Span) -> Option<usize> {
    let all = &reader.analysis.as_ref()?.attributions;
    let same = |index: &usize| all.get(*index).is_some_and(|it| it.extent() == extent);
    Some(index).filter(same).or_else(|| (0..all.len()).find(same))
}
