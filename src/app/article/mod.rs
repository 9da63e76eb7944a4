//! The open article: what is shown of it, what is chosen in it, what is on its way.

pub(in crate::app) mod choosing;
pub(in crate::app) mod full_text;
pub mod hits;
pub(in crate::app) mod jump;
pub(in crate::app) mod newer;
pub mod reader;
pub(in crate::app) mod reading;
pub mod selecting;

use crate::app::{Effect, Environment, Outcome, Read, Remember};
use crate::domain::{ArticleId, clean};

use crate::app::article::choosing::Choice;
use crate::app::article::newer::Newer;
use crate::app::article::reader::Reader;
use crate::app::article::selecting::{Grip, Places, Selecting};
use crate::app::changes::history::Moment;
use crate::app::exchange::message::RequestId;

/// The open article, and the one that is on its way.
#[derive(Debug, Default)]
pub struct OpenArticle {
    /// The article as it is laid out; none where none is open.
    pub reader: Option<Reader>,
    /// The link that is being chosen.
    pub choice: Option<Choice>,
    /// The text that is being selected.
    pub selecting: Option<Selecting>,
    /// Where in the text the mouse is held.
    pub(in crate::app) grip: Option<Grip>,
    /// Marks, and places to jump back to.
    pub places: Places,
    /// A newer text of it that waits to be shown.
    pub(in crate::app) newer: Newer,
    /// Articles whose pages are being fetched.
    pub fetching: Vec<(RequestId, ArticleId)>,
    /// The newest request for an article: an older one's answer is stale.
    pub(in crate::app) request: RequestId,
    /// The article that is on its way.
    pub(in crate::app) coming: Option<ArticleId>,
    /// Whether the article that is on its way is to be opened, not only shown.
    pub(in crate::app) open: bool,
    /// Whether the same holds of the article that is selected once a page has come.
    pub(in crate::app) turn_to: bool,
    /// When it was opened.
    pub(in crate::app) opened_at: Moment,
    /// The wake after which it counts as read.
    pub(in crate::app) wake: RequestId,
    /// The switch to its other text.
    pub(in crate::app) text_request: RequestId,
}

impl OpenArticle {
    /// Shows the user's tags as they are now.
    pub(in crate::app) fn show_tags(&mut self, id: ArticleId, tags: &[String]) {
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.article.row.id == id) {
            reader.article.own_tags = tags.to_vec();
        }
    }

    /// Asks for an article; `open` if the reader turns to it, and does not only pass over it.
    pub(in crate::app) fn load(
        &mut self,
        env: &mut Environment,
        id: ArticleId,
        open: bool,
    ) -> Outcome {
        let request = env.next_request();
        self.request = request;
        self.coming = Some(id);
        self.open = open;
        Outcome::from(Effect::Read(request, Read::Article(id)))
    }

    /// Whether another article than the open one is on its way.
    pub(in crate::app) fn is_turning(&self) -> bool {
        let open = self.reader.as_ref().map(|reader| reader.article.row.id);
        self.coming.is_some_and(|coming| open != Some(coming))
    }

    /// An article is left: remembers the place in it, if that is another than before.
    pub(in crate::app) fn leave(&mut self, env: &Environment) -> Outcome {
        let Some(reader) = self.reader.as_mut().filter(|reader| reader.opened) else {
            return Outcome::none();
        };
        // Who has read all of it begins anew.
        let read = reader.at_end() || reader.place() >= reader.article.body.text.len();
        let place = if read { 0 } else { reader.place() };
        let before = reader.article.place.replace(place).unwrap_or(0);
        if place == before || !env.look.restore {
            return Outcome::none();
        }
        Outcome::from(Effect::Remember(Remember::Place(reader.article.row.id, place)))
    }

    /// The sources and the persons, bodies and places of the open article.
    pub(in crate::app) fn names_in_article(&self) -> Vec<(String, String)> {
        let analysis = self.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let Some(analysis) = analysis else { return Vec::new() };
        let mut names: Vec<(String, String)> = Vec::new();
        let sources = analysis.sources.iter().map(|source| (&source.name, "source"));
        let entities = analysis.entities.iter().map(|entity| (&entity.name, "mentioned"));
        for (name, what) in sources.chain(entities) {
            let name = clean::one_line(name);
            if !name.is_empty() && !names.iter().any(|(known, _)| *known == name) {
                names.push((name, what.to_owned()));
            }
        }
        names
    }
}
