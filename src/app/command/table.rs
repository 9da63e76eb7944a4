//! The commands that take words behind their names; all other actions are commands, too.

use crate::app::action::{ACTIONS, Action};

/// What a command takes behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The rest of the line, as it stands.
    Rest,
    /// A name; blanks in it need no quotation marks.
    Name,
    /// What the list is to show.
    Scope,
    /// The name of a feed, a tag or a saved query.
    Shelf,
    /// The name of a feed.
    Feed,
    /// The name of a saved query.
    Saved,
    /// The name of a source or of somebody mentioned.
    Subject,
    /// The order of a list.
    Order,
    /// A theme.
    Theme,
    /// A setting, and what it is set to.
    Setting,
    /// What is written out, in which form, where to.
    Export,
    /// A program and its arguments.
    Program,
    /// A line for the shell.
    Shell,
    /// A number.
    Number,
    /// A letter.
    Letter,
}

/// A command that takes words behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Its name; where an action has the same, it is what the command does without words.
    pub name: &'static str,
    /// Another, shorter name; empty where there is none.
    pub short: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// The words behind its name, for people.
    pub usage: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// Every command that takes words.
pub const COMMANDS: &[Command] = &[
    command(("search", ""), Takes::Rest, "QUERY", "search everything"),
    command(("save-query", "save"), Takes::Name, "NAME", "save the search under a name"),
    command(("remove-query", ""), Takes::Saved, "NAME", "remove a saved query"),
    command(("sort", ""), Takes::Order, "ORDER", "order the list"),
    command(
        ("scope", ""),
        Takes::Scope,
        "all | starred | feed NAME | tag NAME | saved NAME | search QUERY",
        "what the list shows",
    ),
    command(("open", "show"), Takes::Shelf, "NAME", "show a feed, a tag, a saved query"),
    command(("filter", ""), Takes::Rest, "WORDS", "show only what has these words"),
    command(("goto", ""), Takes::Number, "N", "go to the article of that number in the list"),
    command(("theme", ""), Takes::Theme, "NAME", "take a theme"),
    command(("set", ""), Takes::Setting, "NAME VALUE", "change a setting"),
    command(
        ("export", ""),
        Takes::Export,
        "[article | selection | statement | list | dossier | corrections] FORMAT [PATH | clipboard]",
        "write something out",
    ),
    command(
        ("pipe", ""),
        Takes::Program,
        "[--markdown | --json | --text | --html | --csv] PROGRAM ARGUMENT …",
        "give the article, or the selection, to a program",
    ),
    command(
        ("shell", "pipe!"),
        Takes::Shell,
        "[--markdown | --json | --text | --html | --csv] LINE",
        "the same, with a line for the shell",
    ),
    command(("set-mark", "mark"), Takes::Letter, "LETTER", "set a mark"),
    command(("go-to-mark", "jump"), Takes::Letter, "LETTER", "go to a mark"),
    command(("add-feed", "add"), Takes::Name, "ADDRESS", "follow a feed, or the feeds of a site"),
    command(("refresh", ""), Takes::Feed, "FEED", "refresh a feed"),
    command(("dossier", ""), Takes::Subject, "NAME", "what somebody said, in all articles"),
];

/// Shorter names of actions that take nothing.
const SHORT: &[(&str, Action)] = &[("q", Action::Quit)];

const fn command(
    (name, short): (&'static str, &'static str),
    takes: Takes,
    usage: &'static str,
    help: &'static str,
) -> Command {
    Command { name, short, takes, usage, help }
}

/// What a command's name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Named {
    /// How it takes words, if it does.
    pub(in crate::app) command: Option<&'static Command>,
    /// What it does without words, if anything.
    pub(super) action: Option<Action>,
}

/// What `name` stands for; none where it is unknown.
pub(in crate::app) fn named(name: &str) -> Option<Named> {
    let is_it = |it: &&Command| it.name == name || (!it.short.is_empty() && it.short == name);
    let command = COMMANDS.iter().find(is_it);
    let short = || SHORT.iter().find(|(short, _)| *short == name).map(|(_, action)| *action);
    let action = Action::from_name(command.map_or(name, |it| it.name)).or_else(short);
    (command.is_some() || action.is_some()).then_some(Named { command, action })
}

/// Every command by its name: its usage, what it does.
pub(in crate::app) fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let plain = ACTIONS.iter().map(|(_, name, _, help)| (*name, "", *help));
    let plain = plain.filter(|(name, ..)| !COMMANDS.iter().any(|it| it.name == *name));
    COMMANDS.iter().map(|it| (it.name, it.usage, it.help)).chain(plain)
}
