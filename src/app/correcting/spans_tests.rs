//! Tests of the editor of passages: keys in, passages out.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

const TEXT: &str =
    "The rain stopped. “We left,” said Ann Lee, “and never came back.” Nobody else spoke.";

fn span(piece: &str) -> Span {
    let start = TEXT.find(piece).expect("the piece is in the text");
    Span::new(start, start + piece.len())
}

fn sentences() -> Vec<Span> {
    ["The rain stopped.", "“We left,” said Ann Lee, “and never came back.”", "Nobody else spoke."]
        .map(span)
        .to_vec()
}

fn editor() -> SpanEditor {
    let parts = Parts {
        content: vec![span("“We left,”"), span("“and never came back.”")],
        source: vec![span("Ann")],
        cue: vec![span("said")],
    };
    SpanEditor::new(TEXT, &sentences(), &parts, Role::Content, 0)
}

/// The passages after some steps, what the keys move between brackets.
fn after(mut editor: SpanEditor, steps: &[Step]) -> String {
    for step in steps {
        editor.step(*step);
    }
    let active = editor.active().span();
    let kept = matches!(editor.active(), Active::Kept(..));
    let shown = ROLES.map(|role| {
        let one = |it: &Span| {
            let words = it.of(TEXT);
            if kept && *it == active { format!("[{words}]") } else { words.to_owned() }
        };
        editor.parts().of(role).iter().map(one).collect::<Vec<_>>().join(" … ")
    });
    let free = if kept { String::new() } else { format!(" ({})", active.of(TEXT)) };
    format!("{}{free}", shown.join(" | "))
}

use Step::{End, Mark, Passage, Sentence, Start, Unmark, Whole, Word};

#[test]
fn borders_move_a_word_at_a_time_and_stop_at_other_passages() {
    let said = "“and never came back.” | Ann | said";
    assert_eq!(after(editor(), &[]), format!("[“We left,”] … {said}"));
    assert_eq!(after(editor(), &[End(false)]), format!("[“We left,] … {said}"));
    assert_eq!(
        after(editor(), &[End(false), End(false), End(false), End(true)]),
        format!("[“We left] … {said}")
    );
    assert_eq!(after(editor(), &[Start(true), Start(true)]), format!("[left,”] … {said}"));
    assert_eq!(after(editor(), &[Start(false)]), format!("[. “We left,”] … {said}"));
    assert_eq!(after(editor(), &[End(true), End(true)]), format!("[“We left,”] … {said}"));
    let to_source = [Passage(true), Passage(true), End(true)];
    let expected = "“We left,” … “and never came back.” | [Ann Lee] | said";
    assert_eq!(after(editor(), &to_source), expected);
}

#[test]
fn a_passage_never_loses_its_last_word() {
    let steps = [End(false); 9];
    assert_eq!(after(editor(), &steps), "[“] … “and never came back.” | Ann | said");
    let steps = [Start(true); 9];
    assert_eq!(after(editor(), &steps), "[”] … “and never came back.” | Ann | said");
}

#[test]
fn passages_are_walked_round_and_taken_away() {
    let steps = [Passage(false)];
    assert_eq!(after(editor(), &steps), "“We left,” … [“and never came back.”] | Ann | said");
    let steps = [Passage(false), Unmark];
    assert_eq!(after(editor(), &steps), "“We left,” | Ann | said (“and never came back.”)");
    let steps = [Passage(false), Unmark, Mark(Role::Content)];
    assert_eq!(after(editor(), &steps), "“We left,” … [“and never came back.”] | Ann | said");
}

#[test]
fn a_statement_is_marked_from_nothing() {
    let new = || SpanEditor::new(TEXT, &sentences(), &Parts::default(), Role::Content, 20);
    let sentence = "“We left,” said Ann Lee, “and never came back.”";
    assert_eq!(after(new(), &[]), format!(" |  |  ({sentence})"));
    assert_eq!(after(new(), &[Mark(Role::Content)]), format!("[{sentence}] |  | "));
    assert_eq!(after(new(), &[Sentence(true)]), " |  |  (Nobody else spoke.)");
    assert_eq!(after(new(), &[Sentence(false), Sentence(false)]), " |  |  (The rain stopped.)");
    let words = [Sentence(false), Word(true), Word(true)];
    assert_eq!(after(new(), &words), " |  |  (left)");
    assert_eq!(after(new(), &[Sentence(false), Word(true), Whole]), format!(" |  |  ({sentence})"));
}

