//! Tests of searches: results, and equality with a plain scan of all articles.

use onrecord::domain::search::{
    self, Fact, Feature, Measure, Needle, Node, ReadState, SearchedPart, Term,
};
use onrecord::domain::{
    Analysis, Attribution, Enclosure, Mode, Order, Range, Source, SourceId, SourceKind, Span,
    SubjectChange,
};
use proptest::prelude::*;

use crate::*;

const DAY: i64 = 86_400;

/// An analysis of `text`: for each `(source, words)` a statement with these words as its content.
fn analysis(text: &str, statements: &[(&str, &str)]) -> Analysis {
    let mut found = Analysis::default();
    for (name, words) in statements {
        let at = text.find(words).expect("the words are in the text");
        let known = found.sources.iter().position(|source| source.name == *name);
        let id = known.unwrap_or_else(|| {
            let kind =
                if name.starts_with("an ") { SourceKind::Unnamed } else { SourceKind::Person };
            let source = Source { kind, name: (*name).into(), description: None, entity: None };
            found.sources.push(source);
            found.sources.len() - 1
        });
        found.attributions.push(Attribution {
            kind: Mode::Indirect,
            source: vec![],
            cue: vec![],
            content: vec![Span::new(at, at + words.len())],
            source_ids: vec![SourceId(id as u32)],
            negated: false,
            confidence: 0.9,
        });
    }
    found
}

fn analyse(store: &mut Store, id: ArticleId, statements: &[(&str, &str)]) {
    let article = store.article(id).expect("it is there").expect("it is there");
    let analysis = analysis(&article.body.text, statements);
    assert!(store.save_analysis(id, "v1", &article.text_hash, &analysis).expect("it is there"));
}

/// Returns the matches of a search as the first words of their titles.
fn hits(store: &Store, text: &str) -> String {
    let query = Query { now: NOW, ..of(Scope::Search(text.into())) };
    let page = store.page(&query, Edge::Start, 1000).expect("a page");
    assert_eq!(
        store.counts(&query).expect("it is there").total as usize,
        page.rows.len(),
        "{text}"
    );
    let first = |title: &str| title.split(' ').next().unwrap_or("").to_owned();
    page.rows.iter().map(|row| first(&row.title)).collect::<Vec<_>>().join(" ")
}

fn desk() -> (Store, Vec<ArticleId>) {
    let mut store = store();
    let (gazette, herald) = (feed(&mut store, "gazette"), feed(&mut store, "herald"));
    let drafts = [
        Draft {
            url: Some("https://gazette.example/2024/Ferry".into()),
            authors: vec!["Zoë Brontë".into()],
            tags: vec!["Sea".into()],
            ..on(
                1,
                draft(
                    "Ferry halts",
                    "All sailings stop. Mackenzie said no warning came. \
                Highland Ferries denied any fault.",
                ),
            )
        },
        on(10, draft("Bank rate", "The ferry is mentioned once. Mackenzie denied any fault.")),
    ];
    let mut made = ids(&mut store, gazette, &drafts);
    let file = Enclosure {
        url: "https://herald.example/a.mp3".into(),
        kind: None,
        bytes: None,
        title: None,
    };
    let tram = Draft {
        enclosures: vec![file],
        tags: vec!["seaside".into(), "transport".into()],
        ..on(20, draft("Tram Été", "Sailings and trams; all stop."))
    };
    made.extend(ids(&mut store, herald, &[tram]));
    let said = [("Isla Mackenzie", "no warning came"), ("Highland Ferries", "any fault")];
    analyse(&mut store, made[0], &said);
    analyse(&mut store, made[1], &[("an official", "mentioned once"), ("Mackenzie", "any fault")]);
    (store, made)
}

