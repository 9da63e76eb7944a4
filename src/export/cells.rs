//! Cells of comma- and tab-separated values (RFC 4180), as one line that is safe to show.

use crate::domain::clean;

/// Returns a cell of CSV, quoted if necessary.
pub fn csv_cell(cell: &str) -> String {
    let cell = clean::one_line(cell);
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Returns a cell of TSV, in which tabs are replaced by spaces.
pub fn tsv_cell(cell: &str) -> String {
    clean::one_line(cell)
}

/// Returns a CSV cell for foreign text. Spreadsheets treat text that begins with = + - @ % | as a
/// formula and may run it. A leading apostrophe, which they do not show, prevents that.
pub fn csv_text_cell(cell: &str) -> String {
    let cell = clean::one_line(cell);
    let is_number = cell.starts_with('-') && cell.parse::<f64>().is_ok();
    match cell.starts_with(['=', '+', '-', '@', '%', '|', '＝', '＋', '－', '＠']) && !is_number
    {
        true => csv_cell(&format!("'{cell}")),
        false => csv_cell(&cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        assert_eq!(csv_cell("plain"), "plain");
        assert_eq!(csv_cell("one, two"), "\"one, two\"");
        assert_eq!(csv_cell("\"no\""), "\"\"\"no\"\"\"");
        assert_eq!(csv_cell("a\n\nb\u{1b}[31m"), "a b");
        assert_eq!(tsv_cell("one,\t\"two\""), "one, \"two\"");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(csv_text_cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(csv_text_cell("\n\t@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(csv_text_cell("\u{200b}+1+1"), "'+1+1");
        assert_eq!(csv_text_cell("- no, she said"), "\"'- no, she said\"");
        assert_eq!(csv_text_cell("-5"), "-5");
        assert_eq!(csv_text_cell("+1"), "'+1");
        assert_eq!(csv_text_cell("%x"), "'%x");
        assert_eq!(csv_text_cell("|x"), "'|x");
        assert_eq!(csv_text_cell("“No”"), "“No”");
    }
}
