//! Replays the user's decisions about which subjects are the same. Subjects are named by their
//! keys, so that decisions outlive analyses.

use std::collections::{BTreeMap, BTreeSet};

/// One decision of the user. Subjects are given by their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Decision {
    /// The first subject is the same as the second.
    Merge(String, String),
    /// Undoes a merge of the first subject into the second.
    Unmerge(String, String),
    /// In this article, the subject is somebody else.
    Split(String, i64),
    /// Undoes a split.
    Unsplit(String, i64),
}

impl Decision {
    fn undoes(&self, other: &Decision) -> bool {
        use Decision::{Merge, Split, Unmerge, Unsplit};
        match (self, other) {
            (Merge(a, b), Unmerge(c, d)) | (Unmerge(a, b), Merge(c, d)) => a == c && b == d,
            (Split(a, n), Unsplit(b, m)) | (Unsplit(a, n), Split(b, m)) => a == b && n == m,
            _ => false,
        }
    }
}

/// The state that results from a list of decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct DecisionState {
    /// For each merged key, the key that it was merged into.
    pub(in crate::store) parents: BTreeMap<String, String>,
    /// The articles and keys that were split off.
    pub(in crate::store) splits: BTreeSet<(i64, String)>,
}

impl DecisionState {
    /// Returns the state after all of `decisions`.
    pub(in crate::store) fn replay(decisions: &[Decision]) -> DecisionState {
        let mut state = DecisionState::default();
        decisions.iter().for_each(|decision| state.decide(decision));
        state
    }

    /// Returns the key that `key` was finally merged into, or `key` itself.
    pub(in crate::store) fn root_of<'a>(&'a self, mut key: &'a str) -> &'a str {
        while let Some(parent) = self.parents.get(key) {
            key = parent;
        }
        key
    }

    fn decide(&mut self, decision: &Decision) {
        match decision {
            Decision::Merge(one, other) => {
                let (one, other) = (self.root_of(one).to_owned(), self.root_of(other).to_owned());
                if one != other {
                    self.parents.insert(one, other);
                }
            }
            Decision::Unmerge(one, other) => {
                if self.root_of(one) == self.root_of(other) {
                    self.parents.remove(one);
                }
            }
            Decision::Split(key, article) => {
                self.splits.insert((*article, self.root_of(key).to_owned()));
            }
            Decision::Unsplit(key, article) => {
                let mut at = Some(key.as_str());
                while let Some(key) = at {
                    if self.splits.remove(&(*article, key.to_owned())) {
                        return;
                    }
                    at = self.parents.get(key).map(String::as_str);
                }
            }
        }
    }
}

/// Adds a decision. If it undoes the last one, that is dropped instead; a decision that changes
/// nothing is not added.
pub(in crate::store) fn add_decision(
    mut decisions: Vec<Decision>,
    decision: Decision,
) -> Vec<Decision> {
    if decisions.last().is_some_and(|last| decision.undoes(last)) {
        decisions.pop();
        return decisions;
    }
    let before = DecisionState::replay(&decisions);
    decisions.push(decision);
    if DecisionState::replay(&decisions) == before {
        decisions.pop();
    }
    decisions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decisions(words: &str) -> Vec<Decision> {
        let one = |word: &str| {
            let (a, b) = (word[1..2].to_owned(), word[2..].to_owned());
            match &word[..1] {
                "+" => Decision::Merge(a, b),
                "-" => Decision::Unmerge(a, b),
                "/" => Decision::Split(a, b.parse().expect("an article")),
                _ => Decision::Unsplit(a, b.parse().expect("an article")),
            }
        };
        words.split_whitespace().fold(Vec::new(), |all, word| add_decision(all, one(word)))
    }

    fn told(words: &str) -> String {
        let state = DecisionState::replay(&decisions(words));
        let merged = state.parents.keys().map(|key| format!("{key}>{}", state.root_of(key)));
        let split = state.splits.iter().map(|(article, key)| format!("{key}/{article}"));
        merged.chain(split).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn decisions_replay_to_the_expected_state() {
        for (words, expected) in [
            ("+ab", "a>b"),
            ("+ab +ab", "a>b"),
            ("+ab +ba", "a>b"),
            ("+ab -ab", ""),
            ("+ab +bc", "a>c b>c"),
            ("+ab +bc -ab", "b>c"),
            ("+ab +bc -bc", "a>b"),
            ("+ab +cd +ac", "a>d b>d c>d"),
            ("+ab +cd +ac -ac", "a>b c>d"),
            ("-ab", ""),
            ("+ab -ba", "a>b"),
            ("+ab -ac", "a>b"),
            ("/a1", "a/1"),
            ("+ab /a1", "a>b b/1"),
            ("+ab /b1 !a1", "a>b"),
            ("/a1 /a1 !a1", ""),
            ("!a1", ""),
        ] {
            assert_eq!(told(words), expected, "{words}");
        }
    }
}
