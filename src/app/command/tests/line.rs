//! A command is typed, completed, mended, done and remembered.

use super::{offers, run, type_in, typed};
use crate::app::tests::Play;
use crate::app::*;
use crate::domain::{Destination, Export, ExportFormat, Exported, Order, Scope};

#[test]
fn a_command_is_typed_and_done_and_remembered() {
    let mut play = Play::new(30);
    let log = run(&mut play, "sort named");
    assert_eq!(play.app.list.query.order, Order::Named);
    assert!(
        log.contains(&Effect::Remember(Remember::Setting("command-history", "sort named".into())))
    );
    assert!(play.app.commands.prompt.is_none());
    run(&mut play, "help");
    assert!(matches!(play.app.overlays.top(), Some(Overlay::Help(0))));
    assert!(
        run(&mut play, "quit").contains(&Effect::Screen(OnScreen::Quit)),
        "typed out, it is meant"
    );
}

#[test]
fn a_wrong_command_says_so_and_stays_to_be_mended() {
    let mut play = Play::new(3);
    let log = run(&mut play, "exprot markdown");
    assert_eq!(play.status(), "`exprot` is no command; did you mean `export`?");
    assert_eq!(typed(&play), "exprot markdown");
    assert!(!log.iter().any(|effect| matches!(effect, Effect::Remember(Remember::Setting(..)))));
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
    assert!(play.app.commands.prompt.is_none());
}

#[test]
fn names_are_found_by_their_beginning_and_what_is_not_there_is_told() {
    let mut play = Play::new(3);
    play.app.sidebar.tags = vec!["sea".into(), "seal".into()];
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
    play.app.sidebar.tags = vec!["high sea".into()];
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
    let export = |what, format, to| move |effect: &Effect| matches!(effect, Effect::File(_, FileTask::Export(it)) if *it == Export { what, format, to });
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
fn what_belongs_to_a_screen_that_is_not_shown_does_nothing() {
    let mut play = Play::new(3);
    play.keys("enter");
    for line in ["merge", "arrange", "pause-feed", "choose"] {
        play.keys(":");
        for letter in line.chars() {
            play.keys(&letter.to_string());
        }
        play.keys("enter");
        assert!(play.status().starts_with("That does nothing here"), "{line}: {}", play.status());
        assert_eq!(
            play.app.article.reader.as_ref().and_then(|reader| reader.entity),
            None,
            "{line}"
        );
    }
}
