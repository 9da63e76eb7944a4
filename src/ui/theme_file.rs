//! Theme files: TOML read into a theme, with every fault reported at once.

use ratatui::style::{Color, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::line_of;

use super::colour;
use super::theme::{BUILT_IN, MODIFIERS, ROLES, Sheet, Theme};

/// The built-in theme that a file says it builds on.
pub(super) fn base(text: &str) -> Option<String> {
    let document = DeTable::parse(text).ok()?;
    match document.get_ref().get("base")?.get_ref() {
        DeValue::String(name) => Some(name.to_string()),
        _ => None,
    }
}

/// Reads a file over `theme`: what is sound is taken, the rest is reported.
pub(super) fn read(theme: &mut Theme, file: &str, text: &str) -> Vec<String> {
    let document = match DeTable::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            return vec![format!("{file}:{line}: {}", error.message())];
        }
    };
    let mut faults = Faults::default();
    for (key, value) in document.get_ref() {
        let at = key.span().start;
        match key.get_ref().as_ref() {
            "base" => check_base(value, at, &mut faults),
            "styles" => read_styles(&mut theme.full, value, at, &mut faults),
            "styles-16" => read_styles(&mut theme.sixteen, value, at, &mut faults),
            "styles-none" => read_styles(&mut theme.none, value, at, &mut faults),
            "sources" => read_sources(&mut theme.full, value, at, &mut faults),
            "sources-16" => read_sources(&mut theme.sixteen, value, at, &mut faults),
            other => faults.add(
                at,
                format!(
                    "`{other}` is none of base, sources, sources-16, [styles], [styles-16], \
                     [styles-none]"
                ),
            ),
        }
    }
    faults.found.sort();
    let line = |(at, fault): (usize, String)| format!("{file}:{}: {fault}", line_of(text, at));
    faults.found.into_iter().map(line).collect()
}

/// What is wrong, with the byte at which it stands.
#[derive(Default)]
struct Faults {
    found: Vec<(usize, String)>,
}

impl Faults {
    fn add(&mut self, at: usize, fault: String) {
        self.found.push((at, fault));
    }
}

type Value<'a> = Spanned<DeValue<'a>>;

fn check_base(value: &Value<'_>, at: usize, faults: &mut Faults) {
    let known = |name: &str| BUILT_IN.iter().any(|(known, _)| *known == name);
    match value.get_ref() {
        DeValue::String(name) if known(name) => {}
        _ => {
            let names: Vec<String> =
                BUILT_IN.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            faults.add(at, format!("`base` needs the name of a theme: {}", names.join(", ")));
        }
    }
}

fn read_styles(sheet: &mut Sheet, value: &Value<'_>, at: usize, faults: &mut Faults) {
    let DeValue::Table(table) = value.get_ref() else {
        faults.add(at, "styles stand in a table of their own".into());
        return;
    };
    sheet.styles.resize(ROLES.len(), None);
    for (name, value) in table {
        let at = name.span().start;
        let name = name.get_ref().as_ref();
        let Some(index) = ROLES.iter().position(|(_, known)| *known == name) else {
            faults.add(at, format!("`{name}` is no part of the screen that has a style"));
            continue;
        };
        if let Some(style) = read_style(name, value, at, faults) {
            sheet.styles[index] = Some(style);
        }
    }
}

fn read_style(role: &str, value: &Value<'_>, at: usize, faults: &mut Faults) -> Option<Style> {
    let DeValue::Table(table) = value.get_ref() else {
        faults.add(at, format!("`{role}` needs a style such as {{ fg = \"red\", bold = true }}"));
        return None;
    };
    let mut style = Style::new();
    for (key, value) in table {
        let at = key.span().start;
        let key = key.get_ref().as_ref();
        let modifier = MODIFIERS.iter().find(|(name, _)| *name == key);
        match (key, modifier, value.get_ref()) {
            ("fg", ..) => style.fg = read_colour(value, at, faults).or(style.fg),
            ("bg", ..) => style.bg = read_colour(value, at, faults).or(style.bg),
            (_, Some((_, modifier)), DeValue::Boolean(true)) => {
                style = style.add_modifier(*modifier);
            }
            (_, Some((_, modifier)), DeValue::Boolean(false)) => {
                style = style.remove_modifier(*modifier);
            }
            (_, Some(_), _) => faults.add(at, format!("`{key}` is true or false")),
            _ => faults.add(
                at,
                format!("`{key}` is none of fg, bg, bold, italic, underline, dim, reverse"),
            ),
        }
    }
    Some(style)
}

