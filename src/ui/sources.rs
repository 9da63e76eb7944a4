//! The sources pane: the profile on top, who says what, then people, bodies, places, dates.

use crate::app::side::{KINDS, LABEL, entity_text};
use crate::app::{App, Area, Focus, Item, SideLine};
use crate::domain::{Analysis, EntityId, EntityKind, clean};

use super::pen::{Pen, fit, width};
use super::source_rows;
use super::theme::Role;
use super::{empty, focused, profile};

/// Draws the pane.
pub(super) fn draw(app: &App, area: Area, pen: &mut Pen<'_>) {
    head(app, area, pen);
    let analysis = app.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
    let Some(analysis) = analysis.filter(|_| !app.side.lines.is_empty()) else {
        empty::sources(app, area, pen);
        return;
    };
    let rows = area.y + 2..area.y + area.height;
    let place = app.side.place();
    for ((at, line), y) in app.side.lines.iter().enumerate().skip(app.side.top).zip(rows) {
        let row = Area { y, height: 1, ..area };
        match line {
            SideLine::Source(id, count) => {
                ground(app, Item::Source(*id), place == Some(at), row, pen);
                source_rows::source(app.env.look.icons, analysis, *id, *count, row, pen);
            }
            SideLine::Nobody(count) => source_rows::nobody(*count, row, pen),
            SideLine::Statement(index) => {
                ground(app, Item::Statement(*index), place == Some(at), row, pen);
                source_rows::statement(app, analysis, *index, row, pen);
            }
            SideLine::Gap => {}
            SideLine::Entities => entities_head(row, pen),
            SideLine::Kind { kind, label, entities } => {
                kind_row(app, analysis, (*kind, *label), entities, row, pen);
            }
        }
    }
}

/// The title and the profile; where there is no room beside the title, the profile stands in the
/// rule, and where there is too little there, in both.
fn head(app: &App, area: Area, pen: &mut Pen<'_>) {
    let active = focused(app, Focus::Sources);
    let role = if active { Role::Title } else { Role::TitleIdle };
    let end = area.x + area.width - 1;
    let x = pen.fit(area.x + 1, area.y, end, "Sources", role);
    pen.rule(area.x, area.y + 1, area.x + area.width, active);
    let analysis = app.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
    if let Some(language) = analysis.and_then(Analysis::not_analysed) {
        let words = format!("not analysed ({})", clean::one_line(language));
        pen.put_right(x + 2, area.y, end, &words, Role::Secondary);
        return;
    }
    let Some(profile) = analysis.map(Analysis::profile) else { return };
    let total = profile::total(profile);
    let x = pen.fit(x + 2, area.y, end, &total.to_string(), Role::Secondary);
    let words = profile::words(profile);
    let room = end.saturating_sub(x + 2);
    if width(&words) <= room {
        pen.put_right(x, area.y, end, &words, Role::Secondary);
    } else if total > 0 {
        let (beside, below) = profile::rows(profile, room, area.width.saturating_sub(5));
        pen.put_right(x, area.y, end, &beside, Role::Secondary);
        let dim = pen.style(Role::Secondary);
        let words = format!(" {} ", fit(&below, area.width.saturating_sub(5)));
        pen.put(area.x + 1, area.y + 1, end, &words, dim);
    }
}

/// The ground of a row that is selected, or whose statement is the body's current one.
fn ground(app: &App, item: Item, selected: bool, row: Area, pen: &mut Pen<'_>) {
    let active = focused(app, Focus::Sources);
    let current =
        app.article.reader.as_ref().and_then(|reader| reader.current).map(Item::Statement);
    let role = match (selected, active) {
        (true, true) => Role::Selected,
        _ if current == Some(item) => Role::Current,
        (true, false) => Role::SelectedIdle,
        _ => return,
    };
    let style = pen.style(role);
    pen.wash(row, style);
}

fn entities_head(row: Area, pen: &mut Pen<'_>) {
    let end = row.x + row.width;
    let x = pen.fit(row.x + 1, row.y, end, "Entities", Role::TitleIdle);
    pen.rule(x + 1, row.y, end, false);
}

fn kind_row(
    app: &App,
    analysis: &Analysis,
    (kind, label): (EntityKind, bool),
    entities: &[(u16, EntityId)],
    row: Area,
    pen: &mut Pen<'_>,
) {
    let end = row.x + row.width - 1;
    if let Some((_, name)) = KINDS.iter().find(|(known, _)| label && *known == kind) {
        pen.fit(row.x + 1, row.y, row.x + LABEL, name, Role::Secondary);
    }
    let chosen = app.article.reader.as_ref().and_then(|reader| reader.entity).map(|(id, _)| id);
    let mut x = row.x + LABEL + 1;
    for (place, (start, id)) in entities.iter().enumerate() {
        if place > 0 {
            let dim = pen.style(Role::Secondary);
            pen.put(x, row.y, end, " · ", dim);
        }
        let from = row.x + start;
        let text = entity_text(analysis, *id);
        x = pen.fit(from, row.y, end, &text, Role::Text);
        dim_count(analysis, *id, from, x, row.y, pen);
        let selected = app.side.selected == Some(Item::Entity(*id));
        let role = match (selected, focused(app, Focus::Sources)) {
            (true, true) => Role::Selected,
            _ if chosen == Some(*id) => Role::Mention,
            (true, false) => Role::SelectedIdle,
            _ => continue,
        };
        let style = pen.style(role);
        pen.wash(Area { x: from, width: x.saturating_sub(from), ..row }, style);
    }
}

/// The number behind a name is secondary.
fn dim_count(analysis: &Analysis, id: EntityId, from: u16, end: u16, y: u16, pen: &mut Pen<'_>) {
    let Some(entity) = analysis.entities.get(id.index()) else { return };
    let digits = entity.mentions.len().to_string().len() as u16;
    if entity.kind != EntityKind::Date && end.saturating_sub(from) > digits {
        let style = pen.style(Role::Secondary);
        pen.wash(Area { x: end - digits, y, width: digits, height: 1 }, style);
    }
}
