//! Tests of the search language: searches in, their meaning or their errors out.

use proptest::prelude::*;

use super::*;

/// Returns the meaning of a search as text, fully bracketed.
fn meaning(text: &str) -> String {
    match parse(text) {
        Ok(Search { root: Some(node) }) => told(&node),
        Ok(Search { root: None }) => "everything".into(),
        Err(fault) => {
            assert!(fault.span.fits(text), "{text:?}: {fault:?}");
            let (span, message) = (fault.span, fault.message);
            format!("{}[{}]{}: {message}", &text[..span.start], span.of(text), &text[span.end..])
        }
    }
}

fn told(node: &Node) -> String {
    let all = |nodes: &[Node], between: &str| {
        format!("({})", nodes.iter().map(told).collect::<Vec<_>>().join(between))
    };
    match node {
        Node::All(nodes) => all(nodes, " & "),
        Node::Any(nodes) => all(nodes, " | "),
        Node::Not(node) => format!("!{}", told(node)),
        Node::Is(Term::Text(SearchedPart::Anywhere, needle)) => words_of(needle),
        Node::Is(Term::Text(place, needle)) => format!("{place:?} {}", words_of(needle)),
        Node::Is(Term::Feed(needle)) => format!("Feed {}", words_of(needle)),
        Node::Is(Term::OwnTag(needle)) => format!("Mine {}", words_of(needle)),
        Node::Is(Term::Tag(needle)) => format!("Tag {}", words_of(needle)),
        Node::Is(Term::Author(needle)) => format!("Author {}", words_of(needle)),
        Node::Is(Term::Url(url)) => format!("Url {url}"),
        Node::Is(Term::Fact(fact)) => format!("{fact:?}"),
    }
}

fn words_of(needle: &Needle) -> String {
    format!("{}{}", needle.words.join("+"), if needle.prefix { "*" } else { "" })
}

#[test]
fn words_phrases_and_operators() {
    for (text, expected) in [
        ("", "everything"),
        ("  \t", "everything"),
        ("Ferry", "ferry"),
        ("ferry fire", "(ferry & fire)"),
        ("ferry AND fire", "(ferry & fire)"),
        ("a b OR c", "((a & b) | c)"),
        ("a OR b OR c", "(a | b | c)"),
        ("a (b OR c) d", "(a & (b | c) & d)"),
        ("(a b) c", "(a & b & c)"),
        ("-a NOT b", "(!a & !b)"),
        ("NOT (a OR b)", "!(a | b)"),
        ("-(a b) -\"c d\"", "(!(a & b) & !c+d)"),
        ("\"all sailings\" oban", "(all+sailings & oban)"),
        ("“All sailings” „Oban“ «été» »Öl«", "(all+sailings & oban & ete & ol)"),
        ("ferr* \"all sail\"*", "(ferr* & all+sail*)"),
        ("O’Hara well-known", "(o+hara & well+known)"),
        ("and or not", "(and & or & not)"),
        ("\"AND\"", "and"),
        ("ferry – fire & more", "(ferry & fire & more)"),
        ("foo\"bar\"(baz)", "(foo & bar & baz)"),
    ] {
        assert_eq!(meaning(text), expected, "{text:?}");
    }
}

