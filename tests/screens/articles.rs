//! Invented articles, with analyses made by hand.

use onrecord::domain::{
    Analysis, Article, ArticleId, ArticleRow, Block, BlockKind, Body, EntityKind, FeedId, Link,
    SourceKind, Span, TextSource, When,
};

use super::marked;

/// An article with its analysis.
pub(crate) type Story = (Article, Option<Analysis>);

/// The feeds' titles; a feed's id is its place here, from 1.
pub(crate) const FEEDS: &[&str] =
    &["Karst Courier", "The Halden Gazette", "Upland Wire", "Slow Post"];

/// An article without text: title, feed, date, unread, starred, number of statements.
pub(crate) fn plain(id: i64, title: &str, feed: usize, published: &str) -> Article {
    let when = When::parse(published);
    let row = ArticleRow {
        id: ArticleId(id),
        feed: FeedId(feed as i64 + 1),
        feed_title: FEEDS[feed].into(),
        title: title.into(),
        published: when,
        sort_key: when.map_or(1_708_000_000 - id, When::sort_key),
        unread: true,
        words: 340,
        order_key: when.map_or(1_708_000_000 - id, When::sort_key),
        ..ArticleRow::default()
    };
    Article {
        row,
        url: None,
        guid: None,
        authors: Vec::new(),
        outlet: None,
        updated: None,
        language: None,
        own_tags: Vec::new(),
        tags: Vec::new(),
        body: Body::default(),
        text_hash: format!("hash {id}"),
        enclosures: Vec::new(),
        text_source: TextSource::Feed,
        has_other_text: false,
        place: None,
    }
}

/// An article with its text and its analysis.
pub(crate) fn with(mut article: Article, text: String, analysis: Analysis) -> Story {
    article.row.attributions = analysis.count();
    article.row.analysed = true;
    article.row.words = text.split_whitespace().count() as u32;
    article.body = Body::from_text(text);
    (article, Some(analysis))
}

const TUNNEL: &str = "{0i|Trains will run through the Orrin tunnel again on Friday}, {0s|the railway} {0c|said}, nineteen weeks after a fall of rock closed the only line across the pass.

{1d|“The mountain moved four centimetres and we moved four thousand tonnes,”} {1c|said} {1s|Ana Verrick, who led the repairs}. {2d|“I would not call it a victory. I would call it a truce.”}

{3s|Two members of the night crew} {3c|said} {3m|the sensors had failed twice in the week before and that the owners were told “on paper, with photographs”}. {4s|A lawyer for the owners, Dromond Lines,} {4c|called} {4m|the account “a story for the bar”}.

{5s|The valley council} {5c|wants} {5i|a second tunnel before the next winter}. {6s|Verrick} {6c|doubts} {6i|that anybody will pay for it}: the last survey put the price at nine years of the council’s taxes.

Before the fall the line carried a third of the region’s timber. Freight rates, which doubled in December, had come down again by Thursday evening.";

/// The article that most screens show.
pub(crate) fn tunnel() -> Story {
    let owners = [
        (Some(0), 0.91),
        (Some(1), 0.99),
        (Some(1), 0.97),
        (Some(2), 0.96),
        (Some(3), 0.88),
        (Some(4), 0.74),
        (Some(1), 0.81),
    ];
    let (text, attributions) = marked::read(TUNNEL, &owners);
    let sources = vec![
        marked::source(SourceKind::Organization, "the railway", ""),
        marked::source(SourceKind::Person, "Ana Verrick", "led the repairs"),
        marked::source(SourceKind::Unnamed, "two members of the night crew", ""),
        marked::source(SourceKind::Unnamed, "a lawyer for Dromond Lines", ""),
        marked::source(SourceKind::Organization, "the valley council", ""),
    ];
    let analysis = marked::analysis(
        &text,
        attributions,
        sources,
        &[
            (EntityKind::Person, &["Ana Verrick", "Verrick"]),
            (EntityKind::Organization, &["the railway"]),
            (EntityKind::Organization, &["Dromond Lines", "the owners"]),
            (EntityKind::Organization, &["The valley council", "the council"]),
            (EntityKind::Place, &["Orrin tunnel"]),
            (EntityKind::Date, &["Friday"]),
            (EntityKind::Date, &["December"]),
            (EntityKind::Date, &["Thursday evening"]),
        ],
    );
    let mut article = plain(1, "Tunnel reopens after a winter of repairs", 0, WRITTEN);
    article.authors = vec!["Mirel Osk".into()];
    article.row.starred = true;
    with(article, text, analysis)
}

