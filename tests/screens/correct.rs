//! Tests of correcting statements: keys in, screens out.

use insta::assert_snapshot;
use onrecord::app::{Effect, Overlay, Read};
use onrecord::domain::{Marked, SourceKind};

use super::desk::Desk;
use super::{articles, show};

/// The tunnel, opened, after some keys.
fn tunnel(keys: &str) -> Desk {
    Desk::new(articles::shelf(), 120, 36).keys("l").keys(keys)
}

/// The statement that is current: who, and what.
fn current(desk: &Desk) -> String {
    let reader = desk.app.article.reader.as_ref().expect("an article is open");
    let Some(found) = reader.current_attribution() else { return "none".into() };
    let text = &reader.article.body.text;
    let words: Vec<&str> = found.content.iter().map(|span| span.of(text)).collect();
    let sources = &reader.analysis.as_ref().expect("it is analysed").sources;
    let name = found.source_id().map_or("nobody", |id| &sources[id.index()].name);
    let sign = if reader.current.is_some_and(|it| reader.is_corrected(it)) { " ✓" } else { "" };
    format!("{name}: {}{sign}", words.join(" … "))
}

fn status(desk: &Desk) -> &str {
    desk.app.status.text()
}

fn statements(desk: &Desk) -> usize {
    let analysis = desk.app.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
    analysis.map_or(0, |analysis| analysis.attributions.len())
}

fn words(marked: Option<&Marked>) -> [String; 3] {
    let Some(marked) = marked else { return Default::default() };
    [&marked.content, &marked.source, &marked.cue]
        .map(|passages| passages.iter().map(|it| it.exact.as_str()).collect::<Vec<_>>().join(" … "))
}

const MOVED: &str = "“The mountain moved four centimetres and we moved four thousand tonnes,”";

#[test]
fn a_wrong_statement_goes_and_comes_back_with_undo() {
    let desk = tunnel("n n x w");
    assert_eq!((statements(&desk), status(&desk)), (6, "Statement taken away; U undoes."));
    assert!(desk.app.overlays.top().is_none());
    let desk = desk.keys("U");
    assert_eq!((statements(&desk), status(&desk)), (7, "Undo: correction taken back."));
    assert_eq!(current(&desk), format!("Ana Verrick: {MOVED}"));
    let desk = desk.keys("ctrl-r U ctrl-r");
    assert_eq!((statements(&desk), status(&desk)), (6, "Redo: statement taken away."));
    assert_eq!(desk.mended.kept.len(), 1);
}

#[test]
fn another_source_of_the_article_is_chosen() {
    let desk = tunnel("n n x s");
    assert!(matches!(desk.app.overlays.top(), Some(Overlay::Correct(_))));
    let desk = desk.keys("j enter");
    assert_eq!(current(&desk), format!("two members of the night crew: {MOVED} ✓"));
    assert_eq!(status(&desk), "Statement ascribed to two members of the night crew; U undoes.");
    let kept = &desk.mended.kept[0];
    let (was, is) = (kept.was.as_ref().unwrap(), kept.is.as_ref().unwrap());
    assert_eq!((&was.content, &was.source, &was.cue), (&is.content, &is.source, &is.cue));
    assert_eq!(was.by.as_ref().unwrap().name, "Ana Verrick");
    let desk = desk.keys("x s G enter");
    assert_eq!(current(&desk), format!("nobody: {MOVED} ✓"));
}

#[test]
fn a_source_that_the_article_does_not_list_is_typed() {
    let desk = tunnel("n n x s t").types("Tove Lind").keys("enter p").types("an engineer");
    let desk = desk.keys("enter");
    assert_eq!(current(&desk), format!("Tove Lind: {MOVED} ✓"));
    let by = desk.mended.kept[0].is.as_ref().unwrap().by.clone().unwrap();
    assert_eq!((by.kind, by.description.as_deref()), (SourceKind::Person, Some("an engineer")));
    let desk = desk.keys("n x s t").types("a clerk").keys("enter enter");
    let by = desk.mended.kept[1].is.as_ref().unwrap().by.clone().unwrap();
    assert_eq!((by.kind, by.description), (SourceKind::Unnamed, None));
}

#[test]
fn the_place_stays_and_the_corrected_statement_stays_current() {
    let desk = Desk::new(articles::shelf(), 80, 24).keys("l n n n n n n ctrl-d");
    let before = (desk.app.article.reader.as_ref().unwrap().top, current(&desk));
    let desk = desk.keys("x k");
    let after = desk.app.article.reader.as_ref().unwrap().top;
    assert_eq!((after, current(&desk)), (before.0, format!("{} ✓", before.1)));
    assert_eq!(status(&desk), "Statement confirmed; U undoes.");
}

#[test]
fn the_words_of_a_statement_are_adjusted() {
    let desk = tunnel("n n x c H H H l l enter");
    let adjusted = "mountain moved four centimetres and we moved four thousand";
    assert_eq!(current(&desk), format!("Ana Verrick: {adjusted} ✓"));
    assert_eq!(status(&desk), "Words of the statement changed; U undoes.");
    assert_eq!(words(desk.mended.kept[0].was.as_ref())[0], MOVED);
    let desk = desk.keys("U");
    assert_eq!(current(&desk), format!("Ana Verrick: {MOVED}"));
}

