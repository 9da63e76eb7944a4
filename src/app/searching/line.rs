//! The line of a search: what it finds stands in the list as it is typed, and goes as it came.

use crate::app::list::{Arrival, List, PAGE};
use crate::app::prompt::Purpose;
use crate::app::{App, Effect, Focus, Reader, Status};
use crate::domain::search::{self, SearchFault};
use crate::domain::{Counts, Edge, Query, QueryId, Scope};

use super::complete::{Proposals, proposals};

/// How long a list that is being searched waits before it is counted, in milliseconds.
const PAUSE: u64 = 250;

/// The fewest letters of an unfinished word that are searched as the beginning of one: very many
/// words begin with the same two. In scripts without spaces (from U+2E80 on) one letter says enough.
const LEAST: usize = 3;

/// A search that is being typed.
#[derive(Debug, Clone)]
pub struct Searching {
    /// Why what is typed cannot be read; the list keeps what was found before.
    pub fault: Option<SearchFault>,
    /// What the word at the cursor can become.
    pub proposals: Proposals,
    /// The saved query that is being edited.
    editing: Option<QueryId>,
    /// What was there before.
    before: Box<Before>,
    /// The earlier search that stands in the line: its place among them.
    pub(super) earlier: Option<usize>,
    /// When it began; ages are counted from there.
    began: i64,
}

/// What was there before a search.
#[derive(Debug, Clone)]
pub(in crate::app) struct Before {
    list: List,
    reader: Option<Reader>,
    focus: Focus,
}

