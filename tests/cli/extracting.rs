//! Tests of `onrecord extract`: the same findings in five formats.

use std::fs;

use serde_json::Value;

use crate::support::{Home, hidden};

const STORY: &str = "2024-02-18 Café “Zürich” stays\n\n\
    Zoë’s café 👩\u{200d}🍳 was full.\n\n\
    \"We will not close, ever,\" said Ann Lee.\n";

fn home() -> Home {
    let home = Home::new();
    home.write("story.txt", STORY);
    home
}

/// What `extract` writes.
fn extract(home: &Home, args: &[&str]) -> String {
    let output = home.command().arg("extract").args(args).output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The piece of a text between two code points.
fn piece(text: &str, place: &Value) -> String {
    let at = |index: usize| place[index].as_u64().expect("a number") as usize;
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

#[test]
fn a_document_is_a_line_and_offsets_count_code_points() {
    let home = home();
    let written = extract(&home, &["story.txt"]);
    assert_eq!(written.lines().count(), 1);
    let document: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(document["id"], "story.txt");
    assert_eq!(document["title"], "Café “Zürich” stays");
    assert_eq!(document["published"], "2024-02-18");
    let text = document["text"].as_str().unwrap();
    let found = &document["attributions"][0];
    assert_eq!(piece(text, &found["source"][0]), "Ann Lee");
    assert_eq!(piece(text, &found["cue"][0]), "said");
    assert_eq!(piece(text, &found["content"][0]), "\"We will not close, ever,\"");
    assert_eq!((&found["kind"], &found["id"]), (&"direct".into(), &0.into()));
    assert!((0.0..=1.0).contains(&found["confidence"].as_f64().unwrap()));
    let source = &document["sources"][found["source_id"].as_u64().unwrap() as usize];
    assert_eq!((&source["kind"], &source["name"]), (&"person".into(), &"Ann Lee".into()));
    let entity = &document["entities"][source["entity"].as_u64().unwrap() as usize];
    assert_eq!(piece(text, &entity["mentions"][0]), "Ann Lee");
    assert_eq!(piece(text, &document["sentences"][0]).chars().next(), Some('Z'));
}

#[test]
fn json_lines_keep_their_id_and_their_text_unchanged() {
    let home = Home::new();
    let text = "  \r\n \"No,\" she said.\u{1b}[31m\u{202e}\u{9b}\n\n ".to_owned();
    let text = text + &hidden::samples();
    let line = serde_json::json!({ "id": "x-1", "text": text }).to_string();
    home.write("in.jsonl", format!("{line}\n{{\"id\": 7, \"title\": \"T\", \"text\": \"b\"}}\n"));
    let written = extract(&home, &["in.jsonl"]);
    assert_eq!(hidden::hidden_in(&written), Vec::<String>::new());
    let documents: Vec<Value> =
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents[0]["id"], "x-1");
    assert_eq!(documents[0]["text"], text);
    assert_eq!(documents[1]["id"], "7");
    assert_eq!(documents[1]["title"], "T");
}

#[test]
fn standard_input_is_read_where_nothing_is_named() {
    let home = Home::new();
    for args in [&["extract"][..], &["extract", "-"][..]] {
        let output = home.command().args(args).write_stdin(STORY).assert().success();
        let document: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        assert_eq!(document["id"], "standard input");
        assert_eq!(document["attributions"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn all_documents_come_as_one_list_too() {
    let home = home();
    home.write("other.txt", "2024-02-19 Other\n\nNothing was said.\n");
    let list: Value =
        serde_json::from_str(&extract(&home, &["--format", "json", "story.txt", "other.txt"]))
            .unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[1]["attributions"], Value::Array(Vec::new()));
}

#[test]
fn csv_has_a_statement_a_row() {
    let home = home();
    let written = extract(&home, &["--format", "csv", "story.txt"]);
    let rows: Vec<&str> = written.split("\r\n").collect();
    assert_eq!(
        rows[0],
        "article,title,published,source,source_kind,description,cue,content,kind,confidence,start,end,\
         negated,doubtful"
    );
    let start = "story.txt,Café “Zürich” stays,2024-02-18,Ann Lee,person,,said,\
                 \"\"\"We will not close, ever,\"\"\",direct,";
    assert!(rows[1].starts_with(start), "{}", rows[1]);
    assert!(rows[1].ends_with(",26,52,false,false"), "{}", rows[1]);
    assert_eq!(rows[2..], [""]);
}

#[test]
fn brat_binds_text_events_attributes_and_notes() {
    let home = home();
    let written = extract(&home, &["--format", "brat", "story.txt"]);
    let has = |line: &str| assert!(written.lines().any(|found| found == line), "{line}\n{written}");
    let number = |start: &str| {
        let line = written.lines().find(|line| line.contains(start));
        line.unwrap_or_else(|| panic!("{start}\n{written}")).split('\t').next().unwrap().to_owned()
    };
    let source = number("\tSource 58 65\tAnn Lee");
    let cue = number("\tCue 53 57\tsaid");
    let content = number("\tContent 26 52\t\"We will not close, ever,\"");
    has(&format!("E1\tCue:{cue} Source:{source} Content:{content}"));
    has(&format!("A1\tMode {content} Direct"));
    has(&format!("#1\tAnnotatorNotes {content}\tAnn Lee (person)"));
    assert!(written.lines().any(|line| line.ends_with("\tPerson 58 65\tAnn Lee")), "{written}");
}

#[test]
fn several_documents_in_brat_need_a_folder() {
    let home = home();
    home.write("sub/story.txt", "2024-02-19 Other\n\nNothing was said.\n");
    let refused = home.command().args(["extract", "--format", "brat", "."]).assert().code(2);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("--output DIR"), "{told}");
    extract(&home, &["--format", "brat", "--output", "annotated", "story.txt", "sub"]);
    for name in ["story.txt", "story.ann", "story.txt-2.txt", "story.txt-2.ann", "annotation.conf"]
    {
        assert!(home.path("annotated").join(name).exists(), "{name}");
    }
    let text = fs::read_to_string(home.path("annotated/story.txt")).unwrap();
    assert!(text.starts_with("Zoë’s café"), "{text}");
}

#[test]
fn marked_text_shows_statements_and_sources_without_colour() {
    let home = home();
    let written = extract(&home, &["--format", "text", "story.txt"]);
    assert_eq!(
        written,
        "Café “Zürich” stays\n\
         story.txt · 2024-02-18 · 1 statement · 1 named\n\n\
         Zoë’s café 👩\u{200d}🍳 was full.\n\n\
         [1: \"We will not close, ever,\"] _said_ *Ann Lee*.\n\n  \
         1  Ann Lee (person): 1 statement\n     \
         - \"We will not close, ever,\"\n"
    );
}

#[test]
fn no_format_lets_an_escape_sequence_through() {
    let home = Home::new();
    let text = "\"We wi\u{1b}]0;x\u{7}ll no\u{9b}31mt close\u{202e},\" said An\u{200b}n Lee.";
    let text = format!("{text}\n\n{}", hidden::samples());
    let article = serde_json::json!({ "id": "a\u{1b}[1m", "title": "T\u{1b}[2J", "text": text });
    home.write("in.jsonl", article.to_string());
    for format in ["jsonl", "json", "csv", "brat", "text"] {
        let written = extract(&home, &["--format", format, "in.jsonl"]);
        let hidden = hidden::hidden_in(&written.replace('\r', ""));
        assert_eq!(hidden, Vec::<String>::new(), "{format}");
    }
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_read() {
    let home = home();
    let output = home.command().args(["extract", "nowhere.txt", "story.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere.txt: no such file"));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    assert!(!home.store_path().exists(), "nothing is stored");
}

#[test]
fn data_without_a_title_gets_none_from_its_file() {
    let home = Home::new();
    home.write("one.jsonl", "{\"id\": \"a\", \"text\": \"It did.\"}\n");
    home.write("one.json", "{\"text\": \"It did.\"}");
    home.write("titled.json", "{\"title\": \"titled\", \"text\": \"It did.\"}");
    home.write("plain.txt", "It did.");
    let written = extract(&home, &["one.jsonl", "one.json", "titled.json", "plain.txt"]);
    let titles: Vec<Value> = written
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["title"].clone())
        .collect();
    assert_eq!(titles, [Value::Null, Value::Null, "titled".into(), "plain".into()]);
    // The reader's list needs one.
    home.import("one.jsonl");
    home.row("one");
}
