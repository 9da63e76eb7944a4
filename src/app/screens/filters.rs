//! Prompts that narrow a screen: by name, by feed, by dates.

use crate::domain::FeedId;

use super::Screen;
use super::dates::{Dates, OFFERED};
use super::dossier::Place;
use crate::app::Commands;
use crate::app::Environment;
use crate::app::Overlays;
use crate::app::Sidebar;
use crate::app::command::line::Line;
use crate::app::command::prompt::Purpose;
use crate::app::{App, Outcome, Prompt};

/// What stands for no condition.
const ALL: &str = "all";

impl App {
    /// Asks for the feed; the open article's is proposed.
    pub(super) fn ask_feed(&mut self) -> Outcome {
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.feed);
        let set = match self.overlays.screen() {
            Some(Screen::Subjects(list)) => list.query.feed,
            Some(Screen::Dossier(view)) => view.query.feed,
            None => return Outcome::none(),
        };
        let proposed = match set {
            Some(_) => ALL.to_owned(),
            None => {
                let of_open = self.sidebar.feeds.iter().find(|feed| Some(feed.id) == open);
                let feed = of_open.or(self.sidebar.feeds.first());
                feed.map_or_else(|| ALL.to_owned(), |feed| feed.title.clone())
            }
        };
        self.commands.propose_filter(Purpose::SubjectFeed, &proposed)
    }

    /// Asks for a span of time.
    pub(super) fn ask_dates(&mut self) -> Outcome {
        let set = match self.overlays.screen() {
            Some(Screen::Subjects(list)) => &list.dates,
            Some(Screen::Dossier(view)) => &view.dates,
            None => return Outcome::none(),
        };
        let here = OFFERED.iter().position(|offer| *offer == set.text);
        let next = here.map_or(0, |here| (here + 1) % OFFERED.len());
        let proposed = if set.is_set() && here.is_none() { ALL } else { OFFERED[next] };
        self.commands.propose_filter(Purpose::SubjectDates, proposed)
    }

    /// The next proposal, or the one before.
    pub(in crate::app) fn step_proposal(&mut self, by: isize) {
        let Some(prompt) = self.commands.prompt.as_ref() else { return };
        let offers: Vec<String> = match prompt.purpose {
            Purpose::SubjectDates => OFFERED.iter().map(|it| (*it).to_owned()).collect(),
            Purpose::SubjectFeed => {
                let titles = self.sidebar.feeds.iter().map(|feed| feed.title.clone());
                titles.chain([ALL.to_owned()]).collect()
            }
            Purpose::Filter
            | Purpose::Feeds
            | Purpose::Address
            | Purpose::Name(_)
            | Purpose::Tags(_)
            | Purpose::Interval(_)
            | Purpose::Line(_)
            | Purpose::Palette
            | Purpose::SubjectName
            | Purpose::Search
            | Purpose::SaveQuery(_)
            | Purpose::RenameQuery(_)
            | Purpose::Speaker
            | Purpose::Description => return,
        };
        let here = offers.iter().position(|offer| *offer == prompt.line.text);
        let next = match here {
            Some(here) => (here as isize + by).rem_euclid(offers.len() as isize) as usize,
            None => 0,
        };
        let line = Line::proposed(&offers[next]);
        if let Some(prompt) = self.commands.prompt.as_mut() {
            prompt.line = line;
        }
    }

    /// Narrows the screen to a feed; an error stays to be mended.
    pub(in crate::app) fn narrow_to_feed(&mut self, typed: &str) -> Outcome {
        let Some(feed) = self.sidebar.feed_meant(typed) else {
            return Outcome::fail(format!("No feed is called “{}”.", typed.trim()));
        };
        if let Some(list) = self.overlays.subjects_mut() {
            list.set_feed(feed);
        }
        if let Some(view) = self.overlays.dossier_mut() {
            view.set_feed(feed);
        }
        self.overlays.read_narrowed(&mut self.env)
    }
}

impl Overlays {
    /// Narrows the screen to a span of time; an error stays to be mended.
    pub(in crate::app) fn narrow_to_dates(
        &mut self,
        env: &mut Environment,
        typed: &str,
    ) -> Outcome {
        let dates = match Dates::parse(typed, env.now, env.settings.zone) {
            Ok(dates) => dates,
            Err(told) => {
                return Outcome::fail(told);
            }
        };
        if let Some(list) = self.subjects_mut() {
            list.set_dates(dates.clone());
        }
        if let Some(view) = self.dossier_mut() {
            view.set_dates(dates);
        }
        self.read_narrowed(env)
    }

    /// Narrows the list to names with these words.
    pub(in crate::app) fn narrow_to_name(
        &mut self,
        env: &mut Environment,
        typed: String,
    ) -> Outcome {
        match self.subjects_mut() {
            Some(list) if list.query.filter != typed => {
                list.query.filter = typed;
                self.read_narrowed(env)
            }
            _ => Outcome::none(),
        }
    }

    pub(in crate::app) fn read_narrowed(&mut self, env: &mut Environment) -> Outcome {
        match self.screen() {
            Some(Screen::Subjects(_)) => self.read_subjects(env, true),
            Some(Screen::Dossier(_)) => self.read_dossier(env, Place::Start),
            None => Outcome::none(),
        }
    }
}

impl Commands {
    pub(in crate::app) fn propose_filter(&mut self, purpose: Purpose, text: &str) -> Outcome {
        self.prompt = Some(Prompt { purpose, line: Line::proposed(text) });
        Outcome::status(None)
    }
}

impl Sidebar {
    /// The feed that typed words mean: none for all; nothing where no feed is called so.
    pub fn feed_meant(&self, typed: &str) -> Option<Option<FeedId>> {
        let words = typed.trim().to_lowercase();
        if words.is_empty() || words == ALL {
            return Some(None);
        }
        let called = |title: &str| title.to_lowercase();
        let exact = self.feeds.iter().find(|feed| called(&feed.title) == words);
        let with_all = |title: &str| words.split_whitespace().all(|word| title.contains(word));
        let found = exact.or_else(|| self.feeds.iter().find(|it| with_all(&called(&it.title))));
        found.map(|feed| Some(feed.id))
    }
}
