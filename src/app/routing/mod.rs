//! The front door of the app: each message, key, click and answer to the part that it concerns.

pub(in crate::app) mod answers;
pub(in crate::app) mod keying;
pub(in crate::app) mod mouse;
pub(in crate::app) mod update;
