//! Tests of `onrecord import`: imported, unchanged and failed files, and messages.

use onrecord::domain::{ArticleId, FeedOrigin};
use predicates::ends_with;

use crate::support::{Home, home_with_news, news};

/// Assertions about output.
mod predicates {
    /// The last line of output.
    pub(super) fn ends_with(output: &[u8], last: &str) {
        let text = String::from_utf8_lossy(output);
        assert_eq!(text.lines().last(), Some(last), "{text}");
    }
}

/// Imports paths of the home: what it writes, what it tells, its status.
fn import(home: &Home, args: &[&str]) -> (String, String, i32) {
    let output = home.command().arg("import").args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().expect("an exit status"))
}

fn counts(home: &Home, args: &[&str], expected: &str) {
    let (written, told, status) = import(home, args);
    assert_eq!((written.trim(), told.as_str(), status), (expected, "", 0));
}

#[test]
fn a_folder_is_imported_once_and_known_from_then_on() {
    let home = Home::new();
    news(&home);
    counts(&home, &["news"], "3 imported, 0 updated, 0 unchanged, 0 failed");
    counts(&home, &["news"], "0 imported, 0 updated, 3 unchanged, 0 failed");
    counts(&home, &["news/bank.txt"], "0 imported, 0 updated, 1 unchanged, 0 failed");
    counts(&home, &["./news/../news"], "0 imported, 0 updated, 3 unchanged, 0 failed");
    let feeds = home.store().feeds().unwrap();
    assert_eq!(feeds.len(), 1);
    assert_eq!((feeds[0].title.as_str(), feeds[0].total), ("news", 3));
    assert!(matches!(&feeds[0].origin, FeedOrigin::Path(path) if path.ends_with("news")));
}

#[test]
fn an_edited_file_updates_its_article_which_stays_read() {
    let home = home_with_news();
    let id: ArticleId = home.row("Central bank holds rates").id;
    home.store().set_read(&[id], true, 1).unwrap();
    home.write("news/bank.txt", "2024-02-17 Central bank raises rates\n\nUp they went.\n");
    counts(&home, &["news"], "0 imported, 1 updated, 2 unchanged, 0 failed");
    let row = home.row("Central bank raises rates");
    assert_eq!((row.id, row.unread), (id, false));
}

#[test]
fn standard_input_is_read() {
    let home = Home::new();
    let output = home
        .command()
        .args(["import", "-"])
        .write_stdin("2024-01-05 From a pipe\n\nThe text.\n")
        .assert()
        .success();
    ends_with(&output.get_output().stdout, "1 imported, 0 updated, 0 unchanged, 0 failed");
    assert_eq!(home.row("From a pipe").feed_title, "standard input");
}

#[test]
fn a_feed_file_becomes_its_own_feed() {
    let home = Home::new();
    home.write(
        "saved/feed.xml",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Gazette</title>\
         <link>https://gazette.example/</link><item><guid>g1</guid><title>Ferry halted</title>\
         <description>The ferry was halted on Monday.</description></item></channel></rss>",
    );
    home.import("saved");
    assert_eq!(home.row("Ferry halted").feed_title, "Harbour Gazette");
}

#[test]
fn bad_files_are_named_with_the_reason_and_the_rest_comes_in() {
    let home = Home::new();
    news(&home);
    home.write("news/empty.txt", "");
    home.write("news/picture.txt", [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13]);
    home.write("news/half.jsonl", "{\"id\": \"a\", \"text\": \"Sound.\"}\n{\"id\": \n");
    let (written, told, status) = import(&home, &["news", "nowhere.txt"]);
    assert_eq!(written, "4 imported, 0 updated, 0 unchanged, 4 failed\n");
    assert_eq!(status, 1);
    for part in [
        "empty.txt: it is empty",
        "picture.txt: it is",
        "half.jsonl: line 2",
        "nowhere.txt: no such file or folder",
        "hint: check the spelling of the path",
    ] {
        assert!(told.contains(part), "{part:?} is missing in:\n{told}");
    }
}

#[test]
fn a_hint_for_many_files_is_given_once() {
    let home = Home::new();
    let (_, told, _) = import(&home, &["no-1", "no-2", "no-3"]);
    assert_eq!(told.matches("error:").count(), 3, "{told}");
    assert_eq!(told.matches("hint:").count(), 1, "{told}");
}

#[test]
fn an_empty_folder_is_no_success() {
    let home = Home::new();
    home.write("empty/.hidden", "x");
    let (_, told, status) = import(&home, &["empty"]);
    assert_eq!(status, 1);
    assert!(told.contains("empty: ") && told.contains("no files"), "{told}");
}

