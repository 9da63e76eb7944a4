//! What is left behind where a fault ends the reader: a report to send to whoever mends it.

use std::backtrace::Backtrace;
use std::fs;
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::export::create;

/// What the file of the last fault is called, in the folder of the program's data.
const NAME: &str = "last-fault.txt";

/// Leaves a report of a panic; gives where it is, unless it cannot be written.
pub(super) fn leave(panic: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let folders = ProjectDirs::from("", "", "onrecord")?;
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    write(folders.data_local_dir(), &place).ok()
}

/// Writes the report of a fault at a place of the program. What the fault itself says is left out:
/// it may hold words of an article.
fn write(folder: &Path, place: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(NAME);
    // Only the last one is kept.
    let _ = fs::remove_file(&path);
    let thread = std::thread::current();
    let text = format!(
        "onrecord {} ({}, {})\nfault at {place}, in the thread {}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("without a name"),
        Backtrace::force_capture(),
    );
    create(&path)?.write_all(text.as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_where_and_by_which_version() {
        let folder = tempfile::tempdir().unwrap();
        for place in ["src/app/lines.rs:1:1", "src/app/line.rs:2:2"] {
            let path = write(&folder.path().join("data"), place).unwrap();
            let text = fs::read_to_string(path).unwrap();
            assert!(text.starts_with(&format!("onrecord {}", env!("CARGO_PKG_VERSION"))), "{text}");
            assert!(text.contains(place), "{text}");
        }
        assert_eq!(fs::read_dir(folder.path().join("data")).unwrap().count(), 1);
    }
}
