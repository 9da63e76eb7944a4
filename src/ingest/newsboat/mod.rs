//! Reads Newsboat's list of feeds, the file `urls`: addresses, tags, titles, queries.

mod filter;
mod translate;

use std::collections::HashMap;

use crate::domain::{FeedInfo, FeedOrigin, FeedSettings, Following, clean};

use super::{IngestError, address};

/// The content of a list of Newsboat's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Urls {
    /// The feeds, each once, in the order of the list.
    pub feeds: Vec<Following>,
    /// The queries as searches: title and search.
    pub searches: Vec<(String, String)>,
    /// Lines that cannot be read, each with its line number.
    pub problems: Vec<String>,
    /// Parts that were not imported or were changed, one line each.
    pub notes: Vec<String>,
}

/// The most lines of problems, and of notes.
const MOST_TOLD: usize = 200;

/// The most characters of foreign text in a line.
const LONGEST: usize = 80;

/// Returns whether a file is such a list, judging by its first meaningful line.
pub fn is_urls(bytes: &[u8]) -> bool {
    let Ok(text) = super::text_of(bytes, None) else { return false };
    let first = text.lines().map(tokens).find(|tokens| !tokens.is_empty());
    first.is_some_and(|tokens| UrlsLine::of(&tokens[0]).is_some())
}

/// Reads a list of feeds.
///
/// # Errors
///
/// Returns an error if the file is not text.
pub fn read(bytes: &[u8]) -> Result<Urls, IngestError> {
    let text = super::text_of(bytes, None)?;
    let mut list = UrlsReader::default();
    for (at, line) in text.lines().enumerate() {
        list.line(at + 1, &tokens(line));
    }
    Ok(list.urls)
}

/// The content of a line.
enum UrlsLine<'a> {
    Feed(&'a str),
    /// A query: title and filter.
    Query(&'a str, &'a str),
    /// A line that is not imported, with the reason.
    Other(&'static str),
}

/// Prefixes of lines that are not imported, with the reason.
const OTHERS: [(&str, &str); 3] = [
    ("exec:", "not taken over: a program makes it, and onrecord runs none"),
    ("filter:", "not taken over: it goes through a program, and onrecord runs none"),
    ("file:", "not taken over: it is a file, which `onrecord import` reads"),
];

impl UrlsLine<'_> {
    fn of(first: &str) -> Option<UrlsLine<'_>> {
        let lower = first.get(..8).unwrap_or(first).to_ascii_lowercase();
        let begins = |start: &str| lower.starts_with(start);
        if begins("query:") {
            let (title, filter) = first[6..].split_once(':').unwrap_or((&first[6..], ""));
            return Some(UrlsLine::Query(title, filter));
        }
        let other = OTHERS.iter().find(|(start, _)| begins(start));
        match other {
            Some((_, why)) => Some(UrlsLine::Other(why)),
            None => ["http:", "https:", "feed:"]
                .into_iter()
                .any(begins)
                .then_some(UrlsLine::Feed(first)),
        }
    }
}

/// The list read so far.
#[derive(Default)]
struct UrlsReader {
    urls: Urls,
    /// The index of each feed by its address.
    known: HashMap<String, usize>,
}

impl UrlsReader {
    fn line(&mut self, number: usize, tokens: &[String]) {
        let Some((first, tags)) = tokens.split_first() else { return };
        match UrlsLine::of(first) {
            None => self.problem(number, first, "is no address"),
            Some(UrlsLine::Other(why)) => self.leave(number, first, why),
            Some(UrlsLine::Query(title, filter)) => self.query(number, title, filter),
            Some(UrlsLine::Feed(written)) => self.feed(number, written, tags),
        }
    }

    fn feed(&mut self, number: usize, written: &str, words: &[String]) {
        let whole = match written.get(..5).filter(|start| start.eq_ignore_ascii_case("feed:")) {
            Some(_) if written[5..].starts_with("//") => format!("https:{}", &written[5..]),
            Some(_) => written[5..].to_owned(),
            None => written.to_owned(),
        };
        let Some(url) = address::web_address(&whole) else {
            return self.problem(number, written, "is no web address");
        };
        let mut tags: Vec<String> = Vec::new();
        let mut title = None;
        for word in words {
            let line = clean::one_line(word);
            if let Some(own) = line.strip_prefix('~') {
                title = title.or(Some(own.trim().to_owned()).filter(|own| !own.is_empty()));
            } else if line.starts_with('!') {
                self.leave(number, written, "it is hidden there, and is followed and shown here");
            } else if !line.is_empty() && !tags.contains(&line) {
                tags.push(line);
            }
        }
        if let Some(at) = self.known.get(&url) {
            let feed = &mut self.urls.feeds[*at];
            feed.own_title = feed.own_title.take().or(title);
            tags.retain(|tag| !feed.settings.tags.contains(tag));
            feed.settings.tags.extend(tags);
            return;
        }
        self.known.insert(url.clone(), self.urls.feeds.len());
        let info = FeedInfo { origin: FeedOrigin::Address(url.clone()), title: url, site: None };
        let settings = FeedSettings { tags, ..FeedSettings::default() };
        self.urls.feeds.push(Following { info, own_title: title, settings });
    }

    fn query(&mut self, number: usize, title: &str, text: &str) {
        let title = clean::one_line(title);
        let told = format!("the query \"{}\"", short(&title));
        let translated =
            filter::parse_filter(text).and_then(|filter| translate::translate_filter(&filter));
        match translated {
            _ if title.is_empty() => self.problem(number, text, "is a query without a name"),
            Err(why) => self.note(number, format!("{told} was not taken over: {why}")),
            Ok(search) => {
                for change in search.changes {
                    self.note(number, format!("{told}: {change}"));
                }
                self.urls.searches.push((title, search.text));
            }
        }
    }

    fn leave(&mut self, number: usize, what: &str, why: &str) {
        self.note(number, format!("{}: {why}", short(&clean::one_line(what))));
    }

    fn note(&mut self, number: usize, text: String) {
        push(&mut self.urls.notes, number, text);
    }

    fn problem(&mut self, number: usize, what: &str, why: &str) {
        let text = format!("\"{}\" {why}", short(&clean::one_line(what)));
        push(&mut self.urls.problems, number, text);
    }
}

fn push(told: &mut Vec<String>, number: usize, text: String) {
    match told.len() {
        MOST_TOLD => told.push(format!("line {number} and more: {text}")),
        count if count > MOST_TOLD => {}
        _ => told.push(format!("line {number}: {text}")),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Splits a line into words, at blanks or by quotation marks. A backslash escapes a quotation mark.
/// `#` begins a comment.
fn tokens(line: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next().filter(|first| *first != '#') {
        if first != '"' {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            rest = rest[end..].trim_start();
            continue;
        }
        let (mut token, mut end) = (String::new(), rest.len());
        let mut letters = rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    end = at + 1;
                    break;
                }
                '\\' => token.extend(letters.next().map(|(_, letter)| letter)),
                letter => token.push(letter),
            }
        }
        tokens.push(token);
        rest = rest[end..].trim_start();
    }
    tokens
}
