//! A bar on standard error for what takes longer than a second, if that is a terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// From when on it is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a command has come.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
}

impl Progress {
    /// Nothing of `total` is done; `things` is what is counted.
    pub(super) fn new(total: usize, things: &str) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let template = format!("{{wide_bar}} {{pos}} of {{len}} {things}{{msg}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Progress { bar, begun: Instant::now(), shown: false }
    }

    /// Shows it from the beginning: where a first step may take long.
    pub(super) fn at_once(mut self) -> Progress {
        self.shown = true;
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        self.bar.tick();
        self
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.show();
        self.bar.inc(1);
    }

    /// So many are done, of so many.
    pub(super) fn set(&mut self, done: usize, total: usize) {
        self.show();
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    /// So many more are done, and nobody knows of how many.
    pub(super) fn grow(&mut self, more: usize) {
        self.show();
        self.bar.inc_length(more as u64);
        self.bar.inc(more as u64);
    }

    /// Says something more behind the counts.
    pub(super) fn say(&self, more: String) {
        self.bar.set_message(more);
    }

    fn show(&mut self) {
        if !self.shown && self.begun.elapsed() > PATIENCE && io::stderr().is_terminal() {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Tells something while the bar stands aside.
    pub(super) fn aside(&self, tell: impl FnOnce()) {
        self.bar.suspend(tell);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
