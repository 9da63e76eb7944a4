//! Parses front matter: fields before the text, as YAML between `---` or TOML between `+++`.

use saphyr::{LoadableYamlNode, Scalar, Yaml};

/// The longest front matter that is read (bytes).
pub(super) const LONGEST: usize = 16 * 1024;

/// A field with its values; a list has several.
pub(super) type FrontMatterField = (String, Vec<String>);

/// Splits a text into the fields of its front matter and the text after it. Returns `None` if the
/// text does not begin with front matter.
pub(super) fn split_front_matter(text: &str) -> Option<(Vec<FrontMatterField>, &str)> {
    let text = text.trim_start_matches(['\n', ' ']);
    let (mark, ends) = if text.starts_with("---") {
        ("---", &["---", "..."][..])
    } else if text.starts_with("+++") {
        ("+++", &["+++"][..])
    } else {
        return None;
    };
    let first = text.find('\n')?;
    if text[..first].trim_end() != mark {
        return None;
    }
    let mut at = first + 1;
    for line in text[at..].split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            let inside = &text[first + 1..at];
            let rest = &text[at + line.len()..];
            let fields = if mark == "---" { yaml(inside)? } else { toml(inside)? };
            return Some((fields, rest));
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// Parses fields of YAML. Invalid YAML is read line by line, because `title: Ferry: stopped` is
/// common. Returns `None` if there are no fields: then it is a rule and a paragraph.
fn yaml(text: &str) -> Option<Vec<FrontMatterField>> {
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    let documents = (!nests_deep(text)).then(|| Yaml::load_from_str(text).ok()).flatten();
    let Some([Yaml::Mapping(map)]) = documents.as_deref() else { return lines(text) };
    let field = |(key, value): (&Yaml, &Yaml)| Some((yaml_values(key).pop()?, yaml_values(value)));
    Some(map.iter().filter_map(field).collect())
}

/// Returns whether the nesting is so deep that the parser could overflow the stack.
fn nests_deep(text: &str) -> bool {
    text.matches(['[', '{']).count() > 200
        || text.lines().any(|line| line.matches("- ").count() + line.matches("? ").count() > 32)
}

/// Returns a value, the values of a list, or the name in a mapping (`author: {name: …}`).
fn yaml_values(value: &Yaml) -> Vec<String> {
    match value {
        Yaml::Value(Scalar::String(text)) => vec![text.to_string()],
        Yaml::Value(Scalar::Integer(number)) => vec![number.to_string()],
        Yaml::Value(Scalar::FloatingPoint(number)) => vec![number.to_string()],
        Yaml::Value(Scalar::Boolean(value)) => vec![value.to_string()],
        Yaml::Sequence(list) => list.iter().flat_map(yaml_values).collect(),
        Yaml::Mapping(map) => {
            let name = map.iter().find(|(key, _)| key.as_str() == Some("name"));
            name.map(|(_, value)| yaml_values(value)).unwrap_or_default()
        }
        Yaml::Tagged(_, value) => yaml_values(value),
        _ => Vec::new(),
    }
}

fn lines(text: &str) -> Option<Vec<FrontMatterField>> {
    let field = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let wordy = !key.is_empty() && !key.contains(char::is_whitespace);
        (wordy && !value.is_empty()).then(|| (key.to_owned(), vec![value.to_owned()]))
    };
    let fields: Vec<FrontMatterField> = text.lines().filter_map(field).collect();
    (!fields.is_empty()).then_some(fields)
}

fn toml(text: &str) -> Option<Vec<FrontMatterField>> {
    let table: toml::Table = toml::from_str(text).ok()?;
    Some(table.iter().map(|(key, value)| (key.clone(), toml_values(value))).collect())
}

fn toml_values(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(list) => list.iter().flat_map(toml_values).collect(),
        toml::Value::Table(map) => map.get("name").map(toml_values).unwrap_or_default(),
        value => vec![value.to_string()],
    }
}