#[test]
fn words_phrases_and_fields_find_articles() {
    let (mut store, made) = desk();
    store.set_read(&made[..1], true, NOW).unwrap();
    store.set_starred(&made[1..2], true).unwrap();
    for (text, expected) in [
        ("", "Tram Bank Ferry"),
        ("ferry", "Bank Ferry"),
        ("FERRY sailings", "Ferry"),
        ("\"all sailings\"", "Ferry"),
        ("sail*", "Tram Ferry"),
        ("ferry OR tram", "Tram Bank Ferry"),
        ("sailings -ferry", "Tram"),
        ("NOT (ferry OR tram)", ""),
        ("ete", "Tram"),
        ("title:ferry", "Ferry"),
        ("body:ferry", "Bank"),
        ("quote:warning", "Ferry"),
        ("quote:sailings", ""),
        ("source:mackenzie", "Bank Ferry"),
        ("source:isla", "Ferry"),
        ("feed:gaz", "Bank Ferry"),
        ("feed:herald.example", "Tram"),
        ("feed:nowhere", ""),
        ("ferry -feed:nowhere", "Bank Ferry"),
        ("feed:nowhere OR tram", "Tram"),
        ("tag:sea", "Ferry"),
        ("tag:sea*", "Tram Ferry"),
        ("author:bronte", "Ferry"),
        ("-author:bronte", "Tram Bank"),
        ("url:/2024/ferry", "Ferry"),
        ("is:unread", "Tram Bank"),
        ("is:read", "Ferry"),
        ("is:starred OR is:read", "Bank Ferry"),
        ("has:quotes", "Bank Ferry"),
        ("has:files", "Tram"),
        ("has:tags -has:authors", "Tram"),
        ("has:address", "Ferry"),
        ("after:2024-03-10", "Tram Bank"),
        ("before:2024-03-10", "Ferry"),
        ("named:1", "Bank"),
        ("named:>1", "Ferry"),
        ("unnamed:>=1", "Bank"),
        ("-unnamed:>=1", "Tram Ferry"),
        ("sources:2 statements:>1 share:>10 words:<20", "Bank Ferry"),
        ("befor:2024", ""),
    ] {
        assert_eq!(hits(&store, text), expected, "{text:?}");
    }
}

#[test]
fn quote_and_source_are_met_by_one_statement() {
    let (store, _) = desk();
    assert_eq!(hits(&store, "quote:fault"), "Bank Ferry");
    assert_eq!(hits(&store, "quote:fault source:mackenzie"), "Bank");
    assert_eq!(hits(&store, "source:mackenzie AND title:ferry AND quote:warning"), "Ferry");
    assert_eq!(hits(&store, "quote:fault (source:highland OR source:nobody)"), "Ferry");
    // Two sources are two statements; and what is excluded is excluded as a whole.
    assert_eq!(hits(&store, "source:highland source:isla"), "Ferry");
    assert_eq!(hits(&store, "quote:fault -source:highland"), "Bank");
    assert_eq!(hits(&store, "(quote:fault source:isla) OR (quote:once source:official)"), "Bank");
}

#[test]
fn merged_subjects_are_found_by_either_name() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [
        on(1, draft("First report", "The minister is sure of it.")),
        on(2, draft("Second report", "Mrs Lee is sure of that.")),
    ];
    let made = ids(&mut store, gazette, &drafts);
    analyse(&mut store, made[0], &[("Ann Lee", "is sure of it")]);
    analyse(&mut store, made[1], &[("Anna Brontë", "is sure of that")]);
    assert_eq!(hits(&store, "source:lee"), "First");
    let named = |name: &str| store.subjects_named(name, 1).unwrap()[0].id;
    let merge = SubjectChange::Merge(named("Anna Brontë"), named("Ann Lee"));
    store.change_subject(merge).unwrap();
    assert_eq!(hits(&store, "source:lee"), "Second First");
    assert_eq!(hits(&store, "source:bronte quote:that"), "Second");
    assert_eq!(hits(&store, "source:lee quote:that"), "Second");
    assert_eq!(hits(&store, "-source:bronte"), "");
    assert_eq!(hits(&store, "source:minister"), "");
}

