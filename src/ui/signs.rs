//! Signs for marks and kinds: few and plain ones, or those that were asked for.

use crate::app::comfort::Icons;
use crate::domain::SourceKind;

/// What stands before an unread article.
pub(super) fn unread(icons: Icons) -> &'static str {
    match icons {
        Icons::None => "●",
        Icons::Ascii => "*",
        Icons::Nerd => "\u{f0e0}",
    }
}

/// What stands beside an article with a star.
pub(super) fn star(icons: Icons) -> &'static str {
    match icons {
        Icons::None => "★",
        Icons::Ascii => "+",
        Icons::Nerd => "\u{f005}",
    }
}

/// What stands before a source: its kind, where signs were asked for.
pub(super) fn source(icons: Icons, kind: SourceKind) -> &'static str {
    match (icons, kind) {
        (Icons::None, _) => "▌",
        (Icons::Ascii, SourceKind::Person) => "@",
        (Icons::Ascii, SourceKind::Unnamed) => "?",
        (Icons::Ascii, SourceKind::Organization) => "#",
        (Icons::Ascii, SourceKind::Document) => "=",
        (Icons::Nerd, SourceKind::Person) => "\u{f007}",
        (Icons::Nerd, SourceKind::Unnamed) => "\u{f21b}",
        (Icons::Nerd, SourceKind::Organization) => "\u{f19c}",
        (Icons::Nerd, SourceKind::Document) => "\u{f15c}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_takes_one_column() {
        let kinds = [
            SourceKind::Person,
            SourceKind::Unnamed,
            SourceKind::Organization,
            SourceKind::Document,
        ];
        for icons in [Icons::None, Icons::Ascii, Icons::Nerd] {
            let signs = kinds.map(|kind| source(icons, kind));
            for sign in signs.into_iter().chain([unread(icons), star(icons)]) {
                assert_eq!(crate::text::cells::text_width(sign), 1, "{sign:?}");
                assert_eq!(sign.is_ascii(), icons == Icons::Ascii);
            }
        }
    }
}
