//! Normalizes addresses, so that two spellings of one canonical link give the same key.

/// Returns the key by which `url` is compared, or `None` if it identifies no single article (a
/// site's front page). The key ignores scheme, case of the host, default ports, `www.`, trackers'
/// parameters, a slash at the end, and fragments except those that single-page sites use for
/// routing.
pub(super) fn link_key(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_lowercase();
    let host = host.strip_suffix(":80").or(host.strip_suffix(":443")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = path.trim_end_matches('/');
    let query: Vec<&str> = query.split('&').filter(|part| tells_apart(part)).collect();
    let route = if fragment.starts_with(['!', '/']) { fragment } else { "" };
    if host.is_empty() || (path.is_empty() && query.is_empty() && route.is_empty()) {
        return None;
    }
    Some(format!("{host}/{path}?{}#{route}", query.join("&")))
}

/// Returns whether a query parameter identifies content, rather than where the visitor came from.
fn tells_apart(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or("");
    !parameter.is_empty() && !name.starts_with("utm_") && !matches!(name, "fbclid" | "gclid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_link_have_one_key() {
        let same = |one, other| link_key(one) == link_key(other) && link_key(one).is_some();
        assert!(same("https://www.gazette.example/a/", "HTTP://Gazette.example:80/a?utm_source=x"));
        assert!(same("https://gazette.example/a#top", "https://gazette.example/a"));
        assert!(!same("https://gazette.example/a", "https://gazette.example/A"));
        assert!(!same("https://gazette.example/a?id=1", "https://gazette.example/a?id=2"));
        assert!(!same("https://gazette.example/#!/a", "https://gazette.example/#!/b"));
    }

    #[test]
    fn a_front_page_names_no_article() {
        for url in ["https://gazette.example", "https://gazette.example/?utm_medium=rss", "", "x"] {
            assert_eq!(link_key(url), None, "{url}");
        }
    }
}