#[test]
fn unsupported_languages_have_no_source_numbers() {
    let mut store = store();
    let feed = feed(&mut store, "gazette");
    let drafts =
        [with_guid("a", "Slovak", "Nikto nič nepovedal."), with_guid("b", "Quiet", "Rain.")];
    let both = ids(&mut store, feed, &drafts);
    analyse(&mut store, both[1], &[]);
    let foreign = Analysis { language: Some("Slovak".into()), ..Analysis::default() };
    let hash = store.article(both[0]).unwrap().unwrap().text_hash;
    assert!(store.save_analysis(both[0], "v1", &hash, &foreign).unwrap());
    for text in ["named:0", "unnamed:0", "sources:0", "statements:0", "named:<3"] {
        assert_eq!(hits(&store, text), "Quiet", "{text}");
    }
    let row = store.article(both[0]).unwrap().unwrap().row;
    assert_eq!((row.attributions, row.analysed, row.sourcing), (None, true, None));
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), []);
    sound(&store);
}

#[test]
fn statements_are_unindexed_with_their_text() {
    let (mut store, made) = desk();
    let article = store.article(made[0]).unwrap().unwrap();
    let other = analysis(&article.body.text, &[("Bo Ray", "All sailings stop")]);
    assert!(store.save_analysis(made[0], "v2", &article.text_hash, &other).unwrap());
    assert_eq!(hits(&store, "quote:warning OR source:isla"), "");
    assert_eq!(hits(&store, "quote:sailings source:bo"), "Ferry");
    let gazette = store.feeds().unwrap()[0].id;
    let again = Draft { url: article.url, ..draft("Ferry sinks", "No more sailings.") };
    ids(&mut store, gazette, &[again]);
    assert_eq!(hits(&store, "quote:sailings"), "");
    assert_eq!(hits(&store, "sailings sinks"), "Ferry");
    sound(&store);
}

#[test]
fn dates_are_counted_from_the_lists_own_time() {
    let (store, _) = desk();
    let at = |text: &str, now: i64| {
        let query = Query { now, ..of(Scope::Search(text.into())) };
        store.counts(&query).unwrap().total
    };
    // The 21st of March, at noon.
    let now = NOW + 20 * DAY + DAY / 2;
    assert_eq!(at("newer:36h", now), 1);
    assert_eq!(at("older:36h", now), 2);
    assert_eq!(at("newer:36h", now + DAY), 0);
    assert_eq!(at("after:yesterday", now), 1);
    assert_eq!(at("after:today", now), 0);
    assert_eq!(at("before:today after:2024-03-02", now), 2);
}

#[test]
fn a_search_goes_with_every_other_condition_of_a_list() {
    let (mut store, made) = desk();
    store.set_read(&made[1..2], true, NOW).unwrap();
    let query = Query {
        unread_only: true,
        unread_since: NOW + 1,
        filter: "gazette".into(),
        order: Order::Best,
        now: NOW,
        ..of(Scope::Search("ferry OR tram".into()))
    };
    assert_eq!(listed(&store, &query), "● Ferry halts (gazette)");
    let everywhere = Query { unread_only: false, filter: String::new(), ..query };
    assert_eq!(store.set_read_in(&everywhere, Range::All, true, NOW).unwrap().len(), 2);
    assert_eq!(store.counts(&everywhere).unwrap().unread, 0);
}

#[test]
fn a_story_is_found_by_the_feed_of_any_copy() {
    let mut store = store();
    let (gazette, herald) = (feed(&mut store, "gazette"), feed(&mut store, "herald"));
    for feed in [gazette, herald] {
        store.import(feed, &[draft("Ferry", "All sailings stop.")], NOW).unwrap();
    }
    assert_eq!(hits(&store, "ferry"), "Ferry");
    assert_eq!(hits(&store, "feed:herald ferry"), "Ferry");
    store.remove_feed(gazette).unwrap();
    assert_eq!(hits(&store, "ferry"), "Ferry");
    assert_eq!(hits(&store, "feed:gazette ferry"), "");
}

#[test]
fn rows_show_the_words_around_what_was_found() {
    let (store, _) = desk();
    let snippets = |text: &str| {
        let page = store.page(&of(Scope::Search(text.into())), Edge::Start, 9).unwrap();
        page.rows.into_iter().map(|row| row.snippet).collect::<Vec<_>>()
    };
    let expected = "The ferry is mentioned once. Mackenzie denied any fault.";
    assert_eq!(snippets("\"is mentioned\""), [Some(expected.to_owned())]);
    assert_eq!(snippets("is:unread tag:sea"), [None]);
    let all = store.page(&all(), Edge::Start, 9).unwrap();
    assert!(all.rows.iter().all(|row| row.snippet.is_none()));
}

