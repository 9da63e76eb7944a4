//! The front door: each message to the part that it concerns.

use crate::app::action::table::{
    FeedAction, ListAction, MoveAction, NewsAction, PaneAction, Part, ProgramAction, SelectAction,
    TurnAction,
};
use crate::app::command::prompt::Purpose;
use crate::app::exchange::effect::Wanted;
use crate::app::exchange::event::Event;
use crate::app::list::Arrival;
use crate::app::{
    Action, App, Effect, Environment, Focus, Input, List, Message, OnScreen, Outcome, Overlay,
    RequestId, Size,
};
use crate::domain::Scope;

impl App {
    /// Takes a message; gives what is to be done about it.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let outcome = self.take(message);
        self.finish(outcome)
    }

    /// Ends what was begun outside of a message: the status line says what it is to say. Gives the
    /// effects.
    pub fn finish(&mut self, outcome: Outcome) -> Vec<Effect> {
        let mut effects = outcome.tell(&mut self.status);
        self.overlays.end_trying(&mut self.env);
        if let Some(quit) =
            effects.iter().position(|effect| *effect == Effect::Screen(OnScreen::Quit))
        {
            let farewell = self.farewell().tell(&mut self.status);
            effects.splice(quit..quit, farewell);
        }
        effects
    }

    /// Lets happen what a component asks of the others, in order; gives the rest.
    pub(in crate::app) fn run(&mut self, mut outcome: Outcome) -> Outcome {
        for event in outcome.take_events() {
            outcome.extend(match event {
                Event::Change(change) => self.change_feed(change),
                Event::Ask(purpose, text) => self.commands.ask(purpose, text),
                Event::AskProposed(purpose, text) => self.commands.ask_proposed(purpose, text),
            });
        }
        outcome
    }

    /// Lets the status line say at once what it is to say; gives the rest.
    pub(in crate::app) fn said(&mut self, outcome: Outcome) -> Outcome {
        outcome.tell(&mut self.status).into_iter().collect()
    }

    fn take(&mut self, message: Message) -> Outcome {
        let outcome = match message {
            Message::Input(input) => return self.take_input(input),
            Message::Clock(now) => {
                self.env.now = now;
                return Outcome::none();
            }
            Message::Woke(request) => return self.take_wake(request),
            Message::Read(request, answer) => self.take_read(request, answer),
            Message::Write(request, answer) => self.take_written(request, answer),
            Message::Net(request, answer) => self.take_fetched(request, answer),
            Message::File(request, answer) => self.take_filed(request, answer),
            Message::Failed(request, reason) => self.failed(request, &reason),
            Message::Analysed(id, hash, analysis) => {
                self.analysed(id, &hash, *analysis);
                Outcome::none()
            }
            Message::Progress(what, done, total) => self.progressed(what, done, total),
            Message::StoreChanged => self.store_changed(),
            Message::Note(text) => Outcome::say(text),
        };
        let mut effects = self.said(outcome);
        let steps = self.do_steps();
        effects.extend(self.said(steps));
        effects.extend(self.release_held());
        effects
    }

    fn take_input(&mut self, input: Input) -> Outcome {
        let unseen = self.layout().is_none();
        match input {
            Input::Key(key) if unseen => self.commands.key_unseen(&self.env, key),
            Input::Mouse(_) | Input::Paste(_) if unseen => Outcome::none(),
            Input::Key(key) => self.key(key),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Paste(text) => self.paste(&text),
            Input::Resize(size) => {
                self.resize(size);
                let mut effects = self.list.fill(&mut self.env);
                effects.extend(self.overlays.fill_screen(&mut self.env));
                effects
            }
            Input::Ground(light) => {
                self.env.see_ground(light);
                Outcome::none()
            }
            Input::Terminate => Outcome::from(Effect::Screen(OnScreen::Quit)),
        }
    }

    /// The time that was waited for has come.
    fn take_wake(&mut self, request: RequestId) -> Outcome {
        if Some(request) == self.refresh.look {
            self.look_for_due()
        } else if Some(request) == self.sidebar.shelves_soon {
            self.sidebar.load_shelves(&mut self.env)
        } else if Some(request) == self.list.counts_soon {
            self.list.load_counts(&mut self.env)
        } else if self.changes.stored.contains_key(&request) {
            self.changes.slow = Some(request);
            Outcome::none()
        } else {
            self.woke(request)
        }
    }

    /// Does what the user asks for.
    pub fn act(&mut self, action: Action) -> Outcome {
        let action = if action == Action::Leave { meaning_of_leave(self) } else { action };
        if self.overlays.is_correcting() {
            return self.act_in_panel(action);
        }
        let part = action.part();
        if let Part::Command(action) = part {
            return self.act_on_commands(action);
        }
        if let Part::Select(jump @ (SelectAction::JumpBack | SelectAction::JumpForward)) = part {
            return self.act_on_selection(jump);
        }
        if self.overlays.is_open() {
            return self.act_on_overlay(action);
        }
        if let Some(effects) = self.act_while_selecting(action) {
            return effects;
        }
        if self.focus == Focus::Feeds
            && let Some(effects) = self.act_in_shelf(action)
        {
            return effects;
        }
        self.act_on_panes(part)
    }

    /// Does what an action means where nothing lies over the panes.
    pub(in crate::app) fn act_on_panes(&mut self, part: Part) -> Outcome {
        match part {
            Part::Move(action) => self.move_in_pane(action),
            Part::Turn(TurnAction::NextArticle) => self.step_article(1),
            Part::Turn(TurnAction::PreviousArticle) => self.step_article(-1),
            Part::Turn(TurnAction::NextUnread) => self.step_unread(true, false),
            Part::Turn(TurnAction::PreviousUnread) => self.step_unread(false, false),
            Part::Text(action) => self.act_in_text(action),
            Part::Pane(action) => self.step_panes(action),
            Part::Mark(action) => self.act_mark(action),
            Part::Link(action) => self.act_on_links(action),
            Part::List(ListAction::Filter) => self.open_filter(),
            Part::List(ListAction::ToggleUnreadOnly) => self.list.toggle_unread_only(&mut self.env),
            Part::News(action) => self.act_on_news(action),
            Part::Feed(FeedAction::RemoveFeed) => self.remove_shown_feed(),
            // What these change is chosen in the screen or the pane of feeds, or in a screen.
            Part::Feed(_) | Part::Screen(_) => self.env.nothing_here(),
            Part::Archive(action) => self.act_on_archive(action),
            Part::Compare(action) => self.act_on_comparison(action),
            Part::Correct(action) => self.act_on_corrections(action),
            Part::Panel(action) => self.act_without_panel(action),
            Part::Search(action) => self.act_on_search(action),
            Part::Command(action) => self.act_on_commands(action),
            Part::Select(action) => self.act_on_selection(action),
            Part::Look(action) => self.act_on_look(action),
            Part::Program(action) => self.act_on_program(action),
        }
    }

    fn move_in_pane(&mut self, action: MoveAction) -> Outcome {
        match self.focus {
            Focus::List => self.move_in_list(action),
            Focus::Feeds => self.sidebar.step(action),
            Focus::Sources => self.move_in_sources(action),
            Focus::Body => self.scroll_body(action),
        }
    }

    fn step_panes(&mut self, action: PaneAction) -> Outcome {
        match action {
            PaneAction::FocusNext => self.step_focus(true, true),
            PaneAction::FocusPrevious => self.step_focus(true, false),
            PaneAction::FocusRight => self.step_focus(false, true),
            PaneAction::FocusLeft => self.step_focus(false, false),
            PaneAction::FocusList => self.set_focus(Focus::List),
            PaneAction::FocusBody => self.set_focus(Focus::Body),
            PaneAction::FocusSources => self.set_focus(Focus::Sources),
            PaneAction::Open => self.open(),
            PaneAction::Back => self.back(),
            PaneAction::Choose => self.env.nothing_here(),
        }
    }

    fn act_on_news(&mut self, action: NewsAction) -> Outcome {
        match action {
            NewsAction::Feeds => self.open_feeds(),
            NewsAction::AddFeed => self.open_add(),
            NewsAction::SavePage => self.commands.ask(Purpose::PageAddress, ""),
            NewsAction::Refresh => self.refresh_here(),
            NewsAction::RefreshAll => self.refresh.begin(&mut self.env, Wanted::All),
            NewsAction::FullText => self.article.full_text(&mut self.env),
            NewsAction::Stop => self.stop(),
        }
    }

    fn act_on_program(&mut self, action: ProgramAction) -> Outcome {
        match action {
            ProgramAction::Help => {
                self.overlays.open(Overlay::Help(0));
                Outcome::none()
            }
            ProgramAction::Redraw => Outcome::from(Effect::Screen(OnScreen::Redraw)),
            ProgramAction::Leave | ProgramAction::Quit => {
                Outcome::from(Effect::Screen(OnScreen::Quit))
            }
        }
    }

    /// Takes a new size; every place stays.
    pub(in crate::app) fn resize(&mut self, size: Size) {
        self.env.size = size;
        self.lay_out();
        self.overlays.lay_out_screen(&self.env);
        self.overlays.lay_out_beside(&self.env);
    }

    /// Lays all panes out anew, as after a change of size, focus or article.
    pub(in crate::app) fn lay_out(&mut self) {
        let Some(layout) = self.layout() else { return };
        // A pane that is not shown now keeps the size that it would have if it had the focus.
        let with = |focus| self.layout_for(focus);
        let list = layout.list.map_or_else(|| with(Focus::List), |_| Some(layout));
        let body = layout.body.or_else(|| with(Focus::Body).and_then(|layout| layout.body));
        let shown = if layout.sources.is_some() { Some(layout) } else { with(Focus::Sources) };
        let shelf = layout.feeds.map_or_else(|| with(Focus::Feeds), |_| Some(layout));
        if let Some(list) = list {
            self.list.visible = list.list_rows();
            self.list.reveal();
        }
        if let (Some(reader), Some(area)) = (self.article.reader.as_mut(), body) {
            reader.lay_out(area, self.env.look.page());
        }
        if let Some((layout, area)) = shown.and_then(|layout| Some((layout, layout.sources?))) {
            self.side.lay_out(self.article.reader.as_ref(), area.width, layout.source_rows());
        }
        self.sidebar.lay_out(shelf.map_or(0, |layout| layout.feed_rows()));
    }
}

/// What leaving means now: to go back, or to quit where the list shows everything.
fn meaning_of_leave(app: &App) -> Action {
    let query = &app.list.query;
    let is_home = app.focus == Focus::List
        && query.filter.is_empty()
        && query.scope == Scope::All
        && app.env.look.zen.is_none()
        && app.article.fetching.is_empty();
    let is_covered =
        app.overlays.is_correcting() || app.overlays.is_open() || app.article.selection().is_some();
    if is_home && !is_covered { Action::Quit } else { Action::Back }
}

impl List {
    /// Asks for the list from its beginning (or around the selected row), and for its counts.
    pub(in crate::app) fn reload(&mut self, env: &mut Environment, arrival: Arrival) -> Outcome {
        use crate::domain::{Cursor, Edge};
        let edge = match (arrival, self.selected_row()) {
            (Arrival::Keep | Arrival::Hold, Some(row)) => Edge::Around(Cursor::of(row)),
            (Arrival::Last, _) => Edge::End,
            _ => Edge::Start,
        };
        let mut effects = self.load_page(env, edge, arrival);
        effects.extend(self.load_counts(env));
        effects
    }
}
