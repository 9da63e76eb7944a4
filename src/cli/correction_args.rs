//! The arguments of `corrections`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::archive_args::{ExportForm, FormArgs};

pub(super) const CORRECTIONS_EXAMPLES: &str = "\
Corrections are made in the reader, and kept apart from what the extractor found. `export` writes them
so that a model can be trained with them: jsonl is one a line, with the article's text, the attribution
as it was found (was) and as it is (is), in code points; brat is a folder with the corrected articles.

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

    /// Only of the article with that number
    #[arg(long, value_name = "ID")]
    pub(super) article: Option<i64>,

    #[command(flatten)]
    pub(super) form: FormArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum CorrectionsCommand {
    /// Write all corrections, to be read or to train a model with
    Export {
        /// The form; json is an object a line
        #[arg(long, value_enum, default_value_t = ExportForm::Json)]
        format: ExportForm,
        /// The file, or for brat the folder, instead of standard output
        #[arg(long, value_name = "FILE|DIR")]
        output: Option<PathBuf>,
    },
    /// Take corrections back, by their numbers
    Remove {
        /// Their numbers, as `onrecord corrections` shows them
        #[arg(value_name = "ID", required = true)]
        ids: Vec<i64>,
    },
}
