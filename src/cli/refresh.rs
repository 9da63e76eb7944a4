//! `onrecord refresh`: fetches new articles of the followed feeds.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use crate::domain::{FeedId, FeedRow, FeedState, clean, secret};
use crate::export::safe::safe_json;
use crate::shell::refresh::{self, PageFailure, Plan, Report, Status, Summary, Told};
use crate::store::Store;

use super::args::ReportFormat;
use super::error::Failure;
use super::feed_args::RefreshArgs;
use super::output::{Output, print_stderr, with_noun};
use super::progress::Progress;
use super::{Outcome, cancel, config, failed_pages, named, table};

/// Refreshes the feeds that the arguments name, or all that are due, and prints the result.
pub(super) fn run(store: Option<PathBuf>, args: &RefreshArgs) -> Result<Outcome, Failure> {
    let (store, path) = config::open_store(store)?;
    let settings = config::read_settings();
    let rows = store.feeds()?;
    let feeds = match &args.feeds[..] {
        [] => None,
        typed => Some(given_feeds(&rows, typed)?),
    };
    let accounts = if feeds.is_none() { store.accounts()? } else { Vec::new() };
    drop(store);
    let plan = Plan {
        feeds,
        force: args.force,
        jobs: args.jobs.map_or(settings.jobs, usize::from),
        ..settings.refresh_plan()
    };
    let format = if args.json { ReportFormat::Json } else { args.format };
    if rows.iter().all(|row| row.subscription.is_none()) && accounts.is_empty() {
        print_stderr(format_args!("no feed is followed: `onrecord add` follows one"));
    }
    let stop = cancel::on_interrupt();
    let refreshed = run_refresh(&path, &plan, format, &stop)?;
    if accounts.is_empty() || cancel::is_cancelled(&stop) {
        return Ok(refreshed);
    }
    let mut store = Store::open_again(&path)?;
    let silent = format != ReportFormat::Text;
    let synced = super::account::sync_all(&mut store, &accounts, silent, &stop)?;
    Ok(if synced == Outcome::Success { refreshed } else { synced })
}

/// Returns the ids of the given feeds. Feeds without an address cannot be fetched.
fn given_feeds(rows: &[FeedRow], typed: &[String]) -> Result<Vec<FeedId>, Failure> {
    let find = |typed: &String| {
        let row = named::find_feed(rows, typed)?;
        let Some(known) = &row.subscription else {
            let message = format!("“{}” is not fetched from an address", row.title);
            return Err(Failure::new(message).hint("`onrecord feeds` lists those that are"));
        };
        if known.settings.state == FeedState::Kept {
            let message = format!("“{}” is not followed any more", row.title);
            let hint = format!("`onrecord add {}` follows it again", known.address);
            return Err(Failure::new(message).hint(hint));
        }
        Ok(row.id)
    };
    typed.iter().map(find).collect()
}

/// Runs a refresh, shows its progress and prints the result.
pub(super) fn run_refresh(
    path: &Path,
    plan: &Plan,
    format: ReportFormat,
    cancel: &AtomicBool,
) -> Result<Outcome, Failure> {
    let mut output = Output::new();
    let mut desk = RefreshOutput::new(format);
    let done = refresh::refresh(path, plan, cancel, &mut |told| {
        // If the reader of the output is gone, the refresh continues.
        let _ = desk.take(told, &mut output);
    });
    let interrupted = cancel::is_cancelled(cancel) && done.is_ok();
    // Articles fetched before a failure are stored, and reported.
    desk.close(path, done.as_ref().ok(), &mut output)?;
    let summary = done?;
    if interrupted {
        print_stderr(format_args!("cancelled: everything fetched before is stored"));
    }
    let well = summary.failed == 0 && !summary.cancelled;
    Ok(if well { Outcome::Success } else { Outcome::PartialFailure })
}

/// Prints the reports of a refresh.
struct RefreshOutput {
    format: ReportFormat,
    reports: Vec<Report>,
    progress: Option<Progress>,
    /// Whether full texts are being fetched.
    pages: bool,
    failed_pages: Vec<PageFailure>,
    new: usize,
    failed: usize,
}

impl RefreshOutput {
    fn new(format: ReportFormat) -> RefreshOutput {
        RefreshOutput {
            format,
            reports: Vec::new(),
            progress: None,
            pages: false,
            failed_pages: Vec::new(),
            new: 0,
            failed: 0,
        }
    }

    fn take(&mut self, told: Told, output: &mut Output) -> Result<(), Failure> {
        match told {
            Told::Begun(feeds) => self.progress = Some(Progress::new(feeds, "feeds").at_once()),
            Told::Pages(done, total) => {
                if !std::mem::replace(&mut self.pages, true) {
                    self.progress = Some(Progress::new(total, "full texts").at_once());
                }
                if let Some(progress) = self.progress.as_mut() {
                    progress.set(done, total);
                }
            }
            Told::PageFailed(failure) => self.failed_pages.push(failure),
            Told::Feed(report) => {
                self.new += report.new;
                self.failed += usize::from(report.status == Status::Failed);
                if let Some(progress) = self.progress.as_mut() {
                    progress.advance();
                    progress.set_remark(format!(" · {} new · {} failed", self.new, self.failed));
                }
                if self.format == ReportFormat::Jsonl {
                    let line = report_json(&report)?;
                    output.write(&format!("{line}\n"))?;
                    return output.flush();
                }
                self.reports.push(report);
            }
        }
        Ok(())
    }

