//! The reader's own settings: one table for `:set`, completion, `config.toml`, `onrecord config`.

use crate::app::{Effect, Environment, LINK_NUMBERS, Outcome, Remember};

use super::look::{Align, Bidi, Icons, Notice};
use super::setting::{Kind, Setting, Value};

/// The settings of the reader.
pub static OPTIONS: &[Setting<Environment>] = &[
    Setting {
        table: "reading",
        name: "measure",
        kind: Kind::Number(40..=120, "columns"),
        unset: "",
        help: "the longest line of running text",
        get: |env| Value::Number(env.look.measure.into()),
        set: |env, value| env.look.measure = columns(&value).unwrap_or(env.look.measure),
    },
    Setting {
        table: "reading",
        name: "line-spacing",
        kind: Kind::Number(0..=1, "blank lines"),
        unset: "",
        help: "between two lines of a paragraph",
        get: |env| Value::Number(env.look.spacing.into()),
        set: |env, value| env.look.spacing = columns(&value).unwrap_or(0),
    },
    Setting {
        table: "reading",
        name: "align",
        kind: Kind::Word(Align::WORDS),
        unset: "",
        help: "where the text stands in a pane wider than its lines",
        get: |env| Value::Word(env.look.align.word().into()),
        set: |env, value| env.look.align = Align::from_word(value.word()),
    },
    Setting {
        table: "reading",
        name: "speed",
        kind: Kind::Number(60..=1500, "words a minute"),
        unset: "",
        help: "how fast you read, for the reading time",
        get: |env| Value::Number(env.look.speed),
        set: |env, value| env.look.speed = value.number().unwrap_or(env.look.speed),
    },
    Setting {
        table: "reading",
        name: "time-in-list",
        kind: Kind::Switch,
        unset: "",
        help: "whether the list says how long articles take",
        get: |env| Value::Switch(env.look.time_in_list),
        set: |env, value| env.look.time_in_list = value.is_on(),
    },
    Setting {
        table: "reading",
        name: LINK_NUMBERS,
        kind: Kind::Word(&["shown", "hidden"]),
        unset: "",
        help: "the numbers of links in the text",
        get: |env| Value::Word(if env.look.link_numbers { "shown" } else { "hidden" }.into()),
        set: |env, value| env.look.link_numbers = value.word() != "hidden",
    },
    Setting {
        table: "reading",
        name: "restore",
        kind: Kind::Switch,
        unset: "",
        help: "begin where you ended; open articles where you left them",
        get: |env| Value::Switch(env.look.restore),
        set: |env, value| env.look.restore = value.is_on(),
    },
    Setting {
        table: "reading",
        name: "read-after",
        kind: Kind::Number(0..=600, "seconds"),
        unset: "never",
        help: "open until an article counts as read; never: only by hand",
        get: |env| Value::of(env.settings.mark_read_after.map(|after| (after / 1000) as u32)),
        set: |env, value| {
            env.settings.mark_read_after = value.number().map(|after| u64::from(after) * 1000);
        },
    },
    Setting {
        table: "look",
        name: "list-rows",
        kind: Kind::Number(1..=2, "lines"),
        unset: "auto",
        help: "of an article in the list; auto: by the screen",
        get: |env| Value::of(env.look.list_rows.map(u32::from)),
        set: |env, value| env.look.list_rows = columns(&value),
    },
    Setting {
        table: "look",
        name: "theme",
        kind: Kind::Theme,
        unset: "auto",
        help: "the colours; auto: dark or light, by the terminal's ground",
        get: |env| {
            let name = env.settings.themes.get(env.look.theme).filter(|_| !env.look.auto_theme);
            name.map_or(Value::Unset, |name| Value::Word(name.clone()))
        },
        set: |env, value| match env.settings.themes.iter().position(|name| name == value.word()) {
            Some(place) => (env.look.theme, env.look.auto_theme) = (place, false),
            None => env.fit_theme(),
        },
    },
    Setting {
        table: "look",
        name: "list-width",
        kind: Kind::Number(20..=200, "columns"),
        unset: "auto",
        help: "the list of articles",
        get: |env| Value::of(env.look.list_width.map(u32::from)),
        set: |env, value| env.look.list_width = columns(&value),
    },
    Setting {
        table: "look",
        name: "sources-width",
        kind: Kind::Number(24..=200, "columns"),
        unset: "auto",
        help: "the sources",
        get: |env| Value::of(env.look.sources_width.map(u32::from)),
        set: |env, value| env.look.sources_width = columns(&value),
    },
    Setting {
        table: "look",
        name: "feeds-width",
        kind: Kind::Number(18..=100, "columns"),
        unset: "auto",
        help: "the pane of feeds",
        get: |env| Value::of(env.look.feeds_width.map(u32::from)),
        set: |env, value| env.look.feeds_width = columns(&value),
    },
    Setting {
        table: "look",
        name: "icons",
        kind: Kind::Word(Icons::WORDS),
        unset: "",
        help: "signs for marks and kinds; nerd needs a patched font",
        get: |env| Value::Word(env.look.icons.word().into()),
        set: |env, value| env.look.icons = Icons::from_word(value.word()),
    },
    Setting {
        table: "look",
        name: "plain",
        kind: Kind::Switch,
        unset: "",
        help: "words instead of glyphs and colours, for screen readers",
        get: |env| Value::Switch(env.look.plain),
        set: |env, value| env.look.plain = value.is_on(),
    },
    Setting {
        table: "look",
        name: "bidi",
        kind: Kind::Word(Bidi::WORDS),
        unset: "",
        help: "whether right-to-left text is put in order here, not by the terminal",
        get: |env| Value::Word(env.look.bidi.word().into()),
        set: |env, value| env.look.bidi = Bidi::from_word(value.word()),
    },
    Setting {
        table: "notify",
        name: "refresh",
        kind: Kind::Word(Notice::WORDS),
        unset: "",
        help: "how a refresh by itself tells of new articles",
        get: |env| Value::Word(env.look.notice.word().into()),
        set: |env, value| env.look.notice = Notice::from_word(value.word()),
    },
    Setting {
        table: "notify",
        name: "command",
        kind: Kind::Command,
        unset: "auto",
        help: "what shows notifications; {title} and {text} stand for what it says",
        get: |env| Value::command_of(&env.look.notifier),
        set: |env, value| env.look.notifier = value.command(),
    },
    Setting {
        table: "open",
        name: "browser",
        kind: Kind::Command,
        unset: "auto",
        help: "what opens links; else $BROWSER, or what the system has",
        get: |env| Value::command_of(&env.settings.browser),
        set: |env, value| env.settings.browser = value.command(),
    },
];

