//! What was meant by a word that is not known: the known one that is nearly the same.

/// Letters of a word that are looked at.
const MOST: usize = 40;

/// The one of `known` that `typed` is nearly, if any is: a few letters wrong, missing, too many or
/// swapped, or only its beginning.
pub(in crate::app) fn nearest<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = |text: &str| -> Vec<char> {
        text.chars().flat_map(char::to_lowercase).take(MOST).collect()
    };
    let typed = letters(typed);
    let near = |known: &'a str| {
        let letters = letters(known);
        let begins = typed.len() > 2 && letters.starts_with(&typed);
        let distance = if begins { 1 } else { distance(&typed, &letters) };
        let most = (typed.len().max(letters.len()) / 3).max(1);
        (distance <= most && distance < typed.len().max(2)).then_some((distance, known))
    };
    known.into_iter().filter_map(near).min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}

/// "; did you mean `…`?" where one of `known` is nearly `typed`; else nothing.
pub(in crate::app) fn meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, known).map_or_else(String::new, |it| format!("; did you mean `{it}`?"))
}

/// How many letters must be changed, put in, taken out or swapped with their neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows: [Vec<usize>; 3] = [Vec::new(), (0..=b.len()).collect(), Vec::new()];
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let changed = rows[1][j] + usize::from(left != right);
            let mut best = changed.min(rows[1][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *left == b[j - 1] && a[i - 1] == *right {
                best = best.min(rows[0][j - 1] + 1);
            }
            row.push(best);
        }
        rows.rotate_left(1);
        rows[1] = row;
    }
    rows[1].last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_right_is_found() {
        let known = ["export", "next-quote", "next-source", "theme", "quit", "sort"];
        let find = |typed| nearest(typed, known);
        assert_eq!(find("exprot"), Some("export"));
        assert_eq!(find("Quit"), Some("quit"));
        assert_eq!(find("qit"), Some("quit"));
        assert_eq!(find("nextquote"), Some("next-quote"));
        assert_eq!(find("exp"), Some("export"));
        assert_eq!(find("x"), None);
        assert_eq!(find(""), None);
        assert_eq!(find("completely different"), None);
        assert_eq!(find(&"quit".repeat(10_000)), None);
        assert_eq!(meant("tehme", known), "; did you mean `theme`?");
        assert_eq!(meant("zzz", known), "");
    }
}
