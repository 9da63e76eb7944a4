//! Reads a page's metadata: title, authors, dates, outlet, address, language.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use crate::domain::{Draft, When};

use super::super::{dates, fields, title};
use super::{HashSet, address, linked};

/// The metadata of a page.
pub(super) struct PageMetadata {
    /// The article without its text.
    pub(super) draft: Draft,
    /// The base address of relative links.
    pub(super) base: Option<String>,
    /// The article's text from the page's structured data (JSON-LD `articleBody`).
    pub(super) text: Option<String>,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "ptime",
    "date",
];
const UPDATED: &[&str] =
    &["article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod"];
const TITLES: &[&str] =
    &["og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "headline"];
const AUTHORS: &[&str] = &[
    "author",
    "parsely-author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "sailthru.author",
    "citation_author",
];

/// Reads a page's metadata. `address` is the address that it was fetched from, if it was.
pub(super) fn read_metadata(document: &Document, address: Option<&str>) -> PageMetadata {
    let meta = Meta::read(document);
    let linked = linked::read_linked_data(document);
    let canonical = attribute(document, "link[rel=canonical]", "href");
    let url = canonical.or_else(|| meta.first(&["og:url"]).map(str::to_owned));
    let url = url
        .and_then(|url| address::link_address(&url, address))
        .and_then(|url| address::web_address(&url));
    let url = url.or_else(|| address.and_then(address::web_address)).or_else(|| linked.url.clone());
    let title = title_of(document, &meta, &linked);
    let base = attribute(document, "base[href]", "href");
    let base = base.and_then(|base| address::link_address(&base, address.or(url.as_deref())));
    let tags = match meta.all("article:tag") {
        [] => meta.first(&["news_keywords", "keywords", "parsely-tags"]).map(fields::split_tags),
        tags => Some(tags.iter().filter_map(|tag| fields::non_empty_line(tag)).collect()),
    };
    let draft = Draft {
        guid: None,
        title,
        authors: authors(document, &meta, linked.authors, linked.outlet.as_deref()),
        outlet: meta.first(&["og:site_name"]).and_then(fields::non_empty_line).or(linked.outlet),
        published: linked.published.or_else(|| meta.date(PUBLISHED)).or_else(|| time(document)),
        updated: linked.updated.or_else(|| meta.date(UPDATED)),
        own_tags: Vec::new(),
        tags: without_repeats(tags.unwrap_or_default()),
        language: language(document, &meta).or(linked.language),
        body: crate::domain::Body::default(),
        enclosures: Vec::new(),
        url: url.clone(),
    };
    let base = base.or_else(|| address.map(str::to_owned)).or(url);
    PageMetadata { draft, base, text: linked.text }
}

/// The values of `meta` elements by name in lower case, and of elements with `itemprop`.
struct Meta(HashMap<String, Vec<String>>);

impl Meta {
    fn read(document: &Document) -> Meta {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for node in document.select("meta[content]").nodes() {
            let content = node.attr("content").unwrap_or_default();
            let keys = ["property", "name", "itemprop", "http-equiv"];
            let names = keys.iter().find_map(|key| node.attr(key)).unwrap_or_default();
            for name in names.split_whitespace().filter(|_| !content.trim().is_empty()) {
                let name =
                    name.to_lowercase().replace("dc:", "dc.").replace("dcterms:", "dcterms.");
                values.entry(name).or_default().push(content.trim().to_owned());
            }
        }
        Meta(values)
    }

    fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).first()).map(String::as_str)
    }

    /// Returns the first of the names whose value can be parsed as a date.
    fn date(&self, names: &[&str]) -> Option<When> {
        names.iter().flat_map(|name| self.all(name)).find_map(|text| dates::parse(text))
    }
}