#[test]
fn fields() {
    for (text, expected) in [
        ("title:ferry", "Title ferry"),
        ("TITLE:Ferry body:fire", "(Title ferry & Body fire)"),
        ("quote:\"no warning\" source:Mackenzie", "(Quote no+warning & Source mackenzie)"),
        ("title:(a OR b) c", "((Title a | Title b) & c)"),
        ("-tag:sea feed:\"Harbour Gazette\"", "(!Tag sea & Feed harbour+gazette)"),
        (
            "author:Lee url:https://example.org/a?b=1",
            "(Author lee & Url https://example.org/a?b=1)",
        ),
        ("is:unread is:(read OR Starred)", "(Is(Unread) & (Is(Read) | Is(Starred)))"),
        ("has:quotes -has:links", "(Has(Quotes) & !Has(Links))"),
        ("after:today before:yesterday", "(After(Ago(0)) & Before(Ago(1)))"),
        ("after:2024-02", "After(On(2024-02-01))"),
        ("older:2w newer:3mo", "(Older(1209600) & Newer(7776000))"),
        ("named:>2 share:>=50%", "(Count(Named, Over, 2) & Count(Share, AtLeast, 50))"),
        ("unnamed:0 words:<800", "(Count(Unnamed, Exactly, 0) & Count(Words, Under, 800))"),
        ("title:OR", "Title or"),
        ("tag:-x", "Tag x"),
        // Colons that do not end a field name.
        ("12:30", "12+30"),
        ("https://example.org/a", "https+example+org+a"),
        ("\"befor: x\"", "befor+x"),
        ("Ukraine: war", "(ukraine & war)"),
        (":x", "x"),
    ] {
        assert_eq!(meaning(text), expected, "{text:?}");
    }
}

#[test]
fn errors_have_their_position() {
    for (text, expected) in [
        ("befor:2024", "[befor:]2024: `befor:` is no field; did you mean `before:`?"),
        ("a Titel: b", "a [Titel:] b: `Titel:` is no field; did you mean `title:`?"),
        (
            "weather:sun",
            "[weather:]sun: `weather:` is no field; put it in quotation marks to search for it as \
             it stands",
        ),
        (
            "after:soon",
            "after:[soon]: after: needs from a day on: 2024-02-18, 2024-02, 2024, today, yesterday",
        ),
        ("is:old", "is:[old]: is: needs unread, read or starred"),
        ("named:many", "named:[many]: named: needs number of named sources: >2, >=2, <2, <=2, 2"),
        ("title:", "[title:]: title: needs, right after the colon, a word or phrase of the title"),
        (
            "x title: y",
            "x [title:] y: title: needs, right after the colon, a word or phrase of the title",
        ),
        ("\"open", "[\"]open: this quotation mark is not closed"),
        ("(a OR b", "[(]a OR b: this bracket is not closed"),
        ("a)", "a[)]: this bracket closes nothing"),
        ("()", "[(]): nothing stands in these brackets"),
        ("a OR", "a OR[]: something to search for is missing here"),
        ("AND a", "[AND] a: AND must stand between two conditions; \"AND\" searches for the word"),
        ("NOT", "[NOT]: what is to be excluded is missing"),
        ("(a OR) b", "(a OR[)] b: something to search for is missing before this bracket"),
        ("f*y", "f[*]y: `*` may stand at the end of a word only"),
        ("–", "[–]: there are no letters or digits in it to search for"),
        ("a \"…\"", "a [\"…\"]: there are no letters or digits in it to search for"),
    ] {
        assert_eq!(meaning(text), expected, "{text:?}");
    }
    assert!(meaning(&"(".repeat(50_000)).ends_with("this is nested too deep"));
    assert!(meaning(&"NOT ".repeat(50_000)).ends_with("this is nested too deep"));
    assert!(meaning(&"a ".repeat(50_000)).ends_with("a search may have 100 conditions at most"));
}

fn marked(text: &str, spans: &[Span]) -> String {
    let (mut marked, mut at) = (String::new(), 0);
    for span in spans {
        marked.push_str(&format!("{}[{}]", &text[at..span.start], span.of(text)));
        at = span.end;
    }
    marked + &text[at..]
}

