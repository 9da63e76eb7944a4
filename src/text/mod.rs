//! The layout of text: a body in lines of a given width, and what stands on them.
//!
//! `lines` lays a whole body out. It stands on `wrap` (running text), `code` and `table` (blocks that
//! are not reflowed), and `bidi` (the order in which text is seen). All of them make `line`s and
//! measure in `cells`. `links` numbers where a body leads; `link_list` lists it below the text.

pub mod address;
pub mod bidi;
pub mod cells;
pub mod line;
pub mod lines;
pub mod link_list;
pub mod links;
pub mod wrap;

mod code;
mod table;
