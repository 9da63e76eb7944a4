//! Tests of `export`, `completions` and `man`.

use std::fs;

use serde_json::Value;

use super::archive::{archive, run, written};
use crate::support::Home;

fn ferry(home: &Home) -> String {
    home.row("Ferry, operator \"halts\" sailings").id.0.to_string()
}

#[test]
fn an_article_is_written_in_every_form() {
    let home = archive();
    let id = ferry(&home);
    let export = |form: &str| written(&home, &["export", &id, "--format", form]);
    let markdown = written(&home, &["export", &id]);
    assert!(markdown.starts_with("# Ferry, operator \"halts\" sailings\n\nHarbour Gazette · 18 "));
    assert!(markdown.contains("1. **Isla Mackenzie** (person), captain: 2 statements"));
    assert_eq!(markdown, export("markdown"));
    let html = export("html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("&lt;b&gt;sum&lt;/b&gt;"));
    let json: Value = serde_json::from_str(&export("json")).unwrap();
    assert_eq!((&json["feed"], &json["authors"][0]), (&"news".into(), &"Ann Reid".into()));
    assert_eq!(export("csv").lines().count(), 3);
    assert!(export("text").contains("[1: “We got everyone off,”] _said_ *Isla Mackenzie*"));
    assert!(export("brat").contains("\tContent 0 22\t“We got everyone off,”\n"));
}

#[test]
fn lists_and_dossiers_are_one_document() {
    let home = archive();
    let list = written(&home, &["export", "--feed", "news"]);
    assert!(list.starts_with("# news\n\n## Ferry") && list.contains("\n## Central bank"), "{list}");
    let found = written(&home, &["export", "--query", "bank", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&found).unwrap().as_array().unwrap().len(), 1);
    let dossier = written(&home, &["export", "--source", "isla mackenzie", "--format", "text"]);
    assert!(dossier.starts_with("Isla Mackenzie\nperson · 2 statements in 1 article\n"));
    let both = written(&home, &["export", &ferry(&home), "1", "2", "--format", "csv"]);
    assert!(both.starts_with("article,title,"), "{both}");
}

#[test]
fn files_are_made_and_never_written_over() {
    let home = archive();
    let id = ferry(&home);
    assert_eq!(written(&home, &["export", &id, "--output", "~/ferry.md"]), "");
    assert!(fs::read_to_string(home.path("ferry.md")).unwrap().starts_with("# Ferry"));
    let again = run(&home, &["export", &id, "--format", "html", "--output", "ferry.md"]);
    assert_eq!(again.status, 1);
    assert!(again.told.contains("ferry.md is there already"), "{}", again.told);
    assert!(fs::read_to_string(home.path("ferry.md")).unwrap().starts_with("# Ferry"));
    let lost = run(&home, &["export", &id, "--output", "no/where.md"]);
    assert!(lost.status == 1 && lost.told.contains("there is no folder no"), "{}", lost.told);
    written(&home, &["export", "--feed", "news", "--format", "brat", "--output", "annotated"]);
    assert_eq!(fs::read_dir(home.path("annotated")).unwrap().count(), 5);
    let folder = run(&home, &["export", "--feed", "news", "--format", "brat"]);
    assert!(folder.status == 1 && folder.told.contains("name a folder"), "{}", folder.told);
    let nothing = run(&home, &["export", "--starred", "--output", "none.md"]);
    assert!(nothing.status == 1 && nothing.told.contains("no article matches"));
    assert!(!home.path("none.md").exists());
}

#[test]
fn articles_to_export_are_given_in_one_way() {
    let home = archive();
    for (args, status, part) in [
        (&["export"][..], 2, "no articles to export were given"),
        (&["export", "1", "--starred"], 2, "by number and by conditions"),
        (&["export", "999"], 1, "there is no article 999"),
        (&["export", "--source", "nobody"], 1, "no subject is called `nobody`"),
        (&["export", "--query", "a AND"], 2, "\n  a AND\n"),
        (&["export", "1", "--source", "x"], 2, "cannot be used with"),
    ] {
        let ran = run(&home, args);
        assert_eq!((ran.status, ran.written.as_str()), (status, ""), "{args:?} {}", ran.told);
        assert!(ran.told.contains(part), "{}", ran.told);
    }
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let home = Home::new();
    let commands = [
        "import",
        "extract",
        "add",
        "refresh",
        "feeds",
        "opml",
        "list",
        "search",
        "quotes",
        "sources",
        "entities",
        "export",
        "corrections",
        "mark",
        "analyse",
        "check",
        "completions",
        "man",
    ];
    let manual = written(&home, &["man"]);
    assert!(manual.is_ascii(), "what groff reads in every locale");
    assert!(manual.contains(r"\[u2026]"), "an ellipsis by its number");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = written(&home, &["completions", shell]);
        assert!(commands.iter().all(|name| script.contains(name)), "{shell}");
    }
    written(&home, &["man", "--output", "pages"]);
    for name in commands {
        assert!(manual.contains(&format!(".SH \"ONRECORD {}\"", name.to_uppercase())), "{name}");
        assert!(home.path(&format!("pages/onrecord-{name}.1")).exists(), "{name}");
        let help = written(&home, &[name, "--help"]);
        let told = ["check", "opml"].contains(&name) || help.contains("Examples:");
        assert!(told, "{name}: {help}");
    }
    assert!(manual.contains("\\-\\-min\\-confidence") && home.path("pages/onrecord.1").exists());
    assert!(!home.store_path().exists());
}