#[test]
fn what_is_marked_as_one_part_is_cut_out_of_the_others() {
    let new = SpanEditor::new(TEXT, &sentences(), &Parts::default(), Role::Content, 20);
    let mut steps = vec![Mark(Role::Content), Sentence(false)];
    steps.extend([Word(true); 3]);
    steps.extend([Mark(Role::Cue), Word(true), End(true), Mark(Role::Source)]);
    assert_eq!(after(new, &steps), "“We left,” … “and never came back.” | [Ann Lee] | said");
}

#[test]
fn a_passage_can_play_another_part() {
    let steps = [Passage(true), Mark(Role::Source)];
    assert_eq!(after(editor(), &steps), "“We left,” … “and never came back.” | [said Ann] | ");
}

#[test]
fn overlapping_passages_are_parted_and_blanks_at_borders_dropped() {
    let parts = Parts {
        content: vec![span(" “We left,” said Ann Lee")],
        source: vec![span("Ann Lee, ")],
        cue: Vec::new(),
    };
    let editor = SpanEditor::new(TEXT, &[], &parts, Role::Cue, 0);
    assert_eq!(after(editor, &[]), "“We left,” said | Ann Lee, |  (“)");
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<bool>().prop_map(Step::Start),
        any::<bool>().prop_map(Step::End),
        any::<bool>().prop_map(Step::Word),
        any::<bool>().prop_map(Step::Sentence),
        any::<bool>().prop_map(Step::Passage),
        Just(Step::Whole),
        Just(Step::Unmark),
        prop::sample::select(ROLES.to_vec()).prop_map(Step::Mark),
    ]
}

/// Text of all kinds: words, quotes, blanks, combined and wide characters.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "said",
        "“",
        "”",
        " ",
        " ",
        "\n",
        "\r\n",
        ",",
        ".",
        "e\u{301}",
        "漢字",
        "👩\u{200d}🔧",
        "\u{301}",
        "\u{600}",
        "क्ष",
        "\u{200d}",
        "🇳🇴",
        "ok",
    ]);
    prop_oneof![
        3 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
        1 => ".{0,40}",
    ]
}

/// Any spans, sound or not.
fn any_spans() -> impl Strategy<Value = Vec<Span>> {
    let span = (0usize..60, 0usize..30).prop_map(|(start, len)| Span::new(start, start + len));
    prop::collection::vec(span, 0..4)
}

proptest! {
    #[test]
    fn any_keys_leave_sound_passages(
        text in any_text(),
        (content, source, cue) in (any_spans(), any_spans(), any_spans()),
        sentences in any_spans(),
        near in 0usize..60,
        steps in prop::collection::vec(any_step(), 0..40),
    ) {
        let near = (0..=near.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let fit = |spans: Vec<Span>| spans.into_iter().filter(|it| it.fits(&text)).collect();
        let parts = Parts { content: fit(content), source: fit(source), cue: fit(cue) };
        let mut editor = SpanEditor::new(&text, &fit(sentences), &parts, Role::Content, near);
        let borders: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let check = |editor: &SpanEditor| {
            let all = editor.parts().all();
            for (span, _) in all.iter().copied().chain([(editor.active().span(), Role::Cue)]) {
                prop_assert!(span.fits(&text));
                prop_assert!(borders.contains(&span.start) && borders.contains(&span.end), "{span:?}");
            }
            prop_assert!(all.iter().all(|(span, _)| !span.of(&text).trim().is_empty()));
            prop_assert!(all.windows(2).all(|two| two[0].0.end <= two[1].0.start), "{all:?}");
            for role in ROLES {
                prop_assert!(editor.parts().of(role).is_sorted());
            }
            if let Active::Kept(role, span) = editor.active() {
                prop_assert!(editor.parts().of(role).contains(&span));
            }
            Ok(())
        };
        check(&editor)?;
        for step in steps {
            editor.step(step);
            check(&editor)?;
        }
    }
}
