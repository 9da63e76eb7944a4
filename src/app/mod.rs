//! The reader as a pure state machine: messages in, effects out. No I/O, no terminal, no clock.

// A new action, effect or message must not be dropped in silence: every match names all it knows.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod action;
pub mod action_table;
pub mod adding;
pub mod chapter;
pub mod comfort;
pub mod command;
pub mod comparing;
pub mod correcting;
pub mod effect;
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
mod overlays;
mod reading;
mod unread;
mod update;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, FixedOffset, Utc};

use crate::domain::{ArticleId, FeedRow, Scope, Shelves};

pub use crate::domain::marks;

pub use action::Action;
pub use choosing::{Choice, LINK_NUMBERS};
pub use comfort::Look;
pub use command::Commands;
pub use effect::{Effect, FileTask, Net, OnScreen, Read, Remember, Wanted, Write};
pub use history::{Change, History, Moment};
pub use key::{Code, Key};
pub use keymap::{Context, Keymap};
pub use layout::{Area, Layout, Size};
pub use list::List;
pub use message::{
    Comparand, FileAnswer, Input, Message, Mouse, NetAnswer, ReadAnswer, RequestId, Tally,
    WriteAnswer,
};
pub use overlay::Overlay;
pub use prompt::{Prompt, Purpose};
pub use reader::Reader;
pub use refreshing::Refreshing;
pub use searching::Searching;
pub use selecting::{Place, Places, Selecting};
pub use shelf::Shelf;
pub use side::{Item, Side, SideLine};
pub use status::{Level, Status};

use adding::Adding;

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

/// What the surroundings decide.
#[derive(Debug, Clone)]
pub struct Settings {
    /// After how many milliseconds an opened article counts as read.
    pub mark_read_after: u64,
    /// How often feeds are refreshed by themselves, in seconds; none: never, unless a feed has an
    /// interval of its own.
    pub refresh_every: Option<u64>,
    /// Whether all feeds are refreshed at the start.
    pub refresh_on_start: bool,
    /// The names of the themes that there are.
    pub themes: Vec<String>,
    /// The offset of local time at a moment.
    pub zone: fn(DateTime<Utc>) -> FixedOffset,
    /// The command that opens addresses, word by word; "{}" stands for the address, which else
    /// comes last. None: what the system opens them with.
    pub browser: Option<Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        let utc = |_: DateTime<Utc>| chrono::Offset::fix(&Utc);
        Settings {
            mark_read_after: 1000,
            refresh_every: None,
            refresh_on_start: false,
            themes: vec!["dark".into()],
            zone: utc,
            browser: None,
        }
    }
}

/// Work that goes on behind the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub what: String,
    /// How much of it.
    pub done: u64,
    /// Out of how much.
    pub total: u64,
}

