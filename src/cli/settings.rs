//! Settings of `config.toml`: network, refresh, retention, appearance.

use std::time::Duration;

use toml::de::DeValue;

use crate::app::comfort::{Kind, OPTIONS, Setting, Value, tables};
use crate::app::keys::keymap::PRESETS;
use crate::app::sidebar::interval;
use crate::domain::Retention;
use crate::ingest::NetSettings;
use crate::shell::refresh::Plan;

/// The settings of `config.toml` with their defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    /// The preset of keys.
    pub(super) keys: &'static str,
    /// Whether `q` goes back, and quits from the list.
    pub(super) q_leaves: bool,
    /// The time limit of one fetch in seconds, including redirects.
    pub(super) timeout: u64,
    /// The size limit of one answer after decompression (MB).
    pub(super) max_size: u64,
    /// The most fetches at the same time.
    pub(super) jobs: usize,
    /// The most fetches at the same time from one host.
    pub(super) per_host: usize,
    /// Whether a public address may lead to a private one.
    pub(super) private_addresses: bool,
    /// The `User-Agent` of requests; `None` for the program's name and version.
    pub(super) user_agent: Option<String>,
    /// Minutes between refreshes while the app is open; `None` for no automatic refresh.
    pub(super) every: Option<u32>,
    /// Whether due feeds are refreshed when the app starts.
    pub(super) on_start: bool,
    /// The age in days at which read articles are deleted; `None` to keep them.
    pub(super) days: Option<u32>,
    /// The number of articles that each feed keeps; `None` for all.
    pub(super) per_feed: Option<u32>,
    /// The settings of the app in the file.
    pub(super) reader: Vec<ReaderSetting>,
    /// The settings in the file, with their line numbers.
    lines: Vec<(String, usize)>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            keys: "default",
            q_leaves: false,
            timeout: 30,
            max_size: 20,
            jobs: 8,
            per_host: 2,
            private_addresses: false,
            user_agent: None,
            every: None,
            on_start: false,
            days: None,
            per_feed: None,
            reader: Vec::new(),
            lines: Vec::new(),
        }
    }
}

/// The settings of network, refresh and retention. Those of the app are in `comfort::OPTIONS`.
pub(super) static SETTINGS: &[Setting<Settings>] = &[
    Setting {
        table: "keys",
        name: "preset",
        kind: Kind::Word(&["default", "newsboat", "vim"]),
        unset: "",
        help: "the keys that keymap.toml changes",
        get: |all| Value::Word(all.keys.to_owned()),
        set: |all, value| all.keys = preset_name(value.word()),
    },
    Setting {
        table: "keys",
        name: "q",
        kind: Kind::Word(&["quits", "leaves"]),
        unset: "",
        help: "whether q quits at once, or goes back and quits from the list",
        get: |all| Value::Word(if all.q_leaves { "leaves" } else { "quits" }.into()),
        set: |all, value| all.q_leaves = value.word() == "leaves",
    },
    Setting {
        table: "network",
        name: "timeout",
        kind: Kind::Number(1..=600, "seconds"),
        unset: "",
        help: "that one fetch may take, redirects included",
        get: |all| Value::Number(all.timeout as u32),
        set: |all, value| all.timeout = value.number().map_or(all.timeout, u64::from),
    },
    Setting {
        table: "network",
        name: "max-size",
        kind: Kind::Number(1..=60, "MB"),
        unset: "",
        help: "that one answer may have, unpacked",
        get: |all| Value::Number(all.max_size as u32),
        set: |all, value| all.max_size = value.number().map_or(all.max_size, u64::from),
    },
    Setting {
        table: "network",
        name: "jobs",
        kind: Kind::Number(1..=64, ""),
        unset: "",
        help: "fetches at once",
        get: |all| Value::Number(all.jobs as u32),
        set: |all, value| all.jobs = value.number().map_or(all.jobs, |n| n as usize),
    },
    Setting {
        table: "network",
        name: "per-host",
        kind: Kind::Number(1..=16, ""),
        unset: "",
        help: "fetches at once from one host",
        get: |all| Value::Number(all.per_host as u32),
        set: |all, value| all.per_host = value.number().map_or(all.per_host, |n| n as usize),
    },
    Setting {
        table: "network",
        name: "private-addresses",
        kind: Kind::Switch,
        unset: "",
        help: "whether a public address may lead to one of the local network",
        get: |all| Value::Switch(all.private_addresses),
        set: |all, value| all.private_addresses = value.is_on(),
    },
    Setting {
        table: "network",
        name: "user-agent",
        kind: Kind::Line,
        unset: "auto",
        help: "what servers are told; else onrecord/VERSION",
        get: |all| all.user_agent.clone().map_or(Value::Unset, Value::Word),
        set: |all, value| {
            all.user_agent = Some(value.word().trim().to_owned()).filter(|it| !it.is_empty())
        },
    },
    Setting {
        table: "refresh",
        name: "every",
        kind: Kind::Number(1..=interval::LONGEST, "minutes"),
        unset: "never",
        help: "between refreshes while the reader is open",
        get: |all| Value::of(all.every),
        set: |all, value| all.every = value.number(),
    },
    Setting {
        table: "refresh",
        name: "on-start",
        kind: Kind::Switch,
        unset: "",
        help: "whether feeds that are due are refreshed when the reader opens",
        get: |all| Value::Switch(all.on_start),
        set: |all, value| all.on_start = value.is_on(),
    },
    Setting {
        table: "retention",
        name: "days",
        kind: Kind::Number(1..=36_500, "days"),
        unset: "forever",
        help: "after which read articles go",
        get: |all| Value::of(all.days),
        set: |all, value| all.days = value.number(),
    },
    Setting {
        table: "retention",
        name: "per-feed",
        kind: Kind::Number(1..=1_000_000, "articles"),
        unset: "all",
        help: "that are kept of each feed, the newest",
        get: |all| Value::of(all.per_feed),
        set: |all, value| all.per_feed = value.number(),
    },
];

