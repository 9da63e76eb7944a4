//! Draws the head of a dossier: who it is, how often, when, and how articles describe it.

use crate::app::screens::DossierView;
use crate::app::screens::dossier_head;
use crate::app::{App, Area};
use crate::domain::Subject;

use super::super::dates;
use super::super::pen::Pen;
use super::super::theme::Role;
use super::{after, counted, kind, narrowed, spark, title};

/// Draws it; its last row is a rule.
pub(super) fn draw(app: &App, view: &DossierView, area: Area, pen: &mut Pen<'_>) {
    let height = dossier_head(app.env.size.rows);
    let end = area.x + area.width - 1;
    pen.rule(area.x, area.y + height - 1, area.x + area.width, true);
    let side = if view.query.about { "what is said about it" } else { "what it says" };
    let Some(known) = view.known.as_ref() else {
        title(app, "Dossier", &[], area, pen);
        return;
    };
    let subject = &known.subject;
    let mut conditions = vec![kind(subject, view.query.about).to_owned(), side.to_owned()];
    conditions.retain(|it| !it.is_empty());
    conditions.extend(narrowed(app, view.query.feed, &view.dates));
    title(app, &view.name(), &conditions, area, pen);
    let facts = facts(app, subject);
    let x = pen.fit(area.x + 1, area.y + 1, end, &facts, Role::Text);
    let bars = spark::line(&subject.over_time);
    let beside = after(x, 2, &bars) <= end;
    if beside {
        pen.fit(x + 2, area.y + 1, end, &bars, Role::Preview);
    }
    if height > 3 {
        let below = if beside { "" } else { &bars };
        let stop = pen.put_right(area.x + 1, area.y + 2, end, below, Role::Preview);
        let stop = if beside { end } else { stop.saturating_sub(2) };
        let described = view.descriptions.join(" · ");
        pen.fit(area.x + 1, area.y + 2, stop, &described, Role::Secondary);
    }
}

/// How often it speaks and is mentioned, and when: `12 statements in 5 articles · …`.
fn facts(app: &App, subject: &Subject) -> String {
    let mut facts = Vec::new();
    if subject.statements > 0 {
        facts.push(format!(
            "{} in {}",
            counted(subject.statements, "statement", "statements"),
            counted(subject.articles, "article", "articles")
        ));
    }
    if subject.mentioned_in > 0 {
        facts.push(format!("mentioned in {}", super::grouped(subject.mentioned_in)));
    }
    let day = |moment: Option<i64>| moment.map(|moment| dates::day(moment, &app.env.settings));
    match (day(subject.first), day(subject.last)) {
        (Some(first), Some(last)) if first != last => facts.push(format!("{first} – {last}")),
        (Some(day), _) | (_, Some(day)) => facts.push(day),
        _ => {}
    }
    facts.join(" · ")
}
