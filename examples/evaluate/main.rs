//! Measures the extraction on a corpus:
//! `cargo run --release --example evaluate -- CORPUS [--predictions FILE]`.
//!
//! CORPUS is JSON Lines, with offsets in code points: `{"id": …, "text": …}` and, where they are
//! known, `"attributions": [{"source": [[start, end]], "cue": …, "content": …}]` and
//! `"entities": [[start, end, kind]]`. Or it is GUM (`.conllu`) or Universal NER (`.iob2`). Printed
//! is how many of the attributions and names are right, whether confidence is what it says, and
//! what it costs in time and memory, on one thread.

mod calibration;
mod corpus;
mod entities;
mod found;
mod score;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use onrecord::extract::Engine;

use calibration::Calibration;
use corpus::Document;
use entities::Entities;
use found::Found;
use score::Scores;

/// Measures the extraction on a corpus.
#[derive(Parser)]
struct Arguments {
    /// JSON Lines, CoNLL-U (GUM) or IOB2 (Universal NER).
    corpus: PathBuf,
    /// Also write what was found, a document a line, as `onrecord extract` does.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let documents = corpus::read(&arguments.corpus)?;
    let mut predictions = arguments.predictions.as_deref().map(Predictions::new).transpose()?;
    let begin = Instant::now();
    let engine = Engine::load();
    let mut figures = Figures { loading: begin.elapsed(), ..Figures::default() };
    for document in &documents {
        let found = figures.measure(&engine, document);
        predictions.as_mut().map_or(Ok(()), |file| file.write(&found, document))?;
    }
    predictions.map_or(Ok(()), Predictions::close)?;
    figures.print();
    Ok(())
}

/// All that is measured.
#[derive(Default)]
struct Figures {
    loading: Duration,
    /// Of the engine alone.
    reading: Duration,
    words: usize,
    scores: Scores,
    calibration: Calibration,
    entities: Option<Entities>,
}

impl Figures {
    fn measure(&mut self, engine: &Engine, document: &Document) -> Found {
        let begin = Instant::now();
        let analysis = engine.analyse(&document.text);
        self.reading += begin.elapsed();
        self.words += document.text.split_whitespace().count();
        let found = Found::new(&document.text, analysis);
        if let Some(gold) = &document.statements {
            let usable = self.scores.add(&document.text, gold, &found.statements());
            found.confidences().zip(usable).for_each(|(confidence, usable)| {
                self.calibration.add(confidence, usable);
            });
        }
        if let Some(gold) = &document.names {
            self.entities.get_or_insert_default().add(gold, &found.names());
        }
        found
    }

    fn print(&self) {
        if self.scores.expected() > 0 {
            print!("{}{}", self.scores, self.calibration);
        }
        if let Some(entities) = &self.entities {
            print!("{entities}");
        }
        let seconds = self.reading.as_secs_f64();
        println!("== COST");
        println!("   words a second {:8.0}", self.words as f64 / seconds.max(f64::EPSILON));
        println!("   words          {:8}", self.words);
        println!("   seconds        {seconds:8.2}");
        println!("   loading, ms    {:8.0}", 1000.0 * self.loading.as_secs_f64());
        if let Some(memory) = peak_memory() {
            println!("   memory, MB     {memory:8.0}");
        }
    }
}

/// The most memory that the process ever held, in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

/// The file that what was found is written to.
struct Predictions {
    file: BufWriter<File>,
    name: String,
}

impl Predictions {
    fn new(path: &Path) -> Result<Predictions, String> {
        let name = path.display().to_string();
        let file = File::create(path).map_err(|error| format!("{name}: {error}"))?;
        Ok(Predictions { file: BufWriter::new(file), name })
    }

    fn write(&mut self, found: &Found, document: &Document) -> Result<(), String> {
        let line = found.json(document);
        writeln!(self.file, "{line}").map_err(|error| format!("{}: {error}", self.name))
    }

    fn close(mut self) -> Result<(), String> {
        self.file.flush().map_err(|error| format!("{}: {error}", self.name))
    }
}
