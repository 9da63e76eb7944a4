//! Keys in the prompt and the command line: what they do in other parts.

use crate::app::command::line::Line;
use crate::app::command::offer::Completion;

use crate::app::command::paths::path_at;
use crate::app::command::prompt::{Prompt, Purpose};
use crate::app::command::{COMMAND_HISTORY, Verb};
use crate::app::routing::marking::tag_article;
use crate::app::{Action, App, Code, Effect, FileTask, Focus, Key, Outcome, Overlay, Remember};

impl App {
    pub(in crate::app) fn open_filter(&mut self) -> Outcome {
        // A filter that is set stays until something is typed.
        let effects = self.commands.ask(Purpose::Filter, "");
        let focused = self.set_focus(Focus::List);
        effects.and(focused)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other key goes to the line editor")]
    pub(in crate::app) fn prompt_key(&mut self, key: Key) -> Outcome {
        // What was said stays until the next key.
        self.status.clear();
        let Some(prompt) = self.commands.prompt.as_mut() else { return Outcome::none() };
        if let Purpose::Line(verb) = prompt.purpose {
            return self.line_key(verb, key);
        }
        match key.code {
            Code::Enter => self.prompt_done(),
            Code::Esc => self.prompt_left(),
            Code::Char('c' | 'g') if key.ctrl => self.prompt_left(),
            Code::Backspace
                if prompt.line.text.is_empty() && prompt.purpose == Purpose::Palette =>
            {
                self.close_palette()
            }
            Code::Backspace if prompt.line.text.is_empty() => {
                self.commands.prompt = None;
                self.search_left()
            }
            Code::PageDown => self.prompt_step(10),
            Code::PageUp => self.prompt_step(-10),
            Code::Char('n') if key.ctrl => self.prompt_step(1),
            Code::Char('p') if key.ctrl => self.prompt_step(-1),
            Code::Tab if prompt.purpose == Purpose::Search => self.complete_search(!key.shift),
            Code::Down => self.prompt_step(1),
            Code::Up => self.prompt_step(-1),
            _ if prompt.line.key(key) => self.prompt_changed(),
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn paste(&mut self, pasted: &str) -> Outcome {
        let Some(prompt) = self.commands.prompt.as_mut() else { return Outcome::none() };
        prompt.line.paste(pasted);
        self.prompt_changed()
    }

    pub(in crate::app) fn prompt_step(&mut self, by: isize) -> Outcome {
        let purpose = self.commands.prompt.as_ref().map(|prompt| &prompt.purpose);
        match (purpose, self.overlays.top_mut()) {
            (Some(Purpose::Filter), _) => self.step_article(by),
            (Some(Purpose::SubjectFeed | Purpose::SubjectDates), _) => {
                self.step_proposal(by);
                Outcome::none()
            }
            (Some(Purpose::SubjectName), _) => {
                let action = if by < 0 { Action::Up } else { Action::Down };
                self.act_in_screen(action)
            }
            (Some(Purpose::Search), _) => self.search_step(by),
            (Some(Purpose::Feeds), Some(Overlay::Feeds(picker))) => {
                picker.step(by);
                Outcome::none()
            }
            (Some(Purpose::Palette), _) => {
                self.overlays.step_palette(by);
                Outcome::none()
            }
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn prompt_changed(&mut self) -> Outcome {
        let Some(prompt) = self.commands.prompt.as_ref() else { return Outcome::none() };
        let text = prompt.line.text.clone();
        match prompt.purpose {
            Purpose::Filter => self.list.set_filter(&mut self.env, text),
            Purpose::Feeds => self.filter_feeds(text),
            Purpose::Palette => {
                self.overlays.narrow_palette(&self.env, &text);
                Outcome::none()
            }
            Purpose::Line(_) => self.line_changed(),
            Purpose::SubjectName => self.overlays.narrow_to_name(&mut self.env, text),
            Purpose::Search => self.search_changed(),
            Purpose::Address
            | Purpose::PageAddress
            | Purpose::Name(_)
            | Purpose::Tags(_)
            | Purpose::ArticleTags(_)
            | Purpose::Interval(_)
            | Purpose::SubjectFeed
            | Purpose::SubjectDates
            | Purpose::SaveQuery(_)
            | Purpose::RenameQuery(_)
            | Purpose::Speaker
            | Purpose::Description => Outcome::none(),
        }
    }

    pub(in crate::app) fn prompt_left(&mut self) -> Outcome {
        match self.commands.prompt.take().map(|prompt| prompt.purpose) {
            Some(Purpose::Filter) => self.list.set_filter(&mut self.env, String::new()),
            Some(Purpose::Feeds) => self.filter_feeds(String::new()),
            Some(Purpose::Palette) => self.close_palette(),
            Some(Purpose::SubjectName) => {
                self.overlays.narrow_to_name(&mut self.env, String::new())
            }
            Some(Purpose::Search) => self.search_left(),
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn prompt_done(&mut self) -> Outcome {
        if self.commands.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Search) {
            return self.search_done();
        }
        let Some(Prompt { purpose, line }) = self.commands.prompt.take() else {
            return Outcome::none();
        };
        match purpose {
            Purpose::Line(_) => Outcome::none(),
            Purpose::Palette => {
                self.commands.prompt = Some(Prompt { purpose, line });
                self.run_palette()
            }
            Purpose::Filter | Purpose::Feeds | Purpose::Search | Purpose::SubjectName => {
                Outcome::none()
            }
            Purpose::Address => self.look_up(line.text.trim()),
            Purpose::PageAddress => self.env.save_page(line.text.trim()),
            Purpose::Name(feed) => {
                let outcome = self.sidebar.rename_feed(feed, line.text.trim());
                self.run(outcome)
            }
            Purpose::SaveQuery(text) => {
                let outcome = self.sidebar.save_query(&line.text, &text);
                self.run(outcome)
            }
            Purpose::RenameQuery(id) => {
                let outcome = self.sidebar.rename_query(id, line.text.trim());
                self.run(outcome)
            }
            Purpose::Speaker => self.speaker_named(line.text.trim()),
            Purpose::Description => self.speaker_described(line.text.trim()),
            Purpose::Tags(feed) => {
                let outcome = self.sidebar.tag_feed(feed, &line.text);
                self.run(outcome)
            }
            Purpose::ArticleTags(id) => tag_article(self, id, &line.text),
            Purpose::Interval(feed) => {
                let effects = {
                    let outcome = self.sidebar.set_interval(feed, line.text.trim());
                    self.run(outcome)
                };
                self.keep_mistyped(purpose, line, effects)
            }
            Purpose::SubjectFeed => {
                let effects = self.narrow_to_feed(line.text.trim());
                self.keep_mistyped(purpose, line, effects)
            }
            Purpose::SubjectDates => {
                let effects = self.overlays.narrow_to_dates(&mut self.env, line.text.trim());
                self.keep_mistyped(purpose, line, effects)
            }
        }
    }

    /// What was refused stays, to be mended: what is typed next is meant for it.
    pub(in crate::app) fn keep_mistyped(
        &mut self,
        purpose: Purpose,
        line: Line,
        effects: Outcome,
    ) -> Outcome {
        if effects.fails_after(&self.status) {
            self.commands.prompt = Some(Prompt { purpose, line });
        }
        effects
    }

    /// Begins to ask for a command, which holds `text` at first.
    pub(in crate::app) fn open_line(&mut self, verb: Verb, text: &str) -> Outcome {
        self.commands.typed.stop();
        self.commands.folder = None;
        let mut effects = self.commands.ask(Purpose::Line(verb), "");
        if let Some(prompt) = self.commands.prompt.as_mut() {
            prompt.line = Line::around(text, "");
        }
        effects.extend(self.complete());
        effects
    }

    /// Asks what is to be written out, and where to: the form and a name are proposed.
    pub(in crate::app) fn open_export(&mut self) -> Outcome {
        let mut effects = self.open_line(Verb::Export, "");
        let text = self.proposed_export();
        if let Some(prompt) = self.commands.prompt.as_mut() {
            prompt.line = Line::proposed(text);
        }
        effects.extend(self.complete());
        effects
    }

    /// A key while a command is typed.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other key goes to the line editor")]
    pub(in crate::app) fn line_key(&mut self, verb: Verb, key: Key) -> Outcome {
        let Some(prompt) = self.commands.prompt.as_mut() else { return Outcome::none() };
        match key.code {
            Code::Enter => return self.line_done(verb),
            Code::Esc => self.commands.leave_line(),
            Code::Char('c' | 'g') if key.ctrl => self.commands.leave_line(),
            Code::Backspace if prompt.line.text.is_empty() => self.commands.leave_line(),
            Code::Tab => return self.take_offer(verb, !key.shift),
            Code::Up => self.commands.walk_lines(verb, true),
            Code::Down => self.commands.walk_lines(verb, false),
            Code::Char('p') if key.ctrl => self.commands.walk_lines(verb, true),
            Code::Char('n') if key.ctrl => self.commands.walk_lines(verb, false),
            _ if prompt.line.key(key) => return self.line_changed(),
            _ => {}
        }
        Outcome::none()
    }

    /// Something was typed or pasted into a command.
    pub(in crate::app) fn line_changed(&mut self) -> Outcome {
        self.commands.typed.stop();
        self.complete()
    }

    /// Looks what the line can go on with.
    pub(in crate::app) fn complete(&mut self) -> Outcome {
        let Some(Prompt { purpose: Purpose::Line(verb), line }) = &self.commands.prompt else {
            return Outcome::none();
        };
        let typed = if line.proposed { "" } else { &line.text[..line.cursor] };
        let typed = format!("{}{typed}", verb.prefix());
        let effects = path_at(&typed).map(|path| self.commands.read_folder(&mut self.env, &path));
        let completion = self.completion(&typed);
        self.commands.completion = completion;
        effects.unwrap_or_default()
    }

    /// Puts the next offer into the line, or the one before.
    pub(in crate::app) fn take_offer(&mut self, verb: Verb, forward: bool) -> Outcome {
        let Some(prompt) = self.commands.prompt.as_mut() else { return Outcome::none() };
        if std::mem::take(&mut prompt.line.proposed) {
            return self.complete();
        }
        let completion = &mut self.commands.completion;
        if completion.offers.is_empty() {
            return Outcome::none();
        }
        let rest = prompt.line.text[prompt.line.cursor..].to_owned();
        let full = completion.step(forward);
        // A prompt of its own shows the line without the command's name.
        let shown = full.strip_prefix(verb.prefix()).unwrap_or(&full).to_owned();
        prompt.line = Line::around(shown, &rest);
        if self.commands.completion.offers.len() == 1 {
            // The only one there is: on to the next word.
            return self.complete();
        }
        Outcome::none()
    }

    /// Enter: does what was typed. What is wrong stays, to be mended.
    pub(in crate::app) fn line_done(&mut self, verb: Verb) -> Outcome {
        let Some(prompt) = self.commands.prompt.take() else { return Outcome::none() };
        self.commands.completion = Completion::default();
        let typed = prompt.line.text.trim();
        if typed.is_empty() {
            return Outcome::none();
        }
        let line = format!("{}{typed}", verb.prefix());
        match self.run_line(&line) {
            Ok(effects) => {
                self.commands.typed.keep(&line);
                let exported = |effect: &Effect| {
                    let Effect::File(request, FileTask::Export(_)) = effect else { return None };
                    Some(*request)
                };
                self.commands.sent = effects.effects().iter().find_map(exported);
                let history = Effect::Remember(Remember::Setting(
                    COMMAND_HISTORY,
                    self.commands.typed.save(),
                ));
                let effects = Outcome::from(history).and(effects);
                let failed = effects.fails_after(&self.status);
                if failed && self.commands.prompt.is_none() {
                    self.commands.mend(prompt);
                }
                effects
            }
            Err(reason) => {
                // Whoever leaves it finds it again among the lines typed before.
                self.commands.typed.keep(&line);
                self.commands.mend(prompt);
                Outcome::fail(reason)
            }
        }
    }
}
