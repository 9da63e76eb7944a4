//! A reader without a screen, and a world that answers it: articles that all hold the same text.

use super::made::{article, folder, row};
use crate::app::*;
use crate::domain::{
    Analysis, ArticleId, ArticleRow, Attribution, Counts, Cursor, Edge, Entity, EntityKind, Mode,
    Page, Query, Range, Source, SourceId, SourceKind, Span,
};

pub(in crate::app) const TEXT: &str = "\"We left,\" said Ann Lee. She denied the rest.\n\nBob Ray says it rained.\n\nNobody spoke here at all.\n\n\"Twice,\" Lee added.";

/// A reader with its world played by the test: a list of `total` articles that all hold `TEXT`.
pub(in crate::app) struct Play {
    pub(in crate::app) app: App,
    pub(in crate::app) total: u64,
    pub(in crate::app) log: Vec<Effect>,
    /// Articles that are gone.
    pub(in crate::app) gone: Vec<ArticleId>,
}

impl Play {
    pub(in crate::app) fn new(total: u64) -> Play {
        Play::sized(total, 120, 36)
    }

    pub(in crate::app) fn sized(total: u64, columns: u16, rows: u16) -> Play {
        let app = App::new(Keymap::standard(), Settings::default());
        let mut play = Play { app, total, log: Vec::new(), gone: Vec::new() };
        let effects = play.app.start(Size { columns, rows }, 2_000_000);
        play.world(effects);
        play
    }

    /// Plays the world until nothing is left to be done. Wakes are logged, not answered.
    pub(in crate::app) fn world(&mut self, effects: Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            self.log.push(effect.clone());
            if let Some(message) = self.reply(effect) {
                waiting.extend(self.app.update(message));
            }
        }
    }

    fn reply(&self, effect: Effect) -> Option<Message> {
        Some(match effect {
            Effect::Read(request, Read::Page(query, edge, limit)) => {
                Message::Read(request, ReadAnswer::Page(self.page(&query, edge, limit as u64)))
            }
            Effect::Read(request, Read::Counts(query)) => {
                let total = if query.filter == "nothing" { 0 } else { self.total };
                Message::Read(request, ReadAnswer::Counts(Counts { total, unread: total }))
            }
            Effect::Read(request, Read::Article(id)) if self.gone.contains(&id) => {
                Message::Read(request, ReadAnswer::Article(None))
            }
            Effect::Read(request, Read::Article(id)) => {
                let article = article(numbered(id.0 as u64), TEXT);
                Message::Read(
                    request,
                    ReadAnswer::Article(Some(Box::new((article, Some(analysis()))))),
                )
            }
            Effect::Read(request, Read::Feeds) => {
                Message::Read(request, ReadAnswer::Feeds(vec![folder(1, "Gazette")], Vec::new()))
            }
            Effect::Write(request, Write::SetRead(ids, _))
            | Effect::Write(request, Write::SetStarred(ids, _))
            | Effect::Write(request, Write::DeleteArticles(ids))
            | Effect::Write(request, Write::RestoreArticles(ids)) => {
                Message::Write(request, WriteAnswer::Changed(ids))
            }
            Effect::Write(request, Write::SetTags(id, _)) => {
                Message::Write(request, WriteAnswer::Changed(vec![id]))
            }
            Effect::Write(request, Write::SetReadIn(_, range, ..)) => {
                let place = |cursor: Cursor| cursor.id.0 as u64;
                let changed = match range {
                    Range::All => 1..=self.total,
                    Range::Above(cursor) => 1..=place(cursor) - 1,
                    Range::Below(cursor) => place(cursor) + 1..=self.total,
                };
                Message::Write(
                    request,
                    WriteAnswer::Changed(changed.map(|n| ArticleId(n as i64)).collect()),
                )
            }
            Effect::Write(request, Write::RemoveFeed(_))
            | Effect::Write(request, Write::RestoreFeed(_)) => {
                Message::Write(request, WriteAnswer::FeedChanged)
            }
            _ => return None,
        })
    }

    fn page(&self, query: &Query, edge: Edge, limit: u64) -> Page {
        if query.filter == "nothing" {
            return Page::default();
        }
        let place = |cursor: Cursor| cursor.id.0 as u64;
        let (from, to) = match edge {
            Edge::Start => (1, limit),
            Edge::End => ((self.total + 1).saturating_sub(limit).max(1), self.total),
            Edge::After(cursor) => (place(cursor) + 1, place(cursor) + limit),
            Edge::Before(cursor) => (place(cursor).saturating_sub(limit).max(1), place(cursor) - 1),
            Edge::Around(cursor) => {
                (place(cursor).saturating_sub(limit / 2).max(1), place(cursor) + limit / 2)
            }
        };
        let rows = (from..=to.min(self.total)).map(numbered).collect();
        Page { rows, offset: from - 1, ..Page::default() }
    }

    /// Types keys; the world answers. What was asked of it is returned.
    pub(in crate::app) fn keys(&mut self, keys: &str) -> Vec<Effect> {
        self.log.clear();
        for key in Key::parse_sequence(keys).expect("keys are well written") {
            let effects = self.app.update(Message::Input(Input::Key(key)));
            self.world(effects);
        }
        self.log.clone()
    }

    pub(in crate::app) fn send(&mut self, message: Message) {
        let effects = self.app.update(message);
        self.world(effects);
    }

    pub(in crate::app) fn title(&self) -> &str {
        self.app.article.reader.as_ref().map_or("", |reader| &reader.article.row.title)
    }

    pub(in crate::app) fn current(&self) -> &str {
        let reader = self.app.article.reader.as_ref().expect("an article is open");
        let found = reader.current_attribution().expect("a statement is current");
        found.content[0].of(TEXT)
    }

    pub(in crate::app) fn status(&self) -> &str {
        self.app.status.text()
    }
}

