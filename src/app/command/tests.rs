//! The command line, the palette, numbers and several steps: keys in, effects and words out.

use proptest::prelude::*;

use super::super::tests::{Play, TEXT};
use super::super::*;
use crate::domain::{Destination, Export, ExportFormat, Exported, Order, Scope};

/// Types a command, letter by letter, and Enter.
fn run(play: &mut Play, line: &str) -> Vec<Effect> {
    let mut log = play.keys(":");
    for letter in line.chars() {
        play.send(Message::Key(Key::plain(Code::Char(letter))));
    }
    log.extend(play.keys("enter"));
    log
}

fn typed(play: &Play) -> &str {
    play.app.prompt.as_ref().map_or("(nothing)", |prompt| &prompt.line.text)
}

fn offers(play: &Play) -> Vec<&str> {
    play.app.commands.completion.offers.iter().map(|offer| offer.text.as_str()).collect()
}

fn type_in(play: &mut Play, text: &str) {
    for letter in text.chars() {
        play.send(Message::Key(Key::plain(Code::Char(letter))));
    }
}

#[test]
fn a_command_is_typed_and_done_and_remembered() {
    let mut play = Play::new(30);
    let log = run(&mut play, "sort named");
    assert_eq!(play.app.list.query.order, Order::Named);
    assert!(log.contains(&Effect::Remember("command-history", "sort named".into())));
    assert!(play.app.prompt.is_none());
    run(&mut play, "help");
    assert!(matches!(play.app.overlay, Some(Overlay::Help(0))));
    assert!(run(&mut play, "quit").contains(&Effect::Quit), "typed out, it is meant");
}

#[test]
fn a_wrong_command_says_so_and_stays_to_be_mended() {
    let mut play = Play::new(3);
    let log = run(&mut play, "exprot markdown");
    assert_eq!(play.status(), "`exprot` is no command; did you mean `export`?");
    assert_eq!(typed(&play), "exprot markdown");
    assert!(!log.iter().any(|effect| matches!(effect, Effect::Remember(..))));
    for (line, why) in [
        ("sort best", "Only searches can be ordered by how well they match"),
        ("save-query Sea", "The list does not show a search: there is nothing to save"),
        ("go-to-mark z", "There is no mark z; none is set."),
    ] {
        play.keys("esc");
        run(&mut play, line);
        assert_eq!((play.status(), typed(&play)), (why, line));
    }
    play.keys("ctrl-u");
    assert_eq!(play.status(), "");
    play.keys("esc");
    assert!(play.app.prompt.is_none());
}

#[test]
fn names_are_found_by_their_beginning_and_what_is_not_there_is_told() {
    let mut play = Play::new(3);
    play.app.tags = vec!["sea".into(), "seal".into()];
    run(&mut play, "open gaz");
    assert_eq!(play.app.list.query.scope, Scope::Feed(crate::domain::FeedId(1)));
    run(&mut play, "scope tag #sea");
    assert_eq!(play.app.list.query.scope, Scope::Tag("sea".into()));
    run(&mut play, "open se");
    assert_eq!(play.status(), "`se` may be “sea” or “seal”: type more of it");
    play.keys("esc");
    run(&mut play, "open Gazztte");
    assert_eq!(
        play.status(),
        "No feed, tag or saved query is called `Gazztte`; did you mean `Gazette`?"
    );
    play.keys("esc");
    run(&mut play, "search sea -fog");
    assert_eq!(play.app.list.query.scope, Scope::Search("sea -fog".into()));
    play.keys("ctrl-o");
    assert_eq!(play.app.list.query.scope, Scope::Tag("sea".into()));
}

#[test]
fn tab_completes_commands_and_their_words() {
    let mut play = Play::new(3);
    play.app.tags = vec!["high sea".into()];
    play.keys(":");
    type_in(&mut play, "sc");
    assert_eq!(offers(&play)[0], "scope");
    play.keys("tab");
    assert!(typed(&play).starts_with("scope"));
    play.keys("ctrl-u");
    type_in(&mut play, "scope t");
    play.keys("tab");
    assert_eq!(typed(&play), "scope tag ");
    play.keys("tab");
    assert_eq!(typed(&play), "scope tag 'high sea' ");
    play.keys("enter");
    assert_eq!(play.app.list.query.scope, Scope::Tag("high sea".into()));
    play.keys(":");
    type_in(&mut play, "sort ");
    assert_eq!(offers(&play).len(), 7);
    play.keys("tab tab shift-tab");
    assert_eq!(typed(&play), "sort newest");
    play.keys("shift-tab");
    assert_eq!(typed(&play), "sort ", "what was typed is among them");
    play.keys("shift-tab shift-tab enter");
    assert_eq!(play.app.list.query.order, Order::Share);
    play.keys("| esc :");
    type_in(&mut play, "open The Gaz");
    assert_eq!(offers(&play), Vec::<&str>::new());
    play.keys("ctrl-u");
    type_in(&mut play, "open 'gaz");
    assert_eq!(offers(&play), ["Gazette"]);
    play.keys("ctrl-u");
    type_in(&mut play, "next-s");
    assert_eq!(offers(&play), ["next-statement", "next-source"]);
}

