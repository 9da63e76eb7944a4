//! The full text of an article is fetched from its page, shown, and switched off again.

use super::play::{FEEDS_TEXT, Play};
use crate::app::*;
use crate::domain::{ArticleId, TextSource};

#[test]
fn the_full_text_is_fetched_shown_and_switched_and_the_place_stays() {
    let mut play = Play::new();
    let asked = play.keys("f");
    let [Effect::Net(request, Net::FetchPage(id))] = asked[..] else { panic!("{asked:?}") };
    assert_eq!(id, ArticleId(60));
    assert_eq!(play.keys("f"), []);
    assert_eq!(play.status(), "Its page is being fetched; esc stops it.");
    play.page = Some("Far more words than the feed gave, in a text without the lead.");
    play.shown = TextSource::Page;
    play.analysing = None;
    play.send(Message::Net(request, NetAnswer::PageFetched(id)));
    assert_eq!(play.analysing, Some(Effect::Analyse(id)), "the new text has no analysis yet");
    let text = |play: &Play| play.app.article.reader.as_ref().unwrap().article.body.text.clone();
    assert!(text(&play).starts_with("Far more words"));
    assert_eq!(play.status(), "The full text from its page, 9 words.");
    assert!(play.app.article.fetching.is_empty());
    let stale = Message::Analysed(id, "Feed".into(), Box::default());
    play.send(stale);
    assert!(play.app.article.reader.as_ref().unwrap().analysis.is_none(), "of the feed's text");
    let asked = play.keys("f");
    let [Effect::Write(request, Write::ShowText(_, TextSource::Feed))] = asked[..] else {
        panic!("{asked:?}")
    };
    play.shown = TextSource::Feed;
    play.send(Message::Write(request, WriteAnswer::TextChanged(id)));
    assert_eq!(text(&play), FEEDS_TEXT);
    assert!(play.status().starts_with("The feed's text"));
}

#[test]
fn switching_keeps_the_place_in_the_text() {
    let mut play = Play::new();
    let paragraphs = |range: std::ops::Range<u32>| -> String {
        let paragraph =
            |number| format!("Paragraph number {number} tells of the sea and of ships.\n\n");
        range.map(paragraph).collect()
    };
    let (short, long) = (paragraphs(20..60), paragraphs(0..90));
    play.page = Some(Box::leak(long.into_boxed_str()));
    play.shown = TextSource::Page;
    play.keys("j enter");
    let top = |play: &Play| {
        let reader = play.app.article.reader.as_ref().unwrap();
        let text = &reader.article.body.text;
        reader.lines[reader.top].span().map(|span| span.of(text).to_owned()).unwrap_or_default()
    };
    play.keys("pagedown pagedown pagedown }");
    let before = top(&play);
    assert!(before.starts_with("Paragraph"), "{before}");
    let asked = play.keys("f");
    let [Effect::Write(request, Write::ShowText(id, TextSource::Feed))] = asked[..] else {
        panic!("{asked:?}")
    };
    play.page = Some(Box::leak(short.into_boxed_str()));
    play.send(Message::Write(request, WriteAnswer::TextChanged(id)));
    assert_eq!(top(&play), before);
    assert!(play.app.article.reader.as_ref().unwrap().opened);
}

#[test]
fn going_away_and_back_at_once_says_nothing_and_keeps_the_place() {
    let mut play = Play::new();
    let key = |play: &mut Play, key| {
        play.app.update(Message::Input(Input::Key(Key::parse(key).unwrap())))
    };
    let away = key(&mut play, "j");
    let back = key(&mut play, "k");
    play.world(back);
    play.world(away);
    assert_eq!(play.app.article.reader.as_ref().unwrap().article.row.id, ArticleId(60));
    assert_eq!(play.status(), "");
}

#[test]
fn a_page_that_cannot_be_fetched_is_said_and_the_text_stays() {
    let mut play = Play::new();
    let asked = play.keys("f");
    let [Effect::Net(request, Net::FetchPage(_))] = asked[..] else { panic!("{asked:?}") };
    play.send(Message::Failed(Some(request), "https://example.org/story: not found (404)".into()));
    assert_eq!(play.status(), "not found (404) · https://example.org/story");
    assert!(play.app.article.fetching.is_empty());
    assert_eq!(play.app.article.reader.as_ref().unwrap().article.body.text, FEEDS_TEXT);
    assert_eq!(play.keys("j f"), []);
    assert_eq!(play.status(), "This article names no page that its full text could come from.");
}

#[test]
fn fetching_a_page_is_stopped_by_escape_before_anything_else() {
    let mut play = Play::new();
    let asked = play.keys("enter f");
    let Some(Effect::Net(request, Net::FetchPage(id))) = asked.last().cloned() else {
        panic!("{asked:?}")
    };
    assert_eq!(play.keys("esc"), [Effect::Cancel(request)]);
    assert_eq!(play.app.focus, Focus::Body, "only that");
    assert_eq!(play.send(Message::Net(request, NetAnswer::PageFetched(id))), []);
    play.keys("esc");
    assert_eq!(play.app.focus, Focus::List);
}

#[test]
fn a_page_that_comes_after_its_article_was_left_disturbs_nothing() {
    let mut play = Play::new();
    let asked = play.keys("f");
    let [Effect::Net(request, Net::FetchPage(id))] = asked[..] else { panic!("{asked:?}") };
    play.keys("j");
    assert_eq!(play.send(Message::Net(request, NetAnswer::PageFetched(id))), []);
    assert_eq!(play.app.article.reader.as_ref().unwrap().article.row.id, ArticleId(59));
    assert_eq!(play.status(), "A full text has come; its article shows it.");
}
