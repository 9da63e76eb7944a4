//! Screens as text: the characters, and below them a letter for the role of each cell.

use onrecord::ui::{ROLES, Role, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The letter of each role that has a colour of its own in the test theme. Where a role is a
/// ground, text on it is in upper case.
const LETTERS: &[(Role, char)] = &[
    (Role::Text, '.'),
    (Role::Secondary, 's'),
    (Role::Title, 't'),
    (Role::TitleIdle, 'y'),
    (Role::Rule, '-'),
    (Role::RuleFocus, '='),
    (Role::Scrollbar, '|'),
    (Role::Unread, '*'),
    (Role::Star, '+'),
    (Role::RowUnread, 'u'),
    (Role::RowRead, 'r'),
    (Role::Heading, 'h'),
    (Role::Code, 'o'),
    (Role::Link, 'l'),
    (Role::LinkNumber, '#'),
    (Role::LinkHere, 'L'),
    (Role::Marker, 'k'),
    (Role::TableHead, 'e'),
    (Role::Cue, 'c'),
    (Role::MentionHere, '@'),
    (Role::Preview, 'p'),
    (Role::Badge, 'b'),
    (Role::Status, '_'),
    (Role::StatusText, 'w'),
    (Role::StatusDim, 'z'),
    (Role::HintKey, 'x'),
    (Role::Error, '!'),
    (Role::Prompt, 'q'),
    (Role::Behind, '~'),
];

/// Roles that are grounds: they have a ground of their own and leave the text's colour.
const GROUNDS: &[Role] =
    &[Role::Selected, Role::SelectedIdle, Role::Current, Role::Mention, Role::Panel, Role::Hit];

/// A theme in which all roles look different.
pub(crate) fn theme() -> Theme {
    let mut file = String::from("sources = [16, 17, 18, 19, 20, 21, 22, 23]\n[styles]\n");
    for (index, (role, name)) in ROLES.iter().enumerate() {
        let style = match role {
            Role::SourceName => "bold = true, underline = true".to_string(),
            Role::Direct => "bold = true".to_string(),
            Role::Mixed => "underline = true".to_string(),
            Role::Indirect => "italic = true".to_string(),
            Role::Doubtful => "dim = true".to_string(),
            role if GROUNDS.contains(role) => format!("bg = {}", 100 + index),
            _ => format!("fg = {}", 100 + index),
        };
        file.push_str(&format!("{name} = {{ {style} }}\n"));
    }
    let (theme, faults) = Theme::read("letters.toml", &file);
    assert_eq!(faults, Vec::<String>::new());
    theme
}

/// The characters of a screen, and beside them the letters of its roles. A digit is a source's
/// colour, `n` its name, `d`, `m`, `i` its words: direct, mixed, indirect.
pub(crate) fn show(screen: &Buffer) -> String {
    let area = screen.area();
    let line = |y: u16, look: &dyn Fn(&Cell) -> String| {
        let cells = (0..area.width).filter_map(|x| screen.cell((x, y)));
        let mut line = String::new();
        let mut hidden = 0;
        for cell in cells {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            hidden = onrecord::text::cells::text_width(cell.symbol()).saturating_sub(1);
            line.push_str(&look(cell));
        }
        line.trim_end().to_string()
    };
    let rows = |look: &dyn Fn(&Cell) -> String| {
        (0..area.height).map(|y| line(y, look) + "\n").collect::<String>()
    };
    let text = rows(&|cell| cell.symbol().to_string());
    let roles = rows(&|cell| {
        let wide = onrecord::text::cells::text_width(cell.symbol()).max(1);
        letter(cell).to_string().repeat(wide)
    });
    format!("{text}\n{roles}")
}

fn letter(cell: &Cell) -> char {
    let on = |role: &&Role| cell.bg == Color::Indexed(100 + **role as u8);
    let ground = GROUNDS.iter().find(on);
    let blank = cell.symbol() == " " && !cell.modifier.contains(Modifier::UNDERLINED);
    let letter = match cell.fg {
        _ if blank && ground.is_none() => ' ',
        Color::Indexed(source @ 16..24) => said(cell, source - 16),
        Color::Indexed(index) => {
            let role = LETTERS.iter().find(|(role, _)| 100 + *role as u8 == index);
            role.map_or('?', |(_, letter)| *letter)
        }
        _ => '?',
    };
    match ground {
        // A panel covers all behind it: its text is shown as elsewhere.
        Some(Role::Panel) if blank => ' ',
        None | Some(Role::Panel) => letter,
        Some(_) if blank => '░',
        Some(_) => letter.to_ascii_uppercase(),
    }
}

fn said(cell: &Cell, source: u8) -> char {
    let modifiers = Modifier::BOLD | Modifier::UNDERLINED | Modifier::ITALIC;
    let has = cell.modifier & modifiers;
    match has {
        _ if has == Modifier::BOLD | Modifier::UNDERLINED => 'n',
        _ if has == Modifier::BOLD => 'd',
        _ if has == Modifier::UNDERLINED => 'm',
        _ if has == Modifier::ITALIC => 'i',
        _ => (b'1' + source) as char,
    }
}
