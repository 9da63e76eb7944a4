//! Prompts that narrow a screen: by name, by feed, by dates.

use crate::domain::FeedId;

use super::super::line::Line;
use super::super::prompt::Purpose;
use super::super::{App, Outcome, Prompt};
use super::Screen;
use super::dates::{Dates, OFFERED};
use super::dossier::Place;

/// What stands for no condition.
const ALL: &str = "all";

impl App {
    /// Asks for the feed; the open article's is proposed.
    pub(super) fn ask_feed(&mut self) -> Outcome {
        let open = self.article.reader.as_ref().map(|reader| reader.article.row.feed);
        let set = match self.screen() {
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
        self.propose_filter(Purpose::SubjectFeed, &proposed)
    }

    /// Asks for a span of time.
    pub(super) fn ask_dates(&mut self) -> Outcome {
        let set = match self.screen() {
            Some(Screen::Subjects(list)) => &list.dates,
            Some(Screen::Dossier(view)) => &view.dates,
            None => return Outcome::none(),
        };
        let here = OFFERED.iter().position(|offer| *offer == set.text);
        let next = here.map_or(0, |here| (here + 1) % OFFERED.len());
        let proposed = if set.is_set() && here.is_none() { ALL } else { OFFERED[next] };
        self.propose_filter(Purpose::SubjectDates, proposed)
    }

    fn propose_filter(&mut self, purpose: Purpose, text: &str) -> Outcome {
        self.commands.prompt = Some(Prompt { purpose, line: Line::proposed(text) });
        Outcome::status(None)
    }

    /// The next proposal, or the one before.
    pub(in super::super) fn step_proposal(&mut self, by: isize) {
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

    /// The feed that typed words mean: none for all; nothing where no feed is called so.
    pub fn feed_meant(&self, typed: &str) -> Option<Option<FeedId>> {
        let words = typed.trim().to_lowercase();
        if words.is_empty() || words == ALL {
            return Some(None);
        }
        let called = |title: &str| title.to_lowercase();
        let exact = self.sidebar.feeds.iter().find(|feed| called(&feed.title) == words);
        let with_all = |title: &str| words.split_whitespace().all(|word| title.contains(word));
        let found =
            exact.or_else(|| self.sidebar.feeds.iter().find(|it| with_all(&called(&it.title))));
        found.map(|feed| Some(feed.id))
    }

    /// Narrows the screen to a feed; an error stays to be mended.
    pub(in super::super) fn narrow_to_feed(&mut self, typed: &str) -> Outcome {
        let Some(feed) = self.feed_meant(typed) else {
            return Outcome::fail(format!("No feed is called “{}”.", typed.trim()));
        };
        if let Some(list) = self.subjects_mut() {
            list.set_feed(feed);
        }
        if let Some(view) = self.dossier_mut() {
            view.set_feed(feed);
        }
        self.read_narrowed()
    }

    /// Narrows the screen to a span of time; an error stays to be mended.
    pub(in super::super) fn narrow_to_dates(&mut self, typed: &str) -> Outcome {
        let dates = match Dates::parse(typed, self.env.now, self.env.settings.zone) {
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
        self.read_narrowed()
    }

    /// Narrows the list to names with these words.
    pub(in super::super) fn narrow_to_name(&mut self, typed: String) -> Outcome {
        match self.subjects_mut() {
            Some(list) if list.query.filter != typed => {
                list.query.filter = typed;
                self.read_narrowed()
            }
            _ => Outcome::none(),
        }
    }

    fn read_narrowed(&mut self) -> Outcome {
        match self.screen() {
            Some(Screen::Subjects(_)) => self.read_subjects(true),
            Some(Screen::Dossier(_)) => self.read_dossier(Place::Start),
            None => Outcome::none(),
        }
    }
}
