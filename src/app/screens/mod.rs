//! The screens of the archive: lists of subjects, dossiers, and the ways between them and the text.

pub mod dates;
pub mod dossier;
pub mod lines;
pub mod subjects;

mod arriving;
mod filters;
mod journeys;
mod listing;
mod merging;
mod naming;
mod over;
mod reading;
mod steps;

use crate::domain::{ArticleId, DossierQuery, SubjectId};

use super::action_table::ArchiveAction;
use super::{Action, App, Outcome, Overlay, RequestId};

pub use dossier::DossierView;
pub use over::Over;
pub use subjects::SubjectList;

use journeys::Away;
pub(super) use journeys::{Landing, Wanted};

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
pub(super) struct Archive {
    /// The screens that lead to the present one.
    below: Vec<Screen>,
    /// The screen that something else lies over, such as the help.
    covered: Option<Box<Screen>>,
    /// Where the jumps into articles came from, the last one last.
    away: Vec<Away>,
    /// What is to be shown of the article that is on its way.
    landing: Option<Landing>,
    /// The open article, if it is not the one that the list selects.
    detached: Option<ArticleId>,
    /// The subject that is marked to be merged into another, with its name.
    marked: Option<(SubjectId, String)>,
    /// A subject that is being looked for: its name, and whether what is said about it is wanted.
    sought: Option<(RequestId, String, bool)>,
    /// A name that is being looked for in the whole archive.
    called: Option<(RequestId, String)>,
}

impl App {
    /// Opens a screen of the archive from the panes.
    pub(super) fn act_on_archive(&mut self, action: ArchiveAction) -> Outcome {
        match action {
            ArchiveAction::Dossier => self.seek_dossier(),
            ArchiveAction::Sources => self.open_subjects(false),
            ArchiveAction::Entities => self.open_subjects(true),
        }
    }

    /// What an action means in a screen of the archive.
    pub(super) fn act_in_screen(&mut self, action: Action) -> Outcome {
        match (&self.overlay, action) {
            (_, Action::Sources) => self.open_subjects(false),
            (_, Action::Entities) => self.open_subjects(true),
            (_, Action::Undo) => self.undo(),
            (_, Action::Redo) => self.redo(),
            (_, Action::Merge) => self.merge_here(),
            (_, Action::Back) => self.screen_back(),
            (_, Action::Quit) => self.leave_screens(),
            (_, Action::Help) => self.cover_screen(Overlay::Help(0)),
            (_, Action::FilterFeed) => self.ask_feed(),
            (_, Action::FilterDates) => self.ask_dates(),
            (_, Action::NextTheme) => self.next_theme(),
            (Some(Overlay::Screen(screen)), _) => match **screen {
                Screen::Subjects(_) => self.act_in_subjects(action),
                Screen::Dossier(_) => self.act_in_dossier(action),
            },
            _ => Outcome::none(),
        }
    }

    /// The screen that is shown.
    pub fn screen(&self) -> Option<&Screen> {
        match &self.overlay {
            Some(Overlay::Screen(screen)) => Some(screen),
            _ => None,
        }
    }

    fn subjects_mut(&mut self) -> Option<&mut SubjectList> {
        match &mut self.overlay {
            Some(Overlay::Screen(screen)) => match &mut **screen {
                Screen::Subjects(list) => Some(list),
                Screen::Dossier(_) => None,
            },
            _ => None,
        }
    }

    fn dossier_mut(&mut self) -> Option<&mut DossierView> {
        match &mut self.overlay {
            Some(Overlay::Screen(screen)) => match &mut **screen {
                Screen::Dossier(view) => Some(view),
                Screen::Subjects(_) => None,
            },
            _ => None,
        }
    }

    /// The dossier that is shown, if one is.
    pub(super) fn dossier(&self) -> Option<&DossierView> {
        match self.screen() {
            Some(Screen::Dossier(view)) => Some(view),
            _ => None,
        }
    }

    /// What of which dossier is shown, to be exported.
    pub(super) fn dossier_query(&self) -> Option<DossierQuery> {
        self.dossier().map(|view| view.query.clone())
    }

    /// The name of the subject that is marked to be merged into another.
    pub fn marked_subject(&self) -> Option<(SubjectId, &str)> {
        self.archive.marked.as_ref().map(|(id, name)| (*id, name.as_str()))
    }

