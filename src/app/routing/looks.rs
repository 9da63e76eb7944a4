//! The look of the panes, and what lies over them: what lays all of it out anew.

use crate::app::action::table::{LookAction, Part};
use crate::app::comfort::acting::STEP;
use crate::app::command::prompt::Purpose;
use crate::app::exchange::effect::Wanted;
use crate::app::layout::Area;
use crate::app::overlay::last_help_line;
use crate::app::sidebar::picker::Picker;
use crate::app::{Action, App, Effect, Focus, OnScreen, Outcome, Overlay};
use crate::domain::Scope;

impl App {
    /// Makes a setting hold from now on, and remembers it; what `:set NAME VALUE` does.
    ///
    /// # Errors
    /// Says that there is no such setting, or what it may be.
    pub fn set(&mut self, name: &str, value: &str) -> Result<Outcome, String> {
        let set = self.env.set(name, value)?;
        self.lay_out();
        Ok(set)
    }

    pub(in crate::app) fn act_on_look(&mut self, action: LookAction) -> Outcome {
        match action {
            LookAction::Zen => self.toggle_zen(),
            LookAction::WidenPane => self.step_pane(STEP),
            LookAction::NarrowPane => self.step_pane(-STEP),
            LookAction::WidenText => self.step_measure(STEP),
            LookAction::NarrowText => self.step_measure(-STEP),
            LookAction::LineSpacing => {
                let spacing = if self.env.look.spacing == 0 { "1" } else { "0" };
                self.set_or_say("line-spacing", spacing)
            }
            LookAction::Themes => self.overlays.open_themes(&mut self.env),
            LookAction::NextTheme => self.env.next_theme(),
        }
    }

    /// Only the text, or all that was there before.
    pub(in crate::app) fn toggle_zen(&mut self) -> Outcome {
        if self.env.look.zen.is_some() {
            return self.leave_zen();
        }
        if self.article.reader.is_none() && self.article.coming.is_none() {
            return Outcome::say("There is no article to read.");
        }
        let before = self.focus;
        let effects = self.set_focus(Focus::Body);
        self.env.look.zen = Some(before);
        self.lay_out();
        effects
    }

    /// Back to the panes, and to the one that had the focus.
    pub(in crate::app) fn leave_zen(&mut self) -> Outcome {
        let Some(before) = self.env.look.zen.take() else { return Outcome::none() };
        self.lay_out();
        self.set_focus(before)
    }

    /// The pane with the focus becomes wider or narrower; the text takes from what stands beside it.
    pub(in crate::app) fn step_pane(&mut self, by: i32) -> Outcome {
        let Some(layout) = self.layout() else { return Outcome::none() };
        let shown = [layout.feeds, layout.list, layout.body, layout.sources];
        if shown.iter().flatten().count() < 2 {
            return Outcome::say("There is only one pane here.");
        }
        let body = self.focus == Focus::Body;
        let pane = match self.focus {
            Focus::Body if layout.sources.is_some() => Focus::Sources,
            Focus::Body => Focus::List,
            focus @ (Focus::List | Focus::Sources | Focus::Feeds) => focus,
        };
        let by = if body { -by } else { by };
        let (area, name) = match pane {
            Focus::Feeds => (layout.feeds, "feeds-width"),
            Focus::Sources => (layout.sources, "sources-width"),
            Focus::List | Focus::Body => (layout.list, "list-width"),
        };
        let Some(area) = area else { return Outcome::none() };
        let wish = u16::try_from(i32::from(area.width) + by).unwrap_or(0);
        let before = self.sidebar.shape(&self.env);
        self.set_width(pane, Some(wish));
        // What the screen does not allow is not asked for: the next step counts from what is seen.
        let now = self.layout().and_then(|layout| match pane {
            Focus::Feeds => layout.feeds,
            Focus::Sources => layout.sources,
            Focus::List | Focus::Body => layout.list,
        });
        match now.map(|now| now.width).filter(|width| *width != area.width) {
            Some(width) => self.set_or_say(name, &width.to_string()),
            None => {
                self.env.look.list_width = before.list;
                self.env.look.sources_width = before.sources;
                self.env.look.feeds_width = before.feeds;
                self.lay_out();
                Outcome::say(if (by > 0) != body {
                    "It cannot be made wider here."
                } else {
                    "It cannot be made narrower."
                })
            }
        }
    }

    pub(in crate::app) fn set_width(&mut self, pane: Focus, width: Option<u16>) {
        match pane {
            Focus::Feeds => self.env.look.feeds_width = width,
            Focus::Sources => self.env.look.sources_width = width,
            Focus::List | Focus::Body => self.env.look.list_width = width,
        }
    }

    pub(in crate::app) fn step_measure(&mut self, by: i32) -> Outcome {
        let measure = (i32::from(self.env.look.measure) + by).clamp(40, 120);
        self.set_or_say("measure", &measure.to_string())
    }

    pub(in crate::app) fn set_or_say(&mut self, name: &str, value: &str) -> Outcome {
        self.set(name, value).unwrap_or_else(Outcome::fail)
    }

    /// The room of the panel of corrections, while it is shown.
    pub fn dock(&self) -> Option<Area> {
        let body = self.layout()?.body?;
        let height = self.overlays.docked(&self.env);
        (height > 0).then_some(Area { y: body.y + body.height, height, ..body })
    }

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
    pub(in crate::app) fn act_on_feeds(&mut self, action: Action) -> Outcome {
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
