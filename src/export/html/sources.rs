//! The list of sources at the end of a document: who spoke, with links to what each said.

use crate::domain::clean;
use crate::export::document::Document;
use crate::export::facts;
use crate::export::names::{counted, mode, source_kind};

use super::{anchor, escaped, heading, hue};

/// The list, with a heading of that level; nothing where nobody said anything.
pub(super) fn sources(document: &Document, level: usize) -> String {
    let analysis = document.analysis();
    if analysis.attributions.is_empty() {
        return String::new();
    }
    let mut list = format!("{}<ol class=\"sources\">\n", heading(level, "Sources"));
    for (id, number, source) in document.speaking() {
        let said: Vec<usize> = analysis.statements(id).collect();
        let about = format!(
            " ({}){}: {}",
            source_kind(source.kind),
            facts::description(source),
            counted(said.len(), "statement", "statements")
        );
        list.push_str(&format!(
            "<li id=\"{}s{}\" class=\"{}\" dir=\"auto\">{}. <span class=\"name\">{}</span>{}\n",
            anchor(document),
            number,
            hue(Some(id)),
            number,
            escaped(&clean::one_line(&source.name)),
            escaped(&about)
        ));
        list.push_str(&statements(document, &said));
    }
    let nobody = |index: &usize| analysis.attributions[*index].source_ids.is_empty();
    let unknown: Vec<usize> = (0..analysis.attributions.len()).filter(nobody).collect();
    if !unknown.is_empty() {
        let anchor = anchor(document);
        list.push_str(&format!("<li id=\"{anchor}s0\" class=\"cx\">Source not known\n"));
        list.push_str(&statements(document, &unknown));
    }
    list.push_str("</ol>\n");
    list
}

fn statements(document: &Document, indices: &[usize]) -> String {
    let anchor = anchor(document);
    let item = |index: &usize| {
        let found = &document.analysis().attributions[*index];
        let words = escaped(&document.alone(found));
        let doubt = if found.doubtful() { ", doubtful" } else { "" };
        let (kind, number) = (mode(found.kind), index + 1);
        format!(
            "<li dir=\"auto\"><a href=\"#{anchor}q{number}\">{words}</a> ({kind}{doubt})</li>\n"
        )
    };
    format!("<ul>\n{}</ul></li>\n", indices.iter().map(item).collect::<String>())
}
