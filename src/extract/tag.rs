//! Part-of-speech tagger: finds the most likely path through the possible tags of each word.

use super::lexicon::{self, Share};
use super::token::{Kind, Token};

/// A part of speech: those of the Penn Treebank, some of them merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Tag {
    Start,
    End,
    Comma,
    Stop,
    Colon,
    Open,
    Close,
    Cc,
    Cd,
    Dt,
    Ex,
    In,
    Jj,
    Md,
    Nn,
    Nnp,
    Nns,
    Pos,
    Prp,
    PrpS,
    Rb,
    Rp,
    To,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wp,
    Wrb,
    /// A quotation mark, which is not tagged but skipped.
    Quote,
}

const NAMES: [(&str, Tag); 31] = [
    ("S", Tag::Start),
    ("E", Tag::End),
    (",", Tag::Comma),
    (".", Tag::Stop),
    (":", Tag::Colon),
    ("-LRB-", Tag::Open),
    ("-RRB-", Tag::Close),
    ("CC", Tag::Cc),
    ("CD", Tag::Cd),
    ("DT", Tag::Dt),
    ("EX", Tag::Ex),
    ("IN", Tag::In),
    ("JJ", Tag::Jj),
    ("MD", Tag::Md),
    ("NN", Tag::Nn),
    ("NNP", Tag::Nnp),
    ("NNS", Tag::Nns),
    ("POS", Tag::Pos),
    ("PRP", Tag::Prp),
    ("PRP$", Tag::PrpS),
    ("RB", Tag::Rb),
    ("RP", Tag::Rp),
    ("TO", Tag::To),
    ("VB", Tag::Vb),
    ("VBD", Tag::Vbd),
    ("VBG", Tag::Vbg),
    ("VBN", Tag::Vbn),
    ("VBP", Tag::Vbp),
    ("VBZ", Tag::Vbz),
    ("WP", Tag::Wp),
    ("WRB", Tag::Wrb),
];

impl Tag {
    /// The number of tags.
    pub(super) const COUNT: usize = 32;

    /// Returns the tag with this name in the lexicon.
    pub(super) fn by_name(name: &str) -> Option<Tag> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, tag)| *tag)
    }

    /// Returns whether the tag is a finite verb or a modal.
    pub(super) fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// Returns whether the tag is a noun or a name.
    pub(super) fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp)
    }
}

/// Appends the tags of `tokens`, which must be one sentence of `text`.
pub(super) fn tag_tokens(text: &str, tokens: &[Token], out: &mut Vec<Tag>) {
    let headline = in_capitals(text, tokens);
    let mut lattice: Vec<Vec<Step>> = Vec::new();
    let mut places = Vec::new();
    let mut last = vec![Step { tag: Tag::Start, score: 0.0, from: 0 }];
    let base = out.len();
    out.resize(base + tokens.len(), Tag::Quote);
    for (at, token) in tokens.iter().enumerate() {
        if matches!(token.kind, Kind::Quote(_)) {
            continue;
        }
        let choices = choices(text, token, places.is_empty(), headline);
        let next = choices.iter().map(|choice| best(&last, *choice)).collect();
        lattice.push(std::mem::replace(&mut last, next));
        places.push(at);
    }
    let mut index = (0..last.len()).max_by(|a, b| last[*a].score.total_cmp(&last[*b].score));
    for (place, before) in places.iter().zip(lattice.iter()).rev() {
        let Some(at) = index else { break };
        let step = last.get(at).copied().unwrap_or(last[0]);
        out[base + place] = step.tag;
        last.clone_from(before);
        index = Some(step.from);
    }
    join_names(text, tokens, &mut out[base..]);
}

/// Tags small words within a name as part of it: "Ann de Vries".
fn join_names(text: &str, tokens: &[Token], tags: &mut [Tag]) {
    for at in 1..tags.len().saturating_sub(1) {
        let small = matches!(
            tokens[at].span.of(text),
            "de" | "da"
                | "di"
                | "del"
                | "van"
                | "von"
                | "der"
                | "den"
                | "bin"
                | "la"
                | "le"
                | "du"
                | "el"
                | "al"
        );
        let name = |at: usize| tags[at] == Tag::Nnp;
        if small && name(at - 1) && (name(at + 1) || tokens.get(at + 2).is_some() && name(at + 2)) {
            tags[at] = Tag::Nnp;
        }
    }
}

/// A tag of one token on a path, with the best score so far and its predecessor.
#[derive(Clone, Copy)]
struct Step {
    tag: Tag,
    score: f32,
    from: usize,
}

fn best(last: &[Step], (tag, share): Share) -> Step {
    // Bayes: how likely the word makes the tag, divided by the frequency of the tag.
    let emission = share.max(0.1).ln() - lexicon::share_of(tag);
    let reach = |step: &Step| step.score + lexicon::transition(step.tag, tag);
    let (from, score) = last
        .iter()
        .map(reach)
        .enumerate()
        .fold((0, f32::NEG_INFINITY), |a, b| if b.1 > a.1 { b } else { a });
    Step { tag, score: score + emission, from }
}

