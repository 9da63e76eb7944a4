//! What the scorer of speakers is told of phrases, for training it: reads a line of JSON a text,
//! `{"id": …, "text": …, "questions": [{"span": [begin, end], "content": [[begin, end]]}]}`, and
//! writes one a choice, with the features of each candidate. Offsets are code points.

use std::io::{BufRead, Write};

use onrecord::domain::Span;
use onrecord::extract::{Engine, Question};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    questions: Vec<Asked>,
}

#[derive(Deserialize)]
struct Asked {
    span: (usize, usize),
    #[serde(default)]
    content: Vec<(usize, usize)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::load();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let text: Text = serde_json::from_str(&line?)?;
        let mut places: Vec<usize> = text.text.char_indices().map(|(at, _)| at).collect();
        places.push(text.text.len());
        let bytes = |(begin, end): (usize, usize)| Span::new(places[begin], places[end]);
        let points = |span: Span| {
            let point = |at: usize| places.partition_point(|place| *place < at);
            [point(span.start), point(span.end)]
        };
        let mut questions: Vec<Question> = text
            .questions
            .iter()
            .map(|asked| Question {
                span: bytes(asked.span),
                content: asked.content.iter().copied().map(bytes).collect(),
            })
            .collect();
        questions.sort_by_key(|question| question.span.start);
        for choice in engine.possible_referents(&text.text, &questions) {
            let candidates: Vec<_> = choice
                .candidates
                .iter()
                .map(|candidate| {
                    let mentions: Vec<_> = candidate.mentions.iter().copied().map(points).collect();
                    json!({"mentions": mentions, "features": candidate.features, "chance": candidate.chance})
                })
                .collect();
            let row = json!({
                "id": text.id,
                "span": points(choice.span),
                "none": choice.none,
                "nobody": choice.nobody,
                "candidates": candidates,
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
