//! The screens of the archive: lists of subjects, dossiers, and the ways between them and the text.

pub mod dates;
pub mod dossier;
pub mod lines;
pub mod subjects;

mod arriving;
pub(in crate::app) mod filters;
mod journeys;
pub(in crate::app) mod merging;
mod naming;
mod over;
mod steps;

use crate::domain::{ArticleId, DossierQuery, SubjectId};

use crate::app::action::table::ArchiveAction;
use crate::app::{Action, App, Environment, Outcome, Overlay, Overlays, RequestId};

pub use dossier::DossierView;
pub use over::Over;
pub use subjects::SubjectList;

use journeys::Away;
pub(in crate::app) use journeys::{Landing, Wanted};

/// How many screens lie under the present one at most; older ones are forgotten.
const DEEPEST: usize = 30;

/// A screen of the archive.
#[derive(Debug, Clone)]
pub enum Screen {
    /// A list of subjects.
    Subjects(SubjectList),
    /// A dossier.
    Dossier(DossierView),
}

/// What lies under the present screen, and what goes on.
#[derive(Debug, Default)]
pub struct Archive {
    /// Where the jumps into articles came from, the last one last.
    away: Vec<Away>,
    /// What is to be shown of the article that is on its way.
    landing: Option<Landing>,
    /// The open article, if it is not the one that the list selects.
    detached: Option<ArticleId>,
    /// A subject that is being looked for: its name, and whether what is said about it is wanted.
    sought: Option<(RequestId, String, bool)>,
    /// A name that is being looked for in the whole archive.
    pub(in crate::app) called: Option<(RequestId, String)>,
}

impl App {
    /// Opens a screen of the archive from the panes.
    pub(in crate::app) fn act_on_archive(&mut self, action: ArchiveAction) -> Outcome {
        match action {
            ArchiveAction::Dossier => self.seek_dossier(),
            ArchiveAction::Sources => self.overlays.open_subjects(&mut self.env, false),
            ArchiveAction::Entities => self.overlays.open_subjects(&mut self.env, true),
        }
    }

    /// What an action means in a screen of the archive.
    pub(in crate::app) fn act_in_screen(&mut self, action: Action) -> Outcome {
        match (self.overlays.top(), action) {
            (_, Action::Sources) => self.overlays.open_subjects(&mut self.env, false),
            (_, Action::Entities) => self.overlays.open_subjects(&mut self.env, true),
            (_, Action::Undo) => self.undo(),
            (_, Action::Redo) => self.redo(),
            (_, Action::Merge) => self.merge_here(),
            (_, Action::Back) => self.overlays.screen_back(&mut self.env),
            (_, Action::Quit) => self.overlays.leave_screens(),
            (_, Action::Help) => self.overlays.cover_screen(Overlay::Help(0)),
            (_, Action::FilterFeed) => self.ask_feed(),
            (_, Action::FilterDates) => self.ask_dates(),
            (_, Action::NextTheme) => self.env.next_theme(),
            (Some(Overlay::Screen(screen)), _) => match **screen {
                Screen::Subjects(_) => self.act_in_subjects(action),
                Screen::Dossier(_) => self.act_in_dossier(action),
            },
            _ => Outcome::none(),
        }
    }
}

impl Overlays {
    /// The screen that is shown.
    pub fn screen(&self) -> Option<&Screen> {
        match self.top() {
            Some(Overlay::Screen(screen)) => Some(screen),
            _ => None,
        }
    }

    pub(in crate::app) fn subjects_mut(&mut self) -> Option<&mut SubjectList> {
        match self.top_mut() {
            Some(Overlay::Screen(screen)) => match &mut **screen {
                Screen::Subjects(list) => Some(list),
                Screen::Dossier(_) => None,
            },
            _ => None,
        }
    }

    pub(in crate::app) fn dossier_mut(&mut self) -> Option<&mut DossierView> {
        match self.top_mut() {
            Some(Overlay::Screen(screen)) => match &mut **screen {
                Screen::Dossier(view) => Some(view),
                Screen::Subjects(_) => None,
            },
            _ => None,
        }
    }

    /// The dossier that is shown, if one is.
    pub(in crate::app) fn dossier(&self) -> Option<&DossierView> {
        match self.screen() {
            Some(Screen::Dossier(view)) => Some(view),
            _ => None,
        }
    }

    /// What of which dossier is shown, to be exported.
    pub(in crate::app) fn dossier_query(&self) -> Option<DossierQuery> {
        self.dossier().map(|view| view.query.clone())
    }

    /// Lists sources or entities; from a list the same list, from a dossier a new one.
    pub(in crate::app) fn open_subjects(
        &mut self,
        env: &mut Environment,
        entities: bool,
    ) -> Outcome {
        let list = SubjectList::new(entities);
        match self.subjects_mut() {
            Some(shown) if shown.query.entities == entities => {
                return Outcome::say("This is the list.");
            }
            Some(shown) => *shown = list,
            None => self.push_screen(Screen::Subjects(list)),
        }
        self.lay_out_screen(env);
        self.read_subjects(env, true)
    }