#[test]
fn hits_are_whole_words_in_any_case_and_with_any_accents() {
    let text = "Ferries: the FERRY’s été fire, a ferryman; all Sailings stop. Fire?";
    for (search, expected) in [
        ("ferry", "Ferries: the [FERRY]’s été fire, a ferryman; all Sailings stop. Fire?"),
        ("ferr*", "[Ferries]: the [FERRY]’s été fire, a [ferryman]; all Sailings stop. Fire?"),
        (
            "ete OR \"all sail\"*",
            "Ferries: the FERRY’s [été] fire, a ferryman; [all Sailings] stop. Fire?",
        ),
        (
            "\"ferry's ete\" -fire",
            "Ferries: the [FERRY’s été] fire, a ferryman; all Sailings stop. Fire?",
        ),
        (
            "\"ete fire\" fire body:stop quote:the",
            "Ferries: the FERRY’s [été fire], a ferryman; all Sailings [stop]. [Fire]?",
        ),
    ] {
        let search = parse(search).unwrap();
        assert_eq!(marked(text, &search.highlights(text)), expected);
    }
    let search = parse("title:ferry body:fire quote:stop source:all").unwrap();
    assert_eq!(search.title_highlights("Ferry fire"), [Span::new(0, 5)]);
    assert_eq!(search.body_highlights("Ferry fire"), [Span::new(6, 10)]);
    let said = Span::new(text.find("all").unwrap(), text.find(". F").unwrap());
    assert_eq!(search.said_highlights(text, &[said])[0].of(text), "stop");
    assert_eq!(search.source_highlights(text, &[said])[0].of(text), "all");
    assert_eq!(search.said_highlights(text, &[Span::new(0, 9)]), []);
}

#[test]
fn hits_in_scripts_without_spaces_are_the_letters_that_were_looked_for() {
    for (search, text, expected) in [
        ("停运", "渡轮停运，公司停运两天", "渡轮[停运]，公司[停运]两天"),
        ("渡轮停运", "渡轮停运，公司停运两天", "[渡轮停运]，公司停运两天"),
        ("渡", "渡轮停运。渡", "[渡]轮停运。[渡]"),
        ("轮停 天", "渡轮停运两天半", "渡[轮停]运两[天]半"),
        ("2024年", "于2024年3月", "于[2024年]3月"),
        ("\"轮 stops\"", "渡轮 stops 轮停", "渡[轮 stops] 轮停"),
        ("เรือ", "ท่าเรือใหญ่", "ท่า[เรือ]ใหญ่"),
        ("フェリー", "東京ﾌｪﾘｰ便", "東京[ﾌｪﾘｰ]便"),
        ("שלום", "אמר שָׁלוֹם לכולם", "אמר [שָׁלוֹם] לכולם"),
        ("كتابا", "إن كِتَابًا وصل", "إن [كِتَابًا] وصل"),
    ] {
        let search = parse(search).unwrap();
        assert_eq!(marked(text, &search.highlights(text)), expected);
        let first = search.first_hit(text, |_| true).unwrap();
        assert_eq!(Some(first.start), search.highlights(text).first().map(|span| span.start));
    }
}

/// Generates random searches from parts of the language and any other characters.
fn scribble() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        proptest::sample::select(vec![
            "(",
            ")",
            "\"",
            "“",
            "”",
            "«",
            "-",
            " ",
            " AND ",
            " OR ",
            " NOT ",
            "*",
            ":",
            "title:",
            "source:",
            "is:",
            "unread",
            "after:",
            "2024-02",
            "named:>",
            "url:",
            "é",
            "e\u{301}",
            "ß",
            "渡轮",
            "ก\u{e34}",
            "か\u{3099}",
            "\u{200b}",
            "שָׁ",
            "\u{345}",
            "İ",
            "a",
            "b",
            "c d",
            "\0",
            "한",
            "ः",
        ])
        .prop_map(str::to_owned),
        ".{0,3}",
    ];
    proptest::collection::vec(pieces, 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read(text in scribble(), other in scribble()) {
        match parse(&text) {
            Err(fault) => {
                prop_assert!(fault.span.fits(&text) && !fault.message.is_empty());
            }
            Ok(search) => {
                let mut end = 0;
                for span in search.highlights(&other) {
                    prop_assert!(span.fits(&other) && !span.is_empty() && span.start >= end);
                    end = span.end;
                }
                // A search finds its own words in itself.
                let needles = search.needles(|place| place == SearchedPart::Anywhere);
                for needle in needles {
                    prop_assert!(!search.highlights(&needle.text).is_empty(), "{:?}", needle);
                }
            }
        }
    }
}
