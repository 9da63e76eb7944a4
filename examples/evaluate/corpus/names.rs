//! The named ones of GUM's mentions, cut to the name.
//!
//! GUM marks whole noun phrases, named or not ("the mayor of Oslo, who …"). Counted are those whose
//! head is a proper noun, from the first to the last word of the name and without its title. Dates
//! and peoples are told apart, so that they are not taken for names.

use std::collections::HashMap;

use onrecord::domain::EntityKind;

use super::conllu::Token;
use super::{Name, is_measured};

const TITLES: &str = " mr mrs ms miss dr prof professor sir dame lord lady president vice prime \
    minister senator sen representative rep congressman congresswoman governor gov mayor general \
    gen colonel col captain capt lieutenant lt sergeant sgt major admiral judge justice chief \
    secretary chancellor king queen prince princess pope cardinal bishop rev reverend father saint \
    st ambassador speaker officer detective inspector coach chairman chairwoman director attorney \
    sheriff ";

const MONTHS_AND_DAYS: &str = " january february march april may june july august september \
    october november december monday tuesday wednesday thursday friday saturday sunday ";

/// The names of a sentence, overlapping ones and dates among them.
pub(super) fn of_sentence(tokens: &[Token]) -> Vec<Name> {
    let name = |(first, last, kind): (usize, usize, &str)| match kind {
        "time" => date(tokens, first, last),
        "person" => named(tokens, first, last, EntityKind::Person),
        "organization" => named(tokens, first, last, EntityKind::Organization),
        "place" => named(tokens, first, last, EntityKind::Place),
        _ => None,
    };
    mentions(tokens).into_iter().filter_map(name).collect()
}

/// Names without overlaps, in order: of two that overlap the longer is kept, whatever it names, and
/// of these the measured ones.
pub(super) fn outermost(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|&(start, end, _)| (std::cmp::Reverse(end - start), start));
    let mut kept: Vec<Name> = Vec::new();
    for name in names {
        if kept.iter().all(|other| name.1 <= other.0 || name.0 >= other.1) {
            kept.push(name);
        }
    }
    kept.retain(|name| is_measured(name.2));
    kept.sort_unstable();
    kept
}

/// The mentions within a sentence as first and last token and GUM's kind, by where they end. Of
/// `(12-person-…(13-place-…)` two begin and one ends; `12)` ends the other.
fn mentions<'a>(tokens: &[Token<'a>]) -> Vec<(usize, usize, &'a str)> {
    let mut found = Vec::new();
    let mut open: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        let mut rest = token.mentions;
        while !rest.is_empty() {
            let begins = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let ends = body[end..].starts_with(')');
            let mut fields = body[..end].split('-');
            let number = fields.next().unwrap_or("");
            if begins {
                let kind = fields.next().unwrap_or("");
                open.entry(number).or_default().push((at, kind));
            }
            let ended = if ends { open.get_mut(number).and_then(Vec::pop) } else { None };
            found.extend(ended.map(|(first, kind)| (first, at, kind)));
            rest = &body[end + usize::from(ends)..];
        }
    }
    found
}

/// A short phrase with a month, a day of the week or a number alone in it.
fn date(tokens: &[Token], first: usize, last: usize) -> Option<Name> {
    let word = |token: &Token| {
        is_one_of(MONTHS_AND_DAYS, token.form) || token.form.chars().all(|c| c.is_ascii_digit())
    };
    let dated = last - first < 7 && tokens[first..=last].iter().any(word);
    dated.then(|| (tokens[first].start, tokens[last].end, EntityKind::Date))
}

fn named(tokens: &[Token], first: usize, last: usize, kind: EntityKind) -> Option<Name> {
    let (from, to) = Phrase { tokens, first, last }.name()?;
    let people = kind == EntityKind::Person && from == to && tokens[to].fine == "NNPS";
    let kind = if people { EntityKind::Group } else { kind };
    Some((tokens[from].start, tokens[to].end, kind))
}

/// A mention, from its first to its last token.
struct Phrase<'a> {
    tokens: &'a [Token<'a>],
    first: usize,
    last: usize,
}

