//! Analyses written by hand: text in which braces mark who said what.

use onrecord::domain::{
    Analysis, Attribution, Entity, EntityId, EntityKind, Mode, Source, SourceKind, Span,
};

/// Reads marked text: `{2c|told}` is the cue of attribution 2, `s` its source, and `d`, `m`, `i`
/// direct, mixed, indirect content. Gives the text and the attributions; `owners` names the source
/// of each attribution and how sure it is.
pub(crate) fn read(marked: &str, owners: &[(Option<u32>, f32)]) -> (String, Vec<Attribution>) {
    let blank = |&(source, confidence): &(Option<u32>, f32)| Attribution {
        kind: Mode::Indirect,
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        source_ids: source.map(onrecord::domain::SourceId).into_iter().collect(),
        negated: false,
        confidence,
    };
    let mut attributions: Vec<Attribution> = owners.iter().map(blank).collect();
    let mut text = String::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        if c == '{' {
            let (tag, after) = rest[1..].split_once('|').expect("a tag ends in |");
            let (number, part) = tag.split_at(tag.len() - 1);
            let number: usize = number.parse().expect("a tag begins with a number");
            open.push((number, part.chars().next().unwrap_or('i'), text.len()));
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c != '}' {
            text.push(c);
            continue;
        }
        let (number, part, start) = open.pop().expect("every } has its {");
        let (span, found) = (Span::new(start, text.len()), &mut attributions[number]);
        match part {
            's' => found.source.push(span),
            'c' => found.cue.push(span),
            'd' | 'm' | 'i' => {
                found.content.push(span);
                found.kind = match part {
                    'd' => Mode::Direct,
                    'm' => Mode::Mixed,
                    _ => Mode::Indirect,
                };
            }
            other => panic!("`{other}` is no part of a statement"),
        }
    }
    (text, attributions)
}

/// A source, by kind, name and description.
pub(crate) fn source(kind: SourceKind, name: &str, description: &str) -> Source {
    let description = (!description.is_empty()).then(|| description.to_string());
    Source { kind, name: name.into(), description, entity: None }
}

/// The analysis of `text`; entities are found wherever their names stand.
pub(crate) fn analysis(
    text: &str,
    attributions: Vec<Attribution>,
    sources: Vec<Source>,
    entities: &[(EntityKind, &[&str])],
) -> Analysis {
    let entity = |(kind, names): &(EntityKind, &[&str])| {
        let mut mentions: Vec<Span> = names
            .iter()
            .flat_map(|name| text.match_indices(name))
            .map(|(start, found)| Span::new(start, start + found.len()))
            .collect();
        mentions.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        mentions.dedup_by(|later, earlier| earlier.covers(*later));
        Entity { kind: *kind, name: names[0].into(), mentions }
    };
    let mut analysis = Analysis {
        language: None,
        read: None,
        sentences: Vec::new(),
        entities: entities.iter().map(entity).collect(),
        sources,
        attributions,
        corrected: Vec::new(),
    };
    let names: Vec<String> = analysis.entities.iter().map(|entity| entity.name.clone()).collect();
    for source in &mut analysis.sources {
        let place = names.iter().position(|name| *name == source.name);
        source.entity = place.map(|place| EntityId(place as u32));
    }
    assert_eq!(analysis.find_fault(text), None);
    analysis
}
