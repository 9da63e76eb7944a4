//! How many colours the terminal has, told by the environment.

use supports_color::Stream;

use crate::ui::ColourDepth;

/// The colours of standard output. `NO_COLOR` (not empty) and `TERM=dumb` mean none.
pub fn depth() -> ColourDepth {
    depth_of(|name| std::env::var(name).ok(), || supports_color::on(Stream::Stdout))
}

fn depth_of(
    variable: impl Fn(&str) -> Option<String>,
    detected: impl FnOnce() -> Option<supports_color::ColorLevel>,
) -> ColourDepth {
    let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
    if filled("NO_COLOR").is_some() {
        return ColourDepth::None;
    }
    match detected() {
        None => ColourDepth::None,
        Some(level) if level.has_16m || full(&filled) => ColourDepth::True,
        Some(level) if level.has_256 => ColourDepth::Palette,
        Some(_) => ColourDepth::Sixteen,
    }
}

/// Terminals that have all colours and do not always say so in `COLORTERM`.
fn full(variable: &impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let known = ["kitty", "alacritty", "ghostty", "wezterm", "foot"];
    known.iter().any(|name| term.contains(name)) || variable("WT_SESSION").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], level: usize, expected: ColourDepth) {
        let found = depth_of(
            |name| {
                let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
                Some((*value).to_owned())
            },
            || {
                let level = |least| level >= least;
                level(1).then(|| {
                    let mut found = supports_color::ColorLevel::default();
                    (found.has_basic, found.has_256, found.has_16m) = (true, level(2), level(3));
                    found
                })
            },
        );
        assert_eq!(found, expected, "{variables:?}");
    }

    #[test]
    fn no_color_wins_over_what_the_terminal_can_do() {
        check(&[], 3, ColourDepth::True);
        check(&[("NO_COLOR", "1")], 3, ColourDepth::None);
        check(&[("NO_COLOR", "")], 2, ColourDepth::Palette);
        check(&[("TERM", "xterm-kitty")], 1, ColourDepth::True);
        check(&[("TERM", "linux")], 1, ColourDepth::Sixteen);
        check(&[], 0, ColourDepth::None);
    }
}
