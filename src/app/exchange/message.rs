//! What can happen to the app, by kind: input, answers to effects, the time, work in the background.

use crate::domain::{
    Analysis, Article, ArticleId, Correction, CorrectionId, Counts, Dossier, DossierPage, FeedId,
    FeedRow, Following, Page, SameWords, Shelves, SourceId, Subject, SubjectId, SubjectPage,
};

use crate::app::{Key, Size};

/// Names one request; its answer carries it, so that an answer that came too late is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RequestId(pub u64);

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// The terminal gave something.
    Input(Input),
    /// The time: seconds since 1970 UTC. Comes before every other message of a moment, as needed.
    Clock(i64),
    /// The time that [`Effect::Wake`](crate::app::Effect::Wake) asked for has come.
    Woke(RequestId),
    /// The archive was read.
    Read(RequestId, ReadAnswer),
    /// The archive was changed.
    Write(RequestId, WriteAnswer),
    /// Something was fetched.
    Net(RequestId, NetAnswer),
    /// Something was done with files.
    File(RequestId, FileAnswer),
    /// Something failed: the request if there was one, and why with a hint.
    Failed(Option<RequestId>, String),
    /// An article was analysed (of the text with that hash).
    Analysed(ArticleId, String, Box<Analysis>),
    /// Work in the background: what, how much of it is done, of how much. Done when equal.
    Progress(String, u64, u64),
    /// The store was changed by another process, or by an import.
    StoreChanged,
    /// Something worth a line in the status bar.
    Note(String),
}

/// What the terminal gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize(Size),
    /// The terminal's background is light (true) or dark.
    Ground(bool),
    /// The program is asked to end (a signal).
    Terminate,
}

/// What was read from the archive: the answer to [`Read`](crate::app::Read) of the same name.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadAnswer {
    /// A page of the list.
    Page(Page),
    /// How much the list holds.
    Counts(Counts),
    /// An article, with its analysis if there is one; none if it is gone.
    Article(Option<Box<(Article, Option<Analysis>)>>),
    /// The feeds and the tags.
    Feeds(Vec<FeedRow>, Vec<String>),
    /// Tags and saved queries with their counts.
    Shelves(Shelves),
    /// Rows of a list of subjects.
    Subjects(SubjectPage),
    /// Articles of a dossier; none if its subject is gone.
    Dossier(Option<Box<(Dossier, DossierPage)>>),
    /// The subject that was looked for; none if there is none.
    Subject(Option<SubjectId>),
    /// The subjects that have the words in their names; exact matches come first.
    Named(Vec<Subject>),
    /// Where else an article's statements stand in the same words.
    SameWords(Vec<SameWords>),
    /// Articles to compare.
    Comparison(Vec<Comparand>),
    /// An article's corrections.
    Corrections(Vec<Correction>),
}

/// What was changed in the archive: the answer to [`Write`](crate::app::Write).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteAnswer {
    /// These articles were marked read, unread or starred, or lost their stars.
    Changed(Vec<ArticleId>),
    /// A feed was removed, restored, renamed, moved, set or ended.
    FeedChanged,
    /// A feed is followed: its id, its title, and whether it was not followed before.
    Added(FeedId, String, bool),
    /// The article's other text is the one that is shown now.
    TextChanged(ArticleId),
    /// A saved query was changed.
    QueryChanged,
    /// Subjects were merged or split; the subject that stands for what was changed.
    SubjectChanged(SubjectId),
    /// A correction of that article was kept.
    Corrected(ArticleId, CorrectionId),
    /// A correction of that article was taken back.
    Uncorrected(ArticleId),
}

/// What came from the network: the answer to [`Net`](crate::app::Net).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetAnswer {
    /// The feeds that were found at an address, to choose from.
    Offered(Vec<Following>),
    /// How far a refresh has come.
    Refreshing(Tally),
    /// A refresh has ended.
    Refreshed(Tally),
    /// An article's text has come from its page and is stored.
    PageFetched(ArticleId),
    /// The article of a page is stored among the saved ones; its title.
    PageSaved(String),
}

/// What was done with files: the answer to [`FileTask`](crate::app::FileTask).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileAnswer {
    /// Something was written out: what to say of it.
    Exported(String),
    /// The names in a folder, each with whether it is a folder itself.
    Folder(Vec<(String, bool)>),
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
