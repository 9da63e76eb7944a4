//! Articles side by side: which sources and statements they share; statements that stand elsewhere
//! in the same words.

pub mod alike;
pub mod compare;
pub mod lines;
pub mod same;

mod moving;

use crate::domain::{ArticleId, SameWords};

use crate::app::action::table::CompareAction;
use crate::app::{Action, App, Comparand, Effect, Outcome, Overlay, Read, RequestId};

use crate::app::Environment;
use crate::app::Overlays;
use compare::{Compared, compare};
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
    picked: Vec<ArticleId>,
    /// The comparison that is being read.
    comparison: RequestId,
    /// The statements of the open article that stand elsewhere.
    same: Vec<SameWords>,
    /// The request that asks for them, for which article, and what for.
    asked: Option<(RequestId, ArticleId, Wish)>,
}

/// What statements in the same words are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// To be marked in the text.
    Marks,
    /// To be listed.
    List,
    /// To be compared with.
    Compare,
}

impl App {
    pub(in crate::app) fn act_on_comparison(&mut self, action: CompareAction) -> Outcome {
        match action {
            CompareAction::Pick => self.pick(),
            CompareAction::Compare => self.compare_picked(),
            CompareAction::SameWords => self.ask_same(Wish::List),
        }
    }

    /// The article that an action is about: in the list the selected one, else the open one.
    fn meant(&self) -> Option<ArticleId> {
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let selected = self.list.selected_row().map(|row| row.id);
        if self.focus.reads() { open } else { selected.or(open) }
    }

    fn pick(&mut self) -> Outcome {
        let Some(id) = self.meant() else { return Outcome::say("There is no article to pick.") };
        let picked = &mut self.comparison.picked;
        if let Some(place) = picked.iter().position(|other| *other == id) {
            picked.remove(place);
        } else if picked.len() == MOST {
            return Outcome::say(format!(
                "{MOST} articles are picked; more are not compared at a time."
            ));
        } else {
            picked.push(id);
        }
        let key = self.env.keymap.key_of(Action::Compare).unwrap_or_default();
        Outcome::say(match self.comparison.picked.len() {
            0 => "No article is picked.".to_owned(),
            1 => format!("1 article is picked; {key} compares it with the one that is open."),
            count => format!("{count} articles are picked; {key} compares them."),
        })
    }

    fn compare_picked(&mut self) -> Outcome {
        let mut ids = self.comparison.picked.clone();
        if let (1, Some(id)) = (ids.len(), self.meant())
            && !ids.contains(&id)
        {
            ids.push(id);
        }
        if ids.len() < 2 {
            self.ask_same(Wish::Compare)
        } else {
            self.comparison.read_comparison(&mut self.env, ids)
        }
    }

    /// Takes the articles of a comparison.
    pub(in crate::app) fn comparison_came(
        &mut self,
        request: RequestId,
        articles: Vec<Comparand>,
    ) -> Outcome {
        if request != self.comparison.comparison {
            return Outcome::none();
        }
        self.comparison.comparison = RequestId::default();
        self.show_comparison(articles)
    }

    fn show_comparison(&mut self, articles: Vec<Comparand>) -> Outcome {
        let gone = |id: &ArticleId| !articles.iter().any(|it| it.article.row.id == *id);
        if self.comparison.picked.iter().any(gone) && articles.len() < 2 {
            self.comparison.picked.retain(|id| !gone(id));
        }
        if articles.len() < 2 {
            return Outcome::say("Fewer than two of these articles are left in the store.");
        }
        if self.overlays.is_open() {
            return Outcome::none();
        }
        let mut comparison =
            Comparison { compared: compare(&articles), articles, ..Comparison::default() };
        comparison.lay_out(self.env.size);
        comparison.selected = comparison.first_spot();
        self.overlays.open(Overlay::Compare(Box::new(comparison)));
        Outcome::none()
    }
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
