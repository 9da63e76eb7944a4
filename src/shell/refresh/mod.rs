//! Refreshing feeds: who is asked when, by several threads at once, and what is stored of it.

mod again;
mod crew;
mod due;
mod turns;

pub use due::{Asked, next_by_clock};
