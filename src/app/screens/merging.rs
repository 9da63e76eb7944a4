//! Who is the same as whom: merging subjects, taking them out again, splitting an article off.

use crate::domain::{Subject, SubjectId, clean};

pub(in crate::app) fn named(subject: &Subject) -> (SubjectId, String) {
    (subject.id, clean::one_line(&subject.name))
}
