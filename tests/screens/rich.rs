//! Tests of an article with all kinds of blocks: links, tables, code, quotes, images, files.

use insta::assert_snapshot;
use onrecord::domain::{Block, BlockKind, Enclosure, EntityKind, Link, SourceKind, Span};
use onrecord::ui::Theme;
use proptest::prelude::*;

use super::articles::{self, Story};
use super::desk::Desk;
use super::{marked, show};

const TEXT: &str = "\
{0s|Dagny Holm} {0c|said} {0i|the glacier lost nine metres of ice in one summer}, in a report that the valley has waited for since the spring. The station’s own page has the figures, and so has the survey of 1987.

The figures

Station\tHeight\tLoss\tKeeper and remarks
Upper hut\t2,410 m\t3.1\tO. Brandt, until the door froze
氷河の舌\t1,902 m\t9.4\t吉田, twice a week
Old moraine\t1,640 m\t12.0\tnobody

Date\tWind\tSnow\tTemperature at noon\tVisibility in metres\tObserver on duty\tRemarks of the observer
3 May\tnorth\t40 cm\tminus four degrees\t1,200\tO. Brandt\tThe door froze.
4 May\tcalm\t41 cm\tminus two degrees\t9,000\tS. Yoshida\tSun all day, and two skiers.

The ice does not argue, my teacher used to say.

He was quoting the road.

It goes, and it does not come back.

for station in upper lower moraine; do measure --height \"$station\" --tape-of 1987 >> losses.txt; done
\tif cold; then stop; fi

The tongue of the glacier, seen from the old moraine

{1d|“We measured twice because we did not believe it,”} {1s|Holm} {1c|added}. Read the whole survey or write to the station.";

/// Which words lead where.
const LINKS: &[(&str, &str)] = &[
    ("in a report", "https://example.org/reports/2024/glacier-loss"),
    ("The station’s own page", "https://station.example.org/"),
    (
        "survey of 1987",
        "https://archive.example.org/surveys/1987/the-height-of-the-ice/with-all-its-tables-and-three-maps.pdf?download=1",
    ),
    ("O. Brandt", "https://station.example.org/people/brandt"),
    (
        "The tongue of the glacier, seen from the old moraine",
        "https://images.example.org/tongue.jpg",
    ),
    ("believe it", "https://station.example.org/"),
    (
        "the whole survey",
        "https://archive.example.org/surveys/1987/the-height-of-the-ice/with-all-its-tables-and-three-maps.pdf?download=1",
    ),
    ("write to the station", "mailto:desk@station.example.org?subject=Ice"),
];

fn kind(place: usize) -> (BlockKind, u8) {
    match place {
        1 => (BlockKind::Heading(2), 0),
        2 | 3 => (BlockKind::Table { head: true }, 0),
        4 => (BlockKind::Paragraph, 1),
        5 | 6 => (BlockKind::Paragraph, 2),
        7 => (BlockKind::Code, 0),
        8 => (BlockKind::Image, 0),
        _ => (BlockKind::Paragraph, 0),
    }
}

fn story() -> Story {
    let (text, attributions) = marked::read(TEXT, &[(Some(0), 0.95), (Some(0), 0.98)]);
    let sources = vec![marked::source(SourceKind::Person, "Dagny Holm", "")];
    let people: &[(EntityKind, &[&str])] = &[(EntityKind::Person, &["Dagny Holm", "Holm"])];
    let analysis = marked::analysis(&text, attributions, sources, people);
    let article = articles::plain(30, "Nine metres of ice", 0, "2024-02-16T08:00:00Z");
    let (mut article, analysis) = articles::with(article, text, analysis);
    let body = &mut article.body;
    body.blocks = std::mem::take(&mut body.blocks)
        .into_iter()
        .enumerate()
        .map(|(place, block)| {
            let (kind, quote_depth) = kind(place);
            Block { kind, quote_depth, ..block }
        })
        .collect();
    for (words, url) in LINKS {
        let start = body.text.find(words).expect("the words are there");
        let span = Span::new(start, start + words.len());
        body.links.push(Link { span, url: (*url).into() });
    }
    article.url = Some("https://example.org/nine-metres".into());
    article.enclosures = vec![Enclosure {
        url: "https://radio.example.org/nine-metres.mp3".into(),
        kind: Some("audio/mpeg".into()),
        bytes: Some(18_734_112),
        title: None,
    }];
    (article, analysis)
}

