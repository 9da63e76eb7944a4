//! The line of a search: what it finds stands in the list as it is typed, and goes as it came.

use crate::app::command::prompt::Purpose;
use crate::app::list::{Arrival, List, PAGE};
use crate::app::{App, Effect, Focus, Outcome, Reader};
use crate::domain::search::{self, SearchFault};
use crate::domain::{Counts, Edge, Order, Query, QueryId, Scope};

use super::begun::as_begun;
use super::complete::{Proposals, proposals};

/// How long a list that is being searched waits before it is counted, in milliseconds.
const PAUSE: u64 = 250;

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
    pub(in crate::app) earlier: Option<usize>,
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
    pub(in crate::app) fn open_search(&mut self) -> Outcome {
        let text = self.search_text().unwrap_or_default().to_owned();
        self.begin_search(None);
        let effects = self.commands.ask_proposed(Purpose::Search, text);
        self.find_proposals();
        effects
    }

    /// Opens the line with the text of the saved query that is chosen, or shown.
    pub(in crate::app) fn edit_query(&mut self) -> Outcome {
        let scope = self.chosen().unwrap_or_else(|| self.list.query.scope.clone());
        let query = match scope {
            Scope::Saved(id) => self.sidebar.saved(id).cloned(),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) | Scope::Search(_) => None,
        };
        let Some(query) = query else { return Outcome::say("Choose a saved search first.") };
        self.begin_search(Some(query.id));
        let mut effects = self.commands.ask(Purpose::Search, query.text);
        effects.extend(self.search_changed());
        effects
    }

    fn begin_search(&mut self, editing: Option<QueryId>) {
        let before = Before {
            list: self.list.clone(),
            reader: self.article.reader.clone(),
            focus: self.focus,
        };
        self.overlays.close();
        self.focus = Focus::List;
        self.lay_out();
        self.search.typing = Some(Searching {
            fault: None,
            proposals: Proposals::default(),
            editing,
            before: Box::new(before),
            earlier: None,
            began: self.env.now,
        });
    }

    /// The text of the search that the list shows.
    pub fn search_text(&self) -> Option<&str> {
        match &self.list.query.scope {
            Scope::Search(text) => Some(text),
            Scope::Saved(id) => self.sidebar.saved(*id).map(|query| query.text.as_str()),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) => None,
        }
    }

    /// What is typed has changed: asks for the first page of what it finds, and for no more.
    pub(in crate::app) fn search_changed(&mut self) -> Outcome {
        self.find_proposals();
        self.search_typed()
    }

    /// Gathers what the word at the cursor can become.
    pub(super) fn find_proposals(&mut self) {
        let Some(line) = self.commands.prompt.as_ref().map(|prompt| &prompt.line) else { return };
        let found = proposals(&line.text, line.cursor, &self.sidebar.stock());
        if let Some(searching) = self.search.typing.as_mut() {
            searching.proposals = found;
        }
    }

    pub(in crate::app) fn search_typed(&mut self) -> Outcome {
        let (Some(prompt), Some(searching)) =
            (self.commands.prompt.as_ref(), self.search.typing.as_mut())
        else {
            return Outcome::none();
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
            Err(_) => Outcome::none(),
            Ok(search) if search.is_empty() => self.show_what_was(),
            Ok(_) => {
                let began = searching.began;
                let scope = Scope::Search(as_begun(&text, cursor));
                if scope == self.list.query.scope {
                    return Outcome::none();
                }
                self.list.query = Query { now: began, ..self.query_of(scope) };
                self.lay_out();
                self.list.load_page(&mut self.env, Edge::Start, Arrival::First)
            }
        }
    }

    /// While nothing is searched for, the list is as it was.
    fn show_what_was(&mut self) -> Outcome {
        let Some(searching) = self.search.typing.as_ref() else { return Outcome::none() };
        let before = &searching.before.list;
        if self.list.query == before.query {
            return Outcome::none();
        }
        self.list.go_back_to(before.clone());
        self.lay_out();
        self.list.reload(&mut self.env, Arrival::Hold)
    }

    /// A page of what is searched has come: what is known of its length is shown at once, and
    /// counted once the typing pauses.
    pub(in crate::app) fn count_found(&mut self) -> Outcome {
        if self.search.typing.is_none() || self.search_text().is_none() {
            return Outcome::none();
        }
        let rows = &self.list.rows;
        let unread = rows.iter().filter(|row| row.unread).count() as u64;
        self.list.counts = Counts { total: self.list.offset + rows.len() as u64, unread };
        self.list.counts_request = crate::app::RequestId::default();
        if rows.len() < PAGE {
            return Outcome::none();
        }
        let request = self.request();
        self.list.counts_soon = Some(request);
        Outcome::from(Effect::Wake(request, PAUSE))
    }

    /// The line is left: all is as it was before.
    pub(in crate::app) fn search_left(&mut self) -> Outcome {
        match self.search.typing.take() {
            Some(searching) => self.go_back_to(*searching.before),
            None => Outcome::none(),
        }
    }

    fn go_back_to(&mut self, before: Before) -> Outcome {
        let same = self.list.query == before.list.query;
        self.list.go_back_to(before.list);
        self.focus = before.focus;
        if !same {
            self.article.reader = before.reader;
            self.article.coming = None;
            self.article.choice = None;
        }
        self.list.counts_soon = None;
        self.lay_out();
        if same { Outcome::none() } else { self.list.reload(&mut self.env, Arrival::Hold) }
    }

    /// Goes back to what was shown before the search that is shown now; none if that is not known.
    pub(in crate::app) fn leave_search(&mut self) -> Option<Outcome> {
        self.search_text()?;
        let before = self.search.came_from.take()?;
        Some(self.go_back_to(*before))
    }

    /// Enter: what was found stays in the list. What cannot be read stays in the line.
    pub(in crate::app) fn search_done(&mut self) -> Outcome {
        let Some(text) =
            self.commands.prompt.as_ref().map(|prompt| prompt.line.text.trim().to_owned())
        else {
            return Outcome::none();
        };
        if let Some(searching) = self.search.typing.as_mut() {
            searching.fault = search::parse(&text).err();
            if searching.fault.is_some() {
                return Outcome::none();
            }
        }
        self.commands.prompt = None;
        if text.is_empty() {
            return self.search_left();
        }
        let Some(searching) = self.search.typing.take() else { return Outcome::none() };
        let mut effects = self.show_as_typed(&text, &searching);
        if super::sorting::is_search(&searching.before.list.query.scope) {
            // From one search to the next: the way back leads before the first of them.
        } else {
            self.search.came_from = Some(searching.before);
        }
        effects.extend(self.search.remember(&text));
        if let Some(query) = searching.editing.and_then(|id| self.sidebar.saved(id)).cloned() {
            effects.extend({
                let outcome = self.sidebar.save_query(&query.title, &text);
                self.run(outcome)
            });
        }
        effects
    }

    /// A word that has only begun is meant as it stands once the search is done. What is selected
    /// stays so where it is still found.
    fn show_as_typed(&mut self, text: &str, searching: &Searching) -> Outcome {
        let saved = match searching.before.list.query.scope {
            Scope::Saved(id) => Some(id),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) | Scope::Search(_) => None,
        };
        let is_it = |id: &QueryId| self.sidebar.saved(*id).is_some_and(|query| query.text == text);
        let same = searching.editing.into_iter().chain(saved).find(is_it);
        let scope = same.map_or_else(|| Scope::Search(text.to_owned()), Scope::Saved);
        if scope == self.list.query.scope {
            return self.list.load_counts(&mut self.env);
        }
        let selected = self.list.selected_row().map(|row| row.id);
        let chosen = selected.filter(|_| self.list.position() > 1);
        self.list.query = Query { now: searching.began, ..self.query_of(scope) };
        self.lay_out();
        match chosen {
            // How well an article matches is another place in every search.
            Some(id) if self.list.query.order == Order::Best => {
                let mut effects = self.list.load_page(&mut self.env, Edge::Start, Arrival::At(id));
                effects.extend(self.list.load_counts(&mut self.env));
                effects
            }
            Some(_) => self.list.reload(&mut self.env, Arrival::Keep),
            None => self.list.reload(&mut self.env, Arrival::First),
        }
    }

    /// Searches for `text` and shows what it finds in the list.
    pub fn search_for(&mut self, text: &str) -> Outcome {
        match search::parse(text) {
            Err(fault) => Outcome::fail(format!("Not understood: {fault}.")),
            Ok(search) if search.is_empty() => self.open_search(),
            Ok(_) => {
                self.begin_search(None);
                let before = self.search.typing.take().map(|searching| searching.before);
                let outer = self.search.came_from.take();
                let first = self.search_text().is_none();
                let mut effects = self.set_scope(Scope::Search(text.trim().to_owned()));
                self.search.came_from = if first { before } else { outer };
                effects.extend(self.search.remember(text.trim()));
                effects
            }
        }
    }
}

impl List {
    /// Whether the list holds more than has been counted.
    pub fn is_counting(&self) -> bool {
        self.counts_soon.is_some()
    }
}
