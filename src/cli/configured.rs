//! `onrecord config`: lists every setting with its value, its default and its origin.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use crate::app::Keymap;
use crate::app::action::ACTIONS;
use crate::app::comfort::{OPTIONS, Origin, Setting};
use crate::app::keys::keymap;
use crate::domain::clean;
use crate::export::safe::safe_json;
use crate::store::Store;
use crate::ui::BUILT_IN;

use super::config::{self, Config};
use super::error::Failure;
use super::output::{Output, print_stderr};
use super::paths::printable_path;
use super::program_args::{ConfigArgs, ConfigFormat, ConfigPart};
use super::settings::{SETTINGS, Settings};
use super::{Outcome, read, settled, table};

/// A setting as a row.
struct SettingRow {
    table: &'static str,
    name: &'static str,
    value: String,
    toml: Option<String>,
    default: String,
    default_toml: Option<String>,
    from: String,
    allowed: String,
    help: &'static str,
}

/// Prints the configuration. The exit status is 1 if the files have faults.
pub(super) fn run(store: Option<PathBuf>, args: &ConfigArgs) -> Result<Outcome, Failure> {
    let mut out = Output::new();
    if args.default {
        out.write(&default_file())?;
        out.flush()?;
        return Ok(Outcome::Success);
    }
    let folder = config::config_folder();
    if args.path {
        let folder = folder.ok_or_else(|| Failure::new("there is no home folder"))?;
        // So that a shell can write the file. If this fails, the shell says why.
        let _ = fs::create_dir_all(&folder);
        let file = folder.join("config.toml");
        out.write(&format!("{}\n", printable_path(&file)))?;
        out.flush()?;
        return Ok(Outcome::Success);
    }
    let config = config::read_config();
    let text = match args.part {
        ConfigPart::Settings => print_settings(store, &config, args.format)?,
        ConfigPart::Keys => print_keys(&config.keymap, args.format),
        ConfigPart::Themes => print_themes(&config, args.format),
    };
    out.write(&text)?;
    out.flush()?;
    config.faults.iter().for_each(|fault| print_stderr(format_args!("{}", clean::one_line(fault))));
    Ok(if config.faults.is_empty() { Outcome::Success } else { Outcome::PartialFailure })
}

fn print_settings(
    named: Option<PathBuf>,
    config: &Config,
    format: ConfigFormat,
) -> Result<String, Failure> {
    let (path, from) = config::store_named(named)?;
    // A store is not created only to read its settings.
    let store = if path.exists() { Some(Store::open(&path)?) } else { None };
    let rows = setting_rows(config, store.as_ref())?;
    let store = printable_path(&path);
    Ok(match format {
        ConfigFormat::Table => as_table(&rows, (&store, from)),
        ConfigFormat::Json => as_json(&rows, (&store, from)),
        ConfigFormat::Toml => as_toml(&rows),
    })
}

fn setting_rows(config: &Config, store: Option<&Store>) -> Result<Vec<SettingRow>, Failure> {
    let file = config::config_folder().map(|folder| printable_path(&folder.join("config.toml")));
    let file = file.unwrap_or_default();
    let at = |table: &str, name: &str| {
        let line = config.settings.line_of(table, name).unwrap_or(1);
        format!("{file}:{line}")
    };
    let mut rows = Vec::new();
    let plain = Settings::default();
    for setting in SETTINGS {
        let set = config.settings.line_of(setting.table, setting.name).is_some();
        let from = if set { at(setting.table, setting.name) } else { "default".to_owned() };
        rows.push(setting_row(setting, &config.settings, &plain, from));
    }
    let names: Vec<String> = config.themes.iter().map(|(name, _)| name.clone()).collect();
    let default = read::bare_app(names.clone());
    let mut app = read::bare_app(names);
    let origins = settled::apply_settings(&mut app, &config.settings, store)?;
    for (setting, origin) in OPTIONS.iter().zip(origins) {
        let from = match origin {
            Origin::Default => "default".to_owned(),
            Origin::File => at(setting.table, setting.name),
            Origin::Remembered => "remembered in the reader".to_owned(),
        };
        rows.push(setting_row(setting, &app.env, &default.env, from));
    }
    Ok(rows)
}

fn setting_row<S>(setting: &Setting<S>, now: &S, plain: &S, from: String) -> SettingRow {
    let (value, default) = ((setting.get)(now), (setting.get)(plain));
    SettingRow {
        table: setting.table,
        name: setting.name,
        value: setting.write(&value),
        toml: value.toml(),
        default: setting.write(&default),
        default_toml: default.toml(),
        from,
        allowed: setting.allowed(),
        help: setting.help,
    }
}

fn as_table(rows: &[SettingRow], (store, from): (&str, &str)) -> String {
    let head = ["SETTING", "VALUE", "DEFAULT", "FROM"].map(str::to_owned).to_vec();
    let cells = rows.iter().map(|row| {
        let name = format!("{}.{}", row.table, row.name);
        vec![name, row.value.clone(), row.default.clone(), row.from.clone()]
    });
    let mut all = vec![head];
    all.extend(cells);
    all.push(vec!["store".into(), store.into(), String::new(), from.into()]);
    let colour = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    let colours = if colour {
        ("none", "environment (NO_COLOR)")
    } else {
        ("as the terminal has", "default")
    };
    all.push(vec!["colours".into(), colours.0.into(), String::new(), colours.1.into()]);
    joined_lines(table::layout_rows(&all, &[]))
}

