//! The arguments of `corrections`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::archive_args::{ExportForm, FormArgs};

pub(super) const CORRECTIONS_EXAMPLES: &str = "\
Corrections are made in the app, and stored apart from what the extractor found. `export` writes them
as training data: jsonl has one per line, with the article's text and the attribution as found (was)
and as corrected (is), in code points; brat is a folder with the corrected articles.

Examples:
  onrecord corrections
  onrecord corrections export --output corrections.jsonl
  onrecord corrections export --format brat --output corrected
  onrecord corrections remove 3

Exit status: 0 all well (none too), 1 something failed, 2 wrong usage.";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct CorrectionsArgs {
    #[command(subcommand)]
    pub(super) command: Option<CorrectionsCommand>,

    /// Only those of the article with that number
    #[arg(long, value_name = "ID")]
    pub(super) article: Option<i64>,

    #[command(flatten)]
    pub(super) form: FormArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum CorrectionsCommand {
    /// Export all corrections, for people or as training data
    Export {
        /// The format; json is one object per line
        #[arg(long, value_enum, default_value_t = ExportForm::Json)]
        format: ExportForm,
        /// The file, or for brat the folder, instead of standard output
        #[arg(long, value_name = "FILE|DIR")]
        output: Option<PathBuf>,
    },
    /// Remove corrections, by their numbers
    Remove {
        /// Their numbers, as `onrecord corrections` shows them
        #[arg(value_name = "ID", required = true)]
        ids: Vec<i64>,
    },
}
