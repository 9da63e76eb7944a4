//! What the reader hears from outside: the terminal's keys and answers, and signals.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{Input, Message};

use super::event::Event;
use super::events;
use super::ground::{self, Ear, Heard};
use super::terminal;

/// Ends the reader in order on SIGTERM, SIGINT and SIGHUP; at once when they come again.
pub(super) fn catch_signals(events: Sender<Event>) {
    let asked = AtomicBool::new(false);
    // Without a handler the signals end the program as they always do: nothing is lost by that.
    let _ = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::SeqCst) {
            terminal::restore();
            std::process::exit(1);
        }
        let _ = events.send(Event::Message(Message::Input(Input::Terminate)));
    });
}

/// Waits for keys on a thread of its own; they come as messages.
///
/// # Errors
/// Where no thread can be started.
pub(super) fn listen(events: Sender<Event>) -> io::Result<()> {
    let listen = move || {
        let mut ear = Ear::default();
        loop {
            let heard = match hear(&mut ear) {
                Ok(heard) => heard.into_iter().map(Event::Message).collect(),
                Err(error) => vec![Event::Lost(error)],
            };
            for event in heard {
                let lost = matches!(event, Event::Lost(_));
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
        Heard::Ground(light) => {
            light.map(|light| Message::Input(Input::Ground(light))).into_iter().collect()
        }
        Heard::Events(events) => events.into_iter().filter_map(events::message).collect(),
    })
}
