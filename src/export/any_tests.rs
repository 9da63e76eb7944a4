//! Property tests: for any text and analysis, every export is well-formed.

use proptest::prelude::*;

use crate::domain::clean::table as hidden;
use crate::domain::{
    Analysis, Article, Attribution, Block, BlockKind, Body, Entity, EntityKind, ExportFormat, Link,
    Mode, Source, SourceId, SourceKind, Span, clean,
};

use super::sample;
use super::{Bundle, Citation, Document, ExportPart, brat, json, passage, quotes};

const PIECES: [&str; 27] = [
    "said",
    "“No,”",
    "<b>",
    "</p>",
    "&amp;",
    "\"",
    "'",
    "é",
    "👩\u{200d}🚀",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{e0041}",
    "\u{1b}[31m",
    "\t",
    "\n",
    "\n\n",
    "=1+1",
    "`",
    "*",
    "[x](y)",
    "#",
    "- ",
    "\r\n",
    "|",
    "<script>",
    "日本",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40)
        .prop_map(|pieces| pieces.join(" "))
}

/// Returns spans of the text of at least one character.
fn spans(text: &str, numbers: &[(usize, usize)]) -> Vec<Span> {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |(one, two): &(usize, usize)| {
        let (one, two) = (borders[one % borders.len()], borders[two % borders.len()]);
        Span::new(one.min(two), one.max(two))
    };
    numbers.iter().map(span).filter(|span| !span.is_empty()).collect()
}

prop_compose! {
    fn articles()(
        text in texts(),
        numbers in prop::collection::vec((0usize..300, 0usize..300), 30),
        kinds in prop::collection::vec(0u8..9, 40),
        url in "(https://|javascript:|mailto:)[ -~]{0,12}",
        known in any::<bool>(),
    ) -> (Article, Analysis) {
        let all = spans(&text, &numbers);
        let part = |from: usize| -> Vec<Span> { all.iter().skip(from).take(2).copied().collect() };
        let said = |index: usize| Attribution {
            kind: [Mode::Direct, Mode::Mixed, Mode::Indirect][index % 3],
            source: part(index * 4),
            cue: part(index * 4 + 1),
            content: part(index * 4 + 2),
            source_ids: (0..2)
                .filter(|_| known)
                .map(|step| SourceId((index as u32 + step) % 2))
                .take(1 + index % 2)
                .collect(),
            negated: index.is_multiple_of(2),
            confidence: index as f32 / 5.0,
        };
        let source = |name: &str| Source {
            kind: SourceKind::Person,
            name: name.into(),
            description: Some(text.chars().take(20).collect()),
            entity: None,
        };
        let analysis = Analysis {
            sentences: part(3),
            entities: part(5).into_iter().map(|mention| Entity {
                kind: EntityKind::Person, name: "x".into(), mentions: vec![mention],
            }).collect(),
            sources: vec![source("<i>Ann"), source("=Bo, \"B\"")],
            attributions: (0..5).map(said).filter(|said| !said.content.is_empty()).collect(),
            ..Analysis::default()
        };
        let mut body = Body::from_text(text.clone());
        for (block, kind) in body.blocks.iter_mut().zip(kinds.iter().cycle()) {
            *block = Block { kind: block_kind(*kind), quote_depth: kind % 3, ..*block };
        }
        body.links = part(9).into_iter().map(|span| Link { span, url: url.clone() }).collect();
        let mut article = sample::article();
        article.row.title = text.chars().rev().take(30).collect();
        article.body = body;
        (article, analysis)
    }
}

fn block_kind(number: u8) -> BlockKind {
    match number {
        0 => BlockKind::Heading(2),
        1 => BlockKind::Item { depth: 0, number: None },
        2 => BlockKind::Item { depth: 2, number: Some(3) },
        3 => BlockKind::Code,
        4 => BlockKind::Table { head: true },
        5 => BlockKind::Image,
        _ => BlockKind::Paragraph,
    }
}

