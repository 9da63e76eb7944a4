//! `onrecord extract`: who said what in articles, in five formats; nothing is stored.

use super::Ended;
use super::args::ExtractArgs;
use super::error::Failure;

/// Extracts.
pub(super) fn run(_args: &ExtractArgs) -> Result<Ended, Failure> {
    Err(Failure::new("soon"))
}
