//! The fields of a search: what may stand before a colon.

/// The names of all fields, each with a line of help, in the order in which they are told.
pub const FIELDS: &[(&str, &str)] = &[
    ("title", "a word or phrase of the title"),
    ("body", "a word or phrase of the text"),
    ("quote", "a word or phrase of what is attributed to somebody"),
    ("source", "a word of the name or description of somebody who is quoted or cited"),
    ("feed", "a part of a feed's title or address, or one of its tags"),
    ("tag", "a tag"),
    ("author", "a part of an author's name"),
    ("url", "a part of the address"),
    ("is", "unread, read or starred"),
    ("has", "quotes, links, files, tags, authors, date, address or page"),
    ("after", "from a day on: 2024-02-18, 2024-02, 2024, today, yesterday"),
    ("before", "before a day: 2024-02-18, 2024-02, 2024, today, yesterday"),
    ("older", "older than 30m, 12h, 7d, 2w, 3mo, 1y"),
    ("newer", "newer than 30m, 12h, 7d, 2w, 3mo, 1y"),
    ("named", "how many named sources: >2, >=2, <2, <=2, 2"),
    ("unnamed", "how many unnamed sources: >2, >=2, <2, <=2, 2"),
    ("bodies", "how many bodies speak: >2, >=2, <2, <=2, 2"),
    ("documents", "how many documents are cited: >2, >=2, <2, <=2, 2"),
    ("sources", "how many sources in all: >2, >=2, <2, <=2, 2"),
    ("statements", "how many statements: >5, >=5, <5, <=5, 5"),
    ("share", "percent of the text that is attributed: >50, >=50, <50, <=50, 50"),
    ("words", "length in words: >800, >=800, <800, <=800, 800"),
];

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Title,
    Body,
    Quote,
    Source,
    Feed,
    Tag,
    Author,
    Url,
    Is,
    Has,
    After,
    Before,
    Older,
    Newer,
    Named,
    Unnamed,
    Bodies,
    Documents,
    Sources,
    Statements,
    Share,
    Words,
}

/// In the order of `FIELDS`.
const ALL: [Field; 22] = [
    Field::Title,
    Field::Body,
    Field::Quote,
    Field::Source,
    Field::Feed,
    Field::Tag,
    Field::Author,
    Field::Url,
    Field::Is,
    Field::Has,
    Field::After,
    Field::Before,
    Field::Older,
    Field::Newer,
    Field::Named,
    Field::Unnamed,
    Field::Bodies,
    Field::Documents,
    Field::Sources,
    Field::Statements,
    Field::Share,
    Field::Words,
];

impl Field {
    /// The field of that name, in any case.
    pub(super) fn named(name: &str) -> Option<Field> {
        let at = FIELDS.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))?;
        ALL.get(at).copied()
    }

    /// Its name and its line of help.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        let at = ALL.iter().position(|field| *field == self).unwrap_or(0);
        FIELDS[at]
    }
}

/// The field whose name is most like `name`, if one is so like it that it may be meant.
pub(super) fn like(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    if name.len() > 15 {
        return None;
    }
    let near = FIELDS.iter().map(|(known, _)| (distance(&name, known), *known)).min()?;
    (near.0 <= if name.len() < 4 { 1 } else { 2 }).then_some(near.1)
}

/// How many letters have to be changed, added or left out to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (to, b) in other.bytes().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[to + 1];
            row[to + 1] = changed.min(row[to] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_known_by_its_name() {
        for (field, (name, _)) in ALL.iter().zip(FIELDS) {
            assert_eq!(Field::named(&name.to_uppercase()), Some(*field));
            assert_eq!(field.told().0, *name);
            let typed = format!("{field:?}").to_lowercase();
            assert_eq!(typed, *name);
        }
    }

    #[test]
    fn a_name_that_is_nearly_right_is_recognised() {
        assert_eq!(like("befor"), Some("before"));
        assert_eq!(like("Titel"), Some("title"));
        assert_eq!(like("i"), Some("is"));
        assert_eq!(like("weather"), None);
    }
}
