//! Whether two statements are in the same words, or nearly.

use std::collections::HashMap;

/// How alike two statements are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alike {
    /// Most of their words are the same.
    Similar,
    /// They quote the same words, beside others.
    Partly,
    /// They are in the same words from the first to the last.
    Same,
}

/// Fewer words than this say nothing about where they come from.
const FEWEST: usize = 4;

/// Two statements are similar where so many percent of the longer one's words are in both,
const OF_LONGER: usize = 60;

/// or so many percent of the shorter one's, which then has at least `FEWEST_INSIDE` words.
const OF_SHORTER: usize = 85;
const FEWEST_INSIDE: usize = 6;

/// The words of a statement, made comparable: no marks, no capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// All words, in order.
    words: Vec<String>,
    /// The words of each quotation in it that is long enough.
    quoted: Vec<Vec<String>>,
    /// All words, sorted.
    sorted: Vec<String>,
}

impl Wording {
    /// The words of what was said.
    pub fn of(content: &str) -> Wording {
        let words = folded(content);
        let quoted = quotations(content).into_iter().map(folded);
        let quoted = quoted.filter(|words| words.len() >= FEWEST).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Wording { words, quoted, sorted }
    }

    /// The words in a row, to be ordered by.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }

    /// How alike two statements are; the same whichever is asked.
    pub fn alike(&self, other: &Wording) -> Option<Alike> {
        let (shorter, longer) =
            (self.words.len().min(other.words.len()), self.words.len().max(other.words.len()));
        if shorter < FEWEST {
            return None;
        }
        let quoted = |one: &Wording, other: &Wording| {
            one.quoted.iter().any(|it| other.quoted.contains(it) || *it == other.words)
        };
        if self.words == other.words {
            return Some(Alike::Same);
        }
        if quoted(self, other) || quoted(other, self) {
            return Some(Alike::Partly);
        }
        let both = shared(&self.sorted, &other.sorted);
        let similar = both * 100 >= longer * OF_LONGER
            || (shorter >= FEWEST_INSIDE && both * 100 >= shorter * OF_SHORTER);
        similar.then_some(Alike::Similar)
    }
}

/// All pairs of statements that are alike, each once, the lower index first. Pairs that share no
/// rare word are never looked at, so that long articles do not hold up the screen.
pub fn pairs(all: &[Wording]) -> Vec<(usize, usize, Alike)> {
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, wording) in all.iter().enumerate() {
        for (place, word) in wording.sorted.iter().enumerate() {
            if place == 0 || wording.sorted[place - 1] != *word {
                holders.entry(word).or_default().push(index);
            }
        }
    }
    let mut found = Vec::new();
    for (index, wording) in all.iter().enumerate() {
        for other in candidates(index, all, &holders) {
            if let Some(alike) = wording.alike(&all[other]) {
                found.push((index.min(other), index.max(other), alike));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The statements that may be alike to one: those that hold any of its rarest words. So many of its
/// words cannot all be missing in another that is alike.
fn candidates(index: usize, all: &[Wording], holders: &HashMap<&str, Vec<usize>>) -> Vec<usize> {
    let held = |word: &str| holders.get(word).map_or(0, Vec::len);
    let mut words: Vec<&str> = all[index].words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| (held(word), *word));
    let missing = words.len() - words.len() * OF_LONGER.min(OF_SHORTER) / 100;
    let quoted = all[index]
        .quoted
        .iter()
        .filter_map(|quote| quote.iter().map(String::as_str).min_by_key(|word| held(word)));
    let probes: Vec<&str> = words.iter().copied().take(missing + 1).chain(quoted).collect();
    let mut found: Vec<usize> =
        probes.into_iter().filter_map(|word| holders.get(word)).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|other| *other != index);
    found
}

fn folded(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c));
    let plain = |word: &str| word.replace(['\'', '’'], "").to_lowercase();
    words.map(plain).filter(|word| !word.is_empty()).collect()
}

/// What stands between quotation marks.
fn quotations(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['“', '"', '«', '„']) {
        let open = rest[start..].chars().next().map_or(1, char::len_utf8);
        let inside = &rest[start + open..];
        let Some(end) = inside.find(['”', '"', '»', '“']) else {
            found.push(inside);
            break;
        };
        found.push(&inside[..end]);
        let close = inside[end..].chars().next().map_or(1, char::len_utf8);
        rest = &inside[end + close..];
    }
    found
}

/// How many words two sorted lists share, each as often as in both.
fn shared(one: &[String], other: &[String]) -> usize {
    let (mut at, mut there, mut both) = (0, 0, 0);
    while at < one.len() && there < other.len() {
        match one[at].cmp(&other[there]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => (at, there, both) = (at + 1, there + 1, both + 1),
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(one: &str, other: &str) -> Option<Alike> {
        Wording::of(one).alike(&Wording::of(other))
    }

    #[test]
    fn case_and_marks_do_not_matter_and_words_around_a_quotation_make_it_a_part() {
        let same = Some(Alike::Same);
        assert_eq!(alike("“We won’t pay for it,”", "\"we won't pay for it\""), same);
        let partly = Some(Alike::Partly);
        assert_eq!(
            alike(
                "“The pier stays shut.”",
                "“The pier stays shut.” … “Nobody has found the money for it.”"
            ),
            partly
        );
        assert_eq!(
            alike(
                "that the owners were told “on paper, with photographs”",
                "the sensors failed and nobody but the clerk knew “on paper, with photographs”"
            ),
            partly
        );
        assert_eq!(
            alike("“on paper, with photographs”", "they were told “on paper, with photographs”"),
            partly
        );
        assert_eq!(alike("“Never again,”", "“Never again,”"), None);
    }

    #[test]
    fn most_of_the_words_make_statements_similar() {
        let similar = Some(Alike::Similar);
        assert_eq!(
            alike(
                "that the bridge will be closed until the spring",
                "the bridge will be closed until next spring"
            ),
            similar
        );
        assert_eq!(
            alike(
                "the bridge will be closed until spring",
                "that because of the ice and the wind of the last weeks the bridge will be closed until spring, when the work begins"
            ),
            similar
        );
        assert_eq!(
            alike(
                "that the bridge will be closed until the spring",
                "that the school will have a new roof"
            ),
            None
        );
        assert_eq!(
            alike(
                "it will be closed",
                "that it will not be closed before the council meets again in May"
            ),
            None
        );
    }

    fn any_content() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "the", "bridge", "is", "closed", "“", "”", "Now", "ice", "漢",
        ]);
        prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn being_alike_is_mutual_and_every_pair_is_found(
            all in prop::collection::vec(any_content(), 0..9),
        ) {
            let all: Vec<Wording> = all.iter().map(|content| Wording::of(content)).collect();
            let mut expected = Vec::new();
            for (one, wording) in all.iter().enumerate() {
                for (other, another) in all.iter().enumerate().skip(one + 1) {
                    prop_assert_eq!(wording.alike(another), another.alike(wording));
                    expected.extend(wording.alike(another).map(|alike| (one, other, alike)));
                }
            }
            prop_assert_eq!(pairs(&all), expected);
        }
    }
}
