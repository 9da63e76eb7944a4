//! Themes: which style each part of the screen has, for every number of colours.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::{Mode, SourceId};

use super::colour::{ColourDepth, lower, varied};
use super::theme_file;

/// The themes that come with the program: name and file.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("contrast-dark", include_str!("../../assets/themes/contrast-dark.toml")),
    ("contrast-light", include_str!("../../assets/themes/contrast-light.toml")),
    ("safe-dark", include_str!("../../assets/themes/safe-dark.toml")),
    ("safe-light", include_str!("../../assets/themes/safe-light.toml")),
    ("dusk", include_str!("../../assets/themes/dusk.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// The part that something plays on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Text,
    Secondary,
    Title,
    TitleIdle,
    Rule,
    RuleFocus,
    Scrollbar,
    Unread,
    Star,
    RowUnread,
    RowRead,
    Selected,
    SelectedIdle,
    Heading,
    Code,
    Link,
    LinkNumber,
    LinkHere,
    Marker,
    TableHead,
    SourceName,
    Cue,
    Direct,
    Mixed,
    Indirect,
    Current,
    Doubtful,
    Mention,
    MentionHere,
    Preview,
    Badge,
    Status,
    StatusText,
    StatusDim,
    HintKey,
    Error,
    Prompt,
    Panel,
    Behind,
    Hit,
}

/// Every role with its name in theme files.
pub const ROLES: &[(Role, &str)] = &[
    (Role::Text, "text"),
    (Role::Secondary, "secondary"),
    (Role::Title, "title"),
    (Role::TitleIdle, "title-idle"),
    (Role::Rule, "rule"),
    (Role::RuleFocus, "rule-focus"),
    (Role::Scrollbar, "scrollbar"),
    (Role::Unread, "unread"),
    (Role::Star, "star"),
    (Role::RowUnread, "row-unread"),
    (Role::RowRead, "row-read"),
    (Role::Selected, "selected"),
    (Role::SelectedIdle, "selected-idle"),
    (Role::Heading, "heading"),
    (Role::Code, "code"),
    (Role::Link, "link"),
    (Role::LinkNumber, "link-number"),
    (Role::LinkHere, "link-here"),
    (Role::Marker, "marker"),
    (Role::TableHead, "table-head"),
    (Role::SourceName, "source-name"),
    (Role::Cue, "cue"),
    (Role::Direct, "direct"),
    (Role::Mixed, "mixed"),
    (Role::Indirect, "indirect"),
    (Role::Current, "current"),
    (Role::Doubtful, "doubtful"),
    (Role::Mention, "mention"),
    (Role::MentionHere, "mention-here"),
    (Role::Preview, "preview"),
    (Role::Badge, "badge"),
    (Role::Status, "status"),
    (Role::StatusText, "status-text"),
    (Role::StatusDim, "status-dim"),
    (Role::HintKey, "hint-key"),
    (Role::Error, "error"),
    (Role::Prompt, "prompt"),
    (Role::Panel, "panel"),
    (Role::Behind, "behind"),
    (Role::Hit, "hit"),
];

/// A theme: a style for every role, and the colours of the sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// As the files say it, for terminals with many colours.
    pub(super) full: Sheet,
    /// What differs in terminals with sixteen colours.
    pub(super) sixteen: Sheet,
    /// What differs in terminals without colours.
    pub(super) none: Sheet,
    styles: Vec<Style>,
    sources: Vec<Color>,
}

/// The styles that a file states for one kind of terminal.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sheet {
    /// By role; none where the file says nothing.
    pub(super) styles: Vec<Option<Style>>,
    /// The colours of the sources; empty where the file says nothing.
    pub(super) sources: Vec<Color>,
}

