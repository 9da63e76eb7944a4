//! The front door: each message to the part that it concerns.

use super::action_table::{
    FeedAction, ListAction, MoveAction, NewsAction, PaneAction, Part, ProgramAction, SelectAction,
    TurnAction,
};
use super::effect::Wanted;
use super::list::Arrival;
use super::{
    Action, App, Effect, Focus, Input, Message, OnScreen, Outcome, Overlay, RequestId, Size,
};

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
        self.end_trying();
        if let Some(quit) =
            effects.iter().position(|effect| *effect == Effect::Screen(OnScreen::Quit))
        {
            let farewell = self.farewell().tell(&mut self.status);
            effects.splice(quit..quit, farewell);
        }
        effects
    }

    /// Lets the status line say at once what it is to say; gives the rest.
    pub(super) fn said(&mut self, outcome: Outcome) -> Outcome {
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
            Input::Key(key) if unseen => self.key_unseen(key),
            Input::Mouse(_) | Input::Paste(_) if unseen => Outcome::none(),
            Input::Key(key) => self.key(key),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Paste(text) => self.paste(&text),
            Input::Resize(size) => {
                self.resize(size);
                let mut effects = self.fill_list();
                effects.extend(self.fill_screen());
                effects
            }
            Input::Ground(light) => {
                self.see_ground(light);
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
            self.load_shelves()
        } else if Some(request) == self.list.counts_soon {
            self.load_counts()
        } else if self.changes.stored.contains_key(&request) {
            self.changes.slow = Some(request);
            Outcome::none()
        } else {
            self.woke(request)
        }
    }

    /// Does what the user asks for.
    pub fn act(&mut self, action: Action) -> Outcome {
        if self.is_correcting() {
            return self.act_in_panel(action);
        }
        let part = action.part();
        if let Part::Command(action) = part {
            return self.act_on_commands(action);
        }
        if let Part::Select(jump @ (SelectAction::JumpBack | SelectAction::JumpForward)) = part {
            return self.act_on_selection(jump);
        }
        if self.overlay.is_some() {
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
    pub(super) fn act_on_panes(&mut self, part: Part) -> Outcome {
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
            Part::List(ListAction::ToggleUnreadOnly) => self.toggle_unread_only(),
            Part::News(action) => self.act_on_news(action),
            Part::Feed(FeedAction::RemoveFeed) => self.remove_shown_feed(),
            // What these change is chosen in the screen or the pane of feeds, or in a screen.
            Part::Feed(_) | Part::Screen(_) => self.nothing_here(),
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
            Focus::Feeds => self.move_in_shelf(action),
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
            PaneAction::Choose => self.nothing_here(),
        }
    }

    fn act_on_news(&mut self, action: NewsAction) -> Outcome {
        match action {
            NewsAction::Feeds => self.open_feeds(),
            NewsAction::AddFeed => self.open_add(),
            NewsAction::Refresh => self.refresh_here(),
            NewsAction::RefreshAll => self.refresh(Wanted::All),
            NewsAction::FullText => self.full_text(),
            NewsAction::Stop => self.stop(),
        }
    }

    fn act_on_program(&mut self, action: ProgramAction) -> Outcome {
        match action {
            ProgramAction::Help => {
                self.overlay = Some(Overlay::Help(0));
                Outcome::none()
            }
            ProgramAction::Redraw => Outcome::from(Effect::Screen(OnScreen::Redraw)),
            ProgramAction::Quit => Outcome::from(Effect::Screen(OnScreen::Quit)),
        }
    }

    /// Takes a new size; every place stays.
    pub(super) fn resize(&mut self, size: Size) {
        self.env.size = size;
        self.lay_out();
        self.lay_out_screen();
        self.lay_out_beside();
    }

    /// Lays all panes out anew, as after a change of size, focus or article.
    pub(super) fn lay_out(&mut self) {
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
        self.lay_out_shelf(shelf.map_or(0, |layout| layout.feed_rows()));
    }

    /// Asks for the list from its beginning (or around the selected row), and for its counts.
    pub(super) fn reload(&mut self, arrival: Arrival) -> Outcome {
        use crate::domain::{Cursor, Edge};
        let edge = match (arrival, self.list.selected_row()) {
            (Arrival::Keep | Arrival::Hold, Some(row)) => Edge::Around(Cursor::of(row)),
            (Arrival::Last, _) => Edge::End,
            _ => Edge::Start,
        };
        let mut effects = self.load_page(edge, arrival);
        effects.extend(self.load_counts());
        effects
    }
}
