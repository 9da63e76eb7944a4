//! What must never be seen raw in a terminal, written out from Unicode's data files (version 16:
//! `UnicodeData.txt`, `PropList.txt`, `DerivedCoreProperties.txt`). Tests with hostile text judge by
//! this table, and not by the function of the program that they test.
#![allow(dead_code, missing_docs, unreachable_pub)]

/// Ranges of characters, first and last, with what they are.
pub const HIDDEN: &[(char, char, &str)] = &[
    ('\u{0}', '\u{8}', "C0 controls before tab"),
    ('\u{b}', '\u{1f}', "C0 controls after line feed, with carriage return and escape"),
    ('\u{7f}', '\u{7f}', "DELETE"),
    ('\u{80}', '\u{9f}', "C1 controls"),
    ('\u{ad}', '\u{ad}', "SOFT HYPHEN"),
    ('\u{34f}', '\u{34f}', "COMBINING GRAPHEME JOINER"),
    ('\u{61c}', '\u{61c}', "ARABIC LETTER MARK (bidi control)"),
    ('\u{115f}', '\u{1160}', "HANGUL CHOSEONG FILLER, HANGUL JUNGSEONG FILLER"),
    ('\u{17b4}', '\u{17b5}', "KHMER VOWEL INHERENT AQ, KHMER VOWEL INHERENT AA"),
    ('\u{180e}', '\u{180e}', "MONGOLIAN VOWEL SEPARATOR"),
    ('\u{200b}', '\u{200b}', "ZERO WIDTH SPACE"),
    ('\u{200e}', '\u{200f}', "LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK (bidi controls)"),
    ('\u{2028}', '\u{2029}', "LINE SEPARATOR, PARAGRAPH SEPARATOR"),
    ('\u{202a}', '\u{202e}', "bidi embeddings, overrides and their end: LRE, RLE, PDF, LRO, RLO"),
    ('\u{2060}', '\u{2064}', "WORD JOINER, invisible operators"),
    ('\u{2065}', '\u{2065}', "unassigned, default ignorable"),
    ('\u{2066}', '\u{2069}', "bidi isolates and their end: LRI, RLI, FSI, PDI"),
    ('\u{206a}', '\u{206f}', "deprecated format characters"),
    ('\u{3164}', '\u{3164}', "HANGUL FILLER"),
    ('\u{fdd0}', '\u{fdef}', "noncharacters"),
    ('\u{feff}', '\u{feff}', "ZERO WIDTH NO-BREAK SPACE (byte order mark)"),
    ('\u{ffa0}', '\u{ffa0}', "HALFWIDTH HANGUL FILLER"),
    ('\u{fff0}', '\u{fff8}', "unassigned, default ignorable"),
    ('\u{fff9}', '\u{fffb}', "interlinear annotation anchor, separator, terminator"),
    ('\u{fffe}', '\u{ffff}', "noncharacters"),
    ('\u{13430}', '\u{1343f}', "Egyptian hieroglyph format controls"),
    ('\u{1bca0}', '\u{1bca3}', "shorthand format controls"),
    ('\u{1d173}', '\u{1d17a}', "musical symbols that begin and end beams, ties, slurs, phrases"),
    ('\u{1fffe}', '\u{1ffff}', "noncharacters"),
    ('\u{2fffe}', '\u{2ffff}', "noncharacters"),
    ('\u{3fffe}', '\u{3ffff}', "noncharacters"),
    ('\u{4fffe}', '\u{4ffff}', "noncharacters"),
    ('\u{5fffe}', '\u{5ffff}', "noncharacters"),
    ('\u{6fffe}', '\u{6ffff}', "noncharacters"),
    ('\u{7fffe}', '\u{7ffff}', "noncharacters"),
    ('\u{8fffe}', '\u{8ffff}', "noncharacters"),
    ('\u{9fffe}', '\u{9ffff}', "noncharacters"),
    ('\u{afffe}', '\u{affff}', "noncharacters"),
    ('\u{bfffe}', '\u{bffff}', "noncharacters"),
    ('\u{cfffe}', '\u{cffff}', "noncharacters"),
    ('\u{dfffe}', '\u{dffff}', "noncharacters"),
    ('\u{e0000}', '\u{e0fff}', "tags, variation selectors supplement, default ignorable"),
    ('\u{efffe}', '\u{effff}', "noncharacters"),
    ('\u{ffffe}', '\u{fffff}', "noncharacters"),
    ('\u{10fffe}', '\u{10ffff}', "noncharacters"),
];

/// Default ignorable and format characters that scripts and emoji need, and that may be seen:
/// joiners, Mongolian free variation selectors, variation selectors, and signs that enclose the
/// digits or letters after them.
pub const NEEDED: &[(char, char, &str)] = &[
    ('\u{600}', '\u{605}', "Arabic number signs"),
    ('\u{6dd}', '\u{6dd}', "ARABIC END OF AYAH"),
    ('\u{70f}', '\u{70f}', "SYRIAC ABBREVIATION MARK"),
    ('\u{890}', '\u{891}', "ARABIC POUND MARK ABOVE, ARABIC PIASTRE MARK ABOVE"),
    ('\u{8e2}', '\u{8e2}', "ARABIC DISPUTED END OF AYAH"),
    ('\u{180b}', '\u{180d}', "Mongolian free variation selectors"),
    ('\u{180f}', '\u{180f}', "MONGOLIAN FREE VARIATION SELECTOR FOUR"),
    ('\u{200c}', '\u{200d}', "ZERO WIDTH NON-JOINER, ZERO WIDTH JOINER"),
    ('\u{fe00}', '\u{fe0f}', "variation selectors"),
    ('\u{110bd}', '\u{110bd}', "KAITHI NUMBER SIGN"),
    ('\u{110cd}', '\u{110cd}', "KAITHI NUMBER SIGN ABOVE"),
];

/// Returns whether a character is in the table.
pub fn is_hidden(c: char) -> bool {
    HIDDEN.iter().any(|(first, last, _)| (*first..=*last).contains(&c))
}

/// The hidden characters of a text, as they are written in code.
pub fn hidden_in(text: &str) -> Vec<String> {
    text.chars().filter(|c| is_hidden(*c)).map(|c| format!("U+{:04X}", u32::from(c))).collect()
}

/// The first and the last character of every range of the table, each behind a letter.
pub fn samples() -> String {
    HIDDEN.iter().flat_map(|(first, last, _)| ['a', *first, 'b', *last]).collect()
}
