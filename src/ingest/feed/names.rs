//! Normalizes element names by their namespace, whatever prefix a feed uses for it.

use std::collections::HashMap;

/// Substrings of namespace addresses, with the prefix that we use; "" for feeds' own elements.
const NAMESPACES: &[(&str, &str)] = &[
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("www.w3.org/2005/atom", "atom"),
    ("purl.org/atom/ns", "atom"),
    ("purl.org/rss/1.0/modules", "module"),
    ("purl.org/rss/", ""),
    ("my.netscape.com/rdf/simple", ""),
    ("channel.netscape.com/rdf/simple", ""),
    ("my.netscape.com/publish/formats", ""),
    ("backend.userland.com/rss", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
    ("www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("www.w3.org/1999/xhtml", "xhtml"),
    ("www.w3.org/1998/math/mathml", "mathml"),
    ("www.w3.org/2000/svg", "svg"),
    ("www.itunes.com/dtds", "itunes"),
    ("search.yahoo.com/mrss", "media"),
];

/// The namespace prefixes that a feed has declared.
#[derive(Default)]
pub(super) struct Namespaces {
    prefixes: HashMap<String, &'static str>,
    /// Whether the feed is Atom, so that Atom's elements have no prefix.
    atom: bool,
}

impl Namespaces {
    /// Records an attribute (name in lower case) if it declares a prefix.
    pub(super) fn declare(&mut self, attribute: &str, value: &str) {
        let Some(prefix) = attribute.strip_prefix("xmlns:") else { return };
        let value = value.to_ascii_lowercase();
        if let Some((_, usual)) = NAMESPACES.iter().find(|(part, _)| value.contains(part)) {
            self.prefixes.insert(prefix.to_owned(), usual);
        }
    }

    /// Returns whether elements under a prefix are HTML, MathML or SVG.
    pub(super) fn is_html(&self, prefix: &str) -> bool {
        let prefix = prefix.to_ascii_lowercase();
        let usual = self.prefixes.get(&prefix).copied().unwrap_or(&prefix);
        matches!(usual, "xhtml" | "html" | "mathml" | "svg")
    }

    /// Returns an element's name in lower case, with our prefix.
    pub(super) fn canonical(&mut self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name.as_str()));
        self.atom |= matches!(local, "feed" | "entry");
        let usual = self.prefixes.get(prefix).copied().unwrap_or(prefix);
        match usual {
            "" => local.to_owned(),
            "atom" if self.atom => local.to_owned(),
            // RSS's own elements under a prefix that was never declared.
            "rss" | "rss1" | "rss09" => local.to_owned(),
            usual => format!("{usual}:{local}"),
        }
    }
}
