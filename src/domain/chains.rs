//! Folds successive corrections of one statement into the single correction that they amount to.

use super::{Correction, Marked, Passage};

/// Folds corrections (oldest first) that build on one another. The result of a chain has the `was`
/// of its first correction, and the `is`, id and time of its last. A statement that was added and
/// then removed disappears. Corrections that build on no other are returned unchanged.
pub fn fold_chains(corrections: Vec<Correction>) -> Vec<Correction> {
    let mut folded: Vec<Correction> = Vec::with_capacity(corrections.len());
    for mut correction in corrections {
        if let Some(before) = corrected_by(&folded, &correction) {
            correction.was = folded.remove(before).was;
        }
        if correction.was.is_some() || correction.is.is_some() {
            folded.push(correction);
        }
    }
    folded
}

/// Returns the index of the correction whose result `next` corrects.
fn corrected_by(made: &[Correction], next: &Correction) -> Option<usize> {
    let was = next.was.as_ref()?;
    let nearness = |(place, it): (usize, &Correction)| {
        let is = it.is.as_ref().filter(|_| it.article == next.article)?;
        let alike = [is.source == was.source, is.cue == was.cue, is.speakers().eq(was.speakers())];
        let alike = alike.into_iter().filter(|same| *same).count();
        is_of(is, was).then_some((alike, place))
    };
    made.iter().enumerate().filter_map(nearness).max().map(|(_, place)| place)
}

/// Returns whether both have the same words at the same place, even if the text has moved in
/// between.
fn is_of(is: &Marked, was: &Marked) -> bool {
    let same = |one: &Passage, other: &Passage| {
        one.exact == other.exact
            && (one.span == other.span || one.prefix == other.prefix || one.suffix == other.suffix)
    };
    is.content.len() == was.content.len()
        && is.content.iter().zip(&was.content).all(|(one, other)| same(one, other))
}

#[cfg(test)]
mod tests {
    use super::super::{ArticleId, CorrectionId, SourceKind, Span, Speaker};
    use super::*;

    const TEXT: &str =
        "Ann Lee said the pumps failed. “All is lost,” he said. All is lost, they say.";

    fn marked(by: &str, content: &str) -> Option<Marked> {
        let start = TEXT.find(content).expect("the words stand in the text");
        let content = vec![Passage::from_span(TEXT, Span::new(start, start + content.len()))];
        let name = by.into();
        let by = Some(Speaker { kind: SourceKind::Person, name, description: None });
        Some(Marked { content, by, ..Marked::default() })
    }

    /// Corrections with their numbers in order, and how they are folded: number, was, is.
    fn told(steps: &[(Option<Marked>, Option<Marked>)]) -> Vec<String> {
        let made = steps.iter().zip(1..).map(|((was, is), number)| Correction {
            id: Some(CorrectionId(number)),
            article: ArticleId(1),
            was: was.clone(),
            is: is.clone(),
            made_at: number,
        });
        let words = |it: &Option<Marked>| {
            it.as_ref().map_or("-".to_owned(), |it| {
                let by = it.by.as_ref().map_or("?", |by| &by.name);
                format!("{by} {}", it.content[0].exact)
            })
        };
        let told = |it: &Correction| {
            let id = it.id.expect("it is numbered").0;
            assert_eq!(it.made_at, id);
            format!("{id}: {} > {}", words(&it.was), words(&it.is))
        };
        fold_chains(made.collect()).iter().map(told).collect()
    }

    #[test]
    fn chains_keep_the_original_and_the_last_correction() {
        let [a, b, c] = ["the pumps failed", "pumps failed", "failed"].map(|it| marked("Ann", it));
        let bo = marked("Bo", "failed");
        for (steps, expected) in [
            (vec![(a.clone(), b.clone())], vec!["1: Ann the pumps failed > Ann pumps failed"]),
            (
                vec![(a.clone(), b.clone()), (b.clone(), c.clone()), (c.clone(), bo.clone())],
                vec!["3: Ann the pumps failed > Bo failed"],
            ),
            (vec![(a.clone(), b.clone()), (b.clone(), None)], vec!["2: Ann the pumps failed > -"]),
            (vec![(None, b.clone()), (b.clone(), bo.clone())], vec!["2: - > Bo failed"]),
            (vec![(None, b.clone()), (b.clone(), None)], vec![]),
            (
                vec![(a.clone(), b.clone()), (b.clone(), a.clone())],
                vec!["2: Ann the pumps failed > Ann the pumps failed"],
            ),
        ] {
            assert_eq!(told(&steps), expected);
        }
    }

    #[test]
    fn chains_do_not_join_other_statements_or_articles() {
        let quoted = marked("he", "“All is lost,”");
        let [a, b] = ["the pumps failed", "failed"].map(|it| marked("Ann", it));
        let steps = [(a.clone(), b.clone()), (quoted.clone(), marked("Bo", "“All is lost,”"))];
        assert_eq!(told(&steps).len(), 2);
        // The same words elsewhere in the text are another statement.
        let mut later = marked("they", "All is lost");
        for passage in later.iter_mut().flat_map(|it| &mut it.content) {
            let start = TEXT.rfind("All is lost").expect("they stand there twice");
            *passage = Passage::from_span(TEXT, Span::new(start, start + passage.exact.len()));
        }
        let steps = [(a.clone(), marked("he", "All is lost")), (later, None)];
        assert_eq!(told(&steps).len(), 2);
        let one = |article, was: &Option<Marked>, is: &Option<Marked>| {
            let (was, is) = (was.clone(), is.clone());
            Correction { id: None, article: ArticleId(article), was, is, made_at: 0 }
        };
        assert_eq!(fold_chains(vec![one(1, &a, &b), one(2, &b, &None)]).len(), 2);
        // After the text has moved, the context shows that the passage is the same.
        let mut moved = b.clone();
        for passage in moved.iter_mut().flat_map(|it| &mut it.content) {
            passage.span = Span::new(passage.span.start + 40, passage.span.end + 40);
            passage.prefix.clear();
        }
        assert_eq!(
            fold_chains(vec![one(1, &a, &b), one(1, &moved, &None)]),
            vec![one(1, &a, &None)]
        );
    }
}
