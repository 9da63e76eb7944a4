//! The mouse: a click gives focus and selects, the wheel scrolls what it points at; what it is drawn
//! over is selected.

use crate::app::layout::{Area, BODY_INDENT, PANE_HEAD};
use crate::app::{Action, App, Choice, Focus, Mouse, Outcome, Overlay};

/// How many lines a step of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    pub(in crate::app) fn mouse(&mut self, mouse: Mouse) -> Outcome {
        match mouse {
            Mouse::Drag(x, y) => return self.draw(x, y),
            Mouse::Release(..) => return self.article.let_go(&self.env),
            Mouse::Click(..) | Mouse::WheelUp(..) | Mouse::WheelDown(..) => {}
        }
        self.status.clear();
        self.article.choice = None;
        if let Some(overlay) = self.overlays.top_mut() {
            match (overlay, mouse) {
                (Overlay::Looking(_), _) | (Overlay::Correct(_), Mouse::Click(..)) => {}
                (Overlay::Screen(_), Mouse::Click(_, y)) => {
                    return self.overlays.click_screen(&self.env, y);
                }
                (Overlay::Screen(_), Mouse::WheelUp(..)) => {
                    return self.overlays.scroll_screen(&mut self.env, -WHEEL);
                }
                (Overlay::Screen(_), Mouse::WheelDown(..)) => {
                    return self.overlays.scroll_screen(&mut self.env, WHEEL);
                }
                (_, Mouse::Click(..)) => return self.overlays.close_overlay(&mut self.env),
                (_, Mouse::WheelUp(..)) => return self.act_on_overlay(Action::Up),
                (_, Mouse::WheelDown(..)) => return self.act_on_overlay(Action::Down),
                (_, Mouse::Drag(..) | Mouse::Release(..)) => {}
            }
            return Outcome::none();
        }
        let (x, y) = mouse.cell();
        if let Mouse::Click(..) = mouse {
            self.press(x, y);
        }
        let Some(layout) = self.layout() else { return Outcome::none() };
        let Some(pane) = layout.pane_at(x, y) else { return Outcome::none() };
        let area = match pane {
            Focus::Feeds => layout.feeds,
            Focus::List => layout.list,
            Focus::Body => layout.body,
            Focus::Sources => layout.sources,
        };
        match (mouse, area) {
            (Mouse::Click(..), Some(area)) => self.click(pane, area, x - area.x, y - area.y),
            (Mouse::WheelDown(..), _) => self.wheel(pane, WHEEL),
            (Mouse::WheelUp(..), _) => self.wheel(pane, -WHEEL),
            _ => Outcome::none(),
        }
    }

    fn wheel(&mut self, pane: Focus, lines: isize) -> Outcome {
        match pane {
            Focus::Feeds => {
                self.sidebar.pane.scroll(lines);
                Outcome::none()
            }
            Focus::List => {
                self.list.scroll(lines);
                self.show_selected()
            }
            Focus::Body => {
                if let Some(reader) = self.article.reader.as_mut() {
                    reader.scroll(lines);
                }
                Outcome::none()
            }
            Focus::Sources => {
                self.side.scroll(lines);
                Outcome::none()
            }
        }
    }

    fn click(&mut self, pane: Focus, area: Area, x: u16, y: u16) -> Outcome {
        let mut effects = self.set_focus(pane);
        match pane {
            Focus::List => {
                let height = self.layout().map_or(1, |layout| layout.list_row_height.max(1));
                let Some(row) = y.checked_sub(PANE_HEAD) else { return effects };
                let index = self.list.top + usize::from(row / height);
                if index < self.list.rows.len() {
                    self.list.move_to(index);
                    effects.extend(self.show_selected());
                }
            }
            Focus::Feeds => {
                let Some(row) = y.checked_sub(PANE_HEAD) else { return effects };
                let index = self.sidebar.pane.top + usize::from(row);
                if index < self.sidebar.pane.rows.len() {
                    self.sidebar.pane.select(index);
                    effects.extend(self.open_shelf());
                }
            }
            Focus::Body => self.click_text(x, y),
            Focus::Sources => {
                let line = y.checked_sub(PANE_HEAD).map(|y| self.side.top + usize::from(y));
                let item = line.and_then(|line| self.side.item_at(line, x));
                if let (Some(line), Some(item), true) = (line, item, area.width > 0) {
                    self.side.select_at(line, item);
                    effects.extend(self.follow_side());
                }
            }
        }
        effects
    }

    /// A click on a statement makes it the current one.
    fn click_text(&mut self, x: u16, y: u16) {
        let Some(reader) = self.article.reader.as_mut() else { return };
        let head = reader.head_rows();
        let left = BODY_INDENT + reader.lead;
        let (Some(row), Some(column)) = (y.checked_sub(head), x.checked_sub(left)) else {
            return;
        };
        let line = reader.top + usize::from(row);
        if let Some(number) = reader.link_at(line, column) {
            self.article.choice = Some(Choice { number: Some(number), ..Choice::default() });
            return;
        }
        let place = reader.byte_at(line, column);
        if let Some(found) = place.and_then(|offset| reader.attribution_at(offset)) {
            reader.select(found);
            self.follow_body();
        }
    }
}
