//! Scores names: a found name is right if span and kind agree.

use std::collections::BTreeSet;
use std::fmt;

use onrecord::domain::EntityKind;

use crate::corpus::Name;
use crate::score::Count;

const KINDS: [(&str, EntityKind); 3] = [
    ("person", EntityKind::Person),
    ("organization", EntityKind::Organization),
    ("place", EntityKind::Place),
];

/// The counts over all documents so far, by kind; displayed as a table.
#[derive(Default)]
pub(crate) struct Entities([Count; KINDS.len()]);

impl Entities {
    /// Counts a document; names of other kinds do not count.
    pub(crate) fn add(&mut self, gold: &[Name], found: &[Name]) {
        for (count, (_, kind)) in self.0.iter_mut().zip(KINDS) {
            let of_kind = |names: &[Name]| -> BTreeSet<Name> {
                names.iter().copied().filter(|name| name.2 == kind).collect()
            };
            let (gold, found) = (of_kind(gold), of_kind(found));
            let right = gold.intersection(&found).count();
            *count += Count { right, found: found.len(), gold: gold.len() };
        }
    }

    fn all(&self) -> Count {
        let mut all = Count::default();
        self.0.iter().for_each(|count| all += *count);
        all
    }
}

impl fmt::Display for Entities {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let all = self.all();
        writeln!(out, "== NAMES: gold {} predicted {}", all.gold, all.found)?;
        let rows = KINDS.iter().map(|(name, _)| *name).zip(self.0);
        for (name, count) in rows.chain([("all", all)]) {
            let [precision, recall, mean] = count.percent();
            writeln!(out, "   {name:12} {precision:6.2} {recall:6.2} {mean:6.2}")?;
        }
        writeln!(out, "   (span and kind: precision recall F1)")
    }
}
