//! Reads the files of an entry: enclosures, linked files, and Media RSS.

use crate::domain::Enclosure;

use super::tree::{Node, Source};
use super::{address, fields, text, title};

/// The most files of one entry.
pub(super) const MOST: usize = 50;

/// Elements in which Media RSS describes a file, best first.
const WORDS: &[&str] = &["media:description", "media:title", "media:text"];

/// Returns the files of an entry, each once. `feed` is the markup that contains the entry; relative
/// addresses are resolved against `base`.
pub(super) fn enclosures(node: &Node, feed: &Source, base: Option<&str>) -> Vec<Enclosure> {
    let mut found: Vec<Enclosure> = Vec::new();
    for child in &node.children {
        match child.name.as_str() {
            "enclosure" | "media:content" => add(&mut found, read(child, &[node], feed, base)),
            "link" | "atom:link" if child.attribute("rel").is_some_and(is_enclosure) => {
                add(&mut found, read(child, &[], feed, base));
            }
            "media:group" => {
                for content in child.children_named("media:content") {
                    add(&mut found, read(content, &[child, node], feed, base));
                }
            }
            _ => {}
        }
    }
    let duration = node.text_of(&["itunes:duration"]).and_then(duration);
    for file in found.iter_mut().filter(|file| is_recording(file)) {
        file.title = file.title.take().or_else(|| duration.clone());
    }
    found
}

fn is_enclosure(rel: &str) -> bool {
    rel.trim().eq_ignore_ascii_case("enclosure")
}

fn is_recording(file: &Enclosure) -> bool {
    file.kind.as_ref().is_none_or(|kind| kind.starts_with("audio") || kind.starts_with("video"))
}

/// Adds a file, or adds new details to a file that is already in the list.
fn add(found: &mut Vec<Enclosure>, file: Option<Enclosure>) {
    let Some(file) = file else { return };
    if let Some(known) = found.iter_mut().find(|known| known.url == file.url) {
        known.kind = known.kind.take().or(file.kind);
        known.bytes = known.bytes.or(file.bytes);
        known.title = known.title.take().or(file.title);
    } else if found.len() < MOST {
        found.push(file);
    }
}

/// Reads one file. Its description may be in the element or in the elements around it.
fn read(node: &Node, around: &[&Node], feed: &Source, base: Option<&str>) -> Option<Enclosure> {
    let named = ["url", "href"].iter().find_map(|name| node.attribute(name));
    let named = named.unwrap_or(node.text.trim());
    let url = address::link_address(named, base).and_then(|url| address::web_address(&url))?;
    let length = ["length", "filesize"].iter().find_map(|name| node.attribute(name));
    let words = |node: &Node| {
        let said = WORDS
            .iter()
            .flat_map(|name| node.children_named(name))
            .map(|said| text::text_line(said, feed));
        said.into_iter().find(|said| !said.is_empty())
    };
    let own = node.attribute("title").and_then(fields::non_empty_line);
    // An item's description of media applies only to files of Media RSS.
    let around = around.iter().filter(|_| node.name.starts_with("media:"));
    let said = own.or_else(|| words(node)).or_else(|| around.into_iter().find_map(|n| words(n)));
    Some(Enclosure {
        url,
        kind: node.attribute("type").or_else(|| node.attribute("medium")).and_then(media_type),
        bytes: length.and_then(|length| length.trim().parse().ok()).filter(|bytes| *bytes > 0),
        title: said.map(title::shorten),
    })
}

/// Returns a MIME type, or the first half of one; `None` for any other text.
pub(super) fn media_type(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.split(';').next().unwrap_or("").trim_end();
    let fits = |c: char| c.is_ascii_alphanumeric() || "/+-._*".contains(c);
    (!text.is_empty() && text.len() <= 100 && text.chars().all(fits)).then(|| text.to_owned())
}

/// Returns the length of a recording: `1:02:03` unchanged, `3723` converted.
fn duration(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = |c: char| c.is_ascii_digit() || c == ':';
    if text.len() > 10 || !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(fits)
    {
        return None;
    }
    let Ok(seconds) = text.parse::<u64>() else { return Some(text.to_owned()) };
    format_duration(seconds)
}

/// Formats seconds as `1:02:03` or `2:03`; `None` for 0.
pub(super) fn format_duration(seconds: u64) -> Option<String> {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (seconds, hours) {
        (0, _) => None,
        (_, 0) => Some(format!("{minutes}:{rest:02}")),
        _ => Some(format!("{hours}:{minutes:02}:{rest:02}")),
    }
}
