//! Finds organizations that may be the same under two names: with and without "the" or a country in
//! front, or by full name and acronym. The user decides whether they are.

use super::fold::fold;
use super::identity::normalize_name;

/// The most letters of an acronym.
const LONGEST: usize = 8;

/// Names of countries that precede the names of their organizations: as written in a folded name,
/// and as in an acronym.
const COUNTRIES: [(&str, &str); 7] = [
    ("u.s. ", "us"),
    ("us ", "us"),
    ("usa ", "us"),
    ("united states ", "us"),
    ("u.k. ", "uk"),
    ("uk ", "uk"),
    ("united kingdom ", "uk"),
];

/// Words that acronyms usually leave out.
const SMALL: [&str; 9] = ["of", "the", "and", "for", "on", "in", "to", "de", "la"];

/// A lookup of folded names that may belong to the same organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameLookup {
    /// This exact name.
    Exactly(String),
    /// All names `n` with `from <= n < to` whose last word begins with the letter.
    Between(String, String, char),
}

/// A name split into the parts that variants may omit.
struct ParsedName {
    /// The country before the name, as its letters in an acronym; empty if there is none.
    country: &'static str,
    /// The name without the country: folded, with punctuation.
    rest: String,
    /// The words of `rest` without punctuation.
    words: Vec<String>,
    /// Whether the name is written like an acronym.
    letters: bool,
}

fn name_of(name: &str) -> ParsedName {
    let folded = fold(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = folded.strip_prefix("the ").unwrap_or(&folded);
    let before = COUNTRIES.iter().find_map(|(written, letters)| {
        let rest = rest.strip_prefix(written)?;
        Some((*letters, rest))
    });
    let (country, rest) = before.unwrap_or(("", rest));
    let words: Vec<String> =
        normalize_name(rest).split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let capitals = last.chars().filter(|c| c.is_uppercase()).count();
    let fits = matches!(words.as_slice(), [word] if (2..=LONGEST).contains(&word.len()));
    let letters = fits && words[0].is_ascii() && capitals >= 2;
    ParsedName { country, rest: rest.to_owned(), words, letters }
}

impl ParsedName {
    /// Returns the acronyms that the name may have.
    fn acronyms(&self) -> Vec<String> {
        if self.words.len() < 2 {
            return Vec::new();
        }
        let first = |small: bool| -> String {
            let words = self.words.iter().filter(|it| small || !SMALL.contains(&it.as_str()));
            words.filter_map(|word| word.chars().next()).collect()
        };
        let mut all = Vec::new();
        for letters in [first(false), first(true)] {
            for whole in [letters.clone(), format!("{}{letters}", self.country)] {
                if (2..=LONGEST).contains(&whole.chars().count()) && !all.contains(&whole) {
                    all.push(whole);
                }
            }
        }
        all
    }
}

/// Returns whether the two names may be names of one organization.
pub fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (name_of(one), name_of(other));
    if one.words.is_empty()
        || !(one.country.is_empty() || other.country.is_empty()) && one.country != other.country
    {
        return false;
    }
    let short_for = |short: &ParsedName, long: &ParsedName| {
        short.letters && long.acronyms().iter().any(|acronym| *acronym == short.words[0])
    };
    one.words == other.words || short_for(&one, &other) || short_for(&other, &one)
}

/// Returns the lookups that find all organizations which may be the one called `name`.
pub fn name_lookups(name: &str) -> Vec<NameLookup> {
    let name = name_of(name);
    let befores: Vec<&str> =
        std::iter::once("").chain(COUNTRIES.iter().map(|(written, _)| *written)).collect();
    let mut sought = Vec::new();
    let mut exactly = |name: &str| {
        for before in &befores {
            for the in ["", "the "] {
                sought.push(NameLookup::Exactly(format!("{the}{before}{name}")));
            }
        }
    };
    exactly(&name.rest);
    for acronym in name.acronyms() {
        exactly(&acronym);
        exactly(&acronym.chars().flat_map(|letter| [letter, '.']).collect::<String>());
    }
    if let (true, Some(word)) = (name.letters, name.words.first()) {
        exactly(word);
        exactly(&word.chars().flat_map(|letter| [letter, '.']).collect::<String>());
        for before in &befores {
            for the in ["", "the "] {
                let before = format!("{the}{before}");
                sought.extend(prefix_lookup(&before, word));
                // "USDA" begins with the country's letters.
                let country = COUNTRIES.iter().find(|(written, _)| before.ends_with(written));
                let behind = country.and_then(|(_, letters)| word.strip_prefix(letters));
                sought.extend(behind.and_then(|rest| prefix_lookup(&before, rest)));
            }
        }
    }
    sought
}

