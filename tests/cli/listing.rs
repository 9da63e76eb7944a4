//! Tests of `list` and `search`.

use serde_json::Value;

use super::archive::{archive, run, written};
use crate::support::Home;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn articles_come_with_stable_names_in_every_form() {
    let home = archive();
    let head = "id,feed,title,url,guid,authors,tags,published,updated,first_seen,unread,starred,\
                attributions,sources_named,sources_unnamed,words,own_tags";
    let csv = written(&home, &["list", "--format", "csv"]);
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(rows[0], head);
    assert!(
        rows[1].contains(",news,\"Ferry, operator \"\"halts\"\" sailings\",https://example.org")
    );
    assert!(rows[1].contains(",Ann Reid,\"ferry, harbour\",2024-02-18,,"), "{}", rows[1]);
    assert_eq!(rows[3..], [""]);
    let tsv = written(&home, &["list", "--format", "tsv"]);
    assert_eq!(tsv.lines().next(), Some(head.replace(',', "\t").as_str()));
    let found = lines(&written(&home, &["list", "--format", "jsonl"]));
    let object = found[0].as_object().unwrap();
    let mut names: Vec<&str> = head.split(',').collect();
    names.sort_unstable();
    assert_eq!(object.keys().collect::<Vec<_>>(), names);
    assert!(object["id"].is_i64());
    assert_eq!((&object["unread"], &object["attributions"]), (&true.into(), &2.into()));
    assert_eq!((&object["sources_named"], &object["updated"]), (&1.into(), &Value::Null));
    let all: Value =
        serde_json::from_str(&written(&home, &["list", "--format", "json", "--body"])).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 2);
    assert!(all[0]["text"].as_str().unwrap().starts_with("“We got everyone off,”"));
    let chosen = written(&home, &["list", "--format", "csv", "--fields", "title,id"]);
    assert!(chosen.starts_with("title,id\r\n"), "{chosen}");
}

#[test]
fn a_table_in_a_pipe_has_no_colour_and_is_not_cut() {
    let home = archive();
    let table = written(&home, &["list"]);
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].starts_with("ID") && rows[0].ends_with("TITLE"), "{table}");
    assert!(rows[1].ends_with("Ferry, operator \"halts\" sailings"), "{table}");
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn conditions_hold_all_at_once() {
    let home = archive();
    let titles = |args: &[&str]| -> Vec<String> {
        let mut all = vec!["list", "--format", "jsonl"];
        all.extend(args);
        let rows = lines(&written(&home, &all));
        rows.iter().map(|row| row["title"].as_str().unwrap()[..5].to_owned()).collect()
    };
    assert_eq!(titles(&["--after", "2024-02-18"]), ["Ferry"]);
    assert_eq!(titles(&["--before", "2024-02-18"]), ["Centr"]);
    assert_eq!(titles(&["--tag", "Harbour"]), ["Ferry"]);
    assert_eq!(titles(&["--feed", "news", "--tag", "ferry", "--unread"]), ["Ferry"]);
    assert_eq!(titles(&["--sort", "oldest"]), ["Centr", "Ferry"]);
    assert_eq!(titles(&["--sort", "statements", "--limit", "1"]), ["Ferry"]);
    assert_eq!(titles(&["--starred"]), Vec::<String>::new());
    let id = home.row("Central bank holds rates").id;
    home.store().set_starred(&[id], true).unwrap();
    home.store().set_read(&[id], true, 1).unwrap();
    assert_eq!(titles(&["--starred", "--feed", "news"]), ["Centr"]);
    assert_eq!(titles(&["--starred", "--unread"]), Vec::<String>::new());
}

#[test]
fn invalid_requests_are_reported_with_a_hint() {
    let home = archive();
    for (args, status, part) in [
        (&["list", "--after", "soon"][..], 2, "`soon` is not a day, as --after needs"),
        (&["list", "--fields", "id,titel"], 2, "there is no field `titel`"),
        (&["list", "--fields", "id,title,id"], 2, "the field `id` is named twice"),
        (&["list", "--saved", "mine"], 1, "there is no saved query `mine`"),
        (&["list", "--feed", "times"], 1, "there is no feed `times`"),
        (&["list", "--sort", "colour"], 2, "invalid value 'colour'"),
    ] {
        let ran = run(&home, args);
        assert_eq!((ran.status, ran.written.as_str()), (status, ""), "{args:?}");
        assert!(ran.told.contains(part), "{}", ran.told);
    }
}

#[test]
fn a_search_finds_articles_and_says_where_it_is_wrong() {
    let home = archive();
    let found = |search: &[&str]| {
        let mut args = vec!["search", "--format", "jsonl", "--fields", "title"];
        args.extend(search);
        written(&home, &args).lines().count()
    };
    assert_eq!(found(&["everyone", "off"]), 1);
    assert_eq!(found(&["mackenzie"]), 2);
    assert_eq!(found(&["quote:everyone source:mackenzie"]), 1);
    assert_eq!(found(&["mackenzie", "--tag", "ferry"]), 1);
    assert_eq!(written(&home, &["search", "mackenzie", "--count"]), "2\n");
    assert_eq!(written(&home, &["search", "mackenzie", "--tag", "ferry", "--count"]), "1\n");
    let wrong = run(&home, &["search", "ferry AND (fire"]);
    assert_eq!((wrong.status, wrong.written.as_str()), (2, ""));
    assert!(wrong.told.contains("\n  ferry AND (fire\n            ^\n"), "{}", wrong.told);
    let wrong = run(&home, &["search", "港\u{1b}[31m\n(fire"]);
    assert!(wrong.told.contains("\n  港 (fire\n     ^\n"), "{}", wrong.told);
}

