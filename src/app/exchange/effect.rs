//! What the app asks of the world, by kind: what is read, what is written, what is fetched.

use crate::domain::{
    ArticleId, Correction, CorrectionId, DossierQuery, Edge, Export, FeedId, FeedSettings,
    Following, Query, QueryChange, Range, Shown, SubjectChange, SubjectIn, SubjectQuery,
    TextSource,
};

use crate::app::RequestId;

/// Something to do. The answer is the [`Message`](crate::app::Message) of the same kind with the same
/// request.
#[must_use]
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the archive. Of the reads that wait only the newest of each sort matters.
    Read(RequestId, Read),
    /// Change the archive. Every change is made, in order.
    Write(RequestId, Write),
    /// Remember something in the archive. Nothing is answered.
    Remember(Remember),
    /// Fetch something from the network.
    Net(RequestId, Net),
    /// Stop what is being fetched for that request.
    Cancel(RequestId),
    /// Do something with files.
    File(RequestId, FileTask),
    /// Analyse this article before all others.
    Analyse(ArticleId),
    /// Send [`Message::Woke`](crate::app::Message::Woke) after so many milliseconds.
    Wake(RequestId, u64),
    /// Do something with the terminal or the desktop. Nothing is answered.
    Screen(OnScreen),
}

/// What is read from the archive; answered by [`ReadAnswer`](crate::app::ReadAnswer).
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// A page of a list, of at most so many rows.
    Page(Query, Edge, usize),
    /// How much a list holds.
    Counts(Query),
    /// An article with its analysis.
    Article(ArticleId),
    /// All feeds and tags.
    Feeds,
    /// Tags and saved queries with their counts.
    Shelves,
    /// A list of subjects: from which row on, and how many rows.
    Subjects(SubjectQuery, u64, usize),
    /// Articles of a dossier: from which article on, and how many.
    Dossier(DossierQuery, u64, usize),
    /// The subject of a source or an entity of an article.
    Subject(ArticleId, SubjectIn),
    /// The subjects of the archive that are called so, or have these words in their names.
    Named(String),
    /// Where else an article's statements stand in the same words.
    SameWords(ArticleId),
    /// Articles to compare.
    Comparison(Vec<ArticleId>),
    /// An article's corrections.
    Corrections(ArticleId),
}

/// What is changed in the archive; answered by [`WriteAnswer`](crate::app::WriteAnswer).
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Mark articles read (true) or unread.
    SetRead(Vec<ArticleId>, bool),
    /// Mark those rows of a range of a list read (true) or unread that were shown.
    SetReadIn(Query, Range, Shown, bool),
    /// Give articles a star (true), or take it.
    SetStarred(Vec<ArticleId>, bool),
    /// Delete articles, with the copies of their stories.
    DeleteArticles(Vec<ArticleId>),
    /// Restore deleted articles.
    RestoreArticles(Vec<ArticleId>),
    /// Replace the user's tags of an article.
    SetTags(ArticleId, Vec<String>),
    /// Remove a feed.
    RemoveFeed(FeedId),
    /// Bring a removed feed back.
    RestoreFeed(FeedId),
    /// Follow a feed.
    Follow(Following),
    /// Change how a feed is followed.
    SetFeedSettings(FeedId, FeedSettings),
    /// Give a feed the user's own title, or take it.
    RenameFeed(FeedId, Option<String>),
    /// Put a feed before another, or at the end.
    MoveFeed(FeedId, Option<FeedId>),
    /// Follow a feed no more, and keep its articles.
    EndFeed(FeedId),
    /// Show an article's other text.
    ShowText(ArticleId, TextSource),
    /// Save, remove or rename a saved query.
    ChangeQuery(QueryChange),
    /// Merge subjects, split them, or take that back.
    ChangeSubject(SubjectChange),
    /// Keep a correction.
    Correct(Correction),
    /// Take a correction back.
    Uncorrect(CorrectionId),
}

/// A change of the archive that sends no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remember {
    /// A setting: name and value.
    Setting(&'static str, String),
    /// Where the user left an article: a byte of its text.
    Place(ArticleId, usize),
}

/// What is fetched from the network; answered by [`NetAnswer`](crate::app::NetAnswer).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Net {
    /// Look for feeds at an address as it was typed; follow the feed if it is one itself.
    AddFeed(String),
    /// Fetch feeds.
    Refresh(Wanted),
    /// Fetch an article's text from its page.
    FetchPage(ArticleId),
    /// Save the article of the page at an address as it was typed.
    SavePage(String),
}

/// What is done with files; answered by [`FileAnswer`](crate::app::FileAnswer).
#[derive(Debug, Clone, PartialEq)]
pub enum FileTask {
    /// Write something out.
    Export(Export),
    /// Read the names in a folder, as it was typed.
    Folder(String),
}

/// What is done with the terminal or the desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnScreen {
    /// End the program.
    Quit,
    /// Draw every cell anew.
    Redraw,
    /// Open an address with the program that is there for it; only http, https and mailto.
    Open(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Show a notification of the desktop: a title and a line.
    Notify(String, String),
}

/// Which feeds are to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All that are followed: the user asks.
    All,
    /// These: the user asks.
    These(Vec<FeedId>),
    /// Those whose interval has passed: nobody asks.
    Due,
}
