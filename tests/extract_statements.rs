//! Statements: text in, marked text out. `[source …]`, `[cue …]` and `[content …]` stand around
//! the words of each attribution; `doubtful` ones count as any other.

use onrecord::domain::Span;
use std::sync::LazyLock;

use onrecord::extract::Engine;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

/// `marked` is a text with the marks that the analysis of the bare text has to give.
fn check(marked: &str) {
    let text = bare(marked);
    let analysis = ENGINE.analyse(&text);
    assert_eq!(analysis.find_fault(&text), None);
    let mut spans: Vec<(Span, &str)> = Vec::new();
    for it in &analysis.attributions {
        for (role, list) in [("source", &it.source), ("cue", &it.cue), ("content", &it.content)] {
            spans.extend(list.iter().map(|span| (*span, role)));
        }
    }
    assert_eq!(mark(&text, spans), marked);
}

/// The text without its marks.
fn bare(marked: &str) -> String {
    let mut text = marked.to_string();
    for role in ["[source ", "[cue ", "[content "] {
        text = text.replace(role, "");
    }
    text.replace(']', "")
}

/// The text with marks around `spans`; the longer of two that begin together comes first.
fn mark(text: &str, mut spans: Vec<(Span, &str)>) -> String {
    spans.sort_by_key(|(span, role)| (span.start, std::cmp::Reverse(span.end), *role));
    spans.dedup();
    let mut marked = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        marked.push_str(&"]".repeat(spans.iter().filter(|(span, _)| span.end == at).count()));
        for (_, role) in spans.iter().filter(|(span, _)| span.start == at) {
            marked.push_str(&format!("[{role} "));
        }
        if at < text.len() {
            marked.push(c);
        }
    }
    marked
}

#[test]
fn the_source_stands_before_the_cue() {
    check("[source Ann Lee] [cue said] [content the ferry would sail on Monday].");
    check("[source Ann Lee] [cue said] [content that the ferry would sail].");
    check("[source The harbour board] [cue says] [content it will pay for the repairs].");
    check("[source Two sailors] [cue have said] [content that the engine was old].");
    check("[source She] [cue did not say] [content whether the ferry would sail].");
    check("[source He] [cue told] reporters [content that the ferry was safe].");
    check("[source Ann Lee] [cue said] on Monday [content that the ferry was safe].");
}

#[test]
fn a_quotation_comes_first() {
    check("[content “We are ready,”] [source Ann Lee] [cue said].");
    check("[content \"We are ready to sail,\"] [cue said] [source Ann Lee].");
    check("[content \"We are ready to sail,\"] [cue said] [source Ann Lee, the captain].");
    check("[content “Are we ready?”] [source he] [cue asked].");
    check("[content 'We are ready to sail,'] [source Ann Lee] [cue said].");
    check("[content ‘The sailors’ boat is ready,’] [source she] [cue said].");
    check("[content ``We are ready to sail,''] [source Ann Lee] [cue said].");
    check(
        "[content «We are ready to sail», ] [source Ann Lee] [cue said]."
            .replace(", ]", "],")
            .as_str(),
    );
    check("[content „We are ready to sail“], [source Ann Lee] [cue said].");
}

#[test]
fn several_people_speak_in_one_paragraph() {
    check(
        "[content \"We will reopen the pier by Friday,\"] [cue said] [source Anna Price]. \
         [content \"The budget was never enough,\"] [cue said] [source Bo Carter].",
    );
    check(
        "[content “The union wants talks,”] [cue said] [source Mary Ogg]. \
         [content “Who will pay for it?”] [cue asked] [source the harbour master]. \
         [content “The lights failed first,”] [cue said] [source R. Lee-Dunn].",
    );
    check(
        "[content “The union wants talks,”] [cue said] [source Mary Ogg]. \
         [content “We have waited for a year.”]",
    );
}

#[test]
fn a_dateline_is_part_of_no_statement() {
    check(
        "KYIV, Ukraine (AP) — [source Ukraine’s president, Volodymyr Zelensky], [cue said] \
         [content the talks would go on].",
    );
}

#[test]
fn a_quotation_comes_last() {
    check("[source Ann Lee] [cue said], [content “We are ready to sail.”]");
    check("[source Ann Lee] [cue said]: [content “We are ready. We always are.”]");
    check("[source Ann Lee] [cue wrote] on Tuesday, [content “We are ready to sail.”]");
}

#[test]
fn a_quotation_goes_on_after_the_cue() {
    check("[content “We are ready,”] [source Ann Lee] [cue said]. [content “We sail at noon.”]");
    check(
        "[content “We are ready,”] [source Ann Lee] [cue said], [content “and we sail at noon.”]",
    );
    check(
        "[content “We are ready,”] [cue said] [source Ann Lee]. [content “We sail. Nothing stops us.”]",
    );
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    check(
        "[source Ann Lee] [cue said]: [content “We are ready to sail.]\n\n[content “We sail at noon.”]",
    );
    check(
        "[content “We are ready,”] [source she] [cue said]. [content “We have the crew.]\n\n[content “And the wind.”]",
    );
}

