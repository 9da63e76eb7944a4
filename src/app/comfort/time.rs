//! How long an article takes to read.

/// How long a text is, in words of an alphabet with spaces: what is written without them is
/// counted by characters, by how many of them are read in the time of such a word.
///
/// Grown readers read about 230 words of English in a minute, 255 characters of Chinese and 350 of
/// Japanese (Trauzettel-Klosinski and Dietz 2012).
pub fn length(text: &str) -> f32 {
    let (mut words, mut in_word) = (0.0, false);
    for c in text.chars() {
        let alone = weight(c);
        words += alone.unwrap_or(0.0);
        let letter = alone.is_none() && !c.is_whitespace();
        if letter && !in_word {
            words += if c.is_alphanumeric() { 1.0 } else { 0.0 };
        }
        in_word = letter && (in_word || c.is_alphanumeric());
    }
    words
}

/// What a character of a script without spaces counts; none for all others.
fn weight(c: char) -> Option<f32> {
    Some(match c {
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => 0.9,
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => 0.5,
        // Thai, Lao, Burmese, Khmer: four or five signs to a word.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => 0.2,
        _ => return None,
    })
}

/// The minutes that so many words take at so many in a minute; at least one.
pub fn minutes(words: f32, speed: u32) -> u32 {
    ((words / speed.max(1) as f32).ceil() as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_one_and_characters_without_spaces_by_how_fast_they_are_read() {
        let check = |text: &str, expected: f32| {
            assert!((length(text) - expected).abs() < 0.01, "{text}: {}", length(text));
        };
        check("Isla's well-known “ship” — 3 of 4.", 6.0);
        check("", 0.0);
        check("漢字漢字漢字漢字漢字", 9.0);
        check("ひらがな と kana", 3.5);
        check("한국어 낱말", 2.0);
    }

    #[test]
    fn an_article_takes_a_minute_at_least() {
        assert_eq!([0.0, 229.0, 231.0, 2300.0].map(|words| minutes(words, 230)), [1, 1, 2, 10]);
        assert_eq!(minutes(2300.0, 100), 23);
        assert_eq!(minutes(length(&"新聞".repeat(510)), 230), 4);
    }
}
