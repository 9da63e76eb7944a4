//! `onrecord mark`: articles read or unread, with a star or without.

use std::path::PathBuf;

use chrono::Utc;

use crate::domain::ArticleId;
use crate::store::Store;

use super::archive_args::{Mark, MarkArgs};
use super::error::Failure;
use super::output::{Output, counted};
use super::selection::{self, Chosen};
use super::{Outcome, config};

/// Marks what the arguments name, and says how many of them changed.
pub(super) fn run(store: Option<PathBuf>, args: &MarkArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_there(store)?;
    let chosen = selection::chosen(&store, &args.ids, args.query.as_deref(), &args.selection)?;
    // All are found before the first is marked: what is marked may no longer be selected.
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
            return Err(Failure::usage("nothing is named to mark").hint(
                "name articles by number, or use --query, --feed, --tag, --starred, --before …",
            ));
        }
    };
    // In one transaction: all of them are marked, or none.
    let changed = mark(&mut store, args.mark, &ids)?;
    let mut output = Output::new();
    let articles = counted(changed, "article");
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
