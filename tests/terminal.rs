//! Tests of the program in a real terminal, from the first key to the last.
#![cfg(unix)]

mod support;

#[path = "terminal/archive.rs"]
mod archive;
#[path = "terminal/commands.rs"]
mod commands;
#[path = "terminal/correcting.rs"]
mod correcting;
#[path = "terminal/following.rs"]
mod following;
#[path = "terminal/hostile.rs"]
mod hostile;
#[path = "terminal/opening.rs"]
mod opening;
#[path = "terminal/reading.rs"]
mod reading;
#[path = "terminal/restoring.rs"]
mod restoring;
#[path = "terminal/scripts.rs"]
mod scripts;
#[path = "terminal/searching.rs"]
mod searching;
#[path = "terminal/sharing.rs"]
mod sharing;
