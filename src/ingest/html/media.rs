//! Pictures, videos and recordings: what stands for them in the text, and where they lead.

use super::address;
use super::node::NodeRef;
use super::rules;
use super::walk::Walk;

/// The longest picture of signs (characters), such as an emoji of several parts.
const LONGEST_SIGN: usize = 8;

/// How many nodes are looked at for words beside a picture.
const BESIDE: usize = 8;

impl Walk<'_> {
    /// A figure's images, without the labels beside them; captions in pieces of mark-up only.
    pub(super) fn picture(&mut self, node: NodeRef) {
        self.writer.close();
        self.pictures(node);
        self.writer.close();
    }

    fn pictures(&mut self, node: NodeRef) {
        for child in node.children() {
            match child.name() {
                "img" => self.image(child),
                "figcaption" if self.around.piece => self.element(child, "figcaption"),
                name @ ("audio" | "embed" | "iframe" | "video") => self.element(child, name),
                "a" => {
                    let href = child.attribute("href");
                    let url = href.and_then(|href| address::link(&href, self.around.base));
                    let linked = url.map(|url| self.writer.start_link(url)).is_some();
                    self.pictures(child);
                    if linked {
                        self.writer.end_link();
                    }
                }
                _ => self.pictures(child),
            }
        }
    }

    /// An image's alternative text, with a link to the image, or the link that is around it.
    /// Pictures of signs stay in the line, and are left out where there is none.
    pub(super) fn image(&mut self, node: NodeRef) {
        let alt = node.attribute("alt").unwrap_or_default();
        let alt = alt.trim();
        let length = alt.chars().count();
        if !has_word(alt) {
            if length <= LONGEST_SIGN && (self.writer.has_words() || is_before_words(node)) {
                self.writer.text(alt);
            }
            return;
        }
        if length <= 2 {
            return self.writer.text(alt);
        }
        let ending = alt.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        // Some alternative texts are mark-up.
        let read = alt.contains('<').then(|| super::line(alt));
        let alt = read.as_deref().filter(|read| !read.is_empty()).unwrap_or(alt);
        let is_name = ["jpg", "jpeg", "png", "gif", "webp", "svg"].contains(&ending.as_str());
        if is_name || alt.starts_with("http") || alt == self.around.title {
            return;
        }
        self.writer.image(alt, self.source(node));
    }

    /// A video, a recording or a frame: a line like that of an image, with a link to it; nothing
    /// where it has no address. Pages keep no frames: most of them are advertisements.
    pub(super) fn media(&mut self, node: NodeRef, name: &str) {
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
            Some(title) => self.writer.image(&format!("{kind}: {}", title.trim()), Some(url)),
            None => self.writer.image(untitled, Some(url)),
        }
    }

    /// The web address that an element shows.
    fn source(&self, node: NodeRef) -> Option<String> {
        let url = address::link(&node.attribute("src")?, self.around.base)?;
        (!url.starts_with("mailto:")).then_some(url)
    }
}

/// Whether a text has two letters or digits in a row.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|run| run.chars().nth(1).is_some())
}

/// Whether words follow in the same line, as far as a short look shows.
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

/// Whether an element is as small as what counts visitors.
fn is_tiny(node: NodeRef) -> bool {
    ["width", "height"].into_iter().any(|name| {
        node.attribute(name).is_some_and(|size| matches!(size.trim(), "0" | "1" | "0px" | "1px"))
    })
}

/// Whether a figure shows images and nothing else that is to be read.
pub(super) fn is_picture(node: NodeRef) -> bool {
    let has = |names: &[&str]| node.descendants().any(|inner| names.contains(&inner.name()));
    has(&["img"]) && !has(&["blockquote", "dl", "figure", "h2", "ol", "pre", "table", "ul"])
}
