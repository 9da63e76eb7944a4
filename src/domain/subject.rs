//! Subjects: people, organizations and others across all articles, with their statements.

use super::analysis::{DOUBTFUL, all_of};
use super::denial::with_denial;
use super::{
    Analysis, ArticleId, ArticleRow, EntityId, EntityKind, FeedId, Mode, SourceId, SourceKind,
    Span, Speaker, SubjectId,
};

/// A person, organization or other entity across all articles where its identity is certain
/// (cross-document coreference), or else in one article alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The subject's id.
    pub id: SubjectId,
    /// The fullest name; for an unnamed source, the words of its article.
    pub name: String,
    /// The kind of source; `None` if the subject never speaks.
    pub source_kind: Option<SourceKind>,
    /// The kind of entity; `None` if the subject is never mentioned as an entity.
    pub entity_kind: Option<EntityKind>,
    /// The number of statements ascribed to the subject.
    pub statements: u64,
    /// The number of articles in which the subject speaks.
    pub articles: u64,
    /// The number of articles that mention the subject.
    pub mentioned_in: u64,
    /// The date of the first article in which the subject speaks (for entities: is mentioned), in
    /// seconds since 1970 UTC.
    pub first: Option<i64>,
    /// The date of the last such article.
    pub last: Option<i64>,
    /// Statements (for entities: articles that mention it) over time, in twelve equal parts of the
    /// time that the list covers. Empty if not requested.
    pub over_time: Vec<u32>,
}

/// The conditions and order of a list of subjects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SubjectQuery {
    /// Whether to list subjects that are mentioned, instead of those that speak.
    pub entities: bool,
    /// Only sources of these kinds; empty for every kind.
    pub source_kinds: Vec<SourceKind>,
    /// Only entities of these kinds; empty for people, organizations, places and groups.
    pub entity_kinds: Vec<EntityKind>,
    /// Words that the name must contain, each of them, ignoring case and accents.
    pub filter: String,
    /// Only articles of this feed.
    pub feed: Option<FeedId>,
    /// Only articles from this time on (seconds since 1970 UTC).
    pub after: Option<i64>,
    /// Only articles before this time (seconds since 1970 UTC).
    pub before: Option<i64>,
    /// The order of the rows.
    pub order: SubjectOrder,
}

/// The order of a list of subjects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SubjectOrder {
    /// Most statements first; for entities, most mentioning articles first.
    #[default]
    Statements,
    /// Most articles first.
    Articles,
    /// By name.
    Name,
    /// Most recently seen first.
    Last,
    /// Earliest first seen first.
    First,
}

impl SubjectOrder {
    /// All orders with their names in commands.
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
    /// The number of rows before the first of these.
    pub offset: u64,
    /// The number of rows in the list.
    pub total: u64,
}

/// The facts about one subject, without its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The subject, over the whole archive.
    pub subject: Subject,
    /// The subjects that the user has merged into it and can split off again.
    pub merged: Vec<Subject>,
    /// A few other subjects that may be the same, most likely first. They are kept apart because
    /// nothing proves it.
    pub perhaps: Vec<Subject>,
    /// The subjects that speak most about this one, with their numbers of statements.
    pub speakers: Vec<(Subject, u64)>,
}

/// Which part of a dossier is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DossierQuery {
    /// The subject of the dossier.
    pub subject: SubjectId,
    /// Whether to show statements about the subject and mentions of it, instead of its own
    /// statements.
    pub about: bool,
    /// Only articles of this feed.
    pub feed: Option<FeedId>,
    /// Only articles from this time on (seconds since 1970 UTC).
    pub after: Option<i64>,
    /// Only articles before this time (seconds since 1970 UTC).
    pub before: Option<i64>,
}

/// A page of the articles of a dossier, newest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DossierPage {
    /// The articles.
    pub articles: Vec<Appearance>,
    /// The number of articles before the first of these.
    pub offset: u64,
    /// The number of articles in the dossier.
    pub total: u64,
}

/// A subject in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Appearance {
    /// The article.
    pub row: ArticleRow,
    /// The article's address, if any.
    pub url: Option<String>,
    /// The subject's name in the article.
    pub name: String,
    /// The article's description of the subject, if it has one.
    pub description: Option<String>,
    /// The number of mentions in the article.
    pub mentions: u32,
    /// The subject's statements in the article (or, in a dossier about it, those of others), in the
    /// order of the text.
    pub statements: Vec<Statement>,
}

