//! Subjects: the people, organizations and others that speak or are mentioned, across all articles.
//!
//! | file | has |
//! |---|---|
//! | `lists`, `filtered`, `time_range` | lists over the whole archive, a part of it, a long time |
//! | `range_ends`, `range_numbers`, `over_time` | the numbers of a time range |
//! | `keys`, `appearances` | which subjects an article has, and what it says of them |
//! | `decisions`, `changes` | merges and splits |
//! | `dossiers`, `related`, `related_organizations`, `merge_candidates` | one subject, and others like it |

pub(super) mod appearances;
pub(super) mod changes;
pub(super) mod decisions;
pub(super) mod dossiers;
pub(super) mod filtered;
pub(super) mod keys;
pub(super) mod lists;
mod merge_candidates;
pub(super) mod over_time;
mod range_ends;
mod range_numbers;
pub(super) mod related;
mod related_organizations;
pub(super) mod rows;
pub(super) mod time_range;

pub use merge_candidates::MergeCandidate;
