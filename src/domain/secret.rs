//! Hides passwords and keys in addresses that are shown.

use std::borrow::Cow;

/// The replacement for a secret.
const DOTS: &str = "•••";

/// Parameters whose values grant access. A name that ends in one of them after `_` or `-` counts as
/// well (`access_token`, `x-api-key`).
const NAMES: &[&str] = &[
    "apikey",
    "auth",
    "code",
    "credential",
    "credentials",
    "hash",
    "key",
    "pass",
    "passwd",
    "password",
    "pwd",
    "secret",
    "session",
    "sid",
    "sig",
    "signature",
    "token",
];

/// Returns `address` with dots in place of the password before the host and of the values of
/// parameters that are named like keys or passwords. Everything else is unchanged.
pub fn mask_secrets(address: &str) -> String {
    let (before, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (address, None),
    };
    let (place, query) = match before.split_once('?') {
        Some((place, query)) => (place, Some(query)),
        None => (before, None),
    };
    let mut shown = without_password(place);
    if let Some(query) = query {
        shown.push('?');
        shown.push_str(&mask_parameters(query));
    }
    if let Some(fragment) = fragment {
        shown.push('#');
        shown.push_str(&mask_parameters(fragment));
    }
    shown
}

/// Returns whether `address` contains a secret that [`mask_secrets`] hides.
pub fn has_secret(address: &str) -> bool {
    mask_secrets(address) != address
}

/// Returns `text` with every address in it masked, for messages that contain addresses.
pub fn masked_text(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let address = word.trim_end_matches(|c| "()[]:;,.\"'”’`".contains(c));
        shown.push_str(&if address.contains("://") {
            mask_secrets(address)
        } else {
            address.to_owned()
        });
        shown.push_str(&piece[address.len()..]);
    }
    Cow::Owned(shown)
}

fn without_password(place: &str) -> String {
    let Some((scheme, rest)) = place.split_once("://") else { return place.to_owned() };
    let (authority, path) = rest.split_at(rest.find(['/', '\\']).unwrap_or(rest.len()));
    match authority.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split_once(':').map_or(user, |(name, _)| name);
            // A user name without a password may be a key by itself, but is mostly just a name.
            let dots = if name.len() < user.len() { format!(":{DOTS}") } else { String::new() };
            format!("{scheme}://{name}{dots}@{host}{path}")
        }
        None => place.to_owned(),
    }
}

fn mask_parameters(query: &str) -> String {
    let masked = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) if !value.is_empty() && is_secret(name) => format!("{name}={DOTS}"),
        _ => pair.to_owned(),
    });
    masked.collect::<Vec<_>>().join("&")
}

fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    let last = name.rsplit(['_', '-', '.']).next().unwrap_or(&name);
    NAMES.contains(&last) || name.ends_with("token") || name.ends_with("apikey")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stand_for_passwords_and_keys_and_for_nothing_else() {
        for (address, shown) in [
            ("https://a.example/feed?page=2#top", "https://a.example/feed?page=2#top"),
            ("http://ann:s3cret@a.example/f", "http://ann:•••@a.example/f"),
            ("http://ann:s3c@ret@a.example", "http://ann:•••@a.example"),
            ("http://ann@a.example/f@x:y", "http://ann@a.example/f@x:y"),
            ("http://a.example/f?token=x1&n=2", "http://a.example/f?token=•••&n=2"),
            ("http://a.example/?n=1&access_token=x=y", "http://a.example/?n=1&access_token=•••"),
            (
                "http://a.example/?X-Api-Key=1&authToken=2",
                "http://a.example/?X-Api-Key=•••&authToken=•••",
            ),
            (
                "http://a.example/?keyword=sea&monkey=1&token=",
                "http://a.example/?keyword=sea&monkey=1&token=",
            ),
            ("http://a.example/f#key=1", "http://a.example/f#key=•••"),
            ("no address", "no address"),
            ("", ""),
        ] {
            assert_eq!(mask_secrets(address), shown);
            assert_eq!(has_secret(address), address != shown);
        }
    }

    #[test]
    fn a_message_is_masked_wherever_it_names_an_address() {
        assert_eq!(
            masked_text("add (http://ann:x@a.example/f): http://b.example/?key=1, or none"),
            "add (http://ann:•••@a.example/f): http://b.example/?key=•••, or none"
        );
        assert_eq!(masked_text("it is at 12:30, ann:x@home"), "it is at 12:30, ann:x@home");
    }
}
