//! Lines typed before: walked through with Up and Down, remembered from one day to the next.

/// The name of the setting that keeps them.
pub const COMMAND_HISTORY: &str = "command-history";

/// How many are kept.
const MOST: usize = 200;

/// The longest line that is kept, in bytes.
const LONGEST: usize = 1000;

/// Lines typed before, the oldest first, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    lines: Vec<String>,
    /// The one that is shown, and what had been typed before it was.
    walk: Option<(usize, String)>,
}

impl Typed {
    /// Lines as they were remembered, one below the other.
    pub fn load(text: &str) -> Typed {
        let mut typed = Typed::default();
        text.lines().for_each(|line| typed.keep(line));
        typed
    }

    /// The lines so that they can be remembered.
    pub fn save(&self) -> String {
        self.lines.join("\n")
    }

    /// Keeps a line as the last one.
    pub(in crate::app) fn keep(&mut self, line: &str) {
        self.walk = None;
        let line = line.trim();
        if line.is_empty() || line.len() > LONGEST || line.contains('\n') {
            return;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_owned());
        let over = self.lines.len().saturating_sub(MOST);
        self.lines.drain(..over);
    }

    /// The line before the one that is shown (or the one after), among those that begin as was
    /// typed: `present` is what stands there now. None where there is none.
    pub(super) fn walk(&mut self, present: &str, back: bool) -> Option<String> {
        let (place, typed) = match self.walk.take() {
            Some((place, typed)) => (place, typed),
            None => (self.lines.len(), present.to_owned()),
        };
        let fits = |place: &usize| {
            let line = &self.lines[*place];
            line.starts_with(&typed) && *line != typed
        };
        let found = if back {
            (0..place.min(self.lines.len())).rev().find(fits)
        } else {
            (place + 1..self.lines.len()).find(fits)
        };
        match found {
            Some(found) => {
                let line = self.lines[found].clone();
                self.walk = Some((found, typed));
                Some(line)
            }
            None if back => {
                self.walk = Some((place, typed));
                None
            }
            None => Some(typed),
        }
    }

    /// What is typed now counts from its beginning.
    pub(in crate::app) fn stop(&mut self) {
        self.walk = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_as_typed_are_walked_through_and_back() {
        let mut typed = Typed::load("sort named\nsearch sea\nsort best\nsearch fog");
        assert_eq!(typed.walk("so", true).as_deref(), Some("sort best"));
        assert_eq!(typed.walk("sort best", true).as_deref(), Some("sort named"));
        assert_eq!(typed.walk("sort named", true), None);
        assert_eq!(typed.walk("sort named", false).as_deref(), Some("sort best"));
        assert_eq!(typed.walk("sort best", false).as_deref(), Some("so"));
        typed.stop();
        assert_eq!(typed.walk("", true).as_deref(), Some("search fog"));
    }

    #[test]
    fn a_line_is_kept_once_and_not_too_many_are() {
        let mut typed = Typed::load("a\nb\n\na");
        assert_eq!(typed.save(), "b\na");
        typed.keep("  ");
        typed.keep(&"x".repeat(2000));
        for number in 0..300 {
            typed.keep(&format!("goto {number}"));
        }
        assert_eq!(typed.save().lines().count(), MOST);
        assert_eq!(Typed::load(&typed.save()), typed);
    }
}
