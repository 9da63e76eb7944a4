//! The identity of the file that a store was opened as. Another file, or none, may be at its path
//! later.

use std::path::Path;

/// The identity of a file, whatever its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

impl FileId {
    /// Returns the identity of the file at `path`; `None` if there is none, or if files have no
    /// numbers.
    #[cfg(unix)]
    pub(super) fn of_path(path: &Path) -> Option<FileId> {
        use std::os::unix::fs::MetadataExt;
        let meta = std::fs::metadata(path).ok()?;
        Some(FileId(meta.dev(), meta.ino()))
    }

    /// Always returns `None`: on this system an open file can be neither deleted nor moved.
    #[cfg(not(unix))]
    pub(super) fn of_path(_path: &Path) -> Option<FileId> {
        None
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use super::*;
    use crate::domain::{Body, Draft, FeedInfo, FeedOrigin};
    use crate::store::{Store, StoreError};

    fn store(path: &Path) -> Store {
        let mut store = Store::open(path).unwrap();
        let info = FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None };
        let feed = store.ensure_feed(&info).unwrap();
        let draft = Draft { body: Body::from_text("word"), ..Draft::default() };
        store.import(feed, &[draft], 0).unwrap();
        store
    }

    #[test]
    fn writing_to_a_store_that_is_gone_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        let moved = folder.path().join("moved.db");
        let gone: [&dyn Fn(); 3] =
            [&|| fs::rename(&path, &moved).unwrap(), &|| fs::remove_file(&path).unwrap(), &|| {
                fs::remove_file(&path).unwrap();
                fs::copy(&moved, &path).unwrap();
            }];
        for go in gone {
            let mut store = store(&path);
            go();
            let error = store.set_setting("theme", "light").unwrap_err();
            assert!(matches!(error, StoreError::Gone { .. }), "{error}");
            assert!(error.hint().is_some());
            drop(store);
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(PathBuf::from(format!("{}{end}", path.display())));
            }
        }
    }

    #[test]
    fn a_store_that_is_gone_is_not_created_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        drop(store(&path));
        Store::open_again(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let error = Store::open_again(&path).unwrap_err();
        assert!(matches!(error, StoreError::Gone { .. }), "{error}");
        assert!(!path.exists());
    }

    #[test]
    fn store_and_folder_are_readable_by_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/news.db");
        let store = store(&path);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        for end in ["", "-wal", "-shm"] {
            let file = PathBuf::from(format!("{}{end}", path.display()));
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
        drop(store);
        // A file that its owner has opened to others stays so.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        drop(Store::open(&path).unwrap());
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn a_path_that_is_not_a_file_is_not_a_store() {
        let error = Store::open(Path::new("/dev/null")).unwrap_err();
        assert!(error.to_string().contains("it is no file") && error.hint().is_some(), "{error}");
    }
}
