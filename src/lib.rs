//! onrecord, a terminal news reader that shows who said what.
//!
//! The layers, from the ground up; each may use those that docs/ARCHITECTURE.md allows it, and
//! `tests/architecture.rs` holds it to that.

pub mod domain;

pub mod export;
pub mod extract;
pub mod store;

pub mod ingest;

pub mod text;

pub mod app;

pub mod ui;

pub mod shell;

pub mod cli;
