//! The reader as a pure state machine: messages in, effects out. No I/O, no terminal, no clock.

// A new action, effect or message must not be dropped in silence: every match names all it knows.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod action;
pub mod article;
pub mod changes;
pub mod comfort;
pub mod command;
pub mod comparing;
pub mod correcting;
pub mod environment;
pub mod exchange;
pub mod keys;
pub mod layout;
pub mod list;
pub mod overlay;
pub mod refreshing;
pub mod screens;
pub mod searching;
pub mod side;
pub mod sidebar;

mod routing;

#[cfg(test)]
mod tests;

use crate::domain::Scope;

pub use crate::domain::marks;

pub use action::Action;
pub use article::OpenArticle;
pub use article::choosing::{Choice, LINK_NUMBERS};
pub use article::reader::Reader;
pub use article::selecting::{Place, Places, Selecting};
pub use changes::Changes;
pub use changes::history::{Change, History, Moment};
pub use comfort::Look;
pub use command::Commands;
pub use command::prompt::{Prompt, Purpose};
pub use comparing::Beside;
pub use environment::{Environment, Settings};
pub use exchange::effect::{Effect, FileTask, Net, OnScreen, Read, Remember, Wanted, Write};
pub use exchange::event::Event;
pub use exchange::message::{
    Comparand, FileAnswer, Input, Message, Mouse, NetAnswer, ReadAnswer, RequestId, Tally,
    WriteAnswer,
};
pub use exchange::outcome::Outcome;
pub use exchange::status::{Level, Status, StatusLine};
pub use keys::key::{Code, Key};
pub use keys::keymap::{Context, Keymap};
pub use layout::{Area, Layout, Size};
pub use list::List;
pub use overlay::{Overlay, Overlays};
pub use refreshing::{Progress, Refresh, Refreshing};
pub use screens::Archive;
pub use searching::{Search, Searching};
pub use side::{Item, Side, SideLine};
pub use sidebar::{Shelf, Sidebar};

use changes::Stored;

/// The pane that keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Focus {
    /// The article list.
    #[default]
    List,
    /// The article.
    Body,
    /// Sources and entities.
    Sources,
    /// Feeds, tags and saved queries.
    Feeds,
}

impl Focus {
    /// Where the pane's own key bindings stand.
    pub fn context(self) -> Context {
        match self {
            Focus::List => Context::List,
            Focus::Body => Context::Body,
            Focus::Sources => Context::Sources,
            Focus::Feeds => Context::Feeds,
        }
    }

    /// Whether it is on the open article, not on what is chosen from.
    pub fn reads(self) -> bool {
        matches!(self, Focus::Body | Focus::Sources)
    }
}

/// Rows from which the list says what a search has found in an article.
const SNIPPET_ROWS: u16 = 20;

/// The whole state of the reader: what surrounds it, what has the focus, and a component for each
/// part of the program. docs/ARCHITECTURE.md says how a component is made.
pub struct App {
    /// The terminal's size, the time, the keys, and what is configured.
    pub env: Environment,
    /// The pane that keys go to.
    pub focus: Focus,
    /// What lies over the panes.
    pub overlays: Overlays,
    /// The article list.
    pub list: List,
    /// The open article.
    pub article: OpenArticle,
    /// The sources pane.
    pub side: Side,
    /// The feeds, tags and saved queries, and the pane that shows them.
    pub sidebar: Sidebar,
    /// The screens of the archive, and the ways between them.
    pub archive: Archive,
    /// Searches: the one that is typed, and earlier ones.
    pub search: Search,
    corrections: correcting::Mending,
    /// What is known beside the open article: articles picked to be compared, the same words.
    pub comparison: Beside,
    /// What is typed: keys, the prompt, the command line.
    pub commands: Commands,
    /// The refresh that goes on, and other work behind the screen.
    pub refresh: Refresh,
    /// What the status line says.
    pub status: StatusLine,
    /// What is being stored, and what can be undone.
    pub changes: Changes,
}

impl App {
    /// A reader that shows nothing yet.
    pub fn new(keymap: Keymap, settings: Settings) -> App {
        App {
            env: Environment::new(keymap, settings),
            focus: Focus::List,
            overlays: Overlays::default(),
            list: List::default(),
            article: OpenArticle::default(),
            side: Side::default(),
            sidebar: Sidebar::default(),
            archive: Archive::default(),
            search: Search::default(),
            corrections: correcting::Mending::default(),
            comparison: Beside::default(),
            commands: Commands::default(),
            refresh: Refresh::default(),
            status: StatusLine::default(),
            changes: Changes::default(),
        }
    }

    /// Begins: asks for what the first screen shows.
    pub fn start(&mut self, size: Size, now: i64) -> Vec<Effect> {
        self.env.now = now;
        self.resize(size);
        // A list that begins with a row begins around it.
        let known = !self.list.rows.is_empty();
        let mut effects = self
            .list
            .reload(&mut self.env, if known { list::Arrival::Keep } else { list::Arrival::First });
        effects.extend(self.sidebar.load_feeds(&mut self.env));
        if self.sidebar.pane.open {
            effects.extend(self.sidebar.load_shelves(&mut self.env));
        }
        effects.extend(self.refresh.begin_at_start(&mut self.env));
        effects.tell(&mut self.status)
    }

    /// Where the panes stand now; none where the terminal is too small.
    pub fn layout(&self) -> Option<Layout> {
        self.layout_for(self.focus)
    }

    /// Where they would stand if that pane had the focus.
    fn layout_for(&self, focus: Focus) -> Option<Layout> {
        let mut layout = layout::layout(self.env.size, focus, self.sidebar.shape(&self.env))?;
        if self.env.size.rows >= SNIPPET_ROWS && searching::is_search(&self.list.query.scope) {
            layout.list_row_height += 1;
        }
        Some(self.overlays.above_dock(&self.env, layout))
    }

    /// How what the list shows is called.
    pub fn scope_title(&self) -> String {
        match &self.list.query.scope {
            Scope::All => "all".into(),
            Scope::Starred => "starred".into(),
            Scope::Tag(tag) => format!("#{tag}"),
            Scope::Search(text) => format!("search: {text}"),
            Scope::Saved(id) => {
                let saved = self.sidebar.shelves.queries.iter().find(|(query, _)| query.id == *id);
                saved.map_or_else(|| "saved query".into(), |(query, _)| query.title.clone())
            }
            Scope::Feed(id) => {
                let feed = self.sidebar.feeds.iter().find(|feed| feed.id == *id);
                feed.map_or_else(|| "feed".into(), |feed| feed.title.clone())
            }
        }
    }

    fn request(&mut self) -> RequestId {
        self.env.next_request()
    }
}
