//! Converts markup that is written as XML in a feed to HTML, where the two are parsed differently.

use super::rules;
use super::tag::RawTag;
use super::telling::is_markup;

/// Elements whose CDATA is never markup.
const CODE: &[&str] = &["code", "kbd", "listing", "pre", "samp", "tt", "xmp"];

/// How XML in a feed is to be read.
pub(in super::super) struct Reading<'a> {
    /// Returns whether elements under a prefix are HTML, MathML or SVG.
    pub(in super::super) is_html: &'a dyn Fn(&str) -> bool,
    /// Whether the markup is declared as XHTML: then CDATA is always text, as in XML. Elsewhere, it
    /// is mostly markup that was wrapped in CDATA again.
    pub(in super::super) strict: bool,
}

/// Returns the HTML equivalent of `xml`: CDATA resolved, self-closing elements closed, and prefixes
/// of HTML elements removed.
pub(in super::super) fn xml_to_html(xml: &str, reading: &Reading) -> String {
    let mut writer =
        MarkupWriter { out: String::with_capacity(xml.len()), open: Vec::new(), reading };
    let mut at = 0;
    while let Some(found) = xml[at..].find('<') {
        let start = at + found;
        writer.text(&xml[at..start]);
        if let Some(section) = xml[start..].strip_prefix("<![CDATA[") {
            let end = section.find("]]>").unwrap_or(section.len());
            writer.section(&section[..end]);
            at = (start + 9 + end + 3).min(xml.len());
            continue;
        }
        let tag = RawTag::parse(xml, start);
        at = tag.end;
        if tag.name.is_empty() {
            let is_said = xml[start + 1..].starts_with(['!', '?', '/']);
            writer.out.push_str(if is_said { "" } else { "&lt;" });
        } else if xml[..at].ends_with('>') {
            writer.tag(&tag, xml);
        }
    }
    writer.text(&xml[at..]);
    writer.out
}

struct MarkupWriter<'a> {
    out: String,
    /// The open elements.
    open: Vec<&'a str>,
    reading: &'a Reading<'a>,
}

impl<'a> MarkupWriter<'a> {
    fn text(&mut self, text: &str) {
        // The end of a CDATA section that was already ended by another.
        self.out.push_str(&text.replace("]]>", ""));
    }

    fn section(&mut self, section: &str) {
        let inside = |names: &[&str]| {
            self.open.iter().any(|open| names.iter().any(|name| open.eq_ignore_ascii_case(name)))
        };
        if inside(&["script", "style"]) {
            return;
        }
        let is_whole = self.open.is_empty() || is_markup(section);
        if !self.reading.strict && is_whole && !inside(CODE) {
            return self.out.push_str(section);
        }
        for c in section.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                c => self.out.push(c),
            }
        }
    }

    fn tag(&mut self, tag: &RawTag<'a>, xml: &'a str) {
        let name = match tag.name.split_once(':') {
            Some((prefix, local)) if (self.reading.is_html)(prefix) => local,
            _ => tag.name,
        };
        let is_void = rules::is_void(&name.to_ascii_lowercase());
        if tag.closes {
            if let Some(place) = self.open.iter().rposition(|open| *open == name) {
                self.open.truncate(place);
            }
            if !is_void {
                self.out.push_str(&format!("</{name}>"));
            }
            return;
        }
        let attributes = tag.attributes(xml).trim_end();
        let written = attributes.strip_suffix('/');
        self.out.push_str(&format!("<{name} {}>", written.unwrap_or(attributes)));
        match written {
            Some(_) if is_void => {}
            Some(_) => self.out.push_str(&format!("</{name}>")),
            None if is_void => {}
            None => self.open.push(name),
        }
    }
}
