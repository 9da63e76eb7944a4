//! Tests of appearance: zen, plain, icons, spacing, themes; right-to-left and wide scripts.

use insta::assert_snapshot;
use onrecord::app::{Input, Message, Size};
use onrecord::domain::{
    Accent, AccentKind, Block, BlockKind, Body, EntityKind, Link, SourceKind, Span,
};
use onrecord::ui::{BUILT_IN, ColourDepth, Theme};
use proptest::prelude::*;
use ratatui::style::Modifier;

use super::articles::{self, Story};
use super::desk::Desk;
use super::{letters, marked, random, show};

/// The sizes at which each look is shown.
const SIZES: [(u16, u16); 3] = [(120, 30), (80, 20), (40, 12)];

fn desk(stories: Vec<Story>, (columns, rows): (u16, u16), settings: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::new(stories, columns, rows);
    for (name, value) in settings {
        let outcome = desk.app.set(name, value).expect("a setting");
        let _ = desk.app.finish(outcome);
    }
    desk.app.status.clear();
    desk.tell(Message::Input(Input::Resize(Size { columns, rows })))
}

/// A story in Hebrew, with a number, a name in Latin letters, brackets, a list and a link.
fn hebrew() -> Story {
    let (text, attributions) = marked::read(
        "הנמל נסגר ביום שני אחרי 14 שנים של מחלוקת, ו{0d|\"לא נחזור לכאן (לעולם)\"}, {0c|אמרה} \
         {0s|רות לוי}, מנכ\"לית חברת Dromond Lines, לעיתונאים ברציף.\n\n{1i|השער ייפתח מחדש \
         באביב}, {1c|לפי} {1s|העירייה}.\n\nרציף 3 נשאר פתוח",
        &[(Some(0), 0.9), (Some(1), 0.8)],
    );
    let sources = vec![
        marked::source(SourceKind::Person, "רות לוי", "מנכ\"לית"),
        marked::source(SourceKind::Organization, "העירייה", ""),
    ];
    let analysis =
        marked::analysis(&text, attributions, sources, &[(EntityKind::Person, &["רות לוי"])]);
    let article = articles::plain(31, "הנמל נסגר (שוב) אחרי 14 שנים", 0, "2024-02-18T08:00:00Z");
    let (mut article, analysis) = articles::with(article, text, analysis);
    let item = article.body.text.find("רציף 3").expect("it is there");
    let name = article.body.text.find("Dromond").expect("it is there");
    let end = article.body.text.len();
    article.body.blocks.retain(|block| block.span.start < item);
    article.body.blocks.push(Block {
        span: Span::new(item, end),
        kind: BlockKind::Item { depth: 0, number: Some(1) },
        quote_depth: 0,
    });
    article.body.links =
        vec![Link { span: Span::new(name, name + 13), url: "https://a.example/".into() }];
    (article, analysis)
}

/// A shelf whose titles are written in wide, combined and joined characters.
fn wide() -> Vec<Story> {
    let titles = [
        "港湾労働者、三日目の待機に入る 市は話し合いを急ぐ",
        "항만 노동자들 사흘째 대기",
        "कक्षा में क्षत्रिय: बंदरगाह बंद",
        "ท่าเรือน้ำลึกปิดอีกครั้ง",
        "הנמל נסגר (שוב) אחרי 14 שנים",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 🏴\u{200d}☠\u{fe0f} 🇳🇴🇸🇪 flags at the quay ☂\u{fe0f} 1\u{fe0f}\u{20e3}",
        "Z\u{351}\u{36b}alg\u{301}o\u{300}\u{301}\u{302} in plain words",
    ];
    let story = |(place, title): (usize, &&str)| {
        let mut article = articles::plain(place as i64 + 1, title, 0, "2024-02-18T08:00:00Z");
        article.row.attributions = Some(place as u32);
        article.row.starred = place % 2 == 1;
        article.body = Body::from_text(format!("{title}。\n\n{}", title.repeat(3)));
        (article, None)
    };
    titles.iter().enumerate().map(story).collect()
}

