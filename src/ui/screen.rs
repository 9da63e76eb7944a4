//! Draws a list of subjects, or a dossier.

use crate::app::App;
use crate::app::screens::Screen;

use super::pen::Pen;

pub(super) fn draw(_app: &App, _shown: &Screen, _pen: &mut Pen<'_>) {}
