//! Tests of files and folders: which are read, their names, and errors.

use std::fs;
use std::path::Path;

use onrecord::ingest::{IngestError, MOST_BYTES, parse, read_file, walk};

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("inside a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

fn names(folder: &Path) -> Vec<String> {
    let short = |path: &Path| {
        path.strip_prefix(folder).expect("inside").display().to_string().replace('\\', "/")
    };
    let found = walk(folder).into_iter();
    found.map(|file| file.map_or_else(|error| error.to_string(), |path| short(&path))).collect()
}

#[test]
fn folders_are_walked_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "b.txt",
        "a/2.md",
        "a/1.html",
        "a/1_files/x.css",
        "a/1_files/y.PNG",
        ".hidden",
        ".git/z",
        "c",
    ] {
        write(folder.path(), name, "text");
    }
    assert_eq!(names(folder.path()), ["a/1.html", "a/2.md", "b.txt", "c"]);
    assert!(walk(&folder.path().join("a/1_files/y.PNG"))[0].is_ok(), "a named file is always read");
    assert!(matches!(walk(&folder.path().join("none"))[..], [Err(IngestError::Missing)]));
}

#[cfg(unix)]
#[test]
fn circles_of_links_end() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a/x.txt", "text");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("a/dead")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("a/x.txt"), folder.path().join("b.txt")).unwrap();
    assert_eq!(names(folder.path()), ["a/x.txt", "b.txt"]);
}

#[test]
fn a_lone_article_is_known_by_its_path_and_named_by_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry-stops.txt");
    fs::write(&path, "It did.").unwrap();
    let draft = &read_file(&path).unwrap().drafts[0];
    assert_eq!(draft.guid, Some(format!("file:{}", path.display())));
    assert_eq!(draft.title, "ferry-stops");
    fs::write(&path, r#"{"id":"a1","title":"T","text":"It did."}"#).unwrap();
    assert_eq!(read_file(&path).unwrap().drafts[0].guid.as_deref(), Some("a1"));
    fs::write(&path, r#"[{"text":"It did."},{"text":"So."}]"#).unwrap();
    assert_eq!(read_file(&path).unwrap().drafts[0].guid, None);
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let error = |bytes: &[u8]| {
        let path = folder.path().join("x");
        fs::write(&path, bytes).unwrap();
        read_file(&path).unwrap_err().to_string()
    };
    assert_eq!(error(b""), "it is empty");
    assert_eq!(error(b" \r\n\t"), "it is empty");
    assert_eq!(error("\u{feff} ".as_bytes()), "it is empty");
    assert_eq!(error(b"\x89PNG\r\n\x1a\n\0\0\0"), "it is a PNG image, not text");
    assert_eq!(error(b"PK\x03\x04\x14\0"), "it is a ZIP archive or Office document, not text");
    assert_eq!(error(b"text\0with\0zeros"), "it is binary data, not text");
    assert_eq!(read_file(folder.path()).unwrap_err().to_string(), "it is a folder, not a file");
    let missing = read_file(&folder.path().join("none")).unwrap_err();
    assert_eq!(missing.to_string(), "no such file or folder");
    assert!(missing.hint().is_some());
}

#[test]
fn large_files_are_read_or_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    let file = fs::File::create(&path).unwrap();
    file.set_len(MOST_BYTES + 1).unwrap();
    assert_eq!(
        read_file(&path).unwrap_err().to_string(),
        "too large: 67 MB, and at most 67 MB are read"
    );
    let text = "The ferry stopped again, the captain said. ".repeat(20) + "\n\n";
    let text = text.repeat(50_000_000 / text.len());
    let parsed = parse(text.as_bytes(), None).unwrap();
    assert_eq!(parsed.drafts[0].body.text.len(), text.trim_end().len());
}

/// Folders nested as deep as paths may be: each level costs no more than the one before.
#[cfg(unix)]
#[test]
fn very_deep_folders_are_walked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut deep = folder.path().to_owned();
    (0..1_500).for_each(|_| deep.push("a"));
    std::fs::create_dir_all(&deep).expect("folders");
    std::fs::write(deep.join("b.txt"), "News.").expect("a file");
    let found = onrecord::ingest::walk(folder.path());
    assert_eq!(found.len(), 1);
    assert!(found[0].as_ref().is_ok_and(|path| path.ends_with("a/b.txt")));
}
