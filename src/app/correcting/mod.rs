//! Correcting an analysis: statements that are wrong, missed, or somebody else’s.

mod dock;
mod keep;
mod keys;
pub mod parts;
pub mod source;
pub mod spans;
mod words;

use crate::domain::{Correction, Span};

use crate::app::action::table::{CorrectAction, PanelAction};
use crate::app::keys::keymap::Context;
use crate::app::marks::Role;
use crate::app::{
    Action, App, Effect, Focus, OpenArticle, Outcome, Overlay, Overlays, Read, RequestId,
};

use parts::Parts;
use source::{KindChoice, SourceChoice};
use spans::SpanEditor;

/// The panel of corrections.
#[derive(Debug, Clone)]
pub struct Correcting {
    /// What it asks for.
    pub stage: Stage,
    /// The article's corrections, oldest first; none while they are being read.
    pub known: Option<Vec<Correction>>,
    /// The request that reads them.
    asked: RequestId,
}

/// What the panel asks for.
#[derive(Debug, Clone)]
pub enum Stage {
    /// What is to be done with the current statement; with all that is known of it, or not.
    Menu {
        /// Whether its words and its correction are shown.
        details: bool,
    },
    /// Who said it.
    Source(SourceChoice),
    /// What kind of source that is.
    Kind(KindChoice),
    /// Which words it is.
    Passages(Box<Passages>),
    /// Which of the article's corrections is to be taken back.
    List {
        /// The selected one: an index in `Correcting::known`.
        selected: usize,
    },
}

impl Stage {
    /// Where the key bindings stand that hold in it.
    pub fn context(&self) -> Context {
        match self {
            Stage::Menu { .. } => Context::Correct,
            Stage::Source(_) | Stage::Kind(_) | Stage::List { .. } => Context::Choice,
            Stage::Passages(_) => Context::Passages,
        }
    }
}

/// The passages of a statement that are being adjusted, or of a new one.
#[derive(Debug, Clone)]
pub struct Passages {
    /// The editor.
    pub editor: SpanEditor,
    /// The statement's index in the analysis; none: a new one.
    pub of: Option<usize>,
}

/// The statement that a correction is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The one with that index in the analysis.
    Statement(usize),
    /// A new one, of these passages.
    New(Parts),
}

/// What goes on with corrections while no panel is shown.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Mending {
    /// The passage whose statement is to be current once the article has been read again.
    follow: Option<Span>,
}

impl App {
    /// Begins to correct, while no panel is shown.
    pub(in crate::app) fn act_on_corrections(&mut self, action: CorrectAction) -> Outcome {
        match action {
            CorrectAction::Correct => self.open_panel(Stage::Menu { details: false }),
            CorrectAction::AddStatement => self.add_statement(None),
            CorrectAction::SelectContent => self.mark_selection(Role::Content),
            CorrectAction::SelectSource => self.mark_selection(Role::Source),
            CorrectAction::SelectCue => self.mark_selection(Role::Cue),
        }
    }

    /// What an action of the panel means while it is not shown.
    pub(in crate::app) fn act_without_panel(&mut self, action: PanelAction) -> Outcome {
        use PanelAction::*;
        match action {
            StatementWrong | StatementRight | ChangeSource | ChangeContent | ChangeNaming
            | TakeBack | Corrections | Details => {
                // As in the panel, without opening it first.
                let mut effects = self.open_panel(Stage::Menu { details: false });
                if self.overlays.is_correcting() {
                    effects.extend(self.act_on_statement(action, false));
                }
                effects
            }
            TypeSource | StartLeft | StartRight | EndLeft | EndRight | WholeSentence | Unmark => {
                let key = self.env.keymap.key_of(Action::Correct).unwrap_or_default();
                Outcome::say(format!("That is done in the panel of corrections; {key} opens it."))
            }
        }
    }

    /// The selection is a part of a statement that was missed.
    fn mark_selection(&mut self, role: Role) -> Outcome {
        let Some(span) = self.article.selection() else {
            let select = self.env.keymap.key_of(Action::Select).unwrap_or_default();
            return Outcome::say(format!("Select the words first: {select} begins."));
        };
        self.article.leave_selection();
        self.add_statement(Some((role, span)))
    }

