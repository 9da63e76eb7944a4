//! What a user can ask for: every action has a name for the keymap and a line for the help.

pub use super::action_table::ACTIONS;

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
    Dossier,
    Sources,
    Entities,
    SameWords,
    Pick,
    Compare,
    Merge,
    Split,
    Arrange,
    FilterKind,
    FilterFeed,
    FilterDates,
    SwapSide,
    Correct,
    AddStatement,
    SelectContent,
    SelectSource,
    SelectCue,
    StatementWrong,
    StatementRight,
    ChangeSource,
    ChangeContent,
    ChangeNaming,
    TakeBack,
    Corrections,
    Details,
    TypeSource,
    StartLeft,
    StartRight,
    EndLeft,
    EndRight,
    WholeSentence,
    Unmark,
    Search,
    SaveQuery,
    RemoveQuery,
    EditQuery,
    NextHit,
    PreviousHit,
    Sort,
    NextOrder,
    Shelves,
    Fold,
    Command,
    Palette,
    SetMark,
    GoToMark,
    JumpBack,
    JumpForward,
    Select,
    WordRight,
    WordLeft,
    LineStart,
    LineEnd,
    SwapEnds,
    CopySelection,
    CopyQuote,
    Export,
    Pipe,
    Zen,
    WidenPane,
    NarrowPane,
    WidenText,
    NarrowText,
    LineSpacing,
    Themes,
    NextTheme,
    Help,
    Redraw,
    Quit,
}

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        ACTIONS.iter().find(|(_, known, _, _)| *known == name).map(|(action, ..)| *action)
    }

    /// The action's name in keymaps.
    pub fn name(self) -> &'static str {
        ACTIONS.iter().find(|(action, ..)| *action == self).map_or("", |(_, name, ..)| name)
    }

    /// How far it moves in a list of which that many rows are seen: forward, back if negative,
    /// without end to the top and the bottom; none if it is no moving up or down. A page keeps one
    /// row of the one before.
    pub(super) fn steps(self, rows: isize) -> Option<isize> {
        self.steps_of(rows - 1, rows / 2)
    }

    /// How far it moves where a page and half a page are these.
    pub(super) fn steps_of(self, page: isize, half: isize) -> Option<isize> {
        Some(match self {
            Action::Down => 1,
            Action::Up => -1,
            Action::PageDown => page,
            Action::PageUp => -page,
            Action::HalfDown => half,
            Action::HalfUp => -half,
            Action::Top => isize::MIN,
            Action::Bottom => isize::MAX,
            _ => return None,
        })
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