#[test]
fn lines_typed_before_come_back_if_they_begin_as_typed() {
    let mut play = Play::new(3);
    for line in ["sort named", "theme dark", "sort share"] {
        run(&mut play, line);
    }
    play.keys(": up");
    assert_eq!(typed(&play), "sort share");
    play.keys("up");
    assert_eq!(typed(&play), "theme dark");
    play.keys("down down");
    assert_eq!(typed(&play), "");
    type_in(&mut play, "so");
    play.keys("up up");
    assert_eq!(typed(&play), "sort named");
    play.keys("esc |");
    type_in(&mut play, "wc -w");
    play.keys("enter | up");
    assert_eq!(typed(&play), "wc -w", "a program's line is a command's");
}

#[test]
fn the_article_goes_to_a_program_a_file_and_the_clipboard() {
    let mut play = Play::new(3);
    play.keys("l |");
    type_in(&mut play, "grep -c 'a b'");
    let export = |what, format, to| move |effect: &Effect| matches!(effect, Effect::Export(_, it) if *it == Export { what, format, to });
    let article = || Exported::Articles(vec![crate::domain::ArticleId(1)]);
    let words = ["grep", "-c", "a b"].map(str::to_owned).to_vec();
    let sent = export(article(), ExportFormat::Text, Destination::Command(words));
    assert!(play.keys("enter").iter().any(|it| sent.clone()(it)));
    play.keys("w");
    assert_eq!(typed(&play), "markdown article-1.md");
    let file = Destination::File("article-1.md".into());
    let sent = export(article(), ExportFormat::Markdown, file);
    assert!(play.keys("enter").iter().any(|it| sent.clone()(it)));
    play.keys("w");
    type_in(&mut play, "list csv 'a list.csv'");
    let list = Exported::List(play.app.list.query.clone());
    let sent = export(list, ExportFormat::Csv, Destination::File("a list.csv".into()));
    assert!(play.keys("enter").iter().any(|it| sent.clone()(it)));
    play.keys("n Y");
    let quote = Exported::Quotation(crate::domain::ArticleId(1), 0);
    let sent = export(quote, ExportFormat::Text, Destination::Clipboard);
    assert!(play.log.iter().any(|it| sent.clone()(it)));
    run(&mut play, "export selection html");
    assert_eq!(play.status(), "Nothing is selected");
}

#[test]
fn a_number_repeats_and_goes_to_lines_and_rows() {
    let mut play = Play::new(3000);
    play.keys("5 j");
    assert_eq!(play.app.list.position(), 6);
    play.keys("2 k");
    assert_eq!(play.app.list.position(), 4);
    play.keys("1 0 G");
    assert_eq!((play.app.list.position(), play.title()), (10, "Article 10"));
    play.keys("2 5 0 0 G");
    assert_eq!((play.app.list.position(), play.title()), (2500, "Article 2500"));
    assert!(play.app.list.rows.len() < 2500, "not everything is kept");
    play.keys("1 2 g g");
    assert_eq!(play.title(), "Article 12");
    play.keys("9 9 9 9 9 9 j");
    assert_eq!(play.title(), "Article 3000");
    run(&mut play, "1500");
    assert_eq!(play.title(), "Article 1500");
    play.keys("l 3 n");
    assert_eq!(play.current(), "it rained");
    play.keys("9 N");
    assert_eq!(play.current(), "\"We left,\"");
    assert_eq!(play.status(), "This is the first statement.");
}

#[test]
fn a_number_is_dropped_and_mended_and_bounded() {
    let mut play = Play::new(30);
    play.keys("1 2 esc j");
    assert_eq!(play.app.list.position(), 2);
    play.keys("1 2 backspace j");
    assert_eq!(play.app.list.position(), 3);
    play.keys("9 9 9 9 9 9 9 9 9 9 9 9");
    assert_eq!(play.app.count, Some(9999));
    play.keys("esc 3 u");
    let ids = [3, 4, 5].map(crate::domain::ArticleId).to_vec();
    assert!(
        play.log.iter().any(|it| matches!(it, Effect::SetRead(_, found, true) if *found == ids))
    );
    play.keys("U");
    assert!(
        play.log.iter().any(|it| matches!(it, Effect::SetRead(_, found, false) if *found == ids))
    );
}

#[test]
fn a_row_that_is_not_there_any_more_ends_the_way_to_it() {
    let mut play = Play::new(5000);
    let mut waiting: Vec<Effect> = Vec::new();
    for key in ["4", "0", "0", "0", "G"] {
        waiting.extend(play.app.update(Message::Key(Key::parse(key).unwrap())));
    }
    let mut asked = 0;
    while let Some(effect) = waiting.pop() {
        if let Effect::LoadPage(request, _, _, 1000) = effect {
            asked += 1;
            assert!(asked < 5, "it is asked for again and again");
            waiting.extend(play.app.update(Message::Page(request, crate::domain::Page::default())));
        }
    }
    assert_eq!(asked, 2);
}

