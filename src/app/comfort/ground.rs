//! The theme that fits the terminal's ground, while none has been chosen.
use crate::app::Environment;

impl Environment {
    /// The terminal's ground is light, or dark. Takes the theme for it, unless one was chosen.
    pub fn see_ground(&mut self, light: bool) {
        self.look.light = Some(light);
        if self.look.auto_theme {
            self.fit_theme();
        }
    }

    /// From now on the theme is that which fits the terminal's ground: the dark one where nothing
    /// is known of it.
    pub fn fit_theme(&mut self) {
        self.look.auto_theme = true;
        let fitting = if self.look.light == Some(true) { "light" } else { "dark" };
        let place = self.settings.themes.iter().position(|name| name == fitting).unwrap_or(0);
        match &mut self.look.trying {
            // It is what the choice that is open returns to.
            Some(before) => *before = place,
            None => self.look.theme = place,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{App, Keymap, Settings};

    fn app(themes: &[&str]) -> App {
        let themes = themes.iter().map(|name| (*name).to_owned()).collect();
        App::new(Keymap::default(), Settings { themes, ..Settings::default() })
    }

    #[test]
    fn the_theme_fits_the_ground_until_one_is_chosen() {
        let mut app = app(&["mine", "dark", "light"]);
        app.env.fit_theme();
        assert_eq!(app.env.look.theme, 1);
        app.env.see_ground(true);
        assert_eq!(app.env.look.theme, 2);
        assert_eq!(app.env.setting("theme").as_deref(), Some("auto"));
        let _ = app.set("theme", "mine").unwrap();
        app.env.see_ground(false);
        assert_eq!(app.env.setting("theme").as_deref(), Some("mine"));
        let _ = app.set("theme", "auto").unwrap();
        assert_eq!(app.env.look.theme, 1);
        assert_eq!(app.env.setting("theme").as_deref(), Some("auto"));
    }

    #[test]
    fn where_the_theme_is_missing_the_first_one_is_taken() {
        let mut app = app(&["mine"]);
        app.env.see_ground(true);
        assert_eq!(app.env.look.theme, 0);
    }
}
