//! JSON that is safe to show on a terminal.

use std::fmt::Write as _;

use serde::Serialize;

use crate::domain::clean;

/// Serializes a value as JSON on one line that is safe to show. Should a value ever fail to
/// serialize, the result is `null`.
pub fn to_safe_json<T: Serialize + ?Sized>(value: &T) -> String {
    safe_json(&serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()))
}

/// Replaces characters that must not reach a terminal by `\uXXXX` escapes. The value stays the
/// same.
pub fn safe_json(json: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clean::table as hidden;

    #[test]
    fn json_escapes_hidden_characters_and_keeps_its_value() {
        let text = "a\u{1b}[31m\u{9b}\u{7f}\u{202e}\u{200b}\u{e0041}é\t\n👩\u{200d}🚀";
        let text = text.to_owned() + &hidden::samples();
        let json = to_safe_json(&text);
        assert_eq!(hidden::hidden_in(&json), Vec::<String>::new());
        assert!(json.contains("é") && json.contains("\u{200d}"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
