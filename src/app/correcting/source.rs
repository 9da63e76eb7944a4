//! Choosing who said it: one of the article's sources, nobody, or another one by name and kind.

use crate::app::command::prompt::Purpose;
use crate::app::{App, OpenArticle, Outcome};
use crate::domain::{Analysis, SourceId, SourceKind, Speaker};

use super::{Stage, Target};

/// The choice of who said it.
#[derive(Debug, Clone)]
pub struct SourceChoice {
    /// What can be chosen.
    pub entries: Vec<Entry>,
    /// The selected one.
    pub selected: usize,
    /// What it is chosen for.
    pub target: Target,
}

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A source of the article.
    Known(SourceId),
    /// Another one, whose name is typed.
    Another,
    /// Nobody who is named.
    Nobody,
}

/// The choice of what kind of source somebody is.
#[derive(Debug, Clone)]
pub struct KindChoice {
    /// Its name.
    pub name: String,
    /// The selected kind: an index in `KINDS`.
    pub selected: usize,
    /// What it is chosen for.
    pub target: Target,
}

/// The kinds of sources: key, kind, and what it is.
pub const KINDS: [(char, SourceKind, &str); 4] = [
    ('p', SourceKind::Person, "person with a name"),
    ('u', SourceKind::Unnamed, "person or people without a name"),
    ('b', SourceKind::Organization, "body: company, office, state"),
    ('d', SourceKind::Document, "document: report, study, statement"),
];

impl SourceChoice {
    /// Those who speak in `analysis`, in its order; `present` is selected, else the one that
    /// `words` fit, else another.
    fn new(analysis: &Analysis, present: Option<SourceId>, words: &str, target: Target) -> Self {
        let ids = (0..analysis.sources.len() as u32).map(SourceId);
        let mut entries: Vec<Entry> = ids.map(Entry::Known).collect();
        entries.extend([Entry::Another, Entry::Nobody]);
        let known = present.or_else(|| named(analysis, words));
        let wanted = known.map_or(Entry::Another, Entry::Known);
        let selected = entries.iter().position(|entry| *entry == wanted).unwrap_or(0);
        SourceChoice { entries, selected, target }
    }
}

/// The one source of an article that these words can name.
fn named(analysis: &Analysis, words: &str) -> Option<SourceId> {
    let folded = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let words = folded(words);
    let fits = |name: &str| {
        let name = folded(name);
        !words.is_empty() && words.iter().all(|word| name.contains(word))
    };
    let mut found = analysis.sources.iter().enumerate().filter(|(_, it)| fits(&it.name));
    let (first, _) = found.next()?;
    found.next().is_none().then_some(SourceId(first as u32))
}

impl App {
    pub(super) fn choose_source(&mut self, target: Target) -> Outcome {
        let words = self.article.source_words(&target);
        let Some(analysis) = self.article.reader.as_ref().and_then(|it| it.analysis.as_ref())
        else {
            return Outcome::none();
        };
        let present = match target {
            Target::Statement(index) => {
                analysis.attributions.get(index).and_then(|found| found.source_id())
            }
            Target::New(_) => None,
        };
        let choice = SourceChoice::new(analysis, present, &words, target);
        self.set_stage(Stage::Source(choice))
    }

    /// Takes the selected source.
    pub(super) fn take_source(&mut self) -> Outcome {
        let Some(Stage::Source(choice)) = self.overlays.panel().map(|panel| panel.stage.clone())
        else {
            return Outcome::none();
        };
        let Some(reader) = self.article.reader.as_ref() else { return Outcome::none() };
        match choice.entries.get(choice.selected) {
            Some(Entry::Known(id)) => {
                let analysis = reader.analysis.as_ref();
                let Some(found) = analysis.and_then(|it| it.sources.get(id.index())) else {
                    return Outcome::none();
                };
                let speaker = Speaker {
                    kind: found.kind,
                    name: found.name.clone(),
                    description: found.description.clone(),
                };
                self.ascribe(choice.target, Some(speaker))
            }
            Some(Entry::Nobody) => self.ascribe(choice.target, None),
            _ => self.type_name(),
        }
    }

    /// Asks for the name of another source.
    pub(super) fn type_name(&mut self) -> Outcome {
        let Some(Stage::Source(choice)) = self.overlays.panel().map(|panel| panel.stage.clone())
        else {
            return Outcome::none();
        };
        let words = self.article.source_words(&choice.target);
        let effects = self.commands.ask(Purpose::Speaker, "");
        if let Some(prompt) = self.commands.prompt.as_mut() {
            prompt.line = crate::app::command::line::Line::proposed(words);
        }
        effects
    }

    /// A name was typed: what is it?
    pub(in crate::app) fn speaker_named(&mut self, name: &str) -> Outcome {
        let Some(Stage::Source(choice)) = self.overlays.panel().map(|panel| panel.stage.clone())
        else {
            return Outcome::none();
        };
        if name.is_empty() {
            return Outcome::none();
        }
        let selected = KINDS.iter().position(|(_, kind, _)| *kind == likely(name)).unwrap_or(0);
        let choice = KindChoice { name: name.to_owned(), selected, target: choice.target };
        self.set_stage(Stage::Kind(choice))
    }

    /// Takes the selected kind; who has a name can be described.
    pub(super) fn take_kind(&mut self) -> Outcome {
        let Some(Stage::Kind(choice)) = self.overlays.panel().map(|panel| &panel.stage) else {
            return Outcome::none();
        };
        match KINDS[choice.selected.min(KINDS.len() - 1)].1 {
            SourceKind::Unnamed => self.speaker_described(""),
            SourceKind::Person | SourceKind::Organization | SourceKind::Document => {
                self.commands.ask(Purpose::Description, "")
            }
        }
    }

    /// All is known of the source.
    pub(in crate::app) fn speaker_described(&mut self, description: &str) -> Outcome {
        let Some(Stage::Kind(choice)) = self.overlays.panel().map(|panel| panel.stage.clone())
        else {
            return Outcome::none();
        };
        let kind = KINDS[choice.selected.min(KINDS.len() - 1)].1;
        let description = (!description.is_empty()).then(|| description.to_owned());
        self.ascribe(choice.target, Some(Speaker { kind, name: choice.name, description }))
    }
}

impl OpenArticle {
    /// The words that name the source of what is corrected.
    pub(in crate::app) fn source_words(&self, target: &Target) -> String {
        let Some(reader) = self.reader.as_ref() else { return String::new() };
        let spans = match target {
            Target::New(parts) => &parts.source,
            Target::Statement(index) => {
                let found = reader.analysis.as_ref().and_then(|it| it.attributions.get(*index));
                let Some(found) = found else { return String::new() };
                &found.source
            }
        };
        let words: Vec<&str> =
            spans.iter().map(|span| span.of(&reader.article.body.text)).collect();
        words.join(" ")
    }
}

/// What a name most likely is: names have capitals, and words that describe people do not.
fn likely(name: &str) -> SourceKind {
    let capital = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    let words = || name.split_whitespace();
    if words().all(capital) { SourceKind::Person } else { SourceKind::Unnamed }
}
