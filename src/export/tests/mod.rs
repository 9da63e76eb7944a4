//! Tests of exports, a file for each format.

mod all_formats;
mod brat;
mod citation;
mod corrections;
mod csv;
mod dossier;
mod html;
mod json;
mod markdown;
mod text;

use crate::domain::ExportFormat;

use super::{Bundle, Document, ExportPart};

/// Returns the parts of an export as one text.
fn whole(parts: Vec<ExportPart>) -> String {
    let text = |part| match part {
        ExportPart::Text(text) => text,
        ExportPart::File(name, content) => format!("== {name}\n{content}"),
    };
    parts.into_iter().map(text).collect()
}

/// Returns a page with one document.
fn html_of(document: &Document) -> String {
    let mut bundle = Bundle::single(ExportFormat::Html, document.article.unwrap());
    let page = whole(bundle.add(document));
    page + &whole(bundle.end())
}
