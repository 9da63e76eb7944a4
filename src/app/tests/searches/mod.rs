//! Searches, saved queries, the pane of feeds, orders, and the way to what is unread.

mod done;
mod onward;
mod pane;
mod play;
mod saving;
mod typing;
