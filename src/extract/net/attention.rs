//! Self-attention (Vaswani et al. 2017) in whole numbers of 16 bits.

use super::kernel::{Packed, Path};
use super::math;
use super::x86::{Work, run};

/// The greatest whole number of queries and keys: 32 products of two of them fit 32 bits.
const QUERY_LIMIT: f32 = 8000.0;

/// The greatest whole number of values.
const VALUE_LIMIT: f32 = 32_000.0;

/// What a probability of one is as a whole number; a row's probabilities add up to about this.
const CERTAIN: f32 = 16_384.0;

/// Room to work in.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    queries: Vec<i16>,
    query_scales: Vec<f32>,
    keys: Vec<i16>,
    key_scales: Vec<f32>,
    values: Vec<i16>,
    chances: Vec<i16>,
    sums: Vec<i32>,
}

/// Attends: `qkv` holds, for each piece, queries, keys and values of `width` numbers each, in
/// `heads` heads; `out` gets `width` numbers for each piece.
pub(crate) fn attend(
    qkv: &[f32],
    width: usize,
    heads: usize,
    path: Path,
    scratch: &mut Scratch,
    out: &mut Vec<f32>,
) {
    let pieces = qkv.len() / (3 * width);
    out.clear();
    out.resize(pieces * width, 0.0);
    for head in 0..heads {
        attend_head(qkv, width, head, width / heads, path, scratch, out);
    }
}

fn attend_head(
    qkv: &[f32],
    width: usize,
    head: usize,
    size: usize,
    path: Path,
    scratch: &mut Scratch,
    out: &mut [f32],
) {
    let pieces = qkv.len() / (3 * width);
    let depth = pieces.next_multiple_of(2);
    let Scratch { queries, query_scales, keys, key_scales, values, chances, sums } = scratch;
    for (whole, scales) in [(&mut *queries, &mut *query_scales), (&mut *keys, &mut *key_scales)] {
        whole.resize(pieces * size, 0);
        scales.resize(pieces.next_multiple_of(16), 0.0);
    }
    let part = |which: usize| which * width + head * size;
    run(path, Whole { qkv, width, from: part(0), size, whole: queries, scales: query_scales });
    run(path, Whole { qkv, width, from: part(1), size, whole: keys, scales: key_scales });
    let packed = Packed::words(size, pieces, |row, column| keys[column * size + row]);
    packed.product(queries, path, sums);
    chances.clear();
    chances.resize(pieces * depth, 0);
    let columns = packed.columns;
    let factor = 1.0 / (size as f32).sqrt();
    run(path, Softmax { sums, columns, pieces, depth, factor, query_scales, key_scales, chances });

    values.resize(pieces * size, 0);
    let mut scales = vec![0.0f32; size];
    run(path, Columns { qkv, width, from: part(2), size, whole: values, scales: &mut scales });
    let packed = Packed::words(pieces, size, |row, column| values[row * size + column]);
    packed.product(chances, path, sums);
    for (piece, row) in sums.chunks_exact(packed.columns).enumerate() {
        let target = &mut out[piece * width + head * size..][..size];
        for ((target, sum), scale) in target.iter_mut().zip(row).zip(&scales) {
            *target = *sum as f32 * (scale / CERTAIN);
        }
    }
}

/// Makes one head's queries or keys whole numbers.
struct Whole<'a> {
    qkv: &'a [f32],
    width: usize,
    from: usize,
    size: usize,
    whole: &'a mut [i16],
    scales: &'a mut [f32],
}

impl Work for Whole<'_> {
    #[inline(always)]
    fn run(self) {
        let rows =
            self.qkv.chunks_exact(3 * self.width).zip(self.whole.chunks_exact_mut(self.size));
        for ((row, whole), scale) in rows.zip(self.scales) {
            *scale = math::quantise(&row[self.from..self.from + self.size], QUERY_LIMIT, whole);
        }
    }
}

/// Makes one head's values whole numbers, with a scale for each column.
struct Columns<'a> {
    qkv: &'a [f32],
    width: usize,
    from: usize,
    size: usize,
    whole: &'a mut [i16],
    scales: &'a mut [f32],
}

impl Work for Columns<'_> {
    #[inline(always)]
    fn run(self) {
        let part = self.from..self.from + self.size;
        self.scales.fill(1e-20);
        for row in self.qkv.chunks_exact(3 * self.width) {
            for (scale, value) in self.scales.iter_mut().zip(&row[part.clone()]) {
                let value = value.abs();
                *scale = if value > *scale { value } else { *scale };
            }
        }
        self.scales.iter_mut().for_each(|scale| *scale /= VALUE_LIMIT);
        let rows =
            self.qkv.chunks_exact(3 * self.width).zip(self.whole.chunks_exact_mut(self.size));
        for (row, whole) in rows {
            for ((whole, value), scale) in
                whole.iter_mut().zip(&row[part.clone()]).zip(&*self.scales)
            {
                *whole = math::whole(value / scale) as i16;
            }
        }
    }
}

/// Makes each row of products a row of probabilities.
struct Softmax<'a> {
    sums: &'a [i32],
    columns: usize,
    pieces: usize,
    depth: usize,
    factor: f32,
    query_scales: &'a [f32],
    key_scales: &'a [f32],
    chances: &'a mut [i16],
}

impl Work for Softmax<'_> {
    #[inline(always)]
    fn run(self) {
        let mut row = vec![0.0f32; self.pieces];
        let rows =
            self.sums.chunks_exact(self.columns).zip(self.chances.chunks_exact_mut(self.depth));
        for ((sums, chances), query_scale) in rows.zip(self.query_scales) {
            let scale = query_scale * self.factor;
            for ((value, sum), key_scale) in row.iter_mut().zip(sums).zip(self.key_scales) {
                *value = *sum as f32 * (scale * key_scale);
            }
            let most = math::greatest(&row);
            row.iter_mut().for_each(|value| *value = math::exp(*value - most));
            let unit = CERTAIN / math::sum(&row, |value| value);
            for (chance, value) in chances.iter_mut().zip(&row) {
                *chance = math::whole(value * unit) as i16;
            }
        }
    }
}
