//! Completing a search: fields by their names, values by what there is.

use std::ops::Range;

use crate::app::sidebar::picker::Stock;

use crate::domain::search::FIELDS;

/// What the word at the cursor can become.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The choices; one without a text only helps.
    pub items: Vec<Proposal>,
    /// The one that stands in the line now.
    pub chosen: Option<usize>,
    /// The bytes of the line that they replace.
    pub(in crate::app) range: Range<usize>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What would stand in the line.
    pub text: String,
    /// What it means.
    pub help: String,
}

/// Fields whose values are one of a few.
const VALUES: &[(&str, &[&str])] = &[
    ("is", &["unread", "read", "starred"]),
    ("has", &["quotes", "links", "files", "tags", "authors", "date", "address", "page"]),
    ("after", &["today", "yesterday"]),
    ("before", &["today", "yesterday"]),
    ("older", &["12h", "7d", "2w", "3mo", "1y"]),
    ("newer", &["12h", "7d", "2w", "3mo", "1y"]),
];

/// The most values that are proposed.
const MOST: usize = 40;

/// What the word before the cursor can become.
pub(super) fn proposals(text: &str, cursor: usize, stock: &Stock<'_>) -> Proposals {
    let before = &text[..cursor];
    let start = word_start(before);
    let word = before[start..].trim_start_matches('-');
    let start = cursor - word.len();
    let mut found = Proposals { range: start..cursor, ..Proposals::default() };
    if let Some((field, value)) = word.split_once(':') {
        let known = FIELDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(field));
        let Some((name, help)) = known else { return found };
        found.items = values(name, value.trim_start_matches('"'), stock);
        if found.items.is_empty() && !value.ends_with('"') {
            let help = (*help).to_owned();
            found.items.push(Proposal { text: String::new(), help: format!("{name}: {help}") });
        }
        return found;
    }
    if word.is_empty() && !before.trim().is_empty() {
        return found;
    }
    let word = word.to_lowercase();
    let fits = FIELDS.iter().filter(|(name, _)| name.starts_with(&word));
    found.items = fits
        .map(|(name, help)| Proposal { text: format!("{name}:"), help: (*help).to_owned() })
        .collect();
    found
}

/// Where the word that `before` ends with begins; blanks between quotation marks are part of it.
fn word_start(before: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | ')' if !quoted => start = at + 1,
            c if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// The values of a field that have what is typed in them; those that begin with it come first.
fn values(field: &str, typed: &str, stock: &Stock<'_>) -> Vec<Proposal> {
    let all: Vec<&str> = match field {
        "feed" => stock.feeds.iter().map(|feed| feed.title.as_str()).collect(),
        "tag" => stock.tags.iter().map(String::as_str).collect(),
        _ => VALUES
            .iter()
            .find(|(name, _)| *name == field)
            .map_or_else(Vec::new, |(_, values)| values.to_vec()),
    };
    let typed = typed.to_lowercase();
    let rank = |value: &str| value.to_lowercase().find(&typed).map(|at| at.min(1));
    let mut found: Vec<(usize, &str)> =
        all.into_iter().filter_map(|value| Some((rank(value)?, value))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    let written = |(_, value): (usize, &str)| Proposal {
        text: format!("{field}:{}", written(value)),
        help: String::new(),
    };
    found.into_iter().take(MOST).map(written).collect()
}

/// A value as a search writes it.
fn written(value: &str) -> String {
    let value = crate::domain::clean::one_line(value);
    let plain = value.chars().all(|c| c.is_alphanumeric() || c == '-');
    if plain { value } else { format!("\"{}\"", value.replace('"', " ").trim()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{FeedId, FeedOrigin, FeedRow, Shelves};

    fn proposed(text: &str) -> String {
        let feed = |id, title: &str| FeedRow {
            id: FeedId(id),
            title: title.into(),
            origin: FeedOrigin::Input,
            total: 0,
            unread: 0,
            subscription: None,
        };
        let feeds = [feed(1, "The Karst Courier"), feed(2, "Karst")];
        let tags = ["sea".to_owned(), "upper valley".to_owned()];
        let shelves = Shelves::default();
        let stock = Stock { feeds: &feeds, tags: &tags, shelves: &shelves };
        let found = proposals(text, text.len(), &stock);
        let shown: Vec<String> = found
            .items
            .iter()
            .map(|item| if item.text.is_empty() { item.help.clone() } else { item.text.clone() })
            .collect();
        format!("{}|{}", &text[..found.range.start], shown.join(" "))
    }

    #[test]
    fn fields_and_their_values_are_completed() {
        assert_eq!(proposed("harbour so"), "harbour |source: sources:");
        assert_eq!(proposed("harbour "), "harbour |");
        assert_eq!(proposed("(-is:"), "(-|is:unread is:read is:starred");
        assert_eq!(proposed("feed:kar"), "|feed:Karst feed:\"The Karst Courier\"");
        assert_eq!(proposed("feed:\"the k"), "|feed:\"The Karst Courier\"");
        assert_eq!(proposed("x tag:up"), "x |tag:\"upper valley\"");
        assert!(proposed("named:").starts_with("|named: number of named sources"));
        assert!(proposed("").starts_with("|title: body: quote: source: feed:"));
    }

    proptest! {
        #[test]
        fn any_line_can_be_completed(text in "[a-z:\" (-]{0,12}.{0,6}") {
            prop_assert!(proposed(&text).len() < 100_000);
        }
    }
}
