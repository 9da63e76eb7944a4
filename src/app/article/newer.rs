//! The open article was edited meanwhile: it is said, and the new text waits to be asked for.

use crate::domain::{Analysis, Article};

use crate::app::Environment;
use crate::app::OpenArticle;
use crate::app::{App, Effect, Outcome, Read, RequestId};

/// What a look at the store has found of the open article.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Newer {
    /// The look that goes on.
    awaited: Option<RequestId>,
    /// The article as it is now.
    found: Option<Box<(Article, Option<Analysis>)>>,
}

impl App {
    /// Keeps what was found where the text is another one; one that has not been turned to is
    /// shown at once.
    pub(in crate::app) fn found_newer(
        &mut self,
        found: Option<(Article, Option<Analysis>)>,
    ) -> Outcome {
        self.article.newer = Newer::default();
        let (Some(found), Some(reader)) = (found, self.article.reader.as_ref()) else {
            return Outcome::none();
        };
        let shown = &reader.article;
        let edited = found.0.row.id == shown.row.id
            && found.0.text_source == shown.text_source
            && found.0.text_hash != shown.text_hash;
        if !edited || self.article.coming.is_some() {
            return Outcome::none();
        }
        if !reader.opened {
            return self.show_article(Some(found));
        }
        self.article.newer.found = Some(Box::new(found));
        Outcome::none()
    }

    /// Shows the text as it is now; nothing if it is shown already.
    pub(in crate::app) fn show_newer(&mut self) -> Outcome {
        if !self.article.is_outdated() {
            return Outcome::none();
        }
        let found = self.article.newer.found.take().map(|found| *found);
        self.show_article(found)
    }
}

impl OpenArticle {
    /// Whether the open article's text is no longer the one that is shown.
    pub fn is_outdated(&self) -> bool {
        let open = self.reader.as_ref().map(|reader| reader.article.row.id);
        self.newer.found.as_ref().is_some_and(|found| Some(found.0.row.id) == open)
    }

    /// Looks whether the open article is still what is shown.
    pub(in crate::app) fn look_for_newer(&mut self, env: &mut Environment) -> Outcome {
        let Some(reader) = self.reader.as_ref() else { return Outcome::none() };
        let id = reader.article.row.id;
        let request = env.next_request();
        self.newer.awaited = Some(request);
        Outcome::from(Effect::Read(request, Read::Article(id)))
    }

    /// Whether an answer is to that look.
    pub(in crate::app) fn looks_for_newer(&self, request: RequestId) -> bool {
        self.newer.awaited == Some(request)
    }
}
