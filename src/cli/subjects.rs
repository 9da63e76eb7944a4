//! `onrecord sources` and `onrecord entities`: list subjects across all articles.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::domain::{Subject, SubjectQuery};
use crate::export::names;

use super::error::Failure;
use super::list::rfc3339;
use super::output::Output;
use super::selection;
use super::sheet::{Sheet, SheetFields};
use super::source_args::{EntitiesArgs, SourcesArgs, SubjectArgs};
use super::{Outcome, alike, config};

/// The number of rows that are read first, and then at a time. The rows before a page are counted
/// again for each page.
const PAGES: [usize; 2] = [200, 20_000];

const SHAPE: SheetFields = SheetFields {
    fields: &["name", "kind", "articles", "statements", "first", "last"],
    columns: &["statements", "articles", "kind", "last", "name"],
    extra: 0,
};

/// Lists sources.
pub(super) fn list_sources(store: Option<PathBuf>, args: &SourcesArgs) -> Result<Outcome, Failure> {
    if args.alike {
        return alike::run(store, args);
    }
    let kinds = args.kind.iter().map(|kind| kind.kind()).collect();
    let query = SubjectQuery { source_kinds: kinds, ..SubjectQuery::default() };
    list_subjects(store, &args.list, query)
}

/// Lists entities.
pub(super) fn list_entities(
    store: Option<PathBuf>,
    args: &EntitiesArgs,
) -> Result<Outcome, Failure> {
    let kinds = args.kind.iter().map(|kind| kind.kind()).collect();
    let query = SubjectQuery { entities: true, entity_kinds: kinds, ..SubjectQuery::default() };
    list_subjects(store, &args.list, query)
}

fn list_subjects(
    store: Option<PathBuf>,
    args: &SubjectArgs,
    query: SubjectQuery,
) -> Result<Outcome, Failure> {
    let store = config::open_for_sources(store)?;
    let feed = selection::named_feed(&store, args.within.feed.as_deref())?;
    let (after, before) = args.within.days.to_seconds()?;
    let query = SubjectQuery {
        filter: args.filter.clone().unwrap_or_default(),
        feed,
        after,
        before,
        order: args.sort.order(),
        ..query
    };
    let mut output = Output::new();
    let mut sheet = Sheet::new(&SHAPE, &args.form, false)?;
    let (mut offset, most) = (0, args.limit.unwrap_or(u64::MAX));
    while offset < most {
        let page = PAGES[usize::from(offset > 0)];
        let wanted = (most - offset).min(page as u64) as usize;
        let page = store.subjects_alone(&query, offset, wanted)?;
        for subject in &page.rows {
            sheet.row(&mut output, row_values(subject, query.entities))?;
        }
        sheet.flush(&mut output)?;
        offset += page.rows.len() as u64;
        if page.rows.is_empty() || offset >= page.total {
            break;
        }
    }
    sheet.close(&mut output)?;
    selection::tell_unanalysed(&store)?;
    Ok(Outcome::Success)
}

fn row_values(subject: &Subject, entities: bool) -> Vec<Value> {
    let source = subject.source_kind.map(names::source_kind_name);
    let entity = subject.entity_kind.map(names::entity_kind_name);
    let (kind, articles) = match entities {
        true => (entity.or(source), subject.mentioned_in),
        false => (source.or(entity), subject.articles),
    };
    vec![
        json!(subject.name),
        json!(kind),
        json!(articles),
        json!(subject.statements),
        json!(subject.first.and_then(rfc3339)),
        json!(subject.last.and_then(rfc3339)),
    ]
}
