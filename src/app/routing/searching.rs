//! Searches, their order, saved queries: what needs the list and the sidebar.

use crate::app::action::table::SearchAction;
use crate::app::command::line::Line;
use crate::app::list::Arrival;
use crate::app::searching::ordering::OrderPicker;
use crate::app::searching::sorting::{is_search, told};
use crate::app::sidebar::counts::PAUSE;
use crate::app::{Action, App, Change, Effect, Outcome, Overlay, RequestId, Stored};
use crate::domain::{Order, Scope, Shelves};

impl App {
    /// Tab: the next proposal stands in the line; after the last one the first again.
    pub(in crate::app) fn complete_search(&mut self, forward: bool) -> Outcome {
        let (Some(prompt), Some(searching)) =
            (self.commands.prompt.as_mut(), self.search.typing.as_mut())
        else {
            return Outcome::none();
        };
        let found = &mut searching.proposals;
        let count = found.items.iter().filter(|item| !item.text.is_empty()).count();
        if count == 0 {
            return Outcome::none();
        }
        let place = match found.chosen {
            Some(place) if forward => (place + 1) % count,
            Some(place) => (place + count - 1) % count,
            None if forward => 0,
            None => count - 1,
        };
        let text = found.items[place].text.clone();
        let line = &mut prompt.line;
        line.proposed = false;
        line.text.replace_range(found.range.clone(), &text);
        found.range.end = found.range.start + text.len();
        line.cursor = found.range.end;
        found.chosen = Some(place);
        if count == 1 {
            // It is decided: what comes next is proposed.
            return self.search_changed();
        }
        self.search_typed()
    }

    /// Up and down in the line: to earlier searches and back while nothing else is typed, else in
    /// the list.
    pub(in crate::app) fn search_step(&mut self, by: isize) -> Outcome {
        let (Some(prompt), Some(searching)) =
            (self.commands.prompt.as_mut(), self.search.typing.as_mut())
        else {
            return Outcome::none();
        };
        let line = &prompt.line.text;
        let shown = searching.earlier.filter(|place| self.search.past.get(*place) == Some(line));
        let count = self.search.past.len();
        let to = match (shown, by < 0) {
            (Some(place), true) => place.saturating_sub(1),
            (Some(place), false) => place + 1,
            (None, true) if line.is_empty() && count > 0 => count - 1,
            _ => return self.step_article(by),
        };
        searching.earlier = Some(to);
        prompt.line = Line::new(self.search.past.get(to).map_or("", String::as_str));
        self.search_changed()
    }

    pub(in crate::app) fn act_on_search(&mut self, action: SearchAction) -> Outcome {
        match action {
            SearchAction::Search => self.open_search(),
            SearchAction::EditQuery => self.edit_query(),
            SearchAction::NextHit => self.step_hits(true),
            SearchAction::PreviousHit => self.step_hits(false),
            SearchAction::SaveQuery => {
                let (scope, title) = (self.list.query.scope.clone(), self.scope_title());
                let outcome = self.sidebar.ask_query_name(&mut self.env, scope, &title);
                self.run(outcome)
            }
            SearchAction::RemoveQuery => {
                let shown = self.chosen().unwrap_or_else(|| self.list.query.scope.clone());
                let outcome = self.sidebar.remove_shown_query(shown);
                self.run(outcome)
            }
            SearchAction::Sort => self.open_orders(),
            SearchAction::NextOrder => self.next_order(),
            SearchAction::Shelves => self.toggle_shelf(),
            SearchAction::Fold => self.sidebar.fold(None),
        }
    }

    pub(in crate::app) fn open_orders(&mut self) -> Outcome {
        let orders = self.list.orders();
        let present = orders.iter().position(|order| *order == self.list.query.order);
        let selected = present.unwrap_or(0);
        self.overlays.open(Overlay::Orders(OrderPicker { orders, present, selected }));
        Outcome::none()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_on_orders(&mut self, action: Action) -> Outcome {
        let Some(Overlay::Orders(picker)) = self.overlays.top_mut() else { return Outcome::none() };
        let last = picker.orders.len().saturating_sub(1);
        if let Some(step) = action.steps(last as isize) {
            picker.selected = picker.selected.saturating_add_signed(step).min(last);
            return Outcome::none();
        }
        match action {
            Action::Sort | Action::NextOrder => {
                picker.selected = (picker.selected + 1) % (last + 1);
            }
            Action::Open | Action::Choose => {
                let order = picker.orders.get(picker.selected).copied();
                self.overlays.close();
                return order.map_or_else(Outcome::none, |order| self.sort_by(order));
            }
            Action::Back | Action::Quit => self.overlays.close(),
            _ => {}
        }
        Outcome::none()
    }

    /// Orders the list so, and what is listed after it of the same kind.
    pub fn sort_by(&mut self, order: Order) -> Outcome {
        let searches = is_search(&self.list.query.scope);
        if order == Order::Best && !searches {
            return Outcome::fail("Only searches can be ordered by how well they match.");
        }
        let chosen =
            if searches { &mut self.search.orders.searches } else { &mut self.search.orders.lists };
        *chosen = order;
        self.list.query.order = order;
        let mut effects = self.list.reload(&mut self.env, Arrival::First);
        effects.extend(Outcome::say(format!("Order: {}.", told(order))));
        effects
    }

    /// The next order.
    pub(in crate::app) fn next_order(&mut self) -> Outcome {
        let orders = self.list.orders();
        let here = orders.iter().position(|order| *order == self.list.query.order);
        self.sort_by(orders[here.map_or(0, |here| (here + 1) % orders.len())])
    }

    /// Reads the counts again in a moment, where they are shown: what changes at once is counted once.
    pub(in crate::app) fn shelves_soon(&mut self) -> Outcome {
        let shown = self.sidebar.pane.open
            || matches!(self.overlays.top(), Some(Overlay::Feeds(_)))
            || matches!(self.list.query.scope, Scope::Saved(_));
        if !shown || self.sidebar.shelves_soon.is_some() {
            return Outcome::none();
        }
        let request = self.request();
        self.sidebar.shelves_soon = Some(request);
        Outcome::from(Effect::Wake(request, PAUSE))
    }

    pub(in crate::app) fn take_shelves(&mut self, request: RequestId, shelves: Shelves) -> Outcome {
        if request == self.sidebar.shelves_request {
            self.sidebar.shelves = shelves;
            if let Some(id) = self.sidebar.saved_now(&self.list.query.scope) {
                self.list.query.scope = Scope::Saved(id);
            }
            self.renew_choices();
        }
        Outcome::none()
    }

    /// A saved query was changed in the store.
    pub(in crate::app) fn query_changed(&mut self, request: RequestId) -> Outcome {
        if let Some(Stored::Done(Change::QuerySaved(title, _, Some(_)))) =
            self.changes.stored.get(&request)
        {
            self.sidebar.just_saved = Some(title.clone());
        }
        let mut effects = self.stored(request, Vec::new());
        effects.extend(self.sidebar.load_shelves(&mut self.env));
        if matches!(self.list.query.scope, Scope::Saved(_)) {
            effects.extend(self.list.reload(&mut self.env, Arrival::Keep));
        }
        effects
    }
}
