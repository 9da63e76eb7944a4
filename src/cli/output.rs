//! Standard output: buffered, and safe for a terminal.

use std::fmt::Display;
use std::io::{self, BufWriter, StdoutLock, Write};

use crate::domain::secret;

use super::error::Failure;

/// Buffered standard output.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Creates the output.
    pub(super) fn new() -> Output {
        Output { out: BufWriter::new(io::stdout().lock()) }
    }

    /// Writes text unchanged.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(|error| Failure::cannot_write(&error))
    }

    /// Sends the buffered text, so that its reader need not wait for more.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::cannot_write(&error))
    }
}

/// Prints a line on standard error with passwords and keys in addresses masked. Ignores errors:
/// nobody could be told about them, and the work continues.
pub(super) fn print_stderr(line: impl Display) {
    let _ =
        io::stderr().write_all(format!("{}\n", secret::masked_text(&line.to_string())).as_bytes());
}

/// Returns a number with its noun: "1 feed", "2 feeds".
pub(super) fn with_noun(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
