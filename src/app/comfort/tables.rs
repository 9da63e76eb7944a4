//! Files of TOML tables: every key's value to whoever takes it, every fault with its line.

use toml::de::{DeTable, DeValue};

use crate::domain::line_of;

/// Reads a file whose top level holds tables of these names, and gives `take` the table's name,
/// the key, its value and its line. What it refuses, and all else that is wrong, is reported with
/// its line; `told` writes that out.
pub fn read(
    text: &str,
    tables: &[&str],
    mut take: impl FnMut(&str, &str, &DeValue<'_>, usize) -> Result<(), String>,
) -> Vec<(usize, String)> {
    let document = match DeTable::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            return vec![(line, error.message().to_owned())];
        }
    };
    let mut faults = Vec::new();
    for (name, value) in document.get_ref() {
        let known = tables.contains(&name.get_ref().as_ref());
        let (true, DeValue::Table(table)) = (known, value.get_ref()) else {
            let line = line_of(text, name.span().start);
            faults.push((line, not_a_table(name.get_ref(), known, tables)));
            continue;
        };
        for (key, value) in table {
            let line = line_of(text, key.span().start);
            if let Err(fault) = take(name.get_ref(), key.get_ref(), value.get_ref(), line) {
                faults.push((line, fault));
            }
        }
    }
    faults
}

/// Faults, a line each in their order: file, line, fault.
pub fn told(file: &str, mut faults: Vec<(usize, String)>) -> Vec<String> {
    faults.sort();
    faults.into_iter().map(|(line, fault)| format!("{file}:{line}: {fault}")).collect()
}

fn not_a_table(name: &str, known: bool, tables: &[&str]) -> String {
    if known {
        return format!("`{name}` is a table: write [{name}] and its settings below");
    }
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let table = format!("[{table}]");
        if !names.contains(&table) {
            names.push(table);
        }
    }
    format!("`{name}` is none of the tables {}", names.join(", "))
}
