//! Keys: what a key is, the keymap, keys that do several things.

pub mod key;
pub mod keymap;
pub mod macros;
