//! Draws what can be corrected in a statement.

use crate::app::App;
use crate::app::correcting::Correcting;

use super::pen::Pen;

pub(super) fn draw(_app: &App, _shown: &Correcting, _pen: &mut Pen<'_>) {}
