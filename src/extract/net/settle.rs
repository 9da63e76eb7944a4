//! Uses quotation marks as hard evidence for the borders of contents.

use super::link::Group;
use super::scan::{Scan, Segment};
use super::units::{Case, Paragraph, Quote};

/// A quotation: from its opening mark to the unit after the closing one.
pub(super) type Quotation = (usize, usize);

/// The last unit of a paragraph at which a dateline may end.
const DATELINE: usize = 14;

/// The last unit of a paragraph at which a label may end.
const LABEL: usize = 16;

/// The confidence of a quotation that nobody claims.
const UNCLAIMED: f32 = 0.5;

/// Gestures beside a quotation that are not speech.
const GESTURES: &[&str] = &[
    "nodded", "shrugged", "smiled", "laughed", "grinned", "frowned", "sighed", "winked", "waved",
    "walked", "wept", "paused", "blushed",
];

/// Returns the closed quotations of a paragraph.
pub(super) fn closed_quotations(paragraph: &Paragraph) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut opened = None;
    for (unit, quote) in paragraph.quotes.iter().enumerate() {
        match (quote, opened) {
            (Quote::Open, None) => opened = Some(unit),
            (Quote::Close, Some(open)) => {
                found.push((open, unit + 1));
                opened = None;
            }
            _ => {}
        }
    }
    found
}

/// Extends contents to the quotation marks around them. A content of which the greater part is in a
/// quotation, and which is alone there, becomes the whole quotation.
pub(super) fn fit_to_marks(text: &str, scan: &mut Scan, groups: &mut [Group]) {
    let mut claimed = vec![false; scan.segments.len()];
    for content in groups.iter().flat_map(|group| &group.content) {
        claimed[*content] = true;
    }
    let mut first = 0;
    while first < scan.segments.len() {
        let paragraph = scan.segments[first].paragraph;
        let count = scan.segments[first..].partition_point(|s| s.paragraph == paragraph);
        let here = first..first + count;
        for quotation in closed_quotations(&scan.paragraphs[paragraph]) {
            let inside = |segment: &Segment| segment.from < quotation.1 && segment.to > quotation.0;
            let all: Vec<usize> =
                here.clone().filter(|index| inside(&scan.segments[*index])).collect();
            if let [only] = all.as_slice()
                && claimed[*only]
            {
                extend(&mut scan.segments[*only], quotation);
            }
        }
        first += count;
    }
    for group in groups {
        for part in group.source.iter().chain(&group.content) {
            drop_dateline(text, scan, *part);
            drop_label(text, scan, *part);
            whole_word(text, scan, *part);
        }
        if let Some(source) = group.source {
            end_with_sentence(scan, source);
        }
        for content in &group.content {
            after_colon(text, scan, *content);
            end_at_mark(text, scan, *content);
        }
        drop_gesture(text, scan, group);
        keep_at_home(text, scan, group);
        drop_strays(scan, group);
        drop_echo(text, scan, group);
    }
}

/// Removes a dateline from a segment ("CORVO, Azores (AP) — …").
fn drop_dateline(text: &str, scan: &mut Scan, segment: usize) {
    let segment = &mut scan.segments[segment];
    let units = &scan.paragraphs[segment.paragraph].units;
    let word = |unit: usize| units[unit].of(text);
    let dash = |unit: &usize| matches!(word(*unit), "—" | "–" | "-" | "--");
    let first = segment.from.max(1)..segment.to.min(DATELINE);
    let end = first.clone().find(|unit| dash(unit) && word(*unit - 1) == ")");
    let after = end.map(|end| (end..segment.to).find(|unit| !dash(unit)).unwrap_or(segment.to));
    if let Some(after) = after.filter(|after| *after < segment.to) {
        segment.from = after;
    }
}

