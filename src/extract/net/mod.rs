//! The trained network: pieces of text in, scores out; the same numbers on every machine.

mod attention;
mod decode;
mod encoder;
mod kernel;
mod linear;
mod math;
mod pieces;
mod units;
mod windows;
mod x86;
