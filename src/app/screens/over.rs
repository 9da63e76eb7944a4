//! What lies over the panes, with the screens below it: put aside by a jump, and put back.

use super::{Archive, Screen};
use crate::app::{Environment, Outcome, Overlay, Overlays};

/// What lay over the panes.
#[derive(Debug, Clone)]
pub struct Over {
    overlay: Overlay,
    /// The screens that a step back leads to from there.
    below: Vec<Screen>,
}

impl Over {
    /// All screens in it.
    pub(in crate::app) fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        let shown = if let Overlay::Screen(screen) = &mut self.overlay {
            Some(&mut **screen)
        } else {
            None
        };
        shown.into_iter().chain(self.below.iter_mut())
    }

    /// Whether a reader would say that it is the same screen.
    pub(in crate::app) fn is_like(&self, other: &Over) -> bool {
        match (&self.overlay, &other.overlay) {
            (Overlay::Screen(one), Overlay::Screen(other)) => one.is_like(other),
            (Overlay::Compare(one), Overlay::Compare(other)) => {
                let ids = |row: &crate::app::Comparand| row.article.row.id;
                one.articles.iter().map(ids).eq(other.articles.iter().map(ids))
            }
            (Overlay::Same(one), Overlay::Same(other)) => one.lines == other.lines,
            _ => false,
        }
    }

    /// What it is, to be called in words: a dossier with its name.
    pub(super) fn told(&self) -> Option<String> {
        match &self.overlay {
            Overlay::Compare(_) => Some("the comparison".into()),
            Overlay::Same(_) => Some("the list of the same words".into()),
            Overlay::Screen(screen) => match &**screen {
                Screen::Dossier(view) if !view.name().is_empty() => {
                    Some(format!("the dossier of “{}”", view.name()))
                }
                Screen::Subjects(_) | Screen::Dossier(_) => None,
            },
            Overlay::Help(_)
            | Overlay::Feeds(_)
            | Overlay::Looking(_)
            | Overlay::Offers(_)
            | Overlay::Correct(_)
            | Overlay::Palette(_)
            | Overlay::Themes(_)
            | Overlay::Orders(_) => None,
        }
    }

    /// Whether it is a dossier.
    pub(super) fn is_dossier(&self) -> bool {
        matches!(&self.overlay, Overlay::Screen(screen) if matches!(**screen, Screen::Dossier(_)))
    }
}

impl Screen {
    fn is_like(&self, other: &Screen) -> bool {
        match (self, other) {
            (Screen::Dossier(one), Screen::Dossier(other)) => {
                (one.query.subject, one.query.about) == (other.query.subject, other.query.about)
            }
            (Screen::Subjects(one), Screen::Subjects(other)) => {
                one.query.entities == other.query.entities
            }
            _ => false,
        }
    }
}

fn is_place(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Screen(_) | Overlay::Compare(_) | Overlay::Same(_))
}

impl Overlays {
    /// What lies over the panes, if it is a place to come back to.
    pub(in crate::app) fn over(&self) -> Option<Over> {
        let overlay = self.top().filter(|overlay| is_place(overlay))?;
        Some(Over { overlay: overlay.clone(), below: self.below.clone() })
    }

    /// Takes what lies over the panes away, if it is a place to come back to.
    pub(in crate::app) fn lift(&mut self) -> Option<Over> {
        let overlay = self.take_if(|overlay| is_place(overlay))?;
        Some(Over { overlay, below: std::mem::take(&mut self.below) })
    }

    /// Puts it over the panes again, with what lay below it.
    pub(in crate::app) fn put_over(&mut self, env: &mut Environment, over: Over) -> Outcome {
        let _ = self.leave_screens();
        self.below = over.below;
        if let Overlay::Screen(screen) = over.overlay {
            return self.uncover(env, *screen);
        }
        self.open(over.overlay);
        self.lay_out_beside(env);
        Outcome::none()
    }
}

impl Overlays {
    /// The screens: the present one, the one that is covered, and those below.
    pub(super) fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        let (top, below, covered) = self.parts_mut();
        let shown = match top {
            Some(Overlay::Screen(screen)) => Some(&mut **screen),
            _ => None,
        };
        shown.into_iter().chain(covered).chain(below)
    }
}

impl Archive {
    /// The screens that jumps into articles came from.
    pub(super) fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.away.iter_mut().flat_map(|away| away.over.screens_mut())
    }
}