/// What is to be done when a change of state has been stored.
#[derive(Debug, Clone)]
enum Stored {
    /// Remember it for undo.
    Done(Change),
    /// The same of what came of itself, out of what was done at that moment: there may be something
    /// better to say.
    Quiet(Change, Moment),
    /// It is an undo or a redo (how it is called): the history has it already.
    Replayed(Change, &'static str),
}

/// The whole state of the reader.
pub struct App {
    /// The size of the terminal.
    pub size: Size,
    /// The time: seconds since 1970 UTC.
    pub now: i64,
    /// The pane that keys go to.
    pub focus: Focus,
    /// The article list.
    pub list: List,
    /// The open article.
    pub reader: Option<Reader>,
    /// The sources pane.
    pub side: Side,
    /// The pane of feeds.
    pub shelf: Shelf,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What is being typed into the status line.
    pub prompt: Option<Prompt>,
    /// What the status line says.
    pub status: Option<Status>,
    /// Work behind the screen.
    pub progress: Option<Progress>,
    /// The refresh that goes on.
    pub refreshing: Option<Refreshing>,
    /// Articles whose pages are being fetched.
    pub fetching: Vec<(RequestId, ArticleId)>,
    /// The keys.
    pub keymap: Keymap,
    /// The keys typed so far of a longer sequence.
    pub typed: Vec<Key>,
    /// The number typed before a key.
    pub count: Option<u32>,
    /// The text that is being selected.
    pub selecting: Option<Selecting>,
    /// Marks, and places to jump back to.
    pub places: Places,
    /// Lines typed before, what completes the present one, steps still to be done.
    pub commands: Commands,
    /// The feeds, as last read.
    pub feeds: Vec<FeedRow>,
    /// The tags, as last read.
    pub tags: Vec<String>,
    /// Tags and saved queries with their counts, as last read.
    pub shelves: Shelves,
    /// The search that is being typed.
    pub searching: Option<Searching>,
    /// Earlier searches, the newest last.
    pub searches: Vec<String>,
    /// The present theme: an index in the settings' names.
    pub theme: usize,
    /// How all is shown: widths, measure, spacing, glyphs.
    pub look: Look,
    /// The link that is being chosen.
    pub choice: Option<Choice>,
    /// Whether the links' numbers stand in the text.
    pub link_numbers: bool,
    /// What the surroundings decide.
    pub settings: Settings,
    history: History,
    requests: u64,
    stored: HashMap<RequestId, Stored>,
    /// Where in the text the mouse is held.
    grip: Option<selecting::Grip>,
    /// What was typed for an article that is on its way.
    held: VecDeque<held::Held>,
    awaited: Awaited,
    adding: Adding,
    newer: newer::Newer,
    archive: screens::Archive,
    orders: searching::Orders,
    /// The look for an unread article that goes on.
    seek: Option<unread::Seek>,
    /// The title of the search that was saved and is not yet shown under it.
    just_saved: Option<String>,
    /// What was shown before the search that is shown now.
    came_from: Option<Box<searching::Before>>,
    mending: correcting::Mending,
    beside: comparing::Beside,
}

/// The newest request of each kind: an older one's answer is stale.
#[derive(Debug, Clone, Copy, Default)]
struct Awaited {
    counts: RequestId,
    /// The wake to count what is being searched.
    counts_soon: Option<RequestId>,
    article: RequestId,
    /// The article that is on its way.
    article_id: Option<ArticleId>,
    feeds: RequestId,
    shelves: RequestId,
    /// The wake to count tags and saved queries again.
    shelves_soon: Option<RequestId>,
    wake: RequestId,
    /// The marking that has taken more than a moment; it may be done by now.
    slow: Option<RequestId>,
    /// The wake to look whether a feed is to be refreshed by itself.
    look: Option<RequestId>,
    /// The switch to an article's other text.
    text: RequestId,
    /// Whether the article that is on its way is to be opened, not only shown.
    open: bool,
    /// When the open article was opened.
    opened: Moment,
    /// Whether the same holds of the article that is selected once a page has come.
    turn_to: bool,
}

impl App {
    /// A reader that shows nothing yet.
    pub fn new(keymap: Keymap, settings: Settings) -> App {
        App {
            size: Size::default(),
            now: 0,
            focus: Focus::List,
            list: List::default(),
            reader: None,
            side: Side::default(),
            shelf: Shelf::default(),
            overlay: None,
            prompt: None,
            status: None,
            progress: None,
            refreshing: None,
            fetching: Vec::new(),
            keymap,
            typed: Vec::new(),
            count: None,
            selecting: None,
            places: Places::default(),
            commands: Commands::default(),
            feeds: Vec::new(),
            tags: Vec::new(),
            shelves: Shelves::default(),
            searching: None,
            searches: Vec::new(),
            theme: 0,
            look: Look::default(),
            choice: None,
            link_numbers: true,
            settings,
            history: History::default(),
            requests: 0,
            stored: HashMap::new(),
            grip: None,
            held: VecDeque::new(),
            awaited: Awaited::default(),
            adding: Adding::default(),
            newer: newer::Newer::default(),
            archive: screens::Archive::default(),
            orders: searching::Orders::default(),
            seek: None,
            just_saved: None,
            came_from: None,
            mending: correcting::Mending::default(),
            beside: comparing::Beside::default(),
        }
    }

    /// Begins: asks for what the first screen shows.
    pub fn start(&mut self, size: Size, now: i64) -> Vec<Effect> {
        self.now = now;
        self.resize(size);
        // A list that begins with a row begins around it.
        let known = !self.list.rows.is_empty();
        let mut effects =
            self.reload(if known { list::Arrival::Keep } else { list::Arrival::First });
        effects.extend(self.load_feeds());
        if self.shelf.open {
            effects.extend(self.load_shelves());
        }
        effects.extend(self.refresh_on_start());
        effects
    }

    /// Where the panes stand now; none where the terminal is too small.
    pub fn layout(&self) -> Option<Layout> {
        self.layout_for(self.focus)
    }

    /// Where they would stand if that pane had the focus.
    fn layout_for(&self, focus: Focus) -> Option<Layout> {
        let mut layout = layout::layout(self.size, focus, self.shape())?;
        if self.size.rows >= SNIPPET_ROWS && searching::is_search(&self.list.query.scope) {
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
                let saved = self.shelves.queries.iter().find(|(query, _)| query.id == *id);
                saved.map_or_else(|| "saved query".into(), |(query, _)| query.title.clone())
            }
            Scope::Feed(id) => {
                let feed = self.feeds.iter().find(|feed| feed.id == *id);
                feed.map_or_else(|| "feed".into(), |feed| feed.title.clone())
            }
        }
    }

    fn request(&mut self) -> RequestId {
        self.requests += 1;
        RequestId(self.requests)
    }
}