    fn add_statement(&mut self, first: Option<(Role, Span)>) -> Outcome {
        let reader = match self.article.correctable() {
            Ok(reader) => reader,
            Err(why) => return why,
        };
        let place = reader.place().min(reader.article.body.text.len());
        let near = first.map_or(place, |(_, span)| span.start);
        let analysis = reader.analysis.as_ref();
        let sentences = analysis.map_or(&[][..], |analysis| &analysis.sentences);
        let text = &reader.article.body.text;
        let mut parts = Parts::default();
        if let Some((role, span)) = first {
            parts.put(role, span);
        }
        let role = first.map_or(Role::Content, |(role, _)| role);
        let editor = SpanEditor::new(text, sentences, &parts, role, near);
        self.open_panel(Stage::Passages(Box::new(Passages { editor, of: None })))
    }

    fn open_panel(&mut self, stage: Stage) -> Outcome {
        let id = match self.article.correctable() {
            Ok(reader) => reader.article.row.id,
            Err(why) => return why,
        };
        let shown = self.layout().is_some_and(|layout| layout.body.is_some());
        let mut effects = if shown { self.mark_opened() } else { self.set_focus(Focus::Body) };
        let request = self.request();
        effects.push(Effect::Read(request, Read::Corrections(id)));
        let panel = Correcting { stage, known: None, asked: request };
        self.overlays.open(Overlay::Correct(Box::new(panel)));
        self.lay_out();
        if self.article.reader.as_ref().is_some_and(|reader| !reader.current_in_view()) {
            // What is out of view is not what the reader means.
            if let Some(reader) =
                self.article.reader.as_mut().filter(|reader| reader.current.is_some())
            {
                reader.reveal_current();
            }
        }
        self.show_active();
        effects
    }

    fn set_stage(&mut self, stage: Stage) -> Outcome {
        if let Some(panel) = self.overlays.panel() {
            panel.stage = stage;
        }
        self.show_active();
        Outcome::none()
    }

    fn close_panel(&mut self) -> Outcome {
        self.overlays.close();
        self.lay_out();
        Outcome::none()
    }

    /// Brings the stretch that is being moved into view.
    fn show_active(&mut self) {
        let active = self.overlays.edited().map(|editor| editor.active().span());
        if let (Some(active), Some(reader)) = (active, self.article.reader.as_mut()) {
            reader.reveal(active);
        }
    }
}

impl Overlays {
    /// The passages that are being adjusted, if any are.
    pub fn edited(&self) -> Option<&SpanEditor> {
        match self.top() {
            Some(Overlay::Correct(panel)) => match &panel.stage {
                Stage::Passages(passages) => Some(&passages.editor),
                Stage::Menu { .. } | Stage::Source(_) | Stage::Kind(_) | Stage::List { .. } => None,
            },
            _ => None,
        }
    }

    /// Whether the panel of corrections is shown.
    pub(in crate::app) fn is_correcting(&self) -> bool {
        matches!(self.top(), Some(Overlay::Correct(_)))
    }

    /// Takes an article's corrections for the panel that asked for them.
    pub(in crate::app) fn corrections_came(&mut self, request: RequestId, found: Vec<Correction>) {
        if let Some(panel) = self.panel().filter(|panel| panel.asked == request) {
            panel.known = Some(found);
        }
    }

    pub(in crate::app) fn panel(&mut self) -> Option<&mut Correcting> {
        match self.top_mut() {
            Some(Overlay::Correct(panel)) => Some(panel),
            _ => None,
        }
    }
}

impl OpenArticle {
    /// The open article, where it can be corrected; else it is said why it cannot.
    pub(in crate::app) fn correctable(&self) -> Result<&crate::app::Reader, Outcome> {
        let coming = self.coming.is_some();
        let why = match self.reader.as_ref() {
            None => "No article is open.",
            Some(_) if coming => "The article is not here yet.",
            Some(reader) if reader.analysis.is_none() => "This article is still being analysed.",
            Some(_) if self.is_outdated() => "The article has changed: show its new text first.",
            Some(_) => "",
        };
        self.reader.as_ref().filter(|_| why.is_empty()).ok_or_else(|| Outcome::say(why))
    }
}
