//! `onrecord tag`: the user's own tags of articles.

use std::path::PathBuf;

use crate::domain::clean;

use super::change_args::{TagArgs, TagChangeArgs, TagCommand};
use super::error::Failure;
use super::output::{Output, with_noun};
use super::{Outcome, config, selection, table};

/// Adds, removes or lists tags.
pub(super) fn run(store: Option<PathBuf>, args: &TagArgs) -> Result<Outcome, Failure> {
    match &args.command {
        TagCommand::Add(change) => change_tag(store, change, true),
        TagCommand::Remove(change) => change_tag(store, change, false),
        TagCommand::List => list(store),
    }
}

/// Adds a tag, or removes it, and prints how many articles changed.
fn change_tag(
    store: Option<PathBuf>,
    args: &TagChangeArgs,
    is_added: bool,
) -> Result<Outcome, Failure> {
    let name = clean::one_line(&args.name).trim().to_owned();
    if name.is_empty() {
        return Err(Failure::usage("the tag has no letters")
            .hint("`onrecord tag add \"to read\" 12` tags article 12"));
    }
    let mut store = config::open_there(store)?;
    let ids = selection::ids(&store, &args.ids, args.query.as_deref(), &args.selection, "tag")?;
    let changed = match is_added {
        true => store.add_tag(&ids, &name)?,
        false => store.remove_tag(&ids, &name)?,
    };
    let how = if is_added { "tagged" } else { "without the tag" };
    let mut output = Output::new();
    output.write(&format!("{} {how} {name}\n", with_noun(changed.len() as u64, "article")))?;
    output.flush()?;
    Ok(Outcome::Success)
}

fn list(store: Option<PathBuf>) -> Result<Outcome, Failure> {
    let store = config::open_to_read(store)?;
    let row = |(name, counts): (String, crate::domain::Counts)| {
        vec![counts.total.to_string(), clean::one_line(&name)]
    };
    let rows: Vec<Vec<String>> = store.own_tags()?.into_iter().map(row).collect();
    let mut output = Output::new();
    for line in table::layout_rows(&rows, &[0]) {
        output.write(&format!("{line}\n"))?;
    }
    output.flush()?;
    Ok(Outcome::Success)
}
