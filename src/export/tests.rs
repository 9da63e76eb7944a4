//! What is written out of an article, form by form.

use crate::domain::{
    Accent, AccentKind, Analysis, Appearance, ArticleId, Block, BlockKind, Correction,
    CorrectionId, Dossier, ExportFormat, Marked, Passage, Source, SourceId, SourceKind, Span,
    Speaker, Statement, Subject, SubjectId,
};

use super::sample::{TEXT, analysis, article, span};
use super::{
    Bundle, Citation, Document, DossierWriter, ExportPart, brat, corrections, html, json, markdown,
    passage, quotes, text,
};

fn whole(parts: Vec<ExportPart>) -> String {
    let text = |part| match part {
        ExportPart::Text(text) => text,
        ExportPart::File(name, content) => format!("== {name}\n{content}"),
    };
    parts.into_iter().map(text).collect()
}

/// Returns a page with one document.
fn html_of(document: &Document) -> String {
    let mut bundle = Bundle::single(ExportFormat::Html, document.article.unwrap());
    let page = whole(bundle.add(document));
    page + &whole(bundle.end())
}

#[test]
fn markdown_keeps_the_structure_and_names_who_spoke() {
    let (article, analysis) = (article(), analysis());
    let written = markdown::document(&Document::of(&article, Some(&analysis)), 1);
    assert_eq!(
        written,
        "# Ferry operator halts \\<all\\> sailings\n\n\
         Harbour Gazette · 18 February 2024 · by Ann Reid · 3 statements · 1 named\n\n\
         <https://example.org/ferry?a=1&b=2>\n\n\
         “We got everyone off,” \\[1\\] *said* **Isla Mackenzie**, the captain. **She** *denied* \
         that \\*any\\* warning \\<had\\> been given \\[1?\\].\n\n\
         - Read more: [our timetable](<https://example.org/t(1)%202>)\n\
         - Two passengers \\& a dog were treated \\[?\\]\n\n\
         ## Sources\n\n\
         1. **Isla Mackenzie** (person), the captain: 2 statements\n    \
         - “We got everyone off,” (direct)\n    \
         - denied: that \\*any\\* warning \\<had\\> been given (indirect, doubtful)\n\n\
         Source not known:\n\n    \
         - Two passengers \\& a dog were treated (indirect)\n"
    );
}

#[test]
fn what_is_set_apart_is_set_apart_in_every_form() {
    let (mut article, analysis) = (article(), analysis());
    let accent = |words: &str, kind| Accent { span: span(words), kind };
    article.body.accents = vec![
        accent("said", AccentKind::Struck),
        accent("Read", AccentKind::Emphasis),
        accent("more", AccentKind::Strong),
        accent("dog", AccentKind::Code),
        accent("were", AccentKind::Struck),
    ];
    let document = Document::of(&article, Some(&analysis));
    let written = markdown::document(&document, 1);
    for words in ["*~~said~~*", "_Read_ __more__", "a `dog` ~~were~~ treated"] {
        assert!(written.contains(words), "{words} in {written}");
    }
    let written = html_of(&document);
    for words in ["<em>Read</em> <strong>more</strong>", "<code>", "<del>"] {
        assert!(written.contains(words), "{words} in {written}");
    }
    let written = text::document(&document, false);
    assert!(written.contains("dog ~~were~~ treated"), "{written}");
    assert!(text::document(&document, true).contains("\u{1b}[9mwere\u{1b}[29m"));
}

#[test]
fn an_item_that_goes_on_and_a_rule_are_written() {
    let (mut article, analysis) = (article(), analysis());
    let text = &mut article.body.text;
    let start = text.len() + 2;
    text.push_str("\n\nIt goes on.\n\n———");
    let block = |start, end, kind| Block { span: Span::new(start, end), kind, quote_depth: 0 };
    let end = start + "It goes on.".len();
    article.body.blocks.push(block(start, end, BlockKind::Continued { depth: 0, number: None }));
    article.body.blocks.push(block(end + 2, article.body.text.len(), BlockKind::Rule));
    let document = Document::of(&article, Some(&analysis));
    let written = markdown::document(&document, 1);
    assert!(
        written.contains("\n\n  It goes on\\.\n\n---\n")
            || written.contains("\n\n  It goes on.\n\n---\n"),
        "{written}"
    );
    let written = html_of(&document);
    assert!(written.contains("<p dir=\"auto\">It goes on.</p>\n</li></ul>\n<hr>"), "{written}");
}

