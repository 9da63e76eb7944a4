//! Plain types that every layer speaks: ids, spans, articles, feeds, analyses, queries.

pub mod analysis;
pub mod article;
pub mod base64;
pub mod body;
pub mod clean;
mod escapes;
pub mod feed;
pub mod ids;
pub mod query;
pub mod span;
pub mod subscription;
pub mod when;

pub use analysis::{Analysis, Attribution, Entity, EntityKind, Mode, Profile, Source, SourceKind};
pub use article::{Article, ArticleRow, Draft, Enclosure, ImportStatus, TextSource};
pub use body::{Block, BlockKind, Body, Link};
pub use feed::{FeedInfo, FeedOrigin, FeedRow};
pub use ids::{ArticleId, EntityId, FeedId, SourceId};
pub use query::{Counts, Cursor, Edge, Page, Query, Range, Scope};
pub use span::{Span, line_of};
pub use subscription::{
    FeedSettings, FeedState, Fetched, Following, Missed, Retention, Subscription, Validators,
};
pub use when::When;
