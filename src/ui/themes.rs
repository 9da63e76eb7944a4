//! Draws the choice of a theme.

use crate::app::App;
use crate::app::comfort::ThemePicker;

use super::pen::Pen;

pub(super) fn draw(_app: &App, _shown: &ThemePicker, _pen: &mut Pen<'_>) {}
