//! Cuts a passage out of an article, as an article of its own.

use crate::domain::{
    Accent, Analysis, Article, Attribution, Block, Body, Entity, EntityId, Link, Source, SourceId,
    Span,
};

use super::offsets::Offsets;

/// A passage cut out of an article.
pub struct Passage {
    /// The article, with the passage as its text.
    pub article: Article,
    /// The analysis of the passage; `None` if the article has not been analysed.
    pub analysis: Option<Analysis>,
    /// The position of the passage in the article's text, in code points.
    pub place: (usize, usize),
}

/// Cuts `span` out of an article. The span is a byte range of the text and is extended to whole
/// characters.
pub fn cut_passage(article: &Article, analysis: Option<&Analysis>, span: Span) -> Passage {
    let text = &article.body.text;
    let down = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let up = |at: usize| (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at));
    let span = Span::new(down(span.start).unwrap_or(0), up(span.end).unwrap_or(text.len()));
    let place = Offsets::new(text).range_of(span);
    let mut part = article.clone();
    part.body = cut_body(&article.body, span);
    Passage { article: part, analysis: analysis.map(|found| cut_analysis(found, span)), place }
}

fn clip_span(inner: Span, span: Span) -> Option<Span> {
    let shared = inner.intersection(span)?;
    Some(Span::new(shared.start - span.start, shared.end - span.start))
}

fn clip_spans(all: &[Span], span: Span) -> Vec<Span> {
    all.iter().filter_map(|inner| clip_span(*inner, span)).collect()
}

fn cut_body(body: &Body, span: Span) -> Body {
    let block = |block: &Block| Some(Block { span: clip_span(block.span, span)?, ..*block });
    let accent =
        |accent: &Accent| Some(Accent { span: clip_span(accent.span, span)?, kind: accent.kind });
    let link =
        |link: &Link| Some(Link { span: clip_span(link.span, span)?, url: link.url.clone() });
    Body {
        text: span.of(&body.text).to_owned(),
        blocks: body.blocks.iter().filter_map(block).collect(),
        links: body.links.iter().filter_map(link).collect(),
        accents: body.accents.iter().filter_map(accent).collect(),
    }
}

/// Returns the part of an analysis that lies in `span`. Statements whose content lies outside are
/// left out, and so are sources and entities that do not occur in it.
fn cut_analysis(all: &Analysis, span: Span) -> Analysis {
    let mut part = Analysis { language: all.language.clone(), ..Analysis::default() };
    part.sentences = clip_spans(&all.sentences, span);
    let mut entities = vec![None; all.entities.len()];
    for (entity, new) in all.entities.iter().zip(&mut entities) {
        let mentions = clip_spans(&entity.mentions, span);
        if !mentions.is_empty() {
            *new = Some(EntityId(part.entities.len() as u32));
            part.entities.push(Entity { mentions, ..entity.clone() });
        }
    }
    let mut sources = vec![None; all.sources.len()];
    for (index, found) in all.attributions.iter().enumerate() {
        let content = clip_spans(&found.content, span);
        if content.is_empty() {
            continue;
        }
        let mut source = |id: &SourceId| {
            let source = all.sources.get(id.index())?;
            let new = *sources[id.index()].get_or_insert_with(|| {
                let entity = source.entity.and_then(|id| *entities.get(id.index())?);
                part.sources.push(Source { entity, ..source.clone() });
                SourceId(part.sources.len() as u32 - 1)
            });
            Some(new)
        };
        let source_ids = found.source_ids.iter().filter_map(&mut source).collect();
        let corrected = all.corrected.iter().filter(|(corrected, _)| *corrected == index);
        part.corrected.extend(corrected.map(|(_, id)| (part.attributions.len(), *id)));
        part.attributions.push(Attribution {
            source: clip_spans(&found.source, span),
            cue: clip_spans(&found.cue, span),
            content,
            source_ids,
            ..found.clone()
        });
    }
    part
}
