//! Draws the choice of a command.

use crate::app::App;
use crate::app::command::Palette;

use super::pen::Pen;

pub(super) fn draw(_app: &App, _shown: &Palette, _pen: &mut Pen<'_>) {}
