//! What surrounds the components: the terminal's size, the time, the keys, what is configured.

use crate::app::{Action, Effect, Net, Outcome};
use chrono::{DateTime, FixedOffset, Utc};

use crate::app::comfort::Look;
use crate::app::exchange::message::RequestId;
use crate::app::keys::keymap::Keymap;
use crate::app::layout::Size;

/// What every component may read: the terminal's size, the time, the keys, the settings.
pub struct Environment {
    /// The size of the terminal.
    pub size: Size,
    /// The time: seconds since 1970 UTC.
    pub now: i64,
    /// The keys.
    pub keymap: Keymap,
    /// What the surroundings decide.
    pub settings: Settings,
    /// How all is shown: widths, measure, spacing, glyphs, theme.
    pub look: Look,
    /// The number of the last request.
    requests: u64,
}

impl Environment {
    /// Surroundings of which neither the size nor the time is known yet.
    pub fn new(keymap: Keymap, settings: Settings) -> Environment {
        let (size, look) = (Size::default(), Look::default());
        Environment { size, now: 0, keymap, settings, look, requests: 0 }
    }

    /// A number for a request that no other one has.
    pub(in crate::app) fn next_request(&mut self) -> RequestId {
        self.requests += 1;
        RequestId(self.requests)
    }

    pub(in crate::app) fn nothing_here(&mut self) -> Outcome {
        let help = self.keymap.key_of(Action::Help).unwrap_or_default();
        Outcome::say(format!("That does nothing here; {help} shows the keys."))
    }
}

/// What the surroundings decide.
#[derive(Debug, Clone)]
pub struct Settings {
    /// After how many milliseconds an opened article counts as read.
    pub mark_read_after: Option<u64>,
    /// How often feeds are refreshed by themselves, in seconds; none: never, unless a feed has an
    /// interval of its own.
    pub refresh_every: Option<u64>,
    /// Whether all feeds are refreshed at the start.
    pub refresh_on_start: bool,
    /// The names of the themes that there are.
    pub themes: Vec<String>,
    /// The offset of local time at a moment.
    pub zone: fn(DateTime<Utc>) -> FixedOffset,
    /// The command that opens addresses, word by word; "{}" stands for the address, which else
    /// comes last. None: what the system opens them with.
    pub browser: Option<Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        let utc = |_: DateTime<Utc>| chrono::Offset::fix(&Utc);
        Settings {
            mark_read_after: Some(1000),
            refresh_every: None,
            refresh_on_start: false,
            themes: vec!["dark".into()],
            zone: utc,
            browser: None,
        }
    }
}

impl Environment {
    /// Saves the article of the page at an address.
    pub(in crate::app) fn save_page(&mut self, address: &str) -> Outcome {
        if address.is_empty() {
            return Outcome::none();
        }
        let request = self.next_request();
        let said = Outcome::say(format!("Saving {address}…"));
        said.and(Effect::Net(request, Net::SavePage(address.to_owned())))
    }
}
