//! A progress bar on standard error for work that takes longer than a second, if that is a
//! terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work takes before the bar is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// The progress of a command.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
}

impl Progress {
    /// Starts at 0 of `total`. `things` is the noun for what is counted.
    pub(super) fn new(total: usize, things: &str) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let template = format!("{{wide_bar}} {{pos}} of {{len}} {things}{{msg}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Progress { bar, begun: Instant::now(), shown: false }
    }

    /// Shows the bar immediately, because the first step may take long.
    pub(super) fn at_once(mut self) -> Progress {
        self.shown = true;
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        self.bar.tick();
        self
    }

    /// Advances by one.
    pub(super) fn advance(&mut self) {
        self.show();
        self.bar.inc(1);
    }

    /// Sets the number done, and the total.
    pub(super) fn set(&mut self, done: usize, total: usize) {
        self.show();
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    /// Advances by `more` while the total is unknown.
    pub(super) fn advance_by(&mut self, more: usize) {
        self.show();
        self.bar.inc_length(more as u64);
        self.bar.inc(more as u64);
    }

    /// Sets a remark after the counts.
    pub(super) fn set_remark(&self, more: String) {
        self.bar.set_message(more);
    }

    fn show(&mut self) {
        if !self.shown && self.begun.elapsed() > PATIENCE && io::stderr().is_terminal() {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Hides the bar while `tell` prints.
    pub(super) fn while_hidden(&self, tell: impl FnOnce()) {
        self.bar.suspend(tell);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
