//! `onrecord check`: reports problems of the store.

use std::path::{Path, PathBuf};

use crate::domain::clean;
use crate::store::{Store, StoreError};

use super::Outcome;
use super::config;
use super::error::Failure;
use super::output::Output;
use super::paths::printable_path;

/// Checks the store and prints a line for each problem.
pub(super) fn run(store: Option<PathBuf>) -> Result<Outcome, Failure> {
    let path = config::store_there(store)?;
    let (store, note) = open_for_check(&path)?;
    let faults = store.check()?;
    let mut output = Output::new();
    for fault in &faults {
        output.write(&format!("{}\n", clean::one_line(fault)))?;
    }
    if faults.is_empty() {
        output.write(&format!("{}: nothing is wrong{note}\n", printable_path(&path)))?;
    }
    output.flush()?;
    Ok(if faults.is_empty() { Outcome::Success } else { Outcome::PartialFailure })
}

/// Opens the store and returns a remark about it. A read-only store can be checked, too.
fn open_for_check(path: &Path) -> Result<(Store, &'static str), StoreError> {
    let refused = match Store::open(path) {
        Ok(store) => return Ok((store, "")),
        Err(error) => error,
    };
    match refused {
        StoreError::ReadOnly { .. } | StoreError::Unopenable { .. } => {
            let store = Store::open_to_look(path).map_err(|_| refused)?;
            Ok((store, " (it may only be read, so the full-text index was not looked at)"))
        }
        other => Err(other),
    }
}
