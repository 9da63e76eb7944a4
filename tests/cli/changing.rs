//! `onrecord tag` and `delete`: what changes, what is told, what comes back.

use crate::support::{Home, home_with_news};

/// Runs a command: what it writes, what it tells, its status.
fn run(home: &Home, args: &[&str]) -> (String, String, i32) {
    let output = home.command().args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().expect("a status"))
}

fn said(home: &Home, args: &[&str]) -> String {
    let (written, told, status) = run(home, args);
    assert_eq!(status, 0, "{args:?}: {told}");
    written
}

#[test]
fn own_tags_are_added_listed_searched_exported_imported_and_removed() {
    let home = home_with_news();
    let id = home.row("Central bank holds rates").id.0.to_string();
    assert_eq!(said(&home, &["tag", "add", " to read ", &id]), "1 article tagged to read");
    assert_eq!(said(&home, &["tag", "add", "To Read", &id]), "0 articles tagged To Read");
    assert_eq!(said(&home, &["tag", "list"]), "1  to read");
    assert_eq!(said(&home, &["search", "mine:\"to read\"", "--count"]), "1");
    let markdown = said(&home, &["export", &id]);
    assert!(markdown.contains("tagged to read"), "{markdown}");
    let json = said(&home, &["export", &id, "--format", "json"]);
    assert!(json.contains("\"own_tags\":[\"to read\"]"), "{json}");
    let other = Home::new();
    other.write("exported.json", &json);
    said(&other, &["import", "exported.json"]);
    assert_eq!(said(&other, &["tag", "list"]), "1  to read");
    assert_eq!(
        said(&home, &["tag", "remove", "to read", "--query", "rates"]),
        "1 article without the tag to read"
    );
    assert_eq!(said(&home, &["tag", "list"]), "");
    let (_, told, status) = run(&home, &["tag", "add", "x"]);
    assert!(status == 2 && told.contains("no articles to tag were given"), "{told}");
}

#[test]
fn deleted_articles_stay_away_and_can_be_restored() {
    let home = home_with_news();
    let id = home.row("Central bank holds rates").id.0.to_string();
    assert_eq!(said(&home, &["delete", &id]), "1 article deleted");
    assert_eq!(said(&home, &["search", "rates", "--count"]), "0");
    let (_, told, status) = run(&home, &["delete", &id]);
    assert!(status == 1 && told.contains("there is no article"), "{told}");
    assert_eq!(said(&home, &["delete", "--undo"]), "1 article restored");
    assert_eq!(said(&home, &["search", "rates", "--count"]), "1");
    let (_, told, status) = run(&home, &["delete", "--undo", &id]);
    assert!(status == 1 && told.contains("is not deleted"), "{told}");
    let (_, told, status) = run(&home, &["delete"]);
    assert!(status == 2 && told.contains("no articles to delete were given"), "{told}");
    assert_eq!(home.store().check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_preset_of_keys_is_chosen_and_changed() {
    let home = home_with_news();
    home.write("config/config.toml", "[keys]\npreset = \"newsboat\"\nq = \"leaves\"\n");
    home.write("config/keymap.toml", "[global]\n\"n\" = \"next-quote\"\n");
    let keys = said(&home, &["config", "keys"]);
    let line = |name: &str| keys.lines().find(|line| line.contains(name)).unwrap_or("").to_owned();
    assert!(line("delete-article").contains('D'), "{keys}");
    assert!(line("leave").contains('q'), "{keys}");
    assert!(line("next-quote").contains('n') && !line("next-unread").contains("n "), "{keys}");
}
