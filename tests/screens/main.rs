//! Screens: what is drawn, cell by cell, with the role that each cell plays.

mod archive;
mod articles;
mod comfort;
mod compare;
mod copies;
mod correct;
mod desk;
mod feeds;
mod finding;
mod letters;
mod library;
mod marked;
mod mended;
mod random;
mod rebound;
mod rich;
mod searching;
mod shelf;

use desk::Desk;
use insta::assert_snapshot;
use onrecord::app::{Effect, Input, Message, Size, Write, WriteAnswer};
use onrecord::domain::{Body, Counts};
use onrecord::ui::{ColourDepth, Theme};
use ratatui::style::Color;

/// The screen of the shelf's first article after some keys.
fn shelf(columns: u16, rows: u16, keys: &str) -> String {
    show(&Desk::new(articles::shelf(), columns, rows).keys(keys))
}

/// The screen of one article after some keys.
fn one(story: articles::Story, columns: u16, rows: u16, keys: &str) -> String {
    show(&Desk::new(vec![story], columns, rows).keys(keys))
}

fn show(desk: &Desk) -> String {
    letters::show(&desk.screen(&letters::theme()))
}

#[test]
fn wide_screens_show_three_panes() {
    assert_snapshot!("200x50", shelf(200, 50, "l n n n n"));
    assert_snapshot!("120x36", shelf(120, 36, "l n n n n"));
}

#[test]
fn what_was_not_analysed_of_an_article_is_said_above_it() {
    let (article, mut analysis) = articles::tunnel();
    let length = article.body.text.len();
    for (read, told) in [(length / 2, "first 50 % analysed"), (0, "not analysed, by a fault")] {
        analysis.as_mut().expect("an analysis").read = Some(read);
        let shown = one((article.clone(), analysis.clone()), 120, 36, "l");
        assert!(shown.contains(told), "{shown}");
    }
}

#[test]
fn middling_screens_show_two_panes() {
    assert_snapshot!("100x30-list", shelf(100, 30, ""));
    assert_snapshot!("100x30-sources", shelf(100, 30, "tab tab j"));
}

#[test]
fn narrow_screens_show_one_pane() {
    assert_snapshot!("80x24-list", shelf(80, 24, ""));
    assert_snapshot!("80x24-article", shelf(80, 24, "l n n"));
    assert_snapshot!("80x24-sources", shelf(80, 24, "tab tab"));
}

#[test]
fn the_least_screen_is_usable_and_a_smaller_one_asks_for_room() {
    assert_snapshot!("40x10-list", shelf(40, 10, ""));
    assert_snapshot!("40x10-article", shelf(40, 10, "l n n n n"));
    assert_snapshot!("40x10-sources", shelf(40, 10, "tab tab j j"));
    assert_snapshot!("39x9", shelf(39, 9, ""));
}

#[test]
fn the_help_is_set_in_columns_and_scrolls() {
    assert_snapshot!("help-120x36", shelf(120, 36, "?"));
    assert_snapshot!("help-80x24-end", shelf(80, 24, "? G"));
}

#[test]
fn feeds_and_tags_are_chosen_over_the_panes() {
    assert_snapshot!("feeds", shelf(80, 24, "F j j"));
}

#[test]
fn the_filter_is_typed_in_the_status_line() {
    let desk = Desk::new(articles::shelf(), 80, 24).keys("/").types("the");
    assert_snapshot!("filter", show(&desk));
    assert_snapshot!("filter-nothing", show(&desk.types("rmometer").keys("enter")));
}

#[test]
fn an_empty_store_says_how_to_fill_it() {
    assert_snapshot!("empty", show(&Desk::new(Vec::new(), 120, 20)));
}

#[test]
fn an_article_without_analysis_can_be_read() {
    let (article, _) = articles::tunnel();
    assert_snapshot!("not-analysed", one((article, None), 120, 20, "l"));
}

#[test]
fn structure_is_kept() {
    assert_snapshot!("structure", one(articles::structured(), 120, 36, "l"));
}

#[test]
fn doubtful_statements_say_so_and_those_of_nobody_are_plain() {
    assert_snapshot!("doubtful", one(articles::doubtful(), 120, 20, "l n"));
}

#[test]
fn an_article_in_a_language_that_is_not_read_says_so_and_has_no_count() {
    let screen = one(articles::foreign(), 140, 20, "l");
    for part in ["not analysed (Slovak)", "Not analysed (Slovak).", " – "] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    assert!(!screen.contains("No statements found"), "{screen}");
}

