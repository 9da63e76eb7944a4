//! What a user can ask for: every action has a name for the keymap and a line for the help.

pub mod chapter;
pub mod table;

pub use crate::app::action::table::{ACTIONS, Action};

use crate::app::action::table::{MoveAction, Part};

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        ACTIONS.iter().find(|(_, known, _, _)| *known == name).map(|(action, ..)| *action)
    }

    /// The action's name in keymaps.
    pub fn name(self) -> &'static str {
        ACTIONS.iter().find(|(action, ..)| *action == self).map_or("", |(_, name, ..)| name)
    }

    /// How far it moves in a list of which that many rows are seen; none if it is no moving up or
    /// down. See [`MoveAction::steps`].
    pub(in crate::app) fn steps(self, rows: isize) -> Option<isize> {
        let Part::Move(action) = self.part() else { return None };
        Some(action.steps(rows))
    }

    /// How far it moves where a page and half a page are these; none if it is no moving up or down.
    pub(in crate::app) fn steps_of(self, page: isize, half: isize) -> Option<isize> {
        let Part::Move(action) = self.part() else { return None };
        Some(action.steps_of(page, half))
    }

    /// Its line in the help.
    pub fn help(self) -> &'static str {
        ACTIONS.iter().find(|(action, ..)| *action == self).map_or("", |(_, _, _, help)| help)
    }
}

impl MoveAction {
    /// How far it moves in a list of which that many rows are seen: forward, back if negative,
    /// without end to the top and the bottom. A page keeps one row of the one before.
    pub(in crate::app) fn steps(self, rows: isize) -> isize {
        self.steps_of(rows - 1, rows / 2)
    }

    /// How far it moves where a page and half a page are these.
    pub(in crate::app) fn steps_of(self, page: isize, half: isize) -> isize {
        match self {
            MoveAction::Down => 1,
            MoveAction::Up => -1,
            MoveAction::PageDown => page,
            MoveAction::PageUp => -page,
            MoveAction::HalfDown => half,
            MoveAction::HalfUp => -half,
            MoveAction::Top => isize::MIN,
            MoveAction::Bottom => isize::MAX,
        }
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
        let mut named: Vec<&str> = ACTIONS.iter().map(|(_, name, ..)| *name).collect();
        named.sort_unstable();
        named.dedup();
        assert_eq!(named.len(), last, "two actions have one name");
    }
}