/// Cuts a source at the end of its sentence: "Ann Lee. Otto Lind denied it" becomes "Ann Lee".
fn end_with_sentence(scan: &mut Scan, source: usize) {
    let segment = &mut scan.segments[source];
    let sentences = &scan.paragraphs[segment.paragraph].sentences;
    let Some(own) = sentences.get(segment.from).copied() else { return };
    let next = (segment.from..segment.to.min(sentences.len())).find(|at| sentences[*at] != own);
    segment.to = next.unwrap_or(segment.to);
}

/// Removes a statement whose source and cue are the same word ("said").
fn drop_echo(text: &str, scan: &Scan, group: &mut Group) {
    let words = |segment: usize| {
        let segment = &scan.segments[segment];
        let units = &scan.paragraphs[segment.paragraph].units[segment.from..segment.to];
        &text[units[0].start..units[units.len() - 1].end]
    };
    if group.source.is_some_and(|source| words(source).eq_ignore_ascii_case(words(group.cue))) {
        group.content.clear();
    }
}

/// Removes contents in another paragraph than the cue, except quotations and what a colon
/// announces.
fn keep_at_home(text: &str, scan: &Scan, group: &mut Group) {
    let home = scan.segments[group.cue].paragraph;
    let last = scan.paragraphs[home].units.last().map(|unit| unit.of(text));
    group.content.retain(|content| {
        let paragraph = scan.segments[*content].paragraph;
        let announced = paragraph == home + 1 && last == Some(":");
        paragraph == home || announced || is_quoted(scan, *content)
    });
}

/// Removes a label of place and time from a segment ("HARBOUR ROAD, 11:40 a.m. — A goose …").
fn drop_label(text: &str, scan: &mut Scan, segment: usize) {
    let segment = &mut scan.segments[segment];
    let paragraph = &scan.paragraphs[segment.paragraph];
    let word = |unit: usize| paragraph.units[unit].of(text);
    let limit = paragraph.units.len().min(LABEL);
    let dash = (1..limit).find(|unit| matches!(word(*unit), "—" | "–" | "--"));
    let Some(dash) = dash.filter(|dash| segment.from < *dash) else { return };
    let first = paragraph.cases[0] == Case::Upper && word(0).chars().count() > 1;
    let upper = paragraph.cases[..dash].iter().filter(|case| **case == Case::Upper).count();
    let lower = |unit: &usize| paragraph.cases[*unit] == Case::Lower && word(*unit).len() > 1;
    let mostly = (0..dash).filter(lower).count() < upper.max(1);
    if first && mostly && segment.to > dash + 1 {
        segment.from = dash + 1;
    }
}

/// Moves the start of a segment out of a hyphenated word ("Note-" and "taking").
fn whole_word(text: &str, scan: &mut Scan, segment: usize) {
    let segment = &mut scan.segments[segment];
    let units = &scan.paragraphs[segment.paragraph].units;
    let glued = |unit: usize| units[unit].start == units[unit - 1].end;
    while segment.from >= 2
        && units[segment.from - 1].of(text) == "-"
        && glued(segment.from)
        && glued(segment.from - 1)
    {
        segment.from -= 2;
    }
}

/// Starts a content at the quotation mark after an announcement ("… and said: “…”").
fn after_colon(text: &str, scan: &mut Scan, content: usize) {
    let segment = &mut scan.segments[content];
    let paragraph = &scan.paragraphs[segment.paragraph];
    let word = |unit: usize| paragraph.units[unit].of(text);
    if paragraph.quotes[segment.from] != Quote::Out {
        return;
    }
    let opens = |unit: &usize| {
        paragraph.quotes[*unit] == Quote::Open
            && word(*unit - 1) == ":"
            && *unit >= 2
            && super::tagged::VERBS.contains(&word(*unit - 2))
    };
    if let Some(open) = (segment.from + 1..segment.to).find(opens) {
        segment.from = open;
    }
}

