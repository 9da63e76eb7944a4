//! Searches: words in, articles out.
