//! The few functions of a transformer that are no products, the same on every machine: plain
//! IEEE arithmetic in a fixed order, no library functions.

/// 1.5 · 2^23: adding it to a number of less than 2^22 rounds that to a whole one, which then stands
/// in the low bits.
const ROUND: f32 = 12_582_912.0;

/// The nearest whole number of one that is less than 2^22 (a half goes to the even one).
#[inline(always)]
pub(crate) fn whole(x: f32) -> i32 {
    (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32
}

/// e to the power of `x`, for `x` up to 88; nearly exact to single precision.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    let series = 1.987_569_1e-4;
    let series = series * rest + 1.398_2e-3;
    let series = series * rest + 8.333_452e-3;
    let series = series * rest + 4.166_579_6e-2;
    let series = series * rest + 1.666_666_5e-1;
    let series = series * rest + 0.5;
    let value = (series * rest) * rest + rest + 1.0;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    value * power
}

/// e to the power of `x`, for `x` of at most 0: within 1e-5 of the right value, relatively, which is
/// finer than the whole numbers that probabilities become.
#[inline(always)]
pub(crate) fn exp_fast(x: f32) -> f32 {
    let x = x * std::f32::consts::LOG2_E;
    let x = if x > -126.0 { x } else { -126.0 };
    let shifted = x + ROUND;
    let rest = x - (shifted - ROUND);
    let series = 9.582_85e-3;
    let series = series * rest + 5.590_643e-2;
    let series = series * rest + 2.402_41e-1;
    let series = series * rest + 6.931_242e-1;
    let value = series * rest + 1.0;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    value * power
}

/// The Gaussian error linear unit, x · Φ(x) (Hendrycks & Gimpel 2016), with the error function by
/// Abramowitz & Stegun 7.1.28 (off by less than 3e-7, and by rounding).
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let series = 4.306_38e-5;
    let series = series * z + 2.765_672e-4;
    let series = series * z + 1.520_143e-4;
    let series = series * z + 9.270_527e-3;
    let series = series * z + 4.228_201e-2;
    let series = series * z + 7.052_308e-2;
    let root = series * z + 1.0;
    let square = root * root;
    let fourth = square * square;
    let eighth = fourth * fourth;
    let tail = 1.0 / (eighth * eighth);
    let erf = (1.0 - tail).copysign(x);
    0.5 * x * (1.0 + erf)
}

/// How many sums run side by side, so that the order of adding is fixed and still quick.
const LANES: usize = 16;

/// The sum of a row of numbers, in a fixed order.
#[inline(always)]
pub(crate) fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += of(*value);
        }
    }
    let rest: f32 = rest.iter().map(|value| of(*value)).sum();
    lanes.iter().sum::<f32>() + rest
}

/// The sum of the products of two rows of one length, in a fixed order.
#[inline(always)]
pub(crate) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (left, left_rest) = left.as_chunks::<LANES>();
    let (right, right_rest) = right.as_chunks::<LANES>();
    for (left, right) in left.iter().zip(right) {
        for lane in 0..LANES {
            lanes[lane] += left[lane] * right[lane];
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(left, right)| left * right).sum();
    lanes.iter().sum::<f32>() + rest
}

/// The natural logarithm of a positive number; nearly exact to single precision.
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    // The mantissa between sqrt(1/2) and sqrt(2), then the series of the inverse hyperbolic tangent.
    let shifted = bits.wrapping_sub(0x3f35_04f3);
    let power = (shifted as i32) >> 23;
    let mantissa = f32::from_bits((shifted & 0x007f_ffff) + 0x3f35_04f3);
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = 2.0 / 9.0;
    let series = series * square + 2.0 / 7.0;
    let series = series * square + 2.0 / 5.0;
    let series = series * square + 2.0 / 3.0;
    let series = series * square + 2.0;
    series * ratio + power as f32 * std::f32::consts::LN_2
}

/// The greatest absolute value of a row.
#[inline(always)]
pub(crate) fn most(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            let value = value.abs();
            *lane = if value > *lane { value } else { *lane };
        }
    }
    lanes.iter().chain(rest).fold(0.0, |most, value| most.max(value.abs()))
}

/// The greatest value of a row.
#[inline(always)]
pub(crate) fn greatest(row: &[f32]) -> f32 {
    let mut lanes = [f32::MIN; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = if *value > *lane { *value } else { *lane };
        }
    }
    lanes.iter().chain(rest).fold(f32::MIN, |most, value| if *value > most { *value } else { most })
}

/// Layer normalisation (Ba, Kiros & Hinton 2016) of a row, in place.
#[inline(always)]
pub(crate) fn normalise(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    const EPSILON: f32 = 1e-12;
    let count = row.len() as f32;
    let mean = sum(row, |value| value) / count;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / count;
    let scale = 1.0 / (variance + EPSILON).sqrt();
    for ((value, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *value = (*value - mean) * scale * gain + bias;
    }
}

/// A row as whole numbers of at most `limit`, each kept as `kept` says, and what one of them stands
/// for.
#[inline(always)]
pub(crate) fn quantise<T>(
    row: &[f32],
    limit: f32,
    target: &mut [T],
    kept: impl Fn(i32) -> T,
) -> f32 {
    let most = most(row).max(1e-20);
    let factor = limit / most;
    for (target, value) in target.iter_mut().zip(row) {
        *target = kept(whole(*value * factor));
    }
    most / limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_exact_to_single_precision() {
        for step in -8_000..800 {
            let x = step as f32 / 100.0;
            let right = f64::from(x).exp();
            assert!((f64::from(exp(x)) / right - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(-1e9) < 1e-37 && exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn exp_fast_is_exact_enough() {
        for step in -8_000..=0 {
            let x = step as f32 / 100.0;
            let right = f64::from(x).exp();
            assert!((f64::from(exp_fast(x)) / right - 1.0).abs() < 1e-5, "{x}");
        }
        assert!(exp_fast(-1e9) < 1e-37 && exp_fast(f32::MIN) < 1e-37);
        assert_eq!(exp_fast(0.0), 1.0);
    }

    #[test]
    fn ln_takes_exp_back() {
        for x in [1e-30f32, 1e-6, 0.1, 0.5, 0.7, 0.999, 1.0, 1.5, 2.0, 10.0, 1e9] {
            assert!((f64::from(ln(x)) - f64::from(x).ln()).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn gelu_is_what_it_should_be() {
        for (x, right) in
            [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_26), (3.0, 2.995_95), (-10.0, 0.0)]
        {
            assert!((gelu(x) - right).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn a_normalised_row_has_mean_nought_and_deviation_one() {
        let mut row: Vec<f32> = (0..40).map(|n| (n * n) as f32).collect();
        normalise(&mut row, &[1.0; 40], &[0.0; 40]);
        assert!(sum(&row, |v| v).abs() < 1e-4);
        assert!((sum(&row, |v| v * v) / 40.0 - 1.0).abs() < 1e-4);
    }
}
