//! Keys while the help or the choice of feeds is open; removing feeds; themes.

use crate::domain::{FeedId, Scope};

use super::overlay::{Picker, last_help_line};
use super::{Action, App, Change, Effect, Overlay, Status, Stored};

impl App {
    pub(super) fn open_feeds(&mut self) -> Vec<Effect> {
        let picker = Picker::new(&self.feeds, &self.tags, &self.list.query.scope);
        self.overlay = Some(Overlay::Feeds(picker));
        self.load_feeds()
    }

    pub(super) fn load_feeds(&mut self) -> Vec<Effect> {
        let request = self.request();
        self.awaited.feeds = request;
        vec![Effect::LoadFeeds(request)]
    }

    pub(super) fn act_on_overlay(&mut self, action: Action) -> Vec<Effect> {
        let page = self.size.rows.saturating_sub(6).max(2) as isize;
        let last = last_help_line(&self.keymap, self.size);
        let step = match action {
            Action::Down | Action::NextArticle => 1,
            Action::Up | Action::PreviousArticle => -1,
            Action::PageDown | Action::ReadOn => page,
            Action::PageUp => -page,
            Action::HalfDown => page / 2,
            Action::HalfUp => -page / 2,
            Action::Top => isize::MIN,
            Action::Bottom => isize::MAX,
            _ => 0,
        };
        match (&mut self.overlay, action) {
            (_, Action::Redraw) => return vec![Effect::Redraw],
            (Some(Overlay::Help(top)), _) if step != 0 => {
                *top = top.saturating_add_signed(step).min(last);
            }
            (Some(Overlay::Feeds(picker)), _) if step != 0 => picker.step(step),
            (Some(Overlay::Feeds(picker)), Action::Open) => {
                let scope = picker.choices.get(picker.selected).map(|choice| choice.scope.clone());
                self.overlay = None;
                return scope.map_or_else(Vec::new, |scope| self.set_scope(scope));
            }
            (Some(Overlay::Feeds(picker)), Action::RemoveFeed) => {
                let feed = picker.feed().map(|(id, title)| (id, title.to_string()));
                return match feed {
                    Some((id, title)) => self.remove_feed(id, title),
                    None => {
                        self.status = Some(Status::info("Only a feed can be removed."));
                        Vec::new()
                    }
                };
            }
            (Some(Overlay::Feeds(_)), Action::Undo | Action::Redo) => return self.act_mark(action),
            (_, Action::Back | Action::Quit | Action::Help | Action::Feeds | Action::Open) => {
                self.overlay = None;
            }
            _ => {}
        }
        Vec::new()
    }

    /// Removes the feed that the list shows.
    pub(super) fn remove_shown_feed(&mut self) -> Vec<Effect> {
        match self.list.query.scope {
            Scope::Feed(id) => {
                let title = self.scope_title();
                self.remove_feed(id, title)
            }
            _ => {
                self.status =
                    Some(Status::info("Choose a feed first; it can be removed there, too."));
                self.open_feeds()
            }
        }
    }

    fn remove_feed(&mut self, id: FeedId, title: String) -> Vec<Effect> {
        let request = self.expect_stored(Stored::Done(Change::Removed(id, title, true)));
        vec![Effect::RemoveFeed(request, id)]
    }

    pub(super) fn next_theme(&mut self) -> Vec<Effect> {
        let count = self.settings.themes.len().max(1);
        self.theme = (self.theme + 1) % count;
        let name = self.settings.themes.get(self.theme).cloned().unwrap_or_default();
        self.status = Some(Status::info(format!("Theme: {name}")));
        vec![Effect::Remember("theme", name)]
    }
}
