//! What a setting is: its name, what it may be, what it is for; how its value is read and written.

use std::ops::RangeInclusive;

use toml::de::DeValue;

/// A setting of `S`.
pub struct Setting<S: 'static> {
    /// The table of `config.toml` that it stands in.
    pub table: &'static str,
    /// Its name there, and after `:set`.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it is called while it is not set; empty where it always has a value.
    pub unset: &'static str,
    /// What it is for, in a line.
    pub help: &'static str,
    /// The value that holds.
    pub get: fn(&S) -> Value,
    /// Makes a value hold.
    pub set: fn(&mut S, Value),
}

/// What a setting may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, with its unit.
    Number(RangeInclusive<u32>, &'static str),
    /// On or off.
    Switch,
    /// One of some words.
    Word(&'static [&'static str]),
    /// The name of a theme.
    Theme,
    /// A line of visible ASCII characters.
    Line,
    /// A program and its arguments.
    Command,
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is not set.
    Unset,
    /// A number.
    Number(u32),
    /// On or off.
    Switch(bool),
    /// A word, a name, a line.
    Word(String),
    /// A program and its arguments.
    Command(Vec<String>),
}

impl Value {
    /// A number that may be missing.
    pub fn of(number: Option<u32>) -> Value {
        number.map_or(Value::Unset, Value::Number)
    }

    /// A command that may be missing.
    pub fn command_of(words: &Option<Vec<String>>) -> Value {
        words.clone().map_or(Value::Unset, Value::Command)
    }

    /// The number; none where it is not set.
    pub fn number(&self) -> Option<u32> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Unset | Value::Switch(_) | Value::Word(_) | Value::Command(_) => None,
        }
    }

    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        *self == Value::Switch(true)
    }

    /// The word; empty where there is none.
    pub fn word(&self) -> &str {
        match self {
            Value::Word(word) => word,
            Value::Unset | Value::Number(_) | Value::Switch(_) | Value::Command(_) => "",
        }
    }

    /// The program and its arguments; none where it is not set.
    pub fn command(self) -> Option<Vec<String>> {
        match self {
            Value::Command(words) => Some(words),
            Value::Unset | Value::Number(_) | Value::Switch(_) | Value::Word(_) => None,
        }
    }

    /// As it is written in TOML; none where it is not set.
    pub fn toml(&self) -> Option<String> {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        Some(match self {
            Value::Unset => return None,
            Value::Number(number) => number.to_string(),
            Value::Switch(on) => on.to_string(),
            Value::Word(word) => quoted(word),
            Value::Command(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                format!("[{}]", words.join(", "))
            }
        })
    }
}

impl<S> Setting<S> {
    /// A value as it is typed and shown: without quotation marks, `on` and `off` for a switch.
    pub fn write(&self, value: &Value) -> String {
        match value {
            Value::Unset => self.unset.to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Switch(on) => if *on { "on" } else { "off" }.to_owned(),
            Value::Word(word) => word.clone(),
            Value::Command(words) => {
                let words = words.iter().map(String::as_str);
                shlex::try_join(words).unwrap_or_default()
            }
        }
    }

    /// Reads a value as it is typed. Themes are not looked up.
    ///
    /// # Errors
    /// Says what the setting needs.
    pub fn read(&self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        if !self.unset.is_empty() && text == self.unset {
            return Ok(Value::Unset);
        }
        let value = match &self.kind {
            Kind::Number(range, _) => {
                let number = text.parse().ok().filter(|number| range.contains(number));
                number.map(Value::Number)
            }
            Kind::Switch => match text {
                "on" | "true" | "yes" => Some(Value::Switch(true)),
                "off" | "false" | "no" => Some(Value::Switch(false)),
                _ => None,
            },
            Kind::Word(words) => words.contains(&text).then(|| Value::Word(text.to_owned())),
            Kind::Theme => (!text.is_empty()).then(|| Value::Word(text.to_owned())),
            Kind::Line => is_visible(text).then(|| Value::Word(text.to_owned())),
            Kind::Command => shlex::split(text).and_then(command),
        };
        value.ok_or_else(|| self.wanted(false))
    }

