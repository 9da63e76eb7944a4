//! Titles: cleans them, and finds one in a text that has none.

use crate::domain::clean;
use crate::domain::{Accent, Block, BlockKind, Body, Draft, Link, Span};

/// The most characters of a first paragraph that can be a title.
const LONGEST: usize = 160;

/// The most characters of a title, a name or a tag.
const MOST: usize = 1000;

/// Returns a title, author or tag as one line that is safe to show.
pub(super) fn clean_title(text: &str) -> String {
    clean::one_line(text)
}

/// Shortens a title, name or tag to the limit. A cut is marked by an ellipsis.
pub(super) fn shorten(mut text: String) -> String {
    if text.len() > MOST
        && let Some((at, _)) = text.char_indices().nth(MOST)
    {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// Shortens a title that is too long. If `keep` is set, the whole title becomes the first
/// paragraph, unless the text begins with it.
pub(super) fn limit_title(draft: &mut Draft, keep: bool) {
    let title = std::mem::take(&mut draft.title);
    let whole = (keep && title.chars().nth(MOST).is_some()).then(|| title.clone());
    draft.title = shorten(title);
    if let Some(whole) = whole.filter(|whole| !draft.body.text.starts_with(whole.as_str())) {
        draft.body = with_first(&whole, std::mem::take(&mut draft.body));
    }
}

/// Returns the body with one more paragraph at its start.
fn with_first(first: &str, body: Body) -> Body {
    let text = format!("{first}\n\n{}", body.text);
    let by = first.len() + 2;
    let moved = |span: Span| Span::new(span.start + by, span.end + by);
    let span = Span::new(0, first.len());
    let mut blocks = vec![Block { span, kind: BlockKind::Paragraph, quote_depth: 0 }];
    blocks.extend(body.blocks.iter().map(|block| Block { span: moved(block.span), ..*block }));
    let links = body.links.into_iter().map(|link| Link { span: moved(link.span), ..link });
    let accents = body.accents.into_iter();
    let accents = accents.map(|accent| Accent { span: moved(accent.span), ..accent }).collect();
    Body { text: text.trim_end().to_owned(), blocks, links: links.collect(), accents }
}

/// Returns the body without its first block, if that is a heading with the words of the title. The
/// title is shown separately.
pub(super) fn without_title(body: Body, title: &str) -> Body {
    let same = |block: &Block| {
        matches!(block.kind, BlockKind::Heading(_))
            && clean_title(block.span.of(&body.text)) == title
    };
    if !body.blocks.first().is_some_and(same) {
        return body;
    }
    let cut = body.blocks.get(1).map_or(body.text.len(), |block| block.span.start);
    let moved = |span: Span| Span::new(span.start - cut, span.end - cut);
    let blocks = body.blocks[1..].iter().map(|block| Block { span: moved(block.span), ..*block });
    let links = body.links.iter().filter(|link| link.span.start >= cut);
    let links = links.map(|link| Link { span: moved(link.span), url: link.url.clone() });
    let accents = body.accents.iter().filter(|accent| accent.span.start >= cut);
    let accents = accents.map(|accent| Accent { span: moved(accent.span), ..*accent });
    Body {
        blocks: blocks.collect(),
        links: links.collect(),
        accents: accents.collect(),
        text: body.text[cut..].to_owned(),
    }
}

/// Returns a title for a text that has none: its first paragraph, if that is short and more
/// follows, without a closing full stop. The text stays unchanged.
pub(super) fn from_body(body: &Body) -> String {
    let [first, _, ..] = body.blocks.as_slice() else { return String::new() };
    let first = clean_title(first.span.of(&body.text));
    if first.chars().count() > LONGEST {
        return String::new();
    }
    without_full_stop(first)
}

/// Returns `title` without its closing full stop, which may be inside closing quotation marks. The
/// full stop of "U.S." and an ellipsis are kept.
fn without_full_stop(mut title: String) -> String {
    let words = title.trim_end_matches(['"', '\'', '”', '’', '»']).len();
    if let Some(rest) = title[..words].strip_suffix('.') {
        let last = rest.rsplit(' ').next().unwrap_or(rest);
        if !last.contains('.') && last.chars().count() > 1 {
            title.remove(words - 1);
        }
    }
    title
}

/// Returns whether a line can be a title: short, and not a sentence.
pub(super) fn is_title(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && line.chars().count() <= 120
        && !line.ends_with(['.', ':', ';', ','])
        && !has_sentence_break(line)
}

/// Returns whether a full stop inside the line ends a sentence ("He left. She stayed", not "U.S.
/// Army").
fn has_sentence_break(line: &str) -> bool {
    line.match_indices(". ").any(|(at, _)| {
        let word = line[..at].rsplit(' ').next().unwrap_or("");
        let short = word.chars().count() <= 4 && word.starts_with(char::is_uppercase);
        !short && !word.contains('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_sentences() {
        for title in ["Ferry stops", "U.S. Army leaves", "Dr. Low resigns", "Who pays?", "A – B"]
        {
            assert!(is_title(title), "{title}");
        }
        for text in ["The ferry stopped.", "He left. She stayed", "They said:", ""] {
            assert!(!is_title(text), "{text}");
        }
    }

    #[test]
    fn a_title_is_found_and_the_text_is_kept() {
        let title = |text: &str| from_body(&Body::from_text(text));
        assert_eq!(title("Ferry stops.\n\nIt did."), "Ferry stops");
        assert_eq!(title("Back in the U.S.\n\nIt did."), "Back in the U.S.");
        assert_eq!(title("And then...\n\nIt did."), "And then...");
        assert_eq!(title("She said ‘no.’\n\nIt did."), "She said ‘no’");
        assert_eq!(title("Only this."), "");
        assert_eq!(title(&format!("{}\n\nmore", "long ".repeat(40))), "");
    }
}
