//! Statements of the open article that stand in others in the same words.

use crate::app::layout::Size;

use crate::app::{Action, Environment, Outcome};
use crate::domain::{ArticleId, ArticleRow, SameWords, Statement, clean};

use super::compare::same_name;
use super::{MOST, Wish};
use crate::app::comparing::Beside;

/// The list of statements that stand elsewhere.
#[derive(Debug, Clone, Default)]
pub struct SameList {
    /// The lines.
    pub lines: Vec<SameLine>,
    /// The selected line.
    pub selected: usize,
    /// The first line that is shown.
    pub top: usize,
    /// How many lines are shown.
    pub rows: usize,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum SameLine {
    /// A statement of the open article: its index, its words, and who says it here.
    Here(usize, String, String),
    /// Where else it stands.
    There(Box<Elsewhere>),
    /// A blank line.
    Gap,
}

/// Where else a statement stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    /// The article.
    pub row: ArticleRow,
    /// The statement there.
    pub statement: Statement,
    /// Who it is ascribed to there, where that is somebody else than here.
    pub other: Option<String>,
}

impl SameList {
    pub(in crate::app) fn new(
        here: &[Statement],
        found: &[SameWords],
        current: Option<usize>,
    ) -> SameList {
        let mut list = SameList::default();
        for same in found.iter().filter(|same| !same.elsewhere.is_empty()) {
            let Some(own) = here.iter().find(|it| it.index == same.statement) else { continue };
            if !list.lines.is_empty() {
                list.lines.push(SameLine::Gap);
            }
            let by = own.speaker_names().unwrap_or_else(|| "no source named".into());
            let words = clean::one_line(&own.content_with_denial());
            list.lines.push(SameLine::Here(own.index, words, clean::one_line(&by)));
            if current == Some(own.index) {
                list.selected = list.lines.len();
            }
            for (row, statement) in &same.elsewhere {
                let there = statement.speaker_names().unwrap_or_else(|| "nobody".into());
                let (named, own_named) =
                    (statement.speaker_names().is_some(), own.speaker_names().is_some());
                let same = named == own_named && (!named || same_name(&by, &there));
                let other = (!same).then(|| clean::one_line(&there));
                let there = Elsewhere { row: row.clone(), statement: statement.clone(), other };
                list.lines.push(SameLine::There(Box::new(there)));
            }
        }
        list.selected = list.selected.max(1);
        list
    }

    /// Where else the selected statement stands.
    pub fn chosen(&self) -> Option<&Elsewhere> {
        match self.lines.get(self.selected) {
            Some(SameLine::There(there)) => Some(there),
            _ => None,
        }
    }

    pub(in crate::app) fn lay_out(&mut self, size: Size) {
        // Title, rule and foot of the panel; the status line.
        self.rows = usize::from(size.rows.saturating_sub(4)).max(1);
        self.reveal();
    }

    pub(in crate::app) fn step(&mut self, by: isize) {
        let places: Vec<usize> = (0..self.lines.len())
            .filter(|line| matches!(self.lines[*line], SameLine::There(_)))
            .collect();
        let here = places.partition_point(|place| *place < self.selected);
        let target = here.saturating_add_signed(by).min(places.len().saturating_sub(1));
        self.selected = places.get(target).copied().unwrap_or(0);
        self.reveal();
    }

    fn reveal(&mut self) {
        // The statement above the first place is shown with it.
        let first =
            matches!(self.lines.get(self.selected.wrapping_sub(1)), Some(SameLine::Here(..)));
        self.top = self.top.min(self.selected - usize::from(first && self.selected > 0));
        if self.selected >= self.top + self.rows {
            self.top = self.selected + 1 - self.rows;
        }
    }
}

impl Beside {
    /// In how many other articles a statement of the open article stands in the same words.
    pub fn also_in(&self, statement: usize) -> usize {
        let found = self.same.iter().find(|it| it.statement == statement);
        found.map_or(0, |it| {
            let mut articles: Vec<ArticleId> = it.elsewhere.iter().map(|(row, _)| row.id).collect();
            articles.sort_unstable();
            articles.dedup();
            articles.len()
        })
    }

    /// Compares an article with those that share most of its statements.
    pub(in crate::app) fn compare_with_copies(
        &mut self,
        env: &mut Environment,
        article: ArticleId,
        found: &[SameWords],
    ) -> Outcome {
        let mut shared: Vec<(ArticleId, usize)> = Vec::new();
        for (row, _) in found.iter().flat_map(|same| &same.elsewhere) {
            match shared.iter_mut().find(|(id, _)| *id == row.id) {
                Some((_, count)) => *count += 1,
                None => shared.push((row.id, 1)),
            }
        }
        if shared.is_empty() {
            let pick = env.keymap.key_of(Action::Pick).unwrap_or_default();
            return Outcome::say(format!(
                "Pick two articles or more ({pick}): no other one shares statements with this one."
            ));
        }
        shared.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        let others = shared.into_iter().map(|(id, _)| id).filter(|id| *id != article);
        let ids = std::iter::once(article).chain(others).take(MOST).collect();
        self.read_comparison(env, ids)
    }

    /// Another article is shown: what is known of the one before it is forgotten.
    pub(in crate::app) fn forget_same(&mut self) {
        self.same.clear();
        if self.asked.is_some_and(|(.., wish)| wish != Wish::Compare) {
            self.asked = None;
        }
    }
}
