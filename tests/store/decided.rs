//! Property tests: any sequence of merges, splits, corrections and analyses, and its undoing.

use onrecord::domain::{
    Correction, CorrectionId, Marked, SubjectChange, SubjectId, SubjectOrder, SubjectQuery,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::script::{VERSION, analysed, keep, report};
use crate::subjects::{entities, listing, sources};
use crate::*;

/// Scripts in which the same people meet again and again.
const SCRIPTS: [&str; 5] = [
    "p Isla Mackenzie: the pumps failed in [Oban]
     p Mackenzie: all is well
     u officials: nobody was hurt",
    "p Isla Mackenzie: it was [Barra]
     p J. Mackenzie: we sail
     b Highland Ferries: we do not",
    "p Mackenzie: no
     p Ann Lee: yes in [Oban]",
    "u officials: rain in [Barra]
     u officials in grey: [Oban] is dry",
    "p Ann Lee: Isla spoke
     p Isla Mackenzie: Ann spoke
     b the Highland Ferries: none spoke",
];

#[derive(Debug, Clone)]
enum Step {
    Merge(usize, usize),
    Unmerge(usize, usize),
    Split(usize, usize),
    Unsplit(usize, usize),
    Analyse(usize),
    Wrong(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let two = || (0..12usize, 0..12usize);
    prop_oneof![
        4 => two().prop_map(|(a, b)| Step::Merge(a, b)),
        1 => two().prop_map(|(a, b)| Step::Unmerge(a, b)),
        3 => (0..12usize, 0..5usize).prop_map(|(a, n)| Step::Split(a, n)),
        1 => (0..12usize, 0..5usize).prop_map(|(a, n)| Step::Unsplit(a, n)),
        2 => (0..5usize).prop_map(Step::Analyse),
        1 => (0..5usize, 0..3usize).prop_map(|(n, at)| Step::Wrong(n, at)),
    ]
}

enum Undo {
    Change(SubjectChange),
    Correction(CorrectionId),
    Nothing,
}

struct Desk {
    store: Store,
    articles: Vec<ArticleId>,
    /// All subjects that there are before anything is decided.
    subjects: Vec<SubjectId>,
}

impl Desk {
    fn new() -> Desk {
        let mut store = store();
        let feed = feed(&mut store, "gazette");
        let bring = |(n, script): (usize, &&str)| {
            report(&mut store, feed, 1 + n as u32, &format!("Title {n}"), script)
        };
        let articles = SCRIPTS.iter().enumerate().map(bring).collect();
        let mut subjects = Vec::new();
        for query in [sources(), entities()] {
            let query = SubjectQuery { order: SubjectOrder::Name, ..query };
            let page = store.subjects(&query, 0, 99).expect("a page");
            subjects.extend(page.rows.into_iter().map(|row| row.id));
        }
        subjects.sort();
        subjects.dedup();
        Desk { store, articles, subjects }
    }

    fn shown(&self) -> (Vec<String>, Vec<String>) {
        (listing(&self.store, &sources()), listing(&self.store, &entities()))
    }

    fn subject(&self, nth: usize) -> SubjectId {
        self.subjects[nth % self.subjects.len()]
    }

    fn take(&mut self, step: &Step) -> Undo {
        let change = match step {
            Step::Merge(a, b) => SubjectChange::Merge(self.subject(*a), self.subject(*b)),
            Step::Unmerge(a, b) => SubjectChange::Unmerge(self.subject(*a), self.subject(*b)),
            Step::Split(a, n) => SubjectChange::Split(self.subject(*a), self.articles[*n]),
            Step::Unsplit(a, n) => SubjectChange::Unsplit(self.subject(*a), self.articles[*n]),
            Step::Analyse(n) => {
                let (_, analysis) = analysed(SCRIPTS[*n]);
                keep(&mut self.store, self.articles[*n], &analysis);
                return Undo::Nothing;
            }
            Step::Wrong(n, at) => return self.wrong(self.articles[*n], *at),
        };
        let written = |store: &Store| store.generation().expect("a number");
        let before = written(&self.store);
        self.store.change_subject(change).expect("a change");
        let after = written(&self.store);
        self.store.change_subject(change).expect("the same change again");
        assert_eq!(written(&self.store), after, "what is so already stays so");
        if after == before { Undo::Nothing } else { Undo::Change(change.inverse()) }
    }

    fn wrong(&mut self, article: ArticleId, index: usize) -> Undo {
        let text = self.store.article(article).expect("a read").expect("an article").body.text;
        let analysis = self.store.analysis(article, VERSION).expect("a read").expect("one");
        let Some(was) = Marked::from_analysis(&text, &analysis, index) else {
            return Undo::Nothing;
        };
        let correction = Correction { id: None, article, was: Some(was), is: None, made_at: NOW };
        Undo::Correction(self.store.add_correction(&correction).expect("a correction"))
    }

    fn undo(&mut self, undo: Undo) {
        match undo {
            Undo::Change(change) => {
                self.store.change_subject(change).expect("a change");
            }
            Undo::Correction(id) => {
                self.store.remove_correction(id).expect("taken back");
            }
            Undo::Nothing => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_decisions_can_be_undone(steps in vec(step(), 1..10)) {
        let mut desk = Desk::new();
        let mut undone = Vec::new();
        for step in &steps {
            let before = desk.shown();
            undone.push((desk.take(step), before));
            sound(&desk.store);
        }
        while let Some((undo, before)) = undone.pop() {
            desk.undo(undo);
            sound(&desk.store);
            prop_assert_eq!(desk.shown(), before);
        }
    }
}
