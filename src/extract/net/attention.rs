//! Self-attention (Vaswani et al. 2017) in whole numbers of 16 bits.

use super::kernel::{self, PANEL, Path};
use super::math;
use super::x86::{Work, run};

/// The greatest whole number of queries and keys: 32 products of two of them fit 32 bits.
const QUERY_LIMIT: f32 = 8000.0;

/// The greatest whole number of values.
const VALUE_LIMIT: f32 = 32_000.0;

/// What a probability of one is as a whole number; a row's probabilities add up to about this.
const CERTAIN: f32 = 16_384.0;

/// How many queries are looked at together: their products with all keys stay in the cache.
const BLOCK: usize = 48;

/// Room to work in.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    queries: Vec<i16>,
    query_scales: Vec<f32>,
    keys: Vec<i16>,
    key_scales: Vec<f32>,
    values: Vec<i16>,
    value_scales: Vec<f32>,
    chances: Vec<i16>,
    sums: Vec<i32>,
}

/// Attends: `qkv` holds, for each piece, queries, keys and values of `width` numbers each, in
/// `heads` heads; `out` gets `width` numbers for each of the pieces at `places`.
pub(crate) fn attend(
    qkv: &[f32],
    width: usize,
    heads: usize,
    places: &[usize],
    path: Path,
    scratch: &mut Scratch,
    out: &mut Vec<f32>,
) {
    let size = width / heads;
    assert!(size.is_multiple_of(PANEL), "a head is a whole number of panels wide");
    out.resize(places.len() * width, 0.0);
    for head in 0..heads {
        attend_head(&Head { qkv, width, from: head * size, size }, places, path, scratch, out);
    }
}

/// One head's share of queries, keys and values.
#[derive(Clone, Copy)]
struct Head<'a> {
    qkv: &'a [f32],
    width: usize,
    from: usize,
    size: usize,
}

impl Head<'_> {
    fn pieces(&self) -> usize {
        self.qkv.len() / (3 * self.width)
    }

    /// The head's queries (0), keys (1) or values (2), a row for each piece.
    #[inline(always)]
    fn rows(&self, which: usize) -> impl Iterator<Item = &[f32]> {
        let from = which * self.width + self.from;
        self.qkv.chunks_exact(3 * self.width).map(move |row| &row[from..from + self.size])
    }

    /// The head's query of the piece at `place`.
    #[inline(always)]
    fn query(&self, place: usize) -> &[f32] {
        &self.qkv[place * 3 * self.width + self.from..][..self.size]
    }
}

fn attend_head(head: &Head, places: &[usize], path: Path, scratch: &mut Scratch, out: &mut [f32]) {
    let (pieces, size) = (head.pieces(), head.size);
    let (columns, depth) = (pieces.next_multiple_of(PANEL), pieces.next_multiple_of(2));
    let s = scratch;
    s.queries.resize(places.len() * size, 0);
    s.query_scales.resize(places.len(), 0.0);
    s.keys.resize(columns * size, 0);
    s.key_scales.resize(columns, 0.0);
    s.values.resize(depth * size, 0);
    s.value_scales.resize(size, 0.0);
    s.chances.resize(BLOCK * depth, 0);
    s.sums.resize(BLOCK * columns.max(size), 0);
    run(path, Queries { head, places, whole: &mut s.queries, scales: &mut s.query_scales });
    run(path, Keys { head, whole: &mut s.keys, scales: &mut s.key_scales });
    run(path, Values { head, whole: &mut s.values, scales: &mut s.value_scales });
    for from in (0..places.len()).step_by(BLOCK) {
        let count = BLOCK.min(places.len() - from);
        let queries = &s.queries[from * size..][..count * size];
        let sums = &mut s.sums[..count * columns];
        kernel::words(queries, &s.keys, size, path, sums);
        let chances = &mut s.chances[..count * depth];
        let (query_scales, key_scales) = (&s.query_scales[from..], &s.key_scales[..pieces]);
        run(path, Softmax { sums, columns, depth, size, query_scales, key_scales, chances });
        let sums = &mut s.sums[..count * size];
        kernel::words(chances, &s.values, depth, path, sums);
        let rows = out.chunks_exact_mut(head.width).skip(from);
        for (row, sums) in rows.zip(sums.chunks_exact(size)) {
            let target = row[head.from..head.from + size].iter_mut();
            for ((target, sum), scale) in target.zip(sums).zip(&s.value_scales) {
                *target = *sum as f32 * (scale / CERTAIN);
            }
        }
    }
}

/// Makes one head's queries whole numbers, row by row.
struct Queries<'a> {
    head: &'a Head<'a>,
    places: &'a [usize],
    whole: &'a mut [i16],
    scales: &'a mut [f32],
}

impl Work for Queries<'_> {
    #[inline(always)]
    fn run(self) {
        let rows = self.places.iter().zip(self.whole.chunks_exact_mut(self.head.size));
        for ((place, whole), scale) in rows.zip(self.scales) {
            let query = self.head.query(*place);
            *scale = math::quantise(query, QUERY_LIMIT, whole, |value| value as i16);
        }
    }
}

