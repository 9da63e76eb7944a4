//! Pictures, videos and recordings: their text, and their addresses.

use crate::domain::clean;

use super::node::NodeRef;
use super::walk::HtmlWalk;
use super::{address, look, math, rules};

/// The longest alternative text (characters) of a picture that replaces a symbol, such as an emoji
/// of several parts.
const LONGEST_SIGN: usize = 8;

/// The width or height (pixels) from which an image is not part of a sentence.
const LARGE: u32 = 64;

/// The longest caption (bytes) that is taken for a photo credit.
const LONGEST_CREDIT: usize = 80;

/// How many nodes beside a picture are searched for words.
const BESIDE: usize = 8;

/// Prefixes of the names that cameras give to pictures.
const CAMERAS: &[&str] =
    &["dsc", "dscf", "dscn", "img", "image", "pict", "photo", "pxl", "screenshot"];

/// Attributes with the address of a picture that is loaded late, most reliable first.
const LATE: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-lazyload",
    "data-orig-file",
    "data-full-src",
    "data-image-src",
    "data-actualsrc",
    "data-url",
];

/// Parts of the addresses of placeholders.
const STAND_INS: &[&str] =
    &["blank.", "grey.gif", "lazy", "loading.", "pixel.", "placeholder", "spacer", "transparent"];

