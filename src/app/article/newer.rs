//! The open article was edited meanwhile: it is said, and the new text waits to be asked for.

use crate::domain::{Analysis, Article};

use crate::app::{Effect, Environment, OpenArticle, Outcome, Read, RequestId};

/// What a look at the store has found of the open article.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Newer {
    /// The look that goes on.
    awaited: Option<RequestId>,
    /// The article as it is now.
    pub(in crate::app) found: Option<Box<(Article, Option<Analysis>)>>,
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