fn read_sources(sheet: &mut Sheet, value: &Value<'_>, at: usize, faults: &mut Faults) {
    let DeValue::Array(values) = value.get_ref() else {
        faults.add(at, "the colours of the sources are a list".into());
        return;
    };
    let read = |value: &Value<'_>| read_colour(value, value.span().start, faults);
    let colours: Vec<Color> = values.iter().filter_map(read).collect();
    if colours.is_empty() {
        faults.add(at, "at least one colour is needed for the sources".into());
    } else {
        sheet.sources = colours;
    }
}

fn read_colour(value: &Value<'_>, at: usize, faults: &mut Faults) -> Option<Color> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    let colour = colour::parse(&text);
    if colour.is_none() {
        faults.add(
            at,
            format!(
                "`{text}` is no colour: write \"#rrggbb\", a name such as \"bright-red\", a number \
                 up to 255, or \"default\""
            ),
        );
    }
    colour
}

#[cfg(test)]
mod tests {
    use super::super::theme::Role;
    use super::*;

    #[test]
    fn all_faults_are_reported_together_with_their_lines() {
        let text = "base = \"noon\"\nsources = [\"#ff0000\", \"mauve\"]\ncolour = 3\n\n[styles]\n\
                    title = { bold = true, blink = true }\ntitel = {}\ncue = \"red\"\n\
                    text = { fg = \"#12\", dim = \"yes\" }\n";
        let (_, faults) = Theme::read("my.toml", text);
        assert_eq!(
            faults,
            [
                "my.toml:1: `base` needs the name of a theme: \"dark\", \"light\", \"contrast-dark\", \"contrast-light\", \"safe-dark\", \"safe-light\", \"dusk\", \"paper\", \"terminal\", \"mono\"",
                "my.toml:2: `mauve` is no colour: write \"#rrggbb\", a name such as \"bright-red\", a number up to 255, or \"default\"",
                "my.toml:3: `colour` is none of base, sources, sources-16, [styles], [styles-16], [styles-none]",
                "my.toml:6: `blink` is none of fg, bg, bold, italic, underline, dim, reverse",
                "my.toml:7: `titel` is no part of the screen that has a style",
                "my.toml:8: `cue` needs a style such as { fg = \"red\", bold = true }",
                "my.toml:9: `#12` is no colour: write \"#rrggbb\", a name such as \"bright-red\", a number up to 255, or \"default\"",
                "my.toml:9: `dim` is true or false",
            ]
        );
        let (theme, faults) = Theme::read("my.toml", "[styles\n");
        assert_eq!(faults, ["my.toml:1: unclosed table, expected `]`"]);
        assert_eq!(theme, Theme::built_in("dark").unwrap());
    }

    #[test]
    fn a_file_changes_what_it_names_and_keeps_the_rest_of_its_base() {
        let text = "[styles]\ntitle = { fg = \"#123456\", italic = true }\n";
        let (theme, faults) = Theme::read("/home/x/themes/light.toml", text);
        assert_eq!(faults, Vec::<String>::new());
        let light = Theme::built_in("light").unwrap();
        assert_eq!(
            theme.style(Role::Title),
            Style::new().fg(Color::Rgb(0x12, 0x34, 0x56)).italic()
        );
        assert_eq!(theme.style(Role::Rule), light.style(Role::Rule));
        let (theme, _) = Theme::read("mine.toml", "base = \"light\"\nsources = [\"red\"]\n");
        assert_eq!(theme.style(Role::Rule), light.style(Role::Rule));
        assert_eq!(theme.source(Some(crate::domain::SourceId(7))), Style::new().fg(Color::Red));
    }
}
