//! Which keys the status line names: those that help now.

use crate::app::screens::Screen;
use crate::app::{Action, App, Focus, Item, Overlay};

/// Keys that help now, most useful first; the first one is named last, at the border.
pub(super) fn wanted(app: &App) -> &'static [(Action, &'static str)] {
    match (app.overlays.top(), app.focus) {
        (Some(Overlay::Help(_)), _) => &[(Action::Back, "close")],
        (Some(Overlay::Feeds(_)), _) => &[
            (Action::Back, "close"),
            (Action::Open, "show"),
            (Action::AddFeed, "add"),
            (Action::RefreshAll, "refresh all"),
            (Action::Help, "help"),
        ],
        (Some(Overlay::Looking(_)), _) => &[(Action::Back, "stop")],
        (Some(Overlay::Offers(_)), _) => {
            &[(Action::Back, "leave"), (Action::Open, "follow"), (Action::Choose, "choose")]
        }
        (Some(Overlay::Themes(_)), _) => &[(Action::Back, "leave"), (Action::Open, "keep")],
        (Some(Overlay::Orders(_)), _) => &[(Action::Back, "leave"), (Action::Open, "take")],
        (Some(Overlay::Screen(shown)), _) => of_screen(shown),
        (Some(Overlay::Compare(_)), _) => &[
            (Action::Back, "close"),
            (Action::Open, "go there"),
            (Action::Down, "next"),
            (Action::FocusRight, "beside"),
        ],
        (Some(Overlay::Correct(_)), _) => &[],
        (Some(_), _) => &[(Action::Back, "close"), (Action::Help, "help")],
        (None, focus) => of_pane(app, focus),
    }
}

/// Keys that help where the list shows what a search has found.
const FOUND: &[(Action, &str)] = &[
    (Action::Help, "help"),
    (Action::Open, "read"),
    (Action::Search, "search"),
    (Action::SaveQuery, "save"),
    (Action::Sort, "order"),
    (Action::Back, "back"),
    (Action::NextUnread, "next unread"),
];

/// Keys that help while text is selected.
const SELECTING: &[(Action, &str)] = &[
    (Action::Back, "leave"),
    (Action::CopySelection, "copy"),
    (Action::Select, "statement"),
    (Action::NextQuote, "next statement"),
    (Action::WordRight, "word"),
    (Action::SwapEnds, "other end"),
    (Action::Pipe, "pipe"),
];

/// Keys that help in a pane.
fn of_pane(app: &App, focus: Focus) -> &'static [(Action, &'static str)] {
    match focus {
        Focus::Feeds => &[
            (Action::Help, "help"),
            (Action::Open, "show"),
            (Action::Fold, "fold"),
            (Action::AddFeed, "add"),
            (Action::Refresh, "refresh"),
            (Action::NameFeed, "name"),
            (Action::Shelves, "close"),
        ],
        Focus::List if app.search_text().is_some() => FOUND,
        Focus::List => &[
            (Action::Help, "help"),
            (Action::Open, "read"),
            (Action::Filter, "filter"),
            (Action::NextUnread, "next unread"),
            (Action::Search, "search"),
            (Action::RefreshAll, "refresh"),
            (Action::Feeds, "feeds"),
            (Action::ToggleStar, "star"),
            (Action::Quit, "quit"),
        ],
        Focus::Body if app.article.selection().is_some() => SELECTING,
        Focus::Body if app.can_return() && !app.can_return_to_dossier() => &[
            (Action::Help, "help"),
            (Action::Back, "back"),
            (Action::NextQuote, "next"),
            (Action::NextStatement, "same source"),
        ],
        Focus::Body if app.can_return() => &[
            (Action::Help, "help"),
            (Action::Back, "back to the dossier"),
            (Action::NextQuote, "next"),
            (Action::NextStatement, "same source"),
        ],
        Focus::Body => &[
            (Action::Help, "help"),
            (Action::NextQuote, "next"),
            (Action::NextStatement, "same source"),
            (Action::FocusRight, "sources"),
            (Action::ReadOn, "read on"),
            (Action::FullText, "full text"),
            (Action::NextArticle, "next article"),
        ],
        Focus::Sources if !matches!(app.side.selected, Some(Item::Statement(_))) => &[
            (Action::Help, "help"),
            (Action::Open, "in all articles"),
            (Action::NextStatement, "same source"),
            (Action::NextEntity, "next name"),
            (Action::FocusLeft, "back"),
        ],
        Focus::Sources => &[
            (Action::Help, "help"),
            (Action::Open, "to the text"),
            (Action::Dossier, "in all articles"),
            (Action::NextStatement, "same source"),
            (Action::NextEntity, "next name"),
            (Action::FocusLeft, "back"),
        ],
    }
}

/// Keys that help in a screen of the archive.
fn of_screen(shown: &Screen) -> &'static [(Action, &'static str)] {
    const LIST: &[(Action, &str)] = &[
        (Action::Help, "help"),
        (Action::Open, "dossier"),
        (Action::Filter, "filter"),
        (Action::FilterKind, "kind"),
        (Action::Arrange, "order"),
        (Action::FilterFeed, "feed"),
        (Action::FilterDates, "dates"),
        (Action::Merge, "merge"),
        (Action::Back, "back"),
    ];
    const SAYS: &[(Action, &str)] = &[
        (Action::Help, "help"),
        (Action::Open, "to its place"),
        (Action::NextQuote, "next"),
        (Action::NextParagraph, "next article"),
        (Action::SwapSide, "about it"),
        (Action::FilterDates, "dates"),
        (Action::FilterFeed, "feed"),
        (Action::Split, "somebody else"),
        (Action::Back, "back"),
    ];
    const ABOUT: &[(Action, &str)] = &[
        (Action::Help, "help"),
        (Action::Open, "to its place"),
        (Action::NextQuote, "next"),
        (Action::NextParagraph, "next article"),
        (Action::SwapSide, "what it says"),
        (Action::FilterDates, "dates"),
        (Action::FilterFeed, "feed"),
        (Action::Back, "back"),
    ];
    match shown {
        Screen::Subjects(_) => LIST,
        Screen::Dossier(view) if view.query.about => ABOUT,
        Screen::Dossier(_) => SAYS,
    }
}
