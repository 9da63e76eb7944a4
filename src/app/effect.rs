//! All that the reader asks of the world.

use crate::domain::{
    ArticleId, Correction, CorrectionId, DossierQuery, Edge, Export, FeedId, FeedSettings,
    Following, Query, QueryChange, Range, Shown, SubjectChange, SubjectIn, SubjectQuery,
    TextSource,
};

use super::RequestId;

/// Something to do. Answers come as messages that carry the request's id.
#[must_use]
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Draw everything anew.
    Redraw,
    /// Send `Woke` after so many milliseconds.
    Wake(RequestId, u64),
    /// Read a page of a list of at most so many rows. Only the newest waiting one matters.
    LoadPage(RequestId, Query, Edge, usize),
    /// Count a list. Only the newest waiting one matters.
    LoadCounts(RequestId, Query),
    /// Read an article with its analysis. Only the newest waiting one matters.
    LoadArticle(RequestId, ArticleId),
    /// Read feeds and tags.
    LoadFeeds(RequestId),
    /// Analyse this article before all others.
    Analyse(ArticleId),
    /// Mark articles read or unread.
    SetRead(RequestId, Vec<ArticleId>, bool),
    /// Mark those rows of a range of a list read or unread that were shown.
    SetReadIn(RequestId, Query, Range, Shown, bool),
    /// Give articles a star, or take it.
    SetStarred(RequestId, Vec<ArticleId>, bool),
    /// Remove a feed.
    RemoveFeed(RequestId, FeedId),
    /// Bring a removed feed back.
    RestoreFeed(RequestId, FeedId),
    /// Look for feeds at an address as it was typed; follow the feed if it is one itself.
    AddFeed(RequestId, String),
    /// Follow a feed.
    Follow(RequestId, Following),
    /// Fetch feeds.
    Refresh(RequestId, Wanted),
    /// Fetch an article's text from its page.
    FetchPage(RequestId, ArticleId),
    /// Stop what is being fetched for that request.
    Cancel(RequestId),
    /// Show an article's other text.
    ShowText(RequestId, ArticleId, TextSource),
    /// Change how a feed is followed.
    SetFeedSettings(RequestId, FeedId, FeedSettings),
    /// Give a feed the reader's own title, or take it.
    RenameFeed(RequestId, FeedId, Option<String>),
    /// Put a feed before another, or at the end.
    MoveFeed(RequestId, FeedId, Option<FeedId>),
    /// Follow a feed no more, and keep its articles.
    EndFeed(RequestId, FeedId),
    /// Remember a setting: name and value.
    Remember(&'static str, String),
    /// Open an address with the program that is there for it; only http, https and mailto.
    Open(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Read tags and saved queries with their counts. Only the newest waiting one matters.
    LoadShelves(RequestId),
    /// Save, remove or rename a saved query.
    ChangeQuery(RequestId, QueryChange),
    /// Read so many rows of a list of subjects, from a place on. Only the newest waiting one matters.
    LoadSubjects(RequestId, SubjectQuery, u64, usize),
    /// Read so many articles of a dossier, from a place on. Only the newest waiting one matters.
    LoadDossier(RequestId, DossierQuery, u64, usize),
    /// Find the subject of a source or an entity of an article.
    FindSubject(RequestId, ArticleId, SubjectIn),
    /// Find the subjects of the archive that are called so, or have these words in their names.
    FindNamed(RequestId, String),
    /// Merge subjects, split them, or take that back.
    ChangeSubject(RequestId, SubjectChange),
    /// Find where else an article's statements stand in the same words.
    LoadSameWords(RequestId, ArticleId),
    /// Read articles to compare them.
    LoadComparison(RequestId, Vec<ArticleId>),
    /// Keep a correction.
    Correct(RequestId, Correction),
    /// Take a correction back.
    Uncorrect(RequestId, CorrectionId),
    /// Read an article's corrections.
    LoadCorrections(RequestId, ArticleId),
    /// Write something out.
    Export(RequestId, Export),
    /// Read the names in a folder, as it was typed.
    ListFolder(RequestId, String),
    /// Remember where the reader left an article: a byte of its text.
    RememberPlace(ArticleId, usize),
    /// Tell the desktop: a title and a line.
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
