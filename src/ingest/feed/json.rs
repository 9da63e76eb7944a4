//! Reads JSON Feed 1.0 and 1.1.

use serde_json::Value;

use crate::domain::{Body, Draft, Enclosure, FeedInfo, FeedOrigin};

use super::{Hints, MOST_ENTRIES, Parsed, address, dates, fields, html, left_out, media, title};

/// Returns whether a JSON value is a feed.
pub(in super::super) fn is_json_feed(value: &Value) -> bool {
    let version = value.get("version").and_then(Value::as_str).unwrap_or("");
    let items = value.get("items").is_some_and(Value::is_array);
    version.contains("jsonfeed.org") || (items && value.get("home_page_url").is_some())
}

/// Reads a feed.
pub(in super::super) fn read_json_feed(value: &Value, hints: &Hints) -> Parsed {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let own = text("feed_url")
        .and_then(address::web_address)
        .or_else(|| hints.address.map(str::to_owned));
    let site = text("home_page_url").and_then(address::web_address);
    let base = site.clone().or_else(|| own.clone());
    let info = FeedInfo {
        origin: own.map_or(FeedOrigin::Input, FeedOrigin::Address),
        title: text("title")
            .and_then(fields::non_empty_line)
            .or_else(|| site.clone())
            .unwrap_or_default(),
        site,
    };
    let language = text("language").and_then(fields::language_tag);
    let items = value.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let around = authors(value);
    let mut drafts: Vec<Draft> =
        items.iter().take(MOST_ENTRIES).map(|item| entry(item, base.as_deref())).collect();
    for draft in &mut drafts {
        draft.language = draft.language.take().or_else(|| language.clone());
        if draft.authors.is_empty() {
            draft.authors.clone_from(&around);
        }
    }
    let problems = left_out(items.len()).into_iter().collect();
    Parsed { feed: Some(info), drafts, problems, ..Parsed::default() }
}

fn entry(item: &Value, base: Option<&str>) -> Draft {
    let text =
        |name: &str| item.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let url = |name: &str| {
        text(name)
            .and_then(|url| address::link_address(url, base))
            .and_then(|url| address::web_address(&url))
    };
    let body = match (text("content_html"), text("content_text").or(text("summary"))) {
        (Some(markup), _) => html::fragment_body(markup, url("url").as_deref().or(base)),
        (None, Some(text)) => html::plain_body(text),
        (None, None) => Body::default(),
    };
    let updated = text("date_modified").and_then(dates::parse);
    let named = item.get("title").and_then(Value::as_str).and_then(fields::non_empty_line);
    Draft {
        guid: item.get("id").and_then(id),
        url: url("url").or_else(|| url("external_url")),
        title: named.unwrap_or_else(|| title::from_body(&body)),
        authors: authors(item),
        outlet: None,
        published: text("date_published").and_then(dates::parse).or(updated),
        updated,
        own_tags: Vec::new(),
        tags: strings(item.get("tags")),
        language: text("language").and_then(fields::language_tag),
        body,
        enclosures: attachments(item, url("url").as_deref().or(base)),
    }
}

fn attachments(item: &Value, base: Option<&str>) -> Vec<Enclosure> {
    let list = item.get("attachments").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let attachment = |file: &Value| {
        let text = |name: &str| file.get(name).and_then(Value::as_str);
        let seconds = file.get("duration_in_seconds").and_then(Value::as_f64);
        let url = text("url").and_then(|url| address::link_address(url, base));
        Some(Enclosure {
            url: url.and_then(|url| address::web_address(&url))?,
            kind: text("mime_type").and_then(media::media_type),
            bytes: file.get("size_in_bytes").and_then(Value::as_u64).filter(|bytes| *bytes > 0),
            title: text("title")
                .and_then(fields::non_empty_line)
                .or_else(|| media::format_duration(seconds.unwrap_or(0.0) as u64)),
        })
    };
    list.iter().filter_map(attachment).take(media::MOST).collect()
}

fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => fields::identifier(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns the authors of an item or of the feed itself.
fn authors(item: &Value) -> Vec<String> {
    let name = |author: &Value| {
        author.get("name").and_then(Value::as_str).and_then(fields::non_empty_line)
    };
    match (item.get("authors").and_then(Value::as_array), item.get("author")) {
        (Some(authors), _) if !authors.is_empty() => authors.iter().filter_map(name).collect(),
        (_, Some(author)) => name(author).into_iter().collect(),
        (_, None) => Vec::new(),
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).filter_map(fields::non_empty_line).collect()
}
