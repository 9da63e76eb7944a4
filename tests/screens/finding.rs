//! Searches in memory, as a reference for the store.

use onrecord::domain::search::{Fact, Node, ReadState, Search, SearchedPart, Term, parse};

use super::articles::Story;

/// Returns whether a search matches an article. An invalid search matches none.
pub(super) fn finds(story: &Story, text: &str) -> bool {
    parse(text).is_ok_and(|search| search.root.is_none_or(|root| meets(story, &root)))
}

fn meets(story: &Story, node: &Node) -> bool {
    match node {
        Node::All(nodes) => nodes.iter().all(|node| meets(story, node)),
        Node::Any(nodes) => nodes.iter().any(|node| meets(story, node)),
        Node::Not(node) => !meets(story, node),
        Node::Is(term) => holds(story, term),
    }
}

fn holds((article, analysis): &Story, term: &Term) -> bool {
    let text = &article.body.text;
    let hits = |search: Search, text: &str| !search.highlights(text).is_empty();
    match term {
        Term::Text(SearchedPart::Quote, _) => {
            let search = Search { root: Some(Node::Is(term.clone())) };
            let said = analysis.iter().flat_map(|it| &it.attributions);
            let said: Vec<_> = said.flat_map(|it| it.content.clone()).collect();
            !search.said_highlights(text, &said).is_empty()
        }
        Term::Text(place, _) => {
            let search = || Search { root: Some(Node::Is(term.clone())) };
            *place != SearchedPart::Body
                && !search().title_highlights(&article.row.title).is_empty()
                || *place != SearchedPart::Title && hits(search(), text)
        }
        Term::Feed(needle) => article.row.feed_title.to_lowercase().contains(&needle.words[0]),
        Term::Tag(needle) => article.tags.contains(&needle.text),
        Term::OwnTag(needle) => article.own_tags.contains(&needle.text),
        Term::Author(needle) => article.authors.contains(&needle.text),
        Term::Url(part) => article.url.as_ref().is_some_and(|url| url.contains(part)),
        Term::Fact(Fact::Is(ReadState::Unread)) => article.row.unread,
        Term::Fact(Fact::Is(ReadState::Starred)) => article.row.starred,
        Term::Fact(_) => true,
    }
}

/// Words around what was found in the text, if it was found there.
pub(super) fn snippet((article, _): &Story, text: &str) -> Option<String> {
    let found = parse(text).ok()?.highlights(&article.body.text);
    let at = found.first()?.start;
    let before = article.body.text[..at].rfind(['.', '\n']).map_or(0, |place| place + 1);
    let words: Vec<&str> = article.body.text[before..].split_whitespace().take(24).collect();
    Some(words.join(" "))
}
