//! What the store is still to do: in order, but of reads that wait only the newest of each kind.

use std::collections::VecDeque;
use std::mem::discriminant;
use std::sync::mpsc::Sender;

use crate::app::{Read, Remember, RequestId, Write};
use crate::domain::{Analysis, ArticleId};

/// Something for the store. A few a second: their size does not matter.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub(super) enum Job {
    /// Read something for the app.
    Read(RequestId, Read),
    /// Change something for the app.
    Write(RequestId, Write),
    /// Remember something for the app.
    Remember(Remember),
    /// Keep an analysis of the text with that hash, and say whether it was kept.
    Save {
        /// The article.
        id: ArticleId,
        /// Its text's hash.
        hash: String,
        /// What was found.
        analysis: Box<Analysis>,
        /// Where the answer goes; an error is told in words.
        kept: Sender<Result<bool, String>>,
    },
    /// Delete for good what was removed.
    Purge,
    /// Nothing comes after this.
    Close,
}

/// Jobs that wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Job>,
}

impl Queue {
    /// Adds a job. A read replaces the one of its sort that waits, as only its newest asker needs
    /// an answer; all else keeps its place, and nothing that writes is ever dropped.
    pub(super) fn push(&mut self, job: Job) {
        if let Job::Read(_, read) = &job {
            let sort = discriminant(read);
            self.waiting
                .retain(|job| !matches!(job, Job::Read(_, other) if discriminant(other) == sort));
        }
        self.waiting.push_back(job);
    }

    /// Takes the next job.
    pub(super) fn pop(&mut self) -> Option<Job> {
        self.waiting.pop_front()
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edge, Query};

    fn names(mut queue: Queue) -> Vec<u64> {
        let mut names = Vec::new();
        while let Some(job) = queue.pop() {
            let (Job::Read(RequestId(id), _) | Job::Write(RequestId(id), _)) = job else {
                panic!("{job:?}")
            };
            names.push(id);
        }
        names
    }

    #[test]
    fn of_waiting_reads_the_newest_stays_and_every_write_stays_in_order() {
        let page = |id| Job::Read(RequestId(id), Read::Page(Query::default(), Edge::Start, 10));
        let article = |id| Job::Read(RequestId(id), Read::Article(ArticleId(1)));
        let write = |id| Job::Write(RequestId(id), Write::SetRead(vec![ArticleId(1)], true));
        let mut queue = Queue::default();
        for job in [page(1), write(2), article(3), page(4), write(5), article(6), write(7)] {
            queue.push(job);
        }
        assert_eq!(names(queue), [2, 4, 5, 6, 7]);
    }
}
