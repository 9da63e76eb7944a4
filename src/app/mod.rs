//! The reader as a pure state machine: messages in, effects out. No I/O, no terminal, no clock.
