//! Lists: order, pages in both directions, counts, scopes, filters.

use onrecord::domain::{ArticleRow, Cursor, Page};

use crate::*;

/// Twenty-three articles of a feed, of which many share a date.
fn shelf() -> (Store, Vec<ArticleRow>) {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts: Vec<Draft> = (0..23)
        .map(|n| {
            on([3, 3, 3, 9, 9, 1][n % 6], draft(&format!("Article {n}"), &format!("Text {n}.")))
        })
        .collect();
    store.import(gazette, &drafts, NOW).expect("drafts are stored");
    let rows = store.page(&all(), Edge::Start, 100).expect("a page").rows;
    assert_eq!(rows.len(), 23);
    assert!(
        rows.windows(2)
            .all(|pair| { (pair[0].sort_key, pair[0].id) > (pair[1].sort_key, pair[1].id) })
    );
    (store, rows)
}

fn check(page: &Page, rows: &[ArticleRow], from: usize, to: usize) {
    assert_eq!(page.rows, rows[from..to]);
    assert_eq!(page.offset, from as u64);
}

#[test]
fn pages_meet_in_both_directions() {
    let (store, rows) = shelf();
    for size in [1, 4, 23, 50] {
        let (mut at, mut edge) = (0, Edge::Start);
        while at < rows.len() {
            let page = store.page(&all(), edge, size).unwrap();
            check(&page, &rows, at, (at + size).min(23));
            at += page.rows.len();
            edge = Edge::After(Cursor::of(&rows[at - 1]));
        }
        let (mut at, mut edge) = (rows.len(), Edge::End);
        while at > 0 {
            let page = store.page(&all(), edge, size).unwrap();
            check(&page, &rows, at.saturating_sub(size), at);
            at -= page.rows.len();
            edge = Edge::Before(Cursor::of(&rows[at]));
        }
    }
}

#[test]
fn beyond_the_ends_there_is_nothing() {
    let (store, rows) = shelf();
    let page = store.page(&all(), Edge::After(Cursor::of(&rows[22])), 5).unwrap();
    check(&page, &rows, 23, 23);
    let page = store.page(&all(), Edge::Before(Cursor::of(&rows[0])), 5).unwrap();
    check(&page, &rows, 0, 0);
}

#[test]
fn around_a_row_lies_half_a_page_on_each_side() {
    let (mut store, rows) = shelf();
    for (place, from, to) in [(10, 7, 13), (0, 0, 6), (2, 0, 6), (22, 17, 23), (21, 17, 23)] {
        let page = store.page(&all(), Edge::Around(Cursor::of(&rows[place])), 6).unwrap();
        check(&page, &rows, from, to);
    }
    // A place whose row has gone is still a place.
    let gone = Cursor::of(&rows[10]);
    let query = Query { unread_only: true, unread_since: NOW + 1, ..all() };
    store.set_read(&[gone.id], true, NOW).unwrap();
    let page = store.page(&query, Edge::Around(gone), 6).unwrap();
    assert_eq!(page.offset, 7);
    let ids: Vec<ArticleId> = page.rows.iter().map(|row| row.id).collect();
    let expected = [7, 8, 9, 11, 12, 13].map(|index: usize| rows[index].id);
    assert_eq!(ids, expected);
}

#[test]
fn an_empty_list_is_empty_from_everywhere() {
    let store = store();
    let place = Cursor { key: 0, id: ArticleId(1) };
    for edge in
        [Edge::Start, Edge::End, Edge::After(place), Edge::Before(place), Edge::Around(place)]
    {
        assert_eq!(store.page(&all(), edge, 9).unwrap(), Page::default());
    }
}

#[test]
fn scopes_show_a_feed_a_tag_or_the_starred() {
    let mut store = store();
    let (gazette, herald) = (feed(&mut store, "gazette"), feed(&mut store, "herald"));
    let tagged = |title: &str, tag: &str| Draft { tags: vec![tag.into()], ..draft(title, title) };
    let ferry = ids(
        &mut store,
        gazette,
        &[on(1, tagged("Ferry", "Transport")), on(2, tagged("Bank", "Économie"))],
    )[0];
    let tram = ids(&mut store, herald, &[on(3, tagged("Tram", "transport"))])[0];
    store.set_starred(&[ferry], true).unwrap();
    store.set_tags(tram, &["To read".into()]).unwrap();
    assert_eq!(listed(&store, &of(Scope::Feed(gazette))), "● Bank (gazette)\n● Ferry (gazette) ★");
    assert_eq!(listed(&store, &of(Scope::Starred)), "● Ferry (gazette) ★");
    let tag = |tag: &str| of(Scope::Tag(tag.into()));
    assert_eq!(listed(&store, &tag("TRANSPORT")), "● Tram (herald)\n● Ferry (gazette) ★");
    assert_eq!(listed(&store, &tag("economie")), "● Bank (gazette)");
    assert_eq!(listed(&store, &tag("to read")), "● Tram (herald)");
    assert_eq!(listed(&store, &tag("no such")), "");
    store.set_tags(tram, &[]).unwrap();
    assert_eq!(listed(&store, &tag("to read")), "");
}

