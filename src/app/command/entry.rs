//! The line of a command: left, mended, walked through lines typed before.

use super::Verb;
use super::offer::Completion;
use crate::app::command::line::Line;
use crate::app::{Action, Commands, Environment, Prompt, RequestId};

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
