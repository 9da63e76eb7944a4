//! Parses markup to a tree in one pass, as browsers do as far as its words are concerned: omitted
//! end tags, mismatched tags, unlimited nesting. Purely visual effects (formatting that stays open
//! across paragraphs) are not reproduced.

use std::borrow::Cow;

use super::super::references::References;
use super::node::NodeRef;
use super::rules;
use super::tag::RawTag;
use super::telling::ElementEnds;

/// The deepest element that is kept. The text of deeper ones goes to the last element above.
const DEEPEST: usize = 256;

/// The most elements and texts that are kept. Anything after them is left out.
const MOST_NODES: usize = 500_000;

/// A parsed piece of markup.
pub(super) struct Soup<'m> {
    pub(super) nodes: Vec<Node<'m>>,
    /// The number of bytes of markup that were read, if there was more.
    pub(super) read: Option<usize>,
}

/// An element or a text. Other nodes are given by their indexes.
pub(super) struct Node<'m> {
    /// The element's name in lower case; empty for a text and for the root.
    pub(super) name: Cow<'m, str>,
    /// The words of a text; for an element its attributes as written.
    pub(super) text: Cow<'m, str>,
    pub(super) is_text: bool,
    pub(super) parent: usize,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) next: usize,
}

/// The index that means no node: the root is nobody's child.
pub(super) const NONE: usize = 0;

impl<'m> Soup<'m> {
    /// Parses a page or a fragment.
    pub(super) fn parse(markup: &'m str) -> Soup<'m> {
        Soup::read_as(markup, false)
    }

    /// Parses a line of markup, such as a title. Tags that are only mentioned ("the <p> tag") are
    /// words.
    pub(super) fn parse_line(markup: &'m str) -> Soup<'m> {
        Soup::read_as(markup, true)
    }

    fn read_as(markup: &'m str, line: bool) -> Soup<'m> {
        let root = Node {
            name: Cow::Borrowed(""),
            text: Cow::Borrowed(""),
            is_text: false,
            parent: NONE,
            first: NONE,
            last: NONE,
            next: NONE,
        };
        let mut builder = Builder {
            soup: Soup { nodes: vec![root], read: None },
            open: Vec::new(),
            lost: Vec::new(),
            foreign: 0,
            references: References::default(),
            ends: ElementEnds::default(),
            line,
        };
        builder.read(markup);
        builder.soup
    }

    /// Returns the root, which contains everything.
    pub(super) fn root(&self) -> NodeRef<'_> {
        NodeRef::new(self, 0)
    }
}

struct Builder<'m> {
    soup: Soup<'m>,
    /// The indexes of the open elements.
    open: Vec<usize>,
    /// The names of open elements that are too deep to be kept.
    lost: Vec<&'m str>,
    /// The number of open drawings and formulas.
    foreign: usize,
    references: References,
    ends: ElementEnds,
    /// Whether the markup is a single line of text.
    line: bool,
}

impl<'m> Builder<'m> {
    fn read(&mut self, markup: &'m str) {
        let mut at = 0;
        while let Some(found) = markup[at..].find('<') {
            let start = at + found;
            self.text(&markup[at..start]);
            if self.soup.nodes.len() >= MOST_NODES {
                self.soup.read = Some(start);
                return;
            }
            let rest = &markup[start..];
            if let Some(inside) = rest.strip_prefix("<![CDATA[") {
                let end = inside.find("]]>").unwrap_or(inside.len());
                self.add("".into(), inside[..end].into(), true);
                at = (start + 9 + end + 3).min(markup.len());
                continue;
            }
            let tag = RawTag::parse(markup, start);
            at = tag.end;
            if tag.name.is_empty() {
                // A comment, a declaration, or not a tag at all.
                if !rest.starts_with("<!") && !rest.starts_with("<?") && !rest.starts_with("</") {
                    self.text("<");
                }
                continue;
            }
            // A tag that is cut off by the end of the text is ignored.
            if !markup[..at].ends_with('>') {
                break;
            }
            let name = lower(tag.name);
            if self.is_named(&tag, &name, markup) {
                self.add("".into(), markup[start..at].into(), true);
            } else if tag.closes {
                self.close(name, tag.name);
            } else if tag.closes_itself(markup, self.foreign > 0) {
                self.imply_ends(&name);
                self.add(name, tag.attributes(markup).into(), false);
            } else if rules::is_raw(&name) && self.foreign == 0 {
                at = self.raw(name, &tag, markup);
            } else {
                self.start(name, &tag, markup);
            }
        }
        self.text(&markup[at..]);
    }

    /// Reads an element with raw text. Returns the position after it.
    fn raw(&mut self, name: Cow<'m, str>, tag: &RawTag<'m>, markup: &'m str) -> usize {
        // A frame or field that is never closed has no content.
        let is_open = !rules::is_program(&name) && !self.ends.has_end(markup, tag.end, &name);
        let end = if is_open { tag.end } else { tag.raw_end(markup, &name) };
        if name == "iframe" {
            self.add(name, tag.attributes(markup).into(), false);
        } else if rules::is_shown(&name) {
            let held = self.add(name, "".into(), false);
            self.open.push(held);
            self.add("".into(), markup[tag.end..end].into(), true);
            self.open.pop();
        }
        end
    }

