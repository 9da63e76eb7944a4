//! From the panes into dossiers, from a dossier into an article and back.

use crate::domain::{Appearance, ArticleId, EntityId, SourceId, Span, SubjectId, SubjectIn, clean};

use super::Over;
use super::lines::Spot;
use crate::app::screens::Archive;
use crate::app::side::Item;
use crate::app::{
    Action, App, Effect, Environment, Focus, Outcome, Read, Reader, RequestId, Status,
};

/// How many jumps out of screens a step back leads back over; older ones are forgotten.
const MOST: usize = 20;

/// Where a jump into an article came from.
#[derive(Debug)]
pub(super) struct Away {
    /// What comes back.
    pub(super) over: Over,
    /// The article that was jumped into.
    to: ArticleId,
    /// What was open before.
    from: Option<Landing>,
    focus: Focus,
    detached: Option<ArticleId>,
}

/// What is to be shown of an article once it has come.
#[derive(Debug, Clone)]
pub(in crate::app) struct Landing {
    pub(in crate::app) article: ArticleId,
    pub(in crate::app) what: Wanted,
}

/// What is wanted of an article.
#[derive(Debug, Clone)]
pub(in crate::app) enum Wanted {
    /// A statement: its index, where it stands.
    Statement(usize, Span),
    /// The first mention of a name.
    Mention(String),
    /// A place (a byte of the text) with a current statement.
    Place(usize, Option<usize>),
}

impl App {
    /// The dossier of what is selected: a source, an entity, a statement's source.
    pub(super) fn seek_dossier(&mut self) -> Outcome {
        let selected = self.side.selected.filter(|_| self.focus == Focus::Sources);
        match selected {
            Some(Item::Source(source)) => self.seek_source(source),
            Some(Item::Entity(entity)) => self.seek_entity(entity),
            _ => match self.article.reader.as_ref().and_then(|reader| reader.entity) {
                Some((entity, _)) => self.seek_entity(entity),
                None => self.seek_current(),
            },
        }
    }

    fn seek_current(&mut self) -> Outcome {
        let Some(reader) = self.article.reader.as_ref() else {
            return Outcome::say("No article is open.");
        };
        if reader.current_attribution().is_none() {
            let next = self.env.keymap.key_of(Action::NextQuote).unwrap_or_default();
            let list = self.env.keymap.key_of(Action::Sources).unwrap_or_default();
            return Outcome::say(format!(
                "Choose a statement first ({next} the next one), or see all sources ({list})."
            ));
        }
        match reader.heard() {
            Some(source) => self.seek_source(source),
            None => Outcome::say("This statement names no source."),
        }
    }

    /// Looks for the dossier of a source of the open article.
    pub(in crate::app) fn seek_source(&mut self, source: SourceId) -> Outcome {
        let found = self.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let name = found.and_then(|it| it.sources.get(source.index())).map(|it| it.name.clone());
        self.seek_subject(SubjectIn::Source(source), name, false)
    }

    /// Looks for the dossier of an entity of the open article.
    pub(in crate::app) fn seek_entity(&mut self, entity: EntityId) -> Outcome {
        let found = self.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
        let name = found.and_then(|it| it.entities.get(entity.index())).map(|it| it.name.clone());
        self.seek_subject(SubjectIn::Entity(entity), name, true)
    }

    fn seek_subject(&mut self, which: SubjectIn, name: Option<String>, about: bool) -> Outcome {
        let request = self.request();
        let article = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let (Some(article), Some(name)) = (article, name) else { return Outcome::none() };
        self.archive.sought = Some((request, name, about));
        Outcome::from(Effect::Read(request, Read::Subject(article, which)))
    }

