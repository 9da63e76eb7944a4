//! Tests of lists of subjects: identity across articles, orders, parts of the archive.

use onrecord::domain::{
    EntityKind, SourceKind, Subject, SubjectChange, SubjectId, SubjectOrder, SubjectQuery,
};

use crate::script::{analysed, bring, keep, report};
use crate::*;

const DAY: i64 = 86_400;

pub(crate) fn told(subject: &Subject) -> String {
    // Days of March.
    let day = |at: Option<i64>| at.map_or(0, |at| (at - NOW) / DAY + 1);
    let range = format!("{}-{}", day(subject.first), day(subject.last));
    format!(
        "{}: {} in {}, mentioned in {}, {range}",
        subject.name, subject.statements, subject.articles, subject.mentioned_in
    )
}

/// A list as text, read in two pages.
pub(crate) fn listing(store: &Store, query: &SubjectQuery) -> Vec<String> {
    let mut rows = Vec::new();
    for _ in 0..2 {
        let page = store.subjects(query, rows.len() as u64, 3 + 1000 * rows.len()).expect("a page");
        assert_eq!(page.offset, rows.len() as u64);
        rows.extend(page.rows);
        assert!(rows.len() as u64 <= page.total);
    }
    assert_eq!(store.subjects(query, 0, 1).expect("a page").total, rows.len() as u64);
    rows.iter().map(told).collect()
}

pub(crate) fn sources() -> SubjectQuery {
    SubjectQuery::default()
}

pub(crate) fn entities() -> SubjectQuery {
    SubjectQuery { entities: true, ..SubjectQuery::default() }
}

pub(crate) fn named(store: &Store, name: &str) -> SubjectId {
    let found = store.subjects_named(name, 9).expect("a read");
    found.first().unwrap_or_else(|| panic!("nobody is called {name}")).id
}

/// Two feeds with three articles.
pub(crate) fn archive() -> (Store, [FeedId; 2], [ArticleId; 3]) {
    let mut store = store();
    let feeds = [feed(&mut store, "gazette"), feed(&mut store, "herald")];
    let ferry = "p Isla Mackenzie: “we got everyone off in forty minutes”
                 p Isla Mackenzie: there was no warning
                 u officials: the fire began in [Oban]
                 b Highland Ferries: it will sail again";
    let one = report(&mut store, feeds[0], 1, "Ferry", ferry);
    let fire = "p ISLA MACKENZIE: the pumps failed in [Oban]
                u officials: nobody was hurt
                p Mackenzie: all is well
                b police: the quay is closed";
    let two = report(&mut store, feeds[1], 3, "Fire", fire);
    let rest = "b the Highland Ferries: tickets are valid
                Nothing was heard from [Barra] or [Oban].";
    let three = report(&mut store, feeds[1], 5, "Rest", rest);
    sound(&store);
    (store, feeds, [one, two, three])
}

#[test]
fn full_names_are_one_across_articles_and_all_else_stays_apart() {
    let (store, ..) = archive();
    let expected = [
        "Isla Mackenzie: 3 in 2, mentioned in 2, 1-3",
        "Highland Ferries: 2 in 2, mentioned in 2, 1-5",
        "Mackenzie: 1 in 1, mentioned in 1, 3-3",
        "officials: 1 in 1, mentioned in 0, 1-1",
        "officials: 1 in 1, mentioned in 0, 3-3",
        "police: 1 in 1, mentioned in 0, 3-3",
    ];
    assert_eq!(listing(&store, &sources()), expected);
    let expected = [
        "Oban: 0 in 0, mentioned in 3, 1-5",
        "Highland Ferries: 2 in 2, mentioned in 2, 1-5",
        "Isla Mackenzie: 3 in 2, mentioned in 2, 1-3",
        "Barra: 0 in 0, mentioned in 1, 5-5",
        "Mackenzie: 1 in 1, mentioned in 1, 3-3",
    ];
    assert_eq!(listing(&store, &entities()), expected);
}

