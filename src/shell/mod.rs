//! Drives the terminal, threads and the clock: runs effects, sends messages back.

// A new effect, message or job must not be dropped in silence: every match names all it knows.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod colour;
pub mod export;
pub mod password;
pub mod refresh;
pub mod sync;
pub mod terminal;

mod analyst;
mod clipboard;
mod event;
mod events;
mod folder;
mod follow;
mod ground;
mod guard;
mod listen;
mod notify;
mod open;
mod queue;
mod reads;
mod report;
mod rows;
mod run;
mod seeker;
mod timers;
mod watch;
mod worker;
mod writes;
mod written;

pub use event::ShellError;
pub use run::{Session, run};
