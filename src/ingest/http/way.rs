//! A chain of redirects, from the requested address on.

use super::super::address;
use super::error::printable;
use super::{FetchError, Refusal};

/// The chain of redirects so far.
pub(super) struct RedirectChain {
    from: String,
    /// The current address.
    pub(super) at: String,
    /// Whether every redirect was permanent.
    pub(super) is_for_good: bool,
}

impl RedirectChain {
    pub(super) fn begin(address: &str) -> Result<RedirectChain, FetchError> {
        let bad = || FetchError::BadAddress(printable(address));
        let at = address::web_address(address).ok_or_else(bad)?;
        Ok(RedirectChain { from: at.clone(), at, is_for_good: true })
    }

    pub(super) fn follow(&mut self, location: &str, for_good: bool) -> Result<(), FetchError> {
        let to =
            address::link_address(location, Some(&self.at)).filter(|to| !to.starts_with("mailto:"));
        let Some(mut to) = to else {
            return Err(FetchError::refused(location, Refusal::Scheme));
        };
        to.truncate(to.find('#').unwrap_or(to.len()));
        self.at = to;
        self.is_for_good &= for_good;
        Ok(())
    }

    /// Returns the new permanent address, if the resource has moved. A redirect from https to http
    /// is not kept: it may not come from the server.
    pub(super) fn moved_to(&self) -> Option<String> {
        let steps_down = self.from.starts_with("https:") && self.at.starts_with("http:");
        (self.is_for_good && self.at != self.from && !steps_down).then(|| self.at.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(steps: &[(&str, bool)]) -> Option<String> {
        let mut way = RedirectChain::begin("https://a.example/feed").unwrap();
        steps.iter().for_each(|(to, for_good)| way.follow(to, *for_good).unwrap());
        way.moved_to()
    }

    #[test]
    fn a_redirect_from_https_to_http_is_not_stored() {
        assert_eq!(moved(&[("http://a.example/feed", true)]), None);
        let secure = Some("https://b.example/feed".to_owned());
        assert_eq!(moved(&[("https://b.example/feed", true)]), secure);
        assert_eq!(moved(&[("http://b.example/", true), ("https://b.example/feed", true)]), secure);
        assert_eq!(moved(&[("https://b.example/feed", false)]), None);
        assert_eq!(moved(&[]), None);
    }
}
