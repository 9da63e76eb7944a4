//! Keys and what they do, one after another on a line.

use crate::app::{Action, App};

use super::pen::{Pen, width};
use super::theme::Role;

/// Writes as many of `wanted` as fit between column `x` and column `end` of a row; an action
/// without a key is left out.
pub(super) fn draw(
    app: &App,
    wanted: &[(Action, &str)],
    (mut x, y, end): (u16, u16, u16),
    pen: &mut Pen<'_>,
) {
    let (bright, dim) = (pen.style(Role::HintKey), pen.style(Role::Secondary));
    for (action, what) in wanted {
        let Some(key) = app.env.keymap.key_of(*action) else { continue };
        if x + width(&key) + 1 + width(what) > end {
            return;
        }
        x = pen.put(x, y, end, &key, bright);
        x = pen.put(x + 1, y, end, what, dim) + 2;
    }
}