/// Returns whether most words of the sentence are capitalized, as in a headline. Then case says
/// nothing.
fn in_capitals(text: &str, tokens: &[Token]) -> bool {
    let (mut long, mut capital) = (0, 0);
    for token in tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() > 3) {
        long += 1;
        capital += usize::from(token.span.of(text).starts_with(char::is_uppercase));
    }
    long > 3 && capital * 10 > long * 7
}

/// Returns the possible tags of a token, with frequencies in percent.
fn choices(text: &str, token: &Token, first: bool, headline: bool) -> Vec<Share> {
    let piece = token.span.of(text);
    match token.kind {
        Kind::Number => return vec![(Tag::Cd, 99.0)],
        Kind::Mark(mark) => return vec![(mark_tag(mark), 99.0)],
        Kind::Clitic => return clitic(piece),
        Kind::Quote(_) => return vec![(Tag::Quote, 99.0)],
        Kind::Word => {}
    }
    let plain = piece.replace('’', "'");
    let capital = plain.starts_with(char::is_uppercase);
    if !capital {
        return lower(&plain);
    }
    let small = plain.to_lowercase();
    if !first && !headline {
        if let Some(known) = lexicon::tags_of(&plain) {
            return known.to_vec();
        }
        let mut tags = vec![(Tag::Nnp, 92.0)];
        if let Some(known) = lexicon::tags_of(&small) {
            tags.extend(known.iter().map(|(tag, share)| (*tag, share * 0.06)));
        }
        return tags;
    }
    match lexicon::tags_of(&small) {
        Some(known) => {
            let name = if headline { 25.0 } else { 12.0 };
            let mut tags = known.to_vec();
            if !known.iter().any(|(tag, _)| *tag == Tag::Nnp) && !closed_class(known) {
                tags.push((Tag::Nnp, name));
            }
            tags
        }
        None => {
            let mut tags = vec![(Tag::Nnp, 80.0)];
            tags.extend(lower(&small).iter().map(|(tag, share)| (*tag, share * 0.2)));
            tags
        }
    }
}

fn closed_class(known: &[Share]) -> bool {
    let closed = |tag: &Tag| {
        matches!(tag, Tag::Dt | Tag::In | Tag::Prp | Tag::PrpS | Tag::Cc | Tag::Md | Tag::To)
            || matches!(tag, Tag::Wp | Tag::Wrb | Tag::Ex)
    };
    known.iter().any(|(tag, share)| closed(tag) && *share > 40.0)
}

/// Returns the possible tags of a word in lower case.
fn lower(word: &str) -> Vec<Share> {
    if let Some(known) = lexicon::tags_of(word) {
        return known.to_vec();
    }
    if let Some((_, tail)) = word.rsplit_once('-') {
        let participle = tail.ends_with("ed") || tail.ends_with("ing");
        return match participle {
            true => vec![(Tag::Jj, 95.0), (Tag::Nn, 5.0)],
            false => vec![(Tag::Jj, 60.0), (Tag::Nn, 40.0)],
        };
    }
    match lexicon::tags_of_ending(word) {
        Some(known) => known.to_vec(),
        None => vec![(Tag::Nn, 60.0), (Tag::Jj, 20.0), (Tag::Vb, 10.0), (Tag::Rb, 5.0)],
    }
}

fn clitic(piece: &str) -> Vec<Share> {
    match piece.trim_start_matches(['\'', '’']).to_lowercase().as_str() {
        "s" => vec![(Tag::Pos, 70.0), (Tag::Vbz, 30.0)],
        "d" | "ll" => vec![(Tag::Md, 90.0), (Tag::Vbd, 10.0)],
        "m" | "re" | "ve" => vec![(Tag::Vbp, 99.0)],
        _ => vec![(Tag::Rb, 99.0)],
    }
}

fn mark_tag(mark: char) -> Tag {
    match mark {
        ',' | '،' | '、' | '，' => Tag::Comma,
        '.' | '!' | '?' | '。' | '！' | '？' | '؟' => Tag::Stop,
        '(' | '[' | '{' => Tag::Open,
        ')' | ']' | '}' => Tag::Close,
        '$' | '€' | '£' | '¥' | '#' => Tag::Cd,
        '%' => Tag::Nn,
        '&' => Tag::Cc,
        _ => Tag::Colon,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Span;
    use crate::extract::token;

    /// Asserts the tags of a text: `_v` marks verbs, `_n` nouns and names.
    fn check(text: &str, expected: &str) {
        let (mut tokens, mut found) = (Vec::new(), Vec::new());
        token::tokenize(text, Span::new(0, text.len()), &mut tokens);
        tag_tokens(text, &tokens, &mut found);
        let show = |(token, tag): (&Token, &Tag)| {
            let mark =
                if matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz) {
                    "_v"
                } else if tag.is_noun() {
                    "_n"
                } else {
                    ""
                };
            format!("{}{mark}", token.span.of(text))
        };
        let found: Vec<String> = tokens.iter().zip(&found).map(show).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn neighbours_tell_verbs_from_nouns() {
        check("They plan to report the plan.", "They plan_v to report_v the plan_n .");
        check("The report said costs rose.", "The report_n said_v costs_n rose_v .");
        check("He was said to have called.", "He was_v said_v to have_v called_v .");
    }

    #[test]
    fn nothing_is_too_odd_to_tag() {
        check("", "");
        check("\"\"", "\" \"");
    }
}
