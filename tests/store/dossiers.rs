//! Tests of dossiers: statements of a subject in all articles, and statements about it.

use onrecord::domain::{
    Appearance, Dossier, DossierPage, DossierQuery, EntityId, SourceId, SubjectChange, SubjectId,
    SubjectIn,
};

use crate::script::{VERSION, analysed, keep, report};
use crate::subjects::{archive, named, sources};
use crate::*;

fn of(subject: SubjectId) -> DossierQuery {
    DossierQuery { subject, about: false, feed: None, after: None, before: None }
}

fn about(subject: SubjectId) -> DossierQuery {
    DossierQuery { about: true, ..of(subject) }
}

fn open(store: &Store, query: &DossierQuery) -> (Dossier, DossierPage) {
    store.dossier(query, 0, 99, VERSION).expect("a read").expect("a dossier")
}

fn told(page: &DossierPage) -> Vec<String> {
    let one = |article: &Appearance| {
        let statements = article.statements.iter();
        let said = statements.map(|it| format!("{} {} {}", it.source, it.cue, it.content));
        let said: Vec<String> = said.collect();
        format!(
            "{} ({}x {}): {}",
            article.row.title,
            article.mentions,
            article.name,
            said.join("; ")
        )
    };
    page.articles.iter().map(one).collect()
}

#[test]
fn a_dossier_holds_what_somebody_says_newest_first() {
    let (mut store, feeds, _) = archive();
    let isla = named(&store, "isla mackenzie");
    let (dossier, page) = open(&store, &of(isla));
    assert_eq!((dossier.subject.statements, page.total), (3, 2));
    let expected = [
        "Fire (1x ISLA MACKENZIE): ISLA MACKENZIE said the pumps failed in Oban",
        "Ferry (2x Isla Mackenzie): Isla Mackenzie said “we got everyone off in forty minutes”; \
         Isla Mackenzie said there was no warning",
    ];
    assert_eq!(told(&page), expected);
    // Page by page, by feed and by date.
    let (_, page) = store.dossier(&of(isla), 1, 9, VERSION).unwrap().unwrap();
    assert_eq!((told(&page), page.offset, page.total), (vec![expected[1].to_owned()], 1, 2));
    let herald = DossierQuery { feed: Some(feeds[1]), ..of(isla) };
    assert_eq!(told(&open(&store, &herald).1), expected[..1]);
    let early = DossierQuery { before: Some(NOW + 86_400), ..of(isla) };
    assert_eq!(
        (told(&open(&store, &early).1), open(&store, &early).1.total),
        (vec![expected[1].into()], 1)
    );
    assert_eq!(store.dossier(&of(SubjectId(999)), 0, 9, VERSION).unwrap(), None);
    // An extractor of another version has not read the articles yet: what there is, is shown.
    let (_, page) = store.dossier(&of(isla), 0, 9, "v2").unwrap().unwrap();
    assert_eq!(told(&page), expected);
    store.remove_feed(feeds[1]).unwrap();
    assert_eq!(told(&open(&store, &of(isla)).1), expected[1..]);
}

#[test]
fn what_two_say_together_is_found_with_each_of_them() {
    let mut store = store();
    let feed = feed(&mut store, "gazette");
    let script = "p Ann Vane + Laura Pitt: the quay of [Oban] will close
                  p Laura Pitt: nobody asked Ann Vane";
    let id = report(&mut store, feed, 1, "Quay", script);
    let both = "Ann Vane and Laura Pitt said the quay of Oban will close";
    for (name, said) in [
        ("ann vane", both.to_owned()),
        ("laura pitt", format!("{both}; Laura Pitt said nobody asked Ann Vane")),
    ] {
        let (dossier, page) = open(&store, &of(named(&store, name)));
        assert_eq!(told(&page)[0].split_once(": ").unwrap().1, said);
        assert_eq!(dossier.subject.statements as usize, said.matches(" said ").count());
        let query =
            Query { now: NOW, ..crate::of(Scope::Search(format!("source:\"{name}\" quay"))) };
        assert_eq!(store.page(&query, Edge::Start, 9).unwrap().rows[0].id, id, "{name}");
    }
    let (_, page) = open(&store, &about(named(&store, "oban")));
    let said = &page.articles[0].statements[0];
    assert_eq!(said.speaker_names().as_deref(), Some("Ann Vane and Laura Pitt"));
    let (dossier, _) = open(&store, &about(named(&store, "oban")));
    let speakers: Vec<&str> = dossier.speakers.iter().map(|(it, _)| &*it.name).collect();
    assert_eq!(speakers, ["Ann Vane", "Laura Pitt"]);
}