    pub(in crate::app) fn open_dossier(
        &mut self,
        env: &mut Environment,
        subject: SubjectId,
        about: bool,
    ) -> Outcome {
        self.push_screen(Screen::Dossier(DossierView::new(subject, about)));
        self.lay_out_screen(env);
        self.read_dossier(env, dossier::Place::Start)
    }

    pub(in crate::app) fn push_screen(&mut self, screen: Screen) {
        if let Some(Overlay::Screen(below)) = self.take() {
            self.below.push(*below);
            if self.below.len() > DEEPEST {
                self.below.remove(0);
            }
        }
        self.open(Overlay::Screen(Box::new(screen)));
    }

    /// One step back: the mark that waits to be merged, a condition, to the screen before.
    pub(in crate::app) fn screen_back(&mut self, env: &mut Environment) -> Outcome {
        if self.marked.take().is_some() {
            return Outcome::say("Nothing is merged.");
        }
        if self.subjects_mut().is_some_and(|list| list.loosen()) {
            return self.read_subjects(env, true);
        }
        if self.dossier_mut().is_some_and(|view| view.loosen()) {
            return self.read_dossier(env, dossier::Place::Start);
        }
        match self.below.pop() {
            Some(screen) => self.uncover(env, screen),
            None => self.leave_screens(),
        }
    }

    pub(in crate::app) fn leave_screens(&mut self) -> Outcome {
        self.below.clear();
        self.covered = None;
        self.marked = None;
        self.close();
        Outcome::none()
    }

    /// Shows a screen again; what has changed meanwhile is read anew.
    pub(in crate::app) fn uncover(&mut self, env: &mut Environment, screen: Screen) -> Outcome {
        self.open(Overlay::Screen(Box::new(screen)));
        self.lay_out_screen(env);
        let stale = match self.screen() {
            Some(Screen::Subjects(list)) => list.again || !list.loaded,
            Some(Screen::Dossier(view)) => view.stale || view.is_coming(),
            None => false,
        };
        if stale { self.read_again(env) } else { self.fill_screen(env) }
    }

    pub(in crate::app) fn cover_screen(&mut self, over: Overlay) -> Outcome {
        if let Some(Overlay::Screen(screen)) = self.replace(over) {
            self.covered = Some(screen);
        }
        Outcome::none()
    }

    /// Closes what lies over the panes, or over a screen, which is shown again.
    pub(in crate::app) fn close_overlay(&mut self, env: &mut Environment) -> Outcome {
        let was_screen = matches!(self.take(), Some(Overlay::Screen(_)));
        match self.covered.take() {
            Some(screen) => self.uncover(env, *screen),
            None if was_screen => self.leave_screens(),
            None => Outcome::none(),
        }
    }

    /// Lays the screen out for the present size of the terminal.
    pub(in crate::app) fn lay_out_screen(&mut self, env: &Environment) {
        let size = env.size;
        let rows = size.rows.saturating_sub(1);
        if let Some(list) = self.subjects_mut() {
            list.visible = usize::from(rows.saturating_sub(subjects::HEAD));
            list.reveal();
        }
        if let Some(view) = self.dossier_mut() {
            view.lay_out(size.columns, usize::from(rows.saturating_sub(dossier_head(size.rows))));
        }
    }

    /// Scrolls what is shown, as by the wheel.
    pub(in crate::app) fn scroll_screen(&mut self, env: &mut Environment, by: isize) -> Outcome {
        if let Some(list) = self.subjects_mut() {
            list.scroll(by as i64);
        }
        if let Some(view) = self.dossier_mut() {
            view.scroll(by);
        }
        self.fill_screen(env)
    }

    /// A click on a row of the terminal selects what stands there.
    pub(in crate::app) fn click_screen(&mut self, env: &Environment, row: u16) -> Outcome {
        let head = dossier_head(env.size.rows);
        if let (Some(list), Some(line)) = (self.subjects_mut(), row.checked_sub(subjects::HEAD)) {
            list.select_line(line.into());
        }
        if let (Some(view), Some(line)) = (self.dossier_mut(), row.checked_sub(head)) {
            view.select_line(line.into());
        }
        Outcome::none()
    }
}

impl Overlays {
    /// The name of the subject that is marked to be merged into another.
    pub fn marked_subject(&self) -> Option<(SubjectId, &str)> {
        self.marked.as_ref().map(|(id, name)| (*id, name.as_str()))
    }
}

/// Rows above the lines of a dossier on a screen of so many rows: the name, what is known in
/// figures, how it is described (where there is room), a rule.
pub fn dossier_head(rows: u16) -> u16 {
    if rows < 16 { 3 } else { 4 }
}
