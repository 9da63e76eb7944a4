//! Marking: read, unread, starred; undo and redo.

use crate::app::changes::Changes;
use crate::app::{
    Change, Effect, Environment, OpenArticle, Outcome, RequestId, Sidebar, Stored, Write,
};
use crate::domain::{
    ArticleId, CorrectionId, FeedId, Query, QueryChange, Range, Shown, SubjectChange, SubjectId,
};

/// After how many milliseconds a marking that is not done yet is told of.
const SOON: u64 = 300;

/// How many articles are marked in no time.
const FEW: usize = 200;

/// The row that is marked, as it was before.
pub(in crate::app) struct MarkedRow {
    pub(in crate::app) id: ArticleId,
    pub(in crate::app) unread: bool,
    pub(in crate::app) starred: bool,
}

impl Changes {
    /// Whether a marking goes on that takes more than a moment.
    pub fn is_marking(&self) -> bool {
        self.slow.is_some_and(|request| self.stored.contains_key(&request))
    }

    pub(in crate::app) fn set_read_in(
        &mut self,
        env: &mut Environment,
        query: Query,
        range: Range,
        seen: Shown,
    ) -> Outcome {
        let request = self.expect_stored(env, Stored::Done(Change::Read(Vec::new(), true)));
        told_of(request, Write::SetReadIn(query, range, seen, true))
    }

    pub(in crate::app) fn set_starred(
        &mut self,
        env: &mut Environment,
        ids: Vec<ArticleId>,
        starred: bool,
    ) -> Outcome {
        let request = self.expect_stored(env, Stored::Done(Change::Starred(Vec::new(), starred)));
        told_of(request, Write::SetStarred(ids, starred))
    }

    /// Deletes articles; the title is the first one's.
    pub(in crate::app) fn delete(
        &mut self,
        env: &mut Environment,
        ids: Vec<ArticleId>,
        title: String,
    ) -> Outcome {
        let change = Change::Deleted(Vec::new(), title, true);
        let request = self.expect_stored(env, Stored::Done(change));
        Outcome::from(Effect::Write(request, Write::DeleteArticles(ids)))
    }

    pub(in crate::app) fn expect_stored(
        &mut self,
        env: &mut Environment,
        stored: Stored,
    ) -> RequestId {
        let request = env.next_request();
        self.stored.insert(request, stored);
        request
    }

    /// Whether something is being stored that is not known to be done until it is there. What was
    /// undone or redone is known already, but for corrections, which are numbered anew.
    pub(in crate::app) fn is_changing(&self) -> bool {
        let unknown = |stored: &Stored| !matches!(stored, Stored::Replayed(..));
        self.is_keeping() || self.stored.values().any(unknown)
    }

    /// Whether a correction is on its way into the store.
    pub(in crate::app) fn is_keeping(&self) -> bool {
        self.stored.values().any(|stored| {
            let (Stored::Done(change) | Stored::Quiet(change, _) | Stored::Replayed(change, _)) =
                stored;
            matches!(change, Change::Corrected(_) | Change::Uncorrected(_))
        })
    }

    pub(in crate::app) fn merge(
        &mut self,
        env: &mut Environment,
        one: (SubjectId, String),
        other: (SubjectId, String),
    ) -> Outcome {
        self.change_subject(env, SubjectChange::Merge(one.0, other.0), one.1, other.1)
    }

    pub(in crate::app) fn change_subject(
        &mut self,
        env: &mut Environment,
        change: SubjectChange,
        name: String,
        other: String,
    ) -> Outcome {
        let request = self.expect_stored(env, Stored::Done(Change::Subject(change, name, other)));
        Outcome::from(Effect::Write(request, Write::ChangeSubject(change)))
    }

    pub(in crate::app) fn remove_feed(
        &mut self,
        env: &mut Environment,
        id: FeedId,
        title: String,
    ) -> Outcome {
        let request = self.expect_stored(env, Stored::Done(Change::Removed(id, title, true)));
        Outcome::from(Effect::Write(request, Write::RemoveFeed(id)))
    }
}

impl OpenArticle {
    pub(in crate::app) fn has_current(&self) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.current.is_some())
    }
}

impl Sidebar {
    /// What makes a change.
    pub(in crate::app) fn effect_of(&self, change: Change, request: RequestId) -> Effect {
        Effect::Write(request, self.write_of(change))
    }