#[test]
fn a_common_word_in_a_long_list_finds_what_a_rare_one_does() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts: Vec<Draft> = (0..6000)
        .map(|n| {
            let rare = if n % 1000 == 7 { "unicorn" } else { "horse" };
            on(1 + n % 28, draft(&format!("No {n}"), &format!("A common {rare}, the {n}th.")))
        })
        .collect();
    ids(&mut store, gazette, &drafts);
    let count = |text: &str, filter: &str| {
        let query = Query { filter: filter.into(), ..of(Scope::Search(text.into())) };
        let page = store.page(&query, Edge::Start, 10_000).unwrap();
        assert_eq!(store.counts(&query).unwrap().total as usize, page.rows.len());
        page.rows.len()
    };
    assert_eq!(count("common", ""), 6000);
    assert_eq!(count("common unicorn", ""), 6);
    assert_eq!(count("common -unicorn", ""), 5994);
    assert_eq!(count("common is:unread feed:gaz", ""), 6000);
    assert_eq!(
        count("common", "no 7 gaz"),
        (0..6000).filter(|n| n.to_string().contains('7')).count()
    );
    assert_eq!(count("common author:nobody", ""), 0);
    assert_eq!(count("common OR is:starred", ""), 6000);
}

/// An article as a plain look sees it.
#[derive(Debug, Clone)]
struct Seen {
    title: String,
    text: String,
    feed: &'static str,
    tag: Option<&'static str>,
    author: Option<&'static str>,
    url: Option<String>,
    date: i64,
    read: bool,
    starred: bool,
    /// The statements, with their sources.
    said: Option<Vec<(&'static str, String)>>,
}

impl Seen {
    fn analysis(&self) -> Option<Analysis> {
        let said = self.said.as_ref()?;
        let said: Vec<(&str, &str)> =
            said.iter().map(|(by, words)| (*by, words.as_str())).collect();
        Some(analysis(&self.text, &said))
    }

    /// Returns whether the article meets a condition.
    fn meets(&self, node: &Node) -> bool {
        match node {
            Node::Any(nodes) => nodes.iter().any(|node| self.meets(node)),
            Node::Not(node) => !self.meets(node),
            Node::Is(term) => self.has(term),
            Node::All(nodes) => {
                let text = |wanted: SearchedPart| move |node: &&Node| matches!(node, Node::Is(Term::Text(place, _)) if *place == wanted);
                let quotes = nodes.iter().filter(text(SearchedPart::Quote)).count();
                let sources = nodes.iter().filter(text(SearchedPart::Source)).count();
                let together = quotes > 0 && sources > 0;
                let spoken = |node: &&Node| {
                    text(SearchedPart::Quote)(node) || text(SearchedPart::Source)(node)
                };
                let one_says_all = || {
                    self.said.iter().flatten().any(|statement| {
                        nodes.iter().filter(spoken).all(|node| match node {
                            Node::Is(Term::Text(place, needle)) => says(statement, *place, needle),
                            _ => true,
                        })
                    })
                };
                (!together || one_says_all())
                    && nodes.iter().all(|node| (together && spoken(&node)) || self.meets(node))
            }
        }
    }

    fn has(&self, term: &Term) -> bool {
        let contains = |text: Option<&str>, needle: &Needle| {
            text.is_some_and(|text| text.to_lowercase().contains(&needle.text.to_lowercase()))
        };
        match term {
            Term::Text(place @ (SearchedPart::Quote | SearchedPart::Source), needle) => {
                self.said.iter().flatten().any(|statement| says(statement, *place, needle))
            }
            Term::Text(SearchedPart::Title, needle) => stands(&self.title, needle),
            Term::Text(SearchedPart::Body, needle) => stands(&self.text, needle),
            Term::Text(SearchedPart::Anywhere, needle) => {
                stands(&self.title, needle) || stands(&self.text, needle)
            }
            Term::Feed(needle) => {
                contains(Some(self.feed), needle)
                    || contains(Some(&format!("https://{}.example/feed", self.feed)), needle)
            }
            Term::Tag(needle) => self.tag.is_some_and(|tag| match needle.prefix {
                true => tag.starts_with(&needle.text),
                false => tag == needle.text,
            }),
            Term::OwnTag(_) => false,
            Term::Author(needle) => contains(self.author, needle),
            Term::Url(part) => self.url.as_ref().is_some_and(|url| url.contains(part)),
            Term::Fact(fact) => self.is(fact),
        }
    }

