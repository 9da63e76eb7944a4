//! Keys as people write them: `j`, `G`, `ctrl-d`, `shift-tab`, `g g`.

use std::fmt;

/// One key press. Shifted letters are the letter in upper case, without a modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// Whether Control is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held, for keys that are no characters.
    pub shift: bool,
}

/// A key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The names of keys that are no characters; the first of each is the one that is shown.
const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    pub fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// The character that the key types, if it types one.
    pub fn typed(self) -> Option<char> {
        let Code::Char(c) = self.code else { return None };
        (!self.ctrl && !self.alt).then_some(c)
    }

    /// Reads one key: modifiers `ctrl-`, `alt-`, `shift-`, then a character or a name.
    ///
    /// # Errors
    /// Says what is not understood.
    pub fn parse(text: &str) -> Result<Key, String> {
        let mut key = Key::plain(Code::Esc);
        let mut rest = text;
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, a)| !a.is_empty()) {
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return Err(format!("`{text}` is not a key: `{modifier}` is no modifier")),
            }
            rest = after;
        }
        key.code = parse_code(rest).ok_or_else(|| format!("`{text}` is not a key"))?;
        if let (true, Code::Char(c)) = (key.shift, key.code) {
            key.code = Code::Char(c.to_uppercase().next().unwrap_or(c));
            key.shift = false;
        }
        Ok(key)
    }

    /// Reads a sequence of keys, parted by spaces.
    ///
    /// # Errors
    /// Says what is not understood.
    pub fn parse_sequence(text: &str) -> Result<Vec<Key>, String> {
        let keys: Vec<Key> = text.split_whitespace().map(Key::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err("no key is named".into()) } else { Ok(keys) }
    }
}

fn parse_code(text: &str) -> Option<Code> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(c));
    }
    let lower = text.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::F(number))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "f{number}"),
            Code::Enter
            | Code::Esc
            | Code::Tab
            | Code::Backspace
            | Code::Delete
            | Code::Insert
            | Code::Up
            | Code::Down
            | Code::Left
            | Code::Right
            | Code::Home
            | Code::End
            | Code::PageUp
            | Code::PageDown => write!(f, "{:?}", self.code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_and_write_alike() {
        for text in
            ["j", "G", "ctrl-d", "shift-tab", "alt-x", "space", "f1", "-", "ctrl--", "é", "?"]
        {
            assert_eq!(Key::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Key::parse("shift-g").unwrap().to_string(), "G");
        assert_eq!(Key::parse("Escape").unwrap().to_string(), "esc");
        assert_eq!(Key::parse_sequence("g g").unwrap().len(), 2);
    }

    #[test]
    fn what_is_no_key_is_said() {
        assert_eq!(
            Key::parse("super-x").unwrap_err(),
            "`super-x` is not a key: `super` is no modifier"
        );
        assert_eq!(Key::parse("f13").unwrap_err(), "`f13` is not a key");
        assert!(Key::parse_sequence(" ").is_err());
    }
}
