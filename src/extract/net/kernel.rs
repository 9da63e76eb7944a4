//! Integer matrix products: exact, so that every machine gives the same numbers, by whichever of
//! its instructions is fastest.

use super::x86;

/// The instructions that products are computed with. All give the same integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Path {
    /// AVX-512 with VNNI: 64 products of bytes at a time.
    Vnni,
    /// AVX2: 16 products of 16-bit numbers at a time.
    Avx2,
    /// Plain Rust.
    Plain,
}

impl Path {
    /// The fastest path of this machine.
    pub(crate) fn best() -> Path {
        x86::best()
    }
}

/// Columns of a panel: weights are packed in panels of so many columns.
pub(crate) const PANEL: usize = 16;

/// A matrix of small integers, packed for products from the left: `depth` rows, `columns` columns
/// (padded to whole panels). In each panel groups of rows lie together for each column, as the
/// instructions want them.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    /// Rows, padded to a whole group.
    pub depth: usize,
    /// Columns, padded to whole panels.
    pub columns: usize,
    /// What is to be taken off each column of a product, because its left side was shifted.
    pub shifts: Vec<i32>,
    values: Values,
}

#[derive(Debug, Clone)]
enum Values {
    /// Groups of four rows, for a left side that is shifted by 128.
    Bytes(Vec<i8>),
    /// Groups of two rows.
    Words(Vec<i16>),
}

impl Packed {
    /// Packs weights that lie column by column (`columns` runs of `depth` values).
    pub(crate) fn weights(weights: &[i8], depth: usize, columns: usize, path: Path) -> Packed {
        let at = |row: usize, column: usize| {
            if row < depth && column < columns { weights[column * depth + row] } else { 0 }
        };
        if path != Path::Vnni {
            let (rows, padded) = (depth.next_multiple_of(2), columns.next_multiple_of(PANEL));
            let values = pairs(rows, padded, |row, column| i16::from(at(row, column)));
            let (shifts, values) = (vec![0; padded], Values::Words(values));
            return Packed { depth: rows, columns: padded, shifts, values };
        }
        let (rows, padded) = (depth.next_multiple_of(4), columns.next_multiple_of(PANEL));
        let mut values = Vec::with_capacity(rows * padded);
        for panel in (0..padded).step_by(PANEL) {
            for row in (0..rows).step_by(4) {
                for column in panel..panel + PANEL {
                    values.extend((row..row + 4).map(|row| at(row, column)));
                }
            }
        }
        let sum = |column: usize| (0..depth).map(|row| i32::from(at(row, column))).sum::<i32>();
        let shifts = (0..padded).map(|column| 128 * sum(column)).collect();
        Packed { depth: rows, columns: padded, shifts, values: Values::Bytes(values) }
    }

    /// Whether the left side has to be bytes.
    pub(crate) fn takes_bytes(&self) -> bool {
        matches!(self.values, Values::Bytes(_))
    }

    /// Multiplies the first `rows` rows of `left` with this matrix: `sums` gets one row of `columns`
    /// sums for each, from which `shifts` have still to be taken.
    pub(crate) fn product(&self, left: &Left, rows: usize, path: Path, sums: &mut [i32]) {
        let length = rows * self.depth;
        match &self.values {
            Values::Bytes(values) => {
                x86::bytes(&left.bytes[..length], values, self.depth, self.columns, sums);
            }
            Values::Words(values) => words(&left.words[..length], values, self.depth, path, sums),
        }
    }
}

/// Packs 16-bit values, given by row and column, in panels of groups of two rows.
fn pairs(rows: usize, columns: usize, at: impl Fn(usize, usize) -> i16) -> Vec<i16> {
    let mut values = Vec::with_capacity(rows * columns);
    for panel in (0..columns).step_by(PANEL) {
        for row in (0..rows).step_by(2) {
            for column in panel..panel + PANEL {
                values.push(at(row, column));
                values.push(at(row + 1, column));
            }
        }
    }
    values
}

