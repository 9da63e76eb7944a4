//! `onrecord quotes`: lists statements of or about subjects in all articles, one per row.

use std::collections::HashSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::domain::{
    Analysis, Article, ArticleId, DossierQuery, Order, SourceId, Statement, Subject, SubjectId,
    clean, fold,
};
use crate::export::{Citation, Document, Quote, quotes};
use crate::extract;
use crate::store::Store;

use super::archive_args::{Selection, SheetFormat};
use super::error::Failure;
use super::output::Output;
use super::selection::{self, Selected};
use super::sheet::{Sheet, SheetFields};
use super::source_args::{QuotesArgs, Within};
use super::{Outcome, config};

/// The number of articles of a dossier that are read at a time.
const PAGE: usize = 50;

/// The most subjects of one name that are looked up.
const NAMESAKES: usize = 100;

const SHAPE: SheetFields = SheetFields {
    fields: &quotes::FIELDS,
    columns: &["article", "published", "source", "kind", "content"],
    extra: 0,
};

/// Lists statements, or prints them as citations.
pub(super) fn run(store: Option<PathBuf>, args: &QuotesArgs) -> Result<Outcome, Failure> {
    let search = args.query.as_deref().map(selection::check_search).transpose()?;
    let store = config::open_for_sources(store)?;
    let by = args.source.as_deref().map(|name| subjects_called(&store, name)).transpose()?;
    let about = args.about.as_deref().map(|name| subjects_called(&store, name)).transpose()?;
    let sheet = (!args.cite).then(|| Sheet::new(&SHAPE, &args.form, false)).transpose()?;
    let output = Output::new();
    let left = args.limit.unwrap_or(u64::MAX);
    let mut desk = QuotesOutput { store: &store, args, sheet, output, left };
    let ids = |subjects: &[Subject]| -> Vec<SubjectId> {
        subjects.iter().map(|subject| subject.id).collect()
    };
    let speakers = by.as_deref().map(|by| ids(by).into_iter().collect::<HashSet<SubjectId>>());
    match (&about, &by, &search, args.article) {
        (Some(about), ..) => desk.dossiers(&ids(about), true, speakers.as_ref())?,
        (None, Some(by), None, None) => desk.dossiers(&ids(by), false, None)?,
        (None, _, _, Some(id)) => desk.one(ArticleId(id), speakers.as_ref())?,
        (None, _, search, None) => desk.articles(search.as_deref(), speakers.as_ref())?,
    }
    desk.close()?;
    selection::tell_unanalysed(&store)?;
    Ok(Outcome::Success)
}

/// Returns the subjects with that exact name, or else those whose names contain the words.
pub(super) fn subjects_called(store: &Store, name: &str) -> Result<Vec<Subject>, Failure> {
    let mut found = store.subjects_named(name, NAMESAKES)?;
    let wanted = fold::folded_words(name);
    if found.iter().any(|subject| fold::folded_words(&subject.name) == wanted) {
        found.retain(|subject| fold::folded_words(&subject.name) == wanted);
    }
    match found.len() {
        0 => Err(Failure::new(format!("no subject is called `{name}`")).hint(
            "`onrecord sources --filter WORDS` and `onrecord entities --filter WORDS` find names",
        )),
        _ => Ok(found),
    }
}

/// The reason why a list is not read to its end.
enum Early {
    /// Enough rows were printed.
    Enough,
    Failed(Failure),
}

impl From<Failure> for Early {
    fn from(failure: Failure) -> Early {
        Early::Failed(failure)
    }
}

struct QuotesOutput<'a> {
    store: &'a Store,
    args: &'a QuotesArgs,
    /// `None` if citations are printed.
    sheet: Option<Sheet>,
    output: Output,
    left: u64,
}

