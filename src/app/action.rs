//! What a user can ask for: every action has a name for the keymap and a line for the help.

/// One thing that a user can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    NextArticle,
    PreviousArticle,
    NextUnread,
    PreviousUnread,
    NextParagraph,
    PreviousParagraph,
    ReadOn,
    NextQuote,
    PreviousQuote,
    NextStatement,
    PreviousStatement,
    NextSource,
    PreviousSource,
    NextEntity,
    PreviousEntity,
    NextMention,
    PreviousMention,
    FocusNext,
    FocusPrevious,
    FocusLeft,
    FocusRight,
    FocusList,
    FocusBody,
    FocusSources,
    Open,
    Back,
    ToggleRead,
    MarkRead,
    MarkUnread,
    MarkAbove,
    MarkBelow,
    MarkAll,
    ToggleStar,
    Undo,
    Redo,
    Links,
    CopyLink,
    OpenAddress,
    ToggleLinkNumbers,
    Filter,
    ToggleUnreadOnly,
    Feeds,
    AddFeed,
    Refresh,
    RefreshAll,
    FullText,
    Stop,
    RemoveFeed,
    EndFeed,
    NameFeed,
    TagFeed,
    PauseFeed,
    FeedInterval,
    FeedFullText,
    MoveFeedUp,
    MoveFeedDown,
    Choose,
    NextTheme,
    Help,
    Redraw,
    Quit,
}

/// The chapters of the help, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Chapter {
    Sourcing,
    Moving,
    Panes,
    Marking,
    Links,
    List,
    News,
    Feeds,
    Program,
}

impl Chapter {
    /// All chapters, in the order of the help.
    pub const ALL: [Chapter; 9] = [
        Chapter::Sourcing,
        Chapter::Moving,
        Chapter::Panes,
        Chapter::Marking,
        Chapter::Links,
        Chapter::List,
        Chapter::News,
        Chapter::Feeds,
        Chapter::Program,
    ];

    /// The heading in the help.
    pub fn title(self) -> &'static str {
        match self {
            Chapter::Sourcing => "Who said what",
            Chapter::Moving => "Moving",
            Chapter::Panes => "Panes",
            Chapter::Marking => "Marking",
            Chapter::Links => "Links",
            Chapter::List => "What the list shows",
            Chapter::News => "News",
            Chapter::Feeds => "In the screen of feeds",
            Chapter::Program => "The program",
        }
    }
}

