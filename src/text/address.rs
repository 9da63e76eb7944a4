//! Addresses that may be opened: http, https and mailto, with nothing hidden in them.

use crate::domain::clean;

/// What a mail program may be told beside whom to write to.
const MAIL_FIELDS: &[&str] = &["subject", "body", "cc"];

/// `address` as it may be handed to a browser or a mail program: only http, https and mailto;
/// blanks and hidden characters escaped, so that what is opened is what is shown. None for all
/// else.
pub fn openable(address: &str) -> Option<String> {
    let address = escaped(address.trim());
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let host = rest.strip_prefix("//")?;
            let begins = host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
            begins.then(|| format!("{scheme}:{rest}"))
        }
        "mailto" => mail(rest),
        _ => None,
    }
}

/// A mail address with those of its fields that can do no harm: some programs would attach files.
fn mail(rest: &str) -> Option<String> {
    let (to, fields) = rest.split_once('?').unwrap_or((rest, ""));
    if !to.contains('@') {
        return None;
    }
    let harmless = |field: &&str| {
        let name = field.split('=').next().unwrap_or("").to_ascii_lowercase();
        MAIL_FIELDS.contains(&name.as_str())
    };
    let fields: Vec<&str> = fields.split('&').filter(harmless).collect();
    let mark = if fields.is_empty() { "" } else { "?" };
    Some(format!("mailto:{to}{mark}{}", fields.join("&")))
}

fn escaped(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for c in address.chars() {
        let joiner = matches!(c, '\u{200c}' | '\u{200d}');
        let unsafe_here = c.is_whitespace() || c.is_control() || joiner || clean::is_hidden(c);
        if unsafe_here || matches!(c, '"' | '<' | '>' | '`' | '\\' | '^' | '{' | '}' | '|') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("%{byte:02X}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, opened: Option<&str>) {
        assert_eq!(openable(address).as_deref(), opened, "{address:?}");
    }

    #[test]
    fn only_web_and_mail_addresses_open() {
        check("https://a.example/x?y=1&z#t", Some("https://a.example/x?y=1&z#t"));
        check(" HTTP://A.example", Some("http://A.example"));
        check("https://[::1]:8080/", Some("https://[::1]:8080/"));
        check("mailto:desk@a.example", Some("mailto:desk@a.example"));
        for other in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.example/",
            "--help",
            "/etc/passwd",
            "https:a.example",
            "https://-x",
            "http://",
            "mailto:",
            "",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn what_is_hidden_is_escaped() {
        check("https://a.example/\u{202e}gpj.x y", Some("https://a.example/%E2%80%AEgpj.x%20y"));
        check("https://a.example/\u{1b}]0;x\u{7}", Some("https://a.example/%1B]0;x%07"));
        check("https://a.example/\"$(x)`y`", Some("https://a.example/%22$(x)%60y%60"));
        check("https://a.example/é漢", Some("https://a.example/é漢"));
    }

    #[test]
    fn mail_attaches_nothing() {
        check(
            "mailto:a@b.example?subject=Hi&attach=/etc/passwd&Body=x",
            Some("mailto:a@b.example?subject=Hi&Body=x"),
        );
        check("mailto:a@b.example?attachment=x", Some("mailto:a@b.example"));
    }
}