impl Phrase<'_> {
    /// The first and the last token of the name in it, if it is named.
    fn name(&self) -> Option<(usize, usize)> {
        let outside = |at: &usize| {
            let head = self.tokens[*at].head;
            head <= self.first || head > self.last + 1
        };
        let head = (self.first..=self.last).find(outside)?;
        if self.tokens[head].part != "PROPN" {
            return None;
        }
        let (mut from, mut to) = (self.begin(head), self.end(head));
        let title = |at: usize| is_one_of(TITLES, self.tokens[at].form.trim_matches('.'));
        while from < head
            && (title(from) || !first_char(self.tokens[from].form, char::is_alphanumeric))
        {
            from += 1;
        }
        while to > head && !self.tokens[to].form.ends_with(char::is_alphanumeric) {
            to -= 1;
        }
        (!(from..=to).all(title)).then_some((from, to))
    }

    fn begin(&self, head: usize) -> usize {
        let mut from = head;
        while from > self.first
            && self.is_part(from - 1, head)
            && !matches!(self.tokens[from - 1].relation, "appos" | "conj")
        {
            from -= 1;
        }
        from
    }

    fn end(&self, head: usize) -> usize {
        let mut to = head;
        while to < self.last {
            let next = &self.tokens[to + 1];
            let another = matches!(next.relation, "appos" | "conj")
                || (next.part == "PROPN" && next.relation == "list");
            // A number belongs to the name only where it hangs on its head ("Apollo 11").
            let part = self.is_part(to + 1, head) && (next.part != "NUM" || next.head == head + 1);
            if another || !(part || self.goes_on(to + 1)) {
                break;
            }
            to += 1;
        }
        to
    }

    /// Whether a token can be part of the name with this head.
    fn is_part(&self, at: usize, head: usize) -> bool {
        let token = &self.tokens[at];
        token.part == "PROPN"
            || matches!(token.form, "-" | "&" | "'" | "’")
            || (token.part == "NUM" && at > head)
            || (first_char(token.form, char::is_uppercase)
                && matches!(token.part, "ADJ" | "NOUN" | "VERB"))
    }

    /// Whether a small word at `at` is inside the name: another proper noun of it follows.
    fn goes_on(&self, at: usize) -> bool {
        if !matches!(self.tokens[at].form, "of" | "for" | "de" | "the" | "'s" | "’s") {
            return false;
        }
        let rest = &self.tokens[at + 1..=self.last];
        rest.iter().find(|token| !matches!(token.form, "the" | "of")).is_some_and(|token| {
            let relation = token.relation.split(':').next().unwrap_or("");
            token.part == "PROPN" && matches!(relation, "nmod" | "flat" | "compound" | "amod")
        })
    }
}

fn first_char(form: &str, is: impl Fn(char) -> bool) -> bool {
    form.chars().next().is_some_and(is)
}

/// Whether a list of words between blanks has `word`, in whatever case.
fn is_one_of(list: &str, word: &str) -> bool {
    list.contains(&format!(" {} ", word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of `form/part/head/relation/mentions`, one code point between two.
    fn check(tokens: &str, expected: &[(&str, EntityKind)]) {
        let mut text = String::new();
        let mut read = Vec::new();
        for token in tokens.split_whitespace() {
            let fields: Vec<&str> = token.split('/').collect();
            let start = text.chars().count();
            text.push_str(fields[0]);
            let end = text.chars().count();
            text.push(' ');
            let fine = if fields[1] == "NNPS" { "NNPS" } else { "" };
            read.push(Token {
                start,
                end,
                form: fields[0],
                part: if fine.is_empty() { fields[1] } else { "PROPN" },
                fine,
                head: fields[2].parse().unwrap(),
                relation: fields[3],
                mentions: fields[4],
            });
        }
        let of = |(start, end, kind): Name| -> (String, EntityKind) {
            (text.chars().skip(start).take(end - start).collect(), kind)
        };
        let found: Vec<_> = outermost(of_sentence(&read)).into_iter().map(of).collect();
        let expected: Vec<_> =
            expected.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        assert_eq!(found, expected, "{tokens}");
    }

    #[test]
    fn a_name_is_cut_from_its_mention() {
        check(
            "the/DET/2/det/(1-person-x mayor/NOUN/5/nsubj/ of/ADP/4/case/ \
             Vik/PROPN/2/nmod/(2-place-x)1) left/VERB/0/root/",
            &[("Vik", EntityKind::Place)],
        );
        check(
            "Mr./PROPN/2/compound/(1-person-x Zoë/PROPN/5/nsubj/ Ek/PROPN/2/flat/ \
             ,/PUNCT/2/punct/1) left/VERB/0/root/",
            &[("Zoë Ek", EntityKind::Person)],
        );
        check(
            "Bank/PROPN/5/nsubj/(1-organization-x of/ADP/4/case/ the/DET/4/det/ \
             North/PROPN/1/nmod/(2-place-x)1) closed/VERB/0/root/",
            &[("Bank of the North", EntityKind::Organization)],
        );
    }

    #[test]
    fn titles_peoples_dates_and_the_unnamed_are_no_names() {
        check("President/PROPN/2/nsubj/(1-person) spoke/VERB/0/root/", &[]);
        check("Norwegians/NNPS/2/nsubj/(1-person) spoke/VERB/0/root/", &[]);
        check("they/PRON/2/nsubj/(1-person) spoke/VERB/0/root/", &[]);
        check("1/NUM/2/nummod/(1-time-x May/PROPN/0/root/1)(2-place-y)", &[]);
    }
}
