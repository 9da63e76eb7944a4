//! What the keys of the look do: zen, the widths of panes, the measure, the spacing.

use crate::app::action::table::LookAction;
use crate::app::{App, Effect, Focus, OnScreen, Outcome};

use super::look::Notice;
use crate::app::Environment;

/// Columns by which a pane or a line becomes wider or narrower.
const STEP: i32 = 2;

impl App {
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
    fn toggle_zen(&mut self) -> Outcome {
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
    fn step_pane(&mut self, by: i32) -> Outcome {
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

    fn set_width(&mut self, pane: Focus, width: Option<u16>) {
        match pane {
            Focus::Feeds => self.env.look.feeds_width = width,
            Focus::Sources => self.env.look.sources_width = width,
            Focus::List | Focus::Body => self.env.look.list_width = width,
        }
    }

    fn step_measure(&mut self, by: i32) -> Outcome {
        let measure = (i32::from(self.env.look.measure) + by).clamp(40, 120);
        self.set_or_say("measure", &measure.to_string())
    }

    fn set_or_say(&mut self, name: &str, value: &str) -> Outcome {
        self.set(name, value).unwrap_or_else(|fault| Outcome::fail(fault))
    }
}

impl Environment {
    /// A refresh that nobody asked for has brought so many new articles.
    pub(in crate::app) fn notice(&self, new: u64) -> Option<Effect> {
        let told = self.look.notice != Notice::Off && new > 0;
        let articles = if new == 1 { "article" } else { "articles" };
        told.then(|| {
            Effect::Screen(OnScreen::Notify("onrecord".into(), format!("{new} new {articles}")))
        })
    }
}
