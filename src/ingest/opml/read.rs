//! Reads OPML, however malformed.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::domain::clean;
use crate::domain::{FeedInfo, FeedOrigin, FeedSettings, Following, line_of};

use super::attributes::{Attributes, non_empty_line};
use super::references::References;
use super::{IngestError, Outline, address};

/// The most problems that are reported individually.
const MOST_PROBLEMS: usize = 100;

/// The number of broken tags after which the rest is skipped.
const MOST_ERRORS: usize = 100;

/// The most characters of foreign text in a problem.
const LONGEST: usize = 60;

/// Reads a list of feeds.
pub(super) fn read_outline(text: &str) -> Result<Outline, IngestError> {
    let mut list = OutlineReader::default();
    let mut from = 0;
    let mut errors = 0;
    // After a tag that never ends, reading continues with the next outline.
    while let Err(at) = list.events(text, from) {
        list.problem(line_of(text, at), "a broken tag");
        errors += 1;
        let next = text.get(at + 1..).and_then(outline_in);
        match next.filter(|_| errors < MOST_ERRORS) {
            Some(next) => from = at + 1 + next,
            None => break,
        }
    }
    list.finish()
}

/// Returns the position of the next outline (bytes).
fn outline_in(text: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        text.get(at + 1..at + 8).is_some_and(|name| name.eq_ignore_ascii_case("outline"))
    })
}

/// The list read so far.
#[derive(Default)]
struct OutlineReader {
    outline: Outline,
    /// Whether any OPML was found.
    is_opml: bool,
    /// The open folders.
    folders: Vec<OpenOutline>,
    /// Whether the list's title is being read.
    in_title: bool,
    /// The index of each feed by its address.
    known: HashMap<String, usize>,
    /// For each feed, its position according to our own attributes.
    order: Vec<Option<usize>>,
    references: References,
}

/// An open outline.
struct OpenOutline {
    /// The name; `None` for a feed that was not closed, or a folder without name.
    name: Option<String>,
    /// The problem, with its line number, that is reported unless the outline contains other
    /// outlines.
    complaint: Option<(usize, String)>,
}

