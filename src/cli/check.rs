//! `onrecord check`: what is wrong with the store, if anything.

use std::path::PathBuf;

use crate::domain::clean;
use crate::store::Store;

use super::Ended;
use super::config;
use super::error::Failure;
use super::output::Output;
use super::paths::shown;

/// Checks the store and writes what it finds, a line each.
pub(super) fn run(store: Option<PathBuf>) -> Result<Ended, Failure> {
    let path = config::store_path(store)?;
    if !path.exists() {
        return Err(Failure::new(format!("there is no store at {}", shown(&path)))
            .hint("`onrecord` or `onrecord import` makes one"));
    }
    let faults = Store::open(&path)?.check()?;
    let mut output = Output::new();
    for fault in &faults {
        output.write(&format!("{}\n", clean::one_line(fault)))?;
    }
    if faults.is_empty() {
        output.write(&format!("{}: nothing is wrong\n", shown(&path)))?;
    }
    output.flush()?;
    Ok(if faults.is_empty() { Ended::Well } else { Ended::WithFaults })
}
