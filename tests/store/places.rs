//! Tests of reading positions.

use crate::*;

fn place(store: &Store, id: ArticleId) -> Option<usize> {
    store.article(id).expect("it is there").expect("it is there").place
}

#[test]
fn an_article_opens_where_it_was_left() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let made = ids(&mut store, gazette, &[draft("Ferry", "Été: all stops."), draft("Tram", "x")]);
    assert_eq!(place(&store, made[0]), None);
    store.set_place(made[0], 5).unwrap();
    store.set_place(made[0], 6).unwrap();
    assert_eq!((place(&store, made[0]), place(&store, made[1])), (Some(6), None));
    store.set_place(made[0], 0).unwrap();
    assert_eq!(place(&store, made[0]), None);
}

#[test]
fn a_reading_position_beyond_the_text_is_ignored() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let id = ids(&mut store, gazette, &[with_guid("g", "Ferry", "Été: all stops.")])[0];
    for offset in [1, 17, 18, usize::MAX] {
        store.set_place(id, offset).unwrap();
        assert_eq!(place(&store, id), None, "{offset}");
    }
    // The text is another now, and shorter.
    store.set_place(id, 12).unwrap();
    assert_eq!(place(&store, id), Some(12));
    ids(&mut store, gazette, &[with_guid("g", "Ferry", "All stops.")]);
    assert_eq!(place(&store, id), None);
}

#[test]
fn no_reading_position_is_stored_for_a_missing_article() {
    let mut store = store();
    store.set_place(ArticleId(77), 5).unwrap();
    sound(&store);
}