#[test]
fn plain_text_marks_what_was_said() {
    let (article, analysis) = (article(), analysis());
    let written = text::document(&Document::of(&article, Some(&analysis)), false);
    assert_eq!(
        written,
        "Ferry operator halts <all> sailings\n\
         Harbour Gazette · 18 February 2024 · by Ann Reid · 3 statements · 1 named\n\
         https://example.org/ferry?a=1&b=2\n\n\
         [1: “We got everyone off,”] _said_ *Isla Mackenzie*, the captain. *She* _denied_ \
         [1?: that *any* warning <had> been given].\n\n\
         Read more: our timetable\n\n\
         [?: Two passengers & a dog were treated]\n\n  \
         1  Isla Mackenzie (person), the captain: 2 statements\n     \
         - “We got everyone off,”\n     \
         - denied: that *any* warning <had> been given (doubtful)\n"
    );
}

#[test]
fn html_is_one_page_that_needs_nothing_else() {
    let (article, analysis) = (article(), analysis());
    let page = html_of(&Document::of(&article, Some(&analysis)));
    for part in [
        "<html lang=\"en\">",
        "prefers-color-scheme: dark",
        "<title>Ferry operator halts &lt;all&gt; sailings</title>",
        "<h1 dir=\"auto\">Ferry operator halts &lt;all&gt; sailings</h1>",
        "<a href=\"https://example.org/ferry?a=1&amp;b=2\">",
        "<p dir=\"auto\"><span id=\"a12q1\" class=\"c0 direct\" title=\"Isla Mackenzie (direct)\">\
         “We got everyone off,”</span><sup class=\"c0\"><a href=\"#a12s1\">1</a></sup> ",
        "class=\"c0 indirect doubtful\" title=\"Isla Mackenzie (indirect, doubtful)\">that *any* \
         warning &lt;had&gt; been given</span><sup class=\"c0\"><a href=\"#a12s1\">1?</a></sup>",
        "<ul>\n<li dir=\"auto\">Read more: <a href=\"https://example.org/t(1)%202\">our \
         timetable</a></li>\n<li dir=\"auto\">",
        "Two passengers &amp; a dog were treated",
        "<li id=\"a12s1\" class=\"c0\" dir=\"auto\">1. <span class=\"name\">Isla Mackenzie</span> \
         (person), the captain: 2 statements",
        "<li dir=\"auto\"><a href=\"#a12q1\">“We got everyone off,”</a> (direct)</li>",
        "<li id=\"a12s0\" class=\"cx\">Source not known",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for part in ["<script", "javascript:", "<link", "<img", "@import", "url("] {
        assert!(!page.contains(part), "{part}\n{page}");
    }
    assert!(page.ends_with("</body>\n</html>\n"));
}

#[test]
fn a_row_of_statements_has_the_fields_of_quotes() {
    let (mut article, analysis) = (article(), analysis());
    article.row.title = "=1+1".into();
    let document = Document::of(&article, Some(&analysis));
    assert_eq!(
        quotes::csv_header(),
        "article,title,feed,published,source,source_kind,description,cue,content,kind,confidence,\
         start,end,sources,negated,doubtful\r\n"
    );
    assert_eq!(
        quotes::csv_rows(&document, 0..9),
        "12,'=1+1,Harbour feed,2024-02-18T19:42:00+02:00,Isla Mackenzie,person,the captain,said,\
         \"“We got everyone off,”\",direct,0.97,0,22,Isla Mackenzie,false,false\r\n\
         12,'=1+1,Harbour feed,2024-02-18T19:42:00+02:00,Isla Mackenzie,person,the captain,denied,\
         that *any* warning <had> been given,indirect,0.4,68,103,Isla Mackenzie,true,true\r\n\
         12,'=1+1,Harbour feed,2024-02-18T19:42:00+02:00,,,,,\
         Two passengers & a dog were treated,indirect,0.8,132,167,,false,false\r\n"
    );
}

#[test]
fn what_two_say_together_stands_with_both_and_who_says_nothing_is_not_listed() {
    let (article, mut analysis) = (article(), analysis());
    let isla = analysis.sources[0].clone();
    let source = |name: &str| Source { name: name.into(), description: None, ..isla.clone() };
    analysis.sources.extend([source("Nobody Heard"), source("Bo Ek")]);
    analysis.attributions[0].source_ids = vec![SourceId(0), SourceId(2)];
    let document = Document::of(&article, Some(&analysis));
    let written = markdown::document(&document, 1);
    for part in [
        "“We got everyone off,” \\[1, 2\\] *said*",
        "1. **Isla Mackenzie** (person), the captain: 2 statements\n    - “We got",
        "2. **Bo Ek** (person): 1 statement\n    - “We got everyone off,” (direct)\n",
    ] {
        assert!(written.contains(part), "{part}\n{written}");
    }
    let plain = text::document(&document, false);
    let page = html_of(&document);
    assert!(plain.contains("[1, 2: “We got everyone off,”]"), "{plain}");
    assert!(page.contains("title=\"Isla Mackenzie and Bo Ek (direct)\""), "{page}");
    assert!(page.contains("<a href=\"#a12s1\">1</a></sup> <sup class=\"c2\"><a href=\"#a12s2\">2"));
    for written in [&written, &plain, &page] {
        assert!(!written.contains("Nobody Heard") && !written.contains(" 0 statements"));
    }
    let row = quotes::csv_rows(&document, [0]);
    assert!(
        row.contains(",Isla Mackenzie; Bo Ek,person,") && row.contains("\"Isla Mackenzie, Bo Ek\"")
    );
    let value: serde_json::Value = serde_json::from_str(&json::document(&document)).unwrap();
    assert_eq!(value["attributions"][0]["source_ids"], serde_json::json!([0, 2]));
    let line = Citation::for_statement(&document, 0).unwrap().line();
    assert!(line.starts_with("“We got everyone off,” — Isla Mackenzie and Bo Ek, "), "{line}");
    let notes = brat::annotation(&document);
    assert!(notes.contains("Isla Mackenzie (person)") && notes.contains("Bo Ek (person)"));
    assert!(notes.contains("\tNegated T") && notes.contains("\tDoubtful T"), "{notes}");
}

#[test]
fn a_text_in_a_language_that_is_not_read_says_so() {
    let article = article();
    let found = Analysis { language: Some("Slovak".into()), ..Analysis::default() };
    let written = markdown::document(&Document::of(&article, Some(&found)), 1);
    assert!(written.contains(" · not analysed (Slovak)\n"), "{written}");
    assert!(!written.contains("0 statements"), "{written}");
}

#[test]
fn json_says_what_the_archive_knows() {
    let (article, analysis) = (article(), analysis());
    let written = json::document(&Document::of(&article, Some(&analysis)));
    let value: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["id"], 12);
    assert_eq!(value["feed"], "Harbour feed");
    assert_eq!(value["authors"][0], "Ann Reid");
    assert_eq!(value["text"], TEXT);
    assert_eq!(value["attributions"][1]["content"][0], serde_json::json!([68, 103]));
    assert_eq!(value["attributions"][1]["source_ids"], serde_json::json!([0]));
    assert_eq!(value["attributions"][1]["source_id"], 0);
    let told = |at: usize| {
        let found = &value["attributions"][at];
        (found["negated"].as_bool(), found["doubtful"].as_bool())
    };
    assert_eq!((told(0), told(1)), ((Some(false), Some(false)), (Some(true), Some(true))));
    assert_eq!(value["analysed"], true);
    let bare = json::document(&Document::of(&article, None));
    let value: serde_json::Value = serde_json::from_str(&bare).unwrap();
    assert_eq!((&value["analysed"], &value["sources"]), (&false.into(), &serde_json::json!([])));
}

