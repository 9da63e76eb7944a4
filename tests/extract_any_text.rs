//! Whatever the text, the analysis is sound, the same every time, and the work grows with the
//! length of the text.

use std::sync::LazyLock;

use onrecord::extract::Engine;
use proptest::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::load);

fn check(text: &str) {
    let analysis = ENGINE.analyse(text);
    assert_eq!(analysis.find_fault(text), None, "{text:?}");
    assert_eq!(ENGINE.analyse(text), analysis, "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_string(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_order_of_news_words(words in proptest::collection::vec(prop_oneof![
        Just("“"), Just("”"), Just("\""), Just("'"), Just("’"), Just("‘"), Just(","), Just("."), Just("?"),
        Just(":"), Just("—"), Just("("), Just(")"), Just("\n\n"), Just("\n"), Just("Ann Lee"), Just("Mr."),
        Just("said"), Just("told"), Just("that"), Just("who"), Just("according"), Just("to"), Just("what"),
        Just("the"), Just("official"), Just("another"), Just("and"), Just("but"), Just("he"), Just("they"),
        Just("it"), Just("was"), Just("asked"), Just("Iraq"), Just("of"), Just("'s"), Just("adding"),
        Just("concerned"), Just("U.S."), Just("«"), Just("»"), Just("LEE"), Just("5"), Just("é"), Just("好"),
    ], 0..60), glue in prop_oneof![Just(" "), Just("")]) {
        check(&words.join(glue));
    }
}

#[test]
fn other_scripts_and_rubbish() {
    check("他说：“我们准备好了。”她说不。");
    check("قال الوزير: «سنذهب غدا». وأضاف أن السفينة جاهزة.");
    check("\u{feff}\u{202e}\0\u{1b}[31m said \u{200b}Ann\u{301} Lee");
    check("👩\u{200d}🚀 “said” 👩\u{200d}🚀");
}

/// Long texts of one thing only finish: nothing that is done for a piece of the text depends on
/// all the rest (a second for each would be far too long; the test would not end if it did).
#[test]
fn long_texts_of_one_kind() {
    let pieces = [
        "\"",
        "“",
        "'",
        "“a” ",
        "said ",
        "Ann Lee said, ",
        "Lee ",
        "a, b and ",
        "\n",
        "x\n\n",
        ". ",
        "…",
        "-",
        "他说",
        "official said. ",
        "An official said that. ",
        "“We will go there now.” ",
        "who ",
        "LEE: yes. ",
        "Bob Lee. Ann Lee. ",
        "(",
        "of the ",
        "Mr. ",
        "to say ",
    ];
    for piece in pieces {
        let text = piece.repeat(6_000 / piece.len());
        let analysis = ENGINE.analyse(&text);
        assert_eq!(analysis.find_fault(&text), None, "{piece:?}");
    }
}

/// Reading stops soon after it is told to, and nothing of a half-read text is given.
#[test]
fn a_reading_that_is_stopped_gives_nothing() {
    let text = "The harbour was calm, said Ann Lee. ".repeat(1_000);
    let asked = std::cell::Cell::new(0);
    let going = || {
        asked.set(asked.get() + 1);
        asked.get() < 3
    };
    assert_eq!(ENGINE.analyse_while(&text, &going), None);
    assert_eq!(asked.get(), 3);
}

/// The text is of another language, which is quick to analyse.
#[test]
fn of_a_text_beyond_the_budget_the_beginning_is_read_and_that_is_said() {
    let text = "Капитан сказал вечером, что никто не был в опасности.\n".repeat(60_000);
    let analysis = ENGINE.analyse(&text);
    let read = analysis.read.expect("it is too long");
    assert!(read > 400_000 * 4 && read < text.len() * 9 / 10, "{read} of {}", text.len());
    assert!(analysis.sentences.last().expect("sentences").end <= read);
    assert_eq!(analysis.find_fault(&text), None);
    assert_eq!(analysis.percent_read(&text), Some(read * 100 / text.len()));
    assert_eq!(ENGINE.analyse(&text[..read]).read, None);
}
