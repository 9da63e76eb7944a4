//! The arguments of the commands that are about the program itself, and of `analyse`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

pub(super) const ANALYSE_EXAMPLES: &str = "\
The reader analyses articles while it is open. Where articles come in by `onrecord refresh` from a job
(cron, a timer), this finds who said what in them, the newest first. It may run while a reader is
open. It can be stopped at any time (Control-C): what is done is kept.

Examples:
  onrecord analyse
  onrecord refresh && onrecord analyse        in a job
  onrecord analyse --limit 500

Exit status: 0 all well (also if nothing waits), 1 something failed, 2 wrong usage.";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > ~/.zfunc/_onrecord          with ~/.zfunc in $fpath
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish
  onrecord completions powershell | Out-String | Invoke-Expression";

pub(super) const MAN_EXAMPLES: &str = "\
Examples:
  onrecord man | man -l -
  onrecord man > ~/.local/share/man/man1/onrecord.1
  onrecord man --output ~/.local/share/man/man1          a page for each command too";

#[derive(Debug, Args)]
pub(super) struct AnalyseArgs {
    /// The most articles
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// A folder for a page for each command, instead of one page on standard output
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}