#[test]
fn words_of_a_search_may_begin_with_a_hyphen() {
    let home = archive();
    let count = |args: &[&str]| written(&home, &[&["search"], args, &["--count"]].concat());
    assert_eq!(count(&["mackenzie", "-everyone"]), "1\n");
    assert_eq!(count(&["-everyone", "mackenzie"]), "1\n");
    assert_eq!(count(&["-mackenzie"]), "0\n");
    let mistyped = run(&home, &["search", "mackenzie", "--cuont"]);
    assert_eq!(mistyped.status, 2);
    assert!(mistyped.told.contains("--count"), "{}", mistyped.told);
    assert!(written(&home, &["search", "mackenzie", "-h"]).contains("Usage:"));
}

#[test]
fn a_tag_of_a_feed_is_one_of_its_articles_whatever_else_is_asked() {
    let home = Home::new();
    let outline =
        "<outline type=\"rss\" text=\"Harbour\" xmlUrl=\"https://harbour.example/feed\"/>";
    let opml = format!(
        "<opml version=\"2.0\"><body><outline text=\"Küste\">{outline}</outline></body></opml>"
    );
    home.write("feeds.opml", opml);
    assert_eq!(
        run(&home, &["opml", "import", home.path("feeds.opml").to_str().unwrap()]).status,
        0
    );
    home.write(
        "harbour.json",
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"Harbour",
            "feed_url":"https://harbour.example/feed","items":[{"id":"1","title":"Tide",
            "content_text":"The tide is high.","date_published":"2024-02-18T00:00:00Z"}]}"#,
    );
    home.import("harbour.json");
    for more in [&[][..], &["--feed", "harbour"], &["--starred"], &["--after", "2024"]] {
        let args = [&["list", "--tag", "kuste", "--format", "jsonl"], more].concat();
        let starred = more.contains(&"--starred");
        assert_eq!(lines(&written(&home, &args)).len(), usize::from(!starred), "{more:?}");
    }
    assert_eq!(run(&home, &["search", "tide", "--tag", "Küste", "--count"]).written, "1\n");
}

#[test]
fn a_list_begins_and_ends_with_the_days_that_are_asked_for() {
    let home = Home::new();
    let articles: Vec<String> = (1..=28)
        .map(|day| {
            let text = format!("It is {day}.");
            format!("{{\"id\":\"{day}\",\"title\":\"{day}\",\"date\":\"2024-02-{day:02}\",\"text\":\"{text}\"}}\n")
        })
        .collect();
    home.write("days.jsonl", articles.concat());
    home.import("days.jsonl");
    let days = |args: &[&str]| {
        let list = ["list", "--format", "tsv", "--fields", "title"];
        let written = written(&home, &[&list[..], args].concat());
        written.lines().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(days(&["--before", "2024-02-03"]), "2 1");
    assert_eq!(days(&["--before", "2024-02-03", "--sort", "oldest"]), "1 2");
    assert_eq!(days(&["--after", "2024-02-27"]), "28 27");
    assert_eq!(days(&["--after", "2024-02-27", "--sort", "oldest"]), "27 28");
    assert_eq!(days(&["--after", "2024-02-05", "--before", "2024-02-07"]), "6 5");
    assert_eq!(days(&["--before", "2024-02-05", "--limit", "2"]), "4 3");
}

#[test]
fn saved_queries_are_scopes() {
    let home = archive();
    let save = onrecord::domain::QueryChange::Save("Sea".into(), "everyone OR bank".into());
    home.store().change_query(&save).unwrap();
    let count = |args: &[&str]| written(&home, args).lines().count() - 1;
    assert_eq!(count(&["list", "--saved", "sea", "--format", "csv"]), 2);
    assert_eq!(
        count(&["search", "mackenzie", "--saved", "sea", "--tag", "ferry", "--format", "csv"]),
        1
    );
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let home = Home::new();
    let articles: Vec<String> = (0..3000)
        .map(|n| format!("{{\"id\":\"{n}\",\"title\":\"Number {n}\",\"text\":\"It is {n}.\"}}\n"))
        .collect();
    home.write("many.jsonl", articles.concat());
    home.import("many.jsonl");
    let all = written(&home, &["list", "--format", "csv", "--fields", "title"]);
    assert_eq!(all.lines().count(), 3001);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .env_clear()
        .envs(home.variables())
        .args(["list", "--format", "jsonl"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success() && ended.stderr.is_empty(), "{ended:?}");
}

#[test]
fn what_is_selected_can_be_marked() {
    let home = archive();
    let id = home.row("Central bank holds rates").id.0.to_string();
    let count = |args: &[&str]| written(&home, args).lines().count() - 1;
    assert_eq!(written(&home, &["mark", "star", &id]), "1 article given a star\n");
    assert_eq!(count(&["list", "--starred", "--format", "csv"]), 1);
    let read = &["mark", "read", "--query", "mackenzie", "--before", "2024-02-18"];
    assert_eq!(written(&home, read), "1 article marked read\n");
    assert_eq!(written(&home, read), "0 articles marked read\n");
    assert_eq!(count(&["list", "--unread", "--format", "csv"]), 1);
    assert_eq!(written(&home, &["mark", "unread", &id]), "1 article marked unread\n");
    assert_eq!(written(&home, &["mark", "unstar", "--starred"]), "1 article without a star now\n");
    let nothing = run(&home, &["mark", "read"]);
    assert!(nothing.status == 2 && nothing.told.contains("no articles to mark were given"));
    let lost = run(&home, &["mark", "read", &id, "999"]);
    assert!(lost.status == 1 && lost.told.contains("there is no article 999"));
    assert_eq!(count(&["list", "--unread", "--format", "csv"]), 2, "nothing was marked");
}
