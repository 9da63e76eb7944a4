//! Plain types that every layer speaks: ids, spans, articles, feeds, analyses, queries.

pub mod account;
pub mod analysis;
pub mod article;
pub mod base64;

pub mod body;
pub mod chains;
pub mod clean;
pub mod corrected;
pub mod correction;
pub mod denial;
mod escapes;
pub mod export;
pub mod feed;
pub mod fold;
pub mod identity;
pub mod ids;
pub mod marks;
pub mod organizations;
pub mod percent;
pub mod query;
pub mod quotation;
pub mod scripts;
pub mod search;
pub mod secret;
pub mod shelf;
pub mod span;
mod stored;
pub mod subject;
pub mod subscription;
pub mod when;

pub use account::{
    Account, AccountId, AccountKind, NewAccount, SecretSource, ServerState, WaitingChange,
};
pub use analysis::{Analysis, Attribution, Entity, EntityKind, Mode, Profile, Source, SourceKind};
pub use article::{
    Article, ArticleRow, Details, Draft, Enclosure, ImportStatus, Sourcing, TextSource,
};
pub use body::{Accent, AccentKind, Block, BlockKind, Body, Link};
pub use correction::{Correction, Marked, Passage, Speaker};
pub use export::{Destination, Export, ExportFormat, Exported};
pub use feed::{FeedInfo, FeedOrigin, FeedRow};
pub use ids::{ArticleId, CorrectionId, EntityId, FeedId, QueryId, SourceId, SubjectId};
pub use query::{Counts, Cursor, Edge, Order, Page, Query, Range, Scope, Shown};
pub use shelf::{QueryChange, SavedQuery, Shelves};
pub use span::{Span, line_of};
pub use subject::{
    Appearance, Dossier, DossierPage, DossierQuery, SameWords, Statement, Subject, SubjectChange,
    SubjectIn, SubjectOrder, SubjectPage, SubjectQuery,
};
pub use subscription::{
    FeedSettings, FeedState, FetchFailure, Fetched, Following, Retention, Subscription, Validators,
};
pub use when::When;
