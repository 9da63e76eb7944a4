//! The choice of a theme: what is behind it changes as one moves.

use crate::app::{Action, Environment, Outcome, Overlay, Overlays};

/// The choice of a theme. The selected one is the app's present theme.
#[derive(Debug, Clone, Default)]
pub struct ThemePicker {
    /// The theme to return to.
    pub before: usize,
}

impl Overlays {
    pub(in crate::app) fn open_themes(&mut self, env: &mut Environment) -> Outcome {
        env.look.trying = Some(env.look.theme);
        self.open(Overlay::Themes(ThemePicker { before: env.look.theme }));
        Outcome::none()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_on_themes(
        &mut self,
        env: &mut Environment,
        action: Action,
    ) -> Outcome {
        let last = env.settings.themes.len().saturating_sub(1);
        match action {
            Action::Down | Action::NextArticle | Action::NextTheme => {
                env.look.theme = (env.look.theme + 1).min(last);
            }
            Action::Up | Action::PreviousArticle => {
                env.look.theme = env.look.theme.saturating_sub(1)
            }
            Action::Top | Action::PageUp | Action::HalfUp => env.look.theme = 0,
            Action::Bottom | Action::PageDown | Action::HalfDown => env.look.theme = last,
            Action::Open | Action::Choose => {
                env.look.trying = None;
                self.close();
                return env.keep_theme();
            }
            Action::Back | Action::Quit | Action::Themes => self.close(),
            _ => {}
        }
        Outcome::none()
    }

    /// What closes the choice in any other way takes the theme back.
    pub(in crate::app) fn end_trying(&mut self, env: &mut Environment) {
        if !matches!(self.top(), Some(Overlay::Themes(_)))
            && let Some(before) = env.look.trying.take()
        {
            env.look.theme = before;
        }
    }
}

impl Environment {
    /// Remembers the present theme, and says which it is.
    pub(in crate::app) fn keep_theme(&mut self) -> Outcome {
        self.look.auto_theme = false;
        let name = self.settings.themes.get(self.look.theme).cloned().unwrap_or_default();
        Outcome::say(format!("Theme: {name}")).and(self.remember("theme"))
    }

    pub(in crate::app) fn next_theme(&mut self) -> Outcome {
        let count = self.settings.themes.len().max(1);
        self.look.theme = (self.look.theme + 1) % count;
        self.keep_theme()
    }
}
