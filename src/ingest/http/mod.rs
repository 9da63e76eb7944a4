//! Fetches from the web, one address at a time, within limits whatever the server does.
//!
//! The library (ureq) handles HTTP and TLS. Redirects, name resolution, connections, limits and
//! decompression are handled here, so that a fetch always ends in time and goes only where it may.

mod agent;
mod answer;
mod body;
mod call;
mod caller;
mod connect;
mod cookies;
mod error;
mod fetcher;
mod headers;
mod idna;
mod private;
mod proxy;
mod resolve;
mod roots;
mod target;
mod unpack;
mod way;
mod wire;

pub use answer::{FetchAnswer, FetchRequest, Reply, WantedContent};
pub use caller::Caller;
pub use error::{FetchError, Refusal};
pub use fetcher::{Fetcher, NetSettings};
pub use target::normal_address;

/// The most redirects that are followed from one address.
const MOST_REDIRECTS: usize = 10;
