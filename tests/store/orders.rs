//! Tests of further orders of lists: by sourcing, and by relevance to a search.

use onrecord::domain::{
    Analysis, Attribution, Cursor, Mode, Order, Source, SourceId, SourceKind, Span,
};
use proptest::prelude::*;

use crate::*;

/// An analysis of a text: named and unnamed sources, and statements that cover so many bytes each.
fn analysis(named: usize, unnamed: usize, statements: usize, bytes: usize) -> Analysis {
    let kinds = (0..named + unnamed)
        .map(|n| if n < named { SourceKind::Person } else { SourceKind::Unnamed });
    let sources: Vec<Source> = kinds
        .map(|kind| Source { kind, name: "x".into(), description: None, entity: None })
        .collect();
    let statement = |n: usize| Attribution {
        kind: Mode::Direct,
        source: vec![],
        cue: vec![],
        content: vec![Span::new(n * bytes, (n + 1) * bytes)],
        source_ids: (n < sources.len()).then_some(SourceId(n as u32)).into_iter().collect(),
        negated: false,
        confidence: 0.9,
    };
    let attributions = (0..statements).map(statement).collect();
    Analysis { attributions, sources, ..Analysis::default() }
}

fn analyse(store: &mut Store, id: ArticleId, analysis: &Analysis) {
    let hash = store.article(id).expect("it is there").expect("it is there").text_hash;
    assert!(store.save_analysis(id, "v1", &hash, analysis).expect("it is there"));
}

fn titles(store: &Store, query: &Query) -> String {
    let page = store.page(query, Edge::Start, 100).expect("it is there");
    page.rows.iter().map(|row| row.title.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn articles_stand_in_the_order_of_their_sourcing() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let text = "a ".repeat(50);
    let drafts = ["Ann", "Bo", "Cy", "Di"].map(|title| draft(title, &format!("{title} {text}")));
    let drafts: Vec<Draft> =
        drafts.into_iter().enumerate().map(|(n, draft)| on(n as u32 + 1, draft)).collect();
    let made = ids(&mut store, gazette, &drafts);
    analyse(&mut store, made[0], &analysis(2, 0, 2, 10));
    analyse(&mut store, made[1], &analysis(0, 3, 4, 20));
    analyse(&mut store, made[2], &analysis(2, 1, 3, 4));
    let by = |order| titles(&store, &Query { order, ..all() });
    assert_eq!(by(Order::Newest), "Di Cy Bo Ann");
    assert_eq!(by(Order::Oldest), "Ann Bo Cy Di");
    assert_eq!(by(Order::Named), "Cy Ann Bo Di");
    assert_eq!(by(Order::Unnamed), "Bo Cy Ann Di");
    assert_eq!(by(Order::Statements), "Bo Cy Ann Di");
    assert_eq!(by(Order::Share), "Bo Ann Cy Di");
    assert_eq!(by(Order::Best), "Di Cy Bo Ann");
    let shares: Vec<Option<u8>> = store
        .page(&all(), Edge::Start, 9)
        .unwrap()
        .rows
        .iter()
        .map(|row| row.sourcing.map(|sourcing| sourcing.share))
        .collect();
    assert_eq!(shares, [None, Some(12), Some(78), Some(19)]);
    // The same in a part of the archive.
    let query = Query { order: Order::Named, ..of(Scope::Feed(gazette)) };
    assert_eq!(titles(&store, &query), "Cy Ann Bo Di");
    let query = Query { order: Order::Named, filter: "c".into(), ..all() };
    assert_eq!(titles(&store, &query), "Cy");
}

#[test]
fn what_fits_best_comes_first_and_what_is_new_counts() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let filler = "word ".repeat(60);
    let made = ids(
        &mut store,
        gazette,
        &[
            on(28, draft("Body", &format!("{filler} ferry {filler}"))),
            on(20, draft("Ferry", &filler)),
            on(10, draft("Said", &format!("ferry {filler} x"))),
            on(27, draft("Body", &format!("{filler} ferry {filler} y"))),
        ],
    );
    for n in 0..40 {
        ids(&mut store, gazette, &[draft(&format!("Other {n}"), &format!("{filler} {n}"))]);
    }
    analyse(&mut store, made[2], &analysis(1, 0, 1, 5));
    let query = Query { order: Order::Best, now: NOW, ..of(Scope::Search("ferry".into())) };
    assert_eq!(titles(&store, &query), "Ferry Said Body Body");
    let rows = store.page(&query, Edge::Start, 9).unwrap().rows;
    assert_eq!((rows[2].id, rows[3].id), (made[0], made[3]), "of two alike the newer one");
}

