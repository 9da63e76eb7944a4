//! What the status line says: what just happened, or what went wrong.

/// How serious it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something happened.
    Info,
    /// Something went wrong.
    Error,
}

/// A message in the status line. It stays until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What it says: one line, safe to show.
    pub text: String,
    /// How serious it is.
    pub level: Level,
}

/// The most columns that an address takes in a failure.
const ADDRESS: usize = 48;

/// A failure that begins with an address, with the reason first and the address behind it, cut in
/// its middle: the reason matters more.
pub(in crate::app) fn reason_first(text: &str) -> String {
    match text.split_once(": ") {
        Some((address, reason)) if is_address(address) && !reason.trim().is_empty() => {
            format!("{reason} · {}", crate::text::cells::fit_middle(address, ADDRESS))
        }
        _ => text.to_owned(),
    }
}

fn is_address(text: &str) -> bool {
    let of_a_file = text.starts_with(['/', '.', '~']);
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.contains('.') && !of_a_file)
}

impl Status {
    /// Something happened.
    pub fn info(text: impl AsRef<str>) -> Status {
        Status { text: crate::domain::clean::one_line(text.as_ref()), level: Level::Info }
    }

    /// Something went wrong.
    pub fn error(text: impl AsRef<str>) -> Status {
        Status { text: crate::domain::clean::one_line(text.as_ref()), level: Level::Error }
    }
}

/// The status line: what was said last, until the next key.
#[derive(Debug, Clone, Default)]
pub struct StatusLine {
    said: Option<Status>,
}

impl StatusLine {
    /// What it says.
    pub fn get(&self) -> Option<&Status> {
        self.said.as_ref()
    }

    /// The words that it says; empty where it says nothing.
    pub fn text(&self) -> &str {
        self.said.as_ref().map_or("", |status| &status.text)
    }

    /// Whether it says that something went wrong.
    pub fn is_error(&self) -> bool {
        self.said.as_ref().is_some_and(|status| status.level == Level::Error)
    }

    /// Says that something happened.
    pub fn say(&mut self, text: impl AsRef<str>) {
        self.said = Some(Status::info(text));
    }

    /// Says that something went wrong.
    pub fn fail(&mut self, text: impl AsRef<str>) {
        self.said = Some(Status::error(text));
    }

    /// Says this, or nothing.
    pub fn set(&mut self, status: Option<Status>) {
        self.said = status;
    }

    /// Says nothing any more; gives what it said.
    pub fn take(&mut self) -> Option<Status> {
        self.said.take()
    }

    /// Says nothing any more.
    pub fn clear(&mut self) {
        self.said = None;
    }
}
