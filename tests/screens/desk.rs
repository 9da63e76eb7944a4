//! A reader without terminal and store: effects are answered at once from articles in memory.

use onrecord::app::{App, Effect, Key, Keymap, Message, Settings, Size};
use onrecord::domain::{Counts, FeedId, FeedOrigin, FeedRow, Page, Query, Scope};
use onrecord::ui::{Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::articles::{FEEDS, Story};
use super::library::Library;

/// The time on the desk: a Sunday evening.
pub(crate) const NOW: &str = "2024-02-18T19:42:00Z";

/// A reader at work on some articles.
pub(crate) struct Desk {
    /// The reader.
    pub(crate) app: App,
    /// The feeds, if others than those of the stories.
    pub(crate) followed: Option<Vec<FeedRow>>,
    /// What the screens of the archive show, if they are tried.
    pub(crate) library: Library,
    /// All that was asked of the world.
    pub(crate) log: Vec<Effect>,
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
            log: Vec::new(),
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
            self = self.tell(Message::Key(key));
        }
        self
    }

    /// Types text, letter by letter.
    pub(crate) fn types(mut self, text: &str) -> Desk {
        for c in text.chars() {
            let key = Key::plain(onrecord::app::Code::Char(c));
            self = self.tell(Message::Key(key));
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
        let Size { columns, rows } = self.app.size;
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
            Effect::LoadPage(request, query, ..) => {
                let found = self.stories.iter().filter(|story| matches(story, &query));
                let rows = found.map(|(article, _)| article.row.clone()).collect();
                Message::Page(request, Page { rows, offset: 0 })
            }
            Effect::LoadCounts(request, query) => {
                let found = || self.stories.iter().filter(|story| matches(story, &query));
                let unread = found().filter(|(article, _)| article.row.unread).count() as u64;
                Message::Counts(request, Counts { total: found().count() as u64, unread })
            }
            Effect::LoadArticle(request, id) => {
                let story = self.stories.iter().find(|(article, _)| article.row.id == id);
                Message::Article(request, story.cloned().map(Box::new))
            }
            Effect::LoadFeeds(request) => {
                Message::Feeds(request, self.feeds(), vec!["weather".into()])
            }
            Effect::SetRead(request, ids, read) => {
                for (article, _) in &mut self.stories {
                    article.row.unread ^=
                        ids.contains(&article.row.id) && article.row.unread == read;
                }
                Message::Changed(request, ids)
            }
            other => return self.library.answer(other, &self.stories),
        })
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
        Scope::Search(_) | Scope::Saved(_) => false,
    };
    let text = format!("{} {}", row.title, row.feed_title).to_lowercase();
    let words = query.filter.to_lowercase();
    scope
        && (row.unread || !query.unread_only)
        && words.split_whitespace().all(|word| text.contains(word))
}
