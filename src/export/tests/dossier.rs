//! Tests of exports: dossiers.

use crate::domain::{Appearance, Dossier, ExportFormat, SourceKind, Statement, Subject, SubjectId};
use crate::export::sample::{TEXT, analysis, article};
use crate::export::{Document, DossierWriter};

use super::whole;

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
fn dossier_lists_statements_by_article() {
    assert_eq!(
        dossier(ExportFormat::Markdown, false),
        "# Isla Mackenzie\n\nperson · 2 statements in 1 article\n\n\
         ## [Ferry operator halts \\<all\\> sailings](<https://example.org/ferry?a=1&b=2>)\n\n\
         Harbour Gazette · 18 February 2024 · by Ann Reid · tagged to read · Isla Mackenzie · the captain\n\n\
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