    fn is(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Is(ReadState::Unread) => !self.read,
            Fact::Is(ReadState::Read) => self.read,
            Fact::Is(ReadState::Starred) => self.starred,
            Fact::Has(Feature::Quotes) => self.said.as_ref().is_some_and(|said| !said.is_empty()),
            Fact::Has(Feature::Tags) => self.tag.is_some(),
            Fact::Has(Feature::Authors) => self.author.is_some(),
            Fact::Has(Feature::Address) => self.url.is_some(),
            Fact::Has(Feature::Date) => true,
            Fact::Has(Feature::Links | Feature::Files | Feature::Page) => false,
            Fact::After(day) => self.date >= day.start_seconds(NOW),
            Fact::Before(day) => self.date < day.start_seconds(NOW),
            Fact::Older(seconds) => self.date < NOW - seconds,
            Fact::Newer(seconds) => self.date >= NOW - seconds,
            Fact::Count(Measure::Words, compare, number) => {
                compare.is_true(self.text.split_whitespace().count() as u32, *number)
            }
            Fact::Count(measure, compare, number) => self
                .analysis()
                .is_some_and(|found| compare.is_true(self.number(&found, *measure), *number)),
        }
    }

    fn number(&self, analysis: &Analysis, measure: Measure) -> u32 {
        let profile = analysis.profile();
        match measure {
            Measure::Named => profile.named,
            Measure::Unnamed => profile.unnamed,
            Measure::Organizations => profile.organizations,
            Measure::Documents => profile.documents,
            Measure::Sources => {
                profile.named + profile.unnamed + profile.organizations + profile.documents
            }
            Measure::Statements => analysis.attributions.len() as u32,
            Measure::Share => u32::from(analysis.attributed_percent(&self.text)),
            Measure::Words => 0,
        }
    }
}

fn says(statement: &(&str, String), place: SearchedPart, needle: &Needle) -> bool {
    stands(if place == SearchedPart::Quote { &statement.1 } else { statement.0 }, needle)
}

/// Returns whether the words occur in a text in sequence.
fn stands(text: &str, needle: &Needle) -> bool {
    let words: Vec<String> = search::words(text).map(|(_, word)| word).collect();
    words.windows(needle.words.len()).any(|found| {
        let mut pairs = found.iter().zip(&needle.words).rev();
        let last = pairs.next().is_some_and(|(found, wanted)| match needle.prefix {
            true => found.starts_with(wanted.as_str()),
            false => found == wanted,
        });
        last && pairs.all(|(found, wanted)| found == wanted)
    })
}

const WORDS: &[&str] = &["ferry", "Ferries", "fire", "été", "oban", "O’Hara", "bank"];

fn seen() -> impl Strategy<Value = Seen> {
    let words = |most: usize| {
        proptest::collection::vec(proptest::sample::select(WORDS), 1..most)
            .prop_map(|words| words.join(" "))
    };
    let names = proptest::sample::select(vec!["Isla Mackenzie", "Bo Fire", "an official"]);
    let said = proptest::option::of(proptest::collection::vec((names, 0..6usize, 1..4usize), 0..4));
    let place =
        (proptest::bool::ANY, proptest::option::of(0..3usize), proptest::option::of(0..2usize));
    (words(4), words(9), place, said, 0..40i64, proptest::bool::ANY, proptest::bool::ANY).prop_map(
        |(title, text, (feed, tag, author), said, days, read, starred)| {
            let said = said.map(|said| {
                let one = |(by, from, length): (&'static str, usize, usize)| {
                    let words: Vec<&str> = text.split(' ').collect();
                    let from = from.min(words.len() - 1);
                    (by, words[from..(from + length).min(words.len())].join(" "))
                };
                said.into_iter().map(one).collect()
            });
            Seen {
                feed: if feed { "gazette" } else { "herald" },
                tag: tag.map(|tag| ["sea", "seaside", "land"][tag]),
                author: author.map(|author| ["ann lee", "bo ray"][author]),
                url: None,
                date: NOW - days * DAY,
                title,
                text,
                read,
                starred,
                said,
            }
        },
    )
}

