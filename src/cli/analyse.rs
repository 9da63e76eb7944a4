//! `onrecord analyse`: analyses all articles that have not been analysed yet.

use std::collections::HashSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use crate::domain::{Analysis, ArticleId, clean};
use crate::extract::{self, Engine};
use crate::store::Store;

use super::error::Failure;
use super::output::{Output, print_stderr, with_noun};
use super::program_args::AnalyseArgs;
use super::progress::Progress;
use super::{Outcome, cancel, config};

/// The most articles without an analysis that are read at a time.
const BACKLOG: usize = 100_000;

/// Analyses waiting articles, newest first. Failures are reported, and the other articles are
/// analysed.
pub(super) fn run(store: Option<PathBuf>, args: &AnalyseArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_there(store)?;
    let stop = cancel::on_interrupt();
    store.complete_index()?;
    let most = args.limit.unwrap_or(usize::MAX);
    let mut waiting = store.articles_to_analyse(extract::VERSION, BACKLOG.min(most))?;
    waiting.truncate(most);
    let (mut done, mut failed) = (0, HashSet::new());
    if !waiting.is_empty() {
        let engine = Engine::load();
        let mut progress = Progress::new(waiting.len(), "articles analysed").at_once();
        for id in waiting {
            if cancel::is_cancelled(&stop) {
                break;
            }
            match analyse(&mut store, &engine, id, &stop)? {
                Done::Kept => done += 1,
                Done::Gone => {}
                Done::Stopped => break,
                Done::Failed => {
                    failed.insert(id);
                    let told = format!("article {} could not be analysed, by a fault", id.0);
                    progress.while_hidden(|| {
                        print_stderr(format_args!("error: {}", clean::one_line(&told)))
                    });
                }
            }
            progress.advance();
        }
    }
    let mut output = Output::new();
    output.write(&format!("{} analysed, {} failed\n", with_noun(done, "article"), failed.len()))?;
    output.flush()?;
    let well = failed.is_empty() && !cancel::is_cancelled(&stop);
    Ok(if well { Outcome::Success } else { Outcome::PartialFailure })
}

/// The outcome for one article.
enum Done {
    /// The analysis was stored.
    Kept,
    /// The article is gone or has changed meanwhile, or another process was faster.
    Gone,
    /// The user cancelled; nothing was stored.
    Stopped,
    /// The analysis failed. That is stored, so that it is not tried again.
    Failed,
}

/// Analyses one article, unless that was done before, and stores the result.
///
/// # Errors
///
/// Returns an error if the store fails.
pub(super) fn analyse_one(
    store: &mut Store,
    engine: &Engine,
    id: ArticleId,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    analyse(store, engine, id, stop).map(|_| ())
}

/// Analyses one article and stores the result.
fn analyse(
    store: &mut Store,
    engine: &Engine,
    id: ArticleId,
    stop: &AtomicBool,
) -> Result<Done, Failure> {
    let Some(article) = store.article(id)? else { return Ok(Done::Gone) };
    if store.analysis(id, extract::VERSION)?.is_some() {
        return Ok(Done::Gone);
    }
    let going = || !cancel::is_cancelled(stop);
    let work = || engine.analyse_while(&article.body.text, &going);
    let mut keep = |found| store.save_analysis(id, extract::VERSION, &article.text_hash, found);
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Some(analysis)) => Ok(if keep(&analysis)? { Done::Kept } else { Done::Gone }),
        Ok(None) => Ok(Done::Stopped),
        Err(_) => keep(&Analysis::failed()).map(|_| Done::Failed).map_err(Failure::from),
    }
}