#[test]
fn a_filter_requires_each_word_in_title_feed_or_authors() {
    let mut store = store();
    let (gazette, herald) = (feed(&mut store, "gazette"), feed(&mut store, "herald"));
    let by = |author: &str, draft: Draft| Draft { authors: vec![author.into()], ..draft };
    let drafts = [
        on(3, by("Zoë Brontë", draft("Ferry à l’île", "One."))),
        on(2, draft("100% of 'everything' _here_", "Two: secret.")),
    ];
    store.import(gazette, &drafts, NOW).unwrap();
    store.import(herald, &[on(1, by("Bo Ray", draft("Ferry again", "Three.")))], NOW).unwrap();
    let check = |filter: &str, expected: &str| {
        let query = Query { filter: filter.into(), ..all() };
        let titles = listed(&store, &query);
        let titles: Vec<&str> = titles.lines().map(|line| &line[4..9]).collect();
        assert_eq!(titles.join(" "), expected, "{filter:?}");
    };
    check("", "Ferry 100%  Ferry");
    check("  ", "Ferry 100%  Ferry");
    check("FERRY", "Ferry Ferry");
    check("ferry bronte", "Ferry");
    check("ILE zoe", "Ferry");
    check("herald", "Ferry");
    check("gazette ferry", "Ferry");
    check("gazette herald", "");
    check("secret", "");
    check("%", "100% ");
    check("_ '", "100% ");
}

#[test]
fn a_renamed_feed_is_filtered_by_its_new_name() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    store.import(gazette, &[draft("Ferry", "One.")], NOW).unwrap();
    store.rename_feed(gazette, Some("Évening News")).unwrap();
    let filter = |filter: &str| Query { filter: filter.into(), ..all() };
    assert_eq!(listed(&store, &filter("evening")), "● Ferry (Évening News)");
    assert_eq!(listed(&store, &filter("gazette")), "");
    // Importing again gives the feed's own title, and the reader's stays.
    feed(&mut store, "gazette");
    assert_eq!(store.feeds().unwrap()[0].title, "Évening News");
    store.rename_feed(gazette, None).unwrap();
    assert_eq!(store.feeds().unwrap()[0].title, "gazette");
}

#[test]
fn what_is_read_while_the_list_is_open_stays_in_it() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts: Vec<Draft> =
        (1..=3).map(|day| on(day, draft(&format!("Day {day}"), "x"))).collect();
    let ids = ids(&mut store, gazette, &drafts);
    store.set_read(&[ids[0]], true, NOW - 1).unwrap();
    let query = Query { unread_only: true, unread_since: NOW, ..all() };
    assert_eq!(listed(&store, &query), "● Day 3 (gazette)\n● Day 2 (gazette)");
    store.set_read(&[ids[2]], true, NOW).unwrap();
    assert_eq!(listed(&store, &query), "Day 3 (gazette)\n● Day 2 (gazette)");
    let reopened = Query { unread_since: NOW + 1, ..query };
    assert_eq!(listed(&store, &reopened), "● Day 2 (gazette)");
}

/// Above some thousand rows, lists are read by other indexes: they must show the same.
#[test]
fn long_lists_are_filtered_as_short_ones_are() {
    let mut store = store();
    let (gazette, herald) = (feed(&mut store, "gazette"), feed(&mut store, "herald"));
    let drafts: Vec<Draft> = (0..5200)
        .map(|n| Draft {
            tags: vec!["Sea".into()],
            ..on(1 + n % 28, draft(&format!("Ferry no {n}."), &format!("Text {n}.")))
        })
        .collect();
    let made = ids(&mut store, gazette, &drafts);
    store.import(herald, &[draft("Ferry no 77.", "Text 77."), draft("Tram", "x")], NOW).unwrap();
    store.set_starred(&made, true).unwrap();
    store.set_read(&made[..2600], true, NOW).unwrap();
    let scopes =
        [Scope::All, Scope::Feed(gazette), Scope::Starred, Scope::Tag("sea".into())].map(of);
    for scope in scopes {
        let check = |filter: &str, unread_only: bool, expected: usize| {
            let query = Query {
                filter: filter.into(),
                unread_only,
                unread_since: NOW + 1,
                ..scope.clone()
            };
            assert_eq!(listed_ids(&store, &query).len(), expected, "{query:?}");
        };
        check("no 77.", false, drafts_with(&drafts, &["no", "77."]));
        check("FERRY 33 7.", false, drafts_with(&drafts, &["33", "7."]));
        check("no 2599.", true, 0);
        check("no 2600.", true, 1);
        check("ferry 9. gazette", false, drafts_with(&drafts, &["9."]));
        check("tram sea", false, 0);
    }
    assert_eq!(store.counts(&of(Scope::Tag("sea".into()))).unwrap().total, 5200);
    store.remove_feed(gazette).unwrap();
    assert_eq!(listed_ids(&store, &Query { filter: "ferry".into(), ..all() }).len(), 1);
    assert_eq!(store.counts(&of(Scope::Tag("sea".into()))).unwrap().total, 0);
    sound(&store);
}

