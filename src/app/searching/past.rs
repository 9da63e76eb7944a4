//! Earlier searches, which are remembered.

use crate::app::{Effect, Outcome, Remember, Search};

/// The name under which searches are remembered: one a line, the newest last.
pub const SEARCHES: &str = "searches";

/// How many are remembered.
const MOST: usize = 100;

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
