//! What a key does when it does more than one action: steps, and what the help says of them.

use toml::de::DeValue;

use crate::app::action::{ACTIONS, Action};
use crate::app::command;
use crate::app::command::nearest;

/// The most steps that a key may have.
const MOST: usize = 50;

/// What a key does, step by step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Macro {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// What the help says of it; none: the steps themselves.
    pub help: Option<String>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// An action.
    Action(Action),
    /// A line as it is typed after the colon.
    Command(String),
}

impl Macro {
    /// What the help says.
    pub fn told(&self) -> String {
        let step = |step: &Step| match step {
            Step::Action(action) => action.name().to_owned(),
            Step::Command(line) => format!(":{line}"),
        };
        let steps = || self.steps.iter().map(step).collect::<Vec<_>>().join(", ");
        self.help.clone().unwrap_or_else(steps)
    }
}

/// What stands behind a key in a keymap.
pub(in crate::app) enum Value {
    /// `"none"`: nothing any more.
    Nothing,
    /// One action.
    Action(Action),
    /// More than that.
    Macro(Macro),
}

/// Reads what stands behind `key`: a name, a command, several of them, or a table of both.
///
/// # Errors
/// Says what is wrong with it.
pub(in crate::app) fn read(key: &str, value: &DeValue<'_>) -> Result<Value, String> {
    let steps = |steps, help| Ok(Value::Macro(Macro { steps, help }));
    match value {
        DeValue::String(name) if name == "none" => Ok(Value::Nothing),
        DeValue::String(name) => match step(name)? {
            Step::Action(action) => Ok(Value::Action(action)),
            command => steps(vec![command], None),
        },
        DeValue::Array(_) => steps(several(key, value)?, None),
        DeValue::Table(table) => {
            let (mut done, mut help) = (None, None);
            for (name, value) in table {
                match (name.get_ref().as_ref(), value.get_ref()) {
                    ("do", DeValue::String(name)) => done = Some(vec![step(name)?]),
                    ("do", value) => done = Some(several(key, value)?),
                    ("help", DeValue::String(text)) => help = Some(text.to_string()),
                    ("help", _) => return Err(format!("the help of `{key}` is no text")),
                    (other, _) => {
                        return Err(format!("`{key}`: `{other}` is neither `do` nor `help`"));
                    }
                }
            }
            steps(done.ok_or_else(|| format!("`{key}` has nothing to do: `do` is missing"))?, help)
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Err(needs_a_name(key))
        }
    }
}

fn needs_a_name(key: &str) -> String {
    format!("`{key}` needs the name of an action in quotation marks")
}

fn several(key: &str, value: &DeValue<'_>) -> Result<Vec<Step>, String> {
    let DeValue::Array(values) = value else { return Err(needs_a_name(key)) };
    let read = |value: &toml::Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(name) => step(name),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => Err(needs_a_name(key)),
    };
    match values.len() {
        0 => Err(format!("`{key}` has nothing to do")),
        1..=MOST => values.iter().map(read).collect(),
        _ => Err(format!("`{key}` has more than {MOST} steps")),
    }
}

/// An action by its name, or a command behind a colon.
fn step(name: &str) -> Result<Step, String> {
    if let Some(line) = name.trim().strip_prefix(':') {
        command::check(line)?;
        return Ok(Step::Command(line.trim().to_owned()));
    }
    let known = ACTIONS.iter().map(|(_, known, ..)| *known);
    let action = Action::from_name(name);
    let fault = || format!("`{name}` is no action{}", nearest::meant(name, known));
    action.map(Step::Action).ok_or_else(fault)
}
