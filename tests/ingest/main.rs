//! Tests of reading articles: bytes in, marked text out, a file for each format.

mod encodings;
mod feeds;
mod fetched;
mod files;
mod html;
mod json;
mod markdown;
mod markup;
mod media;
mod newsboat;
mod opml;
mod plain;
mod random;

use onrecord::domain::{Accent, BlockKind, Draft, FeedInfo};
use onrecord::ingest::{Parsed, parse};

/// Reads `bytes` as a file of that name (empty: none) and compares all that was found in it,
/// as marked text.
#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let name = Some(name).filter(|name| !name.is_empty());
    let found = match parse(bytes.as_ref(), name) {
        Ok(parsed) => render(&parsed),
        Err(error) => format!("error: {error}"),
    };
    let tidy = |text: &str| text.trim_end().to_owned();
    assert_eq!(tidy(&found), tidy(expected));
}

/// Returns the content of a file as marked text. Articles are separated by a line `====`.
fn render(parsed: &Parsed) -> String {
    let mut lines: Vec<String> = parsed.problems.iter().map(|line| format!("! {line}")).collect();
    if let Some(FeedInfo { origin, title, site }) = &parsed.feed {
        lines.push(format!("feed {title:?} {origin:?} {site:?}"));
    }
    for (index, draft) in parsed.drafts.iter().enumerate() {
        lines.extend((index > 0).then(|| "====".to_owned()));
        lines.push(marked(draft));
    }
    lines.join("\n")
}

/// Returns a draft as marked text: its fields, a line `--`, its blocks with a mark each, its links.
fn marked(draft: &Draft) -> String {
    check_spans(draft);
    let mut lines = vec![format!("# {}", draft.title)];
    let mut field = |name: &str, value: Option<String>| {
        lines.extend(
            value.filter(|value| !value.is_empty()).map(|value| format!("{name}: {value}")),
        );
    };
    field("guid", draft.guid.clone());
    field("url", draft.url.clone());
    field("by", Some(draft.authors.join(" | ")));
    field("outlet", draft.outlet.clone());
    field("published", draft.published.map(|when| when.to_string()));
    field("updated", draft.updated.map(|when| when.to_string()));
    field("tags", Some(draft.tags.join(" | ")));
    field("language", draft.language.clone());
    lines.push("--".to_owned());
    for block in &draft.body.blocks {
        let quote = "> ".repeat(block.quote_depth.into());
        let mark = match block.kind {
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Item { depth, number: None } => format!("{}*", "  ".repeat(depth.into())),
            BlockKind::Item { depth, number: Some(n) } => {
                format!("{}{n}.", "  ".repeat(depth.into()))
            }
            BlockKind::Code => "code".to_owned(),
            BlockKind::Table { head: true } => "table with head".to_owned(),
            BlockKind::Table { head: false } => "table".to_owned(),
            BlockKind::Image => "image".to_owned(),
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::Continued { depth, .. } => format!("{}+", "  ".repeat(depth.into())),
        };
        let text = block.span.of(&draft.body.text).replace('\n', "⏎").replace('\t', "⇥");
        lines.push(format!("{quote}{mark} {text}"));
    }
    for link in &draft.body.links {
        lines.push(format!("[{}] {}", link.span.of(&draft.body.text), link.url));
    }
    lines.join("\n")
}

/// The words of a draft that are set apart, a line each.
fn accents(draft: &Draft) -> String {
    let accent = |accent: &Accent| {
        let words = accent.span.of(&draft.body.text).replace('\n', "⏎");
        format!("{:?} {words}", accent.kind).to_lowercase()
    };
    draft.body.accents.iter().map(accent).collect::<Vec<_>>().join("\n")
}

/// Asserts what holds for every text: spans on character boundaries inside the text, blocks in
/// order without overlap and with only white space between them, links in order.
fn check_spans(draft: &Draft) {
    let text = &draft.body.text;
    let mut at = 0;
    for block in &draft.body.blocks {
        assert!(block.span.fits(text), "{block:?} does not fit");
        assert!(!block.span.is_empty(), "{block:?} is empty");
        assert!(block.span.start >= at, "{block:?} overlaps the one before");
        assert!(
            text[at..block.span.start].trim().is_empty(),
            "text before {block:?} is in no block"
        );
        at = block.span.end;
    }
    assert!(text[at..].trim().is_empty(), "text after the last block");
    let mut at = 0;
    for link in &draft.body.links {
        assert!(link.span.fits(text) && !link.span.is_empty(), "{link:?} does not fit");
        assert!(link.span.start >= at, "{link:?} is out of order");
        assert!(
            ["http://", "https://", "mailto:"].iter().any(|scheme| link.url.starts_with(scheme))
        );
        at = link.span.start;
    }
    for accent in &draft.body.accents {
        assert!(accent.span.fits(text) && !accent.span.is_empty(), "{accent:?} does not fit");
    }
    assert!(draft.body.accents.is_sorted_by_key(|accent| accent.span.start));
}
