//! Draws the lines of a dossier.

use crate::app::screens::DossierView;
use crate::app::screens::lines::{DossierLine, INDENT, Part, Spot};
use crate::app::{Action, App, Area};
use crate::domain::{Appearance, Mode, SourceId, SourceKind, Speaker, Statement, Subject, clean};

use super::super::dates;
use super::super::margin::bar;
use super::super::pen::{Pen, fit, width};
use super::super::theme::Role;
use super::{counted, kind};

/// The columns that a date takes before an article's title.
const DATE: u16 = 11;

/// The columns that a feed's name takes at most.
const FEED: u16 = 22;

/// Columns from which an article's heading names its feed.
const WITH_FEED: u16 = 56;

/// Below this probability a statement is shown as doubtful.
const DOUBTFUL: f32 = 0.5;

/// Draws one line.
pub(super) fn draw(
    app: &App,
    view: &DossierView,
    line: &DossierLine,
    row: Area,
    pen: &mut Pen<'_>,
) {
    let article = line.article.and_then(|place| view.article(place));
    let statement = match line.spot {
        Some(Spot::Statement(_, index)) => article.and_then(|it| it.statements.get(index)),
        _ => None,
    };
    let end = row.x + row.width - 1;
    match (&line.part, article, statement) {
        (Part::Heading(text), ..) => {
            pen.fit(row.x + 1, row.y, end, text, Role::Heading);
        }
        (Part::Subject, ..) => other(app, view, line.spot, row, pen),
        (Part::Article, Some(article), _) => heading(app, view, article, row, pen),
        (Part::Mentions, Some(article), _) => {
            let text = match article.mentions {
                0 => "speaks here".to_owned(),
                count => format!("mentioned {}", times(count)),
            };
            pen.fit(row.x + INDENT, row.y, end, &text, Role::Secondary);
        }
        (Part::Label, _, Some(statement)) => label(view, statement, row, pen),
        (Part::Words(words), _, Some(statement)) => {
            let colour = margin(view, statement, row, pen);
            let style = colour.patch(pen.theme.said(statement.kind));
            pen.put(row.x + INDENT, row.y, end, words, style);
        }
        _ => {}
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        count => format!("{count} times"),
    }
}

/// Another subject: who, what it is, how often, and what Enter does with it.
fn other(app: &App, view: &DossierView, spot: Option<Spot>, row: Area, pen: &mut Pen<'_>) {
    let Some(known) = view.known.as_ref() else { return };
    let open = app.env.keymap.key_of(Action::Open).unwrap_or_default();
    let speaks = |subject: &Subject| match subject.statements {
        0 => format!("mentioned in {}", counted(subject.mentioned_in, "article", "articles")),
        statements => counted(statements, "statement", "statements"),
    };
    let found = match spot {
        Some(Spot::Merged(index)) => {
            known.merged.get(index).map(|it| (it, speaks(it), "takes it out"))
        }
        Some(Spot::Perhaps(index)) => {
            known.perhaps.get(index).map(|it| (it, speaks(it), "merges it"))
        }
        Some(Spot::Speaker(index)) => known
            .speakers
            .get(index)
            .map(|(it, count)| (it, counted(*count, "statement", "statements"), "its dossier")),
        _ => None,
    };
    let Some((subject, count, does)) = found else { return };
    let mut end = row.x + row.width - 1;
    if spot == view.selected {
        end =
            pen.put_right(row.x + 30, row.y, end, &format!("{open} {does}"), Role::StatusText) - 2;
    }
    let name = clean::one_line(&subject.name);
    let words: Vec<&str> =
        [kind(subject, false), &count].into_iter().filter(|it| !it.is_empty()).collect();
    let words = words.join(" · ");
    let room = end.saturating_sub(row.x + INDENT);
    let name = fit(&name, room.saturating_sub(width(&words) + 2).max(room / 2));
    let x = pen.fit(row.x + INDENT, row.y, end, &name, Role::Text);
    pen.fit(x + 2, row.y, end, &words, Role::Secondary);
}

