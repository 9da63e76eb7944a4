//! A small archive with analyses, and the output of commands about it.

use onrecord::domain::{
    Analysis, ArticleRow, Attribution, Mode, Query, Source, SourceId, SourceKind, Span,
};
use onrecord::extract;

use crate::support::Home;

/// The output, messages and exit status of a command.
pub(super) struct Ran {
    pub(super) written: String,
    pub(super) told: String,
    pub(super) status: i32,
}

/// Runs the program.
pub(super) fn run(home: &Home, args: &[&str]) -> Ran {
    let output = home.command().args(args).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().expect("an exit status");
    Ran { written: text(output.stdout), told: text(output.stderr), status }
}

/// Returns the output of a command that must print no messages.
pub(super) fn written(home: &Home, args: &[&str]) -> String {
    let ran = run(home, args);
    assert_eq!((ran.told.as_str(), ran.status), ("", 0), "{args:?}");
    ran.written
}

/// Two articles: one of the 18th with two statements of Isla Mackenzie, one of the 17th with one of
/// Ada Brandt about her.
pub(super) fn archive() -> Home {
    let home = Home::new();
    home.write(
        "news/ferry.txt",
        "Title: Ferry, operator \"halts\" sailings\nDate: 2024-02-18\nAuthor: Ann Reid\n\
         Source: Harbour Gazette\nURL: https://example.org/ferry\nTags: ferry, harbour\n\n\
         “We got everyone off,” said Isla Mackenzie. =1+1 was her <b>sum</b>.\n",
    );
    home.write(
        "news/bank.txt",
        "2024-02-17 Central bank holds rates\n\nIsla Mackenzie was right, said Ada Brandt.\n",
    );
    home.import("news");
    let ferry = home.row("Ferry, operator \"halts\" sailings");
    let first = (Mode::Direct, "Isla Mackenzie", "said", "“We got everyone off,”", 0.97);
    let second = (Mode::Indirect, "her", "was", "=1+1", 0.4);
    keep(&home, &ferry, &[first, second], "Isla Mackenzie");
    let bank = home.row("Central bank holds rates");
    let only = (Mode::Indirect, "Ada Brandt", "said", "Isla Mackenzie was right", 0.9);
    keep(&home, &bank, &[only], "Ada Brandt");
    home
}

type Said = (Mode, &'static str, &'static str, &'static str, f32);

fn keep(home: &Home, row: &ArticleRow, said: &[Said], name: &str) {
    let mut store = home.store();
    let article = store.article(row.id).expect("it reads").expect("the article");
    let text = &article.body.text;
    let span = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
        Span::new(start, start + words.len())
    };
    let statement = |&(kind, source, cue, content, confidence): &Said| Attribution {
        kind,
        source: vec![span(source)],
        cue: vec![span(cue)],
        content: vec![span(content)],
        source_ids: vec![SourceId(0)],
        negated: false,
        confidence,
    };
    let person = |name: &str| onrecord::domain::Entity {
        kind: onrecord::domain::EntityKind::Person,
        name: name.into(),
        mentions: vec![span(name)],
    };
    let mut entities = vec![person(name)];
    if name != "Isla Mackenzie" {
        entities.push(person("Isla Mackenzie"));
    }
    let analysis = Analysis {
        entities,
        sources: vec![Source {
            kind: SourceKind::Person,
            name: name.into(),
            description: Some("captain".into()).filter(|_| name == "Isla Mackenzie"),
            entity: Some(onrecord::domain::EntityId(0)),
        }],
        attributions: said.iter().map(statement).collect(),
        ..Analysis::default()
    };
    assert_eq!(analysis.find_fault(text), None);
    let kept = store.save_analysis(row.id, extract::VERSION, &article.text_hash, &analysis);
    assert!(kept.expect("it is kept"));
}

/// Nobody ever sees some of the articles marked and others not.
#[test]
fn many_articles_are_marked_together() {
    let home = Home::new();
    let items =
        |number: usize| format!("{{\"title\": \"{number}\", \"text\": \"News {number}.\"}}\n");
    home.write("many.jsonl", (0..1_500).map(items).collect::<String>());
    home.command().args(["import", "many.jsonl"]).assert().success();
    let store = home.store();
    let unread = || store.counts(&Query::default()).unwrap().unread;
    assert_eq!(unread(), 1_500);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["mark", "read", "--unread"]).env_clear().envs(home.variables());
    let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut seen = std::collections::BTreeSet::new();
    while child.try_wait().unwrap().is_none() {
        seen.insert(unread());
    }
    assert!(child.wait().unwrap().success());
    assert_eq!(unread(), 0);
    seen.remove(&0);
    seen.remove(&1_500);
    assert!(seen.is_empty(), "{seen:?}");
}
