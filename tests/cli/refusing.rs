//! Tests of refusals: invalid requests are reported with a hint, and nothing is lost.

use std::fs;

use crate::support::{Home, home_with_news, news};

/// Runs a command that fails: what it tells.
fn refused(home: &Home, args: &[&str], status: i32) -> String {
    let output = home.command().args(args).output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{told}");
    told
}

fn tells(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "{part:?} is missing in:\n{told}");
    }
}

#[test]
fn wrong_usage_ends_with_status_two() {
    let home = Home::new();
    tells(&refused(&home, &["--nonsense"], 2), &["--nonsense"]);
    tells(&refused(&home, &["import"], 2), &["<PATH>"]);
    tells(&refused(&home, &["extract", "--format", "xml", "x"], 2), &["xml", "brat"]);
    let told = refused(&home, &["extract", "--output", "dir", "x"], 2);
    tells(&told, &["--format brat", "hint:"]);
    tells(&refused(&home, &["a.txt", "--store", "s", "import", "x"], 2), &["a.txt", "./import"]);
}

#[test]
fn help_and_version_end_well_and_help_shows_examples() {
    let home = Home::new();
    for (args, part) in [
        (&["--help"][..], "onrecord ~/news"),
        (&["import", "--help"][..], "onrecord import"),
        (&["extract", "--help"][..], "--format brat --output"),
        (&["help"][..], "onrecord ~/news"),
        (&["help", "import"][..], "curl -s"),
        (&["help", "extract"][..], "--format brat --output"),
        (&["--version"][..], env!("CARGO_PKG_VERSION")),
    ] {
        let output = home.command().args(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && text.contains(part), "{args:?}: {text}");
        assert!(!text.contains('\u{1b}'), "no colour where there is no terminal");
    }
}

#[test]
fn a_file_that_is_no_store_is_left_as_it_is() {
    let home = Home::new();
    news(&home);
    let text = "Dear diary, this is no database, however long it is. ".repeat(100);
    home.write("store.db", &text);
    for args in [&["import", "news"][..], &["check"][..]] {
        tells(&refused(&home, args, 1), &["error:", "store.db", "hint:", "--store"]);
    }
    assert_eq!(fs::read_to_string(home.store_path()).unwrap(), text);
}

#[test]
fn a_damaged_store_is_named_and_left_as_it_is() {
    let home = home_with_news();
    let mut bytes = fs::read(home.store_path()).unwrap();
    for byte in bytes.iter_mut().skip(100).take(8000) {
        *byte = 0x5a;
    }
    fs::write(home.store_path(), &bytes).unwrap();
    let _ = fs::remove_file(home.path("store.db-wal"));
    tells(&refused(&home, &["import", "news"], 1), &["error:", "store.db", "hint:", "backup"]);
    assert_eq!(fs::read(home.store_path()).unwrap(), bytes);
}

#[test]
fn a_store_of_a_newer_version_is_left_as_it_is() {
    let home = home_with_news();
    // SQLite keeps the number of a store's format here.
    let mut bytes = fs::read(home.store_path()).unwrap();
    bytes[60..64].copy_from_slice(&9999u32.to_be_bytes());
    fs::write(home.store_path(), &bytes).unwrap();
    let told = refused(&home, &["import", "news"], 1);
    tells(&told, &["error:", "store.db", "newer onrecord", "9999", "hint:", "--store"]);
    assert_eq!(fs::read(home.store_path()).unwrap(), bytes);
}

#[test]
fn a_folder_in_the_stores_place_is_named() {
    let home = Home::new();
    news(&home);
    fs::create_dir(home.store_path()).unwrap();
    tells(&refused(&home, &["import", "news"], 1), &["error:", "store.db", "folder", "hint:"]);
}

#[cfg(unix)]
#[test]
fn files_without_permission_are_reported() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    news(&home);
    let secret = home.write("news/secret.txt", "x");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let locked = home.path("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o500)).unwrap();
    // Whoever may do everything is refused nothing.
    if fs::read(&secret).is_ok() {
        return;
    }
    tells(&refused(&home, &["import", "news"], 1), &["secret.txt: permission denied", "hint:"]);
    let told = refused(&home, &["--store", "locked/s.db", "import", "news"], 1);
    tells(&told, &["error:", "locked/s.db", "hint:", "--store"]);
}