/// Returns the lookup of names that begin with `before` followed by the first of `letters`.
fn prefix_lookup(before: &str, letters: &str) -> Option<NameLookup> {
    let first = letters.chars().next().filter(char::is_ascii_alphanumeric)?;
    let next = char::from(first as u8 + 1);
    let last = letters.chars().next_back()?;
    Some(NameLookup::Between(format!("{before}{first}"), format!("{before}{next}"), last))
}

/// Returns whether the last word of a folded name begins with `letter`. False for a name of a
/// single word.
pub fn ends_with_word(name: &str, letter: char) -> bool {
    let parted = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.');
    let mut words = name.rsplit(parted).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| word.starts_with(letter)) && words.next().is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_one_organization_match_and_others_do_not() {
        for (one, other, expected) in [
            ("Marine Safety Agency", "the Marine Safety Agency", true),
            ("U.S. State Department", "State Department", true),
            ("the State Department", "US State Department", true),
            ("United States Coast Guard", "U.S. Coast Guard", true),
            ("UK Treasury", "US Treasury", false),
            ("World Tide Organization", "WTO", true),
            ("World Tide Organization", "W.T.O.", true),
            ("Bureau of Quays and Piers", "BQP", true),
            ("Bureau of Quays and Piers", "the BOQAP", true),
            ("U.S. Department of Agriculture", "USDA", true),
            ("Department of Agriculture", "USDA", false),
            ("EPA", "U.S. Estuary Protection Agency", true),
            ("Quay Workers’ Union", "QWU", true),
            ("Ministry of Defence", "MoD", true),
            ("Word Of Mouth", "who", false),
            ("Harbour Gazette", "Highland Ferries", false),
            ("WTO", "WHO", false),
            ("Tide", "Tides", false),
            ("", "", false),
        ] {
            assert_eq!(may_be_one(one, other), expected, "{one} / {other}");
            assert_eq!(may_be_one(other, one), expected, "{other} / {one}");
        }
    }

    #[test]
    fn lookups_find_names_of_one_organization() {
        let finds = |name: &str, other: &str| {
            let other = fold(other);
            name_lookups(name).iter().any(|sought| match sought {
                NameLookup::Exactly(name) => *name == other,
                NameLookup::Between(from, to, last) => {
                    *from <= other && other < *to && ends_with_word(&other, *last)
                }
            })
        };
        let pairs = [
            ("Marine Safety Agency", "the Marine Safety Agency"),
            ("U.S. State Department", "the State Department"),
            ("World Tide Organization", "W.T.O."),
            ("U.S. Department of Agriculture", "USDA"),
            ("EPA", "the U.S. Estuary Protection Agency"),
        ];
        for (one, other) in pairs {
            assert!(finds(one, other) && finds(other, one), "{one} / {other}");
        }
        assert!(!finds("Highland Ferries", "Harbour Gazette"));
    }

    proptest! {
        #[test]
        fn any_name_is_accepted(one in "([A-Z.]{1,9}|\\PC{0,30})", other in "([A-Za-z ]{0,20}|\\PC{0,30})") {
            prop_assert_eq!(may_be_one(&one, &other), may_be_one(&other, &one));
            for sought in name_lookups(&one) {
                if let NameLookup::Between(from, to, _) = sought {
                    prop_assert!(from < to);
                }
            }
        }
    }
}
