//! Articles, quotations and dossiers as Markdown, HTML, JSON, CSV, brat and plain text: domain
//! values in, text out. What was said is written as it was said; what a terminal must not see is
//! written as an escape where the form has one (JSON), and else left out.

pub mod brat;
pub mod cells;
pub mod corrections;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod names;
pub mod passage;
pub mod quotes;
pub mod safe;
pub mod text;

mod address;
mod bundle;
mod citation;
mod document;
mod dossier;
mod facts;
mod inline;
mod offsets;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use bundle::{Bundle, ExportPart};
pub use citation::Citation;
pub use document::{Document, confidence};
pub use dossier::DossierWriter;
pub use quotes::Quote;
