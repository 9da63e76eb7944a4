//! Signed quotations ("…" — Ann Lee): a mark instead of a verb, which news has too seldom to learn.

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::{LEAST, Quotation, quotations};
use super::units::is_word;

/// The most units of a name that signs.
const LONGEST: usize = 8;

/// How sure the tags of such a statement count as: it is its form that speaks for it.
const SURE: (f32, f32) = (-0.2, -0.2);

/// Adds a group for each paragraph that is a quotation and, after a dash, a name, unless somebody
/// has the quotation already.
pub(super) fn sign(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    let claimed: std::collections::HashSet<usize> = groups
        .iter()
        .flat_map(|group| &group.content)
        .map(|content| scan.segments[*content].paragraph)
        .collect();
    for paragraph in (0..scan.paragraphs.len()).filter(|index| !claimed.contains(index)) {
        let Some((quotation, dash)) = signature(text, scan, paragraph) else { continue };
        let end = scan.paragraphs[paragraph].units.len();
        let at = scan.segments.len();
        let part = |role, from, to| Segment {
            role,
            points_right: false,
            paragraph,
            from,
            to,
            query: Vec::new(),
            key: Vec::new(),
            sure: SURE,
        };
        scan.segments.push(part(Role::Cue, dash, dash + 1));
        scan.segments.push(part(Role::Source, dash + 1, end));
        scan.segments.push(part(Role::Content, quotation.0, quotation.1));
        groups.push(Group { cue: at, source: Some(at + 1), content: vec![at + 2] });
    }
}

/// The quotation that a paragraph begins with and the dash behind it, if nothing but a name follows.
fn signature(text: &str, scan: &Scan, index: usize) -> Option<(Quotation, usize)> {
    let paragraph = &scan.paragraphs[index];
    let word = |unit: usize| paragraph.units.get(unit).map(|unit| unit.of(text));
    let (open, dash) = *quotations(paragraph).first()?;
    let signed = matches!(word(dash)?, "—" | "–" | "-" | "―");
    let name = dash + 1..paragraph.units.len();
    let capital = word(dash + 1)?.starts_with(char::is_uppercase);
    let plain = name.clone().all(|unit| {
        word(unit)
            .is_some_and(|w| w.starts_with(is_word) || matches!(w, "," | "." | "-" | "'" | "’"))
    });
    let fits = open == 0 && dash >= LEAST && name.len() <= LONGEST;
    (fits && signed && capital && plain).then_some(((open, dash), dash))
}
