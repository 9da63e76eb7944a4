//! Tests of exports: accents, joint statements and lists, which all formats have.

use crate::domain::{Accent, AccentKind, Block, BlockKind, ExportFormat, Source, SourceId, Span};
use crate::export::sample::{analysis, article, span};
use crate::export::{Bundle, Citation, Document, brat, html, json, markdown, quotes, text};

use super::{html_of, whole};

#[test]
fn accents_are_written_in_every_format() {
    let (mut article, analysis) = (article(), analysis());
    let accent = |words: &str, kind| Accent { span: span(words), kind };
    article.body.accents = vec![
        accent("said", AccentKind::Struck),
        accent("Read", AccentKind::Emphasis),
        accent("more", AccentKind::Strong),
        accent("dog", AccentKind::Code),
        accent("were", AccentKind::Struck),
    ];
    let document = Document::of(&article, Some(&analysis));
    let written = markdown::document(&document, 1);
    for words in ["*~~said~~*", "_Read_ __more__", "a `dog` ~~were~~ treated"] {
        assert!(written.contains(words), "{words} in {written}");
    }
    let written = html_of(&document);
    for words in ["<em>Read</em> <strong>more</strong>", "<code>", "<del>"] {
        assert!(written.contains(words), "{words} in {written}");
    }
    let written = text::document(&document, false);
    assert!(written.contains("dog ~~were~~ treated"), "{written}");
    assert!(text::document(&document, true).contains("\u{1b}[9mwere\u{1b}[29m"));
}

#[test]
fn continued_items_and_rules_are_written() {
    let (mut article, analysis) = (article(), analysis());
    let text = &mut article.body.text;
    let start = text.len() + 2;
    text.push_str("\n\nIt goes on.\n\n———");
    let block = |start, end, kind| Block { span: Span::new(start, end), kind, quote_depth: 0 };
    let end = start + "It goes on.".len();
    article.body.blocks.push(block(start, end, BlockKind::Continued { depth: 0, number: None }));
    article.body.blocks.push(block(end + 2, article.body.text.len(), BlockKind::Rule));
    let document = Document::of(&article, Some(&analysis));
    let written = markdown::document(&document, 1);
    assert!(
        written.contains("\n\n  It goes on\\.\n\n---\n")
            || written.contains("\n\n  It goes on.\n\n---\n"),
        "{written}"
    );
    let written = html_of(&document);
    assert!(written.contains("<p dir=\"auto\">It goes on.</p>\n</li></ul>\n<hr>"), "{written}");
}

#[test]
fn joint_statements_name_all_sources_and_silent_sources_are_left_out() {
    let (article, mut analysis) = (article(), analysis());
    let isla = analysis.sources[0].clone();
    let source = |name: &str| Source { name: name.into(), description: None, ..isla.clone() };
    analysis.sources.extend([source("Nobody Heard"), source("Bo Ek")]);
    analysis.attributions[0].source_ids = vec![SourceId(0), SourceId(2)];
    let document = Document::of(&article, Some(&analysis));
    let written = markdown::document(&document, 1);
    for part in [
        "“We got everyone off,” \\[1, 2\\] *said*",
        "1. **Isla Mackenzie** (person), the captain: 2 statements\n    - “We got",
        "2. **Bo Ek** (person): 1 statement\n    - “We got everyone off,” (direct)\n",
    ] {
        assert!(written.contains(part), "{part}\n{written}");
    }
    let plain = text::document(&document, false);
    let page = html_of(&document);
    assert!(plain.contains("[1, 2: “We got everyone off,”]"), "{plain}");
    assert!(page.contains("title=\"Isla Mackenzie and Bo Ek (direct)\""), "{page}");
    assert!(page.contains("<a href=\"#a12s1\">1</a></sup> <sup class=\"c2\"><a href=\"#a12s2\">2"));
    for written in [&written, &plain, &page] {
        assert!(!written.contains("Nobody Heard") && !written.contains(" 0 statements"));
    }
    let row = quotes::csv_rows(&document, [0]);
    assert!(
        row.contains(",Isla Mackenzie; Bo Ek,person,") && row.contains("\"Isla Mackenzie, Bo Ek\"")
    );
    let value: serde_json::Value = serde_json::from_str(&json::document(&document)).unwrap();
    assert_eq!(value["attributions"][0]["source_ids"], serde_json::json!([0, 2]));
    let line = Citation::for_statement(&document, 0).unwrap().line();
    assert!(line.starts_with("“We got everyone off,” — Isla Mackenzie and Bo Ek, "), "{line}");
    let notes = brat::annotation(&document);
    assert!(notes.contains("Isla Mackenzie (person)") && notes.contains("Bo Ek (person)"));
    assert!(notes.contains("\tNegated T") && notes.contains("\tDoubtful T"), "{notes}");
}

#[test]
fn lists_have_a_title_and_headings() {
    let (article, analysis) = (article(), analysis());
    let document = Document::of(&article, Some(&analysis));
    let list = |format| {
        let mut bundle = Bundle::list(format, "Two <of> them");
        let mut parts = bundle.add(&document);
        parts.extend(bundle.add(&document));
        parts.extend(bundle.end());
        whole(parts)
    };
    let written = list(ExportFormat::Markdown);
    assert!(written.starts_with("# Two \\<of\\> them\n\n## Ferry"), "{written}");
    assert_eq!(written.matches("\n### Sources\n").count(), 2);
    assert!(list(ExportFormat::Html).contains("<h1 dir=\"auto\">Two &lt;of&gt; them</h1>"));
    let json: serde_json::Value = serde_json::from_str(&list(ExportFormat::Json)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(list(ExportFormat::Csv).matches("\r\n").count(), 7);
    let empty = |format| whole(Bundle::list(format, "None").end());
    assert_eq!(empty(ExportFormat::Json), "[\n]\n");
    assert_eq!(empty(ExportFormat::Csv), quotes::csv_header());
    assert!(empty(ExportFormat::Html).ends_with(html::END));
}