    pub(in crate::app) fn subject_found(
        &mut self,
        request: RequestId,
        found: Option<SubjectId>,
    ) -> Outcome {
        let Some((_, name, about)) = self.archive.sought.take_if(|(id, ..)| *id == request) else {
            return Outcome::none();
        };
        match found {
            Some(subject) if self.overlays.top().is_none() || self.overlays.screen().is_some() => {
                self.overlays.open_dossier(&mut self.env, subject, about)
            }
            Some(_) => Outcome::none(),
            None => {
                let name = clean::one_line(&name);
                Outcome::say(format!("There is no dossier of “{name}” (yet)."))
            }
        }
    }

    /// Goes to the selected statement, at its place in its article.
    pub(in crate::app) fn jump_into_article(&mut self) -> Outcome {
        let Some(landing) = self.overlays.dossier().and_then(|view| {
            let (_, article) = view.selected_article()?;
            Some(landing_in(article, view.selected?))
        }) else {
            return Outcome::none();
        };
        self.depart(landing)
    }

    /// Goes from what lies over the panes to a place in an article; a step back leads there again.
    pub(in crate::app) fn depart(&mut self, landing: Landing) -> Outcome {
        self.note_under();
        self.note_jump();
        self.set_off(landing.article);
        self.focus = Focus::Body;
        self.lay_out();
        self.go_to_article(landing)
    }

    /// Puts aside what lies over the panes, on the way into an article.
    pub(in crate::app) fn set_off(&mut self, to: ArticleId) {
        let Some(over) = self.overlays.lift() else { return };
        self.archive.away.push(Away {
            over,
            to,
            from: self.article.reader.as_ref().map(place_in),
            focus: self.focus,
            detached: self.archive.detached,
        });
        if self.archive.away.len() > MOST {
            self.archive.away.remove(0);
        }
    }

    fn go_to_article(&mut self, landing: Landing) -> Outcome {
        let article = landing.article;
        self.archive.landing = Some(landing);
        match self.list.rows.iter().position(|row| row.id == article) {
            Some(place) => {
                self.list.move_to(place);
                self.archive.detached = None;
            }
            None => self.archive.detached = Some(article),
        }
        self.article.load(&mut self.env, article, self.focus != Focus::List)
    }

    /// An article is shown: the place in it that a jump is to; what was left behind by going
    /// elsewhere is forgotten.
    pub(in crate::app) fn land(&mut self, shown: ArticleId) -> Outcome {
        let jumped = self.archive.away.last().is_some_and(|away| away.to == shown);
        if !jumped {
            self.archive.away.clear();
        }
        if self.archive.detached != Some(shown) {
            self.archive.detached = None;
        }
        let Some(landing) = self.archive.landing.take_if(|it| it.article == shown) else {
            self.archive.landing = None;
            return Outcome::none();
        };
        let Some(reader) = self.article.reader.as_mut() else { return Outcome::none() };
        if !place(reader, &landing.what) {
            // It has not been analysed yet; the statement is selected once it has.
            self.archive.landing = Some(landing);
        }
        self.follow_body();
        if jumped { self.archive.say_way_back(&self.env) } else { Outcome::none() }
    }

    /// The analysis of the open article has come: the statement that was jumped to is in it.
    pub(in crate::app) fn land_again(&mut self, shown: ArticleId) {
        let Some(landing) = self.archive.landing.take_if(|it| it.article == shown) else { return };
        if let Some(reader) = self.article.reader.as_mut() {
            place(reader, &landing.what);
        }
        self.follow_body();
    }

    /// Whether a step back leads to what the open article was jumped to from.
    pub fn can_return(&self) -> bool {
        self.focus == Focus::Body && self.overlays.top().is_none() && self.came_over()
    }

    /// Whether that is a dossier.
    pub fn can_return_to_dossier(&self) -> bool {
        self.can_return() && self.archive.away.last().is_some_and(|away| away.over.is_dossier())
    }

