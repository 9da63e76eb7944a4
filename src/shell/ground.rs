//! Asks the terminal for the colour of its ground, and picks the answer out of the keys.
//!
//! The answer (OSC 11) comes where keys come, at any time or never. Nothing waits for it: whatever
//! may be its beginning is held back until it is whole, or is given on as the keys that it was.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::terminal;

/// How long what may be the beginning of an answer is held back.
pub(super) const PATIENCE: Duration = Duration::from_millis(50);

/// How long after the question the terminal is kept for its answer: later ones come rarely.
const GRACE: Duration = Duration::from_millis(300);

/// What terminals are asked.
const QUESTION: &str = "\x1b]11;?\x1b\\";

/// How an answer begins.
const PREFIX: &str = "\x1b]11;";

/// The most characters that an answer has.
const LONGEST: usize = 64;

/// Whether an answer is still to come.
static AWAITED: AtomicBool = AtomicBool::new(false);

/// Asks the terminal, if it is one that can be asked; gives when.
pub(super) fn ask() -> Option<Instant> {
    let term = std::env::var("TERM").unwrap_or_default();
    // These print what they do not know. On Windows answers come in another way.
    let unfit = cfg!(windows) || term == "linux" || term == "dumb" || term.starts_with("eterm");
    if unfit || terminal::tell(QUESTION).is_err() {
        return None;
    }
    AWAITED.store(true, Ordering::SeqCst);
    Some(Instant::now())
}

/// Lets an answer that is on its way come in before the terminal is given back: else it would be
/// typed into the shell. Returns at once where the question is old or answered.
pub(super) fn let_in(asked: Option<Instant>) {
    let Some(asked) = asked else { return };
    while AWAITED.load(Ordering::SeqCst) && asked.elapsed() < GRACE {
        thread::sleep(Duration::from_millis(5));
    }
}

/// What listens for the answer among the keys.
#[derive(Default)]
pub(super) struct Ear {
    held: Vec<Event>,
    text: String,
}

/// What an event was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The last part of an answer: whether the ground is light; none where it does not say.
    Ground(Option<bool>),
    /// These, in their order; none while they may be the beginning of an answer.
    Events(Vec<Event>),
}

impl Ear {
    /// Takes an event in.
    pub(super) fn hear(&mut self, event: Event) -> Heard {
        self.hear_if(AWAITED.load(Ordering::SeqCst), event)
    }

    fn hear_if(&mut self, awaited: bool, event: Event) -> Heard {
        let Some(typed) = awaited.then(|| typed(&event)).flatten() else {
            let is_key = matches!(&event, Event::Key(key) if key.kind != KeyEventKind::Release);
            // A new size, say, does not come between the parts of an answer.
            let mut events = if is_key { self.release() } else { Vec::new() };
            events.push(event);
            return Heard::Events(events);
        };
        self.text.push_str(&typed);
        self.held.push(event);
        match answer(&self.text) {
            Answer::Begun => Heard::Events(Vec::new()),
            Answer::Not => Heard::Events(self.release()),
            Answer::Whole(light) => {
                AWAITED.store(false, Ordering::SeqCst);
                self.release();
                Heard::Ground(light)
            }
        }
    }

    /// Whether something is held back.
    pub(super) fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// What was held back: no more of it has come.
    pub(super) fn release(&mut self) -> Vec<Event> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }
}

/// The characters that a key stood for, where it can be a part of an answer.
fn typed(event: &Event) -> Option<String> {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else {
        return None;
    };
    match (code, *modifiers - KeyModifiers::SHIFT) {
        (KeyCode::Esc, KeyModifiers::NONE) => Some("\x1b".into()),
        (KeyCode::Char(c), KeyModifiers::NONE) => Some(c.to_string()),
        (KeyCode::Char(c), KeyModifiers::ALT) => Some(format!("\x1b{c}")),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => Some("\x07".into()),
        _ => None,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// It may become one.
    Begun,
    /// It is one; whether the ground is light, where that can be told.
    Whole(Option<bool>),
    /// It is none.
    Not,
}

fn answer(text: &str) -> Answer {
    let Some(rest) = text.strip_prefix(PREFIX) else {
        return if PREFIX.starts_with(text) { Answer::Begun } else { Answer::Not };
    };
    if let Some(colour) = rest.strip_suffix('\x07').or_else(|| rest.strip_suffix("\x1b\\")) {
        return Answer::Whole(light(colour));
    }
    let body = rest.strip_suffix('\x1b').unwrap_or(rest);
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '#');
    if rest.len() <= LONGEST && body.chars().all(sound) { Answer::Begun } else { Answer::Not }
}

