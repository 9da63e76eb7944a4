//! How much tags and saved queries hold: read where it is shown, and not too often.

use crate::app::{Effect, Environment, Outcome, Read, Sidebar};

/// How long it waits for further changes before the counts are read again, in milliseconds.
pub(in crate::app) const PAUSE: u64 = 700;

impl Sidebar {
    /// Reads tags and saved queries with their counts.
    pub(in crate::app) fn load_shelves(&mut self, env: &mut Environment) -> Outcome {
        let request = env.next_request();
        self.shelves_request = request;
        self.shelves_soon = None;
        Outcome::from(Effect::Read(request, Read::Shelves))
    }

    pub(in crate::app) fn load_feeds(&mut self, env: &mut Environment) -> Outcome {
        let request = env.next_request();
        self.feeds_request = request;
        Outcome::from(Effect::Read(request, Read::Feeds))
    }
}