#[test]
fn a_dossier_about_a_place_holds_what_others_say_of_it() {
    let (store, ..) = archive();
    let oban = named(&store, "oban");
    let (dossier, page) = open(&store, &about(oban));
    let expected = [
        "Rest (1x Oban): ",
        "Fire (1x Oban): ISLA MACKENZIE said the pumps failed in Oban",
        "Ferry (1x Oban): officials said the fire began in Oban",
    ];
    assert_eq!(told(&page), expected);
    assert_eq!(page.total, 3);
    let speakers: Vec<String> =
        dossier.speakers.iter().map(|(who, count)| format!("{} {count}", who.name)).collect();
    assert_eq!(speakers, ["Isla Mackenzie 1", "officials 1"]);
}

#[test]
fn organizations_that_may_be_the_same_are_suggested_and_never_merged_automatically() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let first = "b World Tide Organization: the tide is late
                 b U.S. Coast Guard: nobody is missing
                 u officials: it was calm
                 b the police: the quay is closed
                 p Tilda Orr: so it was";
    report(&mut store, gazette, 1, "Tide", first);
    let second = "b W.T.O.: all is well
                  b the Coast Guard: the search is over
                  b Highland Ferries: we sail
                  b police: nothing is known
                  u officials: we shall see";
    report(&mut store, gazette, 2, "Calm", second);
    let perhaps = |name: &str| -> Vec<String> {
        let dossier = open(&store, &of(named(&store, name))).0;
        assert!(dossier.merged.is_empty());
        dossier.perhaps.into_iter().map(|it| it.name).collect()
    };
    assert_eq!(perhaps("world tide organization"), ["W.T.O."]);
    assert_eq!(perhaps("w.t.o."), ["World Tide Organization"]);
    assert_eq!(perhaps("u.s. coast guard"), ["the Coast Guard"]);
    assert_eq!(perhaps("the coast guard"), ["U.S. Coast Guard"]);
    assert_eq!(perhaps("highland ferries"), Vec::<String>::new());
    for everywhere in ["officials", "police", "the police"] {
        assert_eq!(perhaps(everywhere), Vec::<String>::new(), "nobody knows who they are");
    }
}

#[test]
fn what_is_merged_is_one_dossier_and_can_be_taken_out() {
    let (mut store, ..) = archive();
    let (isla, short) = (named(&store, "isla mackenzie"), named(&store, "mackenzie"));
    let perhaps = |store: &Store, id| -> Vec<String> {
        open(store, &of(id)).0.perhaps.into_iter().map(|it| it.name).collect()
    };
    assert_eq!(perhaps(&store, isla), ["Mackenzie"]);
    assert_eq!(perhaps(&store, short), ["Isla Mackenzie"]);
    store.change_subject(SubjectChange::Merge(short, isla)).unwrap();
    let (dossier, page) = open(&store, &of(short));
    assert_eq!(dossier.subject.id, isla);
    assert!(dossier.perhaps.is_empty());
    let merged: Vec<String> = dossier.merged.iter().map(crate::subjects::told).collect();
    assert_eq!(merged, ["Mackenzie: 1 in 1, mentioned in 1, 3-3"]);
    let fire = "Fire (2x ISLA MACKENZIE): ISLA MACKENZIE said the pumps failed in Oban; \
                Mackenzie said all is well";
    assert_eq!(told(&page)[0], fire);
    store.change_subject(SubjectChange::Unmerge(dossier.merged[0].id, isla)).unwrap();
    assert_eq!(open(&store, &of(short)).0.subject.name, "Mackenzie");
    assert!(open(&store, &of(isla)).0.merged.is_empty());
}

