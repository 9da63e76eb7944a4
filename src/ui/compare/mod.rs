//! Draws articles side by side.

use crate::app::App;
use crate::app::comparing::Comparison;

use super::pen::Pen;

pub(super) fn draw(_app: &App, _shown: &Comparison, _pen: &mut Pen<'_>) {}
