//! `onrecord sources --alike`: people who may be the same, to be reviewed and joined.

use std::path::PathBuf;

use serde_json::json;

use crate::domain::{SubjectChange, fold};

use super::error::Failure;
use super::output::Output;
use super::selection;
use super::sheet::{Sheet, SheetFields};
use super::source_args::SourcesArgs;
use super::{Outcome, config};

const SHAPE: SheetFields = SheetFields {
    fields: &["name", "may_be", "statements", "articles"],
    columns: &["statements", "articles", "name", "may_be"],
    extra: 0,
};

/// Lists people who may be the same. With `--join`, joins them.
pub(super) fn run(store: Option<PathBuf>, args: &SourcesArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_for_sources(store)?;
    let words = fold::folded_words(args.list.filter.as_deref().unwrap_or_default());
    let has = |name: &str| {
        let name = fold::fold(name);
        words.iter().all(|word| name.contains(word.as_str()))
    };
    let mut found = store.merge_candidates()?;
    found.retain(|it| has(&it.name) || has(&it.whole.name));
    found.truncate(args.list.limit.map_or(usize::MAX, |most| most as usize));
    let mut output = Output::new();
    let mut sheet = Sheet::new(&SHAPE, &args.list.form, false)?;
    for it in &found {
        if args.join {
            for other in &it.others {
                store.change_subject(SubjectChange::Merge(*other, it.whole.id))?;
            }
        }
        let row =
            vec![json!(it.name), json!(it.whole.name), json!(it.statements), json!(it.articles)];
        sheet.row(&mut output, row)?;
    }
    sheet.close(&mut output)?;
    selection::tell_unanalysed(&store)?;
    Ok(Outcome::Success)
}