/// A setting of the app in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReaderSetting {
    /// The setting's name.
    pub(super) name: &'static str,
    /// The value as typed.
    pub(super) value: String,
}

impl Settings {
    /// Returns the settings of fetches.
    pub(super) fn net_settings(&self) -> NetSettings {
        NetSettings {
            timeout: Duration::from_secs(self.timeout),
            most_bytes: self.max_size * 1_000_000,
            allow_private: self.private_addresses,
            agent: self.user_agent.clone(),
        }
    }

    /// Returns the plan of a refresh of all due feeds.
    pub(super) fn refresh_plan(&self) -> Plan {
        Plan {
            jobs: self.jobs,
            per_host: self.per_host,
            net: self.net_settings(),
            retention: Retention { days: self.days, per_feed: self.per_feed },
            ..Plan::default()
        }
    }

    /// Reads settings from TOML, replacing the present ones. Valid settings are applied. Returns
    /// the faults, one line each: file, line, fault.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Vec<String> {
        let tables = all_settings().map(|(table, _)| table).collect::<Vec<_>>();
        let faults = tables::read(text, &tables, |table, key, value, line| {
            self.take(table, key, value)?;
            self.lines.push((format!("{table}.{key}"), line));
            Ok(())
        });
        tables::told(file, faults)
    }

    fn take(&mut self, table: &str, key: &str, value: &DeValue<'_>) -> Result<(), String> {
        if let Some(setting) = SETTINGS.iter().find(|it| it.table == table && it.name == key) {
            (setting.set)(self, setting.read_toml(value)?);
            return Ok(());
        }
        if let Some(setting) = OPTIONS.iter().find(|it| it.table == table && it.name == key) {
            let value = setting.write(&setting.read_toml(value)?);
            self.reader.retain(|said| said.name != setting.name);
            self.reader.push(ReaderSetting { name: setting.name, value });
            return Ok(());
        }
        let names: Vec<&str> =
            all_settings().filter(|(of, _)| *of == table).map(|(_, name)| name).collect();
        Err(format!("`{key}` is no setting of [{table}], which has {}", names_as_prose(&names)))
    }

    /// Returns the line of the file that sets a setting, if there is one.
    pub(super) fn line_of(&self, table: &str, name: &str) -> Option<usize> {
        let full = format!("{table}.{name}");
        self.lines.iter().rev().find(|(known, _)| *known == full).map(|(_, line)| *line)
    }
}

/// Returns the preset of that name, as it is called in the program.
fn preset_name(name: &str) -> &'static str {
    PRESETS.iter().find(|(known, _)| *known == name).map_or("default", |(known, _)| known)
}

