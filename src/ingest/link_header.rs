//! Parses `Link` headers (RFC 8288).

/// The most links of one header that are read.
const MOST: usize = 200;

/// A link of the header.
#[derive(Debug, Default)]
pub(super) struct Link {
    /// The target as written.
    pub(super) target: String,
    /// Names (in lower case) and values.
    parameters: Vec<(String, String)>,
}

impl Link {
    /// Returns the first value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Parses the links of a header in order. Anything else between them is skipped.
pub(super) fn parse_links(header: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut rest = header;
    while let Some((_, after)) = rest.split_once('<').filter(|_| links.len() < MOST) {
        let Some((target, after)) = after.split_once('>') else { break };
        let mut link = Link { target: target.trim().to_owned(), parameters: Vec::new() };
        rest = after.trim_start();
        while let Some(after) = rest.strip_prefix(';') {
            let (name, value, after) = parameter(after);
            if !name.is_empty() {
                link.parameters.push((name, value));
            }
            rest = after.trim_start();
        }
        links.push(link);
    }
    links
}

/// Parses a parameter. Returns name, value and the rest.
fn parameter(text: &str) -> (String, String, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let name = text[..end].trim().to_ascii_lowercase();
    let Some(after) = text[end..].strip_prefix('=') else {
        return (name, String::new(), &text[end..]);
    };
    let after = after.trim_start();
    if let Some(quoted) = after.strip_prefix('"') {
        let (value, rest) = unquoted(quoted);
        let next = rest.find([';', ',']).unwrap_or(rest.len());
        return (name, value, &rest[next..]);
    }
    let end = after.find([';', ',']).unwrap_or(after.len());
    (name, after[..end].trim().to_owned(), &after[end..])
}

/// Returns the text up to the closing quotation mark, and the rest.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, &text[at + 1..]),
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            letter => value.push(letter),
        }
    }
    (value, "")
}