const WRITTEN: &str = "2024-02-18T17:42:00Z";

/// An article in a language that is not read.
pub(crate) fn foreign() -> Story {
    let text = "Predseda vlády povedal, že rozpočet bude schválený.".to_owned();
    let analysis = Analysis { language: Some("Slovak".into()), ..Analysis::default() };
    with(plain(21, "Slovenské noviny", 1, "2024-02-17"), text, analysis)
}

/// An article with a doubtful statement, one without source, and a report.
pub(crate) fn doubtful() -> Story {
    let (text, attributions) = marked::read(
        "{0s|The mayor} {0c|seemed to think} {0i|that the bridge was somebody else’s}, though the minutes do not say so.\n\n{1d|“Not now,”} was the answer. {2s|An audit} {2c|found} {2m|“no sign of a plan” in any of the ledgers}.",
        &[(Some(0), 0.31), (None, 0.62), (Some(1), 0.9)],
    );
    let sources = vec![
        marked::source(SourceKind::Unnamed, "the mayor", ""),
        marked::source(SourceKind::Document, "an audit", ""),
    ];
    let analysis = marked::analysis(&text, attributions, sources, &[]);
    with(plain(20, "Whose bridge is it?", 1, "2024-02-17"), text, analysis)
}

/// Headings, lists, quotes, code, a table, a link, an image.
pub(crate) fn structured() -> Story {
    let pieces = [
        ("How the lock works", BlockKind::Heading(2), 0),
        (
            "The keeper writes the level down twice a day, and the rule is older than the lock.",
            BlockKind::Paragraph,
            0,
        ),
        (
            "open the lower gate and wait until the water stands still on both sides of it",
            BlockKind::Item { depth: 0, number: Some(1) },
            0,
        ),
        ("never alone", BlockKind::Item { depth: 1, number: None }, 0),
        ("close it", BlockKind::Item { depth: 0, number: Some(2) }, 0),
        (
            "Water has no memory, my teacher used to say, but its keepers had better have one.",
            BlockKind::Paragraph,
            1,
        ),
        (
            "Day\tLevel\tKeeper\nMon\t2.10 m\tI. Sand\nTue\t2.04 m\t吉田",
            BlockKind::Table { head: true },
            0,
        ),
        ("if level > 2.5 {\n    close()\n}", BlockKind::Code, 0),
        ("The lower gate, seen from the towpath", BlockKind::Image, 0),
    ];
    let mut body = Body::default();
    for (text, kind, quote_depth) in pieces {
        if !body.text.is_empty() {
            body.text.push_str("\n\n");
        }
        let start = body.text.len();
        body.text.push_str(text);
        let span = Span::new(start, body.text.len());
        body.blocks.push(Block { span, kind, quote_depth });
    }
    let rule = body.text.find("the rule").expect("the words are there");
    let url = "https://example.org/rule".into();
    body.links.push(Link { span: Span::new(rule, rule + 8), url });
    let mut article = plain(21, "A day at the Tamsin lock", 3, "2024-02-16T08:00:00Z");
    article.body = body;
    article.row.attributions = Some(0);
    (article, Some(Analysis::default()))
}