impl HtmlWalk<'_> {
    /// Writes a figure with images as blocks of their own, with all text written for them. Labels
    /// beside them on pages ("View full size") are dropped.
    pub(super) fn write_figure(&mut self, node: NodeRef) {
        self.writer.close_block();
        self.state.figure = true;
        self.state.labels = !self.around.piece;
        self.write_children(node);
        self.writer.close_block();
    }

    /// Returns whether a caption says only what the picture's text says already, or on a page who
    /// took the picture.
    pub(super) fn is_told(&self, caption: NodeRef) -> bool {
        let words = clean::one_line(&caption.inner_text());
        let around = std::iter::successors(Some(caption), |inner| Some(inner.parent()));
        let figure = around.take(BESIDE).find(|inner| inner.name() == "figure");
        let mut images = figure.into_iter().flat_map(NodeRef::descendants);
        let same = |image: NodeRef| {
            image.name() == "img" && self.words_of(image).is_some_and(|alt| alt == words)
        };
        images.any(same) || self.is_credit(caption)
    }

    /// Returns whether an element of a page only names the photographer.
    pub(super) fn is_credit(&self, node: NodeRef) -> bool {
        !self.around.piece && is_credit(&clean::one_line(&node.inner_text()))
    }

    /// Writes an image's alternative text, with a link to the image or the link around it. An image
    /// within a sentence (a symbol, a formula, a small picture) stays there.
    pub(super) fn write_image(&mut self, node: NodeRef) {
        let alt = node.attribute("alt").unwrap_or_default();
        let alt = alt.trim();
        let length = alt.chars().count();
        if math::is_formula(node, alt) {
            if !math::stands_beside(node) {
                self.write_text(&math::strip_delimiters(alt));
            }
            return;
        }
        if !has_word(alt) {
            if length <= LONGEST_SIGN && (self.writer.has_words() || is_before_words(node)) {
                self.writer.push_text(alt);
            }
            return;
        }
        if length <= 2 {
            return self.writer.push_text(alt);
        }
        let Some(alt) = self.words_of(node) else { return };
        match self.is_in_sentence(node, &alt) {
            true => self.writer.push_text(&alt),
            false => self.writer.push_image(&alt, self.source(node)),
        }
    }

    /// Returns the description of an image; `None` if its alternative text is only a file name or
    /// the title of the page.
    pub(super) fn words_of(&self, node: NodeRef) -> Option<String> {
        let alt = node.attribute("alt")?;
        let alt = alt.trim();
        // Some alternative texts are markup.
        let read = alt.contains('<').then(|| super::fragment_line(alt));
        let alt = read.as_deref().filter(|read| !read.is_empty()).unwrap_or(alt);
        let alt = clean::one_line(alt);
        let is_none = alt.is_empty() || alt.starts_with("http") || alt == self.around.title;
        (!is_none && !is_file_name(&alt)).then_some(alt)
    }

    /// Returns whether an image is within a sentence: it is small, and words go on around it.
    fn is_in_sentence(&self, node: NodeRef, alt: &str) -> bool {
        let is_large = ["width", "height"].into_iter().any(|name| {
            let size = node.attribute(name);
            let size = size.and_then(|size| size.trim().trim_end_matches("px").parse().ok());
            size.is_some_and(|size: u32| size >= LARGE)
        });
        let size = ["width", "height"].into_iter().any(|name| node.attribute(name).is_some());
        // Several words that begin like a sentence are a description of a picture.
        let is_told = alt.starts_with(char::is_uppercase) && alt.contains(' ') && !size;
        !self.state.figure
            && !is_large
            && !is_told
            && !self.writer.is_linked()
            && self.writer.is_in_sentence()
            && is_before_words(node)
    }

    /// Writes pictures and media from an element for browsers without scripts, unless they are
    /// there already. Its other words speak of browsers.
    pub(super) fn write_noscript(&mut self, node: NodeRef) {
        let is_twin = || self.around.piece && before(node).is_some_and(|it| it.name() == "img");
        for child in node.descendants() {
            match child.name() {
                "img" if !is_twin() => self.write_image(child),
                name @ ("iframe" | "video" | "audio") if !look::is_hidden(child) => {
                    self.write_media(child, name);
                }
                _ => {}
            }
        }
    }

    /// Writes a video, a recording or a frame like an image: as a line with a link. Does nothing if
    /// it has no address. Frames of pages are dropped: most of them are advertisements.
    pub(super) fn write_media(&mut self, node: NodeRef, name: &str) {
        let is_own = matches!(name, "audio" | "video");
        if !(is_own || self.around.piece) || is_tiny(node) {
            return;
        }
        let inner = || {
            let mut sources = node.children().filter(|child| child.name() == "source");
            sources.find_map(|source| self.source(source))
        };
        let Some(url) = self.source(node).or_else(inner) else { return };
        let title = ["title", "aria-label"]
            .into_iter()
            .find_map(|name| node.attribute(name).filter(|title| !title.trim().is_empty()));
        let (kind, untitled) = match name {
            "video" => ("video", "embedded video"),
            "audio" => ("recording", "recording"),
            "iframe" => ("frame", "embedded frame"),
            _ => ("embedded", "embedded file"),
        };
        match title {
            Some(title) => self.writer.push_image(&format!("{kind}: {}", title.trim()), Some(url)),
            None => self.writer.push_image(untitled, Some(url)),
        }
    }

    /// Returns the web address of an element's media: the one that is loaded late, else its own,
    /// else the one for browsers without scripts.
    fn source(&self, node: NodeRef) -> Option<String> {
        let whole = |address: &str| {
            let url = address::link_address(address, self.around.base)?;
            (!url.starts_with("mailto:")).then_some(url)
        };
        let named = |name: &str| node.attribute(name).and_then(|address| whole(&address));
        let listed = |node: NodeRef, name: &str| whole(&largest(&node.attribute(name)?)?);
        let late = LATE.iter().find_map(|name| named(name));
        let late = late.or_else(|| listed(node, "data-srcset"));
        let is_real = |url: &String| {
            let name = url.rsplit('/').next().unwrap_or(url).to_ascii_lowercase();
            !STAND_INS.iter().any(|part| name.contains(part))
        };
        let parent = node.parent();
        let sources = || {
            let sources = parent.children().filter(|child| child.name() == "source");
            let mut sources = sources.filter(|_| parent.name() == "picture");
            sources.find_map(|it| listed(it, "srcset").or_else(|| listed(it, "data-srcset")))
        };
        let twin = || {
            let script = [node, parent].into_iter().find_map(after)?;
            let mut inner = script.descendants().filter(|it| it.name() == node.name());
            let twin = inner.next().filter(|_| script.name() == "noscript")?;
            twin.attribute("src").and_then(|address| whole(&address))
        };
        let own = || named("src");
        let others = || listed(node, "srcset").or_else(sources).or_else(twin);
        late.or_else(|| own().filter(is_real)).or_else(others).or_else(own)
    }
}