#[test]
fn the_part_of_an_article_leads_to_its_subject() {
    let (mut store, _, [one, two, _]) = archive();
    let (isla, oban) = (named(&store, "isla mackenzie"), named(&store, "oban"));
    let find = |store: &Store, article, part| store.subject_of(article, part).unwrap();
    assert_eq!(find(&store, one, SubjectIn::Source(SourceId(0))), Some(isla));
    assert_eq!(find(&store, two, SubjectIn::Entity(EntityId(0))), Some(isla));
    assert_eq!(find(&store, two, SubjectIn::Entity(EntityId(1))), Some(oban));
    assert_eq!(find(&store, two, SubjectIn::Entity(EntityId(99))), None);
    assert_eq!(find(&store, ArticleId(99), SubjectIn::Source(SourceId(0))), None);
    let apart = store.change_subject(SubjectChange::Split(isla, two)).unwrap();
    assert_eq!(find(&store, two, SubjectIn::Source(SourceId(0))), Some(apart));
    let of_one: Vec<SourceId> =
        store.subjects_in(one).unwrap().into_iter().map(|(source, _)| source).collect();
    assert_eq!(of_one, [SourceId(0), SourceId(1), SourceId(2)]);
    assert_eq!(store.subjects_in(two).unwrap()[0], (SourceId(0), apart));
}

#[test]
fn the_same_words_are_found_in_other_articles() {
    let mut store = store();
    let feeds = [feed(&mut store, "gazette"), feed(&mut store, "herald")];
    let first = "p Isla Mackenzie: “We got everyone off in forty minutes”
                 u officials: all sailings to the islands stop until Thursday
                 u officials: it was a fire";
    let one = report(&mut store, feeds[0], 1, "Ferry", first);
    let second = "b police: it was a fire
                  p Ann Lee: they “got everyone off” and “we got everyone off, in FORTY minutes”";
    report(&mut store, feeds[1], 2, "Late", second);
    let third = "u a spokesman: All sailings, to the islands, stop until Thursday";
    report(&mut store, feeds[1], 3, "Later", third);
    let found = |store: &Store| -> Vec<String> {
        let same = store.same_words(one, VERSION).unwrap();
        let elsewhere = same.iter().flat_map(|same| {
            same.elsewhere.iter().map(|(row, there)| {
                format!(
                    "{} in {}: {}",
                    same.statement,
                    row.title,
                    there.speaker_names().as_deref().unwrap_or("?")
                )
            })
        });
        elsewhere.collect()
    };
    assert_eq!(found(&store), ["0 in Late: Ann Lee", "1 in Later: a spokesman"]);
    store.remove_feed(feeds[1]).unwrap();
    assert!(found(&store).is_empty());
}

#[test]
fn an_old_store_catches_up_some_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    crate::migration::second_version(&path, &analysed("p Isla Mackenzie: the pumps failed"), 5);
    let mut store = Store::open(&path).unwrap();
    sound(&store);
    assert_eq!(store.subjects(&sources(), 0, 9).unwrap().total, 0);
    assert_eq!(store.catch_up(2).unwrap(), 2);
    sound(&store);
    assert_eq!(store.subjects(&sources(), 0, 9).unwrap().rows[0].articles, 2);
    // One that is analysed again meanwhile needs no catching up.
    keep(&mut store, ArticleId(3), &analysed("p Isla Mackenzie: the pumps failed").1);
    assert_eq!((store.catch_up(9).unwrap(), store.catch_up(9).unwrap()), (2, 0));
    sound(&store);
    assert_eq!(store.subjects(&sources(), 0, 9).unwrap().rows[0].articles, 5);
}