fn written(format: ExportFormat, article: &Article, analysis: &Analysis) -> String {
    let mut bundle = Bundle::list(format, "<All>");
    let mut parts = bundle.add(&Document::of(article, Some(analysis)));
    parts.extend(bundle.end());
    let text = |part| match part {
        ExportPart::Text(text) | ExportPart::File(_, text) => text,
    };
    parts.into_iter().map(text).collect()
}

/// Parses rows of comma-separated values (RFC 4180).
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, csv.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty());
    rows
}

/// Asserts that the page has only tags and attributes of ours, all closed.
fn check_html(page: &str) {
    let body = page.split("<body>").nth(1).unwrap();
    let mut open: Vec<&str> = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        let ours = [
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "p",
            "a",
            "span",
            "sup",
            "ul",
            "ol",
            "li",
            "article",
            "blockquote",
            "pre",
            "code",
            "table",
            "tr",
            "td",
            "th",
            "body",
            "html",
        ];
        assert!(ours.contains(&name), "{tag}");
        if tag.starts_with('/') {
            if !["body", "html"].contains(&name) {
                assert_eq!(open.pop(), Some(name), "{body}");
            }
        } else {
            open.push(name);
        }
        for href in tag.split("href=\"").skip(1) {
            let safe = ["#", "https://", "mailto:"].iter().any(|start| href.starts_with(start));
            assert!(safe, "{tag}");
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{body}");
}

fn check_brat(document: &Document) {
    let text: Vec<char> = document.text().chars().collect();
    for line in brat::annotation(document).lines().filter(|line| line.starts_with('T')) {
        let mut fields = line.splitn(3, '\t');
        let (_, places) = (fields.next(), fields.next().unwrap());
        let places = places.split_once(' ').unwrap().1;
        let words = places.split(';').map(|place| {
            let (start, end) = place.split_once(' ').unwrap();
            text[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), fields.next().unwrap(), "{line}");
    }
}

fn check_csv(document: &Document, csv: &str) {
    let rows = rows(csv);
    assert_eq!(rows.len(), document.analysis().attributions.len() + 1);
    for (index, row) in rows.iter().skip(1).enumerate() {
        let quote = quotes::Quote::for_statement(document, index).unwrap();
        assert_eq!(row.len(), quotes::FIELDS.len());
        for (cell, field) in row.iter().zip(quote.fields()) {
            let field = clean::one_line(&field);
            assert!(*cell == field || *cell == format!("'{field}"), "{cell} {field}");
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_format_is_well_formed((article, analysis) in articles(), cut in (0usize..300, 0usize..300)) {
        let document = Document::of(&article, Some(&analysis));
        prop_assert_eq!(analysis.find_fault(document.text()), None);
        check_html(&written(ExportFormat::Html, &article, &analysis));
        check_csv(&document, &written(ExportFormat::Csv, &article, &analysis));
        check_brat(&document);
        let value: serde_json::Value = serde_json::from_str(&json::document(&document)).unwrap();
        prop_assert_eq!(value["text"].as_str(), Some(document.text()));
        for format in [ExportFormat::Markdown, ExportFormat::Text, ExportFormat::Html,
            ExportFormat::Json, ExportFormat::Csv] {
            let written = written(format, &article, &analysis);
            prop_assert!(!written.chars().any(|c| hidden::is_hidden(c) && c != '\r'), "{}", written);
        }
        for index in 0..analysis.attributions.len() {
            let line = Citation::for_statement(&document, index).unwrap().line();
            prop_assert!(!line.contains('\n'));
        }
        let cut = passage::cut_passage(&article, Some(&analysis), Span::new(cut.0, cut.1));
        let found = cut.analysis.unwrap();
        prop_assert_eq!(found.find_fault(&cut.article.body.text), None);
        check_html(&written(ExportFormat::Html, &cut.article, &found));
    }
}
