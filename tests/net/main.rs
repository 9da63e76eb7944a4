//! Tests of fetching, from a loopback server that behaves like all kinds of servers.

mod ending;
mod fetching;
mod hostile;
mod packed;
mod proxies;
mod redirects;

#[path = "../support/mod.rs"]
mod support;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use onrecord::domain::Validators;
use onrecord::ingest::{
    FetchAnswer, FetchError, FetchRequest, Fetcher, NetSettings, Reply, WantedContent,
};

/// Settings whose time limit no test reaches.
fn patient() -> NetSettings {
    NetSettings { timeout: Duration::from_secs(600), ..NetSettings::default() }
}

fn direct(settings: &NetSettings) -> Fetcher {
    Fetcher::in_environment(settings, |_| None)
}

/// Fetches a feed's address that nothing is known of yet.
fn ask(fetcher: &Fetcher, address: &str) -> Result<FetchAnswer, FetchError> {
    ask_again(fetcher, address, &Validators::default())
}

fn ask_again(
    fetcher: &Fetcher,
    address: &str,
    validators: &Validators,
) -> Result<FetchAnswer, FetchError> {
    let ask = FetchRequest { address, validators, wanted: WantedContent::Feed };
    fetcher.fetch(&ask, &AtomicBool::new(false))
}

fn fetch(address: &str) -> Result<FetchAnswer, FetchError> {
    ask(&direct(&patient()), address)
}

/// Returns the reply of a fetch that must succeed.
fn fresh(address: &str) -> Reply {
    match fetch(address) {
        Ok(FetchAnswer::Fresh(reply)) => reply,
        other => panic!("no answer from {address}: {other:?}"),
    }
}

/// The error of a fetch that must fail.
fn failure(address: &str) -> FetchError {
    match fetch(address) {
        Err(error) => error,
        Ok(answer) => panic!("{address} gave {answer:?}"),
    }
}
