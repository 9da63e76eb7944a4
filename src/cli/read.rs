//! `onrecord [PATH…]`: imports files and opens the app.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local, Offset, Utc};

use crate::app::article::selecting::MARKS;
use crate::app::comfort::SESSION;
use crate::app::command::{COMMAND_HISTORY, Typed};
use crate::app::searching;
use crate::app::sidebar;
use crate::app::{App, Focus, Keymap, Message, Settings};
use crate::domain::{Scope, clean};
use crate::shell::refresh::{Asked, Plan};
use crate::shell::terminal::{self, Unusable};
use crate::shell::{self, Session, colour};
use crate::store::Store;

use super::Outcome;
use super::config::{self, Config};
use super::error::Failure;
use super::import;
use super::intake::{FileReport, Intake};
use super::output::print_stderr;
use super::{settled, welcome};

/// Opens the app, on the content of the paths if there are any.
pub(super) fn run(
    store: Option<PathBuf>,
    paths: &[PathBuf],
    plain: bool,
) -> Result<Outcome, Failure> {
    if let Some(reason) = terminal::unusable() {
        return Err(
            Failure::new(format!("the app needs a terminal: {reason}")).hint(way_out(reason))
        );
    }
    let (mut store, path) = config::open_store(store)?;
    let config = config::read_config();
    config.faults.iter().for_each(print_stderr);
    let intake = match paths {
        [] => {
            welcome::import_welcome(&mut store)?;
            None
        }
        paths => Some(take_in(&mut store, paths)?),
    };
    let faults = config.faults.len();
    let plan = Plan {
        asked: Asked::ByClock { every: config.settings.every },
        ..config.settings.refresh_plan()
    };
    let (mut app, themes) = build_app(config, &store)?;
    app.env.look.plain |= plain;
    let mut first = Vec::new();
    match &intake {
        Some(intake) => first.extend(open_on(&mut app, &store, intake)?),
        None => restore_state(&mut app, &store)?,
    }
    if faults > 0 {
        let text = fault_count_message(faults);
        first.push(Message::Failed(None, text));
    }
    let late = shell::run(Session { store, path, app, themes, first, plan })?;
    late.iter().for_each(|reason| print_stderr(format_args!("error: {}", clean::one_line(reason))));
    let failed = intake.is_some_and(|intake| intake.tally.failed > 0) || !late.is_empty();
    Ok(if failed { Outcome::PartialFailure } else { Outcome::Success })
}

/// Returns what the user can do if the app cannot run.
fn way_out(reason: Unusable) -> &'static str {
    match reason {
        Unusable::Dumb => {
            "set TERM to what the terminal is (TERM=xterm-256color fits most), or read line by \
             line: `onrecord list` and `onrecord export ID --format text`"
        }
        Unusable::Output | Unusable::Input => {
            "without one, `onrecord list` and `onrecord export ID --format text` show what is in \
             the store, and `onrecord import PATH` fills it"
        }
    }
}

/// Returns a message about the number of faults in the configuration.
fn fault_count_message(faults: usize) -> String {
    match faults {
        1 => "The configuration has a fault: see it after quitting".into(),
        _ => format!("The configuration has {faults} faults: see them after quitting"),
    }
}

/// Imports the paths. Fails if nothing at all could be read.
fn take_in(store: &mut Store, paths: &[PathBuf]) -> Result<Intake, Failure> {
    let mut read = 0;
    let mut count = |row: &FileReport| {
        read += usize::from(!row.failed());
        Ok(())
    };
    let mut intake = Intake::default();
    import::import(store, paths, &mut intake, &mut count)?;
    if read == 0 {
        return Err(Failure::new("none of the given paths could be read")
            .hint("`onrecord` without a path opens the store"));
    }
    Ok(intake)
}

fn build_app(config: Config, store: &Store) -> Result<(App, Vec<crate::ui::Theme>), Failure> {
    let (names, themes): (Vec<String>, Vec<_>) = config.themes.into_iter().unzip();
    let mut app = bare_app(names);
    app.env.keymap = config.keymap;
    app.env.settings.refresh_every = config.settings.every.map(|minutes| u64::from(minutes) * 60);
    app.env.settings.refresh_on_start = config.settings.on_start;
    settled::apply_settings(&mut app, &config.settings, Some(store))?;
    app.env.look.terminal_bidi = colour::reorders_by_itself();
    let typed = store.setting(COMMAND_HISTORY)?;
    app.commands.typed = typed.as_deref().map(Typed::load).unwrap_or_default();
    app.article.places.load_marks(&store.setting(MARKS)?.unwrap_or_default());
    app.search.recall(store.setting(searching::SEARCHES)?.as_deref());
    app.sidebar.recall(
        store.setting(sidebar::OPEN)?.as_deref(),
        store.setting(sidebar::FOLDED)?.as_deref(),
    );
    Ok((app, themes))
}

/// Returns the app without configuration, in the theme that suits the terminal's background.
pub(super) fn bare_app(themes: Vec<String>) -> App {
    let settings = Settings { themes, zone: local_offset, ..Settings::default() };
    let mut app = App::new(Keymap::default(), settings);
    app.env.look.light = colour::light_ground();
    app.env.fit_theme();
    app
}

/// Restores the state in which the app was left.
fn restore_state(app: &mut App, store: &Store) -> Result<(), Failure> {
    let Some(remembered) = store.setting(SESSION)?.filter(|_| app.env.look.restore) else {
        return Ok(());
    };
    let article = app.resume(&remembered);
    if let Some(article) = article.map(|id| store.article(id)).transpose()?.flatten() {
        app.list.rows = vec![article.row];
    } else {
        app.focus = Focus::List;
    }
    Ok(())
}

/// Shows what was imported: its feed, or all articles if there are several feeds, and the article
/// itself if there is only one. Returns the first messages for the app.
fn open_on(app: &mut App, store: &Store, intake: &Intake) -> Result<Vec<Message>, Failure> {
    if let [feed] = intake.feeds[..] {
        app.list.query.scope = Scope::Feed(feed);
    }
    let mut first = Vec::new();
    if let [id] = intake.articles[..]
        && let Some(article) = store.article(id)?
    {
        app.focus = Focus::Body;
        app.list.rows = vec![article.row];
        // The list is loaded as after a change: around the selected row.
        first.push(Message::StoreChanged);
    }
    let back = intake.back.iter().map(|title| format!(" “{title}” is back."));
    first.push(Message::Note(format!("{}.{}", intake.tally, back.collect::<String>())));
    Ok(first)
}

/// Returns the offset of local time at a moment.
fn local_offset(moment: DateTime<Utc>) -> FixedOffset {
    moment.with_timezone(&Local).offset().fix()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_use_the_right_number() {
        assert_eq!(fault_count_message(1), "The configuration has a fault: see it after quitting");
        assert_eq!(
            fault_count_message(3),
            "The configuration has 3 faults: see them after quitting"
        );
    }
}