#[test]
fn zen_shows_the_text_in_the_middle() {
    for size in SIZES {
        let name = format!("zen-{}x{}", size.0, size.1);
        assert_snapshot!(name, show(&desk(articles::shelf(), size, &[]).keys("l n n z")));
    }
}

#[test]
fn plain_says_all_in_words() {
    let plain = [("plain", "on")];
    for size in SIZES {
        let at = |keys: &str| show(&desk(articles::shelf(), size, &plain).keys(keys));
        let name = |what: &str| format!("plain-{what}-{}x{}", size.0, size.1);
        assert_snapshot!(name("list"), at("j"));
        assert_snapshot!(name("article"), at("l n n"));
        assert_snapshot!(name("sources"), at("l n tab j"));
    }
}

#[test]
fn plain_puts_the_cursor_where_one_is() {
    use ratatui::Terminal;
    use ratatui::backend::{Backend, TestBackend};
    let cursor = |keys: &str| {
        let desk = desk(articles::shelf(), (80, 20), &[("plain", "on")]).keys(keys);
        let mut terminal = Terminal::new(TestBackend::new(80, 20)).unwrap();
        let theme = Theme::built_in("dark").unwrap();
        terminal.draw(|frame| onrecord::ui::view(&desk.app, &theme, frame)).unwrap();
        let place = terminal.backend_mut().get_cursor_position().unwrap();
        let row: String =
            (0..80).map(|x| terminal.backend().buffer()[(x, place.y)].symbol()).collect();
        row.trim().to_owned()
    };
    assert!(cursor("j j").starts_with("unread: Council votes"), "{}", cursor("j j"));
    assert_eq!(cursor("l"), "reported, the railway:");
    let statement = cursor("l n n tab");
    assert!(statement.contains("quote") || statement.contains("reported"), "{statement}");
    for (keys, expected) in [("B", "All articles"), ("B j", "Starred"), ("F j", "Starred")] {
        assert!(cursor(keys).contains(expected), "{keys}: {}", cursor(keys));
    }
    assert!(cursor("ctrl-t").contains("dark"), "{}", cursor("ctrl-t"));
}

#[test]
fn plain_draws_no_lines_and_no_glyphs() {
    for keys in ["", "l n n", "l n tab", "?", "F", "ctrl-t"] {
        let desk = desk(articles::shelf(), (120, 30), &[("plain", "on")]).keys(keys);
        let text = show(&desk);
        let text = text.split("\n\n").next().unwrap_or("");
        let drawn = text.chars().find(|c| matches!(c, '\u{2500}'..='\u{25ff}' | '★' | '·'));
        assert_eq!(drawn, None, "{keys}: {text}");
    }
}

#[test]
fn text_that_runs_to_the_left_is_seen_in_its_order() {
    for size in SIZES {
        let name = format!("hebrew-{}x{}", size.0, size.1);
        assert_snapshot!(name, show(&desk(vec![hebrew()], size, &[]).keys("l n")));
    }
    let left = desk(vec![hebrew()], (80, 20), &[("bidi", "off")]).keys("l n");
    assert_snapshot!("hebrew-bidi-off", show(&left));
}

#[test]
fn titles_that_run_to_the_left_are_seen_in_their_order_also_where_they_are_cut() {
    for (columns, cut) in [(40, false), (110, true)] {
        let screen = show(&desk(vec![hebrew()], (columns, 12), &[]));
        let row = screen.lines().find(|line| line.contains('●')).expect("it is listed");
        // What does not fit is at the end, which is at the left.
        let begins = row.find("רגסנ למנה").unwrap_or_else(|| panic!("{screen}"));
        assert_eq!(row.find('…').is_some_and(|at| at < begins), cut, "{screen}");
    }
}

