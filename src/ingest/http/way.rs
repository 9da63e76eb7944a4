//! The way through redirects, from the address that was asked for.

use super::super::address;
use super::error::shown;
use super::{FetchError, Refusal};

/// The way from the address that was asked for.
pub(super) struct RedirectChain {
    from: String,
    /// Where it is now.
    pub(super) at: String,
    /// Whether each step so far was for good.
    pub(super) is_for_good: bool,
}

impl RedirectChain {
    pub(super) fn begin(address: &str) -> Result<RedirectChain, FetchError> {
        let bad = || FetchError::BadAddress(shown(address));
        let at = address::web(address).ok_or_else(bad)?;
        Ok(RedirectChain { from: at.clone(), at, is_for_good: true })
    }

    pub(super) fn go(&mut self, location: &str, for_good: bool) -> Result<(), FetchError> {
        let to = address::link(location, Some(&self.at)).filter(|to| !to.starts_with("mailto:"));
        let Some(mut to) = to else {
            return Err(FetchError::refused(location, Refusal::Scheme));
        };
        to.truncate(to.find('#').unwrap_or(to.len()));
        self.at = to;
        self.is_for_good &= for_good;
        Ok(())
    }

    /// Where it has moved to for good. A step down to an address without TLS is not kept: whoever
    /// made it might not be the server.
    pub(super) fn moved_to(&self) -> Option<String> {
        let steps_down = self.from.starts_with("https:") && self.at.starts_with("http:");
        (self.is_for_good && self.at != self.from && !steps_down).then(|| self.at.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(steps: &[(&str, bool)]) -> Option<String> {
        let mut way = Way::begin("https://a.example/feed").unwrap();
        steps.iter().for_each(|(to, for_good)| way.go(to, *for_good).unwrap());
        way.moved_to()
    }

    #[test]
    fn a_step_down_to_an_address_without_tls_is_not_kept() {
        assert_eq!(moved(&[("http://a.example/feed", true)]), None);
        let secure = Some("https://b.example/feed".to_owned());
        assert_eq!(moved(&[("https://b.example/feed", true)]), secure);
        assert_eq!(moved(&[("http://b.example/", true), ("https://b.example/feed", true)]), secure);
        assert_eq!(moved(&[("https://b.example/feed", false)]), None);
        assert_eq!(moved(&[]), None);
    }
}
