//! Finds files and folders, and reads the user's settings, keymap and themes.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::app::Keymap;
use crate::domain::clean;
use crate::shell::colour;
use crate::store::Store;
use crate::ui::{BUILT_IN, Theme};

use super::error::Failure;
use super::output::print_stderr;
use super::paths::printable_path;
use super::progress::Progress;
use super::settings::Settings;

/// The environment variable for another configuration folder.
const FOLDER: &str = "ONRECORD_CONFIG";

/// The environment variable for another store.
const STORE: &str = "ONRECORD_STORE";

/// The origin of a path that nobody has set.
const DEFAULT: &str = "default";

/// What the setting `q = "leaves"` changes of the keymap.
const Q_LEAVES: &str = "[global]\n\"q\" = \"leave\"\n";

/// The largest configuration file that is read (bytes).
const MOST_BYTES: u64 = 256 * 1024;

/// The most faults of one file that are reported.
const MOST_FAULTS: usize = 20;

/// The user's configuration on top of the defaults.
pub(super) struct Config {
    /// Settings of network, refresh, retention and opening.
    pub(super) settings: Settings,
    /// The key bindings.
    pub(super) keymap: Keymap,
    /// The themes by name, those of the program first.
    pub(super) themes: Vec<(String, Theme)>,
    /// Faults in the files, one line each: file, line, fault.
    pub(super) faults: Vec<String>,
}

/// Returns the store's path: as given, or in the platform's data folder.
fn store_path(named: Option<PathBuf>) -> Result<PathBuf, Failure> {
    Ok(store_named(named)?.0)
}

/// Returns the store's path, and its origin in words.
pub(super) fn store_named(named: Option<PathBuf>) -> Result<(PathBuf, &'static str), Failure> {
    if let Some(path) = named {
        return Ok((path, "option --store"));
    }
    if let Some(path) = path_variable(STORE) {
        return Ok((path, "environment (ONRECORD_STORE)"));
    }
    let folders = project_folders().ok_or_else(|| {
        Failure::new("there is no home folder for the store")
            .hint("give a store with --store or ONRECORD_STORE")
    })?;
    Ok((folders.data_dir().join("onrecord.db"), DEFAULT))
}

/// Opens the given store, or the one in the data folder, which is created if necessary. The folder
/// of a given path is not created, because the path may be misspelled.
pub(super) fn open_store(named: Option<PathBuf>) -> Result<(Store, PathBuf), Failure> {
    let path = store_path(named.clone())?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder
        && (named.is_some() || path_variable(STORE).is_some())
        && !folder.exists()
    {
        let (store, folder) = (printable_path(&path), printable_path(folder));
        return Err(Failure::new(format!(
            "the store {store} cannot be created: there is no folder {folder}"
        ))
        .hint("check the spelling of its path, or create the folder first"));
    }
    Ok((Store::open(&path)?, path))
}

/// Returns the path of an existing store. Commands that read its content do not create one;
/// otherwise a misspelled path would give an empty list.
pub(super) fn store_there(named: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let (path, from) = store_named(named)?;
    let way_out = || match from {
        DEFAULT => {
            "`onrecord import` and `onrecord add` make one, and so does the reader".to_owned()
        }
        _ => format!(
            "check the spelling of its path, named by {from}; `onrecord import` and `onrecord add` make one"
        ),
    };
    if matches!(path.try_exists(), Ok(false)) {
        let message = format!("there is no store at {}", printable_path(&path));
        return Err(Failure::new(message).hint(way_out()));
    }
    if fs::metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() == 0) {
        let message = format!("{} is an empty file, not a store", printable_path(&path));
        return Err(Failure::new(message).hint(way_out()));
    }
    Ok(path)
}

/// Opens an existing store for writing.
pub(super) fn open_there(named: Option<PathBuf>) -> Result<Store, Failure> {
    Ok(Store::open(&store_there(named)?)?)
}

/// Opens an existing store for reading. It may be read-only.
pub(super) fn open_to_read(named: Option<PathBuf>) -> Result<Store, Failure> {
    let path = store_there(named)?;
    let refused = match Store::open(&path) {
        Ok(store) => return Ok(store),
        Err(refused) => refused,
    };
    let store = if path.is_file() { Store::open_to_look(&path).ok() } else { None };
    store.ok_or_else(|| refused.into())
}

