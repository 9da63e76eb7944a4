//! The choice of a theme: what is behind it changes as one moves.

use crate::app::{Action, App, Outcome, Overlay};

/// The choice of a theme. The selected one is the app's present theme.
#[derive(Debug, Clone, Default)]
pub struct ThemePicker {
    /// The theme to return to.
    pub before: usize,
}

impl App {
    pub(super) fn open_themes(&mut self) -> Outcome {
        self.env.look.trying = Some(self.env.look.theme);
        self.overlay = Some(Overlay::Themes(ThemePicker { before: self.env.look.theme }));
        Outcome::none()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_on_themes(&mut self, action: Action) -> Outcome {
        let last = self.env.settings.themes.len().saturating_sub(1);
        match action {
            Action::Down | Action::NextArticle | Action::NextTheme => {
                self.env.look.theme = (self.env.look.theme + 1).min(last);
            }
            Action::Up | Action::PreviousArticle => {
                self.env.look.theme = self.env.look.theme.saturating_sub(1)
            }
            Action::Top | Action::PageUp | Action::HalfUp => self.env.look.theme = 0,
            Action::Bottom | Action::PageDown | Action::HalfDown => self.env.look.theme = last,
            Action::Open | Action::Choose => {
                self.env.look.trying = None;
                self.overlay = None;
                return self.keep_theme();
            }
            Action::Back | Action::Quit | Action::Themes => self.overlay = None,
            _ => {}
        }
        Outcome::none()
    }

    /// What closes the choice in any other way takes the theme back.
    pub(in crate::app) fn end_trying(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Themes(_)))
            && let Some(before) = self.env.look.trying.take()
        {
            self.env.look.theme = before;
        }
    }

    /// Remembers the present theme, and says which it is.
    pub(in crate::app) fn keep_theme(&mut self) -> Outcome {
        self.env.look.auto_theme = false;
        let name = self.env.settings.themes.get(self.env.look.theme).cloned().unwrap_or_default();
        Outcome::say(format!("Theme: {name}")).and(self.remember("theme"))
    }
}
