//! Why something could not be fetched or read, in words for the reader, with the way out.

use crate::ingest::FetchError;

/// Why something could not be fetched or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Fault {
    /// Why, and what: names the address.
    pub reason: String,
    /// The way out.
    pub hint: Option<String>,
    /// Whether it was only cancelled.
    pub cancelled: bool,
    /// Whether trying again later may help.
    pub temporary: bool,
}

impl Fault {
    pub(super) fn new(reason: impl Into<String>) -> Fault {
        Fault { reason: reason.into(), hint: None, cancelled: false, temporary: false }
    }

    pub(super) fn cancelled() -> Fault {
        Fault { cancelled: true, ..Fault::new("cancelled") }
    }

    /// The same with a way out.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Fault {
        self.hint = Some(hint.into());
        self
    }

    /// What the network said about an address.
    pub(super) fn of(address: &str, error: &FetchError) -> Fault {
        if matches!(error, FetchError::Cancelled) {
            return Fault::cancelled();
        }
        Fault {
            hint: error.hint().map(Into::into),
            temporary: error.is_temporary(),
            ..Fault::new(format!("{address}: {error}"))
        }
    }
    /// The same about an article's page: what is said of feeds does not fit.
    pub(super) fn of_page(address: &str, error: &FetchError) -> Fault {
        let fault = Fault::of(address, error);
        if matches!(error, FetchError::Gone | FetchError::Status { code: 404, .. }) {
            fault.hint("the page has moved or is gone; the article keeps the text it has")
        } else {
            fault
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_gets_no_advice_about_feeds() {
        let told = |error: FetchError| {
            let fault = Fault::of_page("https://example.org/story", &error);
            format!("{}; {}", fault.reason, fault.hint.unwrap_or_default())
        };
        for error in [FetchError::Status { code: 404, retry_after: None }, FetchError::Gone] {
            let told = told(error);
            assert!(told.ends_with("the article keeps the text it has"), "{told}");
            assert!(!told.contains("feed"), "{told}");
        }
        assert!(told(FetchError::Timeout).contains("try again later"));
    }
}
