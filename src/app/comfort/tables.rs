//! Files of TOML tables: every key's value to whoever takes it, every fault with its line.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

/// Reads a file whose top level holds tables of these names, and gives `take` the table's name,
/// the key, its value and its line. What it refuses, and all else that is wrong, is reported with
/// its line; `told` writes that out.
pub fn read(
    text: &str,
    tables: &[&str],
    mut take: impl FnMut(&str, &str, &DeValue<'_>, usize) -> Result<(), String>,
) -> Vec<(usize, String)> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::of(text);
    let wrong = |error: &toml::de::Error| {
        let line = error.span().map_or(1, |span| lines.line(span.start));
        (line, error.message().to_owned())
    };
    let mut faults: Vec<(usize, String)> = errors.iter().map(wrong).collect();
    faults.dedup_by_key(|(line, _)| *line);
    // What is left of a line that cannot be read is no second fault.
    let broken: BTreeSet<usize> = faults.iter().map(|(line, _)| *line).collect();
    let mut found = Vec::new();
    for (name, value) in document.get_ref() {
        let known = tables.contains(&name.get_ref().as_ref());
        let (true, DeValue::Table(table)) = (known, value.get_ref()) else {
            let line = lines.line(name.span().start);
            found.push((line, not_a_table(name.get_ref(), known, tables)));
            continue;
        };
        for (key, value) in table {
            let line = lines.line(key.span().start);
            if broken.contains(&line) {
                continue;
            }
            if let Err(fault) = take(name.get_ref(), key.get_ref(), value.get_ref(), line) {
                found.push((line, fault));
            }
        }
    }
    faults.extend(found.into_iter().filter(|(line, _)| !broken.contains(line)));
    faults
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(offset, _)| offset + 1).collect())
    }

    /// The line, from 1, in which a byte stands.
    fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|begin| *begin <= offset) + 1
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that were taken, and what is wrong.
    fn of(text: &str) -> (Vec<String>, Vec<String>) {
        let mut taken = Vec::new();
        let faults = read(text, &["look", "reading"], |table, key, _, line| {
            taken.push(format!("{table}.{key}:{line}"));
            Ok(())
        });
        taken.sort();
        (taken, told("c", faults))
    }

    #[test]
    fn a_line_that_cannot_be_read_takes_no_other_with_it() {
        let text = "[reading]\nmeasure = = 66\nspeed = 200\n[look]\nicons = none\nplain = true\n";
        let (taken, faults) = of(text);
        assert_eq!(taken, ["look.plain:6", "reading.speed:3"]);
        let lines: Vec<&str> = faults.iter().map(|fault| &fault[..4]).collect();
        assert_eq!(lines, ["c:2:", "c:5:"], "{faults:?}");
    }

    #[test]
    fn a_table_that_stands_there_twice_is_told_and_the_rest_holds() {
        let (taken, faults) =
            of("[look]\nplain = true\n[look]\nicons = \"ascii\"\n[reading]\nspeed = 90\n");
        assert!(taken.contains(&"reading.speed:6".to_owned()), "{taken:?}");
        assert_eq!(faults, ["c:3: duplicate key"]);
    }
}