#[test]
fn an_entity_is_marked_wherever_it_is_mentioned() {
    assert_snapshot!("entity", shelf(120, 36, "l e m"));
}

#[test]
fn scripts_of_all_kinds_keep_the_lines_whole() {
    assert_snapshot!("scripts", one(articles::scripts(), 120, 20, "l n"));
    assert_snapshot!("scripts-40x12", one(articles::scripts(), 40, 12, "l"));
}

#[test]
fn hostile_text_loses_its_teeth() {
    assert_snapshot!("hostile", one(articles::hostile(), 120, 20, "l n"));
}

#[test]
fn long_titles_are_wrapped_and_cut() {
    let (mut article, analysis) = articles::tunnel();
    article.row.title = "An exceedingly long headline that goes on ".repeat(12);
    article.row.feed_title = "The Incomparably Thorough Gazette of Upper and Lower Halden".into();
    article.authors = vec!["Mirel Osk".into(), "Tamsin Arbuthnot-Valdergard".into()];
    assert_snapshot!("long-titles", one((article, analysis), 120, 20, "l"));
}

#[test]
fn a_title_that_the_text_begins_with_is_not_shown_twice() {
    let mut article = articles::plain(1, "Harbour closed", 0, "2024-02-18");
    article.body = Body::from_text("Harbour closed\n\nNobody knows why.");
    assert_snapshot!("title-in-text", one((article, None), 84, 12, "l"));
}

#[test]
fn what_happens_is_said_in_the_status_line() {
    let check = |message, expected: &str| {
        let text = show(&Desk::new(articles::shelf(), 100, 12).tell(message));
        let line = text.lines().nth(11).unwrap_or("");
        assert!(line.starts_with(expected) && line.ends_with("? help"), "{line}");
    };
    let failed = "The store is locked by another program. Close it, or wait a moment.";
    check(Message::Failed(None, failed.into()), &format!(" LIST   all  1/13  {failed}  "));
    check(Message::Note("3 articles imported".into()), " LIST   all  1/13  3 articles imported  ");
    let progress = Message::Progress("analysing".into(), 12, 48);
    check(progress, " LIST   all  1/13  analysing 12 of 48  ");
}

#[test]
fn on_narrow_screens_what_happens_takes_the_place_of_all_else() {
    let desk = |columns| Desk::new(articles::shelf(), columns, 10);
    let line = |desk: &Desk| show(desk).lines().nth(9).unwrap_or("").to_string();
    let list =
        |columns| line(&desk(columns).tell(Message::Note("1 article marked as read".into())));
    assert_eq!(list(40), " LIST   1 article marked as read");
    assert_eq!(list(60), " LIST   all  1/13  1 article marked as read          ? help");
    let statement = |columns| line(&desk(columns).keys("l n n n n"));
    assert_eq!(statement(40), " READ   4/7 two members o…, mixed, 96 %");
    assert_eq!(statement(60), " READ   4/7 two members of the night crew, mixed, 96 %");
}

#[test]
fn large_counts_are_never_cut() {
    let head = |keys: &str| {
        let mut desk = Desk::new(articles::shelf(), 120, 36).keys(keys);
        desk.app.list.counts = Counts { total: 123_456, unread: 100_000 };
        show(&desk).chars().take_while(|c| *c != '│').collect::<String>()
    };
    assert_eq!(head("").trim_end(), " Articles  100k unread of 123k");
    assert_eq!(head("F j j j enter").trim_end(), " The Halden…  100k/123k unread");
}

#[test]
fn with_sixteen_colours_the_current_statement_has_one_ground() {
    for name in ["dark", "light"] {
        let theme = Theme::built_in(name).unwrap().for_depth(ColourDepth::Sixteen);
        let screen = Desk::new(articles::shelf(), 80, 24).keys("l n n n n").screen(&theme);
        let ground = theme.style(onrecord::ui::Role::Current);
        let current: Vec<_> =
            screen.content().iter().filter(|cell| Some(cell.bg) == ground.bg).collect();
        assert!(current.len() > 100, "{name}");
        for cell in current {
            let reversed = cell.modifier.contains(ratatui::style::Modifier::REVERSED);
            assert!(Some(cell.fg) == ground.fg && !reversed, "{name}: {}", cell.symbol());
        }
    }
}

