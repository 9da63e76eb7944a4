//! The open article: what is shown of it, what is chosen in it, what is on its way.

use crate::domain::ArticleId;

use super::choosing::Choice;
use super::history::Moment;
use super::message::RequestId;
use super::newer::Newer;
use super::reader::Reader;
use super::selecting::{Grip, Places, Selecting};

/// The open article, and the one that is on its way.
#[derive(Debug, Default)]
pub struct OpenArticle {
    /// The article as it is laid out; none where none is open.
    pub reader: Option<Reader>,
    /// The link that is being chosen.
    pub choice: Option<Choice>,
    /// The text that is being selected.
    pub selecting: Option<Selecting>,
    /// Where in the text the mouse is held.
    pub(super) grip: Option<Grip>,
    /// Marks, and places to jump back to.
    pub places: Places,
    /// A newer text of it that waits to be shown.
    pub(super) newer: Newer,
    /// Articles whose pages are being fetched.
    pub fetching: Vec<(RequestId, ArticleId)>,
    /// The newest request for an article: an older one's answer is stale.
    pub(super) request: RequestId,
    /// The article that is on its way.
    pub(super) coming: Option<ArticleId>,
    /// Whether the article that is on its way is to be opened, not only shown.
    pub(super) open: bool,
    /// Whether the same holds of the article that is selected once a page has come.
    pub(super) turn_to: bool,
    /// When it was opened.
    pub(super) opened_at: Moment,
    /// The wake after which it counts as read.
    pub(super) wake: RequestId,
    /// The switch to its other text.
    pub(super) text_request: RequestId,
}
