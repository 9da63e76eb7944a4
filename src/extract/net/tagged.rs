//! Quotations directly followed by their speaker ("…," said Ann Lee). If there are several in one
//! paragraph, the network assigns speakers to the wrong ones.

use std::collections::HashMap;

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::{Quotation, closed_quotations};
use super::units::{Case, Paragraph, Quote};
use crate::extract::lexicon;

/// Verbs between a quotation and its speaker.
pub(super) const VERBS: &[&str] = &[
    "acknowledged",
    "added",
    "adds",
    "admitted",
    "agreed",
    "announced",
    "answered",
    "argued",
    "asked",
    "asks",
    "claimed",
    "commented",
    "complained",
    "conceded",
    "concluded",
    "confessed",
    "confirmed",
    "continued",
    "declared",
    "explained",
    "insisted",
    "joked",
    "lamented",
    "maintained",
    "noted",
    "observed",
    "pleaded",
    "predicted",
    "promised",
    "quipped",
    "recalled",
    "reflected",
    "remarked",
    "repeated",
    "replied",
    "reported",
    "responded",
    "revealed",
    "said",
    "says",
    "stated",
    "stressed",
    "suggested",
    "told",
    "tweeted",
    "vowed",
    "warned",
    "wrote",
];

/// Words that begin a speaker who is not named.
const BEGINNINGS: &[&str] = &["a", "an", "another", "her", "his", "its", "one", "the", "their"];

/// Weekdays are not speakers.
const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The most units of a speaker.
const LONGEST: usize = 8;

/// The most units of a speaker before the verb: "her younger son said".
const SHORT: usize = 4;

/// The confidence of such a quotation.
const SURE: f32 = 0.9;

/// A quotation, the verb after it, and its speaker.
struct Tag {
    quotation: Quotation,
    verb: usize,
    source: Quotation,
}

/// Attributes each quotation to the speaker directly after it, replacing other findings of the
/// network unless they agree.
pub(super) fn attribute_tagged(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        for segment in std::iter::once(&group.cue).chain(&group.content) {
            let near = near.entry(scan.segments[*segment].paragraph).or_default();
            if near.last() != Some(&index) {
                near.push(index);
            }
        }
    }
    for paragraph in 0..scan.paragraphs.len() {
        let quotations = closed_quotations(&scan.paragraphs[paragraph]);
        // A single one is what the network knows best.
        if quotations.len() < 2 {
            continue;
        }
        let tags = tags(text, &scan.paragraphs[paragraph], quotations);
        let near = near.get(&paragraph).map_or(&[][..], Vec::as_slice);
        for tag in tags {
            settle(scan, groups, near, paragraph, &tag);
        }
    }
    groups.retain(|group| !group.content.is_empty());
}

fn settle(scan: &mut Scan, groups: &mut Vec<Group>, near: &[usize], paragraph: usize, tag: &Tag) {
    let within = |scan: &Scan, segment: usize, (from, to): Quotation| {
        let segment = &scan.segments[segment];
        segment.paragraph == paragraph && segment.from < to && segment.to > from
    };
    let verb = (tag.verb, tag.verb + 1);
    let own = near.iter().copied().find(|group| within(scan, groups[*group].cue, verb));
    // "“It burned. “But we ran,” he added": a mark that is opened anew begins what is his.
    let found = own.and_then(|own| {
        let own = groups[own].content.iter().find(|it| within(scan, **it, tag.quotation))?;
        let segment = &scan.segments[*own];
        let anew = scan.paragraphs[paragraph].quotes[segment.from] == Quote::Open;
        anew.then_some((segment.from, segment.to))
    });
    let taken = found.unwrap_or(tag.quotation);
    for other in near.iter().copied().filter(|group| Some(*group) != own) {
        groups[other].content.retain(|content| !within(scan, *content, taken));
    }
    let Some(own) = own else {
        let part = |(from, to), role| Segment::from_rule(role, paragraph, from, to);
        let cue = scan.segments.len();
        scan.segments.push(part(verb, Role::Cue));
        scan.segments.push(part(tag.source, Role::Source));
        scan.segments.push(part(tag.quotation, Role::Content));
        let (source, content) = (Some(cue + 1), vec![cue + 2]);
        groups.push(Group { cue, source, content, sure: Some(SURE), spoken: false, silent: false });
        return;
    };
    if !groups[own].source.is_some_and(|source| within(scan, source, tag.source)) {
        groups[own].source = Some(scan.segments.len());
        groups[own].sure = Some(SURE);
        scan.segments.push(Segment::from_rule(Role::Source, paragraph, tag.source.0, tag.source.1));
    }
    if !groups[own].content.iter().any(|content| within(scan, *content, tag.quotation)) {
        groups[own].content.insert(0, scan.segments.len());
        groups[own].sure = Some(SURE);
        let (from, to) = tag.quotation;
        scan.segments.push(Segment::from_rule(Role::Content, paragraph, from, to));
    }
}

