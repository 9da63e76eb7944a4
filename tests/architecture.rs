//! Guards the layers: arrows point down, each craft has one home, files stay small.

use std::fs;
use std::path::{Path, PathBuf};

/// A layer, and the layers that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("extract", &["domain"]),
    ("store", &["domain"]),
    ("export", &["domain"]),
    ("ingest", &["domain", "extract", "store"]),
    ("app", &["domain"]),
    ("ui", &["domain", "app"]),
    ("shell", &["domain", "extract", "store", "export", "ingest", "app", "ui"]),
    ("cli", &["domain", "extract", "store", "export", "ingest", "app", "ui", "shell"]),
];

/// A craft (words that reveal it), and the layers that it may live in.
const HOMES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("SELECT ", &["store"]),
    ("ratatui", &["ui", "shell"]),
    ("crossterm", &["shell"]),
    ("std::net", &["ingest"]),
    ("std::fs", &["store", "ingest", "shell", "cli"]),
    ("std::thread", &["shell", "cli"]),
    // Fetches end at a moment that they are given the length of.
    ("std::time::Instant", &["shell", "cli", "ingest"]),
    ("Utc::now", &["shell", "cli"]),
    ("Local::now", &["shell", "cli"]),
];

/// The most lines that a file may have before its tests.
const MOST_LINES: usize = 350;

#[test]
fn imports_point_downward() {
    for (layer, below) in LAYERS {
        for (file, code) in sources(layer) {
            assert!(!code.contains("crate::{"), "{file}: name one layer per `use`");
            for import in code.split("crate::").skip(1) {
                let target = import.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                let target = target.unwrap_or("");
                let allowed = target == *layer || below.contains(&target);
                assert!(allowed, "{file}: {layer} must not import {target}");
            }
        }
    }
}

/// The tests that the documents name exist.
#[test]
fn promises_name_tests_that_there_are() {
    let mut files = Vec::new();
    ["src", "tests"].iter().for_each(|folder| collect(Path::new(folder), &mut files));
    let code = files.iter().map(|file| fs::read_to_string(file).expect("a file of code"));
    let code: String = code.collect();
    for document in ["docs/LIMITS.md", "docs/RELIABILITY.md"] {
        let text = fs::read_to_string(document).expect("a document");
        // The names of tests are the only words in code marks with many underscores.
        let named: Vec<&str> = text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|word| word.matches('_').count() >= 2)
            .collect();
        assert!(named.len() > 10, "{document} names no tests");
        for name in named {
            assert!(code.contains(&format!("fn {name}(")), "{document}: no test is called {name}");
        }
    }
}

#[test]
fn each_craft_has_one_home() {
    for (craft, homes) in HOMES {
        for (layer, _) in LAYERS.iter().filter(|(layer, _)| !homes.contains(layer)) {
            for (file, code) in sources(layer) {
                let code = product(&code);
                assert!(!code.contains(craft), "{file}: `{craft}` belongs in {homes:?}");
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_holds_one_idea() {
    for (layer, _) in LAYERS {
        for (file, code) in sources(layer) {
            assert!(code.starts_with("//! "), "{file}: the first line says what it is for");
            let lines = product(&code).lines().count();
            assert!(lines <= MOST_LINES, "{file}: {lines} lines before its tests");
        }
    }
}

#[test]
fn every_layer_is_listed() {
    for entry in fs::read_dir("src").expect("src is readable").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = LAYERS.iter().any(|(layer, _)| *layer == name);
        assert!(known || !entry.path().is_dir(), "src/{name}: not a layer");
    }
}

/// The part of a file before its tests; nothing of a file that is all tests.
fn product(code: &str) -> &str {
    if code.contains("\n#[test]\n") && !code.contains("\n#[cfg(test)]\nmod ") {
        return "";
    }
    code.split("\n#[cfg(test)]\nmod ").next().unwrap_or(code)
}

fn sources(layer: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&Path::new("src").join(layer), &mut files);
    assert!(!files.is_empty(), "src/{layer} has no code");
    let read = |path: &PathBuf| fs::read_to_string(path).expect("source is readable");
    files.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("layer is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
