//! Draws the choice of an order: a small list in the corner, the present order marked.

use crate::app::App;
use crate::app::searching::{OrderPicker, listed_order};

use super::corner;
use super::pen::{Pen, width};
use super::theme::Role;

/// What stands beside the order that the list has.
const PRESENT: &str = "now";

pub(super) fn draw(app: &App, picker: &OrderPicker, pen: &mut Pen<'_>) {
    let names: Vec<String> = picker.orders.iter().map(|order| listed_order(*order)).collect();
    let list = ("Order", names.as_slice(), picker.selected);
    corner::draw(app, pen, list, (0, width(PRESENT)), |pen, index, from, y, end| {
        if picker.present == Some(index) {
            pen.fit(from, y, end, PRESENT, Role::Secondary);
        }
    });
}
