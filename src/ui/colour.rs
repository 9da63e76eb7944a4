//! Colours: how themes write them, and what a terminal with fewer colours shows instead.

use ratatui::style::Color;

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ColourDepth {
    /// None (NO_COLOR): bold, italics, underlines and reversed cells only.
    None,
    /// The sixteen named ones, as the terminal's own palette defines them.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// Any red, green and blue.
    #[default]
    True,
}

/// The sixteen named colours, with what they look like in most terminals.
const NAMED: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 49, 49]),
    ("green", Color::Green, [13, 188, 121]),
    ("yellow", Color::Yellow, [229, 229, 16]),
    ("blue", Color::Blue, [36, 114, 200]),
    ("magenta", Color::Magenta, [188, 63, 188]),
    ("cyan", Color::Cyan, [17, 168, 205]),
    ("white", Color::Gray, [204, 204, 204]),
    ("bright-black", Color::DarkGray, [102, 102, 102]),
    ("bright-red", Color::LightRed, [241, 76, 76]),
    ("bright-green", Color::LightGreen, [35, 209, 139]),
    ("bright-yellow", Color::LightYellow, [245, 245, 67]),
    ("bright-blue", Color::LightBlue, [59, 142, 234]),
    ("bright-magenta", Color::LightMagenta, [214, 112, 214]),
    ("bright-cyan", Color::LightCyan, [41, 184, 219]),
    ("bright-white", Color::White, [255, 255, 255]),
];

/// The levels of red, green and blue in the cube of the 256 palette.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Reads a colour: `#rrggbb`, one of the sixteen names, a number of the 256 palette, or `default`
/// for the terminal's own.
pub(super) fn parse(text: &str) -> Option<Color> {
    if text == "default" {
        return Some(Color::Reset);
    }
    if let Some((_, colour, _)) = NAMED.iter().find(|(name, ..)| *name == text) {
        return Some(*colour);
    }
    if let Some(hex) = text.strip_prefix('#') {
        let digits = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| digits)?;
        return Some(Color::from_u32(value));
    }
    text.parse().ok().map(Color::Indexed)
}

/// The nearest colour that a terminal of that depth shows; none where it shows no colours.
pub(super) fn lower(colour: Color, depth: ColourDepth) -> Option<Color> {
    match (depth, colour) {
        (ColourDepth::None, _) => None,
        (ColourDepth::Palette, Color::Rgb(r, g, b)) => Some(Color::Indexed(palette([r, g, b]))),
        (ColourDepth::Sixteen, Color::Rgb(r, g, b)) => Some(named([r, g, b])),
        (ColourDepth::Sixteen, Color::Indexed(index)) => Some(named(rgb(index))),
        (_, colour) => Some(colour),
    }
}

/// The same hue, a light one lighter and a dark one darker, so that it stays readable; only a colour that says how much red, green and blue it has
/// can be changed.
pub(super) fn varied(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    let light = u32::from(r) * 2 + u32::from(g) * 5 + u32::from(b) > 8 * 128;
    let vary = |part: u8| {
        let part = u16::from(part);
        (if light { part + (255 - part) / 2 } else { part * 3 / 5 }) as u8
    };
    Color::Rgb(vary(r), vary(g), vary(b))
}

fn palette(colour: [u8; 3]) -> u8 {
    let level = |value: u8| {
        (0..6u8).min_by_key(|index| LEVELS[usize::from(*index)].abs_diff(value)).unwrap_or(0)
    };
    let [r, g, b] = colour.map(level);
    let cube = 16 + 36 * r + 6 * g + b;
    let mean = colour.iter().map(|part| u32::from(*part)).sum::<u32>() / 3;
    let grey = 232 + (mean.saturating_sub(3) / 10).min(23) as u8;
    if distance(rgb(grey), colour) < distance(rgb(cube), colour) { grey } else { cube }
}

fn named(colour: [u8; 3]) -> Color {
    let nearest = NAMED.iter().min_by_key(|(_, _, look)| distance(*look, colour));
    nearest.map_or(Color::Reset, |(_, colour, _)| *colour)
}

/// What a colour of the 256 palette looks like.
fn rgb(index: u8) -> [u8; 3] {
    match index {
        0..16 => NAMED[usize::from(index)].2,
        232.. => [8 + 10 * (index - 232); 3],
        _ => {
            let cube = index - 16;
            [cube / 36, cube / 6 % 6, cube % 6].map(|level| LEVELS[usize::from(level)])
        }
    }
}

/// How different two colours look: red and blue weigh by how red the two are ("redmean").
fn distance(a: [u8; 3], b: [u8; 3]) -> i32 {
    let [r, g, blue] = [0, 1, 2].map(|part| i32::from(a[part]) - i32::from(b[part]));
    let mean = (i32::from(a[0]) + i32::from(b[0])) / 2;
    ((512 + mean) * r * r + 1024 * g * g + (767 - mean) * blue * blue) / 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_written() {
        assert_eq!(parse("#7aa2f7"), Some(Color::Rgb(0x7a, 0xa2, 0xf7)));
        assert_eq!(parse("bright-black"), Some(Color::DarkGray));
        assert_eq!(parse("208"), Some(Color::Indexed(208)));
        assert_eq!(parse("default"), Some(Color::Reset));
        for wrong in ["", "#12345", "#12345g", "#+12345", "256", "-1", "mauve"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fewer_colours_show_the_nearest_one() {
        let lowered = |text: &str, depth| lower(parse(text).unwrap(), depth);
        assert_eq!(lowered("#5f87ff", ColourDepth::Palette), Some(Color::Indexed(69)));
        assert_eq!(lowered("#808080", ColourDepth::Palette), Some(Color::Indexed(244)));
        assert_eq!(lowered("#ffffff", ColourDepth::Palette), Some(Color::Indexed(231)));
        assert_eq!(lowered("#d8d8d8", ColourDepth::Sixteen), Some(Color::Gray));
        assert_eq!(lowered("#ff4040", ColourDepth::Sixteen), Some(Color::LightRed));
        assert_eq!(lowered("244", ColourDepth::Sixteen), Some(Color::DarkGray));
        assert_eq!(lowered("red", ColourDepth::None), None);
        assert_eq!(lowered("default", ColourDepth::Sixteen), Some(Color::Reset));
    }
}
