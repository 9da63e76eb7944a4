//! What is typed into the status line: the filter, an address, a feed's name, tags, interval.

use crate::domain::{ArticleId, FeedId, QueryId};

use crate::app::command::Verb;
use crate::app::command::line::Line;
use crate::app::{Commands, Outcome};

/// A line that is being typed, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line.
    pub line: Line,
}

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To narrow the list; it counts as it is typed.
    Filter,
    /// To narrow the choice of feeds; it counts as it is typed.
    Feeds,
    /// The address of a feed or a site.
    Address,
    /// The address of a page to save.
    PageAddress,
    /// A feed's name.
    Name(FeedId),
    /// A feed's tags, with commas between them.
    Tags(FeedId),
    /// The user's tags of an article, with commas between them.
    ArticleTags(ArticleId),
    /// How often a feed is refreshed.
    Interval(FeedId),
    /// A command, or the words behind one.
    Line(Verb),
    /// A few letters of a command; they count as they are typed.
    Palette,
    /// To narrow a list of subjects by name; it counts as it is typed.
    SubjectName,
    /// The feed that a screen of the archive is narrowed to.
    SubjectFeed,
    /// The span of time that a screen of the archive is narrowed to.
    SubjectDates,
    /// A search of everything; it counts as it is typed.
    Search,
    /// The name to save a search under: its text.
    SaveQuery(String),
    /// A saved query's name.
    RenameQuery(QueryId),
    /// Who said it.
    Speaker,
    /// How that source is described.
    Description,
}

impl Commands {
    /// Begins to ask for a line, which holds `text` at first.
    pub(in crate::app) fn ask(&mut self, purpose: Purpose, text: impl AsRef<str>) -> Outcome {
        self.prompt = Some(Prompt { purpose, line: Line::new(text) });
        Outcome::status(None)
    }

    /// The same; what is typed first takes the text's place.
    pub(in crate::app) fn ask_proposed(
        &mut self,
        purpose: Purpose,
        text: impl AsRef<str>,
    ) -> Outcome {
        let effects = self.ask(purpose, "");
        if let Some(prompt) = self.prompt.as_mut() {
            prompt.line = Line::proposed(text);
        }
        effects
    }

    pub(in crate::app) fn propose_filter(&mut self, purpose: Purpose, text: &str) -> Outcome {
        self.prompt = Some(Prompt { purpose, line: Line::proposed(text) });
        Outcome::status(None)
    }
}
