//! From what is asked for to its parts: articles, a passage, a quotation, a list, a dossier,
//! corrections.

use crate::domain::{
    Analysis, Article, ArticleId, DossierQuery, ExportFormat, Exported, Query, Scope, Span, chains,
};
use crate::export::{
    Bundle, Citation, Document, DossierWriter, ExportPart, Quote, brat, corrections, html, passage,
    quotes,
};
use crate::extract;
use crate::store::{Store, StoreError};

use super::{ExportError, Sink};

/// How many rows of a list are read at a time.
const PAGE: usize = 100;

/// How many articles of a dossier are read at a time.
const DOSSIER_PAGE: usize = 20;

/// What a document of corrections is called.
const TITLE: &str = "Corrections";

/// How much was written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Articles (or, of corrections, corrections).
    pub count: u64,
    /// Articles that have not been analysed: nobody's words are marked in them.
    pub unanalysed: u64,
}

/// Reads what is asked for and puts it into `sink`, part by part. Only so much stands in memory as
/// a page of a list and one article take.
///
/// # Errors
/// Where the store fails, the sink does, or there is nothing that could be written out.
pub fn gather<S: Sink>(
    store: &Store,
    what: &Exported,
    format: ExportFormat,
    sink: &mut S,
) -> Result<Gathered, S::Error> {
    let mut work = Work { store, format, sink, done: Gathered::default() };
    match what {
        Exported::Articles(ids) => work.articles(ids)?,
        Exported::Passage(id, span) => work.passage(*id, *span)?,
        Exported::Quotation(id, index) => work.quotation(*id, *index)?,
        Exported::List(query) => work.list(query)?,
        Exported::Dossier(query) => work.dossier(query)?,
        Exported::Corrections => work.corrections()?,
    }
    Ok(work.done)
}

/// The articles that `walk` gives, one after the other, as a list with that title.
///
/// # Errors
/// Those of `walk`, of the store and of the sink.
pub fn gather_each<S: Sink>(
    store: &Store,
    title: &str,
    format: ExportFormat,
    sink: &mut S,
    walk: impl FnOnce(&mut dyn FnMut(ArticleId) -> Result<(), S::Error>) -> Result<(), S::Error>,
) -> Result<Gathered, S::Error> {
    let mut work = Work { store, format, sink, done: Gathered::default() };
    work.needs_folder()?;
    let mut bundle = Bundle::list(format, title);
    walk(&mut |id| {
        let Some((article, analysis)) = work.read(id)? else { return Ok(()) };
        work.add(&mut bundle, &Document::of(&article, analysis.as_ref()), false)
    })?;
    // Of nothing at all, programs get an empty list, and people no title over nothing.
    if work.done.count > 0 || matches!(format, ExportFormat::Json | ExportFormat::Csv) {
        work.put_all(bundle.end())?;
    }
    Ok(work.done)
}

struct Work<'a, S> {
    store: &'a Store,
    format: ExportFormat,
    sink: &'a mut S,
    done: Gathered,
}