/// Opens a store to list statements and sources. Analyses by an older version of the program are
/// filed first, unless the store is read-only.
pub(super) fn open_for_sources(named: Option<PathBuf>) -> Result<Store, Failure> {
    /// The number of analyses that are filed at a time.
    const SOME: usize = 200;
    let mut store = open_to_read(named)?;
    let mut progress = None;
    while store.catch_up(SOME).is_ok_and(|left| left > 0) {
        let shown = progress.get_or_insert_with(|| Progress::new(0, "analyses filed"));
        shown.advance_by(SOME);
    }
    Ok(store)
}

/// Reads the configuration. Faulty parts are reported and everything else is applied, so that a
/// fault never prevents the app from starting.
pub(super) fn read_config() -> Config {
    read_in(config_folder().as_deref())
}

/// Reads only the settings, which is enough for commands without a screen. Reports faults on
/// standard error.
pub(super) fn read_settings() -> Settings {
    let mut faults = Vec::new();
    let settings =
        config_folder().map(|folder| settings_in(&folder, &mut faults)).unwrap_or_default();
    faults.iter().for_each(|fault| print_stderr(format_args!("{}", clean::one_line(fault))));
    settings
}

fn settings_in(folder: &Path, faults: &mut Vec<String>) -> Settings {
    let mut settings = Settings::default();
    let file = folder.join("config.toml");
    if let Some(text) = read_text(&file, faults) {
        add_faults(faults, &file, settings.read(&printable_path(&file), &text));
    }
    settings
}

pub(super) fn config_folder() -> Option<PathBuf> {
    path_variable(FOLDER)
        .or_else(|| project_folders().map(|folders| folders.config_dir().to_path_buf()))
}

fn read_in(folder: Option<&Path>) -> Config {
    let depth = colour::depth();
    let built_in = BUILT_IN.iter().filter_map(|(name, _)| {
        Some(((*name).to_owned(), Theme::built_in(name)?.for_depth(depth)))
    });
    let mut config = Config {
        settings: Settings::default(),
        keymap: Keymap::standard(),
        themes: built_in.collect(),
        faults: Vec::new(),
    };
    let Some(folder) = folder else { return config };
    config.settings = settings_in(folder, &mut config.faults);
    config.keymap = Keymap::preset(config.settings.keys);
    if config.settings.q_leaves {
        let _ = config.keymap.read("keymap.toml", Q_LEAVES);
    }
    let keymap = folder.join("keymap.toml");
    if let Some(text) = read_text(&keymap, &mut config.faults) {
        let found = config.keymap.read(&printable_path(&keymap), &text);
        add_faults(&mut config.faults, &keymap, found);
    }
    for file in theme_files(&folder.join("themes")) {
        let Some(text) = read_text(&file, &mut config.faults) else { continue };
        let (theme, faults) = Theme::read(&printable_path(&file), &text);
        add_faults(&mut config.faults, &file, faults);
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let theme = theme.for_depth(depth);
        match config.themes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = theme,
            None => config.themes.push((name, theme)),
        }
    }
    check_theme(&mut config, folder);
    config
}

/// Checks that the configured theme exists, once all themes are known.
fn check_theme(config: &mut Config, folder: &Path) {
    let known = |name: &str| name == "auto" || config.themes.iter().any(|(it, _)| it == name);
    let wrong =
        config.settings.reader.iter().position(|it| it.name == "theme" && !known(&it.value));
    let Some(wrong) = wrong else { return };
    let said = config.settings.reader.remove(wrong);
    let line = config.settings.line_of("look", "theme").unwrap_or(1);
    let names: Vec<&str> = config.themes.iter().map(|(name, _)| name.as_str()).collect();
    let file = printable_path(&folder.join("config.toml"));
    config.faults.push(format!(
        "{file}:{line}: there is no theme `{}`: {}",
        said.value,
        names.join(", ")
    ));
}

/// Returns the content of a file; `None` if it does not exist.
fn read_text(file: &Path, faults: &mut Vec<String>) -> Option<String> {
    let mut wrong = |line: usize, fault: &str| {
        faults.push(format!("{}:{line}: {fault}", printable_path(file)));
        None
    };
    match fs::metadata(file) {
        Ok(meta) if meta.is_dir() => return wrong(1, "is a folder; a file is to stand here"),
        // A pipe might never deliver anything.
        Ok(meta) if !meta.is_file() => return wrong(1, "is no file"),
        _ => {}
    }
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    match read {
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => return wrong(1, &format!("cannot be read: {error}")),
        Ok(_) if bytes.len() as u64 > MOST_BYTES => {
            let most = MOST_BYTES / 1024;
            return wrong(1, &format!("has more than {most} KB, and is not read"));
        }
        Ok(_) => {}
    }
    String::from_utf8(bytes).map_or_else(
        |error| {
            let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
            wrong(line, "is not written in UTF-8, and is not read")
        },
        Some,
    )
}

