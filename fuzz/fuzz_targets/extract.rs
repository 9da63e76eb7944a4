//! The fuzz target `extract`; see `doors.rs`.
#![no_main]

#[path = "../doors.rs"]
#[allow(dead_code, reason = "each target opens one of them")]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::open("extract", bytes));
