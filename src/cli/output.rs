//! Standard output: buffered, and safe for a terminal to see.

use std::fmt::Display;
use std::io::{self, BufWriter, StdoutLock, Write};

use crate::domain::secret;

use super::error::Failure;

/// Standard output while a command writes to it.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Takes standard output.
    pub(super) fn new() -> Output {
        Output { out: BufWriter::new(io::stdout().lock()) }
    }

    /// Writes text as it is.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(|error| Failure::output(&error))
    }

    /// Sends out what was written: whoever reads it need not wait for more.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::output(&error))
    }
}

/// Tells a line on standard error, as it is but for passwords and keys in addresses. Where that is full or closed nobody can be told, and
/// the work goes on.
pub(super) fn tell(line: impl Display) {
    let _ =
        io::stderr().write_all(format!("{}\n", secret::masked_text(&line.to_string())).as_bytes());
}

/// "1 feed", "2 feeds".
pub(super) fn counted(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