    /// Reads a value as a file has it.
    ///
    /// # Errors
    /// Says what the setting needs.
    pub fn read_toml(&self, value: &DeValue<'_>) -> Result<Value, String> {
        let read = match (&self.kind, value) {
            (Kind::Number(range, _), DeValue::Integer(written)) => {
                let number = u32::from_str_radix(written.as_str(), written.radix());
                number.ok().filter(|number| range.contains(number)).map(Value::Number)
            }
            (Kind::Switch, DeValue::Boolean(on)) => Some(Value::Switch(*on)),
            (Kind::Command, DeValue::String(line)) => {
                command(line.split_whitespace().map(str::to_owned).collect())
            }
            (Kind::Command, DeValue::Array(words)) => {
                let word = |word: &toml::Spanned<DeValue<'_>>| match word.get_ref() {
                    DeValue::String(word) => Some(word.clone().into_owned()),
                    DeValue::Integer(_)
                    | DeValue::Float(_)
                    | DeValue::Boolean(_)
                    | DeValue::Datetime(_)
                    | DeValue::Array(_)
                    | DeValue::Table(_) => None,
                };
                words.iter().map(word).collect::<Option<Vec<_>>>().and_then(command)
            }
            (Kind::Word(_) | Kind::Theme | Kind::Line, DeValue::String(text)) => {
                return self.read(text).map_err(|_| self.wanted(true));
            }
            (_, DeValue::String(text)) if !self.unset.is_empty() && *text == self.unset => {
                Some(Value::Unset)
            }
            _ => None,
        };
        read.ok_or_else(|| self.wanted(true))
    }

    /// What the setting may be, in words: for completion and for `onrecord config`.
    pub fn allowed(&self) -> String {
        let mut allowed = match &self.kind {
            Kind::Number(range, unit) => {
                let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
                format!("{} to {}{unit}", range.start(), range.end())
            }
            Kind::Switch => "on, off".into(),
            Kind::Word(words) => words.join(", "),
            Kind::Theme => "a theme".into(),
            Kind::Line => "a line of ASCII text".into(),
            Kind::Command => "a program and its arguments".into(),
        };
        if !self.unset.is_empty() {
            allowed.push_str(&format!(", or {}", self.unset));
        }
        allowed
    }

    /// What it needs, as a fault; as a file has to write it, or as it is typed.
    pub fn wanted(&self, in_file: bool) -> String {
        let needs = match &self.kind {
            Kind::Number(range, unit) => {
                let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
                format!("a whole number from {} to {}{unit}", range.start(), range.end())
            }
            Kind::Switch if in_file => "true or false".into(),
            Kind::Switch => "on or off".into(),
            Kind::Word(words) => {
                let quoted =
                    |word: &&str| if in_file { format!("\"{word}\"") } else { (*word).into() };
                let words: Vec<String> = words.iter().map(quoted).collect();
                match words.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        format!("{} or {last}", rest.join(", "))
                    }
                    _ => words.concat(),
                }
            }
            Kind::Theme => "the name of a theme in quotation marks".into(),
            Kind::Line => "a line of ASCII text in quotation marks".into(),
            Kind::Command => "a program in quotation marks, or a list of a program and its \
                              arguments"
                .into(),
        };
        let unset = if !in_file && !self.unset.is_empty() {
            format!(", or {}", self.unset)
        } else {
            String::new()
        };
        format!("`{}` needs {needs}{unset}", self.name)
    }
}

fn command(words: Vec<String>) -> Option<Value> {
    let sound = words.first().is_some_and(|program| !program.is_empty());
    (sound && words.iter().all(|word| !word.contains('\0'))).then_some(Value::Command(words))
}

fn is_visible(line: &str) -> bool {
    !line.trim().is_empty() && line.chars().all(|c| matches!(c, ' '..='~')) && line.len() <= 500
}