#[test]
fn lists_are_ordered_and_filtered() {
    let (store, feeds, _) = archive();
    let names = |query: &SubjectQuery| -> Vec<String> {
        let of = |line: String| line.split(':').next().expect("a name").to_owned();
        listing(&store, query).into_iter().map(of).collect()
    };
    let by = |order| names(&SubjectQuery { order, ..sources() }).join(", ");
    assert_eq!(
        by(SubjectOrder::Name),
        "Highland Ferries, Isla Mackenzie, Mackenzie, officials, officials, police"
    );
    assert!(by(SubjectOrder::Last).starts_with("Highland Ferries, Isla Mackenzie, Mackenzie"));
    assert!(by(SubjectOrder::First).starts_with("Highland Ferries, Isla Mackenzie, officials, M"));
    assert!(by(SubjectOrder::Articles).starts_with("Highland Ferries, Isla Mackenzie"));
    let kinds = vec![SourceKind::Organization, SourceKind::Document];
    let bodies = SubjectQuery { source_kinds: kinds, ..sources() };
    assert_eq!(names(&bodies), ["Highland Ferries", "police"]);
    let places = SubjectQuery { entity_kinds: vec![EntityKind::Place], ..entities() };
    assert_eq!(names(&places), ["Oban", "Barra"]);
    let filtered = SubjectQuery { filter: "KENZ ÍSLA".into(), ..sources() };
    assert_eq!(listing(&store, &filtered), ["Isla Mackenzie: 3 in 2, mentioned in 2, 1-3"]);
    let herald = SubjectQuery { feed: Some(feeds[1]), ..sources() };
    let expected = [
        "Highland Ferries: 1 in 1, mentioned in 2, 5-5",
        "Isla Mackenzie: 1 in 1, mentioned in 2, 3-3",
        "Mackenzie: 1 in 1, mentioned in 1, 3-3",
        "officials: 1 in 1, mentioned in 0, 3-3",
        "police: 1 in 1, mentioned in 0, 3-3",
    ];
    let mut found = listing(&store, &herald);
    found.sort();
    assert_eq!(found, expected);
    let early = SubjectQuery { before: Some(NOW + 2 * DAY), ..entities() };
    let mut found = listing(&store, &early);
    found.sort();
    let expected = [
        "Highland Ferries: 2 in 2, mentioned in 1, 1-1",
        "Isla Mackenzie: 3 in 2, mentioned in 1, 1-1",
        "Oban: 0 in 0, mentioned in 1, 1-1",
    ];
    assert_eq!(found, expected);
    let late = SubjectQuery { after: Some(NOW + 4 * DAY), filter: "h".into(), ..sources() };
    assert_eq!(names(&late), ["Highland Ferries"]);
}

