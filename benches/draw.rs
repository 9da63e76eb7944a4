//! Measures the layout of a long article, and the drawing of a full screen.

#[path = "../tests/screens/articles.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod articles;
#[path = "../tests/screens/copies.rs"]
#[allow(dead_code)]
mod copies;
#[path = "../tests/screens/desk.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod desk;
#[path = "../tests/screens/finding.rs"]
#[allow(dead_code)]
mod finding;
#[path = "../tests/screens/library.rs"]
#[allow(dead_code)]
mod library;
#[path = "../tests/screens/marked.rs"]
mod marked;
#[path = "../tests/screens/mended.rs"]
#[allow(dead_code)]
mod mended;

use desk::Desk;
use onrecord::domain::{Attribution, Body};
use onrecord::text::lines::lines;
use onrecord::ui::{Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// How often the article of the tests is repeated, to have about 20,000 words.
const TIMES: usize = 125;

fn main() {
    divan::main();
}

/// An article of 20,000 words with nearly 900 statements.
fn long_story() -> articles::Story {
    let (mut article, analysis) = articles::tunnel();
    let mut analysis = analysis.expect("it has been analysed");
    let (once, found) = (article.body.text.clone(), analysis.attributions.clone());
    let mut text = String::new();
    analysis.attributions.clear();
    for _ in 0..TIMES {
        let moved = |attribution: &Attribution| {
            let mut moved = attribution.clone();
            let parts = [&mut moved.source, &mut moved.cue, &mut moved.content];
            for span in parts.into_iter().flatten() {
                (span.start, span.end) = (span.start + text.len(), span.end + text.len());
            }
            moved
        };
        analysis.attributions.extend(found.iter().map(moved));
        text.push_str(&once);
        text.push_str("\n\n");
    }
    article.body = Body::from_text(text);
    (article, Some(analysis))
}

#[divan::bench]
fn wrap_20_000_words_at_78_columns(bencher: divan::Bencher<'_, '_>) {
    let body = long_story().0.body;
    assert!(body.words() > 18_000);
    bencher.bench_local(|| lines(&body, &[], 78, true));
}

#[divan::bench]
fn open_and_lay_out_a_long_article(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(long_story).bench_local_values(|story| Desk::new(vec![story], 200, 50));
}

#[divan::bench(args = [(80, 24), (200, 50)])]
fn draw_a_screen(bencher: divan::Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    let mut stories = articles::shelf();
    stories[0] = long_story();
    let desk = Desk::new(stories, columns, rows).keys("l n n n ctrl-f ctrl-f n");
    let theme = Theme::built_in("dark").expect("it is built in");
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("no I/O");
    bencher.bench_local(|| {
        terminal.draw(|frame| view(&desk.app, &theme, frame)).expect("no I/O");
    });
}

#[divan::bench]
fn jump_to_the_next_statement(bencher: divan::Bencher<'_, '_>) {
    let mut desk = Some(Desk::new(vec![long_story()], 200, 50).keys("l G"));
    bencher.bench_local(|| desk = desk.take().map(|desk| desk.keys("N n")));
}
