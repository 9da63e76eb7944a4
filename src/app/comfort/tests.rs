//! Tests of the look: settings, zen, widths, themes, where the reader was.

use crate::app::list::Arrival;
use crate::app::{
    App, Effect, Focus, Input, Key, Keymap, Message, Net, NetAnswer, OnScreen, Overlay, Read,
    ReadAnswer, Remember, RequestId, Settings, Size,
};
use crate::domain::{
    Article, ArticleId, ArticleRow, Body, Counts, FeedId, Page, Scope, TextSource,
};

use super::{OPTIONS, SESSION};

fn article(id: i64, text: &str) -> Article {
    Article {
        row: ArticleRow {
            id: ArticleId(id),
            feed: FeedId(1),
            feed_title: "Gazette".into(),
            title: format!("Title {id}"),
            published: None,
            sort_key: -id,
            unread: false,
            starred: false,
            attributions: None,
            analysed: false,
            words: 10,
            sourcing: None,
            order_key: -id,
            snippet: None,
        },
        url: None,
        guid: None,
        authors: Vec::new(),
        outlet: None,
        updated: None,
        language: None,
        tags: Vec::new(),
        own_tags: Vec::new(),
        body: Body::from_text(text),
        text_hash: "h".into(),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

/// A text of many short paragraphs.
fn long() -> String {
    (0..80).map(|number| format!("Paragraph number {number}.\n\n")).collect()
}

struct Desk {
    app: App,
    articles: Vec<Article>,
    /// What was asked of the world that is no question for the store.
    asked: Vec<Effect>,
}

impl Desk {
    fn of(app: App, columns: u16) -> Desk {
        let articles = vec![article(1, &long()), article(2, &long())];
        let mut desk = Desk { app, articles, asked: Vec::new() };
        let effects = desk.app.start(Size { columns, rows: 30 }, 1_000);
        desk.answer(effects);
        desk
    }

    fn new(columns: u16) -> Desk {
        let themes = ["dark", "light", "mono"].map(String::from).to_vec();
        let settings = Settings { themes, ..Settings::default() };
        Desk::of(App::new(Keymap::standard(), settings), columns)
    }

    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let message = match effect {
                Effect::Read(request, Read::Page(query, ..)) => {
                    let here = query.scope == Scope::All;
                    let rows = self.articles.iter().filter(|_| here).map(|it| it.row.clone());
                    Message::Read(
                        request,
                        ReadAnswer::Page(Page { rows: rows.collect(), offset: 0, newest: None }),
                    )
                }
                Effect::Read(request, Read::Counts(_)) => {
                    Message::Read(request, ReadAnswer::Counts(Counts { total: 2, unread: 0 }))
                }
                Effect::Read(request, Read::Article(id)) => {
                    let found = self.articles.iter().find(|it| it.row.id == id).cloned();
                    Message::Read(
                        request,
                        ReadAnswer::Article(found.map(|it| Box::new((it, None)))),
                    )
                }
                Effect::Read(request, Read::Feeds) => {
                    Message::Read(request, ReadAnswer::Feeds(Vec::new(), Vec::new()))
                }
                other => {
                    if let Effect::Remember(Remember::Place(id, place)) = &other {
                        let own = self.articles.iter_mut().filter(|it| it.row.id == *id);
                        own.for_each(|it| it.place = Some(*place));
                    }
                    self.asked.push(other);
                    continue;
                }
            };
            let effects = self.app.update(message);
            self.answer(effects);
        }
    }

    fn keys(mut self, keys: &str) -> Desk {
        for key in keys.split_whitespace() {
            let effects = self.app.update(Message::Input(Input::Key(Key::parse(key).unwrap())));
            self.answer(effects);
        }
        self
    }

    fn shown(&self) -> String {
        let layout = self.app.layout().unwrap();
        let pane = |name: &str, area: Option<crate::app::Area>| {
            area.map(|area| format!("{name}{} ", area.width)).unwrap_or_default()
        };
        let panes =
            [pane("list", layout.list), pane("body", layout.body), pane("sources", layout.sources)];
        format!("{}{:?}", panes.concat(), self.app.focus)
    }

    fn remembered(&self, name: &str) -> Option<String> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Remember(Remember::Setting(known, value)) if *known == name => {
                Some(value.clone())
            }
            _ => None,
        })
    }

    fn top(&self) -> usize {
        self.app.article.reader.as_ref().map_or(0, |reader| reader.top)
    }
}