/// The heading of an article: its date, its feed, its title, and the name used there.
fn heading(app: &App, view: &DossierView, article: &Appearance, row: Area, pen: &mut Pen<'_>) {
    let end = row.x + row.width - 1;
    let date = match article.row.published {
        Some(when) => dates::date(when, &app.env.settings),
        None => "no date".into(),
    };
    let mut x = row.x + 1;
    pen.fit(x, row.y, end, &date, Role::Secondary);
    x += DATE + 2;
    if row.width >= WITH_FEED {
        let feed = fit(&article.row.feed_title, FEED);
        x = pen.fit(x, row.y, end, &feed, Role::Secondary) + 2;
    }
    let name = clean::one_line(&article.name);
    let own = view.name().to_lowercase();
    let mut stop = end;
    if !name.is_empty() && name.to_lowercase() != own && row.width >= WITH_FEED {
        let named = format!("as “{}”", fit(&name, 24));
        stop = pen.put_right(x + 16, row.y, end, &named, Role::Secondary).saturating_sub(2);
    }
    let title = clean::one_line(&article.row.title);
    let title = if title.is_empty() { "(no title)" } else { &title };
    pen.fit(x, row.y, stop, title, Role::Heading);
}

/// The bar beside a statement; gives the style of its colour.
fn margin(
    view: &DossierView,
    statement: &Statement,
    row: Area,
    pen: &mut Pen<'_>,
) -> ratatui::style::Style {
    let mut colour = pen.theme.source(colour(view, statement));
    if statement.confidence < DOUBTFUL {
        colour = colour.patch(pen.style(Role::Doubtful));
    }
    pen.put(row.x + INDENT - 2, row.y, row.x + INDENT, bar(statement.kind), colour);
    colour
}

/// Which of the sources' colours a statement has: one in what a source says, one for each who
/// speaks about it.
fn colour(view: &DossierView, statement: &Statement) -> Option<SourceId> {
    if !view.query.about {
        return Some(SourceId(0));
    }
    let name = statement.speaker_names()?;
    let sum = name.bytes().fold(7u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    Some(SourceId(sum % 8))
}

/// Who says a statement (where that is not plain), by which words, and how.
fn label(view: &DossierView, statement: &Statement, row: Area, pen: &mut Pen<'_>) {
    margin(view, statement, row, pen);
    let end = row.x + row.width - 1;
    let mut x = row.x + INDENT;
    let doubtful = statement.confidence < DOUBTFUL;
    if doubtful {
        let dim = pen.style(Role::Secondary);
        pen.put(row.x + 1, row.y, row.x + 2, "?", dim);
    }
    if view.query.about || statement.speakers.len() > 1 {
        let who = fit(&speaker(statement), 40);
        let style = pen.theme.source(colour(view, statement)).patch(pen.style(Role::SourceName));
        x = pen.put(x, row.y, end, &who, style) + 1;
    }
    let cue = fit(&statement.cue, 40);
    if !cue.is_empty() {
        x = pen.fit(x, row.y, end, &cue, Role::Cue) + 1;
    }
    let mut words = vec![match statement.kind {
        Mode::Direct => "direct",
        Mode::Mixed => "mixed",
        Mode::Indirect => "indirect",
    }];
    if doubtful {
        words.push("doubtful");
    }
    if statement.corrected {
        words.push("corrected by you");
    }
    let lead = if x > row.x + INDENT { "· " } else { "" };
    pen.fit(x, row.y, end, &format!("{lead}{}", words.join(" · ")), Role::Secondary);
}

/// Who says it: the name, and how the article describes it.
fn speaker(statement: &Statement) -> String {
    let Some(feed_name) = statement.speaker_names() else {
        let words = clean::one_line(&statement.source);
        return if words.is_empty() { "no source named".into() } else { words };
    };
    let name = clean::one_line(&feed_name);
    match &*statement.speakers {
        [Speaker { kind: SourceKind::Person, description: Some(described), .. }] => {
            format!("{name}, {}", clean::one_line(described))
        }
        _ => name,
    }
}