impl QuotesOutput<'_> {
    /// Prints the statements of subjects, or those about them (by the given speakers), newest
    /// article first.
    fn dossiers(
        &mut self,
        subjects: &[SubjectId],
        about: bool,
        speakers: Option<&HashSet<SubjectId>>,
    ) -> Result<(), Failure> {
        let Within { feed, days } = &self.args.within;
        let feed = selection::named_feed(self.store, feed.as_deref())?;
        let (after, before) = days.to_seconds()?;
        for subject in subjects {
            let query = DossierQuery { subject: *subject, about, feed, after, before };
            let mut offset = 0;
            while self.left > 0 {
                let found = self.store.dossier(&query, offset, PAGE, extract::VERSION)?;
                let Some((_, page)) = found else { break };
                offset += page.articles.len() as u64;
                for appearance in &page.articles {
                    let id = appearance.row.id;
                    if self.args.article.is_none_or(|only| only == id.0) {
                        self.article(id, Some(&appearance.statements), speakers)?;
                    }
                }
                self.flush()?;
                if page.articles.is_empty() || offset >= page.total {
                    break;
                }
            }
        }
        Ok(())
    }

    fn one(&mut self, id: ArticleId, speakers: Option<&HashSet<SubjectId>>) -> Result<(), Failure> {
        if self.store.details(id)?.is_none() {
            return Err(Failure::new(format!("there is no article {}", id.0))
                .hint("`onrecord list` shows the numbers"));
        }
        self.article(id, None, speakers)
    }

    /// Prints the statements of all articles, or of those that match a search.
    fn articles(
        &mut self,
        search: Option<&str>,
        speakers: Option<&HashSet<SubjectId>>,
    ) -> Result<(), Failure> {
        let Within { feed, days } = self.args.within.clone();
        let options = Selection { feed, days, ..Selection::default() };
        let selected = Selected::new(self.store, &options, search, Order::Newest)?;
        let walked = selected.walk(self.store, None, &mut |found| {
            match found {
                Some((row, _)) if row.attributions != Some(0) => {
                    self.article(row.id, None, speakers)?
                }
                Some(_) => {}
                None => self.flush()?,
            }
            if self.left == 0 { Err(Early::Enough) } else { Ok(()) }
        });
        match walked {
            Err(Early::Failed(failure)) => Err(failure),
            Err(Early::Enough) => self.flush(),
            Ok(()) => Ok(()),
        }
    }

    /// Prints the statements of one article: all of them, or the given ones.
    fn article(
        &mut self,
        id: ArticleId,
        named: Option<&[Statement]>,
        speakers: Option<&HashSet<SubjectId>>,
    ) -> Result<(), Failure> {
        let Some(article) = self.store.article(id)? else { return Ok(()) };
        let analysis = self.store.analysis_or_last(id, extract::VERSION)?;
        let ours = speakers.map(|speakers| self.ours(id, speakers)).transpose()?;
        let document = Document::of(&article, analysis.as_ref());
        let all = match named {
            Some(named) => named.to_vec(),
            None => statements_of(&article, analysis.as_ref()),
        };
        for statement in all {
            let found = analysis.as_ref().and_then(|it| it.attributions.get(statement.index));
            let sources = found.map_or(&[][..], |found| &found.source_ids);
            let by_them = |ours: &HashSet<SourceId>| sources.iter().any(|id| ours.contains(id));
            if ours.as_ref().is_none_or(by_them) && self.holds(&statement) {
                self.write(&document, Quote::for_found_statement(&document, &statement))?;
            }
        }
        Ok(())
    }

    /// Returns the sources of an article that are among the speakers.
    fn ours(
        &self,
        id: ArticleId,
        speakers: &HashSet<SubjectId>,
    ) -> Result<HashSet<SourceId>, Failure> {
        let subjects = self.store.subjects_in(id)?.into_iter();
        let ours = subjects.filter(|(_, subject)| speakers.contains(subject));
        Ok(ours.map(|(source, _)| source).collect())
    }

    fn holds(&self, statement: &Statement) -> bool {
        let QuotesArgs { kind, source_kind, min_confidence, .. } = self.args;
        let by_kind = |by| source_kind.iter().any(|kind| kind.kind() == by);
        (kind.is_empty() || kind.iter().any(|kind| kind.mode() == statement.kind))
            && (source_kind.is_empty() || statement.speakers.iter().any(|it| by_kind(it.kind)))
            && min_confidence.is_none_or(|least| f64::from(statement.confidence) >= least)
    }

    fn write(&mut self, document: &Document, quote: Quote) -> Result<(), Failure> {
        if self.left == 0 {
            return Ok(());
        }
        self.left -= 1;
        match &mut self.sheet {
            Some(sheet) => {
                // A table has no column for the cue unless it is requested.
                let alone = self.args.form.format == SheetFormat::Table;
                sheet.row(&mut self.output, row_values(&quote, alone))
            }
            None => {
                let line = Citation::for_quote(document, quote).line();
                self.output.write(&format!("{}\n", clean::one_line(&line)))
            }
        }
    }

    fn flush(&mut self) -> Result<(), Failure> {
        match &mut self.sheet {
            Some(sheet) => sheet.flush(&mut self.output),
            None => self.output.flush(),
        }
    }

    fn close(&mut self) -> Result<(), Failure> {
        match &mut self.sheet {
            Some(sheet) => sheet.close(&mut self.output),
            None => self.output.flush(),
        }
    }
}

fn statements_of(article: &Article, analysis: Option<&Analysis>) -> Vec<Statement> {
    analysis.map(|found| Statement::all_in(&article.body.text, found)).unwrap_or_default()
}

fn row_values(quote: &Quote, alone: bool) -> Vec<Value> {
    vec![
        json!(quote.article),
        json!(quote.title),
        json!(quote.feed),
        json!(quote.published),
        json!(quote.source),
        json!(quote.source_kind),
        json!(quote.description),
        json!(quote.cue),
        if alone { json!(quote.content_with_denial()) } else { json!(quote.content) },
        json!(quote.kind),
        json!(quote.confidence),
        json!(quote.start),
        json!(quote.end),
        json!(quote.sources),
        json!(quote.negated),
        json!(quote.doubtful),
    ]
}
