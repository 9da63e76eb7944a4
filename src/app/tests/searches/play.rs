//! A reader who searches, and a world of articles that answers at once.

use super::super::made::{self, article, followed};
use crate::app::*;
use crate::domain::{
    ArticleRow, Counts, Cursor, Edge, FeedId, FeedRow, Order, Page, Query, QueryChange, QueryId,
    SavedQuery, Scope,
};

pub(super) const NOW: i64 = 2_000_000;

const TEXT: &str = "The harbour is old.\n\nNobody knows how old the harbour is.";

/// An article: its feed, its title, whether it is unread.
pub(super) type Item = (i64, &'static str, bool);

/// A reader, and a world of articles that answers at once.
pub(super) struct Play {
    pub(super) app: App,
    pub(super) items: Vec<Item>,
    pub(super) saved: Vec<SavedQuery>,
    pub(super) log: Vec<Effect>,
    /// Effects of that kind wait to be answered.
    pub(super) held: Vec<Effect>,
    pub(super) holding: bool,
}

pub(super) const ITEMS: &[Item] = &[
    (1, "Harbour opens", true),
    (1, "Harbour closes", false),
    (2, "Bridge opens", false),
    (3, "Harbour bridge sinks", true),
];

impl Play {
    pub(super) fn new(items: &[Item]) -> Play {
        Play::sized(items, 120, 36)
    }

    pub(super) fn sized(items: &[Item], columns: u16, rows: u16) -> Play {
        let app = App::new(Keymap::standard(), Settings::default());
        let mut play = Play {
            app,
            items: items.to_vec(),
            saved: Vec::new(),
            log: Vec::new(),
            held: Vec::new(),
            holding: false,
        };
        let effects = play.app.start(Size { columns, rows }, NOW);
        play.world(effects);
        play
    }

    pub(super) fn world(&mut self, effects: Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            self.log.push(effect.clone());
            if self.holding && matches!(effect, Effect::Read(_, Read::Page(..))) {
                self.held.push(effect);
            } else if let Some(message) = self.answer(effect) {
                waiting.extend(self.app.update(message));
            }
        }
    }

    pub(super) fn answer(&mut self, effect: Effect) -> Option<Message> {
        Some(match effect {
            Effect::Read(request, Read::Page(query, edge, limit)) => {
                Message::Read(request, ReadAnswer::Page(self.page(&query, edge, limit)))
            }
            Effect::Read(request, Read::Counts(query)) => {
                let rows = self.rows(&query);
                let unread = rows.iter().filter(|row| row.unread).count() as u64;
                Message::Read(
                    request,
                    ReadAnswer::Counts(Counts { total: rows.len() as u64, unread }),
                )
            }
            Effect::Read(request, Read::Article(id)) => {
                let item = self.items[id.0 as usize - 1];
                Message::Read(
                    request,
                    ReadAnswer::Article(Some(Box::new((article(row(id.0, item), TEXT), None)))),
                )
            }
            Effect::Read(request, Read::Feeds) => {
                let feeds = vec![
                    feed(1, "Gazette", &["sea"], &self.items),
                    feed(2, "Courier", &[], &self.items),
                    feed(3, "Wire", &[], &self.items),
                ];
                Message::Read(request, ReadAnswer::Feeds(feeds, vec!["sea".into()]))
            }
            Effect::Read(request, Read::Shelves) => {
                let queries = self.saved.iter().map(|query| (query.clone(), Counts::default()));
                let queries = queries.collect();
                Message::Read(
                    request,
                    ReadAnswer::Shelves(crate::domain::Shelves {
                        queries,
                        ..crate::domain::Shelves::default()
                    }),
                )
            }
            Effect::Write(request, Write::ChangeQuery(change)) => {
                self.change(change);
                Message::Write(request, WriteAnswer::QueryChanged)
            }
            Effect::Write(request, Write::SetRead(ids, read)) => {
                for id in &ids {
                    self.items[id.0 as usize - 1].2 = !read;
                }
                Message::Write(request, WriteAnswer::Changed(ids))
            }
            Effect::Wake(request, 700 | 250) => Message::Woke(request),
            _ => return None,
        })
    }

    pub(super) fn change(&mut self, change: QueryChange) {
        match change {
            QueryChange::Save(title, text) => {
                let id = QueryId(self.saved.iter().map(|query| query.id.0).max().unwrap_or(0) + 1);
                match self.saved.iter_mut().find(|query| query.title == title) {
                    Some(query) => query.text = text,
                    None => self.saved.push(SavedQuery { id, title, text }),
                }
            }
            QueryChange::Remove(id) => self.saved.retain(|query| query.id != id),
            QueryChange::Restore(query) => self.saved.push(query),
            QueryChange::Rename(id, title) => {
                let query = self.saved.iter_mut().find(|query| query.id == id);
                query.unwrap().title = title;
            }
        }
    }

    /// What a list holds, in its order: newest first, or turned round.
    pub(super) fn rows(&self, query: &Query) -> Vec<ArticleRow> {
        let text = match &query.scope {
            Scope::Search(text) => Some(text.clone()),
            Scope::Saved(id) => {
                self.saved.iter().find(|query| query.id == *id).map(|query| query.text.clone())
            }
            _ => None,
        };
        let search = text.map(|text| crate::domain::search::parse(&text).unwrap());
        let fits = |row: &ArticleRow| {
            let scope = match &query.scope {
                Scope::Feed(id) => row.feed == *id,
                Scope::Tag(_) => row.feed == FeedId(1),
                _ => true,
            };
            let needles = search.iter().flat_map(|search| search.needles(|_| true));
            let words = row.title.to_lowercase();
            let found =
                needles.map(|needle| needle.words.join(" ")).all(|needle| words.contains(&needle));
            scope && found && (row.unread || !query.unread_only)
        };
        let all = self.items.iter().enumerate().map(|(at, item)| row(at as i64 + 1, *item));
        let mut rows: Vec<ArticleRow> = all.filter(fits).collect();
        if query.order == Order::Oldest {
            rows.reverse();
            rows.iter_mut().for_each(|row| row.order_key = -row.sort_key);
        }
        if search.is_some() {
            rows.iter_mut().for_each(|row| row.snippet = Some("… old harbour …".into()));
        }
        rows
    }

    pub(super) fn page(&self, query: &Query, edge: Edge, limit: usize) -> Page {
        let rows = self.rows(query);
        // A place need not be in the list itself.
        let after = |cursor: Cursor| rows.iter().filter(|row| row.id.0 <= cursor.id.0).count();
        let (from, to) = match edge {
            Edge::After(cursor) => (after(cursor), rows.len()),
            Edge::Before(cursor) => {
                let to = rows.iter().filter(|row| row.id.0 < cursor.id.0).count();
                (to.saturating_sub(limit), to)
            }
            Edge::End => (rows.len().saturating_sub(limit), rows.len()),
            Edge::Start => (0, rows.len()),
            Edge::Around(cursor) => (after(cursor).saturating_sub(limit / 2 + 1), rows.len()),
        };
        let to = to.min(from + limit);
        Page { rows: rows[from..to].to_vec(), offset: from as u64, ..Page::default() }
    }

    pub(super) fn keys(&mut self, keys: &str) -> Vec<Effect> {
        self.log.clear();
        for key in Key::parse_sequence(keys).unwrap() {
            let effects = self.app.update(Message::Input(Input::Key(key)));
            self.world(effects);
        }
        self.log.clone()
    }

    pub(super) fn types(&mut self, text: &str) -> Vec<Effect> {
        self.log.clear();
        for letter in text.chars() {
            let effects =
                self.app.update(Message::Input(Input::Key(Key::plain(Code::Char(letter)))));
            self.world(effects);
        }
        self.log.clone()
    }

    pub(super) fn titles(&self) -> Vec<&str> {
        self.app.list.rows.iter().map(|row| row.title.as_str()).collect()
    }

    pub(super) fn selected(&self) -> &str {
        self.app.list.selected_row().map_or("", |row| &row.title)
    }

    pub(super) fn status(&self) -> &str {
        self.app.status.text()
    }

    pub(super) fn line(&self) -> &str {
        self.app.commands.prompt.as_ref().map_or("", |prompt| &prompt.line.text)
    }
}

fn feed(id: i64, title: &str, tags: &[&str], items: &[Item]) -> FeedRow {
    let own = || items.iter().filter(|item| item.0 == id);
    let total = own().count() as u64;
    let unread = own().filter(|item| item.2).count() as u64;
    let mut feed = FeedRow { total, unread, ..followed(id, title) };
    let settings = &mut feed.subscription.as_mut().unwrap().settings;
    settings.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    feed
}

fn row(id: i64, (feed, title, unread): Item) -> ArticleRow {
    ArticleRow { feed: FeedId(feed), unread, ..made::row(id, title) }
}
