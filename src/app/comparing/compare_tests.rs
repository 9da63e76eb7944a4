//! Tests of the comparison: articles in, what they share out.

use proptest::prelude::*;

use crate::domain::{
    Analysis, Article, ArticleId, ArticleRow, Attribution, Body, FeedId, Mode, Source, SourceKind,
    Span, TextSource,
};

use super::*;

/// An article in which each of these says something: name, subject (0: none), words.
pub(crate) fn comparand(id: i64, said: &[(&str, i64, &str)]) -> Comparand {
    let (mut text, mut analysis) = (String::new(), Analysis::default());
    let mut subjects = Vec::new();
    for (name, subject, content) in said {
        let start = text.len();
        text.push_str(content);
        let span = Span::new(start, text.len());
        text.push_str(&format!(", {name} said.\n\n"));
        let known = analysis.sources.iter().position(|it| it.name == *name);
        let source = (!name.is_empty()).then(|| {
            known.unwrap_or_else(|| {
                analysis.sources.push(Source {
                    kind: SourceKind::Person,
                    name: name.to_string(),
                    description: None,
                    entity: None,
                });
                analysis.sources.len() - 1
            })
        });
        let source_id = source.map(|place| SourceId(place as u32));
        if let Some(id) = source_id.filter(|_| *subject > 0) {
            subjects.push((id, SubjectId(*subject)));
        }
        analysis.attributions.push(Attribution {
            kind: Mode::Direct,
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![span],
            source_ids: source_id.into_iter().collect(),
            negated: false,
            confidence: 0.9,
        });
    }
    let article = article(id, said.len() as u32, &text);
    Comparand { article, analysis: Some(analysis), subjects }
}

