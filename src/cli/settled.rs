//! Determines the settings of the app: from the file, or as changed in the app.

use crate::app::App;
use crate::app::comfort::{OPTIONS, Origin, settle};
use crate::store::Store;

use super::error::Failure;
use super::settings::Settings;

/// Applies every setting of the app. Returns the origin of each value, in the order of `OPTIONS`.
/// Stored values that are no longer valid are ignored.
pub(super) fn apply_settings(
    app: &mut App,
    settings: &Settings,
    store: Option<&Store>,
) -> Result<Vec<Origin>, Failure> {
    let mut origins = Vec::new();
    for option in OPTIONS {
        let said = settings.reader.iter().find(|said| said.name == option.name);
        let said = said.map(|said| said.value.as_str());
        if let Some(said) = said {
            app.env.look.configured.insert(option.name, said.to_owned());
        }
        let remembered = match store {
            Some(store) => store.setting(option.name)?,
            None => None,
        };
        let mut origin = Origin::Default;
        for remembered in [remembered.as_deref(), None] {
            let (value, from) = settle(said, remembered);
            let Some(value) = value else { break };
            if app.env.begin_with(option.name, value).is_ok() {
                origin = from;
                break;
            }
        }
        origins.push(origin);
    }
    Ok(origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Keymap, Settings as Reader};

    /// Asserts the values of `measure` and `theme` for a file and stored values.
    fn check(file: &str, remembered: &[(&str, &str)], expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("s.db")).unwrap();
        for (name, value) in remembered {
            store.set_setting(name, value).unwrap();
        }
        let mut settings = Settings::default();
        assert_eq!(settings.read("c", file), Vec::<String>::new());
        let themes = ["dark", "light", "mono"].map(String::from).to_vec();
        let mut app = App::new(Keymap::default(), Reader { themes, ..Reader::default() });
        let origins = apply_settings(&mut app, &settings, Some(&store)).unwrap();
        let of = |name: &str| {
            let place = OPTIONS.iter().position(|option| option.name == name).unwrap();
            format!("{} {:?}", app.env.setting(name).unwrap(), origins[place])
        };
        assert_eq!(format!("{}, {}", of("measure"), of("theme")), expected);
    }

    #[test]
    fn the_last_change_of_a_setting_counts() {
        let file = "[reading]\nmeasure = 60\n[look]\ntheme = \"light\"\n";
        check("", &[], "78 Default, auto Default");
        check("", &[("measure", "90"), ("theme", "mono")], "90 Remembered, mono Remembered");
        check(file, &[], "60 File, light File");
        check(file, &[("measure", "90\t60")], "90 Remembered, light File");
        // The file was changed afterwards.
        check(file, &[("measure", "90\t70"), ("theme", "mono")], "60 File, light File");
    }

    #[test]
    fn invalid_stored_settings_are_ignored() {
        let file = "[look]\ntheme = \"light\"\n";
        check(file, &[("theme", "gone\tlight"), ("measure", "x")], "78 Default, light File");
    }
}