/// Returns the address of the largest image in a `srcset`.
fn largest(list: &str) -> Option<String> {
    let size = |candidate: &str| {
        let size = candidate.split_whitespace().nth(1).unwrap_or("1x");
        size.trim_end_matches(['w', 'x', 'h']).parse::<f32>().unwrap_or(1.0)
    };
    // Addresses may contain commas; entries are separated by a comma and a space.
    let candidates = list.split(", ").flat_map(|part| part.split(",\n"));
    let candidates = candidates.map(str::trim).filter(|candidate| !candidate.is_empty());
    let largest = candidates.reduce(|one, two| if size(two) > size(one) { two } else { one })?;
    largest.split_whitespace().next().map(str::to_owned)
}

/// Returns the next sibling that is not white space, within a few nodes.
fn after(node: NodeRef) -> Option<NodeRef> {
    let next = std::iter::successors(node.next(), |next| next.next());
    next.take(BESIDE).find(|next| !next.text().is_some_and(|text| text.trim().is_empty()))
}

/// Returns the previous sibling that is not white space.
fn before(node: NodeRef) -> Option<NodeRef> {
    let before = node.parent().children().take_while(|child| !child.is_same(node));
    before.filter(|it| !it.text().is_some_and(|text| text.trim().is_empty())).last()
}

/// Returns whether an alternative text is a file name: one with an extension, or one from a camera
/// or an image store.
fn is_file_name(alt: &str) -> bool {
    let lower = alt.to_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "heic"].contains(&ending) {
        return true;
    }
    if alt.contains(char::is_whitespace) {
        return false;
    }
    let digits = alt.chars().filter(char::is_ascii_digit).count();
    let joints = alt.chars().filter(|c| matches!(c, '-' | '_')).count();
    let letters = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_camera = CAMERAS.contains(&letters) && digits > 2;
    let is_digest = alt.len() >= 16 && digits > 3 && alt.chars().all(|c| c.is_ascii_hexdigit());
    is_camera || is_digest || (digits > 0 && (alt.contains('_') || joints > 1))
}

/// Returns whether a caption only names the photographer.
fn is_credit(words: &str) -> bool {
    let lower = words.to_lowercase();
    let is_marked =
        ["photo", "photograph", "photography", "picture", "image", "credit", "foto", "bild"]
            .iter()
            .filter_map(|label| lower.strip_prefix(label))
            .map(|rest| rest.strip_prefix(" credit").unwrap_or(rest).trim_start())
            .any(|rest| rest.starts_with(':') || rest.starts_with("by "));
    lower.len() <= LONGEST_CREDIT && (is_marked || lower.starts_with('©'))
}

/// Returns whether a text has two letters or digits in a row.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|run| run.chars().nth(1).is_some())
}

/// Returns whether words follow in the same line, within a few nodes.
fn is_before_words(node: NodeRef) -> bool {
    let is_word = |node: NodeRef| node.text().is_some_and(|text| !text.trim().is_empty());
    let line = std::iter::successors(Some(node), |inner| Some(inner.parent()))
        .take_while(|inner| !rules::is_block(inner.name()));
    line.take(BESIDE).any(|inner| {
        let after = std::iter::successors(inner.next(), |node| node.next());
        let in_line = |node: &NodeRef| !rules::is_block(node.name()) && node.name() != "br";
        after
            .take_while(in_line)
            .take(BESIDE)
            .any(|beside| is_word(beside) || beside.descendants().take(BESIDE).any(is_word))
    })
}

/// Returns whether an element is as small as a tracking pixel.
fn is_tiny(node: NodeRef) -> bool {
    ["width", "height"].into_iter().any(|name| {
        node.attribute(name).is_some_and(|size| matches!(size.trim(), "0" | "1" | "0px" | "1px"))
    })
}

/// Returns whether a figure has images and nothing else with a structure of its own.
pub(super) fn has_picture(node: NodeRef) -> bool {
    let has = |names: &[&str]| node.descendants().any(|inner| names.contains(&inner.name()));
    has(&["img"]) && !has(&["figure", "table"])
}
