//! The weights file: a header in JSON and tensors (`training/FORMAT.md` describes it).

use std::collections::HashMap;

use serde::Deserialize;

use super::decode::Transitions;
use super::encoder::{Encoder, Layer, Norm, Table};
use super::kernel::Path;
use super::linear::Linear;
use super::pieces::Vocabulary;

const MAGIC: &[u8; 8] = b"ONRECORD";
const VERSION: u32 = 1;
const ALIGN: usize = 64;

/// The attribution labels, in the order in which this program knows them.
const LABELS: [&str; 5] = ["CUE", "S>", "S<", "C>", "C<"];

/// The entity labels, in the order in which this program knows them.
const ENTITY_LABELS: [&str; 6] = ["person", "organization", "place", "group", "date", "quantity"];

#[derive(Deserialize)]
struct Header {
    layers: usize,
    width: usize,
    heads: usize,
    features: usize,
    link: usize,
    buckets: usize,
    labels: Vec<String>,
    entity_labels: Vec<String>,
    settings: Settings,
    tensors: Vec<Entry>,
}

/// How scores become attributions, chosen when the weights were made.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// What is taken off the score of "outside".
    pub outside: f32,
    /// What it counts that a cue lies on the side that a segment's label points to.
    pub arrow: f32,
    /// What it counts that it is the first cue there.
    pub nearest: f32,
    /// The probability below which an attribution is left out.
    pub least: f32,
    /// The weights of what tells how sure an attribution is; none: all are.
    pub confidence: Option<Vec<f32>>,
    /// Points that bring the confidence's log-odds to scale, in order.
    pub calibration: Option<Vec<(f32, f32)>>,
    /// Whether quotation marks move the borders of contents.
    pub quotes: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            outside: 0.0,
            arrow: 2.0,
            nearest: 2.0,
            least: 0.0,
            confidence: None,
            calibration: None,
            quotes: true,
        }
    }
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    shape: Vec<usize>,
    offset: usize,
}

/// A linear map in single precision, a run of inputs for each output.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// The weights.
    pub weights: Vec<f32>,
    /// The biases.
    pub bias: Vec<f32>,
}

/// All that the file holds.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub(crate) struct Weights {
    pub vocabulary: Vocabulary,
    pub encoder: Encoder,
    pub tags: Head,
    pub entities: Head,
    pub cue_to_source: Head,
    pub source_key: Head,
    pub content_to_cue: Head,
    pub cue_key: Head,
    pub coreference: Option<(Head, Head)>,
    pub transitions: Transitions,
    pub source_place: Vec<f32>,
    pub content_place: Vec<f32>,
    pub no_source: f32,
    pub no_cue: f32,
    pub settings: Settings,
}

/// The tensors of a file, by name.
struct Tensors {
    data: &'static [u8],
    entries: HashMap<String, Entry>,
}

impl Weights {
    /// Reads a weights file.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(crate) fn read(bytes: &'static [u8], path: Path) -> Result<Weights, String> {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_le_bytes).ok_or("it is cut short")
        };
        if bytes.get(..8) != Some(MAGIC) {
            return Err("it is no weights file".into());
        }
        if number(8)? != VERSION {
            return Err(format!("its version is {}, not {VERSION}", number(8)?));
        }
        let end = 16 + number(12)? as usize;
        let header = bytes.get(16..end).ok_or("it is cut short")?;
        let mut header: Header =
            serde_json::from_slice(header).map_err(|error| error.to_string())?;
        check_labels(&header)?;
        let data = bytes.get(end.next_multiple_of(ALIGN)..).ok_or("it is cut short")?;
        let entries = std::mem::take(&mut header.tensors);
        let entries = entries.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
        Tensors { data, entries }.weights(header, path)
    }
}

fn check_labels(header: &Header) -> Result<(), String> {
    let bio = |names: &[&str]| {
        let tags = names.iter().flat_map(|name| [format!("B-{name}"), format!("I-{name}")]);
        std::iter::once("O".to_string()).chain(tags).collect::<Vec<_>>()
    };
    if header.labels != bio(&LABELS) || header.entity_labels != bio(&ENTITY_LABELS) {
        return Err("its labels are not those that this program knows".into());
    }
    Ok(())
}

