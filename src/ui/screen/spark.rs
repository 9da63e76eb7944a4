//! Sparklines: a few counts as bars of eight heights.

/// The bars, from the lowest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The counts as bars, a column each. Nothing has the lowest bar for itself, so that a little can
/// be told from nothing.
pub(super) fn line(counts: &[u32]) -> String {
    let most = u64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    let bar = |count: &u32| match u64::from(*count) {
        0 => BARS[0],
        count => BARS[((count * 7).div_ceil(most) as usize).clamp(1, 7)],
    };
    counts.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_is_more_than_nothing_and_the_most_is_highest() {
        assert_eq!(line(&[0, 1, 2, 50, 100]), "▁▂▂▅█");
        assert_eq!(line(&[3, 3]), "██");
        assert_eq!(line(&[0, 0]), "▁▁");
        assert_eq!(line(&[]), "");
        assert_eq!(line(&[u32::MAX, 1]), "█▂");
    }
}
