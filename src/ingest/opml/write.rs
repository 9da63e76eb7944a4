//! Writes OPML 2.0.

use chrono::DateTime;

use crate::domain::clean;
use crate::domain::{FeedState, Subscription};

use super::{NAMESPACE, PREFIX};

/// Writes a list of feeds.
pub(super) fn write_outline(title: &str, feeds: &[Subscription], now: i64) -> String {
    let feeds: Vec<&Subscription> =
        feeds.iter().filter(|feed| feed.settings.state != FeedState::Kept).collect();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <opml version=\"2.0\" xmlns:{PREFIX}=\"{NAMESPACE}\">\n  <head>\n    <title>{}</title>\n",
        escaped(&clean::one_line(title))
    );
    if let Some(now) = DateTime::from_timestamp(now, 0) {
        out.push_str(&format!("    <dateCreated>{}</dateCreated>\n", now.to_rfc2822()));
    }
    out.push_str("  </head>\n  <body>\n");
    for (order, feed) in feeds.iter().enumerate().filter(|(_, feed)| feed.settings.tags.is_empty())
    {
        out.push_str(&outline(feed, order, "    "));
    }
    for tag in tags(&feeds) {
        out.push_str(&format!("    <outline text=\"{0}\" title=\"{0}\">\n", escaped(tag)));
        let inside = feeds.iter().enumerate();
        for (order, feed) in inside.filter(|(_, feed)| feed.settings.tags.iter().any(|t| t == tag))
        {
            out.push_str(&outline(feed, order, "      "));
        }
        out.push_str("    </outline>\n");
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

/// Returns all tags in the order of their first occurrence.
fn tags<'a>(feeds: &[&'a Subscription]) -> Vec<&'a str> {
    let mut tags: Vec<&str> = Vec::new();
    for tag in feeds.iter().flat_map(|feed| &feed.settings.tags) {
        if !tags.contains(&tag.as_str()) {
            tags.push(tag);
        }
    }
    tags
}

/// Writes a feed as one line. `order` counts feeds from 0.
fn outline(feed: &Subscription, order: usize, indent: &str) -> String {
    let settings = &feed.settings;
    let own_title = if feed.feed_title.is_empty() { &feed.title } else { &feed.feed_title };
    let mut line = format!("{indent}<outline type=\"rss\"");
    let mut add = |name: &str, value: &str| {
        line.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    };
    add("text", &feed.title);
    add("title", own_title);
    add("xmlUrl", &feed.address);
    if let Some(site) = &feed.site {
        add("htmlUrl", site);
    }
    add(&own("order"), &order.to_string());
    match settings.state {
        FeedState::Followed | FeedState::Kept => {}
        FeedState::Paused => add(&own("state"), "paused"),
        FeedState::Gone => add(&own("state"), "gone"),
    }
    if let Some(minutes) = settings.interval {
        add(&own("interval"), &minutes.to_string());
    }
    if settings.full_text {
        add(&own("fullText"), "true");
    }
    // The order of folders differs from the order of a feed's tags.
    if settings.tags.len() > 1
        && let Ok(tags) = serde_json::to_string(&settings.tags)
    {
        add(&own("tags"), &tags);
    }
    line.push_str("/>\n");
    line
}

fn own(name: &str) -> String {
    format!("{PREFIX}:{name}")
}

/// Escapes a text for an element or an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            // XML allows no other control characters, and no U+FFFE and U+FFFF.
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
