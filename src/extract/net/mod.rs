//! The trained network: pieces of text in, scores out; the same numbers on every machine.

mod attention;
mod encoder;
mod kernel;
mod linear;
mod math;
mod x86;