impl<S: Sink> Work<'_, S> {
    fn articles(&mut self, ids: &[ArticleId]) -> Result<(), S::Error> {
        let mut bundle = None;
        for id in ids {
            let Some((article, analysis)) = self.read(*id)? else { continue };
            let bundle = bundle.get_or_insert_with(|| match ids.len() {
                1 => Bundle::single(self.format, &article),
                count => Bundle::list(self.format, &format!("{count} articles")),
            });
            self.add(bundle, &Document::of(&article, analysis.as_ref()), ids.len() == 1)?;
        }
        let Some(mut bundle) = bundle else { return Err(gone("the article").into()) };
        self.put_all(bundle.end())
    }

    fn passage(&mut self, id: ArticleId, span: Span) -> Result<(), S::Error> {
        let Some((article, analysis)) = self.read(id)? else {
            return Err(gone("the article").into());
        };
        let cut = passage::cut_passage(&article, analysis.as_ref(), span);
        let mut document = Document::of(&cut.article, cut.analysis.as_ref());
        document.passage = Some(cut.place);
        let mut bundle = Bundle::single(self.format, &cut.article);
        self.add(&mut bundle, &document, true)?;
        self.put_all(bundle.end())
    }

    fn quotation(&mut self, id: ArticleId, index: usize) -> Result<(), S::Error> {
        let Some((article, analysis)) = self.read(id)? else {
            return Err(gone("the article").into());
        };
        let document = Document::of(&article, analysis.as_ref());
        let (Some(citation), Some(row)) =
            (Citation::for_statement(&document, index), Quote::for_statement(&document, index))
        else {
            return Err(gone("the statement").into());
        };
        self.done.count += 1;
        let text = match self.format {
            ExportFormat::Markdown => citation.markdown(),
            ExportFormat::Html => {
                let title = row.source.as_deref().unwrap_or(row.title);
                format!("{}{}{}", html::begin(title, None), citation.html(), html::END)
            }
            ExportFormat::Json => format!("{}\n", citation.json()),
            ExportFormat::Csv => {
                format!("{}{}", quotes::csv_header(), quotes::csv_rows(&document, [index]))
            }
            ExportFormat::Text => format!("{}\n", citation.line()),
            ExportFormat::Brat => {
                let found = document.analysis().attributions.get(index);
                let extent = found.map(|found| found.extent()).unwrap_or(Span::new(0, 0));
                return self.passage(id, extent);
            }
        };
        self.put(ExportPart::Text(text))
    }

    fn list(&mut self, query: &Query) -> Result<(), S::Error> {
        let title = self.title(query)?;
        let (store, sink) = (self.store, &mut *self.sink);
        self.done = gather_each(store, &title, self.format, sink, |add| {
            let mut walk = store.walk(query, None).map_err(ExportError::from)?;
            loop {
                let rows = walk.next(PAGE).map_err(ExportError::from)?;
                rows.iter().try_for_each(|row| add(row.id))?;
                if rows.is_empty() {
                    return Ok(());
                }
            }
        })?;
        Ok(())
    }

    fn title(&self, query: &Query) -> Result<String, S::Error> {
        Ok(match &query.scope {
            Scope::All => "All articles".to_owned(),
            Scope::Starred => "Starred articles".to_owned(),
            Scope::Tag(tag) => format!("#{tag}"),
            Scope::Search(text) => format!("Search: {text}"),
            Scope::Feed(id) => {
                let feeds = self.stored(Store::feeds)?;
                let feed = feeds.into_iter().find(|feed| feed.id == *id);
                feed.map_or_else(|| "Feed".to_owned(), |feed| feed.title)
            }
            Scope::Saved(id) => {
                let queries = self.stored(|store| store.shelves(query.now))?.queries;
                let found = queries.into_iter().find(|(saved, _)| saved.id == *id);
                found.map_or_else(|| "Saved query".to_owned(), |(saved, _)| saved.title)
            }
        })
    }

    fn dossier(&mut self, query: &DossierQuery) -> Result<(), S::Error> {
        self.needs_folder()?;
        let mut writer = DossierWriter::new(self.format, query.about);
        let mut bundle = Bundle::list(self.format, "");
        let mut offset = 0;
        loop {
            let version = extract::VERSION;
            let page = self.stored(|store| store.dossier(query, offset, DOSSIER_PAGE, version))?;
            let Some((dossier, page)) = page else { return Err(gone("the source").into()) };
            if offset == 0 && self.format != ExportFormat::Brat {
                self.put(writer.begin(&dossier))?;
            }
            offset += page.articles.len() as u64;
            for appearance in &page.articles {
                let Some((article, analysis)) = self.read(appearance.row.id)? else { continue };
                let document = Document::of(&article, analysis.as_ref());
                if self.format == ExportFormat::Brat {
                    self.add(&mut bundle, &document, false)?;
                } else {
                    self.done.count += 1;
                    self.put(writer.add(appearance, &document))?;
                }
            }
            if page.articles.is_empty() || offset >= page.total {
                break;
            }
        }
        if self.format == ExportFormat::Brat {
            self.put_all(bundle.end())
        } else {
            self.put(writer.end())
        }
    }

    /// All corrections, one of each statement; for brat the articles that are corrected, as they are now.
    fn corrections(&mut self) -> Result<(), S::Error> {
        let all = chains::fold_chains(self.stored(|store| store.corrections(None))?);
        if self.format == ExportFormat::Brat {
            let mut ids: Vec<ArticleId> = all.iter().map(|correction| correction.article).collect();
            ids.sort_unstable();
            ids.dedup();
            let (store, sink) = (self.store, &mut *self.sink);
            let walk = |add: &mut dyn FnMut(ArticleId) -> Result<(), S::Error>| {
                ids.into_iter().try_for_each(add)
            };
            self.done = gather_each(store, TITLE, self.format, sink, walk)?;
            return Ok(());
        }
        if all.is_empty() {
            return Ok(());
        }
        self.put(ExportPart::Text(match self.format {
            ExportFormat::Markdown => format!("# {TITLE}\n\n"),
            ExportFormat::Html => {
                format!("{}<h1>{TITLE}</h1>\n", html::begin(TITLE, None))
            }
            ExportFormat::Csv => format!("{}\r\n", corrections::FIELDS.join(",")),
            ExportFormat::Json | ExportFormat::Brat | ExportFormat::Text => String::new(),
        }))?;
        for correction in &all {
            let article = self.stored(|store| store.article(correction.article))?;
            let title = article.as_ref().map_or("", |article| article.row.title.as_str());
            self.done.count += 1;
            self.put(ExportPart::Text(match self.format {
                ExportFormat::Markdown => corrections::markdown(correction, title),
                ExportFormat::Html => corrections::html(correction, title),
                ExportFormat::Csv => corrections::row(correction, title),
                ExportFormat::Text => corrections::text(correction, title),
                ExportFormat::Json | ExportFormat::Brat => {
                    format!("{}\n", corrections::json(correction, article.as_ref()))
                }
            }))?;
        }
        let end = if self.format == ExportFormat::Html { html::END } else { "" };
        self.put(ExportPart::Text(end.to_owned()))
    }

    /// An article with its analysis; none if it is gone.
    fn read(&mut self, id: ArticleId) -> Result<Option<(Article, Option<Analysis>)>, S::Error> {
        let Some(article) = self.stored(|store| store.article(id))? else { return Ok(None) };
        let analysis = self.stored(|store| store.analysis(id, extract::VERSION))?;
        Ok(Some((article, analysis)))
    }

    fn add(
        &mut self,
        bundle: &mut Bundle,
        document: &Document,
        single: bool,
    ) -> Result<(), S::Error> {
        self.done.count += 1;
        self.done.unanalysed += u64::from(!document.is_analysed());
        if self.format == ExportFormat::Brat && !self.sink.takes_files() {
            return match single {
                true => self.put(ExportPart::Text(brat::annotation(document))),
                false => self.needs_folder(),
            };
        }
        self.put_all(bundle.add(document))
    }

    /// Several articles in brat's form are several files.
    fn needs_folder(&self) -> Result<(), S::Error> {
        if self.format != ExportFormat::Brat || self.sink.takes_files() {
            return Ok(());
        }
        let message = "several articles in the form of brat are several files";
        Err(ExportError::refused(message, "name a folder for them").into())
    }

    fn put_all(&mut self, parts: Vec<ExportPart>) -> Result<(), S::Error> {
        // One article's annotation may go anywhere; the files beside it need a folder.
        let plain = self.format == ExportFormat::Brat && !self.sink.takes_files();
        let kept = parts.into_iter().filter(|part| !plain || matches!(part, ExportPart::Text(_)));
        kept.collect::<Vec<_>>().into_iter().try_for_each(|part| self.put(part))
    }

    fn put(&mut self, part: ExportPart) -> Result<(), S::Error> {
        if part == ExportPart::Text(String::new()) { Ok(()) } else { self.sink.put(part) }
    }

    fn stored<T>(&self, read: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, S::Error> {
        read(self.store).map_err(|error| ExportError::from(error).into())
    }
}

fn gone(what: &str) -> ExportError {
    ExportError::refused(format!("{what} is no longer in the store"), "look for it again")
}