fn tags(text: &str, paragraph: &Paragraph, quotations: Vec<Quotation>) -> Vec<Tag> {
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let case = |unit: usize| paragraph.cases.get(unit).copied();
    let capital = |unit: usize| matches!(case(unit), Some(Case::Title | Case::Upper));
    let tag = |quotation: Quotation| {
        let ends = |unit: usize| matches!(word(unit), "," | "?" | "!" | "—" | "–" | "…");
        let after = quotation.1 + usize::from(word(quotation.1) == ",");
        let spoken = after > quotation.1 || ends(quotation.1.checked_sub(2)?);
        // “We stand ready” tweeted Ann Lee.
        let named = capital(after + 1) && !DAYS.contains(&word(after + 1));
        if (spoken || named) && VERBS.contains(&word(after)) {
            let source = speaker(text, paragraph, after + 1)?;
            return Some(Tag { quotation, verb: after, source });
        }
        // "…," she replied. "…," her son said.
        let pronoun = matches!(word(after), "he" | "she" | "they");
        let begins = pronoun || BEGINNINGS.contains(&word(after));
        let longest = after + if pronoun { 1 } else { SHORT };
        let verb = (after + 1..=longest).find(|unit| VERBS.contains(&word(*unit)))?;
        let small = (after + 1..verb).all(|unit| {
            paragraph.cases.get(unit).is_some_and(|case| !matches!(case, Case::Title | Case::Upper))
                && word(unit).chars().all(|c| c.is_alphanumeric() || c == '-')
        });
        (spoken && begins && small).then_some(Tag { quotation, verb, source: (after, verb) })
    };
    quotations.into_iter().filter_map(tag).collect()
}

/// Returns whether a lower-case word is a role: "protester", "lawyer".
fn is_role(word: &str) -> bool {
    lexicon::list("roles", word)
        || ["er", "or", "ist", "man", "woman"].iter().any(|ending| word.ends_with(ending))
}

/// Returns the speaker from the unit `from` on: a name, or the words up to the next mark.
fn speaker(text: &str, paragraph: &Paragraph, from: usize) -> Option<Quotation> {
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let case = |unit: usize| paragraph.cases.get(unit).copied();
    let capital = |unit: usize| matches!(case(unit), Some(Case::Title | Case::Upper));
    if capital(from) && !DAYS.contains(&word(from)) {
        // "Ann Lee", "R. Lee-Dunn", "Dr. Lee"
        let joins = |unit: usize| {
            let glued = |unit: usize| paragraph.units[unit].start == paragraph.units[unit - 1].end;
            matches!(word(unit), "." | "-" | "'" | "’") && glued(unit) && capital(unit + 1)
        };
        let mut to = from + 1;
        while capital(to) || joins(to) {
            to += 1;
        }
        return (to - from <= LONGEST).then_some((from, to));
    }
    // "student protester Joshua Lind"
    let small = (from..from + SHORT).take_while(|unit| case(*unit) == Some(Case::Lower)).count();
    if small > 0 && capital(from + small) && is_role(word(from + small - 1)) {
        return speaker(text, paragraph, from + small).map(|(_, to)| (from, to));
    }
    let ends = |unit: &usize| case(*unit).is_none_or(|case| case == Case::Symbol);
    let to = (from..=from + LONGEST).find(ends)?;
    let stops = matches!(word(to), "" | "." | "," | ";" | ":");
    (BEGINNINGS.contains(&word(from)) && to > from + 1 && stops).then_some((from, to))
}
