//! A screen as SVG: text in a monospace font, rules and bars as shapes, so that any font will do.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The width of a cell.
const WIDTH: f32 = 9.0;

/// The height of a cell.
const HEIGHT: f32 = 19.0;

/// The border around the screen.
const BORDER: f32 = 14.0;

/// The terminal's own colours.
pub(crate) struct Paper {
    /// Of the ground.
    ground: &'static str,
    /// Of the text.
    ink: &'static str,
}

/// A dark terminal.
pub(crate) const DARK: Paper = Paper { ground: "#16181d", ink: "#d3d7df" };

/// A light terminal.
pub(crate) const LIGHT: Paper = Paper { ground: "#ffffff", ink: "#24292f" };

/// Draws a screen.
pub(crate) fn picture(screen: &Buffer, paper: &Paper) -> String {
    let area = screen.area();
    let (width, height) = (f32::from(area.width) * WIDTH, f32::from(area.height) * HEIGHT);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"DejaVu Sans \
         Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n<rect width=\"100%\" \
         height=\"100%\" rx=\"8\" fill=\"{}\"/>\n<g transform=\"translate({BORDER} {BORDER})\">\n",
        width + 2.0 * BORDER,
        height + 2.0 * BORDER,
        paper.ground
    );
    for y in 0..area.height {
        let row: Vec<&Cell> = (0..area.width).filter_map(|x| screen.cell((x, y))).collect();
        grounds(&row, y, paper, &mut svg);
        text(&row, y, paper, &mut svg);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// Grounds other than the terminal's own, a rectangle for each stretch.
fn grounds(row: &[&Cell], y: u16, paper: &Paper, svg: &mut String) {
    for (x, many) in stretches(row, |a, b| look(a, paper).ground == look(b, paper).ground) {
        let ground = look(row[x], paper).ground;
        if ground != paper.ground {
            rect(cell_x(x), f32::from(y) * HEIGHT, many as f32 * WIDTH, HEIGHT, &ground, svg);
        }
    }
}

/// The text, an element for each stretch of one style.
fn text(row: &[&Cell], y: u16, paper: &Paper, svg: &mut String) {
    let alike = |a: &Cell, b: &Cell| {
        look(a, paper) == look(b, paper) && a.symbol().is_ascii() && b.symbol().is_ascii()
    };
    for (x, many) in stretches(row, alike) {
        let (cell, look) = (row[x], look(row[x], paper));
        if look.underline {
            let top = f32::from(y) * HEIGHT + 16.5;
            rect(cell_x(x), top, many as f32 * WIDTH, 1.0, &look.ink, svg);
        }
        if shape(cell.symbol(), cell_x(x), f32::from(y) * HEIGHT, &look.ink, svg) {
            continue;
        }
        let words: String = row[x..x + many].iter().map(|cell| cell.symbol()).collect();
        if words.trim().is_empty() {
            continue;
        }
        let lead = words.len() - words.trim_start().len();
        let words = words.trim();
        let _ = write!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.0}\" fill=\"{}\" xml:space=\"preserve\"{}{}",
            cell_x(x + lead),
            f32::from(y) * HEIGHT + 14.0,
            look.ink,
            if look.bold { " font-weight=\"bold\"" } else { "" },
            if look.italic { " font-style=\"italic\"" } else { "" },
        );
        if words.is_ascii() && words.len() > 1 {
            let _ = write!(svg, " textLength=\"{:.0}\"", words.len() as f32 * WIDTH);
        }
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = writeln!(svg, ">{escaped}</text>");
    }
}

/// Rules, bars and blocks as shapes; whether the symbol is one of them.
fn shape(symbol: &str, x: f32, y: f32, ink: &str, svg: &mut String) -> bool {
    let (middle, half) = (x + WIDTH / 2.0, y + HEIGHT / 2.0);
    match symbol {
        "│" => rect(middle - 0.5, y, 1.0, HEIGHT, ink, svg),
        "─" => rect(x, half - 0.5, WIDTH, 1.0, ink, svg),
        "━" => rect(x, half - 1.0, WIDTH, 2.0, ink, svg),
        "▌" => rect(x, y + 1.0, WIDTH / 2.0, HEIGHT - 2.0, ink, svg),
        "▐" => rect(x + WIDTH * 0.6, y, WIDTH * 0.4, HEIGHT, ink, svg),
        "┃" => rect(middle - 1.5, y, 3.0, HEIGHT, ink, svg),
        "╏" => {
            rect(middle - 1.5, y + 1.5, 3.0, 6.5, ink, svg);
            rect(middle - 1.5, y + 11.0, 3.0, 6.5, ink, svg);
        }
        "┊" => {
            for dot in 0..4 {
                rect(middle - 0.75, y + 1.4 + dot as f32 * 4.75, 1.5, 2.0, ink, svg);
            }
        }
        _ => return false,
    }
    true
}

fn rect(x: f32, y: f32, width: f32, height: f32, fill: &str, svg: &mut String) {
    let _ = writeln!(
        svg,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
    );
}

fn cell_x(x: usize) -> f32 {
    x as f32 * WIDTH
}

/// Stretches of cells that are alike: where each begins, and how long it is.
fn stretches(row: &[&Cell], alike: impl Fn(&Cell, &Cell) -> bool) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for (x, cell) in row.iter().enumerate() {
        match stretches.last_mut() {
            Some((start, many)) if alike(row[*start], cell) => *many += 1,
            _ => stretches.push((x, 1)),
        }
    }
    stretches
}

/// How a cell looks.
#[derive(PartialEq)]
struct Look {
    ink: String,
    ground: String,
    bold: bool,
    italic: bool,
    underline: bool,
}

fn look(cell: &Cell, paper: &Paper) -> Look {
    let mut ink = colour(cell.fg, paper.ink);
    let mut ground = colour(cell.bg, paper.ground);
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut ground);
    }
    if cell.modifier.contains(Modifier::DIM) {
        ink = mixed(&ink, &ground);
    }
    Look {
        ink,
        ground,
        bold: cell.modifier.contains(Modifier::BOLD),
        italic: cell.modifier.contains(Modifier::ITALIC),
        underline: cell.modifier.contains(Modifier::UNDERLINED),
    }
}

fn colour(colour: Color, own: &str) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => "#000000".into(),
        Color::Red => "#cd3131".into(),
        Color::Green => "#0dbc79".into(),
        Color::Yellow => "#c8b010".into(),
        Color::Blue => "#2472c8".into(),
        Color::Magenta => "#bc3fbc".into(),
        Color::Cyan => "#11a8cd".into(),
        Color::Gray => "#cccccc".into(),
        Color::DarkGray => "#666666".into(),
        Color::LightRed => "#f14c4c".into(),
        Color::LightGreen => "#23d18b".into(),
        Color::LightYellow => "#f5f543".into(),
        Color::LightBlue => "#3b8eea".into(),
        Color::LightMagenta => "#d670d6".into(),
        Color::LightCyan => "#29b8db".into(),
        Color::White => "#ffffff".into(),
        _ => own.into(),
    }
}

/// A colour two thirds of the way from `b` to `a`.
fn mixed(a: &str, b: &str) -> String {
    let part = |text: &str, at: usize| u16::from_str_radix(&text[at..at + 2], 16).unwrap_or(0);
    let mix = |at: usize| (2 * part(a, at) + part(b, at)) / 3;
    format!("#{:02x}{:02x}{:02x}", mix(1), mix(3), mix(5))
}