/// Scripts of many kinds: wide, combined, joined, from right to left.
pub(crate) fn scripts() -> Story {
    let (text, attributions) = marked::read(
        "{0d|「山は四センチ動いた。私たちは四千トンを動かした」}と{0s|吉田さくら}は{0c|語った}。記者会見は雨の中で行われ、町の人々は傘をさして最後まで聞いていた。\n\nהרכבת תיסע שוב ביום שישי, {1c|אמרה} {1s|דוברת החברה}. {1i|הקו נסגר לפני תשעה עשר שבועות}.\n\nयह सुरंग फिर खुलेगी। Zé café naïve e\u{301}te\u{301} ｶﾞｷﾞ 👩\u{200d}🔧👨\u{200d}👩\u{200d}👧 🇳🇴 ok. ไม่มีใครพูดอะไรเลยในคืนนั้น",
        &[(Some(0), 0.9), (Some(1), 0.8)],
    );
    let sources = vec![
        marked::source(SourceKind::Person, "吉田さくら", "修理の責任者"),
        marked::source(SourceKind::Unnamed, "דוברת החברה", ""),
    ];
    let places: &[(EntityKind, &[&str])] = &[(EntityKind::Person, &["吉田さくら"])];
    let analysis = marked::analysis(&text, attributions, sources, places);
    with(
        plain(22, "トンネルが金曜日に再開 👩\u{200d}🔧 冬の修理を終えて", 2, "2024-02-15"),
        text,
        analysis,
    )
}

/// Everything that must not reach a terminal, in every field.
pub(crate) fn hostile() -> Story {
    let evil =
        "\u{1b}[31mred\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}desrever\u{202c}\u{200b}\u{feff}\r\n\tend";
    let (text, attributions) = marked::read(
        &format!("{{0d|“{evil}”}} {{0c|sa\u{ad}id}} {{0s|the \u{2066}fox{evil}}}."),
        &[(Some(0), 0.9)],
    );
    let sources = vec![marked::source(SourceKind::Unnamed, evil, evil)];
    let analysis =
        marked::analysis(&text, attributions, sources, &[(EntityKind::Person, &["fox"])]);
    let (mut article, analysis) = with(plain(23, evil, 1, "2024-02-14T08:00:00Z"), text, analysis);
    article.authors = vec![evil.into()];
    article.outlet = Some(evil.into());
    article.row.feed_title = evil.into();
    (article, analysis)
}

/// The list that most screens show: the tunnel and twelve more.
pub(crate) fn shelf() -> Vec<Story> {
    let rows = [
        ("Timber prices fall for a third day", 2, "2024-02-18T16:40:00Z", true, false, Some(4)),
        ("Council votes on the lower bridge", 1, "2024-02-18T14:10:00Z", true, false, Some(9)),
        ("What the snow stakes miss", 3, "2024-02-18T10:30:00Z", false, false, Some(3)),
        (
            "Owners of Dromond Lines reply to the night crew",
            2,
            "2024-02-18T08:20:00Z",
            true,
            false,
            None,
        ),
        (
            "Nine days above the tree line: a diary",
            0,
            "2024-02-17T15:00:00Z",
            false,
            false,
            Some(12),
        ),
        ("Cranes return to the northern marsh", 3, "2024-02-17T12:00:00Z", false, false, Some(2)),
        (
            "Insurers count the cost of the fall of rock",
            1,
            "2024-02-17T09:00:00Z",
            true,
            true,
            Some(8),
        ),
        ("Shepherds ask for a share of the new road", 0, "2024-02-16", false, false, Some(5)),
        ("A short history of the narrow gauge", 3, "2024-02-15T19:00:00Z", false, false, Some(0)),
        (
            "School budget passed on second reading",
            1,
            "2024-02-02T19:00:00Z",
            false,
            false,
            Some(6),
        ),
        ("Minister opens the avalanche school", 2, "2024-01-12", false, false, Some(4)),
        ("Names for the winds", 3, "2023-11-30T07:00:00Z", false, false, Some(1)),
    ];
    let mut shelf = vec![tunnel()];
    for (place, (title, feed, published, unread, starred, count)) in rows.into_iter().enumerate() {
        let mut article = plain(place as i64 + 2, title, feed, published);
        article.row.unread = unread;
        article.row.starred = starred;
        article.row.attributions = count;
        article.body = Body::from_text("There is more to come.");
        shelf.push((article, count.map(|_| Analysis::default())));
    }
    shelf
}
