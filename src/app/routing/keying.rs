//! Keys: numbers before them, sequences, the keymap, what they lead to.

use crate::app::keys::keymap::{Context, Lookup};
use crate::app::{Action, App, Code, Commands, Effect, Environment, Focus, Key, OnScreen, Outcome};

/// The largest number that can stand before a key.
const MOST: u32 = 9999;

impl App {
    pub(in crate::app) fn key(&mut self, key: Key) -> Outcome {
        self.commands.drop_steps();
        if self.hold_key(key) {
            return Outcome::none();
        }
        if self.commands.prompt.is_some() {
            return self.prompt_key(key);
        }
        self.status.clear();
        if let Some(effects) = self.kind_key(key) {
            return effects;
        }
        if let Some(effects) = self.mark_key(key) {
            return effects;
        }
        if self.article.choice.is_some() {
            return self.choose(key);
        }
        if self.number_key(key) {
            return Outcome::none();
        }
        self.commands.keys.push(key);
        let found = self.env.keymap.lookup_in(self.context(), &self.commands.keys);
        if found == Lookup::Prefix {
            return Outcome::none();
        }
        let typed = std::mem::take(&mut self.commands.keys);
        let count = self.commands.count.take();
        match (found, count) {
            (Lookup::Action(action), count) => self.act_in_time(action, count),
            (Lookup::Macro(place), count) if !self.overlays.is_correcting() => {
                self.begin_steps(place, count.unwrap_or(1))
            }
            _ => self.env.means_nothing(&typed),
        }
    }

    /// Where the key bindings stand that go before those for everywhere.
    pub(in crate::app) fn context(&self) -> Context {
        let pane = self.focus.context();
        match self.overlays.top() {
            Some(overlay) => overlay.context().unwrap_or(pane),
            None if self.article.selection().is_some() => Context::Select,
            None => pane,
        }
    }

    /// Takes a key that belongs to a number before another key; whether it does.
    fn number_key(&mut self, key: Key) -> bool {
        match (key.code, self.commands.count) {
            (Code::Esc, Some(_)) => {
                self.commands.count = None;
                self.commands.keys.clear();
                return true;
            }
            (Code::Backspace, Some(count)) if self.commands.keys.is_empty() => {
                self.commands.count = Some(count / 10).filter(|count| *count > 0);
                return true;
            }
            _ => {}
        }
        let digit = key.typed().and_then(|letter| letter.to_digit(10));
        let Some(digit) = digit.filter(|digit| *digit > 0 || self.commands.count.is_some()) else {
            return false;
        };
        let bound = self.commands.count.is_none()
            && self.env.keymap.lookup_in(self.context(), &[key]) != Lookup::Nothing;
        if bound || !self.commands.keys.is_empty() {
            return false;
        }
        let count = self.commands.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        self.commands.count = Some(count.min(MOST));
        true
    }
}

impl Environment {
    pub(in crate::app) fn means_nothing(&self, typed: &[Key]) -> Outcome {
        if typed.last().is_some_and(|key| key.code == Code::Esc) {
            return Outcome::none();
        }
        let typed: Vec<String> = typed.iter().map(Key::to_string).collect();
        let help = self.keymap.key_of(Action::Help).unwrap_or_default();
        let text = format!("{} does nothing here; {help} shows the keys", typed.join(" "));
        Outcome::say(text)
    }
}

impl Commands {
    /// A key while the terminal is too small to show anything: nothing is done that is not seen.
    pub(in crate::app) fn key_unseen(&mut self, env: &Environment, key: Key) -> Outcome {
        self.keys.clear();
        self.count = None;
        match env.keymap.lookup_in(Focus::List.context(), &[key]) {
            Lookup::Action(Action::Quit) => Outcome::from(Effect::Screen(OnScreen::Quit)),
            Lookup::Action(Action::Redraw) => Outcome::from(Effect::Screen(OnScreen::Redraw)),
            _ if key.ctrl && key.code == Code::Char('c') => {
                Outcome::from(Effect::Screen(OnScreen::Quit))
            }
            Lookup::Action(_) | Lookup::Macro(_) | Lookup::Prefix | Lookup::Nothing => {
                Outcome::none()
            }
        }
    }
}