fn with_keys(text: &str) -> Play {
    let mut play = Play::new(3);
    let faults = play.app.keymap.read("k", text);
    assert_eq!(faults, Vec::<String>::new());
    play
}

#[test]
fn a_key_does_its_steps_in_order_and_waits_for_articles() {
    let mut play = with_keys(
        "[global]\n\"f2\" = [\"toggle-star\", \"next-article\", \"open\", \"next-quote\"]\n",
    );
    play.keys("f2");
    assert_eq!((play.title(), play.current()), ("Article 2", "\"We left,\""));
    assert_eq!(play.app.focus, Focus::Body);
    let starred: Vec<_> =
        play.log.iter().filter(|it| matches!(it, Effect::SetStarred(..))).collect();
    assert_eq!(starred.len(), 1);
}

#[test]
fn steps_end_where_one_leads_nowhere_fails_or_asks() {
    let mut play = with_keys(
        "[global]\n\"f2\" = [\"next-article\", \"toggle-star\"]\n\"f3\" = [\":open nobody\", \"toggle-star\"]\n\"f4\" = [\"filter\", \"toggle-star\"]\n\"f5\" = \":sort named\"\n",
    );
    let stars =
        |play: &Play| play.log.iter().filter(|it| matches!(it, Effect::SetStarred(..))).count();
    play.keys("f2 f2");
    assert_eq!((stars(&play), play.title()), (2, "Article 3"));
    play.keys("f2");
    assert_eq!((stars(&play), play.status()), (0, "This is the last article."));
    play.keys("f3");
    assert_eq!(stars(&play), 0);
    assert_eq!(play.status(), "No feed, tag or saved query is called `nobody`");
    play.keys("f4");
    assert_eq!((stars(&play), play.app.prompt.is_some()), (0, true));
    play.keys("esc f5");
    assert_eq!(play.app.list.query.order, Order::Named);
}

#[test]
fn the_palette_finds_by_letters_and_runs_under_what_lay_there() {
    let mut play = Play::new(3);
    let names = |play: &Play| match &play.app.overlay {
        Some(Overlay::Palette(palette)) => palette.found.iter().map(|it| it.name).collect(),
        _ => Vec::new(),
    };
    play.keys("ctrl-k");
    assert_eq!(names(&play).len(), super::table::all().count());
    type_in(&mut play, "tst");
    assert!(names(&play).contains(&"toggle-star"), "{:?}", names(&play));
    play.keys("ctrl-u");
    type_in(&mut play, "undo");
    assert_eq!(names(&play)[0], "undo");
    play.keys("ctrl-u");
    type_in(&mut play, "next statement");
    assert_eq!(names(&play)[0], "next-statement");
    play.keys("down up enter");
    assert!(play.app.overlay.is_none() && play.app.prompt.is_none());
    play.keys("ctrl-k");
    type_in(&mut play, "scope");
    play.keys("enter");
    assert_eq!(typed(&play), "scope ");
    play.keys("esc ? ctrl-k");
    type_in(&mut play, "zzzzzz");
    assert_eq!(names(&play), Vec::<&str>::new());
    play.keys("enter esc");
    assert!(matches!(play.app.overlay, Some(Overlay::Help(_))), "what lay there lies there again");
}

const KEYS: &[&str] = &[
    ":",
    "ctrl-k",
    "|",
    "w",
    "v",
    "y",
    "Y",
    ",",
    "'",
    "a",
    "ctrl-o",
    "ctrl-e",
    "1",
    "2",
    "0",
    "9",
    "j",
    "k",
    "h",
    "l",
    "b",
    "n",
    "N",
    "}",
    "{",
    "g",
    "G",
    "$",
    "o",
    "tab",
    "shift-tab",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "enter",
    "esc",
    "backspace",
    "delete",
    "ctrl-u",
    "ctrl-w",
    "q",
    "?",
    "F",
    "L",
    "J",
    "K",
    "space",
    "s",
    "e",
    "m",
    "/",
    "u",
    "*",
    "U",
    "ctrl-r",
    "p",
    "i",
    "x",
    "pagedown",
    "pageup",
    "T",
    "H",
    "f2",
    "é",
    "漢",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_in_any_order_leave_the_reader_whole(
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..60),
        line in "(scope|open|export|pipe|set|goto|search|dossier|theme)? ?.{0,20}",
        total in 0u64..40,
        (columns, rows) in prop_oneof![(0u16..=130, 0u16..=40), Just((120, 36))],
    ) {
        let mut play = Play::sized(total, columns, rows);
        play.app.keymap.read("k", "[global]\n\"f2\" = [\"next-article\", \"open\", \":mark b\", \"select\"]\n");
        for key in keys {
            play.keys(key);
            if let Some(span) = play.app.selection() {
                prop_assert!(!span.is_empty() && span.fits(TEXT));
            }
        }
        play.keys(":");
        play.send(Message::Paste(line));
        play.keys("tab tab left tab enter");
    }
}
