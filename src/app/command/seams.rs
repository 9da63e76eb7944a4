//! What commands ask of the other parts of the reader, by the names that were agreed on.

use crate::domain::{DossierQuery, EntityId, Scope, SourceId};

use crate::app::Overlays;
use crate::app::comfort::options::OPTIONS;
use crate::app::command::nearest::nearest;
use crate::app::{App, Outcome};

impl App {
    /// Saves the search that the list shows.
    ///
    /// # Errors
    /// Says that it shows none.
    pub(super) fn save_search(&mut self, title: &str) -> Result<Outcome, String> {
        match self.list.query.scope.clone() {
            Scope::Search(text) => Ok({
                let outcome = self.sidebar.save_query(title, &text);
                self.run(outcome)
            }),
            Scope::All | Scope::Starred | Scope::Feed(_) | Scope::Tag(_) | Scope::Saved(_) => {
                Err("The list does not show a search: there is nothing to save".into())
            }
        }
    }

    /// Opens the dossier of a source, or of somebody mentioned, of the open article; of whoever is
    /// called so in the archive, where nobody is in the article.
    pub(in crate::app) fn open_dossier_of(&mut self, name: &str) -> Outcome {
        let analysis = self.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let same = |known: &str| known.to_lowercase() == name.to_lowercase();
        let source = analysis.and_then(|it| it.sources.iter().position(|it| same(&it.name)));
        let entity = analysis.and_then(|it| it.entities.iter().position(|it| same(&it.name)));
        match (source, entity) {
            (Some(source), _) => self.seek_source(SourceId(source as u32)),
            (None, Some(entity)) => self.seek_entity(EntityId(entity as u32)),
            (None, None) => self.archive.seek_named(&mut self.env, name),
        }
    }

    /// Changes a setting that was typed.
    ///
    /// # Errors
    /// Says what is wrong with its name or its value.
    pub(super) fn set_named(&mut self, name: &str, value: &str) -> Result<Outcome, String> {
        let known = self.setting_names().into_iter().map(|(name, _)| name);
        match nearest(name, known) {
            Some(meant) if self.env.setting(name).is_none() => {
                Err(format!("`{name}` is no setting; did you mean `{meant}`?"))
            }
            _ => self.set(name, value),
        }
    }

    /// The settings' names, and what they are.
    pub(super) fn setting_names(&self) -> Vec<(&'static str, &'static str)> {
        OPTIONS.iter().map(|setting| (setting.name, setting.help)).collect()
    }
}

impl Overlays {
    /// The dossier that is shown.
    pub(in crate::app) fn shown_dossier(&self) -> Option<DossierQuery> {
        self.dossier_query()
    }
}
