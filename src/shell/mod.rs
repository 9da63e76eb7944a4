//! Drives the terminal, threads and the clock: runs effects, sends messages back.
