//! Undo and redo: what was done, and how to take it back.

use crate::domain::{
    ArticleId, Correction, CorrectionId, FeedId, FeedSettings, FeedState, QueryId, SavedQuery,
    SubjectChange,
};

/// A change of state that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These articles were marked read, or unread.
    Read(Vec<ArticleId>, bool),
    /// These articles got a star, or lost it.
    Starred(Vec<ArticleId>, bool),
    /// These articles were deleted (true) or restored (false); the first one's title.
    Deleted(Vec<ArticleId>, String, bool),
    /// The user's tags of an article were changed: from, to.
    Tagged(ArticleId, Vec<String>, Vec<String>),
    /// A feed was removed (true) or brought back (false).
    Removed(FeedId, String, bool),
    /// A feed was renamed: from, to; no name stands for the feed's own title.
    Renamed(FeedId, Option<String>, Option<String>),
    /// A feed was moved: the feeds that it stood before, and stands before now.
    Moved(FeedId, String, Option<FeedId>, Option<FeedId>),
    /// A feed's settings were changed: from, to.
    Settings(FeedId, String, Box<(FeedSettings, FeedSettings)>),
    /// A feed with these settings is followed no more (true), or again.
    Ended(FeedId, String, Box<FeedSettings>, bool),
    /// Subjects were merged or split: the subject's name, and the other's or the article's title.
    Subject(SubjectChange, String, String),
    /// The text of the saved query of that title was changed: from, to; without it there is none.
    QuerySaved(String, Option<String>, Option<String>),
    /// A saved query was removed (true) or brought back (false).
    QueryRemoved(SavedQuery, bool),
    /// A saved query was renamed: from, to.
    QueryRenamed(QueryId, String, String),
    /// A statement was corrected.
    Corrected(Box<Correction>),
    /// A correction was taken back.
    Uncorrected(Box<Correction>),
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(self) -> Change {
        match self {
            Change::Read(ids, read) => Change::Read(ids, !read),
            Change::Starred(ids, starred) => Change::Starred(ids, !starred),
            Change::Deleted(ids, title, deleted) => Change::Deleted(ids, title, !deleted),
            Change::Tagged(id, from, to) => Change::Tagged(id, to, from),
            Change::Removed(feed, title, removed) => Change::Removed(feed, title, !removed),
            Change::Renamed(feed, from, to) => Change::Renamed(feed, to, from),
            Change::Moved(feed, title, from, to) => Change::Moved(feed, title, to, from),
            Change::Settings(feed, title, settings) => {
                let (before, after) = *settings;
                Change::Settings(feed, title, Box::new((after, before)))
            }
            Change::Ended(feed, title, settings, ended) => {
                Change::Ended(feed, title, settings, !ended)
            }
            Change::Subject(change, name, other) => Change::Subject(change.inverse(), name, other),
            Change::QuerySaved(title, from, to) => Change::QuerySaved(title, to, from),
            Change::QueryRemoved(query, removed) => Change::QueryRemoved(query, !removed),
            Change::QueryRenamed(id, from, to) => Change::QueryRenamed(id, to, from),
            Change::Corrected(correction) => Change::Uncorrected(correction),
            Change::Uncorrected(correction) => Change::Corrected(correction),
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
            Change::Deleted(ids, title, deleted) => {
                let how = if *deleted { "deleted" } else { "restored" };
                match ids.len() {
                    // Copies of a story go together.
                    1 => format!("“{title}” {how}"),
                    _ => format!("{} {how}", articles(ids)),
                }
            }
            Change::Tagged(_, _, tags) if tags.is_empty() => "no tags of yours any more".into(),
            Change::Tagged(_, _, tags) => format!("tagged {}", tags.join(", ")),
            Change::Removed(_, title, true) => format!("feed “{title}” removed"),
            Change::Removed(_, title, false) => format!("feed “{title}” brought back"),
            Change::Renamed(_, Some(from), Some(to)) => format!("“{from}” is called “{to}” now"),
            Change::Renamed(_, _, Some(to)) => format!("the feed is called “{to}” now"),
            Change::Renamed(_, _, None) => "the feed has its own title again".into(),
            Change::Moved(_, title, ..) => format!("“{title}” moved"),
            Change::Settings(_, title, settings) => {
                format!("“{title}” {}", differences(&settings.0, &settings.1))
            }
            Change::Ended(_, title, _, true) => {
                format!("“{title}” is followed no more; its articles stay")
            }
            Change::Ended(_, title, _, false) => format!("“{title}” is followed again"),
            Change::Subject(change, name, other) => who(*change, name, other),
            Change::QuerySaved(title, None, _) => format!("search saved as “{title}”"),
            Change::QuerySaved(title, Some(_), Some(_)) => format!("“{title}” searches anew"),
            Change::QuerySaved(title, Some(_), None) => format!("“{title}” is not saved any more"),
            Change::QueryRemoved(query, true) => format!("search “{}” removed", query.title),
            Change::QueryRemoved(query, false) => {
                format!("search “{}” brought back", query.title)
            }
            Change::QueryRenamed(_, from, to) => {
                format!("the search “{from}” is called “{to}” now")
            }
            Change::Corrected(correction) => corrected(correction),
            Change::Uncorrected(_) => "correction taken back".into(),
        }
    }
}

