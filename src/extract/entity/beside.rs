//! Evidence for the kind of a name from the words directly before and after it: "shares in X", "X,
//! 41,", "in X".

use super::border::Mention;
use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;

/// Phrases after the name of an organization, and not of a person.
const BODY_AFTER: &[&str] = &[
    ", which ",
    "'s shares",
    "’s shares",
    " said it ",
    " said its ",
    " says it ",
    " says its ",
    ", the company",
    ", the firm",
];

/// Nouns before the name of an organization.
const BODY_BEFORE: &[&str] = &[
    "agency",
    "airline",
    "analysts",
    "app",
    "automaker",
    "band",
    "bank",
    "bookmaker",
    "brewer",
    "broadcaster",
    "brokerage",
    "carmaker",
    "carrier",
    "chain",
    "channel",
    "charity",
    "club",
    "company",
    "conglomerate",
    "consortium",
    "consultancy",
    "daily",
    "distributor",
    "firm",
    "group",
    "giant",
    "insurer",
    "lender",
    "magazine",
    "maker",
    "manufacturer",
    "museum",
    "network",
    "newspaper",
    "operator",
    "party",
    "platform",
    "portal",
    "publisher",
    "retailer",
    "site",
    "start-up",
    "startup",
    "studio",
    "studios",
    "subsidiary",
    "supermarket",
    "tabloid",
    "think-tank",
    "thinktank",
    "website",
    "weekly",
    "wholesaler",
];

/// Nouns before the name of a team, which is many people with one name.
pub(super) const TEAMS: &[&str] =
    &["champions", "holders", "hosts", "leaders", "neighbours", "rivals", "visitors"];

/// Phrases after a person's name, and not after an organization's.
const PERSON_AFTER: &[&str] = &[
    ", who ",
    " who ",
    " himself",
    " herself",
    " said he ",
    " said she ",
    "'s wife",
    "’s wife",
    "'s husband",
    "’s husband",
    "'s son",
    "’s son",
    "'s daughter",
    "’s daughter",
    "'s mother",
    "’s mother",
    "'s father",
    "’s father",
    "'s brother",
    "’s brother",
    "'s sister",
    "’s sister",
];

/// Nouns after which "in" does not precede a place: "trust in X".
const TRUST: &[&str] = &[
    "belief",
    "believe",
    "believed",
    "believes",
    "confidence",
    "disappointed",
    "faith",
    "interest",
    "interested",
    "trust",
];

/// Returns whether a name is in the position of a place: "in X".
pub(super) fn is_inside(before: &str, other: &str, after: &str) -> bool {
    let owns = after.starts_with("'s ") || after.starts_with("’s ");
    before == "in" && !owns && !TRUST.contains(&other.to_lowercase().as_str())
}

/// Returns whether a name of one word is joined with a place's name: "the coasts of X and Y".
pub(super) fn beside_place(text: &str, mentions: &[Mention], index: usize) -> bool {
    let (span, _) = mentions[index];
    let joined = |a: Span, b: Span| text.get(a.end..b.start) == Some(" and ");
    let place = |at: usize| mentions.get(at).filter(|(_, kind)| *kind == EntityKind::Place);
    let before = index.checked_sub(1).and_then(place);
    let after = place(index + 1);
    !span.of(text).contains(' ')
        && (before.is_some_and(|(other, _)| joined(*other, span))
            || after.is_some_and(|(other, _)| joined(span, *other)))
}

/// Things that only a country or a town has.
const OF_LANDS: &[&str] = &[
    "airspace",
    "borders",
    "capital",
    "central bank",
    "coast",
    "coasts",
    "currency",
    "embassy",
    "parliament",
    "population",
];

/// Words after a town's name: offices in it, and things in it.
pub(super) const OF_TOWNS: &[&str] =
    &[" mayor", " MP ", " councillor", " diocese", " district", " resident"];

/// Returns whether the words after a name show that it is a country: "X's central bank".
pub(super) fn is_land(after: &str) -> bool {
    let rest = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s "));
    rest.is_some_and(|rest| OF_LANDS.iter().any(|noun| rest.starts_with(noun)))
}

/// Returns whether the words beside a name show that it is an organization.
pub(super) fn is_body(before: &str, other: &str, after: &str) -> bool {
    let shares = matches!(other, "shares" | "Shares" | "stake" | "stakes") && before == "in";
    let analyst = matches!(other, "analyst" | "analysts" | "economist" | "economists")
        && matches!(before, "at" | "with");
    let noun = BODY_BEFORE.contains(&before)
        || before
            .strip_suffix(',')
            .is_some_and(|noun| BODY_BEFORE.contains(&noun) && other.eq_ignore_ascii_case("the"));
    shares
        || analyst
        || noun
        || is_called_body(after)
        || BODY_AFTER.iter().any(|words| after.starts_with(words))
}

/// Returns whether an apposition after a name calls it an organization: ", a maker of boats", ",
/// the world's largest bank,".
fn is_called_body(after: &str) -> bool {
    let article = |word: &str| matches!(word, "a" | "an" | "the" | "one");
    let Some(rest) = after.strip_prefix(", ") else { return false };
    let mut words = rest.split(' ').take(8);
    if !words.next().is_some_and(article) {
        return false;
    }
    for word in words {
        let bare = word.trim_end_matches([',', '.', ';']);
        let body = BODY_BEFORE.contains(&bare);
        let ends = matches!(bare, "of" | "in" | "that" | "which" | "who" | "with" | "for" | "at");
        if body || ends || bare.len() < word.len() {
            // In "a bank manager" there is no bank.
            return body && (bare.len() < word.len() || is_followed(rest, word));
        }
    }
    false
}

/// Returns whether `word` of `rest` is followed by a small word that begins a further description.
fn is_followed(rest: &str, word: &str) -> bool {
    let after = rest.split_once(&format!("{word} ")).map_or("", |(_, after)| after);
    let next = after.split(' ').next().unwrap_or("");
    matches!(next, "of" | "in" | "that" | "which" | "with" | "for" | "based" | "owned" | "and")
}

/// Returns whether the words beside a name show that it is a person.
pub(super) fn is_somebody(before: &str, after: &str) -> bool {
    let age = after.strip_prefix(", ").is_some_and(|rest| {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=2).contains(&digits) && rest[digits..].starts_with([',', ' ', '.'])
    });
    let role = lexicon::list("roles", before) || lexicon::list("titles", before);
    age || role || PERSON_AFTER.iter().any(|words| after.starts_with(words))
}