#[test]
fn every_setting_is_read_as_it_is_written_and_says_what_it_needs() {
    let mut app = Desk::new(120).app;
    for option in OPTIONS {
        let now = app.env.setting(option.name).unwrap();
        assert!(app.set(option.name, &now).is_ok(), "{} {now}", option.name);
        assert_eq!(app.env.setting(option.name).unwrap(), now, "{}", option.name);
        for word in app.env.setting_words(option.name) {
            assert!(app.set(option.name, &word).is_ok(), "{} {word}", option.name);
        }
    }
    for (name, value, fault) in [
        ("measure", "30", "`measure` needs a whole number from 40 to 120 (columns)"),
        ("list-width", "x", "`list-width` needs a whole number from 20 to 200 (columns), or auto"),
        ("align", "right", "`align` needs left or centre"),
        ("plain", "maybe", "`plain` needs on or off"),
        ("theme", "noon", "There is no theme `noon`: dark, light, mono"),
    ] {
        assert_eq!(app.set(name, value).unwrap_err(), fault);
    }
    assert!(app.set("mesure", "50").unwrap_err().starts_with("`mesure` is no setting: measure"));
}

/// Makes a setting hold; gives the effects.
fn set(app: &mut App, name: &str, value: &str) -> Vec<Effect> {
    let outcome = app.set(name, value).unwrap();
    app.finish(outcome)
}

#[test]
fn a_setting_is_remembered_with_what_the_file_says() {
    let mut app = Desk::new(120).app;
    let remember =
        |name, value: &str| vec![Effect::Remember(Remember::Setting(name, value.into()))];
    assert_eq!(set(&mut app, "reading.measure", "66"), remember("measure", "66"));
    app.env.look.configured.insert("measure", "60".into());
    assert_eq!(set(&mut app, "measure", "90"), remember("measure", "90\t60"));
    assert_eq!(set(&mut app, "list-width", "auto"), remember("list-width", "auto"));
}

#[test]
fn zen_shows_only_the_text_and_leaves_to_what_was() {
    let desk = Desk::new(200).keys("tab tab z");
    assert_eq!(desk.shown(), "body200 Body");
    let reader = desk.app.article.reader.as_ref().unwrap();
    assert!(reader.lead > 50, "the text stands in the middle");
    assert_eq!(desk.keys("z").shown(), "list46 body94 sources58 Sources");
    assert_eq!(Desk::new(200).keys("z").shown(), "body200 Body");
    assert_eq!(Desk::new(200).keys("z esc").shown(), "list46 body94 sources58 List");
    assert_eq!(Desk::new(80).keys("z h").shown(), "list80 List");
    let next = Desk::new(120).keys("z J");
    assert_eq!(next.shown(), "body120 Body");
    assert_eq!(next.app.article.reader.unwrap().article.row.id, ArticleId(2));
}

#[test]
fn panes_become_wider_and_narrower_until_there_is_no_room() {
    let desk = Desk::new(120).keys("alt-+ alt-+ alt-+");
    assert_eq!(desk.shown(), "list37 body45 sources36 List");
    assert_eq!(desk.remembered("list-width").unwrap(), "37");
    let desk = desk.keys("tab alt-+");
    assert_eq!(desk.shown(), "list37 body47 sources34 Body");
    let desk = desk.keys(&"alt-+ ".repeat(40));
    assert_eq!(desk.shown(), "list37 body57 sources24 Body");
    assert!(desk.app.status.get().unwrap().text.contains("wider"));
    // The next step counts from what is seen.
    assert_eq!(desk.keys("alt--").shown(), "list37 body55 sources26 Body");
    let narrow = Desk::new(80).keys("alt-+");
    assert_eq!(narrow.app.status.get().unwrap().text, "There is only one pane here.");
}

#[test]
fn a_theme_is_tried_and_kept_or_left() {
    let desk = Desk::new(120).keys("ctrl-t j j");
    assert!(matches!(desk.app.overlays.top(), Some(Overlay::Themes(_))));
    assert_eq!(desk.app.env.look.theme, 2);
    let left = desk.keys("esc");
    assert_eq!((left.app.env.look.theme, left.remembered("theme")), (0, None));
    let kept = left.keys("ctrl-t j enter");
    assert_eq!((kept.app.env.look.theme, kept.remembered("theme").unwrap().as_str()), (1, "light"));
    assert!(kept.app.overlays.top().is_none());
    let mut clicked = kept.keys("ctrl-t j");
    let _ = clicked.app.update(Message::Input(Input::Mouse(crate::app::Mouse::Click(0, 0))));
    assert_eq!(clicked.app.env.look.theme, 1, "a click beside it leaves it");
}

