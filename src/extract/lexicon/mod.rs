//! Word lists: parts of speech, verbs, titles, names. The lists are data, in
//! `assets/lexicon`; here they are read once.

mod lists;
mod words;

pub(super) use lists::{is_abbreviation, is_inner_abbreviation, list};
pub(super) use words::{Share, endings, follows, share_of, tags_of};
