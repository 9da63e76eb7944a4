//! `onrecord delete`: deletes articles, or restores them.

use std::path::PathBuf;

use chrono::Utc;

use crate::domain::ArticleId;

use super::change_args::DeleteArgs;
use super::error::Failure;
use super::output::{Output, with_noun};
use super::{Outcome, config, selection};

/// Deletes or restores the articles that the arguments name, and prints how many changed.
pub(super) fn run(store: Option<PathBuf>, args: &DeleteArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_there(store)?;
    let (changed, how) = if args.undo {
        let ids = match &args.ids[..] {
            [] => store.last_deleted()?,
            ids => ids.iter().map(|id| ArticleId(*id)).collect(),
        };
        let restored = store.restore_articles(&ids)?;
        if let Some(id) = args.ids.iter().find(|id| !restored.contains(&ArticleId(**id))) {
            let failure = Failure::new(format!("article {id} is not deleted, or no longer there"));
            failure.hint("deleted articles can be restored for a week").print();
            if restored.is_empty() {
                return Ok(Outcome::PartialFailure);
            }
        }
        (restored, "restored")
    } else {
        let (query, selection) = (args.query.as_deref(), &args.selection);
        let ids = selection::ids(&store, &args.ids, query, selection, "delete")?;
        // One transaction: all articles are deleted, or none.
        (store.delete_articles(&ids, Utc::now().timestamp())?, "deleted")
    };
    let mut output = Output::new();
    let articles = with_noun(changed.len() as u64, "article");
    output.write(&format!("{articles} {how}\n"))?;
    output.flush()?;
    Ok(Outcome::Success)
}