/// The left side of a product with weights, as the path wants it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Left {
    /// Shifted by 128, where the instructions take bytes.
    pub bytes: Vec<u8>,
    /// As they are, elsewhere.
    pub words: Vec<i16>,
}

/// The first `length` of `room`, which grows if need be and keeps what it held: what is computed
/// into it is written anew.
pub(crate) fn first<T: Copy + Default>(room: &mut Vec<T>, length: usize) -> &mut [T] {
    if room.len() < length {
        room.resize(length, T::default());
    }
    &mut room[..length]
}

/// Multiplies `left` (whole rows of `depth` values) with a matrix that lies in panels of groups of
/// two rows; `sums` gets a row of as many columns as the matrix has for each row of `left`.
pub(crate) fn words(left: &[i16], right: &[i16], depth: usize, path: Path, sums: &mut [i32]) {
    let columns = right.len() / depth;
    match path {
        Path::Plain => plain(left, right, depth, columns, sums),
        _ => x86::words(left, right, depth, columns, path, sums),
    }
}

/// The product in plain Rust.
fn plain(left: &[i16], right: &[i16], depth: usize, columns: usize, sums: &mut [i32]) {
    sums.fill(0);
    for (row, sums) in left.chunks_exact(depth).zip(sums.chunks_exact_mut(columns)) {
        for (panel, sums) in right.chunks_exact(depth * PANEL).zip(sums.chunks_exact_mut(PANEL)) {
            for (pair, group) in row.chunks_exact(2).zip(panel.chunks_exact(2 * PANEL)) {
                let (a, b) = (i32::from(pair[0]), i32::from(pair[1]));
                for (sum, values) in sums.iter_mut().zip(group.chunks_exact(2)) {
                    *sum += a * i32::from(values[0]) + b * i32::from(values[1]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same everywhere.
    fn noise(seed: u32, count: usize, most: i32) -> Vec<i16> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 8) as i32 % (2 * most + 1) - most) as i16
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn every_path_gives_the_same_integers() {
        for (rows, depth, columns) in [(1, 8, 16), (7, 384, 48), (13, 64, 112), (6, 32, 30)] {
            let words = noise(1, rows * depth, 127);
            let bytes = words.iter().map(|value| (value + 128) as u8).collect();
            let left = Left { bytes, words: words.clone() };
            let weights: Vec<i8> =
                noise(2, depth * columns, 127).iter().map(|value| *value as i8).collect();
            let padded = columns.next_multiple_of(PANEL);
            let mut expected = vec![7; rows * padded];
            let packed = Packed::weights(&weights, depth, columns, Path::Plain);
            packed.product(&left, rows, Path::Plain, &mut expected);
            let naive: i32 = (0..depth).map(|d| i32::from(words[d]) * i32::from(weights[d])).sum();
            assert_eq!(expected[0], naive);
            for path in [Path::Vnni, Path::Avx2].into_iter().filter(|path| x86::has(*path)) {
                let mut sums = vec![8; rows * padded];
                let packed = Packed::weights(&weights, depth, columns, path);
                packed.product(&left, rows, path, &mut sums);
                sums.iter_mut()
                    .enumerate()
                    .for_each(|(at, sum)| *sum -= packed.shifts[at % packed.columns]);
                assert_eq!(sums, expected, "{path:?} {rows}x{depth}x{columns}");
                let right = noise(3, depth * columns, 2000);
                let right = pairs(depth, padded, |row, column| {
                    if column < columns { right[column * depth + row] } else { 0 }
                });
                let (mut plain, mut fast) = (vec![7; rows * padded], vec![8; rows * padded]);
                super::words(&words, &right, depth, Path::Plain, &mut plain);
                super::words(&words, &right, depth, path, &mut fast);
                assert_eq!(fast, plain, "{path:?} {rows}x{depth}x{columns} words");
            }
        }
    }
}
