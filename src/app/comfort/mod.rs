//! The look: widths, measure, spacing, zen, themes; settings; where the reader was.

pub mod look;
pub mod options;
pub mod page;
pub mod setting;
pub mod tables;
pub mod time;

pub(in crate::app) mod acting;
mod ground;
mod leaving;
mod picker;
mod spoken;

#[cfg(test)]
mod tests;

pub use leaving::SESSION;
pub use look::{Align, Bidi, Icons, Look, Notice};
pub use options::{OPTIONS, Origin, settle};
pub use page::Page;
pub(in crate::app) use page::spaced;
pub use picker::ThemePicker;
pub use setting::{Kind, Setting, Value};
pub use spoken::announced;
pub(in crate::app) use spoken::{announce, struck};
