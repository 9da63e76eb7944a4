//! Signed quotations ("…" — Ann Lee): a dash instead of a verb, which is too rare in news to be
//! learned.

use std::collections::HashMap;

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::{Quotation, closed_quotations};
use super::units::{Case, Quote, is_double};

/// The most units after the dash.
const LONGEST: usize = 8;

/// The fewest units of the quotation.
const LEAST: usize = 5;

/// The confidence of a signed quotation.
const SURE: f32 = 0.9;

/// The parts of a signed paragraph.
struct Signature {
    quotation: Quotation,
    dash: usize,
    name: (usize, usize),
}

/// Adds a group for each paragraph that ends with a quotation, a dash and a name. It replaces what
/// the network found in the signature, but not a quotation that has a cue elsewhere.
pub(super) fn add_signed(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        for segment in std::iter::once(&group.cue).chain(&group.source).chain(&group.content) {
            near.entry(scan.segments[*segment].paragraph).or_default().push(index);
        }
    }
    let mut gone = vec![false; groups.len()];
    for paragraph in 0..scan.paragraphs.len() {
        let Some(found) = signature(text, scan, paragraph) else { continue };
        let within = |segment: &usize, (from, to): Quotation| {
            let segment = &scan.segments[*segment];
            segment.paragraph == paragraph && segment.from < to && segment.to > from
        };
        let rest = (found.dash, scan.paragraphs[paragraph].units.len());
        let whole = (found.quotation.0, rest.1);
        let near = near.get(&paragraph).map_or(&[][..], Vec::as_slice);
        // A cue within the quotation belongs to what the speaker says.
        let claims = |group: &&usize| {
            let group = &groups[**group];
            !within(&group.cue, whole)
                && group.content.iter().any(|content| within(content, found.quotation))
        };
        if near.iter().filter(|group| !gone[**group]).any(|group| claims(&group)) {
            continue;
        }
        let signs = |group: &&usize| {
            let group = &groups[**group];
            std::iter::once(&group.cue).chain(&group.source).any(|part| within(part, rest))
        };
        let own: Vec<usize> = near.iter().filter(signs).copied().collect();
        own.into_iter().for_each(|group| gone[group] = true);
        let group = add(scan, paragraph, &found);
        groups.push(group);
    }
    let mut index = 0;
    groups.retain(|_| {
        index += 1;
        !gone.get(index - 1).is_some_and(|gone| *gone)
    });
}

fn add(scan: &mut Scan, paragraph: usize, found: &Signature) -> Group {
    let at = scan.segments.len();
    let part = |role, (from, to): Quotation| Segment::from_rule(role, paragraph, from, to);
    scan.segments.push(part(Role::Cue, (found.dash, found.name.0)));
    scan.segments.push(part(Role::Source, found.name));
    scan.segments.push(part(Role::Content, found.quotation));
    Group {
        cue: at,
        source: Some(at + 1),
        content: vec![at + 2],
        sure: Some(SURE),
        spoken: false,
        silent: false,
    }
}

fn signature(text: &str, scan: &Scan, index: usize) -> Option<Signature> {
    let paragraph = &scan.paragraphs[index];
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let count = paragraph.units.len();
    let dash = paragraph.quotes.iter().rposition(|quote| *quote == Quote::Close)? + 1;
    // Marks inside the quotation may have confused the pairing: a mark at the beginning of the
    // paragraph counts.
    let whole = || closed_quotations(paragraph).into_iter().find(|(_, end)| *end == dash);
    let open = if is_double(word(0)) { 0 } else { whole()?.0 };
    let is_dash = |unit: &usize| matches!(word(*unit), "―" | "—" | "–" | "-");
    let name = (dash..count).find(|unit| !is_dash(unit))?;
    if name == dash || dash - open < LEAST || count - name > LONGEST {
        return None;
    }
    let glued = |unit: usize| paragraph.units[unit].start == paragraph.units[unit - 1].end;
    if word(dash) == "-" && name - dash == 1 && glued(name) && glued(dash) {
        return None; // a hyphen between two words
    }
    let ends = |unit: &usize| matches!(word(*unit), "," | "(" | ";" | ":");
    let end = (name..count).find(ends).unwrap_or(count);
    let cases = || paragraph.cases[name..end].iter().filter(|case| **case != Case::Symbol);
    let capital = cases().filter(|case| matches!(case, Case::Title | Case::Upper)).count();
    let named = cases().count() >= 2 && capital * 10 >= cases().count() * 7;
    let fits = named && paragraph.cases[name] != Case::Lower;
    fits.then_some(Signature { quotation: (open, dash), dash, name: (name, end) })
}
