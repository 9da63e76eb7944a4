//! Draws a list of subjects: what it shows, the columns that fit, a row for each.

use crate::app::screens::SubjectList;
use crate::app::screens::subjects::HEAD;
use crate::app::{Action, App, Area};
use crate::domain::{Subject, SubjectOrder, clean};

use super::super::dates;
use super::super::empty::sentences;
use super::super::pen::{Pen, fit, width};
use super::super::theme::Role;
use super::{grouped, kind, narrowed, spark, title};

/// The widest that names are made.
const NAME: u16 = 64;

/// The least that names are given before a column is left out.
const LEAST_NAME: u16 = 18;

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Kind,
    Said,
    Articles,
    First,
    Last,
    OverTime,
}

/// The columns after the name, in order, each with its rank: the highest goes first where there is
/// no room.
const COLUMNS: [(Column, u8); 6] = [
    (Column::Kind, 1),
    (Column::Said, 0),
    (Column::Articles, 2),
    (Column::First, 5),
    (Column::Last, 3),
    (Column::OverTime, 4),
];

/// Columns of the screen from which days are written, and not only months.
const ROOMY: u16 = 100;

pub(super) fn draw(app: &App, list: &SubjectList, area: Area, pen: &mut Pen<'_>) {
    head(app, list, area, pen);
    let below = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if list.total == 0 {
        empty(app, list, below, pen);
        return;
    }
    let columns = Columns::new(list, area, pen.plain);
    columns.head(list, area.y + HEAD - 1, pen);
    for (place, y) in list.shown().zip(area.y + HEAD..area.y + area.height) {
        if place == list.selected {
            pen.select(Area { y, height: 1, ..area });
        }
        match list.row(place) {
            Some(row) => columns.row(app, list, row, y, pen),
            None => {
                pen.fit(area.x + 3, y, area.x + area.width, "…", Role::Secondary);
            }
        }
    }
}

fn head(app: &App, list: &SubjectList, area: Area, pen: &mut Pen<'_>) {
    let what = if list.query.entities { "Names" } else { "Sources" };
    let mut conditions = Vec::new();
    if list.loaded {
        conditions.push(grouped(list.total));
    }
    conditions.extend(list.kind().map(str::to_owned));
    conditions.extend(narrowed(app, list.query.feed, &list.dates));
    if !list.query.filter.is_empty() {
        conditions.push(format!("/{}", fit(&list.query.filter, 24)));
    }
    title(app, what, &conditions, area, pen);
    pen.rule(area.x, area.y + 1, area.x + area.width, true);
}

/// Why there is nothing, and what to do about it.
fn empty(app: &App, list: &SubjectList, area: Area, pen: &mut Pen<'_>) {
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    let area = Area { y: area.y - 1, height: area.height + 1, ..area };
    let narrowed = list.query.feed.is_some() || list.dates.is_set() || list.kind().is_some();
    if !list.loaded {
        let text = if list.waiting() { "Reading the archive…" } else { "Nothing could be read." };
        sentences(area, &[text], &[], pen);
    } else if !list.query.filter.is_empty() || narrowed {
        let nothing = match list.query.filter.as_str() {
            "" => "Nobody is left by what is set on top.".to_owned(),
            filter => format!("No name has “{}”.", fit(filter, 40)),
        };
        let back = format!("{} takes off one condition.", key(Action::Back));
        sentences(area, &[&nothing], &[&back], pen);
    } else if app.refresh.progress.is_some() {
        sentences(area, &["Nobody has been found yet."], &["Articles are being analysed…"], pen);
    } else {
        let add = format!(
            "{} closes this; {} adds a feed. Who speaks in its articles appears here.",
            key(Action::Back),
            key(Action::AddFeed)
        );
        sentences(area, &["Nobody speaks in the archive yet."], &[&add], pen);
    }
}

/// Where the columns of the list stand.
struct Columns {
    /// The name's first column, and the one after it.
    name: (u16, u16),
    /// What stands behind it, with the columns after which it begins and before which it ends.
    behind: Vec<(Column, u16, u16)>,
    roomy: bool,
}