/// One attribution as words, the form in which lists, dossiers and exports show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The attribution's index in the article's analysis, as corrected by the user.
    pub index: usize,
    /// Whether the content is quoted in full, in part or not at all.
    pub kind: Mode,
    /// The sources, in order; empty if no source was found.
    pub speakers: Vec<Speaker>,
    /// The words that name the source, as written.
    pub source: String,
    /// The words of the cue, as written.
    pub cue: String,
    /// The content as written. Parts that are separate in the text are joined by " … ".
    pub content: String,
    /// The range from the attribution's first byte in the text to its last.
    pub extent: Span,
    /// Whether the cue denies or refuses the content.
    pub negated: bool,
    /// Estimated probability, from 0 to 1, that the attribution is right.
    pub confidence: f32,
    /// Whether the user has corrected or added the attribution.
    pub corrected: bool,
}

impl Statement {
    /// Returns the attribution at `index` of `analysis` of `text`, or `None` if there is no such
    /// attribution.
    pub fn from_analysis(text: &str, analysis: &Analysis, index: usize) -> Option<Statement> {
        let attribution = analysis.attributions.get(index)?;
        let words = |spans: &[Span], between: &str| {
            spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(between)
        };
        Some(Statement {
            index,
            kind: attribution.kind,
            speakers: analysis.sources_of(attribution).map(Speaker::from_source).collect(),
            source: words(&attribution.source, " … "),
            cue: words(&attribution.cue, " … "),
            content: words(&attribution.content, " … "),
            extent: attribution.extent(),
            negated: attribution.negated,
            confidence: attribution.confidence,
            corrected: analysis.corrected.iter().any(|(corrected, _)| *corrected == index),
        })
    }

    /// Returns whether the statement is more likely wrong than right, and must be shown as
    /// doubtful.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < DOUBTFUL
    }

    /// Returns the names of the sources as prose ("Ann Vane and Laura Pitt"), or `None` if there is
    /// no source.
    pub fn speaker_names(&self) -> Option<String> {
        let names: Vec<&str> = self.speakers.iter().map(|speaker| &*speaker.name).collect();
        (!names.is_empty()).then(|| all_of(&names))
    }

    /// Returns the content as it is shown without its sentence: preceded by its cue if that denies
    /// it.
    pub fn content_with_denial(&self) -> String {
        with_denial(&self.content, &self.cue, self.negated)
    }

    /// Returns all statements of an analysis, in the order of the text.
    pub fn all_in(text: &str, analysis: &Analysis) -> Vec<Statement> {
        let one = |index| Statement::from_analysis(text, analysis, index);
        let mut all: Vec<Statement> = (0..analysis.attributions.len()).filter_map(one).collect();
        all.sort_by_key(|statement| (statement.extent, statement.index));
        all
    }
}

/// A part of one article's analysis by which a subject is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectIn {
    /// A source.
    Source(SourceId),
    /// An entity.
    Entity(EntityId),
}

/// A decision of the user about which subjects are the same. Decisions are stored, and kept when
/// articles are analysed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectChange {
    /// The first subject is the same as the second and joins its dossier.
    Merge(SubjectId, SubjectId),
    /// Undoes a merge of the first subject into the second.
    Unmerge(SubjectId, SubjectId),
    /// In this article, the subject is somebody else and stands apart.
    Split(SubjectId, ArticleId),
    /// Undoes a split.
    Unsplit(SubjectId, ArticleId),
}

impl SubjectChange {
    /// Returns the change that undoes this one.
    pub fn inverse(self) -> SubjectChange {
        match self {
            SubjectChange::Merge(one, other) => SubjectChange::Unmerge(one, other),
            SubjectChange::Unmerge(one, other) => SubjectChange::Merge(one, other),
            SubjectChange::Split(subject, article) => SubjectChange::Unsplit(subject, article),
            SubjectChange::Unsplit(subject, article) => SubjectChange::Split(subject, article),
        }
    }
}

/// A statement of an article whose words also occur in other articles.
#[derive(Debug, Clone, PartialEq)]
pub struct SameWords {
    /// The index of the attribution in the article.
    pub statement: usize,
    /// The other occurrences, newest first: the article and the statement there.
    pub elsewhere: Vec<(ArticleRow, Statement)>,
}
