//! Exports documents as Markdown: the text with its structure, its statements marked, and a list of
//! sources.
//!
//! Sources are bold and cues italic. A number after each statement refers to the list of sources at
//! the end.

use crate::domain::marks::Role;
use crate::domain::{AccentKind, Block, BlockKind, clean};

use super::address;
use super::document::Document;
use super::facts;
use super::inline::{Marks, StyledSpan};
use super::names::{mode_name, source_kind_name, with_noun};

/// Returns a document whose heading has the given level, from 1.
pub fn document(document: &Document, level: usize) -> String {
    let marks = Marks::new(document);
    let blocks = document.body.blocks.iter();
    let body: Vec<String> =
        blocks.map(|one| block_markdown(document, &marks, one, level)).collect();
    let mut text = document_head(document, level);
    text.push_str(&join_blocks(document, &body));
    text.push_str(&source_list(document, level + 1));
    text
}

fn document_head(document: &Document, level: usize) -> String {
    let title = heading(document, level);
    let mut facts: Vec<String> = facts::origin_lines(document);
    facts.extend(facts::sourcing_lines(document));
    let facts = escape_line_start(&escape_markdown(&facts.join(" · ")));
    let url = document.url().map(|url| format!("\n<{}>\n", address::encode_url(url)));
    format!("{title}\n{facts}\n{}\n", url.unwrap_or_default())
}

/// Returns the title as a heading.
pub(super) fn heading(document: &Document, level: usize) -> String {
    let title = match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    };
    format!("{} {}\n", "#".repeat(level.clamp(1, 6)), escape_markdown(&title))
}

/// Joins blocks with blank lines, except between the items of one list.
fn join_blocks(document: &Document, blocks: &[String]) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for (block, written) in document.body.blocks.iter().zip(blocks) {
        let is_item = |block: &Block| matches!(block.kind, BlockKind::Item { .. });
        let one_list = before.is_some_and(|before| {
            is_item(before) && is_item(block) && before.quote_depth == block.quote_depth
        });
        if before.is_some() {
            // Between two block quotes of the same depth, the line between them is quoted, too.
            let quote = before.map_or(0, |before| before.quote_depth.min(block.quote_depth));
            let quoted = "> ".repeat(usize::from(quote));
            let blank = format!("{}\n", quoted.trim_end());
            text.push_str(if one_list { "" } else { &blank });
        }
        text.push_str(written);
        before = Some(block);
    }
    text
}

fn block_markdown(document: &Document, marks: &Marks, block: &Block, level: usize) -> String {
    let words = || inline_markdown(document, marks, block);
    let on_one_line = || words().replace('\n', " ");
    let text = match block.kind {
        BlockKind::Paragraph => words(),
        BlockKind::Heading(own) => {
            let level = (level + usize::from(own)).min(6);
            format!("{} {}", "#".repeat(level), on_one_line())
        }
        BlockKind::Item { depth, number } => {
            let sign = number.map_or("-".to_owned(), |number| format!("{number}."));
            format!("{}{sign} {}", "    ".repeat(usize::from(depth.min(8))), on_one_line())
        }
        BlockKind::Code => fenced_code(&clean::strip_hidden(block.span.of(document.text()))),
        BlockKind::Table { head } => table_markdown(document, block, head),
        BlockKind::Image => format!("*Image: {}*", on_one_line()),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Continued { depth, number } => {
            let sign = number.map_or(1, |number| number.to_string().len() + 1);
            format!("{}{}", " ".repeat(usize::from(depth.min(8)) * 4 + sign + 1), on_one_line())
        }
    };
    let quote = "> ".repeat(usize::from(block.quote_depth));
    text.lines().map(|line| format!("{quote}{line}\n")).collect()
}

