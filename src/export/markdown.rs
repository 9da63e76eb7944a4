//! Documents as Markdown: the text with its structure, statements marked, and who said them.
//!
//! A source stands in bold, a cue in italics, and behind what is said stands the number that its
//! source has in the list at the end.

use crate::domain::marks::Role;
use crate::domain::{AccentKind, Block, BlockKind, clean};

use super::address;
use super::document::Document;
use super::facts;
use super::inline::{Marks, StyledSpan};
use super::names::{counted, mode, source_kind};

/// A document; its heading has that level, from 1.
pub fn document(document: &Document, level: usize) -> String {
    let marks = Marks::new(document);
    let blocks = document.body.blocks.iter();
    let body: Vec<String> = blocks.map(|one| block(document, &marks, one, level)).collect();
    let mut text = head(document, level);
    text.push_str(&joined(document, &body));
    text.push_str(&sources(document, level + 1));
    text
}

fn head(document: &Document, level: usize) -> String {
    let title = heading(document, level);
    let mut facts: Vec<String> = facts::origin(document);
    facts.extend(facts::sourcing(document));
    let facts = unstarted(&escaped(&facts.join(" · ")));
    let url = document.url().map(|url| format!("\n<{}>\n", address::encoded(url)));
    format!("{title}\n{facts}\n{}\n", url.unwrap_or_default())
}

/// The title as a heading.
pub(super) fn heading(document: &Document, level: usize) -> String {
    let title = match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    };
    format!("{} {}\n", "#".repeat(level.clamp(1, 6)), escaped(&title))
}

/// Blocks with blank lines between them, but for the items of one list.
fn joined(document: &Document, blocks: &[String]) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for (block, written) in document.body.blocks.iter().zip(blocks) {
        let is_item = |block: &Block| matches!(block.kind, BlockKind::Item { .. });
        let one_list = before.is_some_and(|before| {
            is_item(before) && is_item(block) && before.quote_depth == block.quote_depth
        });
        if before.is_some() {
            // Between two block quotes of one depth the line between them is quoted too.
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

fn block(document: &Document, marks: &Marks, block: &Block, level: usize) -> String {
    let words = || inline(document, marks, block);
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
        BlockKind::Code => code(&clean::visible(block.span.of(document.text()))),
        BlockKind::Table { head } => table(document, block, head),
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

fn inline(document: &Document, marks: &Marks, block: &Block) -> String {
    let pieces = marks.pieces(block.span);
    let text: String = pieces.iter().map(|piece| dressed(document, marks, piece)).collect();
    let lines = text.lines().map(|line| unstarted(line.trim()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of a piece with its marks; white space around them stands outside, and what goes over
/// lines is marked on each.
fn dressed(document: &Document, marks: &Marks, piece: &StyledSpan) -> String {
    let whole = clean::visible(piece.span.of(document.text()));
    let line = |line: &str| {
        let words = line.trim();
        let Some((before, after)) = line.split_once(words).filter(|_| !words.is_empty()) else {
            return line.to_owned();
        };
        let is_code = piece.accents.contains(&AccentKind::Code) && !words.contains('`');
        let mut words = if is_code { format!("`{words}`") } else { escaped(words) };
        if piece.accents.contains(&AccentKind::Struck) {
            words = format!("~~{words}~~");
        }
        let role = piece.run.map(|run| run.role);
        // What is said of sources is said by stars; what is set apart has other signs.
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
            words = format!("[{words}](<{}>)", address::encoded(url));
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

/// Preformatted text between fences that are longer than any in it.
fn code(text: &str) -> String {
    let ticks = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((ticks + 1).max(3));
    format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
}

fn table(document: &Document, block: &Block, head: bool) -> String {
    let text = clean::visible(block.span.of(document.text())).into_owned();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let row = |cells: &[&str]| {
        let mut cells: Vec<String> = cells.iter().map(|cell| escaped(cell.trim())).collect();
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

/// The list of who spoke, and what each said.
fn sources(document: &Document, level: usize) -> String {
    let analysis = document.analysis();
    if analysis.attributions.is_empty() {
        return String::new();
    }
    let mut list = format!("\n{} Sources\n", "#".repeat(level.clamp(1, 6)));
    for (id, number, source) in document.speaking() {
        let said: Vec<usize> = analysis.statements(id).collect();
        list.push_str(&format!(
            "\n{}. **{}** ({}){}: {}\n",
            number,
            escaped(&clean::one_line(&source.name)),
            source_kind(source.kind),
            escaped(&facts::description(source)),
            counted(said.len(), "statement", "statements")
        ));
        list.extend(said.into_iter().map(|index| statement(document, index)));
    }
    let nobody = |index: &usize| analysis.attributions[*index].source_ids.is_empty();
    let unknown: Vec<usize> = (0..analysis.attributions.len()).filter(nobody).collect();
    if !unknown.is_empty() {
        list.push_str("\nSource not known:\n\n");
        list.extend(unknown.into_iter().map(|index| statement(document, index)));
    }
    list
}

fn statement(document: &Document, index: usize) -> String {
    let found = &document.analysis().attributions[index];
    let words = escaped(&document.alone(found));
    let doubt = if found.doubtful() { ", doubtful" } else { "" };
    format!("    - {words} ({}{doubt})\n", mode(found.kind))
}

/// Words that Markdown shows as they are, wherever in a line they stand.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>~&|$".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A line of text that begins nothing: no heading, list, rule or table.
fn unstarted(line: &str) -> String {
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

/// A link by its words; the words alone where it leads nowhere.
pub(super) fn linked(words: &str, url: Option<&str>) -> String {
    match url.filter(|url| address::is_safe(url)) {
        Some(url) => format!("[{}](<{}>)", escaped(words), address::encoded(url)),
        None => escaped(words),
    }
}