#[test]
fn brat_is_a_folder_of_texts_and_annotations() {
    let (article, analysis) = (article(), analysis());
    let mut bundle = Bundle::list(ExportFormat::Brat, "All");
    let written = whole(bundle.add(&Document::of(&article, Some(&analysis))));
    assert!(written.starts_with("== annotation.conf\n[entities]\n"), "{written}");
    assert!(written.contains(&format!("== 12.txt\n{TEXT}== 12.ann\n")), "{written}");
    assert!(written.contains("\nT4\tContent 0 22\t“We got everyone off,”\n"), "{written}");
    assert!(written.contains("\nE1\tCue:T3 Source:T2 Content:T4\n"), "{written}");
    let again = whole(bundle.add(&Document::of(&article, None)));
    assert!(again.starts_with("== 12-2.txt\n"), "{again}");
    assert_eq!(brat::annotation(&Document::of(&article, None)), "");
}

#[test]
fn a_quotation_says_whose_words_it_is_and_where_they_stand() {
    let (article, analysis) = (article(), analysis());
    let document = Document::of(&article, Some(&analysis));
    let cited = |index| Citation::for_statement(&document, index).unwrap();
    assert_eq!(
        cited(0).line(),
        "“We got everyone off,” — Isla Mackenzie (the captain), Harbour Gazette, “Ferry operator \
         halts <all> sailings”, 18 February 2024, https://example.org/ferry?a=1&b=2"
    );
    assert_eq!(
        cited(0).markdown(),
        "> “We got everyone off,”\n>\n> — Isla Mackenzie (the captain), *Harbour Gazette*, \
         “[Ferry operator halts \\<all\\> sailings](<https://example.org/ferry?a=1&b=2>)”, \
         18 February 2024\n"
    );
    let doubtful = cited(1).line();
    let who = " — Isla Mackenzie (the captain; not in the source’s own words; attribution \
               doubtful), ";
    assert!(doubtful.contains(who), "{doubtful}");
    assert!(cited(2).line().contains(" — source not named (not in"), "{}", cited(2).line());
    assert!(Citation::for_statement(&document, 3).is_none());
    let html = cited(0).html();
    assert!(
        html.contains("<cite>Harbour Gazette</cite>") && html.contains("&lt;all&gt;"),
        "{html}"
    );
    let json: serde_json::Value = serde_json::from_str(&cited(0).json()).unwrap();
    assert_eq!(json["citation"], cited(0).line());
    assert_eq!(json["source"], "Isla Mackenzie");
}