fn drafts_with(drafts: &[Draft], words: &[&str]) -> usize {
    drafts.iter().filter(|draft| words.iter().all(|word| draft.title.contains(word))).count()
}

/// A list's ids, read in pages; counts and order are checked on the way.
fn listed_ids(store: &Store, query: &Query) -> Vec<ArticleId> {
    let mut rows: Vec<ArticleRow> = Vec::new();
    let mut edge = Edge::Start;
    loop {
        let page = store.page(query, edge, 300).expect("a page");
        assert_eq!(page.offset as usize, rows.len());
        let Some(last) = page.rows.last() else { break };
        edge = Edge::After(Cursor::of(last));
        rows.extend(page.rows);
    }
    let counts = store.counts(query).expect("counts");
    assert_eq!(counts.total as usize, rows.len());
    assert_eq!(counts.unread as usize, rows.iter().filter(|row| row.unread).count());
    rows.iter().map(|row| row.id).collect()
}

#[test]
fn all_tags_that_can_be_chosen_are_listed_once_by_name() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let herald = feed(&mut store, "herald");
    let tagged = |title: &str, tags: &[&str]| Draft {
        tags: tags.iter().map(|tag| (*tag).into()).collect(),
        ..draft(title, title)
    };
    let read =
        ids(&mut store, gazette, &[tagged("Tram", &["Zoo", "sea"]), tagged("Ship", &["SEA"])]);
    ids(&mut store, herald, &[tagged("Owl", &["night"])]);
    store.set_tags(read[0], &["later".into()]).unwrap();
    assert_eq!(store.tags().unwrap(), ["later", "night", "sea", "Zoo"]);
    store.remove_feed(herald).unwrap();
    assert_eq!(store.tags().unwrap(), ["later", "sea", "Zoo"]);
    // Of too many, the most frequent stay.
    let rare: Vec<String> = (0..600).map(|n| format!("a{n:03}")).collect();
    store.set_tags(read[0], &rare).unwrap();
    let tags = store.tags().unwrap();
    assert_eq!(tags.len(), 500);
    assert_eq!((tags[0].as_str(), tags[499].as_str()), ("a000", "sea"));
}

#[test]
fn a_filter_is_met_by_any_piece_of_a_title_or_a_name() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let by = |author: &str, draft| Draft { authors: vec![author.into()], ..draft };
    let drafts = [
        by("Åsa Ek", with_guid("1", "A “quiet” harbour\0town", "One.")),
        by("Bo Li", with_guid("2", "港の船 X", "Two.")),
        with_guid("3", "Ö", "Three."),
    ];
    store.import(gazette, &drafts, NOW).unwrap();
    let count = |store: &Store, filter: &str| {
        let query = Query { filter: filter.into(), ..all() };
        assert_eq!(store.counts(&query).unwrap().total, listed_ids(store, &query).len() as u64);
        store.counts(&query).unwrap().total
    };
    for (filter, expected) in [
        ("harb", 1),
        ("r", 1),
        ("rbou", 1),
        ("town", 1),
        ("wn", 1),
        ("harbour_", 0),
        ("zq", 0),
        ("q", 1),
        ("“qui", 1),
        ("\"qui", 1),
        ("\"har", 0),
        ("asa e", 1),
        ("ek", 1),
        ("li", 1),
        ("港の", 1),
        ("の船", 1),
        ("船", 1),
        ("o", 3),
        ("ö", 3),
        ("gazette", 3),
        ("gaz harb", 1),
        ("x li", 1),
        ("harbour tow asa quie wnx", 0),
    ] {
        assert_eq!(count(&store, filter), expected, "{filter}");
    }
    // What a title no longer says does not find it.
    let changed = by("Åsa Ek", with_guid("1", "A loud market", "One."));
    store.import(gazette, &[changed], NOW + 1).unwrap();
    assert_eq!(["harbour", "mark", "asa"].map(|filter| count(&store, filter)), [0, 1, 1]);
    sound(&store);
}
