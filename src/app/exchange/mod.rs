//! What goes in and out: messages in, effects and what is said out.

pub mod effect;
pub mod event;
pub mod message;
pub(in crate::app) mod outcome;
pub mod status;