#[test]
fn a_passage_knows_what_is_said_in_it() {
    let (article, analysis) = (article(), analysis());
    let she = span("She denied");
    let cut = passage::cut(&article, Some(&analysis), Span::new(she.start, TEXT.len()));
    let found = cut.analysis.as_ref().unwrap();
    assert_eq!(found.find_fault(&cut.article.body.text), None);
    assert_eq!(found.attributions.len(), 2);
    assert_eq!((found.sources.len(), found.entities.len()), (1, 0));
    let mut document = Document::of(&cut.article, Some(found));
    document.passage = Some(cut.place);
    let value: serde_json::Value = serde_json::from_str(&json::document(&document)).unwrap();
    assert_eq!(value["passage"], serde_json::json!([57, 167]));
    // Rows of statements refer to the article's text.
    let row = quotes::Quote::for_statement(&document, 0).unwrap();
    assert_eq!((row.start, row.end), (68, 103));
    // A range that ends inside a character is extended to its border.
    let odd = passage::cut(&article, None, Span::new(1, 2));
    assert_eq!(odd.article.body.text, "“");
}

#[test]
fn lists_have_a_title_and_headings() {
    let (article, analysis) = (article(), analysis());
    let document = Document::of(&article, Some(&analysis));
    let list = |format| {
        let mut bundle = Bundle::list(format, "Two <of> them");
        let mut parts = bundle.add(&document);
        parts.extend(bundle.add(&document));
        parts.extend(bundle.end());
        whole(parts)
    };
    let written = list(ExportFormat::Markdown);
    assert!(written.starts_with("# Two \\<of\\> them\n\n## Ferry"), "{written}");
    assert_eq!(written.matches("\n### Sources\n").count(), 2);
    assert!(list(ExportFormat::Html).contains("<h1 dir=\"auto\">Two &lt;of&gt; them</h1>"));
    let json: serde_json::Value = serde_json::from_str(&list(ExportFormat::Json)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(list(ExportFormat::Csv).matches("\r\n").count(), 7);
    let empty = |format| whole(Bundle::list(format, "None").end());
    assert_eq!(empty(ExportFormat::Json), "[\n]\n");
    assert_eq!(empty(ExportFormat::Csv), quotes::csv_header());
    assert!(empty(ExportFormat::Html).ends_with(html::END));
}

fn appearance() -> (Dossier, Appearance) {
    let (article, analysis) = (article(), analysis());
    let subject = Subject {
        id: SubjectId(1),
        name: "Isla Mackenzie".into(),
        source_kind: Some(SourceKind::Person),
        entity_kind: None,
        statements: 2,
        articles: 1,
        mentioned_in: 1,
        first: None,
        last: None,
        over_time: Vec::new(),
    };
    let statements =
        (0..2).filter_map(|index| Statement::from_analysis(TEXT, &analysis, index)).collect();
    let appearance = Appearance {
        row: article.row,
        url: article.url,
        name: "Isla Mackenzie".into(),
        description: Some("the captain".into()),
        mentions: 1,
        statements,
    };
    let dossier =
        Dossier { subject, merged: Vec::new(), perhaps: Vec::new(), speakers: Vec::new() };
    (dossier, appearance)
}

fn dossier(format: ExportFormat, about: bool) -> String {
    let (article, analysis) = (article(), analysis());
    let (dossier, appearance) = appearance();
    let document = Document::of(&article, Some(&analysis));
    let mut writer = DossierWriter::new(format, about);
    let parts = vec![writer.begin(&dossier), writer.add(&appearance, &document), writer.end()];
    whole(parts)
}

#[test]
fn a_dossier_stands_article_by_article() {
    assert_eq!(
        dossier(ExportFormat::Markdown, false),
        "# Isla Mackenzie\n\nperson · 2 statements in 1 article\n\n\
         ## [Ferry operator halts \\<all\\> sailings](<https://example.org/ferry?a=1&b=2>)\n\n\
         Harbour Gazette · 18 February 2024 · by Ann Reid · Isla Mackenzie · the captain\n\n\
         - “We got everyone off,” (direct, said)\n\
         - denied: that \\*any\\* warning \\<had\\> been given (indirect, denied, attribution doubtful)\n"
    );
    let text = dossier(ExportFormat::Text, true);
    assert!(text.starts_with("About Isla Mackenzie\nperson · 2 statements"), "{text}");
    assert!(text.contains("  - Isla Mackenzie: “We got everyone off,” (direct, said)\n"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&dossier(ExportFormat::Json, false)).unwrap();
    assert_eq!(json["subject"]["name"], "Isla Mackenzie");
    assert_eq!(json["appearances"][0]["statements"][1]["start"], 68);
    assert_eq!(dossier(ExportFormat::Csv, false).lines().count(), 3);
    assert!(dossier(ExportFormat::Html, false).contains("<span class=\"c0 direct\">“We got"));
}

#[test]
fn corrections_carry_what_the_next_model_needs() {
    let article = article();
    let at = |words: &str| Passage {
        span: span(words),
        exact: words.into(),
        prefix: String::new(),
        suffix: String::new(),
    };
    let is = Marked {
        source: vec![at("She")],
        cue: vec![at("denied")],
        content: vec![at("that *any* warning <had> been given")],
        by: Some(Speaker { kind: SourceKind::Person, name: "Isla".into(), description: None }),
        also: Vec::new(),
    };
    let was = Marked { cue: vec![Passage { exact: "claimed".into(), ..at("off") }], ..is.clone() };
    let correction = Correction {
        id: Some(CorrectionId(4)),
        article: ArticleId(12),
        was: Some(was),
        is: Some(is),
        made_at: 0,
    };
    let value: serde_json::Value =
        serde_json::from_str(&corrections::json(&correction, Some(&article))).unwrap();
    assert_eq!((&value["article"], &value["text"]), (&12.into(), &TEXT.into()));
    assert_eq!(value["is"]["content"][0]["start"], 68);
    assert_eq!(value["is"]["content"][0]["exact"], "that *any* warning <had> been given");
    assert_eq!(value["is"]["by"]["name"], "Isla");
    // The text does not contain these words.
    assert_eq!(value["was"]["cue"][0]["start"], serde_json::Value::Null);
    assert_eq!(
        corrections::row(&correction, "T"),
        "4,12,T,1970-01-01T00:00:00Z,Isla,claimed,that *any* warning <had> been given,Isla,person,\
         denied,that *any* warning <had> been given\r\n"
    );
    let wrong = Correction { is: None, ..correction };
    let lines = corrections::lines(&wrong);
    assert_eq!(lines, ["wrong: Isla · claimed · that *any* warning <had> been given"]);
    assert_eq!(corrections::text(&wrong, "T"), format!("T\n  {}\n", lines[0]));
}
