//! Limits markup before it is parsed. The time of parsing grows with the square of the nesting
//! depth, and each element takes hundreds of bytes of memory.

use std::borrow::Cow;

use super::rules;
use super::tag::RawTag;

/// The deepest nesting of elements. Tags of deeper ones are dropped, and their text stays. Real
/// pages stay below a hundred; extraction of the main text takes seconds from about five hundred
/// on.
const DEEPEST: usize = 256;

/// The most formatting elements that may be open. Each paragraph repeats those that were not
/// closed.
const MOST_FORMATTING: usize = 16;

/// The longest tag (bytes) whose attributes are not counted, and the number of attributes that it
/// may have.
const LONG_TAG: usize = 8192;
const MOST_ATTRIBUTES: usize = 256;

/// The highest total cost of a page. An element, a stray `<` and a formatting element that a block
/// repeats cost 4 each, an attribute 1. Markup beyond that is not parsed.
const MOST_COST: usize = 1_000_000;

/// The cost of an element.
const ELEMENT: usize = 4;

/// Tags shorter than this (bytes) have few attributes, which are not counted.
const SHORT_TAG: usize = 32;

const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose end is implied by what follows. They nest only as deep as their parents.
const IMPLIED: &[&str] = &[
    "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt",
    "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements that are kept at any depth, because they contain only words, or the whole page.
const KEPT: &[&str] = &["body", "head", "html", "p"];

/// Returns the markup without the tags that are nested too deep (borrowed if there are none), and
/// whether it is complete: very long markup is cut.
pub(super) fn limit_markup(markup: &str) -> (Cow<'_, str>, bool) {
    let mut cut = Cut { markup, out: String::new(), kept: 0 };
    let mut cost = 0;
    let mut open: Vec<&str> = Vec::new();
    let mut depth = 0;
    let mut formatting = 0_usize;
    let mut at = 0;
    while let Some(found) = markup[at..].find('<') {
        let start = at + found;
        let tag = RawTag::parse(markup, start);
        at = tag.end;
        cost += ELEMENT * (1 + if tag.closes { 0 } else { formatting });
        if tag.end - start > SHORT_TAG {
            cost += tag.count_attributes(markup);
        }
        if cost > MOST_COST {
            return (cut.finish(start), false);
        }
        let name = tag.name.to_ascii_lowercase();
        let name = name.as_str();
        if tag.name.is_empty() || rules::is_void(name) {
            continue;
        }
        let is_formatting = FORMATTING.contains(&name);
        if tag.closes {
            formatting -= usize::from(is_formatting && formatting > 0);
            // Closing an element closes the open elements inside it, as in a browser.
            if let Some(place) = open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                depth -= open[place..].iter().map(|name| weight(name)).sum::<usize>();
                open.truncate(place);
            } else if depth >= DEEPEST {
                cut.drop(start, tag.end);
            }
            continue;
        }
        if rules::is_raw(name) {
            at = tag.raw_end(markup, name);
            continue;
        }
        let crowded = tag.end - start > LONG_TAG && tag.count_attributes(markup) > MOST_ATTRIBUTES;
        let deep = depth + weight(name) > DEEPEST && !KEPT.contains(&name);
        if crowded || deep || (is_formatting && formatting >= MOST_FORMATTING) {
            cut.drop(start, tag.end);
            continue;
        }
        formatting += usize::from(is_formatting);
        if !IMPLIED.contains(&name) {
            depth += weight(name);
            open.push(tag.name);
        }
    }
    (cut.finish(markup.len()), true)
}

/// Returns the number of levels that an element adds. Lists and tables have further elements
/// inside.
fn weight(name: &str) -> usize {
    match name.to_ascii_lowercase().as_str() {
        "table" => 4,
        "ul" | "ol" | "dl" => 2,
        _ => 1,
    }
}

/// Markup from which parts are removed, each replaced by a space.
struct Cut<'a> {
    markup: &'a str,
    out: String,
    kept: usize,
}

impl<'a> Cut<'a> {
    fn drop(&mut self, start: usize, end: usize) {
        self.out.push_str(&self.markup[self.kept..start]);
        self.out.push(' ');
        self.kept = end;
    }

    /// Returns everything up to the byte `end`.
    fn finish(mut self, end: usize) -> Cow<'a, str> {
        if self.kept == 0 {
            return Cow::Borrowed(&self.markup[..end]);
        }
        self.out.push_str(&self.markup[self.kept..end.max(self.kept)]);
        Cow::Owned(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made a tree, all of which is.
    fn capped(markup: &str) -> Cow<'_, str> {
        let (capped, whole) = super::limit_markup(markup);
        assert!(whole);
        capped
    }

    #[test]
    fn of_very_much_mark_up_the_beginning_is_made_a_tree() {
        let attributes: String = (0..250).map(|number| format!(" a{number}=1")).collect();
        for (piece, most) in [
            ("<", 250_000),
            ("<li>x", 250_000),
            ("<p><b><i><u>", 60_000),
            (&format!("<p{attributes}>x"), 4_000),
            ("</p>", 250_000),
        ] {
            let markup = piece.repeat(19_000_000 / piece.len());
            let (capped, whole) = super::limit_markup(&markup);
            assert!(!whole, "{piece:?}");
            let found = capped.matches(piece).count();
            assert!((1..=most).contains(&found), "{found} of {piece:?}");
        }
        let long = "<p class=\"story\">A paragraph of an ordinary page.</p>\n".repeat(50_000);
        assert_eq!(capped(&long), long);
    }

    #[test]
    fn plain_pages_are_left_alone() {
        let page =
            "<p>One <b>two</b><br><p a='>'>three<!-- <div> --><script>'<div>'</script> 1 < 2";
        assert!(matches!(capped(page), Cow::Borrowed(_)));
        let many = "<li>x".repeat(5000) + &"<div>y</div>".repeat(5000);
        assert!(matches!(capped(&many), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_nesting_loses_its_tags_and_keeps_its_text() {
        let deep = format!("{}x{}", "<div>".repeat(2000), "</div>".repeat(2000));
        let flat = capped(&deep);
        assert_eq!(flat.matches("<div>").count(), 256);
        assert!(flat.contains('x'));
        assert_eq!(capped(&"<table><tr><td>".repeat(1000)).matches("<table>").count(), 64);
        assert_eq!(capped(&"<font size=1>".repeat(1000)).matches("<font").count(), 16);
        let crowded: String = (0..5000).map(|n| format!(" a{n}")).collect();
        assert_eq!(capped(&format!("<p{crowded}>x")), " x");
    }
}
