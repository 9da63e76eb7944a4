//! Writes pictures of the reader's screen as SVG.
//!
//! `cargo run --example screenshot -- FOLDER` writes the README's;
//! `… -- FOLDER [THEME COLUMNSxROWS KEYS]…` writes others, `1.svg` and so on.

#[path = "../../tests/screens/articles.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod articles;
#[path = "../../tests/screens/copies.rs"]
#[allow(dead_code)]
mod copies;
#[path = "../../tests/screens/desk.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod desk;
#[path = "../../tests/screens/finding.rs"]
#[allow(dead_code)]
mod finding;
#[path = "../../tests/screens/library.rs"]
#[allow(dead_code)]
mod library;
#[path = "../../tests/screens/marked.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod marked;
#[path = "../../tests/screens/mended.rs"]
#[allow(dead_code)]
mod mended;
mod svg;

use std::path::Path;
use std::process::ExitCode;

use desk::Desk;
use onrecord::domain::{ArticleId, Draft};
use onrecord::extract::Engine;
use onrecord::ingest;
use onrecord::ui::Theme;

/// The pictures of the README: name, theme, size, and the keys that lead there.
const PICTURES: &[[&str; 4]] = &[["screen", "dark", "132x34", "J l n n n n n"]];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((folder, asked)) = arguments.split_first() else {
        eprintln!("usage: screenshot FOLDER [THEME COLUMNSxROWS KEYS]…");
        return ExitCode::from(2);
    };
    let mut pictures: Vec<[String; 4]> = Vec::new();
    for (place, picture) in asked.chunks_exact(3).enumerate() {
        let [theme, size, keys] = [0, 1, 2].map(|part| picture[part].clone());
        pictures.push([(place + 1).to_string(), theme, size, keys]);
    }
    if pictures.is_empty() {
        pictures = PICTURES.iter().map(|picture| picture.map(String::from)).collect();
    }
    for [name, theme, size, keys] in pictures {
        let path = Path::new(folder).join(format!("{name}.svg"));
        if let Err(fault) = draw(&path, &theme, &size, &keys) {
            eprintln!("{}: {fault}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn draw(path: &Path, theme: &str, size: &str, keys: &str) -> Result<(), String> {
    let paper = if theme == "light" { &svg::LIGHT } else { &svg::DARK };
    let theme = Theme::built_in(theme).ok_or(format!("there is no theme {theme}"))?;
    let (columns, rows) = size.split_once('x').ok_or("a size is COLUMNSxROWS")?;
    let number = |text: &str| text.parse::<u16>().map_err(|error| error.to_string());
    let screen = desk(number(columns)?, number(rows)?)?.keys(keys).screen(&theme);
    std::fs::write(path, svg::picture(&screen, paper)).map_err(|error| error.to_string())
}

/// The reader on the Welcome feed, read and analysed as the program does it.
fn desk(columns: u16, rows: u16) -> Result<Desk, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/welcome");
    let engine = Engine::load();
    let mut stories = Vec::new();
    for file in ingest::walk(&folder) {
        let file = file.map_err(|error| error.to_string())?;
        let parsed = ingest::read_file(&file).map_err(|error| error.to_string())?;
        stories.extend(parsed.drafts.into_iter().map(|draft| story(&engine, draft)));
    }
    stories.sort_by_key(|(article, _)| std::cmp::Reverse(article.row.sort_key));
    for (place, (article, _)) in stories.iter_mut().enumerate() {
        article.row.id = ArticleId(place as i64 + 1);
        article.row.unread = place % 4 != 3;
        article.row.starred = place == 2;
    }
    Ok(Desk::new(stories, columns, rows))
}

/// An article of the feed with its analysis.
fn story(engine: &Engine, draft: Draft) -> articles::Story {
    let analysis = engine.analyse(&draft.body.text);
    let published = draft.published.map(|when| when.to_string()).unwrap_or_default();
    let mut article = articles::plain(1, &draft.title, 0, &published);
    article.row.feed_title = "Welcome".into();
    article.row.words = draft.body.words() as u32;
    article.row.attributions = Some(analysis.attributions.len() as u32);
    article.authors = draft.authors;
    article.outlet = draft.outlet;
    article.body = draft.body;
    (article, Some(analysis))
}
