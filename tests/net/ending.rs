//! Tests of the end of fetches: at the time limit, and immediately when cancelled.

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use onrecord::domain::Validators;
use onrecord::ingest::{FetchError, FetchRequest, NetSettings, WantedContent};

use super::support::server::{Gate, Response, Server};
use super::support::wait_for;
use super::{ask, direct, patient};

/// Settings whose time limit is reached soon. Nothing here is measured: the servers of these
/// tests would take hours.
fn hasty() -> NetSettings {
    NetSettings { timeout: Duration::from_millis(700), ..NetSettings::default() }
}

#[test]
fn servers_that_trickle_do_not_hold_anybody() {
    let server = Server::start();
    let pause = Duration::from_millis(50);
    let long = Response::rss("x".repeat(100_000));
    server.serve("/bytes", long.clone().slow(pause));
    server.serve("/chunks", long.clone().chunked(1).slow(pause));
    server.serve("/packed", long.packed("gzip").until_close().endless().slow(pause));
    server.serve("/silent", Response::rss("x").behind(&Gate::closed()));
    server.serve("/circle", Response::redirect(302, "/circle").slow(pause));
    for path in ["/bytes", "/chunks", "/packed", "/silent", "/circle"] {
        let error = ask(&direct(&hasty()), &server.url(path)).expect_err("it ends");
        assert_eq!(error, FetchError::Timeout, "{path}");
        assert!(error.hint().is_some_and(|hint| hint.contains("timeout")));
    }
}

#[test]
fn the_handshake_of_a_secure_connection_ends_too() {
    // It takes connections and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("https://{}/", listener.local_addr().expect("its address"));
    let error = ask(&direct(&hasty()), &address).expect_err("it ends");
    assert_eq!(error, FetchError::Timeout);
}

/// Fetches `path` and calls it off as soon as the server has been asked.
fn called_off(server: &Server, path: &str) -> FetchError {
    let cancel = AtomicBool::new(false);
    let fetcher = direct(&patient());
    thread::scope(|scope| {
        let fetch = scope.spawn(|| {
            let (address, validators) = (server.url(path), Validators::default());
            let ask = FetchRequest {
                address: &address,
                validators: &validators,
                wanted: WantedContent::Feed,
            };
            fetcher.fetch(&ask, &cancel)
        });
        wait_for("the request", || (server.count(path) > 0).then_some(()));
        cancel.store(true, Ordering::Relaxed);
        wait_for("the end", || fetch.is_finished().then_some(()));
        fetch.join().expect("no panic").expect_err("it is called off")
    })
}

#[test]
fn a_fetch_can_be_called_off_at_any_time() {
    let server = Server::start();
    server.serve("/silent", Response::rss("x").behind(&Gate::closed()));
    let slow = Response::rss("x".repeat(100_000)).slow(Duration::from_millis(300));
    server.serve("/header", slow.clone());
    server.serve("/endless", Response::rss("\n").endless().slow(Duration::from_millis(1)));
    for path in ["/silent", "/header", "/endless"] {
        assert_eq!(called_off(&server, path), FetchError::Cancelled, "{path}");
    }
}

#[test]
fn what_is_called_off_before_it_began_asks_nobody() {
    let server = Server::start();
    server.serve("/feed", Response::rss("x"));
    let (address, validators) = (server.url("/feed"), Validators::default());
    let ask =
        FetchRequest { address: &address, validators: &validators, wanted: WantedContent::Feed };
    let error = direct(&patient()).fetch(&ask, &AtomicBool::new(true)).expect_err("it ends");
    assert_eq!(error, FetchError::Cancelled);
    assert_eq!(server.count("/feed"), 0);
}

#[test]
fn one_fetcher_serves_many_threads() {
    let server = Server::start();
    server.route("*", |request| Response::rss(request.path.clone()));
    let fetcher = direct(&patient());
    thread::scope(|scope| {
        for thread in 0..8 {
            let (fetcher, server) = (&fetcher, &server);
            scope.spawn(move || {
                for number in 0..25 {
                    let path = format!("/{thread}/{number}");
                    let answer = ask(fetcher, &server.url(&path)).expect("an answer");
                    assert_eq!(answer.reply().bytes, path.as_bytes());
                }
            });
        }
    });
    assert_eq!(server.requests().len(), 200);
}
