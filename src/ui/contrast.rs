//! Tests of the themes: how well each text stands out, and how sources' colours look to all eyes.

use ratatui::style::{Color, Style};

use crate::domain::SourceId;

use super::theme::{BUILT_IN, ROLES, Role, Theme};

/// What terminals have for a dark ground, and for a light one.
const GROUNDS: [(&str, &[[u8; 3]]); 2] =
    [("dark", &[[0, 0, 0], [0x1e, 0x1e, 0x1e]]), ("light", &[[255, 255, 255], [250, 250, 250]])];

/// Parts that are no text.
const LINES: &[Role] = &[
    Role::Rule,
    Role::RuleFocus,
    Role::Scrollbar,
    Role::Behind,
    Role::Selected,
    Role::SelectedIdle,
    Role::Panel,
    Role::Current,
];

fn rgb(colour: Option<Color>) -> Option<[u8; 3]> {
    match colour? {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        _ => None,
    }
}

fn linear(part: u8) -> f32 {
    let part = f32::from(part) / 255.0;
    if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// The contrast of two colours, as WCAG 2 reckons it.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f32 {
    let light =
        |it: [u8; 3]| 0.2126 * linear(it[0]) + 0.7152 * linear(it[1]) + 0.0722 * linear(it[2]);
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The grounds that a theme's text may stand on: its own, or those of terminals like it.
fn grounds(name: &str, theme: &Theme) -> Vec<[u8; 3]> {
    if let Some(own) = rgb(theme.style(Role::Text).bg) {
        return vec![own];
    }
    let light = name.contains("light");
    GROUNDS.iter().find(|(kind, _)| (*kind == "light") == light).map_or(&[][..], |it| it.1).to_vec()
}

/// Themes that say how much red, green and blue they mean.
fn measured() -> impl Iterator<Item = (&'static str, Theme)> {
    let all = BUILT_IN.iter().filter(|(name, _)| !matches!(*name, "terminal" | "mono"));
    all.filter_map(|(name, _)| Some((*name, Theme::built_in(name)?)))
}

#[test]
fn every_text_stands_out_from_its_ground() {
    for (name, theme) in measured() {
        let least = if name.starts_with("contrast") { 7.0 } else { 4.5 };
        for (role, part) in ROLES.iter().filter(|(role, _)| !LINES.contains(role)) {
            let style = theme.style(*role);
            let Some(text) = rgb(style.fg.or(theme.style(Role::Text).fg)) else { continue };
            let on_line = matches!(role, Role::StatusText | Role::StatusDim | Role::HintKey);
            let own = if on_line { theme.style(Role::Status).bg } else { style.bg };
            let grounds = rgb(own).map_or_else(|| grounds(name, &theme), |own| vec![own]);
            for ground in grounds {
                let found = contrast(text, ground);
                assert!(found >= least, "{name}: {part} on {ground:?} has {found:.1}");
            }
        }
    }
}

#[test]
fn what_stands_in_chosen_rows_and_statements_can_be_read() {
    for (name, theme) in measured() {
        let least = if name.starts_with("contrast") { 7.0 } else { 4.5 };
        let check = |text: Style, ground: Role, what: &str| {
            let ground = rgb(theme.style(ground).bg).expect("it has a ground");
            if let Some(text) = rgb(text.fg.or(theme.style(Role::Text).fg)) {
                let found = contrast(text, ground);
                assert!(found >= least, "{name}: {what} has {found:.1}");
            }
        };
        for source in 0..8 {
            let style = theme.source(Some(SourceId(source)));
            check(style, Role::Current, &format!("source {source} in the current statement"));
            for ground in grounds(name, &theme) {
                let found = contrast(rgb(style.fg).expect("it has a colour"), ground);
                assert!(found >= least, "{name}: source {source} has {found:.1}");
            }
        }
        for ground in [Role::Selected, Role::SelectedIdle] {
            for role in [Role::Text, Role::RowRead, Role::RowUnread] {
                check(theme.style(role), ground, &format!("{role:?} on {ground:?}"));
            }
        }
        check(theme.style(Role::Secondary), Role::Panel, "secondary on a panel");
    }
}

/// How a colour looks to who lacks one kind of cones (Machado, Oliveira and Fernandes 2009).
fn seen([r, g, b]: [u8; 3], eyes: [[f32; 3]; 3]) -> [f32; 3] {
    let light = [linear(r), linear(g), linear(b)];
    eyes.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0))
}

const EYES: [(&str, [[f32; 3]; 3]); 3] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "deuteranopia",
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    ),
    (
        "protanopia",
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    ),
];

/// CIELAB, of linear red, green and blue.
fn lab([r, g, b]: [f32; 3]) -> [f32; 3] {
    let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0888;
    let root = |it: f32| if it > 0.008_856 { it.cbrt() } else { 7.787 * it + 16.0 / 116.0 };
    let (x, y, z) = (root(x), root(y), root(z));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn neighbouring_sources_differ_for_colour_blind_readers() {
    for name in ["safe-dark", "safe-light"] {
        let theme = Theme::built_in(name).unwrap();
        let colour = |source: u32| rgb(theme.source(Some(SourceId(source % 8))).fg).unwrap();
        for source in 0..8 {
            for (kind, eyes) in EYES {
                let [a, b] = [source, source + 1].map(|it| lab(seen(colour(it), eyes)));
                let apart = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt();
                assert!(apart >= 20.0, "{name}: {source} and the next are {apart:.0}, {kind}");
            }
        }
    }
}
