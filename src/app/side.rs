//! The sources pane: sources with their statements, then entities, as lines and as things to select.

use crate::domain::{Analysis, EntityId, EntityKind, SourceId};

use crate::app::article::reader::Reader;
use crate::text::cells;

/// Something in the sources pane that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// A source.
    Source(SourceId),
    /// A statement: an attribution's index.
    Statement(usize),
    /// An entity.
    Entity(EntityId),
}

/// One line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SideLine {
    /// A source, with how many statements it has.
    Source(SourceId, usize),
    /// Statements that name no source follow, so many.
    Nobody(usize),
    /// A statement: an attribution's index.
    Statement(usize),
    /// A blank line.
    Gap,
    /// The heading of the entities.
    Entities,
    /// Entities of one kind, with the columns at which their names start; `label` on the first
    /// line of a kind.
    Kind {
        /// The kind.
        kind: EntityKind,
        /// Whether the kind's name stands before them.
        label: bool,
        /// The entities on this line, with the columns at which they start.
        entities: Vec<(u16, EntityId)>,
    },
}

/// Columns that the kind's name takes before its entities.
pub const LABEL: u16 = 9;

/// The kinds of entities that the pane lists, in order, with their labels.
pub const KINDS: &[(EntityKind, &str)] = &[
    (EntityKind::Person, "People"),
    (EntityKind::Organization, "Bodies"),
    (EntityKind::Place, "Places"),
    (EntityKind::Group, "Groups"),
    (EntityKind::Date, "Dates"),
];

/// The state of the pane.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The lines, for the present article and width.
    pub lines: Vec<SideLine>,
    /// What is selected.
    pub selected: Option<Item>,
    /// The line on which it was selected: what several sources say stands below each.
    at: Option<usize>,
    /// The first visible line.
    pub top: usize,
    /// How many lines are visible.
    pub rows: usize,
}

impl Side {
    /// Lists the sources and entities of the open article for a pane of `width` columns and so
    /// many visible `rows`.
    pub fn lay_out(&mut self, reader: Option<&Reader>, width: u16, rows: usize) {
        self.rows = rows.max(1);
        self.lines.clear();
        if let Some((reader, analysis)) = reader.and_then(|r| Some((r, r.analysis.as_ref()?))) {
            source_lines(reader, analysis, &mut self.lines);
            entity_lines(analysis, width, &mut self.lines);
        }
        if !self.items().any(|item| Some(item) == self.selected) {
            self.selected = None;
        }
        self.reveal();
    }

    /// Everything that can be selected, in order.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = Item> + '_ {
        self.placed().map(|(_, item)| item)
    }

    /// The same, each with its line.
    fn placed(&self) -> impl DoubleEndedIterator<Item = (usize, Item)> + '_ {
        self.lines.iter().enumerate().flat_map(|(place, line)| {
            let items = match line {
                SideLine::Source(source, _) => vec![Item::Source(*source)],
                SideLine::Statement(attribution) => vec![Item::Statement(*attribution)],
                SideLine::Kind { entities, .. } => {
                    entities.iter().map(|(_, entity)| Item::Entity(*entity)).collect()
                }
                SideLine::Nobody(_) | SideLine::Gap | SideLine::Entities => Vec::new(),
            };
            items.into_iter().map(move |item| (place, item))
        })
    }

    /// Selects the item so many places further on; whether the selection moved.
    pub fn step(&mut self, by: isize) -> bool {
        let items: Vec<(usize, Item)> = self.placed().collect();
        let here = self.place().zip(self.selected);
        let here = here.and_then(|here| items.iter().position(|other| *other == here));
        let target = match here {
            Some(here) => here.saturating_add_signed(by).min(items.len().saturating_sub(1)),
            None => 0,
        };
        let before = (self.place(), self.selected);
        if let Some((line, item)) = items.get(target) {
            self.select_at(*line, *item);
        }
        (self.place(), self.selected) != before
    }

    /// Selects an item and brings it into view.
    pub fn select(&mut self, item: Option<Item>) {
        self.selected = item;
        self.reveal();
    }

    /// Selects an item on one of its lines.
    pub fn select_at(&mut self, line: usize, item: Item) {
        self.at = Some(line);
        self.select(Some(item));
    }

    /// Selects a statement below that source, where it stands there.
    pub fn select_said(&mut self, statement: usize, by: Option<SourceId>) {
        let item = Item::Statement(statement);
        let below = self.placed().find(|(line, it)| *it == item && self.source_at(*line) == by);
        match below {
            Some((line, _)) => self.select_at(line, item),
            None => self.select(Some(item)),
        }
    }

    /// The line on which the selected item was selected.
    pub fn place(&self) -> Option<usize> {
        let item = self.selected?;
        let there = |line: &usize| self.placed().any(|placed| placed == (*line, item));
        self.at.filter(there).or_else(|| self.line_of(item))
    }

    /// The source below which a line stands.
    pub fn source_at(&self, line: usize) -> Option<SourceId> {
        self.lines.get(..=line)?.iter().rev().find_map(|line| match line {
            SideLine::Source(source, _) => Some(Some(*source)),
            SideLine::Nobody(_) | SideLine::Gap => Some(None),
            SideLine::Statement(_) | SideLine::Entities | SideLine::Kind { .. } => None,
        })?
    }

    /// The first line of an item.
    pub fn line_of(&self, item: Item) -> Option<usize> {
        self.lines.iter().position(|line| match (line, item) {
            (SideLine::Source(a, _), Item::Source(b)) => *a == b,
            (SideLine::Statement(a), Item::Statement(b)) => *a == b,
            (SideLine::Kind { entities, .. }, Item::Entity(b)) => {
                entities.iter().any(|(_, entity)| *entity == b)
            }
            _ => false,
        })
    }

    /// The item at a line and a column.
    pub fn item_at(&self, line: usize, column: u16) -> Option<Item> {
        match self.lines.get(line)? {
            SideLine::Source(source, _) => Some(Item::Source(*source)),
            SideLine::Statement(attribution) => Some(Item::Statement(*attribution)),
            SideLine::Kind { entities, .. } => {
                let at = entities.iter().rev().find(|(start, _)| *start <= column);
                at.map(|(_, entity)| Item::Entity(*entity))
            }
            SideLine::Nobody(_) | SideLine::Gap | SideLine::Entities => None,
        }
    }

    /// Scrolls by so many lines without moving the selection.
    pub fn scroll(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(self.rows);
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    fn reveal(&mut self) {
        if let Some(line) = self.place() {
            let head = usize::from(matches!(self.selected, Some(Item::Statement(_))) && line > 0);
            self.top = self.top.min(line - head);
            if line >= self.top + self.rows {
                self.top = line + 1 - self.rows;
            }
        }
        self.top = self.top.min(self.lines.len().saturating_sub(self.rows));
    }
}

