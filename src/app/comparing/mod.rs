//! Articles side by side: which sources and statements they share.

pub mod alike;
pub mod compare;

use super::{Action, App, Effect, Message};

/// Articles that are compared.
#[derive(Debug, Clone, Default)]
pub struct Comparison {}

impl App {
    pub(super) fn act_on_comparison(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn answer_comparison(&mut self, _message: Message) -> Vec<Effect> {
        Vec::new()
    }
}
