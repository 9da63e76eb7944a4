//! Refreshing feeds: who is asked when, by several threads at once, and what is stored of it.

mod again;
mod crew;
mod due;
mod engine;
mod fault;
mod fetch;
mod find;
mod held;
mod pages;
mod plan;
mod turns;
mod words;

pub use due::Asked;
pub use engine::refresh;
pub use fault::Fault;
pub use find::{Offer, find};
pub use pages::{fetch_article, read_page};
pub use plan::{PageFailure, Plan, Report, Status, Summary, Told};
