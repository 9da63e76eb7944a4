//! Comparing articles, and statements in the same words: by keys, on screens.

use insta::assert_snapshot;
use onrecord::app::{Effect, Focus, Input, Overlay, Read};

use super::desk::Desk;
use super::{copies, show};

fn desk(columns: u16, rows: u16, keys: &str) -> Desk {
    Desk::new(copies::shelf(), columns, rows).keys(keys)
}

fn status(desk: &Desk) -> &str {
    desk.app.status.text()
}

fn open(desk: &Desk) -> i64 {
    desk.app.article.reader.as_ref().expect("an article is open").article.row.id.0
}

/// The words of the statement that is current in the open article.
fn current(desk: &Desk) -> String {
    let reader = desk.app.article.reader.as_ref().expect("an article is open");
    let found = reader.current_attribution().expect("a statement is current");
    found.content[0].of(&reader.article.body.text).to_owned()
}

fn compared(desk: &Desk) -> Vec<i64> {
    match desk.app.overlays.top() {
        Some(Overlay::Compare(shown)) => {
            shown.articles.iter().map(|it| it.article.row.id.0).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn articles_are_picked_and_compared() {
    let desk = desk(120, 36, "c");
    assert_eq!(status(&desk), "1 article is picked; C compares it with the one that is open.");
    assert_eq!(compared(&desk.keys("j C")), [1, 2]);
    let desk = self::desk(120, 36, "c j c j c");
    assert_eq!(status(&desk), "3 articles are picked; C compares them.");
    let desk = desk.keys("k c");
    assert!(desk.app.comparison.picked() == 2);
    let desk = desk.keys("C");
    assert_eq!(compared(&desk), [1, 3]);
    assert!(compared(&desk.keys("esc")).is_empty());
}

#[test]
fn without_picks_an_article_is_compared_with_those_that_share_its_statements() {
    assert_eq!(compared(&desk(120, 36, "l C")), [1, 2, 3]);
    let stories = vec![super::articles::tunnel(), super::articles::doubtful()];
    let desk = Desk::new(stories, 120, 36).keys("l C");
    let why = "Pick two articles or more (c): no other one shares statements with this one.";
    assert_eq!(status(&desk), why);
}

#[test]
fn a_statement_leads_to_its_article_and_back() {
    let desk = desk(120, 36, "c j c k C j l enter");
    assert_eq!((open(&desk), desk.app.focus), (2, Focus::Body));
    assert!(current(&desk).starts_with("“The mountain moved four"));
    assert_eq!(status(&desk), "esc goes back to the comparison");
    let desk = desk.keys("esc");
    assert_eq!((compared(&desk), open(&desk)), (vec![1, 2], 1));
    let desk = desk.keys("esc");
    assert_eq!((desk.app.overlays.top().is_none(), desk.app.focus), (true, Focus::List));
    // Elsewhere, a step back is what it always is.
    let desk = self::desk(120, 36, "c j c k C j l enter J esc");
    assert!(compared(&desk).is_empty() && desk.app.focus == Focus::List);
}

#[test]
fn the_same_words_are_marked_listed_and_gone_to() {
    let desk = desk(120, 36, "l");
    let asked = |effect: &&Effect| matches!(effect, Effect::Read(_, Read::SameWords(..)));
    assert_eq!(desk.log.iter().filter(asked).count(), 1);
    assert_eq!([0, 1, 3, 4].map(|statement| desk.app.comparison.also_in(statement)), [0, 1, 1, 0]);
    let desk = desk.keys("=");
    let Some(Overlay::Same(list)) = desk.app.overlays.top() else { panic!("no list") };
    assert_eq!(list.chosen().and_then(|it| it.other.clone()), None);
    let desk = desk.keys("j");
    let Some(Overlay::Same(list)) = desk.app.overlays.top() else { panic!("no list") };
    let other = list.chosen().and_then(|it| it.other.as_deref());
    assert_eq!(other, Some("a clerk at the station"));
    let desk = desk.keys("j");
    let desk = desk.keys("enter");
    assert_eq!(open(&desk), 2);
    assert!(current(&desk).starts_with("the sensors had failed"));
    let desk = desk.keys("esc");
    assert!(matches!(desk.app.overlays.top(), Some(Overlay::Same(_))) && open(&desk) == 1);
    let stories = vec![super::articles::tunnel(), super::articles::doubtful()];
    let nothing = Desk::new(stories, 120, 36).keys("l =");
    let why = "No other article has a statement of this one in the same words.";
    assert_eq!(status(&nothing), why);
}

#[test]
fn the_list_begins_at_the_current_statement() {
    let desk = desk(120, 36, "l n n n n =");
    let Some(Overlay::Same(list)) = desk.app.overlays.top() else { panic!("no list") };
    assert_eq!(list.chosen().and_then(|it| it.other.as_deref()), Some("Tove Lind"));
}

#[test]
fn articles_stand_side_by_side() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let desk = desk(columns, rows, "c j c j c C j j");
        assert_snapshot!(format!("compare-{columns}x{rows}"), show(&desk));
        if columns == 80 {
            assert_snapshot!("compare-80x24-right", show(&desk.keys("l l")));
        }
    }
    assert_snapshot!("compare-40x10", show(&desk(40, 10, "c j C")));
    let resized = desk(200, 50, "c j c j c C j j");
    let size = onrecord::app::Size { columns: 80, rows: 24 };
    let resized = resized.tell(onrecord::app::Message::Input(Input::Resize(size)));
    assert_eq!(show(&resized), show(&desk(80, 24, "c j c j c C j j")));
}

#[test]
fn same_words_are_shown() {
    assert_snapshot!("same-80x24", show(&desk(80, 24, "l =")));
    assert_snapshot!("same-120x36", show(&desk(120, 36, "l =")));
    assert_snapshot!("also-in", show(&desk(120, 36, "c l n n")));
}

#[test]
fn the_way_back_and_forward_leads_over_comparisons_and_the_same_words() {
    let desk = desk(120, 36, "c j c k C j l enter ctrl-o");
    assert_eq!((compared(&desk), open(&desk)), (vec![1, 2], 1));
    let desk = desk.keys("ctrl-e");
    assert_eq!((compared(&desk), open(&desk)), (vec![], 2));
    assert_eq!(compared(&desk.keys("esc")), [1, 2]);

    let desk = self::desk(120, 36, "l = j j enter ctrl-o");
    assert!(matches!(desk.app.overlays.top(), Some(Overlay::Same(_))) && open(&desk) == 1);
    let desk = desk.keys("ctrl-o");
    assert!(desk.app.overlays.top().is_none() && open(&desk) == 1);
}
