//! Undo and redo: what was done, and how to take it back.

use crate::domain::{ArticleId, FeedId};

/// A change of state that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These articles were marked read, or unread.
    Read(Vec<ArticleId>, bool),
    /// These articles got a star, or lost it.
    Starred(Vec<ArticleId>, bool),
    /// A feed was removed (true) or brought back (false).
    Removed(FeedId, String, bool),
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(self) -> Change {
        match self {
            Change::Read(ids, read) => Change::Read(ids, !read),
            Change::Starred(ids, starred) => Change::Starred(ids, !starred),
            Change::Removed(feed, title, removed) => Change::Removed(feed, title, !removed),
        }
    }

    /// What was done, for the status line: "3 articles marked read".
    pub fn describe(&self) -> String {
        let articles = |ids: &[ArticleId]| match ids.len() {
            1 => "1 article".to_string(),
            many => format!("{many} articles"),
        };
        match self {
            Change::Read(ids, true) => format!("{} marked read", articles(ids)),
            Change::Read(ids, false) => format!("{} marked unread", articles(ids)),
            Change::Starred(ids, true) => format!("{} starred", articles(ids)),
            Change::Starred(ids, false) => format!("{}: star taken away", articles(ids)),
            Change::Removed(_, title, true) => format!("feed “{title}” removed"),
            Change::Removed(_, title, false) => format!("feed “{title}” brought back"),
        }
    }
}

/// How many changes are remembered.
const MOST: usize = 200;

/// What was done and can be undone, and what was undone and can be redone.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Remembers a new change; what was undone can no longer be redone.
    pub fn push(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change);
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// The change to make in order to undo the last one.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change.inverse())
    }

    /// The change to make in order to redo the last undone one.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_undone_and_redone_in_turn() {
        let read = |id, read| Change::Read(vec![ArticleId(id)], read);
        let mut history = History::default();
        history.push(read(1, true));
        history.push(read(2, true));
        assert_eq!(history.undo(), Some(read(2, false)));
        assert_eq!(history.undo(), Some(read(1, false)));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo(), Some(read(1, true)));
        history.push(read(3, true));
        assert_eq!(history.redo(), None);
        assert_eq!(history.undo(), Some(read(3, false)));
    }
}
