//! The room of the panel: below the text, which is shorter by as much.

use crate::app::layout::Layout;
use crate::app::{Environment, Overlay, Overlays};

/// Rows of the screen from which the panel has its full height, or a middling one.
const ROOMY: u16 = 31;
const MIDDLING: u16 = 21;

/// The rows of a panel that has its full height, a middling one, or the least.
const HEIGHTS: [u16; 3] = [11, 9, 5];

impl Overlays {
    /// Where the panes stand, with the text above the panel while that is shown.
    pub(in crate::app) fn above_dock(&self, env: &Environment, mut layout: Layout) -> Layout {
        if let Some(body) = layout.body.as_mut() {
            body.height = body.height.saturating_sub(self.docked(env));
        }
        layout
    }

    pub(in crate::app) fn docked(&self, env: &Environment) -> u16 {
        let [full, middling, least] = HEIGHTS;
        match (self.top(), env.size.rows) {
            (Some(Overlay::Correct(_)), ROOMY..) => full,
            (Some(Overlay::Correct(_)), MIDDLING..) => middling,
            (Some(Overlay::Correct(_)), _) => least,
            _ => 0,
        }
    }
}
