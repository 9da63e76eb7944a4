//! Standard output: buffered, and safe for a terminal to see.

use std::fmt::Write as _;
use std::io::{self, BufWriter, StdoutLock, Write};

use crate::domain::clean;

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

/// JSON in which characters that a terminal must not see are written as `\uXXXX`: the same value.
pub(super) fn safe_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if clean::is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// "1 feed", "2 feeds".
pub(super) fn counted(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_value_and_hides_its_teeth() {
        let text = "a\u{1b}[31m\u{9b}\u{7f}\u{202e}\u{200b}\u{e0041}é\t\n👩\u{200d}🚀";
        let json = safe_json(&serde_json::to_string(text).unwrap());
        assert!(!json.chars().any(clean::is_hidden), "{json}");
        assert!(json.contains("é") && json.contains("\u{200d}"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
