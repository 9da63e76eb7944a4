//! A sample article with its analysis, for tests.

use crate::domain::denial::is_denial;
use crate::domain::{
    Analysis, Article, ArticleId, ArticleRow, Attribution, Block, BlockKind, Body, Entity,
    EntityId, EntityKind, FeedId, Link, Mode, Source, SourceId, SourceKind, Span, TextSource, When,
};

/// The text: two paragraphs, a list, a table, code.
pub(super) const TEXT: &str = "“We got everyone off,” said Isla Mackenzie, the captain. \
    She denied that *any* warning <had> been given.\n\n\
    Read more: our timetable\n\n\
    Two passengers & a dog were treated";

/// Returns the span of `words` in the text.
pub(super) fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words}"));
    Span::new(start, start + words.len())
}

/// Returns the article.
pub(super) fn article() -> Article {
    let block = |words: &str, kind| {
        let start = span(words).start;
        let end = TEXT[start..].find("\n\n").map_or(TEXT.len(), |end| start + end);
        Block { span: Span::new(start, end), kind, quote_depth: 0 }
    };
    let item = BlockKind::Item { depth: 0, number: None };
    Article {
        row: row(),
        url: Some("https://example.org/ferry?a=1&b=2".into()),
        guid: Some("g-12".into()),
        authors: vec!["Ann Reid".into()],
        outlet: Some("Harbour Gazette".into()),
        updated: None,
        language: Some("en".into()),
        tags: vec!["ferry".into(), "to read".into()],
        own_tags: vec!["to read".into()],
        body: Body {
            accents: Vec::new(),
            text: TEXT.into(),
            blocks: vec![
                block("“We", BlockKind::Paragraph),
                block("Read more", item),
                block("Two passengers", item),
            ],
            links: vec![
                Link { span: span("our timetable"), url: "https://example.org/t(1) 2".into() },
                Link { span: span("a dog"), url: "javascript:alert(1)".into() },
            ],
        },
        text_hash: "00".into(),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

fn row() -> ArticleRow {
    ArticleRow {
        id: ArticleId(12),
        feed: FeedId(3),
        feed_title: "Harbour feed".into(),
        title: "Ferry operator halts <all> sailings".into(),
        published: When::parse("2024-02-18T19:42:00+02:00"),
        unread: true,
        attributions: Some(3),
        analysed: true,
        words: 24,
        ..ArticleRow::default()
    }
}

/// Returns the analysis: a direct statement, a doubtful indirect one, and one without source.
pub(super) fn analysis() -> Analysis {
    let said = |kind,
                source: &[&str],
                cue: &[&str],
                content: &[&str],
                id: Option<SourceId>,
                confidence| {
        let spans = |words: &[&str]| words.iter().map(|words| span(words)).collect();
        Attribution {
            kind,
            source: spans(source),
            cue: spans(cue),
            content: spans(content),
            source_ids: id.into_iter().collect(),
            negated: is_denial(&cue.join(" ")),
            confidence,
        }
    };
    let captain = Some(SourceId(0));
    let denied = "that *any* warning <had> been given";
    Analysis {
        sentences: vec![span("“We got everyone off,” said Isla Mackenzie, the captain.")],
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Isla Mackenzie".into(),
            mentions: vec![span("Isla Mackenzie")],
        }],
        sources: vec![Source {
            kind: SourceKind::Person,
            name: "Isla Mackenzie".into(),
            description: Some("the captain".into()),
            entity: Some(EntityId(0)),
        }],
        attributions: vec![
            said(
                Mode::Direct,
                &["Isla Mackenzie"],
                &["said"],
                &["“We got everyone off,”"],
                captain,
                0.97,
            ),
            said(Mode::Indirect, &["She"], &["denied"], &[denied], captain, 0.4),
            said(Mode::Indirect, &[], &[], &["Two passengers & a dog were treated"], None, 0.8),
        ],
        ..Analysis::default()
    }
}
