//! Articles side by side: which sources and statements they share; statements that stand elsewhere
//! in the same words.

pub mod alike;
pub mod compare;
pub mod lines;
pub mod same;

mod moving;

use crate::app::{Comparand, Effect, Environment, Outcome, Overlay, Overlays, Read, RequestId};
use crate::domain::{ArticleId, SameWords};

use compare::Compared;
use lines::{Line, Spot};

/// The most articles that are compared at a time.
pub const MOST: usize = 6;

/// Articles that are compared.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The articles, a column each.
    pub articles: Vec<Comparand>,
    /// What they share.
    pub compared: Compared,
    /// The first column that is shown.
    pub first: usize,
    /// How many columns are shown.
    pub columns: usize,
    /// The width of a column.
    pub width: u16,
    /// The lines below the articles' titles.
    pub lines: Vec<Line>,
    /// The first line that is shown.
    pub top: usize,
    /// How many lines are shown.
    pub rows: usize,
    /// The selected statement.
    pub selected: Option<Spot>,
}

/// What is known beside the open article, and what goes on about it.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The articles that are picked to be compared, in the order in which they were.
    pub(in crate::app) picked: Vec<ArticleId>,
    /// The comparison that is being read.
    pub(in crate::app) comparison: RequestId,
    /// The statements of the open article that stand elsewhere.
    pub(in crate::app) same: Vec<SameWords>,
    /// The request that asks for them, for which article, and what for.
    pub(in crate::app) asked: Option<(RequestId, ArticleId, Wish)>,
}

/// What statements in the same words are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Wish {
    /// To be marked in the text.
    Marks,
    /// To be listed.
    List,
    /// To be compared with.
    Compare,
}

impl Overlays {
    /// Lays out what lies over the panes for another size.
    pub(in crate::app) fn lay_out_beside(&mut self, env: &Environment) {
        let size = env.size;
        match self.top_mut() {
            Some(Overlay::Compare(comparison)) => comparison.lay_out(size),
            Some(Overlay::Same(list)) => list.lay_out(size),
            _ => {}
        }
    }
}

impl Beside {
    /// Whether an article is picked to be compared.
    pub fn is_picked(&self, id: ArticleId) -> bool {
        self.picked.contains(&id)
    }

    /// How many articles are picked to be compared.
    pub fn picked(&self) -> usize {
        self.picked.len()
    }

    pub(in crate::app) fn read_comparison(
        &mut self,
        env: &mut Environment,
        ids: Vec<ArticleId>,
    ) -> Outcome {
        let request = env.next_request();
        self.comparison = request;
        Outcome::from(Effect::Read(request, Read::Comparison(ids)))
    }
}
