//! Where things stand on a screen of a given size: plain numbers for drawing, scrolling and the mouse.

use crate::app::Focus;

/// The size of the terminal, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    /// Whether the cell at column `x`, row `y` is inside.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// The panes that a screen shows, and where. A rule of one column stands left of every pane but
/// the first. The status line is the last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Feeds, tags and saved queries, if shown.
    pub feeds: Option<Area>,
    /// The article list, if shown.
    pub list: Option<Area>,
    /// The article, if shown.
    pub body: Option<Area>,
    /// Sources and entities, if shown.
    pub sources: Option<Area>,
    /// The status line.
    pub status: Area,
    /// How many rows an article takes in the list: 1, or 2 where its title may run on.
    pub list_row_height: u16,
}

/// The least size that the reader can be used at.
pub const LEAST: Size = Size { columns: 40, rows: 10 };

/// The widest line of running text, in columns, where no other is chosen.
pub const MEASURE: u16 = 78;

/// Columns left of running text: a blank, the margin bar, a blank.
pub const BODY_INDENT: u16 = 3;

/// Rows on top of the list and the sources: the pane's title and a rule.
pub const PANE_HEAD: u16 = 2;

/// Columns from which the pane of feeds stands beside three others; on narrower screens it takes
/// the list's place while it has the focus.
const FOUR_PANES: u16 = 150;

/// Columns from which three panes stand side by side.
const THREE_PANES: u16 = 108;

/// Columns from which two panes stand side by side.
const TWO_PANES: u16 = 84;

/// The least columns that each pane keeps, however wide the others are made.
const LEAST_LIST: u16 = 20;
const LEAST_FEEDS: u16 = 18;
const LEAST_SOURCES: u16 = 24;
const LEAST_BODY: u16 = 24;

/// What the reader has chosen about the panes; widths that are not chosen follow the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// Whether the pane of feeds is open.
    pub feeds_open: bool,
    /// The width of the pane of feeds.
    pub feeds: Option<u16>,
    /// The width of the list.
    pub list: Option<u16>,
    /// The width of the sources.
    pub sources: Option<u16>,
    /// Whether one pane has the whole screen, however wide that is.
    pub single: bool,
    /// The lines of an article in the list; none: by the screen.
    pub rows: Option<u16>,
    /// Whether only the text is shown.
    pub zen: bool,
}

/// The layout for a screen of `size` whose focus is `focus`; nothing where it is too small.
pub fn layout(size: Size, focus: Focus, shape: Shape) -> Option<Layout> {
    if size.columns < LEAST.columns || size.rows < LEAST.rows {
        return None;
    }
    let single = shape.single || shape.zen;
    let focus = if shape.zen { Focus::Body } else { focus };
    let beside = shape.feeds_open && size.columns >= FOUR_PANES && !single;
    let wish = shape.feeds.unwrap_or((size.columns * 14 / 100).clamp(24, 30));
    let most = size.columns / 4;
    let feeds_width = if beside { wish.clamp(LEAST_FEEDS, most) + 1 } else { 0 };
    let rest = Size { columns: size.columns - feeds_width, ..size };
    let mut layout =
        panes(rest, if focus == Focus::Feeds { Focus::List } else { focus }, shape, single);
    if beside {
        for pane in [&mut layout.list, &mut layout.body, &mut layout.sources] {
            pane.iter_mut().for_each(|area| area.x += feeds_width);
        }
        let height = size.rows - 1;
        layout.feeds = Some(Area { x: 0, y: 0, width: feeds_width - 1, height });
        layout.status.width = size.columns;
    } else if focus == Focus::Feeds {
        layout.feeds = layout.list.take();
    }
    Some(layout)
}

/// The panes without that of feeds.
fn panes(size: Size, focus: Focus, shape: Shape, single: bool) -> Layout {
    let Size { columns, rows } = size;
    let height = rows - 1;
    let pane = |x: u16, width: u16| Some(Area { x, y: 0, width, height });
    let three = columns >= THREE_PANES && !single;
    let two = columns >= TWO_PANES && !single;
    // Whatever was chosen, every pane that is shown keeps enough to be of use.
    let beside = if three { LEAST_SOURCES + 1 } else { 0 };
    let most = columns.saturating_sub(LEAST_BODY + 1 + beside).max(LEAST_LIST);
    let list_width = shape.list.unwrap_or((columns * 23 / 100).clamp(31, 46));
    let list_width = list_width.clamp(LEAST_LIST, most);
    let beside = if three { list_width + 1 } else { 0 };
    let most = columns.saturating_sub(LEAST_BODY + 1 + beside).max(LEAST_SOURCES);
    let sources_width = shape.sources.unwrap_or((columns * 29 / 100).clamp(36, 58));
    let sources_width = sources_width.clamp(LEAST_SOURCES, most);
    let mut layout = Layout {
        status: Area { x: 0, y: height, width: columns, height: 1 },
        list_row_height: shape.rows.unwrap_or(if three && rows >= 30 { 2 } else { 1 }),
        ..Layout::default()
    };
    if three {
        layout.list = pane(0, list_width);
        layout.sources = pane(columns - sources_width, sources_width);
        layout.body = pane(list_width + 1, columns - sources_width - list_width - 2);
    } else if two && focus == Focus::Sources {
        layout.sources = pane(columns - sources_width, sources_width);
        layout.body = pane(0, columns - sources_width - 1);
    } else if two {
        layout.list = pane(0, list_width);
        layout.body = pane(list_width + 1, columns - list_width - 1);
    } else {
        let whole = pane(0, columns);
        match focus {
            Focus::List | Focus::Feeds => layout.list = whole,
            Focus::Body => layout.body = whole,
            Focus::Sources => layout.sources = whole,
        }
    }
    layout
}

