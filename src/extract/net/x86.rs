//! Integer products with x86's vector instructions. The only unsafe code of the project: loads and
//! stores by pointer, and calls of what the machine was seen to have.
#![cfg_attr(target_arch = "x86_64", allow(unsafe_code))]

use super::kernel::Path;

/// The fastest path of this machine.
pub(super) fn best() -> Path {
    [Path::Vnni, Path::Avx2].into_iter().find(|path| has(*path)).unwrap_or(Path::Plain)
}

/// Whether this machine has what a path needs.
#[cfg(target_arch = "x86_64")]
pub(super) fn has(path: Path) -> bool {
    match path {
        Path::Vnni => {
            is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
        }
        Path::Avx2 => is_x86_feature_detected!("avx2"),
        Path::Plain => true,
    }
}

/// Whether this machine has what a path needs.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn has(path: Path) -> bool {
    path == Path::Plain
}

/// Plain Rust that is worth compiling for the machine's vector instructions. `run` has to be
/// `#[inline(always)]`. The arithmetic stays the same: nothing is fused or reordered.
pub(super) trait Work {
    /// Does it.
    fn run(self);
}

/// Does some work, compiled for `path`.
#[cfg(target_arch = "x86_64")]
pub(super) fn run(path: Path, work: impl Work) {
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
    fn avx512(work: impl Work) {
        work.run();
    }
    #[target_feature(enable = "avx2")]
    fn avx2(work: impl Work) {
        work.run();
    }
    assert!(has(path), "the machine lacks {path:?}");
    // SAFETY: the instructions were seen to be there.
    match path {
        Path::Vnni => unsafe { avx512(work) },
        Path::Avx2 => unsafe { avx2(work) },
        Path::Plain => work.run(),
    }
}

/// Does some work.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn run(_: Path, work: impl Work) {
    work.run();
}

