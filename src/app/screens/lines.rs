//! A dossier in lines: who else it may be, who speaks about it, then article by article.

use crate::domain::{Appearance, Dossier, Span, clean};

use crate::app::layout::MEASURE;
use crate::text::wrap::wrap_span;

/// Columns left of a statement's words.
pub const INDENT: u16 = 5;

/// The most bytes of a statement that are shown.
const MOST: usize = 6000;

/// Something in a dossier that can be selected. Articles are counted from the dossier's beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// One of the subjects that were merged into it.
    Merged(usize),
    /// One of those that may be the same.
    Perhaps(usize),
    /// One of those who speak about it.
    Speaker(usize),
    /// An article that only mentions it.
    Article(u64),
    /// A statement: its article, and its index there.
    Statement(u64, usize),
}

impl Spot {
    /// The article that it is in.
    pub fn article(self) -> Option<u64> {
        match self {
            Spot::Article(place) | Spot::Statement(place, _) => Some(place),
            Spot::Merged(_) | Spot::Perhaps(_) | Spot::Speaker(_) => None,
        }
    }

    /// The same in the article at another place.
    pub(super) fn at(self, place: u64) -> Spot {
        match self {
            Spot::Article(_) => Spot::Article(place),
            Spot::Statement(_, index) => Spot::Statement(place, index),
            other @ (Spot::Merged(_) | Spot::Perhaps(_) | Spot::Speaker(_)) => other,
        }
    }
}

/// One line of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierLine {
    /// What is selected on it.
    pub spot: Option<Spot>,
    /// The article that it belongs to.
    pub article: Option<u64>,
    /// What it shows.
    pub part: Part,
}

/// What a line of a dossier shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Nothing.
    Gap,
    /// The heading of subjects that follow.
    Heading(&'static str),
    /// A subject: which one says the line's spot.
    Subject,
    /// The heading of an article.
    Article,
    /// That the article mentions it.
    Mentions,
    /// Who says a statement, and how.
    Label,
    /// Words of a statement.
    Words(String),
}

impl DossierLine {
    fn new(spot: Option<Spot>, article: Option<u64>, part: Part) -> DossierLine {
        DossierLine { spot, article, part }
    }

    /// Whether it heads what follows.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.part, Part::Article | Part::Heading(_))
    }
}

/// The lines before the first article.
pub(super) fn head(known: &Dossier, about: bool) -> Vec<DossierLine> {
    let mut lines = Vec::new();
    let mut group = |title: &'static str, count: usize, spot: &dyn Fn(usize) -> Spot| {
        if count > 0 {
            lines.push(DossierLine::new(None, None, Part::Heading(title)));
            lines
                .extend((0..count).map(|at| DossierLine::new(Some(spot(at)), None, Part::Subject)));
            lines.push(DossierLine::new(None, None, Part::Gap));
        }
    };
    group("Merged by you", known.merged.len(), &Spot::Merged);
    group("Perhaps the same", known.perhaps.len(), &Spot::Perhaps);
    if about {
        group("Who speaks about it most", known.speakers.len(), &Spot::Speaker);
    }
    lines
}

/// The lines of an article, for a pane of so many columns.
pub(super) fn article(
    article: &Appearance,
    place: u64,
    about: bool,
    width: u16,
) -> Vec<DossierLine> {
    let line = |spot, part| DossierLine::new(spot, Some(place), part);
    let alone = article.statements.is_empty().then_some(Spot::Article(place));
    let mut lines = vec![line(alone, Part::Article)];
    if alone.is_some() || about && article.mentions > 0 {
        lines.push(line(alone, Part::Mentions));
    }
    let columns = usize::from(width.saturating_sub(INDENT + 2).clamp(8, MEASURE));
    for (index, statement) in article.statements.iter().enumerate() {
        let spot = Some(Spot::Statement(place, index));
        lines.push(line(spot, Part::Label));
        let words = content(&statement.content);
        let wrapped = wrap_span(&words, Span::new(0, words.len()), columns);
        lines.extend(wrapped.iter().map(|row| line(spot, Part::Words(row.of(&words).to_owned()))));
    }
    lines.push(line(None, Part::Gap));
    lines
}

/// What was said, on one line, safe to show.
fn content(words: &str) -> String {
    if words.len() <= MOST {
        return clean::one_line(words);
    }
    let end = (0..=MOST).rev().find(|end| words.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", clean::one_line(&words[..end]))
}
