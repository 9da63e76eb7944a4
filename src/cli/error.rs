//! What stops a command: what happened, the way out, the exit status.

use std::io;
use std::process::ExitCode;

use crate::domain::clean;
use crate::ingest::IngestError;
use crate::shell::ShellError;
use crate::store::StoreError;

use super::output::tell;

/// Why a command could not go on.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    /// Lines that show where, as they are.
    below: Option<String>,
    hint: Option<String>,
    kind: FailureKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailureKind {
    /// Something failed.
    Failed,
    /// It was called in a way that makes no sense.
    Usage,
    /// Whoever read our output wants no more of it.
    ClosedPipe,
}

impl Failure {
    /// Something failed.
    pub(super) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), below: None, hint: None, kind: FailureKind::Failed }
    }

    /// It was called in a way that makes no sense.
    pub(super) fn usage(message: impl Into<String>) -> Failure {
        Failure { kind: FailureKind::Usage, ..Failure::new(message) }
    }

    /// The way out.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// Lines that show where it is wrong; safe to show.
    pub(super) fn below(mut self, lines: impl Into<String>) -> Failure {
        self.below = Some(lines.into());
        self
    }

    /// A path that cannot be read.
    pub(super) fn read(path: &str, error: &IngestError) -> Failure {
        let hint = error.hint().map(str::to_owned);
        Failure { hint, ..Failure::new(format!("{path}: {error}")) }
    }

    /// Output that cannot be written.
    pub(super) fn output(error: &io::Error) -> Failure {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => FailureKind::ClosedPipe,
            _ => FailureKind::Failed,
        };
        Failure { kind, ..Failure::new(format!("the output cannot be written: {error}")) }
    }

    /// Tells it on standard error; gives the exit status.
    pub(super) fn told(&self) -> ExitCode {
        self.print();
        self.exit_code()
    }

    /// Tells it on standard error, safe to show.
    pub(super) fn print(&self) {
        if self.kind == FailureKind::ClosedPipe {
            return;
        }
        tell(format_args!("error: {}", clean::one_line(&self.message)));
        if let Some(lines) = &self.below {
            tell(lines);
        }
        if let Some(hint) = &self.hint {
            tell(format_args!("hint: {}", clean::one_line(hint)));
        }
    }

    /// The exit status: 1, or 2 for wrong usage; a reader of our output that goes away is no fault.
    fn exit_code(&self) -> ExitCode {
        match self.kind {
            FailureKind::Failed => ExitCode::FAILURE,
            FailureKind::Usage => ExitCode::from(2),
            FailureKind::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = error.hint().map(str::to_owned);
        Failure { hint, ..Failure::new(error.to_string()) }
    }
}

impl From<ShellError> for Failure {
    fn from(error: ShellError) -> Self {
        Failure::new(error.to_string())
    }
}
