//! `config.toml`: how the network is used, when feeds are refreshed, what is kept, what opens links.

use std::ops::RangeInclusive;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use crate::domain::{Retention, line_of};
use crate::ingest::NetSettings;
use crate::shell::refresh::Plan;

/// What `config.toml` can say, with what holds where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    /// The longest that one fetch may take, redirects included (seconds).
    pub(super) timeout: u64,
    /// The most that one answer may hold once it is unpacked (MB).
    pub(super) max_size: u64,
    /// The most fetches at once.
    pub(super) jobs: usize,
    /// The most fetches at once from one host.
    pub(super) per_host: usize,
    /// Whether a public address may lead to a private one.
    pub(super) private_addresses: bool,
    /// What servers are told of the program, if something else than its name and version.
    pub(super) user_agent: Option<String>,
    /// The minutes between refreshes while the reader is open; none: never by itself.
    pub(super) every: Option<u32>,
    /// Whether feeds that are due are refreshed when the reader opens.
    pub(super) on_start: bool,
    /// Read articles that are older than so many days go; none: they stay.
    pub(super) days: Option<u32>,
    /// Of each feed only so many articles are kept; none: all.
    pub(super) per_feed: Option<u32>,
    /// What opens links, with its arguments; none: whatever the system opens them with.
    pub(super) browser: Option<Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
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
            browser: None,
        }
    }
}

/// One setting: its table, its name, what it may be, and where it goes.
struct Setting(&'static str, &'static str, Kind);

enum Kind {
    /// A whole number, with its unit.
    Number(RangeInclusive<u32>, &'static str, fn(&mut Settings, u32)),
    Switch(fn(&mut Settings, bool)),
    /// A line of visible ASCII characters.
    Line(fn(&mut Settings, String)),
    /// A program and its arguments.
    Command(fn(&mut Settings, Vec<String>)),
}

/// The longest interval between refreshes (minutes): a year.
pub(super) const LONGEST_INTERVAL: u32 = 366 * 24 * 60;

const SETTINGS: &[Setting] = &[
    Setting(
        "network",
        "timeout",
        Kind::Number(1..=600, "seconds", |all, n| all.timeout = n.into()),
    ),
    Setting("network", "max-size", Kind::Number(1..=60, "MB", |all, n| all.max_size = n.into())),
    Setting("network", "jobs", Kind::Number(1..=64, "", |all, n| all.jobs = n as usize)),
    Setting("network", "per-host", Kind::Number(1..=16, "", |all, n| all.per_host = n as usize)),
    Setting("network", "private-addresses", Kind::Switch(|all, on| all.private_addresses = on)),
    Setting("network", "user-agent", Kind::Line(|all, text| all.user_agent = Some(text))),
    Setting(
        "refresh",
        "every",
        Kind::Number(1..=LONGEST_INTERVAL, "minutes", |all, n| all.every = Some(n)),
    ),
    Setting("refresh", "on-start", Kind::Switch(|all, on| all.on_start = on)),
    Setting("retention", "days", Kind::Number(1..=36_500, "days", |all, n| all.days = Some(n))),
    Setting(
        "retention",
        "per-feed",
        Kind::Number(1..=1_000_000, "articles", |all, n| all.per_feed = Some(n)),
    ),
    Setting("open", "browser", Kind::Command(|all, words| all.browser = Some(words))),
];

impl Settings {
    /// How the network is used.
    pub(super) fn net(&self) -> NetSettings {
        NetSettings {
            timeout: Duration::from_secs(self.timeout),
            most_bytes: self.max_size * 1_000_000,
            allow_private: self.private_addresses,
            agent: self.user_agent.clone(),
        }
    }

    /// A refresh of all feeds that are due, as configured.
    pub(super) fn plan(&self) -> Plan {
        Plan {
            jobs: self.jobs,
            per_host: self.per_host,
            net: self.net(),
            retention: Retention { days: self.days, per_feed: self.per_feed },
            ..Plan::default()
        }
    }

