//! What lies over the panes: the help, the feeds, what was found at an address.

use std::borrow::Cow;

use crate::domain::SubjectId;

use crate::app::action::ACTIONS;
use crate::app::action::chapter::Chapter;
use crate::app::comfort::ThemePicker;
use crate::app::command::Palette;
use crate::app::comparing::Comparison;
use crate::app::comparing::same::SameList;
use crate::app::correcting::Correcting;
use crate::app::keys::keymap::{Context, Keymap};
use crate::app::layout::Size;
use crate::app::screens::Screen;
use crate::app::searching::OrderPicker;
use crate::app::sidebar::adding::Offers;
use crate::app::sidebar::picker::Picker;

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The help, scrolled to a line.
    Help(usize),
    /// The choice of what the list shows, where feeds are managed.
    Feeds(Picker),
    /// An address is being looked at.
    Looking(String),
    /// The choice of feeds that were found at an address.
    Offers(Offers),
    /// A list of subjects, or a dossier.
    Screen(Box<Screen>),
    /// Articles side by side.
    Compare(Box<Comparison>),
    /// Where else the open article's statements stand in the same words.
    Same(Box<SameList>),
    /// What can be corrected in a statement.
    Correct(Box<Correcting>),
    /// The choice of a command.
    Palette(Palette),
    /// The choice of a theme.
    Themes(ThemePicker),
    /// The choice of an order for the list.
    Orders(OrderPicker),
}

/// What lies over the panes, and the screens that lie below it.
#[derive(Debug, Default)]
pub struct Overlays {
    top: Option<Overlay>,
    /// The screens that lead to the present one.
    pub(in crate::app) below: Vec<Screen>,
    /// The screen that something else lies over, such as the help.
    pub(in crate::app) covered: Option<Box<Screen>>,
    /// The subject that is marked to be merged into another, with its name.
    pub(in crate::app) marked: Option<(SubjectId, String)>,
}

impl Overlays {
    /// What lies on top; none where the panes are not covered.
    pub fn top(&self) -> Option<&Overlay> {
        self.top.as_ref()
    }

    /// What lies on top, to be changed.
    pub fn top_mut(&mut self) -> Option<&mut Overlay> {
        self.top.as_mut()
    }

    /// What lies on top, the screens below, and the one that is covered.
    pub(in crate::app) fn parts_mut(
        &mut self,
    ) -> (Option<&mut Overlay>, &mut Vec<Screen>, Option<&mut Screen>) {
        (self.top.as_mut(), &mut self.below, self.covered.as_deref_mut())
    }

    /// Whether anything lies over the panes.
    pub fn is_open(&self) -> bool {
        self.top.is_some()
    }

    /// Lays this over the panes, in the place of what lay on top.
    pub fn open(&mut self, overlay: Overlay) {
        self.top = Some(overlay);
    }

    /// The same; gives what lay on top.
    pub(in crate::app) fn replace(&mut self, overlay: Overlay) -> Option<Overlay> {
        self.top.replace(overlay)
    }

    /// Takes away what lies on top.
    pub fn close(&mut self) {
        self.top = None;
    }

    /// The same; gives what lay there.
    pub(in crate::app) fn take(&mut self) -> Option<Overlay> {
        self.top.take()
    }

    /// The same, where it is as `which` says.
    pub(in crate::app) fn take_if(
        &mut self,
        which: impl FnOnce(&mut Overlay) -> bool,
    ) -> Option<Overlay> {
        self.top.take_if(which)
    }
}

impl Overlay {
    /// Where its own key bindings stand, if it has any.
    pub fn context(&self) -> Option<Context> {
        match self {
            Overlay::Feeds(_) | Overlay::Offers(_) => Some(Context::Feeds),
            Overlay::Screen(_) | Overlay::Compare(_) | Overlay::Same(_) => Some(Context::Screens),
            Overlay::Correct(panel) => Some(panel.stage.context()),
            Overlay::Help(_)
            | Overlay::Looking(_)
            | Overlay::Palette(_)
            | Overlay::Themes(_)
            | Overlay::Orders(_) => None,
        }
    }
}

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A chapter's heading.
    Chapter(&'static str),
    /// Keys and what they do.
    Keys(String, Cow<'static, str>),
    /// A blank line.
    Gap,
}

/// What numbers mean: those of a statement, those before a key.
const NUMBERS: [(Chapter, &str, &str); 4] = [
    (Chapter::Sourcing, "87 %", "how sure words and speaker are; below 50 doubtful"),
    (Chapter::Moving, "5 j", "a number before a key: so many times"),
    (Chapter::Moving, "10 G", "to the line of that number, in the list to the article"),
    (Chapter::Links, "12 enter", "open the link of that number; 12 y copies its address"),
];

/// The help, made from the keymap: every action that has a key.
pub fn help_lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for chapter in Chapter::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Gap);
        }
        lines.push(HelpLine::Chapter(chapter.title()));
        for (action, _, _, help) in ACTIONS.iter().filter(|(_, _, of, _)| *of == chapter) {
            let keys = keymap.keys_of(*action);
            if !keys.is_empty() {
                lines.push(HelpLine::Keys(keys.join(", "), Cow::Borrowed(*help)));
            }
        }
        let numbers = NUMBERS.iter().filter(|(of, ..)| *of == chapter);
        let line = |(_, keys, help): &(Chapter, &str, &'static str)| {
            HelpLine::Keys((*keys).to_owned(), Cow::Borrowed(*help))
        };
        lines.extend(numbers.map(line));
    }
    let own: Vec<HelpLine> =
        keymap.macros().map(|(keys, it)| HelpLine::Keys(keys, it.told().into())).collect();
    if !own.is_empty() {
        lines.extend([HelpLine::Gap, HelpLine::Chapter("Your own keys")]);
        lines.extend(own);
    }
    lines
}

/// Columns from which the help stands in two columns.
const TWO_COLUMNS: u16 = 104;

/// Rows that are not the help's own: title, rule and margin of its panel, the status line.
const HELP_FRAME: u16 = 4;

/// The help set for a screen of `size`: its columns of lines, parted between two chapters, and how
/// many rows of them are visible.
pub fn help_columns(keymap: &Keymap, size: Size) -> (Vec<Vec<HelpLine>>, usize) {
    let lines = help_lines(keymap);
    let rows = usize::from(size.rows.saturating_sub(HELP_FRAME).max(1));
    if size.columns < TWO_COLUMNS {
        return (vec![lines], rows);
    }
    let gaps = (0..lines.len()).filter(|index| lines[*index] == HelpLine::Gap);
    let middle = gaps.min_by_key(|gap| (gap * 2).abs_diff(lines.len()));
    let Some(middle) = middle else { return (vec![lines], rows) };
    (vec![lines[..middle].to_vec(), lines[middle + 1..].to_vec()], rows)
}

/// The last line that the help can be scrolled to on a screen of `size`.
pub fn last_help_line(keymap: &Keymap, size: Size) -> usize {
    let (columns, rows) = help_columns(keymap, size);
    columns.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(rows)
}
