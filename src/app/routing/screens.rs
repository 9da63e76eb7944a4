//! Actions in the screens of the archive.

use crate::app::command::Verb;
use crate::app::command::line::Line;
use crate::app::command::prompt::Purpose;
use crate::app::screens::dates::OFFERED;
use crate::app::screens::dossier::Place;
use crate::app::screens::filters::ALL;
use crate::app::screens::lines::Spot;
use crate::app::screens::merging::named;
use crate::app::screens::{Screen, SubjectList};
use crate::app::{Action, App, Outcome, Overlay, Prompt};
use crate::domain::{Subject, SubjectChange, clean, fold};

impl App {
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_in_subjects(&mut self, action: Action) -> Outcome {
        let Some(list) = self.overlays.subjects_mut() else { return Outcome::none() };
        let page = list.visible.max(2) as isize;
        let moving = match action {
            Action::NextArticle | Action::NextQuote => Action::Down,
            Action::PreviousArticle | Action::PreviousQuote => Action::Up,
            Action::ReadOn => Action::PageDown,
            other => other,
        };
        let Some(step) = moving.steps(page) else { return self.act_on_subjects(action) };
        list.step(step as i64);
        self.overlays.fill_screen(&mut self.env)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_on_subjects(&mut self, action: Action) -> Outcome {
        let Some(list) = self.overlays.subjects_mut() else { return Outcome::none() };
        match action {
            Action::Open | Action::FocusRight => {
                let about = list.query.entities;
                match list.selected_row().map(|row| row.id) {
                    Some(id) => self.overlays.open_dossier(&mut self.env, id, about),
                    None => Outcome::none(),
                }
            }
            Action::Arrange => {
                list.arrange();
                let told = format!("Ordered by {}.", list.order());
                Outcome::say(told).and(self.overlays.read_subjects(&mut self.env, true))
            }
            Action::FilterKind => {
                list.next_kind();
                self.overlays.read_subjects(&mut self.env, true)
            }
            Action::Filter => {
                let text = list.query.filter.clone();
                self.commands.ask(Purpose::SubjectName, text)
            }
            Action::Split => Outcome::say(
                "Open it first: an article that is about somebody else is split off there.",
            ),
            _ => self.env.nothing_here(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_in_dossier(&mut self, action: Action) -> Outcome {
        let Some(view) = self.overlays.dossier_mut() else { return Outcome::none() };
        let rows = view.rows as isize;
        match action {
            Action::Top => return self.overlays.go_to_edge(&mut self.env, Place::Start),
            Action::Bottom => return self.overlays.go_to_edge(&mut self.env, Place::End),
            Action::Down | Action::Up => view.step_or_scroll(action == Action::Down),
            Action::ReadOn => view.turn(rows - 1),
            _ => match action.steps(rows) {
                Some(lines) => view.turn(lines),
                None => return self.act_on_dossier(action),
            },
        }
        self.overlays.fill_screen(&mut self.env)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions mean nothing here")]
    pub(in crate::app) fn act_on_dossier(&mut self, action: Action) -> Outcome {
        let Some(view) = self.overlays.dossier_mut() else { return Outcome::none() };
        let (moved, what) = match action {
            Action::NextQuote | Action::NextStatement => (view.step(true), "last statement"),
            Action::PreviousQuote | Action::PreviousStatement => {
                (view.step(false), "first statement")
            }
            Action::NextParagraph | Action::NextArticle => {
                (view.step_article(true), "last article")
            }
            Action::PreviousParagraph | Action::PreviousArticle => {
                (view.step_article(false), "first article")
            }
            Action::Open => return self.open_in_dossier(),
            Action::FocusRight => return self.look_at_other(),
            Action::FocusLeft => return self.overlays.screen_back(&mut self.env),
            Action::SwapSide => {
                view.query.about = !view.query.about;
                return self.overlays.read_dossier(&mut self.env, Place::Start);
            }
            Action::Split => return self.split_here(),
            _ => return self.env.nothing_here(),
        };
        let told = match (moved, view.waiting()) {
            (true, _) => Outcome::none(),
            (false, true) => Outcome::say("The next ones are being read…"),
            (false, false) => Outcome::say(format!("This is the {what}.")),
        };
        told.and(self.overlays.fill_screen(&mut self.env))
    }

    /// Enter: to the statement in its article; another subject is merged, taken out, or shown.
    pub(in crate::app) fn open_in_dossier(&mut self) -> Outcome {
        let Some(spot) = self.overlays.dossier().and_then(|view| view.selected) else {
            return Outcome::none();
        };
        match spot {
            Spot::Statement(..) | Spot::Article(_) => self.jump_into_article(),
            Spot::Speaker(_) => self.look_at_other(),
            Spot::Perhaps(index) => self.merge_perhaps(index),
            Spot::Merged(index) => self.take_out(index),
        }
    }

    /// Opens the dossier of the subject that is selected in this one.
    pub(in crate::app) fn look_at_other(&mut self) -> Outcome {
        let Some(view) = self.overlays.dossier() else { return Outcome::none() };
        let Some(known) = view.known.as_ref() else { return Outcome::none() };
        let other = match view.selected {
            Some(Spot::Merged(index)) => known.merged.get(index),
            Some(Spot::Perhaps(index)) => known.perhaps.get(index),
            Some(Spot::Speaker(index)) => known.speakers.get(index).map(|(subject, _)| subject),
            _ => return self.open_in_dossier(),
        };
        match other.map(|subject| subject.id) {
            Some(id) => self.overlays.open_dossier(&mut self.env, id, false),
            None => Outcome::none(),
        }
    }

    /// Marks the subject here; where another one is marked, that one is merged into this one.
    pub(in crate::app) fn merge_here(&mut self) -> Outcome {
        let here = match self.overlays.screen() {
            Some(Screen::Subjects(list)) => list.selected_row(),
            Some(Screen::Dossier(view)) => view.known.as_ref().map(|known| &known.subject),
            None => None,
        };
        let Some((id, name)) = here.map(named) else { return Outcome::none() };
        match self.overlays.marked.take() {
            Some((marked, _)) if marked == id => Outcome::say("Nothing is merged."),
            Some(marked) => self.changes.merge(&mut self.env, marked, (id, name)),
            None => {
                let key = self.env.keymap.key_of(Action::Merge).unwrap_or_default();
                let back = self.env.keymap.key_of(Action::Back).unwrap_or_default();
                let told = Outcome::say(format!(
                    "“{name}” is marked: {key} on another one merges it into that one, {back} does not"
                ));
                self.overlays.marked = Some((id, name));
                told
            }
        }
    }

    /// Merges one of those that may be the same into the dossier that is shown.
    pub(in crate::app) fn merge_perhaps(&mut self, index: usize) -> Outcome {
        let known = self.overlays.dossier().and_then(|view| view.known.as_ref());
        let both = known.and_then(|it| Some((named(it.perhaps.get(index)?), named(&it.subject))));
        both.map_or_else(Outcome::none, |(one, other)| {
            self.changes.merge(&mut self.env, one, other)
        })
    }

    /// Takes a merged subject out again.
    pub(in crate::app) fn take_out(&mut self, index: usize) -> Outcome {
        let known = self.overlays.dossier().and_then(|view| view.known.as_ref());
        let both = known.and_then(|it| Some((named(it.merged.get(index)?), named(&it.subject))));
        let Some((one, other)) = both else { return Outcome::none() };
        self.changes.change_subject(
            &mut self.env,
            SubjectChange::Unmerge(one.0, other.0),
            one.1,
            other.1,
        )
    }

    /// In the article of the selection it is somebody else.
    pub(in crate::app) fn split_here(&mut self) -> Outcome {
        let Some(view) = self.overlays.dossier() else { return Outcome::none() };
        if let Some(crate::app::screens::lines::Spot::Merged(index)) = view.selected {
            return self.take_out(index);
        }
        let (Some(known), Some((_, article))) = (view.known.as_ref(), view.selected_article())
        else {
            return Outcome::say("Choose a statement in the article to split off.");
        };
        let subject = &known.subject;
        if subject.articles.max(subject.mentioned_in) <= 1 {
            return Outcome::say("It is in this article alone: nothing to split off.");
        }
        let (id, name) = named(subject);
        let title = clean::one_line(&article.row.title);
        let change = SubjectChange::Split(id, article.row.id);
        self.changes.change_subject(&mut self.env, change, name, title)
    }

    /// Those who have that name: of one the dossier, of several a list to choose from.
    pub(in crate::app) fn named_found(
        &mut self,
        request: crate::app::RequestId,
        found: &[Subject],
    ) -> Outcome {
        let Some((_, name)) = self.archive.called.take_if(|(id, _)| *id == request) else {
            return Outcome::none();
        };
        let wanted = fold::fold(&name);
        let called: Vec<&Subject> =
            found.iter().filter(|subject| fold::fold(&subject.name) == wanted).collect();
        let only = match (&called[..], found) {
            ([only], _) => Some(*only),
            ([], [only]) => Some(only),
            _ => None,
        };
        match only {
            Some(only) => {
                self.step_aside();
                self.overlays.open_dossier(&mut self.env, only.id, only.statements == 0)
            }
            None if found.is_empty() => self.nobody_called(&name),
            None => {
                let entities = found.iter().all(|subject| subject.statements == 0);
                self.list_called(&name, entities)
            }
        }
    }

    pub(in crate::app) fn list_called(&mut self, name: &str, entities: bool) -> Outcome {
        self.step_aside();
        let mut list = SubjectList::new(entities);
        list.query.filter = clean::one_line(name);
        self.overlays.push_screen(Screen::Subjects(list));
        self.overlays.lay_out_screen(&self.env);
        let name = clean::one_line(name);
        let told = Outcome::say(format!("Several have “{name}” in their names: choose one"));
        told.and(self.overlays.read_subjects(&mut self.env, true))
    }

    /// Nobody is called so: the line comes back to be mended, unless something else is typed.
    pub(in crate::app) fn nobody_called(&mut self, name: &str) -> Outcome {
        if self.commands.prompt.is_none() && self.article.choice.is_none() {
            let line = Line::new(format!("dossier {name}"));
            self.commands.prompt = Some(Prompt { purpose: Purpose::Line(Verb::Command), line });
        }
        let name = clean::one_line(name);
        Outcome::fail(format!("Nobody in the archive is called “{name}”."))
    }

    /// What lies over the panes makes room; the way back leads to it. Screens stay below.
    pub(in crate::app) fn step_aside(&mut self) {
        if !matches!(self.overlays.top(), Some(Overlay::Screen(_))) {
            self.note_jump();
            self.overlays.close();
        }
    }

    /// Asks for the feed; the open article's is proposed.
    pub(in crate::app) fn ask_feed(&mut self) -> Outcome {
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
    pub(in crate::app) fn ask_dates(&mut self) -> Outcome {
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
            | Purpose::PageAddress
            | Purpose::Name(_)
            | Purpose::Tags(_)
            | Purpose::ArticleTags(_)
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
