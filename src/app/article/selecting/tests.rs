//! Selecting, marks, the way back: keys in, effects and places out.

use crate::app::tests::{Play, TEXT};
use crate::app::*;
use crate::domain::Scope;

fn selected(play: &Play) -> &str {
    play.app.article.selection().map_or("(nothing)", |span| span.of(TEXT))
}

fn reading() -> Play {
    let mut play = Play::new(9);
    play.keys("l");
    play
}

#[test]
fn text_is_selected_by_characters_words_lines_and_paragraphs() {
    let mut play = reading();
    play.keys("v");
    assert_eq!(selected(&play), "\"");
    play.keys("l l");
    assert_eq!(selected(&play), "\"We");
    play.keys("w");
    assert_eq!(selected(&play), "\"We l");
    play.keys("b");
    assert_eq!(selected(&play), "\"W");
    play.keys("$");
    assert_eq!(selected(&play), "\"We left,\" said Ann Lee. She denied the rest.");
    play.keys("l");
    assert!(selected(&play).ends_with("rest.\n\nB"), "line breaks are not stood on");
    play.keys("0 o }");
    assert_eq!(selected(&play), "B");
    play.keys("}");
    assert_eq!(selected(&play), "Bob Ray says it rained.\n\nN");
    play.keys("o {");
    assert!(selected(&play).starts_with("\"We left"));
    play.keys("G o g g");
    assert!(play.app.article.selection().is_some());
    play.keys("esc");
    assert_eq!(selected(&play), "(nothing)");
}

#[test]
fn whole_statements_are_selected_and_copied_as_written() {
    let mut play = reading();
    play.keys("n v v");
    assert_eq!(selected(&play), "\"We left,\"");
    play.keys("n");
    assert_eq!(selected(&play), "the rest");
    play.keys("n l l l");
    assert!(selected(&play).starts_with("it rained.\n\nNo"));
    let log = play.keys("y");
    assert_eq!(log, [Effect::Screen(OnScreen::Copy("it rained.\n\nNo".into()))]);
    assert_eq!(play.status(), "Copied 14 characters.");
    assert_eq!(selected(&play), "(nothing)");
    play.keys("n v enter enter");
    assert_eq!(selected(&play), "(nothing)", "a third time leaves");
    assert_eq!(play.keys("esc v y").last(), Some(&Effect::Screen(OnScreen::Copy("\"".into()))));
}

#[test]
fn lines_are_stepped_through_in_their_column() {
    let mut play = reading();
    play.keys("v w w j");
    assert!(selected(&play).ends_with("rest.\n\nBob R"), "{}", selected(&play));
    play.keys("k");
    assert_eq!(selected(&play), "\"We l");
    play.keys("2 j");
    assert!(selected(&play).ends_with("\n\nNobod"));
    play.keys("9 j");
    assert!(selected(&play).ends_with("\"Twic"), "{}", selected(&play));
}

#[test]
fn a_selection_ends_with_its_article_and_another_pane() {
    let mut play = reading();
    play.keys("v J");
    assert_eq!((selected(&play), play.title()), ("(nothing)", "Article 2"));
    play.keys("v tab");
    assert_eq!(selected(&play), "(nothing)");
    play.keys("esc v q");
    assert_eq!(selected(&play), "(nothing)");
    assert!(!play.log.contains(&Effect::Screen(OnScreen::Quit)));
}

#[test]
fn marks_are_set_gone_to_and_remembered() {
    let mut play = reading();
    play.keys("5 J");
    let log = play.keys(", a");
    assert_eq!(log, [Effect::Remember(Remember::Setting("marks", "a:6:0".into()))]);
    play.keys("3 K ' a");
    assert_eq!(play.title(), "Article 6");
    play.keys("' '");
    assert_eq!(play.title(), "Article 3");
    play.keys("' '");
    assert_eq!(play.title(), "Article 6");
    play.keys("' x");
    assert_eq!(play.status(), "There is no mark x; set: a.");
    play.keys(", 1");
    assert_eq!(play.status(), "A mark is a letter.");
    play.keys(", esc ' esc");
    assert_eq!(play.status(), "");
    let mut later = Play::new(9);
    later.app.article.places.load_marks("a:6:0 rubbish b:x:1 c:2:99999");
    later.keys("' a");
    assert_eq!((later.title(), later.app.focus), ("Article 6", Focus::Body));
    later.keys("' c");
    assert_eq!(later.title(), "Article 2", "a place past the end is the end");
}

#[test]
fn a_marked_article_that_the_list_does_not_show_is_shown_among_all() {
    let mut play = Play::new(3000);
    play.app.article.places.load_marks("z:2500:0");
    play.app.list.query.scope = Scope::Starred;
    play.keys("' z");
    assert_eq!(play.title(), "Article 2500");
    assert_eq!(play.app.list.query.scope, Scope::All);
    assert_eq!(play.app.list.position(), 2500);
    play.keys("ctrl-o");
    assert_eq!(play.app.list.query.scope, Scope::Starred);
    assert_eq!(play.title(), "Article 1");
    play.keys("ctrl-e");
    assert_eq!((play.title(), play.app.list.position()), ("Article 2500", 2500));
}

#[test]
fn the_way_back_leads_through_what_was_read() {
    let mut play = reading();
    play.keys("J J ctrl-o");
    assert_eq!(play.title(), "Article 2");
    play.keys("ctrl-o");
    assert_eq!(play.title(), "Article 1");
    play.keys("ctrl-o");
    assert_eq!((play.title(), play.status()), ("Article 1", "There is no place further back."));
    play.keys("ctrl-e ctrl-e");
    assert_eq!(play.title(), "Article 3");
    play.keys("ctrl-e");
    assert_eq!(play.status(), "There is no place further on.");
    play.keys("h j j j");
    assert_eq!(play.title(), "Article 6");
    play.keys("l ctrl-o");
    assert_eq!(play.title(), "Article 3", "what was only passed over is no place");
}

#[test]
fn an_article_that_is_gone_is_told_and_the_way_goes_on() {
    let mut play = reading();
    play.keys("J J");
    play.gone = vec![crate::domain::ArticleId(2)];
    play.keys("ctrl-o");
    assert_eq!(play.status(), "That article is no longer in the store.");
    assert_eq!(play.title(), "Article 3", "what was open stays");
    play.keys("ctrl-o");
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn screens_are_places_too_and_not_too_many_are_kept() {
    let mut play = reading();
    play.app.overlays.open(Overlay::Screen(Box::new(screens::Screen::Subjects(
        screens::SubjectList::new(false),
    ))));
    play.app.note_jump();
    play.app.overlays.close();
    play.keys("ctrl-o");
    assert!(matches!(play.app.overlays.top(), Some(Overlay::Screen(_))));
    play.keys("ctrl-e");
    assert!(play.app.overlays.top().is_none());
    for _ in 0..150 {
        play.keys("J K");
    }
    play.keys("9 9 9 ctrl-o");
    assert_eq!(play.status(), "There is no place further back.");
}
