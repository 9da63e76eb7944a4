//! What is typed into the status line: the filter, an address, a feed's name, tags, interval.

use crate::domain::{FeedId, QueryId};

use crate::app::Commands;
use crate::app::command::Verb;
use crate::app::command::line::Line;
use crate::app::{Action, App, Code, Focus, Key, Outcome, Overlay};

/// A line that is being typed, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line.
    pub line: Line,
}

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To narrow the list; it counts as it is typed.
    Filter,
    /// To narrow the choice of feeds; it counts as it is typed.
    Feeds,
    /// The address of a feed or a site.
    Address,
    /// A feed's name.
    Name(FeedId),
    /// A feed's tags, with commas between them.
    Tags(FeedId),
    /// How often a feed is refreshed.
    Interval(FeedId),
    /// A command, or the words behind one.
    Line(Verb),
    /// A few letters of a command; they count as they are typed.
    Palette,
    /// To narrow a list of subjects by name; it counts as it is typed.
    SubjectName,
    /// The feed that a screen of the archive is narrowed to.
    SubjectFeed,
    /// The span of time that a screen of the archive is narrowed to.
    SubjectDates,
    /// A search of everything; it counts as it is typed.
    Search,
    /// The name to save a search under: its text.
    SaveQuery(String),
    /// A saved query's name.
    RenameQuery(QueryId),
    /// Who said it.
    Speaker,
    /// How that source is described.
    Description,
}

