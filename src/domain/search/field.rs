//! The fields of a search: the names that may precede a colon.

/// The names of all fields with a line of help each, in the order of the help.
pub const FIELDS: &[(&str, &str)] = &[
    ("title", "a word or phrase of the title"),
    ("body", "a word or phrase of the text"),
    ("quote", "a word or phrase of a statement"),
    ("source", "a word of a source's name or description"),
    ("feed", "a part of a feed's title or address, or one of its tags"),
    ("tag", "a tag, yours or the feed's"),
    ("mine", "a tag of your own"),
    ("author", "a part of an author's name"),
    ("url", "a part of the address"),
    ("is", "unread, read or starred"),
    ("has", "quotes, links, files, tags, authors, date, address or page"),
    ("after", "from a day on: 2024-02-18, 2024-02, 2024, today, yesterday"),
    ("before", "before a day: 2024-02-18, 2024-02, 2024, today, yesterday"),
    ("older", "older than 30m, 12h, 7d, 2w, 3mo, 1y"),
    ("newer", "newer than 30m, 12h, 7d, 2w, 3mo, 1y"),
    ("named", "number of named sources: >2, >=2, <2, <=2, 2"),
    ("unnamed", "number of unnamed sources: >2, >=2, <2, <=2, 2"),
    ("organizations", "number of organizations that speak: >2, >=2, <2, <=2, 2"),
    ("documents", "number of documents that are cited: >2, >=2, <2, <=2, 2"),
    ("sources", "number of all sources: >2, >=2, <2, <=2, 2"),
    ("statements", "number of statements: >5, >=5, <5, <=5, 5"),
    ("share", "percentage of the text ascribed to sources: >50, >=50, <50, <=50, 50"),
    ("words", "number of words: >800, >=800, <800, <=800, 800"),
];

/// Names that fields had in earlier versions, with their present names. Saved queries use them.
const OLD_NAMES: [(&str, &str); 1] = [("bodies", "organizations")];

/// A field of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SearchField {
    Title,
    Body,
    Quote,
    Source,
    Feed,
    Tag,
    Mine,
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
    Organizations,
    Documents,
    Sources,
    Statements,
    Share,
    Words,
}

/// All fields, in the order of [`FIELDS`].
const ALL: [SearchField; 23] = [
    SearchField::Title,
    SearchField::Body,
    SearchField::Quote,
    SearchField::Source,
    SearchField::Feed,
    SearchField::Tag,
    SearchField::Mine,
    SearchField::Author,
    SearchField::Url,
    SearchField::Is,
    SearchField::Has,
    SearchField::After,
    SearchField::Before,
    SearchField::Older,
    SearchField::Newer,
    SearchField::Named,
    SearchField::Unnamed,
    SearchField::Organizations,
    SearchField::Documents,
    SearchField::Sources,
    SearchField::Statements,
    SearchField::Share,
    SearchField::Words,
];

impl SearchField {
    /// Returns the field called `name`, ignoring case. Recognizes old names.
    pub(super) fn by_name(name: &str) -> Option<SearchField> {
        let is_old = |(old, _): &&(&str, &str)| old.eq_ignore_ascii_case(name);
        let name = OLD_NAMES.iter().find(is_old).map_or(name, |(_, new)| new);
        let at = FIELDS.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))?;
        ALL.get(at).copied()
    }

    /// Returns the field's name and its line of help.
    pub(super) fn name_and_help(self) -> (&'static str, &'static str) {
        let at = ALL.iter().position(|field| *field == self).unwrap_or(0);
        FIELDS[at]
    }
}

/// Returns the name of the field that is most similar to `name`, if it is similar enough to be
/// meant.
pub(super) fn most_similar(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    if name.len() > 15 {
        return None;
    }
    let near = FIELDS.iter().map(|(known, _)| (edit_distance(&name, known), *known)).min()?;
    (near.0 <= if name.len() < 4 { 1 } else { 2 }).then_some(near.1)
}

/// Returns the edit distance of two words: how many letters have to be changed, added or removed.
fn edit_distance(one: &str, other: &str) -> usize {
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
            assert_eq!(SearchField::by_name(&name.to_uppercase()), Some(*field));
            assert_eq!(field.name_and_help().0, *name);
            let typed = format!("{field:?}").to_lowercase();
            assert_eq!(typed, *name);
        }
    }

    #[test]
    fn misspelled_field_names_are_suggested() {
        assert_eq!(most_similar("befor"), Some("before"));
        assert_eq!(most_similar("Titel"), Some("title"));
        assert_eq!(most_similar("i"), Some("is"));
        assert_eq!(most_similar("weather"), None);
    }
}