#[test]
fn what_is_spread_over_time_is_shown_in_twelve_parts() {
    let (store, ..) = archive();
    let page = store.subjects(&sources(), 0, 1).unwrap();
    assert_eq!(page.rows[0].over_time, [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    let page = store.subjects(&entities(), 0, 1).unwrap();
    assert_eq!(page.rows[0].over_time, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
}

#[test]
fn those_who_are_everywhere_are_spread_over_time_as_well() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let (text, analysis) = analysed("p Isla Mackenzie: it rains in [Oban]");
    // Twelve years, and twice as many articles in the last.
    let dated = |n: u32| {
        let year = if n < 12 * 45 { 2001 + n % 12 } else { 2012 };
        let published = When::parse(&format!("{year}-{:02}-{:02}", 1 + n % 11, 1 + n % 27));
        Draft { published, ..with_guid(&n.to_string(), &n.to_string(), &text) }
    };
    let drafts: Vec<Draft> = (0..13 * 45).map(dated).collect();
    for id in ids(&mut store, gazette, &drafts) {
        keep(&mut store, id, &analysis);
    }
    sound(&store);
    for query in [sources(), entities()] {
        let parts = store.subjects(&query, 0, 1).unwrap().rows.remove(0).over_time;
        assert_eq!(parts.iter().sum::<u32>(), 13 * 45);
        assert!(parts[..11].iter().all(|part| (35..=55).contains(part)), "{parts:?}");
        assert!((80..=100).contains(&parts[11]), "{parts:?}");
    }
    store.remove_feed(gazette).unwrap();
    sound(&store);
    assert_eq!(store.subjects(&sources(), 0, 1).unwrap().total, 0);
    store.restore_feed(gazette).unwrap();
    sound(&store);
    assert_eq!(store.subjects(&sources(), 0, 1).unwrap().rows[0].statements, 13 * 45);
}

#[test]
fn a_name_finds_who_is_called_just_so_first() {
    let (store, ..) = archive();
    let names = |words: &str| -> Vec<String> {
        store.subjects_named(words, 9).unwrap().into_iter().map(|found| found.name).collect()
    };
    assert_eq!(names("mackenzie"), ["Mackenzie", "Isla Mackenzie"]);
    assert_eq!(names("ísla MACKENZIE"), ["Isla Mackenzie"]);
    assert_eq!(names("barra"), ["Barra"]);
    assert!(names("").is_empty() && names("nobody").is_empty());
}

#[test]
fn numbers_follow_feeds_articles_and_analyses() {
    let (mut store, feeds, [one, ..]) = archive();
    let before = (listing(&store, &sources()), listing(&store, &entities()));
    store.remove_feed(feeds[1]).unwrap();
    sound(&store);
    let expected = [
        "Isla Mackenzie: 2 in 1, mentioned in 1, 1-1",
        "Highland Ferries: 1 in 1, mentioned in 1, 1-1",
        "officials: 1 in 1, mentioned in 0, 1-1",
    ];
    assert_eq!(listing(&store, &sources()), expected);
    store.restore_feed(feeds[1]).unwrap();
    sound(&store);
    assert_eq!((listing(&store, &sources()), listing(&store, &entities())), before);
    // A new date moves what the article says; a new text takes it until it is analysed again.
    let (text, analysis) = analysed("p Isla Mackenzie: all is lost");
    bring(&mut store, feeds[0], 9, "Ferry", &text);
    sound(&store);
    assert_eq!(listing(&store, &sources())[0], "Highland Ferries: 1 in 1, mentioned in 1, 5-5");
    keep(&mut store, one, &analysis);
    sound(&store);
    assert_eq!(listing(&store, &sources())[0], "Isla Mackenzie: 2 in 2, mentioned in 2, 3-9");
}

#[test]
fn the_copies_of_a_story_count_once() {
    let mut store = store();
    let feeds = [feed(&mut store, "gazette"), feed(&mut store, "herald")];
    let (text, analysis) = analysed("p Isla Mackenzie: the pumps failed");
    for (at, feed) in feeds.iter().enumerate() {
        let link = with_link("https://wire.example/a", "Pumps", &text);
        let id = ids(&mut store, *feed, &[on(1 + at as u32, link)])[0];
        keep(&mut store, id, &analysis);
    }
    sound(&store);
    let once = ["Isla Mackenzie: 1 in 1, mentioned in 1, 1-1"];
    assert_eq!(listing(&store, &sources()), once);
    // A feed's own list shows its own copy.
    let herald = SubjectQuery { feed: Some(feeds[1]), ..sources() };
    assert_eq!(listing(&store, &herald), ["Isla Mackenzie: 1 in 1, mentioned in 1, 2-2"]);
    store.remove_feed(feeds[0]).unwrap();
    sound(&store);
    assert_eq!(listing(&store, &sources()), ["Isla Mackenzie: 1 in 1, mentioned in 1, 2-2"]);
}

#[test]
fn merges_join_and_splits_part_and_all_is_taken_back() {
    let (mut store, _, [one, two, _]) = archive();
    let before = (listing(&store, &sources()), listing(&store, &entities()));
    let isla = named(&store, "isla mackenzie");
    let short = named(&store, "mackenzie");
    assert_eq!(store.change_subject(SubjectChange::Merge(short, isla)).unwrap(), isla);
    sound(&store);
    assert_eq!(listing(&store, &sources())[0], "Isla Mackenzie: 4 in 2, mentioned in 2, 1-3");
    assert_eq!(named(&store, "mackenzie"), isla);
    // Kept when the article is analysed again.
    let again = store.raw_analysis(two, crate::script::VERSION).unwrap().unwrap();
    keep(&mut store, two, &again);
    assert_eq!(listing(&store, &sources())[0], "Isla Mackenzie: 4 in 2, mentioned in 2, 1-3");
    let apart = store.change_subject(SubjectChange::Split(isla, two)).unwrap();
    assert_ne!(apart, isla);
    sound(&store);
    let found = listing(&store, &sources());
    assert_eq!(found[0], "Highland Ferries: 2 in 2, mentioned in 2, 1-5");
    assert!(found.contains(&"Isla Mackenzie: 2 in 1, mentioned in 1, 1-1".to_owned()));
    keep(&mut store, two, &again);
    assert_eq!(listing(&store, &sources()), found);
    store.change_subject(SubjectChange::Unsplit(isla, two)).unwrap();
    store.change_subject(SubjectChange::Unmerge(short, isla)).unwrap();
    sound(&store);
    assert_eq!((listing(&store, &sources()), listing(&store, &entities())), before);
    // Whoever is not in an article cannot stand apart there.
    let oban = named(&store, "barra");
    assert_eq!(store.change_subject(SubjectChange::Split(oban, one)).unwrap(), oban);
}

#[test]
fn what_is_merged_speaks_and_is_mentioned_as_one() {
    let (mut store, ..) = archive();
    let (barra, police) = (named(&store, "barra"), named(&store, "police"));
    store.change_subject(SubjectChange::Merge(police, barra)).unwrap();
    sound(&store);
    let bodies = SubjectQuery { source_kinds: vec![SourceKind::Organization], ..sources() };
    let expected =
        ["Highland Ferries: 2 in 2, mentioned in 2, 1-5", "Barra: 1 in 1, mentioned in 1, 3-3"];
    assert_eq!(listing(&store, &bodies), expected);
    store.change_subject(SubjectChange::Unmerge(police, barra)).unwrap();
    assert!(!listing(&store, &bodies).join("").contains("Barra"));
}

/// Returns people who may be the same, one line each: "Obama (2) may be Barack Obama".
fn may_be(store: &Store) -> Vec<String> {
    let told = |it: &onrecord::store::MergeCandidate| {
        format!("{} ({}) may be {}", it.name, it.others.len(), it.whole.name)
    };
    store.merge_candidates().expect("a read").iter().map(told).collect()
}

#[test]
fn names_that_differ_by_a_middle_name_and_lone_last_names_are_offered_in_one_list() {
    let mut store = store();
    let feed = feed(&mut store, "gazette");
    for (day, title, script) in [
        (1, "A", "p Donald J. Trump: it will be built\np Barack Obama: it will not"),
        (2, "B", "p Donald Trump: they will pay\np Ida Orr Jr.: nobody will"),
        (3, "C", "p Obama: the visit is over\np Ida B. Orr: it is"),
        (4, "D", "p Obama: the visit was long\np Donald J. Trump: it was"),
        // An article that knows both, and a last name that two have.
        (5, "E", "p Ann Lee: yes\np Lee: no\np Bo Ek: yes"),
        (6, "F", "p Cy Ek: no"),
        (7, "G", "p Ek: perhaps"),
    ] {
        report(&mut store, feed, day, title, script);
    }
    let expected = [
        "Obama (2) may be Barack Obama",
        "Donald Trump (1) may be Donald J. Trump",
        "Ida B. Orr (1) may be Ida Orr Jr.",
    ];
    let mut found = may_be(&store);
    found[1..].sort();
    assert_eq!(found, expected);
    let obama = store.merge_candidates().unwrap().remove(0);
    assert_eq!((obama.statements, obama.articles), (2, 2));
    for other in obama.others {
        store.change_subject(SubjectChange::Merge(other, obama.whole.id)).unwrap();
    }
    sound(&store);
    assert_eq!(may_be(&store).len(), 2);
    let first = &store.subjects(&sources(), 0, 1).unwrap().rows[0];
    assert_eq!((&*first.name, first.statements), ("Barack Obama", 3));
}
