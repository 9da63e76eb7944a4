//! Keys while something lies over the panes; stopping; removing feeds; themes.

use crate::domain::{FeedId, Scope};

use super::action_table::Part;
use super::effect::Wanted;
use super::overlay::last_help_line;
use super::picker::Picker;
use super::prompt::Purpose;
use super::{Action, App, Change, Effect, OnScreen, Outcome, Overlay, Read, Stored, Write};

impl App {
    pub(super) fn open_feeds(&mut self) -> Outcome {
        let picker = Picker::new(&self.stock(), &self.list.query.scope);
        self.overlay = Some(Overlay::Feeds(picker));
        let mut effects = self.load_feeds();
        effects.extend(self.load_shelves());
        effects
    }

    pub(super) fn load_feeds(&mut self) -> Outcome {
        let request = self.request();
        self.sidebar.feeds_request = request;
        Outcome::from(Effect::Read(request, Read::Feeds))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(super) fn act_on_overlay(&mut self, action: Action) -> Outcome {
        let page = self.env.size.rows.saturating_sub(6).max(2) as isize;
        let last = last_help_line(&self.env.keymap, self.env.size);
        let moving = match action {
            Action::NextArticle => Action::Down,
            Action::PreviousArticle => Action::Up,
            Action::ReadOn => Action::PageDown,
            other => other,
        };
        let step = moving.steps_of(page, page / 2).unwrap_or(0);
        match (&mut self.overlay, action) {
            (_, Action::Redraw) => return Outcome::from(Effect::Screen(OnScreen::Redraw)),
            (_, Action::Stop) => return self.stop(),
            (Some(Overlay::Help(top)), _) if step != 0 => {
                *top = top.saturating_add_signed(step).min(last);
            }
            (Some(Overlay::Feeds(picker)), _) if step != 0 => picker.step(step),
            (Some(Overlay::Feeds(_)), _) => return self.act_on_feeds(action),
            (Some(Overlay::Offers(offers)), Action::Choose) => offers.choose(),
            (Some(Overlay::Offers(offers)), _) if step != 0 => offers.step(step),
            (Some(Overlay::Offers(offers)), Action::Open) => {
                let wanted = offers.wanted();
                return self.follow(wanted);
            }
            (Some(Overlay::Looking(_)), Action::Back | Action::Quit) => {
                return self.stop_looking().unwrap_or_default();
            }
            (Some(Overlay::Looking(_)), _) => {}
            (Some(Overlay::Screen(_)), _) => return self.act_in_screen(action),
            (Some(Overlay::Compare(_)), _) => return self.move_in_comparison(action),
            (Some(Overlay::Same(_)), _) => return self.move_in_same(action),
            (Some(Overlay::Palette(_)), _) => return self.close_palette(),
            (Some(Overlay::Themes(_)), _) => return self.act_on_themes(action),
            (Some(Overlay::Orders(_)), _) => return self.act_on_orders(action),
            (_, Action::Back | Action::Quit | Action::Help | Action::Feeds | Action::Open) => {
                return self.close_overlay();
            }
            _ => {}
        }
        Outcome::none()
    }

    /// What an action means in the screen of feeds, but for moving.
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_feeds(&mut self, action: Action) -> Outcome {
        if let Part::Feed(action) = action.part() {
            return self.manage(action);
        }
        let Some(Overlay::Feeds(picker)) = self.overlay.as_mut() else { return Outcome::none() };
        match action {
            Action::Open => {
                let scope = picker.scope().cloned();
                self.overlay = None;
                scope.map_or_else(Outcome::none, |scope| self.set_scope(scope))
            }
            Action::Back if !picker.filter.is_empty() => self.filter_feeds(String::new()),
            Action::Back | Action::Quit | Action::Feeds => {
                self.overlay = None;
                Outcome::none()
            }
            Action::Filter => self.ask(Purpose::Feeds, ""),
            Action::AddFeed => self.open_add(),
            Action::Refresh => self.refresh_here(),
            Action::RefreshAll => self.refresh(Wanted::All),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Help => {
                self.overlay = Some(Overlay::Help(0));
                Outcome::none()
            }
            _ => Outcome::none(),
        }
    }

    /// Control-C: stops what is being fetched; where nothing is, closes or quits.
    pub(super) fn stop(&mut self) -> Outcome {
        if let Some(outcome) = self.stop_looking() {
            return outcome;
        }
        if !self.article.fetching.is_empty() {
            return self.stop_fetching();
        }
        if self.refresh.running.is_some() {
            return self.stop_refresh().into();
        }
        if self.overlay.is_some() {
            self.close_overlay()
        } else {
            Outcome::from(Effect::Screen(OnScreen::Quit))
        }
    }

    /// Removes the feed that the list shows.
    pub(super) fn remove_shown_feed(&mut self) -> Outcome {
        match self.list.query.scope {
            Scope::Feed(id) => {
                let title = self.scope_title();
                self.remove_feed(id, title)
            }
            Scope::All | Scope::Starred | Scope::Tag(_) | Scope::Search(_) | Scope::Saved(_) => {
                let told = Outcome::say("Choose a feed first; it can be removed there, too.");
                told.and(self.open_feeds())
            }
        }
    }

    pub(super) fn remove_feed(&mut self, id: FeedId, title: String) -> Outcome {
        let request = self.expect_stored(Stored::Done(Change::Removed(id, title, true)));
        Outcome::from(Effect::Write(request, Write::RemoveFeed(id)))
    }

    pub(super) fn next_theme(&mut self) -> Outcome {
        let count = self.env.settings.themes.len().max(1);
        self.env.look.theme = (self.env.look.theme + 1) % count;
        self.keep_theme()
    }
}
