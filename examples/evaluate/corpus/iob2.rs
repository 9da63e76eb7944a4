//! Universal NER: a token a line with B-PER, I-ORG and so on; each sentence is a document.

use onrecord::domain::EntityKind;

use super::{Document, Name};

/// The sentences of a file.
pub(super) fn documents(content: &str) -> Vec<Document> {
    content.split("\n\n").filter_map(sentence).collect()
}

fn sentence(lines: &str) -> Option<Document> {
    let comment =
        |name: &str| lines.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    let text = comment("# text")?;
    // In bytes, until the end.
    let mut names: Vec<(usize, usize, Option<EntityKind>)> = Vec::new();
    let mut at = 0;
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t').skip(1);
        let (Some(form), Some(tag)) = (columns.next(), columns.next()) else { continue };
        let Some(found) = text[at..].find(form) else { continue };
        let start = at + found;
        at = start + form.len();
        if let Some(name) = tag.strip_prefix("B-") {
            names.push((start, at, kind(name)));
        } else if let (true, Some(last)) = (tag.starts_with('I'), names.last_mut()) {
            last.1 = at;
        }
    }
    let points = |byte: usize| text[..byte].chars().count();
    let name = |(start, end, kind): (usize, usize, Option<EntityKind>)| -> Option<Name> {
        Some((points(start), points(end), kind?))
    };
    Some(Document {
        id: comment("# sent_id").unwrap_or_default().into(),
        text: text.to_owned(),
        names: Some(names.into_iter().filter_map(name).collect()),
        ..Document::default()
    })
}

fn kind(name: &str) -> Option<EntityKind> {
    match name {
        "PER" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Organization),
        "LOC" => Some(EntityKind::Place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_placed_in_the_sentence() {
        let file = "# newdoc id = d\n# sent_id = d-1\n# text = “Zoë Ek left Norr Oy, in Vik.”\n\
            1\t“\tO\t-\n2\tZoë\tB-PER\t-\n3\tEk\tI-PER\t-\n4\tleft\tO\t-\n5\tNorr\tB-ORG\t-\n\
            6\tOy\tI-ORG\t-\n7\t,\tO\t-\n8\tin\tO\t-\n9\tVik\tB-LOC\t-\n10\t.\tO\t-\n\n\
            # sent_id = d-2\n# text = Ramadan\n1\tRamadan\tB-OTH\t-\n";
        let found = documents(file);
        let expected = [
            (1, 7, EntityKind::Person),
            (13, 20, EntityKind::Organization),
            (25, 28, EntityKind::Place),
        ];
        assert_eq!(found[0].names.as_deref(), Some(&expected[..]));
        assert_eq!((&found[1].id, &found[1].names), (&"d-2".into(), &Some(Vec::new())));
    }
}