#[test]
fn source_and_cue_are_adjusted_and_leaving_changes_nothing() {
    let desk = tunnel("n n x e H H H H H tab tab x enter");
    let [content, source, cue] = words(desk.mended.kept[0].is.as_ref());
    assert_eq!((&*content, &*source, &*cue), (MOVED, "Ana Verrick", ""));
    let desk = tunnel("n n x e H H esc esc");
    assert!(desk.mended.kept.is_empty() && desk.app.overlays.top().is_none());
    let desk = tunnel("n n x c enter");
    assert_eq!((status(&desk), desk.mended.kept.len()), ("Nothing changed.", 0));
    let desk = tunnel("n n x c x enter");
    assert_eq!(status(&desk), "Mark what was said first: c takes the stretch that is chosen.");
}

#[test]
fn a_missed_statement_is_added() {
    let desk = tunnel("+ j j j j j j j j j j j j j j");
    let active = desk.app.overlays.edited().expect("the editor is open").active().span();
    let text = desk.app.article.reader.as_ref().unwrap().article.body.text.clone();
    assert!(active.of(&text).starts_with("Before the fall the line"), "{}", active.of(&text));
    let line = "the line carried a third of the region’s timber.";
    let desk = desk.keys("l l l H H H H H H H H H H H H H H H H c k k s w u enter");
    let desk = desk.keys("G enter");
    assert_eq!((statements(&desk), status(&desk)), (8, "Statement added; U undoes."));
    let [content, source, cue] = words(desk.mended.kept[0].is.as_ref());
    assert_eq!(content, line);
    assert_eq!(
        (desk.mended.kept[0].was.is_none(), source.is_empty(), cue.is_empty()),
        (true, false, false)
    );
    assert_eq!(current(&desk), format!("nobody: {line} ✓"));
    assert_eq!(statements(&desk.keys("U")), 7);
}

#[test]
fn a_selection_becomes_a_part_of_a_new_statement() {
    let desk = tunnel("n v w w c");
    let parts = desk.app.overlays.edited().expect("the editor is open").parts().clone();
    let text = &desk.app.article.reader.as_ref().unwrap().article.body.text;
    let words: Vec<&str> = parts.content.iter().map(|span| span.of(text)).collect();
    assert!(text.starts_with(words[0]) && words.len() == 1, "{words:?}");
    let desk = desk.keys("enter G enter");
    assert_eq!((statements(&desk), status(&desk)), (8, "Statement added; U undoes."));
}

#[test]
fn a_correction_is_taken_back_where_it_is_or_from_the_list() {
    let desk = tunnel("n n x k x u");
    assert_eq!((status(&desk), desk.mended.kept.len()), ("Correction taken back; U undoes.", 0));
    let desk = desk.keys("U");
    assert_eq!(current(&desk), format!("Ana Verrick: {MOVED} ✓"));
    let desk = desk.keys("U");
    assert_eq!(current(&desk), format!("Ana Verrick: {MOVED}"));
    let desk = tunnel("n x w n x w x l j u");
    assert_eq!((statements(&desk), desk.mended.kept.len()), (6, 1));
    assert_eq!(status(&tunnel("n x u")), "This statement is as it was found.");
}

#[test]
fn corrections_are_asked_for_by_their_article() {
    let desk = tunnel("n x");
    let asked =
        |effect: &Effect| matches!(effect, Effect::Read(_, Read::Corrections(id)) if id.0 == 1);
    assert!(desk.log.iter().any(asked));
    let desk = Desk::new(Vec::new(), 120, 36).keys("x");
    assert_eq!(status(&desk), "No article is open.");
}

#[test]
fn the_panel_stands_below_the_statement() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let desk = |keys: &str| Desk::new(articles::shelf(), columns, rows).keys("l").keys(keys);
        let name = |what: &str| format!("correct-{what}-{columns}x{rows}");
        assert_snapshot!(name("menu"), show(&desk("n n n n x")));
        assert_snapshot!(name("words"), show(&desk("n n n n x c H")));
        assert_snapshot!(name("source"), show(&desk("n n n n x s j")));
    }
}

#[test]
fn what_is_corrected_is_marked() {
    assert_snapshot!("corrected", show(&tunnel("n n n n x k")));
    assert_snapshot!("corrected-details", show(&tunnel("n n x s j enter x d")));
    assert_snapshot!("correct-add", show(&tunnel("+ j j")));
    assert_snapshot!("correct-kind", show(&tunnel("n n x s t").types("Tove Lind").keys("enter j")));
    assert_snapshot!("correct-list", show(&tunnel("n x w n n x k x l")));
    assert_snapshot!("correct-nothing", show(&tunnel("x")));
    let least = Desk::new(articles::shelf(), 40, 10).keys("l n n x");
    assert_snapshot!("correct-menu-40x10", show(&least));
}
