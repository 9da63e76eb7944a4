//! The lexicon: parts of speech, verbs, titles, names. The lists are data in `assets/lexicon`, and
//! are parsed once.

mod lists;
mod words;

pub(super) use lists::{is_abbreviation, is_inner_abbreviation, list};
pub(super) use words::{Share, share_of, tags_of, tags_of_ending, transition};