#[test]
fn some_words_are_quoted() {
    check("[source Ann Lee] [cue said] [content the ferry was “as good as new”].");
    check("[content The ferry was “as good as new,”] [source Ann Lee] [cue said].");
    check(
        "[content The storm \"played into their hands.\"] [source a sailor from the north] [cue said].",
    );
}

#[test]
fn the_paper_says_it_first() {
    check("[content The ferry will sail on Monday], [source Ann Lee] [cue said].");
    check("[content The ferry will sail on Monday], [source two of the sailors] [cue said].");
    check("[content The ferry], [source she] [cue said], [content was ready to sail].");
    check("[content But the ferry was ready], [source she] [cue said].");
}

#[test]
fn somebody_is_according_to() {
    check("[content The ferry was ready], [cue according to] [source the harbour board].");
    check("[cue According to] [source Ann Lee], [content the ferry was ready].");
}

#[test]
fn what_stands_beside_the_source_belongs_to_it() {
    check(
        "[source Ann Lee, the captain of the ferry,] [cue said] [content it was ready]."
            .replace(",]", "],")
            .as_str(),
    );
    check("[source A spokesman for the harbour board] [cue said] [content the ferry was ready].");
    check("[source The head of the harbour board] [cue said] [content the ferry was ready].");
    check(
        "[source A separate, senior, harbour official] [cue said] [content the ferry was ready].",
    );
    check("[source Ann Lee and Bob Orr] [cue said] [content the ferry was ready].");
}

#[test]
fn one_source_says_two_things() {
    check(
        "[source Ann Lee] [cue said] [content the ferry was ready], \
         [cue noting] [content just two sailors were ill].",
    );
    check(
        "[source Ann Lee] [cue said] [content the ferry was ready], [cue adding] [content that it would sail at noon].",
    );
    check(
        "[source Ann Lee] [cue said] [content the ferry was ready] but [cue said] [content it would not sail].",
    );
}

#[test]
fn who_said_it_in_a_clause_of_its_own() {
    check("Ann Lee, [source who] [cue said] [content the ferry was ready], sailed at noon.");
}

#[test]
fn beliefs_hopes_and_plans_are_statements_too() {
    check("[source Ann Lee] [cue believes] [content that the ferry is ready].");
    check("[source Ann Lee] [cue hopes] [content to sail at noon].");
    check("[source The board] [cue denied] [content that the ferry was old].");
    check("[source The board] [cue warned] [content that the ferry was old].");
    check("[source The board] [cue refused] [content to pay for the ferry].");
    check("[source The union] [cue asked] [content the board to pay for the ferry].");
}

#[test]
fn praise_and_blame_are_statements_too() {
    check("[source Ann Lee] [cue praised] [content the crew].");
    check("[source The union] [cue condemned] [content the decision].");
    check("[source The union] [cue accused] [content the board of neglect].");
    check("[source The union] [cue called for] [content a new ferry].");
    check("[source The union] [cue has criticised] [content the decision].");
}

#[test]
fn a_state_of_mind_after_a_comma() {
    check(
        "[source The board] [cue refused] [content to pay], [cue concerned] [content it would lose the case].",
    );
}

#[test]
fn nobody_is_named_in_the_passive() {
    check("[content The ferry] [cue is expected] [content to sail at noon].");
}

#[test]
fn what_somebody_calls_something() {
    check("The board will sell [content what] [source it] [cue calls] [content \"old iron\"].");
}

#[test]
fn a_signed_quotation() {
    check("[content “We are ready to sail.”] [cue —] [source Ann Lee]");
    check(
        "[content “We are ready to sail at noon.”] [cue —] [source Ann Lee]\n\n\
         [content “Nobody ever asks the sailors.”] [cue —] [source Bob Orr]\n\n\
         [content “It is a fine ferry, and old.”] [cue —] [source Ida Kemp]",
    );
}

#[test]
fn the_turns_of_a_transcript() {
    check(
        "[source LEE][cue :] [content Why was the ferry late?]\n\n[source DUNN][cue :] [content The engine was old. It broke].\n\n[source LEE][cue :] [content Will it sail?]",
    );
    check(
        "[source Ann Lee][cue :] [content Why was the ferry late?]\n\n[source Tom Dunn][cue :] [content The engine was old. It broke].\n\n[source Ann Lee][cue :] [content Will it sail on Monday?]",
    );
    // No transcript: a list has each name once.
    check(
        "Harbour: closed until noon.\n\nSchools: open on all days.\n\nTrains: late in the north.",
    );
}

#[test]
fn no_statement_is_made_of_names_and_titles() {
    check("The ship “Morning Star” left the harbour at noon.");
    check("William “Bill” Orr went to the harbour.");
    check("The ferry left the harbour at noon.");
}

#[test]
fn a_verb_of_saying_inside_a_quotation_is_no_cue() {
    check("[content “He said he would go and she said no,”] [source Ann Lee] [cue said].");
}

#[test]
fn odd_texts_give_little_and_do_no_harm() {
    check("");
    check("\"\"\"\"\"\"\"");
    check("“");
    check("said said said");
    check("他说：“我们准备好了。”");
}
