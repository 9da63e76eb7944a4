//! `onrecord search`: lists the articles that match a search.

use std::path::PathBuf;

use crate::store::Store;

use super::error::Failure;
use super::list;
use super::output::Output;
use super::selection::{self, Selected};
use super::source_args::SearchArgs;
use super::{Outcome, config};

/// Lists the matches, or counts them.
pub(super) fn run(store: Option<PathBuf>, args: &SearchArgs) -> Result<Outcome, Failure> {
    let search = selection::check_search(&args.words.join(" "))?;
    let store = config::open_for_sources(store)?;
    let order = args.sort.order();
    let selected = Selected::new(&store, &args.selection, Some(&search), order)?;
    if args.count {
        let mut output = Output::new();
        output.write(&format!("{}\n", count_matches(&store, &selected, args.limit)?))?;
        output.flush()?;
    } else {
        list::print_articles(&store, &selected, args.limit, &args.form, args.body)?;
    }
    selection::tell_unanalysed(&store)?;
    Ok(Outcome::Success)
}

fn count_matches(store: &Store, selected: &Selected, limit: Option<u64>) -> Result<u64, Failure> {
    if selected.is_plain() {
        let total = store.counts(&selected.query)?.total;
        return Ok(limit.map_or(total, |limit| total.min(limit)));
    }
    let mut count = 0;
    selected.walk(store, limit, &mut |found| {
        count += u64::from(found.is_some());
        Ok::<(), Failure>(())
    })?;
    Ok(count)
}
