//! Tests of analyses: which are missing, which belong to the present text, and their effect on
//! lists.

use onrecord::domain::{Analysis, Attribution, Mode, Source, SourceId, SourceKind, Span};

use crate::*;

/// An analysis with one statement: `content` (bytes) by one named person.
fn one_statement(content: (usize, usize)) -> Analysis {
    let source = Source {
        kind: SourceKind::Person,
        name: "Isla Mackenzie".into(),
        description: None,
        entity: None,
    };
    let attribution = Attribution {
        kind: Mode::Direct,
        source: vec![],
        cue: vec![],
        content: vec![content.into()],
        source_ids: vec![SourceId(0)],
        negated: false,
        confidence: 0.75,
    };
    Analysis {
        language: None,
        read: None,
        sentences: vec![Span::new(0, content.1)],
        entities: vec![],
        sources: vec![source],
        corrected: Vec::new(),
        attributions: vec![attribution],
    }
}

fn hash(store: &Store, id: ArticleId) -> String {
    store.article(id).expect("a read").expect("an article").text_hash
}

#[test]
fn a_text_that_the_extractor_failed_at_waits_for_another_extractor_or_text() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let [id] = ids(&mut store, gazette, &[on(1, with_guid("1", "Old", "Weather said."))])[..]
    else {
        panic!("an article")
    };
    let text = hash(&store, id);
    assert!(store.save_analysis(id, "v1", &text, &Analysis::failed()).unwrap());
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), []);
    assert_eq!(store.articles_to_analyse("v2", 9).unwrap(), [id]);
    let kept = store.analysis(id, "v1").unwrap().unwrap();
    assert_eq!(kept.percent_read("Weather said."), Some(0));
    ids(&mut store, gazette, &[on(1, with_guid("1", "Old", "Weather said so."))]);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [id]);
}

#[test]
fn an_analysis_is_kept_for_its_version_and_text() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [on(1, with_guid("1", "Old", "Weather said.")), on(2, with_guid("2", "New", "x"))];
    let [old, new] = ids(&mut store, gazette, &drafts)[..] else { panic!("two articles") };
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [new, old]);
    assert_eq!(store.articles_to_analyse("v1", 1).unwrap(), [new]);
    let analysis = one_statement((0, 7));
    let text = hash(&store, old);
    assert!(store.save_analysis(old, "v1", &text, &analysis).unwrap());
    assert_eq!(store.analysis(old, "v1").unwrap(), Some(analysis.clone()));
    assert_eq!(store.analysis(old, "v2").unwrap(), None);
    assert_eq!(store.article(old).unwrap().unwrap().row.attributions, Some(1));
    assert_eq!(store.article(new).unwrap().unwrap().row.attributions, None);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [new]);
    assert_eq!(store.articles_to_analyse("v2", 9).unwrap(), [new, old]);
    // Another version beside it; programs of both versions may have this store open.
    assert!(store.save_analysis(old, "v2", &text, &Analysis::default()).unwrap());
    assert_eq!(store.analysis(old, "v1").unwrap(), Some(analysis));
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [new]);
    assert!(store.save_analysis(old, "v3", &text, &Analysis::default()).unwrap());
    assert_eq!(store.analysis(old, "v1").unwrap(), None);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [new, old]);
    sound(&store);
}

#[test]
fn a_changed_text_makes_its_analysis_void() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let id = ids(&mut store, gazette, &[with_guid("1", "Ferry", "Weather, she said.")])[0];
    let before = hash(&store, id);
    assert!(store.save_analysis(id, "v1", &before, &one_statement((0, 7))).unwrap());
    store.import(gazette, &[with_guid("1", "Ferry", "Fog, she said.")], NOW).unwrap();
    assert_eq!(store.analysis(id, "v1").unwrap(), None);
    assert_eq!(store.article(id).unwrap().unwrap().row.attributions, None);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), [id]);
    // An analysis of the old text that comes too late is not kept.
    assert!(!store.save_analysis(id, "v1", &before, &one_statement((0, 7))).unwrap());
    assert!(!store.save_analysis(ArticleId(99), "v1", &before, &Analysis::default()).unwrap());
    assert_eq!(store.analysis(id, "v1").unwrap(), None);
    sound(&store);
}

#[test]
fn an_update_that_leaves_the_text_leaves_the_analysis() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let id = ids(&mut store, gazette, &[with_guid("1", "Ferry", "Weather, she said.")])[0];
    let text = hash(&store, id);
    store.save_analysis(id, "v1", &text, &one_statement((0, 7))).unwrap();
    let dated = on(1, with_guid("1", "Ferry", "Weather, she said."));
    store.import(gazette, &[dated], NOW).unwrap();
    assert_eq!(store.analysis(id, "v1").unwrap(), Some(one_statement((0, 7))));
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), []);
    sound(&store);
}

#[test]
fn a_check_finds_an_analysis_that_does_not_fit() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let id = ids(&mut store, gazette, &[draft("Ferry", "Short.")])[0];
    let text = hash(&store, id);
    store.save_analysis(id, "v1", &text, &one_statement((0, 700))).unwrap();
    let problems = store.check().unwrap();
    assert_eq!(problems, ["article 1: analysis by v1: a sentence does not fit the text"]);
}