#[test]
fn beyond_what_is_ranked_the_rest_follows_newest_first() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts: Vec<Draft> = (0..2300)
        .map(|n| {
            let ferries = "ferry ".repeat(1 + n % 7);
            on(1 + n as u32 % 28, draft(&format!("No {n}"), &format!("{ferries} {n} x")))
        })
        .collect();
    ids(&mut store, gazette, &drafts);
    let query = Query { order: Order::Best, now: NOW, ..of(Scope::Search("ferry".into())) };
    let rows = pages_meet(&store, &query, 170);
    assert_eq!(rows, 2300);
    let last = store.page(&query, Edge::End, 300).unwrap();
    assert!(last.rows.windows(2).all(|pair| pair[0].sort_key >= pair[1].sort_key));
}

/// Reads a list in pages of that size from both ends; gives how many rows it has.
fn pages_meet(store: &Store, query: &Query, size: usize) -> usize {
    let mut rows = Vec::new();
    let mut edge = Edge::Start;
    loop {
        let page = store.page(query, edge, size).expect("it is there");
        assert_eq!(page.offset as usize, rows.len());
        let Some(last) = page.rows.last() else { break };
        edge = Edge::After(Cursor::of(last));
        rows.extend(page.rows);
    }
    let place = |row: &onrecord::domain::ArticleRow| (row.order_key, row.id);
    assert!(rows.windows(2).all(|pair| place(&pair[0]) > place(&pair[1])), "keys descend");
    let mut at = rows.len();
    let mut edge = Edge::End;
    while at > 0 {
        let page = store.page(query, edge, size).expect("it is there");
        at -= page.rows.len();
        assert_eq!(page.offset as usize, at);
        assert_eq!(page.rows, rows[at..at + page.rows.len()]);
        edge = Edge::Before(Cursor::of(&rows[at]));
    }
    if let Some(row) = rows.get(rows.len() / 2) {
        let page = store.page(query, Edge::Around(Cursor::of(row)), size).expect("it is there");
        let from = page.offset as usize;
        assert_eq!(page.rows, rows[from..from + page.rows.len()]);
        assert!(page.rows.contains(row));
    }
    assert_eq!(store.counts(query).expect("it is there").total as usize, rows.len());
    for from in [0, rows.len() / 2] {
        let before = from.checked_sub(1).and_then(|before| rows.get(before)).map(Cursor::of);
        let mut walk = store.walk(query, before).expect("it is there");
        let mut walked = Vec::new();
        loop {
            let some = walk.next(size).expect("it is there");
            if some.is_empty() {
                break;
            }
            walked.extend(some.iter().map(place));
        }
        assert_eq!(walked, rows[from..].iter().map(place).collect::<Vec<_>>());
    }
    rows.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn pages_of_every_order_meet(
        made in proptest::collection::vec((1..4u32, 0..3usize, 0..3usize, 0..4usize, any::<bool>()), 1..30),
        size in 1..9usize,
    ) {
        let mut store = store();
        let gazette = feed(&mut store, "gazette");
        for (n, (day, named, unnamed, statements, analysed)) in made.iter().enumerate() {
            let text = format!("ferry {}", "word ".repeat(40 + n));
            let title = if n % 3 == 0 { "Ferry" } else { "Tram" };
            let id = ids(&mut store, gazette, &[on(*day, draft(title, &text))])[0];
            if *analysed {
                analyse(&mut store, id, &analysis(*named, *unnamed, named + unnamed + statements, 5));
            }
        }
        let scopes = [Scope::All, Scope::Feed(gazette), Scope::Search("ferry".into())];
        for scope in scopes {
            for (order, _) in Order::ALL {
                let query = Query { order, now: NOW, ..of(scope.clone()) };
                prop_assert_eq!(pages_meet(&store, &query, size), made.len());
            }
        }
    }
}
