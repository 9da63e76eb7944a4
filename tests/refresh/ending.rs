//! Tests of ending a refresh: by Control-C in order, and by a kill at any moment without damage.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::domain::{Edge, Query};

use crate::desk::{Desk, item, rss, small};
use crate::support::response::{Gate, Response};
use crate::support::{PATIENCE, wait_for};

/// Starts a refresh in the background.
fn start(desk: &Desk) -> Child {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["refresh", "--force"])
        .env_clear()
        .envs(desk.home.variables())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

#[test]
fn control_c_ends_it_in_order_and_what_came_stays() {
    let desk = Desk::new();
    let gate = Gate::closed();
    desk.serve("/quick", small("Quick"));
    desk.serve("/late", small("Late").behind(&gate));
    desk.follow("/quick");
    desk.follow("/late");
    let child = start(&desk);
    wait_for("the first feed", || {
        let asked = desk.count("/late") > 0;
        (asked && desk.titles() == ["News of Quick"]).then_some(())
    });
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("ended early"), "{told}");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains(", 1 not asked"), "{out}");
    assert_eq!(desk.sound_articles(), 1);
    let late = desk.feeds().into_iter().find(|feed| feed.title == "late").unwrap();
    assert_eq!((late.failures, late.last_error), (0, None), "that is no failure of the feed");
    gate.open();
    assert_eq!(desk.run(&["refresh"]).status, 0);
    assert_eq!(desk.sound_articles(), 2);
}

/// Returns the number of kills: four tenths of `ONRECORD_KILLS` (see `tests/faults`).
fn kills() -> u64 {
    let asked = std::env::var("ONRECORD_KILLS").ok().and_then(|count| count.parse::<u64>().ok());
    asked.map_or(12, |all| (all * 2 / 5).max(1))
}

const FEEDS: usize = 20;
const EACH: usize = 25;

#[test]
fn a_kill_at_any_moment_leaves_whole_articles_and_the_next_refresh_completes_them() {
    let mut chance = Chance(0x5eed);
    let mut whole = run_time();
    for kill in 0..kills() {
        let desk = many();
        let begun = Instant::now();
        let mut child = start(&desk);
        thread::sleep(whole.mul_f64(chance.next()));
        let ended_before = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        if ended_before {
            // Faster than the time that was measured: kill earlier from now on.
            whole = whole.min(begun.elapsed());
        }
        let articles = desk.sound_articles();
        assert_eq!(
            articles as usize % EACH,
            0,
            "kill {kill}: a feed is stored whole or not at all"
        );
        let store = desk.home.store();
        for row in store.page(&Query::default(), Edge::Start, 1000).unwrap().rows {
            let article = store.article(row.id).unwrap().unwrap();
            assert!(article.body.text.ends_with("the end."), "kill {kill}: {}", row.title);
        }
        drop(store);
        let ran = desk.run(&["refresh", "--force"]);
        assert_eq!(ran.status, 0, "kill {kill}: {ran:?}");
        assert_eq!(desk.sound_articles() as usize, FEEDS * EACH, "kill {kill}");
        assert_eq!(desk.run(&["check"]).status, 0, "kill {kill}");
    }
}

/// Returns how long a refresh takes on this machine.
fn run_time() -> Duration {
    let desk = many();
    let begun = Instant::now();
    assert_eq!(desk.run(&["refresh"]).status, 0);
    begun.elapsed().min(PATIENCE)
}

fn many() -> Desk {
    let desk = Desk::new();
    for feed in 0..FEEDS {
        let items: Vec<String> = (0..EACH)
            .map(|n| {
                let text = "The quay was quiet for the rest of the week. ".repeat(40) + "the end.";
                item(&format!("f{feed}n{n}"), &format!("Item {feed}.{n}"))
                    .replace("All that is known of", &text)
                    .replace(&format!("f{feed}n{n}: Item {feed}.{n}.</desc"), "</desc")
            })
            .collect();
        desk.serve(
            &format!("/{feed}"),
            Response::rss(rss(&format!("Feed {feed}"), &items)).etag("\"v1\""),
        );
        desk.follow(&format!("/{feed}"));
    }
    desk
}

/// Numbers between nothing and one, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