fn as_json(rows: &[SettingRow], (store, from): (&str, &str)) -> String {
    let one = |row: &SettingRow| {
        json!({
            "table": row.table, "name": row.name, "value": row.value, "default": row.default,
            "from": row.from, "allowed": row.allowed, "help": row.help,
        })
    };
    let mut all: Vec<Json> = rows.iter().map(one).collect();
    all.push(json!({ "table": "", "name": "store", "value": store, "from": from }));
    pretty_json(&Json::Array(all))
}

/// Returns the settings in effect as a file that sets them.
fn as_toml(rows: &[SettingRow]) -> String {
    let text = by_table(rows, |row| match &row.toml {
        Some(value) => format!("{} = {value}  # {}\n", row.name, row.from),
        None => format!("# {} is not set: {}\n", row.name, row.value),
    });
    // Characters that must not reach a terminal are escaped as in TOML.
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match clean::is_hidden(c) {
            true => safe.push_str(&format!("\\U{:08X}", u32::from(c))),
            false => safe.push(c),
        }
    }
    safe
}

/// Returns a file that describes all settings and sets none.
fn default_file() -> String {
    let plain = Settings::default();
    let mut rows: Vec<SettingRow> =
        SETTINGS.iter().map(|it| setting_row(it, &plain, &plain, String::new())).collect();
    let app = read::bare_app(BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect());
    rows.extend(OPTIONS.iter().map(|it| setting_row(it, &app.env, &app.env, String::new())));
    let text = by_table(&rows, |row| {
        let quoted = format!("\"{}\"", row.default);
        let value = row.default_toml.as_deref().unwrap_or(&quoted);
        format!("# {} ({})\n# {} = {value}\n", row.help, row.allowed, row.name)
    });
    format!(
        "# onrecord's settings, each with the value that holds where nothing is said. Take the #\n\
         # before a name away to change it. `onrecord config` shows what holds.\n\n{text}"
    )
}

fn by_table(rows: &[SettingRow], line: impl Fn(&SettingRow) -> String) -> String {
    let mut tables: Vec<&str> = Vec::new();
    for row in rows {
        if !tables.contains(&row.table) {
            tables.push(row.table);
        }
    }
    let table = |name: &&str| {
        let own = rows.iter().filter(|row| row.table == *name);
        format!("[{name}]\n{}", own.map(&line).collect::<String>())
    };
    tables.iter().map(table).collect::<Vec<_>>().join("\n")
}

fn print_keys(keymap: &Keymap, format: ConfigFormat) -> String {
    let rows =
        ACTIONS.iter().map(|(action, name, _, help)| (*name, keymap.keys_of(*action), *help));
    match format {
        ConfigFormat::Toml => keymap::DEFAULT.to_owned(),
        ConfigFormat::Json => {
            let one = |(name, keys, help)| json!({ "action": name, "keys": Json::from(keys), "help": help });
            pretty_json(&Json::Array(
                rows.map(|(a, b, c): (&str, Vec<String>, &str)| one((a, b, c))).collect(),
            ))
        }
        ConfigFormat::Table => {
            let mut all = vec![["ACTION", "KEYS", "WHAT IT DOES"].map(str::to_owned).to_vec()];
            all.extend(
                rows.map(|(name, keys, help)| vec![name.into(), keys.join(", "), help.into()]),
            );
            joined_lines(table::layout_rows(&all, &[]))
        }
    }
}

fn print_themes(config: &Config, format: ConfigFormat) -> String {
    let from = |name: &str| {
        if BUILT_IN.iter().any(|(known, _)| *known == name) { "onrecord" } else { "yours" }
    };
    let names = config.themes.iter().map(|(name, _)| name.as_str());
    match format {
        ConfigFormat::Table => {
            let mut all = vec![["THEME", "FROM"].map(str::to_owned).to_vec()];
            all.extend(names.map(|name| vec![name.to_owned(), from(name).to_owned()]));
            joined_lines(table::layout_rows(&all, &[]))
        }
        _ => pretty_json(&Json::Array(
            names.map(|name| json!({ "theme": name, "from": from(name) })).collect(),
        )),
    }
}

fn pretty_json(json: &Json) -> String {
    safe_json(&format!("{json:#}")) + "\n"
}

fn joined_lines(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_file_sets_the_defaults() {
        let text = default_file();
        let mut read = Settings::default();
        assert_eq!(read.read("c", &text), Vec::<String>::new());
        assert_eq!(read, Settings::default());
        let settings = |line: &str| line.starts_with("# ") && line.contains(" = ");
        let set: String = text
            .lines()
            .map(|line| if settings(line) { &line[2..] } else { line })
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(read.read("c", &set), Vec::<String>::new(), "{set}");
        let names: Vec<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
        let (mut app, plain) = (read::bare_app(names.clone()), read::bare_app(names));
        settled::apply_settings(&mut app, &read, None).unwrap();
        for option in OPTIONS {
            assert_eq!(app.env.setting(option.name), plain.env.setting(option.name));
        }
        for setting in SETTINGS {
            let plain = Settings::default();
            assert_eq!((setting.get)(&read), (setting.get)(&plain), "{}", setting.name);
        }
    }

    #[test]
    fn no_two_settings_share_a_name() {
        let mut names: Vec<&str> = SETTINGS.iter().map(|it| it.name).collect();
        names.extend(OPTIONS.iter().map(|it| it.name));
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }
}
