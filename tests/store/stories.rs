//! Tests of stories in several feeds: shown once, with one state.

use crate::*;

const LINK: &str = "https://wire.example/ferry";

/// One story by link in two feeds, with different texts.
fn two_feeds() -> (Store, [FeedId; 2], [ArticleId; 2]) {
    let mut store = store();
    let (one, two) = (feed(&mut store, "one"), feed(&mut store, "two"));
    let first = ids(&mut store, one, &[on(1, with_link(LINK, "Ferry", "Short."))])[0];
    let second = ids(&mut store, two, &[on(2, with_link(LINK, "Ferry halted", "Long text."))])[0];
    (store, [one, two], [first, second])
}

#[test]
fn it_is_shown_once_and_in_each_feed() {
    let (store, [one, two], _) = two_feeds();
    assert_eq!(listed(&store, &all()), "● Ferry (one)");
    assert_eq!(listed(&store, &of(Scope::Feed(one))), "● Ferry (one)");
    assert_eq!(listed(&store, &of(Scope::Feed(two))), "● Ferry halted (two)");
    sound(&store);
}

#[test]
fn its_copies_share_read_mark_star_and_own_tags() {
    let (mut store, [one, two], [first, second]) = two_feeds();
    assert_eq!(store.set_read(&[second], true, NOW).unwrap(), [second]);
    assert_eq!(store.set_starred(&[first], true).unwrap(), [first]);
    store.set_tags(second, &["later".into()]).unwrap();
    assert_eq!(listed(&store, &of(Scope::Feed(one))), "Ferry (one) ★");
    assert_eq!(listed(&store, &of(Scope::Feed(two))), "Ferry halted (two) ★");
    assert_eq!(listed(&store, &of(Scope::Tag("later".into()))), "Ferry (one) ★");
    assert_eq!(store.article(first).unwrap().unwrap().tags, ["later"]);
    // Undone by the same ids, and both are given where both were asked for.
    assert_eq!(store.set_read(&[second], false, NOW).unwrap(), [second]);
    assert_eq!(store.set_read(&[first, second], true, NOW).unwrap(), [first, second]);
    sound(&store);
}

#[test]
fn a_copy_that_comes_later_is_read_already() {
    let (mut store, _, [first, _]) = two_feeds();
    store.set_read(&[first], true, NOW).unwrap();
    store.set_tags(first, &["later".into()]).unwrap();
    let three = feed(&mut store, "three");
    let third = ids(&mut store, three, &[with_link(LINK, "Ferry once more", "Third.")])[0];
    assert_eq!(listed(&store, &of(Scope::Feed(three))), "Ferry once more (three)");
    assert_eq!(store.article(third).unwrap().unwrap().tags, ["later"]);
    sound(&store);
}

#[test]
fn the_same_title_and_text_are_the_same_story() {
    let mut store = store();
    let (one, two) = (feed(&mut store, "one"), feed(&mut store, "two"));
    let (first, second) = (with_guid("1", "Ferry", "A text."), with_guid("x", "Ferry", "A text."));
    store.import(one, &[first], NOW).unwrap();
    store.import(two, &[second, with_guid("y", "Tram", "A text.")], NOW).unwrap();
    assert_eq!(listed(&store, &all()), "● Tram (two)\n● Ferry (one)");
    // A title without a text is not enough.
    store.import(one, &[with_guid("2", "Weather", " ")], NOW).unwrap();
    store.import(two, &[with_guid("z", "Weather", " ")], NOW).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 4);
}

#[test]
fn removing_a_feed_leaves_the_other_copy() {
    let (mut store, [one, two], [first, _]) = two_feeds();
    store.remove_feed(one).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry halted (two)");
    assert_eq!(listed(&store, &of(Scope::Feed(one))), "");
    assert_eq!(store.article(first).unwrap(), None);
    sound(&store);
    store.remove_feed(two).unwrap();
    assert_eq!(listed(&store, &all()), "");
    sound(&store);
    store.restore_feed(two).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry halted (two)");
    store.restore_feed(one).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry (one)");
    sound(&store);
}

#[test]
fn what_is_read_while_a_copy_is_hidden_is_read_when_it_comes_back() {
    let (mut store, [one, _], [_, second]) = two_feeds();
    store.remove_feed(one).unwrap();
    store.set_read(&[second], true, NOW).unwrap();
    store.restore_feed(one).unwrap();
    assert_eq!(listed(&store, &all()), "Ferry (one)");
}

#[test]
fn copies_that_part_ways_are_two_stories() {
    let mut store = store();
    let (one, two) = (feed(&mut store, "one"), feed(&mut store, "two"));
    let placeholder = |guid: &str| with_guid(guid, "Live", "More soon.");
    let first = ids(&mut store, one, &[on(1, placeholder("1"))])[0];
    store.import(two, &[on(2, placeholder("x"))], NOW).unwrap();
    store.set_starred(&[first], true).unwrap();
    assert_eq!(listed(&store, &all()), "● Live (one) ★");
    store.import(two, &[on(2, with_guid("x", "Live: tram", "The tram."))], NOW).unwrap();
    assert_eq!(listed(&store, &all()), "● Live: tram (two) ★\n● Live (one) ★");
    store.set_starred(&[first], false).unwrap();
    assert_eq!(listed(&store, &all()), "● Live: tram (two) ★\n● Live (one)");
    sound(&store);
}

#[test]
fn an_article_can_bring_two_stories_together() {
    let mut store = store();
    let [one, two, three] = ["one", "two", "three"].map(|title| feed(&mut store, title));
    let first = ids(&mut store, one, &[with_link(LINK, "Ferry", "Short.")])[0];
    store.import(two, &[with_guid("2", "Ferry halted", "Long text.")], NOW).unwrap();
    store.set_read(&[first], true, NOW).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 2);
    let bridge = with_link(LINK, "Ferry halted", "Long text.");
    store.import(three, &[bridge], NOW).unwrap();
    assert_eq!(listed(&store, &all()), "Ferry (one)");
    assert_eq!(listed(&store, &of(Scope::Feed(two))), "Ferry halted (two)");
    sound(&store);
}

#[test]
fn a_link_that_a_feed_gives_to_everything_joins_nothing() {
    let mut store = store();
    let (one, two) = (feed(&mut store, "one"), feed(&mut store, "two"));
    let live = |guid: &str, title: &str| Draft {
        guid: Some(guid.into()),
        ..with_link("https://one.example/live", title, title)
    };
    store.import(two, &[live("a", "Tram")], NOW).unwrap();
    store.import(one, &[live("1", "Ferry")], NOW).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 1);
    store.import(one, &[live("2", "Bus")], NOW).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 3);
    store.import(one, &[live("3", "Bridge")], NOW).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 4);
    sound(&store);
}