    /// Returns whether a tag is only mentioned, as a word of the text.
    fn is_named(&mut self, tag: &RawTag, name: &str, markup: &str) -> bool {
        if !self.line {
            // Such a tag would hide everything that follows. A drawing begins with an element.
            let next = || markup[tag.end..].split('<').next().unwrap_or("");
            return !tag.closes
                && (name != "svg" || !next().trim().is_empty())
                && rules::is_unshown(name)
                && !rules::is_program(name)
                && self.foreign == 0
                && !self.ends.is_meant(tag, name, markup);
        }
        match tag.closes {
            true => name != "p" && name != "br" && self.innermost(|open| open == name).is_none(),
            false => !self.ends.is_meant(tag, name, markup),
        }
    }

    fn text(&mut self, text: &'m str) {
        if text.is_empty() {
            return;
        }
        let text = match text.contains('&') {
            true => Cow::Owned(self.references.resolve_html(text)),
            false => Cow::Borrowed(text),
        };
        self.add("".into(), text, true);
    }

    fn start(&mut self, name: Cow<'m, str>, tag: &RawTag<'m>, markup: &'m str) {
        self.imply_ends(&name);
        let attributes = tag.attributes(markup);
        if rules::is_void(&name) {
            self.add(name, attributes.into(), false);
            return;
        }
        if rules::is_transparent(&name) {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.lost.push(tag.name);
            return;
        }
        self.foreign += usize::from(rules::is_foreign(&name));
        let at = self.add(name, attributes.into(), false);
        self.open.push(at);
    }

    fn add(&mut self, name: Cow<'m, str>, text: Cow<'m, str>, is_text: bool) -> usize {
        let at = self.soup.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        let last = std::mem::replace(&mut self.soup.nodes[parent].last, at);
        match last {
            NONE => self.soup.nodes[parent].first = at,
            last => self.soup.nodes[last].next = at,
        }
        self.soup.nodes.push(Node {
            name,
            text,
            is_text,
            parent,
            first: NONE,
            last: NONE,
            next: NONE,
        });
        at
    }

    fn name(&self, place: usize) -> &str {
        &self.soup.nodes[self.open[place]].name
    }

    /// Returns the index of the innermost open element for which `is` holds.
    fn innermost(&self, is: impl Fn(&str) -> bool) -> Option<usize> {
        (0..self.open.len()).rev().find(|place| is(self.name(*place)))
    }

    /// Closes the elements that cannot contain an element with that name.
    fn imply_ends(&mut self, name: &str) {
        for (ended, until) in rules::closed_by_start(name) {
            let place = self.innermost(|open| ended.contains(&open) || until.contains(&open));
            if let Some(place) = place.filter(|place| ended.contains(&self.name(*place))) {
                self.cut(place);
            }
        }
        // A paragraph closes a drawing that was not closed.
        if self.foreign > 0 && rules::is_block(name) {
            let place = (0..self.open.len()).find(|place| rules::is_foreign(self.name(*place)));
            place.into_iter().for_each(|place| self.cut(place));
        }
        // A link ends where the next one begins, unless a block inside it is still open.
        if name == "a"
            && let Some(place) = self.innermost(|open| open == "a" || rules::is_block(open))
            && self.name(place) == "a"
        {
            self.cut(place);
        }
    }

    /// Closes the innermost element with that name, and the open elements inside it.
    fn close(&mut self, name: Cow<'m, str>, written: &'m str) {
        if self.lost.last().is_some_and(|lost| lost.eq_ignore_ascii_case(written)) {
            self.lost.pop();
            return;
        }
        if name == "br" {
            self.add(name, "".into(), false);
            return;
        }
        let until = rules::end_tag_barrier(&name);
        for place in (0..self.open.len()).rev() {
            let open = self.name(place);
            if open == name {
                return self.cut(place);
            }
            if until(open) {
                break;
            }
        }
        // A link that continues around a block ends at its end tag.
        if name == "a" {
            self.add("/a".into(), "".into(), false);
        }
    }

    fn cut(&mut self, place: usize) {
        for at in self.open.drain(place..) {
            self.foreign -= usize::from(rules::is_foreign(&self.soup.nodes[at].name));
        }
        self.lost.clear();
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_elements_the_first_are_kept() {
        let markup = "<li>x".repeat(MOST_NODES);
        let soup = Soup::parse(&markup);
        assert!(soup.nodes.len() <= MOST_NODES + 1);
        let read = soup.read.unwrap();
        assert!(read > markup.len() / 3 && read < markup.len(), "{read} of {}", markup.len());
        assert_eq!(Soup::parse("<li>x<li>y").read, None);
    }
}
