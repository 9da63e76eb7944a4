//! The front door: each message to the part that it concerns.

use super::effect::Wanted;
use super::list::Arrival;
use super::{Action, App, Effect, Focus, Input, Message, OnScreen, Overlay, RequestId, Size};

impl App {
    /// Takes a message; gives what is to be done about it.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.take(message);
        self.end_trying();
        if let Some(quit) =
            effects.iter().position(|effect| *effect == Effect::Screen(OnScreen::Quit))
        {
            let farewell = self.farewell();
            effects.splice(quit..quit, farewell);
        }
        effects
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = match message {
            Message::Input(input) => return self.take_input(input),
            Message::Clock(now) => {
                self.now = now;
                return Vec::new();
            }
            Message::Woke(request) => return self.take_wake(request),
            Message::Read(request, answer) => self.take_read(request, answer),
            Message::Write(request, answer) => self.take_written(request, answer),
            Message::Net(request, answer) => self.take_fetched(request, answer),
            Message::File(request, answer) => self.take_filed(request, answer),
            Message::Failed(request, reason) => self.failed(request, &reason),
            Message::Analysed(id, hash, analysis) => {
                self.analysed(id, &hash, *analysis);
                Vec::new()
            }
            Message::Progress(what, done, total) => self.progressed(what, done, total),
            Message::StoreChanged => self.store_changed(),
            Message::Note(text) => self.note(text),
        };
        effects.extend(self.do_steps());
        effects.extend(self.release_held());
        effects
    }

    fn take_input(&mut self, input: Input) -> Vec<Effect> {
        let unseen = self.layout().is_none();
        match input {
            Input::Key(key) if unseen => self.key_unseen(key),
            Input::Mouse(_) | Input::Paste(_) if unseen => Vec::new(),
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
                Vec::new()
            }
            Input::Terminate => vec![Effect::Screen(OnScreen::Quit)],
        }
    }

    /// The time that was waited for has come.
    fn take_wake(&mut self, request: RequestId) -> Vec<Effect> {
        if Some(request) == self.awaited.look {
            self.look_for_due()
        } else if Some(request) == self.awaited.shelves_soon {
            self.load_shelves()
        } else if Some(request) == self.awaited.counts_soon {
            self.load_counts()
        } else if self.stored.contains_key(&request) {
            self.awaited.slow = Some(request);
            Vec::new()
        } else {
            self.woke(request)
        }
    }

    /// Does what the user asks for.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        if self.is_correcting() {
            return self.act_in_panel(action);
        }
        if matches!(action, Action::Command | Action::Palette | Action::Export | Action::Pipe) {
            return self.act_on_commands(action);
        }
        if matches!(action, Action::JumpBack | Action::JumpForward) {
            return self.act_on_selection(action);
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
        match action {
            Action::Quit => vec![Effect::Screen(OnScreen::Quit)],
            Action::Redraw => vec![Effect::Screen(OnScreen::Redraw)],
            Action::Help => {
                self.overlay = Some(Overlay::Help(0));
                Vec::new()
            }
            Action::Feeds => self.open_feeds(),
            Action::AddFeed => self.open_add(),
            Action::Refresh => self.refresh_here(),
            Action::RefreshAll => self.refresh(Wanted::All),
            Action::FullText => self.full_text(),
            Action::Stop => self.stop(),
            Action::RemoveFeed => self.remove_shown_feed(),
            Action::NextTheme => self.next_theme(),
            Action::Links | Action::CopyLink | Action::OpenAddress | Action::ToggleLinkNumbers => {
                self.act_on_links(action)
            }
            Action::Filter => self.open_filter(),
            Action::ToggleUnreadOnly => self.toggle_unread_only(),
            Action::Back => self.back(),
            Action::Open => self.open(),
            Action::FocusNext | Action::FocusRight => self.step_focus(action, true),
            Action::FocusPrevious | Action::FocusLeft => self.step_focus(action, false),
            Action::FocusList => self.set_focus(Focus::List),
            Action::FocusBody => self.set_focus(Focus::Body),
            Action::FocusSources => self.set_focus(Focus::Sources),
            _ => self.act_on_part(action),
        }
    }

    /// Does what one part of the reader is asked for.
    fn act_on_part(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ToggleRead
            | Action::MarkRead
            | Action::MarkUnread
            | Action::MarkAbove
            | Action::MarkBelow
            | Action::MarkAll
            | Action::ToggleStar
            | Action::Undo
            | Action::Redo => self.act_mark(action),
            _ => self.act_on_parts(action),
        }
    }

    /// What an action means that a part of its own answers.
    fn act_on_parts(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.act_on_corrections(action) {
            return effects;
        }
        match action {
            Action::Dossier | Action::Sources | Action::Entities => self.act_on_screens(action),
            Action::SameWords | Action::Pick | Action::Compare => self.act_on_comparison(action),
            Action::Search
            | Action::SaveQuery
            | Action::RemoveQuery
            | Action::EditQuery
            | Action::NextHit
            | Action::PreviousHit
            | Action::Sort
            | Action::NextOrder
            | Action::Shelves
            | Action::Fold => self.act_on_search(action),
            Action::SetMark
            | Action::GoToMark
            | Action::Select
            | Action::WordRight
            | Action::WordLeft
            | Action::LineStart
            | Action::LineEnd
            | Action::SwapEnds
            | Action::CopySelection
            | Action::CopyQuote => self.act_on_selection(action),
            Action::Zen
            | Action::WidenPane
            | Action::NarrowPane
            | Action::WidenText
            | Action::NarrowText
            | Action::LineSpacing
            | Action::Themes => self.act_on_look(action),
            Action::NextArticle => self.step_article(1),
            Action::PreviousArticle => self.step_article(-1),
            Action::NextUnread => self.step_unread(true, false),
            Action::PreviousUnread => self.step_unread(false, false),
            _ => self.act_in_pane(action),
        }
    }

    fn act_in_pane(&mut self, action: Action) -> Vec<Effect> {
        let scrolls = action.steps(1).is_some();
        match self.focus {
            Focus::List if scrolls => self.move_in_list(action),
            Focus::Feeds if scrolls => self.move_in_shelf(action),
            Focus::Sources if scrolls => self.move_in_sources(action),
            Focus::List | Focus::Body | Focus::Sources | Focus::Feeds => self.act_in_body(action),
        }
    }

    /// Takes a new size; every place stays.
    pub(super) fn resize(&mut self, size: Size) {
        self.size = size;
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
        if let (Some(reader), Some(area)) = (self.reader.as_mut(), body) {
            reader.lay_out(area, self.look.page(self.link_numbers));
        }
        if let Some((layout, area)) = shown.and_then(|layout| Some((layout, layout.sources?))) {
            self.side.lay_out(self.reader.as_ref(), area.width, layout.source_rows());
        }
        self.lay_out_shelf(shelf.map_or(0, |layout| layout.feed_rows()));
    }

    /// Asks for the list from its beginning (or around the selected row), and for its counts.
    pub(super) fn reload(&mut self, arrival: Arrival) -> Vec<Effect> {
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