fn inline_markdown(document: &Document, marks: &Marks, block: &Block) -> String {
    let pieces = marks.styled_spans(block.span);
    let text: String = pieces.iter().map(|piece| marked_words(document, marks, piece)).collect();
    let lines = text.lines().map(|line| escape_line_start(line.trim()));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the text of a span with its marks. White space stays outside the marks, and each line is
/// marked separately.
fn marked_words(document: &Document, marks: &Marks, piece: &StyledSpan) -> String {
    let whole = clean::strip_hidden(piece.span.of(document.text()));
    let line = |line: &str| {
        let words = line.trim();
        let Some((before, after)) = line.split_once(words).filter(|_| !words.is_empty()) else {
            return line.to_owned();
        };
        let is_code = piece.accents.contains(&AccentKind::Code) && !words.contains('`');
        let mut words = if is_code { format!("`{words}`") } else { escape_markdown(words) };
        if piece.accents.contains(&AccentKind::Struck) {
            words = format!("~~{words}~~");
        }
        let role = piece.run.map(|run| run.role);
        // Statements are marked by asterisks, so accents use other signs.
        for (kind, sign) in [(AccentKind::Emphasis, "_"), (AccentKind::Strong, "__")] {
            if !is_code && piece.accents.contains(&kind) {
                words = format!("{sign}{words}{sign}");
            }
        }
        match role {
            Some(Role::Source) => words = format!("**{words}**"),
            Some(Role::Cue) => words = format!("*{words}*"),
            Some(Role::Content) | None => {}
        }
        if let Some(url) = piece.link {
            words = format!("[{words}](<{}>)", address::encode_url(url));
        }
        format!("{before}{words}{after}")
    };
    let mut text = whole.split('\n').map(line).collect::<Vec<_>>().join("\n");
    let content = piece.run.filter(|run| run.role == Role::Content);
    if let Some(run) = content.filter(|run| marks.is_last(piece, run)) {
        let found = document.analysis().attributions.get(run.attribution);
        let number = document.numbers_of(found);
        text.insert_str(text.trim_end().len(), &format!(" \\[{number}\\]"));
    }
    text
}

/// Returns preformatted text between fences that are longer than any inside it.
fn fenced_code(text: &str) -> String {
    let ticks = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((ticks + 1).max(3));
    format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
}

fn table_markdown(document: &Document, block: &Block, head: bool) -> String {
    let text = clean::strip_hidden(block.span.of(document.text())).into_owned();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let row = |cells: &[&str]| {
        let mut cells: Vec<String> =
            cells.iter().map(|cell| escape_markdown(cell.trim())).collect();
        cells.resize(columns, String::new());
        format!("| {} |", cells.join(" | "))
    };
    let rule = format!("|{}", " --- |".repeat(columns));
    let (first, rest) = match (head, rows.split_first()) {
        (true, Some((first, rest))) => (row(first), rest),
        _ => (row(&[]), rows.as_slice()),
    };
    let rest = rest.iter().map(|cells| row(cells));
    [first, rule].into_iter().chain(rest).collect::<Vec<_>>().join("\n")
}

/// Returns the list of sources with their statements.
fn source_list(document: &Document, level: usize) -> String {
    let analysis = document.analysis();
    if analysis.attributions.is_empty() {
        return String::new();
    }
    let mut list = format!("\n{} Sources\n", "#".repeat(level.clamp(1, 6)));
    for (id, number, source) in document.speaking_sources() {
        let said: Vec<usize> = analysis.statements_by(id).collect();
        list.push_str(&format!(
            "\n{}. **{}** ({}){}: {}\n",
            number,
            escape_markdown(&clean::one_line(&source.name)),
            source_kind_name(source.kind),
            escape_markdown(&facts::description_suffix(source)),
            with_noun(said.len(), "statement", "statements")
        ));
        list.extend(said.into_iter().map(|index| statement_item(document, index)));
    }
    let nobody = |index: &usize| analysis.attributions[*index].source_ids.is_empty();
    let unknown: Vec<usize> = (0..analysis.attributions.len()).filter(nobody).collect();
    if !unknown.is_empty() {
        list.push_str("\nSource not known:\n\n");
        list.extend(unknown.into_iter().map(|index| statement_item(document, index)));
    }
    list
}

fn statement_item(document: &Document, index: usize) -> String {
    let found = &document.analysis().attributions[index];
    let words = escape_markdown(&document.content_with_denial(found));
    let doubt = if found.is_doubtful() { ", doubtful" } else { "" };
    format!("    - {words} ({}{doubt})\n", mode_name(found.kind))
}

/// Escapes text so that Markdown shows it unchanged, wherever it is in a line.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>~&|$".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// Escapes the start of a line, so that it begins no heading, list, rule or table.
fn escape_line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    match line.starts_with(['#', '-', '+', '=', ':', '!']) {
        true => format!("\\{line}"),
        false => line.to_owned(),
    }
}

/// Returns a link; only its words if there is no address.
pub(super) fn link_markdown(words: &str, url: Option<&str>) -> String {
    match url.filter(|url| address::is_safe(url)) {
        Some(url) => format!("[{}](<{}>)", escape_markdown(words), address::encode_url(url)),
        None => escape_markdown(words),
    }
}