/// Ends a content at its closing mark if that ends a sentence, or if the content begins with the
/// opening mark and another clause follows.
fn end_at_mark(text: &str, scan: &mut Scan, content: usize) {
    let segment = &mut scan.segments[content];
    let paragraph = &scan.paragraphs[segment.paragraph];
    let word = |unit: usize| paragraph.units[unit].of(text);
    let inside = segment.from + 1..segment.to.saturating_sub(1);
    let Some(close) = inside.rev().find(|unit| paragraph.quotes[*unit] == Quote::Close) else {
        return;
    };
    let rest = &paragraph.quotes[close + 1..segment.to];
    if rest.iter().any(|quote| *quote != Quote::Out) {
        return;
    }
    let sentence = matches!(word(close - 1), "." | "!" | "?")
        && paragraph.cases[close + 1] == Case::Title
        && paragraph.sentences[close] != paragraph.sentences[close + 1];
    // Not for "“it is safe”, and that it would sail".
    let goes_on = |unit: &usize| matches!(word(*unit), "that" | "he" | "she" | "they" | "it");
    let clause = || (close + 2..segment.to.min(close + 5)).any(|unit| goes_on(&unit));
    let whole = paragraph.quotes[segment.from] == Quote::Open;
    if sentence || whole && word(close + 1) == "," && !clause() {
        segment.to = close + 1;
    }
}

/// Removes a statement about a listener's gesture after a quotation ("… late.” Ann nodded.").
fn drop_gesture(text: &str, scan: &Scan, group: &mut Group) {
    let cue = &scan.segments[group.cue];
    let paragraph = &scan.paragraphs[cue.paragraph];
    let gesture = cue.to == cue.from + 1 && GESTURES.contains(&paragraph.units[cue.from].of(text));
    let ended = |content: &usize| {
        let segment = &scan.segments[*content];
        let of = &scan.paragraphs[segment.paragraph];
        let last = segment.to.saturating_sub(2);
        is_quoted(scan, *content)
            && segment.to > 1
            && matches!(of.units[last].of(text), "." | "!" | "?")
            && (segment.paragraph, segment.to) <= (cue.paragraph, cue.from)
    };
    if gesture && group.content.iter().all(ended) {
        group.source = None;
        group.silent = true;
        group.sure = Some(UNCLAIMED);
    }
}

/// Removes unquoted contents after the cue if the content before it is entirely quoted ("…," she
/// said, and soon the balloons were dropping), or if they are in another sentence.
fn drop_strays(scan: &Scan, group: &mut Group) {
    let (before, after): (Vec<usize>, Vec<usize>) =
        group.content.iter().partition(|content| **content < group.cue);
    if before.is_empty() || after.iter().any(|content| is_quoted(scan, *content)) {
        return;
    }
    let whole = |content: &usize| {
        let segment = &scan.segments[*content];
        let quotes = &scan.paragraphs[segment.paragraph].quotes[segment.from..segment.to];
        let last = quotes.len().saturating_sub(2);
        quotes.first() == Some(&Quote::Open) && quotes[last..].contains(&Quote::Close)
    };
    let quoted = before.iter().all(whole);
    let cue = sentence(scan, group.cue);
    group
        .content
        .retain(|content| *content < group.cue || (!quoted && sentence(scan, *content) == cue));
}

/// Returns the sentence in which a segment begins.
fn sentence(scan: &Scan, segment: usize) -> (usize, u32) {
    let segment = &scan.segments[segment];
    (segment.paragraph, scan.paragraphs[segment.paragraph].sentences[segment.from])
}

fn extend(content: &mut Segment, (open, end): Quotation) {
    let shared = content.to.min(end) - content.from.max(open);
    if shared * 2 >= end - open {
        content.from = content.from.min(open);
        content.to = content.to.max(end);
    }
}

/// Returns whether any unit of a segment is in quotation marks.
pub(crate) fn is_quoted(scan: &Scan, segment: usize) -> bool {
    let segment = &scan.segments[segment];
    let quotes = &scan.paragraphs[segment.paragraph].quotes;
    quotes[segment.from..segment.to].iter().any(|quote| *quote != Quote::Out)
}