impl Theme {
    /// A theme of the program by its name.
    pub fn built_in(name: &str) -> Option<Theme> {
        let (file, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        let base = theme_file::base(text).filter(|base| base != name);
        let mut theme = base.and_then(|base| Theme::built_in(&base)).unwrap_or_else(Theme::bare);
        let faults = theme_file::read(&mut theme, file, text);
        debug_assert!(faults.is_empty(), "{faults:?}");
        Some(theme.for_depth(ColourDepth::True))
    }

    /// Reads a theme file over the theme that it builds on: `base = "light"`, or the built-in theme
    /// of the file's own name, or else the dark one. What is sound is taken; the rest is reported,
    /// a line each: file, line, fault.
    pub fn read(file: &str, text: &str) -> (Theme, Vec<String>) {
        let stem = file.rsplit(['/', '\\']).next().unwrap_or(file).trim_end_matches(".toml");
        let base = theme_file::base(text);
        let named = base.as_deref().and_then(Theme::built_in);
        let mut theme = named
            .or_else(|| Theme::built_in(stem))
            .or_else(|| Theme::built_in("dark"))
            .unwrap_or_else(Theme::bare);
        let faults = theme_file::read(&mut theme, file, text);
        (theme.for_depth(ColourDepth::True), faults)
    }

    /// The same theme for a terminal with that many colours.
    #[must_use]
    pub fn for_depth(&self, depth: ColourDepth) -> Theme {
        let own = match depth {
            ColourDepth::None => Some(&self.none),
            ColourDepth::Sixteen => Some(&self.sixteen),
            ColourDepth::Palette | ColourDepth::True => None,
        };
        let style = |index: usize| {
            let stated = |sheet: &Sheet| sheet.styles.get(index).copied().flatten();
            let style = own.and_then(stated).or_else(|| stated(&self.full)).unwrap_or_default();
            lowered(style, depth)
        };
        let sources = own.map(|sheet| &sheet.sources).filter(|sources| !sources.is_empty());
        let sources = sources.unwrap_or(&self.full.sources);
        let second = sources.iter().map(|colour| varied(*colour));
        let sources = sources.iter().copied().chain(second);
        Theme {
            styles: (0..ROLES.len()).map(style).collect(),
            sources: sources.filter_map(|colour| lower(colour, depth)).collect(),
            ..self.clone()
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The colour of a source; sources take turns when there are more of them than colours, and
    /// every second round is of another lightness.
    pub fn source(&self, source: Option<SourceId>) -> Style {
        match source {
            Some(source) if !self.sources.is_empty() => {
                Style::new().fg(self.sources[source.index() % self.sources.len()])
            }
            _ => Style::new(),
        }
    }

    /// The style of what was said in that way, without its source's colour.
    pub(super) fn said(&self, mode: Mode) -> Style {
        self.style(match mode {
            Mode::Direct => Role::Direct,
            Mode::Mixed => Role::Mixed,
            Mode::Indirect => Role::Indirect,
        })
    }

    fn bare() -> Theme {
        Theme {
            full: Sheet::default(),
            sixteen: Sheet::default(),
            none: Sheet::default(),
            styles: Vec::new(),
            sources: Vec::new(),
        }
    }
}

fn lowered(style: Style, depth: ColourDepth) -> Style {
    let lowered = |colour: Option<Color>| colour.and_then(|colour| lower(colour, depth));
    Style { fg: lowered(style.fg), bg: lowered(style.bg), ..style }
}

/// The modifiers that theme files can set, by their names there.
pub(super) const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("dim", Modifier::DIM),
    ("reverse", Modifier::REVERSED),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roles_are_listed_in_their_order() {
        for (index, (role, name)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, index, "{name}");
        }
        assert_eq!(ROLES.len(), Role::Hit as usize + 1);
    }

    #[test]
    fn the_built_in_themes_are_sound_and_complete() {
        for (name, text) in BUILT_IN {
            let mut theme = Theme::built_in(name).unwrap();
            assert_eq!(theme_file::read(&mut theme, name, text), Vec::<String>::new());
            for (index, (_, role)) in ROLES.iter().enumerate() {
                assert!(theme.full.styles[index].is_some(), "{name} says nothing about {role}");
            }
            let coloured = theme.full.sources.len() >= 8 && theme.sixteen.sources.len() >= 6;
            assert!(coloured || *name == "mono", "{name}");
        }
    }

    #[test]
    fn without_colours_only_modifiers_are_left() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap().for_depth(ColourDepth::None);
            for (role, _) in ROLES {
                let style = theme.style(*role);
                assert_eq!((style.fg, style.bg), (None, None));
            }
            assert_eq!(theme.source(Some(SourceId(0))), Style::new());
            assert_ne!(theme.style(Role::Current), Style::new());
            assert_ne!(theme.style(Role::Selected), theme.style(Role::SelectedIdle));
            assert_ne!(theme.said(Mode::Direct), theme.said(Mode::Indirect));
        }
    }

    #[test]
    fn a_second_round_of_sources_looks_different() {
        let named = |name: &str| matches!(name, "terminal" | "mono");
        for (name, _) in BUILT_IN.iter().filter(|(name, _)| !named(name)) {
            let theme = Theme::built_in(name).unwrap();
            let mut seen: Vec<Style> = Vec::new();
            for source in 0..16 {
                let style = theme.source(Some(SourceId(source)));
                assert!(!seen.contains(&style), "{name}: {source}");
                seen.push(style);
            }
            assert_eq!(theme.source(Some(SourceId(16))), seen[0]);
            for depth in [ColourDepth::Palette, ColourDepth::Sixteen] {
                let theme = theme.for_depth(depth);
                for source in 0..16 {
                    let next = theme.source(Some(SourceId(source + 1)));
                    assert_ne!(theme.source(Some(SourceId(source))), next, "{name}: {source}");
                }
            }
        }
    }

    #[test]
    fn fewer_colours_are_never_mixed_with_more() {
        let theme = Theme::built_in("dark").unwrap();
        let sixteen = theme.for_depth(ColourDepth::Sixteen);
        let palette = theme.for_depth(ColourDepth::Palette);
        let rgb = |colour: Option<Color>| matches!(colour, Some(Color::Rgb(..)));
        for (role, name) in ROLES {
            for style in [sixteen.style(*role), palette.style(*role)] {
                assert!(!rgb(style.fg) && !rgb(style.bg), "{name}");
            }
        }
        assert_eq!(sixteen.for_depth(ColourDepth::True), theme);
        assert_eq!(sixteen.style(Role::Secondary).fg, Some(Color::DarkGray));
    }
}