/// Who is the same as whom now.
fn who(change: SubjectChange, name: &str, other: &str) -> String {
    match change {
        SubjectChange::Merge(..) => format!("“{name}” merged into “{other}”"),
        SubjectChange::Unmerge(..) => format!("“{name}” taken out of “{other}” again"),
        SubjectChange::Split(..) => format!("“{name}” is somebody else in “{other}”"),
        SubjectChange::Unsplit(..) => format!("“{name}” is the same in “{other}” again"),
    }
}

/// What a correction says, in a few words.
pub fn corrected(correction: &Correction) -> String {
    match (&correction.was, &correction.is) {
        (Some(_), None) => "statement taken away".into(),
        (None, _) => "statement added".into(),
        (Some(was), Some(is)) if was == is => "statement confirmed".into(),
        (Some(was), Some(is)) if !was.speakers().eq(is.speakers()) => match &is.by {
            Some(speaker) => format!("statement ascribed to {}", speaker.name),
            None => "statement ascribed to nobody".into(),
        },
        _ => "words of the statement changed".into(),
    }
}

/// What has changed in a feed's settings: "is paused".
fn differences(before: &FeedSettings, after: &FeedSettings) -> String {
    let mut parts = Vec::new();
    if before.state != after.state {
        parts.push(match after.state {
            FeedState::Followed => "is followed again".into(),
            FeedState::Paused => "is paused".into(),
            FeedState::Gone => "is gone".into(),
            FeedState::Kept => "is followed no more".into(),
        });
    }
    if before.interval != after.interval {
        parts.push(match after.interval {
            Some(minutes) => format!("is refreshed {}", every(minutes)),
            None => "is refreshed as configured for all".into(),
        });
    }
    if before.full_text != after.full_text {
        let whose = if after.full_text { "full texts are" } else { "feed's own texts are" };
        parts.push(format!("from now on: {whose} shown"));
    }
    if before.tags != after.tags {
        let tags: Vec<String> = after.tags.iter().map(|tag| format!("#{tag}")).collect();
        parts.push(match &tags[..] {
            [] => "has no tags".into(),
            [tag] => format!("has the tag {tag}"),
            tags => format!("has the tags {}", tags.join(" ")),
        });
    }
    parts.join(", ")
}

/// An interval in words: "every 2 hours".
pub fn every(minutes: u32) -> String {
    let (count, unit) = match minutes {
        0 => (1, "minute"),
        _ if minutes.is_multiple_of(24 * 60) => (minutes / (24 * 60), "day"),
        _ if minutes.is_multiple_of(60) => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    };
    if count == 1 { format!("every {unit}") } else { format!("every {count} {unit}s") }
}

/// How many changes are remembered.
const MOST: usize = 200;

/// A moment between two changes: how many had been made by then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

/// What was done and can be undone, and what was undone and can be redone.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Each with the moment that it belongs to, in that order.
    done: Vec<(Moment, Change)>,
    undone: Vec<Change>,
    now: Moment,
}

impl History {
    /// Remembers a new change; what was undone can no longer be redone.
    pub fn push(&mut self, change: Change) {
        self.undone.clear();
        self.do_now(change);
    }

    fn do_now(&mut self, change: Change) {
        self.now.0 += 1;
        self.done.push((self.now, change));
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// The moment up to which all has been done that has been done yet.
    pub fn moment(&self) -> Moment {
        self.now
    }

    /// Remembers a change that came of itself out of what the user did at that moment: what was
    /// done knowingly since is undone before it, and what was undone can still be redone.
    pub fn push_behind(&mut self, change: Change, cause: Moment) {
        let place = self.done.partition_point(|(moment, _)| *moment <= cause);
        self.done.insert(place, (cause, change));
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// A correction has another id, as after it was taken back and made again.
    pub fn renumber(&mut self, correction: &Correction, id: CorrectionId) {
        let same = |other: &Correction| {
            (other.article, other.made_at) == (correction.article, correction.made_at)
                && (&other.was, &other.is) == (&correction.was, &correction.is)
        };
        let done = self.done.iter_mut().map(|(_, change)| change);
        for change in done.chain(&mut self.undone) {
            if let Change::Corrected(other) | Change::Uncorrected(other) = change
                && same(other)
            {
                other.id = Some(id);
            }
        }
    }

    /// The change to make in order to undo the last one.
    pub fn undo(&mut self) -> Option<Change> {
        let (_, change) = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change.inverse())
    }

    /// The change to make in order to redo the last undone one.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.do_now(change.clone());
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

    #[test]
    fn what_came_of_itself_does_not_stand_before_what_was_done_since_its_cause() {
        let read = |id, read| Change::Read(vec![ArticleId(id)], read);
        let star = |starred| Change::Starred(vec![ArticleId(9)], starred);
        let mut history = History::default();
        history.push(read(1, true));
        let opened = history.moment();
        history.push(star(true));
        history.push_behind(read(2, true), opened);
        assert_eq!(history.undo(), Some(star(false)));
        let opened = history.moment();
        history.push_behind(read(3, true), opened);
        assert_eq!(history.redo(), Some(star(true)));
        assert_eq!(history.undo(), Some(star(false)));
        assert_eq!(history.undo(), Some(read(3, false)));
        assert_eq!(history.undo(), Some(read(2, false)));
        assert_eq!(history.undo(), Some(read(1, false)));
        assert_eq!(history.undo(), None);
    }
}
