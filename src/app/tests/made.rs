//! Articles and feeds for the tests: each test world changes what it needs of them.

use crate::domain::{
    Article, ArticleId, ArticleRow, Body, FeedId, FeedOrigin, FeedRow, FeedSettings, Subscription,
    TextSource, Validators,
};

/// An unread article of the first feed; the lower its number, the newer it is.
pub(super) fn row(id: i64, title: &str) -> ArticleRow {
    ArticleRow {
        id: ArticleId(id),
        feed: FeedId(1),
        feed_title: "Gazette".into(),
        title: title.into(),
        published: None,
        sort_key: 1_000_000 - id,
        unread: true,
        starred: false,
        attributions: None,
        analysed: false,
        words: 9,
        sourcing: None,
        order_key: 1_000_000 - id,
        snippet: None,
    }
}

/// That article with that text, as its feed gives it.
pub(super) fn article(row: ArticleRow, text: &str) -> Article {
    Article {
        row,
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

/// A feed that is followed and was never fetched.
pub(super) fn followed(id: i64, title: &str) -> FeedRow {
    let address = format!("https://{id}.example.org/feed");
    let subscription = Subscription {
        id: FeedId(id),
        address: address.clone(),
        title: title.into(),
        feed_title: title.into(),
        site: None,
        settings: FeedSettings::default(),
        validators: Validators::default(),
        fetched_at: None,
        not_before: None,
        failures: 0,
        last_error: None,
    };
    FeedRow {
        id: FeedId(id),
        title: title.into(),
        origin: FeedOrigin::Address(address),
        total: 3,
        unread: 2,
        subscription: Some(Box::new(subscription)),
    }
}

/// A folder of articles, which nothing is fetched from.
pub(super) fn folder(id: i64, title: &str) -> FeedRow {
    let origin = FeedOrigin::Path(format!("/news/{id}"));
    FeedRow { id: FeedId(id), title: title.into(), origin, total: 1, unread: 1, subscription: None }
}
