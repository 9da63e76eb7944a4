//! A message that the status line has no room for: whole, in lines above it, until the next key.

use crate::app::Area;

use super::empty::wrapped;
use super::pen::Pen;
use super::theme::Role;

/// Draws `text` directly above the status line, which is at `area`.
pub(super) fn draw(text: &str, role: Role, area: Area, pen: &mut Pen<'_>) {
    let mut lines = wrapped(text, area.width.saturating_sub(2));
    let most = usize::from(area.y);
    if lines.len() > most && most > 0 {
        // What even the whole screen does not hold ends in an ellipsis.
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    let height = lines.len().min(most) as u16;
    let top = area.y - height;
    pen.clear(Area { y: top, height, ..area }, pen.style(Role::Status));
    for (line, y) in lines.iter().zip(top..area.y) {
        pen.fit(area.x + 1, y, area.x + area.width - 1, line, role);
    }
}
