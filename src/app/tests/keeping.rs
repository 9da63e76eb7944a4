//! Deleting articles, own tags, leaving by one key, when an article counts as read.

use super::play::Play;
use crate::app::{Effect, Keymap, OnScreen, Write};
use crate::domain::ArticleId;

fn writes(effects: Vec<Effect>) -> Vec<Write> {
    let write = |effect| match effect {
        Effect::Write(_, write) => Some(write),
        _ => None,
    };
    effects.into_iter().filter_map(write).collect()
}

fn quits(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Screen(OnScreen::Quit))
}

#[test]
fn a_deleted_article_is_named_and_undo_restores_it() {
    let mut play = Play::new(9);
    assert_eq!(writes(play.keys("j delete")), [Write::DeleteArticles(vec![ArticleId(2)])]);
    assert!(play.status().ends_with("deleted."), "{}", play.status());
    assert_eq!(writes(play.keys("U")), [Write::RestoreArticles(vec![ArticleId(2)])]);
    assert!(play.status().starts_with("Undo: ") && play.status().ends_with("restored."));
    assert_eq!(writes(play.keys("ctrl-r")), [Write::DeleteArticles(vec![ArticleId(2)])]);
    let several = Write::DeleteArticles(vec![ArticleId(2), ArticleId(3), ArticleId(4)]);
    assert_eq!(writes(play.keys("3 delete")), [several]);
    assert_eq!(play.status(), "3 articles deleted.");
}

#[test]
fn own_tags_are_typed_with_commas_and_undo_takes_them_back() {
    let mut play = Play::new(3);
    let tags = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let typed = play.keys("enter t s e a , space t o o , S e a enter");
    assert_eq!(writes(typed), [Write::SetTags(ArticleId(1), tags(&["sea", "too"]))]);
    assert_eq!(play.status(), "Tagged sea, too.");
    let reader = play.app.article.reader.as_ref().unwrap();
    assert_eq!(reader.article.own_tags, ["sea", "too"]);
    assert_eq!(writes(play.keys("t enter")), [], "nothing has changed");
    assert_eq!(writes(play.keys("U")), [Write::SetTags(ArticleId(1), Vec::new())]);
}

#[test]
fn leaving_goes_back_step_by_step_and_quits_from_the_whole_list() {
    let mut play = Play::new(3);
    play.app.env.keymap = Keymap::preset("newsboat");
    assert!(!quits(&play.keys("enter ? q")), "the help is closed");
    assert!(!play.app.overlays.is_open());
    assert!(!quits(&play.keys("q")), "back to the list");
    assert!(!quits(&play.keys("F F e enter q")), "the filter is cleared");
    assert_eq!(play.app.list.query.filter, "");
    assert!(quits(&play.keys("q")));
}

#[test]
fn an_article_counts_as_read_when_it_is_set_to() {
    let wakes = |setting: &str| {
        let mut play = Play::new(3);
        let _ = play.app.set("read-after", setting).unwrap();
        let wake = |effect| match effect {
            Effect::Wake(_, after) => Some(after),
            _ => None,
        };
        play.keys("enter").into_iter().filter_map(wake).collect::<Vec<u64>>()
    };
    assert_eq!(wakes("7"), [7000]);
    assert_eq!(wakes("0"), [0]);
    assert_eq!(wakes("never"), Vec::<u64>::new());
}

#[test]
fn the_next_theme_can_be_read_on_the_terminals_ground() {
    let mut play = Play::new(1);
    let names = ["dark", "light", "safe-light", "paper", "mine"];
    play.app.env.settings.themes = names.map(str::to_owned).to_vec();
    let mut seen = |light: bool, theme: usize| {
        play.app.env.see_ground(light);
        play.app.env.look.theme = theme;
        let mut seen = Vec::new();
        for _ in 0..3 {
            play.keys("T");
            seen.push(names[play.app.env.look.theme]);
        }
        seen
    };
    assert_eq!(seen(false, 0), ["paper", "mine", "dark"]);
    assert_eq!(seen(true, 1), ["safe-light", "paper", "mine"]);
}
