//! Prints rows as they come: as a table, JSON, CSV or TSV.

use std::io::{self, IsTerminal};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::domain::clean;
use crate::export::cells;
use crate::export::safe;
use crate::shell::terminal;

use super::archive_args::{FormArgs, SheetFormat};
use super::error::Failure;
use super::output::Output;
use super::table::{cut_cell, pad_cell};

/// The gap between two columns of a table.
const GAP: &str = "  ";

/// The widest cell in columns of the screen, except for the last cell of a row.
const WIDEST: usize = 28;

/// The least width of the last cell of a row on a terminal.
const LEAST: usize = 16;

/// The fields of a kind of rows.
pub(super) struct SheetFields {
    /// The names of the fields, in order.
    pub(super) fields: &'static [&'static str],
    /// The columns of a table unless others are requested. The last one takes the remaining width.
    pub(super) columns: &'static [&'static str],
    /// The number of fields at the end of `fields` that are printed only on request.
    pub(super) extra: usize,
}

/// Prints rows.
pub(super) struct Sheet {
    format: SheetFormat,
    /// The printed fields: index in a row, and name.
    fields: Vec<(usize, &'static str)>,
    begun: bool,
    /// Rows of a table that are not laid out yet.
    waiting: Vec<Vec<Value>>,
    widths: Vec<usize>,
    /// The width of the terminal in columns, if the output is one.
    screen: Option<usize>,
}

impl Sheet {
    /// Creates a sheet as the arguments request. `extra` includes the extra fields.
    pub(super) fn new(shape: &SheetFields, args: &FormArgs, extra: bool) -> Result<Sheet, Failure> {
        let screen = io::stdout().is_terminal().then(|| usize::from(terminal::size().columns));
        let usual = shape.fields.len() - if extra { 0 } else { shape.extra };
        let place = |name: &str| shape.fields.iter().position(|field| *field == name);
        let named = |place: usize| (place, shape.fields[place]);
        let fields = match (&args.fields, args.format) {
            (Some(wanted), _) => {
                let wanted = wanted.iter().map(|name| name.trim());
                let found = wanted.map(|name| {
                    place(name).map(named).ok_or_else(|| {
                        Failure::usage(format!("there is no field `{name}`"))
                            .hint(format!("the fields are: {}", shape.fields.join(", ")))
                    })
                });
                found.collect::<Result<Vec<_>, _>>().and_then(each_once)?
            }
            (None, SheetFormat::Table) => {
                shape.columns.iter().filter_map(|name| place(name)).map(named).collect()
            }
            (None, _) => (0..usual).map(named).collect(),
        };
        let widths = vec![0; fields.len()];
        let format = args.format;
        Ok(Sheet { format, fields, begun: false, waiting: Vec::new(), widths, screen })
    }

    /// Returns whether a field is printed. A value that is expensive to find can be skipped
    /// otherwise.
    pub(super) fn wants(&self, field: &str) -> bool {
        self.fields.iter().any(|(_, name)| *name == field)
    }

    /// Prints a row with a value for each field.
    pub(super) fn row(&mut self, output: &mut Output, mut row: Vec<Value>) -> Result<(), Failure> {
        let mut take = |(place, _): &(usize, &str)| row.get_mut(*place).map(Value::take);
        let row: Vec<Value> =
            self.fields.iter().map(|field| take(field).unwrap_or_default()).collect();
        match self.format {
            SheetFormat::Table => {
                self.waiting.push(row);
                return Ok(());
            }
            SheetFormat::Json => output.write(if self.begun { ",\n " } else { "[" })?,
            SheetFormat::Jsonl => {}
            SheetFormat::Csv | SheetFormat::Tsv => self.head(output)?,
        }
        self.begun = true;
        match self.format {
            SheetFormat::Json => output.write(&self.object(&row)),
            SheetFormat::Csv => output.write(&format!("{}\r\n", join_cells(&row, ",", csv_value))),
            SheetFormat::Tsv => output.write(&format!("{}\n", join_cells(&row, "\t", tsv_value))),
            _ => output.write(&format!("{}\n", self.object(&row))),
        }
    }

    /// Flushes the rows so far.
    pub(super) fn flush(&mut self, output: &mut Output) -> Result<(), Failure> {
        let rows = std::mem::take(&mut self.waiting);
        if !rows.is_empty() {
            self.lay_out(output, &rows)?;
        }
        output.flush()
    }

