//! What the reader has chosen about the look, and what follows from it.

use crate::app::{Environment, Focus, Sidebar};
use std::collections::BTreeMap;

use crate::app::layout::{MEASURE, Shape};

use super::Page;

/// A choice between some words, as settings name them.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $case:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name { $($(#[$of])* $case,)* }

        impl $name {
            /// The words that stand for the choices.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The choice of that word; the first one if it is none of them.
            pub fn from_word(word: &str) -> $name {
                match word { $($word => $name::$case,)* _ => $name::default() }
            }

            /// The word that stands for it.
            pub fn word(self) -> &'static str {
                match self { $($name::$case => $word,)* }
            }
        }
    };
}

words! {
    /// Where running text stands in a pane that is wider than its lines.
    Align {
        /// At the left.
        #[default]
        Left = "left",
        /// In the middle.
        Centre = "centre",
    }
}

words! {
    /// Which signs stand for marks and kinds.
    Icons {
        /// Few and plain ones.
        #[default]
        None = "none",
        /// Only ASCII characters.
        Ascii = "ascii",
        /// Those of a patched font ("Nerd Font").
        Nerd = "nerd",
    }
}

words! {
    /// Who puts text that runs from right to left in order.
    Bidi {
        /// We do, unless the terminal is known to.
        #[default]
        Auto = "auto",
        /// We do.
        On = "on",
        /// The terminal does.
        Off = "off",
    }
}

words! {
    /// How a refresh that nobody asked for tells what it brought.
    Notice {
        /// Only on the screen.
        #[default]
        Off = "off",
        /// By the terminal's bell.
        Bell = "bell",
        /// By a notification that the terminal shows.
        Terminal = "terminal",
        /// By a notification of the desktop.
        Desktop = "desktop",
    }
}

/// How all is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The width of the list (columns); none: by the screen.
    pub list_width: Option<u16>,
    /// The width of the sources (columns); none: by the screen.
    pub sources_width: Option<u16>,
    /// The width of the feeds (columns); none: by the screen.
    pub feeds_width: Option<u16>,
    /// The lines of an article in the list; none: by the screen.
    pub list_rows: Option<u16>,
    /// The longest line of running text (columns).
    pub measure: u16,
    /// How many blank lines stand between two lines of a paragraph.
    pub spacing: u16,
    /// Where running text stands.
    pub align: Align,
    /// How many words are read in a minute.
    pub speed: u32,
    /// Whether the list says how long articles take.
    pub time_in_list: bool,
    /// Whether the reader begins where it ended, and articles open where they were left.
    pub restore: bool,
    /// Which signs are used.
    pub icons: Icons,
    /// Whether all is said in words, for screen readers.
    pub plain: bool,
    /// Who puts text that runs from right to left in order.
    pub bidi: Bidi,
    /// Whether the terminal is known to do that.
    pub terminal_bidi: bool,
    /// How a refresh tells what it brought.
    pub notice: Notice,
    /// The program that shows notifications, with its arguments; none: the system's.
    pub notifier: Option<Vec<String>>,
    /// While only the text is shown: the pane that had the focus before.
    pub zen: Option<Focus>,
    /// What the settings' file says, as typed, by the names of settings.
    pub configured: BTreeMap<&'static str, String>,
    /// Whether the theme is the one that fits the terminal's ground: none has been chosen.
    pub auto_theme: bool,
    /// The present theme: an index in the names of the settings.
    pub theme: usize,
    /// Whether the links' numbers stand in the text.
    pub link_numbers: bool,
    /// Whether the terminal's ground is light; none while nothing is known of it.
    pub light: Option<bool>,
    /// While a theme is chosen: the one before.
    pub(in crate::app) trying: Option<usize>,
    /// Whether the first list is that of the last time.
    pub(in crate::app) restored: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            list_width: None,
            sources_width: None,
            feeds_width: None,
            list_rows: None,
            measure: MEASURE,
            spacing: 0,
            align: Align::Left,
            speed: 230,
            time_in_list: false,
            restore: true,
            icons: Icons::None,
            plain: false,
            bidi: Bidi::Auto,
            terminal_bidi: false,
            notice: Notice::Off,
            notifier: None,
            zen: None,
            configured: BTreeMap::new(),
            auto_theme: true,
            theme: 0,
            link_numbers: true,
            light: None,
            trying: None,
            restored: false,
        }
    }
}

impl Look {
    /// Whether we put text that runs from right to left in order. What is heard is never put in
    /// the order in which it would be seen.
    pub fn reorders(&self) -> bool {
        match self.bidi {
            _ if self.plain => false,
            Bidi::Auto => !self.terminal_bidi,
            Bidi::On => true,
            Bidi::Off => false,
        }
    }

    /// How an article is set.
    pub fn page(&self) -> Page {
        Page {
            numbered: self.link_numbers,
            measure: self.measure,
            spacing: self.spacing,
            centred: self.zen.is_some() || self.align == Align::Centre,
            bidi: self.reorders(),
            plain: self.plain,
        }
    }
}

impl Sidebar {
    /// What has been chosen about the panes.
    pub fn shape(&self, env: &Environment) -> Shape {
        Shape {
            feeds_open: self.pane.open,
            feeds: env.look.feeds_width,
            list: env.look.list_width,
            sources: env.look.sources_width,
            rows: env.look.list_rows,
            single: env.look.plain,
            zen: env.look.zen.is_some(),
        }
    }
}