#[test]
fn what_is_heard_stays_in_the_order_in_which_it_is_read() {
    for (keys, words) in [
        ("", "הנמל נסגר (שוב) אחרי 14 שנים"),
        ("l", "הנמל נסגר ביום שני"),
        ("l", "הנמל נסגר (שוב)"),
        ("l n tab", "העירייה"),
        ("X", "רות לוי"),
        ("X enter", "לא נחזור לכאן"),
    ] {
        for bidi in ["auto", "on"] {
            let options = [("plain", "on"), ("bidi", bidi)];
            let text = show(&desk(vec![hebrew()], (120, 30), &options).keys(keys));
            let turned: String = words.chars().rev().collect();
            assert!(text.contains(words) && !text.contains(&turned), "{keys} {bidi}: {text}");
        }
    }
}

#[test]
fn the_mouse_finds_what_is_seen() {
    use onrecord::app::Mouse;
    let clicked = |words: &str| {
        let desk = desk(vec![hebrew()], (80, 20), &[]).keys("l");
        let screen = desk.screen(&letters::theme());
        let row = |y: u16| -> Vec<&str> { (0..80).map(|x| screen[(x, y)].symbol()).collect() };
        // What is seen from left to right is what is read from right to left.
        let seen: String = words.chars().rev().collect();
        let found = (0..20).find_map(|y| {
            let row = row(y);
            let text = row.concat();
            let at = text.find(&seen)?;
            let column = row.iter().scan(0, |used, cell| {
                *used += cell.len();
                Some(*used)
            });
            Some((column.take_while(|used| *used <= at).count() as u16, y))
        });
        let (x, y) = found.expect("it is on the screen");
        let desk = desk.tell(Message::Input(Input::Mouse(Mouse::Click(x, y))));
        desk.app.article.reader.as_ref().and_then(|reader| reader.current)
    };
    assert_eq!(clicked("רות לוי"), Some(0));
    assert_eq!(clicked("לא נחזור"), Some(0));
    assert_eq!(clicked("העירייה"), Some(1));
    assert_eq!(clicked("לעיתונאים"), None);
}

#[test]
fn wide_and_combined_titles_keep_the_columns() {
    for size in SIZES {
        let name = format!("wide-{}x{}", size.0, size.1);
        assert_snapshot!(name, show(&desk(wide(), size, &[])));
    }
}

#[test]
fn lines_are_spaced_and_set_in_the_middle() {
    let settings = [("line-spacing", "1"), ("align", "centre"), ("measure", "50")];
    assert_snapshot!("spaced", show(&desk(articles::shelf(), (120, 30), &settings).keys("l n")));
}

#[test]
fn icons_and_times_stand_where_they_were_asked_for() {
    let settings = [("icons", "ascii"), ("time-in-list", "on")];
    assert_snapshot!("icons", show(&desk(articles::shelf(), (120, 30), &settings)));
    assert_snapshot!("icons-80x20", show(&desk(articles::shelf(), (80, 20), &settings)));
}

#[test]
fn the_choice_of_a_theme_leaves_the_text_in_sight() {
    let mut desk = desk(articles::shelf(), (120, 30), &[]).keys("l");
    desk.app.env.settings.themes = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_snapshot!("themes", show(&desk.keys("ctrl-t j j")));
}

#[test]
fn every_theme_shows_the_three_kinds_and_the_current_statement_at_every_depth() {
    for (name, _) in BUILT_IN {
        for depth in [ColourDepth::None, ColourDepth::Sixteen, ColourDepth::True] {
            let theme = Theme::built_in(name).unwrap().for_depth(depth);
            let before = desk(articles::shelf(), (120, 30), &[]).keys("l n").screen(&theme);
            let after = desk(articles::shelf(), (120, 30), &[]).keys("l n n").screen(&theme);
            let changed = (0..29).flat_map(|y| (34..83).map(move |x| (x, y)));
            let changed = changed.filter(|at| before[*at].style() != after[*at].style()).count();
            assert!(changed > 20, "{name} {depth:?}: the current statement does not stand out");
        }
    }
}

