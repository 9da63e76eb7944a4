//! A temporary home for each run of the program: store, configuration, files.
#![allow(dead_code, missing_docs, unreachable_pub)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onrecord::domain::{ArticleRow, Edge, Query};
use onrecord::store::Store;

pub mod hidden;
#[cfg(unix)]
pub mod pty;
pub mod response;
pub mod server;

/// The longest that anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A temporary home folder. Nothing outside is read or written.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    pub fn new() -> Home {
        Home { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file and the folders that it lies in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside the home")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    pub fn store_path(&self) -> PathBuf {
        self.path("store.db")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.store_path()).expect("the store opens")
    }

    /// The first rows of the store's list.
    pub fn rows(&self) -> Vec<ArticleRow> {
        self.store().page(&Query::default(), Edge::Start, 500).expect("a page").rows
    }

    /// The row with that title.
    pub fn row(&self, title: &str) -> ArticleRow {
        let rows = self.rows();
        let found = rows.iter().find(|row| row.title == title);
        found.unwrap_or_else(|| panic!("no {title:?} in {rows:#?}")).clone()
    }

    /// The variables of the program's surroundings.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        let mut variables = vec![
            ("ONRECORD_STORE", text(self.store_path())),
            ("ONRECORD_CONFIG", text(self.path("config"))),
            ("HOME", text(self.root().to_path_buf())),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TZ", "UTC".into()),
        ];
        // Windows starts nothing without it.
        variables.extend(std::env::var("SystemRoot").map(|root| ("SystemRoot", root)));
        variables
    }

    /// The program, with nobody at its standard input.
    pub fn command(&self) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.env_clear().envs(self.variables()).current_dir(self.root()).timeout(PATIENCE);
        command
    }

    /// Imports a path in the home.
    pub fn import(&self, name: &str) {
        self.command().arg("import").arg(self.path(name)).assert().success();
    }
}

/// Waits until `found` gives something.
pub fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Writes a folder of three articles: a long one with statements far apart, and two short ones.
pub fn news(home: &Home) {
    let filler = "The quay was quiet for the rest of the week, and the tide went in and out. ";
    let mut long = String::from(
        "2024-02-18 Ferry operator halts sailings\n\n\
         All sailings between Oban and Barra will stop until Thursday, Highland Ferries said.\n\n",
    );
    for _ in 0..12 {
        long.push_str(&filler.repeat(6));
        long.push_str("\n\n");
    }
    long.push_str("\"We got everyone off in forty minutes,\" said Captain Isla Mackenzie.\n");
    home.write("news/ferry.txt", long);
    home.write(
        "news/bank.txt",
        "2024-02-17 Central bank holds rates\n\n\"Prices will fall,\" said Governor Ada Brandt.\n",
    );
    home.write(
        "news/court.txt",
        "2024-02-16 Court clears former minister\n\nThe court cleared Otto Lind of all charges.\n",
    );
}

/// Returns a home whose store has these three articles.
pub fn home_with_news() -> Home {
    let home = Home::new();
    news(&home);
    home.import("news");
    home
}