/// Returns the page's title for sharing, else the title in its data (if the window title agrees,
/// because some sites put a description there), else the window title.
fn title_of(document: &Document, meta: &Meta, linked: &linked::Linked) -> String {
    let outlet = meta.first(&["og:site_name"]).or(linked.outlet.as_deref()).unwrap_or("");
    let window = title::clean_title(&document.select_single("title").text());
    let agrees =
        |text: &&str| window.is_empty() || window.contains(title::clean_title(text).as_str());
    let linked = linked.titles.iter().map(String::as_str).find(agrees);
    let shared = meta.first(TITLES).or(linked).map(unescaped);
    let shared = shared.map(|text| without_outlet(&title::clean_title(&text), outlet).to_owned());
    shared.filter(|text| !text.is_empty()).unwrap_or_else(|| {
        let config = dom_smoothie::Config::default();
        let page = Readability::with_document(document.clone(), None, Some(config));
        let found = page.map(|page| page.get_article_title().to_string());
        title::clean_title(&found.unwrap_or_default())
    })
}

/// Returns a title without the outlet: "Ferry stops | Harbour Gazette".
fn without_outlet<'a>(title: &'a str, outlet: &str) -> &'a str {
    let rest = title.strip_suffix(outlet).filter(|_| !outlet.is_empty());
    let rest = rest.and_then(|rest| rest.trim_end().strip_suffix(['|', '-', '–', '—', '·', ':']));
    rest.map_or(title, str::trim_end)
}

/// Returns a text that was escaped twice ("Fish &amp; Chips") unescaped.
fn unescaped(text: &str) -> String {
    if text.contains('&') && text.contains(';') {
        super::fragment_line(text)
    } else {
        text.to_owned()
    }
}

fn authors(
    document: &Document,
    meta: &Meta,
    linked: Vec<String>,
    outlet: Option<&str>,
) -> Vec<String> {
    if !linked.is_empty() {
        return without_repeats(linked);
    }
    // "Mac & i" is an outlet, not two people.
    let outlet = meta.first(&["og:site_name"]).or(outlet).map(str::trim);
    let is_name = |text: &&String| {
        !text.contains("://") && !text.starts_with('@') && outlet != Some(text.trim())
    };
    let named =
        AUTHORS.iter().map(|name| meta.all(name)).find(|all| all.iter().any(|a| is_name(&a)));
    if let Some(named) = named {
        let are_catalogued = named.len() > 1
            || ["dc.creator", "dcterms.creator", "citation_author"]
                .iter()
                .any(|name| meta.all(name) == named);
        let names = |text: &String| match fields::uninverted_name(text).filter(|_| are_catalogued) {
            Some(name) => vec![name],
            None => fields::split_names(text),
        };
        return without_repeats(named.iter().filter(is_name).flat_map(names).collect());
    }
    let selection =
        document.select("[rel=author], [itemprop=author] [itemprop=name], [itemprop=author]");
    let first = selection.nodes().iter().map(|node| title::clean_title(&node.text()));
    let first = first.into_iter().find(|name| !name.is_empty() && name.chars().count() <= 80);
    first.map(|name| fields::split_byline(&name)).unwrap_or_default()
}

/// Returns the date of a `time` element that belongs to the article: marked as such, inside the
/// article, or the only one on the page.
fn time(document: &Document) -> Option<When> {
    let date = |node: &NodeRef| {
        let text = node.attr("datetime").or_else(|| node.attr("content"));
        dates::parse(&text.unwrap_or_else(|| node.text()))
    };
    for marked in ["[itemprop=datePublished]", "time[pubdate]", "article time", "main time"] {
        if let Some(date) = document.select(marked).nodes().iter().find_map(date) {
            return Some(date);
        }
    }
    match document.select("time").nodes() {
        [only] => date(only),
        _ => None,
    }
}

fn language(document: &Document, meta: &Meta) -> Option<String> {
    let declared = attribute(document, "html[lang]", "lang");
    let declared =
        declared.or_else(|| meta.first(&["content-language", "og:locale"]).map(str::to_owned));
    declared.and_then(|tag| fields::language_tag(&tag))
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    document.select_single(selector).attr(name).map(|value| value.to_string())
}

fn without_repeats(list: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    list.into_iter().filter(|item| seen.insert(item.clone())).collect()
}
