//! Scripts without spaces between words, and diacritics that may be left out.
//!
//! Where no spaces separate words, letters are indexed as overlapping pairs (bigrams). Every word
//! of two letters or more is then a sequence of pairs, wherever it occurs.

use unicode_normalization::UnicodeNormalization;

/// Returns whether `c` is a letter of a script without spaces: Chinese, Japanese, Thai, Lao, Khmer,
/// Burmese. Their digits are not.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}'
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{109a}'..='\u{109d}'
        | '\u{aa60}'..='\u{aa7f}' | '\u{a9e0}'..='\u{a9ef}' | '\u{a9fa}'..='\u{a9fe}'
        | '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}' | '\u{17dd}'
        | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}' | '\u{303b}' | '\u{303c}'
        | '\u{3041}'..='\u{3096}' | '\u{3099}' | '\u{309a}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3105}'..='\u{312f}'
        | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Returns whether `c` belongs to the letter before it: a vowel or tone sign, or a voicing mark.
fn is_attached(c: char) -> bool {
    matches!(c,
        '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}'
        | '\u{1062}'..='\u{1064}' | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}'
        | '\u{1082}'..='\u{108d}' | '\u{108f}' | '\u{109a}'..='\u{109d}'
        | '\u{17b4}'..='\u{17d3}' | '\u{17dd}'
        | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Returns whether `c` may occur inside a word of such a script and has no meaning: a variation
/// selector or an invisible break.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Returns whether `c` is a Hebrew or Arabic point (or an Arabic extension sign), which most texts
/// leave out.
pub(super) fn is_point(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' | '\u{fb1e}')
}

/// Returns the form in which a Hebrew or Arabic letter, or a full-width Latin one, is searched.
/// Returns `None` if that is the letter itself.
pub(super) fn search_form(c: char) -> Option<char> {
    match c {
        '\u{671}' => Some('\u{627}'),
        '\u{622}'..='\u{626}' | '\u{6c0}' | '\u{6c2}' | '\u{6d3}' | '\u{fb1d}'..='\u{fb4e}' => {
            let mut bare = None;
            unicode_normalization::char::decompose_canonical(c, |part| bare = bare.or(Some(part)));
            bare.filter(|bare| *bare != c)
        }
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(c as u32 - 0xfee0)
        }
        _ => None,
    }
}

/// Returns whether `c` is searched in another form than it is written.
fn is_special(c: char) -> bool {
    c >= '\u{591}' && (is_spaceless(c) || is_point(c) || search_form(c).is_some())
}

/// A letter of a script without spaces, with its attached marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// The byte range in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The letter as it is indexed. Marks are letters of a private use area, so that the index
    /// keeps them.
    pub(super) text: String,
}

/// Returns the letter at byte `at`, or after meaningless characters there, if it belongs to a
/// script without spaces.
pub(super) fn letter_at(text: &str, at: usize) -> Option<Letter> {
    let mut rest = text[at..].char_indices().skip_while(|(_, c)| is_silent(*c));
    let (offset, first) = rest.next().filter(|(_, c)| is_spaceless(*c))?;
    let start = at + offset;
    let mut end = start + first.len_utf8();
    for (offset, c) in rest {
        if is_attached(c) {
            end = at + offset + c.len_utf8();
        } else if !is_silent(c) {
            break;
        }
    }
    let spelt = text[start..end].chars().filter(|c| !is_silent(*c));
    Some(Letter { start, end, text: spelt.nfkc().map(indexed_mark).collect() })
}

/// Returns a mark as a letter of a private use area, and any other character unchanged.
fn indexed_mark(c: char) -> char {
    let code = c as u32;
    let private = match code {
        _ if !is_attached(c) => None,
        0xe00..=0x10ff => char::from_u32(0xe000 + code - 0xe00),
        0x1780..=0x17ff => char::from_u32(0xe300 + code - 0x1780),
        0x3099 | 0x309a => char::from_u32(0xe380 + code - 0x3099),
        _ => None,
    };
    private.unwrap_or(c)
}

/// Returns `text` as it is given to the full-text index: letters of scripts without spaces as
/// pairs, without points. Most texts are returned unchanged.
pub fn index_form(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(is_special) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() * 3);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if is_spaceless(c)
            && let Some(first) = letter_at(text, at)
        {
            at = write_pairs(text, first, &mut out);
            continue;
        }
        if !is_point(c) {
            out.push(search_form(c).unwrap_or(c));
        }
        at += c.len_utf8();
    }
    out.into()
}

/// Writes the run of letters that begins with `first` as pairs, followed by its last letter alone.
/// Returns the end of the run (bytes).
fn write_pairs(text: &str, first: Letter, out: &mut String) -> usize {
    let mut present = first;
    loop {
        let next = letter_at(text, present.end);
        out.push(' ');
        out.push_str(&present.text);
        match next {
            Some(next) => {
                out.push_str(&next.text);
                present = next;
            }
            None => {
                out.push(' ');
                return present.end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_are_indexed_in_pairs() {
        for (text, expected) in [
            ("The ferry, Zürich", "The ferry, Zürich"),
            ("北京时间", " 北京 京时 时间 间 "),
            ("港", " 港 "),
            ("2024年3月", "2024 年 3 月 "),
            ("NHKは「渋谷」", "NHK は 「 渋谷 谷 」"),
            ("カ\u{3099}ス ｶﾞｽ", " ガス ス   ガス ス "),
            ("ＮＨＫ７", "NHK7"),
            ("葛\u{e0100}城", " 葛城 城 "),
            ("ไท\u{200b}ย", " ไท ทย ย "),
        ] {
            assert_eq!(index_form(text), expected, "{text}");
        }
        // Thai marks stay with their letters and distinguish words.
        assert_ne!(index_form("กิน"), index_form("กัน"));
        assert_eq!(index_form("กิน").split_whitespace().count(), 2);
    }

    #[test]
    fn points_are_left_out() {
        for (text, expected) in [
            ("מִכְתָּב", "מכתב"),
            ("\u{fb2a}\u{fb4b}", "שו"),
            ("مَدْرَسَة", "مدرسة"),
            ("أحمد إلى آب ٱلبحر", "احمد الى اب البحر"),
            ("ســلام", "سلام"),
        ] {
            assert_eq!(index_form(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_indexed(text in "[渡轮ガか\u{3099}ﾞก\u{e34}\u{200b}aü，אָ ]{0,30}") {
            let told = index_form(&text);
            proptest::prop_assert!(!told.chars().any(is_point));
        }
    }
}
