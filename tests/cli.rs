//! Tests of the commands: input, output, messages and exit statuses.

mod support;

#[path = "cli/archive.rs"]
mod archive;
#[path = "cli/changing.rs"]
mod changing;
#[path = "cli/configuring.rs"]
mod configuring;
#[path = "cli/exporting.rs"]
mod exporting;
#[path = "cli/extracting.rs"]
mod extracting;
#[path = "cli/importing.rs"]
mod importing;
#[path = "cli/listing.rs"]
mod listing;
#[path = "cli/refusing.rs"]
mod refusing;
#[path = "cli/saying.rs"]
mod saying;
