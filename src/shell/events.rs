//! From the terminal's events to the reader's messages.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::{Code, Input, Key, Message, Mouse, Size};

/// The message of an event; none where it means nothing to the app.
pub(super) fn message(event: Event) -> Option<Message> {
    let input = match event {
        Event::Key(event) if event.kind == KeyEventKind::Release => None,
        Event::Key(event) => key(event).map(Input::Key),
        Event::Mouse(event) => mouse(event).map(Input::Mouse),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(Size { columns, rows })),
        Event::FocusGained | Event::FocusLost => None,
    };
    input.map(Message::Input)
}

/// What the mouse did; only the left button and the wheel count.
fn mouse(event: MouseEvent) -> Option<Mouse> {
    let (x, y) = (event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click(x, y)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Mouse::Drag(x, y)),
        MouseEventKind::Up(MouseButton::Left) => Some(Mouse::Release(x, y)),
        MouseEventKind::ScrollUp => Some(Mouse::WheelUp(x, y)),
        MouseEventKind::ScrollDown => Some(Mouse::WheelDown(x, y)),
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Drag(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
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
        KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: KeyCode, modifiers: KeyModifiers, expected: &str) {
        let event = Event::Key(KeyEvent::new(code, modifiers));
        let Some(Message::Input(Input::Key(key))) = message(event) else {
            panic!("no key for {expected}")
        };
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
        assert_eq!(mouse(click), Some(Message::Input(Input::Mouse(Mouse::Click(4, 2)))));
        assert_eq!(
            mouse(MouseEventKind::ScrollUp),
            Some(Message::Input(Input::Mouse(Mouse::WheelUp(4, 2))))
        );
        let drag = MouseEventKind::Drag(MouseButton::Left);
        assert_eq!(mouse(drag), Some(Message::Input(Input::Mouse(Mouse::Drag(4, 2)))));
        let up = MouseEventKind::Up(MouseButton::Left);
        assert_eq!(mouse(up), Some(Message::Input(Input::Mouse(Mouse::Release(4, 2)))));
        assert_eq!(mouse(MouseEventKind::Drag(MouseButton::Middle)), None);
        assert_eq!(mouse(MouseEventKind::Moved), None);
        assert_eq!(mouse(MouseEventKind::Down(MouseButton::Right)), None);
    }
}
