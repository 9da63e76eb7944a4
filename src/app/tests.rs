//! Messages in, effects out: the reader without a screen.
