//! The counts for precision and recall.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use super::ROLES;
use super::align::{Read, usable};

/// How many were right, found and expected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) gold: usize,
}

impl Count {
    /// Precision, recall and their harmonic mean, in percent; 0 where there is nothing.
    pub(crate) fn percent(self) -> [f64; 3] {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.gold));
        let sum = precision + recall;
        let mean = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        [precision, recall, mean].map(|share| 100.0 * share)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// The counts of one class of statements; by role, the words that are counted.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) exact: [Count; ROLES],
    pub(super) exact_all: Count,
    pub(super) overlap: [Count; ROLES],
    pub(super) linked: [Count; ROLES],
    pub(super) token: [Count; ROLES],
    pub(super) usable: Count,
}

impl Tally {
    /// Counts those statements of a document that are `of` the class.
    pub(super) fn add(
        &mut self,
        gold: &[Read],
        found: &[Read],
        pairs: &[(usize, usize)],
        of: impl Fn(&Read) -> bool,
    ) {
        let in_class = |all: &[Read]| -> Vec<usize> {
            (0..all.len()).filter(|&index| of(&all[index])).collect()
        };
        let golds: Vec<&Read> = in_class(gold).into_iter().map(|index| &gold[index]).collect();
        let founds: Vec<&Read> = in_class(found).into_iter().map(|index| &found[index]).collect();
        let size = Count { right: 0, found: founds.len(), gold: golds.len() };
        self.exact_all += size;
        self.usable += size;
        for role in 0..ROLES {
            self.add_role(role, &golds, &founds);
        }
        for &(expected, got) in pairs.iter().filter(|pair| of(&gold[pair.0])) {
            self.add_pair(&gold[expected], &found[got]);
        }
    }

    /// What does not depend on who is aligned with whom.
    fn add_role(&mut self, role: usize, gold: &[&Read], found: &[&Read]) {
        let having = |all: &[&Read]| all.iter().filter(|one| !one.spans[role].is_empty()).count();
        self.exact[role] += Count { right: 0, found: having(found), gold: having(gold) };

        let words = |all: &[&Read]| all.iter().map(|one| one.words[role].len()).sum();
        let size = Count { right: 0, found: words(found), gold: words(gold) };
        self.linked[role] += size;
        let shared = |one: &Read| -> usize {
            found.iter().map(|other| one.words[role].intersection(&other.words[role]).count()).sum()
        };
        self.overlap[role] += Count { right: gold.iter().map(|one| shared(one)).sum(), ..size };

        let union = |all: &[&Read]| -> BTreeSet<usize> {
            all.iter().flat_map(|one| one.words[role].iter().copied()).collect()
        };
        let (gold, found) = (union(gold), union(found));
        let right = gold.intersection(&found).count();
        self.token[role] += Count { right, found: found.len(), gold: gold.len() };
    }

    /// What an aligned pair has right.
    fn add_pair(&mut self, gold: &Read, found: &Read) {
        for role in 0..ROLES {
            let equal = gold.spans[role] == found.spans[role];
            self.exact[role].right += usize::from(equal && !gold.spans[role].is_empty());
            let shared = gold.words[role].intersection(&found.words[role]);
            self.linked[role].right += shared.count();
        }
        self.exact_all.right += usize::from(gold.spans == found.spans);
        self.usable.right += usize::from(usable(gold, found));
    }
}
