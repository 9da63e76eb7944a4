//! Tests of corrections: stored beside the analyses, applied on reading, undone.

use onrecord::domain::{
    Analysis, Correction, CorrectionId, Marked, Passage, Retention, SourceKind, Span, Speaker,
    Statement,
};

use crate::following::{fetched, follow};
use crate::script::{VERSION, analysed, bring, keep, report};
use crate::subjects::{listing, sources};
use crate::*;

/// An article's statements as corrected: who, whose words, what; a star if corrected.
fn statements(store: &Store, id: ArticleId) -> Vec<String> {
    let article = store.article(id).expect("a read").expect("an article");
    let analysis = store.analysis(id, VERSION).expect("a read").unwrap_or_default();
    assert_eq!(analysis.find_fault(&article.body.text), None);
    let told = |it: Statement| {
        let star = if it.corrected { "*" } else { "" };
        format!(
            "{}{star} {:?}: {}",
            it.speaker_names().as_deref().unwrap_or("?"),
            it.kind,
            it.content
        )
    };
    Statement::all_in(&article.body.text, &analysis).into_iter().map(told).collect()
}

fn marked(store: &Store, id: ArticleId, index: usize) -> Marked {
    let text = store.article(id).expect("a read").expect("an article").body.text;
    let analysis = store.analysis(id, VERSION).expect("a read").expect("an analysis");
    Marked::from_analysis(&text, &analysis, index).expect("an attribution")
}

fn correction(article: ArticleId, was: Option<Marked>, is: Option<Marked>) -> Correction {
    Correction { id: None, article, was, is, made_at: NOW }
}

fn passage(store: &Store, id: ArticleId, words: &str) -> Passage {
    let text = store.article(id).expect("a read").expect("an article").body.text;
    let start = text.find(words).expect("the words stand in the text");
    Passage::from_span(&text, Span::new(start, start + words.len()))
}

fn speaker(kind: SourceKind, name: &str) -> Option<Speaker> {
    Some(Speaker { kind, name: name.into(), description: None })
}

const SCRIPT: &str = "p Isla Mackenzie: the pumps failed
                      u officials: nobody was hurt
                      Ann Lee wrote that “all is lost” now.";

fn desk() -> (Store, FeedId, ArticleId) {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let id = report(&mut store, gazette, 1, "Ferry", SCRIPT);
    (store, gazette, id)
}

#[test]
fn a_rejected_statement_disappears_and_returns() {
    let (mut store, _, id) = desk();
    let wrong = correction(id, Some(marked(&store, id, 1)), None);
    let made = store.add_correction(&wrong).unwrap();
    sound(&store);
    assert_eq!(statements(&store, id), ["Isla Mackenzie Indirect: the pumps failed"]);
    assert_eq!(listing(&store, &sources()), ["Isla Mackenzie: 1 in 1, mentioned in 1, 1-1"]);
    let row = store.article(id).unwrap().unwrap().row;
    assert_eq!((row.attributions, row.sourcing.unwrap().profile.unnamed), (Some(1), 0));
    assert!(found(&store, "hurt").contains(&id), "the text itself stays");
    assert_eq!(store.raw_analysis(id, VERSION).unwrap().unwrap().attributions.len(), 2);
    let kept = Correction { id: Some(made), ..wrong };
    assert_eq!(store.corrections(None).unwrap(), std::slice::from_ref(&kept));
    assert_eq!(store.corrections(Some(id)).unwrap(), std::slice::from_ref(&kept));
    assert_eq!(store.remove_correction(made).unwrap(), id);
    sound(&store);
    assert_eq!(statements(&store, id).len(), 2);
    assert_eq!(store.corrections(Some(id)).unwrap(), []);
    assert!(store.remove_correction(made).is_err());
    // To take that back as well gives it its name again.
    assert_eq!(store.add_correction(&kept).unwrap(), made);
    assert_eq!(statements(&store, id).len(), 1);
}