    /// Prints the end, after the last row.
    pub(super) fn close(&mut self, output: &mut Output) -> Result<(), Failure> {
        match self.format {
            SheetFormat::Json => output.write(if self.begun { "]\n" } else { "[]\n" })?,
            SheetFormat::Csv | SheetFormat::Tsv => self.head(output)?,
            SheetFormat::Jsonl | SheetFormat::Table => {}
        }
        self.flush(output)
    }

    fn head(&mut self, output: &mut Output) -> Result<(), Failure> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let names: Vec<&str> = self.fields.iter().map(|(_, name)| *name).collect();
        output.write(&match self.format {
            SheetFormat::Csv => format!("{}\r\n", names.join(",")),
            _ => format!("{}\n", names.join("\t")),
        })
    }

    fn object(&self, row: &[Value]) -> String {
        let field = |((_, name), value): (&(usize, &str), &Value)| {
            format!("\"{name}\":{}", safe::to_safe_json(value))
        };
        let fields: Vec<String> = self.fields.iter().zip(row).map(field).collect();
        format!("{{{}}}", fields.join(","))
    }

    /// Prints rows of a table. The first rows determine the widths of columns.
    fn lay_out(&mut self, output: &mut Output, rows: &[Vec<Value>]) -> Result<(), Failure> {
        let mut lines: Vec<Vec<String>> = Vec::new();
        if !std::mem::replace(&mut self.begun, true) {
            lines.push(
                self.fields.iter().map(|(_, name)| name.replace('_', " ").to_uppercase()).collect(),
            );
        }
        lines.extend(rows.iter().map(|row| row.iter().map(table_value).collect()));
        let last = self.fields.len().saturating_sub(1);
        for line in &mut lines {
            for (column, cell) in line.iter_mut().enumerate() {
                if column != last {
                    *cell = cut_cell(cell, WIDEST);
                    self.widths[column] = self.widths[column].max(cell.width());
                }
            }
        }
        let before: usize = self.widths[..last].iter().map(|width| width + GAP.len()).sum();
        let room = self.screen.map(|screen| screen.saturating_sub(before).max(LEAST));
        for line in lines {
            let cells = line.iter().zip(&self.widths).enumerate().map(|(column, (cell, width))| {
                match (column == last, room) {
                    (true, Some(room)) => cut_cell(cell, room),
                    (true, None) => cell.clone(),
                    (false, _) => pad_cell(cell, *width, true),
                }
            });
            let line = cells.collect::<Vec<_>>().join(GAP);
            output.write(&format!("{}\n", line.trim_end()))?;
        }
        Ok(())
    }
}

/// Returns an error if a field occurs twice: a program that reads rows by field names would lose
/// one.
fn each_once(fields: Vec<(usize, &'static str)>) -> Result<Vec<(usize, &'static str)>, Failure> {
    let twice = |(place, field): &(usize, &(usize, &str))| fields[..*place].contains(field);
    match fields.iter().enumerate().find(twice) {
        Some((_, (_, name))) => Err(Failure::usage(format!("the field `{name}` is named twice"))
            .hint("each field can be written once")),
        None => Ok(fields),
    }
}

fn join_cells(row: &[Value], between: &str, cell: fn(&Value) -> String) -> String {
    row.iter().map(cell).collect::<Vec<_>>().join(between)
}

/// Returns a value as a cell of CSV. Text is never a formula; numbers stay numbers.
fn csv_value(value: &Value) -> String {
    match value {
        Value::String(_) | Value::Array(_) => cells::csv_text_cell(&value_text(value)),
        _ => value_text(value),
    }
}

fn tsv_value(value: &Value) -> String {
    cells::tsv_cell(&value_text(value))
}

/// Returns a value as text: empty for null, the items of a list.
fn value_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(value_text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Returns a value as one line for a table.
fn table_value(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => String::new(),
        // A time is shown as day and minute; midnight in UTC means just a day.
        Value::String(text) if is_moment(text) => {
            let shown = text[..16].replace('T', " ");
            let day = text.ends_with("T00:00:00Z");
            if day { shown[..10].to_owned() } else { shown }
        }
        other => clean::one_line(&value_text(other)),
    }
}

fn is_moment(text: &str) -> bool {
    text.len() >= 20 && text.is_ascii() && chrono::DateTime::parse_from_rfc3339(text).is_ok()
}
