//! Whose turn it is: work by host, so that no host is asked too much at once and none keeps the
//! others waiting.

use std::collections::{HashMap, VecDeque};

/// Work that waits, by host. Pure: threads share it behind a lock.
#[derive(Debug)]
pub(super) struct Turns<T> {
    /// Hosts that have work waiting, whoever has waited longest first.
    ring: VecDeque<String>,
    hosts: HashMap<String, Host<T>>,
    /// The most pieces of work at once with one host.
    per_host: usize,
}

#[derive(Debug)]
struct Host<T> {
    waiting: VecDeque<T>,
    busy: usize,
}

/// What there is to do now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn<T> {
    /// This, with that host: `done` is to be called when it is.
    Work(String, T),
    /// Nothing, until some work is done.
    Wait,
    /// Nothing any more.
    End,
}

impl<T> Turns<T> {
    /// Work with its hosts, in order; at most `per_host` (at least one) at once with each.
    pub(super) fn new(work: impl IntoIterator<Item = (String, T)>, per_host: usize) -> Turns<T> {
        let per_host = per_host.max(1);
        let mut turns = Turns { ring: VecDeque::new(), hosts: HashMap::new(), per_host };
        for (name, item) in work {
            let host = turns.hosts.entry(name.clone()).or_insert_with(|| {
                turns.ring.push_back(name);
                Host { waiting: VecDeque::new(), busy: 0 }
            });
            host.waiting.push_back(item);
        }
        turns
    }

    /// The next piece of work: of the host whose turn was longest ago and that is free.
    pub(super) fn take(&mut self) -> Turn<T> {
        for place in 0..self.ring.len() {
            let Some(host) = self.ring.get(place).and_then(|name| self.hosts.get_mut(name)) else {
                continue;
            };
            if host.busy >= self.per_host {
                continue;
            }
            let Some(item) = host.waiting.pop_front() else { continue };
            host.busy += 1;
            let more = !host.waiting.is_empty();
            let Some(name) = self.ring.remove(place) else { continue };
            if more {
                self.ring.push_back(name.clone());
            }
            return Turn::Work(name, item);
        }
        if self.ring.is_empty() { Turn::End } else { Turn::Wait }
    }

    /// A piece of work with that host is done.
    pub(super) fn done(&mut self, host: &str) {
        if let Some(host) = self.hosts.get_mut(host) {
            host.busy = host.busy.saturating_sub(1);
        }
    }
}

/// The host of an address, with its port, in lower case: what counts as one server.
pub(super) fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    host.rsplit('@').next().unwrap_or(host).to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn turns(work: &[(&str, u32)], per_host: usize) -> Turns<u32> {
        Turns::new(work.iter().map(|(host, item)| ((*host).to_owned(), *item)), per_host)
    }

    fn work(host: &str, item: u32) -> Turn<u32> {
        Turn::Work(host.to_owned(), item)
    }

    #[test]
    fn a_host_with_much_to_ask_does_not_keep_the_others_waiting() {
        let mut turns = turns(&[("a", 1), ("a", 2), ("a", 3), ("b", 4), ("c", 5)], 2);
        assert_eq!(turns.take(), work("a", 1));
        assert_eq!(turns.take(), work("b", 4));
        assert_eq!(turns.take(), work("c", 5));
        assert_eq!(turns.take(), work("a", 2));
        assert_eq!(turns.take(), Turn::Wait);
        turns.done("b");
        assert_eq!(turns.take(), Turn::Wait);
        turns.done("a");
        assert_eq!(turns.take(), work("a", 3));
        assert_eq!(turns.take(), Turn::End);
    }

    #[test]
    fn one_server_is_one_host_however_it_is_written() {
        assert_eq!(host_of("https://News.example/a/b"), "news.example");
        assert_eq!(host_of("http://me:secret@news.example:8080?x"), "news.example:8080");
        assert_eq!(host_of("http://[::1]:80/feed"), "[::1]:80");
        assert_eq!(host_of("news.example"), "news.example");
        assert_eq!(host_of(""), "");
    }

    proptest! {
        #[test]
        fn everything_is_done_once_and_never_too_much_at_once(
            work in prop::collection::vec(0_u8..5, 0..60),
            per_host in 1_usize..4,
            jobs in 1_usize..6,
            choices in prop::collection::vec(0_usize..6, 0..200),
        ) {
            let items = work.iter().enumerate().map(|(item, host)| (host.to_string(), item));
            let mut turns = Turns::new(items, per_host);
            let (mut busy, mut done) = (Vec::<(String, usize)>::new(), Vec::new());
            let mut choices = choices.into_iter().cycle();
            loop {
                if busy.len() < jobs {
                    match turns.take() {
                        Turn::Work(host, item) => {
                            busy.push((host.clone(), item));
                            let now = busy.iter().filter(|(other, _)| *other == host).count();
                            prop_assert!(now <= per_host);
                            continue;
                        }
                        Turn::Wait => prop_assert!(!busy.is_empty(), "nobody to wait for"),
                        Turn::End if busy.is_empty() => break,
                        Turn::End => {}
                    }
                }
                let (host, item) = busy.remove(choices.next().unwrap_or(0) % busy.len());
                turns.done(&host);
                done.push(item);
            }
            done.sort_unstable();
            prop_assert_eq!(done, (0..work.len()).collect::<Vec<_>>());
        }
    }
}
