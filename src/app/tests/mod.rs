//! Messages in, effects out: the reader without a screen.

mod feeds;
mod keeping;
mod listing;
mod made;
mod marking;
mod play;
mod reading;
mod searches;

pub(in crate::app) use play::{Play, TEXT};
