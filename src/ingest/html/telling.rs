//! Decides whether a text is HTML: it has HTML elements, and its tags are not merely mentioned.

use std::collections::HashMap;

use super::rules;
use super::tag::RawTag;

/// The elements of HTML, including old ones.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "keygen",
    "label",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// Elements of text whose end tags are often omitted.
const ENDLESS: &[&str] = &["dd", "dt", "li", "p", "td", "th", "tr"];

/// Returns whether HTML has an element with that name (lower case).
pub(in super::super) fn is_element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

/// Returns whether a text is HTML: it has a reference, or an HTML element that is more than
/// mentioned (it has an end tag or attributes, or needs none).
pub(in super::super) fn is_markup(text: &str) -> bool {
    has_element(text) || has_reference(text)
}

fn has_element(text: &str) -> bool {
    let mut ends = ElementEnds::default();
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let tag = RawTag::parse(text, at + found);
        at = tag.end;
        let name = tag.name.to_ascii_lowercase();
        if !is_element(&name) || !text[..at].ends_with('>') {
            continue;
        }
        // The start of an element may have been cut off before its end tag.
        let is_endless = ENDLESS.contains(&name.as_str());
        if is_endless || (!tag.closes && ends.is_meant(&tag, &name, text)) {
            return true;
        }
    }
    false
}

/// The last end tag of each element in a text.
#[derive(Default)]
pub(super) struct ElementEnds {
    last: Option<HashMap<String, usize>>,
}

impl ElementEnds {
    /// Returns whether a tag begins an element and is not merely mentioned: it has attributes or an
    /// end tag, or belongs to the elements that stand alone in a text.
    pub(super) fn is_meant(&mut self, tag: &RawTag, name: &str, text: &str) -> bool {
        let attributes = tag.attributes(text).trim_end();
        if attributes.contains('=') {
            return true;
        }
        if matches!(name, "br" | "hr" | "wbr") {
            return !is_spoken_of(&text[tag.end..]);
        }
        !rules::is_void(name) && (attributes.ends_with('/') || self.has_end(text, tag.end, name))
    }

    /// Returns whether an end tag with that name follows byte `at` of a text.
    pub(super) fn has_end(&mut self, text: &str, at: usize, name: &str) -> bool {
        let last = self.last.get_or_insert_with(|| {
            let ends = text.match_indices("</").map(|(at, _)| {
                let rest = &text[at + 2..];
                let named = |c: char| !(c == '>' || c == '<' || c.is_ascii_whitespace());
                let end = rest.find(|c| !named(c)).unwrap_or(0);
                (rest[..end].to_ascii_lowercase(), at)
            });
            ends.collect()
        });
        last.get(name).is_some_and(|end| *end >= at)
    }
}

/// Returns whether the words after a tag show that it is mentioned: "<br> tags".
fn is_spoken_of(after: &str) -> bool {
    let word = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    matches!(word, "tag" | "tags" | "element" | "elements")
}

fn has_reference(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(0);
        (2..=31).contains(&end) && rest[end..].starts_with(';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_to_be_looked_up() {
        assert!(ELEMENTS.is_sorted());
        assert!(is_element("summary") && !is_element("string"));
    }

    #[test]
    fn a_tag_that_is_only_named_makes_no_mark_up() {
        for text in [
            "a < b",
            "What a <canvas> can do",
            "List<String> of <title>",
            "Where <br> tags stand",
            "The <meta> and the <img>",
            "after </div> comes nothing",
        ] {
            assert!(!is_markup(text), "{text}");
        }
        for text in [
            "One<br>two",
            "<p>One<p>two",
            "a <mark>b</mark>",
            "<img src=x>",
            "<iframe src='x'>",
            "Fish &amp; chips",
            "cut off</p>",
            "<hr/>",
        ] {
            assert!(is_markup(text), "{text}");
        }
    }
}