impl OutlineReader {
    /// Reads from byte `from` on. The error is the position of a tag that cannot be read.
    fn events(&mut self, text: &str, from: usize) -> Result<(), usize> {
        let mut reader = Reader::from_str(&text[from..]);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let (mut counted, mut line) = (0, 1);
        loop {
            let at = from + reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    line += line_of(&text[counted..], at - counted) - 1;
                    counted = at;
                    self.start(&start, line, true);
                }
                Ok(Event::Empty(start)) => {
                    line += line_of(&text[counted..], at - counted) - 1;
                    counted = at;
                    self.start(&start, line, false);
                }
                Ok(Event::End(end)) => self.end(&local(end.name().as_ref())),
                Ok(Event::Text(text)) if self.in_title => self.outline.title.push_str(&text),
                Ok(Event::CData(text)) if self.in_title => self.outline.title.push_str(&text),
                Ok(Event::GeneralRef(name)) if self.in_title => {
                    self.references.push_reference(&name, &mut self.outline.title);
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(_) => return Err(at),
            }
        }
    }

    fn start(&mut self, start: &BytesStart, line: usize, stays_open: bool) {
        match local(start.name().as_ref()).as_str() {
            "opml" => self.is_opml = true,
            "title" => self.in_title = stays_open && self.outline.title.is_empty(),
            "outline" => {
                self.is_opml = true;
                let outline = Attributes::read(start, &mut self.references);
                // An outline that contains outlines is a folder, whatever its type.
                self.folders.iter_mut().for_each(|folder| folder.complaint = None);
                let folder = self.outline(&outline, line);
                self.folders.push(folder);
                if !stays_open {
                    self.close();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "title" => self.in_title = false,
            "outline" => self.close(),
            _ => {}
        }
    }

    fn close(&mut self) {
        if let Some((line, what)) = self.folders.pop().and_then(|folder| folder.complaint) {
            self.problem(line, &what);
        }
    }

    /// Adds a feed, or returns a folder.
    fn outline(&mut self, outline: &Attributes, line: usize) -> OpenOutline {
        let none = OpenOutline { name: None, complaint: None };
        let text = outline.filled_line("text");
        let title = outline.filled_line("title");
        let name = text.clone().or_else(|| title.clone());
        let kind = outline.filled_line("type").unwrap_or_default().to_ascii_lowercase();
        let Some(written) = outline.address(&kind) else {
            let reason = outline.is_no_feed(&kind);
            let complaint = reason.map(|why| (line, format!("{}{why}", named(name.as_deref()))));
            return OpenOutline { name: name.filter(|_| kind != "include"), complaint };
        };
        let Some(url) = address_of(&written) else {
            let what = short(&written);
            self.problem(line, &format!("{}\"{what}\" is no web address", named(name.as_deref())));
            return none;
        };
        let settings = FeedSettings { tags: self.tags(outline), ..outline.settings() };
        let site = outline.filled_line("htmlurl").and_then(|site| address::web_address(&site));
        // The user's own title is in `text`, and the feed's title in `title`.
        let own = text.clone().filter(|text| title.as_ref().is_some_and(|title| title != text));
        let title = title.or(text).or_else(|| site.clone()).unwrap_or_else(|| url.clone());
        self.add(url, title, site, own, settings, outline.own_number("order"));
        none
    }

    fn add(
        &mut self,
        url: String,
        title: String,
        site: Option<String>,
        own_title: Option<String>,
        settings: FeedSettings,
        order: Option<usize>,
    ) {
        if let Some(at) = self.known.get(&url) {
            // The same feed in another folder.
            let known = &mut self.outline.feeds[*at].settings.tags;
            settings.tags.into_iter().for_each(|tag| push_new(known, tag));
            return;
        }
        self.known.insert(url.clone(), self.outline.feeds.len());
        let info = FeedInfo { origin: FeedOrigin::Address(url), title, site };
        self.outline.feeds.push(Following { info, own_title, settings });
        self.order.push(order);
    }

    /// Returns a feed's tags: from our own attributes, or else the folders around it and its
    /// categories.
    fn tags(&self, outline: &Attributes) -> Vec<String> {
        let mut tags = Vec::new();
        let own = outline.own("tags").and_then(|own| serde_json::from_str::<Vec<String>>(own).ok());
        if let Some(own) = own {
            own.iter()
                .filter_map(|tag| non_empty_line(tag))
                .for_each(|tag| push_new(&mut tags, tag));
            return tags;
        }
        let folders = self.folders.iter().filter_map(|folder| folder.name.clone());
        folders.for_each(|folder| push_new(&mut tags, folder));
        let categories = outline.filled_line("category").unwrap_or_default();
        categories
            .split([',', '/'])
            .filter_map(non_empty_line)
            .for_each(|category| push_new(&mut tags, category));
        tags
    }

    fn problem(&mut self, line: usize, what: &str) {
        let problems = &mut self.outline.problems;
        match problems.len() {
            MOST_PROBLEMS => problems.push(format!("line {line} and more: {what}")),
            count if count > MOST_PROBLEMS => {}
            _ => problems.push(format!("line {line}: {what}")),
        }
    }

    fn finish(mut self) -> Result<Outline, IngestError> {
        while !self.folders.is_empty() {
            self.close();
        }
        if !self.is_opml {
            return Err(IngestError::NotOpml("there is no outline in it".to_owned()));
        }
        if self.outline.feeds.is_empty() {
            let reason = self.outline.problems.into_iter().next();
            return Err(IngestError::NotOpml(reason.unwrap_or("it lists no feed".to_owned())));
        }
        self.outline.title = clean::one_line(&self.outline.title);
        // Our own attributes give the order of the feeds before they were divided into folders.
        let mut ordered: Vec<_> = self.order.into_iter().zip(self.outline.feeds).collect();
        ordered.sort_by_key(|(order, _)| order.unwrap_or(usize::MAX));
        self.outline.feeds = ordered.into_iter().map(|(_, feed)| feed).collect();
        Ok(self.outline)
    }
}

/// Returns the local part of an element's name, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

/// Returns a feed's address for fetching. Handles `feed://`, which browsers once used, and a
/// missing scheme.
fn address_of(written: &str) -> Option<String> {
    let lower = written.get(..7).unwrap_or("").to_ascii_lowercase();
    let rest = match lower.as_str() {
        "feed://" => format!("https://{}", &written[7..]),
        lower if lower.starts_with("feed:") => written[5..].to_owned(),
        _ => written.to_owned(),
    };
    let host = rest.split('/').next().unwrap_or("");
    let is_bare = host.contains('.') && !host.contains([':', ' ', '@', '"', '\\']);
    let is_bare = is_bare && !host.starts_with('.') && !host.ends_with('.');
    address::web_address(&rest)
        .or_else(|| is_bare.then(|| address::web_address(&format!("https://{rest}")))?)
}

fn push_new(tags: &mut Vec<String>, tag: String) {
    if !tags.contains(&tag) {
        tags.push(tag);
    }
}

/// Returns the beginning of a problem about something with a name.
fn named(name: Option<&str>) -> String {
    name.map_or_else(|| "an outline ".to_owned(), |name| format!("\"{}\" ", short(name)))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