#[test]
fn the_place_in_an_article_is_remembered_and_found_again() {
    let desk = Desk::new(80).keys("l pagedown pagedown");
    let top = desk.top();
    assert!(top > 20);
    let desk = desk.keys("J");
    let place = desk.articles[0].place.unwrap();
    assert!(place > 100, "{place}");
    assert_eq!(desk.top(), 0);
    let desk = desk.keys("K");
    assert_eq!(desk.top(), top);
    // Whoever has read all of it begins anew.
    let desk = desk.keys("G J");
    assert_eq!(desk.articles[0].place, Some(0));
    // Who only passes over it leaves no trace.
    let passed = Desk::new(200).keys("pagedown j");
    assert!(passed.articles.iter().all(|it| it.place.is_none()));
}

#[test]
fn the_reader_begins_where_it_ended() {
    let desk = Desk::new(80).keys("j l pagedown q");
    assert!(matches!(desk.asked.last(), Some(Effect::Screen(OnScreen::Quit))));
    assert!(desk.articles[1].place.is_some(), "the open article's place is remembered");
    let session = desk.remembered(SESSION).unwrap();
    let mut app = App::new(Keymap::standard(), Settings::default());
    assert_eq!(app.resume(&session), Some(ArticleId(2)));
    app.list.rows = vec![desk.articles[1].row.clone()];
    let again = Desk::of(app, 80);
    assert_eq!(again.shown(), "body80 Body");
    assert_eq!(again.app.list.selected, 1);
    assert_eq!(again.app.article.reader.unwrap().article.row.id, ArticleId(2));
}

#[test]
fn a_scope_that_is_gone_gives_way_to_everything() {
    let mut app = App::new(Keymap::standard(), Settings::default());
    let session = r#"{"scope":"feed 77","article":null,"focus":"body"}"#;
    assert_eq!(app.resume(session), None);
    let desk = Desk::of(app, 80);
    assert_eq!(desk.app.list.query.scope, Scope::All);
    assert_eq!((desk.app.list.rows.len(), desk.app.focus), (2, Focus::List));
    for odd in ["", "{}", "[1]", r#"{"scope":"moon","article":1,"focus":"x"}"#] {
        assert_eq!(App::new(Keymap::default(), Settings::default()).resume(odd), None, "{odd}");
    }
}

#[test]
fn nothing_is_restored_where_that_is_not_wanted() {
    let mut desk = Desk::new(80);
    set(&mut desk.app, "restore", "off");
    let desk = desk.keys("l pagedown q");
    assert_eq!((desk.remembered(SESSION), desk.articles[0].place), (None, None));
}

#[test]
fn lines_are_spaced_within_paragraphs_only() {
    let mut desk = Desk::new(80);
    let text = format!("{}\n\nShort.", "word ".repeat(40));
    desk.articles[0] = article(1, &text);
    let mut desk = desk.keys("J K l");
    let blanks = |desk: &Desk| {
        let lines = &desk.app.article.reader.as_ref().unwrap().lines;
        lines.iter().map(|line| if line.is_blank() { '.' } else { 'x' }).collect::<String>()
    };
    assert_eq!(blanks(&desk), "xxx.x");
    set(&mut desk.app, "line-spacing", "1");
    assert_eq!(blanks(&desk), "x.x.x.x");
    assert!(desk.app.article.reader.as_mut().unwrap().minutes_left(230).is_none());
}

#[test]
fn only_a_refresh_that_nobody_asked_for_notifies() {
    let mut app = Desk::new(80).app;
    assert_eq!(app.env.notice(3), None);
    set(&mut app, "notify.refresh", "bell");
    assert_eq!(app.env.notice(0), None);
    assert_eq!(
        app.env.notice(1),
        Some(Effect::Screen(OnScreen::Notify("onrecord".into(), "1 new article".into())))
    );
    let outcome = app.refresh.begin(&mut app.env, crate::app::Wanted::All);
    let effects = app.finish(outcome);
    let Some(Effect::Net(request, Net::Refresh(_))) = effects.last() else { panic!("no refresh") };
    let tally = crate::app::Tally { new: 2, total: 1, done: 1, ..Default::default() };
    let answered = app.update(Message::Net(*request, NetAnswer::Refreshed(tally)));
    assert!(!answered.iter().any(|effect| matches!(effect, Effect::Screen(OnScreen::Notify(..)))));
    let _ = (Arrival::First, RequestId::default());
}