    fn came_over(&self) -> bool {
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.id);
        let away = self.archive.away.last();
        away.is_some_and(|away| open.is_none_or(|id| id == away.to))
    }

    /// Puts a place of the way back over the panes: as a step back does, where the open article was
    /// jumped to from there.
    pub(in crate::app) fn go_over(&mut self, over: Over) -> Outcome {
        let last = self.archive.away.last().filter(|away| away.over.is_like(&over));
        if last.is_some() && self.overlays.top().is_none() && self.came_over() {
            return self.return_to_screen();
        }
        let mut effects = self.overlays.put_over(&mut self.env, over);
        effects.extend(self.renew_screens());
        effects
    }

    /// Back to what the last jump came from, as it was, with what was open behind it.
    pub(in crate::app) fn return_to_screen(&mut self) -> Outcome {
        let Some(away) = self.archive.away.pop() else { return Outcome::none() };
        self.focus = away.focus;
        self.lay_out();
        self.article.places.stepped_back(&away.over);
        let mut effects = self.overlays.put_over(&mut self.env, away.over);
        // The way back leads to the screen, and not to what was read from there.
        self.article.not_left();
        if let Some(from) = away.from {
            let behind = self.article.reader.as_ref().map(|reader| reader.article.row.id);
            if behind == Some(from.article) {
                self.archive.landing = Some(from);
                effects.extend(self.land(away.to));
                effects.extend(Outcome::status(None));
            } else {
                effects.extend(self.go_to_article(from));
            }
        }
        self.archive.detached = away.detached;
        effects
    }
}

impl Archive {
    /// The article that was on its way is gone: there is nothing to land in.
    pub(in crate::app) fn lose(&mut self) {
        self.landing = None;
        self.detached = None;
    }

    pub(in crate::app) fn say_way_back(&self, env: &Environment) -> Outcome {
        let back = env.keymap.key_of(Action::Back).unwrap_or_default();
        let told = self.away.last().and_then(|away| away.over.told());
        Outcome::status(told.map(|told| Status::info(format!("{back} goes back to {told}"))))
    }

    /// Whether the open article is another one than the list selects, and stays.
    pub(in crate::app) fn is_detached(&self) -> bool {
        self.detached.is_some()
    }

    /// The list leads again.
    pub(in crate::app) fn attach(&mut self) {
        self.detached = None;
    }
}

fn landing_in(article: &Appearance, spot: Spot) -> Landing {
    let statement = match spot {
        Spot::Statement(_, index) => article.statements.get(index),
        Spot::Merged(_) | Spot::Perhaps(_) | Spot::Speaker(_) | Spot::Article(_) => None,
    };
    let what = match statement {
        Some(statement) => Wanted::Statement(statement.index, statement.extent),
        None => Wanted::Mention(article.name.clone()),
    };
    Landing { article: article.row.id, what }
}

fn place_in(reader: &Reader) -> Landing {
    let what = Wanted::Place(reader.place(), reader.current);
    Landing { article: reader.article.row.id, what }
}

/// Brings what is wanted into view; whether it could be found.
fn place(reader: &mut Reader, what: &Wanted) -> bool {
    let Some(analysis) = reader.analysis.as_ref() else {
        match what {
            Wanted::Statement(_, extent) => reader.reveal(*extent),
            Wanted::Place(place, _) => reader.go_to(*place),
            Wanted::Mention(_) => {}
        }
        return false;
    };
    let extent = |index: usize| analysis.attributions.get(index).map(|it| it.extent());
    match what {
        Wanted::Statement(index, span) => {
            // What has been corrected since stands at another index.
            let same = |index: &usize| extent(*index) == Some(*span);
            let index = Some(*index).filter(same);
            let index = index.or_else(|| (0..analysis.attributions.len()).find(same));
            match index {
                Some(index) => reader.select(index),
                None => reader.go_to(span.start),
            }
        }
        Wanted::Mention(name) => {
            let entity = analysis.entities.iter().position(|entity| entity.name == *name);
            if let Some(entity) = entity {
                reader.select_entity(EntityId(entity as u32), 0);
            }
        }
        Wanted::Place(place, current) => {
            let current = current.filter(|index| extent(*index).is_some());
            reader.go_to(*place);
            reader.current = current;
        }
    }
    true
}
