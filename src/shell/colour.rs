//! How many colours the terminal has and what its ground is, told by the environment.

use supports_color::Stream;

use crate::ui::ColourDepth;

/// The colours of standard output. `NO_COLOR` (not empty) and `TERM=dumb` mean none.
pub fn depth() -> ColourDepth {
    let detected = || {
        supports_color::on(Stream::Stdout).map_or(0, |level| {
            1 + u8::from(level.has_256 || level.has_16m) + u8::from(level.has_16m)
        })
    };
    depth_of(|name| std::env::var(name).ok(), detected)
}

/// Whether the terminal's ground is light, by `COLORFGBG`; none where that does not say. It holds
/// until the terminal itself has answered.
pub fn light_ground() -> Option<bool> {
    light(&std::env::var("COLORFGBG").ok()?)
}

/// Whether the terminal is known to put text that runs from right to left in order by itself, and
/// cannot be told to leave that.
pub fn reorders_by_itself() -> bool {
    by_itself(|name| std::env::var(name).ok())
}

fn by_itself(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|it| it.starts_with(value));
    variable("KONSOLE_VERSION").is_some()
        || variable("MLTERM").is_some()
        || is("TERM", "mlterm")
        || is("TERM_PROGRAM", "Apple_Terminal")
}

/// `0;15` and `0;default;15`: the last number is the ground's, among the sixteen colours.
fn light(colours: &str) -> Option<bool> {
    let (_, ground) = colours.rsplit_once(';')?;
    let ground: u8 = ground.trim().parse().ok()?;
    (ground < 16).then_some(ground == 7 || ground > 8)
}

/// `detected` gives 0 to 3: none, sixteen, 256, all.
fn depth_of(
    variable: impl Fn(&str) -> Option<String>,
    detected: impl FnOnce() -> u8,
) -> ColourDepth {
    let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
    if filled("NO_COLOR").is_some() {
        return ColourDepth::None;
    }
    match detected() {
        0 => ColourDepth::None,
        3 => ColourDepth::True,
        _ if full(&filled) => ColourDepth::True,
        2 => ColourDepth::Palette,
        _ => ColourDepth::Sixteen,
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

    fn check(variables: &[(&str, &str)], detected: u8, expected: ColourDepth) {
        let variable = |name: &str| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some((*value).to_owned())
        };
        assert_eq!(depth_of(variable, || detected), expected, "{variables:?}");
    }

    #[test]
    fn the_ground_is_the_last_number() {
        let grounds = ["15;0", "0;15", "0;default;7", "12;8", "0;default", "15", "", "0;231"];
        let expected = [Some(false), Some(true), Some(true), Some(false), None, None, None, None];
        assert_eq!(grounds.map(light), expected);
    }

    #[test]
    fn terminals_that_reorder_are_known() {
        let of = |variable: (&'static str, &'static str)| {
            by_itself(move |name| (name == variable.0).then(|| variable.1.to_owned()))
        };
        assert!(of(("TERM", "mlterm-256color")) && of(("KONSOLE_VERSION", "230400")));
        assert!(of(("TERM_PROGRAM", "Apple_Terminal")));
        assert!(!of(("TERM", "xterm-256color")) && !of(("VTE_VERSION", "7400")));
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