impl Tensors {
    fn weights(&self, header: Header, path: Path) -> Result<Weights, String> {
        let width = header.width;
        let tags = header.labels.len();
        let vocabulary = std::str::from_utf8(self.bytes("vocabulary", "u8")?)
            .map_err(|error| error.to_string())?;
        let layers = (0..header.layers).map(|index| self.layer(index, width, path));
        let feature = self.floats("feature", header.features * width)?;
        let one = |name: &str| Ok::<f32, String>(self.floats(name, 1)?[0]);
        let transitions = Transitions {
            tags,
            step: self.floats("step", tags * tags)?,
            start: self.floats("start", tags)?,
        };
        Ok(Weights {
            vocabulary: Vocabulary::new(vocabulary.split('\n'))
                .ok_or("its vocabulary lacks special pieces")?,
            encoder: Encoder {
                width,
                heads: header.heads,
                words: self.table("word", width)?,
                positions: self.table("position", width)?,
                features: feature,
                norm: self.norm("norm", width)?,
                layers: layers.collect::<Result<_, _>>()?,
                path,
            },
            tags: self.head("tags", tags, width)?,
            entities: self.head("entities", header.entity_labels.len(), width)?,
            cue_to_source: self.head("cue_to_source", header.link, width)?,
            source_key: self.head("source_key", header.link, width)?,
            content_to_cue: self.head("content_to_cue", header.link, width)?,
            cue_key: self.head("cue_key", header.link, width)?,
            coreference: self.coreference(header.link, width)?,
            transitions,
            source_place: self.floats("source_place", header.buckets)?,
            content_place: self.floats("content_place", header.buckets)?,
            no_source: one("no_source")?,
            no_cue: one("no_cue")?,
            settings: header.settings,
        })
    }

    fn layer(&self, index: usize, width: usize, path: Path) -> Result<Layer, String> {
        let name = |part: &str| format!("layer.{index}.{part}");
        Ok(Layer {
            qkv: self.linear(&name("qkv"), path)?,
            attended: self.linear(&name("att_out"), path)?,
            norm1: self.norm(&name("norm1"), width)?,
            up: self.linear(&name("up"), path)?,
            down: self.linear(&name("down"), path)?,
            norm2: self.norm(&name("norm2"), width)?,
        })
    }

    fn linear(&self, name: &str, path: Path) -> Result<Linear, String> {
        let weights = self.signed(&format!("{name}.q"))?;
        let scales = self.all_floats(&format!("{name}.scale"))?;
        let bias = self.floats(&format!("{name}.bias"), scales.len())?;
        let smooth = self.all_floats(&format!("{name}.smooth"))?;
        if weights.is_empty() || weights.len() != scales.len() * smooth.len() {
            return Err(format!("the shape of `{name}` is not sound"));
        }
        Ok(Linear::new(&weights, &scales, &bias, smooth, path))
    }

    fn table(&self, name: &str, width: usize) -> Result<Table, String> {
        let values = self.bytes(&format!("{name}.q"), "i8")?;
        let scales = self.floats(&format!("{name}.scale"), values.len() / width)?;
        if scales.is_empty() || values.len() != scales.len() * width {
            return Err(format!("the shape of `{name}` is not sound"));
        }
        Ok(Table { values, scales })
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm, String> {
        let gain = self.floats(&format!("{name}.weight"), width)?;
        Ok(Norm { gain, bias: self.floats(&format!("{name}.bias"), width)? })
    }

    fn head(&self, name: &str, outputs: usize, width: usize) -> Result<Head, String> {
        let weights = self.floats(&format!("{name}.weight"), outputs * width)?;
        Ok(Head { weights, bias: self.floats(&format!("{name}.bias"), outputs)? })
    }

    /// What pronouns and roles point with, and what names are found by; older files have neither.
    fn coreference(&self, link: usize, width: usize) -> Result<Option<(Head, Head)>, String> {
        if !self.entries.contains_key("coref_query.weight") {
            return Ok(None);
        }
        Ok(Some((self.head("coref_query", link, width)?, self.head("coref_key", link, width)?)))
    }

    fn signed(&self, name: &str) -> Result<Vec<i8>, String> {
        Ok(self.bytes(name, "i8")?.iter().map(|byte| *byte as i8).collect())
    }

    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        let values = self.all_floats(name)?;
        if values.len() == count {
            Ok(values)
        } else {
            Err(format!("the shape of `{name}` is not sound"))
        }
    }

    fn all_floats(&self, name: &str) -> Result<Vec<f32>, String> {
        let (whole, _) = self.bytes(name, "f32")?.as_chunks::<4>();
        Ok(whole.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    fn bytes(&self, name: &str, kind: &str) -> Result<&'static [u8], String> {
        let entry = self.entries.get(name).ok_or_else(|| format!("`{name}` is missing"))?;
        let size = if kind == "f32" { 4 } else { 1 };
        let count = entry.shape.iter().try_fold(size, |all: usize, one| all.checked_mul(*one));
        let end = count.and_then(|count| entry.offset.checked_add(count));
        let bytes = end.and_then(|end| self.data.get(entry.offset..end));
        match bytes {
            Some(bytes) if entry.kind == kind => Ok(bytes),
            _ => Err(format!("`{name}` is cut short or of another type")),
        }
    }
}

impl Head {
    /// The outputs for one row, into `out`.
    pub(crate) fn apply(&self, row: &[f32], out: &mut Vec<f32>) {
        for (weights, bias) in self.weights.chunks_exact(row.len()).zip(&self.bias) {
            out.push(super::math::dot(weights, row) + bias);
        }
    }
}
