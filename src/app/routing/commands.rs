//! Commands and keys typed ahead: what a line does in other parts of the app.

use crate::app::action::table::CommandAction;
use crate::app::comfort::options::OPTIONS;
use crate::app::command::Verb;
use crate::app::command::held::{About, Held, about, runs_a_line};
use crate::app::command::nearest::nearest;
use crate::app::command::palette::Palette;
use crate::app::command::parse::{Asked, parse};
use crate::app::command::table::Takes;
use crate::app::exchange::effect::Wanted;
use crate::app::searching::is_search;
use crate::app::{Action, App, Code, Effect, Key, OnScreen, Outcome, Overlay, Purpose, RequestId};
use crate::domain::{EntityId, Order, Scope, SourceId};

impl App {
    /// The names in a folder have come.
    pub(in crate::app) fn folder_came(
        &mut self,
        request: RequestId,
        names: Vec<(String, bool)>,
    ) -> Outcome {
        let asked = self.commands.take_folder(request, names);
        if asked && self.commands.completion.chosen.is_none() {
            self.complete()
        } else {
            Outcome::none()
        }
    }

    pub(in crate::app) fn act_on_commands(&mut self, action: CommandAction) -> Outcome {
        match action {
            CommandAction::Command => self.open_line(Verb::Command, ""),
            CommandAction::Pipe => self.open_line(Verb::Pipe, ""),
            CommandAction::Export => self.open_export(),
            CommandAction::Palette => self.open_palette(),
        }
    }

    pub(in crate::app) fn open_palette(&mut self) -> Outcome {
        let found = self.env.commands_like("");
        let mut palette = Palette { found, selected: 0, under: None };
        if matches!(self.overlays.top(), Some(Overlay::Screen(_))) {
            // What it waits for still comes to it there.
            let _ = self.overlays.cover_screen(Overlay::Palette(palette));
        } else {
            palette.under = self.overlays.take().map(Box::new);
            self.overlays.open(Overlay::Palette(palette));
        }
        self.commands.ask(Purpose::Palette, "")
    }

