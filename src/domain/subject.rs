//! Persons, bodies and other subjects across all articles: what they said, who speaks about them.

use super::analysis::{DOUBTFUL, all_of};
use super::denial::alone;
use super::{
    Analysis, ArticleId, ArticleRow, EntityId, EntityKind, FeedId, Mode, SourceId, SourceKind,
    Span, Speaker, SubjectId,
};

/// Whoever or whatever speaks or is mentioned, across all articles where it is surely the same
/// (what extraction research calls cross-document coreference), or in one article alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its name in the store.
    pub id: SubjectId,
    /// Its fullest name; for an unnamed source the words of its article.
    pub name: String,
    /// What it is as a source; none where it never speaks.
    pub source_kind: Option<SourceKind>,
    /// What it is as an entity; none where it is none.
    pub entity_kind: Option<EntityKind>,
    /// Statements ascribed to it.
    pub statements: u64,
    /// Articles in which it speaks.
    pub articles: u64,
    /// Articles that mention it.
    pub mentioned_in: u64,
    /// The date of the first article that it speaks in (or, among entities, is mentioned in):
    /// seconds since 1970 UTC.
    pub first: Option<i64>,
    /// The date of the last one.
    pub last: Option<i64>,
    /// Its statements (among entities: articles that mention it) over time: twelve equal parts of
    /// the time that the list covers. Empty where nobody asked for it.
    pub over_time: Vec<u32>,
}

/// Which subjects a list shows, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SubjectQuery {
    /// Whether those that are mentioned are listed, and not those that speak.
    pub entities: bool,
    /// Only sources of these kinds. Empty: of every kind.
    pub source_kinds: Vec<SourceKind>,
    /// Only entities of these kinds. Empty: persons, organizations, places and groups.
    pub entity_kinds: Vec<EntityKind>,
    /// Words that the name contains, each, in any case and without regard to accents.
    pub filter: String,
    /// Only what this feed's articles say.
    pub feed: Option<FeedId>,
    /// Only articles from this moment on (seconds since 1970 UTC).
    pub after: Option<i64>,
    /// Only articles before this moment.
    pub before: Option<i64>,
    /// The order.
    pub order: SubjectOrder,
}

/// The order of a list of subjects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SubjectOrder {
    /// Most statements first; among entities, mentioned in most articles first.
    #[default]
    Statements,
    /// In most articles first.
    Articles,
    /// By name.
    Name,
    /// Last seen first.
    Last,
    /// First seen first.
    First,
}

impl SubjectOrder {
    /// All orders with their names, as commands write them.
    pub const ALL: [(SubjectOrder, &'static str); 5] = [
        (SubjectOrder::Statements, "statements"),
        (SubjectOrder::Articles, "articles"),
        (SubjectOrder::Name, "name"),
        (SubjectOrder::Last, "last"),
        (SubjectOrder::First, "first"),
    ];
}

/// A page of a list of subjects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubjectPage {
    /// The rows.
    pub rows: Vec<Subject>,
    /// How many rows come before the first of these.
    pub offset: u64,
    /// How many rows the list has.
    pub total: u64,
}

/// What is known of one subject, but for its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The subject, over the whole archive.
    pub subject: Subject,
    /// The subjects that the reader has merged into it, to be taken out again.
    pub merged: Vec<Subject>,
    /// Others that may be the same and are kept apart because nothing makes it sure: the most
    /// likely first, few.
    pub perhaps: Vec<Subject>,
    /// Who speaks about it most, with how many statements.
    pub speakers: Vec<(Subject, u64)>,
}

/// Which part of a dossier is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DossierQuery {
    /// Whose.
    pub subject: SubjectId,
    /// What others say about it, and where it is mentioned, and not what it says.
    pub about: bool,
    /// Only this feed's articles.
    pub feed: Option<FeedId>,
    /// Only articles from this moment on (seconds since 1970 UTC).
    pub after: Option<i64>,
    /// Only articles before this moment.
    pub before: Option<i64>,
}

/// Articles of a dossier, newest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DossierPage {
    /// The articles.
    pub articles: Vec<Appearance>,
    /// How many articles come before the first of these.
    pub offset: u64,
    /// How many articles there are.
    pub total: u64,
}