fn source_lines(reader: &Reader, analysis: &Analysis, lines: &mut Vec<SideLine>) {
    let of = |source: Option<SourceId>| -> Vec<usize> {
        let found = |index: &usize| &analysis.attributions[*index];
        let same = |index: &usize| match source {
            Some(source) => found(index).is_by(source),
            None => found(index).source_ids.is_empty(),
        };
        reader.order().iter().copied().filter(same).collect()
    };
    let ids = (0..analysis.sources.len()).map(|index| SourceId(index as u32));
    let mut speaking: Vec<(SourceId, Vec<usize>)> =
        ids.map(|id| (id, of(Some(id)))).filter(|(_, statements)| !statements.is_empty()).collect();
    let place = |statement: usize| reader.order().iter().position(|index| *index == statement);
    speaking.sort_by_key(|(_, statements)| place(statements[0]));
    for (id, statements) in speaking {
        lines.push(SideLine::Source(id, statements.len()));
        lines.extend(statements.into_iter().map(SideLine::Statement));
    }
    let nobody = of(None);
    if !nobody.is_empty() {
        lines.push(SideLine::Nobody(nobody.len()));
        lines.extend(nobody.into_iter().map(SideLine::Statement));
    }
}

/// What is drawn for an entity: its name and, but for dates, how often it is mentioned.
pub fn entity_text(analysis: &Analysis, entity: EntityId) -> String {
    let Some(found) = analysis.entities.get(entity.index()) else { return String::new() };
    let name = crate::domain::clean::one_line(&found.name);
    if found.kind == EntityKind::Date { name } else { format!("{name} {}", found.mentions.len()) }
}

fn entity_lines(analysis: &Analysis, width: u16, lines: &mut Vec<SideLine>) {
    let room = usize::from(width.saturating_sub(LABEL + 2)).max(8);
    let mut kinds = Vec::new();
    for (kind, _) in KINDS {
        let mut found: Vec<EntityId> = (0..analysis.entities.len() as u32)
            .map(EntityId)
            .filter(|id| analysis.entities[id.index()].kind == *kind)
            .collect();
        // The sort is stable: equally frequent ones stay in the order of the text.
        found.sort_by_key(|id| std::cmp::Reverse(analysis.entities[id.index()].mentions.len()));
        kinds.extend(flow(analysis, *kind, &found, room));
    }
    if !kinds.is_empty() {
        if !lines.is_empty() {
            lines.push(SideLine::Gap);
        }
        lines.push(SideLine::Entities);
        lines.append(&mut kinds);
    }
}

/// Entities set one after another, parted by " · ", in lines of at most `room` columns.
fn flow(analysis: &Analysis, kind: EntityKind, found: &[EntityId], room: usize) -> Vec<SideLine> {
    let mut rows: Vec<Vec<(u16, EntityId)>> = Vec::new();
    let mut used = 0;
    for id in found {
        let columns = cells::text_width(&entity_text(analysis, *id)).min(room);
        if rows.is_empty() || used + 3 + columns > room {
            rows.push(Vec::new());
            used = 0;
        } else {
            used += 3;
        }
        if let Some(row) = rows.last_mut() {
            row.push((LABEL + 1 + used as u16, *id));
        }
        used += columns;
    }
    let line = |(index, entities)| SideLine::Kind { kind, label: index == 0, entities };
    rows.into_iter().enumerate().map(line).collect()
}
