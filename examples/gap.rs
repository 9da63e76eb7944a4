//! Measures on GAP (Webster et al. 2018) whom "he" and "she" mean:
//! `cargo run --release --example gap -- gap-validation.tsv`. Printed are precision, recall and F1
//! over the two names of each row, for all rows and by gender, as GAP's own scorer counts them.

use std::process::ExitCode;

use onrecord::domain::Span;
use onrecord::extract::{Engine, Question};

/// Right and wrong answers.
#[derive(Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn add(&mut self, meant: bool, found: bool) {
        self.right += usize::from(meant && found);
        self.wrong += usize::from(!meant && found);
        self.missed += usize::from(meant && !found);
    }

    fn print(&self, name: &str) {
        let share = |of: usize| 100.0 * self.right as f64 / (self.right + of).max(1) as f64;
        let (precision, recall) = (share(self.wrong), share(self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        println!("{name:9} precision {precision:.1}  recall {recall:.1}  F1 {f1:.1}");
    }
}

/// A row of the file.
struct Row<'a> {
    text: &'a str,
    pronoun: Span,
    names: [(Span, bool); 2],
}

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: gap FILE.tsv");
        return ExitCode::from(2);
    };
    let file = match std::fs::read_to_string(&path) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let engine = Engine::load();
    let (mut all, mut he, mut she) = (Counts::default(), Counts::default(), Counts::default());
    for line in file.lines().skip(1) {
        let Some(row) = row(line) else {
            eprintln!("{path}: not a row of GAP: {line}");
            return ExitCode::FAILURE;
        };
        let female = matches!(
            row.pronoun.of(row.text).to_lowercase().as_str(),
            "she" | "her" | "hers" | "herself"
        );
        let question = Question { span: row.pronoun, content: Vec::new() };
        let choices = engine.possible_referents(row.text, &[question]);
        let meant = choices.first().and_then(|choice| {
            let best = choice.candidates.iter().max_by(|a, b| a.chance.total_cmp(&b.chance))?;
            (best.chance > choice.nobody).then_some(best)
        });
        for (name, right) in row.names {
            let overlaps = |span: &Span| span.start < name.end && name.start < span.end;
            let found = meant.is_some_and(|best| best.mentions.iter().any(overlaps));
            all.add(right, found);
            if female { &mut she } else { &mut he }.add(right, found);
        }
    }
    all.print("all");
    he.print("he");
    she.print("she");
    ExitCode::SUCCESS
}

/// A row's text, pronoun and names; offsets are characters in the file, bytes here.
fn row(line: &str) -> Option<Row<'_>> {
    let fields: Vec<&str> = line.split('\t').collect();
    let text = *fields.get(1)?;
    let span = |words: &str, offset: &str| {
        let (start, _) = text.char_indices().nth(offset.parse().ok()?)?;
        Some(Span::new(start, start + words.len()))
    };
    Some(Row {
        text,
        pronoun: span(fields.get(2)?, fields.get(3)?)?,
        names: [
            (span(fields.get(4)?, fields.get(5)?)?, *fields.get(6)? == "TRUE"),
            (span(fields.get(7)?, fields.get(8)?)?, *fields.get(9)? == "TRUE"),
        ],
    })
}
