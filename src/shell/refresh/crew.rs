//! Threads that work while one stores: bounded in number, by host, and in what waits to be stored.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::turns::{Turn, Turns};

/// How many results may wait to be stored, beside the one in each worker's hands.
const AHEAD: usize = 2;

/// How many work at once: in all, and with one host.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crew {
    pub(super) jobs: usize,
    pub(super) per_host: usize,
}

impl Crew {
    /// Does `work` on each item (given with its host) on threads, and hands what comes of it to
    /// `take` on this one, as it comes. Ends early when `cancel` is set, or when `take` fails:
    /// then `cancel` is set as well, so that work in hand ends. `work` must not panic.
    pub(super) fn work<T: Send, R: Send, E>(
        self,
        items: Vec<(String, T)>,
        cancel: &AtomicBool,
        work: impl Fn(T) -> R + Sync,
        take: &mut dyn FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let threads = self.jobs.clamp(1, items.len().max(1));
        let desk = Desk {
            turns: Mutex::new(Turns::new(items, self.per_host)),
            freed: Condvar::new(),
            cancel,
        };
        let (sender, results) = sync_channel(AHEAD);
        thread::scope(|scope| {
            for number in 0..threads {
                let (sender, desk, work) = (sender.clone(), &desk, &work);
                let name = format!("fetch {number}");
                let started = thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, move || desk.serve(work, &sender));
                // A system that gives few threads gets fewer; without any, this one does it all.
                if started.is_err() && number == 0 {
                    return desk.serve_here(work, take);
                }
            }
            drop(sender);
            for result in results {
                if cancel.load(Ordering::Relaxed) {
                    break;
                }
                if let Err(error) = take(result) {
                    cancel.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
            Ok(())
        })
    }
}

/// Where work is taken from.
struct Desk<'a, T> {
    turns: Mutex<Turns<T>>,
    freed: Condvar,
    cancel: &'a AtomicBool,
}

impl<T> Desk<'_, T> {
    /// Works until there is nothing to do any more or nobody wants it.
    fn serve<R>(&self, work: &(impl Fn(T) -> R + Sync), results: &SyncSender<R>) {
        while let Some((host, item)) = self.next() {
            let result = work(item);
            self.done(&host);
            if results.send(result).is_err() {
                return;
            }
        }
    }

    fn serve_here<R, E>(
        &self,
        work: &(impl Fn(T) -> R + Sync),
        take: &mut dyn FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some((host, item)) = self.next() {
            let result = work(item);
            self.done(&host);
            take(result)?;
        }
        Ok(())
    }

    fn next(&self) -> Option<(String, T)> {
        let mut turns = self.turns();
        loop {
            if self.cancel.load(Ordering::Relaxed) {
                return None;
            }
            match turns.take() {
                Turn::Work(host, item) => return Some((host, item)),
                Turn::Wait => {
                    turns = self.freed.wait(turns).unwrap_or_else(PoisonError::into_inner);
                }
                Turn::End => return None,
            }
        }
    }

    fn done(&self, host: &str) {
        self.turns().done(host);
        self.freed.notify_all();
    }

    fn turns(&self) -> MutexGuard<'_, Turns<T>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    const CREW: Crew = Crew { jobs: 4, per_host: 2 };

    fn items(count: usize, hosts: usize) -> Vec<(String, usize)> {
        (0..count).map(|item| ((item % hosts).to_string(), item)).collect()
    }

    #[test]
    fn everything_is_worked_on_and_taken_once() {
        let (cancel, mut taken) = (AtomicBool::new(false), Vec::new());
        let done: Result<(), ()> =
            CREW.work(items(200, 7), &cancel, |item| item * 2, &mut |item| {
                taken.push(item);
                Ok(())
            });
        done.unwrap();
        taken.sort_unstable();
        assert_eq!(taken, (0..200).map(|item| item * 2).collect::<Vec<_>>());
        let nothing: Result<(), ()> = CREW.work(items(0, 1), &cancel, |item| item, &mut |_| Ok(()));
        nothing.unwrap();
    }

    #[test]
    fn never_more_at_once_than_allowed() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |_| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::yield_now();
            now.fetch_sub(1, Ordering::SeqCst);
        };
        let cancel = AtomicBool::new(false);
        let done: Result<(), ()> = CREW.work(items(100, 1), &cancel, work, &mut |()| Ok(()));
        done.unwrap();
        assert!(most.load(Ordering::SeqCst) <= 2);
    }

    #[test]
    fn a_failure_of_whoever_takes_ends_the_work() {
        let (cancel, worked) = (AtomicBool::new(false), AtomicUsize::new(0));
        let work = |_| worked.fetch_add(1, Ordering::SeqCst);
        let done = CREW.work(items(10_000, 9), &cancel, work, &mut |_| Err("full"));
        assert_eq!(done, Err("full"));
        assert!(cancel.load(Ordering::SeqCst));
        assert!(worked.load(Ordering::SeqCst) < 100);
    }

    #[test]
    fn cancelling_ends_it_and_keeps_what_was_taken() {
        let (cancel, mut taken) = (AtomicBool::new(false), 0);
        let done: Result<(), ()> = CREW.work(items(10_000, 9), &cancel, |item| item, &mut |_| {
            taken += 1;
            cancel.store(taken == 5, Ordering::SeqCst);
            Ok(())
        });
        done.unwrap();
        assert_eq!(taken, 5);
    }
}
