//! Feeds in the reader: keys in, effects and words out.

mod adding;
mod coming_in;
mod full_text;
mod managing;
mod play;
mod refreshing;
mod small;
