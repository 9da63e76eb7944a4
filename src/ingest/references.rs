//! Resolves references in XML (`&eacute;`, `&#8217;`): those of HTML, and plain text that a
//! document type declares. Declared text is never expanded again, and nothing is fetched.

use std::collections::HashMap;

use dom_query::Document;

/// The most names that are looked up in one text.
const MOST_LOOKED_UP: usize = 10_000;

/// The most common names with their text.
const USUAL: &[(&str, &str)] = &[
    ("nbsp", "\u{a0}"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
];

/// Limits for a document type: the number of declared names, the length of each text, and the total
/// bytes that they expand to.
const MOST_DECLARED: usize = 64;
const LONGEST: usize = 256;
const MOST_BYTES: usize = 64 * 1024;

/// References that were looked up before.
#[derive(Default)]
pub(super) struct References {
    known: HashMap<String, String>,
    /// The number of lookups.
    looked_up: usize,
    declared: HashMap<String, String>,
    /// The total bytes of declared text that were inserted.
    given: usize,
}

impl References {
    /// Appends the text of `&name;`. An unknown reference is kept as written.
    pub(super) fn push_reference(&mut self, name: &str, text: &mut String) {
        match name {
            "amp" => text.push('&'),
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            _ if self.is_declared(name) => text.push_str(&self.declared[name]),
            _ if name.len() > 32 || name.contains(['<', '>', '&']) => {
                text.push_str(&format!("&{name};"));
            }
            _ => match (number(name), USUAL.iter().find(|(usual, _)| *usual == name)) {
                (Some(c), _) => text.push(c),
                (None, Some((_, words))) => text.push_str(words),
                (None, None) => self.look_up(name, ";", text),
            },
        }
    }

    /// Records what a document type declares (`<!ENTITY name "words">`), if it is plain text.
    pub(super) fn record_declarations(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace)
            else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            let Some((words, _)) = rest[1..].split_once(quote) else { continue };
            let is_plain = words.len() <= LONGEST && !words.contains(['&', '<', '%']);
            if is_plain && self.declared.len() < MOST_DECLARED {
                self.declared.entry(name.to_owned()).or_insert_with(|| words.to_owned());
            }
        }
    }

    /// Returns whether a name is declared and its text may still be inserted.
    fn is_declared(&mut self, name: &str) -> bool {
        let Some(words) = self.declared.get(name) else { return false };
        self.given += words.len();
        self.given <= MOST_BYTES
    }

    /// Resolves the references in a text of HTML, where the semicolon may be missing.
    pub(super) fn resolve_html(&mut self, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            resolved.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
            let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            match after.strip_prefix(';') {
                _ if name.is_empty() || name.len() > 32 => resolved.push('&'),
                Some(after) => {
                    self.push_reference(name, &mut resolved);
                    rest = after;
                }
                None => {
                    self.look_up(name, "", &mut resolved);
                    rest = after;
                }
            }
        }
        resolved.push_str(rest);
        resolved
    }

    /// Resolves all references in a text.
    pub(super) fn resolve(&mut self, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            resolved.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
            if end > 0 && rest[end..].starts_with(';') {
                self.push_reference(&rest[..end], &mut resolved);
                rest = &rest[end + 1..];
            } else {
                resolved.push('&');
            }
        }
        resolved.push_str(rest);
        resolved
    }

    /// Appends what an HTML parser makes of `&`, the name and its end.
    fn look_up(&mut self, name: &str, end: &str, text: &mut String) {
        let written = format!("&{name}{end}");
        if let Some(known) = self.known.get(&written) {
            return text.push_str(known);
        }
        self.looked_up += 1;
        if self.looked_up > MOST_LOOKED_UP {
            return text.push_str(&written);
        }
        let read = Document::fragment(written.as_str()).text().to_string();
        text.push_str(&read);
        self.known.insert(written, read);
    }
}

/// Returns the character of `#8217` or `#x2019`, if it is an ordinary one.
fn number(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let is_usual = (0x20..0x7f).contains(&number) || number >= 0xa0;
    char::from_u32(number).filter(|_| is_usual)
}
