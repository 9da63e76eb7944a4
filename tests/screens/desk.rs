//! An app without terminal and store: effects are answered immediately from articles in memory.

use onrecord::app::{
    App, Effect, Input, Key, Keymap, Message, Read, ReadAnswer, Settings, Size, Write, WriteAnswer,
};
use onrecord::domain::{
    ArticleRow, Counts, Cursor, Edge, FeedId, FeedOrigin, FeedRow, Page, Query, QueryChange,
    QueryId, SavedQuery, Scope, Shelves,
};
use onrecord::ui::{Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::articles::{FEEDS, Story};
use super::copies;
use super::finding;
use super::library::Library;
use super::mended::Mended;

/// The time on the desk: a Sunday evening.
pub(crate) const NOW: &str = "2024-02-18T19:42:00Z";

/// An app with some articles in memory.
pub(crate) struct Desk {
    /// The reader.
    pub(crate) app: App,
    /// The feeds, if others than those of the stories.
    pub(crate) followed: Option<Vec<FeedRow>>,
    /// The data for the screens of the archive.
    pub(crate) library: Library,
    /// The corrections that the user has made.
    pub(crate) mended: Mended,
    /// All effects so far.
    pub(crate) log: Vec<Effect>,
    /// The saved queries.
    pub(crate) saved: Vec<SavedQuery>,
    stories: Vec<Story>,
}

impl Desk {
    /// Opens the reader on `stories`, in their order, on a screen of that size.
    pub(crate) fn new(stories: Vec<Story>, columns: u16, rows: u16) -> Desk {
        let zone = |_| chrono::FixedOffset::east_opt(2 * 3600).expect("an offset of two hours");
        let settings = Settings { zone, ..Settings::default() };
        let mut desk = Desk {
            app: App::new(Keymap::standard(), settings),
            followed: None,
            library: Library::default(),
            mended: Mended::default(),
            log: Vec::new(),
            saved: Vec::new(),
            stories,
        };
        let now = chrono::DateTime::parse_from_rfc3339(NOW).expect("a date").timestamp();
        let effects = desk.app.start(Size { columns, rows }, now);
        desk.answer(effects);
        desk
    }

    /// Types keys, written as in the keymap.
    pub(crate) fn keys(mut self, keys: &str) -> Desk {
        for key in keys.split_whitespace() {
            let key = Key::parse(key).expect("a key");
            self = self.tell(Message::Input(Input::Key(key)));
        }
        self
    }

    /// Types text, letter by letter.
    pub(crate) fn types(mut self, text: &str) -> Desk {
        for c in text.chars() {
            let key = Key::plain(onrecord::app::Code::Char(c));
            self = self.tell(Message::Input(Input::Key(key)));
        }
        self
    }

    /// Something happens.
    pub(crate) fn tell(mut self, message: Message) -> Desk {
        let effects = self.app.update(message);
        self.answer(effects);
        self
    }

    /// Articles come in at the top of the list; nobody is told.
    pub(crate) fn bring(&mut self, stories: Vec<Story>) {
        self.stories.splice(0..0, stories);
    }

    /// The screen.
    pub(crate) fn screen(&self, theme: &Theme) -> Buffer {
        let Size { columns, rows } = self.app.env.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("no I/O");
        let drawn = terminal.draw(|frame| view(&self.app, theme, frame)).expect("no I/O");
        drawn.buffer.clone()
    }

    fn answer(&mut self, effects: Vec<Effect>) {
        let mut waiting: std::collections::VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            self.log.push(effect.clone());
            if let Some(message) = self.message(effect) {
                waiting.extend(self.app.update(message));
            }
        }
    }

    fn message(&mut self, effect: Effect) -> Option<Message> {
        Some(match effect {
            Effect::Read(request, Read::Page(query, edge, limit)) => {
                Message::Read(request, ReadAnswer::Page(self.page(&query, edge, limit)))
            }
            Effect::Read(request, Read::Counts(query)) => {
                Message::Read(request, ReadAnswer::Counts(self.counts(&query)))
            }
            Effect::Read(request, Read::Shelves) => {
                Message::Read(request, ReadAnswer::Shelves(self.shelves()))
            }
            Effect::Write(request, Write::ChangeQuery(change)) => {
                self.change_query(change);
                Message::Write(request, WriteAnswer::QueryChanged)
            }
            Effect::Read(request, Read::Article(id)) => {
                let story = self.stories.iter().find(|(article, _)| article.row.id == id);
                let read = story.map(|story| self.mended.read(story));
                Message::Read(request, ReadAnswer::Article(read.map(Box::new)))
            }
            Effect::Read(request, Read::Feeds) => {
                Message::Read(request, ReadAnswer::Feeds(self.feeds(), vec!["weather".into()]))
            }
            Effect::Write(request, Write::SetRead(ids, read)) => {
                for (article, _) in &mut self.stories {
                    article.row.unread ^=
                        ids.contains(&article.row.id) && article.row.unread == read;
                }
                Message::Write(request, WriteAnswer::Changed(ids))
            }
            other => {
                let mended = self.mended.reply(&other);
                return mended
                    .or_else(|| copies::reply(&self.stories, &other))
                    .or_else(|| self.library.answer(other, &self.stories));
            }
        })
    }

    fn found(&self, query: &Query) -> Vec<&Story> {
        self.stories.iter().filter(|story| self.matches(story, query)).collect()
    }

    fn page(&self, query: &Query, edge: Edge, limit: usize) -> Page {
        let text = self.searched(&query.scope);
        let row = |story: &&Story| {
            let mut row = story.0.row.clone();
            row.snippet = text.as_ref().and_then(|text| finding::snippet(story, text));
            row
        };
        let rows: Vec<ArticleRow> = self.found(query).iter().map(row).collect();
        let place = |cursor: Cursor| rows.iter().position(|row| row.id == cursor.id);
        let (from, to) = match edge {
            Edge::After(cursor) => (place(cursor).map_or(0, |at| at + 1), rows.len()),
            Edge::Before(cursor) => (0, place(cursor).unwrap_or(0)),
            Edge::End => (rows.len().saturating_sub(limit), rows.len()),
            Edge::Start | Edge::Around(_) => (0, rows.len()),
        };
        let to = to.min(from + limit);
        Page { rows: rows[from..to].to_vec(), offset: from as u64, ..Page::default() }
    }

    fn counts(&self, query: &Query) -> Counts {
        let found = self.found(query);
        let unread = found.iter().filter(|(article, _)| article.row.unread).count() as u64;
        Counts { total: found.len() as u64, unread }
    }

    /// The text of a search.
    fn searched(&self, scope: &Scope) -> Option<String> {
        match scope {
            Scope::Search(text) => Some(text.clone()),
            Scope::Saved(id) => {
                let saved = self.saved.iter().find(|query| query.id == *id);
                saved.map(|query| query.text.clone())
            }
            _ => None,
        }
    }

    fn matches(&self, story: &Story, query: &Query) -> bool {
        let text = self.searched(&query.scope);
        matches(story, query) && text.is_none_or(|text| finding::finds(story, &text))
    }

    fn shelves(&self) -> Shelves {
        let counts = |scope| self.counts(&Query { scope, ..Query::default() });
        let queries = self.saved.iter();
        Shelves {
            starred: counts(Scope::Starred),
            tags: vec![("weather".into(), counts(Scope::Tag("weather".into())))],
            queries: queries.map(|query| (query.clone(), counts(Scope::Saved(query.id)))).collect(),
        }
    }

    fn change_query(&mut self, change: QueryChange) {
        match change {
            QueryChange::Save(title, text) => {
                self.saved.retain(|query| query.title != title);
                let id = QueryId(self.saved.len() as i64 + 1);
                self.saved.push(SavedQuery { id, title, text });
            }
            QueryChange::Remove(id) => self.saved.retain(|query| query.id != id),
            QueryChange::Restore(query) => self.saved.push(query),
            QueryChange::Rename(id, title) => {
                let query = self.saved.iter_mut().find(|query| query.id == id);
                query.into_iter().for_each(|query| query.title.clone_from(&title));
            }
        }
    }

    fn feeds(&self) -> Vec<FeedRow> {
        if let Some(feeds) = &self.followed {
            return feeds.clone();
        }
        let feed = |(place, title): (usize, &&str)| {
            let id = FeedId(place as i64 + 1);
            let own = || self.stories.iter().filter(move |(article, _)| article.row.feed == id);
            FeedRow {
                subscription: None,
                id,
                title: title.to_string(),
                origin: FeedOrigin::Path(format!("/news/{place}")),
                total: own().count() as u64,
                unread: own().filter(|(article, _)| article.row.unread).count() as u64,
            }
        };
        FEEDS.iter().enumerate().map(feed).filter(|feed| feed.total > 0).collect()
    }
}

fn matches((article, _): &Story, query: &Query) -> bool {
    let row = &article.row;
    let scope = match &query.scope {
        Scope::All => true,
        Scope::Starred => row.starred,
        Scope::Feed(id) => row.feed == *id,
        Scope::Tag(tag) => article.tags.contains(tag),
        // What it searches for is looked at elsewhere.
        Scope::Search(_) | Scope::Saved(_) => true,
    };
    let text = format!("{} {}", row.title, row.feed_title).to_lowercase();
    let words = query.filter.to_lowercase();
    scope
        && (row.unread || !query.unread_only)
        && words.split_whitespace().all(|word| text.contains(word))
}
