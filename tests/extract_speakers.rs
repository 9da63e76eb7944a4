//! Who said it: the full name of whoever a pronoun, a role or a part of a name means.

use onrecord::extract::Engine;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

/// The sources' names of each statement of `text`, in order; several are joined by "+", and "-" is
/// nobody.
fn speakers(text: &str) -> Vec<String> {
    let analysis = ENGINE.analyse(text);
    assert_eq!(analysis.fault(text), None, "{text}");
    let names = |ids: &[onrecord::domain::SourceId]| {
        let names: Vec<&str> =
            ids.iter().map(|id| analysis.sources[id.index()].name.as_str()).collect();
        if names.is_empty() { "-".to_string() } else { names.join(" + ") }
    };
    analysis.attributions.iter().map(|it| names(&it.source_ids)).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

#[test]
fn an_owner_is_not_the_subject() {
    check(
        "Peter Holm's lawyer, Astrid Lund, answered within the hour. “My client is innocent,” she said.",
        &["Astrid Lund"],
    );
}

#[test]
fn a_company_is_no_she() {
    check(
        "Isla Mackenzie, the captain, was on the bridge when the fire began.\n\n\
         The ship's owner, Highland Ferries, declined to comment.\n\n\
         “We got everyone off in twenty minutes,” she said.",
        &["Highland Ferries", "Isla Mackenzie"],
    );
}

#[test]
fn a_role_is_whoever_has_it() {
    check(
        "Rovers manager Tom Baker praised his team. “They ran all day,” the manager said.",
        &["Tom Baker", "Tom Baker"],
    );
    check(
        "Highland Ferries sold three ships on Monday. The company said it would buy new ones.",
        &["Highland Ferries"],
    );
}

#[test]
fn kin_bear_the_same_name() {
    check(
        "Nora Baker runs the shop that her brother, Tom Baker, opened in 1990. “I never wanted it,” \
         her brother said.",
        &["Tom Baker"],
    );
}

#[test]
fn two_speak_together() {
    check("Ann Lee and Omar Holt said the plan was “dead on arrival”.", &["Ann Lee + Omar Holt"]);
    check(
        "Laura Pitt and her brother Mark Pitt said in a joint statement: “Our father would be proud.”",
        &["Laura Pitt + Mark Pitt"],
    );
}

#[test]
fn both_are_the_two_before() {
    check(
        "Ann Lee and Omar Holt met in Dover on Monday. Both said the talks had been useful.",
        &["Ann Lee + Omar Holt"],
    );
}

#[test]
fn the_head_of_a_phrase_speaks() {
    check(
        "“It was cold,” said a fisherman whom the Courier had interviewed.",
        &["a fisherman whom the Courier had interviewed"],
    );
    check("Dover South MP Lydia Crane said the bridge was old.", &["Lydia Crane"]);
    check(
        "A spokesman for Highland Ferries said the ship was safe.",
        &["A spokesman for Highland Ferries"],
    );
}

#[test]
fn the_first_of_two_is_not_the_second() {
    check(
        "“We are done,” one official said. A second official said: “We are not done.” The first \
         official later said he had been misquoted.",
        &["one official", "A second official", "one official"],
    );
}

#[test]
fn a_pronoun_may_come_before_the_name() {
    check(
        "After she told members that the roof “would not last”, Jane Moor added: “We have begun to \
         save.”",
        &["Jane Moor", "Jane Moor"],
    );
}
