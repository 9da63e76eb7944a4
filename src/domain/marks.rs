//! Flattens the spans of all attributions into runs that do not overlap; the innermost attribution
//! wins.

use super::{Analysis, Span};

/// The role of a run of text in an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Content,
    Source,
    Cue,
}

/// A run of text with one role in one attribution. Runs are in order and never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The byte range in the text.
    pub span: Span,
    /// The attribution's index in the analysis.
    pub attribution: usize,
    /// The role of the text.
    pub role: Role,
}

/// Returns the runs of an analysis, in order. Where attributions are nested, the shorter span wins;
/// of two spans of the same length, cue wins over source and source over content.
pub fn runs(analysis: &Analysis) -> Vec<Run> {
    let mut all = Vec::new();
    for (attribution, found) in analysis.attributions.iter().enumerate() {
        let parts = [
            (Role::Source, &found.source),
            (Role::Cue, &found.cue),
            (Role::Content, &found.content),
        ];
        for (role, spans) in parts {
            all.extend(spans.iter().map(|span| Run { span: *span, attribution, role }));
        }
    }
    flatten_runs(all)
}

/// Sweeps over the borders of all runs and keeps, between two borders, the shortest open run.
fn flatten_runs(mut all: Vec<Run>) -> Vec<Run> {
    all.sort_by_key(|run| run.span.start);
    let mut borders: Vec<usize> = all.iter().flat_map(|r| [r.span.start, r.span.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut flat: Vec<Run> = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    let mut next = all.into_iter().peekable();
    for pair in borders.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        while let Some(run) = next.next_if(|run| run.span.start <= piece.start) {
            open.push(run);
        }
        open.retain(|run| run.span.end > piece.start);
        let strongest = |run: &&Run| (run.span.len(), std::cmp::Reverse(run.role), run.attribution);
        let Some(winner) = open.iter().min_by_key(strongest) else { continue };
        match flat.last_mut() {
            Some(last)
                if last.span.end == piece.start
                    && last.attribution == winner.attribution
                    && last.role == winner.role =>
            {
                last.span.end = piece.end;
            }
            _ => flat.push(Run { span: piece, ..*winner }),
        }
    }
    flat
}

/// Returns the runs that share at least one byte with `span`, by binary search.
pub fn runs_in(runs: &[Run], span: Span) -> &[Run] {
    let from = runs.partition_point(|run| run.span.end <= span.start);
    let to = from + runs[from..].partition_point(|run| run.span.start < span.end);
    &runs[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(all: &[(usize, usize, usize, Role)], expected: &[(usize, usize, usize, Role)]) {
        let run = |&(start, end, attribution, role)| Run {
            span: Span::new(start, end),
            attribution,
            role,
        };
        let flat = flatten_runs(all.iter().map(run).collect());
        assert_eq!(flat, expected.iter().map(run).collect::<Vec<_>>());
    }

    #[test]
    fn a_nested_statement_is_cut_out_of_the_outer_one() {
        use Role::{Content, Cue, Source};
        check(
            &[
                (0, 5, 0, Source),
                (6, 10, 0, Cue),
                (11, 50, 0, Content),
                (20, 25, 1, Source),
                (30, 50, 1, Content),
            ],
            &[
                (0, 5, 0, Source),
                (6, 10, 0, Cue),
                (11, 20, 0, Content),
                (20, 25, 1, Source),
                (25, 30, 0, Content),
                (30, 50, 1, Content),
            ],
        );
    }

    #[test]
    fn runs_are_found_by_place() {
        let run = |start, end| Run { span: Span::new(start, end), attribution: 0, role: Role::Cue };
        let all = [run(0, 5), run(8, 12), run(20, 30)];
        assert_eq!(runs_in(&all, Span::new(5, 9)), &all[1..2]);
        assert_eq!(runs_in(&all, Span::new(4, 21)), &all[..]);
        assert_eq!(runs_in(&all, Span::new(12, 20)), &[]);
    }
}
