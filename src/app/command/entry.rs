//! Keys while a command is typed: completion, lines typed before, doing it.

use super::offer::Completion;
use super::paths::path_at;
use super::{COMMAND_HISTORY, Verb};
use crate::app::Commands;
use crate::app::Environment;
use crate::app::command::line::Line;
use crate::app::{
    Action, App, Code, Effect, FileTask, Key, Outcome, Prompt, Purpose, Remember, RequestId,
};

impl App {
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
    pub(super) fn complete(&mut self) -> Outcome {
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
    fn take_offer(&mut self, verb: Verb, forward: bool) -> Outcome {
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
    fn line_done(&mut self, verb: Verb) -> Outcome {
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

impl Commands {
    pub(in crate::app) fn leave_line(&mut self) {
        self.prompt = None;
        self.completion = Completion::default();
    }

    pub(in crate::app) fn walk_lines(&mut self, verb: Verb, back: bool) {
        let Some(prompt) = self.prompt.as_mut() else { return };
        let typed = if prompt.line.proposed { "" } else { &prompt.line.text };
        let present = format!("{}{typed}", verb.prefix());
        let Some(line) = self.typed.walk(&present, back) else { return };
        prompt.line = Line::new(line.strip_prefix(verb.prefix()).unwrap_or(&line));
        self.completion = Completion::default();
    }

    /// How the line comes back whose work has failed that was asked for with that request.
    pub(in crate::app) fn way_to_line(
        &mut self,
        env: &Environment,
        request: RequestId,
    ) -> Option<String> {
        self.sent.take_if(|sent| *sent == request)?;
        let key = env.keymap.key_of(Action::Command)?;
        Some(format!("{key} up brings the line back"))
    }

    /// The line stays as it was typed.
    pub(in crate::app) fn mend(&mut self, prompt: Prompt) {
        let line = Line { proposed: false, ..prompt.line };
        self.prompt = Some(Prompt { line, ..prompt });
    }
}
