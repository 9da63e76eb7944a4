//! Articles side by side and the same words elsewhere: from the open article and back.

use crate::app::action::table::CompareAction;
use crate::app::comparing::compare::compare;
use crate::app::comparing::same::SameList;
use crate::app::comparing::{Comparison, MOST, Wish};
use crate::app::screens::{Landing, Wanted};
use crate::app::{Action, App, Comparand, Effect, Outcome, Overlay, Read, RequestId};
use crate::domain::{ArticleId, SameWords, Statement};

impl App {
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn move_in_comparison(&mut self, action: Action) -> Outcome {
        let Some(Overlay::Compare(comparison)) = self.overlays.top_mut() else {
            return Outcome::none();
        };
        let page = comparison.rows.max(2) as isize;
        let moving = match action {
            Action::NextQuote => Action::Down,
            Action::PreviousQuote => Action::Up,
            Action::ReadOn => Action::PageDown,
            other => other,
        };
        if let Some(lines) = moving.steps(page) {
            comparison.step(lines > 0, lines.unsigned_abs());
            comparison.reveal();
            return Outcome::none();
        }
        match action {
            Action::FocusRight | Action::FocusNext | Action::SwapSide => {
                comparison.step_column(true);
            }
            Action::FocusLeft | Action::FocusPrevious => {
                comparison.step_column(false);
            }
            Action::Open => return self.open_compared(),
            Action::Back | Action::Quit | Action::Compare => {
                self.overlays.close();
                return Outcome::none();
            }
            _ => return Outcome::none(),
        }
        if let Some(Overlay::Compare(comparison)) = self.overlays.top_mut() {
            comparison.reveal();
        }
        Outcome::none()
    }

    /// Goes to the selected statement in its article.
    pub(in crate::app) fn open_compared(&mut self) -> Outcome {
        let Some(Overlay::Compare(comparison)) = self.overlays.top() else {
            return Outcome::none();
        };
        let found = comparison.selected.and_then(|spot| comparison.statement_at(spot));
        let Some((column, index)) = found else { return Outcome::none() };
        let Some(comparand) = comparison.articles.get(column) else { return Outcome::none() };
        let analysis = comparand.analysis.as_ref();
        let extent = analysis.and_then(|it| it.attributions.get(index)).map(|it| it.extent());
        let id = comparand.article.row.id;
        match extent {
            Some(extent) => {
                self.depart(Landing { article: id, what: Wanted::Statement(index, extent) })
            }
            None => Outcome::none(),
        }
    }

    /// Asks which statements of the article stand elsewhere.
    pub(in crate::app) fn ask_same(&mut self, wish: Wish) -> Outcome {
        let meant = if wish == Wish::List { None } else { self.meant() };
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let Some(id) = meant.or(open) else { return Outcome::say("No article is open.") };
        let request = self.request();
        self.comparison.asked = Some((request, id, wish));
        Outcome::from(Effect::Read(request, Read::SameWords(id)))
    }

    /// The open article is read: which of its statements stand elsewhere is marked in it.
    pub(in crate::app) fn mark_same(&mut self) -> Outcome {
        let Some(reader) = self.article.reader.as_ref() else { return Outcome::none() };
        let speaks = reader.analysis.as_ref().is_some_and(|it| !it.attributions.is_empty());
        let busy = self.comparison.asked.is_some_and(|(.., wish)| wish != Wish::Marks);
        if !speaks || busy { Outcome::none() } else { self.ask_same(Wish::Marks) }
    }

    pub(in crate::app) fn same_words_came(
        &mut self,
        request: RequestId,
        found: Vec<SameWords>,
    ) -> Outcome {
        let Some((_, article, wish)) = self.comparison.asked.take_if(|(id, ..)| *id == request)
        else {
            return Outcome::none();
        };
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        if wish == Wish::Compare {
            return self.comparison.compare_with_copies(&mut self.env, article, &found);
        }
        if open != Some(article) {
            return Outcome::none();
        }
        self.comparison.same = found;
        if wish == Wish::List && self.overlays.top().is_none() {
            self.list_same()
        } else {
            Outcome::none()
        }
    }

    pub(in crate::app) fn list_same(&mut self) -> Outcome {
        let Some(reader) = self.article.reader.as_ref() else { return Outcome::none() };
        let text = &reader.article.body.text;
        let here =
            reader.analysis.as_ref().map(|it| Statement::all_in(text, it)).unwrap_or_default();
        let mut list = SameList::new(&here, &self.comparison.same, reader.current);
        if list.lines.is_empty() {
            return Outcome::say("No other article has a statement of this one in the same words.");
        }
        list.lay_out(self.env.size);
        self.overlays.open(Overlay::Same(Box::new(list)));
        Outcome::none()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn move_in_same(&mut self, action: Action) -> Outcome {
        let Some(Overlay::Same(list)) = self.overlays.top_mut() else { return Outcome::none() };
        let page = list.rows.max(2) as isize;
        let moving = match action {
            Action::NextQuote => Action::Down,
            Action::PreviousQuote => Action::Up,
            Action::ReadOn => Action::PageDown,
            other => other,
        };
        // Places stand under the statements that they repeat: a page holds about half as many.
        if let Some(places) = moving.steps_of(page / 2, page / 4) {
            list.step(places);
            return Outcome::none();
        }
        match action {
            Action::Open => {
                let chosen = list.chosen().map(|it| (it.row.id, it.statement.clone()));
                let Some((id, statement)) = chosen else { return Outcome::none() };
                let what = Wanted::Statement(statement.index, statement.extent);
                return self.depart(Landing { article: id, what });
            }
            Action::Back | Action::Quit | Action::SameWords => {
                self.overlays.close();
                self.lay_out();
            }
            _ => {}
        }
        Outcome::none()
    }

    pub(in crate::app) fn act_on_comparison(&mut self, action: CompareAction) -> Outcome {
        match action {
            CompareAction::Pick => self.pick(),
            CompareAction::Compare => self.compare_picked(),
            CompareAction::SameWords => self.ask_same(Wish::List),
        }
    }

    /// The article that an action is about: in the list the selected one, else the open one.
    pub(in crate::app) fn meant(&self) -> Option<ArticleId> {
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let selected = self.list.selected_row().map(|row| row.id);
        if self.focus.reads() { open } else { selected.or(open) }
    }

    pub(in crate::app) fn pick(&mut self) -> Outcome {
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

    pub(in crate::app) fn compare_picked(&mut self) -> Outcome {
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

    pub(in crate::app) fn show_comparison(&mut self, articles: Vec<Comparand>) -> Outcome {
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