fn columns(value: &Value) -> Option<u16> {
    value.number().and_then(|number| u16::try_from(number).ok())
}

/// Parts what was remembered from what the file said then.
const OVER: char = '\t';

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody has said anything.
    Default,
    /// The settings' file.
    File,
    /// It was changed in the reader, after the file.
    Remembered,
}

/// The value to begin with, as typed, out of what the file says and what was remembered: what was
/// said last. What was remembered gives way once the file says something else than it did then.
pub fn settle<'a>(file: Option<&'a str>, remembered: Option<&'a str>) -> (Option<&'a str>, Origin) {
    let (value, over) = match remembered.map(|it| it.split_once(OVER).unwrap_or((it, ""))) {
        Some((value, over)) => (Some(value), over),
        None => (None, ""),
    };
    match (file, value) {
        (Some(file), Some(value)) if file == over => (Some(value), Origin::Remembered),
        (None, Some(value)) => (Some(value), Origin::Remembered),
        (Some(file), _) => (Some(file), Origin::File),
        (None, None) => (None, Origin::Default),
    }
}

/// The setting of that name, which may have its table's before it: `reading.measure`.
pub fn option(name: &str) -> Option<&'static Setting<Environment>> {
    let named = |setting: &&Setting<Environment>| {
        let parts = name.split_once('.');
        name == setting.name || parts == Some((setting.table, setting.name))
    };
    OPTIONS.iter().find(named)
}

impl Environment {
    /// Makes a setting hold from now on, and remembers it.
    pub(in crate::app) fn set(&mut self, name: &str, value: &str) -> Result<Outcome, String> {
        let name = name.trim();
        let setting = option(name).ok_or_else(|| self.no_setting(name))?;
        let value = self.checked(setting, value)?;
        let told = setting.write(&value);
        (setting.set)(self, value);
        Ok(Outcome::say(format!("{name}: {told}")).and(self.remember(setting.name)))
    }

    /// Makes a setting hold that was configured or remembered; nothing is remembered.
    ///
    /// # Errors
    /// As `set`.
    pub fn begin_with(&mut self, name: &str, value: &str) -> Result<(), String> {
        let setting = option(name).ok_or_else(|| self.no_setting(name))?;
        let value = self.checked(setting, value)?;
        (setting.set)(self, value);
        Ok(())
    }

    /// The value of a setting, as typed.
    pub fn setting(&self, name: &str) -> Option<String> {
        option(name).map(|setting| setting.write(&(setting.get)(self)))
    }

    /// What may be typed after `:set NAME`, as far as that are single words.
    pub fn setting_words(&self, name: &str) -> Vec<String> {
        let Some(setting) = option(name) else { return Vec::new() };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut all: Vec<String> = match &setting.kind {
            Kind::Switch => words(&["on", "off"]),
            Kind::Word(known) => words(known),
            Kind::Theme => self.settings.themes.clone(),
            Kind::Number(..) => vec![setting.write(&(setting.get)(self))],
            Kind::Line | Kind::Command => Vec::new(),
        };
        if !setting.unset.is_empty() && !all.iter().any(|word| word == setting.unset) {
            all.push(setting.unset.to_owned());
        }
        all
    }

    /// Remembers a setting as it is now.
    pub(in crate::app) fn remember(&self, name: &'static str) -> Outcome {
        let Some(mut value) = self.setting(name) else { return Outcome::none() };
        if let Some(over) = self.look.configured.get(name) {
            value.push(OVER);
            value.push_str(over);
        }
        Outcome::from(Effect::Remember(Remember::Setting(name, value)))
    }

    fn checked(&self, setting: &Setting<Environment>, value: &str) -> Result<Value, String> {
        let read = setting.read(value)?;
        match (&setting.kind, &read) {
            (Kind::Theme, Value::Word(name)) if !self.settings.themes.contains(name) => {
                Err(format!("There is no theme `{name}`: {}", self.settings.themes.join(", ")))
            }
            _ => Ok(read),
        }
    }

    fn no_setting(&self, name: &str) -> String {
        let names: Vec<&str> = OPTIONS.iter().map(|setting| setting.name).collect();
        format!("`{name}` is no setting: {}", names.join(", "))
    }
}
