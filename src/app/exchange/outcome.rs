//! What the parts of the app give back: effects to be run, events for other parts, and what the
//! status line is to say.

use crate::app::exchange::effect::Effect;
use crate::app::exchange::event::Event;
use crate::app::exchange::status::{Level, Status, StatusLine};

/// What a message leads to: effects in the order in which they are run, what is asked of other
/// components, and a change of the status line. The last change counts where several are put
/// together.
#[must_use]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    effects: Vec<Effect>,
    events: Vec<Event>,
    /// What the status line says from now on: a status, or nothing; none: what it says stays.
    status: Option<Option<Status>>,
}

impl Outcome {
    /// Nothing is to be done.
    pub(in crate::app) fn none() -> Outcome {
        Outcome::default()
    }

    /// The status line says that something happened.
    pub(in crate::app) fn say(text: impl AsRef<str>) -> Outcome {
        Outcome::status(Some(Status::info(text)))
    }

    /// The status line says that something went wrong.
    pub(in crate::app) fn fail(text: impl AsRef<str>) -> Outcome {
        Outcome::status(Some(Status::error(text)))
    }

    /// The status line says this, or nothing any more.
    pub(in crate::app) fn status(status: Option<Status>) -> Outcome {
        Outcome { status: Some(status), ..Outcome::default() }
    }

    /// Adds an effect.
    pub(in crate::app) fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Adds what is to be done after it.
    pub(in crate::app) fn extend(&mut self, later: impl Into<Outcome>) {
        let later = later.into();
        self.effects.extend(later.effects);
        self.events.extend(later.events);
        self.status = later.status.or(self.status.take());
    }

    /// Both, one after the other.
    pub(in crate::app) fn and(mut self, later: impl Into<Outcome>) -> Outcome {
        self.extend(later);
        self
    }

    /// What is asked of other components; it is asked no more.
    pub(in crate::app) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// The effects.
    pub(in crate::app) fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// What is said, without any effect.
    pub(in crate::app) fn without_effects(self) -> Outcome {
        Outcome { effects: Vec::new(), ..self }
    }

    /// The same, but what was said before stays where it says nothing.
    pub(in crate::app) fn without_clearing(self) -> Outcome {
        Outcome { status: self.status.filter(Option::is_some), ..self }
    }

    /// What `line` says after it.
    pub(in crate::app) fn said_after<'a>(&'a self, line: &'a StatusLine) -> Option<&'a Status> {
        match &self.status {
            Some(status) => status.as_ref(),
            None => line.get(),
        }
    }

    /// Whether `line` says after it that something went wrong.
    pub(in crate::app) fn fails_after(&self, line: &StatusLine) -> bool {
        self.said_after(line).is_some_and(|status| status.level == Level::Error)
    }

    /// Lets the status line say what it is to say; gives the effects.
    pub(in crate::app) fn tell(self, line: &mut StatusLine) -> Vec<Effect> {
        if let Some(status) = self.status {
            line.set(status);
        }
        self.effects
    }
}

impl From<Effect> for Outcome {
    fn from(effect: Effect) -> Outcome {
        Outcome { effects: vec![effect], ..Outcome::default() }
    }
}

impl From<Event> for Outcome {
    fn from(event: Event) -> Outcome {
        Outcome { events: vec![event], ..Outcome::default() }
    }
}

impl From<Option<Effect>> for Outcome {
    fn from(effect: Option<Effect>) -> Outcome {
        Outcome { effects: effect.into_iter().collect(), ..Outcome::default() }
    }
}

impl FromIterator<Effect> for Outcome {
    fn from_iter<I: IntoIterator<Item = Effect>>(effects: I) -> Outcome {
        Outcome { effects: effects.into_iter().collect(), ..Outcome::default() }
    }
}
