//! `onrecord corrections`: lists, exports and removes the user's corrections.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::domain::{ArticleId, CorrectionId, Exported, chains};
use crate::export::corrections;
use crate::store::Store;

use super::correction_args::{CorrectionsArgs, CorrectionsCommand};
use super::error::Failure;
use super::export;
use super::output::{Output, with_noun};
use super::sheet::{Sheet, SheetFields};
use super::{Outcome, config};

const SHAPE: SheetFields = SheetFields {
    fields: &corrections::FIELDS,
    columns: &["id", "article", "made", "was_source", "was_content", "source", "content"],
    extra: 0,
};

/// Lists corrections, exports them, or removes some.
pub(super) fn run(store: Option<PathBuf>, args: &CorrectionsArgs) -> Result<Outcome, Failure> {
    match &args.command {
        None => {
            let store = config::open_to_read(store)?;
            list_corrections(&store, args)?;
            Ok(Outcome::Success)
        }
        Some(CorrectionsCommand::Export { format, output }) => {
            let store = config::open_to_read(store)?;
            let what = export::What::Whole(Exported::Corrections);
            export::write(&store, &what, format.format(), output.as_deref())?;
            Ok(Outcome::Success)
        }
        Some(CorrectionsCommand::Remove { ids }) => {
            let mut store = config::open_there(store)?;
            remove_corrections(&mut store, ids)?;
            Ok(Outcome::Success)
        }
    }
}

fn list_corrections(store: &Store, args: &CorrectionsArgs) -> Result<(), Failure> {
    let mut output = Output::new();
    let mut sheet = Sheet::new(&SHAPE, &args.form, false)?;
    for correction in chains::fold_chains(store.corrections(args.article.map(ArticleId))?) {
        let title = store.article(correction.article)?.map(|article| article.row.title);
        let fields = corrections::fields(&correction, &title.unwrap_or_default());
        sheet.row(&mut output, json_values(&fields))?;
    }
    sheet.close(&mut output)
}

/// Converts fields to JSON values: numbers stay numbers, and missing fields are null.
fn json_values(fields: &[String]) -> Vec<Value> {
    let value = |(place, field): (usize, &String)| match (place, field.parse::<i64>()) {
        (0 | 1, Ok(number)) => json!(number),
        _ if field.is_empty() => Value::Null,
        _ => json!(field),
    };
    fields.iter().enumerate().map(value).collect()
}

/// Removes corrections. If one of them does not exist, removes none.
fn remove_corrections(store: &mut Store, ids: &[i64]) -> Result<(), Failure> {
    let known = store.corrections(None)?;
    for id in ids {
        if !known.iter().any(|correction| correction.id == Some(CorrectionId(*id))) {
            return Err(Failure::new(format!("there is no correction {id}; none was removed"))
                .hint("`onrecord corrections` shows the numbers"));
        }
    }
    for id in ids {
        store.remove_correction(CorrectionId(*id))?;
    }
    let mut output = Output::new();
    output.write(&format!("{} taken back\n", with_noun(ids.len() as u64, "correction")))?;
    output.flush()
}
