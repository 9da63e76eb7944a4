//! Reports on standard error which full texts a refresh could not fetch.

use crate::domain::clean;
use crate::shell::refresh::PageFailure;

use super::output;

/// The most failures of one feed that are reported individually.
const MOST: usize = 10;

/// Prints one line per failure. Beyond the limit for a feed, failures are only counted.
pub(super) fn report_failures(failures: &[PageFailure]) {
    failure_lines(failures).iter().for_each(output::print_stderr);
}

fn failure_lines(failures: &[PageFailure]) -> Vec<String> {
    let mut feeds: Vec<(Option<&str>, usize)> = Vec::new();
    let mut lines = Vec::new();
    for failure in failures {
        let feed = failure.feed.as_deref();
        let place = feeds.iter().position(|(known, _)| *known == feed).unwrap_or_else(|| {
            feeds.push((feed, 0));
            feeds.len() - 1
        });
        feeds[place].1 += 1;
        if feeds[place].1 <= MOST {
            let line = format!("no full text: {}: {}", failure.address, failure.reason);
            lines.push(clean::one_line(&line));
        }
    }
    for (feed, count) in feeds.into_iter().filter(|(_, count)| *count > MOST) {
        let line = format!("no full text: {} more of {}", count - MOST, feed.unwrap_or("files"));
        lines.push(clean::one_line(&line));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_pages_are_listed_with_reasons_and_many_are_counted() {
        let failure = |n: usize, feed: &str| PageFailure {
            feed: Some(feed.to_owned()),
            address: format!("https://news.example/{n}"),
            reason: "its\u{1b} page is empty".to_owned(),
        };
        let mut failures: Vec<_> =
            (0..13).map(|n| failure(n, "https://news.example/feed")).collect();
        failures.push(failure(99, "https://other.example/feed"));
        let lines = failure_lines(&failures);
        assert_eq!(lines.len(), 12, "{lines:#?}");
        assert!(lines[0].starts_with("no full text: https://news.example/0: its"), "{lines:#?}");
        assert!(lines[10].contains("/99: "), "{lines:#?}");
        assert_eq!(lines[11], "no full text: 3 more of https://news.example/feed");
        assert!(!lines.concat().contains('\u{1b}'));
    }
}
