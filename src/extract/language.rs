//! Recognizes the language of a text, and extracts quotations in languages that the network does
//! not know.

use whatlang::{Lang, Script};

use super::document::Document;
use super::draft::Draft;
use crate::domain::Span;

/// The number of bytes of a text that are examined.
const SAMPLE: usize = 4_000;

/// The fewest words of a quotation that counts as a statement, and not as a name or title.
const WORDS: usize = 4;

/// The fewest characters of such a quotation, for scripts without spaces between words.
const CHARACTERS: usize = 10;

/// The confidence of a bare quotation, for which only its marks are evidence.
const CONFIDENCE: f32 = 0.5;

/// Returns the English name of the language of `text`, if it is surely not the one that the network
/// knows.
pub(super) fn foreign_language(text: &str) -> Option<&'static str> {
    let end = text.floor_char_boundary(SAMPLE);
    let found = whatlang::detect(&text[..end])?;
    let other = found.lang() != Lang::Eng;
    let sure = found.script() != Script::Latin || (found.is_reliable() && end > 60);
    (other && sure).then(|| found.lang().eng_name())
}

/// Returns the quotations of a text as statements without source and cue.
pub(super) fn bare_quotations(document: &Document<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for quotation in document.quotes.iter() {
        let span = document.span(quotation.first, quotation.last);
        match drafts.last_mut() {
            Some(before) if quotation.goes_on => before.content.push(span),
            _ if quotation.closed && is_speech(document.text, span) => drafts.push(Draft {
                source: None,
                cue: None,
                content: vec![span],
                confidence: CONFIDENCE,
                spoken: false,
            }),
            _ => {}
        }
    }
    drafts
}

fn is_speech(text: &str, span: Span) -> bool {
    let quoted = span.of(text);
    let words = quoted.split_whitespace().count();
    let characters = quoted.chars().filter(|c| c.is_alphabetic()).count();
    let parted = !quoted.chars().any(
        |c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{3040}'..='\u{9fff}'),
    );
    if parted { words >= WORDS && characters > WORDS } else { characters >= CHARACTERS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_from_english() {
        assert_eq!(
            foreign_language(
                "The harbour board said on Monday that the ferry would not sail before Thursday."
            ),
            None
        );
        let german = "Der Hafenvorstand teilte am Montag mit, dass die Fähre nicht vor Donnerstag fahren werde.";
        assert_eq!(foreign_language(german), Some("German"));
        assert_eq!(foreign_language("港务局星期一表示,渡轮星期四之前不会开航。"), Some("Mandarin"));
        assert_eq!(foreign_language(""), None);
        assert_eq!(foreign_language("IRAQ-US TALKS RESUME"), None);
    }

    #[test]
    fn only_quotations_are_found_there() {
        let text = "„Wir haben alles versucht, aber es war zu spät“, sagte Anna Lee. Sie las „Der Zauberberg“.";
        let document = Document::new(text);
        let found: Vec<&str> =
            bare_quotations(&document).iter().map(|d| d.content[0].of(text)).collect();
        assert_eq!(found, ["„Wir haben alles versucht, aber es war zu spät“"]);
    }
}