impl App {
    pub(in crate::app) fn open_filter(&mut self) -> Outcome {
        // A filter that is set stays until something is typed.
        let effects = self.commands.ask(Purpose::Filter, "");
        let focused = self.set_focus(Focus::List);
        effects.and(focused)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other key goes to the line editor")]
    pub(in crate::app) fn prompt_key(&mut self, key: Key) -> Outcome {
        // What was said stays until the next key.
        self.status.clear();
        let Some(prompt) = self.commands.prompt.as_mut() else { return Outcome::none() };
        if let Purpose::Line(verb) = prompt.purpose {
            return self.line_key(verb, key);
        }
        match key.code {
            Code::Enter => self.prompt_done(),
            Code::Esc => self.prompt_left(),
            Code::Char('c' | 'g') if key.ctrl => self.prompt_left(),
            Code::Backspace
                if prompt.line.text.is_empty() && prompt.purpose == Purpose::Palette =>
            {
                self.close_palette()
            }
            Code::Backspace if prompt.line.text.is_empty() => {
                self.commands.prompt = None;
                self.search_left()
            }
            Code::PageDown => self.prompt_step(10),
            Code::PageUp => self.prompt_step(-10),
            Code::Char('n') if key.ctrl => self.prompt_step(1),
            Code::Char('p') if key.ctrl => self.prompt_step(-1),
            Code::Tab if prompt.purpose == Purpose::Search => self.complete_search(!key.shift),
            Code::Down => self.prompt_step(1),
            Code::Up => self.prompt_step(-1),
            _ if prompt.line.key(key) => self.prompt_changed(),
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn paste(&mut self, pasted: &str) -> Outcome {
        let Some(prompt) = self.commands.prompt.as_mut() else { return Outcome::none() };
        prompt.line.paste(pasted);
        self.prompt_changed()
    }

    fn prompt_step(&mut self, by: isize) -> Outcome {
        let purpose = self.commands.prompt.as_ref().map(|prompt| &prompt.purpose);
        match (purpose, self.overlays.top_mut()) {
            (Some(Purpose::Filter), _) => self.step_article(by),
            (Some(Purpose::SubjectFeed | Purpose::SubjectDates), _) => {
                self.step_proposal(by);
                Outcome::none()
            }
            (Some(Purpose::SubjectName), _) => {
                let action = if by < 0 { Action::Up } else { Action::Down };
                self.act_in_screen(action)
            }
            (Some(Purpose::Search), _) => self.search_step(by),
            (Some(Purpose::Feeds), Some(Overlay::Feeds(picker))) => {
                picker.step(by);
                Outcome::none()
            }
            (Some(Purpose::Palette), _) => {
                self.overlays.step_palette(by);
                Outcome::none()
            }
            _ => Outcome::none(),
        }
    }

    fn prompt_changed(&mut self) -> Outcome {
        let Some(prompt) = self.commands.prompt.as_ref() else { return Outcome::none() };
        let text = prompt.line.text.clone();
        match prompt.purpose {
            Purpose::Filter => self.list.set_filter(&mut self.env, text),
            Purpose::Feeds => self.filter_feeds(text),
            Purpose::Palette => {
                self.overlays.narrow_palette(&self.env, &text);
                Outcome::none()
            }
            Purpose::Line(_) => self.line_changed(),
            Purpose::SubjectName => self.overlays.narrow_to_name(&mut self.env, text),
            Purpose::Search => self.search_changed(),
            Purpose::Address
            | Purpose::Name(_)
            | Purpose::Tags(_)
            | Purpose::Interval(_)
            | Purpose::SubjectFeed
            | Purpose::SubjectDates
            | Purpose::SaveQuery(_)
            | Purpose::RenameQuery(_)
            | Purpose::Speaker
            | Purpose::Description => Outcome::none(),
        }
    }

    fn prompt_left(&mut self) -> Outcome {
        match self.commands.prompt.take().map(|prompt| prompt.purpose) {
            Some(Purpose::Filter) => self.list.set_filter(&mut self.env, String::new()),
            Some(Purpose::Feeds) => self.filter_feeds(String::new()),
            Some(Purpose::Palette) => self.close_palette(),
            Some(Purpose::SubjectName) => {
                self.overlays.narrow_to_name(&mut self.env, String::new())
            }
            Some(Purpose::Search) => self.search_left(),
            _ => Outcome::none(),
        }
    }

    fn prompt_done(&mut self) -> Outcome {
        if self.commands.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Search) {
            return self.search_done();
        }
        let Some(Prompt { purpose, line }) = self.commands.prompt.take() else {
            return Outcome::none();
        };
        match purpose {
            Purpose::Line(_) => Outcome::none(),
            Purpose::Palette => {
                self.commands.prompt = Some(Prompt { purpose, line });
                self.run_palette()
            }
            Purpose::Filter | Purpose::Feeds | Purpose::Search | Purpose::SubjectName => {
                Outcome::none()
            }
            Purpose::Address => self.look_up(line.text.trim()),
            Purpose::Name(feed) => {
                let outcome = self.sidebar.rename_feed(feed, line.text.trim());
                self.run(outcome)
            }
            Purpose::SaveQuery(text) => {
                let outcome = self.sidebar.save_query(&line.text, &text);
                self.run(outcome)
            }
            Purpose::RenameQuery(id) => {
                let outcome = self.sidebar.rename_query(id, line.text.trim());
                self.run(outcome)
            }
            Purpose::Speaker => self.speaker_named(line.text.trim()),
            Purpose::Description => self.speaker_described(line.text.trim()),
            Purpose::Tags(feed) => {
                let outcome = self.sidebar.tag_feed(feed, &line.text);
                self.run(outcome)
            }
            Purpose::Interval(feed) => {
                let effects = {
                    let outcome = self.sidebar.set_interval(feed, line.text.trim());
                    self.run(outcome)
                };
                self.keep_mistyped(purpose, line, effects)
            }
            Purpose::SubjectFeed => {
                let effects = self.narrow_to_feed(line.text.trim());
                self.keep_mistyped(purpose, line, effects)
            }
            Purpose::SubjectDates => {
                let effects = self.overlays.narrow_to_dates(&mut self.env, line.text.trim());
                self.keep_mistyped(purpose, line, effects)
            }
        }
    }

    /// What was refused stays, to be mended: what is typed next is meant for it.
    fn keep_mistyped(&mut self, purpose: Purpose, line: Line, effects: Outcome) -> Outcome {
        if effects.fails_after(&self.status) {
            self.commands.prompt = Some(Prompt { purpose, line });
        }
        effects
    }
}

impl Commands {
    /// Begins to ask for a line, which holds `text` at first.
    pub(in crate::app) fn ask(&mut self, purpose: Purpose, text: impl AsRef<str>) -> Outcome {
        self.prompt = Some(Prompt { purpose, line: Line::new(text) });
        Outcome::status(None)
    }

    /// The same; what is typed first takes the text's place.
    pub(in crate::app) fn ask_proposed(
        &mut self,
        purpose: Purpose,
        text: impl AsRef<str>,
    ) -> Outcome {
        let effects = self.ask(purpose, "");
        if let Some(prompt) = self.prompt.as_mut() {
            prompt.line = Line::proposed(text);
        }
        effects
    }
}