    fn close(
        mut self,
        path: &Path,
        summary: Option<&Summary>,
        output: &mut Output,
    ) -> Result<(), Failure> {
        self.progress = None;
        sort_by_feed_order(&mut self.reports, path);
        match self.format {
            ReportFormat::Jsonl => {}
            ReportFormat::Json => {
                let objects =
                    self.reports.iter().map(report_json).collect::<Result<Vec<_>, _>>()?;
                output.write(&format!("[{}]\n", objects.join(",\n ")))?;
            }
            ReportFormat::Text => {
                let told = self.reports.iter().filter(|report| is_told(report));
                for line in table::layout_rows(&told.map(report_row).collect::<Vec<_>>(), &[]) {
                    output.write(&format!("{line}\n"))?;
                }
                if let Some(summary) = summary {
                    output.write(&format!("{}\n", summary_line(summary)))?;
                }
            }
        }
        output.flush()?;
        failed_pages::report_failures(&self.failed_pages);
        self.hints();
        Ok(())
    }

    /// Prints the hints for the failures, each once.
    fn hints(&self) {
        let mut told = HashSet::new();
        for hint in self.reports.iter().filter_map(|report| report.hint.as_ref()) {
            if told.insert(hint) {
                print_stderr(format_args!("hint: {}", clean::one_line(hint)));
            }
        }
    }
}

/// Sorts reports into the user's order of feeds.
fn sort_by_feed_order(reports: &mut [Report], path: &Path) {
    let feeds = Store::open(path).and_then(|store| store.feeds()).unwrap_or_default();
    let places: HashMap<FeedId, usize> =
        feeds.iter().enumerate().map(|(place, feed)| (feed.id, place)).collect();
    reports.sort_by_key(|report| places.get(&report.feed).copied().unwrap_or(usize::MAX));
}

fn is_told(report: &Report) -> bool {
    report.status != Status::Unchanged || report.reason.is_some()
}

/// Returns a feed as a row of the table.
fn report_row(report: &Report) -> Vec<String> {
    let counts = match (report.new, report.updated) {
        (0, 0) => String::new(),
        (new, 0) => format!("{new} new"),
        (0, updated) => format!("{updated} updated"),
        (new, updated) => format!("{new} new, {updated} updated"),
    };
    let status = match report.status {
        Status::New => "new",
        Status::Updated => "updated",
        Status::Unchanged => "unchanged",
        Status::Failed => "failed",
        Status::Skipped => "left out",
    };
    let reason = report.reason.clone().unwrap_or_default();
    vec![status.to_owned(), counts, report.title.clone(), reason]
}

/// Returns the summary as one line.
fn summary_line(summary: &Summary) -> String {
    let Summary { feeds, new_articles, updated_articles, unchanged, failed, .. } = summary;
    let mut sum = format!(
        "{}: {new_articles} new, {updated_articles} updated; {unchanged} unchanged, {failed} failed",
        with_noun(*feeds as u64, "feed")
    );
    let mut add = |count: usize, said: String| {
        if count > 0 {
            sum.push_str(&format!(", {said}"));
        }
    };
    let things = |count: usize, thing| with_noun(count as u64, thing);
    add(summary.not_asked, format!("{} not asked", summary.not_asked));
    add(summary.not_due, format!("{} not due yet", summary.not_due));
    add(summary.pages, format!("{} fetched", things(summary.pages, "full text")));
    add(summary.pages_failed, format!("{} failed", things(summary.pages_failed, "full text")));
    add(summary.expired, format!("{} gone", things(summary.expired, "old article")));
    sum
}

/// Returns a feed as JSON.
fn report_json(report: &Report) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Row<'a> {
        feed: &'a str,
        address: String,
        id: i64,
        status: &'static str,
        articles: Option<usize>,
        new: usize,
        updated: usize,
        reason: Option<Cow<'a, str>>,
    }
    let row = Row {
        feed: &report.title,
        address: secret::mask_secrets(&report.address),
        id: report.feed.0,
        status: match report.status {
            Status::New => "imported",
            Status::Updated => "updated",
            Status::Unchanged => "unchanged",
            Status::Failed => "failed",
            Status::Skipped => "skipped",
        },
        articles: report.articles,
        new: report.new,
        updated: report.updated,
        reason: report.reason.as_deref().map(secret::masked_text),
    };
    let json = serde_json::to_string(&row).map_err(|error| Failure::new(error.to_string()))?;
    Ok(safe_json(&json))
}
