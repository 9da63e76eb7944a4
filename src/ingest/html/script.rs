//! Superscripts and subscripts: powers, formulas and notes, so that "10⁶" is not read as "106".

use super::node::NodeRef;
use super::walk::HtmlWalk;

/// The longest text (characters) that is marked as raised or lowered.
const LONGEST: usize = 20;

/// The most nodes in a raised or lowered text.
const MOST_NODES: usize = 16;

/// Raised endings of ordinals and abbreviations: 2nd, 1er, no, 1a, Mr, Mlle, TM.
const ENDINGS: &[&str] = &[
    "a", "as", "da", "do", "e", "er", "ere", "ère", "gr", "lle", "lles", "ma", "mc", "md", "me",
    "mes", "mo", "mr", "na", "nd", "no", "o", "os", "r", "ra", "rd", "re", "ro", "rs", "s", "sm",
    "st", "ste", "t", "ta", "te", "th", "tm", "to", "ts", "va", "vo",
];

impl HtmlWalk<'_> {
    /// Writes the content of a `sup` or `sub` element. Digits and signs become superscripts or
    /// subscripts, notes are put in brackets, and other content is marked if it follows a word:
    /// `x^(ab)`.
    pub(super) fn write_script(&mut self, node: NodeRef, name: &str) {
        if node.descendants().nth(MOST_NODES).is_some() {
            return self.write_children(node);
        }
        let words = node.inner_text();
        let words = words.trim();
        let raised = name == "sup";
        let is_note = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '-');
        if words.is_empty() {
            return self.write_children(node);
        }
        if node.descendants().any(|inner| inner.name() == "a") {
            let bare = raised && words.chars().all(is_note);
            return self.between(if bare { "[" } else { "" }, node, if bare { "]" } else { "" });
        }
        let form = |c| if raised { superscript(c) } else { subscript(c) };
        if let Some(written) = words.chars().map(form).collect::<Option<String>>() {
            return self.write_text(&written);
        }
        let is_variable = self.writer.is_after_variable();
        if self.writer.is_after_word() && is_marked(words, raised, is_variable) {
            return self.between(if raised { "^(" } else { "_(" }, node, ")");
        }
        self.write_children(node);
    }

    /// Writes the reading of ideographs (ruby) in brackets after them.
    pub(super) fn write_ruby(&mut self, node: NodeRef) {
        if !node.inner_text().trim().is_empty() {
            self.between("(", node, ")");
        }
    }

    fn between(&mut self, before: &str, node: NodeRef, after: &str) {
        self.write_text(before);
        self.write_children(node);
        self.write_text(after);
    }
}

/// Returns whether content without superscript or subscript forms must be distinguished from the
/// word before it.
fn is_marked(words: &str, raised: bool, variable: bool) -> bool {
    let letters = words.chars().all(char::is_alphabetic);
    let is_word = !variable && words.chars().nth(1).is_some();
    let ending = is_word || ENDINGS.contains(&words.to_lowercase().as_str());
    words.chars().any(char::is_alphanumeric)
        && words.chars().count() <= LONGEST
        && !words.starts_with(['[', '(', '{'])
        && !(raised && letters && ending)
}

pub(super) fn superscript(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + (c as u32 - '4' as u32))?,
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '=' => '⁼',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        _ => return None,
    })
}

pub(super) fn subscript(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + (c as u32 - '0' as u32))?,
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        '=' => '₌',
        _ => return None,
    })
}
