//! Where the reader was: in each article, and on the whole.

use serde::{Deserialize, Serialize};

use crate::app::{App, Effect, Focus, Outcome, Remember};
use crate::domain::{ArticleId, FeedId, QueryId, Scope};

/// The name under which it is remembered where the reader was when it ended.
pub const SESSION: &str = "session";

/// Where the reader was when it ended.
#[derive(Debug, Serialize, Deserialize)]
struct Session {
    /// What the list showed.
    scope: String,
    /// The selected article.
    article: Option<i64>,
    /// The pane with the focus.
    focus: String,
}

impl App {
    /// The reader ends: remembers where it was.
    pub(in crate::app) fn farewell(&mut self) -> Outcome {
        let mut effects = self.article.leave(&self.env);
        if !self.env.look.restore || !self.list.loaded {
            return effects;
        }
        let focus = self.env.look.zen.unwrap_or(self.focus);
        let session = Session {
            scope: scope_words(&self.list.query.scope),
            article: self.list.selected_row().map(|row| row.id.0),
            focus: match focus {
                Focus::Body => "body",
                Focus::Sources => "sources",
                Focus::List | Focus::Feeds => "list",
            }
            .into(),
        };
        if let Ok(text) = serde_json::to_string(&session) {
            effects.push(Effect::Remember(Remember::Setting(SESSION, text)));
        }
        effects
    }

    /// Takes up where the reader was, before it starts: what the list shows and which pane has the
    /// focus. Gives the article that was selected, whose row the list is to begin with.
    pub fn resume(&mut self, remembered: &str) -> Option<ArticleId> {
        let session: Session = serde_json::from_str(remembered).ok()?;
        self.list.query.scope = scope_of(&session.scope)?;
        self.env.look.restored = true;
        let article = session.article.map(ArticleId)?;
        self.focus = match session.focus.as_str() {
            "body" => Focus::Body,
            "sources" => Focus::Sources,
            _ => Focus::List,
        };
        Some(article)
    }

    /// The first list is empty because what it showed is gone: all is shown.
    pub(in crate::app) fn fall_back(&mut self) -> Option<Outcome> {
        let restored = std::mem::take(&mut self.env.look.restored);
        let lost = restored && self.list.rows.is_empty() && self.list.query.scope != Scope::All;
        lost.then(|| self.set_scope(Scope::All))
    }
}

fn scope_words(scope: &Scope) -> String {
    match scope {
        Scope::All => "all".into(),
        Scope::Starred => "starred".into(),
        Scope::Feed(id) => format!("feed {}", id.0),
        Scope::Tag(tag) => format!("tag {tag}"),
        Scope::Search(text) => format!("search {text}"),
        Scope::Saved(id) => format!("saved {}", id.0),
    }
}

fn scope_of(words: &str) -> Option<Scope> {
    let (kind, rest) = words.split_once(' ').unwrap_or((words, ""));
    Some(match kind {
        "all" => Scope::All,
        "starred" => Scope::Starred,
        "feed" => Scope::Feed(FeedId(rest.parse().ok()?)),
        "tag" => Scope::Tag(rest.into()),
        "search" => Scope::Search(rest.into()),
        "saved" => Scope::Saved(QueryId(rest.parse().ok()?)),
        _ => return None,
    })
}
