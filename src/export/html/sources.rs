//! The list of sources at the end of a document: who spoke, with links to what each said.

use crate::domain::{SourceId, clean};
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
    for (index, source) in analysis.sources.iter().enumerate() {
        let said: Vec<usize> = analysis.statements(SourceId(index as u32)).collect();
        let about = format!(
            " ({}){}: {}",
            source_kind(source.kind),
            facts::description(source),
            counted(said.len(), "statement", "statements")
        );
        list.push_str(&format!(
            "<li id=\"{}s{}\" class=\"{}\" dir=\"auto\">{}. <span class=\"name\">{}</span>{}\n",
            anchor(document),
            index + 1,
            hue(Some(SourceId(index as u32))),
            index + 1,
            escaped(&clean::one_line(&source.name)),
            escaped(&about)
        ));
        list.push_str(&statements(document, &said));
    }
    let nobody = |index: &usize| analysis.attributions[*index].source_id().is_none();
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
        let words = escaped(&clean::one_line(&document.words(&found.content)));
        let doubt = if found.doubtful() { ", doubtful" } else { "" };
        let (kind, number) = (mode(found.kind), index + 1);
        format!(
            "<li dir=\"auto\"><a href=\"#{anchor}q{number}\">{words}</a> ({kind}{doubt})</li>\n"
        )
    };
    format!("<ul>\n{}</ul></li>\n", indices.iter().map(item).collect::<String>())
}