/// `rgb:ffff/ffff/ffff`, with one to four digits each; `rgba:` has a fourth part.
fn light(colour: &str) -> Option<bool> {
    let (_, parts) = colour.split_once(':').filter(|(kind, _)| matches!(*kind, "rgb" | "rgba"))?;
    let part = |digits: &str| {
        let most = 16_f64.powi(i32::try_from(digits.len()).ok().filter(|n| (1..=4).contains(n))?);
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / (most - 1.0))
    };
    let parts: Vec<f64> = parts.split('/').map(part).collect::<Option<_>>()?;
    let [red, green, blue, ..] = parts[..] else { return None };
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The events that crossterm makes of these characters, each escape taken with what follows.
    fn events(text: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let (code, modifiers) = match c {
                '\x1b' => match chars.next() {
                    Some(next) => (KeyCode::Char(next), KeyModifiers::ALT),
                    None => (KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                'A'..='Z' => (KeyCode::Char(c), KeyModifiers::SHIFT),
                _ => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            events.push(Event::Key(KeyEvent::new(code, modifiers)));
        }
        events
    }

    /// What comes through, and the ground that was told.
    fn through(all: Vec<Event>) -> (Vec<Event>, Option<Option<bool>>) {
        let (mut ear, mut out, mut ground) = (Ear::default(), Vec::new(), None);
        for event in all {
            match ear.hear_if(ground.is_none(), event) {
                Heard::Ground(light) => ground = Some(light),
                Heard::Events(events) => out.extend(events),
            }
        }
        out.extend(ear.release());
        (out, ground)
    }

    #[test]
    fn an_answer_is_heard_and_none_of_it_is_typed() {
        for (answer, light) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(true)),
            ("\x1b]11;rgb:FDFD/F6F6/E3E3\x07", Some(true)),
            ("\x1b]11;rgb:1e/1e/2e\x1b\\", Some(false)),
            ("\x1b]11;rgba:0000/0000/0000/ffff\x07", Some(false)),
            ("\x1b]11;none\x07", None),
            ("\x1b]11;rgb:fffff/0/0\x07", None),
        ] {
            let typed = format!("j{answer}k");
            assert_eq!(through(events(&typed)), (events("jk"), Some(light)), "{answer:?}");
        }
    }

    #[test]
    fn an_answer_in_pieces_is_one_and_a_new_size_may_come_between() {
        let mut all = vec![Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))];
        all.extend(events("]11;rgb:0/0/0"));
        all.push(Event::Resize(80, 24));
        all.push(Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)));
        all.extend(events("\\"));
        assert_eq!(through(all), (vec![Event::Resize(80, 24)], Some(Some(false))));
    }

    #[test]
    fn keys_that_look_like_the_beginning_are_keys() {
        for keys in ["\x1b]q", "\x1b]11j", "\x1b]11;rgb\x1bx", "\x1b]1", "\x1b"] {
            assert_eq!(through(events(keys)), (events(keys), None), "{keys:?}");
        }
        let endless = format!("\x1b]11;{}", "a".repeat(200));
        assert_eq!(through(events(&endless)), (events(&endless), None));
    }

    #[test]
    fn where_nothing_is_awaited_nothing_is_held_back() {
        for event in events("\x1b]11;rgb:0/0/0\x07") {
            let mut ear = Ear::default();
            assert_eq!(ear.hear_if(false, event.clone()), Heard::Events(vec![event]));
        }
    }

    proptest! {
        #[test]
        fn no_key_is_lost(keys in "(\x1b\\]|\x1b|1|;|rgb:|[a-f0-9/]|[\x07g\\\\j]){0,40}") {
            let all = events(&keys);
            let (out, ground) = through(all.clone());
            prop_assert!(ground.is_some() || out == all);
        }
    }
}
