//! Tests of `quotes`, `sources`, `entities`, `corrections` and `analyse`.

use onrecord::domain::{
    Analysis, ArticleId, Attribution, Body, Correction, CorrectionId, Draft, Marked, Mode, Span,
    Speaker, Statement,
};
use serde_json::Value;

use super::archive::{archive, run, written};
use crate::support::{Home, news};

fn quotes(home: &Home, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["quotes", "--format", "jsonl"];
    all.extend(args);
    let text = written(home, &all);
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn contents(home: &Home, args: &[&str]) -> Vec<String> {
    let rows = quotes(home, args);
    rows.iter().map(|row| row["content"].as_str().expect("words").to_owned()).collect()
}

#[test]
fn quotes_selects_by_source_subject_mode_and_article() {
    let home = archive();
    let (off, sum, right) = ("“We got everyone off,”", "=1+1", "Isla Mackenzie was right");
    assert_eq!(contents(&home, &[]), [off, sum, right]);
    assert_eq!(contents(&home, &["--source", "mackenzie"]), [off, sum]);
    assert_eq!(contents(&home, &["--source", "ISLA mackenzie", "--kind", "direct"]), [off]);
    assert_eq!(contents(&home, &["--about", "isla mackenzie"]), [right]);
    assert_eq!(contents(&home, &["--min-confidence", "0.95"]), [off]);
    assert_eq!(contents(&home, &["--query", "bank"]), [right]);
    assert_eq!(contents(&home, &["--source-kind", "unnamed"]), Vec::<String>::new());
    assert_eq!(contents(&home, &["--before", "2024-02-18", "--limit", "5"]), [right]);
    assert_eq!(contents(&home, &["--limit", "1"]), [off]);
    let ferry = home.row("Ferry, operator \"halts\" sailings").id.0.to_string();
    assert_eq!(contents(&home, &["--article", &ferry]), [off, sum]);
    let nobody = run(&home, &["quotes", "--source", "otto lind"]);
    assert_eq!((nobody.status, nobody.written.as_str()), (1, ""));
    assert!(nobody.told.contains("no subject is called `otto lind`"), "{}", nobody.told);
}

#[test]
fn a_statement_has_the_fields_that_scripts_know() {
    let home = archive();
    let csv = written(&home, &["quotes", "--source", "isla mackenzie", "--format", "csv"]);
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(
        rows[0],
        "article,title,feed,published,source,source_kind,description,cue,content,kind,confidence,\
         start,end,sources,negated,doubtful"
    );
    assert!(
        rows[1].ends_with(
            ",news,2024-02-18,Isla Mackenzie,person,captain,said,\"“We got everyone off,”\",direct,\
         0.97,0,22,Isla Mackenzie,false,false"
        ),
        "{}",
        rows[1]
    );
    // What a spreadsheet would run is words.
    assert!(rows[2].contains(",was,'=1+1,indirect,"), "{}", rows[2]);
    let row = &quotes(&home, &["--source", "isla mackenzie", "--kind", "indirect"])[0];
    assert_eq!((&row["content"], row["start"].as_u64()), (&"=1+1".into(), Some(44)));
}

#[test]
fn citations_say_whose_words_and_where() {
    let home = archive();
    let cited = written(&home, &["quotes", "--source", "isla mackenzie", "--cite"]);
    assert_eq!(
        cited,
        "“We got everyone off,” — Isla Mackenzie (captain), Harbour Gazette, “Ferry, operator \
         \"halts\" sailings”, 18 February 2024, https://example.org/ferry\n\
         =1+1 — Isla Mackenzie (captain; not in the source’s own words; attribution doubtful), \
         Harbour Gazette, “Ferry, operator \"halts\" sailings”, 18 February 2024, \
         https://example.org/ferry\n"
    );
}

#[test]
fn sources_and_entities_are_counted() {
    let home = archive();
    assert_eq!(
        written(&home, &["sources", "--format", "csv"]),
        "name,kind,articles,statements,first,last\r\n\
         Isla Mackenzie,person,1,2,2024-02-18T00:00:00Z,2024-02-18T00:00:00Z\r\n\
         Ada Brandt,person,1,1,2024-02-17T00:00:00Z,2024-02-17T00:00:00Z\r\n"
    );
    let named = written(&home, &["sources", "--filter", "brandt", "--format", "tsv"]);
    assert!(named.lines().nth(1).unwrap().starts_with("Ada Brandt\tperson\t1\t1\t"), "{named}");
    let mentioned = written(&home, &["entities", "--kind", "person", "--format", "csv"]);
    assert!(mentioned.contains("\r\nIsla Mackenzie,person,2,2,2024-02-17"), "{mentioned}");
    assert_eq!(written(&home, &["entities", "--kind", "place", "--format", "json"]), "[]\n");
}

/// Marks the first statement of the article as wrong.
fn correct(home: &Home, id: ArticleId) -> CorrectionId {
    let mut store = home.store();
    let article = store.article(id).expect("it reads").expect("the article");
    let analysis = store.analysis(id, onrecord::extract::VERSION);
    let analysis = analysis.expect("it reads").expect("an analysis");
    assert_eq!(Statement::all_in(&article.body.text, &analysis).len(), 2);
    let was = Marked::from_analysis(&article.body.text, &analysis, 0);
    let correction = Correction { id: None, article: id, was, is: None, made_at: 60 };
    store.add_correction(&correction).expect("it is kept")
}

#[test]
fn corrections_are_listed_exported_and_taken_back() {
    let home = archive();
    assert_eq!(written(&home, &["corrections", "--format", "json"]), "[]\n");
    let ferry = home.row("Ferry, operator \"halts\" sailings").id;
    let id = correct(&home, ferry).0.to_string();
    assert_eq!(contents(&home, &["--source", "isla mackenzie"]), ["=1+1"]);
    let listed = written(&home, &["corrections", "--format", "csv"]);
    let row = listed.split("\r\n").nth(1).unwrap();
    assert!(
        row.contains("1970-01-01T00:01:00Z,Isla Mackenzie,said,\"“We got everyone off,”\",,,,"),
        "{row}"
    );
    let line: Value = serde_json::from_str(&written(&home, &["corrections", "export"])).unwrap();
    assert_eq!(line["was"]["content"][0]["start"], 0);
    assert_eq!((&line["is"], line["text"].is_string()), (&Value::Null, true));
    written(&home, &["corrections", "export", "--format", "brat", "--output", "brat"]);
    assert!(home.path(&format!("brat/{}.ann", ferry.0)).exists());
    let unknown = run(&home, &["corrections", "remove", &id, "999"]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.told.contains("no correction 999; none was removed"), "{}", unknown.told);
    assert_eq!(written(&home, &["corrections", "remove", &id]), "1 correction taken back\n");
    assert_eq!(contents(&home, &["--source", "isla mackenzie"]).len(), 2);
}

#[test]
fn a_statement_that_was_corrected_twice_is_exported_once_as_it_was_found() {
    let home = archive();
    let ferry = home.row("Ferry, operator \"halts\" sailings").id;
    for name in ["Una Holt", "Tove Lind"] {
        let mut store = home.store();
        let article = store.article(ferry).expect("it reads").expect("the article");
        let analysis = store.analysis(ferry, onrecord::extract::VERSION);
        let analysis = analysis.expect("it reads").expect("an analysis");
        let was = Marked::from_analysis(&article.body.text, &analysis, 0).expect("a statement");
        let speaker = was.by.clone().map(|by| Speaker { name: name.into(), ..by });
        let is = Some(Marked { by: speaker, ..was.clone() });
        let correction = Correction { id: None, article: ferry, was: Some(was), is, made_at: 60 };
        store.add_correction(&correction).expect("it is kept");
    }
    let line: Value = serde_json::from_str(&written(&home, &["corrections", "export"])).unwrap();
    assert_eq!(line["was"]["by"]["name"], "Isla Mackenzie");
    assert_eq!(line["is"]["by"]["name"], "Tove Lind");
    let listed = written(&home, &["corrections", "--format", "csv"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let id = line["id"].to_string();
    written(&home, &["corrections", "remove", &id]);
    let line: Value = serde_json::from_str(&written(&home, &["corrections", "export"])).unwrap();
    assert_eq!(line["is"]["by"]["name"], "Una Holt", "step by step");
}

#[test]
fn unanalysed_articles_are_reported_and_analysed_on_request() {
    let home = Home::new();
    news(&home);
    home.import("news/bank.txt");
    let ran = run(&home, &["quotes"]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.told, "note: 1 article is not analysed yet; run `onrecord analyse`\n");
    assert_eq!(written(&home, &["analyse", "--limit", "5"]), "1 article analysed, 0 failed\n");
    assert_eq!(written(&home, &["analyse"]), "0 articles analysed, 0 failed\n");
    assert_eq!(contents(&home, &["--source", "ada brandt"]), ["\"Prices will fall,\""]);
}

#[test]
fn what_an_earlier_program_found_is_listed_until_it_is_analysed_again() {
    let home = archive();
    let mut store = home.store();
    let row = home.row("Ferry, operator \"halts\" sailings");
    let article = store.article(row.id).expect("a read").expect("an article");
    let changed = Draft {
        title: "Tram".to_owned(),
        body: Body::from_text("“No tram today,” said Otto Lind.".to_owned()),
        ..Draft::default()
    };
    let id = store.import(article.row.feed, &[changed], 1_709_251_200).expect("an import")[0].0;
    let article = store.article(id).expect("a read").expect("an article");
    let found = Analysis {
        attributions: vec![Attribution {
            kind: Mode::Direct,
            source: vec![],
            cue: vec![],
            content: vec![Span::new(0, "“No tram today,”".len())],
            source_ids: Vec::new(),
            negated: false,
            confidence: 0.9,
        }],
        ..Analysis::default()
    };
    assert!(store.save_analysis(id, "earlier", &article.text_hash, &found).expect("a write"));
    let ran = run(&home, &["quotes", "--article", &id.0.to_string()]);
    assert!(ran.written.contains("“No tram today,”"), "{}", ran.written);
    assert!(ran.told.contains("1 article is not analysed yet"), "{}", ran.told);
}
