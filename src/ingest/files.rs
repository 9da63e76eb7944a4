//! Finds files in folders, and reads them within limits.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::domain::FeedOrigin;

use super::{IngestError, MOST_BYTES, Parsed, parse, title};

/// File extensions that never contain an article. Folders saved by browsers are full of them. A
/// file given by its own path is read whatever its extension.
const NO_ARTICLES: &[&str] = &[
    "7z", "aac", "avi", "avif", "bin", "bmp", "bz2", "class", "css", "dat", "db", "dll", "dmg",
    "doc", "docx", "dylib", "eot", "epub", "exe", "flac", "gif", "gz", "heic", "ico", "iso", "jar",
    "jpeg", "jpg", "js", "lock", "m4a", "map", "mjs", "mkv", "mov", "mp3", "mp4", "o", "odt",
    "ogg", "opus", "otf", "pdf", "png", "ppt", "pptx", "psd", "pyc", "rar", "so", "sqlite", "svg",
    "tar", "tgz", "tif", "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "xls",
    "xlsx", "xz", "zip", "zst",
];

/// Returns the files to read under `path`, ordered by name.
pub(super) fn list_files(path: &Path) -> Vec<Result<PathBuf, IngestError>> {
    match fs::metadata(path) {
        Err(error) => return vec![Err(error.into())],
        Ok(meta) if !meta.is_dir() => return vec![Ok(path.to_path_buf())],
        Ok(_) => {}
    }
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    // A stack: the last path pushed is the next in order.
    let mut open = vec![path.to_path_buf()];
    while let Some(next) = open.pop() {
        match fs::metadata(&next) {
            Ok(meta) if meta.is_dir() => {
                // A folder is entered once, because links may form a cycle.
                if !seen.insert(identity(&next, &meta)) {
                    continue;
                }
                match entries(&next) {
                    Ok(entries) => open.extend(entries.into_iter().rev()),
                    Err(error) => found.push(Err(unlisted(error, next, path))),
                }
            }
            Ok(meta) if meta.is_file() => found.push(Ok(next)),
            // Sockets, pipes, devices and broken links contain no articles.
            _ => {}
        }
    }
    found
}

/// Returns the identity of a folder, whatever path leads to it: its device and inode numbers. (Its
/// canonical path would be resolved from the root at each level.)
#[cfg(unix)]
fn identity(_path: &Path, meta: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino())
}

#[cfg(not(unix))]
fn identity(path: &Path, _meta: &fs::Metadata) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Returns the entries of a folder, ordered by name, except hidden ones and those that are never
/// articles.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .flatten()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() || !is_no_article(path))
        .collect();
    entries.sort();
    Ok(entries)
}

fn is_no_article(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| NO_ARTICLES.binary_search(&ending.as_str()).is_ok())
}

/// Returns the error for a folder that cannot be listed. A folder inside the requested one is
/// named.
fn unlisted(error: std::io::Error, folder: PathBuf, asked: &Path) -> IngestError {
    match IngestError::from(error) {
        reason if folder == asked => reason,
        reason => IngestError::Folder { path: folder, reason: reason.to_string() },
    }
}

/// Reads and parses one file. Its path fills in what its content lacks: the identifier and title of
/// a single article, the origin and title of a feed.
pub(super) fn read_file(path: &Path) -> Result<Parsed, IngestError> {
    let bytes = bytes_of(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let mut parsed = parse(&bytes, name.as_deref())?;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let whole = whole.display().to_string();
    let stem = title::clean_title(&path.file_stem().unwrap_or_default().to_string_lossy());
    match (&mut parsed.feed, parsed.drafts.as_mut_slice()) {
        (Some(feed), _) => {
            if feed.origin == FeedOrigin::Input {
                feed.origin = FeedOrigin::Path(whole);
            }
            if feed.title.is_empty() {
                feed.title = stem;
            }
        }
        (None, [draft]) => {
            draft.guid = draft.guid.take().or_else(|| Some(format!("file:{whole}")));
            if draft.title.is_empty() {
                draft.title = stem;
                parsed.titled_by_file = true;
            }
        }
        _ => {}
    }
    Ok(parsed)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, IngestError> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(IngestError::IsFolder);
    }
    if meta.len() > MOST_BYTES {
        return Err(IngestError::TooLarge { bytes: meta.len() });
    }
    // A pipe or a growing file may give more bytes than its size.
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(IngestError::TooLarge { bytes: bytes.len() as u64 });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_endings_are_in_order_for_the_search() {
        assert!(super::NO_ARTICLES.is_sorted());
    }
}
