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
    ("text", &["domain"]),
    ("app", &["domain", "text"]),
    ("ui", &["domain", "text", "app"]),
    ("shell", &["domain", "extract", "store", "export", "ingest", "text", "app", "ui"]),
    ("cli", &["domain", "extract", "store", "export", "ingest", "text", "app", "ui", "shell"]),
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

/// The most fields that `App` may have.
const APP_FIELDS: usize = 15;

/// The most methods that `App` may have. What needs the state of one component only is a method of
/// that component. This number may only become smaller; 100 are wanted.
const APP_METHODS: usize = 332;

/// The most files that `impl App` may stand in. This number may only become smaller; five are wanted.
const APP_FILES: usize = 31;

/// The files outside of the app's front door that may look at the status line. This list may only
/// become shorter.
const STATUS_READERS: &[&str] = &["src/app/command/steps.rs", "src/app/refreshing.rs"];

/// The components of the app: the file or folder in `src/app`, and the type that owns the state.
const COMPONENTS: &[(&str, &str)] = &[
    ("list", "List"),
    ("article", "OpenArticle"),
    ("side", "Side"),
    ("sidebar", "Sidebar"),
    ("screens", "Archive"),
    ("searching", "Search"),
    ("correcting", "Mending"),
    ("comparing", "Beside"),
    ("command", "Commands"),
    ("refreshing", "Refresh"),
    ("changes", "Changes"),
    ("overlay", "Overlays"),
];

/// The most entries that a folder of the app may have.
const MOST_ENTRIES: usize = 22;

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

/// `App` routes between components and owns little itself.
#[test]
fn the_app_stays_small() {
    let (mut fields, mut methods, mut files) = (0, 0, 0);
    for (file, code) in sources("app") {
        let mut lines = product(&code).lines();
        let mut has_methods = false;
        while let Some(line) = lines.next() {
            let of_app = lines.by_ref().take_while(|line| *line != "}");
            let is_field = |line: &&str| line.trim_start_matches("    pub ").contains(": ");
            match line {
                "pub struct App {" => {
                    let code = of_app.filter(|line| !line.trim_start().starts_with("//"));
                    fields += code.filter(is_field).count();
                }
                "impl App {" => {
                    let starts = |line: &&str| {
                        let inside = line.strip_prefix("    ").unwrap_or("");
                        let name = inside.split("fn ").next().unwrap_or("");
                        inside.contains("fn ") && (name.is_empty() || name.starts_with("pub"))
                    };
                    let found = of_app.filter(starts).count();
                    methods += found;
                    has_methods |= found > 0;
                }
                // Nothing was taken: the iterator is lazy.
                _ => {}
            }
        }
        files += usize::from(has_methods);
        let front = file.starts_with("src/app/routing/") || file == "src/app/mod.rs";
        let reads_status = product(&code).contains("self.status.") && code.contains("impl App {");
        let known = front || STATUS_READERS.contains(&file.as_str());
        assert!(!reads_status || known, "{file}: give an `Outcome` that says it");
    }
    println!("App: {fields} fields, {methods} methods in {files} files");
    assert!(fields > 0 && fields <= APP_FIELDS, "App has {fields} fields");
    assert!(methods > 0 && methods <= APP_METHODS, "App has {methods} methods");
    assert!(files > 0 && files <= APP_FILES, "impl App stands in {files} files");
}

/// Components hand values to each other through `App`: none has methods that take another.
#[test]
fn components_do_not_take_each_other() {
    for (file, code) in sources("app") {
        let part = file.trim_start_matches("src/app/").trim_end_matches(".rs");
        let part = part.split('/').next().unwrap_or(part);
        for (_, own) in COMPONENTS.iter().filter(|(name, _)| *name == part) {
            for (_, other) in COMPONENTS.iter().filter(|(_, other)| other != own) {
                for taken in [format!(": &mut {other},"), format!(": &mut {other})")] {
                    assert!(!product(&code).contains(&taken), "{file}: takes {other} to change it");
                }
            }
        }
    }
    for (name, owner) in COMPONENTS {
        let files = sources("app");
        let declares = |(file, code): &(String, String)| {
            let here = file.trim_start_matches("src/app/").split(['/', '.']).next() == Some(*name);
            here && code.contains(&format!("struct {owner} {{"))
        };
        assert!(files.iter().any(declares), "src/app/{name} does not declare {owner}");
    }
}

#[test]
fn folders_can_be_looked_over() {
    let mut folders = vec![PathBuf::from("src/app"), PathBuf::from("src/text")];
    while let Some(folder) = folders.pop() {
        let entries: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().collect();
        let count = entries.len();
        assert!(count <= MOST_ENTRIES, "{}: {count} entries", folder.display());
        folders.extend(entries.into_iter().map(|it| it.path()).filter(|path| path.is_dir()));
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
    // `mod tests;` names another file; `mod tests {` begins the tests of this one.
    let begins_tests = |(at, mark): &(usize, &str)| {
        code[at + mark.len()..].lines().next().is_some_and(|line| line.ends_with('{'))
    };
    let tests = code.match_indices("\n#[cfg(test)]\nmod ").find(begins_tests);
    tests.map_or(code, |(at, _)| &code[..at])
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