impl Layout {
    /// The pane at a cell.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Focus> {
        let panes = [
            (self.feeds, Focus::Feeds),
            (self.list, Focus::List),
            (self.body, Focus::Body),
            (self.sources, Focus::Sources),
        ];
        let hit = |(area, focus): (Option<Area>, Focus)| area?.holds(x, y).then_some(focus);
        panes.into_iter().find_map(hit)
    }

    /// How many articles the list shows at a time.
    pub fn list_rows(&self) -> usize {
        let height = self.list.map_or(0, |area| area.height.saturating_sub(PANE_HEAD));
        usize::from(height / self.list_row_height.max(1))
    }

    /// How many lines the pane of feeds shows at a time.
    pub fn feed_rows(&self) -> usize {
        self.feeds.map_or(0, |area| usize::from(area.height.saturating_sub(PANE_HEAD)))
    }

    /// How many lines the sources pane shows at a time.
    pub fn source_rows(&self) -> usize {
        self.sources.map_or(0, |area| usize::from(area.height.saturating_sub(PANE_HEAD)))
    }
}

/// The width of running text in a body pane of `width` columns, where lines have at most `measure`.
pub fn text_width(width: u16, measure: u16) -> u16 {
    width.saturating_sub(BODY_INDENT + 1).clamp(1, measure.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: u16, rows: u16, focus: Focus) -> String {
        let shape = Shape { feeds_open: focus == Focus::Feeds, ..Shape::default() };
        shaped(columns, rows, focus, shape)
    }

    fn shaped(columns: u16, rows: u16, focus: Focus, shape: Shape) -> String {
        let Some(layout) = layout(Size { columns, rows }, focus, shape) else {
            return "nothing".into();
        };
        let pane =
            |name: &str, area: Option<Area>| area.map(|a| format!("{name} {}+{}", a.x, a.width));
        let panes = [
            pane("feeds", layout.feeds),
            pane("list", layout.list),
            pane("body", layout.body),
            pane("sources", layout.sources),
        ];
        panes.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn wide_screens_show_three_panes_and_narrow_ones_one() {
        assert_eq!(shown(200, 50, Focus::List), "list 0+46, body 47+94, sources 142+58");
        assert_eq!(shown(120, 36, Focus::List), "list 0+31, body 32+51, sources 84+36");
        assert_eq!(shown(100, 30, Focus::List), "list 0+31, body 32+68");
        assert_eq!(shown(100, 30, Focus::Sources), "body 0+63, sources 64+36");
        assert_eq!(shown(80, 24, Focus::Body), "body 0+80");
        assert_eq!(shown(40, 10, Focus::Sources), "sources 0+40");
        assert_eq!(shown(39, 10, Focus::List), "nothing");
        assert_eq!(shown(40, 9, Focus::List), "nothing");
    }
    #[test]
    fn feeds_stand_beside_the_list_or_take_its_place() {
        assert_eq!(
            shown(200, 50, Focus::Feeds),
            "feeds 0+28, list 29+39, body 69+81, sources 151+49"
        );
        assert_eq!(shown(120, 36, Focus::Feeds), "feeds 0+31, body 32+51, sources 84+36");
        assert_eq!(shown(100, 30, Focus::Feeds), "feeds 0+31, body 32+68");
        assert_eq!(shown(40, 10, Focus::Feeds), "feeds 0+40");
    }

    #[test]
    fn chosen_widths_hold_as_far_as_every_pane_keeps_enough() {
        let of = |columns, list, sources| {
            let shape = Shape { list, sources, ..Shape::default() };
            shaped(columns, 36, Focus::List, shape)
        };
        assert_eq!(of(200, Some(60), Some(40)), "list 0+60, body 61+98, sources 160+40");
        assert_eq!(of(120, Some(500), Some(500)), "list 0+70, body 71+24, sources 96+24");
        assert_eq!(of(120, Some(1), Some(1)), "list 0+20, body 21+74, sources 96+24");
        assert_eq!(of(100, Some(500), None), "list 0+75, body 76+24");
        assert_eq!(of(80, Some(20), None), "list 0+80");
    }

    #[test]
    fn one_pane_has_the_screen_where_that_is_asked_for() {
        let single = Shape { single: true, ..Shape::default() };
        assert_eq!(shaped(200, 50, Focus::Sources, single), "sources 0+200");
        let zen = Shape { zen: true, feeds_open: true, ..Shape::default() };
        assert_eq!(shaped(200, 50, Focus::Sources, zen), "body 0+200");
    }
}
