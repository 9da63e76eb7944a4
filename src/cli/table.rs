//! Prints columns of text for people, as wide as necessary and safe to show.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::clean;

/// The widest cell in columns of the screen, except for the last cell of a row.
const WIDEST: usize = 40;

/// Returns each row as a line. The columns `numbers` (from 0) are right-aligned, except for cells
/// that are not numbers. The last cell is never cut.
pub(super) fn layout_rows(rows: &[Vec<String>], numbers: &[usize]) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| clean_cells(row)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells =
            cells.map(|(place, (cell, width))| pad_cell(cell, *width, numbers.contains(&place)));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

fn clean_cells(row: &[String]) -> Vec<String> {
    let last = row.len().saturating_sub(1);
    let cell = |(place, cell): (usize, &String)| {
        let cell = clean::one_line(cell);
        if place == last { cell } else { cut_cell(&cell, WIDEST) }
    };
    row.iter().enumerate().map(cell).collect()
}

/// Returns a cell of at most `widest` columns. A cut is marked by an ellipsis.
pub(super) fn cut_cell(cell: &str, widest: usize) -> String {
    if cell.width() <= widest {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for cluster in cell.graphemes(true) {
        if kept.width() + cluster.width() >= widest {
            break;
        }
        kept.push_str(cluster);
    }
    kept.push('…');
    kept
}

/// Pads a cell to `width` columns; a number is right-aligned.
pub(super) fn pad_cell(cell: &str, width: usize, number: bool) -> String {
    let space = " ".repeat(width.saturating_sub(cell.width()));
    let is_number = number && !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
    if is_number { format!("{space}{cell}") } else { format!("{cell}{space}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_stand_below_each_other_in_every_script() {
        let rows = [row(&["3", "Gazette", "new"]), row(&["12", "港の新聞", "failed"])];
        assert_eq!(layout_rows(&rows, &[0]), [" 3  Gazette   new", "12  港の新聞  failed"]);
    }

    #[test]
    fn a_title_that_is_a_number_stands_where_titles_do() {
        let rows =
            [row(&["", "FEED", "OF"]), row(&["1", "308", "7"]), row(&["12", "Gazette", "12"])];
        let told = ["    FEED     OF", " 1  308       7", "12  Gazette  12"];
        assert_eq!(layout_rows(&rows, &[0, 2]), told);
    }

    #[test]
    fn foreign_text_is_one_line_and_cut() {
        let long = "x".repeat(50);
        let rows = [row(&["a\u{1b}[31m\nb", &long, &long])];
        let lines = layout_rows(&rows, &[]);
        assert_eq!(lines, [format!("a b  {}…  {long}", "x".repeat(39))]);
    }
}
