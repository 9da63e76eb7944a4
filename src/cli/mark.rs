//! `onrecord mark`: marks articles read or unread, starred or unstarred.

use std::path::PathBuf;

use chrono::Utc;

use crate::domain::ArticleId;
use crate::store::Store;

use super::archive_args::{Mark, MarkArgs};
use super::error::Failure;
use super::output::{Output, with_noun};
use super::selection::{self, Chosen};
use super::{Outcome, config};

/// Marks the articles that the arguments name, and prints how many changed.
pub(super) fn run(store: Option<PathBuf>, args: &MarkArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_there(store)?;
    let chosen = selection::choose(&store, &args.ids, args.query.as_deref(), &args.selection)?;
    // All articles are found before the first is marked, because a marked article may no longer be
    // selected.
    let ids = match chosen {
        Chosen::Articles(ids) => ids,
        Chosen::Selected(selected) => {
            let mut ids = Vec::new();
            selected.walk(&store, None, &mut |found| {
                ids.extend(found.map(|(row, _)| row.id));
                Ok::<(), Failure>(())
            })?;
            ids
        }
        Chosen::Nothing => {
            return Err(Failure::usage("no articles to mark were given").hint(
                "give article numbers, or use --query, --feed, --tag, --starred, --before …",
            ));
        }
    };
    // One transaction: all articles are marked, or none.
    let changed = mark(&mut store, args.mark, &ids)?;
    let mut output = Output::new();
    let articles = with_noun(changed, "article");
    output.write(&format!("{articles} {}\n", done(args.mark)))?;
    output.flush()?;
    Ok(Outcome::Success)
}

fn mark(store: &mut Store, mark: Mark, ids: &[ArticleId]) -> Result<u64, Failure> {
    let changed = match mark {
        Mark::Read | Mark::Unread => {
            store.set_read(ids, mark == Mark::Read, Utc::now().timestamp())?
        }
        Mark::Star | Mark::Unstar => store.set_starred(ids, mark == Mark::Star)?,
    };
    Ok(changed.len() as u64)
}

fn done(mark: Mark) -> &'static str {
    match mark {
        Mark::Read => "marked read",
        Mark::Unread => "marked unread",
        Mark::Star => "given a star",
        Mark::Unstar => "without a star now",
    }
}