    /// Reads settings from TOML over the present ones. What is sound is taken; the rest is
    /// reported, a line each: file, line, fault.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Vec<String> {
        let document = match DeTable::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                return vec![format!("{file}:{line}: {}", error.message())];
            }
        };
        let mut faults = Vec::new();
        for (name, value) in document.get_ref() {
            let known = SETTINGS.iter().any(|Setting(table, ..)| table == name.get_ref());
            let (true, DeValue::Table(table)) = (known, value.get_ref()) else {
                let line = line_of(text, name.span().start);
                faults.push((line, not_a_table(name.get_ref(), known)));
                continue;
            };
            for (key, value) in table {
                if let Err(fault) = self.set(name.get_ref(), key.get_ref(), value.get_ref()) {
                    faults.push((line_of(text, key.span().start), fault));
                }
            }
        }
        faults.sort();
        faults.into_iter().map(|(line, fault)| format!("{file}:{line}: {fault}")).collect()
    }

    fn set(&mut self, table: &str, key: &str, value: &DeValue<'_>) -> Result<(), String> {
        let mut of_table = SETTINGS.iter().filter(|Setting(known, ..)| *known == table);
        let Some(Setting(.., kind)) = of_table.clone().find(|Setting(_, known, _)| *known == key)
        else {
            let names: Vec<&str> = of_table.by_ref().map(|Setting(_, name, _)| *name).collect();
            return Err(format!("`{key}` is no setting of [{table}], which has {}", list(&names)));
        };
        match (kind, value) {
            (Kind::Number(range, _, set), DeValue::Integer(written)) => {
                let number = u32::from_str_radix(written.as_str(), written.radix());
                let sound = number.ok().filter(|number| range.contains(number));
                set(self, sound.ok_or_else(|| kind.wanted(key))?);
            }
            (Kind::Switch(set), DeValue::Boolean(on)) => set(self, *on),
            (Kind::Line(set), DeValue::String(line)) if is_visible(line) => {
                set(self, line.trim().to_owned());
            }
            (Kind::Command(set), value) => {
                set(self, command(value).ok_or_else(|| kind.wanted(key))?);
            }
            _ => return Err(kind.wanted(key)),
        }
        Ok(())
    }
}

impl Kind {
    /// What a setting of this kind needs, as a fault.
    fn wanted(&self, key: &str) -> String {
        match self {
            Kind::Number(range, unit, _) => {
                let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
                let (least, most) = (range.start(), range.end());
                format!("`{key}` needs a whole number from {least} to {most}{unit}")
            }
            Kind::Switch(_) => format!("`{key}` needs true or false"),
            Kind::Line(_) => format!("`{key}` needs a line of ASCII text in quotation marks"),
            Kind::Command(_) => format!(
                "`{key}` needs a program in quotation marks, or a list of a program and its \
                 arguments"
            ),
        }
    }
}

fn not_a_table(name: &str, known: bool) -> String {
    if known {
        return format!("`{name}` is a table: write [{name}] and its settings below");
    }
    let mut tables: Vec<String> = Vec::new();
    for Setting(table, ..) in SETTINGS {
        let table = format!("[{table}]");
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    format!("`{name}` is none of the tables {}", tables.join(", "))
}

/// A program with its arguments: a string is split at white space.
fn command(value: &DeValue<'_>) -> Option<Vec<String>> {
    let words: Vec<String> = match value {
        DeValue::String(line) => line.split_whitespace().map(str::to_owned).collect(),
        DeValue::Array(words) => words
            .iter()
            .map(|word| match word.get_ref() {
                DeValue::String(word) => Some(word.clone().into_owned()),
                _ => None,
            })
            .collect::<Option<_>>()?,
        _ => return None,
    };
    let sound = words.first().is_some_and(|program| !program.is_empty());
    (sound && words.iter().all(|word| !word.contains('\0'))).then_some(words)
}

fn is_visible(line: &str) -> bool {
    !line.trim().is_empty() && line.chars().all(|c| matches!(c, ' '..='~')) && line.len() <= 500
}

/// "`a`, `b` and `c`"
fn list(names: &[&str]) -> String {
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
            "[network]\ntimeout = 5\nmax-size = 2\njobs = 3\nper-host = 1\n\
             private-addresses = true\nuser-agent = \"me/1.0\"\n\
             [refresh]\nevery = 30\non-start = true\n[retention]\ndays = 90\nper-feed = 0x10\n\
             [open]\nbrowser = \"firefox --new-tab\"\n",
        );
        assert_eq!(faults, Vec::<String>::new());
        let expected = Settings {
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
            browser: Some(vec!["firefox".into(), "--new-tab".into()]),
        };
        assert_eq!(settings, expected);
        assert_eq!(read("").0, Settings::default());
    }

    #[test]
    fn faults_say_where_and_what_is_allowed_and_the_rest_is_taken() {
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
                "config.toml:10: `web` is none of the tables [network], [refresh], [retention], \
                 [open]",
                "config.toml:13: `browser` needs a program in quotation marks, or a list of a \
                 program and its arguments",
                "config.toml:15: `on-start` needs true or false",
            ]
        );
        assert_eq!(settings, Settings { per_host: 4, ..Settings::default() });
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
        let words = vec!["my browser".to_owned(), "-x".to_owned()];
        assert_eq!((settings.browser, faults), (Some(words), vec![]));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(\\[[a-z]{0,9}\\]|[a-z-]{1,9} ?= ?[-0-9a-z\"]{0,12}|\\PC|\n){0,30}") {
            for fault in read(&text).1 {
                prop_assert!(fault.starts_with("config.toml:"), "{}", fault);
            }
        }
    }
}
