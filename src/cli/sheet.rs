//! Rows for people and for programs: a table, JSON, CSV or TSV, written as they come.

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
use super::table::{cut, padded};

/// What stands between two columns of a table.
const GAP: &str = "  ";

/// The most columns of the screen that a cell takes, unless it is the last of its row.
const WIDEST: usize = 28;

/// The least that the last cell of a row gets on a terminal.
const LEAST: usize = 16;

/// How a kind of rows is called and shown.
pub(super) struct SheetFields {
    /// The names of the fields, in order.
    pub(super) fields: &'static [&'static str],
    /// Those that a table shows unless others are asked for; the last one takes what room is left.
    pub(super) columns: &'static [&'static str],
    /// Fields that only stand there when they are asked for: at the end of `fields`.
    pub(super) extra: usize,
}

/// Rows while they are written.
pub(super) struct Sheet {
    format: SheetFormat,
    /// The fields that are written: their place in a row, and their name.
    fields: Vec<(usize, &'static str)>,
    begun: bool,
    /// Rows of a table that wait to be laid out.
    waiting: Vec<Vec<Value>>,
    widths: Vec<usize>,
    /// The columns of the terminal that it is written to.
    screen: Option<usize>,
}

impl Sheet {
    /// Rows of that shape, as the arguments want them; `extra` asks for the extra fields.
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
                            .hint(format!("there are: {}", shape.fields.join(", ")))
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

    /// Whether a field is written: what takes long to find need not be looked for else.
    pub(super) fn wants(&self, field: &str) -> bool {
        self.fields.iter().any(|(_, name)| *name == field)
    }

    /// Writes a row: a value for each field of the shape.
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
            SheetFormat::Csv => output.write(&format!("{}\r\n", joined(&row, ",", comma))),
            SheetFormat::Tsv => output.write(&format!("{}\n", joined(&row, "\t", tab))),
            _ => output.write(&format!("{}\n", self.object(&row))),
        }
    }

    /// Sends out what was written so far.
    pub(super) fn flush(&mut self, output: &mut Output) -> Result<(), Failure> {
        let rows = std::mem::take(&mut self.waiting);
        if !rows.is_empty() {
            self.lay_out(output, &rows)?;
        }
        output.flush()
    }

    /// Writes what comes after the last row.
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
            format!("\"{name}\":{}", safe::json(value))
        };
        let fields: Vec<String> = self.fields.iter().zip(row).map(field).collect();
        format!("{{{}}}", fields.join(","))
    }

    /// Writes rows of a table below each other; columns are as wide as the first rows need.
    fn lay_out(&mut self, output: &mut Output, rows: &[Vec<Value>]) -> Result<(), Failure> {
        let mut lines: Vec<Vec<String>> = Vec::new();
        if !std::mem::replace(&mut self.begun, true) {
            lines.push(
                self.fields.iter().map(|(_, name)| name.replace('_', " ").to_uppercase()).collect(),
            );
        }
        lines.extend(rows.iter().map(|row| row.iter().map(shown).collect()));
        let last = self.fields.len().saturating_sub(1);
        for line in &mut lines {
            for (column, cell) in line.iter_mut().enumerate() {
                if column != last {
                    *cell = cut(cell, WIDEST);
                    self.widths[column] = self.widths[column].max(cell.width());
                }
            }
        }
        let before: usize = self.widths[..last].iter().map(|width| width + GAP.len()).sum();
        let room = self.screen.map(|screen| screen.saturating_sub(before).max(LEAST));
        for line in lines {
            let cells = line.iter().zip(&self.widths).enumerate().map(|(column, (cell, width))| {
                match (column == last, room) {
                    (true, Some(room)) => cut(cell, room),
                    (true, None) => cell.clone(),
                    (false, _) => padded(cell, *width, true),
                }
            });
            let line = cells.collect::<Vec<_>>().join(GAP);
            output.write(&format!("{}\n", line.trim_end()))?;
        }
        Ok(())
    }
}

/// A program that reads rows by the names of their fields would lose one of two.
fn each_once(fields: Vec<(usize, &'static str)>) -> Result<Vec<(usize, &'static str)>, Failure> {
    let twice = |(place, field): &(usize, &(usize, &str))| fields[..*place].contains(field);
    match fields.iter().enumerate().find(twice) {
        Some((_, (_, name))) => Err(Failure::usage(format!("the field `{name}` is named twice"))
            .hint("each field can be written once")),
        None => Ok(fields),
    }
}

fn joined(row: &[Value], between: &str, cell: fn(&Value) -> String) -> String {
    row.iter().map(cell).collect::<Vec<_>>().join(between)
}

/// A value between commas. Words are never a formula; numbers stay numbers.
fn comma(value: &Value) -> String {
    match value {
        Value::String(_) | Value::Array(_) => cells::comma_words(&plain(value)),
        _ => plain(value),
    }
}

fn tab(value: &Value) -> String {
    cells::tab(&plain(value))
}

/// A value as text: nothing where it is null, lists by their items.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A value as a table shows it, on one line.
fn shown(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => String::new(),
        // A moment by its day and minute; midnight in UTC is what stands for a day.
        Value::String(text) if is_moment(text) => {
            let shown = text[..16].replace('T', " ");
            let day = text.ends_with("T00:00:00Z");
            if day { shown[..10].to_owned() } else { shown }
        }
        other => clean::one_line(&plain(other)),
    }
}

fn is_moment(text: &str) -> bool {
    text.len() >= 20 && text.is_ascii() && chrono::DateTime::parse_from_rfc3339(text).is_ok()
}