fn searches() -> impl Strategy<Value = String> {
    let word = || proptest::sample::select(WORDS);
    let leaf = prop_oneof![
        4 => word().prop_map(str::to_owned),
        1 => (word(), word()).prop_map(|(one, two)| format!("\"{one} {two}\"")),
        1 => proptest::sample::select(vec!["fer*", "\"ferry fi\"*", "quote:f*", "source:o*"]).prop_map(str::to_owned),
        2 => (proptest::sample::select(vec!["title", "body", "quote"]), word())
            .prop_map(|(field, word)| format!("{field}:{word}")),
        1 => proptest::sample::select(vec![
            "source:isla", "source:fire", "source:\"isla mackenzie\"", "source:official",
            "quote:(ferry OR fire)", "tag:sea", "tag:sea*", "feed:gaz", "feed:example", "feed:none", "author:lee",
            "url:example", "is:unread", "is:read", "is:starred", "has:quotes", "has:tags",
            "has:authors", "has:address", "has:date", "has:links", "after:2024-02", "before:2024-02-20",
            "newer:2w", "older:10d", "after:yesterday", "named:>0", "unnamed:0", "sources:<=1",
            "statements:>=2", "share:>40", "share:<=60", "words:>4", "words:<=2",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("({})", parts.join(" "))),
            proptest::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.prop_map(|part| format!("NOT {part}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn the_store_finds_what_a_plain_look_finds(
        articles in proptest::collection::vec(seen(), 1..12),
        texts in proptest::collection::vec(searches(), 1..12),
    ) {
        let mut store = store();
        let feeds = [feed(&mut store, "gazette"), feed(&mut store, "herald")];
        let mut made = Vec::new();
        for (n, seen) in articles.iter().enumerate() {
            let day = onrecord::domain::When::parse(
                &chrono::DateTime::from_timestamp(seen.date, 0).unwrap().to_rfc3339(),
            );
            // A guid of its own, and no copies: stories are tested elsewhere.
            let draft = Draft {
                guid: Some(format!("g{n}")),
                published: day,
                tags: seen.tag.map(str::to_owned).into_iter().collect(),
                authors: seen.author.map(str::to_owned).into_iter().collect(),
                body: Body::from_text(seen.text.clone()),
                title: format!("{} {n}x", seen.title),
                ..Draft::default()
            };
            let feed = feeds[usize::from(seen.feed == "herald")];
            let id = ids(&mut store, feed, &[draft])[0];
            if let Some(found) = seen.analysis() {
                let hash = store.article(id).unwrap().unwrap().text_hash;
                prop_assert!(store.save_analysis(id, "v1", &hash, &found).unwrap());
            }
            store.set_read(&[id], seen.read, NOW).unwrap();
            store.set_starred(&[id], seen.starred).unwrap();
            made.push(id);
        }
        for text in &texts {
            let parsed = search::parse(text).unwrap();
            let root = parsed.root.as_ref().unwrap();
            let mut expected: Vec<(i64, ArticleId)> = articles
                .iter()
                .zip(&made)
                .filter(|(seen, _)| seen.meets(root))
                .map(|(seen, id)| (seen.date, *id))
                .collect();
            expected.sort_by(|one, other| other.cmp(one));
            let expected: Vec<ArticleId> = expected.into_iter().map(|(_, id)| id).collect();
            let query = Query { now: NOW, ..of(Scope::Search(text.clone())) };
            let rows = store.page(&query, Edge::Start, 100).unwrap().rows;
            let found: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
            prop_assert_eq!(&found, &expected, "{}", text);
            let counts = store.counts(&query).unwrap();
            prop_assert_eq!(counts.total as usize, found.len());
            prop_assert_eq!(counts.unread as usize, rows.iter().filter(|row| row.unread).count());
        }
    }
}

#[test]
fn the_first_letters_of_a_word_find_all_that_begins_so_the_newest_first() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [
        on(3, with_guid("1", "Harbour", "The ferry is a ferry, fe fe fe.")),
        on(
            9,
            with_guid("2", "Tram", "No ferry here, but a tram and more than enough other words."),
        ),
        on(5, with_guid("3", "Rain", "Nothing.")),
        on(1, with_guid("4", "船の港", "フェリー")),
    ];
    store.import(gazette, &drafts, NOW).unwrap();
    let best = |text: &str| {
        let query = Query { order: Order::Best, now: NOW, ..of(Scope::Search(text.into())) };
        let rows = store.page(&query, Edge::Start, 9).unwrap().rows;
        let counts = store.counts(&query).unwrap();
        assert_eq!(counts.total, rows.len() as u64);
        rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
    };
    assert_eq!(best("fe*"), ["Tram", "Harbour"]);
    assert_eq!(best("fer*"), ["Tram", "Harbour"]);
    assert_eq!(best("ferr*"), ["Tram", "Harbour"]);
    assert_eq!(best("ferry"), ["Harbour", "Tram"]);
    assert_eq!(best("title:h*"), ["Harbour"]);
    assert_eq!(best("-f*"), ["Rain", "船の港"]);
    assert_eq!(best("zz*"), [""; 0]);
    assert_eq!(best("船*"), ["船の港"]);
    assert_eq!(best("tr* fe*"), ["Tram"]);
}

#[test]
fn a_ranked_page_is_as_long_as_it_may_be_and_no_longer() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let item = |number: u32| on(number, with_guid(&format!("{number}"), "Harbour", "The ferry."));
    let drafts: Vec<Draft> = (1..=12).map(item).collect();
    ids(&mut store, gazette, &drafts);
    let query = Query { order: Order::Best, now: NOW, ..of(Scope::Search("ferry".into())) };
    for limit in [1, 3, 11, 12, 13] {
        for edge in [Edge::Start, Edge::End] {
            let page = store.page(&query, edge, limit).unwrap();
            assert_eq!(page.rows.len(), limit.min(12), "{edge:?}");
        }
    }
}

#[test]
fn sources_of_each_kind_are_counted_by_their_kind() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let kinds = [
        ("named", SourceKind::Person),
        ("unnamed", SourceKind::Unnamed),
        ("bodies", SourceKind::Organization),
        ("documents", SourceKind::Document),
    ];
    let text = "One said it. Two said it. Three said it.";
    let item = |(word, _): &(&str, SourceKind)| with_guid(word, word, text);
    let drafts: Vec<Draft> = kinds.iter().map(item).collect();
    let articles = ids(&mut store, gazette, &drafts);
    for (id, (_, kind)) in articles.iter().zip(kinds) {
        let mut found = analysis(text, &[("One", "One"), ("Two", "Two"), ("Three", "Three")]);
        found.sources.iter_mut().for_each(|source| source.kind = kind);
        let hash = store.article(*id).unwrap().unwrap().text_hash;
        assert!(store.save_analysis(*id, "v1", &hash, &found).unwrap());
    }
    for (word, _) in kinds {
        assert_eq!(hits(&store, &format!("{word}:>2")), word);
        assert_eq!(hits(&store, &format!("{word}:>3")), "");
    }
}

