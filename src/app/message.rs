//! All that can happen to the reader.

use crate::domain::{
    Analysis, Article, ArticleId, Correction, CorrectionId, Counts, Dossier, DossierPage, FeedId,
    FeedRow, Following, Page, SameWords, Shelves, SourceId, Subject, SubjectId, SubjectPage,
};

use super::{Key, Size};

/// Names one request; its answer carries it, so that an answer that came too late is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RequestId(pub u64);

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize(Size),
    /// The terminal's ground is light; or it is dark.
    Ground(bool),
    /// The time: seconds since 1970 UTC. Comes before every other message of a moment, as needed.
    Clock(i64),
    /// The time that `Effect::Wake` asked for has come.
    Woke(RequestId),
    /// A page of the list.
    Page(RequestId, Page),
    /// How much the list holds.
    Counts(RequestId, Counts),
    /// An article, with its analysis if there is one; none if it is gone.
    Article(RequestId, Option<Box<(Article, Option<Analysis>)>>),
    /// The feeds and the tags.
    Feeds(RequestId, Vec<FeedRow>, Vec<String>),
    /// A change of state was stored; these articles changed.
    Changed(RequestId, Vec<ArticleId>),
    /// A feed was removed, restored, renamed, moved or set.
    FeedChanged(RequestId),
    /// The feeds that were found at an address, to choose from.
    Offered(RequestId, Vec<Following>),
    /// A feed is followed: its name, its title, and whether it was not followed before.
    Added(RequestId, FeedId, String, bool),
    /// How far a refresh has come.
    Refreshing(RequestId, Tally),
    /// A refresh has ended.
    Refreshed(RequestId, Tally),
    /// An article's text has come from its page, or its other text is the one that is shown now.
    TextChanged(RequestId, ArticleId),
    /// What was fetched for a request was stopped, as asked.
    Cancelled(RequestId),
    /// An article was analysed (of the text with that hash).
    Analysed(ArticleId, String, Box<Analysis>),
    /// Work behind the screen: what, how much of it is done, of how much. Done when equal.
    Progress(String, u64, u64),
    /// The store was changed by another process, or by an import.
    StoreChanged,
    /// Tags and saved queries with their counts.
    Shelves(RequestId, Shelves),
    /// A saved query was changed.
    QueryChanged(RequestId),
    /// Rows of a list of subjects.
    Subjects(RequestId, SubjectPage),
    /// Articles of a dossier; none if its subject is gone.
    Dossier(RequestId, Option<Box<(Dossier, DossierPage)>>),
    /// The subject that was looked for; none if there is none.
    SubjectFound(RequestId, Option<SubjectId>),
    /// The subjects that have the words in their names, those who are called just so first.
    NamedFound(RequestId, Vec<Subject>),
    /// Subjects were merged or split; the subject that stands for what was changed.
    SubjectChanged(RequestId, SubjectId),
    /// Where else an article's statements stand in the same words.
    SameWords(RequestId, Vec<SameWords>),
    /// Articles to compare.
    Compared(RequestId, Vec<Comparand>),
    /// A correction was kept.
    Corrected(RequestId, ArticleId, CorrectionId),
    /// A correction of that article was taken back.
    Uncorrected(RequestId, ArticleId),
    /// An article's corrections.
    Corrections(RequestId, Vec<Correction>),
    /// The names in a folder, each with whether it is a folder itself.
    Folder(RequestId, Vec<(String, bool)>),
    /// Something was written out: what to say of it.
    Exported(RequestId, String),
    /// Something failed: what was asked, why, and the way out.
    Failed(Option<RequestId>, String),
    /// Something worth a line in the status bar.
    Note(String),
    /// The program is asked to end (a signal).
    Terminate,
}

/// An article to compare with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparand {
    /// The article.
    pub article: Article,
    /// Its analysis, as corrected; none while it has not been analysed.
    pub analysis: Option<Analysis>,
    /// Who its sources are across the archive.
    pub subjects: Vec<(SourceId, SubjectId)>,
}

/// What a refresh has brought so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Feeds that have been asked.
    pub done: u64,
    /// Feeds that are to be asked.
    pub total: u64,
    /// Articles that are new.
    pub new: u64,
    /// Articles that have changed.
    pub updated: u64,
    /// Feeds that could not be fetched: title and reason.
    pub failed: Vec<(String, String)>,
    /// Feeds that were named and not asked: title and reason.
    pub skipped: Vec<(String, String)>,
    /// Feeds that were not due.
    pub not_due: u64,
    /// Full texts that are done, out of those that are known to be wanted.
    pub pages: (u64, u64),
}

/// What the mouse did, at a cell (column, row; from 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mouse {
    Click(u16, u16),
    Drag(u16, u16),
    Release(u16, u16),
    WheelUp(u16, u16),
    WheelDown(u16, u16),
}

impl Mouse {
    /// Where it is.
    pub fn cell(self) -> (u16, u16) {
        let (Mouse::Click(x, y)
        | Mouse::Drag(x, y)
        | Mouse::Release(x, y)
        | Mouse::WheelUp(x, y)
        | Mouse::WheelDown(x, y)) = self;
        (x, y)
    }
}
