//! The arguments of the commands about the program itself, and of `analyse`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

pub(super) const ANALYSE_EXAMPLES: &str = "\
The app analyses articles while it is open. If articles are fetched by `onrecord refresh` in a job
(cron, a timer), this command analyses them, newest first. It may run while the app is open. It can
be stopped at any time (Control-C): finished analyses are kept.

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
  onrecord man --output ~/.local/share/man/man1          also a page per command";

#[derive(Debug, Args)]
pub(super) struct AnalyseArgs {
    /// Maximum number of articles
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
    /// A folder for one page per command, instead of a single page on standard output
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

pub(super) const CONFIG_EXAMPLES: &str = "\
Faults in the files are reported on standard error with file and line; the exit status is then 1.

Examples:
  onrecord config
  onrecord config keys
  onrecord config --default > \"$(onrecord config --path)\"";

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// What to show
    #[arg(value_enum, default_value_t = ConfigPart::Settings)]
    pub(super) part: ConfigPart,

    /// Format of the output
    #[arg(long, value_enum, default_value_t = ConfigFormat::Table)]
    pub(super) format: ConfigFormat,

    /// Only the path of config.toml
    #[arg(long, conflicts_with = "default")]
    pub(super) path: bool,

    /// A config.toml that explains every setting and sets none
    #[arg(long)]
    pub(super) default: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ConfigPart {
    /// The settings
    Settings,
    /// The keys
    Keys,
    /// The themes
    Themes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ConfigFormat {
    /// Columns for people
    Table,
    /// A list of objects
    Json,
    /// A file that sets them
    Toml,
}