/// Every action with its name, its chapter and its line in the help, in the order of the help.
pub const ACTIONS: &[(Action, &str, Chapter, &str)] = &[
    (Action::NextQuote, "next-quote", Chapter::Sourcing, "next statement"),
    (Action::PreviousQuote, "previous-quote", Chapter::Sourcing, "previous statement"),
    (
        Action::NextStatement,
        "next-statement",
        Chapter::Sourcing,
        "next statement of the same source",
    ),
    (
        Action::PreviousStatement,
        "previous-statement",
        Chapter::Sourcing,
        "previous statement of the same source",
    ),
    (Action::NextSource, "next-source", Chapter::Sourcing, "next source"),
    (Action::PreviousSource, "previous-source", Chapter::Sourcing, "previous source"),
    (Action::NextEntity, "next-entity", Chapter::Sourcing, "next person, body, place, …"),
    (
        Action::PreviousEntity,
        "previous-entity",
        Chapter::Sourcing,
        "previous person, body, place, …",
    ),
    (Action::NextMention, "next-mention", Chapter::Sourcing, "next mention of the same"),
    (
        Action::PreviousMention,
        "previous-mention",
        Chapter::Sourcing,
        "previous mention of the same",
    ),
    (Action::Down, "down", Chapter::Moving, "down"),
    (Action::Up, "up", Chapter::Moving, "up"),
    (Action::PageDown, "page-down", Chapter::Moving, "a page down"),
    (Action::PageUp, "page-up", Chapter::Moving, "a page up"),
    (Action::HalfDown, "half-page-down", Chapter::Moving, "half a page down"),
    (Action::HalfUp, "half-page-up", Chapter::Moving, "half a page up"),
    (Action::Top, "top", Chapter::Moving, "to the top"),
    (Action::Bottom, "bottom", Chapter::Moving, "to the bottom"),
    (Action::NextParagraph, "next-paragraph", Chapter::Moving, "next paragraph"),
    (Action::PreviousParagraph, "previous-paragraph", Chapter::Moving, "previous paragraph"),
    (Action::ReadOn, "read-on", Chapter::Moving, "a page, then the next unread article"),
    (Action::NextArticle, "next-article", Chapter::Moving, "next article"),
    (Action::PreviousArticle, "previous-article", Chapter::Moving, "previous article"),
    (Action::NextUnread, "next-unread", Chapter::Moving, "next unread article"),
    (Action::PreviousUnread, "previous-unread", Chapter::Moving, "previous unread article"),
    (Action::Open, "open", Chapter::Panes, "open: the article, or the place in it"),
    (Action::Back, "back", Chapter::Panes, "back: close, clear the filter"),
    (Action::FocusNext, "focus-next", Chapter::Panes, "next pane"),
    (Action::FocusPrevious, "focus-previous", Chapter::Panes, "previous pane"),
    (Action::FocusLeft, "focus-left", Chapter::Panes, "pane to the left"),
    (Action::FocusRight, "focus-right", Chapter::Panes, "pane to the right"),
    (Action::FocusList, "focus-list", Chapter::Panes, "the article list"),
    (Action::FocusBody, "focus-body", Chapter::Panes, "the article"),
    (Action::FocusSources, "focus-sources", Chapter::Panes, "the sources"),
    (Action::ToggleRead, "toggle-read", Chapter::Marking, "read or unread"),
    (Action::MarkRead, "mark-read", Chapter::Marking, "mark read"),
    (Action::MarkUnread, "mark-unread", Chapter::Marking, "mark unread"),
    (Action::MarkAbove, "mark-above-read", Chapter::Marking, "mark all above read"),
    (Action::MarkBelow, "mark-below-read", Chapter::Marking, "mark all below read"),
    (Action::MarkAll, "mark-all-read", Chapter::Marking, "mark everything shown read"),
    (Action::ToggleStar, "toggle-star", Chapter::Marking, "star"),
    (Action::Undo, "undo", Chapter::Marking, "undo"),
    (Action::Redo, "redo", Chapter::Marking, "redo"),
    (Action::Links, "links", Chapter::Links, "a link by its number, or one by one"),
    (Action::CopyLink, "copy-link", Chapter::Links, "copy a link (twice: the article's)"),
    (Action::OpenAddress, "open-address", Chapter::Links, "the article's page in the browser"),
    (Action::ToggleLinkNumbers, "toggle-link-numbers", Chapter::Links, "show or hide the numbers"),
    (Action::Filter, "filter", Chapter::List, "filter the list as you type"),
    (Action::ToggleUnreadOnly, "toggle-unread-only", Chapter::List, "only unread articles, or all"),
    (Action::Feeds, "feeds", Chapter::List, "the feeds: choose what is shown, manage them"),
    (Action::AddFeed, "add-feed", Chapter::News, "add a feed by its address, or its site's"),
    (Action::Refresh, "refresh", Chapter::News, "refresh the feed shown, or the article's"),
    (Action::RefreshAll, "refresh-all", Chapter::News, "refresh all feeds"),
    (Action::FullText, "full-text", Chapter::News, "full text from the page, or the feed's"),
    (Action::Stop, "stop", Chapter::News, "stop what is being fetched; else quit"),
    (Action::RemoveFeed, "remove-feed", Chapter::Feeds, "remove the feed with its articles"),
    (Action::EndFeed, "end-feed", Chapter::Feeds, "follow it no more, keep its articles"),
    (Action::NameFeed, "name-feed", Chapter::Feeds, "give it another name"),
    (Action::TagFeed, "tag-feed", Chapter::Feeds, "give it tags"),
    (Action::PauseFeed, "pause-feed", Chapter::Feeds, "pause it, or follow it again"),
    (Action::FeedInterval, "feed-interval", Chapter::Feeds, "how often it is refreshed by itself"),
    (Action::FeedFullText, "feed-full-text", Chapter::Feeds, "full text for its new articles"),
    (Action::MoveFeedUp, "move-feed-up", Chapter::Feeds, "move it up"),
    (Action::MoveFeedDown, "move-feed-down", Chapter::Feeds, "move it down"),
    (Action::Choose, "choose", Chapter::Feeds, "choose one of several that were found"),
    (Action::Help, "help", Chapter::Program, "this help"),
    (Action::NextTheme, "next-theme", Chapter::Program, "next theme"),
    (Action::Redraw, "redraw", Chapter::Program, "draw the screen anew"),
    (Action::Quit, "quit", Chapter::Program, "quit"),
];

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        ACTIONS.iter().find(|(_, known, _, _)| *known == name).map(|(action, ..)| *action)
    }

    /// The action's name in keymaps.
    pub fn name(self) -> &'static str {
        ACTIONS.iter().find(|(action, ..)| *action == self).map_or("", |(_, name, ..)| name)
    }

    /// Its line in the help.
    pub fn help(self) -> &'static str {
        ACTIONS.iter().find(|(action, ..)| *action == self).map_or("", |(_, _, _, help)| help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_action() {
        for (action, name, _, _) in ACTIONS {
            assert_eq!(Action::from_name(name), Some(*action));
            assert_eq!(action.name(), *name);
        }
        let last = ACTIONS.len();
        assert_eq!(last, Action::Quit as usize + 1, "an action is missing from the table");
    }
}