/// Adds the faults of a file: the first ones, and how many more there are.
fn add_faults(faults: &mut Vec<String>, file: &Path, mut found: Vec<String>) {
    let more = found.len().saturating_sub(MOST_FAULTS);
    found.truncate(MOST_FAULTS);
    faults.extend(found);
    if more > 0 {
        faults.push(format!("{}: {more} faults more", printable_path(file)));
    }
}

/// Returns the theme files in a folder, ordered by name.
fn theme_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

/// Returns a path from the environment; `None` if it is empty.
fn path_variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from)
}

fn project_folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "onrecord")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_configuration_folder_the_defaults_apply() {
        let config = read_in(Some(Path::new("no/such/folder")));
        assert_eq!(config.faults, Vec::<String>::new());
        assert_eq!(config.settings, Settings::default());
        let names: Vec<&str> = config.themes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[..2], ["dark", "light"]);
        assert_eq!(names.len(), BUILT_IN.len());
    }

    #[test]
    fn files_that_are_not_text_are_reported_and_the_rest_is_applied() {
        let told = |prepare: &dyn Fn(&Path)| {
            let folder = tempfile::tempdir().unwrap();
            prepare(&folder.path().join("config.toml"));
            fs::write(folder.path().join("keymap.toml"), "[global]\n\"x\" = \"quit\"\n").unwrap();
            let config = read_in(Some(folder.path()));
            assert!(config.keymap.keys_of(crate::app::Action::Quit).contains(&"x".to_owned()));
            let place = printable_path(folder.path());
            config.faults.iter().map(|fault| fault.replace(&place, "")).collect::<Vec<_>>()
        };
        let file = |bytes: &[u8]| {
            let bytes = bytes.to_owned();
            told(&move |path: &Path| fs::write(path, &bytes).unwrap())
        };
        assert_eq!(
            told(&|path| fs::create_dir(path).unwrap()),
            ["/config.toml:1: is a folder; a file is to stand here"]
        );
        assert_eq!(
            file(b"[look]\n\xff\xfe"),
            ["/config.toml:2: is not written in UTF-8, and is not read"]
        );
        let [nul] = &file(b"[reading]\nmeasure = 66\0\n")[..] else { panic!("one fault") };
        assert!(nul.starts_with("/config.toml:2: "), "{nul}");
        assert_eq!(
            file(&vec![b'#'; 300 * 1024]),
            ["/config.toml:1: has more than 256 KB, and is not read"]
        );
        let many: String = (0..500).map(|number| format!("k{number} = 1\n")).collect();
        let many = file(format!("[look]\n{many}").as_bytes());
        assert_eq!(many.len(), MOST_FAULTS + 1);
        assert_eq!(many[MOST_FAULTS], "/config.toml: 480 faults more");
    }

    #[test]
    fn all_faults_are_reported_together_and_valid_settings_apply() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("keymap.toml"),
            "[global]\n\"x\" = \"quit\"\n\"y\" = \"qit\"\n",
        )
        .unwrap();
        fs::write(folder.path().join("config.toml"), "[network]\njobs = 3\nper-hots = 2\n")
            .unwrap();
        fs::create_dir(folder.path().join("themes")).unwrap();
        fs::write(folder.path().join("themes/mine.toml"), "[[[\n").unwrap();
        let config = read_in(Some(folder.path()));
        assert!(config.faults.len() >= 3, "{:?}", config.faults);
        assert!(config.faults[0].contains("config.toml:3: `per-hots`"), "{:?}", config.faults);
        assert!(config.faults[1].contains("keymap.toml:3: `qit`"), "{:?}", config.faults);
        assert!(config.faults[2].contains("mine.toml:1"), "{:?}", config.faults);
        assert_eq!(config.settings.jobs, 3);
        assert_eq!(config.themes.last().unwrap().0, "mine");
        assert!(config.keymap.keys_of(crate::app::Action::Quit).contains(&"x".to_owned()));
    }
}
