//! What sort of body a noun or a name means: "the retailer" is no ministry.

/// Sorts of bodies that a text does not confuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Branch {
    /// Companies.
    Company,
    /// What governs, judges or watches.
    Public,
    /// Teams and clubs.
    Team,
    /// Political parties.
    Party,
    /// Where people learn and study.
    School,
    /// What publishes.
    Media,
    /// Charities, unions and other societies.
    Society,
    /// Countries and towns.
    Land,
}

const BRANCHES: [(Branch, &[&str]); 8] = [
    (
        Branch::Company,
        &[
            "airline",
            "bank",
            "bookmaker",
            "brewer",
            "brewery",
            "broker",
            "business",
            "carmaker",
            "chain",
            "company",
            "conglomerate",
            "corporation",
            "developer",
            "firm",
            "giant",
            "insurer",
            "lender",
            "maker",
            "manufacturer",
            "operator",
            "producer",
            "retailer",
            "startup",
            "supermarket",
            "supplier",
        ],
    ),
    (
        Branch::Public,
        &[
            "administration",
            "agency",
            "authority",
            "army",
            "assembly",
            "board",
            "bureau",
            "cabinet",
            "commission",
            "committee",
            "council",
            "court",
            "department",
            "executive",
            "government",
            "inspectorate",
            "legislature",
            "military",
            "ministry",
            "navy",
            "office",
            "panel",
            "parliament",
            "police",
            "regulator",
            "senate",
            "service",
            "tribunal",
            "watchdog",
        ],
    ),
    (Branch::Team, &["club", "franchise", "side", "squad", "team"]),
    (Branch::Party, &["party", "opposition", "coalition"]),
    (Branch::School, &["academy", "college", "faculty", "institute", "school", "university"]),
    (
        Branch::Media,
        &[
            "broadcaster",
            "channel",
            "daily",
            "magazine",
            "newspaper",
            "outlet",
            "paper",
            "publisher",
            "station",
            "tabloid",
            "website",
            "weekly",
        ],
    ),
    (
        Branch::Society,
        &[
            "alliance",
            "association",
            "campaign",
            "charity",
            "federation",
            "foundation",
            "group",
            "league",
            "movement",
            "organisation",
            "organization",
            "society",
            "union",
        ],
    ),
    (
        Branch::Land,
        &[
            "city", "country", "island", "kingdom", "nation", "province", "region", "state",
            "town", "village",
        ],
    ),
];

/// Further words that names of such bodies hold (in small letters).
const IN_NAMES: [(Branch, &[&str]); 7] = [
    (
        Branch::Company,
        &[
            "airlines",
            "airways",
            "corp",
            "energy",
            "foods",
            "group",
            "holdings",
            "inc",
            "industries",
            "ltd",
            "llc",
            "microsystems",
            "motor",
            "motors",
            "networks",
            "oil",
            "petroleum",
            "pharmaceuticals",
            "plc",
            "software",
            "steel",
            "stores",
            "systems",
            "technologies",
            "telecom",
        ],
    ),
    (Branch::Public, &["congress", "guard", "house", "nations", "secretariat", "treasury"]),
    (Branch::Team, &["athletic", "fc", "rovers", "united", "wanderers"]),
    (Branch::Party, &["conservatives", "democrats", "labour", "republicans", "tories"]),
    (Branch::School, &["laboratory"]),
    (
        Branch::Media,
        &[
            "bbc",
            "cnn",
            "gazette",
            "guardian",
            "herald",
            "journal",
            "news",
            "nbc",
            "post",
            "press",
            "radio",
            "reuters",
            "telegraph",
            "times",
            "tribune",
        ],
    ),
    (Branch::Society, &["club", "committee", "fund"]),
];

/// The sort of body that a noun (singular, small letters) means, if it tells.
pub(super) fn branch_of(noun: &str) -> Option<Branch> {
    let noun = if noun.ends_with("maker") { "maker" } else { noun };
    BRANCHES.iter().find(|(_, nouns)| nouns.contains(&noun)).map(|(branch, _)| *branch)
}

/// The sort of body that the words of a name (small letters) mean, the last one that tells first.
pub(super) fn branch_of_name(words: &[String]) -> Option<Branch> {
    words.iter().rev().find_map(|word| {
        let named = IN_NAMES.iter().find(|(_, names)| names.contains(&word.as_str()));
        branch_of(word).or(named.map(|(branch, _)| *branch))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_names_tell_the_sort_of_a_body() {
        let words = |name: &str| name.split(' ').map(String::from).collect::<Vec<_>>();
        assert_eq!(branch_of("carmaker"), Some(Branch::Company));
        assert_eq!(branch_of("ministry"), branch_of_name(&words("ministry of health")));
        assert_eq!(branch_of_name(&words("corvo rovers")), Some(Branch::Team));
        assert_eq!(branch_of_name(&words("corvo")), None);
    }
}
