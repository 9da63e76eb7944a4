//! What actions mean in the panel of corrections.

use crate::app::action::table::{
    CorrectAction, MoveAction, PaneAction, PanelAction, Part, ProgramAction, TextAction,
};
use crate::app::marks::Role;
use crate::app::{Action, App, Effect, Key, OnScreen, Outcome, Overlay};

use super::source::{KINDS, KindChoice, SourceChoice};
use super::spans::Step;
use super::{Passages, Stage, Target};

/// How an action moves in a list.
fn moved(action: Action, selected: usize, count: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    let step = action.steps(count as isize)?;
    Some(selected.saturating_add_signed(step).min(last))
}

/// The step of the editor that an action stands for.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
fn step(action: Action) -> Option<Step> {
    Some(match action {
        Action::StartLeft => Step::Start(false),
        Action::StartRight => Step::Start(true),
        Action::EndLeft => Step::End(false),
        Action::EndRight => Step::End(true),
        Action::WordRight => Step::Word(true),
        Action::WordLeft => Step::Word(false),
        Action::Down => Step::Sentence(true),
        Action::Up => Step::Sentence(false),
        Action::WholeSentence => Step::Whole,
        Action::FocusNext => Step::Passage(true),
        Action::FocusPrevious => Step::Passage(false),
        Action::SelectContent => Step::Mark(Role::Content),
        Action::SelectSource => Step::Mark(Role::Source),
        Action::SelectCue => Step::Mark(Role::Cue),
        Action::Unmark => Step::Unmark,
        _ => return None,
    })
}

