//! Running text as a body: where its paragraphs are.

use crate::domain::{Block, Body, Span};

/// Lines longer than this (bytes) were not wrapped by hand: each is a paragraph.
const LONG: usize = 200;

/// Running text as a body; the text is kept unchanged. Blank lines part paragraphs, and so do single
/// line breaks where the lines are so long that nobody wrapped them.
pub(super) fn body(text: impl Into<String>) -> Body {
    let mut body = Body::from_text(text);
    let parted = body.blocks.iter().flat_map(|block| lines(*block, &body.text)).collect();
    body.blocks = parted;
    body
}

/// The block, or its lines.
fn lines(block: Block, text: &str) -> Vec<Block> {
    let whole = block.span.of(text);
    // The last line may be long or short in either case.
    let wrapped =
        whole.rfind('\n').is_none_or(|last| whole[..last].lines().all(|line| line.len() <= LONG));
    if wrapped {
        return vec![block];
    }
    let mut at = block.span.start;
    let mut parted = Vec::new();
    for line in whole.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if start < end {
            parted.push(Block { span: Span::new(start, end), ..block });
        }
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_paragraphs_and_wrapped_lines_are_not() {
        let count = |text: &str| body(text).blocks.len();
        assert_eq!(count("wrapped\nby hand\n\nnext"), 2);
        let long = "a long line ".repeat(20);
        assert_eq!(count(&format!("{long}\n{long}\nshort")), 3);
        assert_eq!(count(&format!("wrapped\n{long}")), 1);
    }
}
