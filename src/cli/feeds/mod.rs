//! `onrecord feeds`: lists feeds and changes their settings.

mod change;
mod list;

use std::path::PathBuf;

use super::error::Failure;
use super::feed_args::{FeedsArgs, FeedsCommand, ListFormat};
use super::{Outcome, config};

pub(super) use change::Changes;

/// Lists the feeds, or changes some.
pub(super) fn run(store: Option<PathBuf>, args: &FeedsArgs) -> Result<Outcome, Failure> {
    if args.format.is_some() && args.command.is_some() {
        return Err(Failure::usage("--format works only for the list of feeds")
            .hint("leave it out, or leave `set` or `remove` out"));
    }
    match &args.command {
        None => {
            let store = config::open_to_read(store)?;
            list::print_feeds(&store, args.format.unwrap_or(ListFormat::Table))?;
        }
        Some(FeedsCommand::Set(args)) => {
            change::change_feed(&mut config::open_there(store)?, args)?
        }
        Some(FeedsCommand::Remove(args)) => {
            change::remove_feeds(&mut config::open_there(store)?, args)?
        }
    }
    Ok(Outcome::Success)
}
