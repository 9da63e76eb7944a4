//! How much tags and saved queries hold: read where it is shown, and not too often.

use crate::app::Environment;
use crate::app::Sidebar;
use crate::app::{App, Effect, Outcome, Overlay, Read, RequestId};
use crate::domain::{Scope, Shelves};

/// How long it waits for further changes before the counts are read again, in milliseconds.
const PAUSE: u64 = 700;

impl App {
    /// Reads the counts again in a moment, where they are shown: what changes at once is counted once.
    pub(in crate::app) fn shelves_soon(&mut self) -> Outcome {
        let shown = self.sidebar.pane.open
            || matches!(self.overlays.top(), Some(Overlay::Feeds(_)))
            || matches!(self.list.query.scope, Scope::Saved(_));
        if !shown || self.sidebar.shelves_soon.is_some() {
            return Outcome::none();
        }
        let request = self.request();
        self.sidebar.shelves_soon = Some(request);
        Outcome::from(Effect::Wake(request, PAUSE))
    }

    pub(in crate::app) fn take_shelves(&mut self, request: RequestId, shelves: Shelves) -> Outcome {
        if request == self.sidebar.shelves_request {
            self.sidebar.shelves = shelves;
            if let Some(id) = self.sidebar.saved_now(&self.list.query.scope) {
                self.list.query.scope = Scope::Saved(id);
            }
            self.renew_choices();
        }
        Outcome::none()
    }
}

impl Sidebar {
    /// Reads tags and saved queries with their counts.
    pub(in crate::app) fn load_shelves(&mut self, env: &mut Environment) -> Outcome {
        let request = env.next_request();
        self.shelves_request = request;
        self.shelves_soon = None;
        Outcome::from(Effect::Read(request, Read::Shelves))
    }
}
