//! Earlier searches: remembered, and brought back into the line.

use crate::app::Search;
use crate::app::command::line::Line;
use crate::app::{App, Effect, Outcome, Remember};

/// The name under which searches are remembered: one a line, the newest last.
pub const SEARCHES: &str = "searches";

/// How many are remembered.
const MOST: usize = 100;

impl App {
    /// Up and down in the line: to earlier searches and back while nothing else is typed, else in
    /// the list.
    pub(in crate::app) fn search_step(&mut self, by: isize) -> Outcome {
        let (Some(prompt), Some(searching)) =
            (self.commands.prompt.as_mut(), self.search.typing.as_mut())
        else {
            return Outcome::none();
        };
        let line = &prompt.line.text;
        let shown = searching.earlier.filter(|place| self.search.past.get(*place) == Some(line));
        let count = self.search.past.len();
        let to = match (shown, by < 0) {
            (Some(place), true) => place.saturating_sub(1),
            (Some(place), false) => place + 1,
            (None, true) if line.is_empty() && count > 0 => count - 1,
            _ => return self.step_article(by),
        };
        searching.earlier = Some(to);
        prompt.line = Line::new(self.search.past.get(to).map_or("", String::as_str));
        self.search_changed()
    }
}

impl Search {
    /// Takes up the searches that were remembered.
    pub fn recall(&mut self, searches: Option<&str>) {
        let lines = searches.unwrap_or("").lines().filter(|line| !line.trim().is_empty());
        self.past = lines.map(str::to_owned).collect();
    }

    pub(in crate::app) fn remember(&mut self, text: &str) -> Outcome {
        self.past.retain(|known| known != text);
        self.past.push(text.to_owned());
        let over = self.past.len().saturating_sub(MOST);
        self.past.drain(..over);
        Outcome::from(Effect::Remember(Remember::Setting(SEARCHES, self.past.join("\n"))))
    }
}
