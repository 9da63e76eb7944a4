//! Divides running text into paragraphs.

use crate::domain::body::paragraphs;
use crate::domain::{Block, BlockKind, Body, Span};

/// A line longer than this (bytes) was not wrapped by hand, so each line is a paragraph.
const LONG: usize = 200;

/// The most paragraphs of one text; the last contains the rest.
const MOST_PARAGRAPHS: usize = 300_000;

/// Makes a body from running text, which is kept unchanged. Blank lines separate paragraphs, and so
/// do single line breaks if the lines are too long to have been wrapped by hand.
pub(super) fn running_text(text: impl Into<String>) -> Body {
    let text = text.into();
    let spans = paragraphs(&text).flat_map(|span| lines(span, &text));
    let mut blocks: Vec<Block> = spans.take(MOST_PARAGRAPHS).map(paragraph).collect();
    if blocks.len() == MOST_PARAGRAPHS
        && let Some(last) = blocks.last_mut()
    {
        last.span.end = text.trim_end().len();
    }
    blocks.shrink_to_fit();
    Body { text, blocks, ..Body::default() }
}

fn paragraph(span: Span) -> Block {
    Block { span, kind: BlockKind::Paragraph, quote_depth: 0 }
}

/// Returns the span itself, or the spans of its lines.
fn lines(span: Span, text: &str) -> impl Iterator<Item = Span> + '_ {
    let whole = span.of(text);
    // The last line may be long or short in either case.
    let wrapped =
        whole.rfind('\n').is_none_or(|last| whole[..last].lines().all(|line| line.len() <= LONG));
    let mut at = span.start;
    let parted = (!wrapped).then(|| whole.split_inclusive('\n')).into_iter().flatten();
    let parted = parted.filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        (start < end).then(|| Span::new(start, end))
    });
    parted.chain(wrapped.then_some(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_paragraphs_and_wrapped_lines_are_not() {
        let count = |text: &str| running_text(text).blocks.len();
        assert_eq!(count("wrapped\nby hand\n\nnext"), 2);
        let long = "a long line ".repeat(20);
        assert_eq!(count(&format!("{long}\n{long}\nshort")), 3);
        assert_eq!(count(&format!("wrapped\n{long}")), 1);
    }

    #[test]
    fn of_very_many_paragraphs_the_last_holds_the_rest() {
        for text in ["a\n\n".repeat(1_000_000), "long ".repeat(50) + &"\na".repeat(1_000_000)] {
            let body = running_text(text.as_str());
            assert_eq!(body.blocks.len(), MOST_PARAGRAPHS);
            assert_eq!(body.blocks.last().unwrap().span.end, text.trim_end().len());
            assert_eq!(body.text, text);
        }
    }
}
