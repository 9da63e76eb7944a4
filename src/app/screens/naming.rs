//! The dossier of whoever is called so, anywhere in the archive.

use crate::app::screens::Archive;
use crate::app::{Effect, Environment, Outcome, Read};

impl Archive {
    /// Looks for a name in the whole archive, to show the dossier.
    pub(in crate::app) fn seek_named(&mut self, env: &mut Environment, name: &str) -> Outcome {
        let request = env.next_request();
        self.called = Some((request, name.to_owned()));
        Outcome::from(Effect::Read(request, Read::Named(name.to_owned())))
    }
}
