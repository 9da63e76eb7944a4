//! A linear layer with weights of eight bits: a scale for each output, and one for each row that
//! comes in.

use super::kernel::{Left, Packed, Path, first};
use super::math;
use super::x86::{Work, run};

/// The weights of a linear layer.
#[derive(Debug, Clone)]
pub(crate) struct Linear {
    packed: Packed,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// What each input is multiplied by first, so that none is much greater than the others.
    smooth: Vec<f32>,
    outputs: usize,
}

/// What becomes of a layer's outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// They stay as they are.
    Keep,
    /// They go through the Gaussian error linear unit.
    Gelu,
}

/// Rows of numbers as whole numbers of at most 127, with what one of them stands for in each row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    whole: Left,
    scales: Vec<f32>,
}

impl Rows {
    /// Takes rows of numbers as `layer` wants them.
    pub(crate) fn take(&mut self, rows: &[f32], layer: &Linear, path: Path) {
        let width = layer.smooth.len();
        self.scales.resize(rows.len() / width, 0.0);
        let (smooth, scales) = (&layer.smooth[..], &mut self.scales[..]);
        if layer.packed.takes_bytes() {
            let whole = first(&mut self.whole.bytes, rows.len());
            let shift = |value| (value + 128) as u8;
            run(path, Quantise { rows, smooth, scales, whole, shift });
        } else {
            let whole = first(&mut self.whole.words, rows.len());
            let shift = |value| value as i16;
            run(path, Quantise { rows, smooth, scales, whole, shift });
        }
    }
}

struct Quantise<'a, T, F> {
    rows: &'a [f32],
    smooth: &'a [f32],
    scales: &'a mut [f32],
    whole: &'a mut [T],
    shift: F,
}

impl<T, F: Fn(i32) -> T> Work for Quantise<'_, T, F> {
    #[inline(always)]
    fn run(self) {
        let width = self.smooth.len();
        let mut smooth = vec![0.0f32; width];
        let whole = self.whole.chunks_exact_mut(width);
        for ((row, whole), scale) in self.rows.chunks_exact(width).zip(whole).zip(self.scales) {
            for ((smooth, value), factor) in smooth.iter_mut().zip(row).zip(self.smooth) {
                *smooth = value * factor;
            }
            *scale = math::quantise(&smooth, 127.0, whole, &self.shift);
        }
    }
}

impl Linear {
    /// A layer from its weights (a run of inputs for each output), the scale of each output's
    /// weights, its biases, and what each input is multiplied by.
    pub(crate) fn new(
        weights: &[i8],
        scales: &[f32],
        bias: &[f32],
        smooth: Vec<f32>,
        path: Path,
    ) -> Linear {
        let outputs = bias.len();
        let packed = Packed::weights(weights, weights.len() / outputs, outputs, path);
        let padded = |values: &[f32]| {
            let mut values = values.to_vec();
            values.resize(packed.columns, 0.0);
            values
        };
        Linear { scales: padded(scales), bias: padded(bias), packed, smooth, outputs }
    }

    /// The layer's outputs for each row, one after another.
    pub(crate) fn apply(
        &self,
        rows: &Rows,
        finish: Finish,
        path: Path,
        sums: &mut Vec<i32>,
        out: &mut Vec<f32>,
    ) {
        let count = rows.scales.len();
        let sums = first(sums, count * self.packed.columns);
        self.packed.product(&rows.whole, count, path, sums);
        out.resize(count * self.outputs, 0.0);
        run(path, Dequantise { layer: self, rows, finish, sums, out });
    }
}

struct Dequantise<'a> {
    layer: &'a Linear,
    rows: &'a Rows,
    finish: Finish,
    sums: &'a [i32],
    out: &'a mut [f32],
}

impl Work for Dequantise<'_> {
    #[inline(always)]
    fn run(self) {
        let Linear { packed, scales, bias, outputs, .. } = self.layer;
        let sums = self.sums.chunks_exact(packed.columns);
        for ((sums, out), row_scale) in
            sums.zip(self.out.chunks_exact_mut(*outputs)).zip(&self.rows.scales)
        {
            let columns = sums.iter().zip(&packed.shifts).zip(scales.iter().zip(bias));
            for (out, ((sum, shift), (scale, bias))) in out.iter_mut().zip(columns) {
                *out = (sum - shift) as f32 * (row_scale * scale) + bias;
            }
            if self.finish == Finish::Gelu {
                out.iter_mut().for_each(|value| *value = math::gelu(*value));
            }
        }
    }
}
