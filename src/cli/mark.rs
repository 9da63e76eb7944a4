//! `onrecord mark`: marks articles read or unread, starred or unstarred.

use std::path::PathBuf;

use chrono::Utc;

use crate::domain::ArticleId;
use crate::store::Store;

use super::change_args::{Mark, MarkArgs};
use super::error::Failure;
use super::output::{Output, with_noun};
use super::{Outcome, config, selection};

/// Marks the articles that the arguments name, and prints how many changed.
pub(super) fn run(store: Option<PathBuf>, args: &MarkArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_there(store)?;
    let (query, selection) = (args.query.as_deref(), &args.selection);
    let ids = selection::ids(&store, &args.ids, query, selection, "mark")?;
    // One transaction: all articles are marked, or none.
    let changed = mark_articles(&mut store, args.mark, &ids)?;
    let mut output = Output::new();
    let articles = with_noun(changed, "article");
    output.write(&format!("{articles} {}\n", mark_name(args.mark)))?;
    output.flush()?;
    Ok(Outcome::Success)
}

fn mark_articles(store: &mut Store, mark: Mark, ids: &[ArticleId]) -> Result<u64, Failure> {
    let changed = match mark {
        Mark::Read | Mark::Unread => {
            store.set_read(ids, mark == Mark::Read, Utc::now().timestamp())?
        }
        Mark::Star | Mark::Unstar => store.set_starred(ids, mark == Mark::Star)?,
    };
    Ok(changed.len() as u64)
}

fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Read => "marked read",
        Mark::Unread => "marked unread",
        Mark::Star => "given a star",
        Mark::Unstar => "without a star now",
    }
}
