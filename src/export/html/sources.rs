//! Writes the list of sources at the end of a document, with links to their statements.

use crate::domain::clean;
use crate::export::document::Document;
use crate::export::facts;
use crate::export::names::{mode_name, source_kind_name, with_noun};

use super::{anchor_prefix, colour_class, escape_html, heading};

/// Returns the list with a heading of the given level; empty if there are no statements.
pub(super) fn source_list(document: &Document, level: usize) -> String {
    let analysis = document.analysis();
    if analysis.attributions.is_empty() {
        return String::new();
    }
    let mut list = format!("{}<ol class=\"sources\">\n", heading(level, "Sources"));
    for (id, number, source) in document.speaking_sources() {
        let said: Vec<usize> = analysis.statements_by(id).collect();
        let about = format!(
            " ({}){}: {}",
            source_kind_name(source.kind),
            facts::description_suffix(source),
            with_noun(said.len(), "statement", "statements")
        );
        list.push_str(&format!(
            "<li id=\"{}s{}\" class=\"{}\" dir=\"auto\">{}. <span class=\"name\">{}</span>{}\n",
            anchor_prefix(document),
            number,
            colour_class(Some(id)),
            number,
            escape_html(&clean::one_line(&source.name)),
            escape_html(&about)
        ));
        list.push_str(&statement_list(document, &said));
    }
    let nobody = |index: &usize| analysis.attributions[*index].source_ids.is_empty();
    let unknown: Vec<usize> = (0..analysis.attributions.len()).filter(nobody).collect();
    if !unknown.is_empty() {
        let anchor = anchor_prefix(document);
        list.push_str(&format!("<li id=\"{anchor}s0\" class=\"cx\">Source not known\n"));
        list.push_str(&statement_list(document, &unknown));
    }
    list.push_str("</ol>\n");
    list
}

fn statement_list(document: &Document, indices: &[usize]) -> String {
    let anchor = anchor_prefix(document);
    let item = |index: &usize| {
        let found = &document.analysis().attributions[*index];
        let words = escape_html(&document.content_with_denial(found));
        let doubt = if found.is_doubtful() { ", doubtful" } else { "" };
        let (kind, number) = (mode_name(found.kind), index + 1);
        format!(
            "<li dir=\"auto\"><a href=\"#{anchor}q{number}\">{words}</a> ({kind}{doubt})</li>\n"
        )
    };
    format!("<ul>\n{}</ul></li>\n", indices.iter().map(item).collect::<String>())
}
