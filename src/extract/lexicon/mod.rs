//! Word lists: parts of speech, verbs, reporting cues, titles, names. The lists are data, in
//! `assets/lexicon`; here they are read once.

mod cues;
mod lists;
mod words;

pub(super) use cues::{Rate, class, lift, rate};
pub(super) use lists::{is_abbreviation, is_inner_abbreviation, list};
pub(super) use words::{Share, endings, follows, lemma, share_of, tags_of};
