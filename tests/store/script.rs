//! Articles from scripts: one line per statement, with everything that an analysis has about it.

use onrecord::domain::{
    Analysis, Attribution, Entity, EntityId, EntityKind, Source, SourceId, SourceKind, Span,
    quotation,
};

use crate::*;

pub(crate) const VERSION: &str = "v1";

/// A text and its analysis. Each line of the script is `p Isla Mackenzie: we sail to [Oban]`: what
/// the speaker is (person, unnamed, body, document), its name, what it says, places in brackets.
/// Several speakers are parted by ` + `. Persons, and bodies in capital letters, are entities; a line without a colon is plain text.
pub(crate) fn analysed(script: &str) -> (String, Analysis) {
    let mut text = String::new();
    let mut analysis = Analysis::default();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some((speaker, words)) = line.split_once(": ") else {
            say(&mut text, &mut analysis, line);
            text.push_str("\n\n");
            continue;
        };
        let (kind, name) = speaker.split_once(' ').expect("a kind and a name");
        let kind = match kind {
            "p" => SourceKind::Person,
            "u" => SourceKind::Unnamed,
            "b" => SourceKind::Organization,
            _ => SourceKind::Document,
        };
        let start = text.len();
        let mut source_ids = Vec::new();
        for (place, name) in name.split(" + ").enumerate() {
            text.push_str(if place > 0 { " and " } else { "" });
            let span = Span::new(text.len(), text.len() + name.len());
            text.push_str(name);
            source_ids.push(speaks(&mut analysis, kind, name, span));
        }
        let source = Span::new(start, text.len());
        text.push_str(" said ");
        let cue = Span::new(source.end + 1, text.len() - 1);
        let content = vec![say(&mut text, &mut analysis, words)];
        text.push_str(".\n\n");
        analysis.attributions.push(Attribution {
            kind: quotation::quotation_mode(&text, &content),
            source: vec![source],
            cue: vec![cue],
            content,
            source_ids,
            negated: false,
            confidence: 0.75,
        });
    }
    (text.trim_end().to_owned(), analysis)
}

/// Adds words with their places; gives where they stand.
fn say(text: &mut String, analysis: &mut Analysis, words: &str) -> Span {
    let start = text.len();
    for piece in words.split(']') {
        let (plain, place) = piece.split_once('[').unwrap_or((piece, ""));
        text.push_str(plain);
        if !place.is_empty() {
            let span = Span::new(text.len(), text.len() + place.len());
            text.push_str(place);
            mention(analysis, EntityKind::Place, place, span);
        }
    }
    Span::new(start, text.len())
}

fn mention(analysis: &mut Analysis, kind: EntityKind, name: &str, span: Span) -> EntityId {
    let known = analysis.entities.iter().position(|it| it.name == name && it.kind == kind);
    let index = known.unwrap_or_else(|| {
        analysis.entities.push(Entity { kind, name: name.into(), mentions: Vec::new() });
        analysis.entities.len() - 1
    });
    analysis.entities[index].mentions.push(span);
    EntityId(index as u32)
}

fn speaks(analysis: &mut Analysis, kind: SourceKind, name: &str, span: Span) -> SourceId {
    let capital = name.contains(char::is_uppercase);
    let entity = match kind {
        SourceKind::Person => Some(mention(analysis, EntityKind::Person, name, span)),
        SourceKind::Organization if capital => {
            Some(mention(analysis, EntityKind::Organization, name, span))
        }
        _ => None,
    };
    let known = analysis.sources.iter().position(|it| it.name == name && it.kind == kind);
    let index = known.unwrap_or_else(|| {
        analysis.sources.push(Source { kind, name: name.into(), description: None, entity });
        analysis.sources.len() - 1
    });
    SourceId(index as u32)
}

/// Stores an article of the `day`th of March 2024 whose title is its guid, without an analysis.
pub(crate) fn bring(
    store: &mut Store,
    feed: FeedId,
    day: u32,
    title: &str,
    text: &str,
) -> ArticleId {
    ids(store, feed, &[on(day, with_guid(title, title, text))])[0]
}

/// Keeps an analysis of an article as it now stands.
pub(crate) fn keep(store: &mut Store, id: ArticleId, analysis: &Analysis) {
    let hash = store.article(id).expect("a read").expect("an article").text_hash;
    assert!(store.save_analysis(id, VERSION, &hash, analysis).expect("a write"));
}

/// Stores an article by its script, with its analysis.
pub(crate) fn report(
    store: &mut Store,
    feed: FeedId,
    day: u32,
    title: &str,
    script: &str,
) -> ArticleId {
    let (text, analysis) = analysed(script);
    let id = bring(store, feed, day, title, &text);
    keep(store, id, &analysis);
    id
}