/// Clusters that programs and terminals stumble over.
const NASTY: &[&str] = &[
    "漢字",
    "ｶﾞ",
    "한글",
    "क्षि",
    "त्र्य",
    "กำ้",
    "ญู่",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "🇳🇴",
    "🇳",
    "☂\u{fe0f}",
    "☂\u{fe0e}",
    "1\u{fe0f}\u{20e3}",
    "👍🏽",
    "e\u{301}\u{302}",
    "\u{301}",
    "שלום",
    "مرحبا",
    "(א)",
    "אב 12 ג",
    "\u{200d}",
    "\u{ad}",
    "ﷺ",
    "𒐫",
    "　",
    "\t",
    "a",
    "…",
    "－",
    "\u{1f3fb}",
    "한\u{1100}\u{1161}",
    "\u{202e}x",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_text_moves_a_rule(
        title in prop::collection::vec(prop::sample::select(NASTY), 0..24),
        text in prop::collection::vec(prop::sample::select(NASTY), 0..80),
        parted in any::<bool>(),
        keys in prop::sample::select(vec!["", "l", "tab tab", "z", "l G"]),
        plain in any::<bool>(),
    ) {
        let (title, text) = (title.concat(), text.join(if parted { " " } else { "" }));
        let mut article = articles::plain(1, &title, 0, "2024-02-18");
        article.row.feed_title = title.clone();
        article.authors = vec![title.clone()];
        article.body = Body::from_text(text);
        let plain = if plain { "on" } else { "off" };
        let desk = desk(vec![(article, None)], (120, 20), &[("plain", plain)]).keys(keys);
        let screen = desk.screen(&Theme::built_in("dark").unwrap());
        random::whole(&screen, 120, 20)?;
        let layout = desk.app.layout().unwrap();
        for area in [layout.body, layout.sources].into_iter().flatten().filter(|it| it.x > 0) {
            for y in 0..19 {
                prop_assert_eq!(screen[(area.x - 1, y)].symbol(), "│", "row {}", y);
            }
        }
    }
}

/// An article with accents, and headings of three levels.
fn accented() -> Story {
    let text = "Part\n\nThe fare is 4 then 5 crowns, and never less.\n\nBelow\n\nDeeper";
    let article = articles::plain(32, "Fares", 0, "2024-02-18T08:00:00Z");
    let (mut article, analysis) =
        articles::with(article, text.into(), marked::analysis(text, Vec::new(), Vec::new(), &[]));
    for (block, level) in [(0, 2), (2, 3), (3, 4)] {
        article.body.blocks[block].kind = BlockKind::Heading(level);
    }
    let accent = |words: &str, kind| {
        let start = text.find(words).expect("the words are there");
        Accent { span: Span::new(start, start + words.len()), kind }
    };
    article.body.accents = vec![
        accent("4", AccentKind::Struck),
        accent("5 crowns", AccentKind::Strong),
        accent("never", AccentKind::Emphasis),
    ];
    (article, analysis)
}

#[test]
fn words_that_are_set_apart_look_so_and_are_heard() {
    let desk = desk(vec![accented()], (100, 20), &[]).keys("l");
    let screen = desk.screen(&Theme::built_in("dark").expect("a theme"));
    let modifiers = |words: &str| {
        let rows = (0..20)
            .map(|y| (y, (0..100).map(|x| screen[(x, y)].symbol().to_owned()).collect::<Vec<_>>()));
        let mut found = rows.filter_map(|(y, row)| {
            let line = row.concat();
            let at = line.find(words)?;
            Some(screen[(line[..at].chars().count() as u16, y)].modifier)
        });
        found.next_back().expect("the words are shown")
    };
    let looks = Modifier::BOLD | Modifier::ITALIC | Modifier::CROSSED_OUT;
    for (words, expected) in [
        ("4 then", Modifier::CROSSED_OUT),
        ("5 crowns", Modifier::BOLD),
        ("never", Modifier::ITALIC),
        ("less", Modifier::empty()),
        ("Part", Modifier::BOLD),
        ("Below", Modifier::BOLD | Modifier::ITALIC),
        ("Deeper", Modifier::ITALIC),
    ] {
        assert_eq!(modifiers(words) & looks, expected, "{words}");
    }
    let heard = show(&self::desk(vec![accented()], (100, 20), &[("plain", "on")]).keys("l"));
    assert!(heard.contains("4 [struck out] then 5 crowns"), "{heard}");
}