    /// Takes the palette away; what lay there before lies there again.
    pub(in crate::app) fn close_palette(&mut self) -> Outcome {
        if self.commands.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Palette) {
            self.commands.prompt = None;
        }
        let Some(Overlay::Palette(palette)) = self.overlays.top_mut() else {
            return Outcome::none();
        };
        match palette.under.take() {
            Some(under) => {
                self.overlays.open(*under);
                Outcome::none()
            }
            None => self.overlays.close_overlay(&mut self.env),
        }
    }

    /// Enter: does the selected command; one that needs words is begun in the command line.
    pub(in crate::app) fn run_palette(&mut self) -> Outcome {
        let chosen = match self.overlays.top() {
            Some(Overlay::Palette(palette)) => palette.found.get(palette.selected).cloned(),
            _ => None,
        };
        // Where nothing fits, what was typed stays.
        let Some(entry) = chosen else { return Outcome::none() };
        let mut effects = self.close_palette();
        effects.extend(match Action::from_name(entry.name) {
            Some(Action::Quit) => Outcome::from(Effect::Screen(OnScreen::Quit)),
            Some(action) => self.act_in_time(action, None),
            None => self.open_line(Verb::Command, &format!("{} ", entry.name)),
        });
        effects
    }

    /// Saves the search that the list shows.
    ///
    /// # Errors
    /// Says that it shows none.
    pub(in crate::app) fn save_search(&mut self, title: &str) -> Result<Outcome, String> {
        match self.list.query.scope.clone() {
            Scope::Search(text) => Ok({
                let outcome = self.sidebar.save_query(title, &text);
                self.run(outcome)
            }),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) | Scope::Saved(_) => {
                Err("The list does not show a search: there is nothing to save".into())
            }
        }
    }

    /// Opens the dossier of a source, or of somebody mentioned, of the open article; of whoever is
    /// called so in the archive, where nobody is in the article.
    pub(in crate::app) fn open_dossier_of(&mut self, name: &str) -> Outcome {
        let analysis = self.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let same = |known: &str| known.to_lowercase() == name.to_lowercase();
        let source = analysis.and_then(|it| it.sources.iter().position(|it| same(&it.name)));
        let entity = analysis.and_then(|it| it.entities.iter().position(|it| same(&it.name)));
        match (source, entity) {
            (Some(source), _) => self.seek_source(SourceId(source as u32)),
            (None, Some(entity)) => self.seek_entity(EntityId(entity as u32)),
            (None, None) => self.archive.seek_named(&mut self.env, name),
        }
    }

    /// Changes a setting that was typed.
    ///
    /// # Errors
    /// Says what is wrong with its name or its value.
    pub(in crate::app) fn set_named(&mut self, name: &str, value: &str) -> Result<Outcome, String> {
        let known = self.setting_names().into_iter().map(|(name, _)| name);
        match nearest(name, known) {
            Some(meant) if self.env.setting(name).is_none() => {
                Err(format!("`{name}` is no setting; did you mean `{meant}`?"))
            }
            _ => self.set(name, value),
        }
    }

    /// The settings' names, and what they are.
    pub(in crate::app) fn setting_names(&self) -> Vec<(&'static str, &'static str)> {
        OPTIONS.iter().map(|setting| (setting.name, setting.help)).collect()
    }

    /// Keeps a key that comes behind one that waits; none where nothing waits, or does not wait any
    /// more for it.
    pub(in crate::app) fn hold_key(&mut self, key: Key) -> bool {
        let runs =
            self.commands.prompt.as_ref().is_some_and(runs_a_line) && key.code == Code::Enter;
        if self.commands.held.is_empty()
            && !(runs && (self.article.is_turning() || self.is_going()))
        {
            return false;
        }
        if key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c')) {
            self.commands.held.clear();
            return false;
        }
        self.commands.hold(Held::Key(key));
        true
    }

    /// Does what was typed, or keeps it until what it is about is here.
    pub(in crate::app) fn act_in_time(&mut self, action: Action, count: Option<u32>) -> Outcome {
        if self.must_wait(action) {
            self.commands.hold(Held::Act(action, count));
            return Outcome::none();
        }
        match count {
            None => self.act(action),
            Some(count) => self.act_counted(action, count),
        }
    }

    /// Does what waited, as far as it need not wait any longer.
    pub(in crate::app) fn release_held(&mut self) -> Outcome {
        let mut effects = Outcome::none();
        if self.commands.held.is_empty() || self.article.is_turning() || self.is_going() {
            return effects;
        }
        let mut queue = std::mem::take(&mut self.commands.held);
        while let Some(held) = queue.pop_front() {
            let outcome = match held {
                Held::Act(action, count) => self.act_in_time(action, count),
                Held::Key(key) => self.key(key),
            };
            effects.extend(self.said(outcome));
            if !self.commands.held.is_empty() {
                self.commands.held.append(&mut queue);
            }
        }
        effects
    }

    pub(in crate::app) fn must_wait(&self, action: Action) -> bool {
        let coming = self.article.coming;
        let selected = self.list.selected_row().map(|row| row.id);
        let listed = coming == selected && !self.archive.is_detached();
        match about(action, self.focus) {
            About::Done => self.changes.is_changing(),
            _ if self.overlays.is_open() => false,
            About::Nothing => false,
            About::Pane => self.is_going(),
            About::Row => self.is_going() || (self.article.is_turning() && !listed),
            About::Text => self.is_going() || self.article.is_turning(),
            // A correction that is being kept is read again with the article.
            About::Reading => self.is_going() || coming.is_some() || self.changes.is_keeping(),
        }
    }

    /// Does what a line asks for.
    ///
    /// # Errors
    /// Says what is wrong with it; nothing was done then.
    pub(in crate::app) fn run_line(&mut self, line: &str) -> Result<Outcome, String> {
        match parse(line)? {
            Asked::Nothing => Ok(Outcome::none()),
            // Typed out, it is meant: nothing is only closed by it.
            Asked::Act(Action::Quit) => Ok(Outcome::from(Effect::Screen(OnScreen::Quit))),
            Asked::Act(action) => Ok(self.act_in_time(action, None)),
            Asked::Text(takes, name, text) => self.run_with_text(takes, name, &text),
            Asked::Sort(Order::Best) if !is_search(&self.list.query.scope) => {
                Err("Only searches can be ordered by how well they match".into())
            }
            Asked::Sort(order) => Ok(self.leaving(|app| app.sort_by(order))),
            Asked::Scope(scope, name) => self.run_scope(scope, &name),
            Asked::Row(number) => Ok(self.leaving(|app| app.go_to_row(number))),
            Asked::Set(name, value) => self.set_named(&name, &value),
            Asked::Export(what, format, to) => self.export(what, format, to),
            Asked::Pipe(format, program) => self.pipe(format, program),
            Asked::Mark(true, letter) => Ok(self.article.set_mark(letter)),
            Asked::Mark(false, letter) => Ok(self.go_to_mark(letter)),
        }
    }

    /// Does something with the list, which nothing lies over then.
    pub(in crate::app) fn leaving(&mut self, act: impl FnOnce(&mut App) -> Outcome) -> Outcome {
        self.note_jump();
        let _ = self.overlays.leave_screens();
        act(self)
    }

    pub(in crate::app) fn run_with_text(
        &mut self,
        takes: Takes,
        name: &str,
        text: &str,
    ) -> Result<Outcome, String> {
        match (takes, name) {
            (Takes::Rest, "search") => Ok(self.leaving(|app| app.search_for(text))),
            (Takes::Rest, _) => {
                Ok(self.leaving(|app| app.list.set_filter(&mut app.env, text.to_owned())))
            }
            (Takes::Name, "save-query") => self.save_search(text),
            (Takes::Name, _) => Ok(self.look_up(text)),
            (Takes::Shelf, _) => {
                let scope = self.sidebar.scope_called(text)?;
                Ok(self.leaving(|app| app.set_scope(scope)))
            }
            (Takes::Feed, _) => {
                let feed = self.sidebar.feed_called(text)?;
                Ok(self.refresh.begin(&mut self.env, Wanted::These(vec![feed])))
            }
            (Takes::Saved, _) => {
                let query = self.sidebar.saved_called(text)?;
                Ok({
                    let outcome = self.sidebar.remove_query(query);
                    self.run(outcome)
                })
            }
            (Takes::Theme, _) => self.set_named("theme", text),
            (Takes::Subject, _) => Ok(self.open_dossier_of(text)),
            _ => Ok(Outcome::none()),
        }
    }

    pub(in crate::app) fn run_scope(&mut self, scope: &str, name: &str) -> Result<Outcome, String> {
        let scope = match scope {
            "all" => Scope::All,
            "starred" => Scope::Starred,
            "feed" => Scope::Feed(self.sidebar.feed_called(name)?),
            "tag" => Scope::Tag(self.sidebar.tag_called(name)?),
            "saved" => Scope::Saved(self.sidebar.saved_called(name)?),
            _ => return Ok(self.leaving(|app| app.search_for(name))),
        };
        Ok(self.leaving(|app| app.set_scope(scope)))
    }
}
