//! From the terminal's events to the reader's messages.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use crate::app::{Code, Key, Message, Mouse, Size};

use super::ground::{self, Ear, Heard};
use super::run;

/// Waits for keys; they come as messages.
pub(super) fn listen(events: Sender<run::Event>) -> io::Result<()> {
    let listen = move || {
        let mut ear = Ear::default();
        loop {
            let heard = match hear(&mut ear) {
                Ok(heard) => heard.into_iter().map(run::Event::Message).collect(),
                Err(error) => vec![run::Event::Lost(error)],
            };
            for event in heard {
                let lost = matches!(event, run::Event::Lost(_));
                if events.send(event).is_err() || lost {
                    return;
                }
            }
        }
    };
    thread::Builder::new().name("keys".into()).spawn(listen).map(|_| ())
}

/// Waits for the terminal; gives what it means to the reader, if anything.
fn hear(ear: &mut Ear) -> io::Result<Vec<Message>> {
    let heard = if ear.holds() && !crossterm::event::poll(ground::PATIENCE)? {
        Heard::Events(ear.release())
    } else {
        ear.hear(crossterm::event::read()?)
    };
    Ok(match heard {
        Heard::Ground(light) => light.map(Message::Ground).into_iter().collect(),
        Heard::Events(events) => events.into_iter().filter_map(message).collect(),
    })
}

/// The message of an event; none where it means nothing to the reader.
fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Message::Key),
        Event::Mouse(event) => {
            let mouse = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Click(event.column, event.row),
                MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag(event.column, event.row),
                MouseEventKind::Up(MouseButton::Left) => Mouse::Release(event.column, event.row),
                MouseEventKind::ScrollUp => Mouse::WheelUp(event.column, event.row),
                MouseEventKind::ScrollDown => Mouse::WheelDown(event.column, event.row),
                _ => return None,
            };
            Some(Message::Mouse(mouse))
        }
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, rows) => Some(Message::Resize(Size { columns, rows })),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let mut key = Key {
        code: code(event.code)?,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT) || held(KeyModifiers::META),
        shift: held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
    };
    if let Code::Char(c) = key.code {
        if key.shift && c.is_lowercase() {
            key.code = Code::Char(c.to_uppercase().next().unwrap_or(c));
        }
        // What AltGr types comes with Control and Alt on Windows.
        if key.ctrl && key.alt && !c.is_ascii_alphanumeric() {
            (key.ctrl, key.alt) = (false, false);
        }
        key.shift = false;
    }
    Some(key)
}

fn code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::MouseEvent;

    use super::*;

    fn check(code: KeyCode, modifiers: KeyModifiers, expected: &str) {
        let event = Event::Key(KeyEvent::new(code, modifiers));
        let Some(Message::Key(key)) = message(event) else { panic!("no key for {expected}") };
        assert_eq!(key.to_string(), expected);
    }

    #[test]
    fn keys_are_those_of_the_keymap() {
        check(KeyCode::Char('j'), KeyModifiers::NONE, "j");
        check(KeyCode::Char('G'), KeyModifiers::SHIFT, "G");
        check(KeyCode::Char('g'), KeyModifiers::SHIFT, "G");
        check(KeyCode::Char('?'), KeyModifiers::SHIFT, "?");
        check(KeyCode::Char('d'), KeyModifiers::CONTROL, "ctrl-d");
        check(KeyCode::Char('x'), KeyModifiers::ALT, "alt-x");
        check(KeyCode::Char('['), KeyModifiers::CONTROL | KeyModifiers::ALT, "[");
        check(KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab");
        check(KeyCode::BackTab, KeyModifiers::NONE, "shift-tab");
        check(KeyCode::F(1), KeyModifiers::NONE, "f1");
    }

    #[test]
    fn letting_go_of_a_key_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(message(Event::Key(event)), None);
        event.kind = KeyEventKind::Repeat;
        assert!(message(Event::Key(event)).is_some());
    }

    #[test]
    fn only_the_left_button_and_the_wheel_count() {
        let mouse = |kind| {
            let modifiers = KeyModifiers::NONE;
            message(Event::Mouse(MouseEvent { kind, column: 4, row: 2, modifiers }))
        };
        let click = MouseEventKind::Down(MouseButton::Left);
        assert_eq!(mouse(click), Some(Message::Mouse(Mouse::Click(4, 2))));
        assert_eq!(mouse(MouseEventKind::ScrollUp), Some(Message::Mouse(Mouse::WheelUp(4, 2))));
        let drag = MouseEventKind::Drag(MouseButton::Left);
        assert_eq!(mouse(drag), Some(Message::Mouse(Mouse::Drag(4, 2))));
        let up = MouseEventKind::Up(MouseButton::Left);
        assert_eq!(mouse(up), Some(Message::Mouse(Mouse::Release(4, 2))));
        assert_eq!(mouse(MouseEventKind::Drag(MouseButton::Middle)), None);
        assert_eq!(mouse(MouseEventKind::Moved), None);
        assert_eq!(mouse(MouseEventKind::Down(MouseButton::Right)), None);
    }
}