fn rich(columns: u16, rows: u16, keys: &str) -> String {
    show(&Desk::new(vec![story()], columns, rows).keys(keys))
}

#[test]
fn a_rich_body_is_shown_on_screens_of_all_sizes() {
    assert_snapshot!("rich-200x50", rich(200, 50, "l n"));
    assert_snapshot!("rich-120x36", rich(120, 36, "l"));
    assert_snapshot!("rich-120x36-end", rich(120, 36, "l G n"));
    assert_snapshot!("rich-80x24", rich(80, 24, "l"));
    assert_snapshot!("rich-80x24-middle", rich(80, 24, "l pagedown"));
    assert_snapshot!("rich-80x24-end", rich(80, 24, "l G"));
    assert_snapshot!("rich-40x40", rich(40, 40, "l"));
}

#[test]
fn a_link_is_chosen_in_the_status_line() {
    assert_snapshot!("link-walked", rich(80, 24, "l L j j"));
    assert_snapshot!("link-copied", rich(80, 12, "l y"));
    assert_snapshot!("link-in-list", rich(80, 24, "l L k"));
}

#[test]
fn without_numbers_the_text_is_as_written() {
    assert_snapshot!("without-numbers", rich(80, 12, "l #"));
}

#[test]
fn opening_says_where_it_goes() {
    let said = |columns, keys| {
        let screen = rich(columns, 24, keys);
        screen.lines().nth(23).unwrap_or("").trim_end().to_string()
    };
    assert!(
        said(120, "l 1 enter").contains("Opening https://example.org/reports/2024/glacier-loss")
    );
    assert!(said(120, "l 9 enter").contains("There is no link 9: the last one is 7."));
    assert!(said(120, "l 1").contains("1 … enter opens https://example.org/reports"));
    assert!(said(60, "l o").ends_with("Opening https://example.org/nine-metres"));
}

/// A random block: kind, quote depth, and words with whether they are a link.
type Odd = (u8, u8, Vec<(String, bool)>);

/// A text of random blocks.
fn odd(blocks: &[Odd]) -> Story {
    let (mut article, analysis) = articles::tunnel();
    let body = &mut article.body;
    *body = Default::default();
    for (kind, quote_depth, words) in blocks {
        body.text.push_str("\n\n");
        let start = body.text.len();
        for (word, linked) in words {
            let span = Span::new(body.text.len(), body.text.len() + word.len());
            body.text.push_str(word);
            if *linked {
                body.links.push(Link { span, url: format!("https://example.org/{word}") });
            }
        }
        let kind = match kind {
            0 => BlockKind::Paragraph,
            1 => BlockKind::Code,
            2 => BlockKind::Table { head: true },
            3 => BlockKind::Table { head: false },
            4 => BlockKind::Image,
            5 => BlockKind::Heading(1),
            depth => BlockKind::Item { depth: depth * 20, number: Some(u32::MAX) },
        };
        let span = Span::new(start, body.text.len());
        body.blocks.push(Block { span, kind, quote_depth: quote_depth * 60 });
    }
    (article, analysis.map(|_| Default::default()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_blocks_and_links_are_drawn_on_any_screen(
        (columns, rows) in (30u16..=130, 8u16..=40),
        blocks in prop::collection::vec(
            (0..8u8, 0..5u8, prop::collection::vec(
                ("[a-z]{1,9} |漢字|\\PC{0,4}|.{0,3}|👩\u{200d}👧|[\t\n ]|\t|\n", any::<bool>()), 0..30,
            )),
            0..6,
        ),
        keys in prop::sample::select(vec!["l", "l G", "l L j j", "l L k", "l 1", "l 1 2", "l y", "l #", "l } } { L"]),
    ) {
        let screen = Desk::new(vec![odd(&blocks)], columns, rows).keys(keys);
        let screen = screen.screen(&Theme::built_in("dark").unwrap());
        super::random::whole(&screen, columns, rows)?;
    }
}
