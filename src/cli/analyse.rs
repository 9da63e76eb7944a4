//! `onrecord analyse`: who said what in all articles that have not been analysed yet.

use std::collections::HashSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use crate::domain::{ArticleId, clean};
use crate::extract::{self, Engine};
use crate::store::Store;

use super::error::Failure;
use super::output::{Output, counted, tell};
use super::program_args::AnalyseArgs;
use super::progress::Progress;
use super::{Ended, cancel, config};

/// How many articles without an analysis are named at a time.
const BACKLOG: usize = 100_000;

/// Analyses what waits, the newest first; what cannot be analysed is told, and the rest goes on.
pub(super) fn run(store: Option<PathBuf>, args: &AnalyseArgs) -> Result<Ended, Failure> {
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
            match analyse(&mut store, &engine, id)? {
                Some(true) => done += 1,
                Some(false) => {}
                None => {
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
    Ok(if well { Ended::Well } else { Ended::WithFaults })
}

/// Analyses one and keeps the result: false if it has gone or changed meanwhile, or another process
/// was quicker; none if the analysis itself went wrong.
fn analyse(store: &mut Store, engine: &Engine, id: ArticleId) -> Result<Option<bool>, Failure> {
    let Some(article) = store.article(id)? else { return Ok(Some(false)) };
    if store.analysis(id, extract::VERSION)?.is_some() {
        return Ok(Some(false));
    }
    let title = Some(article.row.title.as_str()).filter(|title| !title.is_empty());
    let work = || engine.analyse(title, &article.body.text);
    let Ok(analysis) = panic::catch_unwind(AssertUnwindSafe(work)) else { return Ok(None) };
    Ok(Some(store.save_analysis(id, extract::VERSION, &article.text_hash, &analysis)?))
}