impl App {
    /// What an action means in the panel of corrections.
    pub(in crate::app) fn act_in_panel(&mut self, action: Action) -> Outcome {
        let Some(stage) = self.overlays.panel().map(|panel| panel.stage.clone()) else {
            return Outcome::none();
        };
        match (action, stage) {
            (Action::Redraw, _) => Outcome::from(Effect::Screen(OnScreen::Redraw)),
            (Action::Stop, _) => self.close_panel(),
            (Action::HalfDown | Action::HalfUp, _) => self.scroll_behind(action),
            (_, Stage::Menu { details }) => self.act_in_menu(action, details),
            (_, Stage::Source(choice)) => self.act_on_source(action, choice),
            (_, Stage::Kind(choice)) => self.act_on_kind(action, choice),
            (_, Stage::Passages(passages)) => self.act_on_passages(action, *passages),
            (_, Stage::List { selected }) => self.act_on_list(action, selected),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_in_menu(&mut self, action: Action, details: bool) -> Outcome {
        match action.part() {
            Part::Panel(action) => self.act_on_statement(action, details),
            Part::Pane(PaneAction::Back)
            | Part::Program(ProgramAction::Quit)
            | Part::Correct(CorrectAction::Correct) => self.close_panel(),
            Part::Program(ProgramAction::Help) => {
                let closed = self.close_panel();
                self.overlays.open(Overlay::Help(0));
                closed
            }
            Part::Correct(CorrectAction::AddStatement) => {
                let closed = self.close_panel();
                closed.and(self.add_statement(None))
            }
            Part::Text(action @ (TextAction::NextQuote | TextAction::PreviousQuote)) => {
                self.act_in_text(action)
            }
            Part::Move(
                MoveAction::Down | MoveAction::Up | MoveAction::PageDown | MoveAction::PageUp,
            ) => self.scroll_behind(action),
            _ => self.means_nothing_here(),
        }
    }

    /// Does something with the current statement, from the panel's menu.
    pub(super) fn act_on_statement(&mut self, action: PanelAction, details: bool) -> Outcome {
        use PanelAction::*;
        let current = self.article.reader.as_ref().and_then(|reader| reader.current);
        match (action, current) {
            (Corrections, _) => self.set_stage(Stage::List { selected: 0 }),
            (
                StatementWrong | StatementRight | ChangeSource | ChangeContent | ChangeNaming
                | Details | TakeBack,
                None,
            ) => {
                let next = self.key_here(Action::NextQuote);
                Outcome::say(format!("No statement is chosen: {next} goes to the next one."))
            }
            (StatementWrong, Some(index)) => self.mark_wrong(index),
            (StatementRight, Some(index)) => self.confirm(index),
            (ChangeSource, Some(index)) => self.choose_source(Target::Statement(index)),
            (ChangeContent, Some(index)) => self.adjust(index, Role::Content),
            (ChangeNaming, Some(index)) => self.adjust(index, Role::Source),
            (Details, Some(_)) => self.set_stage(Stage::Menu { details: !details }),
            (TakeBack, Some(index)) => self.take_back_of(index),
            (
                TypeSource | StartLeft | StartRight | EndLeft | EndRight | WholeSentence | Unmark,
                _,
            ) => self.means_nothing_here(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_source(&mut self, action: Action, mut choice: SourceChoice) -> Outcome {
        if let Some(selected) = moved(action, choice.selected, choice.entries.len()) {
            choice.selected = selected;
            return self.set_stage(Stage::Source(choice));
        }
        match action {
            Action::Open => self.take_source(),
            Action::TypeSource => self.type_name(),
            Action::Back => self.step_back(choice.target),
            _ => self.means_nothing_here(),
        }
    }

    /// Takes a key that names a kind, where one is asked for.
    pub(in crate::app) fn kind_key(&mut self, key: Key) -> Option<Outcome> {
        let Stage::Kind(choice) = &self.overlays.panel()?.stage else { return None };
        let selected = KINDS.iter().position(|(letter, ..)| key.typed() == Some(*letter))?;
        let choice = KindChoice { selected, ..choice.clone() };
        let effects = self.set_stage(Stage::Kind(choice));
        Some(effects.and(self.take_kind()))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_kind(&mut self, action: Action, mut choice: KindChoice) -> Outcome {
        if let Some(selected) = moved(action, choice.selected, KINDS.len()) {
            choice.selected = selected;
            return self.set_stage(Stage::Kind(choice));
        }
        match action {
            Action::Open => self.take_kind(),
            Action::Back => self.choose_source(choice.target),
            _ => self.means_nothing_here(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_passages(&mut self, action: Action, mut passages: Passages) -> Outcome {
        if let Some(step) = step(action) {
            if !passages.editor.step(step) {
                return Outcome::say("No further.");
            }
            return self.set_stage(Stage::Passages(Box::new(passages)));
        }
        match action {
            Action::Open => self.keep_passages(passages),
            Action::Back | Action::Quit if passages.of.is_some() => {
                self.set_stage(Stage::Menu { details: false })
            }
            Action::Back | Action::Quit => self.close_panel(),
            Action::PageDown | Action::PageUp => self.scroll_behind(action),
            _ => self.means_nothing_here(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    fn act_on_list(&mut self, action: Action, selected: usize) -> Outcome {
        let count =
            self.overlays.panel().and_then(|panel| panel.known.as_ref()).map_or(0, Vec::len);
        if let Some(selected) = moved(action, selected, count) {
            return self.set_stage(Stage::List { selected });
        }
        match action {
            Action::Open | Action::TakeBack => self.take_back_listed(selected),
            Action::Back | Action::Quit | Action::Corrections => {
                self.set_stage(Stage::Menu { details: false })
            }
            _ => self.means_nothing_here(),
        }
    }

    /// Back to where the choice of a source was come to from.
    fn step_back(&mut self, target: Target) -> Outcome {
        match target {
            Target::Statement(_) => self.set_stage(Stage::Menu { details: false }),
            Target::New(parts) => self.edit(&parts, Role::Content, None),
        }
    }

    fn scroll_behind(&mut self, action: Action) -> Outcome {
        if let Part::Move(action) = action.part() {
            return self.scroll_body(action).without_effects();
        }
        Outcome::none()
    }

    /// The key of an action in the panel as it is now; a dash where it has none.
    pub fn key_here(&self, action: Action) -> String {
        self.env.keymap.key_in(self.context(), action).unwrap_or_else(|| "—".into())
    }

    fn means_nothing_here(&mut self) -> Outcome {
        let back = self.key_here(Action::Back);
        Outcome::say(format!("That does nothing here; {back} leaves."))
    }
}