#[test]
fn a_missing_store_is_reported_and_not_created_by_commands_that_read_it() {
    let home = Home::new();
    let commands: [&[&str]; 18] = [
        &["check"],
        &["list"],
        &["search", "ferry"],
        &["quotes"],
        &["sources"],
        &["entities"],
        &["export", "1"],
        &["corrections"],
        &["corrections", "export"],
        &["corrections", "remove", "1"],
        &["mark", "read", "1"],
        &["analyse"],
        &["feeds"],
        &["feeds", "set", "x", "--title", "y"],
        &["feeds", "remove", "x"],
        &["opml", "export"],
        &["feeds", "--format", "json"],
        &["list", "--format", "json"],
    ];
    for args in commands {
        let told = refused(&home, args, 1);
        tells(&told, &["there is no store at", "hint:", "ONRECORD_STORE", "onrecord import"]);
        let mistyped = [args, &["--store", "nowhere/x.db"]].concat();
        let told = refused(&home, &mistyped, 1);
        tells(&told, &["no store at nowhere/x.db", "hint:", "spelling", "--store"]);
        assert!(!home.store_path().exists() && !home.path("nowhere").exists(), "{args:?}");
    }
    home.write("store.db", "");
    tells(&refused(&home, &["list"], 1), &["store.db is an empty file, not a store", "hint:"]);
    assert_eq!(fs::read(home.store_path()).unwrap(), b"");
    news(&home);
    home.import("news");
    home.command().arg("check").assert().success();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_a_closed_pipe_is_not() {
    use std::process::Stdio;

    let home = Home::new();
    news(&home);
    let run = |script: &str| {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script]).env_clear().envs(home.variables()).current_dir(home.root());
        command.env("ONRECORD", env!("CARGO_BIN_EXE_onrecord")).stdin(Stdio::null());
        let output = command.output().expect("a shell");
        (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
    };
    let (told, status) = run("\"$ONRECORD\" extract news > /dev/full");
    assert!(told.contains("the output cannot be written"), "{told}");
    assert_eq!(status, Some(1));
    let (told, _) = run("\"$ONRECORD\" extract news news news | head -c 10 > /dev/null");
    assert_eq!(told, "");
    let (told, status) = run("\"$ONRECORD\" --help > /dev/full");
    assert!(told.contains("the output cannot be written"), "{told}");
    assert_eq!(status, Some(1));
    // Where nobody can be told, the work goes on, and the status says what came of it.
    let (_, status) = run("\"$ONRECORD\" import nowhere.txt news 2> /dev/full");
    assert_eq!((status, home.rows().len()), (Some(1), 3));
    let (_, status) = run("\"$ONRECORD\" list --store none.db 2> /dev/full");
    assert_eq!(status, Some(1));
    let (_, status) = run("\"$ONRECORD\" list 2>&-");
    assert_eq!(status, Some(0));
}

#[test]
fn no_folder_is_made_for_a_store_that_is_named() {
    let home = Home::new();
    news(&home);
    let told = refused(&home, &["--store", "nowhere/dir/x.db", "import", "news"], 1);
    tells(&told, &["error:", "nowhere/dir/x.db", "no folder nowhere/dir", "hint:"]);
    let mut command = home.command();
    command.env("ONRECORD_STORE", home.path("nowhere/x.db")).args(["import", "news"]);
    command.assert().code(1);
    assert!(!home.path("nowhere").exists());
    // That of the program itself is.
    home.command().env_remove("ONRECORD_STORE").args(["import", "news"]).assert().success();
    // And a bare name is a file in this folder.
    home.command().args(["--store", "mine.db", "import", "news"]).assert().success();
    assert!(home.path("mine.db").exists());
}