impl Columns {
    /// Bars are left out where the screen is heard.
    fn new(list: &SubjectList, area: Area, heard: bool) -> Columns {
        let roomy = area.width >= ROOMY;
        let widths = |rank: u8| -> u16 {
            let kept = COLUMNS.iter().filter(|(_, of)| *of < rank);
            kept.map(|(column, _)| wide(*column, list, roomy) + 2).sum()
        };
        let room = |rank: u8| area.width.saturating_sub(4 + widths(rank));
        let rank = (1..=COLUMNS.len() as u8).rev().find(|rank| room(*rank) >= LEAST_NAME);
        let rank = rank.unwrap_or(1);
        let from = area.x + 3;
        let mut x = from + room(rank).min(NAME);
        let name = (from, x);
        let mut behind = Vec::new();
        let kept = |of: u8, column: Column| of < rank && !(heard && column == Column::OverTime);
        for (column, _) in COLUMNS.iter().filter(|(column, of)| kept(*of, *column)) {
            let columns = wide(*column, list, roomy);
            behind.push((*column, x + 2, x + 2 + columns));
            x += 2 + columns;
        }
        Columns { name, behind, roomy }
    }

    fn head(&self, list: &SubjectList, y: u16, pen: &mut Pen<'_>) {
        let order = list.query.order;
        put(pen, self.name, y, &heading("name", order == SubjectOrder::Name), false);
        for (column, from, end) in &self.behind {
            let (word, sorted) = named(*column, list, order);
            let right = matches!(column, Column::Said | Column::Articles);
            put(pen, (*from, *end), y, &heading(word, sorted), right);
        }
    }

    fn row(&self, app: &App, list: &SubjectList, row: &Subject, y: u16, pen: &mut Pen<'_>) {
        if app.overlays.marked_subject().is_some_and(|(id, _)| id == row.id) {
            let style = pen.style(Role::Star);
            pen.put(self.name.0 - 2, y, self.name.0, "»", style);
        }
        let name = clean::one_line(&row.name);
        pen.fit(self.name.0, y, self.name.1, &name, Role::Text);
        for (column, from, end) in &self.behind {
            let day = |moment: Option<i64>| {
                let written = if self.roomy { dates::day } else { dates::month };
                moment.map_or_else(String::new, |moment| written(moment, &app.env.settings))
            };
            let text = match column {
                Column::Kind => kind(row, list.query.entities).to_owned(),
                Column::Said => grouped(row.statements),
                Column::Articles if list.query.entities => grouped(row.mentioned_in),
                Column::Articles => grouped(row.articles),
                Column::First => day(row.first),
                Column::Last => day(row.last),
                Column::OverTime => spark::line(&row.over_time),
            };
            match column {
                Column::Said | Column::Articles => {
                    pen.put_right(*from, y, *end, &text, Role::Text);
                }
                Column::OverTime => {
                    pen.fit(*from, y, *end, &text, Role::Preview);
                }
                _ => {
                    pen.fit(*from, y, *end, &text, Role::Secondary);
                }
            }
        }
    }
}

fn put(pen: &mut Pen<'_>, (from, end): (u16, u16), y: u16, text: &str, right: bool) {
    let start = if right { end.saturating_sub(width(text)).max(from) } else { from };
    pen.fit(start, y, end, text, Role::TableHead);
}

/// The heading of a column; what the list is ordered by says so.
fn heading(word: &str, sorted: bool) -> String {
    if sorted { format!("{word}▾") } else { word.to_owned() }
}

/// How many columns a column takes.
fn wide(column: Column, list: &SubjectList, roomy: bool) -> u16 {
    let heading = width(named(column, list, list.query.order).0) + 1;
    match column {
        Column::Kind => 8,
        Column::Said | Column::Articles => heading.max(7),
        Column::First | Column::Last => {
            if roomy {
                11
            } else {
                10
            }
        }
        Column::OverTime => 12,
    }
}

/// What a column is called, and whether the list is ordered by it.
fn named(column: Column, list: &SubjectList, order: SubjectOrder) -> (&'static str, bool) {
    let entities = list.query.entities;
    match column {
        Column::Kind => ("kind", false),
        Column::Said => ("said", order == SubjectOrder::Statements && !entities),
        Column::Articles => (
            "articles",
            order == SubjectOrder::Articles || order == SubjectOrder::Statements && entities,
        ),
        Column::First => ("first seen", order == SubjectOrder::First),
        Column::Last => ("last seen", order == SubjectOrder::Last),
        Column::OverTime => ("over time", false),
    }
}