/// A subject in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Appearance {
    /// The article.
    pub row: ArticleRow,
    /// Its address, if any.
    pub url: Option<String>,
    /// The subject's name there.
    pub name: String,
    /// How that article describes it, if it does.
    pub description: Option<String>,
    /// How often that article mentions it.
    pub mentions: u32,
    /// What it says there (or, asked for what is said about it, what others say), in the order of
    /// the text.
    pub statements: Vec<Statement>,
}

/// One attribution, as words: what lists, dossiers and exports show of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its index in the article's analysis, as corrected by the reader.
    pub index: usize,
    /// Whose words it is in.
    pub kind: Mode,
    /// The sources that it resolves to, in order; empty: none.
    pub speakers: Vec<Speaker>,
    /// The words that name the source here, as written.
    pub source: String,
    /// The words that ascribe, as written.
    pub cue: String,
    /// What is ascribed, as written; parts that stand apart in the text are parted by " … ".
    pub content: String,
    /// From its first byte in the text to its last.
    pub extent: Span,
    /// Whether the cue denies or refuses what is ascribed.
    pub negated: bool,
    /// The probability that it is right.
    pub confidence: f32,
    /// Whether the reader has corrected or added it.
    pub corrected: bool,
}

impl Statement {
    /// The attribution with that index in `analysis` of `text`; none where there is none.
    pub fn of(text: &str, analysis: &Analysis, index: usize) -> Option<Statement> {
        let attribution = analysis.attributions.get(index)?;
        let words = |spans: &[Span], between: &str| {
            spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(between)
        };
        Some(Statement {
            index,
            kind: attribution.kind,
            speakers: analysis.sources_of(attribution).map(Speaker::of).collect(),
            source: words(&attribution.source, " … "),
            cue: words(&attribution.cue, " … "),
            content: words(&attribution.content, " … "),
            extent: attribution.extent(),
            negated: attribution.negated,
            confidence: attribution.confidence,
            corrected: analysis.corrected.iter().any(|(corrected, _)| *corrected == index),
        })
    }

    /// Whether it is more likely wrong than right, and is to be shown so.
    pub fn doubtful(&self) -> bool {
        self.confidence < DOUBTFUL
    }

    /// The names of its sources as prose: "Ann Vane and Laura Pitt"; none where it has none.
    pub fn by(&self) -> Option<String> {
        let names: Vec<&str> = self.speakers.iter().map(|speaker| &*speaker.name).collect();
        (!names.is_empty()).then(|| all_of(&names))
    }

    /// What was said, to be shown without its sentence: where it is denied, its cue stands before
    /// it.
    pub fn alone(&self) -> String {
        alone(&self.content, &self.cue, self.negated)
    }

    /// All statements of an analysis, in the order of the text.
    pub fn all(text: &str, analysis: &Analysis) -> Vec<Statement> {
        let one = |index| Statement::of(text, analysis, index);
        let mut all: Vec<Statement> = (0..analysis.attributions.len()).filter_map(one).collect();
        all.sort_by_key(|statement| (statement.extent, statement.index));
        all
    }
}

/// A part of one article's analysis that a subject may be looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectIn {
    /// A source.
    Source(SourceId),
    /// An entity.
    Entity(EntityId),
}

/// What the reader decides about who is the same as whom. Remembered, and kept when articles are
/// analysed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectChange {
    /// The first is the same as the second, whose dossier it joins.
    Merge(SubjectId, SubjectId),
    /// Takes a merge of the first into the second back.
    Unmerge(SubjectId, SubjectId),
    /// In that article it is somebody else, who stands apart from now on.
    Split(SubjectId, ArticleId),
    /// Takes that back.
    Unsplit(SubjectId, ArticleId),
}

impl SubjectChange {
    /// The change that takes this one back.
    pub fn inverse(self) -> SubjectChange {
        match self {
            SubjectChange::Merge(one, other) => SubjectChange::Unmerge(one, other),
            SubjectChange::Unmerge(one, other) => SubjectChange::Merge(one, other),
            SubjectChange::Split(subject, article) => SubjectChange::Unsplit(subject, article),
            SubjectChange::Unsplit(subject, article) => SubjectChange::Split(subject, article),
        }
    }
}

/// A statement of an article that stands in others in the same words.
#[derive(Debug, Clone, PartialEq)]
pub struct SameWords {
    /// The attribution's index in the article.
    pub statement: usize,
    /// Where else it stands: article, and the statement there. Newest first.
    pub elsewhere: Vec<(ArticleRow, Statement)>,
}
