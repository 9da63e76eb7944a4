//! A reader of feeds, and a world that answers reads at once and keeps what else it is asked.

use super::super::made::{self, article, folder, followed};
use crate::app::*;
use crate::domain::{
    Article, ArticleId, ArticleRow, Counts, Cursor, Edge, FeedId, FeedInfo, FeedOrigin, FeedRow,
    FeedSettings, Following, Page, TextSource,
};

pub(super) const NOW: i64 = 2_000_000;

pub(super) const FEEDS_TEXT: &str =
    "The lead of the story.\n\nThe ferry left at nine in the morning.";

/// A reader, and a world that answers reads at once and keeps what else it is asked.
pub(super) struct Play {
    pub(super) app: App,
    /// The articles, newest first: ids and what they are ordered by.
    pub(super) articles: Vec<i64>,
    pub(super) feeds: Vec<FeedRow>,
    pub(super) asked: Vec<Effect>,
    pub(super) analysing: Option<Effect>,
    pub(super) page: Option<&'static str>,
    pub(super) shown: TextSource,
    /// What the feed's text has become.
    pub(super) edited: Option<&'static str>,
}

impl Play {
    pub(super) fn new() -> Play {
        Play::with(Settings::default())
    }

    pub(super) fn with(settings: Settings) -> Play {
        let app = App::new(Keymap::standard(), settings);
        let feeds = vec![fetched(1, "Alder"), fetched(2, "Birch"), folder(3, "Cedar")];
        let articles = (1..=60).rev().collect();
        let mut play = Play {
            app,
            articles,
            feeds,
            asked: Vec::new(),
            analysing: None,
            page: None,
            shown: TextSource::Feed,
            edited: None,
        };
        let effects = play.app.start(Size { columns: 120, rows: 36 }, NOW);
        play.world(effects);
        play
    }

    pub(super) fn world(&mut self, effects: Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match self.answer(&effect) {
                Some(message) => waiting.extend(self.app.update(message)),
                None if matches!(effect, Effect::Analyse(_)) => self.analysing = Some(effect),
                None => self.asked.push(effect),
            }
        }
    }

    pub(super) fn answer(&self, effect: &Effect) -> Option<Message> {
        Some(match effect {
            Effect::Read(request, Read::Page(_, edge, limit)) => {
                let place = |cursor: &Cursor| {
                    self.articles.iter().position(|id| *id <= cursor.id.0).unwrap_or(0)
                };
                let from = match edge {
                    Edge::Around(cursor) => place(cursor).saturating_sub(limit / 2),
                    Edge::After(cursor) => place(cursor) + 1,
                    _ => 0,
                };
                let rows = self.articles.iter().skip(from).take(*limit).map(|id| row(*id));
                let newest = self.articles.iter().max().map(|id| ArticleId(*id));
                Message::Read(
                    *request,
                    ReadAnswer::Page(Page { rows: rows.collect(), offset: from as u64, newest }),
                )
            }
            Effect::Read(request, Read::Counts(_)) => {
                let total = self.articles.len() as u64;
                Message::Read(*request, ReadAnswer::Counts(Counts { total, unread: total }))
            }
            Effect::Read(request, Read::Article(id)) => Message::Read(
                *request,
                ReadAnswer::Article(Some(Box::new((self.article(*id), None)))),
            ),
            Effect::Read(request, Read::Feeds) => {
                Message::Read(*request, ReadAnswer::Feeds(self.feeds.clone(), vec!["sea".into()]))
            }
            Effect::Read(request, Read::Shelves) => {
                Message::Read(*request, ReadAnswer::Shelves(crate::domain::Shelves::default()))
            }
            Effect::Wake(request, 700) => Message::Woke(*request),
            _ => return None,
        })
    }

    pub(super) fn article(&self, id: ArticleId) -> Article {
        let text = self.page.filter(|_| self.shown == TextSource::Page);
        let text = text.or(self.edited).unwrap_or(FEEDS_TEXT);
        Article {
            url: Some("https://example.org/story".into()).filter(|_| id.0 != 59),
            text_hash: format!("{:?} {:?}", self.shown, self.edited),
            text_source: self.shown,
            has_other_text: self.page.is_some(),
            ..article(row(id.0), text)
        }
    }

    /// Types keys; gives what was asked of the world beside reading.
    pub(super) fn keys(&mut self, keys: &str) -> Vec<Effect> {
        self.asked.clear();
        for key in Key::parse_sequence(keys).unwrap() {
            let effects = self.app.update(Message::Input(Input::Key(key)));
            self.world(effects);
        }
        std::mem::take(&mut self.asked)
    }

    pub(super) fn types(&mut self, text: &str) -> &mut Play {
        for letter in text.chars() {
            let effects =
                self.app.update(Message::Input(Input::Key(Key::plain(Code::Char(letter)))));
            self.world(effects);
        }
        self
    }

    pub(super) fn send(&mut self, message: Message) -> Vec<Effect> {
        self.asked.clear();
        let effects = self.app.update(message);
        self.world(effects);
        std::mem::take(&mut self.asked)
    }

    pub(super) fn status(&self) -> &str {
        self.app.status.text()
    }

    /// Adds the address that is typed; gives the request that looks at it.
    pub(super) fn look_at(&mut self, address: &str) -> RequestId {
        self.keys("a");
        let asked = self.types(address).keys("enter");
        let [Effect::Net(request, Net::AddFeed(typed))] = &asked[..] else { panic!("{asked:?}") };
        assert_eq!(typed, address);
        *request
    }

    /// Starts a refresh; gives its request and what is wanted.
    pub(super) fn refresh(&mut self, keys: &str) -> (RequestId, Wanted) {
        let asked = self.keys(keys);
        let [Effect::Net(request, Net::Refresh(wanted))] = &asked[..] else { panic!("{asked:?}") };
        (*request, wanted.clone())
    }

    /// What the list shows: the titles on its screen lines, the selected one marked.
    pub(super) fn view(&self) -> Vec<String> {
        let list = &self.app.list;
        let mark = |index| if index == list.selected { ">" } else { "" };
        list.shown().map(|(index, row)| format!("{}{}", mark(index), row.title)).collect()
    }
}

pub(super) fn offer(number: usize) -> Following {
    let address = format!("https://example.org/feed{number}");
    let info = FeedInfo {
        origin: FeedOrigin::Address(address),
        title: format!("Feed {number}"),
        site: None,
    };
    Following { info, own_title: None, settings: FeedSettings::default() }
}

pub(super) fn tally(done: u64, total: u64, new: u64, updated: u64) -> Tally {
    Tally { done, total, new, updated, ..Tally::default() }
}

pub(super) fn failed(titles: &[&str], tally: Tally) -> Tally {
    let failed = titles.iter().map(|title| ((*title).into(), "no answer".into())).collect();
    Tally { failed, ..tally }
}

/// A feed that is followed and was fetched an hour ago.
pub(super) fn fetched(id: i64, title: &str) -> FeedRow {
    let mut feed = followed(id, title);
    feed.subscription.as_mut().unwrap().fetched_at = Some(NOW - 3600);
    feed
}

/// An unread article of the first feed or the second; the higher its number, the newer it is.
pub(super) fn row(id: i64) -> ArticleRow {
    let (feed, key) = (FeedId(1 + id % 2), 1000 + id);
    ArticleRow { feed, sort_key: key, order_key: key, ..made::row(id, &format!("Article {id}")) }
}
