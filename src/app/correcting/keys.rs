//! The keys of the panel of corrections.

use crate::app::marks::Role;
use crate::app::{Action, App, Code, Effect, Key};

use super::source::KINDS;
use super::spans::Step;
use super::{Passages, Stage, Target};

/// How a key moves in a list.
fn moved(key: Key, selected: usize, count: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    match key.code {
        Code::Down | Code::Char('j') => Some((selected + 1).min(last)),
        Code::Up | Code::Char('k') => Some(selected.saturating_sub(1)),
        Code::Home | Code::Char('g') => Some(0),
        Code::End | Code::Char('G') => Some(last),
        _ => None,
    }
}

/// The step of the editor that a key stands for.
fn step(key: Key) -> Option<Step> {
    Some(match key.code {
        Code::Char('h') => Step::Start(false),
        Code::Char('l') => Step::Start(true),
        Code::Char('H') | Code::Left => Step::End(false),
        Code::Char('L') | Code::Right => Step::End(true),
        Code::Char('w') => Step::Word(true),
        Code::Char('b') => Step::Word(false),
        Code::Char('j') | Code::Down => Step::Sentence(true),
        Code::Char('k') | Code::Up => Step::Sentence(false),
        Code::Char('.') => Step::Whole,
        Code::Tab => Step::Passage(!key.shift),
        Code::Char('c') => Step::Mark(Role::Content),
        Code::Char('s') => Step::Mark(Role::Source),
        Code::Char('u') => Step::Mark(Role::Cue),
        Code::Char('x') | Code::Delete => Step::Unmark,
        _ => return None,
    })
}

impl App {
    /// Takes a key for the panel of corrections; none where it is not shown.
    pub(in crate::app) fn correcting_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let stage = self.panel()?.stage.clone();
        if key.ctrl || key.alt {
            return Some(self.control_key(key));
        }
        let effects = match stage {
            Stage::Menu { details } => self.menu_key(key, details),
            Stage::Source(mut choice) => match moved(key, choice.selected, choice.entries.len()) {
                Some(selected) => {
                    choice.selected = selected;
                    self.set_stage(Stage::Source(choice))
                }
                None => match key.code {
                    Code::Enter => self.take_source(),
                    Code::Char('t') => self.type_name(),
                    Code::Esc | Code::Backspace => self.step_back(choice.target),
                    _ => self.no_such_key(key),
                },
            },
            Stage::Kind(mut choice) => {
                let named = KINDS.iter().position(|(letter, ..)| key.typed() == Some(*letter));
                match (named, moved(key, choice.selected, KINDS.len())) {
                    (Some(selected), _) => {
                        choice.selected = selected;
                        let effects = self.set_stage(Stage::Kind(choice));
                        effects.into_iter().chain(self.take_kind()).collect()
                    }
                    (None, Some(selected)) => {
                        choice.selected = selected;
                        self.set_stage(Stage::Kind(choice))
                    }
                    _ => match key.code {
                        Code::Enter => self.take_kind(),
                        Code::Esc | Code::Backspace => self.choose_source(choice.target),
                        _ => self.no_such_key(key),
                    },
                }
            }
            Stage::Passages(passages) => self.passages_key(key, *passages),
            Stage::List { selected } => self.list_key(key, selected),
        };
        Some(effects)
    }

    fn control_key(&mut self, key: Key) -> Vec<Effect> {
        match key.code {
            Code::Char('c') => self.close_panel(),
            Code::Char('l') => vec![Effect::Redraw],
            Code::Char('d') => self.scroll_behind(Action::HalfDown),
            Code::Char('u') => self.scroll_behind(Action::HalfUp),
            _ => self.no_such_key(key),
        }
    }

    fn menu_key(&mut self, key: Key, details: bool) -> Vec<Effect> {
        let current = self.reader.as_ref().and_then(|reader| reader.current);
        match (key.code, current) {
            (Code::Esc | Code::Backspace | Code::Char('q' | 'x'), _) => self.close_panel(),
            (Code::Char('l'), _) => self.set_stage(Stage::List { selected: 0 }),
            (Code::Char('+'), _) => {
                self.close_panel();
                self.add_statement(None)
            }
            (Code::Char('n'), _) => self.step_behind(Action::NextQuote),
            (Code::Char('N'), _) => self.step_behind(Action::PreviousQuote),
            (Code::Down | Code::Char('j'), _) => self.scroll_behind(Action::Down),
            (Code::Up, _) => self.scroll_behind(Action::Up),
            (Code::PageDown, _) => self.scroll_behind(Action::PageDown),
            (Code::PageUp, _) => self.scroll_behind(Action::PageUp),
            (Code::Char('w' | 'k' | 's' | 'c' | 'e' | 'd' | 'u'), None) => {
                self.say("No statement is chosen: n goes to the next one.")
            }
            (Code::Char('w'), Some(index)) => self.mark_wrong(index),
            (Code::Char('k'), Some(index)) => self.confirm(index),
            (Code::Char('s'), Some(index)) => self.choose_source(Target::Statement(index)),
            (Code::Char('c'), Some(index)) => self.adjust(index, Role::Content),
            (Code::Char('e'), Some(index)) => self.adjust(index, Role::Source),
            (Code::Char('d'), Some(_)) => self.set_stage(Stage::Menu { details: !details }),
            (Code::Char('u'), Some(index)) => self.take_back_of(index),
            _ => self.no_such_key(key),
        }
    }

    fn passages_key(&mut self, key: Key, mut passages: Passages) -> Vec<Effect> {
        if let Some(step) = step(key) {
            if !passages.editor.step(step) {
                return self.say("No further.");
            }
            return self.set_stage(Stage::Passages(Box::new(passages)));
        }
        match key.code {
            Code::Enter => self.keep_passages(passages),
            Code::Esc | Code::Char('q') if passages.of.is_some() => {
                self.set_stage(Stage::Menu { details: false })
            }
            Code::Esc | Code::Char('q') => self.close_panel(),
            Code::PageDown => self.scroll_behind(Action::PageDown),
            Code::PageUp => self.scroll_behind(Action::PageUp),
            _ => self.no_such_key(key),
        }
    }

    fn list_key(&mut self, key: Key, selected: usize) -> Vec<Effect> {
        let count = self.panel().and_then(|panel| panel.known.as_ref()).map_or(0, Vec::len);
        if let Some(selected) = moved(key, selected, count) {
            return self.set_stage(Stage::List { selected });
        }
        match key.code {
            Code::Enter | Code::Char('u') => self.take_back_listed(selected),
            Code::Esc | Code::Backspace | Code::Char('q' | 'l') => {
                self.set_stage(Stage::Menu { details: false })
            }
            _ => self.no_such_key(key),
        }
    }

    /// Back to where the choice of a source was come to from.
    fn step_back(&mut self, target: Target) -> Vec<Effect> {
        match target {
            Target::Statement(_) => self.set_stage(Stage::Menu { details: false }),
            Target::New(parts) => self.edit(&parts, Role::Content, None),
        }
    }

    fn step_behind(&mut self, action: Action) -> Vec<Effect> {
        self.act_in_body(action)
    }

    fn scroll_behind(&mut self, action: Action) -> Vec<Effect> {
        self.act_in_body(action);
        Vec::new()
    }

    fn no_such_key(&mut self, key: Key) -> Vec<Effect> {
        self.say(format!("{key} does nothing here."))
    }
}
