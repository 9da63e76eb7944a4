//! References in XML (`&eacute;`, `&#8217;`): those of HTML, never what a document type declares.

use std::collections::HashMap;

use dom_query::Document;

/// The most names that are remembered.
const MOST: usize = 4096;

/// References that were looked up already.
#[derive(Default)]
pub(super) struct References {
    known: HashMap<String, String>,
}

impl References {
    /// Appends what `&name;` stands for; an unknown one stays as it is written.
    pub(super) fn push(&mut self, name: &str, text: &mut String) {
        match name {
            "amp" => text.push('&'),
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            _ if name.len() > 32 || name.contains(['<', '>', '&']) => {
                text.push_str(&format!("&{name};"));
            }
            _ => text.push_str(self.look_up(name)),
        }
    }

    /// A text with all its references resolved.
    pub(super) fn resolve(&mut self, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            resolved.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
            if end > 0 && rest[end..].starts_with(';') {
                self.push(&rest[..end], &mut resolved);
                rest = &rest[end + 1..];
            } else {
                resolved.push('&');
            }
        }
        resolved.push_str(rest);
        resolved
    }

    fn look_up(&mut self, name: &str) -> &str {
        if self.known.len() > MOST {
            self.known.clear();
        }
        let read = || Document::fragment(format!("&{name};")).text().to_string();
        self.known.entry(name.to_owned()).or_insert_with(read)
    }
}
