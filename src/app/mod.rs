//! The reader as a pure state machine: messages in, effects out. No I/O, no terminal, no clock.

// A new action, effect or message must not be dropped in silence: every match names all it knows.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod action;
pub mod action_table;
pub mod adding;
pub mod article;
pub mod chapter;
pub mod comfort;
pub mod command;
pub mod comparing;
pub mod correcting;
pub mod effect;
pub mod environment;
pub mod history;
pub mod hits;
pub mod interval;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod list;
pub mod macros;
pub mod message;
pub mod overlay;
pub mod picker;
pub mod prompt;
pub mod reader;
pub mod refreshing;
pub mod screens;
pub mod searching;
pub mod selecting;
pub mod shelf;
pub mod side;
pub mod status;

mod answers;
mod browse;
mod changes;
mod choosing;
mod full_text;
mod held;
mod jump;
mod keying;
mod managing;
mod mark;
mod mouse;
mod nearest;
mod newer;
mod outcome;
mod overlays;
mod reading;
mod unread;
mod update;

#[cfg(test)]
mod tests;

use crate::domain::Scope;

pub use crate::domain::marks;

pub use action::Action;
pub use article::OpenArticle;
pub use choosing::{Choice, LINK_NUMBERS};
pub use comfort::Look;
pub use command::Commands;
pub use effect::{Effect, FileTask, Net, OnScreen, Read, Remember, Wanted, Write};
pub use environment::{Environment, Settings};
pub use history::{Change, History, Moment};
pub use key::{Code, Key};
pub use keymap::{Context, Keymap};
pub use layout::{Area, Layout, Size};
pub use list::List;
pub use message::{
    Comparand, FileAnswer, Input, Message, Mouse, NetAnswer, ReadAnswer, RequestId, Tally,
    WriteAnswer,
};
pub use outcome::Outcome;
pub use overlay::Overlay;
pub use prompt::{Prompt, Purpose};
pub use reader::Reader;
pub use refreshing::{Progress, Refresh, Refreshing};
pub use searching::{Search, Searching};
pub use selecting::{Place, Places, Selecting};
pub use shelf::{Shelf, Sidebar};
pub use side::{Item, Side, SideLine};
pub use status::{Level, Status, StatusLine};

use changes::{Changes, Stored};

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
    pub overlay: Option<Overlay>,
    /// The article list.
    pub list: List,
    /// The open article.
    pub article: OpenArticle,
    /// The sources pane.
    pub side: Side,
    /// The feeds, tags and saved queries, and the pane that shows them.
    pub sidebar: Sidebar,
    archive: screens::Archive,
    /// Searches: the one that is typed, and earlier ones.
    pub search: Search,
    corrections: correcting::Mending,
    comparison: comparing::Beside,
    /// What is typed: keys, the prompt, the command line.
    pub commands: Commands,
    /// The refresh that goes on, and other work behind the screen.
    pub refresh: Refresh,
    /// What the status line says.
    pub status: StatusLine,
    changes: Changes,
}

impl App {
    /// A reader that shows nothing yet.
    pub fn new(keymap: Keymap, settings: Settings) -> App {
        App {
            env: Environment::new(keymap, settings),
            focus: Focus::List,
            overlay: None,
            list: List::default(),
            article: OpenArticle::default(),
            side: Side::default(),
            sidebar: Sidebar::default(),
            archive: screens::Archive::default(),
            search: Search::default(),
            corrections: correcting::Mending::default(),
            comparison: comparing::Beside::default(),
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
        let mut effects =
            self.reload(if known { list::Arrival::Keep } else { list::Arrival::First });
        effects.extend(self.load_feeds());
        if self.sidebar.pane.open {
            effects.extend(self.load_shelves());
        }
        effects.extend(self.refresh_on_start());
        effects.tell(&mut self.status)
    }

    /// Where the panes stand now; none where the terminal is too small.
    pub fn layout(&self) -> Option<Layout> {
        self.layout_for(self.focus)
    }

    /// Where they would stand if that pane had the focus.
    fn layout_for(&self, focus: Focus) -> Option<Layout> {
        let mut layout = layout::layout(self.env.size, focus, self.shape())?;
        if self.env.size.rows >= SNIPPET_ROWS && searching::is_search(&self.list.query.scope) {
            layout.list_row_height += 1;
        }
        Some(self.above_dock(layout))
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