    pub(in crate::app) fn write_of(&self, change: Change) -> Write {
        match change {
            Change::Read(ids, read) => Write::SetRead(ids, read),
            Change::Starred(ids, starred) => Write::SetStarred(ids, starred),
            Change::Deleted(ids, _, true) => Write::DeleteArticles(ids),
            Change::Deleted(ids, _, false) => Write::RestoreArticles(ids),
            Change::Tagged(id, _, tags) => Write::SetTags(id, tags),
            Change::Subject(change, ..) => Write::ChangeSubject(change),
            Change::Removed(feed, _, true) => Write::RemoveFeed(feed),
            Change::Removed(feed, _, false) => Write::RestoreFeed(feed),
            Change::Renamed(feed, _, to) => Write::RenameFeed(feed, to),
            Change::Moved(feed, _, _, to) => Write::MoveFeed(feed, to),
            Change::Settings(feed, _, settings) => Write::SetFeedSettings(feed, settings.1),
            Change::Ended(feed, _, _, true) => Write::EndFeed(feed),
            Change::Ended(feed, _, settings, false) => Write::SetFeedSettings(feed, *settings),
            Change::QuerySaved(title, _, Some(text)) => {
                Write::ChangeQuery(QueryChange::Save(title, text))
            }
            Change::QuerySaved(title, _, None) => {
                Write::ChangeQuery(QueryChange::Remove(self.query_titled(&title)))
            }
            Change::QueryRemoved(query, true) => Write::ChangeQuery(QueryChange::Remove(query.id)),
            Change::QueryRemoved(query, false) => Write::ChangeQuery(QueryChange::Restore(query)),
            Change::QueryRenamed(id, _, to) => Write::ChangeQuery(QueryChange::Rename(id, to)),
            Change::Corrected(correction) => Write::Correct(*correction),
            Change::Uncorrected(correction) => {
                Write::Uncorrect(correction.id.unwrap_or(CorrectionId(0)))
            }
        }
    }
}

/// The effect of a change; where it marks many articles, with a wake to tell that it goes on.
pub(in crate::app) fn told_of(request: RequestId, write: Write) -> Outcome {
    let many = if let Write::SetRead(ids, _) | Write::SetStarred(ids, _) = &write {
        ids.len() > FEW
    } else {
        matches!(write, Write::SetReadIn(..))
    };
    let wake = many.then_some(Effect::Wake(request, SOON));
    std::iter::once(Effect::Write(request, write)).chain(wake).collect()
}

pub(in crate::app) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use crate::app::tests::Play;
    use crate::app::{Effect, Message, Write, WriteAnswer};
    use crate::domain::CorrectionId;

    /// Opens the selected article, does something, and lets the moment pass after which it counts
    /// as read.
    fn read_after(keys: &str) -> Play {
        let mut play = Play::new(3);
        let opened = play.keys("enter");
        let wake = opened.into_iter().find_map(|effect| match effect {
            Effect::Wake(request, _) => Some(request),
            _ => None,
        });
        play.keys(keys);
        play.send(Message::Woke(wake.expect("the article is unread")));
        assert!(!play.app.list.rows[0].unread);
        play
    }

    #[test]
    fn undo_takes_back_what_was_done_in_an_article_before_its_being_read() {
        let mut play = read_after("*");
        play.keys("U");
        let row = &play.app.list.rows[0];
        assert!(!row.starred && !row.unread, "{}", play.status());
        play.keys("U");
        assert!(play.app.list.rows[0].unread, "{}", play.status());
    }

    #[test]
    fn undo_takes_back_a_correction_though_its_article_became_read_since() {
        let mut play = Play::new(3);
        let opened = play.keys("enter");
        let Some(Effect::Wake(wake, _)) = opened.last().cloned() else { panic!("{opened:?}") };
        let asked = play.keys("n x w");
        let kept = asked.into_iter().find_map(|effect| match effect {
            Effect::Write(request, Write::Correct(correction)) => {
                Some((request, correction.article))
            }
            _ => None,
        });
        let (request, article) = kept.expect("it is to be kept");
        play.send(Message::Write(request, WriteAnswer::Corrected(article, CorrectionId(7))));
        play.send(Message::Woke(wake));
        assert!(!play.app.list.rows[0].unread);
        let undone = play.keys("U");
        let taken =
            |effect: &Effect| matches!(effect, Effect::Write(_, Write::Uncorrect(CorrectionId(7))));
        assert!(undone.iter().any(taken), "{undone:?}");
        assert!(!play.app.list.rows[0].unread);
    }

    #[test]
    fn an_article_that_became_read_last_is_what_undo_takes_back() {
        let mut play = Play::new(3);
        play.keys("*");
        let opened = play.keys("enter");
        let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
        play.send(Message::Woke(request));
        play.keys("U");
        assert!(play.app.list.rows[0].unread && play.app.list.rows[0].starred);
    }

    #[test]
    fn becoming_read_leaves_what_was_undone_to_be_redone() {
        let mut play = read_after("* U");
        play.keys("ctrl-r");
        assert!(play.app.list.rows[0].starred, "{}", play.status());
    }
}