/// The product of rows of unsigned bytes with packed signed bytes (groups of four rows).
#[cfg(target_arch = "x86_64")]
pub(super) fn bytes(left: &[u8], right: &[i8], depth: usize, columns: usize, sums: &mut [i32]) {
    assert!(has(Path::Vnni), "bytes are packed only where the machine has VNNI");
    assert!(
        depth.is_multiple_of(4) && columns.is_multiple_of(16) && right.len() == depth * columns
    );
    assert_eq!(left.len() / depth * columns, sums.len());
    // SAFETY: the instructions were seen to be there; the lengths were checked above.
    unsafe { vnni::bytes(left, right, depth, columns, sums) }
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn bytes(_: &[u8], _: &[i8], _: usize, _: usize, _: &mut [i32]) {}

/// The product of rows of 16-bit numbers with packed 16-bit numbers (groups of two rows).
#[cfg(target_arch = "x86_64")]
pub(super) fn words(
    left: &[i16],
    right: &[i16],
    depth: usize,
    columns: usize,
    path: Path,
    sums: &mut [i32],
) {
    assert!(has(path), "the machine lacks {path:?}");
    assert!(
        depth.is_multiple_of(2) && columns.is_multiple_of(16) && right.len() == depth * columns
    );
    assert_eq!(left.len() / depth * columns, sums.len());
    // SAFETY: the instructions were seen to be there; the lengths were checked above.
    unsafe {
        match path {
            Path::Vnni => vnni::words(left, right, depth, columns, sums),
            _ => avx2::words(left, right, depth, columns, sums),
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn words(_: &[i16], _: &[i16], _: usize, _: usize, _: Path, _: &mut [i32]) {}

/// Calls `$tile` for all tiles: six rows (the rest at once) by four panels (the rest by two and one).
#[cfg(target_arch = "x86_64")]
macro_rules! tiles {
    ($tile:ident, $left:ident, $right:ident, $depth:ident, $columns:ident, $sums:ident) => {{
        let rows = $left.len() / $depth;
        let panels = $columns / 16;
        let mut panel = 0;
        while panel < panels {
            let wide = [1, 1, 2, 2, 4][(panels - panel).min(4)];
            let mut row = 0;
            while row < rows {
                let high = (rows - row).min(6);
                macro_rules! call {
                    ($high:literal, $wide:literal) => {
                        $tile::<$high, $wide>($left, $right, $depth, $columns, row, panel, $sums)
                    };
                }
                macro_rules! call_high {
                    ($wide:literal) => {
                        match high {
                            6 => call!(6, $wide),
                            5 => call!(5, $wide),
                            4 => call!(4, $wide),
                            3 => call!(3, $wide),
                            2 => call!(2, $wide),
                            _ => call!(1, $wide),
                        }
                    };
                }
                match wide {
                    4 => call_high!(4),
                    2 => call_high!(2),
                    _ => call_high!(1),
                }
                row += high;
            }
            panel += wide;
        }
    }};
}

/// Writes a tile's sums, `$lanes` in a register. A macro, since a call would put them through memory.
#[cfg(target_arch = "x86_64")]
macro_rules! store {
    ($acc:ident, $columns:ident, $row:ident, $panel:ident, $sums:ident, $lanes:literal, $register:ty) => {
        for (r, acc) in $acc.iter().enumerate() {
            for (p, acc) in acc.iter().enumerate() {
                let at = ($row + r) * $columns + $panel * 16 + p * $lanes;
                let target: &mut [i32] = &mut $sums[at..at + $lanes];
                // SAFETY: the target holds as many numbers as the register.
                unsafe { target.as_mut_ptr().cast::<$register>().write_unaligned(*acc) }
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
mod vnni {
    use std::arch::x86_64::*;

    /// # Safety
    /// `right` holds `depth * columns` values, `sums` a row of `columns` for each of `left`.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) unsafe fn bytes(
        left: &[u8],
        right: &[i8],
        depth: usize,
        columns: usize,
        sums: &mut [i32],
    ) {
        unsafe { tiles!(tile, left, right, depth, columns, sums) }

        #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
        unsafe fn tile<const R: usize, const P: usize>(
            left: &[u8],
            right: &[i8],
            depth: usize,
            columns: usize,
            row: usize,
            panel: usize,
            sums: &mut [i32],
        ) {
            let mut acc = [[_mm512_setzero_si512(); P]; R];
            let rows: [*const u8; R] = std::array::from_fn(|r| left[(row + r) * depth..].as_ptr());
            let panels: [*const i8; P] =
                std::array::from_fn(|p| right[(panel + p) * depth * 16..].as_ptr());
            for step in 0..depth / 4 {
                // SAFETY: step * 4 + 4 <= depth, and a panel holds depth * 16 bytes.
                unsafe {
                    let b: [__m512i; P] = std::array::from_fn(|p| {
                        _mm512_loadu_si512(panels[p].add(step * 64).cast())
                    });
                    for r in 0..R {
                        let a =
                            _mm512_set1_epi32(rows[r].add(step * 4).cast::<i32>().read_unaligned());
                        for p in 0..P {
                            acc[r][p] = _mm512_dpbusd_epi32(acc[r][p], a, b[p]);
                        }
                    }
                }
            }
            store!(acc, columns, row, panel, sums, 16, __m512i);
        }
    }

    /// # Safety
    /// `right` holds `depth * columns` values, `sums` a row of `columns` for each of `left`.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) unsafe fn words(
        left: &[i16],
        right: &[i16],
        depth: usize,
        columns: usize,
        sums: &mut [i32],
    ) {
        unsafe { tiles!(tile, left, right, depth, columns, sums) }

        #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
        unsafe fn tile<const R: usize, const P: usize>(
            left: &[i16],
            right: &[i16],
            depth: usize,
            columns: usize,
            row: usize,
            panel: usize,
            sums: &mut [i32],
        ) {
            let mut acc = [[_mm512_setzero_si512(); P]; R];
            let rows: [*const i16; R] = std::array::from_fn(|r| left[(row + r) * depth..].as_ptr());
            let panels: [*const i16; P] =
                std::array::from_fn(|p| right[(panel + p) * depth * 16..].as_ptr());
            for step in 0..depth / 2 {
                // SAFETY: step * 2 + 2 <= depth, and a panel holds depth * 16 values.
                unsafe {
                    let b: [__m512i; P] = std::array::from_fn(|p| {
                        _mm512_loadu_si512(panels[p].add(step * 32).cast())
                    });
                    for r in 0..R {
                        let a =
                            _mm512_set1_epi32(rows[r].add(step * 2).cast::<i32>().read_unaligned());
                        for p in 0..P {
                            acc[r][p] = _mm512_dpwssd_epi32(acc[r][p], a, b[p]);
                        }
                    }
                }
            }
            store!(acc, columns, row, panel, sums, 16, __m512i);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::*;

    /// # Safety
    /// `right` holds `depth * columns` values, `sums` a row of `columns` for each of `left`.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn words(
        left: &[i16],
        right: &[i16],
        depth: usize,
        columns: usize,
        sums: &mut [i32],
    ) {
        const ROWS: usize = 6;
        let rows = left.len() / depth;
        for panel in 0..columns / 16 {
            let mut row = 0;
            while row < rows {
                // SAFETY: the rows and the panel are inside.
                unsafe {
                    if row + ROWS <= rows {
                        tile::<ROWS>(left, right, depth, columns, row, panel, sums);
                        row += ROWS;
                    } else {
                        tile::<1>(left, right, depth, columns, row, panel, sums);
                        row += 1;
                    }
                }
            }
        }

        #[target_feature(enable = "avx2")]
        unsafe fn tile<const R: usize>(
            left: &[i16],
            right: &[i16],
            depth: usize,
            columns: usize,
            row: usize,
            panel: usize,
            sums: &mut [i32],
        ) {
            let mut acc = [[_mm256_setzero_si256(); 2]; R];
            let rows: [*const i16; R] = std::array::from_fn(|r| left[(row + r) * depth..].as_ptr());
            let panel_at = right[panel * depth * 16..].as_ptr();
            for step in 0..depth / 2 {
                // SAFETY: step * 2 + 2 <= depth, and a panel holds depth * 16 values.
                unsafe {
                    let b = [0, 16]
                        .map(|half| _mm256_loadu_si256(panel_at.add(step * 32 + half).cast()));
                    for r in 0..R {
                        let a =
                            _mm256_set1_epi32(rows[r].add(step * 2).cast::<i32>().read_unaligned());
                        for h in 0..2 {
                            acc[r][h] = _mm256_add_epi32(acc[r][h], _mm256_madd_epi16(a, b[h]));
                        }
                    }
                }
            }
            store!(acc, columns, row, panel, sums, 8, __m256i);
        }
    }
}