#[test]
fn a_source_is_changed_and_a_missed_statement_added() {
    let (mut store, _, id) = desk();
    let was = marked(&store, id, 1);
    let is = Marked { by: speaker(SourceKind::Person, "isla mackenzie"), ..was.clone() };
    store.add_correction(&correction(id, Some(was), Some(is))).unwrap();
    let added = Marked {
        source: vec![passage(&store, id, "Ann Lee")],
        cue: vec![passage(&store, id, "wrote that")],
        content: vec![passage(&store, id, "“all is lost” now")],
        by: speaker(SourceKind::Person, "Ann Lee"),
        also: Vec::new(),
    };
    let last = store.add_correction(&correction(id, None, Some(added))).unwrap();
    sound(&store);
    let expected = [
        "Isla Mackenzie Indirect: the pumps failed",
        "Isla Mackenzie* Indirect: nobody was hurt",
        "Ann Lee* Mixed: “all is lost” now",
    ];
    assert_eq!(statements(&store, id), expected);
    let expected =
        ["Isla Mackenzie: 2 in 1, mentioned in 1, 1-1", "Ann Lee: 1 in 1, mentioned in 0, 1-1"];
    assert_eq!(listing(&store, &sources()), expected);
    // Its span made smaller: direct now, and still one statement.
    let was = marked(&store, id, 2);
    let is = Marked { content: vec![passage(&store, id, "“all is lost”")], ..was.clone() };
    store.add_correction(&correction(id, Some(was), Some(is))).unwrap();
    assert_eq!(statements(&store, id)[2], "Ann Lee* Direct: “all is lost”");
    store.remove_correction(last).unwrap();
    assert_eq!(statements(&store, id).len(), 2);
    sound(&store);
}

#[test]
fn corrections_outlive_analyses_and_changes_of_the_text() {
    let (mut store, gazette, id) = desk();
    let wrong = correction(id, Some(marked(&store, id, 0)), None);
    store.add_correction(&wrong).unwrap();
    // Another version finds a longer content, and one more.
    let (text, mut analysis) = analysed(SCRIPT);
    let content = analysis.attributions[0].content[0];
    analysis.attributions[0].content = vec![Span::new(content.start - 5, content.end)];
    keep(&mut store, id, &analysis);
    assert_eq!(statements(&store, id), ["officials Indirect: nobody was hurt"]);
    // The text grows at its beginning.
    let longer = format!("Updated. The pumps had been new.\n{SCRIPT}");
    let (longer, analysis) = analysed(&longer);
    bring(&mut store, gazette, 1, "Ferry", &longer);
    sound(&store);
    assert_eq!(store.analysis(id, VERSION).unwrap(), None);
    keep(&mut store, id, &analysis);
    sound(&store);
    assert_eq!(statements(&store, id), ["officials Indirect: nobody was hurt"]);
    // What it is about is gone: it is left alone, and there again when that comes back.
    let (other, analysis) = analysed("u officials: nobody was hurt");
    bring(&mut store, gazette, 1, "Ferry", &other);
    keep(&mut store, id, &analysis);
    assert_eq!(statements(&store, id), ["officials Indirect: nobody was hurt"]);
    assert_eq!(store.corrections(Some(id)).unwrap().len(), 1);
    bring(&mut store, gazette, 1, "Ferry", &text);
    keep(&mut store, id, &analysed(SCRIPT).1);
    assert_eq!(statements(&store, id), ["officials Indirect: nobody was hurt"]);
}

#[test]
fn corrected_articles_do_not_expire() {
    let mut store = store();
    let gazette = follow(&mut store, "gazette");
    let drafts = ["Ferry", "Tram"].map(|name| on(1, with_guid(name, name, "Officials spoke.")));
    let stored = store.store_fetched(gazette, &fetched(&drafts), NOW).unwrap();
    let ids: Vec<ArticleId> = stored.into_iter().map(|(id, _)| id).collect();
    store.set_read(&ids, true, NOW).unwrap();
    let added = Marked { content: vec![passage(&store, ids[0], "spoke")], ..Marked::default() };
    let made = store.add_correction(&correction(ids[0], None, Some(added))).unwrap();
    let none = Retention { days: None, per_feed: Some(0) };
    let later = NOW + 9 * 86_400;
    assert_eq!(store.delete_expired(&none, later).unwrap(), 1);
    assert!(store.article(ids[0]).unwrap().is_some());
    store.remove_correction(made).unwrap();
    assert_eq!(store.delete_expired(&none, later).unwrap(), 1);
    sound(&store);
}

#[test]
fn corrections_are_hidden_with_their_feed_and_go_with_their_article() {
    let (mut store, gazette, id) = desk();
    store.add_correction(&correction(id, Some(marked(&store, id, 0)), None)).unwrap();
    store.remove_feed(gazette).unwrap();
    assert_eq!(store.corrections(None).unwrap(), []);
    store.restore_feed(gazette).unwrap();
    assert_eq!(store.corrections(None).unwrap().len(), 1);
    assert_eq!(store.corrections(None).unwrap()[0].id, Some(CorrectionId(1)));
    // An article without an analysis is corrected once it has one.
    let plain = bring(&mut store, gazette, 2, "Plain", "Officials spoke of rain.");
    let added = Marked { content: vec![passage(&store, plain, "rain")], ..Marked::default() };
    store.add_correction(&correction(plain, None, Some(added))).unwrap();
    keep(&mut store, plain, &Analysis::default());
    assert_eq!(statements(&store, plain), ["?* Indirect: rain"]);
    sound(&store);
}
