//! The open article: what is shown of it, what is chosen in it, what is on its way.

pub(in crate::app) mod choosing;
pub(in crate::app) mod full_text;
pub mod hits;
pub(in crate::app) mod jump;
pub(in crate::app) mod newer;
pub mod reader;
pub(in crate::app) mod reading;
pub mod selecting;

use crate::domain::ArticleId;

use crate::app::article::choosing::Choice;
use crate::app::article::newer::Newer;
use crate::app::article::reader::Reader;
use crate::app::article::selecting::{Grip, Places, Selecting};
use crate::app::changes::history::Moment;
use crate::app::exchange::message::RequestId;

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
    pub(in crate::app) grip: Option<Grip>,
    /// Marks, and places to jump back to.
    pub places: Places,
    /// A newer text of it that waits to be shown.
    pub(in crate::app) newer: Newer,
    /// Articles whose pages are being fetched.
    pub fetching: Vec<(RequestId, ArticleId)>,
    /// The newest request for an article: an older one's answer is stale.
    pub(in crate::app) request: RequestId,
    /// The article that is on its way.
    pub(in crate::app) coming: Option<ArticleId>,
    /// Whether the article that is on its way is to be opened, not only shown.
    pub(in crate::app) open: bool,
    /// Whether the same holds of the article that is selected once a page has come.
    pub(in crate::app) turn_to: bool,
    /// When it was opened.
    pub(in crate::app) opened_at: Moment,
    /// The wake after which it counts as read.
    pub(in crate::app) wake: RequestId,
    /// The switch to its other text.
    pub(in crate::app) text_request: RequestId,
}
