//! Reads GUM in CoNLL-U: restores the text from its tokens, with the names in it.

use super::names;
use super::{Document, Name};

/// A word of a sentence; where it stands, half-open, in code points.
#[derive(Default)]
pub(super) struct Token<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: &'a str,
    /// The universal part of speech.
    pub(super) part: &'a str,
    /// The part of speech of the Penn Treebank.
    pub(super) fine: &'a str,
    /// The token's number that it hangs on, from 1; 0 for the root.
    pub(super) head: usize,
    pub(super) relation: &'a str,
    /// The mentions that begin and end here.
    pub(super) mentions: &'a str,
}

/// The documents of a file.
pub(super) fn documents(content: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut reading = Reading::default();
    for block in content.split("\n\n") {
        let mut rows = Vec::new();
        for line in block.lines() {
            if let Some(id) = line.strip_prefix("# newdoc id = ") {
                documents.extend(std::mem::take(&mut reading).document());
                reading.id = Some(id.to_owned());
            } else if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
                reading.paragraph = true;
            } else if !line.starts_with('#') {
                rows.push(line.split('\t').collect::<Vec<_>>());
            }
        }
        rows.retain(|row| row.len() == 10);
        if !rows.is_empty() {
            reading.sentence(&rows);
        }
    }
    documents.extend(reading.document());
    documents
}

/// A document while it is read.
#[derive(Default)]
struct Reading {
    id: Option<String>,
    text: String,
    /// How many code points the text has.
    length: usize,
    /// Whether the next sentence begins a paragraph.
    paragraph: bool,
    names: Vec<Name>,
}

impl Reading {
    fn document(self) -> Option<Document> {
        Some(Document {
            id: self.id?.into(),
            text: self.text,
            names: Some(names::outermost(self.names)),
            ..Document::default()
        })
    }

    fn sentence(&mut self, rows: &[Vec<&str>]) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push_str(if paragraph { "\n\n" } else { " " });
            self.length = self.text.chars().count();
        }
        let mut tokens = Vec::new();
        // A word of several tokens ("don't"): where it is, up to which token, and how much of it
        // is spent.
        let (mut whole, mut whole_start, mut until, mut spent) = ("", 0, 0, 0);
        for row in rows {
            let (number, form, rest) = (row[0], row[1], row[9]);
            let spaced = !rest.contains("SpaceAfter=No");
            if number.contains('.') {
                continue;
            }
            if let Some((_, last)) = number.split_once('-') {
                (whole, whole_start, spent) = (form, self.length, 0);
                until = last.parse().unwrap_or(0);
                self.write(form, spaced);
                continue;
            }
            let mut token = token(row);
            if number.parse().is_ok_and(|number: usize| number <= until) {
                let left = &whole[spent..];
                let (from, size) = left.find(form).map_or((0, left.len()), |at| (at, form.len()));
                let points = |byte: usize| whole_start + whole[..byte].chars().count();
                token.start = points(spent + from);
                spent += from + size;
                token.end = points(spent);
            } else {
                token.start = self.length;
                token.end = self.length + form.chars().count();
                self.write(form, spaced);
            }
            tokens.push(token);
        }
        self.names.extend(names::of_sentence(&tokens));
    }

    fn write(&mut self, form: &str, spaced: bool) {
        self.text.push_str(form);
        self.text.push_str(if spaced { " " } else { "" });
        self.length += form.chars().count() + usize::from(spaced);
    }
}

fn token<'a>(row: &[&'a str]) -> Token<'a> {
    Token {
        form: row[1],
        part: row[3],
        fine: row[4],
        head: row[6].parse().unwrap_or(0),
        relation: row[7],
        mentions: row[9].split('|').find_map(|one| one.strip_prefix("Entity=")).unwrap_or(""),
        ..Token::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord::domain::EntityKind;

    #[test]
    fn the_text_is_put_together_with_its_paragraphs_and_contractions() {
        let row = |number: &str, form: &str, part: &str, head: &str, rest: &str| {
            format!("{number}\t{form}\t_\t{part}\t_\t_\t{head}\tdep\t_\t{rest}\n")
        };
        let file = [
            "# newdoc id = one\n# newpar\n# newpar_block = head (1 s)\n".to_owned(),
            row("1", "“", "PUNCT", "2", "SpaceAfter=No"),
            row("2", "Vik", "PROPN", "0", "Entity=(1-place-new)|SpaceAfter=No"),
            row("3", "”", "PUNCT", "2", "_"),
            "\n".to_owned(),
            row("1-2", "Zoë’s", "_", "_", "_"),
            row("1", "Zoë", "PROPN", "3", "Entity=(2-person-new)"),
            row("2", "’s", "AUX", "3", "_"),
            row("3", "gone", "VERB", "0", "_"),
            "\n# newpar\n".to_owned(),
            row("1", "Ek", "PROPN", "0", "Entity=(3-person-new)"),
            "\n# newdoc id = two\n".to_owned(),
            row("1", "Oh", "INTJ", "0", "_"),
            "\n".to_owned(),
        ];
        let found = documents(&file.concat());
        assert_eq!(found[0].text, "“Vik” Zoë’s gone\n\nEk ");
        let names =
            [(1, 4, EntityKind::Place), (6, 9, EntityKind::Person), (18, 20, EntityKind::Person)];
        assert_eq!(found[0].names.as_deref(), Some(&names[..]));
        assert_eq!((&found[1].id, found[1].text.as_str()), (&"two".into(), "Oh "));
    }
}