#[cfg(unix)]
#[test]
fn a_store_that_may_only_be_read_can_be_checked() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::new();
    news(&home);
    fs::create_dir(home.path("kept")).unwrap();
    home.command().args(["--store", "kept/s.db", "import", "news"]).assert().success();
    let allow = |name: &str, mode| {
        fs::set_permissions(home.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    allow("kept/s.db", 0o444);
    // Whoever may do everything may write it all the same.
    let is_root = fs::OpenOptions::new().append(true).open(home.path("kept/s.db")).is_ok();
    for folder in [0o755, 0o555] {
        allow("kept", folder);
        let checked = home.command().args(["--store", "kept/s.db", "check"]).assert().success();
        let text = String::from_utf8_lossy(&checked.get_output().stdout).into_owned();
        assert!(text.contains("nothing is wrong"), "{text}");
        assert_eq!(text.contains("only be read"), !is_root, "{text}");
    }
    allow("kept", 0o755);
}

#[test]
fn annotations_are_never_written_over_what_is_there() {
    let home = Home::new();
    let story = "date 2024-02-18\n\nHARBOUR STAYS CLOSED\n\nThe end.\n";
    home.write("news/story.txt", story);
    let args = ["extract", "--format", "brat", "--output", "news", "news"];
    tells(&refused(&home, &args, 1), &["the folder news is not empty", "hint:"]);
    assert_eq!(fs::read_to_string(home.path("news/story.txt")).unwrap(), story);
    assert_eq!(fs::read_dir(home.path("news")).unwrap().count(), 1);
}

const LIST: &str = "<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Harbour\" \
    xmlUrl=\"https://ann:s3cret@harbour.example/feed?n=1&amp;token=t0ken\"/></body></opml>";

#[test]
fn a_list_of_feeds_takes_no_files_place_unless_told_to() {
    let home = Home::new();
    home.write("in.opml", LIST);
    home.command().args(["opml", "import", "in.opml"]).assert().success();
    home.write("feeds.opml", "my own list");
    let told = refused(&home, &["opml", "export", "feeds.opml"], 1);
    tells(&told, &["feeds.opml is there already", "hint:", "--replace"]);
    assert_eq!(fs::read_to_string(home.path("feeds.opml")).unwrap(), "my own list");
    home.command().args(["opml", "export", "--replace", "feeds.opml"]).assert().success();
    assert!(fs::read_to_string(home.path("feeds.opml")).unwrap().contains("Harbour"));
    let parts = fs::read_dir(home.root()).unwrap().flatten();
    assert!(
        parts.map(|part| part.file_name()).all(|name| !name.to_string_lossy().contains(".part"))
    );
}

#[test]
fn passwords_and_keys_are_shown_as_dots() {
    let home = Home::new();
    home.write("in.opml", LIST);
    home.command().args(["opml", "import", "in.opml"]).assert().success();
    for args in [
        &["feeds", "--format", "json"][..],
        &["feeds", "--format", "csv"],
        &["feeds", "--format", "tsv"],
        &["opml", "export"],
    ] {
        let output = home.command().args(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("ann:•••@harbour.example/feed?n=1"), "{args:?}: {text}");
        assert!(!text.contains("s3cret") && !text.contains("t0ken"), "{args:?}: {text}");
    }
    let output = home.command().args(["opml", "export", "--secrets"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("ann:s3cret@harbour.example") && text.contains("t0ken"), "{text}");
    // Nobody answers there: the message names the address.
    let told = refused(&home, &["add", "http://ann:s3cret@127.0.0.1:1/feed?token=t0ken"], 1);
    tells(&told, &["ann:•••@127.0.0.1"]);
    assert!(!told.contains("s3cret") && !told.contains("t0ken"), "{told}");
}

#[test]
fn a_path_is_a_path_whatever_sqlite_would_make_of_it() {
    let home = home_with_news();
    for name in [":memory:", "file:a.db"] {
        home.command().args(["import", "news", "--store", name]).assert().success();
        let output = home.command().args(["list", "--store", name]).output().unwrap();
        assert!(output.status.success() && !output.stdout.is_empty(), "{name}");
        assert!(home.path(name).is_file(), "{name}");
    }
    assert!(!home.path("a.db").exists());
}

#[test]
fn invalid_arguments_are_reported_without_escape_sequences() {
    let home = home_with_news();
    for args in [
        &["list", "--sort", "\u{1b}[31mred\u{202e}"][..],
        &["mark", "\u{1b}]0;owned\u{7}"],
        &["--no\u{1b}[2Jnsense"],
    ] {
        let told = refused(&home, args, 2);
        assert!(!told.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{told:?}");
        tells(&told, &["error:"]);
    }
    home.write("config/config.toml", "[look]\ntheme = \"a\u{202e}b\"\n");
    let output = home.command().args(["config", "--format", "toml"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stdout).contains('\u{202e}'));
}
