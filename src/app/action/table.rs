//! All actions: which part of the app does them, their names, and what the help says of them.

use crate::app::action::chapter::Chapter;

/// Makes [`Action`] of all actions, an enum of the actions of each part, and [`Part`].
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident($actions:ident) { $($action:ident)* })*) => {
        /// One thing that a user can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Action {
            $($($action,)*)*
        }

        /// The part of the app that does an action, with the action as one of that part's.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::app) enum Part {
            $($(#[$doc])* $part($actions),)*
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub(in crate::app) enum $actions {
                $($action,)*
            }
        )*

        impl Action {
            /// The part that does it where nothing lies over the panes.
            pub(in crate::app) fn part(self) -> Part {
                match self {
                    $($(Action::$action => Part::$part($actions::$action),)*)*
                }
            }
        }
    };
}

// A new action stands here with its part, in `ACTIONS` with its name, and in the match of its part.
parts! {
    /// Up and down, in whatever has the focus.
    Move(MoveAction) {
        Down Up PageDown PageUp HalfDown HalfUp Top Bottom
    }
    /// From article to article.
    Turn(TurnAction) {
        NextArticle PreviousArticle NextUnread PreviousUnread
    }
    /// Within the open article.
    Text(TextAction) {
        NextParagraph PreviousParagraph ReadOn NextQuote PreviousQuote NextStatement
        PreviousStatement NextSource PreviousSource NextEntity PreviousEntity NextMention
        PreviousMention
    }
    /// From pane to pane, into what is chosen and out of it.
    Pane(PaneAction) {
        FocusNext FocusPrevious FocusLeft FocusRight FocusList FocusBody FocusSources Open
        Back Choose
    }
    /// Marking articles; undo and redo.
    Mark(MarkAction) {
        ToggleRead MarkRead MarkUnread MarkAbove MarkBelow MarkAll ToggleStar DeleteArticle
        TagArticle Undo Redo
    }
    /// Links of the open article.
    Link(LinkAction) {
        Links CopyLink OpenAddress ToggleLinkNumbers
    }
    /// What the list shows.
    List(ListAction) {
        Filter ToggleUnreadOnly
    }
    /// Feeds and fetching, wherever the focus is.
    News(NewsAction) {
        Feeds AddFeed SavePage Refresh RefreshAll FullText Stop
    }
    /// Changing the feed that is chosen in the screen or the pane of feeds.
    Feed(FeedAction) {
        RemoveFeed EndFeed NameFeed TagFeed PauseFeed FeedInterval FeedFullText MoveFeedUp
        MoveFeedDown
    }
    /// The screens of the archive, from everywhere.
    Archive(ArchiveAction) {
        Dossier Sources Entities
    }
    /// Comparing articles.
    Compare(CompareAction) {
        SameWords Pick Compare
    }
    /// In a screen of the archive.
    Screen(ScreenAction) {
        Merge Split Arrange FilterKind FilterFeed FilterDates SwapSide
    }
    /// Correcting statements, from the text.
    Correct(CorrectAction) {
        Correct AddStatement SelectContent SelectSource SelectCue
    }
    /// In the panel of corrections.
    Panel(PanelAction) {
        StatementWrong StatementRight ChangeSource ChangeContent ChangeNaming TakeBack
        Corrections Details TypeSource StartLeft StartRight EndLeft EndRight WholeSentence
        Unmark
    }
    /// Searching and saved queries, the order of the list, the pane of feeds.
    Search(SearchAction) {
        Search SaveQuery RemoveQuery EditQuery NextHit PreviousHit Sort NextOrder Shelves
        Fold
    }
    /// Commands and what is written out.
    Command(CommandAction) {
        Command Palette Export Pipe
    }
    /// Marks and jumps, selecting and copying text.
    Select(SelectAction) {
        SetMark GoToMark JumpBack JumpForward Select WordRight WordLeft LineStart LineEnd
        SwapEnds CopySelection CopyQuote
    }
    /// How all is shown.
    Look(LookAction) {
        Zen WidenPane NarrowPane WidenText NarrowText LineSpacing Themes NextTheme
    }
    /// The program as a whole.
    Program(ProgramAction) {
        Help Redraw Leave Quit
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
    (
        Action::DeleteArticle,
        "delete-article",
        Chapter::Marking,
        "delete the article; undo restores it",
    ),
    (Action::TagArticle, "tag-article", Chapter::Marking, "give the article tags of your own"),
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
    (
        Action::SavePage,
        "save-page",
        Chapter::News,
        "save the article of a page, to read it offline",
    ),
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
    (
        Action::Dossier,
        "dossier",
        Chapter::Archive,
        "all that this source said, or is said of this name, in all articles",
    ),
    (Action::Sources, "sources", Chapter::Archive, "all sources of the archive"),
    (Action::Entities, "entities", Chapter::Archive, "all persons, bodies, places of the archive"),
    (
        Action::SameWords,
        "same-words",
        Chapter::Archive,
        "where else this statement stands in the same words",
    ),
    (Action::Pick, "pick", Chapter::Archive, "pick the article to compare it, or no more"),
    (Action::Compare, "compare", Chapter::Archive, "compare the picked articles"),
    (Action::Merge, "merge", Chapter::Screens, "the same as another: choose that one next"),
    (Action::Split, "split", Chapter::Screens, "somebody else in this article"),
    (Action::Arrange, "arrange", Chapter::Screens, "another order"),
    (Action::FilterKind, "filter-kind", Chapter::Screens, "only one kind, the next, or all"),
    (Action::FilterFeed, "filter-feed", Chapter::Screens, "only one feed, or all"),
    (Action::FilterDates, "filter-dates", Chapter::Screens, "only a span of time, or all"),
    (Action::SwapSide, "swap-side", Chapter::Screens, "what it says, or what is said about it"),
    (
        Action::Correct,
        "correct",
        Chapter::Correcting,
        "correct the statement: wrong, another source, other words",
    ),
    (Action::AddStatement, "add-statement", Chapter::Correcting, "add a statement that was missed"),
    (
        Action::SelectContent,
        "select-content",
        Chapter::Correcting,
        "the selection is what was said",
    ),
    (Action::SelectSource, "select-source", Chapter::Correcting, "the selection names the source"),
    (Action::SelectCue, "select-cue", Chapter::Correcting, "the selection is the cue (“said”)"),
    (Action::StatementWrong, "statement-wrong", Chapter::Panel, "the statement is none"),
    (Action::StatementRight, "statement-right", Chapter::Panel, "the statement is right as it is"),
    (Action::ChangeSource, "change-source", Chapter::Panel, "somebody else said it, or nobody"),
    (Action::ChangeContent, "change-content", Chapter::Panel, "other words are what was said"),
    (Action::ChangeNaming, "change-naming", Chapter::Panel, "other words name the source"),
    (Action::TakeBack, "take-back", Chapter::Panel, "take the correction back"),
    (Action::Corrections, "corrections", Chapter::Panel, "all corrections of the article"),
    (Action::Details, "details", Chapter::Panel, "all that is known of the statement, or less"),
    (Action::TypeSource, "type-source", Chapter::Panel, "type who said it"),
    (Action::StartLeft, "start-left", Chapter::Panel, "the passage begins a word earlier"),
    (Action::StartRight, "start-right", Chapter::Panel, "the passage begins a word later"),
    (Action::EndLeft, "end-left", Chapter::Panel, "the passage ends a word earlier"),
    (Action::EndRight, "end-right", Chapter::Panel, "the passage ends a word later"),
    (Action::WholeSentence, "whole-sentence", Chapter::Panel, "the passage is all of the sentence"),
    (Action::Unmark, "unmark", Chapter::Panel, "the passage is no part of it"),
    (Action::Search, "search", Chapter::Search, "search everything"),
    (Action::SaveQuery, "save-query", Chapter::Search, "save the search under a name"),
    (Action::RemoveQuery, "remove-query", Chapter::Search, "remove a saved query"),
    (Action::EditQuery, "edit-query", Chapter::Search, "change what a saved query searches for"),
    (Action::NextHit, "next-hit", Chapter::Search, "next place that the search found"),
    (Action::PreviousHit, "previous-hit", Chapter::Search, "previous place that it found"),
    (Action::Sort, "sort", Chapter::Search, "order the list: by date, by sourcing, by fit"),
    (Action::NextOrder, "next-order", Chapter::Search, "the next order of the list"),
    (
        Action::Shelves,
        "feeds-pane",
        Chapter::Search,
        "feeds, tags and saved queries beside the list, or not",
    ),
    (Action::Fold, "fold", Chapter::Search, "fold or unfold the group"),
    (Action::Command, "command", Chapter::Commands, "type a command"),
    (Action::Palette, "palette", Chapter::Commands, "find a command by a few letters"),
    (Action::SetMark, "set-mark", Chapter::Commands, "set a mark: a letter follows"),
    (Action::GoToMark, "go-to-mark", Chapter::Commands, "go to a mark: its letter follows"),
    (Action::JumpBack, "jump-back", Chapter::Commands, "back to where you came from"),
    (Action::JumpForward, "jump-forward", Chapter::Commands, "forward again"),
    (Action::Select, "select", Chapter::Copying, "select text"),
    (Action::WordRight, "word-right", Chapter::Copying, "a word to the right"),
    (Action::WordLeft, "word-left", Chapter::Copying, "a word to the left"),
    (Action::LineStart, "line-start", Chapter::Copying, "to the line's beginning"),
    (Action::LineEnd, "line-end", Chapter::Copying, "to the line's end"),
    (Action::SwapEnds, "swap-ends", Chapter::Copying, "to the selection's other end"),
    (Action::CopySelection, "copy-selection", Chapter::Copying, "copy the selection"),
    (Action::CopyQuote, "copy-quote", Chapter::Copying, "copy the statement with its citation"),
    (
        Action::Export,
        "export",
        Chapter::Copying,
        "export: the article, the selection, the list, the dossier",
    ),
    (Action::Pipe, "pipe", Chapter::Copying, "pipe the article to a program"),
    (Action::Zen, "zen", Chapter::Look, "nothing but the text, or all panes"),
    (Action::WidenPane, "widen-pane", Chapter::Look, "make the pane wider"),
    (Action::NarrowPane, "narrow-pane", Chapter::Look, "make the pane narrower"),
    (Action::WidenText, "widen-text", Chapter::Look, "longer lines"),
    (Action::NarrowText, "narrow-text", Chapter::Look, "shorter lines"),
    (Action::LineSpacing, "line-spacing", Chapter::Look, "more space between lines, or less"),
    (Action::Themes, "themes", Chapter::Look, "choose a theme"),
    (Action::Help, "help", Chapter::Program, "this help"),
    (Action::NextTheme, "next-theme", Chapter::Program, "next theme"),
    (Action::Redraw, "redraw", Chapter::Program, "draw the screen anew"),
    (Action::Leave, "leave", Chapter::Program, "back; quit where nothing is left to go back to"),
    (Action::Quit, "quit", Chapter::Program, "quit"),
];