fn span(piece: &str, nth: usize) -> Span {
    let (start, _) = TEXT.match_indices(piece).nth(nth).expect("the piece is in the text");
    Span::new(start, start + piece.len())
}

fn attribution(source: Span, cue: Span, content: Span, id: u32, kind: Mode) -> Attribution {
    Attribution {
        kind,
        source: vec![source],
        cue: vec![cue],
        content: vec![content],
        source_ids: vec![SourceId(id)],
        negated: false,
        confidence: 0.9,
    }
}

fn analysis() -> Analysis {
    let person = |name: &str| Source {
        kind: SourceKind::Person,
        name: name.into(),
        description: None,
        entity: None,
    };
    let entity = |name: &str, mentions: Vec<Span>| Entity {
        kind: EntityKind::Person,
        name: name.into(),
        mentions,
    };
    Analysis {
        language: None,
        read: None,
        sentences: Vec::new(),
        entities: vec![
            entity("Ann Lee", vec![span("Ann Lee", 0), span("Lee", 1)]),
            entity("Bob Ray", vec![span("Bob Ray", 0)]),
        ],
        sources: vec![person("Ann Lee"), person("Bob Ray")],
        corrected: Vec::new(),
        attributions: vec![
            attribution(
                span("Ann Lee", 0),
                span("said", 0),
                span("\"We left,\"", 0),
                0,
                Mode::Direct,
            ),
            attribution(span("She", 0), span("denied", 0), span("the rest", 0), 0, Mode::Indirect),
            attribution(
                span("Bob Ray", 0),
                span("says", 0),
                span("it rained", 0),
                1,
                Mode::Indirect,
            ),
            attribution(span("Lee", 1), span("added", 0), span("\"Twice,\"", 0), 0, Mode::Direct),
        ],
    }
}

fn numbered(number: u64) -> ArticleRow {
    row(number as i64, &format!("Article {number}"))
}