#[test]
fn without_colours_the_three_kinds_can_be_told_apart() {
    let theme = Theme::built_in("dark").unwrap().for_depth(ColourDepth::None);
    let screen = Desk::new(articles::shelf(), 120, 36).keys("l n n n n").screen(&theme);
    for cell in screen.content() {
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
    }
    let bar = |words: &str| {
        let row = |y| -> String { (0..120).map(|x| screen[(x, y)].symbol()).collect() };
        let y =
            (0..36).find(|y| row(*y).chars().skip(32).take(52).collect::<String>().contains(words));
        screen[(33, y.expect("the words are on the screen"))].clone()
    };
    assert_eq!(bar("The mountain moved").symbol(), "┃");
    assert_eq!(bar("the sensors").symbol(), "╏");
    assert_eq!(bar("Trains will run").symbol(), "┊");
}

#[test]
fn a_change_of_size_is_drawn_at_once() {
    let size = Size { columns: 80, rows: 24 };
    let desk = Desk::new(articles::shelf(), 200, 50)
        .keys("l n n")
        .tell(Message::Input(Input::Resize(size)));
    assert_eq!(show(&desk), shelf(80, 24, "l n n"));
}

#[test]
fn a_command_is_completed_above_the_status_line() {
    let desk = |line: &str| Desk::new(articles::shelf(), 100, 24).keys(":").types(line);
    assert_snapshot!("command-names", show(&desk("ex")));
    assert_snapshot!("command-feeds", show(&desk("open ").keys("tab")));
    assert_snapshot!("command-wrong", show(&desk("sort nmaed").keys("enter")));
    assert_snapshot!(
        "command-40x10",
        show(&Desk::new(articles::shelf(), 40, 10).keys(":").types("n"))
    );
}

#[test]
fn the_palette_shows_what_fits_with_keys_and_help() {
    let desk = |columns, rows| Desk::new(articles::shelf(), columns, rows).keys("ctrl-k");
    assert_snapshot!("palette-120x36", show(&desk(120, 36).types("next").keys("down")));
    assert_snapshot!("palette-40x10", show(&desk(40, 10)));
    assert_snapshot!("palette-nothing", show(&desk(80, 24).types("qqqq")));
}

#[test]
fn selected_text_stands_out_and_is_counted() {
    assert_snapshot!("selection", shelf(120, 24, "l n v w w j"));
    assert_snapshot!("selection-statement", shelf(80, 24, "l n n v v"));
}

#[test]
fn a_number_and_a_mark_are_shown_while_they_are_typed() {
    let line = |keys: &str| {
        let text = show(&Desk::new(articles::shelf(), 100, 12).keys(keys));
        text.lines().nth(11).unwrap_or("").to_owned()
    };
    assert!(line("1 2").contains(" 12 … "), "{}", line("1 2"));
    assert!(line(",").contains("Set a mark: type a letter"));
    assert!(line("l , q '").contains("Go to a mark: q; ' goes back"), "{}", line("l , q '"));
}

#[test]
fn a_marking_that_takes_long_is_told_of_whatever_is_typed_meanwhile() {
    let line = |desk: &Desk| {
        let text = show(desk);
        text.lines().nth(11).unwrap_or("").to_owned()
    };
    let mut desk = Desk::new(articles::shelf(), 100, 12).keys("A");
    assert!(!line(&desk).contains("Marking"), "{}", line(&desk));
    let asked = desk.log.iter().rev().find_map(|effect| match effect {
        Effect::Write(request, Write::SetReadIn(..)) => Some(*request),
        _ => None,
    });
    let asked = asked.expect("all are to be marked");
    desk = desk.tell(Message::Woke(asked));
    assert!(line(&desk).contains(" Marking… "), "{}", line(&desk));
    desk = desk.keys("j U");
    assert!(line(&desk).contains(" Marking… "), "{}", line(&desk));
    desk = desk.tell(Message::Write(asked, WriteAnswer::Changed(Vec::new())));
    assert!(!line(&desk).contains("Marking"), "{}", line(&desk));
}

#[test]
fn the_help_names_the_readers_own_keys() {
    let mut desk = Desk::new(articles::shelf(), 80, 40);
    let text = "[global]\n\"f5\" = { do = [\"toggle-star\", \"next-article\"], help = \"keep and go on\" }\n";
    assert!(desk.app.env.keymap.read("k", text).is_empty());
    let shown = show(&desk.keys("? G"));
    assert!(shown.contains("Your own keys") && shown.contains("keep and go on"), "{shown}");
}
