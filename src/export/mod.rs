//! Exports articles, quotations and dossiers as Markdown, HTML, JSON, CSV, brat and plain text.
//! Pure functions from domain values to text. Contents are written unchanged, except that
//! characters which must not reach a terminal are escaped if the format allows that (JSON), and
//! otherwise left out.

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
mod formats;
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
pub use document::{Document, rounded_confidence};
pub use dossier::DossierWriter;
pub use quotes::Quote;