impl App {
    /// Opens the line; the search that the list shows is proposed.
    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        let text = self.search_text().unwrap_or_default().to_owned();
        self.begin_search(None);
        let effects = self.ask_proposed(Purpose::Search, text);
        self.find_proposals();
        effects
    }

    /// Opens the line with the text of the saved query that is chosen, or shown.
    pub(super) fn edit_query(&mut self) -> Vec<Effect> {
        let scope = self.chosen().unwrap_or_else(|| self.list.query.scope.clone());
        let query = match scope {
            Scope::Saved(id) => self.saved(id).cloned(),
            _ => None,
        };
        let Some(query) = query else { return self.say("Choose a saved search first.") };
        self.begin_search(Some(query.id));
        let mut effects = self.ask(Purpose::Search, query.text);
        effects.extend(self.search_changed());
        effects
    }

    fn begin_search(&mut self, editing: Option<QueryId>) {
        let before =
            Before { list: self.list.clone(), reader: self.reader.clone(), focus: self.focus };
        self.overlay = None;
        self.focus = Focus::List;
        self.lay_out();
        self.searching = Some(Searching {
            fault: None,
            proposals: Proposals::default(),
            editing,
            before: Box::new(before),
            earlier: None,
            began: self.now,
        });
    }

    /// The text of the search that the list shows.
    pub fn search_text(&self) -> Option<&str> {
        match &self.list.query.scope {
            Scope::Search(text) => Some(text),
            Scope::Saved(id) => self.saved(*id).map(|query| query.text.as_str()),
            _ => None,
        }
    }

    /// What is typed has changed: asks for the first page of what it finds, and for no more.
    pub(in crate::app) fn search_changed(&mut self) -> Vec<Effect> {
        self.find_proposals();
        self.search_typed()
    }

    /// Gathers what the word at the cursor can become.
    pub(super) fn find_proposals(&mut self) {
        let Some(line) = self.prompt.as_ref().map(|prompt| &prompt.line) else { return };
        let found = proposals(&line.text, line.cursor, &self.stock());
        if let Some(searching) = self.searching.as_mut() {
            searching.proposals = found;
        }
    }

    pub(super) fn search_typed(&mut self) -> Vec<Effect> {
        let (Some(prompt), Some(searching)) = (self.prompt.as_ref(), self.searching.as_mut())
        else {
            return Vec::new();
        };
        let mut text = prompt.line.text.clone();
        let cursor = prompt.line.cursor;
        if text.ends_with(':') && cursor == text.len() {
            // A field without its value means nothing yet: what stands before it does.
            text.truncate(text.rfind([' ', '(']).unwrap_or(0));
        }
        let read = search::parse(&text);
        searching.fault = read.as_ref().err().cloned();
        match read {
            Err(_) => Vec::new(),
            Ok(search) if search.is_empty() => self.show_what_was(),
            Ok(_) => {
                let began = searching.began;
                let scope = Scope::Search(as_begun(&text, cursor));
                if scope == self.list.query.scope {
                    return Vec::new();
                }
                self.list.query = Query { now: began, ..self.query_of(scope) };
                self.lay_out();
                self.load_page(Edge::Start, Arrival::First)
            }
        }
    }

    /// While nothing is searched for, the list is as it was.
    fn show_what_was(&mut self) -> Vec<Effect> {
        let Some(searching) = self.searching.as_ref() else { return Vec::new() };
        let before = &searching.before.list;
        if self.list.query == before.query {
            return Vec::new();
        }
        self.list = before.clone();
        self.lay_out();
        self.reload(Arrival::Hold)
    }

    /// A page of what is searched has come: what is known of its length is shown at once, and
    /// counted once the typing pauses.
    pub(in crate::app) fn count_found(&mut self) -> Vec<Effect> {
        if self.searching.is_none() || self.search_text().is_none() {
            return Vec::new();
        }
        let rows = &self.list.rows;
        let unread = rows.iter().filter(|row| row.unread).count() as u64;
        self.list.counts = Counts { total: self.list.offset + rows.len() as u64, unread };
        self.awaited.counts = crate::app::RequestId::default();
        if rows.len() < PAGE {
            return Vec::new();
        }
        let request = self.request();
        self.awaited.counts_soon = Some(request);
        vec![Effect::Wake(request, PAUSE)]
    }

    /// Whether the list holds more than has been counted.
    pub fn is_counting(&self) -> bool {
        self.awaited.counts_soon.is_some()
    }

    /// The line is left: all is as it was before.
    pub(in crate::app) fn search_left(&mut self) -> Vec<Effect> {
        match self.searching.take() {
            Some(searching) => self.go_back_to(*searching.before),
            None => Vec::new(),
        }
    }

    fn go_back_to(&mut self, before: Before) -> Vec<Effect> {
        let same = self.list.query == before.list.query;
        self.list = before.list;
        self.focus = before.focus;
        if !same {
            self.reader = before.reader;
            self.awaited.article_id = None;
            self.choice = None;
        }
        self.awaited.counts_soon = None;
        self.lay_out();
        if same { Vec::new() } else { self.reload(Arrival::Hold) }
    }

    /// Goes back to what was shown before the search that is shown now; none if that is not known.
    pub(in crate::app) fn leave_search(&mut self) -> Option<Vec<Effect>> {
        self.search_text()?;
        let before = self.came_from.take()?;
        Some(self.go_back_to(*before))
    }

    /// Enter: what was found stays in the list. What cannot be read stays in the line.
    pub(in crate::app) fn search_done(&mut self) -> Vec<Effect> {
        let Some(text) = self.prompt.as_ref().map(|prompt| prompt.line.text.trim().to_owned())
        else {
            return Vec::new();
        };
        if let Some(searching) = self.searching.as_mut() {
            searching.fault = search::parse(&text).err();
            if searching.fault.is_some() {
                return Vec::new();
            }
        }
        self.prompt = None;
        let searched = self.search_text().map(str::to_owned);
        let (Some(searched), false) = (searched, text.is_empty()) else {
            return self.search_left();
        };
        let Some(searching) = self.searching.take() else { return Vec::new() };
        if super::sorting::is_search(&searching.before.list.query.scope) {
            // From one search to the next: the way back leads before the first of them.
        } else {
            self.came_from = Some(searching.before);
        }
        let mut effects = self.remember_search(&text);
        effects.extend(self.load_counts());
        if let Some(query) = searching.editing.and_then(|id| self.saved(id)).cloned() {
            effects.extend(self.save_query(&query.title, &searched));
        }
        effects
    }

    /// Searches for `text` and shows what it finds in the list.
    pub fn search_for(&mut self, text: &str) -> Vec<Effect> {
        match search::parse(text) {
            Err(fault) => {
                self.status = Some(Status::error(format!("Not understood: {fault}.")));
                Vec::new()
            }
            Ok(search) if search.is_empty() => self.open_search(),
            Ok(_) => {
                self.begin_search(None);
                let before = self.searching.take().map(|searching| searching.before);
                let outer = self.came_from.take();
                let first = self.search_text().is_none();
                let mut effects = self.set_scope(Scope::Search(text.trim().to_owned()));
                self.came_from = if first { before } else { outer };
                effects.extend(self.remember_search(text.trim()));
                effects
            }
        }
    }
}

/// A search as it is meant while it is typed: its last word has only begun, until a blank or a mark
/// follows it.
fn as_begun(text: &str, cursor: usize) -> String {
    let text = if cursor == text.len() { text.trim_start() } else { text.trim() };
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let letters = || word.chars().rev().take_while(|c| c.is_alphanumeric());
    let says_enough = letters().count() >= LEAST || letters().any(|letter| letter >= '\u{2e80}');
    let is_address = word.to_lowercase().trim_start_matches(['-', '(']).starts_with("url:");
    let begun = format!("{text}*");
    if cursor >= text.len() && says_enough && !is_address && search::parse(&begun).is_ok() {
        return begun;
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_has_only_begun_until_a_blank_follows() {
        let meant = |text: &str| as_begun(text, text.len());
        assert_eq!(meant("harb"), "harb*");
        assert_eq!(meant("harb "), "harb");
        assert_eq!(meant("old harb"), "old harb*");
        assert_eq!(meant("\"old harb\""), "\"old harb\"");
        assert_eq!(meant("title:harb"), "title:harb*");
        assert_eq!(meant("is:unread"), "is:unread");
        assert_eq!(meant("named:>12"), "named:>12");
        assert_eq!(meant("url:example"), "url:example");
        assert_eq!(meant("ha"), "ha");
        assert_eq!(meant("船"), "船*");
        assert_eq!(as_begun("harb", 2), "harb");
    }
}