fn article(id: i64, statements: u32, text: &str) -> Article {
    let row = ArticleRow {
        id: ArticleId(id),
        feed: FeedId(id),
        feed_title: format!("Feed {id}"),
        title: format!("Article {id}"),
        published: None,
        sort_key: id,
        unread: true,
        starred: false,
        attributions: Some(statements),
        analysed: true,
        words: 10,
        sourcing: None,
        order_key: id,
        snippet: None,
    };
    Article {
        row,
        url: None,
        guid: None,
        authors: Vec::new(),
        outlet: None,
        updated: None,
        language: None,
        tags: Vec::new(),
        own_tags: Vec::new(),
        body: Body::from_text(text),
        text_hash: format!("h{id}"),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

/// What a comparison found, a line each.
fn shown(articles: &[Comparand]) -> Vec<String> {
    let found = compare(articles);
    let mut lines = Vec::new();
    for it in &found.sources {
        lines.push(format!("{}: {:?}", it.name, it.cells));
    }
    for it in &found.said {
        let disputed = if it.disputed { " disputed" } else { "" };
        lines.push(format!("{:?}{disputed}: {:?}", it.alike, it.cells));
    }
    for (column, only) in found.only.iter().enumerate() {
        for it in only {
            lines.push(format!(
                "only {column} {:?}: {:?}",
                it.sources.iter().map(|id| id.0).collect::<Vec<_>>(),
                it.statements
            ));
        }
    }
    lines
}

const TRUCE: &str = "“I would not call it a victory. I would call it a truce.”";

#[test]
fn sources_words_and_the_rest_are_told_apart() {
    let one = comparand(
        1,
        &[
            ("Ana Verrick", 7, TRUCE),
            ("the crew", 0, "the sensors had failed twice in the week before"),
            ("", 0, "“nobody knows what comes next”"),
            ("Ana Verrick", 7, "that nobody will pay for it"),
        ],
    );
    let other = comparand(
        2,
        &[
            ("a lawyer", 0, "that the sensors had failed twice in the days before"),
            ("Verrick", 7, TRUCE),
            ("the mayor", 9, "the road stays closed for the winter"),
        ],
    );
    assert_eq!(
        shown(&[one, other]),
        [
            "Ana Verrick: [[0, 3], [1]]",
            "Same: [[0], [1]]",
            "Similar disputed: [[1], [0]]",
            "only 0 []: [2]",
            "only 1 [2]: [2]",
        ]
    );
}

#[test]
fn what_only_begins_with_the_same_words_is_partly_the_same() {
    let first = "“The pier stays shut for the winter.”";
    let both = format!("{first} … “Nobody has found the money for it.”");
    let one = || comparand(1, &[("Ana Verrick", 7, first)]);
    let more = comparand(2, &[("Ana Verrick", 7, &both)]);
    let again = comparand(3, &[("Ana Verrick", 7, "\"The pier stays shut, for the winter\"")]);
    assert_eq!(compare(&[one(), more.clone()]).said[0].alike, Alike::Partly);
    assert_eq!(compare(&[one(), again.clone()]).said[0].alike, Alike::Same);
    assert_eq!(compare(&[one(), again, more]).said[0].alike, Alike::Partly);
}

#[test]
fn the_same_words_of_different_sources_are_pointed_out() {
    let check = |first: (&str, i64), second: (&str, i64), expected: bool| {
        let one = comparand(1, &[(first.0, first.1, TRUCE)]);
        let other = comparand(2, &[(second.0, second.1, TRUCE)]);
        assert_eq!(compare(&[one, other]).said[0].disputed, expected, "{first:?} {second:?}");
    };
    check(("Ana Verrick", 7), ("Ana Verrick", 7), false);
    check(("Ana Verrick", 7), ("Verrick", 8), false);
    check(("Ana Verrick", 7), ("Tove Lind", 8), true);
    check(("Ana Verrick", 0), ("the railway", 0), true);
    check(("Ana Verrick", 7), ("", 0), false);
}

#[test]
fn articles_that_share_nothing_or_are_not_analysed_stand_alone() {
    let one = comparand(1, &[("Ana Verrick", 7, TRUCE)]);
    let mut other = comparand(2, &[]);
    assert_eq!(shown(&[one.clone(), other.clone()]), ["only 0 [0]: [0]"]);
    other.analysis = None;
    assert_eq!(shown(&[one, other]), ["only 0 [0]: [0]"]);
    assert_eq!(compare(&[]), Compared::default());
}

fn any_article(id: i64) -> impl Strategy<Value = Comparand> {
    let name =
        prop::sample::select(vec![("Ann Lee", 1), ("Lee", 1), ("Bob Ray", 2), ("", 0), ("Cy", 0)]);
    let words = prop::sample::select(vec![
        "the bridge will be closed until spring comes",
        "“the bridge will be closed until spring comes”",
        "that the bridge will be closed until next spring",
        "nobody has asked the keeper of the lock so far",
        "the keeper of the lock has not been asked by anybody",
        "no",
        TRUCE,
    ]);
    prop::collection::vec((name, words), 0..6).prop_map(move |said| {
        let said: Vec<(&str, i64, &str)> =
            said.into_iter().map(|((name, subject), words)| (name, subject, words)).collect();
        comparand(id, &said)
    })
}

fn any_articles() -> impl Strategy<Value = Vec<Comparand>> {
    (any_article(1), any_article(2), any_article(3), 0usize..4)
        .prop_map(|(a, b, c, count)| [a, b, c].into_iter().take(count).collect())
}

/// A comparison with its cells turned round, as if the articles had been given in reverse.
fn reversed(found: Compared) -> Compared {
    let turn = |cells: Vec<Vec<usize>>| cells.into_iter().rev().collect();
    Compared {
        sources: found
            .sources
            .into_iter()
            .map(|it| SharedSource { cells: turn(it.cells), ..it })
            .collect(),
        said: found
            .said
            .into_iter()
            .map(|it| SharedStatement { cells: turn(it.cells), ..it })
            .collect(),
        only: found.only.into_iter().rev().collect(),
    }
}

proptest! {
    #[test]
    fn the_order_of_the_articles_does_not_matter(articles in any_articles()) {
        let turned: Vec<Comparand> = articles.iter().cloned().rev().collect();
        prop_assert_eq!(compare(&turned), reversed(compare(&articles)));
    }

    #[test]
    fn every_statement_stands_in_a_row_and_rows_are_shared(articles in any_articles()) {
        let found = compare(&articles);
        for (column, comparand) in articles.iter().enumerate() {
            let count = comparand.analysis.as_ref().unwrap().attributions.len();
            for index in 0..count {
                let shared = found.sources.iter().map(|it| &it.cells)
                    .chain(found.said.iter().map(|it| &it.cells))
                    .any(|cells| cells[column].contains(&index));
                let alone = found.only[column].iter().any(|it| it.statements.contains(&index));
                prop_assert!(shared != alone);
            }
        }
        for cells in found.said.iter().map(|it| &it.cells) {
            prop_assert!(spread(cells) > 1);
        }
    }

    #[test]
    fn an_article_compared_with_itself_shares_all_long_statements(article in any_article(1)) {
        let found = compare(&[article.clone(), article.clone()]);
        for it in &found.said {
            prop_assert_eq!(&it.cells[0], &it.cells[1]);
        }
        for only in &found.only {
            for it in only.iter().flat_map(|it| &it.statements) {
                let content = article.analysis.as_ref().unwrap().attributions[*it].content[0];
                prop_assert!(content.of(&article.article.body.text).split(' ').count() < 4);
            }
        }
    }
}
