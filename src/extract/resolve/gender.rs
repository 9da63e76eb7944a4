//! What words tell of "he" and "she": titles, kin and trades. Given names tell less (`entity`).

/// "he" or "she" for whom `noun` (singular, small letters) calls.
pub(super) fn of_noun(noun: &str) -> Option<&'static str> {
    const MEN: &[&str] = &[
        "man", "boy", "father", "dad", "son", "brother", "husband", "uncle", "nephew", "grandfather",
        "grandson", "stepfather", "stepson", "widower", "king", "prince", "lord", "duke", "baron", "monk",
        "gentleman", "bridegroom", "groom", "guy", "lad", "chap", "actor", "waiter", "priest", "businessman",
        "spokesman", "chairman", "policeman", "fisherman", "congressman", "councilman", "sportsman",
        "boyfriend", "fiancé", "godfather", "heir", "landlord", "headmaster", "schoolboy",
    ];
    const WOMEN: &[&str] = &[
        "woman", "girl", "mother", "mum", "mom", "daughter", "sister", "wife", "aunt", "niece",
        "grandmother", "granddaughter", "stepmother", "stepdaughter", "widow", "queen", "princess", "lady",
        "duchess", "baroness", "nun", "bride", "actress", "waitress", "hostess", "heiress", "landlady",
        "businesswoman", "spokeswoman", "chairwoman", "policewoman", "congresswoman", "councilwoman",
        "sportswoman", "girlfriend", "fiancée", "godmother", "midwife", "housewife", "headmistress",
        "schoolgirl", "comedienne", "goddess", "dame",
    ];
    if WOMEN.contains(&noun) || noun.ends_with("woman") {
        Some("she")
    } else if MEN.contains(&noun) || noun.ends_with("man") && noun.len() > 5 && !noun.ends_with("human") {
        Some("he")
    } else {
        None
    }
}

/// Whether `noun` is a word for kin: who is meant hangs on whose kin it is.
pub(super) fn is_kin(noun: &str) -> bool {
    const KIN: &[&str] = &[
        "father", "dad", "mother", "mum", "mom", "parent", "son", "daughter", "child", "brother", "sister",
        "sibling", "twin", "husband", "wife", "spouse", "partner", "uncle", "aunt", "nephew", "niece",
        "cousin", "grandfather", "grandmother", "grandson", "granddaughter", "grandparent", "widow",
        "widower", "fiancé", "fiancée", "boyfriend", "girlfriend", "stepfather", "stepmother", "stepson",
        "stepdaughter", "half-brother", "half-sister", "brother-in-law", "sister-in-law",
        "father-in-law", "mother-in-law", "son-in-law", "daughter-in-law",
    ];
    KIN.contains(&noun)
}
