//! Keys while something lies over the panes; stopping; removing feeds; themes.

use crate::domain::{FeedId, Scope};

use crate::app::Environment;
use crate::app::Sidebar;
use crate::app::action::table::Part;
use crate::app::changes::Changes;
use crate::app::command::prompt::Purpose;
use crate::app::exchange::effect::Wanted;
use crate::app::overlay::last_help_line;
use crate::app::sidebar::picker::Picker;
use crate::app::{Action, App, Change, Effect, OnScreen, Outcome, Overlay, Read, Stored, Write};

impl App {
    pub(in crate::app) fn open_feeds(&mut self) -> Outcome {
        let picker = Picker::new(&self.sidebar.stock(), &self.list.query.scope);
        self.overlays.open(Overlay::Feeds(picker));
        let mut effects = self.sidebar.load_feeds(&mut self.env);
        effects.extend(self.sidebar.load_shelves(&mut self.env));
        effects
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_on_overlay(&mut self, action: Action) -> Outcome {
        let page = self.env.size.rows.saturating_sub(6).max(2) as isize;
        let last = last_help_line(&self.env.keymap, self.env.size);
        let moving = match action {
            Action::NextArticle => Action::Down,
            Action::PreviousArticle => Action::Up,
            Action::ReadOn => Action::PageDown,
            other => other,
        };
        let step = moving.steps_of(page, page / 2).unwrap_or(0);
        match (self.overlays.top_mut(), action) {
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
            (Some(Overlay::Themes(_)), _) => {
                return self.overlays.act_on_themes(&mut self.env, action);
            }
            (Some(Overlay::Orders(_)), _) => return self.act_on_orders(action),
            (_, Action::Back | Action::Quit | Action::Help | Action::Feeds | Action::Open) => {
                return self.overlays.close_overlay(&mut self.env);
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
        let Some(Overlay::Feeds(picker)) = self.overlays.top_mut() else { return Outcome::none() };
        match action {
            Action::Open => {
                let scope = picker.scope().cloned();
                self.overlays.close();
                scope.map_or_else(Outcome::none, |scope| self.set_scope(scope))
            }
            Action::Back if !picker.filter.is_empty() => self.filter_feeds(String::new()),
            Action::Back | Action::Quit | Action::Feeds => {
                self.overlays.close();
                Outcome::none()
            }
            Action::Filter => self.commands.ask(Purpose::Feeds, ""),
            Action::AddFeed => self.open_add(),
            Action::Refresh => self.refresh_here(),
            Action::RefreshAll => self.refresh.begin(&mut self.env, Wanted::All),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Help => {
                self.overlays.open(Overlay::Help(0));
                Outcome::none()
            }
            _ => Outcome::none(),
        }
    }

    /// Control-C: stops what is being fetched; where nothing is, closes or quits.
    pub(in crate::app) fn stop(&mut self) -> Outcome {
        if let Some(outcome) = self.stop_looking() {
            return outcome;
        }
        if !self.article.fetching.is_empty() {
            return self.article.stop_fetching();
        }
        if self.refresh.running.is_some() {
            return self.refresh.stop().into();
        }
        if self.overlays.is_open() {
            self.overlays.close_overlay(&mut self.env)
        } else {
            Outcome::from(Effect::Screen(OnScreen::Quit))
        }
    }

    /// Removes the feed that the list shows.
    pub(in crate::app) fn remove_shown_feed(&mut self) -> Outcome {
        match self.list.query.scope {
            Scope::Feed(id) => {
                let title = self.scope_title();
                self.changes.remove_feed(&mut self.env, id, title)
            }
            Scope::All | Scope::Starred | Scope::Tag(_) | Scope::Search(_) | Scope::Saved(_) => {
                let told = Outcome::say("Choose a feed first; it can be removed there, too.");
                told.and(self.open_feeds())
            }
        }
    }
}

impl Environment {
    pub(in crate::app) fn next_theme(&mut self) -> Outcome {
        let count = self.settings.themes.len().max(1);
        self.look.theme = (self.look.theme + 1) % count;
        self.keep_theme()
    }
}

impl Sidebar {
    pub(in crate::app) fn load_feeds(&mut self, env: &mut Environment) -> Outcome {
        let request = env.next_request();
        self.feeds_request = request;
        Outcome::from(Effect::Read(request, Read::Feeds))
    }
}

impl Changes {
    pub(in crate::app) fn remove_feed(
        &mut self,
        env: &mut Environment,
        id: FeedId,
        title: String,
    ) -> Outcome {
        let request = self.expect_stored(env, Stored::Done(Change::Removed(id, title, true)));
        Outcome::from(Effect::Write(request, Write::RemoveFeed(id)))
    }
}
