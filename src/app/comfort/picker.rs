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

/// The themes without a ground of their own that can only be read on a dark one.
const ON_DARK: [&str; 2] = ["dark", "safe-dark"];

/// The same for a light ground.
const ON_LIGHT: [&str; 2] = ["light", "safe-light"];

impl Environment {
    /// Remembers the present theme, and says which it is.
    pub(in crate::app) fn keep_theme(&mut self) -> Outcome {
        self.look.auto_theme = false;
        let name = self.settings.themes.get(self.look.theme).cloned().unwrap_or_default();
        Outcome::say(format!("Theme: {name}")).and(self.remember("theme"))
    }

    pub(in crate::app) fn next_theme(&mut self) -> Outcome {
        let count = self.settings.themes.len().max(1);
        let after = (1..=count).map(|by| (self.look.theme + by) % count);
        let is_light = self.is_light();
        let fits = |place: &usize| {
            let unfit = if is_light { &ON_DARK } else { &ON_LIGHT };
            self.settings.themes.get(*place).is_none_or(|name| !unfit.contains(&name.as_str()))
        };
        self.look.theme = after.clone().find(fits).unwrap_or(self.look.theme);
        self.keep_theme()
    }

    /// Whether the terminal's ground is light; while that is unknown, by the present theme.
    fn is_light(&self) -> bool {
        let name = self.settings.themes.get(self.look.theme);
        let by_theme = || name.is_some_and(|name| ON_LIGHT.contains(&name.as_str()));
        self.look.light.unwrap_or_else(by_theme)
    }
}
