//! Which keys the status line names: those that help now.

use crate::app::{Action, App, Focus, Overlay};

/// Keys that help now, most useful first; the first one is named last, at the border.
pub(super) fn wanted(app: &App) -> &'static [(Action, &'static str)] {
    match (&app.overlay, app.focus) {
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
        (Some(_), _) => &[(Action::Back, "close"), (Action::Help, "help")],
        (None, Focus::List) => &[
            (Action::Help, "help"),
            (Action::Open, "read"),
            (Action::Filter, "filter"),
            (Action::NextUnread, "next unread"),
            (Action::RefreshAll, "refresh"),
            (Action::Feeds, "feeds"),
            (Action::ToggleStar, "star"),
            (Action::Quit, "quit"),
        ],
        (None, Focus::Body) if app.selection().is_some() => &[
            (Action::Back, "leave"),
            (Action::CopySelection, "copy"),
            (Action::Select, "statement"),
            (Action::NextQuote, "next statement"),
            (Action::WordRight, "word"),
            (Action::SwapEnds, "other end"),
            (Action::Pipe, "pipe"),
        ],
        (None, Focus::Body) => &[
            (Action::Help, "help"),
            (Action::NextQuote, "next"),
            (Action::NextStatement, "same source"),
            (Action::FocusRight, "sources"),
            (Action::ReadOn, "read on"),
            (Action::FullText, "full text"),
            (Action::NextArticle, "next article"),
        ],
        (None, Focus::Sources) => &[
            (Action::Help, "help"),
            (Action::Open, "to the text"),
            (Action::NextStatement, "same source"),
            (Action::NextEntity, "next name"),
            (Action::FocusLeft, "back"),
        ],
    }
}
