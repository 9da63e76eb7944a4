//! Resolves the paths on the command line to items to read, and to the feeds for their articles.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::domain::{FeedInfo, FeedOrigin, clean};
use crate::ingest::{self, IngestError, Parsed};

use super::output::print_stderr;

/// How long to wait for a pipe before that is reported.
const PATIENCE: Duration = Duration::from_secs(1);

/// An item to read.
#[derive(Debug)]
pub(super) struct Item {
    /// The item's name as the user wrote it. It is not safe to show unchanged.
    pub(super) name: String,
    /// The feed for the item's articles, unless the item is a feed itself.
    pub(super) feed: FeedInfo,
    /// The item's location.
    place: Origin,
}

#[derive(Debug)]
enum Origin {
    File(PathBuf),
    Input,
    /// A path that could not even be listed.
    Lost(IngestError),
}

impl Item {
    /// Reads the item.
    pub(super) fn read(self) -> Result<Parsed, IngestError> {
        match self.place {
            Origin::File(path) if is_pipe(&path) => {
                with_patience(&self.name, || ingest::read_file(&path))
            }
            Origin::File(path) => ingest::read_file(&path),
            Origin::Input => {
                let mut bytes = Vec::new();
                let most = ingest::MOST_BYTES + 1;
                io::stdin().lock().take(most).read_to_end(&mut bytes)?;
                ingest::parse(&bytes, None)
            }
            Origin::Lost(error) => Err(error),
        }
    }
}

/// Returns whether reading must wait for somebody to write.
#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|meta| meta.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_path: &Path) -> bool {
    false
}

/// Reads, and reports on a terminal if that takes long.
fn with_patience<T>(name: &str, read: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let late = waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout);
            if late && io::stderr().is_terminal() {
                print_stderr(format_args!(
                    "waiting for {}, which is a pipe …",
                    clean::one_line(name)
                ));
            }
        });
        let value = read();
        drop(done);
        value
    })
}

/// Returns the items to read, in the order of the paths, and by name in folders. A path that cannot
/// be listed is an item that fails when it is read.
pub(super) fn items_for_paths(paths: &[PathBuf]) -> Vec<Item> {
    paths.iter().flat_map(|path| items_of(path)).collect()
}

fn items_of(path: &Path) -> Vec<Item> {
    if path == Path::new("-") {
        return vec![Item {
            name: "standard input".into(),
            feed: input_feed(),
            place: Origin::Input,
        }];
    }
    let is_folder = fs::metadata(path).is_ok_and(|meta| meta.is_dir());
    // Read by its canonical path, so that its articles have one identity, and shown as it was
    // written.
    let whole = canonical_path(path);
    let feed = folder_feed(if is_folder { &whole } else { whole.parent().unwrap_or(&whole) });
    let item = |name: &Path, place| {
        let name = name.to_string_lossy().into_owned();
        Item { name, feed: feed.clone(), place }
    };
    let mut items: Vec<Item> = ingest::walk(&whole)
        .into_iter()
        .map(|found| match found {
            Ok(file) => match file.strip_prefix(&whole) {
                Ok(below) if is_folder => item(&path.join(below), Origin::File(file.clone())),
                _ => item(path, Origin::File(file)),
            },
            Err(error) => item(path, Origin::Lost(error)),
        })
        .collect();
    if items.is_empty() {
        let nothing = IngestError::NoArticle("the folder has no files to read".into());
        items.push(item(path, Origin::Lost(nothing)));
    }
    items
}

/// Returns a path as messages show it.
pub(super) fn printable_path(path: &Path) -> String {
    clean::one_line(&path.to_string_lossy())
}

/// Returns the canonical path of a file or folder.
fn canonical_path(path: &Path) -> PathBuf {
    let whole = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    let whole = whole.unwrap_or_else(|_| path.to_path_buf());
    // Windows returns such paths in a form that nobody types.
    match whole.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(plain) if !plain.starts_with("UNC") => PathBuf::from(plain),
        _ => whole,
    }
}

fn folder_feed(folder: &Path) -> FeedInfo {
    let path = folder.to_string_lossy().into_owned();
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    FeedInfo {
        title: name.unwrap_or_else(|| path.clone()),
        origin: FeedOrigin::Path(path),
        site: None,
    }
}

fn input_feed() -> FeedInfo {
    FeedInfo { origin: FeedOrigin::Input, title: "standard input".into(), site: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_feed_and_a_file_goes_to_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        let news = folder.path().join("news");
        fs::create_dir(&news).unwrap();
        fs::write(news.join("a.txt"), "x").unwrap();
        fs::write(news.join("b.txt"), "x").unwrap();
        let whole = items_for_paths(std::slice::from_ref(&news));
        let single = items_for_paths(&[news.join("../news/b.txt")]);
        assert_eq!(whole.len(), 2);
        assert_eq!(single.len(), 1);
        assert_eq!(whole[0].feed.title, "news");
        assert_eq!(whole[0].feed, single[0].feed);
    }

    #[test]
    fn missing_paths_fail_when_they_are_read() {
        let mut missing = items_for_paths(&[PathBuf::from("no/such/place")]);
        assert_eq!(missing.len(), 1);
        assert!(matches!(missing.remove(0).read(), Err(IngestError::Missing)));
        let folder = tempfile::tempdir().unwrap();
        let mut empty = items_for_paths(&[folder.path().to_path_buf()]);
        assert!(matches!(empty.remove(0).read(), Err(IngestError::NoArticle(_))));
    }
}