/// Makes one head's keys whole numbers, and packs them: a column for each piece.
struct Keys<'a> {
    head: &'a Head<'a>,
    whole: &'a mut [i16],
    scales: &'a mut [f32],
}

impl Work for Keys<'_> {
    #[inline(always)]
    fn run(self) {
        let size = self.head.size;
        let mut key = vec![0i16; size];
        let mut rows = self.head.rows(1);
        let panels = self.whole.chunks_exact_mut(size * PANEL);
        for (panel, scales) in panels.zip(self.scales.chunks_exact_mut(PANEL)) {
            for (column, scale) in scales.iter_mut().enumerate() {
                match rows.next() {
                    Some(row) => {
                        *scale = math::quantise(row, QUERY_LIMIT, &mut key, |value| value as i16);
                    }
                    None => key.fill(0),
                }
                let groups = panel.chunks_exact_mut(2 * PANEL);
                for (group, pair) in groups.zip(key.chunks_exact(2)) {
                    group[2 * column] = pair[0];
                    group[2 * column + 1] = pair[1];
                }
            }
        }
    }
}

/// Makes one head's values whole numbers, with a scale for each column, and packs them: a row for
/// each piece.
struct Values<'a> {
    head: &'a Head<'a>,
    whole: &'a mut [i16],
    scales: &'a mut [f32],
}

impl Work for Values<'_> {
    #[inline(always)]
    fn run(self) {
        let size = self.head.size;
        self.scales.fill(1e-20);
        for row in self.head.rows(2) {
            for (scale, value) in self.scales.iter_mut().zip(row) {
                let value = value.abs();
                *scale = if value > *scale { value } else { *scale };
            }
        }
        self.scales.iter_mut().for_each(|scale| *scale /= VALUE_LIMIT);
        let panel = self.whole.len() / size * PANEL;
        // The last row has no fellow where the number of pieces is odd.
        let last = panel - 2 * PANEL;
        self.whole.chunks_exact_mut(panel).for_each(|panel| panel[last..].fill(0));
        for (piece, row) in self.head.rows(2).enumerate() {
            let at = piece / 2 * 2 * PANEL + piece % 2;
            let parts = row.chunks_exact(PANEL).zip(self.scales.chunks_exact(PANEL));
            for ((values, scales), panel) in parts.zip(self.whole.chunks_exact_mut(panel)) {
                let group = panel[at..].iter_mut().step_by(2);
                for ((whole, value), scale) in group.zip(values).zip(scales) {
                    *whole = math::whole(value / scale) as i16;
                }
            }
        }
    }
}

/// Makes each row of products a row of probabilities.
struct Softmax<'a> {
    sums: &'a [i32],
    columns: usize,
    depth: usize,
    /// Of a head.
    size: usize,
    query_scales: &'a [f32],
    key_scales: &'a [f32],
    chances: &'a mut [i16],
}

impl Work for Softmax<'_> {
    #[inline(always)]
    fn run(self) {
        let pieces = self.key_scales.len();
        let factor = 1.0 / (self.size as f32).sqrt();
        let mut row = vec![0.0f32; pieces];
        let rows =
            self.sums.chunks_exact(self.columns).zip(self.chances.chunks_exact_mut(self.depth));
        for ((sums, chances), query_scale) in rows.zip(self.query_scales) {
            let scale = query_scale * factor;
            for ((value, sum), key_scale) in row.iter_mut().zip(sums).zip(self.key_scales) {
                *value = *sum as f32 * (scale * key_scale);
            }
            let most = math::greatest(&row);
            row.iter_mut().for_each(|value| *value = math::exp_fast(*value - most));
            let unit = CERTAIN / math::sum(&row, |value| value);
            for (chance, value) in chances.iter_mut().zip(&row) {
                *chance = math::whole(value * unit) as i16;
            }
            chances[pieces..].fill(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one head makes of so many pieces, in a room that may have been used before.
    fn attended(pieces: usize, scratch: &mut Scratch) -> Vec<f32> {
        let (width, heads) = (PANEL, 1);
        let number = |index: usize| ((index * 37 + 11) % 101) as f32 / 50.0 - 1.0;
        let qkv: Vec<f32> = (0..pieces * 3 * width).map(number).collect();
        let places: Vec<usize> = (0..pieces).collect();
        let mut out = Vec::new();
        attend(&qkv, width, heads, &places, Path::best(), scratch, &mut out);
        out
    }

    #[test]
    fn scratch_buffers_do_not_leak_into_results() {
        for pieces in [1, 2, 3, 7, PANEL + 1] {
            let mut used = Scratch::default();
            attended(3 * PANEL, &mut used);
            let expected = attended(pieces, &mut Scratch::default());
            assert_eq!(attended(pieces, &mut used), expected, "{pieces} pieces");
        }
    }
}
