//! Doing what a line asks for: names are looked up among feeds, tags, saved queries, themes.

use crate::domain::{FeedId, Order, QueryId, Scope, clean};

use super::parse::{Asked, parse};
use super::table::Takes;
use crate::app::Sidebar;
use crate::app::command::nearest::meant;
use crate::app::exchange::effect::Wanted;
use crate::app::searching::is_search;
use crate::app::{Action, App, Effect, OnScreen, Outcome};

impl App {
    /// Does what a line asks for.
    ///
    /// # Errors
    /// Says what is wrong with it; nothing was done then.
    pub(in crate::app) fn run_line(&mut self, line: &str) -> Result<Outcome, String> {
        match parse(line)? {
            Asked::Nothing => Ok(Outcome::none()),
            // Typed out, it is meant: nothing is only closed by it.
            Asked::Act(Action::Quit) => Ok(Outcome::from(Effect::Screen(OnScreen::Quit))),
            Asked::Act(action) => Ok(self.act_in_time(action, None)),
            Asked::Text(takes, name, text) => self.run_with_text(takes, name, &text),
            Asked::Sort(Order::Best) if !is_search(&self.list.query.scope) => {
                Err("Only searches can be ordered by how well they match".into())
            }
            Asked::Sort(order) => Ok(self.leaving(|app| app.sort_by(order))),
            Asked::Scope(scope, name) => self.run_scope(scope, &name),
            Asked::Row(number) => Ok(self.leaving(|app| app.go_to_row(number))),
            Asked::Set(name, value) => self.set_named(&name, &value),
            Asked::Export(what, format, to) => self.export(what, format, to),
            Asked::Pipe(format, program) => self.pipe(format, program),
            Asked::Mark(true, letter) => Ok(self.article.set_mark(letter)),
            Asked::Mark(false, letter) => Ok(self.go_to_mark(letter)),
        }
    }

    /// Does something with the list, which nothing lies over then.
    fn leaving(&mut self, act: impl FnOnce(&mut App) -> Outcome) -> Outcome {
        self.note_jump();
        let _ = self.overlays.leave_screens();
        act(self)
    }

    fn run_with_text(&mut self, takes: Takes, name: &str, text: &str) -> Result<Outcome, String> {
        match (takes, name) {
            (Takes::Rest, "search") => Ok(self.leaving(|app| app.search_for(text))),
            (Takes::Rest, _) => {
                Ok(self.leaving(|app| app.list.set_filter(&mut app.env, text.to_owned())))
            }
            (Takes::Name, "save-query") => self.save_search(text),
            (Takes::Name, _) => Ok(self.look_up(text)),
            (Takes::Shelf, _) => {
                let scope = self.sidebar.scope_called(text)?;
                Ok(self.leaving(|app| app.set_scope(scope)))
            }
            (Takes::Feed, _) => {
                let feed = self.sidebar.feed_called(text)?;
                Ok(self.refresh.begin(&mut self.env, Wanted::These(vec![feed])))
            }
            (Takes::Saved, _) => {
                let query = self.sidebar.saved_called(text)?;
                Ok({
                    let outcome = self.sidebar.remove_query(query);
                    self.run(outcome)
                })
            }
            (Takes::Theme, _) => self.set_named("theme", text),
            (Takes::Subject, _) => Ok(self.open_dossier_of(text)),
            _ => Ok(Outcome::none()),
        }
    }

    fn run_scope(&mut self, scope: &str, name: &str) -> Result<Outcome, String> {
        let scope = match scope {
            "all" => Scope::All,
            "starred" => Scope::Starred,
            "feed" => Scope::Feed(self.sidebar.feed_called(name)?),
            "tag" => Scope::Tag(self.sidebar.tag_called(name)?),
            "saved" => Scope::Saved(self.sidebar.saved_called(name)?),
            _ => return Ok(self.leaving(|app| app.search_for(name))),
        };
        Ok(self.leaving(|app| app.set_scope(scope)))
    }
}

impl Sidebar {
    pub(in crate::app) fn feed_called(&self, name: &str) -> Result<FeedId, String> {
        let feeds = self.feeds.iter().map(|feed| (feed.title.as_str(), feed.id));
        called("feed", name, &feeds.collect::<Vec<_>>())
    }

    pub(in crate::app) fn saved_called(&self, name: &str) -> Result<QueryId, String> {
        let saved = self.shelves.queries.iter().map(|(it, _)| (it.title.as_str(), it.id));
        called("saved query", name, &saved.collect::<Vec<_>>())
    }

    pub(in crate::app) fn tag_called(&self, name: &str) -> Result<String, String> {
        let name = name.strip_prefix('#').unwrap_or(name);
        let tags = self.tags.iter().map(|tag| (tag.as_str(), tag.clone()));
        called("tag", name, &tags.collect::<Vec<_>>())
    }

    pub(in crate::app) fn scope_called(&self, name: &str) -> Result<Scope, String> {
        let feeds = self.feeds.iter().map(|feed| (feed.title.as_str(), Scope::Feed(feed.id)));
        let saved = self.shelves.queries.iter();
        let saved = saved.map(|(it, _)| (it.title.as_str(), Scope::Saved(it.id)));
        let tags = self.tags.iter().map(|tag| (tag.as_str(), Scope::Tag(tag.clone())));
        let all: Vec<(&str, Scope)> = feeds.chain(saved).chain(tags).collect();
        let name = name.strip_prefix('#').unwrap_or(name);
        called("feed, tag or saved query", name, &all)
    }
}

/// What is called `name`: in any case, or as the only one that begins so or has it in its name.
fn called<T: Clone>(what: &str, name: &str, known: &[(&str, T)]) -> Result<T, String> {
    let wanted = clean::one_line(name).to_lowercase();
    let ways: [fn(&str, &str) -> bool; 3] = [
        |known, wanted| known == wanted,
        |known, wanted| known.starts_with(wanted),
        |known, wanted| known.contains(wanted),
    ];
    for fits in ways {
        let mut found =
            known.iter().filter(|(known, _)| fits(&clean::one_line(known).to_lowercase(), &wanted));
        match (found.next(), found.next()) {
            (Some((_, it)), None) => return Ok(it.clone()),
            (Some((one, _)), Some((other, _))) => {
                let (one, other) = (clean::one_line(one), clean::one_line(other));
                return Err(format!("`{name}` may be “{one}” or “{other}”: type more of it"));
            }
            _ => {}
        }
    }
    let meant = meant(&wanted, known.iter().map(|(known, _)| *known));
    Err(format!("No {what} is called `{name}`{meant}"))
}
