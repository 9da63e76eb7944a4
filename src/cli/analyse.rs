//! `onrecord analyse`: who said what in all articles that have not been analysed yet.

use std::collections::HashSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use crate::domain::{Analysis, ArticleId, clean};
use crate::extract::{self, Engine};
use crate::store::Store;

use super::error::Failure;
use super::output::{Output, counted, tell};
use super::program_args::AnalyseArgs;
use super::progress::Progress;
use super::{Outcome, cancel, config};

/// How many articles without an analysis are named at a time.
const BACKLOG: usize = 100_000;

/// Analyses what waits, the newest first; what cannot be analysed is told, and the rest goes on.
pub(super) fn run(store: Option<PathBuf>, args: &AnalyseArgs) -> Result<Outcome, Failure> {
    let mut store = config::open_there(store)?;
    let stop = cancel::on_interrupt();
    let most = args.limit.unwrap_or(usize::MAX);
    let mut waiting = store.unanalysed(extract::VERSION, BACKLOG.min(most))?;
    waiting.truncate(most);
    let (mut done, mut failed) = (0, HashSet::new());
    if !waiting.is_empty() {
        let engine = Engine::load();
        let mut progress = Progress::new(waiting.len(), "articles analysed").at_once();
        for id in waiting {
            if cancel::wanted(&stop) {
                break;
            }
            match analyse(&mut store, &engine, id, &stop)? {
                Done::Kept => done += 1,
                Done::Gone => {}
                Done::Stopped => break,
                Done::Failed => {
                    failed.insert(id);
                    let told = format!("article {} could not be analysed, by a fault", id.0);
                    progress.aside(|| tell(format_args!("error: {}", clean::one_line(&told))));
                }
            }
            progress.step();
        }
    }
    let mut output = Output::new();
    output.write(&format!("{} analysed, {} failed\n", counted(done, "article"), failed.len()))?;
    output.flush()?;
    let well = failed.is_empty() && !cancel::wanted(&stop);
    Ok(if well { Outcome::Success } else { Outcome::PartialFailure })
}

/// What came of one article.
enum Done {
    /// Its analysis is kept.
    Kept,
    /// It has gone or changed meanwhile, or another process was quicker.
    Gone,
    /// The user wants no more: nothing of it is kept.
    Stopped,
    /// The analysis itself went wrong; that is kept, so that it is not tried again.
    Failed,
}

/// Analyses one and keeps the result.
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
    let going = || !cancel::wanted(stop);
    let work = || engine.analyse_while(&article.body.text, &going);
    let mut keep = |found| store.save_analysis(id, extract::VERSION, &article.text_hash, found);
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Some(analysis)) => Ok(if keep(&analysis)? { Done::Kept } else { Done::Gone }),
        Ok(None) => Ok(Done::Stopped),
        Err(_) => keep(&Analysis::failed()).map(|_| Done::Failed).map_err(Failure::from),
    }
}