#[test]
fn what_became_of_each_file_comes_as_json() {
    let home = Home::new();
    home.write("news/a.txt", "2024-01-05 Quay closed\n\nThe quay is closed.\n");
    home.write("news/b.txt", "");
    let (written, _, status) = import(&home, &["news", "--format", "jsonl"]);
    let rows: Vec<serde_json::Value> =
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(status, 1);
    assert_eq!(rows.len(), 2, "{written}");
    assert!(rows[0]["path"].as_str().unwrap().ends_with("a.txt"));
    assert_eq!(rows[0]["status"], "imported");
    assert_eq!(rows[0]["articles"], 1);
    assert_eq!(rows[0]["reason"], serde_json::Value::Null);
    assert_eq!((&rows[1]["status"], &rows[1]["articles"]), (&"failed".into(), &0.into()));
    assert_eq!(rows[1]["reason"], "it is empty");
    let (written, _, _) = import(&home, &["news/a.txt", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(rows[0]["status"], "unchanged", "{written}");
    let (written, _, _) = import(&home, &["news/b.txt", "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{written}");
}

#[test]
fn many_articles_in_many_files_come_in_completely_and_in_order() {
    let home = Home::new();
    for file in 0..230 {
        home.write(
            &format!("many/{file:03}.txt"),
            format!("2024-01-05 Story number {file}\n\nIt is story {file} of many.\n"),
        );
    }
    let lines: String = (0..250)
        .map(|line| format!("{{\"id\": \"l{line}\", \"text\": \"Line {line} of the archive.\"}}\n"))
        .collect();
    home.write("many/archive.jsonl", lines);
    let (written, told, status) = import(&home, &["many", "--format", "jsonl"]);
    assert_eq!((told.as_str(), status), ("", 0));
    let rows: Vec<serde_json::Value> =
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 231);
    assert!(rows.iter().all(|row| row["status"] == "imported"), "{written}");
    let names: Vec<&str> = rows.iter().filter_map(|row| row["path"].as_str()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(rows.last().unwrap()["articles"], 250);
    counts(&home, &["many"], "0 imported, 0 updated, 480 unchanged, 0 failed");
    home.command().arg("check").assert().success();
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_or_read_and_never_half_stored() {
    let home = Home::new();
    let line = "The quay was quiet for the rest of the week, and so was the town.\n";
    home.write("big.txt", line.repeat(50_000_000 / line.len() + 1));
    let (written, _, status) = import(&home, &["big.txt"]);
    let imported = written.starts_with("1 imported");
    assert_eq!(imported, status == 0, "{written}");
    assert_eq!(home.rows().len(), usize::from(imported));
    home.write("huge.txt", line.repeat(70_000_000 / line.len()));
    let (_, told, status) = import(&home, &["huge.txt"]);
    assert_eq!(status, 1);
    assert!(told.contains("huge.txt: too large") && told.contains("hint: split"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_killed_import_leaves_a_sound_store_and_the_next_one_completes_it() {
    use std::process::{Command, Stdio};

    use crate::support::wait_for;

    let home = Home::new();
    let words = "The quay was quiet for the rest of the week. ".repeat(60);
    let lines: String = (0..3000)
        .map(|line| format!("{{\"id\": \"l{line}\", \"text\": \"Line {line}. {words}\"}}\n"))
        .collect();
    home.write("archive.jsonl", lines);
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["import", "archive.jsonl"])
        .env_clear()
        .envs(home.variables())
        .current_dir(home.root())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    wait_for("a first part", || {
        let begun = home.store_path().exists() && !home.rows().is_empty();
        (begun || child.try_wait().expect("a status").is_some()).then_some(())
    });
    child.kill().expect("it ends");
    child.wait().expect("a status");
    home.command().arg("check").assert().success();
    let stored = home.store().counts(&onrecord::domain::Query::default()).unwrap().total;
    assert_eq!(stored % 100, 0, "only whole parts are stored");
    let new = 3000 - stored;
    counts(
        &home,
        &["archive.jsonl"],
        &format!("{new} imported, 0 updated, {stored} unchanged, 0 failed"),
    );
}

#[test]
fn a_removed_feed_that_comes_back_is_told() {
    let home = home_with_news();
    let feed = home.store().feeds().unwrap()[0].id;
    home.store().remove_feed(feed).unwrap();
    let (_, told, status) = import(&home, &["news"]);
    assert_eq!((told.as_str(), status), ("the removed feed “news” was restored\n", 0));
    counts(&home, &["news"], "0 imported, 0 updated, 3 unchanged, 0 failed");
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_stored_before_a_failure_is_counted() {
    let home = Home::new();
    let words = "The quay was quiet for the rest of the week. ".repeat(60);
    for file in 0..10 {
        let lines: String = (0..100)
            .map(|n| format!("{{\"id\": \"l{file}-{n}\", \"text\": \"Line {n}. {words}\"}}\n"))
            .collect();
        home.write(&format!("news/{file}.jsonl"), lines);
    }
    // No file may grow beyond two megabytes: to the store that is a disk with no room.
    let script = "trap '' XFSZ; ulimit -f 4000; exec \"$0\" import news";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_onrecord")]);
    command.env_clear().envs(home.variables()).current_dir(home.root());
    let output = command.output().expect("a shell");
    let (written, told) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
    assert_eq!(output.status.code(), Some(1), "{told}");
    let stored = home.store().counts(&onrecord::domain::Query::default()).unwrap().total;
    assert!((1..1000).contains(&stored), "{stored}: {told}");
    let last = format!("{stored} imported, 0 updated, 0 unchanged, 1 failed");
    ends_with(&written, &last);
}