/// Articles in scripts without spaces and in pointed ones, each with its title as what it is found by.
fn other_scripts() -> Store {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let texts = [
        ("chinese", "据港务局消息，轮渡公司周五宣布停运两天。乘客可退票。"),
        ("japanese", "東京湾フェリーは2024年3月に運航を再開すると発表した。ＮＨＫが伝えた。"),
        ("thai", "การท่าเรือประกาศหยุดเดินเรือข้ามฟากสองวัน กลับมาวันจันทร์"),
        ("khmer", "កំពង់ផែ\u{200b}បានបិទ\u{200b}ទ្វារ"),
        ("arabic", "وَصَلَتِ السَّفِينَةُ إِلَى المِينَاء"),
        ("hebrew", "הַסְּפִינָה הִגִּיעָה לַנָּמֵל"),
    ];
    let drafts: Vec<Draft> = texts
        .iter()
        .enumerate()
        .map(|(at, (title, text))| on(9 - at as u32, draft(title, text)))
        .collect();
    ids(&mut store, gazette, &drafts);
    store
}

#[test]
fn words_of_scripts_without_spaces_are_found_wherever_they_stand() {
    let store = other_scripts();
    for (text, expected) in [
        ("停运", "chinese"),
        ("轮渡公司", "chinese"),
        ("渡", "chinese"),
        ("票", "chinese"),
        ("消息 停运", "chinese"),
        ("\"消息，轮渡\"", "chinese"),
        ("渡轮", ""),
        ("息轮", ""),
        ("停运 -退票", ""),
        ("body:周五 OR フェリー", "chinese japanese"),
        ("フェリー", "japanese"),
        ("ﾌｪﾘｰ", "japanese"),
        ("2024年3月", "japanese"),
        ("2024年", "japanese"),
        ("再開", "japanese"),
        ("nhk", "japanese"),
        ("東", "japanese"),
        ("เรือ", "thai"),
        ("หยุดเดินเรือ", "thai"),
        ("วันจันทร์", "thai"),
        ("เรอ", ""),
        ("បិទទ្វារ", "khmer"),
    ] {
        assert_eq!(hits(&store, text), expected, "{text}");
    }
    sound(&store);
}

