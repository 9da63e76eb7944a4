//! Recognizes cues that deny the content which they ascribe.
//!
//! "denied that", "refused to say", "did not say" and "stopped short of calling" ascribe what the
//! source rejects or does not say. Without its sentence, such a content would read as an assertion.

/// Returns whether a cue denies, refuses or negates its content. Two negations in one cue cancel
/// each other: "did not deny" is no denial.
pub fn is_denial(cue: &str) -> bool {
    let (any, odd) = negations_in(cue);
    any && odd
}

/// Returns whether a content must not be shown without its cue: some word of the cue negates, even
/// if another cancels it. A source that "did not deny" something has not said it either.
pub fn has_negation(cue: &str) -> bool {
    negations_in(cue).0
}

/// Returns whether a cue contains negations, and whether an odd number of them remains.
fn negations_in(cue: &str) -> (bool, bool) {
    let folded = cue.to_lowercase().replace(['’', 'ʼ', '`'], "'");
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .collect();
    if words.iter().any(|word| ["neither", "nor"].contains(word)) {
        return (true, true);
    }
    let negations = (0..words.len()).filter(|at| is_negation(&words, *at)).count();
    (negations > 0, negations % 2 == 1)
}

/// Returns a content as it is shown without its sentence: preceded by its cue if that denies it.
pub fn with_denial(content: &str, cue: &str, negated: bool) -> String {
    match (negated || has_negation(cue), cue) {
        (false, _) => content.to_owned(),
        // The cue may be missing from a passage.
        (true, "") => format!("denied: {content}"),
        (true, cue) => format!("{cue}: {content}"),
    }
}

/// Returns whether the word at index `at` negates.
fn is_negation(words: &[&str], at: usize) -> bool {
    let word = words[at];
    let next = |places: usize| words.get(at + places).copied().unwrap_or("");
    let before = at.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or("");
    match word {
        // "not only said", "not to mention" assert.
        "not" => {
            !["only", "just", "merely", "simply", "least"].contains(&next(1))
                && (next(1), next(2)) != ("to", "mention")
        }
        "no" => !["less", "sooner"].contains(&next(1)),
        "never" | "cannot" | "without" | "nobody" | "none" | "unable" | "unwilling" => true,
        // "stopped short of", "fell short of".
        "short" => next(1) == "of",
        "rule" | "rules" | "ruled" | "ruling" => {
            words[at + 1..].iter().take(3).any(|it| *it == "out")
        }
        "fail" | "fails" | "failed" | "failing" => next(1) == "to",
        "brush" | "brushes" | "brushed" | "brushing" | "shrug" | "shrugs" | "shrugged"
        | "shrugging" => words[at + 1..].iter().take(3).any(|it| ["off", "aside"].contains(it)),
        // "refused to confirm or deny" refuses once.
        _ if before == "or" => false,
        _ => word.ends_with("n't") || VERBS.iter().any(|stem| is_form(word, stem)),
    }
}

/// Returns whether a word is a form of the verb with this stem, or a noun made from it.
fn is_form(word: &str, stem: &str) -> bool {
    let ends = [
        "", "y", "e", "s", "es", "ies", "d", "ed", "ied", "ing", "ying", "al", "als", "ial",
        "ials", "ion", "ions",
    ];
    word.strip_prefix(stem).is_some_and(|end| ends.contains(&end))
}

/// Stems of verbs that deny or refuse; all forms of the verb begin with the stem.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "den", "refus", "declin", "reject", "dismiss", "doubt", "disput", "refut", "contradict",
    "rebut", "rebutt", "repudiat", "disavow", "disclaim", "disbeliev", "disagre", "disagree",
    "debunk", "retract", "recant", "gainsay", "gainsaid", "withheld", "withhold",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_words_that_deny_negate() {
        for cue in [
            "denied",
            "denies",
            "has denied",
            "denying that",
            "Flatly denied",
            "in denial of",
            "refused to say",
            "declined to comment on",
            "rejected",
            "dismissed as",
            "stopped short of calling",
            "ruled out",
            "ruled that out",
            "doubt",
            "has doubted",
            "disputed",
            "refuted",
            "contradicted",
            "would not say",
            "did not say",
            "didn’t say",
            "wouldn't say",
            "can't say",
            "cannot say",
            "never said",
            "said no",
            "failed to mention",
            "neither said nor",
            "neither confirmed nor denied",
            "would neither confirm nor deny",
            "declined to confirm or deny",
            "was unable to say",
            "have not said",
            "brushed off",
            "does not believe",
            "nor did she say",
            "no longer says",
            "could not say",
        ] {
            assert!(is_denial(cue), "{cue}");
        }
    }

    #[test]
    fn assertions_are_not_denials() {
        for cue in [
            "",
            "said",
            "according to",
            "not only said",
            "not just argued",
            "did not deny",
            "cannot deny",
            "didn't dispute",
            "has no doubt",
            "could not rule out",
            "never denied",
            "noted",
            "knows",
            "denoted",
            "is not merely claiming",
            "ruled",
            "dense",
            "no less said",
            "not to mention",
            "denounced",
            "announced",
            "shortly said",
            "failed",
        ] {
            assert!(!is_denial(cue), "{cue}");
        }
    }

    #[test]
    fn a_content_follows_its_cue_if_that_has_a_negation() {
        for (cue, negated, expected) in [
            ("said", false, "it rained"),
            ("denied", true, "denied: it rained"),
            ("did not deny", false, "did not deny: it rained"),
            ("not only said", false, "it rained"),
            ("", true, "denied: it rained"),
        ] {
            assert_eq!(with_denial("it rained", cue, negated), expected);
        }
    }
}
