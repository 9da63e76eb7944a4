//! How a refresh that nobody asked for is told.
use crate::app::{Effect, Environment, OnScreen};

use super::look::Notice;

/// Columns by which a pane or a line becomes wider or narrower.
pub(in crate::app) const STEP: i32 = 2;

impl Environment {
    /// A refresh that nobody asked for has brought so many new articles.
    pub(in crate::app) fn notice(&self, new: u64) -> Option<Effect> {
        let told = self.look.notice != Notice::Off && new > 0;
        let articles = if new == 1 { "article" } else { "articles" };
        told.then(|| {
            Effect::Screen(OnScreen::Notify("onrecord".into(), format!("{new} new {articles}")))
        })
    }
}
