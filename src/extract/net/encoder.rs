//! The encoder: a transformer of BERT's shape (Devlin et al. 2019; here MiniLM, Wang et al. 2020).

use super::attention::{Scratch, attend};
use super::kernel::Path;
use super::linear::{Finish, Linear, Rows};
use super::math;
use super::x86::{Work, run};

/// Rows of an embedding table: eight bits each, with a scale a row.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The rows, one after another, of signed bytes: as they stand in the program, whose pages need
    /// no second place in memory.
    pub values: &'static [u8],
    /// What one stands for, in each row.
    pub scales: Vec<f32>,
}

/// Gain and bias of a layer normalisation.
#[derive(Debug, Clone)]
pub(crate) struct Norm {
    /// The gains.
    pub gain: Vec<f32>,
    /// The biases.
    pub bias: Vec<f32>,
}

/// One layer.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub(crate) struct Layer {
    pub qkv: Linear,
    pub attended: Linear,
    pub norm1: Norm,
    pub up: Linear,
    pub down: Linear,
    pub norm2: Norm,
}

/// The encoder's weights.
#[derive(Debug, Clone)]
pub(crate) struct Encoder {
    /// How many numbers stand for a piece.
    pub width: usize,
    /// Attention heads.
    pub heads: usize,
    /// A row for each piece of the vocabulary.
    pub words: Table,
    /// A row for each place in a window.
    pub positions: Table,
    /// A row for each feature.
    pub features: Vec<f32>,
    /// After the embeddings.
    pub norm: Norm,
    /// The layers.
    pub layers: Vec<Layer>,
    /// The instructions to compute with.
    pub path: Path,
}

/// Room to work in, kept from window to window.
#[derive(Debug, Default)]
pub(crate) struct Room {
    rows: Rows,
    sums: Vec<i32>,
    qkv: Vec<f32>,
    attended: Vec<f32>,
    wide: Vec<f32>,
    out: Vec<f32>,
    attention: Scratch,
}

impl Table {
    fn add(&self, index: usize, width: usize, target: &mut [f32]) {
        let index = index.min(self.scales.len() - 1);
        let scale = self.scales[index];
        let row = &self.values[index * width..][..width];
        target
            .iter_mut()
            .zip(row)
            .for_each(|(target, value)| *target += f32::from(value.cast_signed()) * scale);
    }
}

impl Encoder {
    /// A row of `width` numbers for each of the pieces at `places`; `features` has one for each
    /// piece.
    pub(crate) fn encode(
        &self,
        pieces: &[u32],
        features: &[u8],
        places: &[usize],
        room: &mut Room,
    ) -> Vec<f32> {
        let width = self.width;
        let mut state = vec![0.0f32; pieces.len() * width];
        for (at, row) in state.chunks_exact_mut(width).enumerate() {
            self.words.add(pieces[at] as usize, width, row);
            self.positions.add(at, width, row);
            let feature = &self.features[usize::from(features[at]) * width..][..width];
            row.iter_mut().zip(feature).for_each(|(value, feature)| *value += feature);
            math::normalise(row, &self.norm.gain, &self.norm.bias);
        }
        let all: Vec<usize> = (0..pieces.len()).collect();
        let last = self.layers.len().saturating_sub(1);
        for (index, layer) in self.layers.iter().enumerate() {
            // Of the last layer, only what is asked for is needed.
            self.apply(layer, &mut state, if index == last { places } else { &all }, room);
        }
        state
    }

    /// Leaves in `state` the rows at `places`, after the layer.
    fn apply(&self, layer: &Layer, state: &mut Vec<f32>, places: &[usize], room: &mut Room) {
        let path = self.path;
        let Room { rows, sums, qkv, attended, wide, out, attention } = room;
        rows.take(state, &layer.qkv, path);
        layer.qkv.apply(rows, Finish::Keep, path, sums, qkv);
        attend(qkv, self.width, self.heads, places, path, attention, attended);
        if !places.iter().copied().eq(0..state.len() / self.width) {
            let row = |place: &usize| &state[place * self.width..][..self.width];
            *state = places.iter().flat_map(row).copied().collect();
        }
        rows.take(attended, &layer.attended, path);
        layer.attended.apply(rows, Finish::Keep, path, sums, out);
        run(path, Add { state, added: out, norm: &layer.norm1 });
        rows.take(state, &layer.up, path);
        layer.up.apply(rows, Finish::Gelu, path, sums, wide);
        rows.take(wide, &layer.down, path);
        layer.down.apply(rows, Finish::Keep, path, sums, out);
        run(path, Add { state, added: out, norm: &layer.norm2 });
    }
}

/// Adds to the state what a part of a layer gave, and normalises.
struct Add<'a> {
    state: &'a mut [f32],
    added: &'a [f32],
    norm: &'a Norm,
}

impl Work for Add<'_> {
    #[inline(always)]
    fn run(self) {
        let width = self.norm.gain.len();
        let rows = self.state.chunks_exact_mut(width).zip(self.added.chunks_exact(width));
        for (state, added) in rows {
            state.iter_mut().zip(added).for_each(|(state, added)| *state += added);
            math::normalise(state, &self.norm.gain, &self.norm.bias);
        }
    }
}
