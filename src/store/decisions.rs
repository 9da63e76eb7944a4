//! What the reader's decisions about who is whom come to: a plain replay of all of them in order,
//! from nothing. Subjects are named by their keys, so that decisions outlive analyses.

use std::collections::{BTreeMap, BTreeSet};

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    /// The first is the same as the second.
    Merge(String, String),
    /// Takes a merge of the first into the second back.
    Unmerge(String, String),
    /// In that article it is somebody else.
    Split(String, i64),
    /// Takes that back.
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

/// What decisions come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    /// What is merged into what.
    pub(super) parents: BTreeMap<String, String>,
    /// What stands apart in which article.
    pub(super) splits: BTreeSet<(i64, String)>,
}

impl State {
    /// The state after all of `decisions`.
    pub(super) fn after(decisions: &[Decision]) -> State {
        let mut state = State::default();
        decisions.iter().for_each(|decision| state.decide(decision));
        state
    }

    /// What `key` stands under.
    pub(super) fn root<'a>(&'a self, mut key: &'a str) -> &'a str {
        while let Some(parent) = self.parents.get(key) {
            key = parent;
        }
        key
    }

    fn decide(&mut self, decision: &Decision) {
        match decision {
            Decision::Merge(one, other) => {
                let (one, other) = (self.root(one).to_owned(), self.root(other).to_owned());
                if one != other {
                    self.parents.insert(one, other);
                }
            }
            Decision::Unmerge(one, other) => {
                if self.root(one) == self.root(other) {
                    self.parents.remove(one);
                }
            }
            Decision::Split(key, article) => {
                self.splits.insert((*article, self.root(key).to_owned()));
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

/// Adds a decision to those before; the last one is dropped if this takes it back, and what changes
/// nothing is not kept.
pub(super) fn add(mut decisions: Vec<Decision>, decision: Decision) -> Vec<Decision> {
    if decisions.last().is_some_and(|last| decision.undoes(last)) {
        decisions.pop();
        return decisions;
    }
    let before = State::after(&decisions);
    decisions.push(decision);
    if State::after(&decisions) == before {
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
        words.split_whitespace().fold(Vec::new(), |all, word| add(all, one(word)))
    }

    fn told(words: &str) -> String {
        let state = State::after(&decisions(words));
        let merged = state.parents.keys().map(|key| format!("{key}>{}", state.root(key)));
        let split = state.splits.iter().map(|(article, key)| format!("{key}/{article}"));
        merged.chain(split).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn decisions_come_to_what_they_say() {
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
