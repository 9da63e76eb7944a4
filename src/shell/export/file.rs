//! Files and folders that are written out: never over what is there already.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use crate::domain::{ExportFormat, clean};
use crate::export::ExportPart;

use super::{ExportError, Sink};

/// A file, or for brat a folder, that was not there before.
pub struct FileSink {
    path: PathBuf,
    place: Place,
}

enum Place {
    File(BufWriter<File>),
    /// A folder, and whether it was made for this.
    Folder(bool),
}

/// `~` and `~/…` as they are meant: the home folder.
pub fn expanded(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(folders)) if rest.as_os_str().is_empty() => folders.home_dir().into(),
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

impl FileSink {
    /// Makes the file, or for brat the folder.
    ///
    /// # Errors
    /// Where there is one already, where its folder is missing, or where it cannot be made.
    pub fn new(path: &Path, format: ExportFormat) -> Result<FileSink, ExportError> {
        let path = expanded(path);
        let shown = shown(&path);
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        if let Some(parent) = parent.filter(|parent| !parent.is_dir()) {
            let message = format!("there is no folder {}", self::shown(parent));
            return Err(ExportError::refused(message, "make it first, or name another"));
        }
        let made = match format {
            ExportFormat::Brat => folder(&path).map(Place::Folder),
            ExportFormat::Markdown
            | ExportFormat::Html
            | ExportFormat::Json
            | ExportFormat::Csv
            | ExportFormat::Text => create(&path).map(|file| Place::File(BufWriter::new(file))),
        };
        match made {
            Ok(place) => Ok(FileSink { path, place }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let message = match (path.is_dir(), format) {
                    (true, ExportFormat::Brat) => format!("the folder {shown} is not empty"),
                    (true, _) => format!("{shown} is a folder"),
                    (false, _) => format!("{shown} is there already, and was left as it is"),
                };
                Err(ExportError::refused(message, "name another"))
            }
            Err(error) => Err(ExportError::Unwritable(shown, error)),
        }
    }

    /// Ends it.
    ///
    /// # Errors
    /// Where the last of it cannot be written.
    pub fn close(mut self) -> Result<(), ExportError> {
        match &mut self.place {
            Place::File(file) => {
                file.flush().map_err(|error| ExportError::Unwritable(shown(&self.path), error))
            }
            Place::Folder(_) => Ok(()),
        }
    }

    /// Takes away what was written: half of it is worth nothing.
    pub fn discard(self) {
        match self.place {
            Place::File(_) => drop(fs::remove_file(&self.path)),
            Place::Folder(true) => drop(fs::remove_dir_all(&self.path)),
            Place::Folder(false) => {}
        }
    }
}

/// Makes a file that was not there, for its owner alone: what somebody reads is nobody else's business.
///
/// # Errors
/// Where there is one already (`AlreadyExists`), or where it cannot be made.
pub fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes `content` to the file at `path`: to a new file beside it first, which then takes its
/// place. Whatever fails, what was there stays as it was. What is no file (a pipe, say) is written
/// to as it is.
///
/// # Errors
/// Where that file, or one beside it, cannot be written.
pub fn replace(path: &Path, content: &str) -> io::Result<()> {
    // A link stays one: the file that it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let before = fs::metadata(&path)?;
    if !before.is_file() {
        return OpenOptions::new().write(true).open(&path)?.write_all(content.as_bytes());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let mut file = create(&beside)?;
    let written = file
        .write_all(content.as_bytes())
        .and_then(|()| file.set_permissions(before.permissions()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, &path));
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Makes a folder, or takes an empty one; says whether it was made.
fn folder(path: &Path) -> io::Result<bool> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is_empty = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
            if is_empty { Ok(false) } else { Err(error) }
        }
        made => made.map(|()| true),
    }
}

impl Sink for FileSink {
    type Error = ExportError;

    fn put(&mut self, part: ExportPart) -> Result<(), ExportError> {
        let (place, done) = match (&mut self.place, part) {
            (Place::File(file), ExportPart::Text(text) | ExportPart::File(_, text)) => {
                (self.path.clone(), file.write_all(text.as_bytes()))
            }
            (Place::Folder(_), ExportPart::File(name, content)) => {
                let path = self.path.join(name);
                let done = create(&path).and_then(|mut file| file.write_all(content.as_bytes()));
                (path, done)
            }
            (Place::Folder(_), ExportPart::Text(_)) => return Ok(()),
        };
        done.map_err(|error| ExportError::Unwritable(shown(&place), error))
    }

    fn takes_files(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }
}

/// A path, safe to show.
pub(super) fn shown(path: &Path) -> String {
    clean::one_line(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &Path, format: ExportFormat) -> String {
        FileSink::new(path, format).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn nothing_is_written_over_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let mut sink = FileSink::new(&file, ExportFormat::Markdown).unwrap();
        sink.put(ExportPart::Text("one".into())).unwrap();
        sink.close().unwrap();
        assert!(refused(&file, ExportFormat::Markdown).contains("is there already"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
        assert!(refused(folder.path(), ExportFormat::Html).ends_with("is a folder"));
        assert!(refused(folder.path(), ExportFormat::Brat).contains("is not empty"));
        let missing = refused(&folder.path().join("no/a.md"), ExportFormat::Text);
        assert!(missing.starts_with("there is no folder") && missing.ends_with("no"), "{missing}");
    }

    #[test]
    fn a_file_is_replaced_whole_or_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.opml");
        fs::write(&file, "old").unwrap();
        replace(&file, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // Where no file can be made beside it, nothing is written at all.
        let beside = folder.path().join(format!("a.opml.{}.part", std::process::id()));
        fs::create_dir(&beside).unwrap();
        assert!(replace(&file, "newer").is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(beside.is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        FileSink::new(&file, ExportFormat::Markdown).unwrap().close().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        // A file that was there keeps the rights that it had.
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&file, "x").unwrap();
        assert_eq!(mode(&file), 0o640);
    }

    #[test]
    fn half_of_it_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        FileSink::new(&file, ExportFormat::Markdown).unwrap().discard();
        let brat = folder.path().join("brat");
        let mut sink = FileSink::new(&brat, ExportFormat::Brat).unwrap();
        sink.put(ExportPart::File("1.txt".into(), "x".into())).unwrap();
        sink.discard();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_home_folder_is_meant_by_a_tilde() {
        let home = BaseDirs::new().unwrap().home_dir().to_owned();
        assert_eq!(expanded(Path::new("~/a.md")), home.join("a.md"));
        assert_eq!(expanded(Path::new("~")), home);
        assert_eq!(expanded(Path::new("a/~/b")), Path::new("a/~/b"));
        assert_eq!(expanded(Path::new("~ann/b")), Path::new("~ann/b"));
    }
}