/// Returns table and name of every setting.
fn all_settings() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = SETTINGS.iter().map(|it| (it.table, it.name));
    own.chain(OPTIONS.iter().map(|it| (it.table, it.name)))
}

/// Returns names as prose: "`a`, `b` and `c`".
fn names_as_prose(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Settings, Vec<String>) {
        let mut settings = Settings::default();
        let faults = settings.read("config.toml", text);
        (settings, faults)
    }

    #[test]
    fn every_setting_can_be_made() {
        let (settings, faults) = read(
            "[keys]\npreset = \"vim\"\nq = \"leaves\"\n[network]\ntimeout = 5\nmax-size = 2\njobs = 3\nper-host = 1\n\
             private-addresses = true\nuser-agent = \"me/1.0\"\n\
             [refresh]\nevery = 30\non-start = true\n[retention]\ndays = 90\nper-feed = 0x10\n\
             [open]\nbrowser = \"firefox --new-tab\"\n\
             [reading]\nmeasure = 66\n[look]\nplain = true\n",
        );
        assert_eq!(faults, Vec::<String>::new());
        let expected = Settings {
            keys: "vim",
            q_leaves: true,
            timeout: 5,
            max_size: 2,
            jobs: 3,
            per_host: 1,
            private_addresses: true,
            user_agent: Some("me/1.0".into()),
            every: Some(30),
            on_start: true,
            days: Some(90),
            per_feed: Some(16),
            reader: vec![
                ReaderSetting { name: "plain", value: "on".into() },
                ReaderSetting { name: "browser", value: "firefox --new-tab".into() },
                ReaderSetting { name: "measure", value: "66".into() },
            ],
            lines: settings.lines.clone(),
        };
        assert_eq!(settings, expected);
        assert_eq!(settings.line_of("open", "browser"), Some(18));
        assert_eq!(settings.line_of("look", "theme"), None);
        assert_eq!(read("").0, Settings::default());
    }

    #[test]
    fn faults_have_positions_and_allowed_values_and_the_rest_applies() {
        let (settings, faults) = read(
            "[network]\ntimeout = 0\ntimout = 3\njobs = \"many\"\nper-host = 4\n\
             private-addresses = 1\nuser-agent = \"a\\nb\"\n[retention]\ndays = -1\n\
             [web]\nx = 1\n[open]\nbrowser = []\n[refresh]\non-start = 99999999999\n",
        );
        assert_eq!(
            faults,
            [
                "config.toml:2: `timeout` needs a whole number from 1 to 600 (seconds)",
                "config.toml:3: `timout` is no setting of [network], which has `timeout`, \
                 `max-size`, `jobs`, `per-host`, `private-addresses` and `user-agent`",
                "config.toml:4: `jobs` needs a whole number from 1 to 64",
                "config.toml:6: `private-addresses` needs true or false",
                "config.toml:7: `user-agent` needs a line of ASCII text in quotation marks",
                "config.toml:9: `days` needs a whole number from 1 to 36500 (days)",
                "config.toml:10: `web` is none of the tables [keys], [network], [refresh], [retention], \
                 [reading], [look], [notify], [open]",
                "config.toml:13: `browser` needs a program in quotation marks, or a list of a \
                 program and its arguments",
                "config.toml:15: `on-start` needs true or false",
            ]
        );
        assert_eq!(settings.per_host, 4);
        assert_eq!(settings.reader, []);
        assert_eq!(settings.timeout, Settings::default().timeout);
        let (_, faults) = read("refresh = 3\n");
        assert_eq!(
            faults,
            ["config.toml:1: `refresh` is a table: write [refresh] and its settings below"]
        );
        assert_eq!(read("[network\n").1, ["config.toml:1: unclosed table, expected `]`"]);
    }

    #[test]
    fn a_program_can_have_arguments_with_spaces() {
        let (settings, faults) = read("[open]\nbrowser = [\"my browser\", \"-x\"]\n");
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(settings.reader[0].value, "'my browser' -x");
    }

    proptest! {
        #[test]
        fn any_configuration_text_is_accepted(text in "(\\[[a-z]{0,9}\\]|[a-z-]{1,9} ?= ?[-0-9a-z\"]{0,12}|\\PC|\n){0,30}") {
            for fault in read(&text).1 {
                prop_assert!(fault.starts_with("config.toml:"), "{}", fault);
            }
        }
    }
}