    /// Lists sources or entities; from a list the same list, from a dossier a new one.
    fn open_subjects(&mut self, entities: bool) -> Outcome {
        let list = SubjectList::new(entities);
        match self.subjects_mut() {
            Some(shown) if shown.query.entities == entities => {
                return Outcome::say("This is the list.");
            }
            Some(shown) => *shown = list,
            None => self.push_screen(Screen::Subjects(list)),
        }
        self.lay_out_screen();
        self.read_subjects(true)
    }

    pub(super) fn open_dossier(&mut self, subject: SubjectId, about: bool) -> Outcome {
        self.push_screen(Screen::Dossier(DossierView::new(subject, about)));
        self.lay_out_screen();
        self.read_dossier(dossier::Place::Start)
    }

    fn push_screen(&mut self, screen: Screen) {
        if let Some(Overlay::Screen(below)) = self.overlay.take() {
            self.archive.below.push(*below);
            if self.archive.below.len() > DEEPEST {
                self.archive.below.remove(0);
            }
        }
        self.overlay = Some(Overlay::Screen(Box::new(screen)));
    }

    /// One step back: the mark that waits to be merged, a condition, to the screen before.
    fn screen_back(&mut self) -> Outcome {
        if self.archive.marked.take().is_some() {
            return Outcome::say("Nothing is merged.");
        }
        if self.subjects_mut().is_some_and(|list| list.loosen()) {
            return self.read_subjects(true);
        }
        if self.dossier_mut().is_some_and(|view| view.loosen()) {
            return self.read_dossier(dossier::Place::Start);
        }
        match self.archive.below.pop() {
            Some(screen) => self.uncover(screen),
            None => self.leave_screens(),
        }
    }

    pub(super) fn leave_screens(&mut self) -> Outcome {
        self.archive.below.clear();
        self.archive.covered = None;
        self.archive.marked = None;
        self.overlay = None;
        Outcome::none()
    }

    /// Shows a screen again; what has changed meanwhile is read anew.
    pub(super) fn uncover(&mut self, screen: Screen) -> Outcome {
        self.overlay = Some(Overlay::Screen(Box::new(screen)));
        self.lay_out_screen();
        let stale = match self.screen() {
            Some(Screen::Subjects(list)) => list.again || !list.loaded,
            Some(Screen::Dossier(view)) => view.stale || view.is_coming(),
            None => false,
        };
        if stale { self.read_again() } else { self.fill_screen() }
    }

    pub(super) fn cover_screen(&mut self, over: Overlay) -> Outcome {
        if let Some(Overlay::Screen(screen)) = self.overlay.replace(over) {
            self.archive.covered = Some(screen);
        }
        Outcome::none()
    }

    /// Closes what lies over the panes, or over a screen, which is shown again.
    pub(super) fn close_overlay(&mut self) -> Outcome {
        let was_screen = matches!(self.overlay.take(), Some(Overlay::Screen(_)));
        match self.archive.covered.take() {
            Some(screen) => self.uncover(*screen),
            None if was_screen => self.leave_screens(),
            None => Outcome::none(),
        }
    }

    /// Lays the screen out for the present size of the terminal.
    pub(super) fn lay_out_screen(&mut self) {
        let size = self.env.size;
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
    pub(super) fn scroll_screen(&mut self, by: isize) -> Outcome {
        if let Some(list) = self.subjects_mut() {
            list.scroll(by as i64);
        }
        if let Some(view) = self.dossier_mut() {
            view.scroll(by);
        }
        self.fill_screen()
    }

    /// A click on a row of the terminal selects what stands there.
    pub(super) fn click_screen(&mut self, row: u16) -> Outcome {
        let head = dossier_head(self.env.size.rows);
        if let (Some(list), Some(line)) = (self.subjects_mut(), row.checked_sub(subjects::HEAD)) {
            list.select_line(line.into());
        }
        if let (Some(view), Some(line)) = (self.dossier_mut(), row.checked_sub(head)) {
            view.select_line(line.into());
        }
        Outcome::none()
    }
}

/// Rows above the lines of a dossier on a screen of so many rows: the name, what is known in
/// figures, how it is described (where there is room), a rule.
pub fn dossier_head(rows: u16) -> u16 {
    if rows < 16 { 3 } else { 4 }
}
