//! Adding a feed: that an address is being looked at, and the choice of what was found there.

use crate::app::sidebar::adding::Offers;
use crate::app::{Action, App, Area};
use crate::domain::{FeedOrigin, secret};

use super::help::panel;
use super::keys;
use super::pen::{Pen, width};
use super::theme::Role;

/// The columns that a panel is given where there is room.
const WIDTH: u16 = 72;

/// Draws that an address is being looked at.
pub(super) fn draw_looking(app: &App, address: &str, pen: &mut Pen<'_>) {
    let stop = app.env.keymap.key_of(Action::Back).unwrap_or_default();
    let area = panel(app, "Add a feed", &format!("{stop} stops"), (WIDTH, 2), pen);
    let end = area.x + area.width;
    let x = pen.fit(area.x, area.y, end, "Looking at", Role::Secondary);
    pen.fit(x + 1, area.y, end, &secret::mask_secrets(address), Role::Text);
    pen.fit(area.x, area.y + 1, end, "This may take up to half a minute.", Role::Secondary);
}

/// Draws the choice.
pub(super) fn draw(app: &App, offers: &Offers, pen: &mut Pen<'_>) {
    let count = offers.feeds.len().min(usize::from(u16::MAX) / 4) as u16;
    let title = format!("{count} feeds at {}", secret::mask_secrets(&offers.address));
    let area = panel(app, &title, "", (WIDTH, count * 2 + 2), pen);
    let list = Area { height: area.height.saturating_sub(2), ..area };
    let high = if list.height >= count * 2 { 2 } else { 1 };
    let rows = usize::from(list.height / high).max(1);
    let last = offers.feeds.len().saturating_sub(rows);
    let top = offers.selected.saturating_sub(rows / 2).min(last);
    let end = area.x + area.width;
    for (place, feed) in offers.feeds.iter().enumerate().skip(top).take(rows) {
        let y = list.y + (place - top) as u16 * high;
        if place == offers.selected {
            pen.select(Area { x: area.x - 1, y, width: area.width + 2, height: high });
        }
        let mark = if offers.chosen[place] { "[x]" } else { "[ ]" };
        let x = pen.fit(area.x, y, end, mark, Role::Marker) + 1;
        let address = match &feed.info.origin {
            FeedOrigin::Address(address) => secret::mask_secrets(address),
            FeedOrigin::Path(path) => path.clone(),
            FeedOrigin::Input | FeedOrigin::Saved | FeedOrigin::Welcome => String::new(),
        };
        let address = address.as_str();
        let title = feed.info.title.trim();
        if title.is_empty() {
            pen.fit(x, y, end, address, Role::RowUnread);
            continue;
        }
        let after = pen.fit(x, y, end, title, Role::RowUnread);
        if high == 2 {
            pen.fit(x, y + 1, end, address, Role::Secondary);
        } else if end.saturating_sub(after + 2) >= width(address).min(20) {
            pen.fit(after + 2, y, end, address, Role::Secondary);
        }
    }
    let follow = match offers.chosen.iter().filter(|chosen| **chosen).count() {
        0 => "follow this one".to_owned(),
        1 => "follow it".to_owned(),
        many => format!("follow these {many}"),
    };
    let wanted = [
        (Action::Open, follow.as_str()),
        (Action::Choose, "choose several"),
        (Action::Back, "leave"),
    ];
    keys::draw(app, &wanted, (area.x, area.y + area.height.saturating_sub(1), end), pen);
}
