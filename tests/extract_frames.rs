//! Statements without a plain "said": interviews, transcripts, announced quotations, frames, wrapped text.

use onrecord::domain::{Mode, Span};
use onrecord::extract::Engine;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

/// The statements of `text`, in order: who says it, and the words, several spans joined by " / ".
fn said(text: &str) -> Vec<(String, String, Mode)> {
    let analysis = ENGINE.analyse(text);
    assert_eq!(analysis.find_fault(text), None, "{text}");
    let name = |ids: &[onrecord::domain::SourceId]| {
        ids.first().map_or("-".to_string(), |id| analysis.sources[id.index()].name.clone())
    };
    let words = |spans: &[Span]| {
        let spans: Vec<String> = spans
            .iter()
            .map(|it| it.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        spans.join(" / ")
    };
    let statements = analysis.attributions.iter();
    statements.map(|it| (name(&it.source_ids), words(&it.content), it.kind)).collect()
}

/// Asserts that `text` has a statement by `name` with these words.
fn check(text: &str, name: &str, words: &str) {
    let found = said(text);
    let has = found.iter().any(|(who, what, _)| who == name && what == words);
    assert!(has, "no {name:?} {words:?} in {found:?}");
}

/// Asserts that nothing in `text` is said by `name`.
fn check_not(text: &str, name: &str) {
    let found = said(text);
    assert!(found.iter().all(|(who, ..)| who != name), "{name:?} in {found:?}");
}

#[test]
fn an_answer_is_whose_interview_it_is() {
    let text = "Marta Ekholm, 51, has kept the tide mill running since 2003. We met in her kitchen.\n\n\
                Q: Who brings you grain today?\n\nA: Two farms and a school. It is enough.\n\n\
                Q: And in winter?\n\nA: Nobody comes in winter.";
    check(text, "Marta Ekholm", "Two farms and a school. It is enough");
    check(text, "Marta Ekholm", "Nobody comes in winter");
}

#[test]
fn labels_of_transcripts_may_have_offices() {
    let text = "PETRA HOLM, NORTHERN NEWS WEATHER EDITOR: The ice will break up on Sunday.\n\n\
                OLE DAHL, ANCHOR: That is early for the lake.\n\n\
                HOLM: Two weeks early, Ole, and nobody is ready.";
    check(text, "PETRA HOLM", "Two weeks early, Ole, and nobody is ready");
    let text = "CHAIRMAN RUIZ: We will hear the harbour master now.\n\n\
                MS. KEMP: I have little to add to my letter.\n\n\
                Most of it was written in March, before the storm.\n\n\
                CHAIRMAN RUIZ: Then we thank you for coming.";
    let found = said(text);
    let long = found.iter().find(|(_, words, _)| words.contains("before the storm"));
    assert!(long.is_some_and(|(who, ..)| who.ends_with("KEMP")), "{found:?}");
}

#[test]
fn a_line_may_announce_a_quotation() {
    let text = "The council chose a new ferry on Friday.\n\nAnd from Councillor Ida Brandt:\n\n\
                “This boat will carry our children to school for thirty years.”";
    check(text, "Ida Brandt", "“This boat will carry our children to school for thirty years.”");
}

#[test]
fn a_quotation_goes_on_from_the_statement_before() {
    let text = "Petra Holm, who has kept the bees since 2011, said the hives were not lost.\n\n\
                “They were on the wrong hill for two winters, and nobody looked.”\n\nThe farm opens in June.";
    check(text, "Petra Holm", "“They were on the wrong hill for two winters, and nobody looked.”");
}

#[test]
fn who_nods_has_not_spoken() {
    let text =
        "Ida Brandt walked over to Ole Dahl at the gate. “The bus is late again.” Ole nodded.";
    check_not(text, "Ole Dahl");
}

#[test]
fn what_is_said_ends_with_its_mark() {
    let found = said(
        "The sailor's motto was “first the sails, then the soup”, and the boathouse was painted in May.",
    );
    assert!(found.iter().all(|(_, words, _)| !words.contains("painted")), "{found:?}");
    check(
        "The clerk lost her patience and said: “There is a form for every door but this one”, she said.",
        "The clerk",
        "“There is a form for every door but this one”",
    );
}

#[test]
fn in_whose_words_it_is() {
    let text = "“It is,” as Ms. Dahl put it, “a maze.” In the words of her deputy, Jon Field, the plan was \
                “a road to nowhere”.";
    check(text, "Jon Field", "“a road to nowhere”");
}

#[test]
fn two_may_speak_in_one_paragraph() {
    let text = "Mr Dahl told Ms. Brandt that she was late. “You can stay today,” he told her. “I will,” she \
                replied.";
    let found = said(text);
    let will = found.iter().find(|(_, words, _)| words.contains("I will"));
    assert!(will.is_none_or(|(who, ..)| !who.contains("Dahl")), "{found:?}");
}

#[test]
fn marks_with_blanks_inside_are_marks() {
    let found = said(
        "\" The bridge was closed one night after the other , \" the engineer said . \" It was an old one . \"",
    );
    assert!(
        found.iter().all(|(_, _, kind)| *kind == Mode::Direct) && !found.is_empty(),
        "{found:?}"
    );
}

#[test]
fn wrapped_text_says_the_same() {
    let text = "Ferry captain Petra Holm said on Monday that the harbour would stay closed until \
                Thursday because of the ice. “We sail when the ice lets us sail and not one hour \
                before that,” she said. The harbour board, which owns the ferries, denied that any \
                passenger had been left behind on the island.";
    let mut wrapped = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        if width + word.len() > 70 {
            wrapped.push('\n');
            width = 0;
        } else if width > 0 {
            wrapped.push(' ');
        }
        wrapped.push_str(word);
        width += word.len() + 1;
    }
    assert_eq!(said(&wrapped), said(text));
}