#[test]
fn points_of_arabic_and_hebrew_make_no_difference() {
    let store = other_scripts();
    for (text, expected) in [
        ("السفينة", "arabic"),
        ("السَّفِينَة", "arabic"),
        ("الى", "arabic"),
        ("\"إلى الميناء\"", "arabic"),
        ("سفينة", ""),
        ("הספינה", "hebrew"),
        ("הִגִּיעָה", "hebrew"),
        ("הגיע*", "hebrew"),
    ] {
        assert_eq!(hits(&store, text), expected, "{text}");
    }
}

#[test]
fn what_is_said_in_a_script_without_spaces_is_found_with_who_says_it() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let text = "港务局长李明说：“轮渡明天恢复。”";
    let id = ids(&mut store, gazette, &[draft("Harbour", text)])[0];
    analyse(&mut store, id, &[("李明", "轮渡明天恢复")]);
    assert_eq!(hits(&store, "quote:恢复 source:李明"), "Harbour");
    assert_eq!(hits(&store, "quote:港务"), "");
    assert_eq!(hits(&store, "source:明"), "Harbour");
    sound(&store);
}

#[test]
fn a_changed_text_in_such_a_script_is_found_by_its_new_words_alone() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    ids(&mut store, gazette, &[with_guid("1", "Harbour", "轮渡停运")]);
    assert_eq!(hits(&store, "停运"), "Harbour");
    ids(&mut store, gazette, &[with_guid("1", "Harbour", "轮渡恢复")]);
    assert_eq!((hits(&store, "停运"), hits(&store, "恢复")), (String::new(), "Harbour".into()));
    sound(&store);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn the_index_finds_in_any_script_what_a_look_finds(
        texts in proptest::collection::vec("[港口停运รถเ\u{e34}\u{e49}ガか\u{3099}a2 。，\u{200b}שָׁأ]{0,12}", 1..5),
        wanted in "[港口停运รถเ\u{e34}\u{e49}ガか\u{3099}a2 ，\u{200b}שָׁأ]{1,4}",
    ) {
        let mut store = store();
        let gazette = feed(&mut store, "gazette");
        let named = |(at, text): (usize, &String)| with_guid(&at.to_string(), "t", text);
        let drafts: Vec<Draft> = texts.iter().enumerate().map(named).collect();
        let ids = ids(&mut store, gazette, &drafts);
        if let Some(needle) = Needle::of(&wanted, false) {
            let mut expected: Vec<ArticleId> = Vec::new();
            expected.extend(ids.iter().zip(&texts).filter(|(_, text)| needle.stands_in(text)).map(|(id, _)| *id));
            let mut hits = found(&store, &format!("body:\"{wanted}\""));
            hits.sort();
            expected.dedup();
            prop_assert_eq!(hits, expected);
        }
        sound(&store);
    }
}
