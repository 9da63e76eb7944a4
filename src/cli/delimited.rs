//! Fields of comma- and tab-separated values (RFC 4180): on one line and safe to show.

use crate::domain::clean;

/// A field between commas; in quotation marks where it needs them.
pub(super) fn comma(field: &str) -> String {
    let field = clean::one_line(field);
    if field.contains([',', '"']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// A field between tabs: tabs in it are spaces.
pub(super) fn tab(field: &str) -> String {
    clean::one_line(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_need_it() {
        assert_eq!(comma("plain"), "plain");
        assert_eq!(comma("one, two"), "\"one, two\"");
        assert_eq!(comma("\"no\""), "\"\"\"no\"\"\"");
        assert_eq!(comma("a\n\nb\u{1b}[31m"), "a b");
        assert_eq!(tab("one,\t\"two\""), "one, \"two\"");
    }
}
