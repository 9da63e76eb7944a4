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
