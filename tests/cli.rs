//! The commands: what goes in, what comes out, what is said, and the exit status.

mod support;

#[path = "cli/configuring.rs"]
mod configuring;
#[path = "cli/extracting.rs"]
mod extracting;
#[path = "cli/importing.rs"]
mod importing;
#[path = "cli/refusing.rs"]
mod refusing;
